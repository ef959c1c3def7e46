package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// checkDerived works out again every row that follows from logged ones (how
// targets stand and stood, the counts of them, the figures that wait) and
// compares it with what is kept, both ways. Memory is that of the counts.
func (tx *Tx) checkDerived(ctx context.Context, r *replay, progress func()) error {
	fill, err := many(ctx, tx, "standing.fills", func(s scanner) (f [3]string, err error) { err = s.Scan(&f[0], &f[1], &f[2]); return f, err })
	if err != nil && !unreadable(ctx, err) {
		return err
	}
	if rules := strconv.Itoa(target.Verdict{}.Rules()); len(fill) != 1 || fill[0] != [3]string{"1", rules, ""} {
		r.find(Finding{What: "derived", Table: "standing_fill", Key: "1", Want: rules, Have: fmt.Sprint(fill)})
		return nil // by other rules, or half worked out: nothing to compare with
	}
	counts := counting{}
	for from := ""; ; {
		ids, err := many(ctx, tx, "standing.next_targets", scanID, from, listSizes[len(listSizes)-1])
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		if err := tx.checkVerdicts(ctx, r, ids, counts); err != nil {
			return err
		}
		from = string(ids[len(ids)-1])
		progress()
	}
	stray, err := many(ctx, tx, "standing.stray", scanID)
	for _, s := range stray {
		r.find(Finding{What: "derived", Table: "standing", Key: string(s)})
	}
	for table, err := range map[string]error{"standing": err, "standing_count": tx.checkCounts(ctx, r, counts), "waiting": tx.checkWaiting(ctx, r, "waiting", 9),
		"capital_waiting": tx.checkWaiting(ctx, r, "capital_waiting", 8), "capital_sum": tx.checkSums(ctx, r, progress)} {
		switch {
		case unreadable(ctx, err):
			r.find(Finding{What: "derived", Table: table, Have: err.Error()})
		case err != nil:
			return err
		}
	}
	return nil
}

// checkVerdicts compares the standings of some targets with what follows from
// their records, and counts them. Records that cannot be read say so one by one.
func (tx *Tx) checkVerdicts(ctx context.Context, r *replay, ids []id.ID, counts counting) error {
	err := tx.compareVerdicts(ctx, r, ids, counts)
	switch {
	case err == nil:
		return nil
	case !unreadable(ctx, err):
		return err
	case len(ids) > 1:
		for _, one := range ids {
			if err := tx.checkVerdicts(ctx, r, []id.ID{one}, counts); err != nil {
				return err
			}
		}
		return nil
	}
	r.find(Finding{What: "derived", Table: "standing", Key: string(ids[0]), Have: err.Error()})
	return nil
}

// judged works the verdicts of facts out, on all processors: it is most of what a
// verification does.
func judged(facts []target.Facts) ([][]target.Verdict, error) {
	worked := make([][]target.Verdict, len(facts))
	var all sync.WaitGroup
	var next atomic.Int64
	failed := make([]error, runtime.GOMAXPROCS(0))
	for w := range failed {
		all.Go(func() {
			defer func() { // a forged record may be of a kind that no rule foresees
				if p := recover(); p != nil {
					failed[w] = fmt.Errorf("%v", p)
				}
			}()
			for i := next.Add(1) - 1; i < int64(len(facts)); i = next.Add(1) - 1 {
				worked[i] = facts[i].Verdicts()
			}
		})
	}
	all.Wait()
	return worked, errors.Join(failed...)
}

func (tx *Tx) compareVerdicts(ctx context.Context, r *replay, ids []id.ID, counts counting) (err error) {
	defer func() { // a forged record may be of a kind that no rule foresees
		if p := recover(); p != nil {
			err = errors.Join(err, fmt.Errorf("%v", p))
		}
	}()
	targets, err := tx.TargetsByID(ctx, ids)
	if err != nil {
		return err
	}
	facts, err := tx.Facts(ctx, targets)
	if err != nil {
		return err
	}
	rows, err := manyOf(ctx, tx, "standing.of_targets", scanVerdict, ids)
	if err != nil {
		return err
	}
	kept := map[id.ID][]target.Verdict{}
	for _, row := range rows {
		kept[row.target] = append(kept[row.target], row.Verdict)
	}
	worked, err := judged(facts)
	if err != nil {
		return err
	}
	for i, f := range facts {
		if f := differentVerdict(f.Target.ID, kept[f.Target.ID], worked[i]); f.What != "" {
			r.find(f)
		}
		last := target.Verdict{}
		for _, v := range worked[i] {
			counts.change(f.Target, last, v, v.At)
			last = v
		}
	}
	return nil
}

