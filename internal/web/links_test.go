package web_test

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

var (
	hrefs  = regexp.MustCompile(`href="(/[^"#]*)`)
	things = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|/u/[^/?]+|/entry/[^/?]+|\b20\d\d(-\d\d)*\b`)
)

// kindOf is what sort of page an address leads to: what it is about left out.
func kindOf(path string) string {
	at, query, _ := strings.Cut(path, "?")
	values, _ := url.ParseQuery(query)
	var keys []string
	for key := range values {
		if key == "form" || key == "subject" { // other papers, not the same one narrowed
			keys = append(keys, "!"+key+"="+values.Get(key))
			continue
		}
		if key != "month" && key != "on" && key != "period" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	if len(keys) > 1 { // narrowed twice is narrowed
		keys = keys[:1]
	}
	return things.ReplaceAllString(at, "*") + "?" + strings.Join(keys, "&")
}

// TestNoDeadLinks follows the links of the pages of today as each sample
// account, a page or two of a sort: none leads nowhere, and none to what the
// account may not see. (That no page shows the key of a text instead of the
// text is seen with every page read.)
func TestNoDeadLinks(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * time.Hour)
	for _, username := range []string{"van-phong", "can-bo", "tham-dinh", "lanh-dao", "quan-tri", "nong-nghiep", "can-bo-na-phac", "lanh-dao-na-phac", "thanh-tra"} {
		r := s.as(username, "vi")
		most := 1
		if username == "van-phong" || username == "nong-nghiep" || username == "can-bo-na-phac" {
			most = 2
		}
		starts := []string{"/", "/work", "/units", "/account", "/help", "/u/ngan-son?on=2025-06-30"}
		if username == "van-phong" || username == "quan-tri" {
			starts = append(starts, "/u/ngan-son/2023")
		}
		pages := r.walk(starts, most, func(path, from string) {
			if r.code != 200 && !(r.code == 404 && from == "the start") {
				t.Errorf("%s is led from %s to %s, which answers %d: %s", username, from, path, r.code, main(r.page))
			}
		})
		if pages < 25 {
			t.Errorf("%s sees only %d pages", username, pages)
		}
	}
}

// walk reads pages and those they lead to, so many of a sort, and says how many
// it read. from is the page that led to one, or "the start".
func (r *reader) walk(queue []string, most int, visit func(path, from string)) (pages int) {
	seen, of := map[string]string{}, map[string]int{}
	for _, path := range queue {
		seen[path] = "the start"
	}
	for ; len(queue) > 0; pages++ {
		path := queue[0]
		queue = queue[1:]
		r.get(path)
		visit(path, seen[path])
		for _, m := range hrefs.FindAllStringSubmatch(r.page, -1) {
			to := html.UnescapeString(m[1])
			kind := kindOf(to)
			if seen[to] == "" && of[kind] < most && !strings.HasPrefix(to, "/static/") && !strings.Contains(to, "lang=") && !strings.Contains(to, "format=pdf") { // each PDF is a run of LibreOffice; TestBoardAsPaper has one
				seen[to] = path
				of[kind]++
				queue = append(queue, to)
			}
		}
	}
	return pages
}
