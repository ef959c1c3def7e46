package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// DocumentOf finds a body's document by its number; none where it keeps none.
func (a *Wing) DocumentOf(ctx context.Context, actor access.Actor, code, number string) (target.Document, error) {
	d, err := a.desk.Directory(ctx, actor)
	if err != nil {
		return target.Document{}, err
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		return target.Document{}, err
	}
	all, err := a.Documents(ctx, actor, unit, "")
	if err != nil {
		return target.Document{}, err
	}
	for _, doc := range all {
		if strings.EqualFold(strings.TrimSpace(doc.Number), strings.TrimSpace(number)) {
			return doc, nil
		}
	}
	return target.Document{}, errs.New(errs.NotFound, "app.document_number", "number", number).In("document")
}

// ResolutionList is the resolutions that set a unit's targets.
type ResolutionList struct {
	Unit      org.Version // as it stands
	Cycle     period.Cycle
	AsKnown   period.Date
	Rows      []ResolutionRow // the newest first
	MayManage bool
}

// ResolutionRow is a resolution with how many targets it sets.
type ResolutionRow struct {
	target.Document
	Targets int
	Asked   int // targets whose criterion nobody has confirmed
}

// Resolutions gives the resolutions of a unit, by its code: of one cycle or,
// when cycle is "", of all; as known on a day.
func (a *Wing) Resolutions(ctx context.Context, actor access.Actor, code string, cycle period.Cycle, asKnown period.Date) (ResolutionList, error) {
	p, before := ResolutionList{Cycle: cycle, AsKnown: asKnown}, asKnown.EndOfDayOrNow()
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		p.MayManage = d.May(access.ManageTargets, unit) == nil
		p.Unit, _ = d.Unit(unit, a.desk.Today())
		all, err := tx.Documents(ctx, unit, cycle)
		if err != nil {
			return err
		}
		documents, err := tx.DocumentsKnown(ctx, all, before)
		if err != nil {
			return err
		}
		targets := map[period.Cycle][]target.Target{}
		for _, doc := range documents {
			if _, read := targets[doc.Cycle]; !read {
				if targets[doc.Cycle], err = tx.TargetsOf(ctx, unit, doc.Cycle); err != nil {
					return err
				}
			}
			row := ResolutionRow{Document: doc}
			for _, t := range targets[doc.Cycle] {
				if t, _ = t.AsKnown(before); t.Document == doc.ID && len(t.Revisions) > 0 {
					if t.PartOf == "" { // a part counts in its whole
						row.Targets++
					}
					if !t.Current().Confirmed {
						row.Asked++
					}
				}
			}
			p.Rows = append(p.Rows, row)
		}
		slices.SortStableFunc(p.Rows, func(x, y ResolutionRow) int { return cmp.Compare(y.IssuedOn, x.IssuedOn) })
		return nil
	})
	return p, err
}

// ConfirmCriteria confirms that the criteria of targets of one resolution are
// what their wordings mean: all of those named, or none. One that is confirmed
// already is passed over; one that leaves a question open is an error.
func (a *Wing) ConfirmCriteria(ctx context.Context, actor access.Actor, document id.ID, targets []id.ID) error {
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		doc, err := tx.Document(ctx, document)
		if err != nil {
			return desk.Missing(err)
		}
		d := tx.Dir
		if err := d.May(access.ManageTargets, doc.Unit); err != nil {
			return err
		}
		if len(targets) == 0 {
			return errs.New(errs.Invalid, "app.confirm_none")
		}
		for _, which := range targets {
			t, err := tx.Target(ctx, which)
			if err != nil {
				return desk.Missing(err)
			}
			if t.Document != document {
				return errs.New(errs.NotFound, "access.not_found")
			}
			if err := confirmCriterion(ctx, tx, t); err != nil {
				return err
			}
		}
		return nil
	})
}

func confirmCriterion(ctx context.Context, tx *desk.Tx, t target.Target) error {
	actor := tx.Actor
	before := t.Current()
	if before.Confirmed {
		return nil
	}
	c, questions, err := readKnown(ctx, tx, before.Wording, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Leaning(), Baseline: before.Baseline})
	if err != nil {
		return err
	}
	if len(questions) > 0 {
		return errs.New(errs.Invalid, "app.wording_open", "wording", before.Wording, "question", questions[0].Ask)
	}
	r := before
	r.No, r.Criterion, r.Reason, r.Confirmed, r.Amended = before.No+1, c, "", true, nil
	r.By, r.ByName, r.At = actor.Account, tx.Name(), tx.Now
	if err := tx.InsertRevision(ctx, t.ID, r); err != nil {
		return err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "target.revised", Object: t.ID, Unit: t.Unit, Body: map[string]any{"before": before, "after": r}})
	return err
}
