package sample_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/releases"
	"dondoc/internal/app/reports"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/sample"
	"dondoc/internal/store"
)

// BenchmarkPaper measures the district's year-end report of 34 targets with its annexes
// from the database to Word and to PDF, beside LibreOffice turning the same Word file
// into PDF, in one run.
func BenchmarkPaper(b *testing.B) {
	ctx := b.Context()
	db, err := store.Open(ctx, filepath.Join(b.TempDir(), "b.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(ctx, db, "2024-02-10"); err != nil {
		b.Fatal(err)
	}
	p := app.New(db, time.Now)
	span, err := reports.SpanOf("", "2023", 0)
	if err != nil {
		b.Fatal(err)
	}
	write := func(b *testing.B, format string) []byte {
		m, err := p.ReportMaterial(ctx, desk.Operator("bench"), reports.Query{Unit: "ngan-son", Cycle: "2023", Span: span, Lang: "vi"})
		if err != nil {
			b.Fatal(err)
		}
		var out bytes.Buffer
		if err := report.Write(ctx, &out, format, report.Of(i18n.Vietnamese, m, time.Now())); err != nil {
			b.Fatal(err)
		}
		return out.Bytes()
	}
	for _, format := range []string{"docx", "pdf", "xlsx"} {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				write(b, format)
			}
		})
	}
	b.Run("libreoffice", func(b *testing.B) {
		dir := b.TempDir()
		file := filepath.Join(dir, "r.docx")
		if err := os.WriteFile(file, write(b, "docx"), 0o600); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if out, err := exec.Command("soffice", "-env:UserInstallation=file://"+dir, "--headless", "--convert-to", "pdf", "--outdir", dir, file).CombinedOutput(); err != nil {
				b.Fatalf("%v: %s", err, out)
			}
		}
	})
}

// BenchmarkRelease measures making a commune's year public, each time
// with another shortcoming beside it, durable on SQLite; 3,321 of them are a nation's evening.
func BenchmarkRelease(b *testing.B) {
	ctx := b.Context()
	db, err := store.Open(ctx, filepath.Join(b.TempDir(), "b.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(ctx, db, "2026-11-28"); err != nil {
		b.Fatal(err)
	}
	p := app.New(db, func() time.Time { return period.Date("2026-11-28").Time().Add(9 * time.Hour) })
	head, err := p.ActAs(ctx, desk.Operator("bench"), "lanh-dao")
	if err != nil {
		b.Fatal(err)
	}
	seen, err := p.PreviewRelease(ctx, head, "xa-ngan-son-01954", "2025")
	if err != nil || len(seen.Body.Shortcomings) == 0 {
		b.Fatalf("%d shortcomings, %v", len(seen.Body.Shortcomings), err)
	}
	for n := 0; b.Loop(); n++ {
		in := releases.NewRelease{Unit: "xa-ngan-son-01954", Cycle: "2025", Notice: "bench"}
		if n%2 == 0 {
			in.Shortcomings = []id.ID{seen.Body.Shortcomings[0].ID}
		}
		if _, err := p.Publish(ctx, head, in); err != nil {
			b.Fatal(err)
		}
	}
}
