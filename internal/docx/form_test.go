package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/prose"
)

const formHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>`
const formEnd = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`

// formOf is a package with this body, and more parts beside it.
func formOf(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	parts := []string{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", formHead + body + formEnd}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, list := 0, append(parts, more...); i < len(list); i += 2 {
		f, err := z.Create(list[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, list[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func partOf(t *testing.T, content []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func para(runs ...string) string {
	return "<w:p><w:r><w:t>" + strings.Join(runs, `</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>`) + "</w:t></w:r></w:p>"
}

var formWords = docx.Words{Texts: []string{"trich_yeu", "nguoi_ky", "noi_nhan"}, Lists: map[string][]string{"chi_tieu": {"ten", "ket_qua"}, "von": {"du_an"}},
	Pictures: []string{"hinh.phan_loai"}, Body: "noi_dung", Annex: "phu_luc"}

func formPaper() prose.Document {
	d := prose.Document{Mark: prose.Mark{Unit: "u", Root: "r"}}
	text := "Đạt " + d.Add(prose.Figure{Name: "reached", Text: "02", Is: prose.Count, Rows: nil}) + " chỉ tiêu"
	d.Blocks = []prose.Block{{Kind: prose.Heading, Level: 2, Runs: prose.Runs("I. KẾT QUẢ")}, {Runs: prose.Runs(text)}}
	d.Annexes = []prose.Annex{{Number: "Phụ lục I", Landscape: true, Table: prose.Table{Columns: []prose.Column{{Title: "Tên"}}, Rows: []prose.TableRow{{Cells: []string{"Rừng"}}}}}}
	return d
}

// filled gives the document of a form with the paper in it.
func filled(t *testing.T, form []byte) (document string, whole []byte) {
	t.Helper()
	f, err := docx.ReadForm(form, formWords)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = f.Fill(&b, docx.Set{Paper: formPaper(), Texts: map[string]string{"trich_yeu": "Kết quả <2023> & tiếp", "nguoi_ky": "Nguyễn Văn A", "noi_nhan": "- Như trên;\n- Lưu: VT."},
		Lists: map[string][]map[string]string{"chi_tieu": {{"ten": "Rừng", "ket_qua": "Đạt"}, {"ten": "Hộ nghèo", "ket_qua": "Không đạt"}}, "von": nil}, Body: "noi_dung", Annex: "phu_luc", Empty: "Không có."})
	if err != nil {
		t.Fatal(err)
	}
	return partOf(t, b.Bytes(), "word/document.xml"), b.Bytes()
}

func TestFormIsFilled(t *testing.T) {
	const rowOfTargets = `<w:tbl><w:tr w14:paraId="0A"><w:tc>` + `<w:p w14:paraId="0B"><w:r><w:t>{{chi_tieu.ten}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{Chỉ tiêu.kết quả}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`
	tests := []struct {
		name, body string
		has, not   []string
	}{
		{"one run", para("Về {{trich_yeu}}."), []string{`<w:t xml:space="preserve">Về Kết quả &lt;2023&gt; &amp; tiếp.</w:t>`}, []string{"{{"}},
		{"cut into runs", para("Về {", "{trich", "_yeu}", "} năm"), []string{"Về Kết quả", "<w:t xml:space=\"preserve\"> năm</w:t>"}, []string{"{", "}"}},
		{"with accents and capitals", para("{{ Trích yếu }}"), []string{"Kết quả &lt;2023&gt;"}, []string{"{{"}},
		{"two in a paragraph", para("{{nguoi_ky}}/{{nguoi", "_ky}}"), []string{"Nguyễn Văn A/Nguyễn Văn A"}, []string{"{{", "}}"}},
		{"line breaks stay", para("{{noi_nhan}}"), []string{"- Như trên;</w:t><w:br/><w:t xml:space=\"preserve\">- Lưu: VT."}, nil},
		{"nothing else changes", para("A &amp; B") + para("{{nguoi_ky}}"), []string{para("A &amp; B")}, nil},
		{"a row for each item", rowOfTargets, []string{"Rừng", "Hộ nghèo", "Không đạt", `w14:paraId="0A"`}, []string{"{{"}},
		{"an empty list says so", `<w:tbl><w:tr><w:tc>` + para("{{von.du_an}}") + `</w:tc></w:tr></w:tbl>`, []string{"Không có."}, []string{"{{"}},
		{"the paper's blocks", para("{{noi_dung}}"), []string{`<w:tag w:val="dondoc:1"/>`, "I. KẾT QUẢ", `<w:outlineLvl w:val="1"/>`}, []string{"{{", "pStyle"}},
		{"a section ends where it ended", `<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:pPr><w:r><w:t>{{noi_dung}}</w:t></w:r></w:p>`, []string{`<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>`}, nil},
		{"annexes on pages of their own", para("x") + para("{{phu_luc}}"), []string{"Phụ lục I", `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`, `<w:pgSz w:w="11906" w:h="16838"/>`}, []string{"{{"}},
		{"what was struck out stays so", `<w:p><w:del w:id="1"><w:r><w:delText>{{x}}</w:delText></w:r></w:del><w:r><w:t>{{nguoi_ky}}</w:t></w:r></w:p>`, []string{"Nguyễn Văn A", "<w:delText>{{x}}</w:delText>"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			document, whole := filled(t, formOf(t, tt.body))
			for _, s := range tt.has {
				if !strings.Contains(document, s) {
					t.Errorf("no %q in %s", s, document)
				}
			}
			for _, s := range tt.not {
				if strings.Contains(document, s) {
					t.Errorf("%q in %s", s, document)
				}
			}
			if n := strings.Count(document, `w14:paraId="0A"`); n > 1 {
				t.Errorf("%d rows of one number", n)
			}
			checkOOXML(t, whole)
			if in, _, err := docx.ReadPaper(whole); err != nil || len(in.Figures) != 1 {
				t.Errorf("what the paper keeps: %v, %v", in, err)
			}
		})
	}
}

// Lists of parts without an entry take the first.
func TestFormWithEmptyLists(t *testing.T) {
	document, whole := filled(t, formOf(t, para("{{nguoi_ky}}"), "word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`))
	if checkOOXML(t, whole); !strings.Contains(document, "Nguyễn Văn A") || !strings.Contains(partOf(t, whole, "word/_rels/document.xml.rels"), "customXml/item1.xml") {
		t.Error("the paper's data is not tied to it")
	}
}

// A form that began as a paper has the new paper's data in the old one's place.
func TestFormKeepsOnePapersData(t *testing.T) {
	_, whole := filled(t, formOf(t, para("{{noi_dung}}"), "customXml/item1.xml", `<paper xmlns="urn:dondoc:paper:1" root="old"/>`))
	if in, _, err := docx.ReadPaper(whole); err != nil || in.Root != "r" {
		t.Errorf("%+v, %v", in, err)
	}
}

func TestFormIsRefused(t *testing.T) {
	row := func(cells ...string) string {
		return "<w:tbl><w:tr><w:tc>" + strings.Join(cells, "</w:tc><w:tc>") + "</w:tc></w:tr></w:tbl>"
	}
	rels := func(text string) []string {
		return []string{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + text + `</Relationships>`}
	}
	tests := []struct {
		name, key string
		content   []byte
	}{
		{"no zip", "report.form_no_docx", []byte("PK, but no zip")},
		{"no document", "report.form_no_docx", formless(t)},
		{"unknown", "report.form_unknown", formOf(t, para("{{trich_yeo}}"))},
		{"not closed", "report.form_brace", formOf(t, para("{{trich_yeu"))},
		{"closed in the next paragraph", "report.form_brace", formOf(t, para("{{trich_")+para("yeu}}"))},
		{"nothing between", "report.form_brace", formOf(t, para("{{ }}"))},
		{"three braces", "report.form_brace", formOf(t, para("{{{trich_yeu}}}"))},
		{"a list out of a table", "report.form_no_row", formOf(t, para("{{chi_tieu.ten}}"))},
		{"a field a list has not", "report.form_unknown", formOf(t, row(para("{{chi_tieu.nguoi}}")))},
		{"two lists in a row", "report.form_two_lists", formOf(t, row(para("{{chi_tieu.ten}}"), para("{{von.du_an}}")))},
		{"a table in a table", "report.form_nested", formOf(t, row(row(para("{{chi_tieu.ten}}"))+para("x")))},
		{"not alone", "report.form_alone", formOf(t, para("Nội dung: {{noi_dung}}"))},
		{"in a header", "report.form_in_text", formOf(t, para("x"), "word/header1.xml", strings.NewReplacer("w:document", "w:hdr", "<w:body>", "").Replace(formHead)+para("{{noi_dung}}")+"</w:hdr>")},
		{"annexes before the end", "report.form_last", formOf(t, para("{{phu_luc}}")+para("Ký"))},
		{"blocks in a row of a list", "report.form_in_row", formOf(t, row(para("{{chi_tieu.ten}}"), para("{{noi_dung}}")))},
		{"blocks twice", "report.form_twice", formOf(t, para("{{noi_dung}}")+para("{{noi_dung}}"))},
		{"macros", "report.form_active", formOf(t, para("x"), "word/vbaProject.bin", "x")},
		{"a template from elsewhere", "report.form_active", formOf(t, para("x"), rels(`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://a/b.dotm" TargetMode="External"/>`)...)},
		{"a report that was made", "report.form_filled", formOf(t, `<w:p><w:sdt><w:sdtPr><w:tag w:val="dondoc:1"/></w:sdtPr></w:sdt></w:p>`)},
		{"broken", "report.form_part_broken", formOf(t, "<w:p>")},
		{"too deep", "report.form_part_broken", formOf(t, strings.Repeat("<w:p>", 400)+strings.Repeat("</w:p>", 400))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := docx.ReadForm(tt.content, formWords)
			list := errs.All(err)
			if len(list) == 0 || list[0].What.Key != tt.key {
				t.Errorf("%v, not %s", err, tt.key)
			}
		})
	}
	if _, err := docx.ReadForm(formOf(t, para("x"), rels(`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://a/b" TargetMode="External"/>`)...), formWords); err != nil {
		t.Errorf("a link is harmless: %v", err)
	}
}

func formless(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("xl/workbook.xml")
	if err == nil {
		_, err = io.WriteString(f, "<workbook/>")
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzReadForm(f *testing.F) {
	f.Add(formOf(f, para("{{trich_", "yeu}}")+para("{{noi_dung}}")))
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, content []byte) {
		form, err := docx.ReadForm(content, formWords)
		if err != nil {
			return
		}
		if err := form.Fill(io.Discard, docx.Set{Paper: formPaper(), Body: "noi_dung", Annex: "phu_luc"}); err != nil {
			t.Error(err)
		}
	})
}
