package exchange

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// oldBook is a workbook of Excel 97–2003 while it is read: the styles, shared texts
// and limits of a workbook, from records instead of parts.
type oldBook struct {
	workbook
	stream  []byte
	formats map[int]string
	fonts   []oldFont
	xfs     []oldStyle
	texts   []oldText
	told    bool // that a font of before Unicode was read
}

type oldFont struct {
	name           string
	struck, raised bool
}

type oldStyle struct {
	cellStyle
	font oldFont
}

// oldText is a shared text, and as it shows where its cell has an ordinary font.
type oldText struct {
	biffText
	plain shownText
	vn    bool // a run of it is in such a font
}

// readOldWorkbook reads the visible sheets of an .xls file, with the results of
// formulas as they were stored.
func readOldWorkbook(ctx context.Context, raw []byte, limits Limits) ([]grid, error) {
	stream, err := bookStream(raw, limits)
	if err != nil {
		return nil, err
	}
	b := &oldBook{workbook: workbook{ctx: ctx, limits: limits}, stream: stream, formats: map[int]string{}}
	sheets, err := b.globals()
	if err != nil {
		return nil, err
	}
	var grids []grid
	var hidden []phrase.Phrase
	for _, s := range sheets {
		if s.hidden {
			hidden = append(hidden, phrase.New("exchange.sheet_hidden", "sheet", s.name))
			continue
		}
		g, err := b.sheet(s)
		if err != nil {
			return nil, err
		}
		grids = append(grids, g)
	}
	return append(grids, grid{notes: hidden}), nil
}

type oldSheet struct {
	name   string
	at     int
	hidden bool
}

// globals reads what all sheets share.
func (b *oldBook) globals() (sheets []oldSheet, err error) {
	r := &records{stream: b.stream}
	type xf struct{ font, format int }
	var xfs []xf
	for r.next() && r.kind != biffEOF {
		if err := b.ctx.Err(); err != nil {
			return nil, err
		}
		c := &chars{pieces: [][]byte{r.data}}
		switch r.kind {
		case biffFilePass:
			return nil, errs.New(errs.Invalid, "exchange.locked").Try("exchange.locked_hint")
		case biffDate1904:
			b.date1904 = c.u16() == 1
		case biffBoundSheet:
			at, state, kind := c.u32(), c.u8(), c.u8()
			name := c.text(c.u8(), false, 255)
			if kind == 0 {
				sheets = append(sheets, oldSheet{name.String(), at, state&3 != 0})
			}
		case biffFont:
			c.take(2)
			flags := c.u16()
			c.take(4)
			raised := c.u16() == 1
			c.take(4)
			b.fonts = append(b.fonts, oldFont{c.text(c.u8(), false, 255).String(), flags&0x08 != 0, raised})
		case biffFormat:
			id := c.u16()
			b.formats[id] = c.text(c.u16(), true, 1024).String()
		case biffXF:
			xfs = append(xfs, xf{c.u16(), c.u16()})
		case biffSST:
			c = r.pieces()
			c.err = cmp.Or(c.err, b.shared(c))
		}
		if c.err != nil {
			return nil, c.err
		}
	}
	for _, x := range xfs {
		code, ok := b.formats[x.format]
		if !ok {
			code = builtin(strconv.Itoa(x.format))
		}
		font := b.font(x.font)
		b.xfs = append(b.xfs, oldStyle{cellStyle{sections: sectionsOf(code), struck: font.struck}, font})
	}
	return sheets, nil
}

// font gives a font by its number; there is none numbered 4.
func (b *oldBook) font(n int) oldFont {
	if n > 4 {
		n--
	}
	if n < 0 || n >= len(b.fonts) {
		return oldFont{}
	}
	return b.fonts[n]
}

// shared reads the table of texts that cells refer to.
func (b *oldBook) shared(c *chars) error {
	c.take(4)
	n := c.u32()
	if n > b.limits.Cells {
		return tooMany("exchange.too_many_cells", b.limits.Cells)
	}
	for range n {
		if c.left() == 0 || c.err != nil { // some writers count too many
			break
		}
		t := c.text(c.u16(), true, b.limits.CellBytes)
		text := oldText{biffText: t, plain: b.shown(t, oldFont{})}
		for _, run := range t.runs {
			text.vn = text.vn || b.font(run[1]).vn()
		}
		b.texts = append(b.texts, text)
	}
	return c.err
}

// shown is a text as its runs show it; what stands before the first run has the
// font of the cell.
func (b *oldBook) shown(t biffText, of oldFont) shownText {
	var out textJoiner
	var run styledRun
	at := 0
	part := func(to int) {
		to = min(max(to, at), len(t.units))
		run.text.WriteString(of.unicode(biffText{units: t.units[at:to]}.String()))
		run.struck, run.raised = of.struck, of.raised
		out.add(&run)
		at = to
	}
	for _, r := range t.runs {
		part(r[0])
		of = b.font(r[1])
	}
	part(len(t.units))
	return shownText{text: out.text.String(), mark: out.mark}
}

