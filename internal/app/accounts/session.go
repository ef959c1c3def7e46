package accounts

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// A sign-in lasts this long after it was last used, and this long at the most.
const (
	sessionIdle = 12 * time.Hour
	sessionMost = 14 * 24 * time.Hour
)

// User is an account as its owner and the pages see it.
type User struct {
	access.Actor
	Username   string
	Lang       string
	MustChange bool
	Session    string // hash of the token of this sign-in
	Print      string // tells this account with its rights and ways from any other, and from itself before a change
}

// dummyHash takes as long to compare as a real one, so that a wrong name and a
// wrong password look alike from outside.
var dummyHash = sync.OnceValue(func() string { h, _ := HashPassword("no such account here"); return h })

// SignIn checks a name and password and gives the token of a new session.
// address is where the request came from, for the limit on attempts. TooMany
// when they come too fast, Unauthenticated when they do not fit.
func (a *Wing) SignIn(ctx context.Context, username, password, address, agent string) (string, error) {
	account, err := a.whoSignsIn(ctx, username, password, address)
	if err != nil {
		return "", err
	}
	now := a.desk.Now()
	token, tokenHash := newToken()
	who := access.Actor{Account: account.ID, Person: account.Person, User: account.Username, Name: account.Username}
	err = a.desk.Write(ctx, who, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		session := store.Session{TokenHash: tokenHash, Account: account.ID, Created: now, Seen: now, Expires: now.Add(sessionIdle), Agent: plain(agent, 200)}
		e := desk.Entry{Action: "account.sign_in", Object: account.ID, Body: session.Said()}
		if err := tx.EndExpiredSessions(ctx, now); err != nil {
			return e, err
		}
		if err := tx.ClearAttempt(ctx, attemptKeys(username, address)[0]); err != nil {
			return e, err
		}
		return e, tx.InsertSession(ctx, session)
	})
	return token, err
}

// whoSignsIn finds the account that a name and password are of. What cannot be
// a user name is refused before anything is kept or hashed of it.
func (a *Wing) whoSignsIn(ctx context.Context, username, password, address string) (store.Account, error) {
	wrong := errs.New(errs.Unauthenticated, "app.sign_in_wrong").In("password")
	if !usernameForm.MatchString(username) || len(password) > longestPassword {
		return store.Account{}, wrong
	}
	keys := attemptKeys(username, address)
	delay, err := a.mayTry(ctx, keys)
	if err != nil {
		return store.Account{}, err
	}
	done, err := a.attempts.turn(ctx, a.wait(delay))
	if err != nil {
		return store.Account{}, err
	}
	defer done()
	var account store.Account
	err = a.desk.Peek(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		account, err = tx.AccountByUsername(ctx, username)
		return err
	})
	if err != nil && !errs.Is(err, errs.NotFound) {
		return store.Account{}, err
	}
	hash := account.PasswordHash
	if hash == "" {
		hash = dummyHash()
	}
	if !passwordFits(hash, password) || account.ID == "" || account.Disabled {
		if err := a.failed(ctx, keys); err != nil {
			return store.Account{}, err
		}
		return store.Account{}, wrong
	}
	return account, nil
}

func userOf(ctx context.Context, tx *store.Tx, account store.Account) (User, error) {
	grants, err := tx.Grants(ctx, account.ID)
	u := User{
		Actor:    access.Actor{Account: account.ID, Person: account.Person, User: account.Username, Name: account.Name, Grants: grants},
		Username: account.Username, Lang: account.Lang, MustChange: account.MustChange,
	}
	if err == nil {
		err = lentTo(ctx, tx, &u.Actor)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%+v", u))
	u.Print = string(sum[:])
	return u, err
}

// ActAs gives the actor of an account for the local command line: who holds
// the database may act in any account's name, and the log says from where.
func (a *Wing) ActAs(ctx context.Context, operator access.Actor, username string) (access.Actor, error) {
	if !operator.Operator {
		return access.Actor{}, errs.New(errs.Forbidden, "access.forbidden", "action", "act_as")
	}
	var user User
	err := a.desk.Peek(ctx, func(ctx context.Context, tx *store.Tx) error {
		account, err := tx.AccountByUsername(ctx, username)
		if errs.Is(err, errs.NotFound) {
			return errs.New(errs.NotFound, "app.account_unknown", "username", username).In("as")
		}
		if err != nil {
			return err
		}
		user, err = userOf(ctx, tx, account)
		return err
	})
	return a.on(user).Actor, err
}

// SignOut ends the session of a token; a token that is not known is no error.
func (a *Wing) SignOut(ctx context.Context, user User) error {
	if err := a.EndSession(ctx, user, user.Session); !errs.Is(err, errs.NotFound) {
		return err
	}
	return nil // ended meanwhile
}

// SignOutEverywhere ends every session of the user.
func (a *Wing) SignOutEverywhere(ctx context.Context, user User) error {
	return a.desk.Write(ctx, user.Actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		return desk.Entry{Action: "account.sign_out_everywhere", Object: user.Account}, endTokens(ctx, tx, user.Account)
	})
}

// Sessions gives where the user is signed in, the latest used first.
func (a *Wing) Sessions(ctx context.Context, user User) ([]store.Session, error) {
	var out []store.Session
	err := a.desk.Peek(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		out, err = tx.Sessions(ctx, user.Account)
		return err
	})
	return out, err
}

// EndSession signs the user out of one of their sessions, by the hash of its
// token; NotFound where it is not theirs, or over.
func (a *Wing) EndSession(ctx context.Context, user User, tokenHash string) error {
	if user.Account == "" {
		return nil
	}
	return a.desk.Write(ctx, user.Actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		return desk.Entry{Action: "account.sign_out", Object: user.Account}, desk.Missing(tx.EndSession(ctx, tokenHash, user.Account))
	})
}

// SetLang keeps the language the user reads in.
func (a *Wing) SetLang(ctx context.Context, user User, lang string) error {
	if lang != "vi" && lang != "en" {
		return errs.New(errs.Invalid, "app.lang_unknown", "lang", lang).In("lang")
	}
	return a.desk.Write(ctx, user.Actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		return desk.Entry{Action: "account.lang", Object: user.Account}, tx.SetLang(ctx, user.Account, lang)
	})
}

// ChangePassword sets the user's own password and ends all their sessions.
func (a *Wing) ChangePassword(ctx context.Context, user User, old, fresh string) error {
	keys := attemptKeys("change:"+string(user.Account), string(user.Account))
	delay, err := a.mayTry(ctx, keys)
	if err != nil {
		return err
	}
	done, err := a.attempts.turn(ctx, a.wait(delay))
	if err != nil {
		return err
	}
	defer done()
	hash, err := HashPassword(fresh)
	if err != nil {
		return err
	}
	err = a.desk.Write(ctx, user.Actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		account, err := tx.AccountByID(ctx, user.Account)
		if err != nil {
			return desk.Entry{}, err
		}
		if !passwordFits(account.PasswordHash, old) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.password_old_wrong").In("old")
		}
		if err := tx.SetPassword(ctx, user.Account, hash, false); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.password_changed", Object: user.Account}, endTokens(ctx, tx, user.Account)
	})
	if errs.KindOf(err) == errs.Invalid {
		if err := a.failed(ctx, keys); err != nil {
			return err
		}
	}
	return err
}

// plain is what a stranger's program says of itself, without what cannot be
// kept or shown, in at most n bytes.
func plain(text string, n int) string {
	return desk.Clip(strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text), n)
}
