package exchange

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// Figure is a number to be written: Coef/10^Scale, shown with Scale decimals.
type Figure struct {
	Coef    int64
	Scale   int
	Percent bool // 10108 with scale 2 is 101.08 %
}

// Sheet is a table to be written. A cell is a string, an int, a Figure, a
// period.Date or nil; anything else is a mistake in code and is written as text.
type Sheet struct {
	Name   string
	Header []string
	Rows   [][]any

	Above, Below []string // lines before the header, the first one the title, and behind the rows
}

// head is the row of the header, from 1.
func (s Sheet) head() int { return len(s.Above) + 1 }

// WriteXLSX writes a workbook with one worksheet per sheet: a bold header that
// stays in view and is printed on every page, columns as wide as their texts, A4
// landscape, A3 where there are many columns, fitted to the page's width. Texts are text cells, never formulas, whatever they begin with.
func WriteXLSX(w io.Writer, sheets ...Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	styles := styleCache{file: f, ids: map[string]int{}}
	used := map[string]bool{}
	for i, s := range sheets {
		name := sheetName(s.Name, used)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return errs.New(errs.Internal, "error.internal").Because(err)
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		if err := writeSheet(f, name, s, &styles); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
	}
	if err := f.Write(w); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return nil
}

// Sizes of paper as Excel numbers them, and how many columns are to be read on A4.
const (
	a3       = 8
	a4       = 9
	mostOnA4 = 14
)

func writeSheet(f *excelize.File, name string, s Sheet, styles *styleCache) error {
	landscape, paper, one, many := "landscape", a4, 1, 0
	if len(s.Header) > mostOnA4 {
		paper = a3
	}
	fit := true
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	layout := excelize.PageLayoutOptions{Orientation: &landscape, Size: &paper, FitToWidth: &one, FitToHeight: &many}
	if err := f.SetPageLayout(name, &layout); err != nil {
		return err
	}
	titles := "'" + strings.ReplaceAll(name, "'", "''") + fmt.Sprintf("'!$%d:$%[1]d", s.head()) // the head again on each page
	if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: name}); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	all, lines := widths(s), 1.0
	for col, h := range s.Header {
		lines = max(lines, math.Ceil(1.3*float64(utf8.RuneCountInString(h))/all[col]))
	}
	for col, width := range all {
		if err := out.SetColWidth(col+1, col+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: s.head(), TopLeftCell: CellName(0, s.head()+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := writeLines(out, styles, s.Above, 1, "title"); err != nil {
		return err
	}
	head := make([]any, len(s.Header))
	for i, h := range s.Header {
		head[i] = excelize.Cell{StyleID: styles.id("head"), Value: clip(h)}
	}
	if err := out.SetRow(CellName(0, s.head()), head, excelize.RowOpts{Height: min(15*lines, 300)}); err != nil {
		return err
	}
	for i, row := range s.Rows {
		cells := make([]any, len(row))
		for j, v := range row {
			cells[j] = styles.cell(v)
		}
		if err := out.SetRow(CellName(0, s.head()+1+i), cells); err != nil {
			return err
		}
	}
	if err := writeLines(out, styles, s.Below, s.head()+len(s.Rows)+2, "line"); err != nil {
		return err
	}
	if styles.err != nil {
		return styles.err
	}
	return out.Flush()
}

// writeLines writes lines of text that run over the columns, the first in a style
// of its own.
func writeLines(out *excelize.StreamWriter, styles *styleCache, lines []string, from int, first string) error {
	for i, line := range lines {
		style := "line"
		if i == 0 {
			style = first
		}
		if err := out.SetRow(CellName(0, from+i), []any{excelize.Cell{StyleID: styles.id(style), Value: clip(line)}}); err != nil {
			return err
		}
	}
	return nil
}

// sheetName makes a name Excel takes: no : \ / ? * [ ], at most 31 characters,
// not empty, and not one of those used before, to which it is added.
func sheetName(name string, used map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 26 {
		name = string(runes[:26])
	}
	name = either(strings.Trim(name, " '"), "1")
	unique := name
	for n := 2; used[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s %d", name, n)
	}
	used[strings.ToLower(unique)] = true
	return unique
}

// headWidth is how far a head alone may widen its column: a longer one is wrapped,
// so that what stands below can still be read on paper.
const headWidth = 14

// widths gives each column's width in characters, between 6 and 60.
func widths(s Sheet) []float64 {
	out := make([]float64, len(s.Header))
	grow := func(col int, text string) {
		for col >= len(out) {
			out = append(out, 0)
		}
		for line := range strings.SplitSeq(text, "\n") {
			out[col] = min(60, max(out[col], 6, float64(utf8.RuneCountInString(line))+2))
		}
	}
	for col, h := range s.Header {
		if utf8.RuneCountInString(h) <= headWidth {
			grow(col, h)
			continue
		}
		grow(col, strings.Repeat("0", headWidth-2))
		for word := range strings.FieldsSeq(h) {
			grow(col, word)
		}
	}
	for _, row := range s.Rows {
		for col, v := range row {
			grow(col, cellText(v))
		}
	}
	return out
}

// styleCache makes each style of a workbook once.
type styleCache struct {
	file *excelize.File
	ids  map[string]int
	err  error
}

// id gives the style "head", "text", "title", "line", "date" or a number format code.
func (s *styleCache) id(name string) int {
	if id, ok := s.ids[name]; ok {
		return id
	}
	style := excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	switch name {
	case "text":
	case "title", "line": // run on over the columns beside
		style.Alignment.WrapText = false
		style.Font = &excelize.Font{Bold: name == "title"}
	case "head":
		style.Font = &excelize.Font{Bold: true}
		style.Border = []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}}
	case "date":
		format := "dd/mm/yyyy"
		style.CustomNumFmt = &format
	default:
		style.CustomNumFmt = &name
	}
	id, err := s.file.NewStyle(&style)
	if err != nil {
		s.err = err
	}
	s.ids[name] = id
	return id
}

