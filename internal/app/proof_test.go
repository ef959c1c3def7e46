package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// TestProofs takes a checkpoint, writes on, and checks with nothing but the
// proofs that the log has only grown and that its newest entry is in it.
func TestProofs(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		inspector, officer := w.account("thanh-tra", access.Inspector, w.district), w.account("can-bo", access.Officer, w.district)
		size, root, err := w.Head(ctx)
		if err != nil {
			t.Fatal(err)
		}
		kept := must(ledger.ReadCheckpoint(size, root))(t)
		w.report(officer, w.forest, "2023-06", "100 ha")
		growth := must(w.ProveGrowth(ctx, inspector, kept.Size))(t)
		now := must(ledger.ReadCheckpoint(growth.Size, growth.Root))(t)
		if now.Size <= kept.Size || !ledger.CheckGrowth(growth.Path, kept, now) {
			t.Errorf("growth from %d to %d is not proved", kept.Size, now.Size)
		}
		entry := must(w.ProveEntry(ctx, inspector, now.Size-1))(t)
		if !ledger.CheckEntry(entry.Path, *entry.Entry, now) {
			t.Errorf("entry %d is not proved", entry.Entry.Seq)
		}
		for name, err := range map[string]error{
			"an entry to come": drop(w.ProveEntry(ctx, inspector, now.Size)), "a negative entry": drop(w.ProveEntry(ctx, inspector, -1)),
			"a future": drop(w.ProveGrowth(ctx, inspector, now.Size+1)), "an empty log": drop(w.ProveGrowth(ctx, inspector, 0)),
		} {
			if !errs.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, tt := range []struct {
			name string
			err  error
			kind errs.Kind
		}{
			{"an officer asks for an entry", drop(w.ProveEntry(ctx, officer, 0)), errs.Forbidden},
			{"an officer asks for growth", drop(w.ProveGrowth(ctx, officer, 1)), errs.Forbidden},
			{"nobody asks for an entry", drop(w.ProveEntry(ctx, access.Actor{}, 0)), errs.Unauthenticated},
			{"nobody asks for growth", drop(w.ProveGrowth(ctx, access.Actor{}, 1)), errs.Unauthenticated},
		} {
			if !errs.Is(tt.err, tt.kind) {
				t.Errorf("%s: %v", tt.name, tt.err)
			}
		}
	})
}
