package store

import (
	"context"

	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// WaitingRef points at a figure that is not approved yet, with whose it is.
type WaitingRef struct {
	Observation, Target, Unit, AnswerUnit, By id.ID
	State                                     approval.State
	LastBy                                    id.ID // who took its last step
	Month                                     period.Month
	Document                                  id.ID // of the target
}

func scanWaiting(s scanner) (w WaitingRef, err error) {
	err = s.Scan(&w.Observation, &w.Target, &w.Unit, &w.AnswerUnit, &w.By, &w.State, &w.LastBy, &w.Month, &w.Document)
	return w, err
}

// WaitingOf points at an account's own figures that are not approved, the oldest first.
func (tx *Tx) WaitingOf(ctx context.Context, account id.ID, limit int) ([]WaitingRef, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "waiting.of_author", scanWaiting, account, limit)
}

// WaitingIn points at an account's own figures of a month for the targets a
// unit has or answers for.
func (tx *Tx) WaitingIn(ctx context.Context, account, unit id.ID, month period.Month) ([]WaitingRef, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "waiting.of_author_in", scanWaiting, account, month, unit)
}

// WaitingFor points at figures in a state for targets of the units or answered
// by them, the oldest first, but those that the account reported or took the
// last step with.
func (tx *Tx) WaitingFor(ctx context.Context, state approval.State, units []id.ID, but id.ID, limit int) ([]WaitingRef, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return manyOf(ctx, tx, "waiting.of_units", scanWaiting, units, state, but, limit)
}

// WaitingAnywhere does so for all units, a page at a time.
func (tx *Tx) WaitingAnywhere(ctx context.Context, state approval.State, but id.ID, limit, from int) ([]WaitingRef, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	return many(ctx, tx, "waiting.oldest", scanWaiting, state, but, limit, from)
}

// EvidenceOf gives the files of figures, by figure.
func (tx *Tx) EvidenceOf(ctx context.Context, figures []id.ID) (map[id.ID][]target.Evidence, error) {
	all, err := manyOf(ctx, tx, "facts.evidence", scanEvidence, figures)
	out := map[id.ID][]target.Evidence{}
	for _, e := range all {
		out[e.Observation] = append(out[e.Observation], e)
	}
	return out, err
}

// ReportedIn gives the targets that a unit has or answers for and that have a
// figure of a month, whatever became of it but withdrawn.
func (tx *Tx) ReportedIn(ctx context.Context, unit id.ID, month period.Month) (map[id.ID]bool, error) {
	all, err := many(ctx, tx, "waiting.reported", scanID, unit, month.Cycle(), month)
	out := map[id.ID]bool{}
	for _, t := range all {
		out[t] = true
	}
	return out, err
}
