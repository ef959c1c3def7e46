package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// book makes a workbook with excelize and gives its bytes.
func book(t *testing.T, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(f *excelize.File, sheet string, cells map[string]any) {
	for cell, v := range cells {
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			panic(err)
		}
	}
}

func style(f *excelize.File, sheet, cell, format string) {
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err == nil {
		err = f.SetCellStyle(sheet, cell, cell, id)
	}
	if err != nil {
		panic(err)
	}
}

func readBook(t *testing.T, raw []byte) *Table {
	t.Helper()
	table, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(raw), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func notesOf(t *Table) []string {
	var out []string
	for _, n := range t.Notes {
		out = append(out, i18n.Say(i18n.Vietnamese, n))
	}
	return out
}

func TestOfficeWorkbook(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		const s = "Sheet1"
		set(f, s, map[string]any{
			"A1": "UBND HUYỆN NGÂN SƠN", "E1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
			"A2": "PHỤ LỤC: KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2023", "A3": "ĐVT: theo cột",
			"A4": "STT", "B4": "Chỉ tiêu", "C4": "Đơn vị\ntính", "D4": "Năm 2023", "F4": "Tỷ lệ %", "D5": "Kế hoạch", "E5": "Thực hiện",
			"A6": "1", "B6": "2", "C6": "3", "D6": "4", "E6": "5", "F6": "6=5/4",
			"A7": "I", "B7": "KINH TẾ",
			"A8": 1, "B8": "Trồng rừng", "C8": "ha", "D8": 550, "E8": 673, "F8": 1.2236,
			"A9": 2, "B9": "Thu ngân sách", "C9": "tỷ đồng", "D9": "từ 23 trở lên", "E9": 24.472, "F9": 1.064,
			"A11": 3, "B11": "Trường đạt chuẩn", "C11": "trường", "D11": time.Date(2023, 3, 3, 0, 0, 0, 0, time.UTC), "E11": "3/3",
		})
		for _, area := range [][2]string{{"A1", "C1"}, {"E1", "F1"}, {"A2", "F2"}, {"A4", "A5"}, {"B4", "B5"}, {"C4", "C5"}, {"D4", "E4"}, {"F4", "F5"}} {
			if err := f.MergeCell(s, area[0], area[1]); err != nil {
				panic(err)
			}
		}
		style(f, s, "F8", "0.00%")
		style(f, s, "F9", "0%")
		style(f, s, "D11", "dd/mm/yyyy")
		_, _ = f.NewSheet("Nháp")
		set(f, "Nháp", map[string]any{"A1": "x", "B1": "y", "A2": "1", "B2": "2"})
		if err := f.SetSheetVisible("Nháp", false); err != nil {
			panic(err)
		}
	})
	table := readBook(t, raw)
	wantHeader := []string{"STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2023 / Kế hoạch", "Năm 2023 / Thực hiện", "Tỷ lệ %"}
	if !slices.Equal(table.Header, wantHeader) {
		t.Errorf("header %q", table.Header)
	}
	if len(table.Preamble) != 3 || !strings.Contains(table.Preamble[1], "PHỤ LỤC") {
		t.Errorf("above the header: %q", table.Preamble)
	}
	notes := strings.Join(notesOf(table), "\n")
	if !strings.Contains(notes, "trang tính ẩn “Nháp”") || !strings.Contains(notes, "dòng 6") {
		t.Errorf("notes: %s", notes)
	}
	want := [][]string{
		{"I", "KINH TẾ", "", "", "", ""},
		{"1", "Trồng rừng", "ha", "550", "673", "122,36%"},
		{"2", "Thu ngân sách", "tỷ đồng", "từ 23 trở lên", "24,472", "106,4%"},
		{"3", "Trường đạt chuẩn", "trường", "03/03/2023", "3/3", ""},
	}
	if !equalRows(rows(table), want) {
		t.Errorf("rows %q", rows(table))
	}
	if last := table.Rows[3]; last.Number != 11 || last.Kinds[3] != Date || last.Kinds[4] != Text || last.Kinds[5] != Empty {
		t.Errorf("last row %+v", last)
	}
	if got := table.Cell(table.Rows[1], "tỉ lệ %"); got != "122,36%" {
		t.Errorf("cell by header: %q", got)
	}
}

