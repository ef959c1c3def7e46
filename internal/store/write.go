package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"dondoc/internal/errs"
)

// writing is one use-case that waits to be written.
type writing struct {
	ctx  context.Context
	do   func(context.Context, *Tx) error
	err  error
	done chan struct{}

	alike *Alike
	item  any
}

// Alike are writes that can be done at once: what one commit finds waiting of
// them goes to Do together, which gives an error or nil for each. One that has
// an error must have changed nothing. The second result undoes all; then each
// is tried by itself.
type Alike struct {
	Do func(ctx context.Context, tx *Tx, items []any) ([]error, error)
}

// WriteAlike is Write for one of many alike writes.
func (db *DB) WriteAlike(ctx context.Context, alike *Alike, item any) error {
	return db.write(ctx, &writing{ctx: ctx, alike: alike, item: item, done: make(chan struct{})})
}

// most is how many waiting writes one commit may carry: enough to share the
// cost of an fsync, few enough that the first does not wait long for the last.
const most = 64

// Write runs do in a transaction and returns once it is durable. Writes that
// come in while a commit is under way share the next one (group commit), each
// in a savepoint of its own: do's error undoes only what do did.
//
// All writes of a database follow one another, on SQLite by its nature and on
// PostgreSQL by the lock on the ledger's head, so do may check and then write.
// do must use the context it is given: it is not cancelled half-way, because
// that would take the transactions of others with it.
func (db *DB) Write(ctx context.Context, do func(context.Context, *Tx) error) error {
	return db.write(ctx, &writing{ctx: ctx, do: do, done: make(chan struct{})})
}

func (db *DB) write(ctx context.Context, j *writing) error {
	if db.joined != nil {
		if err := db.joined.together(ctx, []*writing{j}, false); err != nil {
			return err
		}
		return j.err
	}
	db.queue.Lock()
	db.waiting = append(db.waiting, j)
	db.queue.Unlock()
	for {
		select {
		case <-j.done:
			return j.err
		case <-db.turn:
			db.commitWaiting()
			db.turn <- struct{}{}
		}
	}
}

// commitWaiting takes what waits and commits it in one transaction.
func (db *DB) commitWaiting() {
	db.queue.Lock()
	batch := db.waiting
	if len(batch) > most {
		batch = batch[:most]
	}
	db.waiting = append([]*writing(nil), db.waiting[len(batch):]...)
	db.queue.Unlock()
	if len(batch) == 0 {
		return
	}
	err := db.commit(batch)
	trouble := err
	for _, j := range batch {
		if errs.Is(j.err, errs.Unavailable) {
			trouble = j.err
		}
	}
	db.health.wrote(trouble)
	for _, j := range batch {
		if j.err == nil {
			j.err = err
		}
		close(j.done)
	}
}

// commit writes the batch; an error of a job is left in the job, an error of
// the transaction is returned and holds for every job that had none.
func (db *DB) commit(batch []*writing) error {
	ctx := context.WithoutCancel(batch[0].ctx)
	if db.writing != nil {
		db.writing.catchUp(ctx, db.writer)
	}
	sqlTx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return translate(err)
	}
	defer sqlTx.Rollback() // does nothing after Commit
	tx := &Tx{sql: sqlTx, db: db, prepared: db.writing}
	if err := tx.lockLog(ctx); err != nil {
		return err
	}
	for rest := batch; len(rest) > 0; {
		var same []*writing
		same, rest = alike(rest)
		if err := tx.together(ctx, same, len(same) == len(batch)); err != nil {
			return err
		}
	}
	written := slices.ContainsFunc(batch, func(j *writing) bool { return j.err == nil })
	if !written {
		return nil
	}
	if err := guarded(ctx, tx, func(ctx context.Context, tx *Tx) error { return tx.renew(ctx) }); err != nil {
		return err
	}
	if err := tx.growLog(ctx); err != nil {
		return err
	}
	if err := tx.keepTurn(ctx); err != nil {
		return err
	}
	if err := translate(sqlTx.Commit()); err != nil {
		return err
	}
	db.head = *tx.head
	return nil
}

// alike parts waiting writes into the first with those that can be done with
// it, and the rest in their order.
func alike(jobs []*writing) (same, rest []*writing) {
	for i, j := range jobs {
		if i == 0 || j.alike != nil && j.alike == jobs[0].alike {
			same = append(same, j)
		} else {
			rest = append(rest, j)
		}
	}
	return same, rest
}

