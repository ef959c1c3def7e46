// Package reviews is the review of units and heads: facts gathered from targets
// and tasks, judged by a set of rules, assessed, verified and decided.
package reviews

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/review/ruleset"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }

// Query says whose review is asked for. Unit is a code; Tenure picks one head where
// several held the post in the period (empty: the last). Rules is a shipped set, or
// empty for the one in force at the end of the period.
type Query struct {
	Unit    string
	Subject review.Subject
	Tenure  id.ID
	Period  dossier.Period
	Rules   string
}

// Given is what people answer in a review: marks, answers to the set's questions,
// and counts that the program has no rows of.
type Given struct {
	Marks   map[string]measure.Decimal `json:"marks,omitempty"`
	Answers map[string]bool            `json:"answers,omitempty"`
	Counts  map[string]int             `json:"counts,omitempty"`
	Above   map[string]bool            `json:"above,omitempty"` // by task: done above what was asked
}

// Proposal is what the rules say of the facts as they are: nothing of it is kept.
type Proposal struct {
	Unit    org.Version
	Who     desk.Responsible // of a head
	Tenures []desk.Responsible
	Period  dossier.Period
	From    period.Date // of the period, or of the tenure in it
	To      period.Date
	Over    bool // the period has ended
	Set     *review.Set
	Facts   review.Facts
	Result  review.Result
	Changes []review.Change
	Guards  []Guard

	Dossier *dossier.Dossier // the review under way, where there is one
	Since   []dossier.Changed
}

// ProposeReview works out what the rules say. What people have given in a review
// under way goes in.
func (a *Wing) ProposeReview(ctx context.Context, actor access.Actor, q Query) (Proposal, error) {
	var out Proposal
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(q.Unit))
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.ReadReviews, unit); err != nil {
			return err
		}
		out, err = propose(ctx, tx, unit, q)
		return err
	})
	return out, err
}

// propose gathers the facts and judges them, with what a review under way was given.
func propose(ctx context.Context, tx *desk.Tx, unit id.ID, q Query) (Proposal, error) {
	p := Proposal{Period: q.Period}
	if err := q.Period.Check(); err != nil {
		return p, err
	}
	p.From, p.To = q.Period.Days()
	p.Over = p.To < tx.Today
	if p.From > tx.Today {
		return p, errs.New(errs.Invalid, "review.not_begun", "from", p.From).In("period")
	}
	p.Unit, _ = tx.Dir.Unit(unit, min(p.To, tx.Today))
	if err := p.who(tx, unit, q); err != nil {
		return p, err
	}
	d := dossier.Dossier{Unit: unit, Subject: q.Subject, Period: q.Period, Tenure: p.Who.Appointment.ID}
	kept, err := tx.ReviewOf(ctx, d)
	switch {
	case err == nil:
		p.Dossier = &kept
		if p.Set, err = tx.RuleSet(ctx, kept.Body); err != nil {
			return p, err
		}
		if q.Rules != "" && q.Rules != p.Set.ID {
			if _, err := rulesFor(ctx, tx, unit, q.Subject, p.To, q.Rules); err != nil {
				return p, err
			}
			return p, errs.New(errs.Conflict, "review.set_kept", "name", p.Set.ID).In("rules")
		}
	case !errs.Is(err, errs.NotFound):
		return p, err
	default:
		if p.Set, err = rulesFor(ctx, tx, unit, q.Subject, p.To, q.Rules); err != nil {
			return p, err
		}
	}
	if err := p.gather(ctx, tx, unit); err != nil {
		return p, err
	}
	if last, ok := kept.Last(); ok {
		p.Since = dossier.Since(last.Facts.Work, p.Facts.Work)
		given(&p.Facts, last.Facts)
	}
	p.judge()
	return p, nil
}

func (p *Proposal) judge() {
	of := review.Case{Subject: p.subject(), Span: p.Period.Span, On: p.To}
	p.Result = p.Set.Judge(of, &p.Facts)
	p.Changes = p.Set.Changes(of, &p.Facts)
}

func (p *Proposal) subject() review.Subject {
	if p.Who.Post.ID != "" {
		return review.Head
	}
	return review.Collective
}

// who finds the head of the period: each tenure in it has a review of its own.
func (p *Proposal) who(tx *desk.Tx, unit id.ID, q Query) error {
	switch q.Subject {
	case review.Collective:
		return nil
	case review.Head:
	default:
		return errs.New(errs.Invalid, "review.no_subject", "subject", string(q.Subject)).In("subject")
	}
	post, ok := p.tenures(tx.Dir, unit)
	if !ok {
		return errs.New(errs.Invalid, "review.no_head_post").In("subject")
	}
	at := len(p.Tenures) - 1
	if q.Tenure != "" {
		at = slices.IndexFunc(p.Tenures, func(r desk.Responsible) bool { return r.Appointment.ID == q.Tenure })
	}
	if at < 0 {
		return errs.New(errs.Invalid, "review.no_tenure", "post", post.Title, "from", p.From, "to", p.To).In("tenure")
	}
	p.Who = p.Tenures[at]
	p.From, p.To = max(p.From, p.Who.Appointment.From), min(p.To, p.Who.Appointment.To.AddDays(-1))
	return nil
}

