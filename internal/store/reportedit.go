package store

import (
	"context"
	"time"

	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// InsertReportEdit keeps a version of somebody's words in a report. Conflict where
// another one took its number meanwhile.
func (tx *Tx) InsertReportEdit(ctx context.Context, p edit.Paper, e edit.Edit, by id.ID) error {
	err := tx.exec(ctx, "reportedit.insert", p.Unit, p.Cycle, p.Template, p.No, p.Part(), p.Lang, e.Block, e.Version, e.After, e.Step, e.Words, e.Base, by, e.ByName, e.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "report.edit_meanwhile").Try("report.edit_meanwhile_hint")
	}
	return err
}

// ReportEdits gives every version of people's words in a report, paragraph by
// paragraph.
func (tx *Tx) ReportEdits(ctx context.Context, p edit.Paper) ([]edit.Edit, error) {
	return many(ctx, tx, "reportedit.of", func(s scanner) (e edit.Edit, err error) {
		var at int64
		err = s.Scan(&e.Block, &e.Version, &e.After, &e.Step, &e.Words, &e.Base, &e.ByName, &at)
		e.At = time.UnixMilli(at)
		return e, err
	}, p.Unit, p.Cycle, p.Template, p.No, p.Part(), p.Lang)
}

// InsertFrozen keeps a version of a report for good. Conflict where another one took
// its number meanwhile.
func (tx *Tx) InsertFrozen(ctx context.Context, f edit.Frozen, body []byte, by id.ID) error {
	err := tx.exec(ctx, "reportfreeze.insert", f.Unit, f.Cycle, f.Template, f.No, f.Part(), f.Lang, f.Version, f.Day, f.Title, f.Note, string(body), f.Entries, f.Root, by, f.ByName, f.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "report.edit_meanwhile").Try("report.edit_meanwhile_hint")
	}
	return err
}

// FrozenReports gives the versions of a report that were kept, the first one first.
func (tx *Tx) FrozenReports(ctx context.Context, p edit.Paper) ([]edit.Frozen, error) {
	return many(ctx, tx, "reportfreeze.of", func(s scanner) (edit.Frozen, error) {
		f := edit.Frozen{Paper: p}
		var at int64
		err := s.Scan(&f.Version, &f.Day, &f.Title, &f.Note, &f.Entries, &f.Root, &f.ByName, &at)
		f.At = time.UnixMilli(at)
		return f, err
	}, p.Unit, p.Cycle, p.Template, p.No, p.Part(), p.Lang)
}

// FrozenBody gives what a kept version of a report says. NotFound where there is none.
func (tx *Tx) FrozenBody(ctx context.Context, p edit.Paper, version int64) ([]byte, error) {
	return one(ctx, tx, "reportfreeze.body", func(s scanner) (body []byte, err error) {
		var text string
		err = s.Scan(&text)
		return []byte(text), err
	}, p.Unit, p.Cycle, p.Template, p.No, p.Part(), p.Lang, version)
}
