package exchange

import (
	"bytes"
	"context"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// mostPDFText is how much text of a PDF is taken, mostColumnPages how many pages
// set in columns are read again in their order.
// and mostTablePages how many pages one after the other are read as one table.
const (
	mostPDFText     = mostText
	mostColumnPages = 40
	mostTablePages  = 60
)

// bounds are those of the program that reads a PDF: seconds of work and
// kilobytes of memory. The shell that has ulimit sets them.
const bounds = `ulimit -t 8; ulimit -v 393216; exec "$@"`

// readPDF reads the text of a PDF by poppler's pdftotext, a program of its own
// so that what is wrong with a file stays outside. Invalid where the machine
// has none, the file is broken or locked, or it is a scan without text.
func readPDF(ctx context.Context, raw []byte, limits Limits) (out Written, err error) {
	text, err := pdfText(ctx, raw, "-layout")
	if err != nil {
		return out, err
	}
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 20 {
		return out, errs.New(errs.Invalid, "exchange.pdf_scan").Try("exchange.pdf_scan_hint")
	}
	var inColumns, unsure []int
	pages := strings.Split(text, "\f")
	for i := 0; i < len(pages); i++ {
		lines := strings.Split(pages[i], "\n")
		if len(out.Lines)+len(lines) > mostLines {
			return out, errs.New(errs.TooLarge, "document.too_many_lines", "limit", mostLines).Try("exchange.too_large_hint")
		}
		switch pageForm(lines) {
		case formColumns:
			if len(inColumns) == mostColumnPages {
				unsure = append(unsure, i+1)
				break
			}
			inOrder, err := pdfText(ctx, raw, "-f", strconv.Itoa(i+1), "-l", strconv.Itoa(i+1))
			if err != nil {
				return out, err
			}
			inColumns, lines = append(inColumns, i+1), underHead(lines, strings.Split(inOrder, "\n"))
		case formTable:
			first := i + 1
			for i+1 < len(pages) && i+1-first < mostTablePages && goesOnBelow(strings.Split(pages[i+1], "\n")) {
				i++
			}
			if err := out.pdfTables(ctx, raw, first, i+1, limits); err != nil {
				return out, err
			}
			continue
		}
		out.Lines = append(out.Lines, lines...)
	}
	out.Lines = paragraphs(out.Lines)
	for _, n := range []struct {
		key   string
		pages []int
	}{{"document.pdf_columns", inColumns}, {"document.pdf_columns_mixed", unsure}} {
		if len(n.pages) > 0 {
			out.Notes = append(out.Notes, phrase.New(n.key, "pages", pagesOf(n.pages)))
		}
	}
	return out, nil
}

func pagesOf(pages []int) string {
	var out []string
	for _, p := range pages {
		if len(out) == 20 {
			out = append(out, "…")
			break
		}
		out = append(out, strconv.Itoa(p))
	}
	return strings.Join(out, ", ")
}

// pdfText runs pdftotext over a file.
func pdfText(ctx context.Context, raw []byte, options ...string) (string, error) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", errs.New(errs.Invalid, "exchange.pdf").Try("exchange.pdf_hint")
	}
	var text limited
	args := append(append([]string{tool}, options...), "-enc", "UTF-8", "-", "-")
	if sh, err := exec.LookPath("sh"); err == nil {
		args = append([]string{sh, "-c", bounds, "pdftotext"}, args...)
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout = bytes.NewReader(raw), &text
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", errs.New(errs.Invalid, "exchange.pdf_broken").Try("exchange.pdf_hint").Because(err)
	}
	if text.over {
		return "", errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", mostPDFText>>20).Try("exchange.too_large_hint")
	}
	return text.String(), nil
}

// pageLayout is how a page sets its text.
type pageLayout int

const (
	formText pageLayout = iota
	formColumns
	formTable
)

// gap is what parts two texts of one line.
var gap = regexp.MustCompile(`\s{3,}|\s{2,}\|`)

// pageForm tells a page set in two columns, and one with a table, from running
// text. In two columns a gap stands at one place over most of the page's lines,
// with sentences on both sides; a table has lines in three parts or more.
func pageForm(lines []string) pageLayout {
	full, parted, manyParts := 0, 0, 0
	right := map[int]int{} // lines whose second part begins at this place
	for _, line := range lines {
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		full++
		parts := gap.Split(text, -1)
		if len(parts) >= 3 {
			manyParts++
		}
		if len(parts) == 2 && len(strings.Fields(parts[0])) >= 3 && len(strings.Fields(parts[1])) >= 2 {
			parted++
			right[len([]rune(line))-len([]rune(parts[1]))]++
		}
	}
	near := 0
	for at := range right {
		near = max(near, right[at-1]+right[at]+right[at+1])
	}
	switch {
	case manyParts >= 3 || manyParts >= 2 && slices.ContainsFunc(lines, columnsLine):
		return formTable
	case parted >= 8 && parted*2 > full && near*10 >= parted*7:
		return formColumns
	}
	return formText
}

// goesOnBelow says whether a page after one with a table has some of it: a table,
// or any line in parts.
func goesOnBelow(lines []string) bool {
	form := pageForm(lines)
	return form == formTable || form == formText && slices.ContainsFunc(lines, func(line string) bool {
		return len(gap.Split(strings.TrimSpace(line), -1)) >= 3
	})
}

// columnsLine says whether a line of a page names the columns of a table.
func columnsLine(line string) bool {
	known := 0
	for _, part := range gap.Split(strings.TrimSpace(line), -1) {
		if columnOf(part).field != fieldNone || taskTable.fieldOf(part) != "" {
			known++
		}
	}
	return known >= 2
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
	var open []string // the lines of the paragraph that is being joined
	flush := func() {
		if len(open) > 0 {
			out = append(out, strings.Join(open, " "))
			open = open[:0]
		}
	}
	for _, line := range lines {
		line = strings.Join(strings.Fields(plainText(line)), " ")
		if line == "" || strings.Trim(line, "0123456789") == "" {
			continue
		}
		letters := []rune(line[:min(len(line), 12)])
		goesOn := unicode.IsLower(letters[0]) && !(len(letters) > 1 && (letters[1] == ')' || letters[1] == '/'))
		if !goesOn {
			flush()
		}
		open = append(open, line)
	}
	flush()
	return out
}
