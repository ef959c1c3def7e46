package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"dondoc/internal/docx"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/prose"
	"dondoc/internal/report"
)

// altered gives a .docx whose text went through a change, as a hand in Word makes one.
func altered(t *testing.T, file []byte, was, now string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" {
			if n := bytes.Count(text, []byte(was)); n != 1 {
				t.Fatalf("%q stands %d times", was, n)
			}
			text = bytes.Replace(text, []byte(was), []byte(now), 1)
		}
		p, err := w.Create(f.Name)
		if err == nil {
			_, err = p.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A row of a table that somebody alters in Word is told by the file alone, with how it
// was made; so is one that is gone. One that was not touched is not.
func TestAlteredRowsAreTold(t *testing.T) {
	row := func(no, name, actual string) prose.TableRow {
		return prose.TableRow{Of: id.ID("01853cec-5780-7000-aeb8-681ce6ac3d8" + no), Cells: []string{no, name, actual}}
	}
	d := prose.Document{Kind: "BÁO CÁO", Title: "Kết quả năm 2023"}
	d.Mark = prose.Mark{Unit: "ngan-son", Cycle: "2023", Day: "2024-01-10", Root: "cm9vdA==", Entries: 9, Text: "mốc"}
	d.Annexes = []prose.Annex{{Key: "chi_tieu", Number: "Phụ lục I", Title: "CHỈ TIÊU", Landscape: true, Table: prose.Table{
		Columns: []prose.Column{{Key: "stt", Title: "STT", Share: 10}, {Key: "ten", Title: "Chỉ tiêu", Share: 60}, {Key: "thuc_hien", Title: "Thực hiện", Share: 30}},
		Rows:    []prose.TableRow{row("1", "Diện tích trồng rừng", "600 ha"), row("2", "Số hợp tác xã", "12 HTX")}}}}
	var b bytes.Buffer
	if err := report.Write(t.Context(), &b, "docx", d); err != nil {
		t.Fatal(err)
	}
	told := func(file []byte) string {
		in, shown, err := docx.ReadPaper(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(in.Lines) != 2 {
			t.Errorf("%d rows are kept", len(in.Lines))
		}
		var out []string
		for _, w := range report.Check(i18n.Vietnamese, in, shown) {
			out = append(out, i18n.Say(i18n.Vietnamese, w))
		}
		return strings.Join(out, "\n")
	}
	if got := told(b.Bytes()); got != "" {
		t.Errorf("as it was made: %s", got)
	}
	if got := told(altered(t, b.Bytes(), "600 ha", "900 ha")); !strings.Contains(got, "900 ha") || !strings.Contains(got, "600 ha") || strings.Contains(got, "hợp tác xã") {
		t.Errorf("altered: %q", got)
	}
	if got := told(altered(t, b.Bytes(), "Diện tích trồng rừng", "")); !strings.Contains(got, "khi lập là “1") {
		t.Errorf("a name rubbed out: %q", got)
	}
	text, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := text.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(whole), "Số hợp tác xã")
	begin, end := strings.LastIndex(string(whole[:at]), "<w:tr>"), at+strings.Index(string(whole[at:]), "</w:tr>")+len("</w:tr>")
	if begin < 0 {
		begin = strings.LastIndex(string(whole[:at]), "<w:tr ")
	}
	if got := told(altered(t, b.Bytes(), string(whole[begin:end]), "")); !strings.Contains(got, "không còn trong văn bản") || !strings.Contains(got, "Số hợp tác xã") || strings.Contains(got, "trồng rừng") {
		t.Errorf("a row that is gone: %q", got)
	}
}
