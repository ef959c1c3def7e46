package reviews

import (
	"context"
	"math/big"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/draft"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/target"
)

// Guard is a sign of the disease of achievement: shown beside the proposal with its
// rows, never worked into a score.
type Guard struct {
	Kind   string  `json:"guard"` // one of signs
	Of     int     `json:"of"`
	Rows   []Sign  `json:"rows"`
	Beside *Beside `json:"beside,omitempty"` // of self_set: the targets a superior set
}

// Sign is one row of a guard, with what makes it one.
type Sign struct {
	ID     id.ID       `json:"id"`
	Name   string      `json:"name"`
	Before string      `json:"before,omitempty"` // the wording, or the figure known before the last week
	After  string      `json:"after,omitempty"`  // the wording, the figure, or the level of a unit
	On     period.Date `json:"on,omitempty"`     // when it was changed or reported
	Unit   bool        `json:"unit,omitempty"`   // the row is a unit, not a target
}

// Beside is what a share is held against.
type Beside struct {
	N  int `json:"n"`
	Of int `json:"of"`
}

const (
	lateDays    = 92 // the last quarter
	lastWeek    = 7
	guardedFrom = 3  // fewer rows than this say nothing, but for what was changed
	jumpPercent = 25 // of the plan, within a week
)

// signs are the kinds, in the order they are shown, each with how many rows say something.
var signs = []struct {
	kind  string
	least int
}{{"no_plan", 1}, {"lowered_late", 1}, {"changed_late", 1}, {"dropped_late", 1}, {"last_week", 1}, {"exactly_100", guardedFrom},
	{"unverified", 1}, {"estimate", guardedFrom}, {"no_evidence", guardedFrom}, {"self_set", guardedFrom}}

// guards looks over the targets of a review: of the period that ends on to, by the
// figures up to the month upTo.
func guards(facts []target.Facts, to period.Date, upTo period.Month) []Guard {
	rows := map[string][]Sign{}
	superior, own, listed := Beside{}, 0, 0
	for _, f := range facts {
		row := Sign{ID: f.Target.ID, Name: f.Target.Name}
		if changed(rows, row, f.Target, to); f.Target.Current().Dropped {
			continue
		}
		listed++
		s := standingAt(f, time.Time{}, upTo)
		item, planned := targetItem(f, upTo)
		reached := item.Done
		if planned && f.Target.Setter == target.OwnCouncil {
			own++
		}
		switch {
		case !planned:
			rows["no_plan"] = append(rows["no_plan"], row.figure(s.Counted))
		case f.Target.Setter != target.OwnCouncil:
			superior.Of++
			if reached {
				superior.N++
			}
		case reached:
			rows["self_set"] = append(rows["self_set"], row.figure(s.Counted))
		}
		if n := len(s.Pending); n > 0 {
			rows["unverified"] = append(rows["unverified"], row.figure(&s.Pending[n-1]))
		}
		if s.Counted != nil {
			figured(rows, row, f, s, to, upTo)
			if reached {
				lastMinute(rows, row.figure(s.Counted), f, s, to, upTo)
			}
		}
	}
	var out []Guard
	for _, sign := range signs {
		if n := len(rows[sign.kind]); n < sign.least {
			continue
		}
		g := Guard{Kind: sign.kind, Of: listed, Rows: rows[sign.kind]}
		switch sign.kind {
		case "dropped_late":
			g.Of = len(facts)
		case "self_set":
			g.Of, g.Beside = own, &superior
		}
		out = append(out, g)
	}
	return out
}

func standingAt(f target.Facts, before time.Time, upTo period.Month) target.Standing {
	figures, _ := f.Figures(before)
	words := f.Words
	if upTo < f.Target.Cycle.LastMonth() {
		words = nil
	}
	return target.StandingOf(f.Target, figures, words, before, upTo)
}

func (s Sign) figure(o *target.Observation) Sign {
	if o != nil {
		s.After, s.On = o.Text, period.DateOf(o.At)
	}
	return s
}

