package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
	"dondoc/internal/period"
)

// Who has one sort of work alone begins with it; an account is its owner's to
// look at; people are found by name; a code that was put right leads on; and who
// headed a unit that ended is not called vacant.
func TestWhereOneBegins(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * 3600e9)
	admin := s.as("quan-tri", "vi")
	admin.get("/").sees(200, "<h1>Đơn vị</h1>")
	s.as("thanh-tra", "vi").get("/").sees(200, "<h1>Đơn vị</h1>", "Nhật ký")
	admin.get("/account").sees(200, "Tài khoản của tôi", "quản trị", "quan-tri")
	admin.post("/account", url.Values{"lang": {"en"}}).sees(200, "My account", "The language is changed")
	office := s.as("van-phong", "vi")
	office.get("/search?q=Ma+Kim+Son").sees(200, "Con người (1)", "Ma Kim Sơn")
	office.get("/u/ngan-son/2025").sees(200, "!chưa có người giữ", "đến 30/06/2025, ")
	p, err := s.UnitPage(s.Context(), desk.Operator("test"), "ngan-son-xa-kinh-te", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.CorrectUnit(s.Context(), desk.Operator("test"), p.ID, p.From, units.NewUnit{Code: "phong-kinh-te-ngan-son", Name: p.Name, Kind: p.Kind, Parent: p.Parent.ID, From: p.From}, "nhầm mã"); err != nil {
		t.Fatal(err)
	}
	office.get("/u/ngan-son-xa-kinh-te").sees(200, "phong-kinh-te-ngan-son")
}

// englishNumber is a number of English print: "1,234.5", "12.5 %".
var englishNumber = regexp.MustCompile(`\d,\d{3}\.\d|(?:^|[^\d.,/])\d+\.\d{1,2}(?: ?%|\s|$)`)

// A Vietnamese page has Vietnamese numbers, and its table the same for a figure
// that was typed without grouping.
func TestNumbersOfAPageAreAlike(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * 3600e9)
	office := s.as("van-phong", "vi")
	const unit = "/u/xa-ngan-son-01954"
	office.get(unit + "/2026")
	target := "/targets/" + office.between(`href="/targets/`, `"`)[:36]
	for _, path := range []string{unit + "/2026", unit + "/2025", "/u/ngan-son/2023", target, unit + "/tasks", unit + "/2026/capital", unit + "/2026/shortcomings", unit + "/2026/reviews?period=2026-Q3", "/entry/xa-ngan-son-01954/2026/2026-10", "/work"} {
		office.get(path).sees(200)
		text := strings.Join(regexp.MustCompile(`>([^<]+)<`).FindAllString(regexp.MustCompile(`(?s)<(script|style|svg).*?</(script|style|svg)>`).ReplaceAllString(office.page, ""), -1), "\n")
		if m := englishNumber.FindString(text); m != "" {
			t.Errorf("%s has %q", path, m)
		}
	}
	office.get("/entry/xa-ngan-son-01954/2026/2026-10").sees(200, ">5.862<", ">4.729<", "!>5862<", "!>4729<")
}
