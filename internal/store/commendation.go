package store

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review/dossier"
)

// KeepAwardRules keeps a set of rules of commendation whole under its hash, once.
func (tx *Tx) KeepAwardRules(ctx context.Context, hash string, set *commendation.Set) error {
	_, err := tx.AwardRules(ctx, hash)
	if err == nil || !errs.Is(err, errs.NotFound) {
		return err
	}
	body, err := json.Marshal(set)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "review.insert_set", hash, set.ID, string(body))
}

// AwardRules gives the set of rules kept under a hash. NotFound where there is none.
func (tx *Tx) AwardRules(ctx context.Context, hash string) (*commendation.Set, error) {
	return one(ctx, tx, "review.set", func(s scanner) (*commendation.Set, error) {
		var name, body string
		if err := s.Scan(&name, &body); err != nil {
			return nil, err
		}
		set := new(commendation.Set)
		return set, json.Unmarshal([]byte(body), set)
	}, hash)
}

// InsertNomination adds a nomination, without its steps.
func (tx *Tx) InsertNomination(ctx context.Context, n nomination.Nomination) error {
	return tx.exec(ctx, "commendation.insert", n.ID, n.Unit, n.Decider, string(n.Subject), n.Person, n.Tenure, n.Cycle, n.Award, n.Occasion, n.Received, n.Rules, n.Body)
}

func scanNomination(s scanner) (n nomination.Nomination, err error) {
	err = s.Scan(&n.ID, &n.Unit, &n.Decider, &n.Subject, &n.Person, &n.Tenure, &n.Cycle, &n.Award, &n.Occasion, &n.Received, &n.Rules, &n.Body)
	return n, err
}

// Nomination gives a nomination with its steps. NotFound where there is none.
func (tx *Tx) Nomination(ctx context.Context, which id.ID) (nomination.Nomination, error) {
	n, err := one(ctx, tx, "commendation.by_id", scanNomination, which)
	if err != nil {
		return n, err
	}
	list := []nomination.Nomination{n}
	err = tx.nominationSteps(ctx, list)
	return list[0], err
}

// NominationsOf gives the nominations of a year that some units put forward, and
// those that a body decides on, each once.
func (tx *Tx) NominationsOf(ctx context.Context, units []id.ID, decider id.ID, year period.Cycle) ([]nomination.Nomination, error) {
	list, err := manyOf(ctx, tx, "commendation.of_year", scanNomination, units, year)
	if err != nil {
		return nil, err
	}
	decided, err := many(ctx, tx, "commendation.by_decider", scanNomination, decider, year)
	if err != nil {
		return nil, err
	}
	seen := map[id.ID]bool{}
	for _, n := range list {
		seen[n.ID] = true
	}
	for _, n := range decided {
		if !seen[n.ID] {
			list = append(list, n)
		}
	}
	return list, tx.nominationSteps(ctx, list)
}

// NominationsBefore gives all nominations up to a year of some collectives and people.
func (tx *Tx) NominationsBefore(ctx context.Context, units, people []id.ID, year period.Cycle) ([]nomination.Nomination, error) {
	list, err := manyOf(ctx, tx, "commendation.of_units", scanNomination, units, year)
	if err != nil {
		return nil, err
	}
	more, err := manyOf(ctx, tx, "commendation.of_people", scanNomination, people, year)
	if err != nil {
		return nil, err
	}
	list = append(list, more...)
	return list, tx.nominationSteps(ctx, list)
}

func (tx *Tx) nominationSteps(ctx context.Context, list []nomination.Nomination) error {
	ids, at := make([]id.ID, len(list)), map[id.ID]int{}
	for i, n := range list {
		ids[i], at[n.ID] = n.ID, i
	}
	_, err := manyOf(ctx, tx, "commendation.steps", func(s scanner) (t nomination.Taken, err error) {
		var of id.ID
		var said string
		var ms int64
		if err = s.Scan(&of, &t.Place, &t.Step, &said, &t.Account, &t.Person, &t.ByName, &ms); err != nil {
			return t, err
		}
		t.At = time.UnixMilli(ms)
		if err = json.Unmarshal([]byte(said), &t.Said); err == nil {
			n := &list[at[of]]
			n.Steps = append(n.Steps, t)
		}
		return t, err
	}, ids)
	return err
}

// InsertNominationStep adds a step to a nomination.
func (tx *Tx) InsertNominationStep(ctx context.Context, which id.ID, t nomination.Taken) error {
	said, err := json.Marshal(t.Said)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "commendation.insert_step", which, t.Place, string(t.Step), string(said), t.Account, t.Person, t.ByName, t.At.UnixMilli())
}

// InsertHeld adds a matter during which nobody is commended.
func (tx *Tx) InsertHeld(ctx context.Context, h nomination.Held) error {
	return tx.exec(ctx, "commendation.insert_hold", h.ID, h.Unit, h.Person, h.Kind, h.From, h.Closed, h.Text, h.Outcome, h.By, h.ByName, h.At.UnixMilli())
}

// CloseHeld notes that it is over. NotFound where there is none.
func (tx *Tx) CloseHeld(ctx context.Context, which id.ID, on period.Date, outcome string) error {
	return tx.execOne(ctx, "commendation.close_hold", which, on, outcome)
}

func scanHeld(s scanner) (h nomination.Held, err error) {
	var at int64
	err = s.Scan(&h.ID, &h.Unit, &h.Person, &h.Kind, &h.From, &h.Closed, &h.Text, &h.Outcome, &h.By, &h.ByName, &at)
	h.At = time.UnixMilli(at)
	return h, err
}

// Held finds one. NotFound where there is none.
func (tx *Tx) Held(ctx context.Context, which id.ID) (nomination.Held, error) {
	return one(ctx, tx, "commendation.hold", scanHeld, which)
}

// HeldOf gives the matters of some units, their people's with them, and of some people.
func (tx *Tx) HeldOf(ctx context.Context, units, people []id.ID) ([]nomination.Held, error) {
	list, err := manyOf(ctx, tx, "commendation.holds_of_units", scanHeld, units)
	if err != nil {
		return nil, err
	}
	more, err := manyOf(ctx, tx, "commendation.holds_of_people", scanHeld, people)
	seen := map[id.ID]bool{}
	for _, h := range list {
		seen[h.ID] = true
	}
	for _, h := range more {
		if !seen[h.ID] {
			list = append(list, h)
		}
	}
	return list, err
}

// ReviewsOfPeople gives the reviews of some people in a year, as ReviewsOf does.
func (tx *Tx) ReviewsOfPeople(ctx context.Context, people []id.ID, year period.Cycle) ([]dossier.Dossier, error) {
	list, err := manyOf(ctx, tx, "review.of_people", scanReview, people, year)
	if err != nil {
		return nil, err
	}
	return list, tx.lastSteps(ctx, list)
}
