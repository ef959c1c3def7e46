package accounts

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// CorrectAccount puts an account's user name, name or person right. What it did
// stays in the log under the names it had then.
func (a *Wing) CorrectAccount(ctx context.Context, actor access.Actor, account id.ID, username, name string, person id.ID, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		was, err := tx.AccountByID(ctx, account)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := mayManage(ctx, tx, account); err != nil {
			return desk.Entry{}, err
		}
		is := was
		is.Username, is.Name, is.Person = strings.TrimSpace(username), strings.TrimSpace(name), person
		if !usernameForm.MatchString(is.Username) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.username_form", "username", is.Username).In("username")
		}
		if is.Name == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "org.name_empty").In("name")
		}
		grants, err := tx.Grants(ctx, account)
		if err != nil {
			return desk.Entry{}, err
		}
		if is.Person != was.Person && is.Person != "" {
			if err := tx.Dir.ChargePerson(access.ManageAccounts, is.Person); err != nil {
				return desk.Entry{}, err
			}
			if err := onePersonOneStep(ctx, tx, is.Person, account, grants); err != nil {
				return desk.Entry{}, err
			}
		}
		err = tx.AmendAccount(ctx, is)
		if errs.Is(err, errs.Conflict) {
			err = errs.New(errs.Conflict, "app.username_taken", "username", is.Username).In("username")
		}
		if err != nil {
			return desk.Entry{}, err
		}
		unit := id.ID("")
		if len(grants) > 0 {
			unit = grants[0].Unit
		}
		entries := func(username, name string, person id.ID) amend.Fields {
			return amend.Fields{"username": username, "name": name, "person": string(person)}
		}
		return tx.Correct(ctx, amend.Account, account, unit, entries(was.Username, was.Name, was.Person), entries(is.Username, is.Name, is.Person), reason)
	})
}
