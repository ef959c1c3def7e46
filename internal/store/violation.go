package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/violation"
)

// InsertViolation adds an entry to the register of violations.
func (tx *Tx) InsertViolation(ctx context.Context, v violation.Violation) error {
	return tx.exec(ctx, "violation.insert", v.ID, v.Unit, v.Kind, v.On, v.Place, v.What, v.Cases, v.People, v.Area, v.Handling, v.HandledOn, v.Decision, v.Fine,
		v.Source, v.Invented, v.Struck, v.By, v.ByName, v.At.UnixMilli())
}

func scanViolation(s scanner) (v violation.Violation, err error) {
	var at int64
	err = s.Scan(&v.ID, &v.Unit, &v.Kind, &v.On, &v.Place, &v.What, &v.Cases, &v.People, &v.Area, &v.Handling, &v.HandledOn, &v.Decision, &v.Fine,
		&v.Source, &v.Invented, &v.Struck, &v.By, &v.ByName, &at)
	v.At = time.UnixMilli(at)
	return v, err
}

// Violation finds an entry. NotFound where there is none.
func (tx *Tx) Violation(ctx context.Context, which id.ID) (violation.Violation, error) {
	return one(ctx, tx, "violation.by_id", scanViolation, which)
}

// ViolationsOf gives what happened in some units from one day to another, both included.
func (tx *Tx) ViolationsOf(ctx context.Context, units []id.ID, from, to period.Date) ([]violation.Violation, error) {
	return manyOf(ctx, tx, "violation.of_units", scanViolation, units, from, to)
}

// AmendViolation keeps an entry as it is read after a correction.
func (tx *Tx) AmendViolation(ctx context.Context, v violation.Violation) error {
	return tx.execOne(ctx, "violation.amend", v.ID, v.Kind, v.On, v.Place, v.What, v.Cases, v.People, v.Area, v.Handling, v.HandledOn, v.Decision, v.Fine, v.Source, v.Struck)
}

// InsertViolationFeed has a target take its counts from a kind. Conflict where it does.
func (tx *Tx) InsertViolationFeed(ctx context.Context, target id.ID, kind string, by id.ID, byName string, at time.Time) error {
	return tx.exec(ctx, "violation.insert_feed", target, kind, by, byName, at.UnixMilli())
}

// DropViolationFeed ends that. NotFound where it does not.
func (tx *Tx) DropViolationFeed(ctx context.Context, target id.ID, kind string) error {
	return tx.execOne(ctx, "violation.drop_feed", target, kind)
}

// ViolationFeeds gives the kinds that some targets take their counts from.
func (tx *Tx) ViolationFeeds(ctx context.Context, targets []id.ID) (map[id.ID][]string, error) {
	out := map[id.ID][]string{}
	_, err := manyOf(ctx, tx, "violation.feeds_of", func(s scanner) (kind string, err error) {
		var target id.ID
		if err = s.Scan(&target, &kind); err == nil {
			out[target] = append(out[target], kind)
		}
		return kind, err
	}, targets)
	return out, err
}
