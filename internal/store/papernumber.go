package store

import (
	"context"
	"time"

	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// InsertNumber keeps a number that a paper was given. Conflict where another paper
// took it meanwhile.
func (tx *Tx) InsertNumber(ctx context.Context, n edit.Numbered, by id.ID) error {
	err := tx.exec(ctx, "papernumber.insert", n.Unit, n.Series, n.Kind, n.No, n.Sign, n.Title, n.On, n.Paper.Cycle, n.Paper.Template, n.Paper.No, n.Paper.Part(), n.Paper.Lang, n.Version, by, n.ByName, n.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "report.number_taken", "no", n.No).Try("report.edit_meanwhile_hint")
	}
	return err
}

// Numbers gives every number of a body, the newest series first, in it the newest number.
func (tx *Tx) Numbers(ctx context.Context, unit id.ID) ([]edit.Numbered, error) {
	type entry struct {
		series, kind string
		no           int
	}
	was := map[entry][]edit.NumberedWas{}
	if _, err := many(ctx, tx, "papernumber.corrections", func(s scanner) (struct{}, error) {
		var of entry
		var w edit.NumberedWas
		var at int64
		err := s.Scan(&of.series, &of.kind, &of.no, &w.Sign, &w.Title, &w.On, &w.Reason, &w.ByName, &at)
		w.At = time.UnixMilli(at)
		was[of] = append(was[of], w)
		return struct{}{}, err
	}, unit); err != nil {
		return nil, err
	}
	return many(ctx, tx, "papernumber.of", func(s scanner) (edit.Numbered, error) {
		n := edit.Numbered{Unit: unit, Paper: edit.Paper{Unit: unit}}
		var at int64
		var part string
		err := s.Scan(&n.Series, &n.Kind, &n.No, &n.Sign, &n.Title, &n.On, &n.Paper.Cycle, &n.Paper.Template, &n.Paper.No, &part, &n.Paper.Lang, &n.Version, &n.Cancelled, &n.CancelledBy, &n.ByName, &at)
		n.Paper.OfPart(part)
		n.At, n.Was = time.UnixMilli(at), was[entry{n.Series, n.Kind, n.No}]
		return n, err
	}, unit)
}

// CorrectNumber has an entry say what now says, and keeps what it said. Conflict
// where somebody else put it right meanwhile.
func (tx *Tx) CorrectNumber(ctx context.Context, now, was edit.Numbered, why string, by id.ID, name string, at time.Time) error {
	err := tx.exec(ctx, "papernumber.corrected", was.Unit, was.Series, was.Kind, was.No, len(was.Was)+1, was.Sign, was.Title, was.On, why, by, name, at.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "report.number_meanwhile", "no", was.No)
	}
	if err != nil {
		return err
	}
	return tx.exec(ctx, "papernumber.correct", was.Unit, was.Series, was.Kind, was.No, now.Sign, now.Title, now.On)
}

// CancelNumber writes why a number is of no paper.
func (tx *Tx) CancelNumber(ctx context.Context, n edit.Numbered, why, by string) error {
	return tx.exec(ctx, "papernumber.cancel", n.Unit, n.Series, n.Kind, n.No, why, by)
}
