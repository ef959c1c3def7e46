package exchange

import (
	"cmp"
	"context"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// A table of a PDF is only words at places: no lines, no cells. It is taken
// where its columns and rows are unmistakable, and named with the reason where
// they are not:
//   - its header names columns, the first of them the running number;
//   - from the header to its end nothing stands across two columns, and the
//     narrowest space between columns is wider than the widest between two words;
//   - a row begins where the first column has its number, with every cell;
//   - a cell goes on in the next line only where its next word did not fit.

// pdfWord is a word of a page and where it stands, in points from the top left.
type pdfWord struct {
	x0, y0, x1, y1 float64
	text           string
	least          float64 // height of its smallest letters
}

// pdfLine is what stands at one height of a page, from left to right.
type pdfLine struct {
	page  int
	y0    float64
	words []pdfWord
}

func (l pdfLine) text() string {
	var out []string
	for _, w := range l.words {
		out = append(out, w.text)
	}
	return strings.Join(out, " ")
}

// parts cuts a line where a space is wider than one between words.
func (l pdfLine) parts(height float64) (out []string) {
	for i, w := range l.words {
		if i > 0 && w.x0-l.words[i-1].x1 < 0.45*height {
			out[len(out)-1] += " " + w.text
			continue
		}
		out = append(out, w.text)
	}
	return out
}

var pdfWordAt = regexp.MustCompile(`<page |<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">([^<]*)</word>`)

// pdfLines gives the lines of pages, page numbers left out, and how high a line is.
func pdfLines(ctx context.Context, raw []byte, first, last int) (lines []pdfLine, height float64, err error) {
	text, err := pdfText(ctx, raw, "-bbox", "-f", strconv.Itoa(first), "-l", strconv.Itoa(last))
	if err != nil {
		return nil, 0, err
	}
	page := first - 1
	var words []pdfWord
	var heights []float64
	flush := func() {
		lines = append(lines, linesOf(page, words)...)
		words = nil
	}
	for _, m := range pdfWordAt.FindAllStringSubmatch(text, -1) {
		if m[5] == "" && m[1] == "" {
			flush()
			page++
			continue
		}
		var at [4]float64
		for i := range at {
			if at[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
				return nil, 0, errs.New(errs.Invalid, "exchange.pdf_broken").Try("exchange.pdf_hint").Because(err)
			}
		}
		w := pdfWord{at[0], at[1], at[2], at[3], plainText(html.UnescapeString(m[5])), at[3] - at[1]}
		words, heights = append(words, w), append(heights, w.y1-w.y0)
	}
	flush()
	if len(heights) == 0 {
		return nil, 0, nil
	}
	slices.Sort(heights)
	return lines, heights[len(heights)/2], nil
}

func linesOf(page int, words []pdfWord) (out []pdfLine) {
	slices.SortStableFunc(words, func(a, b pdfWord) int { return cmp.Compare(a.y0+a.y1, b.y0+b.y1) })
	for _, w := range words {
		if n := len(out); n > 0 {
			last := out[n-1].words[0]
			if (w.y0+w.y1-last.y0-last.y1)/2 < 0.3*(last.y1-last.y0) {
				out[n-1].words = append(out[n-1].words, w)
				continue
			}
		}
		out = append(out, pdfLine{page: page, y0: w.y0, words: []pdfWord{w}})
	}
	for i := range out {
		slices.SortStableFunc(out[i].words, func(a, b pdfWord) int { return cmp.Compare(a.x0, b.x0) })
		out[i].words = whole(out[i].words)
	}
	number := func(l pdfLine) bool { return len(l.words) == 1 && strings.Trim(l.text(), "-–0123456789") == "" }
	for len(out) > 1 && number(out[0]) {
		out = out[1:]
	}
	for len(out) > 1 && number(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}

// whole joins the pieces of words: a letter of another font is a piece.
func whole(words []pdfWord) (out []pdfWord) {
	for _, w := range words {
		if n := len(out); n > 0 && w.x0-out[n-1].x1 < 0.1*w.least {
			last := &out[n-1]
			last.text, last.x1, last.least = last.text+w.text, max(last.x1, w.x1), min(last.least, w.least)
			continue
		}
		out = append(out, w)
	}
	return out
}

// pdfTables goes through pages that have tables: what can be taken is laid out,
// what cannot is named; all else are lines.
func (w *Written) pdfTables(ctx context.Context, raw []byte, first, last int, limits Limits) error {
	lines, height, err := pdfLines(ctx, raw, first, last)
	if err != nil {
		return err
	}
	found := false
	for i := 0; i < len(lines); {
		if !lines[i].heads(height) {
			w.Lines = append(w.Lines, lines[i].text())
			i++
			continue
		}
		found = true
		t := pdfTable{lines: lines, height: height, head: i, top: i}
		why := t.read()
		if why.Key != "" {
			w.leavePDF(lines[i].page, lines[i].text(), why)
			for ; i < max(t.end, t.head+1); i++ {
				w.Lines = append(w.Lines, lines[i].text())
			}
			continue
		}
		w.Lines = w.Lines[:len(w.Lines)-(t.head-t.top)] // lines of the header
		g := t.grid()
		g.notes = append(g.notes, phrase.New("document.pdf_table_read", "pages", pagesOf(t.pages()), "columns", len(t.columns), "rows", len(g.rows)-1))
		if err := w.addGrid(ctx, &g, limits); err != nil {
			return err
		}
		i = t.end
	}
	if !found {
		for page := first; page <= last; page++ {
			w.leavePDF(page, "", phrase.New("document.pdf_why_head"))
			w.Tables[len(w.Tables)-1].Above = ""
		}
	}
	return nil
}

// leavePDF names a table that is not taken.
func (w *Written) leavePDF(page int, head string, why phrase.Phrase) {
	w.count++
	t := &Table{Sheet: tableWord + " " + strconv.Itoa(w.count), Above: w.above(), Preamble: []string{clipped(head, 80)}}
	t.Issues = append(t.Issues, errs.New(errs.Invalid, "document.pdf_table_left", "page", page, "head", clipped(head, 80), "why", why).Try("document.pdf_table_hint"))
	w.Tables = append(w.Tables, t)
	w.last = nil
}

// leftPDF is why a table of a PDF was not taken, nil for any other.
func (t *Table) leftPDF() *errs.Error {
	for _, e := range t.Issues {
		if e.What.Key == "document.pdf_table_left" {
			return e
		}
	}
	return nil
}

// heads says whether a line names the columns of a table.
func (l pdfLine) heads(height float64) bool {
	parts, known := l.parts(height), 0
	for _, part := range parts {
		if columnOf(part).field != fieldNone || taskTable.fieldOf(part) != "" {
			known++
		}
	}
	return len(parts) >= 3 && known >= 2
}

// pdfTable is a table while it is read.
type pdfTable struct {
	lines   []pdfLine
	height  float64
	head    int // line that names the columns
	top     int // first line of the header
	body    int // first line of the first row
	end     int // first line after the last
	number  pdfWord
	columns [][2]float64 // from where to where each stands
	cells   [][][]pdfLine
	right   float64 // where the text of the pages ends
}

// rowNumber is what numbers a row; groupNumber, what numbers a heading.
var (
	rowNumber   = regexp.MustCompile(`^\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđ])[.)]{0,2}$`)
	groupNumber = regexp.MustCompile(`^(?:[IVX]{1,5}|[A-Z])[.)]?$`)
)

// read finds the columns and the rows; the reason where they are not unmistakable.
func (t *pdfTable) read() (why phrase.Phrase) {
	if !t.header() {
		return phrase.New("document.pdf_why_number")
	}
	if why = t.extent(); why.Key != "" {
		return why
	}
	if why = t.spaces(); why.Key != "" {
		return why
	}
	return t.rows()
}

// header finds the lines of the header and the first row.
func (t *pdfTable) header() bool {
	near := func(i int) bool {
		return t.lines[i].page == t.lines[i+1].page && t.lines[i+1].y0-t.lines[i].y0 < 0.85*t.height ||
			len(t.lines[i].parts(t.height)) > 1 && t.lines[i+1].y0-t.lines[i].y0 < 1.6*t.height && t.lines[i].page == t.lines[i+1].page
	}
	for t.top > 0 && t.head-t.top < 4 && near(t.top-1) {
		t.top--
	}
	numbered := false
	for i := t.top; i < min(len(t.lines), t.head+8); i++ {
		first := t.lines[i].words[0]
		if numbered && i > t.head && first.x0 < t.number.x1+6 && first.x1 > t.number.x0-6 && rowNumber.MatchString(first.text) {
			t.body, t.end = i, i
			return true
		}
		if word := viet.Fold(first.text); !numbered && (word == "tt" || word == "stt") {
			numbered, t.number = true, first
		}
	}
	return false
}

// occupied joins the places of words to columns: what touches is one.
func occupied(columns [][2]float64, words []pdfWord, apart float64) [][2]float64 {
	all := slices.Clone(columns)
	for _, w := range words {
		all = append(all, [2]float64{w.x0, w.x1})
	}
	slices.SortFunc(all, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	out := all[:0:0]
	for _, c := range all {
		if n := len(out); n > 0 && c[0]-out[n-1][1] < apart {
			out[n-1][1] = max(out[n-1][1], c[1])
			continue
		}
		out = append(out, c)
	}
	return out
}

// narrowest is a space that can part columns, in points.
const narrowest = 4.2

// extent finds where the table ends and its columns: as far as no line joins
// what the header has apart.
func (t *pdfTable) extent() phrase.Phrase {
	var heads [][2]float64
	for _, l := range t.lines[t.top:t.body] {
		heads = occupied(heads, l.words, 0.45*t.height)
	}
	t.columns = heads
	for t.end = t.body; t.end < len(t.lines); t.end++ {
		l, above := t.lines[t.end], t.lines[t.end-1]
		grown := occupied(t.columns, l.words, narrowest)
		if joined(grown, heads) || l.words[0].x0 < heads[0][0]-20 || l.page == above.page && l.y0-above.y0 > 3*t.height || l.heads(t.height) && l.page == above.page {
			break
		}
		t.columns = grown
	}
	for _, l := range t.lines[t.top:t.end] {
		for _, w := range l.words {
			if w.least < 0.75*t.height {
				return phrase.New("document.pdf_why_raised", "text", w.text)
			}
		}
	}
	for _, l := range t.lines {
		t.right = max(t.right, l.words[len(l.words)-1].x1)
	}
	for i := t.end; i < len(t.lines) && !t.lines[i].heads(t.height); i++ {
		first := t.lines[i].words[0]
		if first.x0 < t.number.x1+6 && first.x1 > t.number.x0-6 && rowNumber.MatchString(first.text) && len(t.lines[i].parts(t.height)) >= 3 {
			across := t.lines[t.end].text()
			t.end = i + 1
			return phrase.New("document.pdf_why_across", "text", clipped(across, 60))
		}
	}
	if t.end == t.body || len(heads) < 3 {
		return phrase.New("document.pdf_why_close", "text", clipped(t.lines[t.head].text(), 60))
	}
	return phrase.Phrase{}
}

// joined says whether a column holds two of the header's.
func joined(columns, heads [][2]float64) bool {
	for _, c := range columns {
		n := 0
		for _, h := range heads {
			if h[0] >= c[0]-0.1 && h[1] <= c[1]+0.1 {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// column gives the words of a line that stand in a column.
func (t *pdfTable) column(l pdfLine, c int) pdfLine {
	out := pdfLine{page: l.page, y0: l.y0}
	for _, w := range l.words {
		if w.x0 >= t.columns[c][0]-0.1 && w.x1 <= t.columns[c][1]+0.1 {
			out.words = append(out.words, w)
		}
	}
	return out
}

// spaces holds the spaces between columns against those between words.
func (t *pdfTable) spaces() phrase.Phrase {
	between := t.columns[1][0] - t.columns[0][1]
	for c := 2; c < len(t.columns); c++ {
		between = min(between, t.columns[c][0]-t.columns[c-1][1])
	}
	for _, l := range t.lines[t.top:t.end] {
		for c := range t.columns {
			words := t.column(l, c).words
			for i := 1; i < len(words); i++ {
				if (words[i].x0-words[i-1].x1)*1.25 >= between {
					return phrase.New("document.pdf_why_close", "text", clipped(words[i-1].text+" "+words[i].text, 60))
				}
			}
		}
	}
	return phrase.Phrase{}
}

// rows cuts the lines into rows and cells.
func (t *pdfTable) rows() phrase.Phrase {
	row := make([][]pdfLine, len(t.columns))
	for _, l := range t.lines[t.top:t.body] {
		for c := range t.columns {
			if cell := t.column(l, c); len(cell.words) > 0 {
				row[c] = append(row[c], cell)
			}
		}
	}
	t.cells = append(t.cells, row)
	for c := range row {
		if len(row[c]) == 0 {
			return phrase.New("document.pdf_why_unnamed", "text", clipped(t.lines[t.body].text(), 60))
		}
	}
	begun := 0
	for i := t.body; i < t.end; i++ {
		l := t.lines[i]
		if first := t.column(l, 0); len(first.words) > 0 {
			if len(first.words) > 1 || !rowNumber.MatchString(first.text()) {
				return phrase.New("document.pdf_why_row", "text", clipped(l.text(), 60))
			}
			t.cells, begun = append(t.cells, make([][]pdfLine, len(t.columns))), i
		}
		row := t.cells[len(t.cells)-1]
		for c := range t.columns {
			cell := t.column(l, c)
			if len(cell.words) == 0 {
				continue
			}
			if len(row[c]) != i-begun || i > begun && t.breaks(row[c][len(row[c])-1], cell, c) {
				return phrase.New("document.pdf_why_row", "text", clipped(cell.text(), 60))
			}
			row[c] = append(row[c], cell)
		}
	}
	return t.blanks()
}

// breaks says whether a cell's line ends though the next word would have fitted,
// or parts two figures: what comes may be another row.
func (t *pdfTable) breaks(above, below pdfLine, c int) bool {
	last, next := above.words[len(above.words)-1], below.words[0]
	limit := t.right - cellBorders/2
	if c+1 < len(t.columns) {
		limit = t.columns[c+1][0] - cellBorders
	}
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	return last.x1+0.2*t.height+next.x1-next.x0 < limit || digit(last.text[len(last.text)-1]) && digit(next.text[0])
}

// cellBorders is what the borders of two cells side by side take, in points.
const cellBorders = 11

// blanks looks at cells without text: in a column that counts they may be merged
// with the one above.
func (t *pdfTable) blanks() phrase.Phrase {
	for c := 1; c < len(t.columns); c++ {
		name := joinLines(t.cells[0][c])
		if columnOf(name).field == fieldNone && taskTable.fieldOf(name) == "" {
			continue
		}
		for _, row := range t.cells[1:] {
			heading := groupNumber.MatchString(joinLines(row[0])) && !slices.ContainsFunc(row[2:], func(cell []pdfLine) bool { return len(cell) > 0 })
			if len(row[c]) == 0 && !heading {
				return phrase.New("document.pdf_why_blank", "column", name, "row", joinLines(row[0]))
			}
		}
	}
	return phrase.Phrase{}
}

func joinLines(lines []pdfLine) string {
	var out []string
	for _, l := range lines {
		out = append(out, l.text())
	}
	return strings.Join(out, " ")
}

// grid gives the table as a sheet of cells.
func (t *pdfTable) grid() (g grid) {
	for i, row := range t.cells {
		r := gridRow{number: i + 1}
		for c, cell := range row {
			if text := joinLines(cell); text != "" {
				r.cells = append(r.cells, gridCell{col: c, kind: Text, text: text})
			}
		}
		g.rows = append(g.rows, r)
	}
	return g
}

func (t *pdfTable) pages() (out []int) {
	for _, l := range t.lines[t.top:t.end] {
		if len(out) == 0 || out[len(out)-1] != l.page {
			out = append(out, l.page)
		}
	}
	return out
}
