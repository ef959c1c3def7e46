package template

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/errs"
	"dondoc/internal/exchange"
)

// widthOf are the widths of the columns, in characters.
var widthOf = [columns]float64{4, 6, 44, 11, 12, 14, 12, 15, 14, 12, 34, 14}

// Write writes a sheet to be filled in. Only the cells for figures can be typed
// in; the protection has no password, for it is there against slips, and what
// is changed all the same is noticed when the sheet comes back.
func Write(w io.Writer, f Form) error {
	file := excelize.NewFile()
	defer file.Close()
	b := builder{file: file, name: f.Sheet, form: f}
	if b.err = file.SetSheetName("Sheet1", f.Sheet); b.err == nil {
		b.styles()
		b.head()
		b.rows()
		b.rules()
		b.finish()
	}
	if b.err == nil {
		b.err = file.Write(w)
	}
	if b.err != nil {
		return errs.New(errs.Internal, "error.internal").Because(b.err)
	}
	return nil
}

type builder struct {
	file  *excelize.File
	name  string
	form  Form
	style map[string]int
	first int // row of the first target
	next  int // row to be written next
	typed []int
	err   error
}

// do keeps the first error of several steps.
func (b *builder) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *builder) styles() {
	b.style = map[string]int{}
	thin := []excelize.Border{{Type: "left", Color: "999999", Style: 1}, {Type: "right", Color: "999999", Style: 1}, {Type: "top", Color: "999999", Style: 1}, {Type: "bottom", Color: "999999", Style: 1}}
	font := func(bold bool, size float64) *excelize.Font {
		return &excelize.Font{Family: "Times New Roman", Size: size, Bold: bold}
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	text := 49 // "@": what is typed stays as it was typed
	for name, s := range map[string]excelize.Style{
		"title": {Font: font(true, 14)},
		"line":  {Font: font(false, 11), Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}},
		"head":  {Font: font(true, 11), Border: thin, Fill: fill("E8EEF4"), Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}},
		"group": {Font: font(true, 11), Border: thin},
		"cell":  {Font: font(false, 11), Border: thin, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}},
		"num":   {Font: font(false, 11), Border: thin, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top", WrapText: true}},
		"type":  {Font: font(false, 11), Border: thin, NumFmt: text, Fill: fill("FFF8D6"), Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top", WrapText: true}, Protection: &excelize.Protection{Locked: false}},
		"note":  {Font: font(false, 11), Border: thin, NumFmt: text, Fill: fill("FFF8D6"), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Protection: &excelize.Protection{Locked: false}},
	} {
		made, err := b.file.NewStyle(&s)
		b.do(err)
		b.style[name] = made
	}
}

func (b *builder) put(col, row int, text, style string) {
	cell := exchange.CellName(col, row)
	if text != "" {
		b.do(b.file.SetCellStr(b.name, cell, text))
	}
	if style != "" {
		b.do(b.file.SetCellStyle(b.name, cell, cell, b.style[style]))
	}
}

// head writes the title, how it is filled in, and the headings.
func (b *builder) head() {
	for i, text := range b.form.head() {
		b.put(colKey, i+1, text, "")
	}
	b.put(colOrdinal, 1, b.form.Title, "title")
	row := 2
	for _, line := range b.form.Lines {
		b.do(b.file.MergeCell(b.name, exchange.CellName(colOrdinal, row), exchange.CellName(columns-1, row)))
		b.put(colOrdinal, row, line, "line")
		row++
	}
	row = max(row, 4)
	b.put(colKey, row, "heads", "")
	for col := colOrdinal; col < columns; col++ {
		b.put(col, row, b.form.Heads[col], "head")
	}
	b.do(b.file.SetRowHeight(b.name, row, 48))
	b.first, b.next = row+1, row+1
}

func (b *builder) rows() {
	group := ""
	for i, r := range b.form.Rows {
		if r.Group != "" && r.Group != group {
			b.put(colKey, b.next, "group", "")
			b.do(b.file.MergeCell(b.name, exchange.CellName(colOrdinal, b.next), exchange.CellName(columns-1, b.next)))
			for col := colOrdinal; col < columns; col++ {
				b.put(col, b.next, "", "group")
			}
			b.put(colOrdinal, b.next, r.Group, "group")
			b.next++
		}
		group = r.Group
		words := map[int]string{colKey: r.key(i+1, len(b.form.Rows)), colOrdinal: r.Ordinal, colName: r.Name, colMeasure: r.Measure, colLastYear: r.LastYear, colPlan: r.Plan, colBefore: r.Before,
			colValue: r.Text, colScope: b.form.Scope[pick(r.Within)], colFirm: b.form.Firm[pick(r.Estimate)], colNote: r.Note, colMeant: r.Meant}
		for col := colKey; col < columns; col++ {
			style := "cell"
			switch {
			case col == colKey:
				style = ""
			case !r.Locked && (col == colValue || col == colMeant):
				style = "type"
			case !r.Locked && col > colValue:
				style = "note"
			case col >= colLastYear && col <= colValue:
				style = "num"
			}
			b.put(col, b.next, words[col], style)
		}
		if !r.Locked {
			b.typed = append(b.typed, b.next)
		}
		b.next++
	}
}

