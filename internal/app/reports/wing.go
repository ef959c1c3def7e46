// Package reports gathers what a unit reports of a year to its meeting: the board,
// the shortcomings, the money, the tasks, what was asked of it, and how the paper
// is headed and signed. Everything is of one moment of the database.
package reports

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/edit"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }

// Query asks for a unit's year.
type Query struct {
	Unit    string // code
	Cycle   period.Cycle
	Span    Span        // the part of the year; the zero one for the whole
	Field   string      // that alone is reported; "" for all
	Head    string      // whose part alone is reported: a post by its identifier or its title; "" for all
	AsKnown period.Date // the day of the paper, and what was known at its end; "" for now
	Lang    string      // of the paper, for what people wrote in it; "" for none of that
}

// Material is what a report of a year is written from.
type Material struct {
	Head         Letterhead
	Board        standing.Board
	Documents    []target.Document  // that set the board's targets, each once
	Span         Span               // the part of the year it is of
	Field        string             // that it is of; "" for all
	Fields       []string           // of all the unit's targets
	Fieldless    []string           // shortcomings that are of no field, where it is of one
	Post         desk.Responsible   // whose part it is; the zero one for all
	Heads        []desk.Responsible // who answer for anything in the whole report, each post once
	Before       standing.Board     // of a part of a year: the year before, by figures until the same month of it
	Next         standing.Board     // of the year after, as far as its targets are known
	Shortcomings shortcomings.Review
	Capital      money.Capital
	Tasks        []tasks.TaskRow // due in the span; none for a day before today
	Coming       []tasks.TaskRow // of a part of a year: due in the time as long that follows
	Directives   []task.Directive
	Day          period.Date // of the paper
	Past         bool        // the day is before today
	Entries      int64       // of the log at the moment it was read: the version of the data
	Root         string      // of the log then, base64

	Edits    []edit.Edit   // the newest of each paragraph, as known
	Versions []edit.Edit   // all of them
	Frozen   []edit.Frozen // versions kept, the first one first
	May      bool          // whether who asks may write in it
}

// ReportMaterial gathers a unit's year, for who may read the unit.
func (a *Wing) ReportMaterial(ctx context.Context, actor access.Actor, q Query) (Material, error) {
	var m Material
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		m, err = MaterialOf(ctx, tx, unit, q)
		return err
	})
	return m, err
}

// MaterialOf is ReportMaterial within a transaction, for other wings.
func MaterialOf(ctx context.Context, tx *desk.Tx, unit id.ID, q Query) (m Material, err error) {
	m.Day, m.Entries = tx.Today, tx.Size
	if q.AsKnown != "" && q.AsKnown < tx.Today {
		m.Day, m.Past = q.AsKnown, true
	}
	m.Head = LetterheadOf(tx.Dir, unit, m.Day)
	asked := standing.BoardQuery{Unit: q.Unit, Cycle: q.Cycle, AsKnown: q.AsKnown}
	from, to := q.Cycle.Start(), q.Cycle.End()
	if m.Span, m.Field = q.Span, q.Field; !m.Span.Whole() {
		asked.Until, from, to = m.Span.To, m.Span.From.Start(), m.Span.To.End()
	}
	if m.Board, err = standing.BoardOf(ctx, tx, unit, asked); err != nil {
		return m, err
	}
	if err = m.narrow(q.Field); err != nil {
		return m, err
	}
	if !m.Span.Whole() {
		same := asked
		same.Until = asked.Until.YearBefore()
		same.Cycle = same.Until.Cycle()
		if m.Before, err = standing.BoardOf(ctx, tx, unit, same); err != nil {
			return m, err
		}
	}
	asked.Until = ""
	m.documents()
	asked.Cycle = standing.Later(q.Cycle)
	if m.Next, err = standing.BoardOf(ctx, tx, unit, asked); err != nil {
		return m, err
	}
	if m.Shortcomings, err = shortcomings.ReviewOf(ctx, tx, unit, q.Cycle, q.AsKnown); err != nil {
		return m, err
	}
	m.narrowNext()
	m.Shortcomings, m.Fieldless = of(m.Shortcomings, q.Field)
	if m.Capital, err = money.CapitalOf(ctx, tx, unit, q.Cycle.Year(), money.At{Known: q.AsKnown, Day: capitalDay(m, to)}); err != nil {
		return m, err
	}
	if !m.Past {
		if m.Tasks, err = tasks.DueWithin(ctx, tx, unit, from, to); err != nil {
			return m, err
		}
		if !m.Span.Whole() {
			if m.Coming, err = tasks.DueWithin(ctx, tx, unit, to.AddDays(1), m.Span.after()); err != nil {
				return m, err
			}
		}
	}
	if m.Directives, err = directives(ctx, tx, unit, q); err != nil {
		return m, err
	}
	if err = m.narrowToHead(q); err != nil {
		return m, err
	}
	if m.Root, err = tx.Root(ctx); err != nil {
		return m, err
	}
	return m, m.words(ctx, tx, unit, q)
}

// directives are those that were given when a year was closed: from its last
// month to the end of February, as they were known.
func directives(ctx context.Context, tx *desk.Tx, unit id.ID, q Query) (out []task.Directive, err error) {
	all, err := tx.Directives(ctx, unit)
	before := q.AsKnown.EndOfDayOrNow()
	for _, d := range all {
		if d.On >= q.Cycle.End().AddDays(-30) && d.On <= q.Cycle.End().AddDays(59) && (before.IsZero() || d.At.Before(before)) {
			out = append(out, d)
		}
	}
	return out, err
}

// documents gathers what set the targets, each once.
func (m *Material) documents() {
	for _, r := range m.Board.Rows {
		if !slices.ContainsFunc(m.Documents, func(d target.Document) bool { return d.ID == r.Document.ID }) {
			m.Documents = append(m.Documents, r.Document)
		}
	}
}
