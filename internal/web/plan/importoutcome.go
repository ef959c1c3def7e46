package plan

import (
	"fmt"
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// sheetOutcome is a sheet as it was read and tried out.
type sheetOutcome struct {
	lang   i18n.Lang
	done   plan.ImportedTargets
	faults errs.List
}

var changeOf = map[desk.Change]string{desk.Added: "new", desk.Revised: "changed", desk.Unchanged: "same", desk.Skipped: "skipped", "": "same"}

// view shows row by row what was understood and what would be done, and cell by
// cell what is wrong.
func (o sheetOutcome) view(file string) *Outcome {
	out := &Outcome{File: file, Dry: true}
	wrong := map[int]bool{}
	for _, e := range o.faults {
		wrong[e.Row] = true
		out.Issues = append(out.Issues, o.issue(e))
	}
	for _, done := range o.done.Rows {
		row := o.row(done)
		if wrong[done.No] {
			row.Change = "error"
		}
		switch row.Change {
		case "new":
			out.New++
		case "changed":
			out.Changed++
		case "same":
			out.Same++
		case "skipped":
			out.Skipped++
		}
		out.Rows = append(out.Rows, row)
	}
	for _, row := range o.done.Rows {
		if wrong[row.No] {
			continue // its error says more
		}
		for _, doubt := range row.Doubts {
			out.Issues = append(out.Issues, Issue{Row: row.No, Warning: true, Problem: page.Problem{What: doubt}})
		}
	}
	for i := range out.Rows {
		for _, issue := range out.Issues {
			if issue.Row == out.Rows[i].Number {
				out.Rows[i].Told = append(out.Rows[i].Told, issue)
			}
		}
	}
	if o.done.Entered {
		out.Issues = append(out.Issues, Issue{Warning: true, Problem: page.Problem{What: o.done.Under()}})
	}
	for _, note := range o.table().Told() {
		out.Issues = append(out.Issues, Issue{Warning: true, Problem: page.Problem{What: note}})
	}
	return out
}

// targetFields are the fields of a targets sheet whose columns can be assigned.
var targetFields = []string{"label", "name", "unit", "plan", "actual", "percent", "class", "baseline", "section", "answer", "source", "note"}

// bench is what can be chosen in the sheet.
func (o sheetOutcome) bench(d *desk.Directory, code string) kit.Workbench {
	b := kit.Workbench{Table: o.done.Table, Columns: o.done.Columns, Fields: targetFields}
	if unit, err := d.UnitByCode(code); err == nil {
		b.Units = kit.UnitOptions(d, unit)
	}
	for _, row := range o.done.Rows {
		b.Rows = append(b.Rows, kit.ReadRow{Number: row.No, Text: row.Name, Part: row.PartOf != 0})
		for _, q := range row.Read.Questions {
			if q.Ask.Key == "app.import_answer" {
				b.Name(fmt.Sprint(q.Ask.Arg("name")))
			}
		}
	}
	return b
}

// movable says whether the sheet names another unit for a target that is there.
func (o sheetOutcome) movable() bool {
	return slices.ContainsFunc(o.done.Rows, func(row plan.ImportedRow) bool {
		return row.Led.ID != "" || slices.ContainsFunc(row.Read.Questions, func(q criterion.Question) bool { return q.Ask.Key == "app.import_answer_other" })
	})
}

// table is what was read, an empty one where nothing could be.
func (o sheetOutcome) table() *exchange.Table {
	if o.done.Table == nil {
		return &exchange.Table{}
	}
	return o.done.Table
}

func (o sheetOutcome) row(done plan.ImportedRow) SheetRow {
	one := SheetRow{Number: done.No, Name: done.Name, Wording: done.Plan, Unit: done.UnitOfMeasure, Actual: done.Actual,
		Change: changeOf[done.Change], Explain: done.Read.Criterion.Explain()}
	if done.Whole != "" {
		one.Name = i18n.T(o.lang, "web.import_part", "name", done.Name, "whole", done.Whole)
	}
	if done.Led.ID != "" {
		done.Leads.Name = done.Led.Name + " → " + done.Leads.Name
	}
	if one.Answers = done.Leads.Name; one.Change == "changed" {
		one.Was = done.Was
	}
	if done.Read.Actual != nil {
		one.Class = string(done.Read.Class)
	}
	if a := done.Read.Achievement; a != nil {
		one.Percent = a.Shown().Trim().Say(string(o.lang)) + " %"
	}
	for _, q := range done.Read.Questions {
		one.Questions = append(one.Questions, page.Question{Text: q.Ask})
	}
	for _, f := range done.Read.Flags {
		one.Questions = append(one.Questions, page.Question{Text: f.What})
	}
	return one
}

// cellOf names the cell of the sheet where a field of an import row stands.
var cellOf = map[string]string{"wording": "plan", "value": "plan", "direction": "plan", "unit": "unit", "name": "name", "actual": "actual", "percent": "percent"}

// issue says where an error is and what stood there.
func (o sheetOutcome) issue(e *errs.Error) Issue {
	issue := Issue{Row: e.Row, Cell: e.Cell, Problem: page.Problem{What: e.What, Hint: e.Hint}}
	for _, row := range o.done.Rows {
		if row.No != e.Row || e.Row == 0 {
			continue
		}
		if cell := cellOf[e.Field]; issue.Cell == "" {
			issue.Cell = row.Cells[cell]
		}
		issue.Found = map[string]string{"name": row.Name, "unit": row.UnitOfMeasure, "plan": row.Plan, "actual": row.Actual, "percent": row.Percent}[cellOf[e.Field]]
	}
	issue.Column = o.header(issue.Cell)
	return issue
}

// header gives the header of the column a cell stands in.
func (o sheetOutcome) header(cell string) string {
	for _, row := range o.table().Rows {
		for col := range o.table().Header {
			if cell != "" && exchange.CellName(col, row.Number) == cell {
				return o.table().Header[col]
			}
		}
	}
	return ""
}
