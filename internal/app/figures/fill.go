package figures

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
)

// Filling is a sheet of a unit's month as it was filled in.
type Filling struct {
	Unit   string // its code
	Month  period.Month
	Rows   []FilledRow
	Draft  bool
	DryRun bool // say what would come of it, keep nothing

	Sheet    sheets.Sheet // of FillOwn, in place of rows; Means gives names of the file the target they mean, by identifier or number
	Estimate bool         // of FillOwn: the figures are estimates, whatever the header says
	Forget   bool         // of FillOwn: what was remembered of sheets with these headers is forgotten
}

// FilledRow is a row of such a sheet.
type FilledRow struct {
	Row     int // where it stands in the file
	Target  id.ID
	Typed   Cell
	Touched bool // something in it is not as it was when the sheet was made

	wrong error // why it is refused before it is held against what stands; nil where it is not
}

// What came of a row.
const (
	RowReported = "reported" // a figure where none was
	RowRevised  = "revised"  // a figure in the place of another
	RowSent     = "sent"     // the own draft, as it is
	RowSame     = "same"     // nothing
	RowNewer    = "newer"    // nothing: it was left alone in the file, and changed here meanwhile
)

// Filled is what came of a sheet.
type Filled struct {
	Unit   string
	Month  period.Month
	Draft  bool
	Rows   []RowFilled
	Absent []string // targets of the month that the sheet does not have: it is older than they are

	Table   *exchange.Table // of a sheet of the unit's own making: what was read, and how
	Columns []exchange.Column
	Read    []typed.Written
	Unknown []string            // names that match no target, or several
	Targets []standing.BoardRow // what they can mean
	Kept    bool                // columns or names were remembered of an earlier sheet with these headers, …
	Means   map[string]string   // … which targets names mean, …
	Letters map[string]string   // … and in which column a field stands; told also where Forget drops them
	Forgot  bool                // they are forgotten
}

// Changed is how many figures it changes.
func (f Filled) Changed() (n int) {
	for _, r := range f.Rows {
		if r.Did != RowSame && r.Did != RowNewer {
			n++
		}
	}
	return n
}

// RowFilled is what came of a row.
type RowFilled struct {
	Row                 int
	Target              id.ID
	Name, Before, After string
	Did                 string
}

// Fill takes a filled sheet in, all of it or nothing: each row as the grid takes
// it. Errors are of rows. The same sheet again changes nothing.
func (a *Wing) Fill(ctx context.Context, actor access.Actor, in Filling) (Filled, error) {
	out := Filled{Unit: in.Unit, Month: in.Month, Draft: in.Draft}
	run := a.desk.WriteSeveral
	if in.DryRun {
		run = a.desk.Rehearse
	}
	err := run(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		out.Rows, out.Absent = nil, nil // it may be run again
		return fill(ctx, tx, in, &out)
	})
	return out, err
}

func fill(ctx context.Context, tx *desk.Tx, in Filling, out *Filled) error {
	_, now, err := openMonth(ctx, tx, in.Unit, in.Month)
	if err != nil {
		return err
	}
	return fillIn(ctx, tx, now, in, out)
}

// fillIn holds the rows of a sheet against the month as it stands now.
func fillIn(ctx context.Context, tx *desk.Tx, now Entry, in Filling, out *Filled) error {
	known := map[id.ID]int{}
	for i, row := range now.Rows {
		known[row.Target.ID] = i
	}
	var list errs.List
	var job reporting
	job.actor = tx.Actor
	var rowOf []int // of each report
	for _, r := range in.Rows {
		at, ok := known[r.Target]
		if !ok {
			list = append(list, errs.New(errs.Invalid, "app.fill_gone").AtRow(r.Row, "").In("text").Try("app.fill_gone_hint"))
			continue
		}
		row := now.Rows[at]
		delete(known, r.Target)
		if r.wrong != nil {
			list = append(list, ofRow(r.wrong, r.Row)...)
			continue
		}
		stands := now.Stands(row)
		did := RowFilled{Row: r.Row, Target: r.Target, Name: row.Name, Before: stands.Text, After: r.Typed.Text, Did: RowSame}
		send, report := stands.Asks(r.Typed, in.Draft)
		switch {
		case report && !r.Touched:
			did.Did, did.After = RowNewer, stands.Text
		case send:
			did.Did = RowSent
			if err := submitOwn(ctx, tx, stands.Own.ID); errs.Failed(err) {
				return err
			} else if err != nil {
				list = append(list, ofRow(err, r.Row)...)
			}
		case report:
			did.Did = RowReported
			if stands.State != "" {
				did.Did = RowRevised
			}
			job.list, rowOf = append(job.list, stands.Report(r.Target, in.Month, r.Typed, in.Draft)), append(rowOf, r.Row)
		}
		out.Rows = append(out.Rows, did)
	}
	for _, row := range now.Rows {
		if _, left := known[row.Target.ID]; left {
			out.Absent = append(out.Absent, row.Name)
		}
	}
	err := fillReports(ctx, tx, &job, rowOf, list)
	for _, e := range errs.All(err) { // what is refused changes nothing
		out.Rows = slices.DeleteFunc(out.Rows, func(r RowFilled) bool { return e.Row > 0 && r.Row == e.Row })
	}
	return err
}

// fillReports keeps the reports of a sheet where none of it is wrong.
func fillReports(ctx context.Context, tx *desk.Tx, job *reporting, rowOf []int, list errs.List) error {
	var places []place
	job.made, job.errs = make([]target.Observation, len(job.list)), make([]error, len(job.list))
	for k := range job.list {
		if job.errs[k] = job.list[k].check(); job.errs[k] == nil {
			places = append(places, place{job, k})
		}
	}
	if len(places) > 0 {
		if err := reportApart(ctx, tx, places); err != nil {
			return err
		}
	}
	for k, err := range job.errs {
		if err != nil {
			list = append(list, ofRow(err, rowOf[k])...)
		}
	}
	return list.OrNil()
}

// submitOwn sends an own draft as it is.
func submitOwn(ctx context.Context, tx *desk.Tx, draft id.ID) error {
	_, entry, err := advance(ctx, tx, access.Report, draft, approval.Submit, "")
	if err == nil {
		_, err = tx.Log(ctx, entry)
	}
	return err
}

// ofRow gives errors their row.
func ofRow(err error, row int) (out errs.List) {
	for _, e := range errs.All(err) {
		one := *e
		out = append(out, one.AtRow(row, ""))
	}
	return out
}
