package exchange

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/period"
)

// told gives all that is told of targets and of their table.
func toldOf(t *testing.T, table *Table) string {
	t.Helper()
	rows, _ := ReadTargetRows(table, Choice{})
	out := fmt.Sprint(table.Told())
	for _, r := range rows {
		out += fmt.Sprint(r.Doubts)
	}
	return out
}

// A comment on a cell is told with its cell, on a row that is taken, a total, the
// header and beside the table; what the program itself wrote is not.
func TestCommentsAreTold(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{"A1": "STT", "B1": "Chỉ tiêu", "C1": "ĐVT", "D1": "Kế hoạch", "A2": 1, "B2": "Diện tích chè", "C2": "ha", "D2": 50, "A3": 2, "B3": "Diện tích quế", "C3": "ha", "D3": 20, "B4": "Tổng cộng", "D4": 70})
		for cell, text := range map[string]string{"D1": "đã sửa", "D2": "Điều chỉnh còn 40 ha", "D4": "chưa cộng hồi", "B9": "xem thêm"} {
			if err := f.AddComment("Sheet1", excelize.Comment{Cell: cell, Author: "VT", Paragraph: []excelize.RichTextRun{{Text: text}}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.AddComment("Sheet1", excelize.Comment{Cell: "D3", Author: "Dondoc", Paragraph: []excelize.RichTextRun{{Text: "sai"}}}); err != nil {
			t.Fatal(err)
		}
	})
	got := toldOf(t, readBook(t, raw))
	for _, want := range []string{"D1", "đã sửa", "D2", "Điều chỉnh còn 40 ha", "D4", "chưa cộng hồi", "B9", "xem thêm"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not told: %s", want, got)
		}
	}
	if strings.Contains(got, "sai") {
		t.Errorf("the program's own comment is told: %s", got)
	}
	figures := readBook(t, book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{"A1": "STT", "B1": "Chỉ tiêu", "C1": "Lũy kế từ đầu năm", "A2": 1, "B2": "Diện tích chè", "C2": 50})
		if err := f.AddComment("Sheet1", excelize.Comment{Cell: "C2", Author: "VT", Paragraph: []excelize.RichTextRun{{Text: "chưa nghiệm thu"}}}); err != nil {
			t.Fatal(err)
		}
	}))
	if _, list := figures.FigureRows(Choice{}, period.Month("2026-11")); list != nil || !strings.Contains(fmt.Sprint(figures.Told()), "chưa nghiệm thu") {
		t.Errorf("a comment on a figure: %v, %v", figures.Told(), list)
	}
}

// A thread of comments is told once, though older programs find it repeated.
func TestThreadsOfComments(t *testing.T) {
	files := map[string]string{
		"xl/worksheets/sheet1.xml":            sheetXML(row(1, "STT", "Chỉ tiêu", "Kế hoạch") + row(2, "1", "Diện tích chè", "50")),
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/><Relationship Id="r2" Type="x/threadedComment" Target="../threadedComments/t1.xml"/></Relationships>`,
		"xl/comments1.xml":                    `<comments><authors><author>tc</author></authors><commentList><comment ref="C2" authorId="0"><text><t>[Threaded comment] Your version of Excel</t></text></comment></commentList></comments>`,
		"xl/threadedComments/t1.xml":          `<ThreadedComments><threadedComment ref="C2" id="a"><text>Còn 40 ha</text></threadedComment><threadedComment ref="C2" id="b" parentId="a"><text>Đúng</text></threadedComment></ThreadedComments>`,
	}
	tables, err := ReadTables(context.Background(), "x.xlsx", bytes.NewReader(parts(t, files)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := toldOf(t, tables[0])
	if !strings.Contains(got, "Còn 40 ha") || !strings.Contains(got, "Đúng") || strings.Contains(got, "Threaded") {
		t.Error(got)
	}
}

// Texts and pictures drawn on a sheet are told.
func TestDrawingsAreTold(t *testing.T) {
	files := map[string]string{
		"xl/worksheets/sheet1.xml":            sheetXML(row(1, "STT", "Chỉ tiêu", "Kế hoạch") + row(2, "1", "Diện tích chè", "50")),
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="r1" Type="x/drawing" Target="../drawings/d.xml"/><Relationship Id="r2" Type="x/oleObject" Target="../embeddings/o.bin"/></Relationships>`,
		"xl/drawings/d.xml":                   `<wsDr><sp><txBody><p><r><t>Đơn vị: triệu đồng.</t></r></p><p><r><t>Chè còn 40 ha.</t></r></p></txBody></sp><pic/></wsDr>`,
	}
	tables, err := ReadTables(context.Background(), "x.xlsx", bytes.NewReader(parts(t, files)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(tables[0].Told())
	for _, want := range []string{"exchange.drawn_text", "Đơn vị: triệu đồng. Chè còn 40 ha.", "exchange.drawn_pictures", "exchange.drawn_files"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not told: %s", want, got)
		}
	}
}

// Pictures and files in a document are told with what stands before them; what a
// drop-down shows is read, and what a style hides is not.
func TestBesideTheTextOfADocument(t *testing.T) {
	body := para(run("PHỤ LỤC PHÂN CÔNG NHIỆM VỤ", "")) + `<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p><w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>` +
		para(`<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="100"/><w:listEntry w:val="210"/></w:ddList></w:ffData></w:fldChar></w:r>`)
	got := readWord(t, body, "")
	told := fmt.Sprint(got.Notes)
	for _, want := range []string{"document.pictures_after", "document.embedded_after", "Excel.Sheet", "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"} {
		if !strings.Contains(told, want) {
			t.Errorf("%s is not told: %s", want, told)
		}
	}
	if strings.Count(told, "document.pictures") != 1 || !strings.Contains(strings.Join(got.Lines, "|"), "210") {
		t.Errorf("%s, %q", told, got.Lines)
	}
}
