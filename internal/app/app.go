// Package app is what an officer may do: one method is one use-case. Each
// checks access once, applies the domain's rules, and writes the change and
// its ledger entry in one transaction. Web, API, command line and import all
// call these methods and nothing below them.
package app

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// App is the product over one database. It is safe for concurrent use.
type App struct {
	db  *store.DB
	now func() time.Time

	dirMu sync.Mutex
	dir   *Directory // the last read directory; see directory

	attempts attempts
	boards   boards
	rollup   rollup

	headMu sync.Mutex
	head   knownHead
}

// New makes the product over an open database. now is the clock, time.Now but
// for sample data and tests.
func New(db *store.DB, now func() time.Time) *App {
	return &App{db: db, now: now, attempts: newAttempts()}
}

// Close closes the database.
func (a *App) Close() error { return a.db.Close() }

// Now is the instant on the product's clock.
func (a *App) Now() time.Time { return a.now() }

// Operator is the actor of the local command line: whoever holds the database.
func Operator(name string) access.Actor { return access.Actor{Name: name, Operator: true} }

// mint gives a new identifier of the moment.
func (a *App) mint() id.ID { return id.New(a.now()) }

// entry is what a use-case logs: one per write, in the same transaction.
type entry struct {
	action string
	object id.ID
	unit   id.ID // whose matter it is; none where it is no unit's
	body   any   // what the rows it wrote do not tell: those are part of the entry by themselves
	sealed bool  // only the actor reads what it holds: an unsent draft
}

// log appends to the ledger and gives the entry's place in the known order.
func (a *App) log(ctx context.Context, tx *store.Tx, actor access.Actor, e entry) (int64, error) {
	var body []byte
	if e.body != nil {
		var err error
		if body, err = json.Marshal(e.body); err != nil {
			return 0, errs.New(errs.Internal, "error.internal").Because(err)
		}
	}
	return tx.AppendLedger(ctx, store.Logged{At: a.now(), Account: actor.Account, Person: actor.Person, User: actor.User, Actor: actor.Name,
		Unit: e.unit, Sealed: e.sealed, Action: e.action, Object: string(e.object), Body: body})
}

// write runs a use-case's change and logs it.
func (a *App) write(ctx context.Context, actor access.Actor, change func(context.Context, *store.Tx) (entry, error)) error {
	return a.db.Write(ctx, func(ctx context.Context, tx *store.Tx) error {
		e, err := change(ctx, tx)
		if err != nil {
			return err
		}
		_, err = a.log(ctx, tx, actor, e)
		return err
	})
}
