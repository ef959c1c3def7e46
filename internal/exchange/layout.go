package exchange

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// How far down a header is looked for, and how many rows one may take.
const (
	headerSearch = 60
	headerDepth  = 6
)

// span is the first and the last row of a header, as indexes of the grid's rows.
type span struct{ first, last int }

// layOut finds the tables of a sheet: every header with the rows under it. A
// header that stands there again goes on with its table. None where the sheet
// holds no table.
func layOut(ctx context.Context, g *grid, limits Limits) ([]*Table, error) {
	g.fromOldFonts()
	spans, err := g.headers(ctx)
	if err != nil || len(spans) == 0 {
		return nil, err
	}
	inHeader := func(row int) bool {
		return row <= g.rows[spans[0].last].number || slices.ContainsFunc(spans, func(s span) bool { return row >= g.rows[s.first].number && row <= g.rows[s.last].number })
	}
	if err := g.fillMerges(inHeader, limits); err != nil {
		return nil, err
	}
	width := g.width()
	if int64(len(g.rows))*int64(width) > 4*int64(limits.Cells) {
		return nil, tooMany("exchange.too_many_cells", limits.Cells)
	}
	var out []*Table
	above := 0 // where the texts above the next header begin
	for i, s := range spans {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		end := len(g.rows)
		if i+1 < len(spans) {
			end = spans[i+1].first
		}
		header := g.header(s.first, s.last, width)
		if n := len(out); n > 0 && slices.Equal(out[n-1].Header, header) {
			out[n-1].leave(g.rows[s.first].number, asHeader, strings.Join(distinct(g.rows[s.first]), " · "))
			out[n-1].take(g, s.last+1, end)
			continue
		}
		t := &Table{Sheet: g.sheet, At: g.rows[s.first].number, Header: header, Hidden: g.hidden, fields: g.rows[s.first].fields}
		if len(out) == 0 {
			t.Notes = g.notes
		} else {
			above = out[len(out)-1].giveUp(g, s.first)
		}
		for _, row := range g.rows[above:s.first] {
			t.Preamble = append(t.Preamble, strings.Join(distinct(row), " "))
		}
		for _, row := range g.rows[above : s.last+1] {
			for _, m := range row.marks {
				t.note(m.What)
			}
		}
		t.take(g, s.last+1, end)
		out = append(out, t)
	}
	var apart []*Table
	for _, t := range out {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.tellOddColumns()
		apart = append(apart, t.apart()...)
	}
	return apart, nil
}

// take adds rows of the grid to the table's.
func (t *Table) take(g *grid, from, to int) {
	width := len(t.Header)
	for i, r := range g.rows[from:to] {
		if i < 2 && isColumnNumbers(r) {
			t.leave(r.number, asNumbers, strings.Join(distinct(r), " "))
			continue
		}
		if r.fields > t.fields && t.fields > 0 && len(r.cells) > 0 {
			r.marks = append(r.marks, mark{"exchange.mark_fields", strconv.Itoa(r.fields) + "/" + strconv.Itoa(t.fields)}.at(t.fields, r.number))
		}
		row := Row{Number: r.number, Cells: make([]string, width), Kinds: make([]Kind, width), Hidden: r.hidden, Marks: r.marks, joined: r.joined, across: r.across}
		for _, c := range r.cells {
			row.Cells[c.col], row.Kinds[c.col] = c.text, c.kind
			if c.shown != "" {
				if row.shown == nil {
					row.shown = map[int]string{}
				}
				row.shown[c.col] = c.shown
			}
			if c.kind == Fault {
				t.Issues = append(t.Issues, errs.New(errs.Invalid, "exchange.cell_fault", "value", c.text).
					AtRow(r.number, CellName(c.col, r.number)).Try("exchange.cell_fault_hint"))
			}
		}
		t.Rows = append(t.Rows, row)
	}
}

