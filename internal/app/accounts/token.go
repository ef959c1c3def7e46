package accounts

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/access/token"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// tokenMark begins every narrow token, so that it is known for one wherever it
// turns up.
const tokenMark = "ddt_"

// mostTokens is how many an account may have.
const mostTokens = 20

// NewToken is a narrow token that is to be made. Unit is a code, "" for all that
// its owner may reach.
type NewToken struct {
	Name  string
	Write bool
	Unit  string
	Until period.Date
}

// MakeToken makes a narrow token of the actor's and gives its secret, which is
// kept nowhere. Forbidden for what came in by such a token itself.
func (a *Wing) MakeToken(ctx context.Context, actor access.Actor, in NewToken) (string, token.Token, error) {
	if err := desk.InPerson(actor); err != nil {
		return "", token.Token{}, err
	}
	raw := make([]byte, 24)
	rand.Read(raw)
	secret := tokenMark + base64.RawURLEncoding.EncodeToString(raw)
	var t token.Token
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t = token.Token{ID: tx.Mint(), Account: actor.Account, Name: strings.TrimSpace(in.Name), Write: in.Write, Made: tx.Now, Until: in.Until}
		err := t.Check(tx.Today)
		if err == nil && desk.Bad(t.Name) {
			err = errs.New(errs.Invalid, "app.text_bad").In("name")
		}
		if err == nil && in.Unit != "" {
			_, t.Unit, err = tx.Readable(in.Unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		have, err := tx.Tokens(ctx, actor.Account)
		if err != nil {
			return desk.Entry{}, err
		}
		if len(have) >= mostTokens {
			return desk.Entry{}, errs.New(errs.TooMany, "app.tokens_many", "most", mostTokens).In("name")
		}
		return desk.Entry{Action: "account.token_made", Object: actor.Account, Body: map[string]any{"token": t.ID, "name": t.Name, "write": t.Write, "unit": t.Unit, "until": t.Until}},
			tx.InsertToken(ctx, t, hashToken(secret))
	})
	return secret, t, err
}

// Tokens gives the narrow tokens of the actor.
func (a *Wing) Tokens(ctx context.Context, actor access.Actor) ([]token.Token, error) {
	if err := desk.InPerson(actor); err != nil {
		return nil, err
	}
	var out []token.Token
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out, err = tx.Tokens(ctx, actor.Account)
		return err
	})
	return out, err
}

// DropToken takes a narrow token of the actor's back. NotFound for another's.
func (a *Wing) DropToken(ctx context.Context, actor access.Actor, which id.ID) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		return desk.Entry{Action: "account.token_dropped", Object: actor.Account, Body: map[string]any{"token": which}}, desk.Missing(tx.DropToken(ctx, actor.Account, which))
	})
}

// Narrow says whether a secret is that of a narrow token, by how it begins.
func Narrow(secret string) bool { return strings.HasPrefix(secret, tokenMark) }

// ByToken gives who asks with a narrow token: its owner, with no more than the
// token reaches. Unauthenticated where it is over, taken back or its owner's
// account closed.
func (a *Wing) ByToken(ctx context.Context, secret string) (User, error) {
	none := errs.New(errs.Unauthenticated, "access.token_over").Try("access.token_over_hint")
	var user User
	var t token.Token
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if t, err = tx.TokenByHash(ctx, hashToken(secret)); err != nil {
			return err
		}
		owner, err := tx.AccountByID(ctx, t.Account)
		if err != nil {
			return err
		}
		if owner.Disabled || t.Over(a.desk.Today()) {
			return none
		}
		user, err = userOf(ctx, tx, owner)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return User{}, none
	}
	if err != nil {
		return User{}, err
	}
	err = a.desk.Read(ctx, user.Actor, func(_ context.Context, tx *desk.Tx) error {
		user.Grants = t.Narrow(user.Grants, func(unit id.ID) []id.ID { return tx.Dir.Path(unit, tx.Today) })
		return nil
	})
	user.Token, user.ReadOnly, user.Lent = t.ID, !t.Write, nil // what others lend is for the person
	user.Name += " [" + t.Name + "]"
	user.Print += string(t.ID)
	return user, err
}
