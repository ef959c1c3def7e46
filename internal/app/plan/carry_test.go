package plan_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/resolution"
)

// TestRevisionsCarryOn: a changed plan comes by import or by allotment; how the
// target is judged and what it started from stay, and what was taken out of the
// list does not come back by itself.
func TestRevisionsCarryOn(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		agreed := criterion.Options{AboutTolerance: 3, Interim: "6 tháng: 150 ha"}
		allot := func(wording string) error {
			return w.Allot(apptest.Ctx, apptest.Operator, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: wording}}, Reason: "giao lại"})
		}
		bring := func(wording string) plan.ImportedRow {
			return apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "lan-hai.csv"},
				Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: wording}}}}))(t).Rows[0]
		}
		if err := allot("200 ha"); err != nil {
			t.Fatal(err)
		}
		part := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t).Allotted[0].Target.ID
		for _, of := range []id.ID{w.Forest, part} {
			if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: of, Options: &agreed, Reason: "thống nhất cách đánh giá"}); err != nil {
				t.Fatal(err)
			}
		}
		if row := bring("450 ha"); row.Change != desk.Revised {
			t.Fatalf("the changed plan is %s", row.Change)
		}
		if err := allot("220 ha"); err != nil {
			t.Fatal(err)
		}
		for name, of := range map[string]id.ID{"import": w.Forest, "allotment": part} {
			if r := w.Current(of); r.No != 3 || r.Options != agreed {
				t.Errorf("%s: revision %d is judged by %+v, want %+v", name, r.No, r.Options, agreed)
			}
		}
		history := apptest.Must(w.History(apptest.Ctx, apptest.Operator, part))(t)
		if len(history) != 3 || history[0].Action != "target.added" || history[2].Action != "target.revised" {
			t.Errorf("the log tells of the part in %d entries", len(history))
		}
		for _, of := range []id.ID{w.Forest, part} {
			if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: of, Drop: true, Reason: "không giao nữa"}); err != nil {
				t.Fatal(err)
			}
		}
		row := bring("460 ha")
		if row.Change != desk.Skipped || len(row.Read.Questions) == 0 || !w.Current(w.Forest).Dropped {
			t.Errorf("a dropped target in a sheet is %s, asked about %v", row.Change, row.Read.Questions)
		}
		if err := allot("230 ha"); !errs.Is(err, errs.Invalid) || !w.Current(part).Dropped {
			t.Errorf("a dropped part is allotted again: %v", err)
		}
	})
}

// TestStrangersLearnNoDocuments: who may not keep documents for a unit is
// refused alike, whether the document is there or not.
func TestStrangersLearnNoDocuments(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		stranger := w.Actor("nguoi-la", access.Office, w.Other)
		for _, number := range []string{"12-NQ/HU", "99-NQ/HU"} {
			in := plan.NewDocument{Unit: w.District, Cycle: "2023", Number: number, Issuer: string(w.District), IssuedOn: "2022-12-20", Title: "x"}
			_, err := w.ImportDocument(apptest.Ctx, stranger, papers.NewWritten{NewDocument: in, Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}})
			if !apptest.IsAccess(err) || !errs.Is(err, errs.NotFound) {
				t.Errorf("taking in %s: %v", number, err)
			}
			if _, err := w.AddDocument(apptest.Ctx, stranger, in); !apptest.IsAccess(err) {
				t.Errorf("entering %s: %v", number, err)
			}
		}
		for _, which := range []id.ID{w.Resolution, "0123"} {
			errors := map[string]error{
				"reading":    apptest.Drop(w.Document(apptest.Ctx, stranger, which, "")),
				"a target":   apptest.Drop(w.AddTarget(apptest.Ctx, stranger, plan.NewTarget{Document: which, Name: "x", Wording: "1 ha", UnitOfMeasure: "ha"})),
				"confirming": w.ConfirmCriteria(apptest.Ctx, stranger, which, []id.ID{w.Forest}),
			}
			for what, err := range errors {
				if err == nil || errs.All(err)[0].What.Key != "access.not_found" {
					t.Errorf("%s of %q: %v", what, which, err)
				}
			}
		}
	})
}
