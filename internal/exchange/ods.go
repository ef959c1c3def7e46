package exchange

import (
	"cmp"
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// odsBook is an OpenDocument spreadsheet (.ods, ISO/IEC 26300) while it is read.
type odsBook struct {
	*workbook
	styles map[string]odsStyle
	data   map[string]odsFormat // how data styles show numbers
	grids  []grid
	hidden []phrase.Phrase
	g      *grid
	sheets bool // it has a spreadsheet at all
	row    int  // number of the last row
	column int  // of the last column that was declared, from 1
}

// odsFormat is how a data style shows numbers, and which it leaves to others.
type odsFormat struct {
	format
	others []odsOther
}

type odsOther struct {
	format // of the condition alone
	name   string
}

// odsStyle is what of a style changes what a cell shows.
type odsStyle struct {
	parent, data        string
	struck, raised, off bool
	font                string
}

// readODS reads the visible sheets of an OpenDocument spreadsheet.
func (w *workbook) readODS() ([]grid, error) {
	locked := false
	err := w.elements("META-INF/manifest.xml", func(e xml.StartElement, _ *xmlReader) error {
		locked = locked || e.Name.Local == "encryption-data"
		return nil
	})
	if err != nil {
		return nil, err
	}
	if locked {
		return nil, errs.New(errs.Invalid, "exchange.locked").Try("exchange.locked_hint")
	}
	b := &odsBook{workbook: w, styles: map[string]odsStyle{}, data: map[string]odsFormat{}}
	for _, part := range []string{"styles.xml", "content.xml"} {
		if err := w.elements(part, b.see); err != nil {
			return nil, err
		}
	}
	if !b.sheets {
		return nil, errs.New(errs.Invalid, "exchange.not_a_table_file").Try("exchange.old_excel_hint")
	}
	return append(b.grids, grid{notes: b.hidden}), nil
}

func (b *odsBook) see(e xml.StartElement, x *xmlReader) error {
	switch e.Name.Local {
	case "style":
		return b.style(e, x)
	case "number-style", "percentage-style", "currency-style", "date-style", "time-style":
		return b.dataStyle(e, x)
	case "spreadsheet":
		b.sheets = true
	case "table":
		b.table(e)
	case "table-column":
		n := repeated(e, "number-columns-repeated", b.limits.Cols)
		v := attr(e, "visibility")
		if b.g != nil {
			b.g.hide(strconv.Itoa(b.column+1), strconv.Itoa(b.column+n), v == "collapse" || v == "filter", b.limits.Cols)
		}
		b.column += n
	case "table-row":
		return b.rows(e, x)
	}
	return nil
}

// table begins a sheet.
func (b *odsBook) table(e xml.StartElement) {
	name := attr(e, "name")
	b.row, b.column = 0, 0
	if b.styles[attr(e, "style-name")].off {
		b.g = &grid{}
		b.hidden = append(b.hidden, phrase.New("exchange.sheet_hidden", "sheet", name))
		return
	}
	b.grids = append(b.grids, grid{sheet: name})
	b.g = &b.grids[len(b.grids)-1]
}

func (b *odsBook) style(e xml.StartElement, x *xmlReader) error {
	s := odsStyle{parent: attr(e, "parent-style-name"), data: attr(e, "data-style-name")}
	name := attr(e, "name")
	err := x.inside(func(tok xml.Token) error {
		if p, ok := tok.(xml.StartElement); ok {
			switch p.Name.Local {
			case "text-properties":
				line := attr(p, "text-line-through-style")
				s.struck = line != "" && line != "none" || attr(p, "text-line-through-type") == "single"
				at := attr(p, "text-position")
				s.font = strings.Trim(cmp.Or(attr(p, "font-name"), attr(p, "font-family")), "'")
				s.raised = strings.HasPrefix(at, "super") || at != "" && at[0] >= '1' && at[0] <= '9'
			case "table-properties":
				s.off = attr(p, "display") == "false"
			}
		}
		return nil
	})
	if len(b.styles) < b.limits.Cells {
		b.styles[name] = s
	}
	return err
}

// dataStyle reads how numbers are shown: in percent, as a day or a month, divided by
// a factor, between texts.
func (b *odsBook) dataStyle(e xml.StartElement, x *xmlReader) error {
	var s odsDataStyle
	if err := x.inside(s.see); err != nil {
		return err
	}
	f := s.odsFormat
	switch e.Name.Local {
	case "percentage-style":
		f.show = showPercent
	case "date-style":
		switch {
		case s.day:
			f.show = showDate
		case s.month:
			f.show = showMonth
		default:
			f.show = showYear
		}
	case "time-style":
		f.show = showTime
	}
	if f.after = s.text.String(); !s.number || f.show != showNumber {
		f.before, f.after = "", ""
	}
	if len(b.data) < b.limits.Cells {
		b.data[attr(e, "name")] = f
	}
	return nil
}

// odsDataStyle is a data style while it is read.
type odsDataStyle struct {
	odsFormat
	text               strings.Builder
	inText             int
	number, day, month bool
}

func (s *odsDataStyle) see(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "number", "fraction", "scientific-number":
			s.number, s.before = true, s.text.String()
			s.text.Reset()
			s.zeros, _ = strconv.Atoi(attr(t, "min-integer-digits"))
			for n, err := strconv.ParseFloat(attr(t, "display-factor"), 64); err == nil && n >= 1000; n /= 1000 {
				s.scale++
			}
		case "day":
			s.day = true
		case "month":
			s.month = true
		case "map":
			if m := odsCondition.FindStringSubmatch(attr(t, "condition")); m != nil && len(s.others) < 9 {
				o := odsOther{name: attr(t, "apply-style-name")}
				o.when = m[1]
				o.than, _ = strconv.ParseFloat(m[2], 64)
				s.others = append(s.others, o)
			}
		case "text":
			s.inText++
		}
	case xml.EndElement:
		if t.Name.Local == "text" {
			s.inText--
		}
	case xml.CharData:
		if s.inText > 0 {
			return addText(&s.text, t, 1024)
		}
	}
	return nil
}

