package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/standing"
)

// TestOneMomentPerRequest: everything a page shows and the log's root at its
// foot are of one moment, whatever is written while it is made.
func TestOneMomentPerRequest(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		shared, release := w.Request(ctx)
		defer release()
		of := func() (int64, string, int) {
			size, root, err := w.Head(shared)
			if err != nil {
				t.Fatal(err)
			}
			d := must(w.Directory(shared, operator))(t)
			return size, root, len(d.People)
		}
		size, root, people := of()
		if board := must(w.Scoreboard(shared, operator, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}))(t); board.Total() != 1 {
			t.Fatalf("%d targets", board.Total())
		}
		must(w.AddPerson(ctx, operator, "Người Mới", true))(t) // by another request
		if s, r, p := of(); s != size || r != root || p != people {
			t.Errorf("the request sees what was written since: %d entries, %d people, were %d, %d", s, p, size, people)
		}
		release()
		if s, _, p := of(); s != size+1 || p != people+1 {
			t.Errorf("after its release: %d entries, %d people, want %d, %d", s, p, size+1, people+1)
		}
		must(w.AddPerson(shared, operator, "Người Nữa", true))(t) // by the request itself
		if s, _, p := of(); s != size+2 || p != people+2 {
			t.Errorf("a request does not see what it wrote: %d entries, %d people", s, p)
		}
		if _, err := w.Directory(shared, access.Actor{}); err == nil {
			t.Error("nobody reads the directory in another's request")
		}
	})
}
