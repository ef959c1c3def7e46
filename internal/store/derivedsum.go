package store

import (
	"context"
	"fmt"
	"hash/maphash"

	"dondoc/internal/capital/rollup"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// sumMarks are marks of the sums of each unit and year: they add up as the sums
// do, so that all rows can be compared without holding them.
type sumMarks struct {
	seed maphash.Seed
	of   map[sumPlace][7]uint64
}

type sumPlace struct {
	year, level int
	unit        id.ID
	table       string
}

func (m *sumMarks) add(r rollup.Row, table string, sign uint64) {
	mark := maphash.String(m.seed, r.Known+"|"+r.At+"|"+string(r.Dim)+"|"+r.Key)
	at := sumPlace{r.Year, r.Level, r.Unit, table}
	sum := m.of[at]
	for i, a := range []int64{r.Projects, r.Plan, r.Paid, r.KeptPlan, r.KeptPaid, r.Completed, r.Advance} {
		sum[i] += sign * mark * uint64(a)
	}
	m.of[at] = sum
}

// checkSums adds the sums of capital up again and compares them with what is kept.
func (tx *Tx) checkSums(ctx context.Context, r *replay, progress func()) error {
	until, err := tx.CapitalSumsUntil(ctx)
	if err != nil || until == "" || until[0] > '9' {
		return err // never made, or half made: nothing to compare with
	}
	m := &sumMarks{seed: maphash.MakeSeed(), of: map[sumPlace][7]uint64{}}
	for after := id.ID(""); ; progress() {
		ids, err := tx.ProjectsAfter(ctx, after, listSizes[len(listSizes)-1])
		if err != nil || len(ids) == 0 {
			if err != nil {
				return err
			}
			break
		}
		if err := tx.markProjects(ctx, r, m, ids); err != nil {
			return err
		}
		after = ids[len(ids)-1]
	}
	counted, err := tx.CapitalCounted(ctx, nil)
	if err != nil {
		return err
	}
	for project := range counted {
		if _, err := tx.CapitalBook(ctx, project); errs.Is(err, errs.NotFound) {
			r.find(Finding{What: "derived", Table: "capital_counted", Key: string(project)})
		} else if err != nil {
			return err
		}
	}
	if err := tx.markKept(ctx, m, "capital_sum", "capitalsum.places", "capitalsum.of", scanSum); err != nil {
		return err
	}
	if err := tx.markKept(ctx, m, "capital_sum_known", "capitalsum.known_places", "capitalsum.known_of", scanKnownSum); err != nil {
		return err
	}
	for p, left := range m.of {
		if left != [7]uint64{} {
			r.find(Finding{What: "derived", Table: p.table, Key: fmt.Sprint(p.year, " ", p.level, " ", p.unit)})
		}
	}
	return nil
}

// markKept takes the marks of the rows that are kept out, place by place.
func (tx *Tx) markKept(ctx context.Context, m *sumMarks, table, places, of string, scan func(scanner) (rollup.Row, error)) error {
	list, err := many(ctx, tx, places, func(s scanner) (p sumPlace, err error) { err = s.Scan(&p.year, &p.level, &p.unit); return p, err })
	if err != nil {
		return err
	}
	for _, p := range list {
		rows, err := many(ctx, tx, of, scan, p.year, p.level, p.unit)
		if err != nil {
			return err
		}
		for _, row := range rows {
			m.add(row, table, ^uint64(0))
		}
	}
	return nil
}

func scanKnownSum(s scanner) (r rollup.Row, err error) {
	err = s.Scan(&r.Year, &r.Level, &r.Unit, &r.At, &r.Dim, &r.Key, &r.Projects, &r.Plan, &r.Paid, &r.KeptPlan, &r.KeptPaid, &r.Completed, &r.Advance, &r.Known)
	return r, err
}

// markProjects marks what some projects add to the sums, by what they are counted by.
func (tx *Tx) markProjects(ctx context.Context, r *replay, m *sumMarks, ids []id.ID) error {
	books, err := tx.CapitalBooksByID(ctx, ids)
	if err != nil {
		return err
	}
	counted, err := tx.CapitalCounted(ctx, ids)
	if err != nil {
		return err
	}
	for _, b := range books {
		c, known := counted[b.Project.ID]
		if years := rollup.Years(b); !known && len(years) == 0 {
			continue
		}
		if !known || c.Programme != b.Project.Programme || c.Group != b.Project.Group || len(c.Path) == 0 || c.Path[0] != b.Project.Unit {
			r.find(Finding{What: "derived", Table: "capital_counted", Key: string(b.Project.ID), Have: fmt.Sprint(c), Want: fmt.Sprint(b.Project.Programme, " ", b.Project.Group, " ", b.Project.Unit)})
			continue
		}
		for _, year := range rollup.Years(b) {
			changes := []rollup.Change{{Year: year, Path: c.Path, Changes: rollup.Of(b, year)}}
			for day, known := range rollup.KnownOf(b, year) {
				changes = append(changes, rollup.Change{Year: year, Path: c.Path, Changes: known, Known: day})
			}
			for _, row := range rollup.Rows(changes) {
				table := "capital_sum"
				if row.Known != "" {
					table = "capital_sum_known"
				}
				m.add(row, table, 1)
			}
		}
	}
	return nil
}
