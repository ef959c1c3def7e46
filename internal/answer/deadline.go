package answer

import (
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Deadline is a deadline as written and what it comes to; dates are null where
// the wording gives none.
type Deadline struct {
	Text      string              `json:"text"`
	Kind      period.DeadlineKind `json:"kind" enum:"date,month,quarter,half_year,year,range,recurring,conditional,duration,unknown"`
	Start     *period.Date        `json:"start"`
	End       *period.Date        `json:"end"`
	Last      *period.Date        `json:"last,omitempty"`  // the last day it may be met on, where end itself is too late ("trước ngày …")
	Before    bool                `json:"before"`          // only the end is said
	Every     string              `json:"every,omitempty"` // recurring: year, half_year, quarter, month, week, day; none for always
	Times     int                 `json:"times,omitempty"` // recurring: every so many of them
	On        []mark              `json:"on,omitempty"`    // recurring: its days in each
	Hour      string              `json:"hour,omitempty"`
	Cited     []string            `json:"cited,omitempty"`   // documents named: their days and years are no deadline
	Horizon   string              `json:"horizon,omitempty"` // "tầm nhìn 2045"
	Condition string              `json:"condition,omitempty"`
	Days      int                 `json:"days,omitempty"` // duration: how many of unit
	Unit      string              `json:"unit,omitempty"`
	From      string              `json:"from,omitempty"` // what a duration counts from, as written
	Parts     []Deadline          `json:"parts,omitempty"`
}

type mark struct {
	Month   int `json:"month,omitempty"` // of the year, or 1 to 3 of the quarter
	Day     int `json:"day,omitempty"`
	Weekday int `json:"weekday,omitempty"` // 1 Monday … 7 Sunday
}

// ExplainedDeadline is a deadline with its explanation and what it leaves open.
type ExplainedDeadline struct {
	Deadline
	Explanation string     `json:"explanation"`
	Questions   []question `json:"questions"`
}

// OfDeadline gives a deadline in the shape of the command line and the API.
func OfDeadline(d period.Deadline) Deadline {
	some := func(d period.Date) *period.Date {
		if d == "" {
			return nil
		}
		return &d
	}
	out := Deadline{Text: d.Text, Kind: d.Kind, Start: some(d.Start), End: some(d.End), Before: d.Before, Every: d.Every, Condition: d.Condition, Days: d.Days, Unit: d.Unit, From: d.From,
		Times: d.Times, Hour: d.Hour, Cited: d.Cited, Horizon: d.Horizon}
	if d.Strict {
		out.Last = some(d.Last())
	}
	for _, m := range d.On {
		out.On = append(out.On, mark{m.Month, m.Day, m.Weekday})
	}
	for _, p := range d.Parts {
		out.Parts = append(out.Parts, OfDeadline(p))
	}
	return out
}

// ExplainDeadline reads a deadline.
func ExplainDeadline(lang i18n.Lang, text string, c period.DeadlineContext) ExplainedDeadline {
	d, asked := period.ReadDeadline(text, c)
	return ExplainedDeadline{OfDeadline(d), i18n.Say(lang, d.Explain()), questionsOf(lang, "deadline", asked)}
}

// questionsOf says questions about a field.
func questionsOf(lang i18n.Lang, field string, asked []phrase.Phrase) []question {
	out := []question{}
	for _, q := range asked {
		out = append(out, question{Field: field, Key: q.Key, Text: i18n.Say(lang, q)})
	}
	return out
}
