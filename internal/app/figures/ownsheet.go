package figures

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target/typed"
	"dondoc/internal/viet"
)

// FillOwn takes a month's figures from a sheet of the unit's own making, all of it or
// nothing. What was said of its columns and names is remembered for the unit's next
// sheet with the same headers. Errors name rows and cells.
func (a *Wing) FillOwn(ctx context.Context, actor access.Actor, in Filling) (Filled, error) {
	var out Filled
	table, err := func() (*exchange.Table, error) {
		if err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
			_, unit, err := tx.Readable(in.Unit)
			if err == nil {
				err = tx.Dir.May(access.Report, unit)
			}
			return err
		}); err != nil { // before a byte is read
			return nil, err
		}
		return in.Sheet.Table(ctx, (*exchange.Table).IsFigureSheet)
	}()
	if err != nil {
		return out, err
	}
	fresh := *table // reading notes what it leaves out, and may be done again
	run := a.desk.WriteSeveral
	if in.DryRun {
		run = a.desk.Rehearse
	}
	err = run(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		again := fresh
		again.Notes, again.Left = slices.Clone(fresh.Notes), slices.Clone(fresh.Left)
		out = Filled{Unit: in.Unit, Month: in.Month, Draft: in.Draft, Table: &again}
		return fillOwn(ctx, tx, in, &out)
	})
	return out, err
}

func fillOwn(ctx context.Context, tx *desk.Tx, in Filling, out *Filled) error {
	unit, now, err := openMonth(ctx, tx, in.Unit, in.Month)
	if err != nil {
		return err
	}
	out.Targets = now.Rows
	if err := headedOtherwise(tx, out.Table, unit, in.Month); err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(viet.Fold(strings.Join(out.Table.Header, "|"))))
	headers := hex.EncodeToString(sum[:]) // an index holds no header of many rows
	columns, means, err := tx.FigureSheet(ctx, unit, headers)
	if err != nil {
		return err
	}
	out.remembered(columns, means, in.Forget)
	maps.Copy(columns, in.Sheet.Choice.Columns) // what is said now goes before what was said then
	maps.Copy(means, in.Sheet.Means)
	choice := in.Sheet.Choice
	choice.Columns = columns
	out.Columns = out.Table.FigureColumns(choice, in.Month)
	read, list := out.Table.FigureRows(choice, in.Month)
	out.Read = read
	m := matcher{now: now, means: means, out: out}
	at := map[int]typed.Written{}
	in.Rows = nil
	for _, r := range read {
		row, err := m.row(r)
		if err != nil {
			list = append(list, err)
			continue
		}
		at[r.Row] = r
		row.Typed.Estimate = in.Estimate || r.Estimate
		in.Rows = append(in.Rows, row)
	}
	if err := sumsAsked(ctx, tx, now, in, at); err != nil {
		return err
	}
	err = fillIn(ctx, tx, now, in, out)
	if errs.Failed(err) {
		return err
	}
	for _, e := range errs.All(err) {
		one := *e
		r := at[one.Row]
		field := map[string]string{"note": "note"}[one.Field]
		one.Cell = r.Cells[field]
		if one.Cell == "" {
			if one.Cell = r.Cells["to_date"]; r.ToDate == "" {
				one.Cell = r.Cells["in_month"]
			}
		}
		list = append(list, &one)
	}
	if err := list.OrNil(); err != nil || out.Changed() == 0 && !out.Forgot {
		return err
	}
	return tx.KeepFigureSheet(ctx, unit, headers, columns, means, tx.Name(), tx.Now)
}

// remembered tells what was said of sheets with these headers, and empties it where it
// is to be forgotten.
func (f *Filled) remembered(columns, means map[string]string, forget bool) {
	f.Kept, f.Letters, f.Means = len(columns)+len(means) > 0, maps.Clone(columns), maps.Clone(means)
	if forget {
		f.Forgot, f.Kept = f.Kept, false
		clear(columns)
		clear(means)
	}
}

// headedOtherwise refuses a sheet whose own heading names another commune or month.
func headedOtherwise(tx *desk.Tx, table *exchange.Table, unit id.ID, month period.Month) error {
	h := table.Heading()
	if is, other := h.OtherMonth(month); other {
		return errs.New(errs.Invalid, "app.own_other_month", "is", is, "asked", month).In("month").Try("app.own_other_hint")
	}
	if other, is := sheets.OtherPlace(tx.Dir, table, unit, month.End()); is {
		return errs.New(errs.Invalid, "app.own_other_unit", "is", other.Arg("is"), "asked", other.Arg("asked")).In("unit").Try("app.own_other_hint")
	}
	return nil
}

// openMonth is a unit's month as it stands, for who may report for it, while it is open.
func openMonth(ctx context.Context, tx *desk.Tx, code string, month period.Month) (id.ID, Entry, error) {
	_, unit, err := tx.Readable(code)
	if err == nil {
		err = tx.Dir.May(access.Report, unit)
	}
	if err != nil {
		return unit, Entry{}, err
	}
	if month.Number() == 0 {
		return unit, Entry{}, errs.New(errs.Invalid, "period.month_unread", "text", string(month)).In("month")
	}
	now, err := entryOf(ctx, tx, unit, code, month)
	if err == nil && now.Month.Locked {
		err = errs.New(errs.Locked, "app.month_closed", "month", month, "by", now.Month.Last.ByName).In("month").Try("app.month_closed_hint")
	}
	return unit, now, err
}

