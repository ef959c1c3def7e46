package store

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/target"
)

// TargetsByID gives the targets with their revisions, by id; those that are
// not known are left out.
func (tx *Tx) TargetsByID(ctx context.Context, ids []id.ID) ([]target.Target, error) {
	targets, err := manyOf(ctx, tx, "facts.targets", tx.scanTarget, ids)
	if err != nil {
		return nil, err
	}
	revisions, err := tx.revisionsOf(ctx, ids)
	for i := range targets {
		targets[i].Revisions = revisions[targets[i].ID]
	}
	return targets, err
}

// revisionsOf gives the revisions of targets, by target and in order.
func (tx *Tx) revisionsOf(ctx context.Context, ids []id.ID) (map[id.ID][]target.Revision, error) {
	all, err := manyOf(ctx, tx, "facts.revisions", scanRevision, ids)
	out := map[id.ID][]target.Revision{}
	for _, r := range all {
		out[r.target] = append(out[r.target], r.Revision)
	}
	return out, err
}

// ObservationsOfTargets gives what was reported for several targets, with
// steps, by target and in order of month and reporting.
func (tx *Tx) ObservationsOfTargets(ctx context.Context, ids []id.ID) (map[id.ID][]target.Observation, error) {
	all, err := manyOf(ctx, tx, "facts.observations", scanObservation, ids)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	steps, err := manyOf(ctx, tx, "facts.steps", scanStep, ids)
	attachSteps(all, steps)
	out := map[id.ID][]target.Observation{}
	for _, o := range all {
		out[o.Target] = append(out[o.Target], o)
	}
	return out, err
}

// ObservationsAt gives what was known of the figures of targets just before an
// instant (zero: now), each with the step it stood at then and no other, by
// target and in order of month and reporting.
func (tx *Tx) ObservationsAt(ctx context.Context, ids []id.ID, before time.Time) (map[id.ID][]target.Observation, error) {
	all, err := manyOf(ctx, tx, "facts.observations_at", scanObservationAt, ids, instant(before))
	out := make(map[id.ID][]target.Observation, len(ids))
	for i := 0; i < len(all); {
		k := i
		for k < len(all) && all[k].Target == all[i].Target {
			k++
		}
		if known := out[all[i].Target]; known != nil { // of two statements, never
			out[all[i].Target] = append(known, all[i:k]...)
		} else {
			out[all[i].Target] = all[i:k:k]
		}
		i = k
	}
	return out, err
}

func scanObservationAt(s scanner) (o target.Observation, err error) {
	var t target.StepTaken
	var at int64
	o, err = scanObservation(withMore{s, []any{&t.No, &t.Step, &t.State, &t.Reason, &t.By, &t.ByName, &at}})
	t.At = time.UnixMilli(at)
	o.Steps = []target.StepTaken{t}
	return o, err
}

// Facts gives what decides how targets stand and stood, in their order: their
// figures and those of targets that share their results, people's words, and
// what they go on from. The units' names in From are left for who knows them.
func (tx *Tx) Facts(ctx context.Context, targets []target.Target) ([]target.Facts, error) {
	return tx.facts(ctx, targets, tx.ObservationsOfTargets)
}

// FactsAt gives what decides how targets stood just before an instant (zero:
// now), and nothing that became known later.
func (tx *Tx) FactsAt(ctx context.Context, targets []target.Target, before time.Time) ([]target.Facts, error) {
	return tx.facts(ctx, targets, func(ctx context.Context, ids []id.ID) (map[id.ID][]target.Observation, error) {
		return tx.ObservationsAt(ctx, ids, before)
	})
}

func (tx *Tx) facts(ctx context.Context, targets []target.Target, observed func(context.Context, []id.ID) (map[id.ID][]target.Observation, error)) ([]target.Facts, error) {
	if len(targets) == 0 {
		return nil, nil
	}
	ids := make([]id.ID, len(targets))
	for i, t := range targets {
		ids[i] = t.ID
	}
	around, err := manyOf(ctx, tx, "facts.around", scanAround, ids)
	if err != nil {
		return nil, err
	}
	words, err := manyOf(ctx, tx, "facts.confirmations", scanConfirmation, ids)
	if err != nil {
		return nil, err
	}
	old, reported, err := tx.behind(ctx, ids, around)
	if err != nil {
		return nil, err
	}
	figures, err := observed(ctx, reported)
	if err != nil {
		return nil, err
	}
	return factsFrom(targets, around, old, figures, words), nil
}

// behind gives the targets that some go on from, and all whose figures are looked at.
func (tx *Tx) behind(ctx context.Context, ids []id.ID, around []aroundRow) (old map[id.ID]target.Target, reported []id.ID, err error) {
	var olds []id.ID
	reported, old = slices.Clip(ids), map[id.ID]target.Target{}
	for _, r := range around {
		switch r.what {
		case "from":
			olds = append(olds, r.other)
			reported = append(reported, r.other)
		case "twin":
			reported = append(reported, r.other)
		}
	}
	if len(olds) == 0 {
		return old, reported, nil
	}
	before, err := tx.TargetsByID(ctx, olds)
	for _, t := range before {
		old[t.ID] = t
	}
	return old, reported, err
}

func factsFrom(targets []target.Target, around []aroundRow, old map[id.ID]target.Target, figures map[id.ID][]target.Observation, words []target.Confirmation) []target.Facts {
	out := make([]target.Facts, len(targets))
	at := make(map[id.ID]*target.Facts, len(targets))
	for i, t := range targets {
		out[i] = target.Facts{Target: t, Observations: slices.Clip(figures[t.ID])}
		at[t.ID] = &out[i]
	}
	for _, w := range words {
		at[w.Target].Words = append(at[w.Target].Words, w)
	}
	for _, r := range around {
		f := at[r.of]
		switch r.what {
		case "twin":
			f.Observations = append(f.Observations, figures[r.other]...)
		case "from":
			f.From = append(f.From, target.Predecessor{Target: old[r.other], On: r.On, Share: r.Share, Observations: figures[r.other]})
		case "into":
			f.Into = append(f.Into, target.Successor{Target: r.other, Unit: r.unit, On: r.On})
		case "files":
			f.Files = r.n
		}
	}
	return out
}

// aroundRow is what lies around a target: another that shares its results, one
// that it goes on from, one that it went on as, or how many files it has.
type aroundRow struct {
	what            string
	of, other, unit id.ID
	TargetSuccession
	n int
}

func scanAround(s scanner) (r aroundRow, err error) {
	var share string
	if err = s.Scan(&r.what, &r.of, &r.other, &r.unit, &r.On, &share, &r.n); err == nil {
		r.Share, err = decimalOr(share)
	}
	return r, err
}

// DocumentsByID gives documents, by id.
func (tx *Tx) DocumentsByID(ctx context.Context, ids []id.ID) (map[id.ID]target.Document, error) {
	all, err := manyOf(ctx, tx, "facts.documents", scanDocument, ids)
	out := make(map[id.ID]target.Document, len(all))
	for _, d := range all {
		out[d.ID] = d
	}
	return out, err
}

// twins gives the targets that share their results with others, by target.
func (tx *Tx) twins(ctx context.Context, ids []id.ID) (map[id.ID][]id.ID, error) {
	type pair struct{ of, twin id.ID }
	pairs, err := manyOf(ctx, tx, "standing.twins", func(s scanner) (p pair, err error) { err = s.Scan(&p.of, &p.twin); return p, err }, ids)
	out := map[id.ID][]id.ID{}
	for _, p := range pairs {
		out[p.of] = append(out[p.of], p.twin)
	}
	return out, err
}
