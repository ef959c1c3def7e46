package reviews

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// Move is a step of a review with what people answer in it.
type Move struct {
	Step   dossier.Step
	Given  Given
	Level  string // proposed by who takes the step; of Decide: decided
	Reason string
	Raised bool        // the authority finds outstanding results: the raised cap holds
	On     period.Date // of a notice and a petition: the day it was given; today where empty
}

// AssessReview opens a review, or goes on with one that was returned or reopened: the
// facts are frozen and the unit's own answers kept. The period must be over.
func (a *Wing) AssessReview(ctx context.Context, actor access.Actor, q Query, m Move) (id.ID, error) {
	var which id.ID
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(q.Unit))
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.Dir.May(access.AssessReview, unit); err != nil {
			return desk.Entry{}, err
		}
		p, err := propose(ctx, tx, unit, q)
		if err != nil {
			return desk.Entry{}, err
		}
		if !p.Over {
			return desk.Entry{}, errs.New(errs.Invalid, "review.not_over", "to", p.To).In("period")
		}
		d, err := opened(ctx, tx, unit, &p)
		if err != nil {
			return desk.Entry{}, err
		}
		which = d.ID
		m.Step = dossier.Assess
		return desk.Entry{Action: "review.assessed", Object: d.ID, Unit: unit}, step(ctx, tx, d, &p, m)
	})
	return which, err
}

// opened gives the review of a proposal, made now where there is none.
func opened(ctx context.Context, tx *desk.Tx, unit id.ID, p *Proposal) (dossier.Dossier, error) {
	if p.Dossier != nil {
		return *p.Dossier, nil
	}
	hash, err := hashOf(p.Set)
	if err != nil {
		return dossier.Dossier{}, err
	}
	if err := tx.KeepRuleSet(ctx, hash, p.Set); err != nil {
		return dossier.Dossier{}, err
	}
	d := dossier.Dossier{ID: tx.Mint(), Unit: unit, Subject: p.subject(), Post: p.Who.Post.ID, Person: p.Who.Person.ID, Tenure: p.Who.Appointment.ID,
		Period: p.Period, Rules: p.Set.ID, Body: hash}
	return d, tx.InsertReview(ctx, d)
}

// step judges with what is given and adds the step.
func step(ctx context.Context, tx *desk.Tx, d dossier.Dossier, p *Proposal, m Move) error {
	if err := m.Given.take(&p.Facts, p.Set); err != nil {
		return err
	}
	if m.Level != "" {
		if _, ok := p.Set.Level(m.Level); !ok {
			return errs.New(errs.Invalid, "review.level_unknown", "level", m.Level).In("level")
		}
	}
	p.judge()
	t := dossier.Taken{Place: len(d.Steps) + 1, Step: m.Step, Facts: p.Facts, Result: p.Result, Level: m.Level, Reason: strings.TrimSpace(m.Reason),
		Account: tx.Actor.Account, Person: tx.Actor.Person, ByName: tx.Name(), At: tx.Now}
	if err := petitioned(tx, d, p, m, &t); err != nil {
		return err
	}
	if err := d.Check(t); err != nil {
		return err
	}
	if by, lent := tx.Lent(); lent { // nor what the one away may not: their own review, a second step of theirs
		theirs := t
		theirs.Account, theirs.Person = by.Account, by.Person
		if err := d.Check(theirs); err != nil {
			return err
		}
	}
	if m.Step == dossier.Decide || m.Step == dossier.Answer && t.Level != d.Level() {
		if err := capped(ctx, tx, d, p, m); err != nil {
			return err
		}
	}
	return tx.InsertReviewStep(ctx, d.ID, t)
}

// rights are what each step asks, of the unit above the one reviewed; assessing and
// petitioning are asked of the unit itself.
var rights = map[dossier.Step]access.Action{dossier.Assess: access.AssessReview, dossier.Verify: access.VerifyReview, dossier.Return: access.VerifyReview, dossier.Decide: access.DecideReview,
	dossier.Reopen: access.DecideReview, dossier.Notify: access.VerifyReview, dossier.Petition: access.AssessReview, dossier.Answer: access.DecideReview}

// asks gives what a step asks, and of which unit.
func asks(dir *desk.Directory, d dossier.Dossier, s dossier.Step) (access.Action, id.ID) {
	if s == dossier.Assess || s == dossier.Petition {
		return rights[s], d.Unit
	}
	return rights[s], above(dir, d)
}

