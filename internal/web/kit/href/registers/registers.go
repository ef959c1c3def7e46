// Package registers makes the addresses of what a year is closed and begun with:
// the registers of shortcomings and of violations, the plan of the year ahead; see
// package href.
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

// Reviews is the reviews of a unit and those under it; span is a period of the
// year ("2026-Q3"), or nothing for the year.
func Reviews(code string, year period.Cycle, span string) string {
	return with(at("u", code, string(year), "reviews"), "period", span)
}

// Proposal is what the rules say of a unit or its head; act is assess, or nothing.
func Proposal(code string, year period.Cycle, span, subject string, tenure id.ID, act string) string {
	return with(at("u", code, string(year), "review", act), "period", span, "subject", subject, "tenure", string(tenure))
}

// Rules is the rule sets of a unit; act is drop, or nothing.
func Rules(code, act string) string { return at("u", code, "rules", act) }

// Review is one review; step is what is done with it, or nothing.
func Review(which id.ID, step string) string { return at("reviews", string(which), step) }

// EntrySheet is where the sheet of a unit's month is had as a file and brought
// back; format is xlsx for the file itself, or nothing.
func EntrySheet(code string, month period.Month, format string) string {
	return with(at("entry", code, string(month.Cycle()), string(month), "sheet"), "format", format)
}

// Tokens is the reader's narrow tokens.
const Tokens = "/account/tokens"

// Worker is the script that opens entry sheets without a line, over the whole site.
const Worker = "/offline.js"

// Hooks is the programs that are told for the reader.
const Hooks = "/account/webhooks"

// EntryDraft is where what is typed into the sheet is kept while one types.
func EntryDraft(code string, month period.Month) string {
	return at("entry", code, string(month.Cycle()), string(month), "draft")
}

// with adds the pairs that have a value.
func with(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Year is where the plan of a year is prepared and the year opened; act is sheet, or nothing.
func Year(code string, year period.Cycle, act string) string {
	return at("u", code, string(year), "documents", "open", act)
}

// Conference is a year for the meeting room.
func Conference(code string, year period.Cycle) string {
	return at("u", code, string(year), "conference")
}

// Names are what a unit's papers call others by.
func Names(code string) string { return at("u", code, "names") }

// Paper is the report of a unit's year; file is a format it is sent as, or nothing
// for the page; known is the day of the report, or nothing.
func Paper(code string, year period.Cycle, file string, known period.Date, more ...string) string {
	return with(at("u", code, string(year), "report"), append([]string{"file", file, "as-known", string(known)}, more...)...)
}

// Delegations is what one lends while away.
const Delegations = "/account/delegations"

// PaperWords is where a report is edited or frozen: act is edit or freeze.
func PaperWords(code string, year period.Cycle, act string, more ...string) string {
	return with(at("u", code, string(year), "report", act), more...)
}

// Commendations is a body's commendations of a year; act is nominate, vote, decide,
// hold, release, paper, or nothing.
func Commendations(code string, year period.Cycle, act string) string {
	return at("u", code, string(year), "commendations", act)
}

// Commendation is one nomination; step is what is done with it, or nothing.
func Commendation(which id.ID, step string) string {
	return at("commendations", string(which), step)
}

// Numbers is a body's register of the numbers of its papers.
func Numbers(code string) string { return at("u", code, "numbers") }

// Forms are the documents of an office in which its reports are set; file is one of
// them, or nothing for the list.
func Forms(code, file string) string {
	if file == "" {
		return at("u", code, "forms")
	}
	return with(at("u", code, "forms", "file"), "form", file)
}
