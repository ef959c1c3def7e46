package exchange

import (
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

// layOut finds the header of a sheet and gives the table under it; nil when the
// sheet holds no table.
func layOut(g *grid, limits Limits) (*Table, error) {
	first, last, ok := g.findHeader()
	if !ok {
		return nil, nil
	}
	if err := g.fillMerges(g.rows[last].number, limits); err != nil {
		return nil, err
	}
	t := &Table{Sheet: g.sheet, Notes: g.notes}
	for _, row := range g.rows[:first] {
		t.Preamble = append(t.Preamble, strings.Join(distinct(row), " "))
	}
	width := g.width()
	t.Header = g.header(first, last, width)
	body := g.rows[last+1:]
	if len(body) > 0 && isColumnNumbers(body[0]) {
		t.Notes = append(t.Notes, phrase.New("exchange.numbers_skipped", "row", body[0].number))
		body = body[1:]
	}
	if int64(len(body))*int64(width) > 4*int64(limits.Cells) {
		return nil, tooMany("exchange.too_many_cells", limits.Cells)
	}
	for _, r := range body {
		row := Row{Number: r.number, Cells: make([]string, width), Kinds: make([]Kind, width)}
		for _, c := range r.cells {
			row.Cells[c.col], row.Kinds[c.col] = c.text, c.kind
			if c.kind == Fault {
				t.Issues = append(t.Issues, errs.New(errs.Invalid, "exchange.cell_fault", "value", c.text).
					AtRow(r.number, CellName(c.col, r.number)).Try("exchange.cell_fault_hint"))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
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
		if namesColumns(words) {
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
		if m.bottom >= bottom && m.bottom == next.number-1 && m.right > m.left && labels(next, m.left, m.right) >= 2 {
			return true
		}
	}
	return false
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
	next, signs := 1, 0
	for _, c := range row.cells {
		text := strings.TrimSpace(c.text)
		if columnLetter.MatchString(text) && next == 1 {
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
	return next > 4 || next > 2 && signs > 0
}
