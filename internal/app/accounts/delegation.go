package accounts

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/access/delegation"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// mostLent is how many delegations an account may have made that are not over.
const mostLent = 20

// NewDelegation is a role that is to be lent: one of the actor's own.
type NewDelegation struct {
	To           string // user name
	Grant        access.Grant
	Since, Until period.Date
	Reason       string
}

// Delegate lends one of the actor's own roles to another account of the same body
// for some days. Invalid names a field; Conflict where it is lent for one of those
// days already; NotFound for an account that is not of the body.
func (a *Wing) Delegate(ctx context.Context, actor access.Actor, in NewDelegation) (delegation.Delegation, error) {
	if err := desk.InPerson(actor); err != nil {
		return delegation.Delegation{}, err
	}
	var d delegation.Delegation
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d = delegation.Delegation{ID: tx.Mint(), From: actor.Account, FromName: actor.Name, Person: actor.Person, Grant: in.Grant, Since: in.Since, Until: in.Until, Reason: strings.TrimSpace(in.Reason), Made: tx.Now}
		own, err := tx.Grants(ctx, actor.Account) // what is lent to one is not lent on
		if err != nil {
			return desk.Entry{}, err
		}
		if !slices.Contains(own, in.Grant) {
			return desk.Entry{}, errs.New(errs.Invalid, "access.lent_not_own").In("grant")
		}
		to, err := standIn(ctx, tx, in.To, in.Grant.Unit)
		if err != nil {
			return desk.Entry{}, err
		}
		d.To, d.ToName = to.ID, to.Name
		if err := d.Check(tx.Today); err != nil {
			return desk.Entry{}, err
		}
		if same, err := tx.Same(ctx, to.ID); err != nil || same {
			return desk.Entry{}, errs.New(errs.Invalid, "access.lent_self").In("to").Because(err)
		}
		if desk.Bad(d.Reason) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("reason")
		}
		if err := free(ctx, tx, d); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.lent", Object: to.ID, Unit: in.Grant.Unit, Body: map[string]any{"to": to.Username, "role": d.Role, "since": d.Since, "until": d.Until, "reason": d.Reason}},
			tx.InsertDelegation(ctx, d)
	})
	return d, err
}

// standIn finds an account that works in the body of a unit, above or under it.
func standIn(ctx context.Context, tx *desk.Tx, username string, unit id.ID) (store.Account, error) {
	unknown := errs.New(errs.NotFound, "access.lent_unknown", "username", username).In("to")
	to, err := tx.AccountByUsername(ctx, strings.TrimSpace(username))
	if errs.Is(err, errs.NotFound) || err == nil && to.Disabled {
		return to, unknown
	}
	if err != nil {
		return to, err
	}
	grants, err := tx.Grants(ctx, to.ID)
	if err != nil {
		return to, err
	}
	path := tx.Dir.Path(unit, tx.Today)
	for _, g := range grants {
		if slices.Contains(path, g.Unit) || slices.Contains(tx.Dir.Path(g.Unit, tx.Today), unit) {
			return to, nil
		}
	}
	return to, unknown
}

// free says whether a role is lent to nobody on the days.
func free(ctx context.Context, tx *desk.Tx, d delegation.Delegation) error {
	all, err := tx.Delegations(ctx, d.From)
	if err != nil {
		return err
	}
	open := 0
	for _, other := range all {
		if other.From == d.From && other.Ended.IsZero() && other.Until >= tx.Today {
			open++
		}
		if d.Meets(other) {
			return errs.New(errs.Conflict, "access.lent_already", "to", other.ToName, "since", other.Since, "until", other.Until).In("since")
		}
	}
	if open >= mostLent {
		return errs.New(errs.TooMany, "access.lent_many", "most", mostLent)
	}
	return nil
}

// Delegations gives what the actor lent and what was lent to them, the newest first.
func (a *Wing) Delegations(ctx context.Context, actor access.Actor) ([]delegation.Delegation, error) {
	if err := desk.InPerson(actor); err != nil {
		return nil, err
	}
	var out []delegation.Delegation
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out, err = tx.Delegations(ctx, actor.Account)
		return err
	})
	return out, err
}

// EndDelegation takes back what the actor lent, at once. NotFound for another's, and
// for what was taken back before.
func (a *Wing) EndDelegation(ctx context.Context, actor access.Actor, which id.ID) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		all, err := tx.Delegations(ctx, actor.Account)
		if err != nil {
			return desk.Entry{}, err
		}
		i := slices.IndexFunc(all, func(d delegation.Delegation) bool { return d.ID == which && d.From == actor.Account })
		if i < 0 {
			return desk.Entry{}, errs.New(errs.NotFound, "access.not_found")
		}
		return desk.Entry{Action: "account.lent_back", Object: all[i].To, Unit: all[i].Unit}, desk.Missing(tx.EndDelegation(ctx, all[i], tx.Now))
	})
}

// lentTo adds what is lent to an account.
func lentTo(ctx context.Context, tx *store.Tx, actor *access.Actor) error {
	all, err := tx.LentTo(ctx, actor.Account)
	for _, d := range all {
		actor.Lent = append(actor.Lent, d.Lent())
	}
	return err
}

// on is a user on the day: with what is lent to them then.
func (a *Wing) on(u User) User {
	u.Actor = u.Actor.On(a.desk.Today())
	for _, l := range u.Lent {
		u.Print += " " + string(l.Account) + string(l.Role) + string(l.Unit)
	}
	return u
}
