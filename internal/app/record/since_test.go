package record_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// What was written since all was found right is checked by itself: its entries, and the
// rows they changed. What lies before is not looked at, and the verdict says so; the
// whole check finds it.
func TestWhatIsNewIsChecked(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		since := func(from ledger.Checkpoint, kept ...ledger.Checkpoint) (int64, int, bool) {
			v := apptest.Must(w.VerifyLedgerSince(apptest.Ctx, apptest.Operator, from, kept, nil))(t)
			return v.From, len(v.Findings), v.OK()
		}
		whole := func() bool {
			v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t)
			return v.OK()
		}
		if _, err := w.VerifyLedgerSince(apptest.Ctx, apptest.Operator, ledger.Checkpoint{}, nil, nil); !errs.Is(err, errs.NotFound) {
			t.Errorf("new since nothing: %v", err)
		}
		first := checkpoint(t, w)
		w.Approved(officer, verifier, head, w.Forest, "2023-05", "71,3")
		if !whole() {
			t.Fatal("an honest log does not fit")
		}
		before := checkpoint(t, w)
		w.Submit(officer, w.Forest, "2023-06", "80")
		files := []figures.File{{Name: "bien-ban.pdf", Content: []byte("biên bản nghiệm thu")}}
		apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: "82", Cumulative: true, Final: true, Files: files}))(t)
		if from, n, ok := since(before, first, before); from != before.Size || !ok {
			t.Errorf("from %d, %d findings, right %v", from, n, ok)
		}
		other := before
		other.Root[0]++
		if _, _, ok := since(other); ok {
			t.Error("a log that does not lead to the checkpoint fits")
		}
		if _, _, ok := since(before, ledger.Checkpoint{Size: first.Size, Root: other.Root}); ok {
			t.Error("a log that does not lead from an older checkpoint fits")
		}
		for name, change := range map[string][2]string{
			"a new figure":     {`UPDATE observation SET text = '95,3' WHERE text = '82'`, `UPDATE observation SET text = '82' WHERE text = '95,3'`},
			"a new step":       {`UPDATE observation_step SET at = at + 1 WHERE observation_id = (SELECT id FROM observation WHERE text = '82')`, `UPDATE observation_step SET at = at - 1 WHERE observation_id = (SELECT id FROM observation WHERE text = '82')`},
			"what an entry is": {`UPDATE ledger_entry SET actor = actor || 'x' WHERE seq = (SELECT MAX(seq) FROM ledger_entry)`, `UPDATE ledger_entry SET actor = SUBSTR(actor, 1, LENGTH(actor) - 1) WHERE seq = (SELECT MAX(seq) FROM ledger_entry)`},
		} {
			apptest.RawExec(t, w, change[0])
			if _, _, ok := since(before); ok {
				t.Errorf("%s was changed and not found", name)
			}
			apptest.RawExec(t, w, change[1])
			if _, n, ok := since(before); !ok {
				t.Errorf("%s put back: %d findings", name, n)
			}
		}
		apptest.RawExec(t, w, `UPDATE observation SET text = '95,3' WHERE text = '71,3'`)
		if from, n, ok := since(before); from == 0 || !ok {
			t.Errorf("an old row, which is not looked at: from %d, %d findings", from, n)
		}
		if whole() {
			t.Error("an old row was changed and the whole check did not find it")
		}
		apptest.RawExec(t, w, `DELETE FROM observation_step WHERE observation_id IN (SELECT id FROM observation WHERE text = '82')`)
		apptest.RawExec(t, w, `DELETE FROM content`)
		if _, n, _ := since(before); n < 2 {
			t.Errorf("a new step and a new file taken away: %d findings", n)
		}
	})
}

// checkpoint is the log as it is now.
func checkpoint(t *testing.T, w *apptest.World) ledger.Checkpoint {
	size, root, err := w.Head(apptest.Ctx)
	if err != nil {
		t.Fatal(err)
	}
	return apptest.Must(ledger.ReadCheckpoint(size, root))(t)
}
