package store

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
)

// TestJobsAreClaimedOnce has several servers ask at once: each job goes to one
// of them, the same job is never added twice, and one whose server fell silent
// goes to another.
func TestJobsAreClaimedOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, dsn string) {
		now := time.UnixMilli(1_700_000_000_000)
		const many = 12
		err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
			for i := range many {
				j := job.Job{ID: id.ID(fmt.Sprint("j", i)), Kind: "mail", Once: fmt.Sprint(i), RunAt: now, Made: now}
				if fresh, err := tx.InsertJob(ctx, j); err != nil || !fresh {
					t.Errorf("added %v, %v", fresh, err)
				}
				j.ID += "again"
				if fresh, err := tx.InsertJob(ctx, j); err != nil || fresh {
					t.Errorf("added twice %v, %v", fresh, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		taken := map[id.ID]string{}
		claim := func(db *DB, holder string, now time.Time) bool {
			took := false
			err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
				due, err := tx.DueJob(ctx, now, []string{"mail", "digest"})
				if errs.Is(err, errs.NotFound) {
					return nil
				}
				if err != nil {
					return err
				}
				took, err = tx.ClaimJob(ctx, due.ID, holder, now)
				if took {
					mu.Lock()
					defer mu.Unlock()
					if taken[due.ID] != "" {
						t.Errorf("%s went to %s and to %s", due.ID, taken[due.ID], holder)
					}
					taken[due.ID] = holder
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
			return took
		}
		var wait sync.WaitGroup
		for i := range 4 {
			other, err := Open(ctx, dsn)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { other.Close() })
			wait.Go(func() {
				for claim(other, fmt.Sprint("server ", i), now) {
				}
			})
		}
		wait.Wait()
		if len(taken) != many {
			t.Errorf("%d of %d taken", len(taken), many)
		}
		if claim(db, "late", now.Add(job.Lease-time.Second)) {
			t.Error("one that is held was taken")
		}
		clear(taken)
		if !claim(db, "late", now.Add(job.Lease+time.Second)) {
			t.Error("one whose server fell silent was not taken")
		}
		err = db.Write(ctx, func(ctx context.Context, tx *Tx) error {
			for which := range taken {
				j, err := tx.Job(ctx, which)
				if err != nil || j.Attempts != 2 {
					t.Errorf("%+v, %v", j, err)
				}
				stale := j
				stale.Attempts = 1
				if goes, err := tx.JobGoesOn(ctx, stale, now); goes || err != nil {
					t.Errorf("who lost it goes on: %v, %v", goes, err)
				}
				if goes, err := tx.JobGoesOn(ctx, j, now); !goes || err != nil {
					t.Errorf("who holds it does not: %v, %v", goes, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
