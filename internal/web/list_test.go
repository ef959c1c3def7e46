package web_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sheet reads the first sheet of a workbook that was sent.
func (r *reader) sheet(path string) [][]string {
	r.Helper()
	r.get(path)
	if r.code != 200 {
		r.Fatalf("%s: %d", path, r.code)
	}
	f, err := excelize.OpenReader(bytes.NewReader([]byte(r.page)))
	if err != nil {
		r.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		r.Fatal(err)
	}
	return rows
}

// names gives the names of a list's rows in order.
func (r *reader) names() (out []string) {
	for _, part := range strings.Split(r.page, `<th class="name full"`)[1:] {
		_, rest, _ := strings.Cut(part, `">`)
		name, _, _ := strings.Cut(rest, "</a>")
		out = append(out, name)
	}
	return out
}

// A list is sorted and narrowed by links, and its file has the rows it shows.
func TestListsAreSortedNarrowedAndWritten(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = livingWorld.on.Time()
	office := s.as("van-phong", "vi")
	const board, tasks = "/u/xa-ngan-son-01954/2026", "/u/xa-ngan-son-01954/tasks"
	office.get(board).sees(200, "sort=percent", "sort=holder", "format=xlsx")
	office.get(board+"?sort=-percent").sees(200, `aria-sort="descending"`)
	if rows := office.sheet(board + "?stand=behind&sort=name&format=xlsx"); len(rows) != 5 || rows[1][2] > rows[2][2] && rows[2][2] > rows[3][2] {
		t.Errorf("the file of what is behind: %v", rows)
	}
	office.get(tasks).sees(200, "Cả việc đã xong", "sort=lead", "!hoàn thành quá hạn</span>", "Chọn tất cả", "lead=")
	open := strings.Count(office.page, `name="task"`)
	if late, soon, none := strings.Index(office.page, "t-running_late\">"), strings.Index(office.page, ">sắp đến hạn"), strings.LastIndex(office.page, ">hằng tháng"); late < 0 || none < late || none < soon {
		t.Errorf("overdue is not first, or what has no day not last: %d %d %d", late, soon, none)
	}
	office.get("/u/xa-ngan-son-01954/2027/documents/open").sees(200, `id="year" class="keep"`, `<span class="topaper">giữ</span>`)
	office.get(tasks + "?closed=1")
	if all := strings.Count(office.page, `name="task"`); open != 11 || all != 14 {
		t.Errorf("%d open of %d", open, all)
	}
	office.get(tasks + "?pick=all")
	if ticked := strings.Count(office.page, `name="task"`); strings.Count(office.page, "checked") < ticked {
		t.Error("not every task is ticked")
	}
	office.get("/units?sort=-name&kind=department").sees(200, `aria-sort="descending"`, "!Xã Ngân Sơn</a></th>", "format=xlsx")
	if rows := office.sheet("/units?kind=department&format=xlsx"); len(rows) < 3 || rows[1][2] != "phòng, ban, sở" && rows[1][2] != "Phòng, ban, sở" {
		t.Errorf("the file of departments: %v", rows[:min(2, len(rows))])
	}
	office.get("/u/xa-ngan-son-01954/2026/documents?sort=date").sees(200, `aria-sort="ascending"`, "year=2025")
	s.as("quan-tri", "vi").get("/admin/accounts?sort=-seen&role=officer").sees(200, "can-bo", "!lanh-dao")
	officer := s.as("can-bo", "vi")
	officer.get("/work?sort=-name").sees(200, `aria-sort="descending"`, "format=xlsx", "unit=")
	officer.get("/work?unit="+url.QueryEscape("Phòng Kinh tế")).sees(200, "!Phòng Văn hóa - Xã hội</td>")
	inbox := strings.Count(officer.page, "/report?month=") + strings.Count(officer.page, `href="/tasks/`)
	if rows := officer.sheet("/work?unit=" + url.QueryEscape("Phòng Kinh tế") + "&sort=name&format=xlsx"); len(rows) < 4 || rows[1][2] != "Phòng Kinh tế" || inbox < 3 {
		t.Errorf("the file of the inbox: %v", rows)
	}
	office.get(tasks)
	lead := office.between("lead=", `"`)
	office.get(tasks+"?lead="+lead).sees(200, "nhiệm vụ khớp")
	if n := strings.Count(office.page, `name="task"`); n == 0 || n >= open {
		t.Errorf("%d of %d by the lead", n, open)
	}
}