func differentVerdict(of id.ID, have, want []target.Verdict) Finding {
	say := func(v target.Verdict) string {
		return v.At.In(period.Zone).Format("02/01/2006 15:04:05.000 ") + v.String()
	}
	for i := range max(len(have), len(want)) {
		f := Finding{What: "derived", Table: "standing", Key: string(of)}
		if i < len(have) {
			f.Have = say(have[i])
		}
		if i < len(want) {
			f.Want = say(want[i])
		}
		if f.Have != f.Want {
			return f
		}
	}
	return Finding{}
}

// checkCounts compares the counts that are kept with those of the verdicts.
// A day on which nothing changed in the end may have a row or none.
func (tx *Tx) checkCounts(ctx context.Context, r *replay, counts counting) error {
	type row struct {
		counted
		countRow
	}
	rows, err := many(ctx, tx, "standing.all_counts", func(s scanner) (c row, err error) {
		var reported string
		if err = s.Scan(&c.unit, &c.cycle, &c.role, &c.day, &c.by[0], &c.by[1], &c.by[2], &c.by[3], &reported); err != nil {
			return c, err
		}
		if c.reported, err = readMonths(reported); err != nil || months(c.reported) != reported {
			c.by[0] = -1 // no count reads so
		}
		return c, nil
	})
	if err != nil {
		return err
	}
	kept := map[counted][]countRow{}
	for _, c := range rows {
		kept[c.counted] = append(kept[c.counted], c.countRow)
	}
	for of := range kept {
		if counts[of] == nil {
			counts[of] = map[period.Date]*countRow{}
		}
	}
	for of, changes := range counts {
		if day, have, want, ok := differentCount(kept[of], changes); !ok {
			r.find(Finding{What: "derived", Table: "standing_count", Key: strings.Join([]string{string(of.unit), string(of.cycle), of.role, string(day)}, " "),
				Have: have.String(), Want: want.String()})
		}
	}
	return nil
}

// differentCount gives the first day on which kept counts are not what the
// changes come to; ok where there is none.
func differentCount(kept []countRow, changes map[period.Date]*countRow) (day period.Date, have, want countRow, ok bool) {
	days := []period.Date{}
	for d := range changes {
		days = append(days, d)
	}
	for _, k := range kept {
		days = append(days, k.day)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	next := 0
	for _, d := range days {
		for ; next < len(kept) && kept[next].day <= d; next++ {
			have = kept[next]
		}
		if c := changes[d]; c != nil {
			want.add(*c)
		}
		if have.by != want.by || have.reported != want.reported {
			return d, have, want, false
		}
	}
	return "", have, want, true
}

// String says a count in one line.
func (r countRow) String() string {
	return strings.Trim(fmt.Sprint(r.by), "[]") + " (" + months(r.reported) + ")"
}

// checkWaiting compares the figures or vouchers that are kept as waiting with
// those whose newest step leaves them so.
func (tx *Tx) checkWaiting(ctx context.Context, r *replay, table string, columns int) error {
	read := func(name string) (map[string]string, error) {
		rows, err := many(ctx, tx, name, func(s scanner) ([]string, error) {
			c, to := make([]string, columns), make([]any, columns)
			for i := range c {
				to[i] = &c[i]
			}
			err := s.Scan(to...)
			return c, err
		})
		out := make(map[string]string, len(rows))
		for _, c := range rows {
			out[c[0]] = strings.Join(c[1:], " ")
		}
		return out, err
	}
	names := map[string][2]string{"waiting": {"waiting.all", "waiting.due"}, "capital_waiting": {"capital.waiting_all", "capital.waiting_due"}}[table]
	have, err := read(names[0])
	if err != nil {
		return err
	}
	want, err := read(names[1])
	if err != nil {
		return err
	}
	for of, h := range have {
		if want[of] != h {
			r.find(Finding{What: "derived", Table: table, Key: of, Have: h, Want: want[of]})
		}
	}
	for of, w := range want {
		if _, there := have[of]; !there {
			r.find(Finding{What: "derived", Table: table, Key: of, Want: w})
		}
	}
	return nil
}
