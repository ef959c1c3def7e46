package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/charge"
	"dondoc/internal/draft"
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
	Rows   []AheadTarget
	Draft  draft.Draft     // what was prepared out of it; version 0 where nothing was
	Opened target.Document // the one that opened the year with it; none where the year is not open
}

// AheadTarget is a target of the year before with who would answer in the next.
type AheadTarget struct {
	target.Target
	Ended   standing.BoardRow // how it ended, or stands
	Around  draft.Ended       // earlier years, peers and the term
	Advice  draft.Advice
	Answers desk.Responsible // on the first day of the year ahead
	Was     string           // the unit that answered, where it is no more
	Taken   bool             // the year ahead has a target for the same already
	Asked   org.Version      // the unit that answered, where it has to be asked again; the unit's own answers until it says yes
}

// YearAhead gives what can be taken into a year from the one before it, with how
// each ended and what that suggests, and what was prepared already. Parts that
// were allotted are none of it: they are allotted again.
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
		rows, err := aheadRows(ctx, tx, unit, p.From, to)
		if err != nil {
			return err
		}
		if err := advise(ctx, tx, unit, p.From, rows); err != nil {
			return err
		}
		return p.fill(ctx, tx, unit, rows)
	})
	return p, err
}

// fill puts the rows under their documents, with what was prepared out of each.
func (p *YearAhead) fill(ctx context.Context, tx *desk.Tx, unit id.ID, rows []AheadTarget) error {
	documents, err := tx.Documents(ctx, unit, p.From)
	if err != nil {
		return err
	}
	drafts, err := tx.Drafts(ctx, unit, p.To)
	for _, doc := range documents {
		one := AheadDocument{Document: doc}
		for _, row := range rows {
			if row.Document == doc.ID {
				one.Rows = append(one.Rows, row)
			}
		}
		if i := slices.IndexFunc(drafts, func(d draft.Draft) bool { return d.From == doc.ID }); i >= 0 {
			one.Draft = drafts[i]
		}
		if err == nil && one.Draft.Opened != "" {
			one.Opened, err = tx.Document(ctx, one.Draft.Opened)
		}
		if len(one.Rows) > 0 {
			p.Documents = append(p.Documents, one)
		}
	}
	return err
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
	From     id.ID       // the document of the year before that a draft was made of; none without one
	Version  int         // of the draft the rows were made from; Conflict where somebody kept another meanwhile
	Rows     []draft.Row // those to keep and those to add go into the year; what is dropped stays in the draft
	Why      string      // a unit that is asked again is told this; the reason of its earlier request when empty
}

// OpenYear enters a document and takes targets of the year before into its
// year: name, indicator, order, field, way of adding up and of judging, and who
// answers; and adds those that are new. None is confirmed: each says so until
// somebody has looked at it. A plan for less, or a drop, needs its reason.
func (a *Wing) OpenYear(ctx context.Context, actor access.Actor, in NewYear) (id.ID, error) {
	var doc id.ID
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.May(access.ManageTargets, in.Document.Unit); err != nil {
			return err
		}
		if err := in.still(ctx, tx); err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
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
		went := map[id.ID]id.ID{}
		for _, i := range wholesFirst(rows, in.Rows) {
			if err := takeRow(ctx, tx, whole, rows, in.Rows[i], len(rows)+i+1, in.Why, went); err != nil {
				one := errs.All(err)[0]
				list = append(list, one.In(fmt.Sprintf("rows.%d.%s", i+1, cmp.Or(one.Field, "wording"))))
			}
		}
		if err := list.OrNil(); err != nil {
			return err
		}
		return closeDraft(ctx, tx, in, doc)
	})
	return doc, err
}

// check refuses a year without its document, without targets, or with rows that
// cannot be kept.
func (in NewYear) check() error {
	if err := in.Document.Check(); err != nil {
		return err
	}
	if !slices.ContainsFunc(in.Rows, func(r draft.Row) bool { return r.Choice != draft.Drop }) {
		return errs.New(errs.Invalid, "app.year_none")
	}
	return draft.Draft{Rows: in.Rows}.Check()
}

// wholesFirst gives the places of the rows so that each part comes after the
// target it is a part of, whatever their order.
func wholesFirst(rows []AheadTarget, wants []draft.Row) []int {
	of := map[id.ID]id.ID{}
	for _, r := range rows {
		of[r.ID] = r.PartOf
	}
	depth := func(i int) (n int) {
		for at := cmp.Or(wants[i].Of, of[wants[i].Target]); at != ""; at = of[at] {
			n++
		}
		return n
	}
	out := make([]int, len(wants))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return depth(a) - depth(b) })
	return out
}

