package store

import (
	"context"
	"encoding/json"
	"log/slog"
	"math"
	"strconv"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/forecast"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// A standing row says how a target stands from a moment on. Rows are added by
// the transaction that changed what decides it: whatever rows a use-case writes,
// touch marks a target whose standing may have changed.
func (tx *Tx) touch(t id.ID) {
	if tx.touched[t] {
		return
	}
	if tx.touched == nil {
		tx.touched = map[id.ID]bool{}
	}
	tx.touched[t] = true
	tx.marks = append(tx.marks, t)
}

// renew brings the standing of every marked target up to date.
func (tx *Tx) renew(ctx context.Context) error {
	tx.follow()
	if err := tx.followFigures(ctx); err != nil {
		return err
	}
	for len(tx.marks) > 0 {
		ids := tx.marks
		tx.marks, tx.touched = nil, nil
		more, err := manyOf(ctx, tx, "standing.successors", scanID, ids)
		if err != nil {
			return err
		}
		twins, err := tx.twins(ctx, ids)
		if err != nil {
			return err
		}
		all, seen := []id.ID{}, map[id.ID]bool{}
		add := func(list []id.ID) {
			for _, t := range list {
				if !seen[t] {
					seen[t] = true
					all = append(all, t)
				}
			}
		}
		add(ids)
		add(more)
		for _, list := range twins {
			add(list)
		}
		if err := tx.renewAll(ctx, all); err != nil {
			return err
		}
	}
	return nil
}

func scanID(s scanner) (i id.ID, err error) { err = s.Scan(&i); return i, err }

// renewAll works out and keeps how the targets stand.
func (tx *Tx) renewAll(ctx context.Context, ids []id.ID) error {
	targets, err := tx.TargetsByID(ctx, ids)
	if err != nil {
		return err
	}
	facts, err := tx.Facts(ctx, targets)
	if err != nil {
		return err
	}
	rows, err := manyOf(ctx, tx, "standing.newest", scanVerdict, ids)
	if err != nil {
		return err
	}
	newest := map[id.ID]target.Verdict{}
	for _, r := range rows {
		newest[r.target] = r.Verdict
	}
	counts := counting{}
	var add [][]any
	for _, f := range facts {
		tx.raiseFigures(figuresOf(f.Target))
		last := newest[f.Target.ID]
		fresh, afresh := f.Since(last)
		if afresh {
			if err := tx.forgetStanding(ctx, f.Target, counts); err != nil {
				return err
			}
			last, fresh = target.Verdict{}, f.Verdicts()
		}
		for _, v := range fresh {
			row, err := verdictValues(f.Target.ID, v)
			if err != nil {
				return err
			}
			add = append(add, row)
			counts.change(f.Target, last, v, v.At)
			last = v
		}
	}
	if err := tx.insertRows(ctx, "standing.insert", add); err != nil {
		return err
	}
	return tx.keepCounts(ctx, counts)
}

// forgetStanding takes back every row of a target, and what was counted by them.
func (tx *Tx) forgetStanding(ctx context.Context, t target.Target, counts counting) error {
	rows, err := many(ctx, tx, "standing.of_target", scanVerdict, t.ID)
	if err != nil {
		return err
	}
	last := target.Verdict{}
	for _, r := range rows {
		counts.change(t, r.Verdict, last, r.At)
		last = r.Verdict
	}
	return tx.exec(ctx, "standing.forget", t.ID)
}

func verdictValues(of id.ID, v target.Verdict) ([]any, error) {
	actual := ""
	if v.Actual != nil {
		text, err := json.Marshal(v.Actual)
		if err != nil {
			return nil, err
		}
		actual = string(text)
	}
	return []any{of, v.At.UnixMilli(), v.Listed, v.Class, v.Due, v.Amounts(), actual, v.Why}, nil
}

type verdictRow struct {
	target id.ID
	target.Verdict
}

func scanVerdict(s scanner) (r verdictRow, err error) {
	var kept keptVerdict
	if err = s.Scan(append([]any{&r.target}, kept.dest()...)...); err != nil {
		return r, err
	}
	r.Verdict, err = kept.verdict()
	return r, err
}

// keptVerdict is the columns of a verdict.
type keptVerdict struct {
	at              int64
	listed, due     bool
	class           criterion.Class
	amounts, actual string
	why             string
}

func (k *keptVerdict) dest() []any {
	return []any{&k.at, &k.listed, &k.class, &k.due, &k.amounts, &k.actual, &k.why}
}

func (k *keptVerdict) verdict() (target.Verdict, error) {
	v := target.Verdict{At: time.UnixMilli(k.at), Listed: k.listed, Class: k.class, Due: k.due, Why: k.why}
	if k.actual != "" {
		v.Actual = &criterion.Actual{}
		if err := json.Unmarshal([]byte(k.actual), v.Actual); err != nil {
			return v, err
		}
	}
	return v, v.ReadAmounts(k.amounts)
}

// Standing is a target, without its revisions, and how it stands.
type Standing struct {
	target.Target
	target.Verdict
	Asked criterion.Criterion // what it asked for, where a forecast of later years may rest on it; see StandingsBefore
}

func (tx *Tx) scanStanding(s scanner) (out Standing, err error) {
	var kept keptVerdict
	if out.Target, err = tx.scanTarget(withMore{s, kept.dest()}); err != nil {
		return out, err
	}
	out.Verdict, err = kept.verdict()
	return out, err
}

// instant is a moment as the rows know it, the zero one being now.
func instant(before time.Time) int64 {
	if before.IsZero() {
		return math.MaxInt64
	}
	return before.UnixMilli()
}

// StandingsOf gives how the targets stand that a unit has or answers for in a
// cycle and that are on the list, as known just before an instant (zero: now).
func (tx *Tx) StandingsOf(ctx context.Context, unit id.ID, cycle period.Cycle, before time.Time) ([]Standing, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "standing.of_unit", tx.scanStanding, unit, cycle, instant(before))
}