func (s *styleCache) cell(value any) excelize.Cell {
	switch v := value.(type) {
	case int:
		return excelize.Cell{StyleID: s.id("#,##0"), Value: v}
	case int64:
		return excelize.Cell{StyleID: s.id("#,##0"), Value: v}
	case Figure:
		scale, percent := v.Scale, ""
		if v.Percent {
			scale, percent = v.Scale+2, "%"
		}
		f, _ := new(big.Rat).SetFrac(big.NewInt(v.Coef), power10(scale)).Float64()
		format := "#,##0" + percent
		if v.Scale > 0 {
			format = "#,##0." + strings.Repeat("0", v.Scale) + percent
		}
		return excelize.Cell{StyleID: s.id(format), Value: f}
	case period.Date:
		if t, err := time.Parse("2006-01-02", string(v)); err == nil && v != period.Forever {
			return excelize.Cell{StyleID: s.id("date"), Value: t}
		}
	}
	return excelize.Cell{StyleID: s.id("text"), Value: clip(cellText(value))}
}

// clip cuts a text to what a cell of a workbook can hold.
func clip(text string) string {
	if runes := []rune(text); len(runes) > excelize.TotalCellChars {
		return string(runes[:excelize.TotalCellChars])
	}
	return text
}

func power10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// cellText writes a cell as text: numbers with a decimal comma, without grouping.
func cellText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case period.Date:
		return v.Say("vi")
	case Figure:
		text := new(big.Rat).SetFrac(big.NewInt(v.Coef), power10(v.Scale)).FloatString(v.Scale)
		if v.Percent {
			text += "%"
		}
		return strings.Replace(text, ".", ",", 1)
	default:
		return fmt.Sprint(v)
	}
}

// MediaType gives the media type of a format of file.
func MediaType(format string) string {
	switch format {
	case "docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case "csv":
		return "text/csv; charset=utf-8"
	case "pdf":
		return "application/pdf"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// WriteCSV writes one sheet as a text file that spreadsheet programs open: UTF-8
// with a byte order mark, commas, CRLF, texts made harmless by escape.
func WriteCSV(w io.Writer, s Sheet) error {
	buffer := bufio.NewWriter(w)
	_, _ = buffer.WriteString("\ufeff") // an error stays with the buffer until Flush
	out := csv.NewWriter(buffer)
	out.UseCRLF = true
	_ = out.Write(escaped(len(s.Header), func(i int) string { return s.Header[i] }))
	for _, row := range s.Rows {
		_ = out.Write(escaped(len(row), func(i int) string { return cellText(row[i]) }))
	}
	out.Flush()
	if err := buffer.Flush(); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return nil
}

func escaped(n int, text func(int) string) []string {
	record := make([]string, n)
	for i := range record {
		record[i] = escape(text(i))
	}
	return record
}