// vn says that a font is one of those of before Unicode.
func (f oldFont) vn() bool { return isOldFont(f.name) }

// unicode is a text as a font shows it: those whose names end in H have capitals only.
func (f oldFont) unicode(text string) string {
	text, _ = inFont(f.name, text)
	return text
}

// sheet reads one worksheet.
func (b *oldBook) sheet(s oldSheet) (grid, error) {
	g := grid{sheet: s.name}
	if s.at < 0 || s.at+4 > len(b.stream) {
		return g, errBIFF
	}
	o := &oldSheetReader{oldBook: b, g: &g, rows: map[int]*gridRow{}}
	r := &records{stream: b.stream, at: s.at}
	for depth := 0; r.next(); {
		if err := b.ctx.Err(); err != nil {
			return g, err
		}
		switch r.kind {
		case biffBegin: // charts stand within a sheet
			depth++
			continue
		case biffEOF:
			if depth--; depth <= 0 {
				return o.done()
			}
			continue
		}
		if depth != 1 {
			continue
		}
		if err := o.record(r); err != nil {
			return g, err
		}
	}
	return g, errBIFF
}

// oldSheetReader gathers the rows of a sheet.
type oldSheetReader struct {
	*oldBook
	g       *grid
	rows    map[int]*gridRow
	pending *gridCell // of a formula whose text follows
	row     int
}

func (o *oldSheetReader) record(r *records) error {
	c := &chars{pieces: [][]byte{r.data}}
	switch r.kind {
	case biffRow:
		row := o.at(c.u16())
		c.take(10)
		row.hidden = c.u16()&0x20 != 0
	case biffColInfo:
		from, to, width := c.u16(), c.u16(), c.u16()
		c.take(2)
		o.g.hide(strconv.Itoa(from+1), strconv.Itoa(to+1), c.u16()&1 != 0 || width == 0, o.limits.Cols)
	case biffMergeCells:
		for range c.u16() {
			top, bottom, left, right := c.u16(), c.u16(), c.u16(), c.u16()
			if c.err == nil && top <= bottom && left <= right && len(o.g.merges) < o.limits.Cells {
				o.g.merges = append(o.g.merges, rect{left, top + 1, right, bottom + 1})
			}
		}
	case biffString:
		if c = r.pieces(); o.pending != nil {
			cell, style := o.pending, o.pending.mark.text
			o.pending = nil
			text := c.text(c.u16(), true, o.limits.CellBytes).String()
			cell.mark, cell.kind, cell.text = mark{}, Text, o.styleAt(style).font.unicode(text)
			return errors.Join(c.err, o.put(o.row, *cell, o.styleAt(style)))
		}
	case biffLabelSST, biffNumber, biffRK, biffBoolErr, biffFormula, biffLabel, biffMulRK:
		return o.cells(r.kind, c)
	}
	return c.err
}

// cells reads the cells of a record.
func (o *oldSheetReader) cells(kind uint16, c *chars) error {
	row, col := c.u16(), c.u16()
	if kind == biffMulRK {
		for ; c.left() >= 6 && c.err == nil; col++ {
			style := o.style(c.u16())
			if err := o.put(row, o.numberCell(col, rk(uint32(c.u32())), style), style); err != nil {
				return err
			}
		}
		return c.err
	}
	xf := c.u16()
	style := o.style(xf)
	var cell gridCell
	switch kind {
	case biffLabelSST:
		i := c.u32()
		if c.err == nil && i >= len(o.texts) {
			return errors.New("exchange: no such shared string")
		}
		if c.err == nil {
			t := o.texts[i].plain
			if style.font.vn() {
				t = o.shown(o.texts[i].biffText, oldFont{name: style.font.name})
			}
			if style.font.vn() || o.texts[i].vn {
				o.tell(col, row, t.text)
			}
			cell = gridCell{kind: Text, text: t.text, mark: t.mark}
		}
	case biffLabel:
		cell = gridCell{kind: Text, text: style.font.unicode(c.text(c.u16(), true, o.limits.CellBytes).String())}
	case biffNumber:
		cell = o.numberCell(col, math.Float64frombits(binary.LittleEndian.Uint64(c.take(8))), style)
	case biffRK:
		cell = o.numberCell(col, rk(uint32(c.u32())), style)
	case biffBoolErr:
		value, fault := c.u8(), c.u8()
		cell = boolOrFault(value, fault == 1)
	case biffFormula:
		result := c.take(8)
		cell = o.result(col, result, style)
		cell.formula = true
		if c.err == nil && result[6] == 0xFF && result[7] == 0xFF && result[0] == 0 {
			cell.col, cell.mark = col, mark{text: strconv.Itoa(xf)}
			o.pending, o.row = &cell, row
			return nil
		}
	}
	cell.col = col
	return errors.Join(c.err, o.put(row, cell, style))
}

