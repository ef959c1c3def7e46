package exchange

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dondoc/internal/period"
)

// Event is one day of a calendar.
type Event struct {
	UID     string
	Day     period.Date
	Summary string
	Text    string
	URL     string
	Changed time.Time
	Changes int // how often it changed: a reader takes the one with the most
	Done    bool
}

// WriteCalendar writes an iCalendar (RFC 5545) of whole-day events.
func WriteCalendar(w io.Writer, name string, events []Event) error {
	var b bytes.Buffer
	line := func(key, value string) {
		fold5545(&b, key+":"+escape5545(value))
	}
	raw := func(text string) { fold5545(&b, text) }
	raw("BEGIN:VCALENDAR")
	raw("VERSION:2.0")
	raw("PRODID:-//Dondoc//Dondoc//VI")
	line("X-WR-CALNAME", name)
	for _, e := range events {
		if e.Day == "" {
			continue
		}
		raw("BEGIN:VEVENT")
		line("UID", e.UID+"@dondoc")
		raw("DTSTAMP:" + e.Changed.UTC().Format("20060102T150405Z"))
		raw("LAST-MODIFIED:" + e.Changed.UTC().Format("20060102T150405Z"))
		raw("SEQUENCE:" + strconv.Itoa(e.Changes))
		raw("DTSTART;VALUE=DATE:" + strings.ReplaceAll(string(e.Day), "-", ""))
		raw("DTEND;VALUE=DATE:" + strings.ReplaceAll(string(e.Day.AddDays(1)), "-", ""))
		line("SUMMARY", e.Summary)
		if e.Text != "" {
			line("DESCRIPTION", e.Text)
		}
		if e.URL != "" {
			raw("URL:" + e.URL)
		}
		if e.Done {
			raw("TRANSP:TRANSPARENT")
		}
		raw("END:VEVENT")
	}
	raw("END:VCALENDAR")
	_, err := w.Write(b.Bytes())
	return err
}

// escape5545 escapes what has a meaning in a text value.
func escape5545(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(text)
}

// fold5545 writes a content line in pieces of at most 75 bytes, never within a
// character.
func fold5545(b *bytes.Buffer, text string) {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
	most := 75
	for len(text) > most {
		n := most
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		b.WriteString(text[:n] + "\r\n ")
		text, most = text[n:], 74
	}
	b.WriteString(text + "\r\n")
}
