// Package desk is where every use-case does its work: one transaction with who
// asks, who is who, the day, and the log as it was at that moment; the one way
// to ask a right; and a write that tells the log what was done. Faces ask the
// same question of a Directory to decide what to show.
package desk

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// Desk is one database with its clock. It is safe for concurrent use.
type Desk struct {
	db  *store.DB
	now func() time.Time

	mu   sync.Mutex
	last *register // the last read
	head knownHead // the last worked out

	clock   clockWatch
	undoers map[string]Undoer // by action; complete before the first use
}

// knownHead is the root of the log at a size; a size has one root for ever.
type knownHead struct {
	size int64
	root string
}

// New makes a desk over an open database. now is the clock.
func New(db *store.DB, now func() time.Time) *Desk { return &Desk{db: db, now: now} }

// Health says what of the database cannot be read or written; see store.
func (k *Desk) Health(ctx context.Context) (broken, writing string) { return k.db.Health(ctx) }

// Close closes the database.
func (k *Desk) Close() error { return k.db.Close() }

// Now is the instant on the clock.
func (k *Desk) Now() time.Time { return k.now() }

// Today is the civil date on the clock.
func (k *Desk) Today() period.Date { return period.DateOf(k.now()) }

// Mint gives a new identifier of the moment.
func (k *Desk) Mint() id.ID { return id.New(k.now()) }

// Tx is one transaction as a use-case sees it. Everything in it is of one
// moment of the database.
type Tx struct {
	*store.Tx
	Actor access.Actor // who asks
	Dir   *Directory   // who is who, and what the actor may do
	Size  int64        // entries of the log at that moment
	Today period.Date
	Now   time.Time // in a write, never before the newest entry of the log

	desk   *Desk
	behind map[id.ID]id.ID // see Behind
}

// Root gives the root hash of the log at the transaction's moment, in base64.
func (tx *Tx) Root(ctx context.Context) (string, error) {
	k := tx.desk
	k.mu.Lock()
	known := k.head
	k.mu.Unlock()
	if known.size == tx.Size && tx.Size > 0 {
		return known.root, nil
	}
	size, root, err := tx.LedgerHead(ctx)
	if err != nil {
		return "", err
	}
	k.mu.Lock()
	k.head = knownHead{size, root}
	k.mu.Unlock()
	return root, nil
}

// Mint gives a new identifier of the moment.
func (tx *Tx) Mint() id.ID { return tx.desk.Mint() }

// ChangedDirectory marks that units, posts, people or appointments changed in
// this transaction, so that every node reads them anew.
func (tx *Tx) ChangedDirectory(ctx context.Context) error {
	return tx.SetSetting(ctx, epochKey, string(tx.desk.Mint()))
}

// begin makes a use-case's transaction of the database's. What a write under way
// sees may still be undone, so only what was read is remembered.
func (k *Desk) begin(ctx context.Context, tx *store.Tx, m store.Moment, actor access.Actor, remember bool) (*Tx, error) {
	r, err := k.register(ctx, tx, m.Value, remember)
	if err != nil {
		return nil, err
	}
	now := k.now()
	today := period.DateOf(now)
	actor = actor.On(today)
	return &Tx{Tx: tx, Actor: actor, Dir: &Directory{register: r, asker: actor, today: today}, Size: m.Size, Today: today, Now: now, desk: k}, nil
}

// Read runs do in a read-only transaction: that of the request where there is one.
func (k *Desk) Read(ctx context.Context, actor access.Actor, do func(context.Context, *Tx) error) error {
	return k.look(ctx, func(ctx context.Context, plain *store.Tx, m store.Moment) error {
		tx, err := k.begin(ctx, plain, m, actor, true)
		if err != nil {
			return err
		}
		return do(ctx, tx)
	})
}