// tenures finds who held the head's post in the period.
func (p *Proposal) tenures(dir *desk.Directory, unit id.ID) (org.Post, bool) {
	post, ok := dir.HeadPost(unit)
	span := period.Range{From: p.From, To: p.To.AddDays(1)}
	for _, ap := range dir.Tenures(post.ID) {
		if ap.Overlaps(span) {
			_, person := dir.Of(ap)
			p.Tenures = append(p.Tenures, desk.Responsible{Unit: p.Unit, Post: post, Person: person, Appointment: ap})
		}
	}
	return post, ok
}

// rulesFor gives the set a review is judged by: the one named, or the nearest of the
// unit's own, or else the newest shipped one in force at the end of the period. A set of a later day is refused by name.
func rulesFor(ctx context.Context, tx *desk.Tx, unit id.ID, who review.Subject, on period.Date, name string) (*review.Set, error) {
	own, err := ownRules(ctx, tx, unit, min(on, tx.Today))
	if err != nil {
		return nil, err
	}
	if name != "" {
		set, ok := ruleset.Find(name)
		for _, k := range own {
			if k.Set.ID == name {
				set, ok = k.Set, true
			}
		}
		if !ok {
			return nil, errs.New(errs.NotFound, "review.no_set", "name", name).In("rules").Try("review.no_set_hint")
		}
		if !set.Valid.Holds(on) {
			return nil, errs.New(errs.Invalid, "review.set_of_another_day", "name", name, "on", on, "from", set.Valid.From).In("rules")
		}
		if !set.For(who) {
			return nil, errs.New(errs.Invalid, "review.set_of_another_subject", "name", name).In("rules")
		}
		if len(set.Levels) > 0 {
			return set, nil // whole already
		}
		return ruleset.Whole(set)
	}
	found := inForce(own, who, on)
	if found != nil {
		return found, nil
	}
	for _, set := range ruleset.Shipped() { // the earliest first
		if set.Over == "" && set.For(who) && set.Valid.Holds(on) {
			found = set
		}
	}
	if found == nil {
		return nil, errs.New(errs.NotFound, "review.no_set_then", "on", on).In("period")
	}
	return found, nil
}

// given carries over what people answered before.
func given(f *review.Facts, before review.Facts) {
	f.Marks, f.Answers = before.Marks, before.Answers
	for name, n := range before.Stated {
		f.State(name, n) // what has its rows by now goes by them
	}
	above := map[string]bool{}
	for _, i := range before.Work {
		above[i.ID] = above[i.ID] || i.Kind == "task" && i.Above
	}
	for k := range f.Work {
		if i := &f.Work[k]; i.Kind == "task" && i.Done && above[i.ID] {
			i.Above = true
		}
	}
}

// grade notes which tasks were done above what was asked: a target says so itself,
// of a task a person does.
func (g Given) grade(f *review.Facts) error {
	for which, yes := range g.Above {
		found := false
		for k := range f.Work {
			i := &f.Work[k]
			if i.ID != which || i.Kind != "task" {
				continue
			}
			if found = true; yes && !i.Done {
				return errs.New(errs.Invalid, "review.above_undone", "name", i.Name).In("above." + which)
			}
			i.Above = yes
		}
		if !found {
			return errs.New(errs.Invalid, "review.above_unknown", "id", which).In("above." + which)
		}
	}
	return nil
}

// Gradable gives the tasks of which it is to be said whether they were done above
// what was asked; none where the rules do not count that.
func (p Proposal) Gradable() (out []review.Item) {
	body, err := json.Marshal(p.Set)
	if err != nil || !bytes.Contains(body, []byte(`.above"`)) {
		return nil
	}
	for _, i := range p.Facts.Work {
		if i.Kind == "task" && i.Done && !slices.ContainsFunc(out, func(o review.Item) bool { return o.ID == i.ID }) {
			out = append(out, i)
		}
	}
	return out
}

// take puts what people answer into the facts. Names that the set does not know are refused.
func (g Given) take(f *review.Facts, set *review.Set) error {
	if f.Marks == nil {
		f.Marks = map[string]measure.Decimal{}
	}
	if f.Answers == nil {
		f.Answers = map[string]bool{}
	}
	most := set.Marks()
	for name, m := range g.Marks {
		max, ok := most[name]
		if !ok {
			return errs.New(errs.Invalid, "review.mark_unknown", "name", name).In("marks." + name)
		}
		if m.Sign() < 0 || m.Cmp(max) > 0 {
			return errs.New(errs.Invalid, "review.mark_outside", "name", name, "max", max).In("marks." + name)
		}
		f.Marks[name] = m
	}
	for name, yes := range g.Answers {
		if !slices.ContainsFunc(set.Asked, func(q review.Question) bool { return q.ID == name }) {
			return errs.New(errs.Invalid, "review.question_unknown", "name", name).In("answers." + name)
		}
		f.Answers[name] = yes
	}
	for name, n := range g.Counts {
		if rows, known := f.Counts[name]; known {
			return errs.New(errs.Invalid, "review.count_known", "name", name, "n", len(rows)).In("counts." + name)
		}
		if n > 10_000 || !f.State(name, n) {
			return errs.New(errs.Invalid, "review.count_unknown", "name", name).In("counts." + name)
		}
	}
	return g.grade(f)
}

// hashOf names a set by what it is.
func hashOf(set *review.Set) (string, error) {
	body, err := json.Marshal(set)
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), err
}
