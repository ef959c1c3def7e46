// Package typed is what somebody has typed into the sheet of a month and not
// sent yet, and what is doubtful about it before it is sent.
package typed

import (
	"time"

	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
)

// Row is what is typed for one target of a month, as it was typed: nobody has
// read it yet, and it counts nowhere.
type Row struct {
	Target   id.ID
	Unit     id.ID // on whose sheet
	Text     string
	Note     string
	Meant    string // the reading that was chosen, where the text has several
	Within   bool   // within the month, else the year to date
	Estimate bool   // ước, else chính thức
	Seen     id.ID  // the newest figure of the month that stood beside it
	At       time.Time
}

// Same says whether two rows say the same, whenever they were typed.
func (r Row) Same(o Row) bool {
	return r.Text == o.Text && r.Note == o.Note && r.Meant == o.Meant && r.Within == o.Within && r.Estimate == o.Estimate
}

// Sheet is what one account has typed for a unit's month.
type Sheet struct {
	Unit  id.ID
	Month period.Month
	Rows  int
	At    time.Time // typed last
}

// Doubts are what a person should look at before a figure is sent: a leap
// against the figures before it, a running total that falls, a share beyond
// 100 %, a figure below nothing. None of them makes a figure wrong; each wants a
// word of why. earlier are the approved figures of the months before.
func Doubts(t target.Target, earlier []target.Observation, o target.Observation) []phrase.Phrase {
	v := o.Actual.Value
	if v == nil || o.Actual.Total != nil {
		return nil
	}
	var out []phrase.Phrase
	last, most, least := around(earlier, o)
	if last != nil && target.Jumps(earlier, o) {
		out = append(out, phrase.New("target.typed_leap", "last", *last.Actual.Value, "month", last.Month))
	}
	if last != nil && o.Cumulative && last.Month.Cycle() == o.Month.Cycle() && (t.Accumulation == target.Flow || t.Accumulation == target.EventCount) && v.Cmp(*last.Actual.Value) < 0 {
		out = append(out, phrase.New("target.typed_falls", "last", *last.Actual.Value, "month", last.Month))
	}
	hundred := measure.Int(100)
	if t.UnitOfMeasure == "%" && v.Cmp(hundred) > 0 && most != nil && most.Cmp(hundred) <= 0 {
		out = append(out, phrase.New("target.typed_over"))
	}
	if v.Sign() < 0 && least != nil && least.Sign() >= 0 {
		out = append(out, phrase.New("target.typed_below"))
	}
	return out
}

// around gives the figure before one that is counted alike, and the most and the
// least of those before.
func around(earlier []target.Observation, o target.Observation) (last *target.Observation, most, least *measure.Decimal) {
	for i, e := range earlier {
		v := e.Actual.Value
		if v == nil || e.Cumulative != o.Cumulative || e.Month >= o.Month || e.Actual.Unit != o.Actual.Unit {
			continue
		}
		if last == nil || e.Month >= last.Month {
			last = &earlier[i]
		}
		if most == nil || v.Cmp(*most) > 0 {
			most = v
		}
		if least == nil || v.Cmp(*least) < 0 {
			least = v
		}
	}
	return last, most, least
}
