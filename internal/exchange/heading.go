package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// heading is what the lines above a table say of whose and of what time it is.
type heading struct {
	Years  []int          // that its title names, the ends of a stretch with all between
	Months []period.Month // of a month's report
	Places []string       // communes, with their kind: "xã Nà Phặc"
	Days   []period.Date  // of the documents it names
}

var (
	titleWords  = regexp.MustCompile(`\b(?:chi tieu|ke hoach|bao cao|ket qua|nhiem vu|bieu|tinh hinh|phan cong|chuong trinh)\b`)
	aDayInFull  = regexp.MustCompile(`(?i)ngày\s+[\d.…]*\s*tháng\s+[\d.…]*\s*năm\s+[\d.…]*`)
	titleYear   = regexp.MustCompile(`(?i)(?:năm|giai đoạn|nhiệm kỳ)\s+(20\d\d)(?:\s*[-–]\s*(20\d\d))?`)
	titleMonth  = regexp.MustCompile(`(?i)(?:^|[^\d]\s+)tháng\s+(\d{1,2})\s*(?:/|năm\s+|-|\.)\s*(20\d\d)`)
	titlePlace  = regexp.MustCompile(`(?:^|[\s(,])((?i:xã|phường|thị trấn|đặc khu))\s+(\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*){0,4})`)
	placeEnds   = regexp.MustCompile(`\s+(?:(?i:năm|tháng|quý|giai đoạn|kèm|về|theo|số|giao|cộng hòa|cộng hoà|độc lập|tỉnh|huyện|thành phố))(?:\s.*)?$`)
	noPlace     = regexp.MustCompile(`^(?:hoi|vien|doi|giao|phuong|thi tran|nong thon|dac biet|bien gioi|dat|nam|thang|quy)\b`)
	citedDay    = regexp.MustCompile(`(?i)` + citedKind + citedNumber + `\s*,?\s*ngày\s+(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})`)
	citedClause = regexp.MustCompile(`(?i)(?:kèm theo|căn cứ|theo)\s+.*$`)
)

// Heading reads what stands above a table.
func (t *Table) Heading() (h heading) {
	if t == nil {
		return h
	}
	for _, line := range append([]string{t.Above}, t.Preamble...) {
		line = viet.CleanSpaces(line)
		for _, m := range citedDay.FindAllStringSubmatch(line, 8) {
			if day, err := period.ParseDate(m[3] + "/" + m[4] + "/" + m[5]); err == nil {
				h.Days = append(h.Days, day)
			}
		}
		for _, m := range titlePlace.FindAllStringSubmatch(line, 8) {
			name := placeEnds.ReplaceAllString(m[2], "")
			if place := strings.ToLower(m[1]) + " " + name; !noPlace.MatchString(viet.Fold(name)) && !slices.Contains(h.Places, place) {
				h.Places = append(h.Places, place)
			}
		}
		own := citedClause.ReplaceAllString(aDayInFull.ReplaceAllString(line, ""), "")
		for _, m := range titleMonth.FindAllStringSubmatch(own, 8) {
			if month, err := period.ParseMonth(m[1] + "/" + m[2]); err == nil {
				h.Months = append(h.Months, month)
			}
		}
		if !titleWords.MatchString(viet.Fold(own)) {
			continue
		}
		for _, m := range titleYear.FindAllStringSubmatch(own, 8) {
			first, _ := strconv.Atoi(m[1])
			last, err := strconv.Atoi(m[2])
			if err != nil {
				last = first
			}
			for y := first; y <= last && y < first+30; y++ {
				h.Years = append(h.Years, y)
			}
		}
	}
	return h
}

// OtherYear gives the years that the title names where the one wanted is none of them.
func (h heading) OtherYear(year int) string {
	if year == 0 || len(h.Years) == 0 || slices.Contains(h.Years, year) {
		return ""
	}
	var out []string
	for _, y := range h.Years {
		out = append(out, strconv.Itoa(y))
	}
	return strings.Join(slices.Compact(out), ", ")
}

// OtherMonth gives the month of the title where the one wanted is none it names.
func (h heading) OtherMonth(month period.Month) (period.Month, bool) {
	if len(h.Months) == 0 || slices.Contains(h.Months, month) {
		return "", false
	}
	return h.Months[0], true
}

// OtherPlace gives the commune that the lines above a table name where none of the
// names, of a unit and those above it, is one of those named.
func (h heading) OtherPlace(names []string) string {
	for _, p := range h.Places {
		for _, name := range names {
			if folded := viet.Fold(name); strings.Contains(viet.Fold(p)+" ", folded+" ") || strings.Contains(" "+folded+" ", " "+viet.Fold(p)+" ") {
				return ""
			}
		}
	}
	if len(h.Places) == 0 {
		return ""
	}
	return h.Places[0]
}
