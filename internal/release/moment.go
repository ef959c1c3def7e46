package release

import (
	"regexp"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// Moment is a day, from its beginning, or a minute of it: "2024-02-05",
// "2024-02-05T08:30", in Vietnam. Moments stand in order as texts do.
type Moment string

// MomentOf is the minute of an instant.
func MomentOf(t time.Time) Moment { return Moment(t.In(period.Zone).Format("2006-01-02T15:04")) }

var clock = regexp.MustCompile(`^(\d{1,2})(?:[:hg.](\d{2})?)?$`)

// EndOf is the last moment of a day, or now where that is earlier; now for "".
func EndOf(day period.Date, now Moment) Moment {
	if end := Moment(day) + "T23:59"; day != "" && end < now {
		return end
	}
	return now
}

// MomentAt is a time of a day as people write it: "8:30", "8h30", "14 giờ", or ""
// for the beginning of the day.
func MomentAt(day period.Date, at string) (Moment, error) {
	at = strings.ReplaceAll(strings.TrimSpace(at), " ", "")
	if at == "" {
		return Moment(day), nil
	}
	m := clock.FindStringSubmatch(strings.ReplaceAll(strings.TrimSuffix(at, "phút"), "giờ", "h"))
	if m == nil || day == "" {
		return "", errs.New(errs.Invalid, "release.clock_bad", "text", at).In("at")
	}
	minutes := m[2]
	if minutes == "" {
		minutes = "00"
	}
	hour := m[1]
	if len(hour) == 1 {
		hour = "0" + hour
	}
	if hour > "23" || minutes > "59" {
		return "", errs.New(errs.Invalid, "release.clock_bad", "text", at).In("at")
	}
	return Moment(string(day) + "T" + hour + ":" + minutes), nil
}

// Day is the day it is in.
func (m Moment) Day() period.Date {
	day, _, _ := strings.Cut(string(m), "T")
	return period.Date(day)
}

// Clock is the time of the day: "08:30", or "" where it is the whole day.
func (m Moment) Clock() string {
	_, at, _ := strings.Cut(string(m), "T")
	return at
}
