package store

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/id"
)

// Account is who may sign in.
type Account struct {
	ID           id.ID
	Username     string
	Name         string // as the log and the pages write it
	PasswordHash string // argon2id in PHC form
	Person       id.ID  // the person behind it; none for a technical account
	Lang         string
	Disabled     bool
	MustChange   bool // the password was set by somebody else
	Created      time.Time
	Home         id.ID // the unit it was made for: whose it is while it has no role
}

// Session is one sign-in; only the hash of its token is kept.
type Session struct {
	TokenHash string
	Account   id.ID
	Created   time.Time
	Seen      time.Time
	Expires   time.Time
	Agent     string // the browser, as it names itself
}

// InsertAccount adds an account. Conflict when the username is taken.
func (tx *Tx) InsertAccount(ctx context.Context, a Account) error {
	return tx.exec(ctx, "account.insert", a.ID, a.Username, a.Name, a.PasswordHash, a.Person, a.Lang,
		a.Disabled, a.MustChange, a.Created.UnixMilli(), a.Home)
}

func scanAccount(s scanner) (a Account, err error) {
	var created int64
	err = s.Scan(&a.ID, &a.Username, &a.Name, &a.PasswordHash, &a.Person, &a.Lang, &a.Disabled, &a.MustChange, &created, &a.Home)
	a.Created = time.UnixMilli(created)
	return a, err
}

// AccountByUsername finds an account by the name it signs in with.
func (tx *Tx) AccountByUsername(ctx context.Context, username string) (Account, error) {
	return one(ctx, tx, "account.by_username", scanAccount, username)
}

// AccountByID finds an account.
func (tx *Tx) AccountByID(ctx context.Context, account id.ID) (Account, error) {
	return again(tx, "account", string(account), func() (Account, error) { return one(ctx, tx, "account.by_id", scanAccount, account) })
}

// Accounts gives every account by username.
func (tx *Tx) Accounts(ctx context.Context) ([]Account, error) {
	return many(ctx, tx, "account.list", scanAccount)
}

// AccountsBehind gives the accounts of one person; none where no person is given.
func (tx *Tx) AccountsBehind(ctx context.Context, person id.ID) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	if person == "" {
		return out, nil
	}
	all, err := many(ctx, tx, "account.of_person", scanID, person)
	for _, a := range all {
		out[a] = true
	}
	return out, err
}

// SetPassword changes the hash; mustChange asks the owner for a new one at the next sign-in.
func (tx *Tx) SetPassword(ctx context.Context, account id.ID, hash string, mustChange bool) error {
	return tx.execOne(ctx, "account.set_password", account, hash, mustChange)
}

// SetDisabled closes or opens an account.
func (tx *Tx) SetDisabled(ctx context.Context, account id.ID, disabled bool) error {
	return tx.execOne(ctx, "account.set_disabled", account, disabled)
}

// SetLang keeps the language an account reads in.
func (tx *Tx) SetLang(ctx context.Context, account id.ID, lang string) error {
	return tx.execOne(ctx, "account.set_lang", account, lang)
}

// Grant gives an account a role over a subtree. Conflict when it has it.
func (tx *Tx) Grant(ctx context.Context, account id.ID, g access.Grant) error {
	return tx.exec(ctx, "account.grant", account, g.Role, g.Unit)
}

// Revoke takes a role back. NotFound when it was not granted.
func (tx *Tx) Revoke(ctx context.Context, account id.ID, g access.Grant) error {
	return tx.execOne(ctx, "account.revoke", account, g.Role, g.Unit)
}

// Grants gives what an account was granted.
func (tx *Tx) Grants(ctx context.Context, account id.ID) ([]access.Grant, error) {
	return many(ctx, tx, "account.grants", func(s scanner) (g access.Grant, err error) {
		err = s.Scan(&g.Role, &g.Unit)
		return g, err
	}, account)
}

// InsertSession keeps a sign-in.
func (tx *Tx) InsertSession(ctx context.Context, s Session) error {
	return tx.exec(ctx, "account.insert_session", s.TokenHash, s.Account, s.Created.UnixMilli(),
		s.Seen.UnixMilli(), s.Expires.UnixMilli(), s.Agent)
}

func scanSession(s scanner) (out Session, err error) {
	var created, seen, expires int64
	err = s.Scan(&out.TokenHash, &out.Account, &created, &seen, &expires, &out.Agent)
	out.Created, out.Seen, out.Expires = time.UnixMilli(created), time.UnixMilli(seen), time.UnixMilli(expires)
	return out, err
}

// SignedIn is a sign-in with its account, and the turn of that moment.
type SignedIn struct {
	Session
	Account Account
	Turn    int64
}

// Session finds a sign-in by the hash of its token.
func (tx *Tx) Session(ctx context.Context, tokenHash string) (SignedIn, error) {
	return one(ctx, tx, "account.signed_in", func(s scanner) (in SignedIn, err error) {
		var created int64
		a := &in.Account
		in.Session, err = scanSession(withMore{s, []any{&a.ID, &a.Username, &a.Name, &a.PasswordHash, &a.Person, &a.Lang,
			&a.Disabled, &a.MustChange, &created, &in.Turn}})
		a.Created = time.UnixMilli(created)
		return in, err
	}, tokenHash)
}

// Sessions gives an account's sign-ins, the latest seen first.
func (tx *Tx) Sessions(ctx context.Context, account id.ID) ([]Session, error) {
	return many(ctx, tx, "account.sessions", scanSession, account)
}

// TouchSession notes when a sign-in was last used.
func (tx *Tx) TouchSession(ctx context.Context, tokenHash string, seen time.Time) error {
	return tx.exec(ctx, "account.touch_session", tokenHash, seen.UnixMilli())
}

// EndSession signs one session of the account out.
func (tx *Tx) EndSession(ctx context.Context, tokenHash string, account id.ID) error {
	tx.raise(Account{ID: account}.Subject())
	return tx.execOne(ctx, "account.end_session", tokenHash, account)
}

// EndSessions signs an account out everywhere.
func (tx *Tx) EndSessions(ctx context.Context, account id.ID) error {
	tx.raise(Account{ID: account}.Subject())
	return tx.exec(ctx, "account.end_sessions", account)
}

// EndExpiredSessions forgets sign-ins whose time is over.
func (tx *Tx) EndExpiredSessions(ctx context.Context, now time.Time) error {
	return tx.exec(ctx, "account.end_expired", now.UnixMilli())
}

// PassOn gives everybody who has a role over one unit the same over another.
func (tx *Tx) PassOn(ctx context.Context, from, to id.ID, role access.Role) error {
	return tx.exec(ctx, "account.pass_on", from, to, role)
}

// Subject is the account with its rights and sign-ins; see DB.Newest.
func (a Account) Subject() string { return "who:" + string(a.ID) }
