package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// onceFor is how long it is known that a request was carried out.
const onceFor = 24 * time.Hour

// Once is a request that may be sent again, and is carried out once all the same:
// the first transaction that writes under it takes its key in the same commit.
type Once struct {
	memo, print string
	held        bool
}

// NewOnce is a request of an account under a key of its own choosing. print tells
// apart what is asked: the same key with another print is a mistake.
func NewOnce(account id.ID, key, print string) *Once {
	sum := sha256.Sum256([]byte(key))
	return &Once{memo: "once:" + string(account) + ":" + hex.EncodeToString(sum[:16]), print: print}
}

type onceKey struct{}

// In gives the context under which the request's writes are done.
func (o *Once) In(ctx context.Context) context.Context { return context.WithValue(ctx, onceKey{}, o) }

// Answered is what became of a request the first time.
type Answered struct {
	Status int    // 0 where it was carried out and its answer is not known
	Body   []byte // of the answer
}

type keptOnce struct {
	Print    string
	Answered Answered
}

// AnsweredBefore gives what became of a request sent before under the same key; nil for
// one that wrote nothing yet. Invalid where the key stood for something else.
func (k *Desk) AnsweredBefore(ctx context.Context, o *Once) (*Answered, error) {
	var out *Answered
	err := k.Peek(ctx, func(ctx context.Context, tx *store.Tx) error {
		kept, err := o.kept(ctx, tx, k.now())
		if kept != nil {
			out = &kept.Answered
		}
		return err
	})
	return out, err
}

func (o *Once) kept(ctx context.Context, tx *store.Tx, now time.Time) (*keptOnce, error) {
	text, known, err := tx.Memo(ctx, o.memo, now)
	if err != nil || !known {
		return nil, err
	}
	var kept keptOnce
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return nil, errs.New(errs.Internal, "error.internal").Because(err)
	}
	if kept.Print != o.print {
		return nil, errs.New(errs.Invalid, "app.once_other").Try("app.once_other_hint")
	}
	return &kept, nil
}

// KeepAnswer keeps the answer to a request for who sends it again. It does nothing where
// nothing was written: such a request may be tried anew.
func (k *Desk) KeepAnswer(ctx context.Context, o *Once, answer Answered) error {
	if !o.held {
		return nil
	}
	return k.Keep(ctx, func(ctx context.Context, tx *store.Tx) error { return o.put(ctx, tx, k.now(), answer) })
}

func (o *Once) put(ctx context.Context, tx *store.Tx, now time.Time, answer Answered) error {
	text, err := json.Marshal(keptOnce{o.print, answer})
	if err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return tx.PutMemo(ctx, o.memo, string(text), now, now.Add(onceFor))
}

// take takes the key in a transaction that writes: Conflict where another request
// has it, which then was carried out or is about to be.
func (o *Once) take(ctx context.Context, tx *store.Tx, now time.Time) error {
	if o.held {
		return nil
	}
	kept, err := o.kept(ctx, tx, now)
	switch {
	case err != nil:
		return err
	case kept != nil:
		return errs.New(errs.Conflict, "app.once_done").Try("app.once_done_hint")
	}
	return o.put(ctx, tx, now, Answered{})
}

// once has a write take the key of the request it belongs to, where it has one.
// The context of the transaction may be that of another request, so the key is
// taken from this one.
func (k *Desk) once(ctx context.Context, write func(take func(context.Context, *store.Tx) error) error) error {
	o, _ := ctx.Value(onceKey{}).(*Once)
	if o == nil {
		return write(func(context.Context, *store.Tx) error { return nil })
	}
	err := write(func(ctx context.Context, tx *store.Tx) error { return o.take(ctx, tx, k.now()) })
	o.held = o.held || err == nil
	return err
}
