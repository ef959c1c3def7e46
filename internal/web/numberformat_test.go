package web_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

// Numbers as the other language writes them: a decimal part after the other
// mark, and thousands grouped by it.
var (
	foreignIn = map[string]*regexp.Regexp{
		"vi": regexp.MustCompile(`(?:^|[^\d.,/])\d+\.\d{1,2}(?:[^\d.]|$)|\d,\d{3}(?:,\d{3})+|\d,\d{3}\.\d`),
		"en": regexp.MustCompile(`(?:^|[^\d.,/])\d+,\d{1,2}(?:[^\d,]|$)|\d\.\d{3}(?:\.\d{3})+|\d\.\d{3},\d`),
	}
	figuresOf = regexp.MustCompile(`(?s)<td class="[^"]*\bnum\b[^"]*"[^>]*>(.*?)</td>|<text[^>]*>(.*?)</text>|<h1[^>]*>(.*?)</h1>`)
	anyTag    = regexp.MustCompile(`<[^>]*>`)
)

// foreignNumbers gives what stands on a page, where the program writes figures,
// in the number format of the other language.
func foreignNumbers(page, lang string) (out []string) {
	for _, m := range figuresOf.FindAllStringSubmatch(page, -1) {
		text := strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(m[1]+m[2]+m[3], " "))), " ")
		if found := foreignIn[lang].FindString(text); found != "" {
			out = append(out, text)
		}
	}
	return out
}

// TestOneNumberFormat holds that figures on a page are written as its language
// writes numbers, on every sort of page of the living world.
func TestOneNumberFormat(t *testing.T) {
	for lang, bad := range map[string][]string{"vi": {"27.4", "1,234,567", "12,345.6 ha"}, "en": {"27,4", "1.234.567", "99,25 %", "12.345,6 ha"}} {
		for _, one := range bad {
			if foreignNumbers(`<td class="num">`+one+`</td>`, lang) == nil {
				t.Errorf("%q is taken for a number in %s", one, lang)
			}
		}
	}
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * time.Hour)
	for _, lang := range []string{"vi", "en"} {
		for _, username := range []string{"van-phong", "lanh-dao"} {
			r := s.as(username, lang)
			pages := r.walk([]string{"/", "/work", "/units", "/u/ngan-son/2023", "/u/xa-ngan-son-01954/2026/capital"}, 1, func(path, from string) {
				for _, text := range foreignNumbers(r.page, lang) {
					t.Errorf("%s in %s, %s: %q", username, lang, path, text)
				}
			})
			if pages < 40 {
				t.Errorf("%s sees only %d pages", username, pages)
			}
		}
	}
}
