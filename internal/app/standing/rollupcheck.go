package standing

import (
	"context"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// The newest alarm is kept for all nodes, for a while.
const (
	alarmKey = "alarm of the standings"
	alarmFor = 7 * 24 * time.Hour
)

// Alarm is where a standing that was kept differs from what follows from the
// records. Boards were never wrong by it, they are worked out from the records;
// the counts of units below may have been. The unit's standings are made anew.
type Alarm struct {
	At         time.Time
	Unit       string // its code
	Cycle      period.Cycle
	AsKnown    period.Date
	Target     id.ID  // "" where its targets are right and their count is wrong
	Have, Want string // what was kept, and what follows from the records
}

// RollupVerdict is what a check of the standings found.
type RollupVerdict struct {
	Boards  int // lists of targets compared with the records
	Targets int
	Rows    int // kept for them, over time
	Alarm   *Alarm
}

// CheckRollup compares what is kept of how targets stand and stood, and of
// their counts, with what follows from the records: for all units, or for a
// number of them picked at random.
func (a *Wing) CheckRollup(ctx context.Context, actor access.Actor, most int) (RollupVerdict, error) {
	var v RollupVerdict
	var wrong store.UnitCycle
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.ReadLog); err != nil {
			return err
		}
		with, err := tx.UnitsWithTargets(ctx, "")
		if err != nil {
			return err
		}
		if most > 0 && most < len(with) {
			rand.Shuffle(len(with), func(i, k int) { with[i], with[k] = with[k], with[i] })
			with = with[:most]
		}
		for _, wrong = range with {
			v.Boards++
			if v.Alarm, err = checkList(ctx, tx, wrong, &v); err != nil || v.Alarm != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || v.Alarm == nil {
		return v, err
	}
	v.Alarm.At = a.desk.Now()
	text, err := json.Marshal(v.Alarm)
	if err != nil {
		return v, errs.New(errs.Internal, "error.internal").Because(err)
	}
	return v, a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.PutMemo(ctx, alarmKey, string(text), v.Alarm.At, v.Alarm.At.Add(alarmFor)); err != nil {
			return err
		}
		return tx.RemakeStandings(ctx, wrong.Unit, wrong.Cycle)
	})
}

// checkList compares one unit's list with the records.
func checkList(ctx context.Context, tx *desk.Tx, uc store.UnitCycle, v *RollupVerdict) (*Alarm, error) {
	targets, err := tx.TargetsOf(ctx, uc.Unit, uc.Cycle)
	if err != nil {
		return nil, err
	}
	facts, err := tx.Facts(ctx, targets)
	if err != nil {
		return nil, err
	}
	unit, _ := tx.Dir.Unit(uc.Unit, uc.Cycle.End())
	alarm := Alarm{Unit: unit.Code, Cycle: uc.Cycle}
	past := uc.Cycle.Start().AddDays(rand.IntN(400))
	now, then := map[criterion.Class]int{}, map[criterion.Class]int{}
	for _, f := range facts {
		if f.Target.Unit != uc.Unit {
			continue
		}
		kept, err := tx.Verdicts(ctx, f.Target.ID)
		if err != nil {
			return nil, err
		}
		v.Targets, v.Rows = v.Targets+1, v.Rows+len(kept)
		for _, look := range []struct {
			known period.Date
			count map[criterion.Class]int
		}{{"", now}, {past, then}} {
			before := look.known.EndOfDayOrNow()
			want, have := f.Verdict(before), newestBefore(kept, before)
			if want.Listed && f.Target.PartOf == "" {
				look.count[want.Class]++
			}
			if have.String() != want.String() {
				alarm.Target, alarm.AsKnown, alarm.Have, alarm.Want = f.Target.ID, look.known, said(have, want), said(want, have)
				return &alarm, nil
			}
		}
	}
	for known, want := range map[period.Date]map[criterion.Class]int{"": now, past: then} {
		count, err := tx.CountOf(ctx, uc.Unit, uc.Cycle, known)
		if err != nil {
			return nil, err
		}
		if have := sayCounts(count.By); have != sayCounts(want) {
			alarm.AsKnown, alarm.Have, alarm.Want = known, have, sayCounts(want)
			return &alarm, nil
		}
	}
	return nil, nil
}

// said is what tells a verdict from another: its class, or all of it.
func said(v, other target.Verdict) string {
	if v.Class != other.Class {
		return string(v.Class)
	}
	return v.String()
}

func newestBefore(kept []target.Verdict, before time.Time) (newest target.Verdict) {
	for _, v := range kept {
		if before.IsZero() || v.At.Before(before) {
			newest = v
		}
	}
	return newest
}

// RollupAlarm gives the newest alarm of the last week, raised by whatever node,
// nil for none.
func (a *Wing) RollupAlarm(ctx context.Context) (*Alarm, error) {
	var alarm *Alarm
	err := a.desk.Peek(ctx, func(ctx context.Context, tx *store.Tx) error {
		text, kept, err := tx.Memo(ctx, alarmKey, a.desk.Now())
		if err != nil || !kept {
			return err
		}
		return json.Unmarshal([]byte(text), &alarm)
	})
	return alarm, err
}

func sayCounts(by map[criterion.Class]int) string {
	var parts []string
	for _, c := range criterion.Classes() {
		parts = append(parts, string(c)+" "+strconv.Itoa(by[c]))
	}
	return strings.Join(parts, ", ")
}
