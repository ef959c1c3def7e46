package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"dondoc/internal/errs"
)

// healthKept is how long an answer about health holds: anybody may ask.
const healthKept = 5 * time.Second

// health remembers the last look, and how the last write went.
type health struct {
	mu    sync.Mutex
	at    time.Time
	last  string
	write string
}

// Health looks at every table, at most every few seconds: what cannot be read
// ("database", or "table …", "" where all can), and why the last write was not
// kept, by the key of its error ("" where it was).
func (db *DB) Health(ctx context.Context) (broken, writing string) {
	h := &db.health
	h.mu.Lock()
	defer h.mu.Unlock()
	if time.Since(h.at) > healthKept {
		h.last, h.at = db.broken(ctx), time.Now()
	}
	return h.last, h.write
}

func (db *DB) broken(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, healthKept)
	defer cancel()
	at := "database"
	err := db.Read(ctx, func(ctx context.Context, tx *Tx) error {
		for _, t := range byNumber(schema) {
			at = "table " + t.name
			if _, err := tx.strings(ctx, "SELECT '' FROM "+t.name+" LIMIT 1", 1); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil || errs.Is(err, errs.Busy) {
		return ""
	}
	if errs.Is(err, errs.Unavailable) && errs.All(err)[0].What.Key != "store.not_a_database" {
		return "database"
	}
	return at
}

// wrote remembers how a commit went.
func (h *health) wrote(err error) {
	trouble := ""
	var known *errs.Error
	if errors.As(err, &known) {
		trouble = known.What.Key
	}
	h.mu.Lock()
	h.write = trouble
	h.mu.Unlock()
}
