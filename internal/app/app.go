// Package app is what an officer may do: one method is one use-case. Each
// checks access once, applies the domain's rules, and writes the change and
// its ledger entry in one transaction. Web, API, command line and import all
// call these methods and nothing below them.
package app

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// App is the product over one database. It is safe for concurrent use.
type App struct {
	desk *desk.Desk

	attempts attempts
	boards   boards
	rollup   rollup
}

// Directory is who is who, and what who asks may do.
type Directory = desk.Directory

// Responsible is who answers on a day.
type Responsible = desk.Responsible

// New makes the product over an open database. now is the clock, time.Now but
// for sample data and tests.
func New(db *store.DB, now func() time.Time) *App {
	return &App{desk: desk.New(db, now), attempts: newAttempts()}
}

// Close closes the database.
func (a *App) Close() error { return a.desk.Close() }

// Now is the instant on the product's clock.
func (a *App) Now() time.Time { return a.desk.Now() }

// Operator is the actor of the local command line: whoever holds the database.
func Operator(name string) access.Actor { return desk.Operator(name) }

// mint gives a new identifier of the moment.
func (a *App) mint() id.ID { return a.desk.Mint() }

// now is the instant on the clock, today its civil date.
func (a *App) now() time.Time     { return a.desk.Now() }
func (a *App) today() period.Date { return a.desk.Today() }

// MayAnywhere checks a right that is needed somewhere, before anything of a
// request is read; which unit it is about is checked by the use-case.
func (a *App) MayAnywhere(actor access.Actor, action access.Action) error {
	return desk.Anywhere(actor, action)
}

// Directory gives who is who, to anyone signed in.
func (a *App) Directory(ctx context.Context, actor access.Actor) (*Directory, error) {
	var d *Directory
	err := a.desk.Read(ctx, actor, func(_ context.Context, tx *desk.Tx) error {
		d = tx.Dir
		return d.Anywhere(access.Read)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}