// takeRow enters one row of a year's plan in the document that sets it. went has
// what each target of the year before became: a part hangs under what its whole
// became. Conflict where the whole does not go on with it: the part would count.
func takeRow(ctx context.Context, tx *desk.Tx, doc target.Document, rows []AheadTarget, want draft.Row, place int, why string, went map[id.ID]id.ID) error {
	if want.Choice == draft.Add {
		if err := want.Ready(draft.Other); err != nil {
			return err
		}
		if want.Of != "" && went[want.Of] == "" {
			return errs.New(errs.Conflict, "draft.part_alone", "name", want.Name).In("choice").Try("draft.part_alone_hint")
		}
		_, err := enter(ctx, tx, doc, NewTarget{Document: doc.ID, PartOf: went[want.Of], Place: place, Label: want.Label, Field: want.Field, Name: want.Name, Wording: want.Wording,
			UnitOfMeasure: want.UnitOfMeasure, AnswerUnit: want.AnswerUnit, Post: want.Post})
		return err
	}
	i := slices.IndexFunc(rows, func(r AheadTarget) bool { return r.ID == want.Target })
	if i < 0 {
		return errs.New(errs.NotFound, "access.not_found")
	}
	was := rows[i].Target
	in := goingOn(was, doc, want)
	c, _, err := readKnown(ctx, tx, in.Wording, in.hints())
	if err != nil {
		return err
	}
	want.Name = was.Name
	if want.Choice == draft.Keep && c.Due != "" && c.Due < doc.Cycle.Start() {
		return errs.New(errs.Invalid, "draft.due_before", "name", was.Name, "due", c.Due, "cycle", doc.Cycle).In("wording")
	}
	if err := want.Ready(draft.TurnOf(was.Current().Criterion, c)); err != nil || want.Choice == draft.Drop {
		return err
	}
	if rows[i].Taken {
		return errs.New(errs.Conflict, "app.year_taken", "name", rows[i].Name, "cycle", doc.Cycle)
	}
	if err := asking(ctx, tx, &in, rows[i], why); err != nil {
		return err
	}
	if in.PartOf = went[was.PartOf]; was.PartOf != "" && in.PartOf == "" {
		return errs.New(errs.Conflict, "draft.part_alone", "name", was.Name).In("choice").Try("draft.part_alone_hint")
	}
	made, err := enter(ctx, tx, doc, in)
	went[was.ID] = made
	return err
}

// asking has the unit that answered asked again, where it is not under the unit:
// with the reason given or, without one, that of the request it accepted before.
func asking(ctx context.Context, tx *desk.Tx, in *NewTarget, was AheadTarget, why string) error {
	if was.Asked.ID == "" {
		return nil
	}
	earlier, err := tx.ChargesOf(ctx, was.ID)
	in.AnswerUnit, in.Post, in.Why = was.Asked.ID, "", strings.TrimSpace(why)
	for _, r := range earlier {
		if in.Why == "" && r.State == charge.Accepted && r.Asked == was.Asked.ID {
			in.Why = r.Reason
		}
	}
	return err
}

// goingOn is a target of the year before with its wording for the next.
func goingOn(was target.Target, doc target.Document, want draft.Row) NewTarget {
	options := was.Current().Options
	options.Interim = "" // plans of the months are those of their year
	in := NewTarget{Document: doc.ID, Setter: was.Setter, Place: was.Place, Label: was.Label, Field: was.Field, Name: was.Name, Wording: want.Wording,
		UnitOfMeasure: was.UnitOfMeasure, Direction: was.Leaning(), Accumulation: was.Accumulation, AnswerUnit: was.AnswerUnit, Post: was.Post,
		Illustrative: was.Illustrative && doc.Invented, options: options}
	if want.AnswerUnit != "" {
		in.AnswerUnit, in.Post = want.AnswerUnit, want.Post
	}
	return in
}

// enter writes a target that nobody has confirmed.
func enter(ctx context.Context, tx *desk.Tx, doc target.Document, in NewTarget) (id.ID, error) {
	c, _, err := readKnown(ctx, tx, in.Wording, in.hints())
	if err != nil {
		return "", err
	}
	t, err := addTarget(ctx, tx, doc, in, c)
	return t.ID, err
}
