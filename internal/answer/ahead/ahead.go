// Package ahead is what the API and the command line answer of a year's plan
// under preparation.
package ahead

import (
	"time"

	"dondoc/internal/answer"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/draft"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Plan is a year's plan under preparation, out of one document of the year before.
type Plan struct {
	Unit           string         `json:"unit"`
	UnitName       string         `json:"unit_name"`
	From           period.Cycle   `json:"from"`
	To             period.Cycle   `json:"to"`
	Document       id.ID          `json:"document"`
	DocumentNumber string         `json:"document_number"`
	Version        int            `json:"version"` // 0: nothing was kept yet
	By             string         `json:"by,omitempty"`
	At             *time.Time     `json:"at,omitempty"`
	Opened         id.ID          `json:"opened,omitempty"` // the document that made it the year's plan
	OpenedNumber   string         `json:"opened_number,omitempty"`
	Rows           []row          `json:"rows"`
	Taken          []string       `json:"taken"` // targets that the year has already
	Issues         []answer.Issue `json:"issues"`
}

type row struct {
	draft.Row
	Was       string          `json:"was,omitempty"`    // the plan of the year before
	Result    string          `json:"result,omitempty"` // as reported
	Percent   string          `json:"percent,omitempty"`
	Class     criterion.Class `json:"class,omitempty"`
	Word      string          `json:"word,omitempty"` // within the year too
	Turn      draft.Turn      `json:"turn,omitempty"`
	Advice    draft.Turn      `json:"advice,omitempty"`
	MayDrop   bool            `json:"may_drop"`
	AtLeast   string          `json:"at_least,omitempty"`
	Why       []string        `json:"why"`
	Estimated bool            `json:"estimated"` // the year is not over: by where it will end at this pace
	Before    []year          `json:"before"`
	Peers     int             `json:"peers"`
	Reached   int             `json:"peers_reached"`
	Term      *draft.Gap      `json:"term,omitempty"`
}

type year struct {
	Cycle  period.Cycle    `json:"cycle"`
	Class  criterion.Class `json:"class"`
	Result string          `json:"result,omitempty"`
}

// Of gives the answer of a plan.
func Of(lang i18n.Lang, p plan.YearAhead, d plan.AheadDocument) Plan {
	out := Plan{Unit: p.Unit.Code, UnitName: p.Unit.Name, From: p.From, To: p.To, Document: d.ID, DocumentNumber: d.Number, Version: d.Draft.Version, By: d.Draft.ByName, Opened: d.Draft.Opened, OpenedNumber: d.Opened.Number,
		Rows: []row{}, Taken: []string{}, Issues: []answer.Issue{}}
	if !d.Draft.At.IsZero() {
		out.At = &d.Draft.At
	}
	was := map[id.ID]plan.AheadTarget{}
	for _, t := range d.Rows {
		was[t.ID] = t
		if t.Taken {
			out.Taken = append(out.Taken, t.Name)
		}
	}
	for _, r := range d.Planned() {
		one := row{Row: r, Why: []string{}, Before: []year{}}
		if t, ok := was[r.Target]; ok {
			one.Turn = d.Turn(r)
			one.ended(lang, t)
		}
		out.Rows = append(out.Rows, one)
	}
	return out
}

func (r *row) ended(lang i18n.Lang, t plan.AheadTarget) {
	r.Was, r.Class, r.Word, r.Estimated, r.Term = t.Current().Wording, t.Ended.Class, t.Ended.Word(), t.Around.Estimated && !t.Around.Due, t.Around.Term
	r.Advice, r.MayDrop = t.Advice.Turn, t.Advice.Drop
	if a := t.Ended.Actual; a != nil {
		r.Result = a.Text
	}
	if a := t.Ended.Assessment.Achievement; a != nil {
		r.Percent = a.Shown().Trim().String()
	}
	if t.Advice.AtLeast != nil {
		r.AtLeast = t.Advice.AtLeast.Trim().String()
	}
	for _, w := range t.Advice.Why {
		r.Why = append(r.Why, i18n.Say(lang, w))
	}
	for _, b := range t.Around.Before {
		y := year{Cycle: b.Cycle, Class: b.Class}
		if b.Actual != nil {
			y.Result = b.Actual.Text
		}
		r.Before = append(r.Before, y)
	}
	for _, p := range t.Around.Peers {
		r.Peers++
		if p.Class == criterion.Met || p.Class == criterion.Exceeded {
			r.Reached++
		}
	}
}
