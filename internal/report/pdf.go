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

// WritePDF writes a paper as PDF; see PDF.
func WritePDF(ctx context.Context, w io.Writer, d prose.Document) error {
	return PDF(ctx, w, func(f io.Writer) error { return docx.WritePaper(f, d) })
}

// WriteList writes a list in an office's form as docx or pdf; see PDF.
func WriteList(ctx context.Context, w io.Writer, format string, d docx.Document) error {
	if format == "pdf" {
		return PDF(ctx, w, func(f io.Writer) error { return docx.Write(f, d) })
	}
	if err := docx.Write(w, d); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return nil
}

// PDF turns a Word file into PDF, by LibreOffice where it is installed. Unavailable
// where it is not.
func PDF(ctx context.Context, w io.Writer, word func(io.Writer) error) error {
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
	err = word(f)
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
