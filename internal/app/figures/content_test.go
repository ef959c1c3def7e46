package figures_test

import (
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
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