func TestMergedCellsAreFilledDownNotAcross(t *testing.T) {
	table := readBook(t, book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{
			"A1": "Lĩnh vực", "B1": "Chỉ tiêu", "C1": "Kế hoạch",
			"A2": "Kinh tế", "B2": "Rừng", "C2": 1, "B3": "Lúa", "C3": 2,
			"A4": "Phần chung của huyện", "A5": "Xã hội", "B5": "Trường", "C5": 3,
		})
		for _, area := range [][2]string{{"A2", "A3"}, {"A4", "C4"}} {
			if err := f.MergeCell("Sheet1", area[0], area[1]); err != nil {
				panic(err)
			}
		}
	}))
	want := [][]string{{"Kinh tế", "Rừng", "1"}, {"Kinh tế", "Lúa", "2"}, {"Phần chung của huyện", "", ""}, {"Xã hội", "Trường", "3"}}
	if !equalRows(rows(table), want) {
		t.Errorf("rows %q", rows(table))
	}
}

func TestStackedHeaderAboveFigures(t *testing.T) {
	table := readBook(t, book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{
			"A1": "Vốn đầu tư", "B3": "Thực hiện", "C3": "Ước tính", "B4": "tháng 9", "C4": "tháng 10", "B5": "năm", "C5": "năm",
			"B6": 2019, "C6": 2019, "A8": "TRUNG ƯƠNG", "A9": "Bộ A", "B9": 12.5, "C9": 13,
		})
	}))
	if want := []string{"", "Thực hiện / tháng 9 / năm / 2019", "Ước tính / tháng 10 / năm / 2019"}; !slices.Equal(table.Header, want) {
		t.Errorf("header %q", table.Header)
	}
	if want := [][]string{{"TRUNG ƯƠNG", "", ""}, {"Bộ A", "12,5", "13"}}; !equalRows(rows(table), want) {
		t.Errorf("rows %q", rows(table))
	}
}

func TestErrorCellsAreNamed(t *testing.T) {
	raw := parts(t, map[string]string{"xl/worksheets/sheet1.xml": sheetXML(`
		<row r="1"><c r="A1" t="inlineStr"><is><t>Chỉ tiêu</t></is></c><c r="B1" t="inlineStr"><is><t>Kế hoạch</t></is></c></row>
		<row r="2"><c r="A2" t="inlineStr"><is><t>Rừng</t></is></c><c r="B2" t="e"><v>#REF!</v></c></row>`)})
	table := readBook(t, raw)
	if len(table.Issues) != 1 || table.Issues[0].Cell != "B2" || table.Issues[0].Row != 2 || table.Rows[0].Kinds[1] != Fault {
		t.Fatalf("issues %v", table.Issues)
	}
	rows, problems := ReadTargetRows(table, Choice{})
	if len(rows) != 0 || len(problems) != 1 || problems[0].Cell != "B2" || problems[0].Field != "plan" {
		t.Errorf("rows %v, problems %v", rows, problems)
	}
}

// The smallest workbook there is, part by part, so that tests can spoil it.
const (
	relsXML = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	workbookXML = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets></workbook>`
	workbookRelsXML = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
)

func sheetXML(rows string) string {
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

func parts(t testing.TB, given map[string]string) []byte {
	t.Helper()
	all := map[string]string{"_rels/.rels": relsXML, "xl/workbook.xml": workbookXML, "xl/_rels/workbook.xml.rels": workbookRelsXML}
	for name, text := range given {
		all[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := all[name]
		if text == "" {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func row(r int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, r)
	for i, c := range cells {
		fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, CellName(i, r), c)
	}
	return b.String() + `</row>`
}

func TestHostileWorkbooks(t *testing.T) {
	ok := row(1, "a", "b") + row(2, "1", "2")
	deep := strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100)
	for name, c := range map[string]struct {
		given map[string]string
		key   string
	}{
		"packed tightly":         {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(ok + strings.Repeat("<row></row>", 1<<20))}, "exchange.unpacks_too_large"},
		"shared strings swollen": {map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si><t>"+strings.Repeat("x", 1000)+"</t></si>", 4<<10) + "</sst>"}, "exchange.unpacks_too_large"},
		"one endless tag":        {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(`<row ` + strings.Repeat(`a="1" `, 20<<10) + `></row>`)}, "exchange.broken"},
		"nested too deep":        {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(deep)}, "exchange.broken"},
		"own entities": {map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` +
			sheetXML(row(1, "&b;", "b"))}, "exchange.broken"},
		"external entity": {map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>` +
			sheetXML(row(1, "&a;", "b"))}, "exchange.broken"},
		"cut off":            {map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1">`}, "exchange.broken"},
		"rows out of order":  {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(row(2, "a", "b") + row(1, "1", "2"))}, "exchange.broken"},
		"no such string":     {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(`<row r="1"><c r="A1" t="s"><v>7</v></c></row>`)}, "exchange.broken"},
		"a cell far out":     {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(`<row r="1"><c r="XFD1"><v>7</v></c></row>`)}, "exchange.too_many_columns"},
		"sheet missing":      {map[string]string{"xl/worksheets/sheet1.xml": ""}, "exchange.broken"},
		"a document instead": {map[string]string{"_rels/.rels": strings.ReplaceAll(relsXML, "xl/workbook.xml", "word/document.xml")}, "exchange.not_a_table_file"},
		"no relations":       {map[string]string{"_rels/.rels": ""}, "exchange.not_a_table_file"},
		"nothing on it":      {map[string]string{"xl/worksheets/sheet1.xml": sheetXML("")}, "exchange.no_table"},
		"far too long a text": {map[string]string{"xl/worksheets/sheet1.xml": sheetXML(row(1, "a", strings.Repeat("đạt ", 50<<10)))},
			"exchange.cell_too_long"},
	} {
		_, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(parts(t, c.given)), Limits{})
		list := errs.All(err)
		if len(list) != 1 || list[0].What.Key != c.key || list[0].Hint.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWorkbookStopsAtItsDeadline(t *testing.T) {
	raw := parts(t, map[string]string{"xl/worksheets/sheet1.xml": sheetXML(strings.Repeat("<row/>", 100_000))})
	_, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(raw), Limits{Time: time.Nanosecond})
	if !errs.Is(err, errs.TooLarge) || errs.All(err)[0].What.Key != "exchange.too_slow" {
		t.Errorf("%v", err)
	}
}

