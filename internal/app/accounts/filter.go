package accounts

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// longestFilter and mostFilters bound what an account keeps.
const (
	longestFilter = 80
	mostFilters   = 40
)

// SaveFilter keeps a filter of tasks under a name for the actor. The address is
// that of a list of tasks with its query.
func (a *Wing) SaveFilter(ctx context.Context, actor access.Actor, name, address string) error {
	name = strings.TrimSpace(name)
	switch {
	case actor.Account == "":
		return errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	case name == "":
		return errs.New(errs.Invalid, "app.field_empty").In("name")
	case desk.Bad(name) || len([]rune(name)) > longestFilter || desk.Bad(address) || len(address) > 1000 || !strings.HasPrefix(address, "/u/") || strings.Contains(address, "//"):
		return errs.New(errs.Invalid, "app.text_bad").In("name")
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		known, err := tx.Filters(ctx, actor.Account)
		if err != nil {
			return err
		}
		if len(known) >= mostFilters {
			return errs.New(errs.TooMany, "app.filters_many", "most", mostFilters).In("name")
		}
		for _, f := range known {
			if strings.EqualFold(f.Name, name) {
				return errs.New(errs.Conflict, "app.filter_exists", "name", name).In("name")
			}
		}
		return tx.InsertFilter(ctx, actor.Account, store.SavedFilter{ID: a.desk.Mint(), Name: name, Address: address}, a.desk.Now())
	})
}

// Filters gives the filters the actor keeps.
func (a *Wing) Filters(ctx context.Context, actor access.Actor) ([]store.SavedFilter, error) {
	var out []store.SavedFilter
	if actor.Account == "" {
		return nil, nil
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out, err = tx.Filters(ctx, actor.Account)
		return err
	})
	return out, err
}

// DropFilter takes away a filter of the actor's. NotFound for another's.
func (a *Wing) DropFilter(ctx context.Context, actor access.Actor, which id.ID) error {
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.DropFilter(ctx, actor.Account, which); err != nil {
			return desk.Missing(err)
		}
		return nil
	})
}