// TestMoreListsAreSortedAndSent holds that documents, reviews and the log are
// lists like the others: heads that sort, and the file of what is shown.
func TestMoreListsAreSortedAndSent(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	for _, one := range [][2]string{{"57-NQ/TW", "Bộ Chính trị"}, {"03-NQ/TU", "Tỉnh ủy"}} {
		office.post("/u/ngan-son/papers/new", url.Values{"text": {superiorText}, "number": {one[0]}, "issuer": {one[1]}, "issued_on": {"22/12/2022"}, "title": {"Phát triển lâm nghiệp"}, "level": {"superior"}, "keep": {"1"}}).sees(200)
	}
	office.get("/u/ngan-son/papers?level=superior").sees(200, "sort=number", "format=xlsx", "57-NQ/TW", "!12-NQ/HU</a>")
	for sort, first := range map[string]string{"number": "03-NQ/TU", "-number": "57-NQ/TW"} {
		if rows := office.sheet("/u/ngan-son/papers?level=superior&format=xlsx&sort=" + sort); len(rows) != 3 || rows[1][0] != first {
			t.Errorf("sorted by %s: %v", sort, rows)
		}
	}
	head := s.as("lanh-dao", "vi")
	head.get("/u/ngan-son/2023/reviews").sees(200, "sort=level", "format=xlsx")
	up, down := head.sheet("/u/ngan-son/2023/reviews?format=xlsx&sort=who"), head.sheet("/u/ngan-son/2023/reviews?format=xlsx&sort=-who")
	if len(up) < 3 || len(up) != len(down) || up[1][0] == down[1][0] {
		t.Errorf("reviews: %d and %d rows, %v first both ways", len(up), len(down), up[1])
	}
	s.as("quan-tri", "vi").get("/ledger").sees(200, "format=xlsx")
	if rows := s.as("quan-tri", "vi").sheet("/ledger?format=xlsx"); len(rows) < 10 || rows[0][0] != "Số" && rows[0][0] == "" {
		t.Errorf("the log: %v", rows[0])
	}
}

// The board in the office's form: its heading, the rows the filters leave with what
// stands under them, what was left out, and who signs; as PDF it is A4 across.
func TestBoardAsPaper(t *testing.T) {
	s := newSite(t)
	r := s.as("lanh-dao", "vi")
	const board = "/u/ngan-son/2023?class=not_met&as-known=2024-01-10"
	r.get(board).sees(200, "format=docx", "format=pdf")
	text := partOf(t, []byte(r.get(board+"&format=docx").sees(200).page), "word/document.xml")
	for _, want := range []string{"ỦY BAN NHÂN DÂN HUYỆN NGÂN SƠN", "Độc lập - Tự do - Hạnh phúc", "26/34 chỉ tiêu", "biết đến hết ngày 10/01/2024", "8 trong 34 chỉ tiêu", "Tỷ lệ tiêm phòng đàn gia súc", "số minh hoạ", `w:orient="landscape"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %q", want)
		}
	}
	if strings.Contains(text, "Diện tích trồng rừng") {
		t.Error("the paper has rows that the filter leaves out")
	}
	if r.get(board + "&format=pdf").sees(200); !strings.HasPrefix(r.page, "%PDF-") {
		t.Errorf("%.40q is no PDF", r.page)
	}
	r.get("/u/ngan-son/2019?format=docx").sees(200)
}
