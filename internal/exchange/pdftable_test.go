package exchange

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/i18n"
)

// pdfAt makes a PDF of a page for each list of texts, each at its place: across
// and down, in points.
func pdfAt(pages ...[]at) []byte {
	kids := ""
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	for i, page := range pages {
		content := ""
		for _, t := range page {
			size := max(t.size, 12-12*min(t.size, 1))
			content += fmt.Sprintf("BT /F1 %d Tf %d %d Td (%s) Tj ET\n", size, t.x, 780-t.y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(t.text))
		}
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", 5+2*i),
			fmt.Sprintf("<</Length %d>>stream\n%sendstream", len(content), content))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(pages))
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var begins []int
	for i, o := range objects {
		begins = append(begins, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%sendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range begins {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

type at struct {
	x, y int
	text string
	size int
}

// taskPage is a page with a table of two tasks, one of which goes on in a second line.
func taskPage(more ...at) []at {
	return append([]at{
		{72, 60, "KE HOACH phat trien che nam 2025 cua huyen, ban hanh kem theo", 0},
		{72, 90, "TT", 0}, {110, 90, "Nhiem vu", 0}, {290, 90, "Co quan chu tri", 0}, {430, 90, "Thoi han", 0},
		{72, 110, "1", 0}, {110, 110, "Trong moi 50 ha che tren dat", 0}, {290, 110, "Phong Nong nghiep", 0}, {430, 110, "Quy II/2025", 0},
		{110, 125, "dia ban cac xa", 0},
		{72, 145, "2", 0}, {110, 145, "Dao tao 100 lao dong", 0}, {290, 145, "Phong Noi vu", 0}, {430, 145, "Quy III/2025", 0},
	}, more...)
}

func readPDFOf(t *testing.T, pages ...[]at) (Written, Annex, string) {
	t.Helper()
	got, err := ReadDocument(context.Background(), "a.pdf", bytes.NewReader(pdfAt(pages...)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	a, said := got.Annexes(""), ""
	for _, p := range append(slices.Clone(a.Notes), a.Left...) {
		said += i18n.Say("vi", p) + "\n"
	}
	return got, a, said
}

// A table of a PDF whose columns and rows are unmistakable is taken as one of Word is.
func TestPDFTable(t *testing.T) {
	page := taskPage(at{72, 200, "Cac don vi to chuc thuc hien ke hoach nay va bao cao Uy ban nhan dan huyen.", 0})
	got, a, said := readPDFOf(t, page)
	if len(a.Tasks) != 2 || a.Tasks[0].Name != "Trong moi 50 ha che tren dat dia ban cac xa" || a.Tasks[1].Lead != "Phong Noi vu" || a.Tasks[1].Deadline != "Quy III/2025" {
		t.Fatalf("%+v: %s", a.Tasks, said)
	}
	if text := strings.Join(got.Lines, "|"); strings.Contains(text, "Dao tao") || !strings.Contains(text, "KE HOACH") || !strings.Contains(text, "Cac don vi") {
		t.Errorf("lines: %q", text)
	}
	if !strings.Contains(said, "trang 1: 4 cột, 2 hàng") {
		t.Errorf("told: %s", said)
	}
	tables, err := ReadTables(context.Background(), "a.pdf", bytes.NewReader(pdfAt(page)), Limits{})
	if err != nil || len(tables) != 1 || len(tables[0].Rows) != 2 {
		t.Errorf("as a sheet: %v %v", tables, err)
	}
}

// It goes on on the next page, a row's cell too.
func TestPDFTableOverPages(t *testing.T) {
	_, a, said := readPDFOf(t, taskPage(at{300, 800, "1", 0}), []at{{300, 40, "2", 0},
		{72, 70, "3", 0}, {110, 70, "Nang cap duong lien xa", 0}, {290, 70, "Phong Kinh te va ha tang", 0}, {430, 70, "Quy IV/2025", 0},
		{72, 90, "4", 0}, {110, 90, "Khoi cong truong hoc", 0}, {290, 90, "Phong Giao duc", 0}, {430, 90, "Quy I/2025", 0}})
	if len(a.Tasks) != 4 || a.Tasks[3].Lead != "Phong Giao duc" {
		t.Errorf("%+v: %s", a.Tasks, said)
	}
}

// What is not unmistakable is not taken: table, page and reason are named.
func TestPDFTableLeft(t *testing.T) {
	swap := func(change func([]at) []at) []at { return change(taskPage()) }
	for name, tt := range map[string]struct {
		page []at
		why  string
	}{
		"a row without its number": {taskPage(at{110, 160, "Cham soc", 0}, at{290, 160, "Phong Kinh te", 0}, at{430, 160, "Quy IV/2025", 0}), "Cham soc"},
		"a number in the middle of its row": {swap(func(p []at) []at {
			p[5].y = 118
			return p
		}), "trang 1"},
		"a blank that may be merged": {swap(func(p []at) []at { return slices.Delete(p, 12, 13) }), "để trống"},
		"a row across":               {taskPage(at{72, 165, "Nhom nhiem vu thu hai ve van hoa xa hoi, giao duc va y te cua huyen", 0}, at{72, 185, "3", 0}, at{110, 185, "Xay truong", 0}, at{290, 185, "Phong Giao duc", 0}, at{430, 185, "Quy I/2025", 0}), "chạy ngang"},
		"a header over two columns": {[]at{{72, 60, "KE HOACH phat trien kinh te xa hoi nam 2025", 0},
			{72, 90, "TT", 0}, {110, 90, "Chi tieu", 0}, {290, 90, "Don vi", 0}, {360, 90, "Ke hoach nam 2025 cua tinh va huyen", 0},
			{72, 110, "1", 0}, {110, 110, "Trong rung", 0}, {290, 110, "ha", 0}, {370, 110, "500", 0}, {480, 110, "450", 0},
			{72, 130, "2", 0}, {110, 130, "San luong", 0}, {290, 130, "tan", 0}, {370, 130, "900", 0}, {480, 130, "910", 0}}, "gộp nhiều cột"},
		"no running number": {[]at{{72, 60, "KE HOACH phat trien kinh te xa hoi nam 2025", 0},
			{72, 90, "Nhiem vu", 0}, {290, 90, "Co quan chu tri", 0}, {430, 90, "Thoi han", 0},
			{72, 110, "Trong rung", 0}, {290, 110, "Phong Noi vu", 0}, {430, 110, "Quy I/2025", 0},
			{72, 130, "San xuat", 0}, {290, 130, "Phong Noi vu", 0}, {430, 130, "Quy I/2025", 0}}, "số thứ tự"},
		"a raised figure": {taskPage(at{250, 110, "2", 6}), "chỉ số trên"},
	} {
		got, a, said := readPDFOf(t, tt.page)
		if len(a.Tasks)+len(a.Targets) > 0 || len(a.Left) != 1 || !strings.Contains(said, tt.why) || !strings.Contains(said, "trang 1") || !strings.Contains(said, "Word hoặc Excel") {
			t.Errorf("%s: %d tasks, %d targets: %s", name, len(a.Tasks), len(a.Targets), said)
		}
		if !strings.Contains(strings.Join(got.Lines, " "), "Quy II/2025") && len(got.Lines) < 4 {
			t.Errorf("%s: words of the table are lost: %q", name, got.Lines)
		}
	}
}
