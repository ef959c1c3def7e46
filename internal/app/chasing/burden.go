package chasing

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/chase/burden"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// mostBurdened is how many units under one are looked through at once.
const mostBurdened = 100

// Burden is what reporting a year costs a unit and those right under it.
type Burden struct {
	Unit  org.Version
	Cycle period.Cycle
	Units []UnitBurden // the unit first
	Left  int          // units right under it beyond those
}

// UnitBurden is what it costs one of them and all that stand under it.
type UnitBurden struct {
	Unit   org.Version
	Months []burden.Filed // twelve
	Twice  [][]standing.BoardRow
}

// Burden gives what reporting costs a unit and those right under it. Forbidden for
// who does not manage the unit's accounts: it is for those who can ask for less.
func (a *Wing) Burden(ctx context.Context, actor access.Actor, code string, cycle period.Cycle) (Burden, error) {
	out := Burden{Cycle: cycle}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err == nil {
			err = tx.Dir.May(access.ManageAccounts, unit)
		}
		if err != nil {
			return err
		}
		v, _ := d.Unit(unit, tx.Today)
		out.Unit = v
		units := []org.Version{v}
		for _, under := range tx.Dir.Tree(tx.Today).Children(unit) {
			if len(units) > mostBurdened {
				out.Left++
				continue
			}
			units = append(units, under)
		}
		return out.fill(ctx, tx, units)
	})
	return out, err
}

func (out *Burden) fill(ctx context.Context, tx *desk.Tx, units []org.Version) error {
	filed, err := tx.Burden(ctx, tx.Dir.Below(out.Unit.ID), out.Cycle.Months()[0], out.Cycle.LastMonth())
	if err != nil {
		return err
	}
	sums := map[id.ID][]burden.Filed{}
	for _, f := range filed {
		for _, at := range tx.Dir.Path(f.Unit, tx.Today) { // its own, and of every unit above
			if sums[at] == nil {
				sums[at] = make([]burden.Filed, 12)
			}
			m := f.Month.Number() - 1
			sums[at][m] = f.And(sums[at][m])
		}
	}
	for _, v := range units {
		u := UnitBurden{Unit: v, Months: sums[v.ID]}
		if u.Months == nil {
			u.Months = make([]burden.Filed, 12)
		}
		if u.Twice, err = askedTwice(ctx, tx, v, out.Cycle); err != nil {
			return err
		}
		out.Units = append(out.Units, u)
	}
	return nil
}

// askedTwice gives the rows of a unit's board that ask for the same.
func askedTwice(ctx context.Context, tx *desk.Tx, v org.Version, cycle period.Cycle) ([][]standing.BoardRow, error) {
	b, err := standing.BoardOf(ctx, tx, v.ID, standing.BoardQuery{Unit: v.Code, Cycle: cycle})
	if err != nil {
		return nil, err
	}
	rows := map[id.ID]standing.BoardRow{}
	var asked []burden.Asked
	for _, r := range b.Lines() {
		rows[r.Target.ID] = r
		asked = append(asked, burden.Asked{Target: r.Target.ID, Unit: r.Target.AnswerUnit, Indicator: r.Target.Indicator, Document: r.Target.Document})
	}
	var out [][]standing.BoardRow
	for _, group := range burden.Twice(asked) {
		var of []standing.BoardRow
		for _, a := range group {
			of = append(of, rows[a.Target])
		}
		out = append(out, of)
	}
	return out, nil
}
