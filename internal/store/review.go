package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// KeepRuleSet keeps a set of rules whole under its hash, once.
func (tx *Tx) KeepRuleSet(ctx context.Context, hash string, set *review.Set) error {
	_, err := tx.RuleSet(ctx, hash)
	if err == nil || !errs.Is(err, errs.NotFound) {
		return err
	}
	body, err := json.Marshal(set)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "review.insert_set", hash, set.ID, string(body))
}

// RuleSet gives the set of rules kept under a hash. NotFound where there is none.
func (tx *Tx) RuleSet(ctx context.Context, hash string) (*review.Set, error) {
	return one(ctx, tx, "review.set", func(s scanner) (*review.Set, error) {
		var name, body string
		if err := s.Scan(&name, &body); err != nil {
			return nil, err
		}
		set := new(review.Set)
		return set, json.Unmarshal([]byte(body), set)
	}, hash)
}

// InsertReview adds a review. Conflict where the tenure and period has one.
func (tx *Tx) InsertReview(ctx context.Context, d dossier.Dossier) error {
	return tx.exec(ctx, "review.insert", d.ID, d.Unit, string(d.Subject), d.Post, d.Person, d.Tenure, d.Period.Cycle, string(d.Period.Span), d.Period.Part, d.Rules, d.Body)
}

func scanReview(s scanner) (d dossier.Dossier, err error) {
	err = s.Scan(&d.ID, &d.Unit, &d.Subject, &d.Post, &d.Person, &d.Tenure, &d.Period.Cycle, &d.Period.Span, &d.Period.Part, &d.Rules, &d.Body)
	return d, err
}

// Review gives a review with all its steps. NotFound where there is none.
func (tx *Tx) Review(ctx context.Context, which id.ID) (dossier.Dossier, error) {
	d, err := one(ctx, tx, "review.by_id", scanReview, which)
	if err != nil {
		return d, err
	}
	steps, err := many(ctx, tx, "review.steps", scanReviewStep, which)
	for _, s := range steps {
		d.Steps = append(d.Steps, s.Taken)
	}
	return d, err
}

// ReviewOf finds the review of a subject over a period. NotFound where there is none.
func (tx *Tx) ReviewOf(ctx context.Context, d dossier.Dossier) (dossier.Dossier, error) {
	found, err := one(ctx, tx, "review.of", scanReview, d.Unit, d.Period.Cycle, string(d.Period.Span), d.Period.Part, string(d.Subject), d.Tenure)
	if err != nil {
		return found, err
	}
	return tx.Review(ctx, found.ID)
}

// ReviewsOf gives the reviews of some units over a period, each with its newest
// step only, and that without its facts.
func (tx *Tx) ReviewsOf(ctx context.Context, units []id.ID, p dossier.Period) ([]dossier.Dossier, error) {
	list, err := manyOf(ctx, tx, "review.of_units", scanReview, units, p.Cycle, string(p.Span), p.Part)
	if err != nil {
		return nil, err
	}
	return list, tx.lastSteps(ctx, list)
}

// ReviewsBefore does so as of just before an instant, those that had been begun;
// a zero instant means now.
func (tx *Tx) ReviewsBefore(ctx context.Context, units []id.ID, p dossier.Period, before time.Time) ([]dossier.Dossier, error) {
	if before.IsZero() {
		return tx.ReviewsOf(ctx, units, p)
	}
	list, err := manyOf(ctx, tx, "review.of_units", scanReview, units, p.Cycle, string(p.Span), p.Part)
	if err != nil {
		return nil, err
	}
	if err := tx.stepsOf(ctx, list, "review.last_steps_before", before.UnixMilli()); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(d dossier.Dossier) bool { return len(d.Steps) == 0 }), nil
}

// ReviewsOfPerson gives the reviews of a person in a year, as ReviewsOf does.
func (tx *Tx) ReviewsOfPerson(ctx context.Context, person id.ID, d dossier.Dossier) ([]dossier.Dossier, error) {
	list, err := many(ctx, tx, "review.of_person", scanReview, person, d.Period.Cycle)
	if err != nil {
		return nil, err
	}
	return list, tx.lastSteps(ctx, list)
}

func (tx *Tx) lastSteps(ctx context.Context, list []dossier.Dossier) error {
	return tx.stepsOf(ctx, list, "review.last_steps")
}

func (tx *Tx) stepsOf(ctx context.Context, list []dossier.Dossier, query string, args ...any) error {
	ids, at := make([]id.ID, len(list)), map[id.ID]int{}
	for i, d := range list {
		ids[i], at[d.ID] = d.ID, i
	}
	steps, err := manyOf(ctx, tx, query, scanReviewStep, ids, args...)
	for _, s := range steps {
		d := &list[at[s.review]]
		d.Steps = append(d.Steps, s.Taken)
	}
	return err
}

type reviewStep struct {
	review id.ID
	dossier.Taken
}

func scanReviewStep(s scanner) (r reviewStep, err error) {
	var facts, result string
	var at int64
	if err = s.Scan(&r.review, &r.Place, &r.Step, &facts, &result, &r.Level, &r.Reason, &r.Account, &r.Person, &r.ByName, &at, &r.On); err != nil {
		return r, err
	}
	r.At = time.UnixMilli(at)
	if facts != "" {
		if err := json.Unmarshal([]byte(facts), &r.Facts); err != nil {
			return r, err
		}
	}
	return r, json.Unmarshal([]byte(result), &r.Result)
}

// InsertReviewStep adds a step to a review.
func (tx *Tx) InsertReviewStep(ctx context.Context, which id.ID, t dossier.Taken) error {
	facts, err := json.Marshal(t.Facts)
	if err != nil {
		return err
	}
	result, err := json.Marshal(t.Result)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "review.insert_step", which, t.Place, string(t.Step), string(facts), string(result), t.Level, t.Reason, t.Account, t.Person, t.ByName, t.At.UnixMilli(), t.On)
}

// DropReviewStep takes a step out of a review, and with its first the review itself.
func (tx *Tx) DropReviewStep(ctx context.Context, which id.ID, place int) error {
	if err := tx.execOne(ctx, "review.delete_step", which, place); err != nil || place > 1 {
		return err
	}
	return tx.execOne(ctx, "review.delete", which)
}

// InsertReviewComment adds a comment to a review.
func (tx *Tx) InsertReviewComment(ctx context.Context, which id.ID, c dossier.Comment) error {
	return tx.exec(ctx, "review.insert_comment", c.ID, which, c.Field, c.Place, c.Text, c.Account, c.Person, c.ByName, c.At.UnixMilli())
}

// ReviewComments gives the comments on a review, in order.
func (tx *Tx) ReviewComments(ctx context.Context, which id.ID) ([]dossier.Comment, error) {
	return many(ctx, tx, "review.comments", func(s scanner) (c dossier.Comment, err error) {
		var at int64
		err = s.Scan(&c.ID, &c.Field, &c.Place, &c.Text, &c.Account, &c.Person, &c.ByName, &at)
		c.At = time.UnixMilli(at)
		return c, err
	}, which)
}
