package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"
)

// styled is a workbook whose style 1 has the font that is named; the cells of the
// second row are in it.
func styled(t *testing.T, font string, cells ...string) []byte {
	t.Helper()
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	var b strings.Builder
	for i, c := range cells {
		b.WriteString(`<c r="` + CellName(i, 2) + `" s="1" t="inlineStr"><is>` + c + `</is></c>`)
	}
	return parts(t, map[string]string{
		"xl/styles.xml":            `<styleSheet ` + ns + `><fonts><font><name val="Times New Roman"/></font><font><sz val="12"/><name val="` + font + `"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": sheetXML(row(1, "Chỉ tiêu", "ĐVT", "Kế hoạch") + `<row r="2">` + b.String() + `</row>`),
	})
}

// The name of a cell's font says that its letters are TCVN3 or VNI, also where its
// text alone would not; letters of Unicode's own under such a name are stronger.
func TestFontNamesOfSheets(t *testing.T) {
	plain := func(s string) string { return `<t>` + s + `</t>` }
	for _, c := range []struct{ font, name, want string }{
		{".VnTime", plain("ChÌ"), "Chè"},
		{".VnTimeH", plain("ch\u00cc"), "CHÈ"},
		{"VNI-Times", plain("Cheø"), "Chè"},
		{".VnTime", plain("Trồng chè"), "Trồng chè"},
		{"Times New Roman", plain("Chè"), "Chè"},
		{"Times New Roman", `<r><rPr><rFont val=".VnTime"/></rPr><t>ChÌ</t></r><r><rPr><rFont val="Arial"/></rPr><t> xanh</t></r>`, "Chè xanh"},
	} {
		table, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(styled(t, c.font, c.name, plain("ha"), plain("12"))), Limits{})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := table.Rows[0].Cells[0]; got != c.want {
			t.Errorf("%s %s: %q, not %q", c.font, c.name, got, c.want)
		}
	}
	// Where the name is wrong for one cell it says nothing of the others.
	table, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(styled(t, ".VnTime", plain("Trồng chè"), plain("tấn"), plain("tà"))), Limits{})
	if err != nil || table.Rows[0].Cells[2] != "tà" {
		t.Errorf("beside Unicode: %v %v", table, err)
	}
}

// The font of a run is that of its style, its paragraph's style or what that is
// based on, or the document's own.
func TestFontNamesOfWordStyles(t *testing.T) {
	const styles = `<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Goc"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/></w:style>` +
		`<w:style w:type="character" w:styleId="Chu"><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Moi"><w:basedOn w:val="Goc"/><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style></w:styles>`
	p := func(style, look, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:rPr>` + look + `</w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
	}
	read := func(styles, body string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`, "word/styles.xml": styles} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			w.Write([]byte(text))
		}
		z.Close()
		out, err := ReadDocument(context.Background(), "x.docx", bytes.NewReader(b.Bytes()), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(out.Lines, "|")
	}
	got := read(styles, p("Con", "", "ChÌ")+p("Moi", "", "Chè")+p("Moi", `<w:rStyle w:val="Chu"/>`, "Cheø")+p("Con", `<w:rFonts w:ascii="Arial"/>`, "Chè"))
	if got != "Chè|Chè|Chè|Chè" {
		t.Error(got)
	}
	standard := `<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style></w:styles>`
	if got := read(standard, para(run("ChÌ", ""))); got != "Chè" {
		t.Errorf("the standard style: %s", got)
	}
	// A standard style that the writing does not follow says nothing.
	if got := read(standard, para(run("Chè", ""))+para(run("Trồng chè", ""))); got != "Chè|Trồng chè" {
		t.Errorf("beside Unicode: %s", got)
	}
}

// Where one text under such a name is Unicode's, the others are turned only where
// they cannot be Vietnamese as they stand, and the doubtful ones are told.
func TestFontNamesBesideUnicode(t *testing.T) {
	plain := func(s string) string { return `<t>` + s + `</t>` }
	table, err := readTable(context.Background(), "x.xlsx", bytes.NewReader(styled(t, ".VnTime", plain("Môc tiªu"), plain("tÊn"), plain("Đạt"))), Limits{})
	if err != nil || table.Rows[0].Cells[0] != "Mục tiêu" || table.Rows[0].Cells[1] != "tÊn" || !strings.Contains(told(table), "không rõ là phông cũ") {
		t.Errorf("%v %v: %s", table, err, told(table))
	}
}
