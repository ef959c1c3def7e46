// Package opened makes the addresses of the pages that anyone may read, and of the
// page that makes a year public; see package href.
package opened

import (
	"net/url"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Front lists what is public.
const Front = "/public"

// Atom and RSS are the feeds of it; Sitemap lists every address, Robots speaks to crawlers.
const (
	Atom    = "/public/feed.atom"
	RSS     = "/public/feed.rss"
	Sitemap = "/sitemap.xml"
	Robots  = "/robots.txt"
)

// Year is a unit's released year; what is "data.csv", "data.json", "dictionary.json",
// or nothing for the page; known is the day of its dated twin, or nothing.
func Year(code string, cycle period.Cycle, what string, known period.Date) string {
	to := Front + "/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle))
	if what != "" {
		to += "/" + what
	}
	return dated(to, known)
}

// Target is one target of it.
func Target(code string, cycle period.Cycle, which id.ID, known period.Date) string {
	return dated(Year(code, cycle, "", "")+"/"+url.PathEscape(string(which)), known)
}

func dated(to string, known period.Date) string {
	if known != "" {
		to += "?as-known=" + url.QueryEscape(string(known))
	}
	return to
}

// Release is the page that makes a unit's year public, for who is signed in; act is
// "down" to take it down, or nothing.
func Release(code string, cycle period.Cycle, act string) string {
	to := "/u/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle)) + "/release"
	if act != "" {
		to += "/" + act
	}
	return to
}
