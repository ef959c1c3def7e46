package later_test

import (
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/later"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
)

// TestImportsByAJob: a file is rehearsed and taken in by jobs, as who asked for it and
// with their rights of then; what is wrong with it is told row by row; it can be stopped.
func TestImportsByAJob(t *testing.T) {
	ctx := apptest.Ctx
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		file := func(text string, dry bool) plan.Import {
			return plan.Import{Unit: "ngan-son", Cycle: "2023", DryRun: dry, Sheet: sheets.Sheet{Name: "ct.csv", Content: []byte("STT,Chỉ tiêu,Đơn vị tính,Kế hoạch năm 2023\n" + text)},
				Document: &plan.NewDocument{Number: "15-NQ", Issuer: "HU", IssuedOn: "2022-12-20", Title: "x"}}
		}
		run := func() {
			t.Helper()
			apptest.Must(w.RunJobs(ctx, "s", chasing.Out{}))(t)
		}
		came := func(which id.ID, state job.State) later.Work {
			t.Helper()
			got := apptest.Must(w.ImportLater(ctx, p.Office, which))(t)
			if got.Job.State != state {
				t.Fatalf("%s: %q", got.Job.State, got.Job.Error)
			}
			return got
		}
		if _, err := w.TargetsLater(ctx, p.Officer, file("1,Diện tích chè,ha,50\n", false)); !errs.Is(err, errs.Forbidden) {
			t.Errorf("who may not: %v", err)
		}
		first := apptest.Must(w.TargetsLater(ctx, p.Office, file("1,Diện tích chè,ha,50\n2,Đàn trâu,con,900\n", true)))(t)
		if got := came(first, job.Waiting); got.Came != nil || !got.DryRun {
			t.Errorf("before: %+v", got)
		}
		if _, err := w.ImportLater(ctx, p.Officer, first); !errs.Is(err, errs.NotFound) {
			t.Errorf("another's: %v", err)
		}
		if _, err := w.InEarnest(ctx, p.Office, first); !errs.Is(err, errs.Conflict) {
			t.Errorf("taken in before the end: %v", err)
		}
		run()
		if got := came(first, job.Done).Came; got == nil || got.Rows != 2 || got.By[desk.Added] != 2 || got.Import != "" || len(got.Faults) != 0 {
			t.Fatalf("rehearsed: %+v", got)
		}
		taken := apptest.Must(w.InEarnest(ctx, p.Office, first))(t)
		run()
		if got := came(taken, job.Done).Came; got.Import == "" || got.By[desk.Added] != 2 {
			t.Errorf("taken in: %+v", got)
		}
		again := apptest.Must(w.TargetsLater(ctx, p.Office, file("1,Diện tích chè,ha,50\n2,Đàn trâu,con,900\n", false)))(t)
		run()
		if got := came(again, job.Done).Came; got.Import != "" || got.By[desk.Unchanged] != 2 {
			t.Errorf("again: %+v", got)
		}
		// A run that was broken off after it took the file in, and before it said so.
		cut := file("4,Diện tích gừng,ha,20\n", false)
		broken := apptest.Must(w.TargetsLater(ctx, p.Office, cut))(t)
		cut.As = broken
		apptest.Must(w.ImportTargets(ctx, p.Office, cut))(t)
		run()
		if got := came(broken, job.Done).Came; got.Import != broken || !slices.ContainsFunc(got.Told, func(f later.Fault) bool { return f.Said.Key == "job.import_before" }) {
			t.Errorf("broken off: %+v", got)
		}
		if _, err := w.UndoImport(ctx, p.Office, broken, "nhầm"); err != nil {
			t.Errorf("and cannot be undone: %v", err)
		}
		asks := apptest.Must(w.TargetsLater(ctx, p.Office, file("3,Diện tích chè đến năm 2030,ha,400\n", true)))(t)
		run()
		if got := came(asks, job.Done).Came; !slices.ContainsFunc(got.Told, func(f later.Fault) bool { return f.Row == 2 && f.Said.Key == "app.import_later_year" }) {
			t.Errorf("what is asked of a row is not told: %+v", got.Told)
		}
		bad := apptest.Must(w.TargetsLater(ctx, p.Office, file("1,,ha,50\n2,Đàn bò,con,900\n2,Đàn bò,con,90\n", false)))(t)
		run()
		if got := came(bad, job.Done).Came; len(got.Faults) == 0 || got.Faults[0].Row == 0 || got.Faults[0].Said.Phrase().IsZero() || got.Import != "" {
			t.Errorf("with faults: %+v", got)
		}
		stopped := apptest.Must(w.TargetsLater(ctx, p.Office, file("1,Diện tích quế,ha,50\n", false)))(t)
		if err := w.CancelJob(ctx, p.Officer, stopped); err == nil {
			t.Error("stopped by another")
		}
		if err := w.CancelJob(ctx, p.Office, stopped); err != nil {
			t.Error(err)
		}
		gone := apptest.Must(w.TargetsLater(ctx, p.Office, file("1,Diện tích hồi,ha,50\n", false)))(t)
		if err := w.Revoke(ctx, apptest.Operator, p.Office.Account, access.Grant{Role: access.Office, Unit: w.District}); err != nil {
			t.Fatal(err)
		}
		run()
		came(stopped, job.Cancelled)
		if got := came(gone, job.Done).Came; len(got.Faults) == 0 || got.Import != "" {
			t.Errorf("with a right that was taken back: %+v", got)
		}
	})
}