func pick(second bool) int {
	if second {
		return 1
	}
	return 0
}

// rules say what may stand in the cells where something is typed.
func (b *builder) rules() {
	for _, field := range []string{"text", "scope", "final", "note", "meant"} {
		col := fieldOf[field]
		rule := excelize.NewDataValidation(true)
		for _, row := range b.typed {
			cell := exchange.CellName(col, row)
			if rule.Sqref != "" {
				rule.Sqref += " "
			}
			rule.Sqref += cell
		}
		switch field {
		case "scope":
			b.do(rule.SetDropList(b.form.Scope[:]))
		case "final":
			b.do(rule.SetDropList(b.form.Firm[:]))
		default:
			most := map[string]int{"text": 100, "note": 1000, "meant": 40}[field]
			b.do(rule.SetRange(0, most, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween))
		}
		rule.SetError(excelize.DataValidationErrorStyleStop, b.form.Heads[col], b.form.Wrong)
		if ask := b.form.Asks[field]; ask != "" {
			rule.SetInput(b.form.Heads[col], ask)
		}
		if len(b.typed) > 0 {
			b.do(b.file.AddDataValidation(b.name, rule))
		}
	}
}

// finish hides the keys, keeps the headings in view, locks what is not typed.
func (b *builder) finish() {
	for col, width := range widthOf {
		letter := exchange.CellName(col, 1)[:1]
		b.do(b.file.SetColWidth(b.name, letter, letter, width))
	}
	b.do(b.file.SetColVisible(b.name, "A", false))
	b.do(b.file.SetPanes(b.name, &excelize.Panes{Freeze: true, XSplit: colName + 1, YSplit: b.first - 1, TopLeftCell: exchange.CellName(colName+1, b.first), ActivePane: "bottomRight"}))
	landscape, a4, one, many, fit := "landscape", 9, 1, 0, true
	b.do(b.file.SetSheetProps(b.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.file.SetPageLayout(b.name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &many}))
	b.do(b.file.ProtectSheet(b.name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}))
	if len(b.typed) > 0 {
		cell := exchange.CellName(colValue, b.typed[0])
		b.do(b.file.SetPanes(b.name, &excelize.Panes{Freeze: true, XSplit: colName + 1, YSplit: b.first - 1, TopLeftCell: exchange.CellName(colName+1, b.first), ActivePane: "bottomRight",
			Selection: []excelize.Selection{{SQRef: cell, ActiveCell: cell, Pane: "bottomRight"}}}))
	}
}

// Remark is what is said of a cell.
type Remark struct{ Cell, Text string }

// TakesRemarks says whether remarks can be put into the cells of a file: of an
// .xlsx alone.
func TakesRemarks(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".xlsx") }

// Commented gives a person's own workbook with remarks in the cells of a sheet; "" for
// the one that was given out. It was read
// before; it is opened here under the same deadline.
func Commented(ctx context.Context, content []byte, sheet string, remarks []Remark) ([]byte, error) {
	var out bytes.Buffer
	err := exchange.Within(ctx, func(ctx context.Context) error {
		done := make(chan error, 1)
		go func() { done <- reopened(content, sheet, remarks, &out) }()
		select {
		case err := <-done:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func reopened(content []byte, sheet string, remarks []Remark, out io.Writer) error {
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: 200 << 20, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		return errs.New(errs.Invalid, "exchange.template_remarks").In("file").Because(err)
	}
	defer f.Close()
	return commented(f, sheet, remarks, out)
}

func commented(f *excelize.File, sheet string, remarks []Remark, out io.Writer) error {
	for _, name := range f.GetSheetList() {
		if sheet != "" && name != sheet {
			continue
		}
		if first, err := f.GetCellValue(name, "A1"); sheet == "" && (err != nil || len(first) < len(mark) || first[:len(mark)] != mark) {
			continue
		}
		by := map[string]string{}
		var cells []string
		for _, r := range remarks {
			if by[r.Cell] == "" {
				cells = append(cells, r.Cell)
			} else {
				by[r.Cell] += "\n"
			}
			by[r.Cell] += r.Text
		}
		slices.Sort(cells)
		for _, cell := range cells {
			if err := f.DeleteComment(name, cell); err != nil { // of an earlier copy
				continue
			}
			if err := f.AddComment(name, excelize.Comment{Cell: cell, Author: "Dondoc", Width: 320, Height: 120, Paragraph: []excelize.RichTextRun{{Text: by[cell]}}}); err != nil {
				return err
			}
			if err := redden(f, name, cell); err != nil {
				return err
			}
		}
	}
	return f.Write(out)
}

// redden fills a cell so that it is found; all else of its style stays.
func redden(f *excelize.File, sheet, cell string) error {
	at, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	style, err := f.GetStyle(at)
	if err != nil || style == nil {
		return err
	}
	style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F8C9C4"}}
	red, err := f.NewStyle(style)
	if err != nil {
		return err
	}
	return f.SetCellStyle(sheet, cell, cell, red)
}
