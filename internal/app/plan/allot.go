package plan

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Part is what one lower unit is allotted.
type Part struct {
	Unit    id.ID
	Wording string
}

// NewAllotment is what is asked to allot a target to lower units.
type NewAllotment struct {
	Target       id.ID
	Parts        []Part
	Reserve      measure.Decimal
	Reason       string // why the parts and the reserve do not make the whole
	Illustrative bool
	Source       string
}

// Allot gives lower units their part of a target. A unit that has a part
// already gets a revision of it when the wording changed. Where the plans are
// amounts, parts and reserve must make the whole or a reason says why not.
func (a *Wing) Allot(ctx context.Context, actor access.Actor, in NewAllotment) error {
	if len(in.Parts) == 0 {
		return errs.New(errs.Invalid, "app.allot_nobody").In("parts")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, d, err := standing.TargetFor(ctx, tx, access.Allot, in.Target)
		if err != nil {
			return desk.Entry{}, err
		}
		known, err := tx.TargetsUnder(ctx, t.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		plan, err := planAllotment(d, t, known, in)
		if err != nil {
			return desk.Entry{}, err
		}
		if plan.balance.Summable && !plan.balance.Rest.IsZero() && strings.TrimSpace(in.Reason) == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "app.allot_sum", "plan", plan.balance.Plan, "sum", plan.balance.Sum,
				"reserve", plan.balance.Reserve, "rest", plan.balance.Rest).In("reason").Try("app.allot_sum_hint")
		}
		if err := writeParts(ctx, tx, t, plan, in); err != nil {
			return desk.Entry{}, err
		}
		reserves, err := tx.Reserves(ctx, t.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		r := target.Reserve{Target: t.ID, No: len(reserves) + 1, Reserve: in.Reserve, Reason: strings.TrimSpace(in.Reason), ByName: tx.Name(), At: tx.Now}
		return desk.Entry{Action: "target.allotted", Object: t.ID, Unit: t.Unit, Body: map[string]any{"parts": in.Parts, "reserve": in.Reserve, "reason": r.Reason}}, tx.InsertReserve(ctx, r)
	})
}

// allotmentPlan is what an allotment will write.
type allotmentPlan struct {
	read    []criterion.Criterion
	known   []*target.Target // the part a unit has already, nil for a new one
	balance target.Balance
}

func planAllotment(d *desk.Directory, t target.Target, known []target.Target, in NewAllotment) (allotmentPlan, error) {
	var plan allotmentPlan
	var list errs.List
	all := map[id.ID]criterion.Criterion{}
	for i := range known {
		if !known[i].Current().Dropped {
			all[known[i].Unit] = known[i].Current().Criterion
		}
	}
	seen := map[id.ID]bool{}
	for i, part := range in.Parts {
		v, ok := d.Unit(part.Unit, t.Cycle.Start())
		if !ok || !below(d, part.Unit, t.Unit, t.Cycle) {
			list = append(list, errs.New(errs.Invalid, "app.allot_not_below", "unit", v.Name).In("parts").AtRow(i+1, ""))
			continue
		}
		if seen[part.Unit] {
			list = append(list, errs.New(errs.Invalid, "app.allot_twice", "unit", v.Name).In("parts").AtRow(i+1, ""))
		}
		seen[part.Unit] = true
		c, questions := criterion.Read(part.Wording, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Leaning()})
		if len(questions) > 0 {
			list = append(list, errs.New(errs.Invalid, "app.wording_open", "wording", part.Wording, "question", questions[0].Ask).In("parts").AtRow(i+1, ""))
		}
		var was *target.Target
		for k := range known {
			if known[k].Unit == part.Unit {
				was = &known[k]
			}
		}
		if was != nil && was.Current().Dropped {
			list = append(list, errs.New(errs.Invalid, "app.allot_dropped", "unit", v.Name, "on", period.DateOf(was.Current().At), "reason", was.Current().Reason).In("parts").AtRow(i+1, ""))
		}
		plan.read, plan.known = append(plan.read, c), append(plan.known, was)
		all[part.Unit] = c
	}
	if len(list) > 0 {
		return plan, list
	}
	parts := make([]criterion.Criterion, 0, len(all))
	for _, c := range all {
		parts = append(parts, c)
	}
	plan.balance = target.BalanceOf(t, parts, in.Reserve)
	return plan, nil
}

