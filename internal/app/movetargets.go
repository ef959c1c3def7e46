package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// openTargets finds the targets that units that end still have to meet, and
// what becomes of them: those for one indicator that meet in a new unit go on
// there as one.
func openTargets(ctx context.Context, tx *desk.Tx, r org.Reorganisation) ([]MovedTarget, error) {
	ended := map[id.ID]bool{}
	for _, v := range r.Ended {
		ended[v.ID] = true
	}
	with, err := tx.UnitsWithTargets(ctx, period.Cycle(r.On[:4]))
	if err != nil {
		return nil, err
	}
	var out []MovedTarget
	place := map[string]int{}
	for _, uc := range with {
		if !ended[uc.Unit] {
			continue
		}
		targets, err := tx.TargetsOf(ctx, uc.Unit, uc.Cycle)
		if err != nil {
			return nil, err
		}
		for _, t := range targets {
			if t.Unit != uc.Unit {
				continue
			}
			went := false
			for _, s := range r.Successions {
				if s.Old != t.Unit {
					continue
				}
				went = true
				key := string(s.New) + string(uc.Cycle) + string(t.Indicator) + string(t.Setter) + string(t.Parent)
				if _, ok := place[key]; !ok {
					place[key] = len(out)
					out = append(out, MovedTarget{Unit: s.New})
				}
				at := place[key]
				out[at].From = append(out[at].From, t)
			}
			if !went {
				ask := phrase.New("app.target_left", "name", t.Name)
				out = append(out, MovedTarget{From: []target.Target{t}, Ask: &ask})
			}
		}
	}
	for i := range out {
		if out[i].Unit != "" {
			out[i].Wording, out[i].Ask = target.RestatedPlan(predecessorsIn(r, out[i]))
		}
	}
	return out, nil
}

