package accounts

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// linkHolds is how long a link to set a password can be used.
const linkHolds = 24 * time.Hour

// NewPasswordLink makes a link by which the owner of an account sets a password
// once, and gives its token, which is shown only now, and until when it holds.
// An earlier link that was not used is worthless from then on.
func (a *Wing) NewPasswordLink(ctx context.Context, actor access.Actor, account id.ID) (string, time.Time, error) {
	token, hash := newToken()
	until := a.desk.Now().Add(linkHolds)
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := mayManage(ctx, tx, account); err != nil {
			return desk.Entry{}, err
		}
		known, err := tx.AccountByID(ctx, account)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if known.Disabled {
			return desk.Entry{}, errs.New(errs.Conflict, "app.link_closed", "username", known.Username)
		}
		if err := tx.SpendPasswordLinks(ctx, account, tx.Now); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.link_made", Object: account, Unit: known.Home}, tx.InsertPasswordLink(ctx, hash, account, until)
	})
	return token, until, err
}

// UsePasswordLink sets the password of the account a link is of, ends its
// sign-ins, and the link with it. NotFound for a link that is unknown, was used
// or is over: they look alike.
func (a *Wing) UsePasswordLink(ctx context.Context, token, password string) error {
	account, err := a.PasswordLinkOf(ctx, token)
	if err != nil {
		return err
	}
	hashed, err := HashPassword(password)
	if err != nil {
		return err
	}
	who := access.Actor{Account: account.ID, Person: account.Person, User: account.Username, Name: account.Username}
	return a.desk.Write(ctx, who, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if _, err := standingLink(ctx, tx.Tx, token, a.desk.Now()); err != nil { // somebody may have been quicker
			return desk.Entry{}, err
		}
		if err := tx.SetPassword(ctx, account.ID, hashed, false); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.SpendPasswordLinks(ctx, account.ID, tx.Now); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.link_used", Object: account.ID, Unit: account.Home}, endTokens(ctx, tx, account.ID)
	})
}

// PasswordLinkOf gives the account that a link sets the password of.
func (a *Wing) PasswordLinkOf(ctx context.Context, token string) (store.Account, error) {
	var account store.Account
	err := a.desk.Peek(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		account, err = standingLink(ctx, tx, token, a.desk.Now())
		return err
	})
	return account, err
}

func standingLink(ctx context.Context, tx *store.Tx, token string, now time.Time) (store.Account, error) {
	gone := errs.New(errs.NotFound, "app.link_gone").Try("app.link_gone_hint")
	l, err := tx.PasswordLink(ctx, hashToken(token))
	if errs.Is(err, errs.NotFound) || err == nil && (l.Used || now.After(l.Until)) {
		return store.Account{}, gone
	}
	if err != nil {
		return store.Account{}, err
	}
	account, err := tx.AccountByID(ctx, l.Account)
	if err == nil && account.Disabled {
		err = gone
	}
	return account, err
}
