// Package reason keeps why a target or a task is behind: the cause, what is
// done about it, until when, and who gives their word for it. It is written
// when a figure is reported or a task is late, is never changed, and the newest
// stands. It says nothing about blame: that is a register's matter.
package reason

import (
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Subject is what a reason is of.
type Subject string

// The subjects.
const (
	Target Subject = "target"
	Task   Subject = "task"
)

// Causes are the kinds of cause: khách quan, chủ quan, cả hai.
func Causes() []string { return []string{"objective", "subjective", "both"} }

// Longest is how long a cause or a remedy may be, in bytes.
const Longest = 4000

// Reason is one statement. The newest known on a day is the one that stands.
type Reason struct {
	ID       id.ID
	Subject  Subject
	Of       id.ID        // the target or task
	Month    period.Month // of the figure it was written with; "" where it was written apart
	Kind     string       // one of Causes
	Cause    string
	Remedy   string
	Promised period.Date // by when it is put right
	Who      string      // who gives their word, with the post
	By       id.ID
	ByName   string
	At       time.Time
}

// Empty says that nothing was written.
func (r Reason) Empty() bool {
	return strings.TrimSpace(r.Cause+r.Remedy+string(r.Promised)+r.Kind) == ""
}

// Check gives Invalid where something is missing: a cause without a remedy or
// without a day helps nobody. The day is not in the past.
func (r Reason) Check(today period.Date) error {
	var list errs.List
	for _, f := range []struct{ name, text string }{{"cause_kind", r.Kind}, {"cause", r.Cause}, {"remedy", r.Remedy}, {"promised", string(r.Promised)}, {"who", r.Who}} {
		if strings.TrimSpace(f.text) == "" {
			list = append(list, errs.New(errs.Invalid, "app.field_empty").In(f.name))
		}
		if len(f.text) > Longest {
			list = append(list, errs.New(errs.TooLarge, "app.note_long", "most", Longest).In(f.name))
		}
	}
	known := false
	for _, kind := range Causes() {
		known = known || kind == r.Kind
	}
	if !known && r.Kind != "" {
		list = append(list, errs.New(errs.Invalid, "reason.kind_unknown", "kind", r.Kind).In("cause_kind"))
	}
	if r.Promised != "" && r.Promised < today {
		list = append(list, errs.New(errs.Invalid, "reason.promised_past", "day", r.Promised).In("promised"))
	}
	return list.OrNil()
}

// Broken says that the day that was promised has passed.
func (r Reason) Broken(today period.Date) bool { return r.Promised < today }

// Wanted says of how a target stands, by its word, whether a reason is asked for.
func Wanted(word string) bool { return word == "behind" || word == "not_met" || word == "violated" }
