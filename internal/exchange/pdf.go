package exchange

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"unicode"

	"dondoc/internal/errs"
)

// mostPDFText is how much text of a PDF is taken.
const mostPDFText = 16 << 20

// pdfLines reads the text of a PDF by poppler's pdftotext, a program of its own
// so that what is wrong with a file stays outside. Invalid where the machine
// has none, the file is broken or locked, or it is a scan without text.
func pdfLines(ctx context.Context, raw []byte) ([]string, error) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, errs.New(errs.Invalid, "exchange.pdf").Try("exchange.pdf_hint")
	}
	var text limited
	cmd := exec.CommandContext(ctx, tool, "-layout", "-nopgbrk", "-enc", "UTF-8", "-", "-")
	cmd.Stdin, cmd.Stdout = bytes.NewReader(raw), &text
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, errs.New(errs.Invalid, "exchange.pdf_broken").Try("exchange.pdf_hint").Because(err)
	}
	if text.over {
		return nil, errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", mostPDFText>>20).Try("exchange.too_large_hint")
	}
	letters := 0
	for _, r := range text.String() {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 20 {
		return nil, errs.New(errs.Invalid, "exchange.pdf_scan").Try("exchange.pdf_scan_hint")
	}
	return paragraphs(strings.Split(text.String(), "\n")), nil
}

// limited takes what is written up to a limit, and the rest without keeping it.
type limited struct {
	bytes.Buffer
	over bool
}

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > mostPDFText {
		l.over = true
		return len(p), nil
	}
	return l.Buffer.Write(p)
}

// paragraphs joins the lines of a page's width to the paragraphs they were: a
// line goes on where the next begins with a small letter, a page number is left out.
func paragraphs(lines []string) []string {
	var out []string
	for _, line := range lines {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" || strings.Trim(line, "0123456789") == "" {
			continue
		}
		first := []rune(line)[0]
		if n := len(out); n > 0 && unicode.IsLower(first) && !(len([]rune(line)) > 1 && strings.ContainsRune(")", []rune(line)[1])) {
			out[n-1] += " " + line
			continue
		}
		out = append(out, line)
	}
	return out
}
