package desk

import (
	"context"
	"sync"

	"dondoc/internal/store"
)

// request is the snapshot that the use-cases of one request share.
type request struct {
	mu     sync.Mutex
	tx     *store.Tx
	end    func()
	moment store.Moment
	reads  func() ([]string, bool)
	taken  int // snapshots
}

// Seen is what was read under a request: the turn of its one moment, and the
// subjects that what is made of it hangs on.
type Seen struct {
	Turn     int64
	Subjects []string
}

// Seen gives what was read under a context of Request; false where it was of
// several moments, or of what no version tells of.
func (k *Desk) Seen(ctx context.Context) (Seen, bool) {
	r, ok := ctx.Value(requestKey{}).(*request)
	if !ok {
		return Seen{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken != 1 {
		return Seen{}, false
	}
	subjects, all := r.reads()
	return Seen{r.moment.Turn, subjects}, all
}

// Holds says whether what was made of a turn still stands, and gives the turn
// up to which it does.
func (k *Desk) Holds(ctx context.Context, s Seen) (int64, bool, error) {
	turn, err := k.db.Turn(ctx) // where nothing was written since, the database need not be asked what
	if err != nil || turn <= s.Turn {
		return turn, err == nil, err
	}
	turn, touched, err := k.db.Newest(ctx, s.Subjects)
	return turn, touched <= s.Turn, err
}

// Turn gives the turn of the newest transaction; see store.DB.Turn.
func (k *Desk) Turn(ctx context.Context) (int64, error) { return k.db.Turn(ctx) }

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

// Apart gives a context of no request, which outlives the one it comes from:
// for what goes on beside a request and must not end its snapshot.
func Apart(ctx context.Context) context.Context {
	return context.WithValue(context.WithoutCancel(ctx), requestKey{}, nil)
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
func (k *Desk) look(ctx context.Context, do func(context.Context, *store.Tx, store.Moment) error) error {
	r, ok := ctx.Value(requestKey{}).(*request)
	if !ok {
		return k.db.Read(ctx, func(ctx context.Context, tx *store.Tx) error {
			m, err := tx.Moment(ctx, epochKey)
			if err != nil {
				return err
			}
			return do(ctx, tx, m)
		})
	}
	r.mu.Lock()
	if r.tx == nil {
		tx, end, err := k.db.Look(ctx)
		if err == nil {
			r.reads, r.taken = tx.Track(), r.taken+1
			if r.moment, err = tx.Moment(ctx, epochKey); err != nil {
				end()
			}
		}
		if err != nil {
			r.mu.Unlock()
			return err
		}
		r.tx, r.end = tx, end
	}
	tx, m := r.tx, r.moment
	r.mu.Unlock()
	return do(ctx, tx, m)
}
