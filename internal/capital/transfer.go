package capital

import (
	"slices"
	"strings"

	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Transfer (điều chuyển vốn) takes capital of a year and source from one project
// and gives it to another, by one decision.
type Transfer struct {
	Year     int
	Source   Source
	Setter   Setter // whose plan is adjusted; empty: the one that binds the giving project
	Amount   int64  // đồng
	Decision string
	On       period.Date
}

// Between gives the two lines of plan a transfer adds, or why it may not be: the
// giver keeps what it was paid, the taker has the same setter's plan or none of
// the source, and stays within its total investment.
func (t Transfer) Between(from, to Book) (taken, given Plan, err error) {
	if from.Project.ID == to.Project.ID {
		return taken, given, errs.New(errs.Invalid, "capital.transfer_same").In("to")
	}
	if t.Amount <= 0 {
		return taken, given, errs.New(errs.Invalid, "capital.amount_negative").In("amount")
	}
	_, binding, ok := from.alive().line(t.Year, t.Source, false).nearest(false)
	if !ok {
		return taken, given, errs.New(errs.Invalid, "capital.transfer_nothing", "project", from.Project.Code).In("source")
	}
	if t.Setter == "" {
		t.Setter = binding
	}
	if _, other, ok := to.alive().line(t.Year, t.Source, false).nearest(false); ok && other != t.Setter {
		return taken, given, errs.New(errs.Conflict, "capital.transfer_setter", "project", to.Project.Code).In("to").Try("capital.transfer_setter_hint")
	}
	if from.moved(t) && to.moved(t.back()) {
		return taken, given, errs.New(errs.Conflict, "capital.transferred_already", "decision", t.Decision, "on", t.On, "amount", Dong(t.Amount)).In("decision").Try("capital.transferred_already_hint", "decision", t.Decision)
	}
	taken = Plan{Project: from.Project.ID, Year: t.Year, Source: t.Source, Setter: t.Setter, Kind: adjusted, Amount: -t.Amount, Decision: t.Decision, On: t.On}
	given = taken
	given.Project, given.Amount = to.Project.ID, t.Amount
	if err := from.CheckPlan(taken); err != nil {
		return taken, given, err
	}
	if err := to.CheckPlan(given); err != nil {
		return taken, given, err
	}
	if left, limited := to.Room(); limited && t.Amount > left {
		return taken, given, errs.New(errs.Conflict, "capital.transfer_above_total", "project", to.Project.Code, "left", Dong(max(left, 0)), "total", Dong(to.Project.Total)).In("amount")
	}
	return taken, given, nil
}

// Room is what of the total investment no plan of any year has yet; false where
// the total is not known. What was carried over is in the plan of its own year.
func (b Book) Room() (left int64, limited bool) {
	if b.Project.Total <= 0 {
		return 0, false
	}
	left = b.Project.Total
	years := map[int]bool{}
	for _, p := range b.Plans {
		years[p.Year] = true
	}
	for year := range years {
		alive := b.of(year, Track.Alive)
		for _, s := range Sources() {
			plan, _, _ := alive.line(year, s, false).nearest(false)
			left -= plan
		}
	}
	return left, true
}

// With gives the book as it would be with one more approved line of plan.
func (b Book) With(p Plan) Book {
	p.Track = Track{Steps: []target.StepTaken{{No: 1, Step: approval.Submit, State: approval.Approved}}}
	b.Plans = append(b.Plans[:len(b.Plans):len(b.Plans)], p)
	return b
}

// moved says whether the decision took this amount from the project already.
func (b Book) moved(t Transfer) bool {
	return b.Has(Plan{Year: t.Year, Source: t.Source, Setter: t.Setter, Kind: adjusted, Amount: -t.Amount, Decision: t.Decision, On: t.On})
}

// back is what the other project's line says of a transfer.
func (t Transfer) back() Transfer { t.Amount = -t.Amount; return t }

// Has says whether a line that binds says the very same, by the same decision.
func (b Book) Has(p Plan) bool {
	return slices.ContainsFunc(b.alive().Plans, func(q Plan) bool {
		return q.Kind == p.Kind && q.Year == p.Year && q.Source == p.Source && q.Setter == p.Setter && q.Amount == p.Amount && q.On == p.On &&
			strings.EqualFold(strings.TrimSpace(q.Decision), strings.TrimSpace(p.Decision))
	})
}
