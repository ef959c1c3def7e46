package plan

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task/named"
	"dondoc/internal/viet"
)

// AnsweringSheet is what is asked to have other units answer for targets of a
// document, as a sheet says. Day and decision are of the rows without their own.
type AnsweringSheet struct {
	Document id.ID
	From     period.Date
	Reason   string
	Sheet    sheets.Sheet
	DryRun   bool
}

// AnsweringRow is a row of the sheet as it was understood.
type AnsweringRow struct {
	Row      int
	Label    string
	Name     string
	Unit     string // as written
	From     period.Date
	Decision string
	Target   target.Target
	Now      org.Version // who answers
	Then     org.Version // who will
	Change   desk.Change
}

// AnsweringRead is the sheet as it was read, and what came of its rows.
type AnsweringRead struct {
	Table   *exchange.Table
	Columns []exchange.Column
	Rows    []AnsweringRow
}

// AnsweringFromSheet has other units answer for targets of a document as a sheet
// says: all of it or, when a row has an error, nothing. A row without a unit, or
// whose unit answers already, changes nothing, so that the same sheet again does not.
func (a *Wing) AnsweringFromSheet(ctx context.Context, actor access.Actor, in AnsweringSheet) (AnsweringRead, error) {
	var out AnsweringRead
	do := func(ctx context.Context, tx *desk.Tx) error {
		m, err := newAnsweringSheet(ctx, tx, in)
		if err != nil {
			return err
		}
		if out.Table == nil {
			if out.Table, err = in.Sheet.Table(ctx, (*exchange.Table).IsAnsweringList); err != nil {
				return err
			}
		}
		lines, list := out.Table.AnsweringRows(in.Sheet.Choice)
		out.Columns, out.Rows = out.Table.AnsweringColumns(in.Sheet.Choice), nil
		for _, l := range lines {
			row, err := m.row(ctx, AnsweringRow{Row: l.Row, Label: l.Label, Name: l.Name, Unit: l.Unit, From: l.From, Decision: l.Decision, Change: desk.Unchanged})
			if err != nil && errs.KindOf(err) == errs.Internal {
				return err
			}
			for _, e := range errs.All(err) {
				list = append(list, e.AtRow(l.Row, ""))
			}
			out.Rows = append(out.Rows, row)
		}
		return list.OrNil()
	}
	if in.DryRun {
		return out, a.desk.Rehearse(ctx, actor, do)
	}
	return out, a.desk.WriteSeveral(ctx, actor, do)
}

// answeringSheet carries one sheet through its rows.
type answeringSheet struct {
	tx      *desk.Tx
	in      AnsweringSheet
	targets []target.Target
	names   *named.Names[id.ID]
	seen    map[id.ID]int
}

func newAnsweringSheet(ctx context.Context, tx *desk.Tx, in AnsweringSheet) (*answeringSheet, error) {
	doc, err := tx.Document(ctx, in.Document)
	if err != nil {
		return nil, desk.Missing(err)
	}
	if err := tx.Dir.May(access.ManageTargets, doc.Unit); err != nil {
		return nil, err
	}
	m := &answeringSheet{tx: tx, in: in, seen: map[id.ID]int{}}
	all, err := tx.TargetsOf(ctx, doc.Unit, doc.Cycle)
	if err != nil {
		return nil, err
	}
	m.targets = slices.DeleteFunc(all, func(t target.Target) bool {
		return t.Document != doc.ID || len(t.Revisions) == 0 || t.Current().Dropped
	})
	m.names, err = sheets.Names(ctx, tx, doc.Unit, tx.Today, false)
	return m, err
}

func (m *answeringSheet) row(ctx context.Context, out AnsweringRow) (AnsweringRow, error) {
	t, err := m.find(out.Label, out.Name)
	if err != nil {
		return out, err
	}
	out.Target = t
	if first, twice := m.seen[t.ID]; twice {
		return out, errs.New(errs.Invalid, "app.import_twice", "name", t.Name, "row", first).In("name")
	}
	m.seen[t.ID] = out.Row
	found := m.names.Match(out.Unit)
	if code, said := m.in.Sheet.Means[out.Unit]; said {
		found = m.names.Match(code)
	}
	if len(found) != 1 {
		return out, errs.New(errs.Invalid, "app.people_unit", "name", out.Unit, "n", len(found)).In("answers").Try("app.people_unit_hint")
	}
	out.Now, _ = m.tx.Dir.Unit(t.AnswerUnit, m.tx.Today)
	out.Then, _ = m.tx.Dir.Unit(found[0], m.tx.Today)
	if found[0] == t.AnswerUnit {
		return out, nil
	}
	if out.From == "" {
		out.From = m.in.From
	}
	if out.Decision == "" {
		out.Decision = strings.TrimSpace(m.in.Reason)
	}
	did, err := changeAnswering(ctx, m.tx, t.ID, NewAnswering{Unit: found[0], From: out.From, Reason: out.Decision})
	if did && err == nil {
		out.Change = desk.Revised
	}
	return out, err
}

// find gives the target a row means: by its name, and by its number where two
// have the name or the row has no name.
func (m *answeringSheet) find(label, name string) (target.Target, error) {
	var found []target.Target
	for _, t := range m.targets {
		if name == "" && t.Label == label || name != "" && viet.Fold(t.Name) == viet.Fold(name) {
			found = append(found, t)
		}
	}
	if len(found) > 1 && label != "" {
		found = slices.DeleteFunc(found, func(t target.Target) bool { return t.Label != label })
	}
	if len(found) != 1 {
		return target.Target{}, errs.New(errs.Invalid, "app.answering_which", "name", strings.TrimSpace(label+" "+name), "n", len(found)).In("name")
	}
	return found[0], nil
}
