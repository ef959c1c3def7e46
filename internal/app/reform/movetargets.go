package reform

import (
	"context"
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/criterion"
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
			if allotted, err := goesOnInParts(ctx, tx, r, t); err != nil {
				return nil, err
			} else if allotted {
				ask := phrase.New("app.target_in_parts", "name", t.Name)
				out = append(out, MovedTarget{From: []target.Target{t}, Ask: &ask})
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
	if err := meets(ctx, tx, r, out); err != nil {
		return nil, err
	}
	return underWholes(out), nil
}

// underWholes puts parts behind what they are parts of; where that waits for a
// person's word, or goes elsewhere, they do.
func underWholes(moved []MovedTarget) []MovedTarget {
	depth := func(m MovedTarget) int {
		n := 0
		for of := m.From[0].PartOf; of != "" && n < len(moved); n++ {
			of = partOf(moved, of)
		}
		return n
	}
	out := slices.Clone(moved)
	slices.SortStableFunc(out, func(a, b MovedTarget) int { return depth(a) - depth(b) })
	for i := range out {
		m := &out[i]
		for _, from := range m.From {
			if from.PartOf == "" || m.Unit == "" || m.Ask != nil {
				continue
			}
			goes := slices.ContainsFunc(out[:i], func(w MovedTarget) bool {
				return w.Unit == m.Unit && w.Ask == nil && slices.ContainsFunc(w.From, func(t target.Target) bool { return t.ID == from.PartOf })
			})
			if !goes {
				ask := phrase.New("app.target_part_asked", "name", from.Name)
				m.Ask = &ask
			}
		}
	}
	return out
}

func partOf(moved []MovedTarget, which id.ID) id.ID {
	for _, m := range moved {
		for _, t := range m.From {
			if t.ID == which {
				return t.PartOf
			}
		}
	}
	return ""
}

// goesOnInParts says whether a target of a unit that is divided was allotted to
// units below: those parts go on, each in its own unit, and are not divided again.
func goesOnInParts(ctx context.Context, tx *desk.Tx, r org.Reorganisation, t target.Target) (bool, error) {
	if !slices.ContainsFunc(r.Successions, func(s org.Succession) bool { return s.Old == t.Unit && s.Part }) {
		return false, nil
	}
	parts, err := tx.TargetsUnder(ctx, t.ID)
	return slices.ContainsFunc(parts, func(p target.Target) bool { return p.Parent == t.ID }), err
}

// meets asks about targets that go to a unit which stands and has one for the
// same indicator: whether they become one is for a person to say.
func meets(ctx context.Context, tx *desk.Tx, r org.Reorganisation, moved []MovedTarget) error {
	for i, m := range moved {
		formed := slices.ContainsFunc(r.Formed, func(v org.Version) bool { return v.ID == m.Unit })
		if m.Unit == "" || m.Ask != nil || formed {
			continue
		}
		own, err := tx.TargetsOf(ctx, m.Unit, m.From[0].Cycle)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(own, func(t target.Target) bool {
			return t.Unit == m.Unit && t.Indicator == m.From[0].Indicator && t.Setter == m.From[0].Setter
		}) {
			ask := phrase.New("app.target_meets", "name", m.From[0].Name)
			moved[i].Ask = &ask
		}
	}
	return nil
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
	went := map[id.ID]map[id.ID]id.ID{} // by the unit that each target goes on with
	for _, m := range r.Targets {
		if m.Unit == "" || m.Ask != nil {
			continue
		}
		place[m.Unit]++
		if went[m.Unit] == nil {
			went[m.Unit] = map[id.ID]id.ID{}
		}
		t := m.From[0]
		t.ID, t.Unit, t.AnswerUnit, t.Post, t.Place = tx.Mint(), m.Unit, m.Unit, heads[m.Unit], place[m.Unit]
		t.PartOf = went[m.Unit][t.PartOf] // its whole stands before it
		for _, from := range m.From {
			t.Illustrative = t.Illustrative || from.Illustrative
			went[m.Unit][from.ID] = t.ID
		}
		was := t.Current()
		options := was.Options
		for _, from := range m.From {
			if from.Current().Options != options {
				options = criterion.Options{} // they were judged in different ways
			}
		}
		c, questions := criterion.Read(m.Wording, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Leaning(), Baseline: was.Baseline})
		t.Revisions = []target.Revision{{No: 1, Wording: m.Wording, Criterion: c, Baseline: was.Baseline, Document: was.Document, Reason: r.Decision,
			Options: options, Confirmed: len(questions) == 0 && was.Confirmed, By: actor.Account, ByName: tx.Name(), At: tx.Now}}
		if err := tx.InsertTarget(ctx, t); err != nil {
			return err
		}
		if err := tx.InsertRevision(ctx, t.ID, t.Revisions[0]); err != nil {
			return err
		}
		tied, err := passTie(ctx, tx, m, t.ID)
		if err != nil {
			return err
		}
		for _, p := range predecessorsIn(r.Reorganisation, m) {
			if err := tx.InsertTargetSuccession(ctx, store.TargetSuccession{Old: p.Target.ID, New: t.ID, On: r.On, Share: p.Share}); err != nil {
				return err
			}
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "target.moved", Object: t.ID, Unit: t.Unit, Body: map[string]any{"from": idsOf(m.From), "target": t, "on": r.On, "tie": tied}}); err != nil {
			return err
		}
	}
	return nil
}

// passTie has the target that goes on take its rate from the money as those it
// came of did: where all that were tied were tied alike. Where they were tied to
// different plans a person says to which, on the page of such targets.
func passTie(ctx context.Context, tx *desk.Tx, m MovedTarget, to id.ID) (*capital.Tie, error) {
	ties, err := tx.CapitalTies(ctx, idsOf(m.From))
	if err != nil {
		return nil, err
	}
	var tie *capital.Tie
	for _, from := range m.From {
		kept, tied := ties[from.ID]
		switch {
		case !tied:
		case tie == nil:
			tie = &kept.Tie
		case *tie != kept.Tie:
			return nil, nil
		}
	}
	if tie == nil {
		return nil, nil
	}
	return tie, tx.InsertCapitalTie(ctx, to, *tie, tx.Actor.Account, tx.Name(), tx.Now)
}

func idsOf(targets []target.Target) []id.ID {
	var out []id.ID
	for _, t := range targets {
		out = append(out, t.ID)
	}
	return out
}
