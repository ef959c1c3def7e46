package web_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
)

var unitOnPage = regexp.MustCompile(`<th scope="row" class="full"><a href="/u/([^/"]+)/`)

func TestUnitsBelowPage(t *testing.T) {
	s := newSite(t)
	b, err := s.UnitsBelow(t.Context(), desk.Operator("test"), standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}, Month: "2023-12"})
	if err != nil {
		t.Fatal(err)
	}
	r := s.as("van-phong", "vi")
	r.get("/u/ngan-son/2023").sees(200, `href="/u/ngan-son/2023/below"`)
	r.get("/u/ngan-son/2023/below?month=2023-12").sees(200, "trực thuộc Huyện Ngân Sơn", "Nà Phặc", "tháng 12/2023")
	page := r.page
	for _, row := range b.Rows {
		if row.Total() == 0 {
			continue
		}
		path := "/u/" + row.Unit.Code + "/2023?missing=2023-12"
		if missing := row.Total() - row.Reported; missing > 0 != strings.Contains(page, path) {
			t.Errorf("%s misses %d of %d: link %v", row.Unit.Code, missing, row.Total(), strings.Contains(page, path))
		}
	}
	// A count of the page is the list it leads to.
	for _, row := range b.Rows {
		for _, which := range []string{"reported", "missing"} {
			want := row.Reported
			if which == "missing" {
				want = row.Total() - row.Reported
			}
			r.get("/u/" + row.Unit.Code + "/2023?" + which + "=2023-12").sees(200)
			if got := strings.Count(r.page, `<tr id="t`); got != want {
				t.Errorf("%s %s: %d rows, the count said %d", row.Unit.Code, which, got, want)
			}
		}
	}
	r.get("/u/ngan-son/2023/below?month=2023-12&format=csv").sees(200, "\ufeffĐơn vị", "Số chỉ tiêu", "Phòng Nông nghiệp và PTNT", ",8,")
	if r.get("/u/ngan-son/2023/below?format=xlsx"); !strings.HasPrefix(r.page, "PK") {
		t.Error("no workbook of the units below")
	}
	r.get("/u/ngan-son/2023?format=csv").sees(200, "\ufeff", "Diện tích trồng rừng")
	r.get("/u/ngan-son-nong-nghiep/2023/below").sees(200, "không có đơn vị trực thuộc", "!<table")
	r.get("/u/ngan-son/2023/below?indicator=khong-co").sees(404, "không phải")
	r.get("/u/ngan-son/2023/below?as-known=hôm+qua").sees(422)
	r.get("/u/ngan-son/2023/below?as-known=15/08/2023&sort=reached").sees(200, "trực thuộc")
	// Each head sorts, the other way round when it is used again; units without targets stay last.
	order := func(sort string) []string {
		var out []string
		for _, m := range unitOnPage.FindAllStringSubmatch(r.get("/u/ngan-son/2023/below?month=2023-12&sort="+url.QueryEscape(sort)).page, -1) {
			out = append(out, m[1])
		}
		return out
	}
	for _, head := range []string{"unit", "reached", "reported"} {
		up, down := order(head), order("-"+head)
		if len(up) != len(b.Rows) || head != "reported" && slices.Equal(up, down) || !strings.Contains(r.page, `aria-sort="descending"`) || !strings.Contains(r.page, "theo cột đã chọn") {
			t.Errorf("by %s: %v, %v", head, up, down)
		}
	}
	s.as("can-bo-na-phac", "vi").get("/u/ngan-son/2023/below").sees(404, "!trực thuộc Huyện Ngân Sơn")
	s.as("van-phong", "en").get("/u/ngan-son/2023/below").sees(200, "units under", "!đơn vị trực thuộc")
}
