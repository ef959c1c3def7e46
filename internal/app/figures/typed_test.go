package figures_test

import (
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/target/typed"
)

// sheetOf is a screen with one row of the district's June.
func sheetOf(of id.ID, text, note string, seen id.ID, kept time.Time) figures.TypedSheet {
	return figures.TypedSheet{Unit: "ngan-son", Month: "2023-06", Rows: []figures.TypedRow{{Row: typed.Row{Target: of, Text: text, Note: note, Seen: seen}, Kept: kept}}}
}

// What is typed comes back to who typed it on any screen and to nobody else, is
// no figure and no entry of the log, and ends when it is sent.
func TestTypedIsOnesOwnUntilSent(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		other := w.Actor("t-other", access.Officer, w.District)
		before, _, _ := w.Head(apptest.Ctx)
		kept := apptest.Must(w.KeepTyped(apptest.Ctx, p.Officer, sheetOf(w.Forest, "12,,5", "đang gõ", figures.SeenNothing, time.Time{})))(t)
		if kept.Weighed[w.Forest].Unclear == nil || len(kept.Refused)+len(kept.Elsewhere) > 0 {
			t.Errorf("what cannot be read is kept and told: %+v", kept)
		}
		if after, _, _ := w.Head(apptest.Ctx); after != before {
			t.Error("typing is in the log")
		}
		mine := apptest.Must(w.Entry(apptest.Ctx, p.Officer, "ngan-son", "2023-06"))(t)
		if r := mine.Beside[w.Forest].Typed; r == nil || r.Text != "12,,5" || r.Note != "đang gõ" || !mine.Saved.Equal(kept.At) {
			t.Fatalf("came back as %+v, saved %v", r, mine.Saved)
		}
		if r := apptest.Must(w.Entry(apptest.Ctx, other, "ngan-son", "2023-06"))(t).Beside[w.Forest].Typed; r != nil {
			t.Errorf("another reads %+v", r)
		}
		if list := apptest.Must(w.TypedSheets(apptest.Ctx, p.Officer))(t); len(list) != 1 || list[0].Rows != 1 || list[0].Of.Code != "ngan-son" {
			t.Errorf("sheets %+v", list)
		}
		if list := apptest.Must(w.TypedSheets(apptest.Ctx, other))(t); len(list) != 0 {
			t.Errorf("another's sheets %+v", list)
		}

		again := kept.At
		kept = apptest.Must(w.KeepTyped(apptest.Ctx, p.Officer, sheetOf(w.Forest, "125", "", figures.SeenNothing, again)))(t)
		stale := apptest.Must(w.KeepTyped(apptest.Ctx, p.Officer, sheetOf(w.Forest, "999", "", figures.SeenNothing, again)))(t)
		if stale.Elsewhere[w.Forest].Text != "125" {
			t.Errorf("a screen that is behind is not told: %+v", stale)
		}
		sent := apptest.Must(w.SendTyped(apptest.Ctx, p.Officer, sheetOf(w.Forest, "999", "", figures.SeenNothing, again)))(t)
		if sent.Taken != 0 || !errs.Is(sent.Refused[w.Forest], errs.Conflict) {
			t.Errorf("a screen that is behind sends over what was typed elsewhere: %+v", sent)
		}
		still := sheetOf(w.Forest, "", "", figures.SeenNothing, kept.At)
		still.Rows[0].Still, still.Once = true, "a1"
		for i := range 2 {
			sent = apptest.Must(w.SendTyped(apptest.Ctx, p.Officer, still))(t)
			if sent.Taken != 1 || sent.Again != (i == 1) || len(sent.Refused) > 0 {
				t.Errorf("sending %d: %+v", i, sent)
			}
		}
		mine = apptest.Must(w.Entry(apptest.Ctx, p.Officer, "ngan-son", "2023-06"))(t)
		if o := mine.Mine[w.Forest]; o.Text != "125" || o.State() != approval.Submitted || mine.Beside[w.Forest].Typed != nil || len(apptest.Must(w.TypedSheets(apptest.Ctx, p.Officer))(t)) != 0 {
			t.Errorf("after sending: %+v, typed %+v", o, mine.Beside[w.Forest].Typed)
		}
	})
}

// What is doubtful is sent with a word of why, or not at all.
func TestDoubtsWantAReason(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		for i, text := range []string{"30", "62", "90"} {
			w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, w.MonthOf(i), text)
		}
		for _, c := range []struct{ text, note, says string }{{"80", "", "target.typed_falls"}, {"390", "", "target.typed_leap"}, {"-5", "", "target.typed_falls"}, {"120", "", ""}, {"80", "rà soát lại", ""}} {
			if err := w.DropTyped(apptest.Ctx, p.Officer, "ngan-son", "2023-06", w.Forest); err != nil { // what was refused is kept
				t.Fatal(err)
			}
			sent := apptest.Must(w.SendTyped(apptest.Ctx, p.Officer, sheetOf(w.Forest, c.text, c.note, "", time.Time{})))(t)
			said := ""
			for _, e := range errs.All(sent.Refused[w.Forest]) {
				said = e.Error()
			}
			if (c.says == "") != (sent.Taken == 1) || !strings.Contains(said, c.says) {
				t.Errorf("%s %q: taken %d, %s", c.text, c.note, sent.Taken, said)
			}
		}
		e := apptest.Must(w.Entry(apptest.Ctx, p.Officer, "ngan-son", "2023-07"))(t)
		if e.Beside[w.Forest].Typed != nil {
			t.Error("June's draft stands in July")
		}
	})
}

// A month that is closed while somebody types keeps what was typed, and says so.
func TestTypedOutlivesTheMonth(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		if err := w.LockPeriod(apptest.Ctx, p.Office, w.District, "2023-06"); err != nil {
			t.Fatal(err)
		}
		sent := apptest.Must(w.SendTyped(apptest.Ctx, p.Officer, sheetOf(w.Forest, "125", "", figures.SeenNothing, time.Time{})))(t)
		e := apptest.Must(w.Entry(apptest.Ctx, p.Officer, "ngan-son", "2023-06"))(t)
		if !errs.Is(sent.Closed, errs.Locked) || sent.Taken > 0 || e.Beside[w.Forest].Typed == nil {
			t.Errorf("%+v, kept %+v", sent, e.Beside[w.Forest].Typed)
		}
		gone := sheetOf(w.OtherForest, "1", "", "", time.Time{})
		if kept := apptest.Must(w.KeepTyped(apptest.Ctx, p.Officer, gone))(t); kept.Refused[w.OtherForest] == nil {
			t.Error("a target of another unit is kept on this sheet")
		}
		if err := w.DropTyped(apptest.Ctx, p.Officer, "ngan-son", "2023-06"); err != nil || apptest.Must(w.Entry(apptest.Ctx, p.Officer, "ngan-son", "2023-06"))(t).Beside[w.Forest].Typed != nil {
			t.Errorf("thrown away: %v", err)
		}
	})
}