// matcher finds the target a row of such a sheet is of.
type matcher struct {
	now   Entry
	means map[string]string // names in the file → target
	out   *Filled
	taken map[id.ID]int // by which row
}

// row is what a row of the sheet types. An error where its target is not sure, or its
// unit of measure is another.
func (m *matcher) row(r typed.Written) (FilledRow, *errs.Error) {
	t, err := m.target(r)
	if err != nil {
		return FilledRow{}, err
	}
	if r.Measure != "" && !sameMeasure(r.Measure, t.UnitOfMeasure) {
		return FilledRow{}, errs.New(errs.Invalid, "app.own_measure", "is", r.Measure, "asked", t.UnitOfMeasure, "name", t.Name).AtRow(r.Row, r.Cells["unit"]).In("unit").Try("app.own_measure_hint")
	}
	if first, twice := m.taken[t.Target.ID]; twice {
		return FilledRow{}, errs.New(errs.Invalid, "app.own_twice", "name", t.Name, "first", first).AtRow(r.Row, r.Cells["name"]).In("name")
	}
	if m.taken == nil {
		m.taken = map[id.ID]int{}
	}
	m.taken[t.Target.ID] = r.Row
	is := Cell{Text: r.ToDate, Note: r.Note, Seen: m.now.Stands(t).Seen}
	if r.ToDate == "" {
		is.Text, is.Within = r.InMonth, true
	}
	if r.Cause != "" {
		said := r.Cause
		if is.Note = strings.TrimSpace(is.Note); is.Note != "" {
			said = strings.TrimRight(is.Note, ". ") + ". " + said
		}
		is.Note = said
	}
	return FilledRow{Row: r.Row, Target: t.Target.ID, Typed: is, Touched: true}, nil
}

// target finds it by its identifier, by what was said of its name, by its name with its
// number, or by a name that only one has. A number alone is taken where the row has no
// name.
func (m *matcher) target(r typed.Written) (standing.BoardRow, *errs.Error) {
	by := func(is func(standing.BoardRow) bool) (found []standing.BoardRow) {
		for _, t := range m.now.Rows {
			if is(t) {
				found = append(found, t)
			}
		}
		return found
	}
	called := strings.TrimSpace(r.Label + " " + r.Name)
	if r.Name != "" {
		called = r.Name
	}
	said := m.means[called]
	switch {
	case said != "":
		if found := by(func(t standing.BoardRow) bool { return string(t.Target.ID) == said || sameLabel(t.Label, said) }); len(found) == 1 {
			m.means[called] = string(found[0].Target.ID) // numbers mean another next year
			return found[0], nil
		}
	case r.ID != "":
		if found := by(func(t standing.BoardRow) bool { return string(t.Target.ID) == r.ID }); len(found) == 1 {
			return found[0], nil
		}
	}
	named := by(func(t standing.BoardRow) bool { return plainName(t.Name) == plainName(r.Name) })
	if r.Name == "" {
		named = by(func(t standing.BoardRow) bool { return r.Label != "" && sameLabel(t.Label, r.Label) })
	}
	if len(named) > 1 && r.Label != "" {
		if both := filterRows(named, func(t standing.BoardRow) bool { return sameLabel(t.Label, r.Label) }); len(both) > 0 {
			named = both
		}
	}
	if len(named) > 1 && r.Measure != "" {
		if alike := filterRows(named, func(t standing.BoardRow) bool { return sameMeasure(t.UnitOfMeasure, r.Measure) }); len(alike) > 0 {
			named = alike
		}
	}
	if len(named) == 1 {
		return named[0], nil
	}
	if !slices.Contains(m.out.Unknown, called) {
		m.out.Unknown = append(m.out.Unknown, called)
	}
	key, cell := "app.own_unknown", r.Cells["name"]
	if len(named) > 1 {
		key = "app.own_several"
	}
	if cell == "" {
		cell = r.Cells["label"]
	}
	return standing.BoardRow{}, errs.New(errs.Invalid, key, "name", called, "n", len(named)).AtRow(r.Row, cell).In("name").Try("app.own_unknown_hint")
}

func filterRows(rows []standing.BoardRow, is func(standing.BoardRow) bool) (out []standing.BoardRow) {
	for _, r := range rows {
		if is(r) {
			out = append(out, r)
		}
	}
	return out
}

// plainName is a name without case, marks, signs and spaces: "- Tỷ lệ  che phủ rừng" is
// "Tỷ lệ che phủ rừng".
func plainName(name string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(name), func(r rune) bool {
		return strings.ContainsRune(" .,;:-–—+*()[]\"“”'/", r)
	}), " ")
}

func sameLabel(a, b string) bool {
	trim := func(s string) string { return strings.Trim(viet.Fold(s), " .)(") }
	return trim(a) != "" && trim(a) == trim(b)
}

// sameMeasure says whether two words for a unit of measure are one: case, marks, dots
// and spaces tell none apart.
func sameMeasure(a, b string) bool {
	plain := func(s string) string {
		return strings.NewReplacer(" ", "", ".", "", "(", "", ")", "").Replace(viet.Fold(s))
	}
	return plain(a) == plain(b)
}