// giveUp takes the rows off a table's end that head the next one, single texts
// right above it, and gives the index of the first of them.
func (t *Table) giveUp(g *grid, next int) int {
	for header := next; next > 0 && len(t.Rows) > 0 && len(distinct(g.rows[next-1])) == 1 && t.Rows[len(t.Rows)-1].Number == g.rows[next-1].number; {
		if next < header && g.rows[next].number > g.rows[next-1].number+1 || sums.MatchString(viet.Fold(distinct(g.rows[next-1])[0])) {
			break // it ends the table above
		}
		next--
		t.Rows = t.Rows[:len(t.Rows)-1]
	}
	return next
}

// sums begins a line that adds a table up.
var sums = regexp.MustCompile(`^(?:tong )?cong\b|^tong so\b`)

// tellOddColumns names the columns that do not show, and those with content but
// without a header.
func (t *Table) tellOddColumns() {
	for col, h := range t.Header {
		hidden := col < len(t.Hidden) && t.Hidden[col]
		if h != "" && !hidden || col == 0 && h == "" {
			continue
		}
		n, first := 0, Row{}
		for _, row := range t.Rows {
			if row.Kinds[col] != Empty {
				if n++; n == 1 {
					first = row
				}
			}
		}
		switch {
		case n == 0:
		case hidden:
			t.note(phrase.New("exchange.column_hidden", "column", columnName(col), "header", h, "n", n))
		default:
			t.note(phrase.New("exchange.beyond_header", "cell", CellName(col, first.Number), "text", first.Cells[col], "n", n))
		}
	}
}

// headers finds every header of the sheet.
func (g *grid) headers(ctx context.Context) ([]span, error) {
	first, last, ok := g.findHeader()
	if !ok {
		return nil, nil
	}
	out := []span{{first, last}}
	own := strings.Join(distinct(g.rows[first]), "|")
	for i := last + 1; i < min(len(g.rows), furthestHeading); i++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		words := g.headingWords(i)
		if words == nil || strings.Join(words, "|") != own && !headsTable(words) {
			continue
		}
		out = append(out, span{i, g.headerEnd(i)})
		i = out[len(out)-1].last
	}
	return out, nil
}

// furthestHeading is how far down a sheet further tables are looked for: sheets of
// more rows are refused where they are taken in.
const furthestHeading = 20_000

// headingWords gives the words of a row that could head a table; nil where it
// holds a figure, a single text or whole sentences.
func (g *grid) headingWords(i int) []string {
	row := g.rows[i]
	if len(row.cells) < 2 {
		return nil
	}
	for _, c := range row.cells {
		if len(c.text) > 200 || !isLabel(c) {
			return nil
		}
	}
	words := distinct(row)
	if len(words) < 2 {
		return nil
	}
	return words
}

// findHeader gives the indexes of the header's first and last row; false when
// the sheet holds no table. It begins with the first row that heads a targets
// sheet; else it is what stands above the first row of
// figures; else it begins with the first row that fills more than half as many
// cells as the fullest. Text drawn across merged cells counts once.
func (g *grid) findHeader() (first, last int, ok bool) {
	counts := make([]int, min(len(g.rows), headerSearch))
	for i := range counts {
		words := distinct(g.rows[i])
		if headsTable(words) {
			return i, g.headerEnd(i), true
		}
		counts[i] = len(words)
	}
	if body := slices.IndexFunc(g.rows[:len(counts)], hasFigures); body >= 0 {
		return g.stackedAbove(body)
	}
	if len(counts) == 0 || slices.Max(counts) < 2 {
		return 0, 0, false
	}
	first = slices.IndexFunc(counts, func(n int) bool { return n >= 2 && n*2 > slices.Max(counts) })
	return first, g.headerEnd(first), true
}

// headsTable says whether the texts of a row head a table of a kind that is known.
func headsTable(words []string) bool {
	if namesColumns(words) {
		return true
	}
	for _, k := range []kindOfTable{taskTable, unitTable, peopleTable, mapTable} {
		if k.heads(words) {
			return true
		}
	}
	return false
}

