package standing_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
)

// A closed year's count is not moved in silence: what it was at the closing
// stays beside it, and the targets that stand otherwise since say so.
func TestAClosedYearKeepsItsCount(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2024-01-05")
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "300 ha")
		marked := func(b standing.Board) (out []string) {
			for _, f := range b.Flags {
				out = append(out, f.What.Key)
			}
			for _, r := range b.Rows {
				for _, f := range r.Flags {
					out = append(out, f.What.Key)
				}
			}
			return out
		}
		if err := w.LockPeriod(apptest.Ctx, p.Office, w.District, "2023-12"); err != nil {
			t.Fatal(err)
		}
		b := w.Board("")
		if b.Closed == nil || b.Closed.Changed != 0 || b.Closed.Total != 1 || len(marked(b)) != 0 {
			t.Fatalf("closed and untouched: %+v %v", b.Closed, marked(b))
		}
		w.On("2024-01-20")
		if err := w.ConfirmClass(apptest.Ctx, p.Office, w.Forest, criterion.Met, "xét lại"); err != nil {
			t.Fatal(err)
		}
		b = w.Board("")
		if b.Reached() != 1 || b.Closed.Reached != 0 || b.Closed.Changed != 1 {
			t.Errorf("moved: %d now, %+v", b.Reached(), b.Closed)
		}
		if got := marked(b); len(got) != 2 || got[0] != "target.flag_board_after_close" || got[1] != "target.flag_after_close" {
			t.Errorf("marks: %v", got)
		}
		q := standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: "bac-kan", Cycle: "2023"}}
		below := func() map[id.ID]*standing.Closing {
			out := map[id.ID]*standing.Closing{}
			for _, r := range apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t).Rows {
				out[r.Unit.ID] = r.Closed
			}
			return out
		}
		if all := below(); all[w.District] == nil || *all[w.District] != *b.Closed || len(all[w.District].Flags()) != 1 || len(all) != 2 || all[w.Other] != nil {
			t.Errorf("where units are listed: %+v, on its own board %+v", all[w.District], b.Closed)
		}
		if err := w.LockPeriod(apptest.Ctx, apptest.Operator, w.Other, "2023-12"); err != nil {
			t.Fatal(err)
		}
		if all := below(); *all[w.District] != *b.Closed || all[w.Other] == nil || all[w.Other].Total != 1 || all[w.Other].Changed != 0 {
			t.Errorf("closed on two days: %+v, %+v", all[w.District], all[w.Other])
		}
		q.Unit = "ngan-son" // the department was set none: it stands by what it answers for
		if c := below()[w.Department]; c == nil || *c != *b.Closed {
			t.Errorf("who answers for it: %+v", c)
		}
		q.Unit, q.AsKnown = "bac-kan", "2024-01-10"
		if c := below()[w.District]; c == nil || c.Changed != 0 || len(c.Flags()) != 0 {
			t.Errorf("as known before: %+v", c)
		}
		if b := w.Board("2024-01-10"); b.Reached() != 0 || len(marked(b)) != 0 {
			t.Errorf("as known before: %d, %v", b.Reached(), marked(b))
		}
	})
}
