package record_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// TestProofs takes a checkpoint, writes on, and checks with nothing but the
// proofs that the log has only grown and that its newest entry is in it.
func TestProofs(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		inspector, officer := w.Actor("thanh-tra", access.Inspector, w.District), w.Actor("can-bo", access.Officer, w.District)
		size, root, err := w.Head(apptest.Ctx)
		if err != nil {
			t.Fatal(err)
		}
		kept := apptest.Must(ledger.ReadCheckpoint(size, root))(t)
		w.Submit(officer, w.Forest, "2023-06", "100 ha")
		growth := apptest.Must(w.ProveGrowth(apptest.Ctx, inspector, kept.Size))(t)
		now := apptest.Must(ledger.ReadCheckpoint(growth.Size, growth.Root))(t)
		if now.Size <= kept.Size || !ledger.CheckGrowth(growth.Path, kept, now) {
			t.Errorf("growth from %d to %d is not proved", kept.Size, now.Size)
		}
		entry := apptest.Must(w.ProveEntry(apptest.Ctx, inspector, now.Size-1))(t)
		if !ledger.CheckEntry(entry.Path, *entry.Entry, now) {
			t.Errorf("entry %d is not proved", entry.Entry.Seq)
		}
		for name, err := range map[string]error{
			"an entry to come": apptest.Drop(w.ProveEntry(apptest.Ctx, inspector, now.Size)), "a negative entry": apptest.Drop(w.ProveEntry(apptest.Ctx, inspector, -1)),
			"a future": apptest.Drop(w.ProveGrowth(apptest.Ctx, inspector, now.Size+1)), "an empty log": apptest.Drop(w.ProveGrowth(apptest.Ctx, inspector, 0)),
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
			{"an officer asks for an entry", apptest.Drop(w.ProveEntry(apptest.Ctx, officer, 0)), errs.Forbidden},
			{"an officer asks for growth", apptest.Drop(w.ProveGrowth(apptest.Ctx, officer, 1)), errs.Forbidden},
			{"nobody asks for an entry", apptest.Drop(w.ProveEntry(apptest.Ctx, access.Actor{}, 0)), errs.Unauthenticated},
			{"nobody asks for growth", apptest.Drop(w.ProveGrowth(apptest.Ctx, access.Actor{}, 1)), errs.Unauthenticated},
		} {
			if !errs.Is(tt.err, tt.kind) {
				t.Errorf("%s: %v", tt.name, tt.err)
			}
		}
	})
}
