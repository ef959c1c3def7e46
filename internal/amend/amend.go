// Package amend holds what was put right in a record, and what changed of it
// from a day on: the fields as they were and as they became, with the reason.
// A record is kept as it is read now; how it was read on an earlier day follows
// from its amendments, so that a correction holds everywhere from the moment it
// was made, and what was known before stays known.
package amend

import (
	"maps"
	"slices"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// The kinds of record that are amended in this way. Targets keep their
// amendments with their revisions, tasks with their events.
const (
	Unit        = "unit"
	Post        = "post"
	Person      = "person"
	Appointment = "appointment"
	Account     = "account"
	Document    = "document"
)

// Fields are what is said of a record, by the field's name.
type Fields map[string]string

// Amendment is one correction or change.
type Amendment struct {
	Subject string // what kind of record
	Object  id.ID
	No      int         // from 1, of the record
	From    period.Date // of a change of the world: the day from which it holds; "" of a correction
	Before  Fields      // the fields that became others, as they were
	After   Fields      // as they became
	Reason  string
	By      id.ID
	ByName  string
	At      time.Time
}

// Between gives the fields that two readings of a record differ in. What only
// one of them says is "" in the other.
func Between(before, after Fields) (was, is Fields) {
	was, is = Fields{}, Fields{}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after))) {
		if before[name] != after[name] {
			was[name], is[name] = before[name], after[name]
		}
	}
	return was, is
}

// Names gives the names of the fields that were amended, in order.
func (a Amendment) Names() []string {
	return slices.Sorted(maps.Keys(a.After))
}

// Rewind gives what was said of a record just before an instant; a zero instant
// means now. The amendments are the record's own, in order.
func Rewind(now Fields, amendments []Amendment, before time.Time) Fields {
	if before.IsZero() {
		return now
	}
	out := now
	for _, a := range slices.Backward(amendments) {
		if a.At.Before(before) {
			break
		}
		out = with(out, a.Before)
	}
	return out
}

// OnDay gives what held of a record on a day, as it is known now: changes that
// hold from a later day are left away, corrections hold for every day.
func OnDay(now Fields, amendments []Amendment, day period.Date) Fields {
	out := now
	for _, a := range slices.Backward(amendments) {
		if a.From > day {
			out = with(out, a.Before)
		}
	}
	return out
}

func with(all, some Fields) Fields {
	out := maps.Clone(all)
	maps.Copy(out, some)
	return out
}
