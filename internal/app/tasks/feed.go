package tasks

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// mostInFeed is how many tasks a feed holds: the open ones come first by day.
const mostInFeed = 500

// FeedTasks gives the tasks of the units over which the owner of a feed's token
// has a role, as the owner may read them today. NotFound for a token that opens
// nothing, or whose account is closed.
func (a *Wing) FeedTasks(ctx context.Context, token string) ([]TaskRow, error) {
	var out []TaskRow
	err := a.desk.Read(ctx, access.Actor{}, func(ctx context.Context, tx *desk.Tx) error {
		unknown := errs.New(errs.NotFound, "access.not_found")
		account, err := tx.FeedAccount(ctx, accounts.FeedHash(token))
		if errs.Is(err, errs.NotFound) {
			return unknown
		}
		if err != nil {
			return err
		}
		owner, err := tx.AccountByID(ctx, account)
		if errs.Is(err, errs.NotFound) || owner.Disabled {
			return unknown
		}
		if err != nil {
			return err
		}
		grants, err := tx.Grants(ctx, account)
		if err != nil {
			return err
		}
		d := tx.Dir.As(access.Actor{Account: account, Person: owner.Person, User: owner.Username, Name: owner.Name, Grants: grants})
		seen := map[id.ID]bool{}
		for _, g := range grants {
			if d.May(access.Read, g.Unit) != nil {
				continue
			}
			rows, err := tx.Tasks(ctx, store.TaskQuery{Lead: g.Unit, Limit: mostInFeed})
			if err != nil {
				return err
			}
			changes, err := tx.TaskChanges(ctx, g.Unit)
			if err != nil {
				return err
			}
			changed := map[id.ID]store.TaskChange{}
			for _, c := range changes {
				changed[c.Task] = c
			}
			for _, row := range judgedRows(d, rows) {
				row.Steps, row.Changed = changed[row.ID].Steps, row.At
				if last := changed[row.ID].Last; last.After(row.At) {
					row.Changed = last
				}
				if !seen[row.ID] && len(out) < mostInFeed {
					seen[row.ID] = true
					out = append(out, row)
				}
			}
		}
		return nil
	})
	return out, err
}
