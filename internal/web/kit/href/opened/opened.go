// Package opened makes the addresses of the pages that anyone may read, and of the
// page that makes a year public; see package href.
package opened

import (
	"net/url"
	"strconv"
	"strings"

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

// Dated is a feed or the sitemap as it was at the end of a day, for good; as it goes on
// for "".
func Dated(feed string, day period.Date) string { return Known(day).at(feed) }

// News lists the items of news; NewsAtom and NewsRSS are their feeds, NewsData their data.
const (
	News     = "/public/news"
	NewsAtom = "/public/news.atom"
	NewsRSS  = "/public/news.rss"
	NewsData = "/public/news.json"
)

// NewsList is a page of the items of a unit, or of all, that have some words, after
// one of them; as known at the end of a day, or now.
func NewsList(unit, words string, after id.ID, day period.Date) string {
	q := url.Values{}
	for name, value := range map[string]string{"unit": unit, "q": words, "after": string(after), "as-known": string(day)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return News
	}
	return News + "?" + q.Encode()
}

// NewsItem is an item.
func NewsItem(which id.ID, of Twin) string { return of.at(News + "/" + url.PathEscape(string(which))) }

// Photo is a photo of an item in one of its two sizes.
func Photo(which id.ID, small bool) string {
	return Front + "/photos/" + url.PathEscape(string(which)) + sizes[small]
}

var sizes = map[bool]string{false: "-large.jpg", true: "-small.jpg"}

// PhotoOf reads the name of a photo's file.
func PhotoOf(file string) (which id.ID, small, ok bool) {
	for small, end := range sizes {
		if name, is := strings.CutSuffix(file, end); is {
			return id.ID(name), small, id.ID(name).Valid()
		}
	}
	return "", false, false
}

// NewsDesk is where the office writes the news of a unit's year; act is "new" for an
// item to be written, or nothing.
func NewsDesk(code string, cycle period.Cycle, act string) string {
	to := "/u/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle)) + "/news"
	if act != "" {
		to += "/" + act
	}
	return to
}

// NewsDraft is an item as it is being written; act is what is done with it.
func NewsDraft(which id.ID, act string) string { return newsOf("/news/", which, act) }

// Praise has an item on a year's commendations drafted.
func Praise(code string, cycle period.Cycle) string { return NewsDesk(code, cycle, "praise") }

// DraftPhoto is a photo of it; act is "small" or "large" for its bytes, "down" to take
// it down, or nothing.
func DraftPhoto(which id.ID, act string) string { return newsOf("/news-photos/", which, act) }

func newsOf(room string, which id.ID, act string) string {
	to := room + url.PathEscape(string(which))
	if act != "" {
		to += "/" + act
	}
	return to
}

// List is a page of the units of a year whose names have some words, after one of
// them; as known at the end of a day, or now.
func List(cycle period.Cycle, words, after string, day period.Date) string {
	q := url.Values{"cycle": {string(cycle)}}
	if day != "" {
		q.Set("as-known", string(day))
	}
	if words != "" {
		q.Set("q", words)
	}
	if after != "" {
		q.Set("after", after)
	}
	return Front + "?" + q.Encode()
}

// Twin is a version of a released year that never changes: Version or Known; "" for
// the year as it goes on.
type Twin string

// Version is the twin of a version's number.
func Version(no int64) Twin { return Twin("version=" + strconv.FormatInt(no, 10)) }

// Known is the twin of what could be read at the end of a day.
func Known(day period.Date) Twin {
	if day == "" {
		return ""
	}
	return Twin("as-known=" + url.QueryEscape(string(day)))
}

// Year is a unit's released year; what is "data.csv", "data.json", "dictionary.json",
// or nothing for the page.
func Year(code string, cycle period.Cycle, what string, of Twin) string {
	to := Front + "/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle))
	if what != "" {
		to += "/" + what
	}
	return of.at(to)
}

// Target is one target of it.
func Target(code string, cycle period.Cycle, which id.ID, of Twin) string {
	return of.at(Year(code, cycle, "", "") + "/" + url.PathEscape(string(which)))
}

func (t Twin) at(to string) string {
	if t != "" {
		to += "?" + string(t)
	}
	return to
}

// Sound names the file in which a sentence of a page is read out, by its place among
// them and the mark of its words.
func Sound(n int, mark string) string { return strconv.Itoa(n) + "-" + mark + ".wav" }

// SoundOf reads the name of a sentence's file.
func SoundOf(file string) (n int, mark string, ok bool) {
	place, mark, ok := strings.Cut(strings.TrimSuffix(file, ".wav"), "-")
	n, err := strconv.Atoi(place)
	return n, mark, ok && err == nil && n >= 0
}

// YearSound is a sentence of a year's page read out, or of one of its targets where
// which is not "".
func YearSound(code string, cycle period.Cycle, which id.ID, file string, of Twin) string {
	to := Year(code, cycle, "", "")
	if which != "" {
		to = Target(code, cycle, which, "")
	}
	return of.at(to + "/aloud/" + url.PathEscape(file))
}

// NewsSound is a sentence of an item read out.
func NewsSound(which id.ID, file string, of Twin) string {
	return of.at(NewsItem(which, "") + "/aloud/" + url.PathEscape(file))
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
