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
	Before    bool                `json:"before"`          // "trước …": end is the last day
	Every     string              `json:"every,omitempty"` // recurring: year, half_year, quarter, month, week, day; none for always
	Condition string              `json:"condition,omitempty"`
	Days      int                 `json:"days,omitempty"` // duration: how many of unit
	Unit      string              `json:"unit,omitempty"`
	From      string              `json:"from,omitempty"` // what a duration counts from, as written
	Parts     []Deadline          `json:"parts,omitempty"`
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
	out := Deadline{Text: d.Text, Kind: d.Kind, Start: some(d.Start), End: some(d.End), Before: d.Before, Every: d.Every, Condition: d.Condition, Days: d.Days, Unit: d.Unit, From: d.From}
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
