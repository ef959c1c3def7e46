package accounts

import (
	"context"
	"regexp"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

var usernameForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9._-]{0,38}[a-z0-9])?$`)

// NewAccount is what is asked to add an account.
type NewAccount struct {
	Username string
	Name     string
	Person   id.ID  // may be none
	Lang     string // "vi" when empty
	Password string // generated when empty
	Ready    Hashed // of the password, where it was made before; else worked out
	Grants   []access.Grant
}

// CreateAccount adds an account with its grants and gives its first password:
// the one asked for, or a generated one that must be changed at the first
// sign-in and is shown only now.
func (a *Wing) CreateAccount(ctx context.Context, actor access.Actor, in NewAccount) (id.ID, string, error) {
	if err := in.check(); err != nil {
		return "", "", err
	}
	password, generated := in.Password, in.Password == ""
	if generated {
		password = generatePassword()
	}
	hash := in.Ready.hash
	if hash == "" || in.Ready.password != password {
		var err error
		if hash, err = HashPassword(password); err != nil {
			return "", "", err
		}
	}
	account := store.Account{ID: a.desk.Mint(), Username: in.Username, Name: strings.TrimSpace(in.Name), PasswordHash: hash,
		Person: in.Person, Lang: in.Lang, MustChange: generated, Created: a.desk.Now(), Home: in.Grants[0].Unit}
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := mayGrant(ctx, tx, in.Grants); err != nil {
			return desk.Entry{}, err
		}
		if in.Person != "" {
			if err := tx.Dir.ChargePerson(access.ManageAccounts, in.Person); err != nil {
				return desk.Entry{}, err
			}
			if err := onePersonOneStep(ctx, tx, in.Person, account.ID, in.Grants); err != nil {
				return desk.Entry{}, err
			}
		}
		if _, err := tx.AccountByUsername(ctx, in.Username); err == nil {
			return desk.Entry{}, errs.New(errs.Conflict, "app.username_taken", "username", in.Username).In("username")
		} else if !errs.Is(err, errs.NotFound) {
			return desk.Entry{}, err
		}
		if err := tx.InsertAccount(ctx, account); err != nil {
			return desk.Entry{}, err
		}
		for _, g := range in.Grants {
			if err := tx.Grant(ctx, account.ID, g); err != nil {
				return desk.Entry{}, err
			}
		}
		return desk.Entry{Action: "account.created", Object: account.ID, Unit: in.Grants[0].Unit, Body: map[string]any{"username": in.Username, "name": account.Name, "grants": in.Grants}}, nil
	})
	return account.ID, password, err
}

func (in *NewAccount) check() error {
	var list errs.List
	if !usernameForm.MatchString(in.Username) {
		list = append(list, errs.New(errs.Invalid, "app.username_form", "username", in.Username).In("username"))
	}
	if strings.TrimSpace(in.Name) == "" {
		list = append(list, errs.New(errs.Invalid, "org.name_empty").In("name"))
	}
	if in.Lang == "" {
		in.Lang = "vi"
	}
	if in.Lang != "vi" && in.Lang != "en" {
		list = append(list, errs.New(errs.Invalid, "app.lang_unknown", "lang", in.Lang).In("lang"))
	}
	if len(in.Grants) == 0 {
		list = append(list, errs.New(errs.Invalid, "app.grants_none").In("grants"))
	}
	for _, g := range in.Grants {
		if !g.Role.Valid() {
			list = append(list, errs.New(errs.Invalid, "app.role_unknown", "role", string(g.Role)).In("grants"))
		}
	}
	return list.OrNil()
}

// mayGrant says whether the actor may manage accounts over every unit granted.
func mayGrant(ctx context.Context, tx *desk.Tx, grants []access.Grant) error {
	d := tx.Dir
	for _, g := range grants {
		if err := d.May(access.ManageAccounts, g.Unit); err != nil {
			return err
		}
	}
	return nil
}

// mayManage says whether the actor may manage an account: it must manage every
// unit the account was granted, so that nobody takes over a higher one; one
// without roles is its home unit's.
func mayManage(ctx context.Context, tx *desk.Tx, account id.ID) error {
	grants, err := tx.Grants(ctx, account)
	if err != nil {
		return err
	}
	if len(grants) == 0 {
		known, err := tx.AccountByID(ctx, account)
		if err != nil {
			return desk.Missing(err)
		}
		return tx.Dir.May(access.ManageAccounts, known.Home)
	}
	return mayGrant(ctx, tx, grants)
}

// AccountView is an account with what it was granted.
type AccountView struct {
	store.Account
	Grants   []access.Grant
	Sessions int       // where it is signed in now
	Seen     time.Time // when one of them was last used; zero without any
	Double   string    // the user name by which the same person has another step over the same unit: units that moved, accounts of before
}

// Accounts gives the accounts the actor may manage, by username.
func (a *Wing) Accounts(ctx context.Context, actor access.Actor) ([]AccountView, error) {
	var out []AccountView
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.ManageAccounts); err != nil {
			return err
		}
		all, err := tx.Accounts(ctx)
		if err != nil {
			return err
		}
		for _, account := range all {
			if err := mayManage(ctx, tx, account.ID); errs.Failed(err) {
				return err
			} else if err != nil {
				continue
			}
			grants, err := tx.Grants(ctx, account.ID)
			if err != nil {
				return err
			}
			sessions, err := tx.Sessions(ctx, account.ID)
			if err != nil {
				return err
			}
			account.PasswordHash = ""
			one := AccountView{Account: account, Grants: grants, Sessions: len(sessions)}
			if !account.Disabled {
				if one.Double, err = anotherStep(ctx, tx, all, account.Person, account.ID, grants); err != nil {
					return err
				}
			}
			if len(sessions) > 0 {
				one.Seen = sessions[0].Seen
			}
			out = append(out, one)
		}
		return nil
	})
	return out, err
}

// ResetPassword gives an account a generated password, ends its sessions, and
// returns the password to be shown once.
func (a *Wing) ResetPassword(ctx context.Context, actor access.Actor, account id.ID) (string, error) {
	password := generatePassword()
	hash, err := HashPassword(password)
	if err != nil {
		return "", err
	}
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := mayManage(ctx, tx, account); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.SetPassword(ctx, account, hash, true); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.password_reset", Object: account}, endTokens(ctx, tx, account)
	})
	return password, err
}

// endTokens ends whatever opens anything in an account's name: its sign-ins, on
// pages and over the API, its narrow tokens and its feeds.
func endTokens(ctx context.Context, tx *desk.Tx, account id.ID) error {
	if err := tx.EndSessions(ctx, account); err != nil {
		return err
	}
	if err := tx.DropTokens(ctx, account); err != nil {
		return err
	}
	return tx.DropFeeds(ctx, account)
}

// SetDisabled closes or opens an account; closing ends its sessions.
func (a *Wing) SetDisabled(ctx context.Context, actor access.Actor, account id.ID, disabled bool) error {
	if account == actor.Account {
		return errs.New(errs.Invalid, "app.own_account")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := mayManage(ctx, tx, account); err != nil {
			return desk.Entry{}, err
		}
		if !disabled {
			if err := openedAgain(ctx, tx, account); err != nil {
				return desk.Entry{}, err
			}
		}
		if err := tx.SetDisabled(ctx, account, disabled); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.disabled", Object: account, Body: map[string]bool{"disabled": disabled}}, endTokens(ctx, tx, account)
	})
}

// Grant gives an account a role over a unit and everything under it.
func (a *Wing) Grant(ctx context.Context, actor access.Actor, account id.ID, g access.Grant) error {
	return a.regrant(ctx, actor, account, g, "account.granted", (*desk.Tx).Grant)
}

// Revoke takes a role back.
func (a *Wing) Revoke(ctx context.Context, actor access.Actor, account id.ID, g access.Grant) error {
	return a.regrant(ctx, actor, account, g, "account.revoked", (*desk.Tx).Revoke)
}

func (a *Wing) regrant(ctx context.Context, actor access.Actor, account id.ID, g access.Grant, action string,
	change func(*desk.Tx, context.Context, id.ID, access.Grant) error) error {
	if !g.Role.Valid() {
		return errs.New(errs.Invalid, "app.role_unknown", "role", string(g.Role)).In("role")
	}
	if account == actor.Account {
		return errs.New(errs.Invalid, "app.own_account")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := mayManage(ctx, tx, account); err != nil {
			return desk.Entry{}, err
		}
		if err := mayGrant(ctx, tx, []access.Grant{g}); err != nil {
			return desk.Entry{}, err
		}
		if action == "account.granted" {
			known, err := tx.AccountByID(ctx, account)
			if err != nil {
				return desk.Entry{}, desk.Missing(err)
			}
			if err := onePersonOneStep(ctx, tx, known.Person, account, []access.Grant{g}); err != nil {
				return desk.Entry{}, err
			}
		}
		return desk.Entry{Action: action, Object: account, Unit: g.Unit, Body: g}, change(tx, ctx, account, g)
	})
}

// Init prepares an empty database: its top unit and the first administrator,
// whose generated password it gives once. Conflict when there are accounts already.
func (a *Wing) Init(ctx context.Context, operator access.Actor, unitCode, unitName, kind, username string) (string, error) {
	var accounts []store.Account
	err := a.desk.Read(ctx, operator, func(ctx context.Context, tx *desk.Tx) (err error) {
		accounts, err = tx.Accounts(ctx)
		return err
	})
	if err != nil {
		return "", err
	}
	if len(accounts) > 0 {
		return "", errs.New(errs.Conflict, "app.already_initialised").Try("app.already_initialised_hint")
	}
	unit, err := a.units.AddUnit(ctx, operator, units.NewUnit{Code: unitCode, Name: unitName, Kind: kind, From: "1945-09-02"})
	if err != nil {
		return "", err
	}
	_, password, err := a.CreateAccount(ctx, operator, NewAccount{Username: username, Name: username,
		Grants: []access.Grant{{Role: access.Administrator, Unit: unit}}})
	return password, err
}