// namesColumns says whether the texts of a row head a targets sheet: one of
// them the targets, at least one more a column known, and half of them in all.
func namesColumns(words []string) bool {
	known, targets := 0, false
	for _, w := range words {
		f := columnOf(w).field
		targets = targets || f == fieldName
		if f != fieldNone {
			known++
		}
	}
	return targets && known >= 2 && known*2 >= len(words)
}

// hasFigures says whether a row of a workbook holds a number that is no year.
func hasFigures(row gridRow) bool {
	return slices.ContainsFunc(row.cells, isFigure)
}

func isFigure(c gridCell) bool { return c.kind == Number && !isLabel(c) }

// stackedAbove finds a header whose lines stand in rows of their own, as
// statisticians draw them, above the first row of figures. Rows between the two
// with a single cell left of all figures are headings of the body.
func (g *grid) stackedAbove(body int) (first, last int, ok bool) {
	figures := g.rows[body].cells[slices.IndexFunc(g.rows[body].cells, isFigure)].col
	last = body - 1
	for last >= 0 && len(g.rows[last].cells) == 1 && g.rows[last].cells[0].col < figures {
		last--
	}
	if last < 0 {
		return 0, 0, false
	}
	isLine := func(i int) bool {
		return len(g.rows[i].cells) >= 2 && !slices.ContainsFunc(g.rows[i].cells, func(c gridCell) bool { return !isLabel(c) })
	}
	for first = last; first > 0 && last-first+1 < headerDepth && isLine(first-1) &&
		g.rows[first-1].number >= g.rows[first].number-2; {
		first--
	}
	return first, last, isLine(first) || first < last
}

