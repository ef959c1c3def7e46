package page

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// navKeys are the letters after g (see swap.js), chosen from the Vietnamese words.
var navKeys = map[string]string{
	"work": "v", "targets": "c", "tasks": "n", "capital": "d", "shortcomings": "t",
	"review": "k", "public": "p", "admin": "q",
}

// keys are the letters that lead somewhere on this page.
func (f Frame) keys() string {
	var out []string
	for _, w := range f.Nav {
		if key := navKeys[w.Word]; key != "" && w.URL != "" {
			out = append(out, key)
		}
	}
	return strings.Join(out, ", ")
}

func (f Frame) windowTitle() string {
	title := f.Title
	if f.Place.Unit != "" {
		title += " · " + f.Place.Unit
	}
	if f.Place.Cycle != "" {
		title += " · " + string(f.Place.Cycle)
	}
	return title + " · Dondoc"
}

type language struct {
	Link
	lang, name string
}

// languages gives the links that show this page in another language. Each is
// named in its own words, for who cannot read the others.
func languages(f Frame) []language {
	var out []language
	for _, l := range i18n.Langs() {
		address, err := url.Parse(f.Path)
		if err != nil {
			address = &url.URL{Path: "/"}
		}
		query := address.Query()
		query.Set("lang", string(l))
		address.RawQuery = query.Encode()
		out = append(out, language{
			Link: Link{Text: i18n.T(l, "page.language_short"), URL: address.String(), Here: l == f.Lang},
			lang: string(l), name: i18n.T(l, "page.language_short") + ": " + i18n.T(l, "page.language_switch"),
		})
	}
	return out
}

func noticeRole(kind string) string {
	if kind == "error" {
		return "alert"
	}
	return "status"
}

// longDate is place and date as a document's head has them; day below 10 and
// months 1 and 2 take a leading zero (NĐ 30/2020, Phụ lục I).
func longDate(place string, d period.Date) string {
	if d == "" {
		return place + ", ngày … tháng … năm …"
	}
	t := d.Time()
	month := strconv.Itoa(int(t.Month()))
	if t.Month() < 3 {
		month = "0" + month
	}
	return fmt.Sprintf("%s, ngày %02d tháng %s năm %d", place, t.Day(), month, t.Year())
}

func itoa(n int) string { return strconv.Itoa(n) }
