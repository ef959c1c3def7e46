package figures_test

import (
	"bytes"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/tasks"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/resolution"
	"dondoc/internal/shortcoming"
	"dondoc/internal/task"
)

// The bytes of a file are kept once however often it is reported, never for who
// may not report, and not for long when nothing carries them.
func TestContents(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer := w.Actor("can-bo", access.Officer, w.District)
		stranger := w.Actor("noi-khac", access.Officer, w.Other)
		file := figures.File{Name: "bien-ban.pdf", MediaType: "application/pdf", Content: []byte("biên bản nghiệm thu")}
		report := func(a access.Actor, text string) error {
			_, err := w.Report(apptest.Ctx, a, figures.NewReport{Target: w.Forest, Month: "2023-05", Text: text, Files: []figures.File{file}})
			return err
		}
		if err := report(stranger, "10 ha"); !errs.Is(err, errs.NotFound) || w.Kept() != 0 {
			t.Errorf("a stranger: %v, %d kept", err, w.Kept())
		}
		if err := report(officer, "không đọc được"); err == nil || w.Kept() != 1 {
			t.Errorf("refused: %v, %d kept", err, w.Kept())
		}
		sweep := func(after time.Duration) {
			*w.Clock = w.Clock.Add(after)
			if err := w.SweepContents(apptest.Ctx); err != nil {
				t.Fatal(err)
			}
		}
		if sweep(time.Hour); w.Kept() != 1 {
			t.Error("swept what a report under way may need")
		}
		if sweep(24 * time.Hour); w.Kept() != 0 {
			t.Error("kept for ever")
		}
		for _, text := range []string{"10 ha", "20 ha"} {
			if err := report(officer, text); err != nil {
				t.Fatal(err)
			}
		}
		if sweep(48 * time.Hour); w.Kept() != 1 {
			t.Errorf("%d kept of one file reported twice", w.Kept())
		}
	})
}

// A file that was swapped under its hash, or taken away, is found by verification.
func TestSwappedFileIsFound(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer := w.Actor("can-bo", access.Officer, w.District)
		files := []figures.File{{Name: "bien-ban.pdf", Content: []byte("biên bản nghiệm thu")}, {Name: "anh.jpg", Content: []byte("ảnh")}}
		if _, err := w.Report(apptest.Ctx, officer, figures.NewReport{Target: w.Forest, Month: "2023-05", Text: "10 ha", Files: files}); err != nil {
			t.Fatal(err)
		}
		found := func() int {
			v, err := w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			return len(v.Findings)
		}
		if n := found(); n != 0 {
			t.Fatalf("%d findings in an honest database", n)
		}
		apptest.RawExec(t, w, "UPDATE content SET bytes = (SELECT c.bytes FROM content c WHERE c.sha256 <> content.sha256)")
		if n := found(); n == 0 {
			t.Errorf("two files swapped: %d findings", n)
		}
		apptest.RawExec(t, w, "DELETE FROM content")
		if n := found(); n != 2 {
			t.Errorf("files taken away: %d findings", n)
		}
	})
}

// TestFilesOfAUnit: every file that a unit keeps counts towards its bound,
// whatever it is a file of, and the unit's page says how much.
func TestFilesOfAUnit(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		file := func(n int) figures.File {
			return figures.File{Name: "a.txt", MediaType: "text/plain", Content: bytes.Repeat([]byte("x"), n)}
		}
		officer := w.Actor("can-bo", access.Officer, w.District)
		apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: w.Forest, Month: "2023-05", Text: "100", Cumulative: true, Files: []figures.File{file(1)}}))(t)
		given := w.Given(tasks.NewTask{Name: "Lập kế hoạch trồng rừng", Leads: []id.ID{w.District}, Deadline: "31/12/2023"})
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, given.ID, task.Event{Step: task.Progress, Text: "x"}, file(10)))(t)
		raised := apptest.Must(w.RaiseShortcoming(apptest.Ctx, apptest.Operator, shortcomings.NewShortcoming{Unit: w.District, Year: "2023", Field: "x", Statement: "x", Product: "x", Due: "2023-12-31", AnswerUnit: w.Department}))(t)
		apptest.Must(w.StepShortcoming(apptest.Ctx, officer, raised, shortcoming.Event{Step: shortcoming.Progress, Text: "x"}, file(100)))(t)
		one := file(1000)
		apptest.Must(w.ImportDocument(apptest.Ctx, apptest.Operator, papers.NewWritten{File: &one, NewDocument: plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "9/CT", Issuer: "x", IssuedOn: "2023-01-01", Title: "x"},
			Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}}))(t)
		project := apptest.Must(w.CreateProject(apptest.Ctx, apptest.Operator, capital.Project{Unit: w.District, Code: "DA-1", Name: "Đường", Group: "C"}))(t)
		apptest.Must(w.AddCapitalPlan(apptest.Ctx, apptest.Operator, capital.Plan{Project: project, Year: 2023, Source: "lottery", Setter: capital.Commune, Kind: capital.Assigned, Amount: 10, Decision: "1/QĐ", On: "2023-01-05"}))(t)
		if _, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: project, Year: 2023, Source: "lottery", Kind: capital.Completed, Amount: 5, Voucher: "KB0", On: "2023-02-05"}, file(10000)); err != nil {
			t.Fatal(err)
		}
		if got := apptest.Must(w.UnitPage(apptest.Ctx, officer, "ngan-son", ""))(t).Files; got != 11111 {
			t.Errorf("the files of the unit have %d bytes, want 11111", got)
		}
		if got := apptest.Must(w.UnitPage(apptest.Ctx, apptest.Operator, "cho-don", ""))(t).Files; got != 0 {
			t.Errorf("another unit has %d", got)
		}
	})
}
