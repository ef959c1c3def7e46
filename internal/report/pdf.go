package report

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/prose"
)

// office lets one conversion run at a time: each takes a processor and much memory.
var office = make(chan struct{}, 1)

// WritePDF writes a paper as PDF, by LibreOffice where it is installed. Unavailable
// where it is not.
func WritePDF(ctx context.Context, w io.Writer, d prose.Document) error {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return errs.New(errs.Unavailable, "report.pdf_none").Because(err)
	}
	failed := func(err error) error { return errs.New(errs.Unavailable, "report.pdf_failed").Because(err) }
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	select {
	case office <- struct{}{}:
		defer func() { <-office }()
	case <-ctx.Done():
		return failed(ctx.Err())
	}
	dir, err := os.MkdirTemp("", "dondoc-pdf-")
	if err != nil {
		return failed(err)
	}
	defer os.RemoveAll(dir)
	f, err := os.Create(filepath.Join(dir, "paper.docx"))
	if err != nil {
		return failed(err)
	}
	err = docx.WritePaper(f, d)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return failed(err)
	}
	convert := exec.CommandContext(ctx, soffice, "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.Join(dir, "office"), "--convert-to", "pdf", "--outdir", dir, f.Name()) // #nosec G204 -- a fixed program over a file of ours
	convert.Env = append(os.Environ(), "HOME="+dir)
	if err := convert.Run(); err != nil {
		return failed(err)
	}
	out, err := os.Open(filepath.Join(dir, "paper.pdf"))
	if err != nil {
		return failed(err)
	}
	defer out.Close()
	if _, err = io.Copy(w, out); err != nil {
		return failed(err)
	}
	return nil
}