// result is the stored value of a formula.
func (o *oldSheetReader) result(col int, r []byte, style oldStyle) gridCell {
	if r[6] != 0xFF || r[7] != 0xFF {
		return o.numberCell(col, math.Float64frombits(binary.LittleEndian.Uint64(r)), style)
	}
	switch r[0] {
	case 1:
		return boolOrFault(int(r[2]), false)
	case 2:
		return boolOrFault(int(r[2]), true)
	}
	return gridCell{}
}

// faults are the errors of cells by their numbers ([MS-XLS] 2.5.10).
var faults = map[int]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

func boolOrFault(value int, fault bool) gridCell {
	if fault {
		return gridCell{kind: Fault, text: cmp.Or(faults[value], "#N/A")}
	}
	return gridCell{kind: Bool, text: map[bool]string{true: "TRUE", false: "FALSE"}[value != 0]}
}

// rk is a number in the short form ([MS-XLS] 2.5.122).
func rk(bits uint32) float64 {
	var f float64
	if bits&2 != 0 {
		f = float64(int32(bits) >> 2)
	} else {
		f = math.Float64frombits(uint64(bits&^3) << 32)
	}
	if bits&1 != 0 {
		f /= 100
	}
	return f
}

func (o *oldSheetReader) numberCell(col int, f float64, style oldStyle) gridCell {
	cell := o.number(strconv.FormatFloat(f, 'g', -1, 64), style.cellStyle)
	cell.col = col
	return cell
}

func (o *oldSheetReader) style(xf int) oldStyle {
	if xf < len(o.xfs) {
		return o.xfs[xf]
	}
	return oldStyle{}
}

func (o *oldSheetReader) styleAt(xf string) oldStyle {
	n, _ := strconv.Atoi(xf) // written by record
	return o.style(n)
}

// tell says once that a font of before Unicode was read.
func (o *oldSheetReader) tell(col, row int, text string) {
	if !o.told && !isPlain(text) {
		o.told = true
		o.g.notes = append(o.g.notes, phrase.New("exchange.old_font", "cell", CellName(col, row+1), "text", text))
	}
}

func (o *oldSheetReader) at(row int) *gridRow {
	if o.rows[row] == nil {
		o.rows[row] = &gridRow{number: row + 1}
	}
	return o.rows[row]
}

// put keeps a cell with what it shows.
func (o *oldSheetReader) put(number int, cell gridCell, style oldStyle) error {
	row := o.at(number)
	cell.text = clean(cell.text)
	if style.struck && strings.TrimSpace(cell.text) != "" {
		cell = gridCell{col: cell.col, mark: mark{"exchange.mark_struck", strings.TrimSpace(cell.text)}}
	}
	if cell.mark.key != "" {
		row.marks = append(row.marks, cell.mark.at(cell.col, number+1))
	}
	if cell.formula {
		row.made = append(row.made, cell.col)
	}
	if cell.kind == Empty || strings.TrimSpace(cell.text) == "" {
		return nil
	}
	if cell.col >= o.limits.Cols {
		return tooMany("exchange.too_many_columns", o.limits.Cols).AtRow(number+1, CellName(cell.col, number+1))
	}
	if o.workbook.cells++; o.workbook.cells > o.limits.Cells {
		return tooMany("exchange.too_many_cells", o.limits.Cells)
	}
	row.cells = append(row.cells, cell)
	return nil
}

// done gives the rows in their order.
func (o *oldSheetReader) done() (grid, error) {
	for _, row := range o.rows {
		if len(row.cells) == 0 {
			if len(row.marks) > 0 && len(o.g.notes) < mostNotes {
				o.g.notes = append(o.g.notes, row.marks[0].What)
			}
			continue
		}
		slices.SortStableFunc(row.cells, func(a, b gridCell) int { return cmp.Compare(a.col, b.col) })
		row.cells = slices.CompactFunc(row.cells, func(a, b gridCell) bool { return a.col == b.col })
		o.g.rows = append(o.g.rows, *row)
	}
	if len(o.g.rows) > o.limits.Rows {
		return *o.g, tooMany("exchange.too_many_rows", o.limits.Rows)
	}
	slices.SortFunc(o.g.rows, func(a, b gridRow) int { return cmp.Compare(a.number, b.number) })
	return *o.g, nil
}
