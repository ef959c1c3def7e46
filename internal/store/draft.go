package store

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// InsertDraft keeps a version of a year's plan under preparation. Conflict where
// another one took its number meanwhile.
func (tx *Tx) InsertDraft(ctx context.Context, d draft.Draft, by id.ID) error {
	rows, err := json.Marshal(d.Rows)
	if err != nil {
		return err
	}
	err = tx.exec(ctx, "draft.insert", d.Unit, d.Cycle, d.From, d.Version, string(rows), d.Opened, by, d.ByName, d.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "draft.changed_meanwhile").Try("draft.changed_meanwhile_hint")
	}
	return err
}

// Drafts gives a unit's plans under preparation for a year, each as it was kept last.
func (tx *Tx) Drafts(ctx context.Context, unit id.ID, cycle period.Cycle) ([]draft.Draft, error) {
	return many(ctx, tx, "draft.newest", func(s scanner) (d draft.Draft, err error) {
		var rows string
		var at int64
		if err = s.Scan(&d.Unit, &d.Cycle, &d.From, &d.Version, &rows, &d.Opened, &d.ByName, &at); err != nil {
			return d, err
		}
		d.At = time.UnixMilli(at)
		return d, json.Unmarshal([]byte(rows), &d.Rows)
	}, unit, cycle)
}
