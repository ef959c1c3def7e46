package desk

import (
	"context"
	"sync"

	"dondoc/internal/store"
)

// request is the snapshot that the use-cases of one request share.
type request struct {
	mu    sync.Mutex
	tx    *store.Tx
	end   func()
	size  int64
	epoch string
}

type requestKey struct{}

// Request makes everything that is read under the context it gives be of one
// moment: what a page shows, and the size and root of the log at its foot. The
// snapshot is taken at the first reading and ends with release, which is called
// before an answer goes out to a reader who may be slow; what is read later is
// of a new moment. A write ends it too, so that what was written is seen.
func (k *Desk) Request(ctx context.Context) (shared context.Context, release func()) {
	r := &request{}
	return context.WithValue(ctx, requestKey{}, r), r.release
}

func (r *request) release() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tx != nil {
		r.end()
		r.tx, r.end = nil, nil
	}
}

// release ends the snapshot of the request, where there is one: a write needs
// a connection of its own, and who reads after it wants to see it.
func release(ctx context.Context) {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		r.release()
	}
}

// look runs do in the snapshot of the request, or in one of its own.
func (k *Desk) look(ctx context.Context, do func(context.Context, *store.Tx, int64, string) error) error {
	r, ok := ctx.Value(requestKey{}).(*request)
	if !ok {
		return k.db.Read(ctx, func(ctx context.Context, tx *store.Tx) error {
			size, epoch, err := tx.Moment(ctx, epochKey)
			if err != nil {
				return err
			}
			return do(ctx, tx, size, epoch)
		})
	}
	r.mu.Lock()
	if r.tx == nil {
		tx, end, err := k.db.Look(ctx)
		if err == nil {
			if r.size, r.epoch, err = tx.Moment(ctx, epochKey); err != nil {
				end()
			}
		}
		if err != nil {
			r.mu.Unlock()
			return err
		}
		r.tx, r.end = tx, end
	}
	tx, size, epoch := r.tx, r.size, r.epoch
	r.mu.Unlock()
	return do(ctx, tx, size, epoch)
}
