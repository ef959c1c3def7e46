package reviews

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// petitioned makes a notice, a petition or an answer of what was decided: the facts
// and what the rules gave stay those of the decision. A petition after the time limit
// of the rule set is refused, with the limit.
func petitioned(tx *desk.Tx, d dossier.Dossier, p *Proposal, m Move, t *dossier.Taken) error {
	switch m.Step {
	case dossier.Notify, dossier.Petition:
		if t.On = cmp.Or(m.On, tx.Today); t.On > tx.Today {
			return errs.New(errs.Invalid, "review.day_ahead", "today", tx.Today).In("on")
		}
	case dossier.Answer:
	default:
		return nil
	}
	last, _ := d.Last()
	t.Facts, t.Result = last.Facts, last.Result
	if m.Step != dossier.Answer {
		t.Level = last.Level
	}
	if m.Step != dossier.Petition {
		return nil
	}
	if until, ok := d.PetitionUntil(p.Set.Petitions); ok && t.On > until {
		notice, _ := d.Notice()
		return errs.New(errs.Invalid, "review.petition_late", "until", until, "within", p.Set.Petitions.Within, "counted", p.Set.Petitions.Counted, "notice", notice, "cite", p.Set.Petitions.Source.Cite).In("on").Try("review.petition_hint")
	}
	return nil
}

// UndoReviewStep takes the newest step of a review back, by who took it and while
// nothing hangs on it: the row goes, its entry in the log stays. A review without any
// step left goes too. A dry run only says what hangs on it.
func (a *Wing) UndoReviewStep(ctx context.Context, actor access.Actor, which id.ID, dry bool) error {
	undo := func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d, err := tx.Review(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		last, _ := d.Last()
		if err := tx.Dir.May(asks(tx.Dir, d, last.Step)); err != nil {
			return desk.Entry{}, err
		}
		if err := undoable(ctx, tx, d, last); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "review.undone", Object: d.ID, Unit: d.Unit, Body: map[string]string{"step": string(last.Step)}}, tx.DropReviewStep(ctx, d.ID, last.Place)
	}
	if !dry {
		return a.desk.Write(ctx, actor, undo)
	}
	return a.desk.Rehearse(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, err := undo(ctx, tx)
		return err
	})
}

// undoable refuses a step of somebody else and one that something hangs on, naming it.
func undoable(ctx context.Context, tx *desk.Tx, d dossier.Dossier, last dossier.Taken) error {
	if last.Account != tx.Actor.Account {
		return errs.New(errs.Forbidden, "review.undo_own", "by", last.ByName)
	}
	comments, err := tx.ReviewComments(ctx, d.ID)
	if err != nil {
		return err
	}
	said := 0
	for _, c := range comments {
		if c.Place >= last.Place {
			said++
		}
	}
	reviews, commended := 0, 0
	if last.Step == dossier.Decide || last.Step == dossier.Answer {
		if reviews, err = restingOn(ctx, tx, d, last); err != nil {
			return err
		}
		nominations, err := tx.NominationsOf(ctx, []id.ID{d.Unit}, "", d.Period.Cycle)
		if err != nil {
			return err
		}
		for _, n := range nominations {
			if d.Person == "" || n.Person == d.Person {
				commended++
			}
		}
	}
	var list errs.List
	for _, h := range []struct {
		key string
		n   int
	}{{"review.hangs_comment", said}, {"review.hangs_review", reviews}, {"review.hangs_commendation", commended}} {
		if h.n > 0 {
			list = append(list, errs.New(errs.Conflict, h.key, "n", h.n).Try("review.hangs_hint"))
		}
	}
	return list.OrNil()
}

// restingOn counts the reviews that took a step since a level was decided and may
// have gone by it: of the unit's head, of the unit above, of the same head's year.
func restingOn(ctx context.Context, tx *desk.Tx, d dossier.Dossier, since dossier.Taken) (int, error) {
	near, err := tx.ReviewsOf(ctx, []id.ID{d.Unit, above(tx.Dir, d)}, d.Period)
	if err != nil {
		return 0, err
	}
	if d.Person != "" {
		own, err := tx.ReviewsOfPerson(ctx, d.Person, dossier.Dossier{Period: d.Period})
		if err != nil {
			return 0, err
		}
		near = slices.DeleteFunc(own, func(o dossier.Dossier) bool { return o.Period.Span != review.Year })
	}
	n := 0
	for _, o := range near {
		if last, ok := o.Last(); ok && o.ID != d.ID && last.At.After(since.At) {
			n++
		}
	}
	return n, nil
}

// CommentReview keeps what somebody who assesses, verifies or decides a review says
// of one field of it.
func (a *Wing) CommentReview(ctx context.Context, actor access.Actor, which id.ID, field, text string) (id.ID, error) {
	var made id.ID
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d, err := tx.Review(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := mayComment(tx.Dir, d); err != nil {
			return desk.Entry{}, err
		}
		text = strings.TrimSpace(text)
		if text == "" || len(text) > 4000 || desk.Bad(text) {
			return desk.Entry{}, errs.New(errs.Invalid, "review.comment_needed").In("text")
		}
		p, err := frozen(ctx, tx, d)
		if err != nil {
			return desk.Entry{}, err
		}
		if p.judge(); !slices.Contains(p.Fields(), field) {
			return desk.Entry{}, errs.New(errs.Invalid, "review.field_unknown", "field", field).In("field")
		}
		made = tx.Mint()
		c := dossier.Comment{ID: made, Field: field, Place: len(d.Steps), Text: text, Account: tx.Actor.Account, Person: tx.Actor.Person, ByName: tx.Name(), At: tx.Now}
		return desk.Entry{Action: "review.commented", Object: d.ID, Unit: d.Unit}, tx.InsertReviewComment(ctx, d.ID, c)
	})
	return made, err
}

// mayComment holds that who asks takes some step of the review.
func mayComment(dir *desk.Directory, d dossier.Dossier) error {
	if err := dir.May(access.ReadReviews, d.Unit); err != nil {
		return err
	}
	for _, s := range []dossier.Step{dossier.Assess, dossier.Verify, dossier.Decide} {
		if action, of := asks(dir, d, s); dir.Can(action, of) {
			return nil
		}
	}
	return dir.Refused(access.AssessReview)
}

// Fields are what may be commented on: the level, each part of the points, each line
// of the rules, each piece of work.
func (p *Proposal) Fields() []string {
	out := []string{"level"}
	for _, part := range p.Result.Parts {
		out = append(out, "part."+part.ID)
	}
	add := func(list []review.LineResult) {
		for _, l := range list {
			out = append(out, "line."+l.ID)
		}
	}
	for _, l := range p.Result.Levels {
		add(l.Conditions)
	}
	add(p.Result.Falls)
	add(p.Result.Ceiling)
	for _, i := range p.Facts.Work {
		if !i.Own {
			out = append(out, "work."+i.ID)
		}
	}
	return out
}