var done = map[dossier.Step]string{dossier.Assess: "assessed", dossier.Verify: "verified", dossier.Return: "returned", dossier.Decide: "decided", dossier.Reopen: "reopened",
	dossier.Notify: "notified", dossier.Petition: "petitioned", dossier.Answer: "answered"}

// StepReview takes a review on: verified, returned, decided, made known, petitioned
// against, answered or reopened. The work stays as it was frozen; what other reviews
// have decided meanwhile goes in.
func (a *Wing) StepReview(ctx context.Context, actor access.Actor, which id.ID, m Move) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d, err := tx.Review(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		action, of := asks(tx.Dir, d, m.Step)
		known := action != "" && m.Step != dossier.Assess
		if !known {
			action, of = access.DecideReview, above(tx.Dir, d)
		}
		if err := tx.Dir.May(action, of); err != nil {
			return desk.Entry{}, err
		}
		if !known {
			return desk.Entry{}, errs.New(errs.Invalid, "review.step_unknown", "step", string(m.Step)).In("step")
		}
		p, err := frozen(ctx, tx, d)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "review." + done[m.Step], Object: d.ID, Unit: d.Unit}, step(ctx, tx, d, &p, m)
	})
}

// above is the unit whose people verify and decide: the one directly above, or the
// unit itself where nothing stands above it.
func above(dir *desk.Directory, d dossier.Dossier) id.ID {
	_, to := d.Period.Days()
	path := dir.Tree(min(to, dir.Today())).Path(d.Unit)
	if len(path) > 1 {
		return path[1]
	}
	return d.Unit
}

// frozen makes a proposal again from the newest step of a review.
func frozen(ctx context.Context, tx *desk.Tx, d dossier.Dossier) (Proposal, error) {
	p := Proposal{Period: d.Period, Dossier: &d, Over: true}
	p.From, p.To = d.Period.Days()
	var err error
	if p.Set, err = tx.RuleSet(ctx, d.Body); err != nil {
		return p, err
	}
	if d.Subject == review.Head {
		if err := p.who(tx, d.Unit, Query{Subject: review.Head, Tenure: d.Tenure}); err != nil {
			return p, err
		}
	}
	p.Facts.Counts = map[string][]review.Row{}
	if err := p.counts(ctx, tx, d.Unit); err != nil {
		return p, err
	}
	last, _ := d.Last()
	given(&p.Facts, last.Facts)
	p.Facts.Work = last.Facts.Work
	return p, nil
}

// capped refuses a decision that passes a cap, with the arithmetic.
func capped(ctx context.Context, tx *desk.Tx, d dossier.Dossier, p *Proposal, m Move) error {
	group, size, err := groupOf(ctx, tx, d)
	if err != nil {
		return err
	}
	for _, c := range p.Set.Capped(d.Subject, append(group, m.Level), size, m.Raised) {
		cap := capNamed(p.Set, c.ID)
		if c.Over > 0 && cap.Level == m.Level {
			level, _ := p.Set.Level(cap.Level)
			return errs.New(errs.Invalid, "review.cap_passed", "level", level.Name.Vi, "percent", c.Percent, "of", c.Of, "allowed", c.Allowed, "rated", c.Rated, "cite", cap.Source.Cite).
				In("level").Try("review.cap_hint", "rival", max(c.RivalAllowed, c.Allowed))
		}
	}
	return nil
}

func capNamed(s *review.Set, name string) review.Cap {
	for _, c := range s.Caps {
		if c.ID == name {
			return c
		}
	}
	return review.Cap{}
}

// groupOf gives the levels decided for the others under the same unit, and how many
// sub-units that has (-1 for heads: the rule for small bodies counts units).
func groupOf(ctx context.Context, tx *desk.Tx, d dossier.Dossier) (levels []string, subunits int, err error) {
	_, to := d.Period.Days()
	var ids []id.ID
	for _, c := range tx.Dir.Tree(min(to, tx.Today)).Children(above(tx.Dir, d)) {
		ids = append(ids, c.ID)
	}
	others, err := tx.ReviewsOf(ctx, ids, d.Period)
	for _, o := range others {
		if o.ID != d.ID && o.Subject == d.Subject && o.Rules == d.Rules && o.Level() != "" {
			levels = append(levels, o.Level())
		}
	}
	if d.Subject == review.Head {
		return levels, -1, err
	}
	return levels, len(ids), err
}