// below says whether a unit stands under another on the first day of the cycle,
// or now, within it: a unit may be formed in the year.
func below(d *desk.Directory, unit, above id.ID, cycle period.Cycle) bool {
	for _, day := range []period.Date{cycle.Start(), standing.AnswerDay(d.Today(), cycle, "")} {
		path := d.Path(unit, day)
		for _, u := range path[min(1, len(path)):] {
			if u == above {
				return true
			}
		}
	}
	return false
}

func writeParts(ctx context.Context, tx *desk.Tx, t target.Target, plan allotmentPlan, in NewAllotment) error {
	d, actor := tx.Dir, tx.Actor
	doc, err := tx.Document(ctx, t.Document)
	if err != nil {
		return err
	}
	for i, part := range in.Parts {
		c := plan.read[i]
		if was := plan.known[i]; was != nil {
			before := was.Current()
			if before.Wording == strings.TrimSpace(part.Wording) {
				continue
			}
			r := before.Reworded(strings.TrimSpace(part.Wording), c)
			r.Document, r.Reason, r.Confirmed, r.By, r.ByName, r.At = t.Document, in.Reason, true, actor.Account, tx.Name(), tx.Now
			if err := tx.InsertRevision(ctx, was.ID, r); err != nil {
				return err
			}
			if _, err := tx.Log(ctx, desk.Entry{Action: "target.revised", Object: was.ID, Unit: was.Unit, Body: map[string]any{"before": before, "after": r}}); err != nil {
				return err
			}
			continue
		}
		child := target.Target{ID: tx.Mint(), Unit: part.Unit, Cycle: t.Cycle, Document: doc.ID, Indicator: t.Indicator, Parent: t.ID,
			Setter: target.Superior, Place: t.Place, Label: t.Label, Field: t.Field, Name: t.Name, UnitOfMeasure: t.UnitOfMeasure,
			Direction: c.Direction, Accumulation: t.Accumulation, AnswerUnit: part.Unit, Illustrative: in.Illustrative, Source: in.Source}
		if err := checkAnswering(d, &child); err != nil {
			return err
		}
		if err := tx.InsertTarget(ctx, child); err != nil {
			return err
		}
		child.Revisions = []target.Revision{{No: 1, Wording: strings.TrimSpace(part.Wording), Criterion: c,
			Document: doc.ID, Confirmed: true, By: actor.Account, ByName: tx.Name(), At: tx.Now}}
		if err := tx.InsertRevision(ctx, child.ID, child.Revisions[0]); err != nil {
			return err
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "target.added", Object: child.ID, Unit: child.Unit, Body: child}); err != nil {
			return err
		}
	}
	return nil
}

// Allotted is one lower unit's part of a target and how it stands.
type Allotted struct {
	target.Target
	target.Standing
	target.Prospect
	Unit    org.Version
	Answers desk.Responsible
}

// fillAllotment adds a target's parts, reserve, balance and parent to its page.
func fillAllotment(ctx context.Context, tx *desk.Tx, p *TargetPage, before time.Time) error {
	d := tx.Dir.Known(before)
	parts, err := tx.TargetsUnder(ctx, p.ID)
	if err != nil {
		return err
	}
	facts, err := standing.Facts(ctx, tx, parts, before)
	if err != nil {
		return err
	}
	day := standing.AnswerDay(tx.Today, p.Cycle, p.AsKnown)
	var criteria []criterion.Criterion
	for _, f := range facts {
		part, known := f.Target.AsKnown(before)
		if !known {
			continue
		}
		unit, _ := d.Unit(part.Unit, day)
		figures, _ := f.Figures(before)
		share := Allotted{Target: part, Unit: unit, Answers: d.AnsweringFor(part, day),
			Standing: target.StandingOf(part, figures, f.Words, before, part.Cycle.LastMonth())}
		if !share.Due {
			share.Prospect = target.ProspectOf(part, figures, nil, before, part.Cycle.LastMonth())
		}
		p.Allotted = append(p.Allotted, share)
		criteria = append(criteria, part.Current().Criterion)
	}
	reserves, err := tx.Reserves(ctx, p.ID)
	if err != nil {
		return err
	}
	p.Reserve = lastReserve(reserves, p.ID, before)
	if len(p.Allotted) > 0 {
		reserve := measure.Decimal{}
		if p.Reserve != nil {
			reserve = p.Reserve.Reserve
		}
		p.Balance = target.BalanceOf(p.Target, criteria, reserve)
	}
	if p.Target.Parent != "" {
		parent, err := tx.Target(ctx, p.Target.Parent)
		if err != nil {
			return err
		}
		p.Parent = &parent
	}
	return nil
}
