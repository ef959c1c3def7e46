package store

import (
	"context"
	"strings"

	"dondoc/internal/capital/rollup"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// ChangeCapitalSums keeps changes of sums.
func (tx *Tx) ChangeCapitalSums(ctx context.Context, changes []rollup.Row) error {
	var rows, known [][]any
	for _, r := range changes {
		amounts := []any{r.Dim, r.Key, r.Projects, r.Plan, r.Paid, r.KeptPlan, r.KeptPaid, r.Completed, r.Advance}
		if r.Known == "" {
			rows = append(rows, append([]any{r.Year, r.Level, r.Unit, r.At}, amounts...))
		} else {
			known = append(known, append([]any{r.Year, r.Level, r.Unit, r.Known, r.At}, amounts...))
		}
	}
	if err := tx.insertRows(ctx, "capitalsum.add", rows); err != nil {
		return err
	}
	return tx.insertRows(ctx, "capitalsum.add_known", known)
}

func scanSum(s scanner) (r rollup.Row, err error) {
	err = s.Scan(&r.Year, &r.Level, &r.Unit, &r.At, &r.Dim, &r.Key, &r.Projects, &r.Plan, &r.Paid, &r.KeptPlan, &r.KeptPaid, &r.Completed, &r.Advance)
	return r, err
}

// CapitalSums gives what the sums of some units, each with all below it, changed
// by until the end of a day: by months, and by days within the day's own month;
// of one dimension, or of every.
func (tx *Tx) CapitalSums(ctx context.Context, units []id.ID, year int, day period.Date, dim ...rollup.Dim) ([]rollup.Row, error) {
	of := everyDim
	if len(dim) > 0 {
		of = string(dim[0])
	}
	months, err := manyOf(ctx, tx, "capitalsum.months", scanSum, units, year, day.Month(), of)
	if err != nil {
		return nil, err
	}
	days, err := manyOf(ctx, tx, "capitalsum.days", scanSum, units, year, day.Month().Start(), day, of)
	return append(months, days...), err
}

// CapitalSumsKnown is CapitalSums by months, as they were known at the end of a day.
func (tx *Tx) CapitalSumsKnown(ctx context.Context, units []id.ID, year int, day, known period.Date, dim ...rollup.Dim) ([]rollup.Row, error) {
	of := everyDim
	if len(dim) > 0 {
		of = string(dim[0])
	}
	months, err := manyOf(ctx, tx, "capitalsum.known_months", scanSum, units, year, known.Month(), day, of)
	if err != nil {
		return nil, err
	}
	days, err := manyOf(ctx, tx, "capitalsum.known_days", scanSum, units, year, known.Month(), known, day, of)
	return append(months, days...), err
}

// CapitalInvestorsKnown is CapitalInvestors as known at the end of a day.
func (tx *Tx) CapitalInvestorsKnown(ctx context.Context, unit id.ID, year int, known period.Date, limit, from int) ([]id.ID, error) {
	return many(ctx, tx, "capitalsum.known_investors", scanID, year, unit, known.Month(), known, limit, from)
}

// everyDim stands for every dimension; none is called so.
const everyDim = "*"

// CapitalInvestors gives the units that have projects with money of a year among
// a unit and all below it, those with the highest plan first.
func (tx *Tx) CapitalInvestors(ctx context.Context, unit id.ID, year, limit, from int) ([]id.ID, error) {
	return many(ctx, tx, "capitalsum.investors", scanID, year, unit, limit, from)
}

func scanCounted(s scanner) (c rollup.Counted, err error) {
	var path string
	err = s.Scan(&c.Project, &c.Programme, &c.Group, &path)
	for _, u := range strings.Fields(path) {
		c.Path = append(c.Path, id.ID(u))
	}
	return c, err
}

// CapitalCounted gives by what some projects are in the sums; with none, all.
func (tx *Tx) CapitalCounted(ctx context.Context, projects []id.ID) (map[id.ID]rollup.Counted, error) {
	var rows []rollup.Counted
	var err error
	if projects == nil {
		rows, err = many(ctx, tx, "capitalsum.counted_all", scanCounted)
	} else {
		rows, err = manyOf(ctx, tx, "capitalsum.counted", scanCounted, projects)
	}
	out := make(map[id.ID]rollup.Counted, len(rows))
	for _, c := range rows {
		out[c.Project] = c
	}
	return out, err
}

// PutCounted keeps by what projects are in the sums.
func (tx *Tx) PutCounted(ctx context.Context, list []rollup.Counted) error {
	rows := make([][]any, len(list))
	for i, c := range list {
		path := make([]string, len(c.Path))
		for k, u := range c.Path {
			path[k] = string(u)
		}
		rows[i] = []any{c.Project, c.Programme, c.Group, strings.Join(path, " ")}
	}
	return tx.insertRows(ctx, "capitalsum.put_counted", rows)
}

// CapitalSumsUntil gives the first day on which the tree of units is no longer
// the one the sums were made by; "": they are to be made anew.
func (tx *Tx) CapitalSumsUntil(ctx context.Context) (string, error) {
	return one(ctx, tx, "capitalsum.until", func(s scanner) (u string, err error) { err = s.Scan(&u); return u, err })
}

// PutCapitalSumsUntil keeps it.
func (tx *Tx) PutCapitalSumsUntil(ctx context.Context, until string) error {
	return tx.execOne(ctx, "capitalsum.put_until", until)
}

// ForgetCapitalSums takes every sum back, to be made anew.
func (tx *Tx) ForgetCapitalSums(ctx context.Context) error {
	for _, name := range []string{"capitalsum.forget", "capitalsum.forget_known", "capitalsum.forget_counted"} {
		if err := tx.exec(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// ProjectsAfter gives projects by their identifiers, some at a time.
func (tx *Tx) ProjectsAfter(ctx context.Context, after id.ID, limit int) ([]id.ID, error) {
	return many(ctx, tx, "capitalsum.next_projects", scanID, after, limit)
}