// shownBy gives how a style shows numbers, by the style it is made from where it
// says nothing itself, and whether it strikes out and in which font.
func (b *odsBook) shownBy(name string) (f odsFormat, all odsStyle) {
	for range 20 {
		s, ok := b.styles[name]
		if !ok {
			break
		}
		all.struck, all.font = all.struck || s.struck, cmp.Or(all.font, s.font)
		if s.data != "" {
			return b.data[s.data], all
		}
		name = s.parent
	}
	return f, all
}

// rows reads a row, which may stand for several that are alike.
func (b *odsBook) rows(e xml.StartElement, x *xmlReader) error {
	v := attr(e, "visibility")
	row := gridRow{number: b.row + 1, hidden: v == "collapse" || v == "filter"}
	col := 0
	err := x.inside(func(tok xml.Token) error {
		c, ok := tok.(xml.StartElement)
		if !ok {
			return nil
		}
		switch c.Name.Local {
		case "covered-table-cell":
			col += repeated(c, "number-columns-repeated", b.limits.Cols)
			return x.inside(func(xml.Token) error { return nil })
		case "table-cell":
			n := repeated(c, "number-columns-repeated", b.limits.Cols)
			if err := b.cells(&row, c, x, col, n); err != nil {
				return placed(err, row.number, CellName(col, row.number))
			}
			col += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	n := repeated(e, "number-rows-repeated", 1<<20)
	if b.g != nil && (len(row.cells) > 0 || len(row.marks) > 0) {
		for i := range n {
			if err := b.keep(row, b.row+1+i); err != nil {
				return err
			}
		}
	}
	b.row += n
	return nil
}

func (b *odsBook) keep(row gridRow, number int) error {
	row.number = number
	row.cells = slices.Clone(row.cells)
	if len(row.cells) == 0 {
		b.g.tell(row.marks...)
		return nil
	}
	if b.workbook.cells += len(row.cells); b.workbook.cells > b.limits.Cells {
		return tooMany("exchange.too_many_cells", b.limits.Cells)
	}
	if b.g.rows = append(b.g.rows, row); len(b.g.rows) > b.limits.Rows {
		return tooMany("exchange.too_many_rows", b.limits.Rows)
	}
	return nil
}

// repeated is how often an element stands for itself.
func repeated(e xml.StartElement, name string, most int) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// cells reads a cell that may stand for several beside one another.
func (b *odsBook) cells(row *gridRow, e xml.StartElement, x *xmlReader, col, n int) error {
	shown, err := b.paragraphs(x)
	if err != nil {
		return err
	}
	f, style := b.shownBy(attr(e, "style-name"))
	cell := b.value(e, shown, f)
	cell.text, cell.formula = clean(cell.text), attr(e, "formula") != ""
	if cell.old = shown.old; !shown.own && isOldFont(style.font) {
		cell.font = style.font
	}
	switch {
	case style.struck && strings.TrimSpace(cell.text) != "":
		cell = gridCell{mark: mark{"exchange.mark_struck", strings.TrimSpace(cell.text)}}
	case strings.TrimSpace(cell.text) == "":
		cell.kind = Empty
	}
	wide, high := repeated(e, "number-columns-spanned", b.limits.Cols), repeated(e, "number-rows-spanned", 1<<20)
	if b.g != nil && (wide > 1 || high > 1) && len(b.g.merges) < b.limits.Cells {
		b.g.merges = append(b.g.merges, rect{col, row.number, col + wide - 1, row.number + high - 1})
	}
	if strings.TrimSpace(shown.comment) != "" {
		row.marks = append(row.marks, commentMark(shown.comment).at(col, row.number))
	}
	if cell.kind == Empty && cell.mark.key == "" && !cell.formula {
		return nil
	}
	for i := range n {
		if cell.mark.key != "" {
			row.marks = append(row.marks, cell.mark.at(col+i, row.number))
		}
		if cell.formula {
			row.made = append(row.made, col+i)
		}
		if cell.kind == Empty {
			continue
		}
		if col+i >= b.limits.Cols {
			return tooMany("exchange.too_many_columns", b.limits.Cols)
		}
		cell.col = col + i
		row.cells = append(row.cells, cell)
	}
	return nil
}

// value reads a cell by the type it says it has.
func (b *odsBook) value(e xml.StartElement, shown shownText, f odsFormat) gridCell {
	for _, a := range e.Attr {
		if a.Name.Local == "value-type" && a.Value == "error" {
			return gridCell{kind: Fault, text: shown.text}
		}
	}
	switch attr(e, "value-type") {
	case "float", "currency", "percentage":
		value := attr(e, "value")
		s, value := b.section(f, value)
		if attr(e, "value-type") == "percentage" {
			s.show = showPercent
		}
		if s.show != showNumber && s.show != showPercent {
			s = format{}
		}
		if !strings.ContainsFunc(shown.text, unicode.IsDigit) {
			s = format{literal: true, before: shown.text, empty: shown.text == ""}
		}
		return b.number(value, cellStyle{sections: []format{s}})
	case "date":
		kind, text := isoDate(attr(e, "date-value"))
		switch {
		case kind == Date && f.show == showMonth:
			text = text[3:]
		case kind == Date && f.show == showYear:
			text = text[6:]
		}
		return gridCell{kind: kind, text: text}
	case "time":
		return gridCell{kind: Text, text: shown.text}
	case "boolean":
		return gridCell{kind: Bool, text: strings.ToUpper(attr(e, "boolean-value"))}
	}
	if text := attr(e, "string-value"); text != "" && shown.text == "" {
		shown.text = text
	}
	return gridCell{kind: Text, text: shown.text, mark: shown.mark}
}

// section is how a number is shown, and the number: a style that leaves the others
// to other styles writes the sign of its own as a text.
func (b *odsBook) section(f odsFormat, value string) (format, string) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return f.format, value
	}
	for _, o := range f.others {
		if o.holds(n) {
			return b.data[o.name].format, value
		}
	}
	if len(f.others) > 0 && strings.Contains(f.before, "-") {
		value = strings.TrimPrefix(value, "-")
	}
	return f.format, value
}

// odsCondition is the condition under which another style shows a number.
var odsCondition = regexp.MustCompile(`^value\(\)\s*(<=|>=|!=|=|<|>)\s*(-?[\d.]+)$`)

// paragraphs gives the text of the cell just begun: its own paragraphs, not those of
// a note or a drawing.
func (b *odsBook) paragraphs(x *xmlReader) (shownText, error) {
	var out textJoiner
	var run styledRun
	var spans []odsStyle
	deep, paragraphs := 0, 0
	var beside odsAside
	flush := func() {
		if n := len(spans); n > 0 {
			run.struck, run.raised, run.font = spans[n-1].struck, spans[n-1].raised, spans[n-1].font
		}
		out.add(&run)
	}
	err := x.inside(func(tok xml.Token) error {
		switch t := tok.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; {
			case beside.deep > 0 || name == "annotation" || name == "frame" || name == "custom-shape":
				beside.begin(name)
			case name == "p":
				if paragraphs++; paragraphs > 1 {
					run.text.WriteByte('\n')
				}
				deep++
			case name == "span":
				flush()
				style := b.styles[attr(t, "style-name")]
				if n := len(spans); n > 0 {
					style.struck, style.raised, style.font = style.struck || spans[n-1].struck, style.raised || spans[n-1].raised, cmp.Or(style.font, spans[n-1].font)
				}
				spans = append(spans, style)
			default:
				run.text.WriteString(odsBlank(t))
			}
		case xml.EndElement:
			switch name := t.Name.Local; {
			case beside.deep > 0:
				beside.end()
			case name == "p":
				deep--
			case name == "span":
				flush()
				spans = spans[:max(0, len(spans)-1)]
			}
		case xml.CharData:
			switch {
			case beside.deep == 0 && deep > 0:
				return addText(&run.text, t, b.limits.CellBytes)
			case beside.noted > 0 && beside.signed == 0:
				return addText(&beside.note, t, b.limits.CellBytes)
			}
		}
		return nil
	})
	flush()
	return out.with(beside.note.String()), err
}

// odsBlank is what an element stands for that says nothing but where a blank is.
func odsBlank(t xml.StartElement) string {
	switch t.Name.Local {
	case "s":
		return strings.Repeat(" ", repeated(t, "c", 100))
	case "line-break":
		return "\n"
	case "tab":
		return "\t"
	}
	return ""
}
