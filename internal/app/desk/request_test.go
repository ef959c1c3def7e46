package desk_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/standing"
)

// TestOneMomentPerRequest: everything a page shows and the log's root at its
// foot are of one moment, whatever is written while it is made.
func TestOneMomentPerRequest(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		shared, release := w.Request(apptest.Ctx)
		defer release()
		of := func() (int64, string, int) {
			size, root, err := w.Head(shared)
			if err != nil {
				t.Fatal(err)
			}
			d := apptest.Must(w.Directory(shared, apptest.Operator))(t)
			return size, root, len(d.People)
		}
		size, root, people := of()
		if board := apptest.Must(w.Scoreboard(shared, apptest.Operator, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}))(t); board.Total() != 1 {
			t.Fatalf("%d targets", board.Total())
		}
		apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, "Người Mới", true))(t) // by another request
		if s, r, p := of(); s != size || r != root || p != people {
			t.Errorf("the request sees what was written since: %d entries, %d people, were %d, %d", s, p, size, people)
		}
		release()
		if s, _, p := of(); s != size+1 || p != people+1 {
			t.Errorf("after its release: %d entries, %d people, want %d, %d", s, p, size+1, people+1)
		}
		apptest.Must(w.AddPerson(shared, apptest.Operator, "Người Nữa", true))(t) // by the request itself
		if s, _, p := of(); s != size+2 || p != people+2 {
			t.Errorf("a request does not see what it wrote: %d entries, %d people", s, p)
		}
		if _, err := w.Directory(shared, access.Actor{}); err == nil {
			t.Error("nobody reads the directory in another's request")
		}
	})
}
