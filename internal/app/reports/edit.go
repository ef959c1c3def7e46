package reports

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Composer writes reports in a language; see report.Composer.
type Composer interface {
	Lang() string
	// Words reads what was typed in the place of a paragraph, and gives it with the
	// program's own words, both as edits keep them. NotFound where there is no such
	// paragraph, Invalid where a figure is none of the report's.
	Words(m Material, block, typed string) (words, base string, err error)
	// Body gives the whole report, to be kept.
	Body(m Material) (title string, body []byte, err error)
}

// paper names the report of a question.
func paper(unit id.ID, q Query, m Material, lang string) edit.Paper {
	span := q.Span
	if span.Template == "" {
		span.Template = OfYear
	}
	return edit.Paper{Unit: unit, Cycle: q.Cycle, Template: span.Template, No: span.No, Field: m.Field, Head: m.Post.Post.ID, Lang: lang}
}

// named is a material that names the part of the unit which is asked for, to find
// what was kept of it.
func (q Query) named(ctx context.Context, tx *desk.Tx, unit id.ID) (m Material, err error) {
	switch m.Field = q.Field; {
	case q.Head == "":
	case id.ID(q.Head).Valid():
		m.Post.Post.ID = id.ID(q.Head)
	default: // by a title: of one who answers for something in the report
		return MaterialOf(ctx, tx, unit, q)
	}
	return m, nil
}

// words adds what people made of the report until the day it is known of.
func (m *Material) words(ctx context.Context, tx *desk.Tx, unit id.ID, q Query) error {
	if q.Lang == "" {
		return nil
	}
	p := paper(unit, q, *m, q.Lang)
	all, err := tx.ReportEdits(ctx, p)
	if err != nil {
		return err
	}
	before := q.AsKnown.EndOfDayOrNow()
	for _, e := range all {
		if before.IsZero() || e.At.Before(before) {
			m.Versions = append(m.Versions, e)
		}
	}
	m.Edits = edit.Newest(m.Versions)
	if m.Frozen, err = frozenOf(ctx, tx, unit, p); err != nil {
		return err
	}
	m.May = tx.Dir.Can(access.WriteReports, unit)
	return nil
}

// NewEdit is what somebody makes of a paragraph.
type NewEdit struct {
	Block string // key of the paragraph; "" for one of one's own
	After string // of one's own: the paragraph it follows
	Step  edit.Step
	Typed string // the words, figures in brackets
	Seen  int64  // the version it was made from; 0 for the program's words
}

// EditReport keeps somebody's words in a report and gives the key of the paragraph.
// Conflict where it was edited meanwhile.
func (a *Wing) EditReport(ctx context.Context, actor access.Actor, q Query, in NewEdit, by Composer) (block string, err error) {
	e := edit.Edit{Block: in.Block, After: in.After, Step: in.Step}
	q.AsKnown, q.Lang = "", by.Lang()
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, m, err := writable(ctx, tx, q)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := in.check(); err != nil {
			return desk.Entry{}, err
		}
		if e.Block == "" {
			e.Block = edit.NewOwn(tx.Now)
		}
		for _, v := range m.Versions {
			if v.Block == e.Block && v.Version > e.Version {
				e.Version, e.After = v.Version, v.After
			}
		}
		if e.Own() && in.Block != "" && e.Version == 0 {
			return desk.Entry{}, errs.New(errs.NotFound, "report.edit_unknown", "block", in.Block).In("block")
		}
		if e.Version != in.Seen {
			return desk.Entry{}, errs.New(errs.Conflict, "report.edit_meanwhile").Try("report.edit_meanwhile_hint")
		}
		if e.Words, e.Base, err = by.Words(m, e.Block, in.Typed); err != nil {
			return desk.Entry{}, err
		}
		e.Version, e.ByName, e.At = e.Version+1, tx.Name(), tx.Now
		return desk.Entry{Action: "report.edited", Object: unit, Unit: unit}, tx.InsertReportEdit(ctx, paper(unit, q, m, q.Lang), e, tx.Actor.Account)
	})
	return e.Block, err
}

func (in NewEdit) check() error {
	switch {
	case !in.Step.Valid():
		return errs.New(errs.Invalid, "report.edit_step").In("step")
	case desk.Bad(in.Typed):
		return errs.New(errs.Invalid, "app.text_bad").In("words")
	case in.Step == edit.Worded && strings.TrimSpace(in.Typed) == "":
		return errs.New(errs.Invalid, "report.edit_empty").In("words")
	}
	return nil
}

// writable gives the report of a question, for who may write in it.
func writable(ctx context.Context, tx *desk.Tx, q Query) (id.ID, Material, error) {
	unit, err := tx.Dir.UnitByCode(q.Unit)
	if err == nil {
		err = tx.Dir.May(access.WriteReports, unit)
	}
	if err != nil {
		return "", Material{}, err
	}
	m, err := MaterialOf(ctx, tx, unit, q)
	return unit, m, err
}

// FreezeReport keeps a report as it is now, or as it was on a day, for good: with
// the version of the data it was made of. It gives the number of the version.
func (a *Wing) FreezeReport(ctx context.Context, actor access.Actor, q Query, note string, by Composer) (no int64, err error) {
	q.Lang = by.Lang()
	return no, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, m, err := writable(ctx, tx, q)
		if err != nil {
			return desk.Entry{}, err
		}
		if note = strings.TrimSpace(note); desk.Bad(note) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("note")
		}
		f := edit.Frozen{Paper: paper(unit, q, m, q.Lang), Version: int64(len(m.Frozen) + 1), Day: m.Day, Note: note, Entries: m.Entries, Root: m.Root, ByName: tx.Name(), At: tx.Now}
		title, body, err := by.Body(m)
		if err != nil {
			return desk.Entry{}, err
		}
		f.Title, no = title, f.Version
		return desk.Entry{Action: "report.frozen", Object: unit, Unit: unit}, tx.InsertFrozen(ctx, f, body, tx.Actor.Account)
	})
}

// FrozenReport gives a kept version of a report, for who may read the unit.
func (a *Wing) FrozenReport(ctx context.Context, actor access.Actor, q Query, version int64) (f edit.Frozen, body []byte, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		of, err := q.named(ctx, tx, unit)
		if err != nil {
			return err
		}
		p := paper(unit, q, of, q.Lang)
		list, err := frozenOf(ctx, tx, unit, p)
		if err != nil {
			return err
		}
		for _, one := range list {
			if one.Version == version {
				f = one
				body, err = tx.FrozenBody(ctx, p, version)
				return err
			}
		}
		return errs.New(errs.NotFound, "report.frozen_unknown", "version", int(version)).In("version")
	})
	return f, body, err
}

// frozenOf gives the kept versions of a report with their numbers.
func frozenOf(ctx context.Context, tx *desk.Tx, unit id.ID, p edit.Paper) ([]edit.Frozen, error) {
	list, err := tx.FrozenReports(ctx, p)
	if err != nil || len(list) == 0 {
		return list, err
	}
	numbers, err := tx.Numbers(ctx, unit)
	withNumbers(list, numbers)
	return list, err
}
