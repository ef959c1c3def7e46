package spending

import (
	"dondoc/internal/app/money"
	"dondoc/internal/capital/works"
	"dondoc/internal/forecast"
	"dondoc/internal/id"
)

// Transfer is what moving capital between two projects would do; amounts in đồng.
type Transfer struct {
	Year     int     `json:"year"`
	Source   string  `json:"source"`
	Setter   string  `json:"setter"` // whose plan is adjusted
	Amount   int64   `json:"amount"`
	Written  bool    `json:"written"`  // false: tried only
	Projects []Moved `json:"projects"` // the giver, the taker
	Whole    Moved   `json:"whole"`
}

// Moved is one side of a transfer before and after.
type Moved struct {
	Code   string  `json:"code"`
	Name   string  `json:"name"`
	Before Outcome `json:"before"`
	After  Outcome `json:"after"`
}

// Outcome is a plan with what is paid and likely to be left of it.
type Outcome struct {
	Plan    int64          `json:"plan"`
	Paid    int64          `json:"paid"`
	Unspent *int64         `json:"unspent"` // null where nothing can be said
	Grade   forecast.Grade `json:"grade,omitempty"`
}

// OfTransfer gives a transfer that was tried.
func OfTransfer(s money.Simulated) Transfer {
	out := Transfer{Year: s.Year, Source: string(s.Source), Setter: string(s.Setter), Amount: s.Amount}
	for _, project := range []id.ID{s.From, s.To} {
		before, after := s.Of(project)
		out.Projects = append(out.Projects, Moved{Code: before.Code, Name: before.Name, Before: outcome(before), After: outcome(after)})
	}
	out.Whole = Moved{Code: s.Before.Unit.Code, Name: s.Before.Unit.Name, Before: together(s.Before), After: together(s.After)}
	return out
}

func outcome(r money.Row) Outcome {
	out := Outcome{Plan: r.Position.Bound.Plan, Paid: r.Position.Bound.Paid, Grade: r.Grade}
	if n, ok := r.Unspent(); ok {
		out.Unspent = &n
	}
	return out
}

func together(c money.Capital) Outcome {
	out := Outcome{Plan: c.Total.Bound.Plan, Paid: c.Total.Bound.Paid}
	for _, r := range c.Rows {
		if n, ok := r.Unspent(); ok {
			if out.Unspent == nil {
				out.Unspent = new(int64)
			}
			*out.Unspent += n
		}
	}
	return out
}

// Bounds are the bounds of the warnings of a unit's capital year.
type Bounds struct {
	Unit   string  `json:"unit"`
	Year   int     `json:"year"`
	SetBy  string  `json:"set_by"` // code of the unit that set them; "": the usual ones
	From   int     `json:"from,omitempty"`
	Reason string  `json:"reason,omitempty"`
	Bounds []bound `json:"bounds"`
}

type bound struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Usual string `json:"usual"`
}

// OfBounds gives the bounds of the warnings of a unit's capital year.
func OfBounds(b money.Bounds) Bounds {
	out := Bounds{Unit: b.Unit.Code, Year: b.Year}
	if b.Own != nil {
		out.SetBy, out.From, out.Reason = b.Of.Code, b.Own.From, b.Own.Reason
	}
	for _, name := range works.Bounds() {
		out.Bounds = append(out.Bounds, bound{name, b.Rules.Bound(name), b.Usual.Bound(name)})
	}
	return out
}
