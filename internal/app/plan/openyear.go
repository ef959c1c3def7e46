package plan

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/charge"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// YearAhead is what the targets of a unit's year give the next one: a list to
// be gone through, not yet anything.
type YearAhead struct {
	Unit      org.Version
	From, To  period.Cycle
	Documents []AheadDocument // of the year before; those that set targets
}

// AheadDocument is one document's targets, for the year ahead.
type AheadDocument struct {
	target.Document
	Rows []AheadTarget
}

// AheadTarget is a target of the year before with who would answer in the next.
type AheadTarget struct {
	target.Target
	Answers desk.Responsible // on the first day of the year ahead
	Was     string           // the unit that answered, where it is no more
	Taken   bool             // the year ahead has a target for the same already
	Asked   org.Version      // the unit that answered, where it has to be asked again; the unit's own answers until it says yes
}

// YearAhead gives what can be taken into a year from the one before it. Parts
// that were allotted are none of it: they are allotted again.
func (a *Wing) YearAhead(ctx context.Context, actor access.Actor, code string, to period.Cycle) (YearAhead, error) {
	p := YearAhead{To: to, From: yearBefore(to)}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		if err := d.May(access.ManageTargets, unit); err != nil {
			return err
		}
		p.Unit, _ = d.Unit(unit, max(to.Start(), tx.Today))
		documents, err := tx.Documents(ctx, unit, p.From)
		if err != nil {
			return err
		}
		rows, err := aheadRows(ctx, tx, unit, p.From, to)
		if err != nil {
			return err
		}
		for _, doc := range documents {
			one := AheadDocument{Document: doc}
			for _, row := range rows {
				if row.Document == doc.ID {
					one.Rows = append(one.Rows, row)
				}
			}
			if len(one.Rows) > 0 {
				p.Documents = append(p.Documents, one)
			}
		}
		return nil
	})
	return p, err
}

func yearBefore(c period.Cycle) period.Cycle {
	return period.Cycle(string(c.Start().AddDays(-1))[:4])
}

// aheadRows are the unit's own targets of a year that may go into the next.
func aheadRows(ctx context.Context, tx *desk.Tx, unit id.ID, from, to period.Cycle) ([]AheadTarget, error) {
	targets, err := tx.TargetsOf(ctx, unit, from)
	if err != nil {
		return nil, err
	}
	next, err := tx.TargetsOf(ctx, unit, to)
	if err != nil {
		return nil, err
	}
	d := tx.Dir
	var out []AheadTarget
	for _, t := range targets {
		if t.Unit != unit || t.Parent != "" || len(t.Revisions) == 0 || t.Current().Dropped {
			continue
		}
		row := AheadTarget{Target: t}
		row.AnswerUnit, row.Post = t.Answering(from.End())
		if _, stands := d.Unit(row.AnswerUnit, to.Start()); !stands {
			was, _ := d.Unit(row.AnswerUnit, from.Start())
			row.Was, row.AnswerUnit, row.Post = was.Name, unit, ""
		}
		if d.Charge(access.ManageTargets, unit, row.AnswerUnit) != nil {
			row.Asked, _ = d.Unit(row.AnswerUnit, to.Start())
			row.AnswerUnit, row.Post = unit, ""
		}
		row.Answers = d.Answering(row.AnswerUnit, row.Post, to.Start())
		row.Taken = slices.ContainsFunc(next, func(o target.Target) bool {
			return o.Unit == unit && o.Indicator == t.Indicator && o.Setter == t.Setter && o.Parent == "" && !o.Current().Dropped
		})
		out = append(out, row)
	}
	return out, nil
}

// NewYear is what is asked to open a year with the targets of the one before.
type NewYear struct {
	Document NewDocument // the one that sets them; its unit and cycle are those of the year
	Rows     []NewYearRow
	Why      string // a unit that is asked again is told this; the reason of its earlier request when empty
}

// NewYearRow is one target that goes on, with its wording for the year.
type NewYearRow struct {
	Target  id.ID // of the year before
	Wording string
}

// OpenYear enters a document and takes targets of the year before into its
// year: name, indicator, order, field, way of adding up and of judging, and who
// answers. None is confirmed: each says so until somebody has looked at it.
func (a *Wing) OpenYear(ctx context.Context, actor access.Actor, in NewYear) (id.ID, error) {
	if err := in.Document.Check(); err != nil {
		return "", err
	}
	if len(in.Rows) == 0 {
		return "", errs.New(errs.Invalid, "app.year_none")
	}
	var doc id.ID
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		made, entry, err := EnterDocument(ctx, tx, in.Document)
		if err != nil {
			return err
		}
		if _, err := tx.Log(ctx, entry); err != nil {
			return err
		}
		doc = made
		rows, err := aheadRows(ctx, tx, in.Document.Unit, yearBefore(in.Document.Cycle), in.Document.Cycle)
		if err != nil {
			return err
		}
		whole, err := tx.Document(ctx, doc)
		if err != nil {
			return err
		}
		var list errs.List
		for _, want := range in.Rows {
			if err := takeAhead(ctx, tx, whole, rows, want, in.Why); err != nil {
				list = append(list, errs.All(err)[0].In("wording-"+string(want.Target)))
			}
		}
		return list.OrNil()
	})
	return doc, err
}

// takeAhead enters one target of the year before in the document of the next.
func takeAhead(ctx context.Context, tx *desk.Tx, doc target.Document, rows []AheadTarget, want NewYearRow, why string) error {
	i := slices.IndexFunc(rows, func(r AheadTarget) bool { return r.ID == want.Target })
	switch {
	case i < 0:
		return errs.New(errs.NotFound, "access.not_found")
	case rows[i].Taken:
		return errs.New(errs.Conflict, "app.year_taken", "name", rows[i].Name, "cycle", doc.Cycle)
	case strings.TrimSpace(want.Wording) == "":
		return errs.New(errs.Invalid, "app.field_empty")
	}
	was := rows[i].Target
	options := was.Current().Options
	options.Interim = "" // plans of the months are those of their year
	in := NewTarget{Document: doc.ID, Setter: was.Setter, Place: was.Place, Label: was.Label, Field: was.Field, Name: was.Name, Wording: want.Wording,
		UnitOfMeasure: was.UnitOfMeasure, Direction: was.Leaning(), Accumulation: was.Accumulation, AnswerUnit: was.AnswerUnit, Post: was.Post,
		Illustrative: was.Illustrative && doc.Invented, options: options}
	if asked := rows[i].Asked.ID; asked != "" {
		earlier, err := tx.ChargesOf(ctx, was.ID)
		if err != nil {
			return err
		}
		in.AnswerUnit, in.Post, in.Why = asked, "", strings.TrimSpace(why)
		for _, r := range earlier {
			if in.Why == "" && r.State == charge.Accepted && r.Asked == asked {
				in.Why = r.Reason
			}
		}
	}
	c, _, err := readKnown(ctx, tx, in.Wording, in.hints())
	if err != nil {
		return err
	}
	_, err = addTarget(ctx, tx, doc, in, c)
	return err
}
