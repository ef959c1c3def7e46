package store

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/edit"
	"dondoc/internal/id"
)

// InsertForm keeps an office's own form; its bytes are contents.
func (tx *Tx) InsertForm(ctx context.Context, f edit.Form, by id.ID) error {
	return tx.exec(ctx, "paperform.insert", f.ID, f.Unit, f.Name, strings.Join(f.Places, " "), f.Bytes, f.SHA256, by, f.ByName, f.At.UnixMilli())
}

func scanForm(s scanner) (f edit.Form, err error) {
	var places string
	var at, ended int64
	err = s.Scan(&f.ID, &f.Unit, &f.Name, &places, &f.Bytes, &f.SHA256, &f.ByName, &at, &ended, &f.EndedBy)
	f.Places, f.At = strings.Fields(places), time.UnixMilli(at)
	if ended > 0 {
		f.Ended = time.UnixMilli(ended)
	}
	return f, err
}

// Forms gives the forms of a unit, those out of use too, the first one first.
func (tx *Tx) Forms(ctx context.Context, unit id.ID) ([]edit.Form, error) {
	return many(ctx, tx, "paperform.of", scanForm, unit)
}

// Form gives one form. NotFound where there is none.
func (tx *Tx) Form(ctx context.Context, which id.ID) (edit.Form, error) {
	return one(ctx, tx, "paperform.get", scanForm, which)
}

// EndForm takes a form out of use.
func (tx *Tx) EndForm(ctx context.Context, which id.ID, at time.Time, by string) error {
	return tx.exec(ctx, "paperform.end", which, at.UnixMilli(), by)
}
