package web_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var (
	hrefs   = regexp.MustCompile(`href="(/[^"#]*)`)
	rawKeys = regexp.MustCompile(`\[(?:web|page|app|class|state|figure|target|standing)\.[a-z_.]+\]`)
)

// TestNoDeadLinks follows the links of the pages as three different readers:
// none leads nowhere, none leads to what the reader may not see, and no page
// shows the key of a text instead of the text.
func TestNoDeadLinks(t *testing.T) {
	s := newSite(t)
	for username, from := range map[string]string{"van-phong": "/u/ngan-son/2023", "quan-tri": "/units", "can-bo-na-phac": "/u/na-phac/2023"} {
		r := s.as(username, "vi")
		seen, queue := map[string]string{}, []string{from, "/work", "/units", "/account"}
		for len(queue) > 0 && len(seen) < 250 {
			path := queue[0]
			queue = queue[1:]
			if _, done := seen[path]; done || strings.HasPrefix(path, "/static/") || strings.Contains(path, "lang=") || strings.Contains(path, "?") && len(seen) > 120 {
				continue
			}
			seen[path] = path
			r.get(path)
			if r.code != 200 {
				t.Errorf("%s is led to %s, which answers %d: %s", username, path, r.code, main(r.page))
			}
			if key := rawKeys.FindString(r.page); key != "" {
				t.Errorf("%s shows %s", path, key)
			}
			for _, m := range hrefs.FindAllStringSubmatch(r.page, -1) {
				queue = append(queue, html.UnescapeString(m[1]))
			}
		}
		if len(seen) < 20 {
			t.Errorf("%s sees only %d pages", username, len(seen))
		}
	}
}