// changed finds plans that were lowered, dropped or made incomparable in the last
// quarter. A correction is none: it says that what stood there had never been true.
func changed(rows map[string][]Sign, row Sign, t target.Target, to period.Date) {
	for i, r := range t.Revisions {
		day := period.DateOf(r.At)
		if i == 0 || r.Amended != nil || day <= to.AddDays(-lateDays) || day > to {
			continue
		}
		was := t.Revisions[i-1]
		row.Before, row.After, row.On = was.Wording, r.Wording, day
		switch turn := draft.TurnOf(was.Criterion, r.Criterion); {
		case r.Dropped:
			row.After = ""
			rows["dropped_late"] = append(rows["dropped_late"], row)
		case turn == draft.Lowered:
			rows["lowered_late"] = append(rows["lowered_late"], row)
		case turn == draft.Other, turn == draft.Same && !same(was.Baseline, r.Baseline):
			rows["changed_late"] = append(rows["changed_late"], row)
		}
	}
}

func same(a, b *measure.Decimal) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Cmp(*b) == 0
}

// figured finds what the counted figure of a target shows.
func figured(rows map[string][]Sign, row Sign, f target.Facts, s target.Standing, to period.Date, upTo period.Month) {
	row = row.figure(s.Counted)
	if a := s.Assessment.Achievement; a != nil && a.Actual.Cmp(a.Plan) == 0 {
		rows["exactly_100"] = append(rows["exactly_100"], row)
	}
	if !s.Counted.Final {
		rows["estimate"] = append(rows["estimate"], row)
	}
	if len(s.Counted.Evidence) == 0 {
		rows["no_evidence"] = append(rows["no_evidence"], row)
	}
}

// lastMinute finds a target that counts as done by a figure reported in the last week
// or after the period, far above what was known before.
func lastMinute(rows map[string][]Sign, row Sign, f target.Facts, s target.Standing, to period.Date, upTo period.Month) {
	week := to.AddDays(-lastWeek)
	if row.On <= week {
		return
	}
	earlier := standingAt(f, week.EndOfDay(), upTo)
	if earlier.Counted != nil {
		row.Before = earlier.Counted.Text
	}
	if jumped(earlier.Assessment.Achievement, s.Assessment.Achievement) {
		rows["last_week"] = append(rows["last_week"], row)
	}
}

// jumped reports whether an achievement rose by jumpPercent of the plan or more; from
// nothing known, always.
func jumped(before, after *criterion.Achievement) bool {
	if before == nil || after == nil {
		return true
	}
	rise := new(big.Rat).Sub(after.Percent(4).Rat(), before.Percent(4).Rat())
	return rise.Cmp(big.NewRat(jumpPercent, 1)) >= 0
}

// levels gives the decided levels of some units as collectives in a period.
func levels(ctx context.Context, tx *desk.Tx, ids []id.ID, p dossier.Period) (map[id.ID]string, error) {
	kept, err := tx.ReviewsOf(ctx, ids, p)
	return levelsOf(kept), err
}

// levelsOf gives the decided levels of collectives, by unit.
func levelsOf(kept []dossier.Dossier) map[id.ID]string {
	out := map[id.ID]string{}
	for _, d := range kept {
		if d.Subject == review.Collective && d.Level() != "" {
			out[d.Unit] = d.Level()
		}
	}
	return out
}

// allGood finds that every unit under the reviewed one, or every one beside it under
// the same superior, is placed good or better.
func (p *Proposal) allGood(ctx context.Context, tx *desk.Tx, unit id.ID) error {
	tree := tx.Dir.Tree(min(p.To, tx.Today))
	groups := map[string]id.ID{"all_good": unit}
	if path := tree.Path(unit); len(path) > 1 {
		groups["all_good_beside"] = path[1]
	}
	for _, kind := range []string{"all_good", "all_good_beside"} {
		if groups[kind] == "" {
			continue
		}
		units := tree.Children(groups[kind])
		ids := make([]id.ID, len(units))
		for i, u := range units {
			ids[i] = u.ID
		}
		placed, err := levels(ctx, tx, ids, p.Period)
		if err != nil {
			return err
		}
		if g := allGoodUnder(kind, units, placed); g != nil {
			p.Guards = append(p.Guards, *g)
		}
	}
	return nil
}

// allGoodUnder gives the guard over some units; nil where it does not hold.
func allGoodUnder(kind string, units []org.Version, placed map[id.ID]string) *Guard {
	if len(units) < guardedFrom {
		return nil
	}
	g := Guard{Kind: kind, Of: len(units)}
	for _, u := range units {
		l := placed[u.ID]
		if l != "excellent" && l != "good" {
			return nil
		}
		g.Rows = append(g.Rows, Sign{ID: u.ID, Name: u.Name, After: l, Unit: true})
	}
	return &g
}
