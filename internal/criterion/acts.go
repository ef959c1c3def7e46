package criterion

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// Some words that tell any result are, as the verb of its figure, another act
// than the one that is counted: "thu hoạch 61 ha" of what is planted, "bán 480
// con" of a herd, "xây dựng 6 trường" of schools that reach a standard.

// anotherAct gives the act a figure is told of where neither the target's name
// nor its wording speaks of it, and what is counted is not what that act makes.
func (r *reader) anotherAct(told, own string) string {
	text := strings.ToLower(viet.Canonical(told))
	own = " " + strings.Join(lettersOf(own), " ") + " "
	unit, _, _ := strings.Cut(viet.Fold(r.in.Unit), "/")
	for _, a := range otherActs {
		said := a.said.FindStringSubmatch(text)
		if said == nil || strings.Contains(own, " "+strings.Join(lettersOf(said[1]), " ")+" ") {
			continue
		}
		if a.family != "" && measure.LookupUnit(r.in.Unit).Family == a.family || slices.ContainsFunc(a.makes, func(w string) bool { return unit == w || strings.HasPrefix(unit, w+" ") }) {
			continue
		}
		return said[1]
	}
	return ""
}

// otherActs are such verbs, with what they make: its family of units or the
// things themselves.
var otherActs = []struct {
	said   *regexp.Regexp
	family string
	makes  []string
}{
	{anywhere("thu hoạch"), "mass", nil},
	{anywhere("thu mua|xuất bán|bán|mua"), "money", nil},
	{ahead("tổ chức|mở"), "", folded("hoi nghi|cuoc|buoi|lop|dot|chuyen|hoi thi|giai|le|phien|khoa|dien dan|doan")},
	{ahead("phục vụ"), "", folded("luot|khach|nguoi")},
	{ahead("triển khai"), "", folded("mo hinh|cuoc|dot|lop|buoi|nhiem vu|ke hoach")},
	{ahead("xây dựng"), "", folded("mo hinh|cong trinh|phong|km|m|m2|cau|cong|san|nha van hoa|tuyen|ke hoach|to|chuoi|san pham")},
	{ahead("thống kê|kết thúc"), "", nil},
	{regexp.MustCompile(`(?:^|[\s,(])(thực hiện (?:ở|tại)) \d`), "", nil},
}

func anywhere(verbs string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s,(])(` + verbs + `)(?:$|[\s,;)])`)
}

// ahead finds verbs whose figure follows at once.
func ahead(verbs string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s,(])(` + verbs + `)(?: (?:được|xong|cho|trên))? \d`)
}
