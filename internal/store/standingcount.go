package store

import (
	"context"
	"dondoc/internal/criterion"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Count says how the targets of a unit in a cycle stand together.
type Count struct {
	By       map[criterion.Class]int
	Reported [12]int // by month: targets with an approved figure
}

// Total is the number of targets on the list.
func (c Count) Total() (n int) {
	for _, k := range c.By {
		n += k
	}
	return n
}

// Newest is the number of the newest month with a figure; 0 for none.
func (c Count) Newest() int {
	for m := 11; m >= 0; m-- {
		if c.Reported[m] > 0 {
			return m + 1
		}
	}
	return 0
}

// The roles by which a unit's targets are counted: those it was set, and those
// of other units that it answers for.
const (
	ownRole     = "own"
	answersRole = "answers"
)

// counted is whose targets are counted together.
type counted struct {
	unit  id.ID
	cycle period.Cycle
	role  string
}

// counting is what changes in counts, by day.
type counting map[counted]map[period.Date]*countRow

// countRow is what a unit's targets come to from a day on, or what changes on it.
type countRow struct {
	day      period.Date
	by       [4]int // by class, as in countedClasses
	reported [12]int
}

var countedClasses = [4]criterion.Class{criterion.Exceeded, criterion.Met, criterion.NotMet, criterion.NotAssessed}

// change counts that a target which stood as one verdict says stands as
// another from a moment on. A part of a target counts in its whole.
func (c counting) change(t target.Target, from, to target.Verdict, at time.Time) {
	if t.PartOf != "" {
		return
	}
	day := period.DateOf(at)
	c.at(counted{t.Unit, t.Cycle, ownRole}, day).move(from, to)
	if t.AnswerUnit != t.Unit {
		c.at(counted{t.AnswerUnit, t.Cycle, answersRole}, day).move(from, to)
	}
}

func (c counting) at(of counted, day period.Date) *countRow {
	if c[of] == nil {
		c[of] = map[period.Date]*countRow{}
	}
	if c[of][day] == nil {
		c[of][day] = &countRow{day: day}
	}
	return c[of][day]
}

func (r *countRow) move(from, to target.Verdict) {
	r.count(from, -1)
	r.count(to, 1)
}

func (r *countRow) count(v target.Verdict, n int) {
	if !v.Listed {
		return
	}
	r.by[slices.Index(countedClasses[:], v.Class)] += n
	for m, d := range v.Months {
		if d.Has {
			r.reported[m] += n
		}
	}
}

func (r *countRow) add(other countRow) {
	for i := range r.by {
		r.by[i] += other.by[i]
	}
	for i := range r.reported {
		r.reported[i] += other.reported[i]
	}
}

// keepCounts adds the changes to the counts of their days and of all later ones.
func (tx *Tx) keepCounts(ctx context.Context, changes counting) error {
	var put [][]any
	for of, days := range changes {
		first := period.Forever
		for day := range days {
			first = min(first, day)
		}
		rows, err := many(ctx, tx, "standing.counts_from", scanCountRow, of.unit, of.cycle, of.role, first)
		if err != nil {
			return err
		}
		if len(rows) == 0 { // the unit is counted from now on; before, nothing was
			rows = []countRow{{}}
			put = append(put, countValues(of, rows[0]))
		}
		for day, change := range days {
			rows = added(rows, day, *change)
		}
		for _, r := range rows {
			if r.day >= first {
				put = append(put, countValues(of, r))
			}
		}
	}
	return tx.insertRows(ctx, "standing.put_count", put)
}

// added gives rows in order of days with a change from a day on.
func added(rows []countRow, day period.Date, change countRow) []countRow {
	at, there := slices.BinarySearchFunc(rows, day, func(r countRow, d period.Date) int { return strings.Compare(string(r.day), string(d)) })
	if !there {
		row := rows[at-1]
		row.day = day
		rows = slices.Insert(rows, at, row)
	}
	for i := at; i < len(rows); i++ {
		rows[i].add(change)
	}
	return rows
}

func countValues(of counted, r countRow) []any {
	return []any{of.unit, of.cycle, of.role, r.day, r.by[0], r.by[1], r.by[2], r.by[3], months(r.reported)}
}

// months writes twelve counts, without the zeros at the end.
func months(counts [12]int) string {
	last := 12
	for last > 0 && counts[last-1] == 0 {
		last--
	}
	parts := make([]string, last)
	for i := range parts {
		parts[i] = strconv.Itoa(counts[i])
	}
	return strings.Join(parts, ",")
}

func readMonths(text string) (out [12]int, err error) {
	for i, part := range strings.Split(text, ",") {
		if text == "" || i == len(out) {
			break
		}
		if out[i], err = strconv.Atoi(part); err != nil {
			return out, err
		}
	}
	return out, nil
}

func scanCountRow(s scanner) (r countRow, err error) {
	var reported string
	if err = s.Scan(&r.day, &r.by[0], &r.by[1], &r.by[2], &r.by[3], &reported); err != nil {
		return r, err
	}
	r.reported, err = readMonths(reported)
	return r, err
}

// UnitCount is how the targets of one unit stand together.
type UnitCount struct {
	Unit id.ID
	Own  bool // those it was set; else those of other units that it answers for
	Count
}

func scanUnitCount(s scanner) (c UnitCount, err error) {
	var role, reported string
	var by [4]int
	if err = s.Scan(&c.Unit, &role, &by[0], &by[1], &by[2], &by[3], &reported); err != nil {
		return c, err
	}
	c.Own, c.By = role == ownRole, map[criterion.Class]int{}
	for i, class := range countedClasses {
		if by[i] != 0 {
			c.By[class] = by[i]
		}
	}
	c.Reported, err = readMonths(reported)
	return c, err
}

// CountsBelow gives how the targets of each unit right below one stand, in a
// tree of a day, as known at the end of a day ("" for now): its own where it
// was ever set any, else those it answers for. Units without any are left out.
func (tx *Tx) CountsBelow(ctx context.Context, unit id.ID, day period.Date, cycle period.Cycle, known period.Date) (map[id.ID]UnitCount, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	rows, err := many(ctx, tx, "standing.count_children", scanUnitCount, unit, day, cycle, orForever(known))
	out := map[id.ID]UnitCount{}
	for _, r := range rows {
		if have, ok := out[r.Unit]; !ok || !have.Own {
			out[r.Unit] = r
		}
	}
	return out, err
}

// CountOf gives how the targets of one unit stand, its own or those it answers for.
func (tx *Tx) CountOf(ctx context.Context, unit id.ID, cycle period.Cycle, known period.Date) (UnitCount, error) {
	if err := tx.renew(ctx); err != nil {
		return UnitCount{}, err
	}
	for _, role := range []string{ownRole, answersRole} {
		rows, err := many(ctx, tx, "standing.count_of", scanUnitCount, unit, cycle, role, orForever(known))
		if err != nil || len(rows) > 0 {
			return append(rows, UnitCount{})[0], err
		}
	}
	return UnitCount{Unit: unit, Count: Count{By: map[criterion.Class]int{}}}, nil
}

// UnderCount is what stands at and below a unit.
type UnderCount struct{ Reached, Listed int }

// CountsUnder gives, for each unit right below one, how many targets are listed
// at and below it, and how many of them are met or exceeded.
func (tx *Tx) CountsUnder(ctx context.Context, unit id.ID, day period.Date, cycle period.Cycle, known period.Date) (map[id.ID]UnderCount, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	type row struct {
		unit id.ID
		UnderCount
	}
	rows, err := many(ctx, tx, "standing.count_under", func(s scanner) (r row, err error) {
		err = s.Scan(&r.unit, &r.Reached, &r.Listed)
		return r, err
	}, unit, day, cycle, orForever(known))
	out := map[id.ID]UnderCount{}
	for _, r := range rows {
		out[r.unit] = r.UnderCount
	}
	return out, err
}

func orForever(day period.Date) period.Date {
	if day == "" {
		return period.Forever
	}
	return day
}

// RemakeStandings forgets how a unit's targets of a cycle stood, and works it
// out again with the counts of all units that are counted by them.
func (tx *Tx) RemakeStandings(ctx context.Context, unit id.ID, cycle period.Cycle) error {
	targets, err := tx.TargetsOf(ctx, unit, cycle)
	if err != nil {
		return err
	}
	var ids, units []id.ID
	for _, t := range targets {
		ids = append(ids, t.ID)
		for _, u := range []id.ID{t.Unit, t.AnswerUnit} {
			if !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
		if err := tx.exec(ctx, "standing.forget", t.ID); err != nil {
			return err
		}
	}
	if err := tx.renewAll(ctx, ids); err != nil {
		return err
	}
	for _, u := range units {
		if err := tx.recount(ctx, u, cycle); err != nil {
			return err
		}
	}
	return nil
}

// recount counts a unit's targets of a cycle again, by how they stood.
func (tx *Tx) recount(ctx context.Context, unit id.ID, cycle period.Cycle) error {
	if err := tx.exec(ctx, "standing.forget_counts_of", unit, cycle); err != nil {
		return err
	}
	rows, err := many(ctx, tx, "standing.history", tx.scanStanding, unit, cycle)
	if err != nil {
		return err
	}
	counts, last := counting{}, Standing{}
	for _, r := range rows {
		if r.ID != last.ID {
			last = Standing{}
		}
		counts.change(r.Target, last.Verdict, r.Verdict, r.At)
		last = r
	}
	for of := range counts {
		if of.unit != unit {
			delete(counts, of)
		}
	}
	return tx.keepCounts(ctx, counts)
}
