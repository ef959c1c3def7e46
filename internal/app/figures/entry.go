package figures

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
)

// Entry is one month of a unit as figures are entered: its scoreboard, and the
// actor's own figures of the month that are not approved yet.
type Entry struct {
	standing.Board
	Month months.MonthStanding
	Mine  map[id.ID]target.Observation // by target

	Beside map[id.ID]Beside // what there is to type by; of Wing.Entry only
	Gone   []typed.Row      // typed for what is not on the sheet any more
	Saved  time.Time        // when something was typed last that is not sent; zero where nothing
}

// Entry gives a month of a unit to enter figures in.
func (a *Wing) Entry(ctx context.Context, actor access.Actor, code string, month period.Month) (Entry, error) {
	var out Entry
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		if out, err = entryOf(ctx, tx, unit, code, month); err != nil {
			return err
		}
		return besideOf(ctx, tx, &out)
	})
	return out, err
}

func entryOf(ctx context.Context, tx *desk.Tx, unit id.ID, code string, month period.Month) (Entry, error) {
	out := Entry{Mine: map[id.ID]target.Observation{}}
	var err error
	if out.Board, err = standing.BoardOf(ctx, tx, unit, standing.BoardQuery{Unit: code, Cycle: month.Cycle()}); err != nil {
		return out, err
	}
	out.Rows = out.Lines()
	all12, err := months.Of(ctx, tx, unit, month.Cycle(), "")
	if err != nil {
		return out, err
	}
	out.Month = all12[month.Number()-1]
	waiting, err := tx.WaitingIn(ctx, tx.Actor.Account, unit, month)
	if err != nil || len(waiting) == 0 {
		return out, err
	}
	var targets, figures []id.ID
	for _, ref := range waiting {
		targets, figures = append(targets, ref.Target), append(figures, ref.Observation)
	}
	all, err := tx.ObservationsAt(ctx, targets, time.Time{})
	if err != nil {
		return out, err
	}
	files, err := tx.EvidenceOf(ctx, figures)
	for _, ref := range waiting {
		for _, o := range all[ref.Target] {
			if o.ID == ref.Observation {
				o.Evidence = files[o.ID]
				out.Mine[ref.Target] = o
			}
		}
	}
	return out, err
}

// Cell is what stands, or is typed, for a target in a month's sheet.
type Cell struct {
	Text, Note       string
	Within, Estimate bool // within the month, else the year to date; an estimate, else final
	Seen             id.ID
	Meant            *measure.Decimal
	State            approval.State      // of what stands; "" where there is no figure of the month
	Own              *target.Observation // the actor's own that is not approved yet

	unit string // of measure
}

// Stands is what is reported for a row's month already: the actor's own figure,
// another's on its way, or the one that counts.
func (e Entry) Stands(row standing.BoardRow) Cell {
	of := func(o target.Observation) Cell {
		return Cell{Text: Bare(o.Text, row.UnitOfMeasure), Note: o.Note, Seen: o.ID, State: o.State(), Within: !o.Cumulative, Estimate: !o.Final, unit: row.UnitOfMeasure}
	}
	if o, ok := e.Mine[row.Target.ID]; ok {
		c := of(o)
		c.Own = &o
		return c
	}
	for _, o := range row.Pending {
		if o.Month == e.Month.Month {
			return of(o)
		}
	}
	for _, m := range row.Months {
		if m.Month == e.Month.Month && m.Observation != "" {
			return Cell{Text: Bare(m.Text, row.UnitOfMeasure), Seen: m.Observation, State: approval.Approved, Within: !m.Cumulative, Estimate: !m.Final, unit: row.UnitOfMeasure}
		}
	}
	return Cell{Seen: SeenNothing}
}

// Bare is a figure as written without its unit of measure, where it ends with it.
func Bare(text, unit string) string {
	if unit == "" {
		return text
	}
	if cut, ok := strings.CutSuffix(text, " "+unit); ok {
		return cut
	}
	return strings.TrimSuffix(text, unit)
}

// Asks says what a typed cell asks for beside what stands: nothing, that the own
// draft is sent as it is, or that a figure is reported.
func (c Cell) Asks(typed Cell, draft bool) (send, report bool) {
	same := Bare(typed.Text, c.unit) == c.Text && typed.Note == c.Note && typed.Within == c.Within && typed.Estimate == c.Estimate
	switch {
	case typed.Text == "" && c.Text == "" && typed.Note == "":
		return false, false
	case same:
		return !draft && c.Own != nil && c.State == approval.Draft, false
	}
	return false, true
}

// Report is what is reported when a cell is typed where this one stands; the
// files of the own figure go with it.
func (c Cell) Report(of id.ID, month period.Month, typed Cell, draft bool) NewReport {
	in := NewReport{Target: of, Month: month, Text: typed.Text, Meant: typed.Meant, Cumulative: !typed.Within, Final: !typed.Estimate, Note: typed.Note, Draft: draft, SeenLast: typed.Seen}
	if c.Own != nil {
		for _, e := range c.Own.Evidence {
			in.Keep = append(in.Keep, e.ID)
		}
	}
	return in
}