// StandingsBelow gives those of the targets that the units right below one have.
func (tx *Tx) StandingsBelow(ctx context.Context, unit id.ID, day period.Date, cycle period.Cycle, before time.Time) ([]Standing, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "standing.below", tx.scanStanding, unit, day, cycle, instant(before))
}

// StandingsOfPeers gives those for one indicator only.
func (tx *Tx) StandingsOfPeers(ctx context.Context, unit id.ID, day period.Date, cycle period.Cycle, before time.Time, indicator id.ID) ([]Standing, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "standing.peers", tx.scanStanding, unit, day, cycle, instant(before), indicator)
}

// Verdicts gives all that was kept of how a target stood, in order.
func (tx *Tx) Verdicts(ctx context.Context, of id.ID) ([]target.Verdict, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	rows, err := many(ctx, tx, "standing.of_target", scanVerdict, of)
	out := make([]target.Verdict, len(rows))
	for i, r := range rows {
		out[i] = r.Verdict
	}
	return out, err
}

// fillStandings works out how all targets stand and stood where that was never
// done, or by other rules: some hundreds at a time, so that an upgrade of a
// large database that was broken off goes on where it was. One that takes long
// says so.
func (db *DB) fillStandings(ctx context.Context) error {
	rules := strconv.Itoa(target.Verdict{}.Rules())
	said := time.Now()
	for n, done := 0, false; !done; n++ {
		if time.Since(said) > 5*time.Second {
			said = time.Now()
			slog.InfoContext(ctx, "how targets stand is worked out anew, by this version's rules; this may be broken off and goes on at the next start", "targets", n*fillAtOnce)
		}
		err := db.Write(ctx, func(ctx context.Context, tx *Tx) (err error) {
			done, err = tx.fillSome(ctx, rules)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fillAtOnce is how many targets a transaction of it takes.
var fillAtOnce = 2 * listSizes[len(listSizes)-1]

func (tx *Tx) fillSome(ctx context.Context, rules string) (done bool, err error) {
	type fill struct{ rules, filled string }
	kept, err := one(ctx, tx, "standing.fill", func(s scanner) (f fill, err error) { err = s.Scan(&f.rules, &f.filled); return f, err })
	if err != nil || kept.rules == rules {
		return true, err
	}
	filling := "filling " + rules
	if kept.rules != filling {
		for _, name := range []string{"standing.forget_all", "standing.forget_counts"} {
			if err := tx.exec(ctx, name); err != nil {
				return false, err
			}
		}
		return false, tx.exec(ctx, "standing.put_fill", filling, "")
	}
	ids, err := many(ctx, tx, "standing.next_targets", scanID, kept.filled, fillAtOnce)
	if err != nil {
		return false, err
	}
	if len(ids) == 0 {
		return true, tx.exec(ctx, "standing.put_fill", rules, "")
	}
	if err := tx.renewAll(ctx, ids); err != nil {
		return false, err
	}
	return false, tx.exec(ctx, "standing.put_fill", filling, string(ids[len(ids)-1]))
}

// StandingsBefore gives how the targets stand that a unit has or answers for in
// the three cycles before one, as known just before an instant (zero: now), with
// what they asked for; of one indicator, or with none of all.
func (tx *Tx) StandingsBefore(ctx context.Context, unit id.ID, cycle period.Cycle, before time.Time, indicator id.ID) ([]Standing, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "standing.before", tx.scanEnded, unit, cycle, instant(before), firstBefore(cycle), indicator)
}

// EndedPeers gives those for one indicator of the targets that the units right
// below one had.
func (tx *Tx) EndedPeers(ctx context.Context, unit id.ID, day period.Date, cycle period.Cycle, before time.Time, indicator id.ID) ([]Standing, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "standing.before_peers", tx.scanEnded, unit, day, cycle, instant(before), firstBefore(cycle), indicator)
}

// firstBefore is the first of the cycles before one that a forecast looks at.
func firstBefore(cycle period.Cycle) period.Cycle {
	return period.Cycle(strconv.Itoa(cycle.Year() - forecast.History))
}

func (tx *Tx) scanEnded(s scanner) (out Standing, err error) {
	var kept keptVerdict
	var asked string
	if out.Target, err = tx.scanTarget(withMore{s, append(kept.dest(), &asked)}); err != nil {
		return out, err
	}
	if k := out.Accumulation; asked != "" && (k == target.Flow || k == target.EventCount) { // what a forecast may rest on
		if err = json.Unmarshal([]byte(asked), &out.Asked); err != nil {
			return out, err
		}
	}
	out.Verdict, err = kept.verdict()
	return out, err
}