// predecessorsIn gives the targets that go on as one, each with its share.
func predecessorsIn(r org.Reorganisation, m MovedTarget) []target.Predecessor {
	var parts []target.Predecessor
	for _, t := range m.From {
		p := target.Predecessor{Target: t, On: r.On}
		for _, s := range r.Successions {
			if s.Old == t.Unit && s.New == m.Unit {
				p.Share = s.Share
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// moveTargets writes the targets that go on in new units.
func moveTargets(ctx context.Context, tx *desk.Tx, r Reorganised, heads map[id.ID]id.ID) error {
	actor := tx.Actor
	place := map[id.ID]int{}
	for _, m := range r.Targets {
		if m.Unit == "" || m.Ask != nil {
			continue
		}
		place[m.Unit]++
		t := m.From[0]
		t.ID, t.Unit, t.AnswerUnit, t.Post, t.Place = tx.Mint(), m.Unit, m.Unit, heads[m.Unit], place[m.Unit]
		for _, from := range m.From {
			t.Illustrative = t.Illustrative || from.Illustrative
		}
		was := t.Current()
		c, questions := criterion.Read(m.Wording, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Direction, Baseline: was.Baseline})
		t.Revisions = []target.Revision{{No: 1, Wording: m.Wording, Criterion: c, Baseline: was.Baseline, Document: was.Document, Reason: r.Decision,
			Confirmed: len(questions) == 0 && was.Confirmed, By: actor.Account, ByName: actor.Name, At: tx.Now}}
		if err := tx.InsertTarget(ctx, t); err != nil {
			return err
		}
		if err := tx.InsertRevision(ctx, t.ID, t.Revisions[0]); err != nil {
			return err
		}
		for _, p := range predecessorsIn(r.Reorganisation, m) {
			if err := tx.InsertTargetSuccession(ctx, store.TargetSuccession{Old: p.Target.ID, New: t.ID, On: r.On, Share: p.Share}); err != nil {
				return err
			}
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "target.moved", Object: t.ID, Unit: t.Unit, Body: map[string]any{"from": idsOf(m.From), "target": t, "on": r.On}}); err != nil {
			return err
		}
	}
	return nil
}

func idsOf(targets []target.Target) []id.ID {
	var out []id.ID
	for _, t := range targets {
		out = append(out, t.ID)
	}
	return out
}

// restated gives the figures of the months before a target's unit was formed,
// worked out from those of the units that went into it; what cannot be put
// together is said in the flag instead.
func restated(ctx context.Context, tx *desk.Tx, t target.Target, from []store.TargetSuccession, before time.Time) ([]target.Observation, []criterion.Flag, error) {
	d := tx.Dir
	var parts []target.Predecessor
	var names []string
	for _, s := range from {
		old, err := tx.Target(ctx, s.Old)
		if err != nil {
			return nil, nil, err
		}
		v, _ := d.Unit(old.Unit, s.On.AddDays(-1))
		p := target.Predecessor{Target: old, Unit: v.Name, On: s.On, Share: s.Share}
		if p.Observations, err = tx.ObservationsOfTarget(ctx, s.Old); err != nil {
			return nil, nil, err
		}
		names = append(names, v.Name)
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return nil, nil, nil
	}
	made, err := target.Restate(t, parts, before)
	if err != nil {
		e := errs.All(err)[0]
		return nil, []criterion.Flag{{Code: "not_restated", What: e.What}}, nil
	}
	slices.Sort(names)
	return made, []criterion.Flag{{Code: "restated", What: phrase.New("target.flag_restated", "on", parts[0].On, "units", strings.Join(names, ", "))}}, nil
}

// successions adds to a target's figures and flags what follows from its unit
// having gone into another, or having been formed of others.
func successions(ctx context.Context, tx *desk.Tx, t target.Target, all []store.TargetSuccession, observations []target.Observation, before time.Time) ([]target.Observation, []criterion.Flag, error) {
	var from []store.TargetSuccession
	var flags []criterion.Flag
	for _, s := range all {
		switch t.ID {
		case s.New:
			from = append(from, s)
		case s.Old:
			f, err := movedFlag(ctx, tx, s)
			if err != nil {
				return nil, nil, err
			}
			flags = append(flags, f)
		}
	}
	made, more, err := restated(ctx, tx, t, from, before)
	return slices.Concat(made, observations), append(flags, more...), err
}

// successionsOf is successions for one target.
func successionsOf(ctx context.Context, tx *desk.Tx, t target.Target, observations []target.Observation, before time.Time) ([]target.Observation, []criterion.Flag, error) {
	from, err := tx.Predecessors(ctx, t.ID)
	if err != nil {
		return nil, nil, err
	}
	into, err := tx.Successors(ctx, t.ID)
	if err != nil {
		return nil, nil, err
	}
	return successions(ctx, tx, t, slices.Concat(from, into), observations, before)
}

// fillSuccession adds the targets a target came from and went into.
func (p *TargetPage) fillSuccession(ctx context.Context, tx *desk.Tx) error {
	d := tx.Dir
	from, err := tx.Predecessors(ctx, p.Target.ID)
	if err != nil {
		return err
	}
	into, err := tx.Successors(ctx, p.Target.ID)
	if err != nil {
		return err
	}
	for _, s := range slices.Concat(from, into) {
		passed := Passed{TargetSuccession: s}
		other, day, list := s.Old, s.On.AddDays(-1), &p.From
		if s.Old == p.Target.ID {
			other, day, list = s.New, s.On, &p.Into
		}
		if passed.Target, err = tx.Target(ctx, other); err != nil {
			return err
		}
		passed.Unit, _ = d.Unit(passed.Target.Unit, day)
		*list = append(*list, passed)
	}
	return nil
}

// passedOn sees that a month is reported where it belongs: before a unit went
// into another by the old one, from that day on by the new one.
func passedOn(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month) error {
	around, err := tx.SuccessionsAround(ctx, t.ID)
	if err != nil {
		return err
	}
	for _, s := range around {
		switch {
		case s.New == t.ID && month < s.On.Month():
			return errs.New(errs.Conflict, "app.month_of_old_unit", "month", month, "on", s.On).In("month")
		case s.Old == t.ID && month >= s.On.Month():
			f, err := movedFlag(ctx, tx, s)
			if err != nil {
				return err
			}
			return errs.New(errs.Conflict, f.What.Key, "on", s.On, "unit", f.What.Args[1].Value).In("month")
		}
	}
	return nil
}

// movedFlag says with whom a target goes on.
func movedFlag(ctx context.Context, tx *desk.Tx, s store.TargetSuccession) (criterion.Flag, error) {
	d := tx.Dir
	to, err := tx.Target(ctx, s.New)
	v, _ := d.Unit(to.Unit, s.On)
	return criterion.Flag{Code: "moved", What: phrase.New("target.flag_moved", "on", s.On, "unit", v.Name)}, err
}
