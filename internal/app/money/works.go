package money

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// worksAsk says what telling of a project asks of access.
var worksAsk = map[works.Kind]access.Action{works.Progress: access.Report, works.Explained: access.Report,
	works.Contract: access.ManageCapital, works.Settles: access.ManageCapital, works.Gate: access.ManageCapital, works.Schedule: access.ManageCapital, works.Result: access.Report}

// RecordWorks keeps what is told of a project beside its money: progress, a
// contract, a step passed, a monthly plan, an explanation. It may take the place
// of what was told before, or withdraw it, with the reason.
func (a *Wing) RecordWorks(ctx context.Context, actor access.Actor, e works.Event) (id.ID, error) {
	e.ID = a.desk.Mint()
	action, known := worksAsk[e.Kind]
	if !known {
		return "", errs.New(errs.Invalid, "capital.event_unknown", "text", string(e.Kind)).In("kind")
	}
	return e.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		b, err := on(ctx, tx, action, e.Project)
		if err != nil {
			return desk.Entry{}, err
		}
		if b.Project.Closed != "" {
			return desk.Entry{}, errs.New(errs.Conflict, "capital.closed_already", "on", b.Project.Closed)
		}
		told, err := tx.CapitalWorks(ctx, []id.ID{e.Project})
		if err != nil {
			return desk.Entry{}, err
		}
		for field, text := range map[string]*string{"number": &e.Number, "crop": &e.Crop, "contractor": &e.Contractor, "skipped": &e.Skipped, "cause": &e.Cause, "remedy": &e.Remedy, "who": &e.Who, "note": &e.Note, "reason": &e.Reason} {
			*text = strings.TrimSpace(*text)
			if desk.Bad(*text) || len(*text) > longestText {
				return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In(field)
			}
		}
		if err := told[e.Project].Check(e, b, tx.Today); err != nil {
			return desk.Entry{}, err
		}
		if err := supports(ctx, tx, b, e.Target); err != nil {
			return desk.Entry{}, err
		}
		if e.Year != 0 {
			if err := yearOpen(ctx, tx, b.Project.Unit, e.Year); err != nil {
				return desk.Entry{}, err
			}
		}
		e.By, e.ByName, e.At = tx.Actor.Account, tx.Name(), tx.Now
		action := "capital.works_" + string(e.Kind)
		if e.Corrects != "" {
			action = "capital.works_corrected"
		}
		return desk.Entry{Action: action, Object: e.Project, Unit: b.Project.Unit}, tx.InsertCapitalEvent(ctx, e)
	})
}

// supports says whether a result may name a target: one the actor may read, of
// the investor's unit, of one it lies under, or of one it serves.
func supports(ctx context.Context, tx *desk.Tx, b capital.Book, of id.ID) error {
	if of == "" {
		return nil
	}
	t, _, err := standing.TargetFor(ctx, tx, access.Read, of)
	switch {
	case errs.Is(err, errs.NotFound) || errs.Is(err, errs.Forbidden):
		return errs.New(errs.Invalid, "capital.result_target").In("target").Because(err)
	case err != nil:
		return err
	}
	units := append(tx.Dir.Path(b.Project.Unit, tx.Today), b.Project.Served()...)
	if !slices.Contains(units, t.Unit) {
		return errs.New(errs.Invalid, "capital.result_target").In("target")
	}
	return nil
}

// worksOf gives what was told of the projects of some books.
func worksOf(ctx context.Context, tx *desk.Tx, books []capital.Book) (map[id.ID]works.Book, error) {
	ids := make([]id.ID, len(books))
	for i, b := range books {
		ids[i] = b.Project.ID
	}
	return tx.CapitalWorks(ctx, ids)
}

// seen is what is known of a project on a day, beside the others and last year.
func seen(b capital.Book, w works.Book, c *Capital, p capital.Position) works.Seen {
	s := works.Seen{Day: c.Day, Year: c.Year, Money: b, Position: p, Works: w}
	if others := (capital.Rate{Paid: c.Total.Bound.Paid - p.Bound.Paid, Plan: c.Total.Bound.Plan - p.Bound.Plan}); others.Plan > 0 {
		s.Peers = &others
	}
	if day, ok := c.lastYear(); ok {
		if then := b.Position(c.Year-1, day).Bound; then.Plan > 0 {
			s.LastYear = &capital.Rate{Paid: then.Paid, Plan: then.Plan}
		}
	}
	return s
}