// together does writes that are alike, or a single one, and leaves its error in
// each. alone says that nothing else is written in the transaction: then the
// savepoint is the transaction itself.
func (tx *Tx) together(ctx context.Context, jobs []*writing, alone bool) error {
	var todo []*writing
	for _, j := range jobs {
		if j.err = j.ctx.Err(); j.err == nil {
			todo = append(todo, j)
		}
	}
	if len(todo) == 0 {
		return nil
	}
	first := todo[0]
	if first.alike == nil {
		return tx.inSavepoint(ctx, first, alone)
	}
	items := make([]any, len(todo))
	for i, j := range todo {
		items[i] = j.item
	}
	var each []error
	all := &writing{ctx: first.ctx, do: func(ctx context.Context, tx *Tx) (err error) {
		each, err = first.alike.Do(ctx, tx, items)
		return err
	}}
	if err := tx.inSavepoint(ctx, all, alone && len(todo) == 1); err != nil {
		return err
	}
	if all.err != nil && len(todo) > 1 { // one of them spoils it for all
		for _, j := range todo {
			if err := tx.together(ctx, []*writing{j}, false); err != nil {
				return err
			}
		}
		return nil
	}
	for i, j := range todo {
		if j.err = all.err; j.err == nil && i < len(each) {
			j.err = each[i]
		}
	}
	return nil
}

// inSavepoint runs a use-case, what hangs on the rows it changed, and closes its
// entries in the log; its error undoes all of that and nothing else.
func (tx *Tx) inSavepoint(ctx context.Context, j *writing, alone bool) error {
	outer := tx.log
	if outer != nil {
		if err := tx.closeEntries(ctx, false); err != nil { // entries follow one another
			return err
		}
	}
	if !alone {
		if err := tx.exec(ctx, "write.savepoint"); err != nil {
			return err
		}
	}
	head, following := *tx.head, tx.following
	tx.log = &logging{}
	j.err = guarded(context.WithoutCancel(j.ctx), tx, func(ctx context.Context, tx *Tx) error {
		if err := j.do(ctx, tx); err != nil {
			return err
		}
		if hook := tx.db.hook; hook != nil && len(tx.log.all) > 0 {
			if err := hook(ctx, tx); err != nil {
				return err
			}
		}
		tx.follow()
		return tx.closeEntries(ctx, true)
	})
	tx.log = outer
	if alone { // its error undoes the transaction
		return nil
	}
	if j.err != nil {
		if err := tx.exec(ctx, "write.undo"); err != nil {
			return err
		}
		*tx.head, tx.held = head, nil
		tx.backTo(following)
	}
	return tx.exec(ctx, "write.release")
}

// guarded keeps a panic in one use-case from taking the others with it.
func guarded(ctx context.Context, tx *Tx, do func(context.Context, *Tx) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errs.New(errs.Internal, "error.internal").Because(fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
		}
	}()
	return do(ctx, tx)
}

// exec runs a named query that changes rows.
func (tx *Tx) exec(ctx context.Context, name string, args ...any) error {
	_, err := tx.run(ctx, name, args...)
	return err
}

// execOne runs a named query that must change exactly one row; NotFound otherwise.
func (tx *Tx) execOne(ctx context.Context, name string, args ...any) error {
	n, err := tx.run(ctx, name, args...)
	if err == nil && n != 1 {
		return errs.New(errs.NotFound, "error.not_found")
	}
	return err
}

// scanner is a row that can be read into variables.
type scanner interface{ Scan(...any) error }

// one reads the single row of a named query; NotFound when there is none.
func one[T any](ctx context.Context, tx *Tx, name string, scan func(scanner) (T, error), args ...any) (T, error) {
	v, err := scan(tx.runRow(ctx, name, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return v, errs.New(errs.NotFound, "error.not_found")
	}
	return v, translate(err)
}

// many reads all rows of a named query.
func many[T any](ctx context.Context, tx *Tx, name string, scan func(scanner) (T, error), args ...any) ([]T, error) {
	rows, err := tx.runQuery(ctx, name, args...)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, translate(err)
		}
		out = append(out, v)
	}
	return out, translate(rows.Err())
}
