package exchange

import (
	"context"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// readText reads a table of a text file: fields parted by comma, semicolon or
// tab, quoted as in RFC 4180, in any of the encodings of decode. Rows are
// numbered as a spreadsheet program shows them: a field with line ends is still
// one row, and an empty line is a row.
func readText(ctx context.Context, name string, raw []byte, limits Limits) (grid, error) {
	g := grid{sheet: name}
	text, encoding, err := decode(raw)
	if err != nil {
		return g, err
	}
	if encoding != "" {
		g.notes = append(g.notes, phrase.New("exchange.encoding", "encoding", encoding))
	}
	text, comma := separator(text)
	p := newCSV(text, comma, limits)
	cells := 0
	for p.pos < len(p.text) {
		if err := ctx.Err(); err != nil {
			return g, err
		}
		row, err := p.record()
		if err != nil {
			return g, err
		}
		if len(row.cells) == 0 {
			continue
		}
		if n := len(g.rows); n > 0 && row.fields == 1 && len(g.notes) < mostNotes && partedOtherwise(row.cells[0].text, comma, g.rows[n-1].fields) {
			g.notes = append(g.notes, mark{"exchange.mark_separator", clipped(row.cells[0].text, 60)}.at(0, row.number).What)
		}
		cells += len(row.cells)
		if g.rows = append(g.rows, row); len(g.rows) > limits.Rows {
			return g, tooMany("exchange.too_many_rows", limits.Rows)
		}
		if cells > limits.Cells {
			return g, tooMany("exchange.too_many_cells", limits.Cells)
		}
	}
	return g, nil
}

// partedOtherwise says whether a line of one field would have as many as the line
// above, were it parted by another separator.
func partedOtherwise(text string, comma byte, fields int) bool {
	for _, c := range []byte{',', ';', '\t'} {
		if c != comma && fields > 2 && strings.Count(text, string(rune(c)))+1 == fields {
			return true
		}
	}
	return false
}

// csvReader goes through a text record by record.
type csvReader struct {
	text   string
	pos    int
	comma  byte
	stops  string // what ends a field
	row    int    // number of the last row read
	torn   bool   // the last field's quotes hold several rows, and more stands behind them
	limits Limits
}

func newCSV(text string, comma byte, limits Limits) csvReader {
	return csvReader{text: text, comma: comma, stops: string(rune(comma)) + "\r\n", limits: limits}
}

// record reads one row; cells without text are left out.
func (p *csvReader) record() (gridRow, error) {
	p.row++
	row := gridRow{number: p.row}
	for col := 0; ; col++ {
		field, last, err := p.field(col)
		if err != nil {
			return row, err
		}
		if p.torn {
			row.marks, p.torn = append(row.marks, mark{"exchange.mark_quote", firstLine(field)}.at(col, p.row)), false
		}
		if strings.TrimSpace(field) != "" {
			switch {
			case col >= p.limits.Cols:
				return row, tooMany("exchange.too_many_columns", p.limits.Cols).AtRow(p.row, "")
			case len(field) > p.limits.CellBytes:
				return row, tooMany("exchange.cell_too_long", p.limits.CellBytes).AtRow(p.row, CellName(col, p.row))
			}
			text := clean(unescape(field))
			if strings.ContainsRune(text, '\ufffd') {
				row.marks = append(row.marks, mark{"exchange.mark_broken", text}.at(col, p.row))
			}
			if strings.TrimSpace(text) != "" {
				row.cells = append(row.cells, gridCell{col: col, kind: Text, text: text})
			}
		}
		if last {
			row.fields = col + 1
			return row, nil
		}
	}
}

// firstLine is the first line of a field.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return clipped(line, 60)
}

// field reads one field and what ends it; last is true at the end of the row.
func (p *csvReader) field(col int) (field string, last bool, err error) {
	quoted := ""
	if p.pos < len(p.text) && p.text[p.pos] == '"' {
		if quoted, err = p.quoted(col); err != nil {
			return "", false, err
		}
	}
	// What follows a closing quote before the separator belongs to the field, as
	// spreadsheet programs read it.
	end := strings.IndexAny(p.text[p.pos:], p.stops)
	if quoted != "" && end != 0 && p.pos < len(p.text) && strings.ContainsRune(quoted, '\n') && strings.Contains(quoted, string(rune(p.comma))) {
		p.torn = true
	}
	if end < 0 {
		field, p.pos = quoted+p.text[p.pos:], len(p.text)
		return field, true, nil
	}
	field = quoted + p.text[p.pos:p.pos+end]
	p.pos += end + 1
	stop := p.text[p.pos-1]
	if stop == '\r' && p.pos < len(p.text) && p.text[p.pos] == '\n' {
		p.pos++
	}
	return field, stop != p.comma, nil
}

// quoted reads from an opening to its closing quote. Line ends become \n.
func (p *csvReader) quoted(col int) (string, error) {
	var b strings.Builder
	for from := p.pos + 1; ; {
		end := strings.IndexByte(p.text[from:], '"')
		if end < 0 {
			return "", errs.New(errs.Invalid, "exchange.quote_open").AtRow(p.row, CellName(col, p.row)).
				Try("exchange.quote_open_hint")
		}
		b.WriteString(p.text[from : from+end])
		from += end + 1
		if from >= len(p.text) || p.text[from] != '"' {
			p.pos = from
			text := strings.ReplaceAll(b.String(), "\r\n", "\n")
			return strings.ReplaceAll(text, "\r", "\n"), nil
		}
		b.WriteByte('"')
		from++
	}
}

// The separator is guessed from so many rows, or so many bytes.
const (
	sampleRows  = 30
	sampleBytes = 256 << 10
)

// separator finds what parts the fields: what a first line "sep=;" says (it is
// taken off, and spreadsheet programs do not count it), else the separator that
// gives most of the first rows one and the same number of fields, two or more.
func separator(text string) (rest string, comma byte) {
	first, after, _ := strings.Cut(text, "\n")
	if said, ok := strings.CutPrefix(strings.TrimSuffix(first, "\r"), "sep="); ok && len(said) == 1 && strings.Contains(",;\t|", said) {
		return after, said[0]
	}
	best, bestAlike, bestWidth, bestWhole := byte(','), 0, 0, false
	for _, c := range []byte{',', ';', '\t'} {
		alike, width, whole := regularity(text, c)
		if bestWhole && !whole {
			continue // what parts every row alike is not beaten by what parts some
		}
		if whole && !bestWhole || alike > bestAlike || alike == bestAlike && width > bestWidth {
			best, bestAlike, bestWidth, bestWhole = c, alike, width, whole
		}
	}
	return text, best
}

// regularity gives how many of the first rows a separator parts into the same
// number of fields, and that number, 0 when it parts none of them; and whether
// these are all.
func regularity(text string, comma byte) (alike, width int, whole bool) {
	p := newCSV(text[:min(len(text), sampleBytes)], comma, DefaultLimits())
	count := map[int]int{}
	broken, rows := false, 0
sample:
	for seen := 0; seen < sampleRows && p.pos < len(p.text); seen++ {
		fields := 0
		for last := false; !last; fields++ {
			var err error
			if _, last, err = p.field(fields); err != nil {
				broken = true
				break sample // the row is cut off, or its quote stays open
			}
		}
		count[fields]++
		rows++
	}
	for w, n := range count {
		if w > 1 && (n > alike || n == alike && w > width) {
			alike, width = n, w
		}
	}
	return alike, width, !broken && alike == rows && rows > 1
}
