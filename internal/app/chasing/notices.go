package chasing

import (
	"context"
	"net/mail"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/months"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// Told is a notice with what it is about.
type Told struct {
	chase.Notice
	Code  string // of the unit
	Unit  string
	Items []Thing
}

// Thing is a target or task that somebody was chased about.
type Thing struct {
	ID   id.ID
	Name string
}

func signedIn(actor access.Actor) error {
	if actor.Account == "" {
		return errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	}
	return nil
}

// Notices gives what the actor was told, the newest first.
func (a *Wing) Notices(ctx context.Context, actor access.Actor) ([]Told, error) {
	if err := signedIn(actor); err != nil {
		return nil, err
	}
	var out []Told
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		all, err := tx.Notices(ctx, actor.Account, MostShown)
		for _, n := range all {
			v, _ := tx.Dir.Unit(n.Unit, tx.Today)
			out = append(out, Told{Notice: n, Unit: v.Name, Code: v.Code})
		}
		return err
	})
	return out, err
}

// Unopened counts what the actor was told and has not opened.
func (a *Wing) Unopened(ctx context.Context, actor access.Actor) (int, error) {
	n := 0
	if actor.Account == "" {
		return 0, nil
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		n, err = tx.Unopened(ctx, actor.Account)
		return err
	})
	return n, err
}

// Notice gives one thing the actor was told. NotFound for another's.
func (a *Wing) Notice(ctx context.Context, actor access.Actor, which id.ID) (Told, error) {
	var out Told
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if out.Notice, err = ownNotice(ctx, tx.Tx, actor, which); err != nil {
			return err
		}
		v, _ := tx.Dir.Unit(out.Notice.Unit, tx.Today)
		out.Unit, out.Code = v.Name, v.Code
		if out.Chaser == "" {
			return nil
		}
		c, items, err := tx.Chaser(ctx, out.Chaser)
		if err != nil {
			return err
		}
		var ids []id.ID
		for _, i := range items {
			if i.Account == actor.Account {
				ids = append(ids, i.Object)
			}
		}
		out.Items, err = things(ctx, tx, c.What, ids)
		return err
	})
	return out, err
}

func things(ctx context.Context, tx *desk.Tx, what chase.What, ids []id.ID) (out []Thing, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if what == chase.Figures {
		all, err := tx.TargetsByID(ctx, ids)
		for _, t := range all {
			out = append(out, Thing{t.ID, t.Name})
		}
		return out, err
	}
	for _, which := range ids {
		t, _, err := tx.Task(ctx, which)
		if errs.Is(err, errs.NotFound) { // taken back meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, Thing{t.ID, t.Name})
	}
	return out, nil
}

func ownNotice(ctx context.Context, tx *store.Tx, actor access.Actor, which id.ID) (chase.Notice, error) {
	if err := signedIn(actor); err != nil {
		return chase.Notice{}, err
	}
	n, err := tx.Notice(ctx, which)
	if err == nil && n.Account != actor.Account {
		err = errs.New(errs.NotFound, "access.not_found")
	}
	return n, desk.Missing(err)
}

// OpenNotice notes that the actor opened what they were told: one of it, or all.
func (a *Wing) OpenNotice(ctx context.Context, actor access.Actor, which id.ID) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		if which == "" {
			return tx.OpenNotices(ctx, actor.Account, a.desk.Now())
		}
		n, err := ownNotice(ctx, tx, actor, which)
		if err != nil || !n.Opened.IsZero() {
			return err
		}
		return tx.OpenNotice(ctx, n, a.desk.Now())
	})
}

// Wish gives how the actor wants to be told.
func (a *Wing) Wish(ctx context.Context, actor access.Actor) (chase.Wish, error) {
	var out chase.Wish
	if err := signedIn(actor); err != nil {
		return out, err
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out, err = tx.Wish(ctx, actor.Account)
		return err
	})
	return out, err
}

// SetWish keeps how the actor wants to be told.
func (a *Wing) SetWish(ctx context.Context, actor access.Actor, w chase.Wish) error {
	if err := signedIn(actor); err != nil {
		return err
	}
	w.Account, w.Address = actor.Account, strings.TrimSpace(w.Address)
	var list errs.List
	if w.Address != "" {
		if one, err := mail.ParseAddress(w.Address); err != nil || one.Address != w.Address || len(w.Address) > 254 || desk.Bad(w.Address) {
			list = append(list, errs.New(errs.Invalid, "chase.address_bad", "address", w.Address).In("address"))
		}
	} else if w.Mail != chase.NoMail {
		list = append(list, errs.New(errs.Invalid, "chase.address_needed").In("address"))
	}
	if !slices.Contains([]string{chase.NoMail, chase.MailDaily, chase.MailEach}, w.Mail) {
		list = append(list, errs.New(errs.Invalid, "chase.mail_unknown", "mail", w.Mail).In("mail"))
	}
	if !slices.Contains([]string{chase.NoMail, chase.MailDaily, chase.MailEach}, w.Push) {
		list = append(list, errs.New(errs.Invalid, "chase.push_unknown", "push", w.Push).In("push"))
	}
	for field, hour := range map[string]int{"quiet_from": w.QuietFrom, "quiet_to": w.QuietTo} {
		if hour < 0 || hour > 23 {
			list = append(list, errs.New(errs.Invalid, "chase.hour_bad").In(field))
		}
	}
	if err := list.OrNil(); err != nil {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		before, err := tx.Wish(ctx, actor.Account)
		if err != nil {
			return err
		}
		if err := tx.PutWish(ctx, w); err != nil {
			return err
		}
		return a.askConfirm(ctx, tx, before, w)
	})
}

// ChaseRule gives when what runs by itself runs, to anyone signed in.
func (a *Wing) ChaseRule(ctx context.Context, actor access.Actor) (chase.Rule, error) {
	var out chase.Rule
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		out, err = months.RuleOf(ctx, tx.Tx)
		return err
	})
	return out, err
}

// mostOff is how many announced days off are kept.
const mostOff = 400

// SetChaseRule says when what runs by itself runs, for the whole database.
func (a *Wing) SetChaseRule(ctx context.Context, actor access.Actor, r chase.Rule) error {
	slices.Sort(r.Off)
	r.Off = slices.Compact(r.Off)
	if r.Hour < 0 || r.Hour > 23 || r.Before < 0 || r.Before > 31 || r.Escalate < 0 || r.Escalate > 60 || len(r.Off) > mostOff {
		return errs.New(errs.Invalid, "chase.rule_bad")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := jobs.May(tx.Dir, ""); err != nil {
			return desk.Entry{}, err
		}
		before, err := months.RuleOf(ctx, tx.Tx)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "chase.ruled", Body: map[string]any{"before": before, "after": r}}, months.KeepRule(ctx, tx, r)
	})
}