// Directory gives who is who, to anyone signed in.
func (k *Desk) Directory(ctx context.Context, actor access.Actor) (*Directory, error) {
	var d *Directory
	err := k.Read(ctx, actor, func(_ context.Context, tx *Tx) error {
		d = tx.Dir
		return d.Anywhere(access.Read)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Peek runs do in a read-only transaction before it is known who asks: nothing
// can be asked of rights in it.
func (k *Desk) Peek(ctx context.Context, do func(context.Context, *store.Tx) error) error {
	return k.look(ctx, func(ctx context.Context, tx *store.Tx, _ store.Moment) error { return do(ctx, tx) })
}

// Look runs do in a read-only transaction of its own, whatever the request: for
// what is asked before a request reads anything.
func (k *Desk) Look(ctx context.Context, do func(context.Context, *store.Tx) error) error {
	return k.db.Read(ctx, do)
}

// Entry is what a write tells the log: the actor's account, user name and
// person go on it by themselves, and so do the rows that were changed. Body is
// for what they do not tell; it may be nil.
type Entry struct {
	Action string
	Object id.ID
	Unit   id.ID // whose matter it is; none for what concerns all
	Body   any
	Sealed bool // only the actor reads what it holds: an unsent draft
}

// Log adds an entry to the log and gives its place in the known order.
func (tx *Tx) Log(ctx context.Context, e Entry) (int64, error) {
	l, err := tx.Said(e)
	if err != nil {
		return 0, err
	}
	return tx.AppendLedger(ctx, l)
}

// Write runs a change and logs it in the same transaction.
func (k *Desk) Write(ctx context.Context, actor access.Actor, change func(context.Context, *Tx) (Entry, error)) error {
	return k.WriteSeveral(ctx, actor, func(ctx context.Context, tx *Tx) error {
		e, err := change(ctx, tx)
		if err != nil {
			return err
		}
		_, err = tx.Log(ctx, e)
		return err
	})
}

// WriteSeveral runs a change that logs by itself, with tx.Log, each thing it does.
func (k *Desk) WriteSeveral(ctx context.Context, actor access.Actor, change func(context.Context, *Tx) error) error {
	release(ctx)
	do := k.writing(actor, change)
	return k.once(ctx, func(take func(context.Context, *store.Tx) error) error {
		return k.db.Write(ctx, func(ctx context.Context, tx *store.Tx) error {
			if err := take(ctx, tx); err != nil {
				return err
			}
			return do(ctx, tx)
		})
	})
}

// Rehearse runs a change and undoes it: what it would come to is known, and
// nothing is kept.
func (k *Desk) Rehearse(ctx context.Context, actor access.Actor, change func(context.Context, *Tx) error) error {
	release(ctx)
	return k.db.Rehearse(ctx, k.writing(actor, change))
}

func (k *Desk) writing(actor access.Actor, change func(context.Context, *Tx) error) func(context.Context, *store.Tx) error {
	return func(ctx context.Context, plain *store.Tx) error {
		tx, err := k.beginWriting(ctx, plain, actor)
		if err != nil {
			return err
		}
		return change(ctx, tx)
	}
}

// beginWriting begins a use-case that writes: no earlier than the log, and not
// by a clock that was put forward.
func (k *Desk) beginWriting(ctx context.Context, plain *store.Tx, actor access.Actor) (*Tx, error) {
	m, err := plain.Moment(ctx, epochKey)
	if err != nil {
		return nil, err
	}
	tx, err := k.begin(ctx, plain, m, actor, false)
	if err != nil {
		return nil, err
	}
	tx.Dir.noting = true
	if err := k.checkClock(ctx, plain, tx.Now); err != nil {
		return nil, err
	}
	if last := plain.LogTime(); tx.Now.Before(last) {
		tx.Now = last // what is known, is known in the order of the log
	}
	return tx, nil
}

// Alike makes writes that wait at once be done at once: do gets what all of them
// brought, in a transaction without an actor; see Tx.As. It gives an error or
// nil for each, and where it gives one has changed nothing for it.
func (k *Desk) Alike(do func(ctx context.Context, tx *Tx, items []any) ([]error, error)) *store.Alike {
	return &store.Alike{Do: func(ctx context.Context, plain *store.Tx, items []any) ([]error, error) {
		tx, err := k.beginWriting(ctx, plain, access.Actor{})
		if err != nil {
			return nil, err
		}
		return do(ctx, tx, items)
	}}
}

// WriteAlike brings one of several alike writes; it is durable on return.
func (k *Desk) WriteAlike(ctx context.Context, alike *store.Alike, item any) error {
	release(ctx)
	if ctx.Value(onceKey{}) == nil {
		return k.db.WriteAlike(ctx, alike, item)
	}
	return k.once(ctx, func(take func(context.Context, *store.Tx) error) error {
		return k.db.Write(ctx, func(ctx context.Context, tx *store.Tx) error { // by itself, in the commit that takes the key
			if err := take(ctx, tx); err != nil {
				return err
			}
			each, err := alike.Do(ctx, tx, []any{item})
			if err != nil {
				return err
			}
			return each[0]
		})
	})
}

// As is the transaction with another asking.
func (tx *Tx) As(actor access.Actor) *Tx {
	other := *tx
	other.Actor, other.Dir = actor.On(tx.Today), tx.Dir.As(actor)
	return &other
}

// Name is who asks as the log and a step show it: with whose right it is where it
// was lent.
func (tx *Tx) Name() string {
	if by := tx.Dir.by; by.Account != "" {
		return tx.Actor.Name + " (thay " + by.Name + ")"
	}
	return tx.Actor.Name
}

// Lent is whose lent right this write rests on; false for who has it of their own.
func (tx *Tx) Lent() (access.Lent, bool) { return tx.Dir.by, tx.Dir.by.Account != "" }

// Said makes an entry into what the store is told of it, with who did it.
func (tx *Tx) Said(e Entry) (store.Logged, error) {
	var body []byte
	if e.Body != nil {
		var err error
		if body, err = json.Marshal(e.Body); err != nil {
			return store.Logged{}, errs.New(errs.Internal, "error.internal").Because(err)
		}
	}
	return store.Logged{At: tx.Now, Account: tx.Actor.Account, Person: tx.Actor.Person, User: tx.Actor.User,
		Actor: tx.Name(), Unit: e.Unit, Sealed: e.Sealed, Action: e.Action, Object: string(e.Object), Body: body}, nil
}

// Keep writes what no log tells of: sessions, and what an account keeps for
// itself alone.
func (k *Desk) Keep(ctx context.Context, do func(context.Context, *store.Tx) error) error {
	release(ctx)
	return k.db.Write(ctx, do)
}
