package exchange

import (
	"context"
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// wordTable is a table of a Word file.
type wordTable struct {
	grid []int // widths of its columns, in twentieths of a point
	rows []wordRow
}

type wordRow struct {
	before  int // columns left free
	header  bool
	hidden  bool
	deleted bool
	cells   []wordCell
}

type wordCell struct {
	span        int
	width       int
	down, right bool // goes on with the cell above, to the left
	blocks      []wordBlock
	comments    []string
}

func (d *wordReader) table() *wordTable {
	if len(d.tables) == 0 {
		return nil
	}
	return d.tables[len(d.tables)-1]
}

func (d *wordReader) row() *wordRow {
	if t := d.table(); t != nil && len(t.rows) > 0 {
		return &t.rows[len(t.rows)-1]
	}
	return nil
}

func (d *wordReader) beginTable(e xml.StartElement) {
	if e.Name.Local == "tbl" {
		d.tables = append(d.tables, &wordTable{})
		d.into = append(d.into, &wordPlace{})
		return
	}
	t, row := d.table(), d.row()
	if t == nil {
		return
	}
	switch val := attr(e, "val"); e.Name.Local {
	case "gridCol":
		if len(t.grid) < d.limits.Cols {
			t.grid = append(t.grid, max(smallNumber(attr(e, "w"), 0), 1))
		}
	case "tr":
		t.rows = append(t.rows, wordRow{})
	case "tc":
		if row != nil {
			row.cells = append(row.cells, wordCell{span: 1})
		}
		d.into = append(d.into, &wordPlace{cell: true})
	default:
		if row != nil {
			row.set(e.Name.Local, val, attr(e, "w"), d.limits.Cols)
		}
	}
}

// set takes what is said of a row or of its last cell.
func (r *wordRow) set(name, val, width string, most int) {
	switch name {
	case "gridBefore":
		r.before = min(max(smallNumber(val, 0), 0), most)
	case "tblHeader":
		r.header = val == "" || truth(val)
	case "hidden":
		r.hidden = val == "" || truth(val)
	}
	if len(r.cells) == 0 {
		return
	}
	c := &r.cells[len(r.cells)-1]
	switch name {
	case "gridSpan":
		c.span = min(max(smallNumber(val, 1), 1), most)
	case "tcW":
		c.width = smallNumber(width, 0)
	case "vMerge":
		c.down = val != "restart"
	case "hMerge":
		c.right = val != "restart"
	}
}

func (d *wordReader) endTable(name string) error {
	t, row := d.table(), d.row()
	if t == nil {
		return nil
	}
	switch name {
	case "tc":
		place := d.place()
		if len(d.into) > 1 {
			d.into = d.into[:len(d.into)-1]
		}
		if place.begun != "" {
			place.blocks = append(place.blocks, wordBlock{lines: []string{place.begun}})
		}
		if row != nil && len(row.cells) > 0 {
			row.cells[len(row.cells)-1].blocks = place.blocks
			row.cells[len(row.cells)-1].comments = place.comments
		}
		if d.cells++; d.cells > d.limits.Cells {
			return tooMany("exchange.too_many_cells", d.limits.Cells)
		}
	case "tr":
		if row != nil && row.deleted {
			t.rows = t.rows[:len(t.rows)-1]
		}
		if len(t.rows) > d.limits.Rows {
			return tooMany("exchange.too_many_rows", d.limits.Rows)
		}
	case "tbl":
		d.tables = d.tables[:len(d.tables)-1]
		if len(d.into) > 1 {
			d.into = d.into[:len(d.into)-1] // what stood between the rows is no text
		}
		d.place().blocks = append(d.place().blocks, wordBlock{table: t})
	}
	return nil
}

// nearEdges is how far the edges of two rows may lie apart, in twentieths of a
// point, and be one column's: lines are drawn by hand.
const nearEdges = 170

// columns gives where each cell of the table begins and ends, in columns, row by
// row. Edges that nearly meet are one, so that a row whose lines were shifted by
// hand keeps the columns of the others.
func (t *wordTable) columns() (spans [][][2]int, width int) {
	edge := func(n int) int {
		at := 0
		for i := range n {
			if i < len(t.grid) {
				at += t.grid[i]
			} else {
				at += 1000
			}
		}
		return at
	}
	var all []int
	places := make([][][2]int, len(t.rows))
	for i, row := range t.rows {
		at := row.before
		x := edge(at)
		for _, c := range row.cells {
			begin := x
			if at += c.span; len(t.grid) == 0 && c.width > 0 {
				x += c.width
			} else if x = edge(at); len(t.grid) == 0 {
				x = begin + 1000*c.span
			}
			places[i] = append(places[i], [2]int{begin, x})
			all = append(all, begin, x)
		}
	}
	slices.Sort(all)
	var edges []int
	for _, x := range all {
		if len(edges) == 0 || x-edges[len(edges)-1] > nearEdges {
			edges = append(edges, x)
		}
	}
	at := func(x int) int {
		i, _ := slices.BinarySearch(edges, x+1)
		return max(i-1, 0)
	}
	for _, row := range places {
		var out [][2]int
		last := 0
		for _, p := range row {
			from := max(at(p[0]), last)
			to := max(at(p[1]), from+1)
			out, last = append(out, [2]int{from, to}), to
			width = max(width, to)
		}
		spans = append(spans, out)
	}
	return spans, width
}

// gridOf gives a table as a sheet of cells with its merged areas.
func (d *wordReader) gridOf(t *wordTable, name string) (grid, error) {
	g := grid{sheet: name}
	spans, width := t.columns()
	if width > d.limits.Cols {
		return g, tooMany("exchange.too_many_columns", d.limits.Cols)
	}
	open := map[int]int{} // by its first column: the merge that a cell below may go on with
	for i, row := range t.rows {
		r := gridRow{number: i + 1, hidden: row.hidden}
		going := map[int]int{}
		for j, c := range row.cells {
			at := spans[i][j]
			if c.right {
				continue
			}
			for _, text := range c.said() {
				r.marks = append(r.marks, commentMark(text).at(at[0], i+1))
			}
			if m, ok := open[at[0]]; ok && c.down {
				g.merges[m].bottom = i + 1
				going[at[0]] = m
				continue
			}
			text := d.cellText(&g, c, CellName(at[0], i+1))
			if text != "" {
				r.cells = append(r.cells, gridCell{col: at[0], kind: Text, text: text})
			}
			going[at[0]] = len(g.merges)
			g.merges = append(g.merges, rect{at[0], i + 1, at[1] - 1, i + 1})
		}
		open = going
		g.rows = append(g.rows, r)
		if err := d.ctx.Err(); err != nil {
			return g, err
		}
	}
	g.merges = slices.DeleteFunc(g.merges, func(m rect) bool { return m.left == m.right && m.top == m.bottom })
	return g, nil
}

// said are the comments on a cell and on the tables in it.
func (c wordCell) said() []string {
	out := slices.Clone(c.comments)
	for _, b := range c.blocks {
		if b.table == nil {
			continue
		}
		for _, row := range b.table.rows {
			for _, inner := range row.cells {
				out = append(out, inner.said()...)
			}
		}
	}
	return out
}

// cellText is the text of a cell; a table in it is written line by line, and told.
func (d *wordReader) cellText(g *grid, c wordCell, name string) string {
	var out []string
	for _, b := range c.blocks {
		if b.table != nil {
			if name != "" {
				g.notes = append(g.notes, phrase.New("document.table_in_cell", "cell", name))
			}
			for _, row := range b.table.rows {
				var cells []string
				for _, inner := range row.cells {
					if text := strings.ReplaceAll(d.cellText(g, inner, ""), "\n", " "); text != "" {
						cells = append(cells, text)
					}
				}
				out = append(out, strings.Join(cells, ": "))
			}
			continue
		}
		out = append(out, b.lines...)
	}
	out = slices.DeleteFunc(out, func(line string) bool { return strings.TrimSpace(line) == "" })
	return strings.Join(out, "\n")
}

// headWords are words of tables that only set the head or the end of a document
// side by side.
var headWords = folded("cộng hòa xã hội chủ nghĩa việt nam", "đảng cộng sản việt nam", "độc lập - tự do - hạnh phúc", "nơi nhận", "tm. ", "t/m", "kt. ", "tl. ", "xác nhận", "người lập biểu", "đoàn tncs hồ chí minh")

// sideBySide says whether a table only sets text side by side: the head of a
// document, its signature, a frame drawn round a text. One whose columns have names,
// or whose first row is of more than two cells and no head, is a table though
// recipients and signature stand in its last row.
func (t *wordTable) sideBySide() bool {
	_, width := t.columns()
	if width <= 1 || len(t.rows) == 1 && len(t.rows[0].cells) <= 1 {
		return true
	}
	if width > 4 || len(t.rows) > 6 {
		return false
	}
	for i, row := range t.rows {
		cells := row.texts()
		if headsTable(cells) {
			return false
		}
		for _, text := range cells {
			if slices.ContainsFunc(strings.Split(text, "\n"), beginsOrEnds) {
				return true
			}
		}
		if i == 0 && len(cells) > 2 {
			return false
		}
	}
	return false
}

// texts are the texts of a row's cells; blank ones are left out.
func (r wordRow) texts() (out []string) {
	for _, c := range r.cells {
		var lines []string
		for _, b := range c.blocks {
			lines = append(lines, b.lines...)
		}
		if !blank(lines) {
			out = append(out, strings.Join(lines, "\n"))
		}
	}
	return out
}

// beginsOrEnds says whether a line is of the head or the end of a document.
func beginsOrEnds(line string) bool {
	folded := viet.Fold(line)
	return numberLine.MatchString(line) || slices.ContainsFunc(headWords, func(w string) bool { return strings.HasPrefix(folded, w) })
}

// emit writes blocks out: lines, and tables laid out.
func (d *wordReader) emit(out *Written, blocks []wordBlock) error {
	for _, b := range blocks {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		switch {
		case b.table == nil:
			out.Lines = append(out.Lines, b.lines...)
		case b.table.sideBySide():
			for _, row := range b.table.rows {
				for _, c := range row.cells {
					for _, text := range c.comments {
						d.aside.quoted = append(d.aside.quoted, quote(text))
					}
					if err := d.emit(out, c.blocks); err != nil {
						return err
					}
				}
			}
		case len(b.table.rows) > 0:
			g, err := d.gridOf(b.table, "")
			if err != nil {
				return err
			}
			if err := out.addGrid(d.ctx, &g, d.limits); err != nil {
				return err
			}
			out.Lines = append(out.Lines, "") // no line goes on over a table
		}
	}
	return nil
}

// addGrid lays a table out and keeps it: with the one before where it goes on
// with it on the next page, with what stands above it as its name.
func (w *Written) addGrid(ctx context.Context, g *grid, limits Limits) error {
	g.rows = slices.DeleteFunc(g.rows, func(r gridRow) bool {
		if len(r.cells) == 0 {
			g.tell(r.marks...)
		}
		return len(r.cells) == 0
	})
	if len(g.rows) == 0 {
		return nil
	}
	w.count++
	g.sheet = tableWord + " " + strconv.Itoa(w.count)
	if last := w.last; last != nil && blank(w.Lines[w.lastAt:]) && !headsColumns(g.rows[0]) && headed(last) && (last.width() == g.width() || last.width() > g.width() && countsOn(last, g)) {
		last.append(g, w.count)
		w.Tables = w.Tables[:len(w.Tables)-w.lastTables]
		g = last
		g.notes = append(g.notes, phrase.New("document.table_goes_on", "n", w.count))
	}
	kept := g.clone()
	tables, err := layOut(ctx, g, limits)
	if err != nil {
		return err
	}
	if len(tables) == 0 {
		t := &Table{Sheet: g.sheet, Notes: g.notes}
		for _, r := range g.rows {
			t.Preamble = append(t.Preamble, strings.Join(distinct(r), " "))
		}
		t.Issues = append(t.Issues, errs.New(errs.Invalid, "document.table_no_head", "first", clipped(t.Preamble[0], 80)))
		tables = append(tables, t)
	}
	for _, t := range tables {
		t.Above = w.above()
	}
	w.Tables = append(w.Tables, tables...)
	w.last, w.lastAt, w.lastTables = &kept, len(w.Lines), len(tables)
	return nil
}

// above is the last line before a table that says something.
func (w *Written) above() string {
	for i := len(w.Lines) - 1; i >= 0 && i >= len(w.Lines)-6; i-- {
		if line := viet.CleanSpaces(w.Lines[i]); len(strings.Fields(line)) > 1 && !strings.HasPrefix(line, "(") {
			return clipped(line, 80)
		}
	}
	return ""
}

// blank says whether lines say nothing.
func blank(lines []string) bool {
	return !slices.ContainsFunc(lines, func(line string) bool { return strings.TrimSpace(line) != "" })
}

// clipped is the beginning of a text.
func clipped(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// headsColumns says whether a row names columns of tasks or of targets.
func headsColumns(r gridRow) bool { return headsTable(distinct(r)) }

func headed(g *grid) bool {
	return slices.ContainsFunc(g.rows[:min(len(g.rows), 3)], headsColumns)
}

// countsOn says whether the first row of a table has the number after the last of
// the one before: it goes on with it though its last column is blank.
func countsOn(before, g *grid) bool {
	number := func(r gridRow) int {
		n, err := strconv.Atoi(strings.Trim(r.at(0).text, " .)"))
		if err != nil {
			return 0
		}
		return n
	}
	last := number(before.rows[len(before.rows)-1])
	return last > 0 && number(g.rows[0]) == last+1
}

// append adds the rows of a table that goes on with this one.
func (g *grid) append(more *grid, n int) {
	below := g.rows[len(g.rows)-1].number
	for _, r := range more.rows {
		r.number += below
		for i, m := range r.marks {
			text, _ := m.What.Arg("text").(string)
			r.marks[i] = mark{m.What.Key, text}.at(m.Col, r.number)
		}
		g.rows = append(g.rows, r)
	}
	for _, m := range more.merges {
		m.top, m.bottom = m.top+below, m.bottom+below
		g.merges = append(g.merges, m)
	}
	g.notes = append(g.notes, more.notes...)
}

// clone copies what laying out changes.
func (g *grid) clone() grid {
	out := *g
	out.rows = make([]gridRow, len(g.rows))
	for i, r := range g.rows {
		out.rows[i] = r
		out.rows[i].cells = slices.Clone(r.cells)
	}
	out.merges, out.notes = slices.Clone(g.merges), slices.Clone(g.notes)
	return out
}

// tableWord begins the name of a document's table.
const tableWord = "bảng"

// numberLine is the line of a document's head with its number.
var numberLine = regexp.MustCompile(`^(?i:số)\s*:?\s*\d*\s*[-/]`)