// distinct gives the different texts of a row, from left to right.
func distinct(row gridRow) []string {
	var out []string
	for _, c := range row.cells {
		if text := viet.CleanSpaces(c.text); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// headerEnd gives the index of the header's last row. A row belongs to the
// header when a merged cell reaches down from the header into it, when it parts
// a heading drawn across several columns, or, where merges were lost (text
// files), when it holds words only under the blanks of the row above.
func (g *grid) headerEnd(first int) int {
	last := first
	for last+1 < len(g.rows) && last-first+1 < headerDepth {
		next := g.rows[last+1]
		if !g.mergedInto(first, last, next) && !g.underBlanks(last, next) {
			break
		}
		last++
	}
	return last
}

func (g *grid) mergedInto(first, last int, next gridRow) bool {
	top, bottom := g.rows[first].number, g.rows[last].number
	for _, m := range g.merges {
		if m.top < top || m.top > bottom {
			continue
		}
		if m.bottom >= next.number {
			return true
		}
		if m.bottom >= bottom && m.bottom == next.number-1 && m.right > m.left && labels(next, m.left, m.right) >= 2 && !g.fillsWhole(first, last, next) {
			return true
		}
	}
	return false
}

// fillsWhole says whether a row under a header holds cells under the headings that
// are not drawn across several columns: a figure, or words under half of them. Such
// a row is a row of the table, though a heading above parts into two columns.
func (g *grid) fillsWhole(first, last int, next gridRow) bool {
	across := func(col int) bool {
		return slices.ContainsFunc(g.merges, func(m rect) bool {
			return m.right > m.left && col >= m.left && col <= m.right && m.top >= g.rows[first].number && m.top <= g.rows[last].number
		})
	}
	headings, filled := 0, 0
	for col := range g.width() {
		if across(col) {
			continue
		}
		heading := ""
		for i := first; i <= last; i++ {
			heading = cmp.Or(viet.CleanSpaces(g.rows[i].at(col).text), heading)
		}
		if heading == "" {
			continue
		}
		headings++
		if c := next.at(col); c.kind != Empty && viet.CleanSpaces(c.text) != heading {
			if !isLabel(c) {
				return true
			}
			filled++
		}
	}
	return headings > 0 && filled*2 >= headings
}

// labels counts the cells from left to right that could be headings.
func labels(row gridRow, left, right int) int {
	n := 0
	for _, c := range row.cells {
		if c.col >= left && c.col <= right && isLabel(c) {
			n++
		}
	}
	return n
}

var figure = regexp.MustCompile(`^[<>≤≥+\-]?\s*[\d.,\s]+%?$`)

// isLabel says whether a cell can be a heading: words, or a year.
func isLabel(c gridCell) bool {
	text := strings.TrimSpace(c.text)
	if year, err := strconv.Atoi(text); err == nil {
		return year >= 1945 && year <= 2100
	}
	return c.kind != Number && c.kind != Date && c.kind != Fault && !figure.MatchString(text)
}

// underBlanks is for headers whose merges are lost: the row starts under the
// header's third column or later, all its cells are words, and one of them
// stands under a blank of the row above.
func (g *grid) underBlanks(last int, next gridRow) bool {
	above := g.rows[last]
	if len(g.merges) > 0 || next.number != above.number+1 || len(next.cells) < 2 || next.cells[0].col < 2 ||
		above.at(0).kind == Empty || above.at(1).kind == Empty {
		return false
	}
	blank := false
	for _, c := range next.cells {
		if !isLabel(c) {
			return false
		}
		blank = blank || above.at(c.col).kind == Empty
	}
	return blank
}

// header joins the rows of a header column by column. Where merges are lost, a
// blank takes the heading to its left when the row below parts it.
func (g *grid) header(first, last, width int) []string {
	header := make([]string, width)
	for col := range width {
		var levels []string
		for i := first; i <= last; i++ {
			text := viet.CleanSpaces(g.rows[i].at(col).text)
			if text == "" && len(g.merges) == 0 && i < last && g.rows[i+1].at(col).kind != Empty {
				text = g.headingLeftOf(i, col)
			}
			if text != "" && !slices.Contains(levels, text) {
				levels = append(levels, text)
			}
		}
		header[col] = strings.Join(levels, " / ")
	}
	return header
}

func (g *grid) headingLeftOf(i, col int) string {
	cells := g.rows[i].cells
	for j := len(cells) - 1; j >= 0; j-- {
		if cells[j].col < col {
			return viet.CleanSpaces(cells[j].text)
		}
	}
	return ""
}

var (
	columnFormula = regexp.MustCompile(`^\(?\s*(\d{1,2})\s*\)?\s*=\s*[\d\s()+\-*/x:,.%]+$`)
	columnNumber  = regexp.MustCompile(`^\(?\s*(\d{1,2})\s*\)?$`)
	columnLetter  = regexp.MustCompile(`^\(?[A-E]\)?$`)
)

// isColumnNumbers says whether a row only numbers the columns: "A B 1 2 3",
// "(1) (2) (3)", "1 2 3=2/1". Plain ascending figures from 1 must be four or
// more, so that a short row of data is not taken for it.
func isColumnNumbers(row gridRow) bool {
	next, signs, letters := 1, 0, 0
	for _, c := range row.cells {
		text := strings.TrimSpace(c.text)
		if columnLetter.MatchString(text) && next == 1 {
			if strings.Trim(text, "()") == string(rune('A'+letters)) {
				letters++
			}
			signs++
			continue
		}
		m := columnNumber.FindStringSubmatch(text)
		if m == nil {
			if m = columnFormula.FindStringSubmatch(text); m == nil {
				return false
			}
			signs++
		}
		if n, _ := strconv.Atoi(m[1]); n != next {
			return false
		}
		next++
		if strings.HasPrefix(text, "(") {
			signs++
		}
	}
	return next > 4 || next > 2 && signs > 0 || next == 2 && letters == signs && letters >= 2
}
