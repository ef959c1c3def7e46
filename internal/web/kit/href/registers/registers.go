// Package registers makes the addresses of the registers of shortcomings and of
// violations; see package href.
package registers

import (
	"net/url"
	"strings"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

func at(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p != "" {
			b.WriteString("/" + url.PathEscape(p))
		}
	}
	return b.String()
}

// Shortcomings is a unit's register of a year; act is what is done with it: new,
// propose, carry, or nothing.
func Shortcomings(code string, year period.Cycle, act string) string {
	return at("u", code, string(year), "shortcomings", act)
}

// Shortcoming is one; act is correct, or nothing.
func Shortcoming(which id.ID, act string) string { return at("shortcomings", string(which), act) }

// File is evidence that came with a step of one.
func File(which id.ID) string { return at("shortcoming-files", string(which)) }

// Violations is a unit's register of a year; act is new, feed, or nothing.
func Violations(code string, year period.Cycle, act string) string {
	return at("u", code, string(year), "violations", act)
}

// Violation is one; act is correct, or nothing.
func Violation(which id.ID, act string) string { return at("violations", string(which), act) }
