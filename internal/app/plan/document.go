package plan

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// DocumentPage is a resolution with its targets.
type DocumentPage struct {
	target.Document
	AsKnown    period.Date
	Targets    []target.Target
	Amendments []amend.Amendment // what was put right in what names it
	MayManage  bool
	Coming     map[id.ID][]Coming // by target: who will answer from a day to come
	Chain      months.Looks       // who looks at the figures of its targets; zero where as the unit that answers agreed
	Chains     []months.Looks     // what was agreed on, the newest first
	MayChain   bool
}

// Document gives a resolution and the targets it sets, as known on a day.
func (a *Wing) Document(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (DocumentPage, error) {
	p, before := DocumentPage{AsKnown: asKnown}, asKnown.EndOfDayOrNow()
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		doc, err := tx.Document(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.Read, doc.Unit); err != nil {
			return err
		}
		p.MayManage = tx.Dir.May(access.ManageTargets, doc.Unit) == nil
		p.MayChain = tx.Dir.Can(access.LockPeriod, doc.Unit)
		if p.Chain, p.Chains, err = months.ChainsOf(ctx, tx, which, asKnown); err != nil {
			return err
		}
		then, err := tx.DocumentsKnown(ctx, []target.Document{doc}, before)
		if err != nil {
			return err
		}
		if len(then) == 0 {
			return errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
		}
		p.Document = then[0]
		if p.Amendments, err = tx.Amendments(ctx, amend.Document, which); err != nil {
			return err
		}
		p.Amendments = slices.DeleteFunc(p.Amendments, func(m amend.Amendment) bool { return asKnown != "" && !m.At.Before(before) })
		return p.fillTargets(ctx, tx, before)
	})
	return p, err
}

func (p *DocumentPage) fillTargets(ctx context.Context, tx *desk.Tx, before time.Time) error {
	all, err := tx.TargetsOf(ctx, p.Unit, p.Cycle)
	for _, t := range all {
		if t, _ = t.AsKnown(before); t.Document == p.ID && len(t.Revisions) > 0 {
			p.Targets = append(p.Targets, t)
		}
	}
	if err == nil && p.AsKnown == "" {
		p.Coming, err = comingOf(ctx, tx, p.Targets)
	}
	return err
}

// documentRead gives a document as it was read just before an instant.
func documentRead(ctx context.Context, tx *desk.Tx, which id.ID, before time.Time) (target.Document, error) {
	doc, err := tx.Document(ctx, which)
	if err != nil {
		return doc, err
	}
	then, err := tx.DocumentsRead(ctx, []target.Document{doc}, before)
	if err != nil {
		return doc, err
	}
	return then[0], nil
}
