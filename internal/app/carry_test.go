package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
)

// current reads a target's present revision.
func (w *world) current(of id.ID) target.Revision {
	w.t.Helper()
	return must(w.Target(ctx, operator, of, ""))(w.t).Current()
}

// TestRevisionsCarryOn: a changed plan comes by import or by allotment; how the
// target is judged and what it started from stay, and what was taken out of the
// list does not come back by itself.
func TestRevisionsCarryOn(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		agreed := criterion.Options{AboutTolerance: 3, Interim: "6 tháng: 150 ha"}
		allot := func(wording string) error {
			return w.Allot(ctx, operator, plan.NewAllotment{Target: w.forest, Parts: []plan.Part{{Unit: w.commune, Wording: wording}}, Reason: "giao lại"})
		}
		bring := func(wording string) plan.ImportedRow {
			return must(w.ImportTargets(ctx, operator, plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "lan-hai.csv"},
				Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: wording}}}}))(t).Rows[0]
		}
		if err := allot("200 ha"); err != nil {
			t.Fatal(err)
		}
		part := must(w.Target(ctx, operator, w.forest, ""))(t).Allotted[0].Target.ID
		for _, of := range []id.ID{w.forest, part} {
			if err := w.ReviseTarget(ctx, operator, plan.NewRevision{Target: of, Options: &agreed, Reason: "thống nhất cách đánh giá"}); err != nil {
				t.Fatal(err)
			}
		}
		if row := bring("450 ha"); row.Change != desk.Revised {
			t.Fatalf("the changed plan is %s", row.Change)
		}
		if err := allot("220 ha"); err != nil {
			t.Fatal(err)
		}
		for name, of := range map[string]id.ID{"import": w.forest, "allotment": part} {
			if r := w.current(of); r.No != 3 || r.Options != agreed {
				t.Errorf("%s: revision %d is judged by %+v, want %+v", name, r.No, r.Options, agreed)
			}
		}
		history := must(w.History(ctx, operator, part))(t)
		if len(history) != 3 || history[0].Action != "target.added" || history[2].Action != "target.revised" {
			t.Errorf("the log tells of the part in %d entries", len(history))
		}
		for _, of := range []id.ID{w.forest, part} {
			if err := w.ReviseTarget(ctx, operator, plan.NewRevision{Target: of, Drop: true, Reason: "không giao nữa"}); err != nil {
				t.Fatal(err)
			}
		}
		row := bring("460 ha")
		if row.Change != desk.Skipped || len(row.Read.Questions) == 0 || !w.current(w.forest).Dropped {
			t.Errorf("a dropped target in a sheet is %s, asked about %v", row.Change, row.Read.Questions)
		}
		if err := allot("230 ha"); !errs.Is(err, errs.Invalid) || !w.current(part).Dropped {
			t.Errorf("a dropped part is allotted again: %v", err)
		}
	})
}

// TestStrangersLearnNoDocuments: who may not keep documents for a unit is
// refused alike, whether the document is there or not.
func TestStrangersLearnNoDocuments(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		stranger := w.account("nguoi-la", access.Office, w.other)
		for _, number := range []string{"12-NQ/HU", "99-NQ/HU"} {
			in := plan.NewDocument{Unit: w.district, Cycle: "2023", Number: number, Issuer: string(w.district), IssuedOn: "2022-12-20", Title: "x"}
			_, err := w.ImportDocument(ctx, stranger, papers.NewWritten{NewDocument: in, Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}})
			if !isAccess(err) || !errs.Is(err, errs.NotFound) {
				t.Errorf("taking in %s: %v", number, err)
			}
			if _, err := w.AddDocument(ctx, stranger, in); !isAccess(err) {
				t.Errorf("entering %s: %v", number, err)
			}
		}
		for _, which := range []id.ID{w.document, "0123"} {
			errors := map[string]error{
				"reading":    drop(w.Document(ctx, stranger, which)),
				"a target":   drop(w.AddTarget(ctx, stranger, plan.NewTarget{Document: which, Name: "x", Wording: "1 ha", UnitOfMeasure: "ha"})),
				"confirming": w.ConfirmCriteria(ctx, stranger, which, []id.ID{w.forest}),
			}
			for what, err := range errors {
				if err == nil || errs.All(err)[0].What.Key != "access.not_found" {
					t.Errorf("%s of %q: %v", what, which, err)
				}
			}
		}
	})
}