func TestMergesCannotSwellATable(t *testing.T) {
	merges := strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 1000)
	text := sheetXML(row(1, "a", "b")+row(2, "1", "2")) + ""
	text = strings.Replace(text, "</sheetData>", "</sheetData><mergeCells>"+merges+"</mergeCells>", 1)
	_, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(parts(t, map[string]string{"xl/worksheets/sheet1.xml": text})), Limits{Cells: 10_000})
	if !errs.Is(err, errs.TooLarge) {
		t.Errorf("%v", err)
	}
}

func TestCellsAsWorkbooksHoldThem(t *testing.T) {
	styles := `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[Red]#,##0.0\ &quot;%d&quot;"/><numFmt numFmtId="171" formatCode="mm/yyyy"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="46"/></cellXfs></styleSheet>`
	shared := `<sst><si><r><t>Trồng </t></r><r><rPr/><t xml:space="preserve">rừng</t></r><rPh><t>かな</t></rPh></si><si><t>a_x000D_&#10;b</t></si></sst>`
	cells := `<row r="2">
		<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>9.3000000000000007</v></c><c r="D2" s="1"><v>1.0108</v></c>
		<c r="E2" s="2"><v>45352</v></c><c r="F2" s="3"><v>12.5</v></c><c r="G2" s="4"><v>45352</v></c><c r="H2" s="5"><v>1.5</v></c>
		<c r="I2" t="b"><v>1</v></c><c r="J2" t="str"><f>A1&amp;"x"</f><v>kết quả</v></c><c r="K2" t="d"><v>2026-02-05T00:00:00</v></c>
		<c><v>1E-3</v></c><c r="M2"><v>x</v></c><c r="N2" s="2"><v>-1</v></c></row>`
	header := `<row r="1">`
	for i := range 14 {
		header += fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>h%d</t></is></c>`, CellName(i, 1), i)
	}
	table := readBook(t, parts(t, map[string]string{"xl/styles.xml": styles, "xl/sharedStrings.xml": shared,
		"xl/worksheets/sheet1.xml": sheetXML(header + `</row>` + cells)}))
	want := []string{"Trồng rừng", "a\nb", "9,3", "101,08%", "01/03/2024", "12,5 %d", "03/2024", "1,5", "TRUE", "kết quả", "05/02/2026", "0,001", "x", "-1"}
	kinds := []Kind{Text, Text, Number, Number, Date, Number, Date, Number, Bool, Text, Date, Number, Text, Number}
	if got := table.Rows[0]; !slices.Equal(got.Cells, want) || !slices.Equal(got.Kinds, kinds) {
		t.Errorf("cells %q, kinds %v", got.Cells, got.Kinds)
	}
}

func TestDatesOfBothEpochs(t *testing.T) {
	for _, c := range []struct {
		serial   float64
		from1904 bool
		want     string
	}{{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {45352.75, false, "2024-03-01"}, {0, true, "1904-01-01"}, {43890, true, "2024-03-01"}} {
		day, ok := serialDay(c.serial, c.from1904)
		if got := day.Format("2006-01-02"); got != c.want || !ok {
			t.Errorf("%v (1904: %v) is %s", c.serial, c.from1904, got)
		}
	}
	if _, ok := serialDay(1e9, false); ok {
		t.Error("a day beyond the year 9999")
	}
}

func TestWrittenWorkbookIsReadBack(t *testing.T) {
	sheets := []Sheet{
		{Name: "Chỉ tiêu 2023: [Ngân Sơn]/34", Header: []string{"STT", "Chỉ tiêu", "Kế hoạch", "Tỷ lệ", "Ngày"}, Rows: [][]any{
			{1, "=HYPERLINK(\"http://x\")", Figure{Coef: 24472, Scale: 3}, Figure{Coef: 10108, Scale: 2, Percent: true}, period.Date("2024-01-10")},
			{2, "- Nông\nnghiệp", nil, "từ 90% trở lên", period.Date("")},
		}},
		{Name: "Chỉ tiêu 2023: [Ngân Sơn]/34", Header: []string{"a", "b"}, Rows: [][]any{{"x", 7}}},
	}
	var b bytes.Buffer
	if err := WriteXLSX(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	tables, err := ReadTables(context.Background(), "x.xlsx", &b, Limits{})
	if err != nil || len(tables) != 2 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	want := [][]string{{"1", `=HYPERLINK("http://x")`, "24,472", "101,08%", "10/01/2024"}, {"2", "- Nông\nnghiệp", "", "từ 90% trở lên", ""}}
	if !equalRows(rows(tables[0]), want) || !slices.Equal(tables[0].Header, sheets[0].Header) {
		t.Errorf("%q %q", tables[0].Header, rows(tables[0]))
	}
	if tables[0].Rows[0].Kinds[4] != Date || tables[0].Sheet == tables[1].Sheet || !strings.HasPrefix(tables[0].Sheet, "Chỉ tiêu 2023") {
		t.Errorf("sheets %q, %q", tables[0].Sheet, tables[1].Sheet)
	}
}

func TestSheetNames(t *testing.T) {
	used := map[string]bool{}
	var got []string
	for _, name := range []string{"x", "X", "x 2", "", "'[]'", "Diện tích đất ruộng, soi bãi A", "Diện tích đất ruộng, soi bãi B"} {
		got = append(got, sheetName(name, used))
	}
	want := []string{"x", "X 2", "x 2 2", "1", "1 2", "Diện tích đất ruộng, soi b", "Diện tích đất ruộng, soi b 2"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func FuzzWorkbook(f *testing.F) {
	f.Add([]byte(row(1, "Chỉ tiêu", "Kế hoạch")+row(2, "Rừng", "3/3")), []byte(`<sst><si><t>x</t></si></sst>`))
	f.Add([]byte(`<row><c t="s"><v>0</v></c><c s="1"><v>1.5</v></c></row>`), []byte(`<sst><si><r><t>x</t></r></si></sst>`))
	f.Fuzz(func(t *testing.T, sheet, shared []byte) {
		raw := parts(t, map[string]string{"xl/worksheets/sheet1.xml": sheetXML(string(sheet)), "xl/sharedStrings.xml": string(shared) + " "})
		tables, err := ReadTables(context.Background(), "x.xlsx", bytes.NewReader(raw), Limits{Rows: 200, Cols: 50, Cells: 2000, Time: 2 * time.Second})
		if err != nil && errs.KindOf(err) == errs.Internal {
			t.Fatalf("an error for nobody: %v", err)
		}
		for _, table := range tables {
			for _, r := range table.Rows {
				if len(r.Cells) != len(table.Header) {
					t.Fatalf("row %d has %d cells of %d", r.Number, len(r.Cells), len(table.Header))
				}
			}
		}
	})
}

func TestCellNames(t *testing.T) {
	for name, at := range map[string][2]int{"A1": {0, 1}, "C7": {2, 7}, "Z9": {25, 9}, "AA10": {26, 10}, "XFD1048576": {16383, 1048576}} {
		if got := CellName(at[0], at[1]); got != name {
			t.Errorf("%v is called %s, not %s", at, got, name)
		}
		if col, row, ok := cellAt(name); !ok || col != at[0] || row != at[1] {
			t.Errorf("%s is read %d, %d, %v", name, col, row, ok)
		}
	}
	for _, bad := range []string{"", "7", "A", "A0", "A-1", "ABCDE1", "A1B", "A99999999999"} {
		if col, row, ok := cellAt(bad); ok {
			t.Errorf("%q is read %d, %d", bad, col, row)
		}
	}
}
