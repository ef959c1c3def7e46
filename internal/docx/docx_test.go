package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"testing"

	"dondoc/internal/docx"
)

// Every part is well-formed XML whatever the texts hold, and the table's head is repeated.
func TestWrite(t *testing.T) {
	d := docx.Document{Landscape: true, Superior: "TỈNH ỦY", Issuer: "HUYỆN <A> & B", Motto: [2]string{"CỘNG HÒA", "Độc lập"}, Number: "Số: 1", Place: "A, ngày 1",
		Title: "DANH MỤC", Subtitle: "(\x01kèm theo)", Columns: []docx.Column{{Title: "STT", Share: 1}, {Title: "Nhiệm vụ", Share: 9}, {Title: "Số", Share: 2, Right: true}},
		Rows:  []docx.Row{{Heading: true, Cells: []string{"I. Lâm nghiệp"}}, {Cells: []string{"1", "Trồng rừng\n=cmd()", "5"}}, {Cells: []string{"2"}}},
		Notes: []string{"Ghi chú"}, Signature: [2]string{"CHỦ TỊCH", "Người Ký"}}
	var b bytes.Buffer
	if err := docx.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	checkOOXML(t, b.Bytes())
	if keep := os.Getenv("DONDOC_PREVIEW"); keep != "" {
		os.WriteFile(keep+"/mau.docx", b.Bytes(), 0o644)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(r)
		x := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := x.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		if f.Name == "word/document.xml" {
			for _, want := range []string{"HUYỆN &lt;A&gt; &amp; B", "<w:tblHeader/>", `w:orient="landscape"`, `<w:gridSpan w:val="3"/>`, "Người Ký"} {
				if !bytes.Contains(text, []byte(want)) {
					t.Errorf("no %s", want)
				}
			}
			if n := bytes.Count(text, []byte("<w:keepNext/>")); n != 9 { // the heading, four of the row before the last, three of the last, the notes
				t.Errorf("%d paragraphs stand on the page of what follows: the last two rows and the notes do with the signature", n)
			}
		}
	}
}
