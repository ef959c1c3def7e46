package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/review/dossier"
)

// InsertOwnRules adds a rule file of a unit's own. Conflict where its name is taken.
func (tx *Tx) InsertOwnRules(ctx context.Context, o dossier.OwnRules) error {
	return tx.exec(ctx, "review.insert_own", o.ID, o.Unit, o.Name, o.Body, o.File, o.By, o.ByName, o.At.UnixMilli())
}

func scanOwnRules(s scanner) (o dossier.OwnRules, err error) {
	var at int64
	err = s.Scan(&o.ID, &o.Unit, &o.Name, &o.Body, &o.File, &o.By, &o.ByName, &at)
	o.At = time.UnixMilli(at)
	return o, err
}

// OwnRules gives the rule files of some units, the oldest first.
func (tx *Tx) OwnRules(ctx context.Context, units []id.ID) ([]dossier.OwnRules, error) {
	return manyOf(ctx, tx, "review.own_of", scanOwnRules, units)
}

// OwnRulesFile gives one rule file. NotFound where there is none.
func (tx *Tx) OwnRulesFile(ctx context.Context, which id.ID) (dossier.OwnRules, error) {
	return one(ctx, tx, "review.own_by_id", scanOwnRules, which)
}

// DropOwnRules takes a rule file out; the set it made stays under its hash.
func (tx *Tx) DropOwnRules(ctx context.Context, which id.ID) error {
	return tx.execOne(ctx, "review.delete_own", which)
}

// JudgedBy counts the reviews judged by the set of a hash.
func (tx *Tx) JudgedBy(ctx context.Context, hash string) (int, error) {
	return one(ctx, tx, "review.judged_by", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, hash)
}
