package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/errs"
)

// docxOf makes a document of a body's XML and a list's.
func docxOf(t testing.TB, body, numbering string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(name, text string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	write("word/document.xml", `<w:document xmlns:w="w"><w:body>`+body+`</w:body></w:document>`)
	if numbering != "" {
		write("word/numbering.xml", `<w:numbering xmlns:w="w">`+numbering+`</w:numbering>`)
	}
	z.Close()
	return b.Bytes()
}

const lists = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>`

func paragraph(text, list string) string {
	return `<w:p>` + list + `<w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func listed(level string) string {
	return `<w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="7"/></w:numPr></w:pPr>`
}

func TestWordDocument(t *testing.T) {
	body := paragraph("Điều 1. Ban hành", "") + paragraph("Nâng cao nhận thức", listed("0")) + paragraph("Quán triệt", listed("1")) + paragraph("Tuyên truyền", listed("1")) +
		paragraph("Hoàn thiện thể chế", listed("0")) +
		`<w:tbl><w:tr><w:tc>` + paragraph("TT", "") + `</w:tc><w:tc>` + paragraph("Nhiệm vụ", "") + `</w:tc><w:tc>` + paragraph("Chủ trì", "") + `</w:tc></w:tr>` +
		`<w:tr><w:tc>` + paragraph("1", "") + `</w:tc><w:tc>` + paragraph("Xây dựng kế hoạch", "") + `</w:tc><w:tc>` + paragraph("Bộ Nội vụ", "") + paragraph("Bộ Y tế", "") + `</w:tc></w:tr></w:tbl>` +
		paragraph("TM. CHÍNH PHỦ", "")
	got, err := ReadDocument(context.Background(), "nq.docx", bytes.NewReader(docxOf(t, body, lists)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "Điều 1. Ban hành|1. Nâng cao nhận thức|a) Quán triệt|b) Tuyên truyền|2. Hoàn thiện thể chế||TM. CHÍNH PHỦ"; strings.Join(got.Lines, "|") != want {
		t.Errorf("%q", got.Lines)
	}
	if len(got.Tables) != 1 {
		t.Fatalf("%d tables", len(got.Tables))
	}
	tasks, list := ReadTaskRows(got.Tables[0], Choice{})
	if list != nil || len(tasks) != 1 || tasks[0].Lead != "Bộ Nội vụ\nBộ Y tế" {
		t.Errorf("%+v, %v", tasks, list)
	}
}

func TestDocumentsThatCannotBeRead(t *testing.T) {
	bomb := docxOf(t, strings.Repeat(paragraph(strings.Repeat("a", 1000), ""), 60000), "")
	for name, c := range map[string]struct {
		file string
		raw  []byte
		key  string
	}{
		"a broken PDF":    {"a.pdf", []byte("%PDF-1.7 ..."), "exchange.pdf_broken"},
		"a scan":          {"a.pdf", pdfOf(""), "exchange.pdf_scan"},
		"an old document": {"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "exchange.old_word"},
		"an empty one":    {"a.docx", docxOf(t, "<w:p/>", ""), "exchange.no_text"},
		"no document":     {"a.docx", []byte("PK\x03\x04 broken"), "document.broken"},
		"binary":          {"a.txt", []byte("a\x00b"), "exchange.no_document"},
	} {
		_, err := ReadDocument(context.Background(), c.file, bytes.NewReader(c.raw), Limits{})
		if err == nil || errs.All(err)[0].What.Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
	if _, err := ReadDocument(context.Background(), "bomb.docx", bytes.NewReader(bomb), Limits{}); !errs.Is(err, errs.TooLarge) {
		t.Errorf("a bomb: %v", err)
	}
}

func FuzzDocx(f *testing.F) {
	f.Add(paragraph("Điều 1.", listed("0")), lists)
	f.Add(`<w:tbl><w:tr><w:tc/></w:tr></w:tbl>`, ``)
	f.Fuzz(func(t *testing.T, body, numbering string) {
		ReadDocument(context.Background(), "x.docx", bytes.NewReader(docxOf(t, body, numbering)), Limits{Bytes: 1 << 20, Unpacked: 1 << 20, Cells: 1000})
	})
}

// pdfOf makes a PDF of one page with lines of text, none for a scan.
func pdfOf(text string) []byte {
	content := ""
	for i, line := range strings.Split(text, "\n") {
		if line != "" {
			content += fmt.Sprintf("BT /F1 12 Tf 72 %d Td (%s) Tj ET\n", 720-20*i, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line))
		}
	}
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%sendstream", len(content), content), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%sendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func TestReadPDF(t *testing.T) {
	got, err := ReadDocument(context.Background(), "a.pdf", bytes.NewReader(pdfOf("NGHI QUYET\nI. MUC TIEU\n1. Trong moi 500 ha rung tap trung\ntren dia ban huyen.\na) Moi xa co mot diem\n12")), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"NGHI QUYET", "I. MUC TIEU", "1. Trong moi 500 ha rung tap trung tren dia ban huyen.", "a) Moi xa co mot diem"}; !slices.Equal(got.Lines, want) {
		t.Errorf("%q", got.Lines)
	}
}
