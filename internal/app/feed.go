package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// NewFeed makes the token of a feed of the actor's tasks. It opens nothing but
// that feed, for reading; one made later makes the earlier ones worthless.
func (a *App) NewFeed(ctx context.Context, actor access.Actor) (string, error) {
	if actor.Account == "" {
		return "", errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	}
	raw := make([]byte, 24)
	rand.Read(raw)
	token := base64.RawURLEncoding.EncodeToString(raw)
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.DropFeeds(ctx, actor.Account); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.feed_made", Object: actor.Account}, tx.InsertFeed(ctx, feedHash(token), actor.Account, a.now())
	})
	return token, err
}

// DropFeeds makes every token of the actor's feeds worthless.
func (a *App) DropFeeds(ctx context.Context, actor access.Actor) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if actor.Account == "" {
			return desk.Entry{}, errs.New(errs.Unauthenticated, "access.sign_in")
		}
		return desk.Entry{Action: "account.feed_dropped", Object: actor.Account}, tx.DropFeeds(ctx, actor.Account)
	})
}

func feedHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// mostInFeed is how many tasks a feed holds: the open ones come first by day.
const mostInFeed = 500

// FeedTasks gives the tasks of the units over which the owner of a feed's token
// has a role, as the owner may read them today. NotFound for a token that opens
// nothing, or whose account is closed.
func (a *App) FeedTasks(ctx context.Context, token string) ([]TaskRow, error) {
	var out []TaskRow
	err := a.desk.Read(ctx, access.Actor{}, func(ctx context.Context, tx *desk.Tx) error {
		unknown := errs.New(errs.NotFound, "access.not_found")
		account, err := tx.FeedAccount(ctx, feedHash(token))
		if err != nil {
			return unknown
		}
		owner, err := tx.AccountByID(ctx, account)
		if err != nil || owner.Disabled {
			return unknown
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
			for _, row := range judgedRows(d, rows) {
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
