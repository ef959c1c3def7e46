package reports

import (
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Letterhead is the head and the signature of a unit's paper in the form of
// NĐ 30/2020/NĐ-CP, Phụ lục I (for the Party HD 05-HD/VPTW), by the names in
// force on the day of the paper.
type Letterhead struct {
	Party    bool
	Superior string      // in capitals, as it is printed; "" where there is none
	Above    string      // the body that reports go to, as it stands in a sentence: "UBND tỉnh Thái Nguyên"; "" where there is none
	Issuer   string      // in capitals
	Named    string      // the same as it stands in a sentence: "Ủy ban nhân dân xã Ngân Sơn"
	Place    string      // địa danh; "" of a unit that stands no longer: it signs nothing
	On       period.Date // of the paper
	OnBehalf string      // "TM. ỦY BAN NHÂN DÂN"
	Post     string
	Signer   string
	Sign     string // of the papers it issues: "UBND", "ĐU"; "" where that is not known
}

// LetterheadOf gives how a unit heads and signs its papers on a day; the zero one
// where there is no such unit then.
func LetterheadOf(d *desk.Directory, unit id.ID, on period.Date) Letterhead {
	v, ok := d.Unit(unit, on)
	if !ok {
		return Letterhead{}
	}
	h := Letterhead{Party: v.Kind == org.Party, Named: named(v)}
	h.Issuer = strings.ToUpper(h.Named)
	if above, ok := d.Unit(v.Parent, on); ok {
		over, _ := d.Unit(above.Parent, on)
		h.Superior, h.Above = superior(v, above, over)
	}
	if _, stands := d.Tree(on).Unit(unit); !stands {
		return h
	}
	h.Place, h.On = placeOf(d, v, on), on
	head := d.Answering(unit, "", on)
	h.Signer = head.Person.Name
	switch {
	case h.Party && strings.HasPrefix(v.Name, "Đảng ủy"):
		h.OnBehalf, h.Post, h.Sign = "T/M ĐẢNG ỦY", "BÍ THƯ", "ĐU"
	case org.Territorial(v.Kind):
		h.OnBehalf, h.Post, h.Sign = "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "UBND"
	default:
		h.Post = strings.ToUpper(head.Post.Title)
	}
	return h
}

// named is a body as it issues papers: an administrative unit does by its People's
// Committee.
func named(v org.Version) string {
	if org.Territorial(v.Kind) {
		return "Ủy ban nhân dân " + viet.LowerFirst(v.Name)
	}
	return v.Name
}

// superior is the body above as it heads a paper, and as the paper's recipients name
// it. Over is the unit above the one v stands under: a committee of the Party is
// headed by the Party of that one (HD 05-HD/VPTW), another body of the Party by the
// committee of the place.
func superior(v, above, over org.Version) (printed, named string) {
	switch committee := committeeOf(v.Name); {
	case above.Kind == org.Nation || above.ID == "":
		return "", ""
	case v.Kind == org.Party && org.Territorial(above.Kind) && committee && org.Territorial(over.Kind) && over.Kind != org.Nation:
		return strings.ToUpper("Đảng bộ " + over.Name), committeeName(over)
	case v.Kind == org.Party && org.Territorial(above.Kind) && committee:
		return "", ""
	case v.Kind == org.Party && org.Territorial(above.Kind):
		return strings.ToUpper(committeeName(above)), committeeName(above)
	case org.Territorial(above.Kind):
		return strings.ToUpper("UBND " + above.Name), "UBND " + viet.LowerFirst(above.Name)
	}
	return strings.ToUpper(above.Name), above.Name
}

// committeeOf says whether a body of the Party is the committee of a place, by name.
func committeeOf(name string) bool {
	for _, head := range []string{"Đảng ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Thành ủy", "Tỉnh ủy"} {
		if strings.HasPrefix(name, head) {
			return true
		}
	}
	return false
}

// committeeName is what the Party's committee of a unit is called: "Tỉnh ủy Thái
// Nguyên", "Đảng ủy xã Ngân Sơn".
func committeeName(unit org.Version) string {
	for kind, head := range map[string]string{"Tỉnh ": "Tỉnh ủy ", "Huyện ": "Huyện ủy ", "Quận ": "Quận ủy ", "Thị xã ": "Thị ủy "} {
		if place, found := strings.CutPrefix(unit.Name, kind); found {
			return head + place
		}
	}
	if place, found := strings.CutPrefix(unit.Name, "Thành phố "); found {
		return "Thành ủy " + place
	}
	return "Đảng ủy " + viet.LowerFirst(unit.Name)
}

// placeOf is the name of the place a body is in: "Ngân Sơn", of Xã Ngân Sơn.
func placeOf(d *desk.Directory, v org.Version, on period.Date) string {
	for !org.Territorial(v.Kind) {
		above, ok := d.Unit(v.Parent, on)
		if !ok {
			return v.Name
		}
		v = above
	}
	for _, kind := range []string{"Thị trấn ", "Thành phố ", "Đặc khu ", "Phường ", "Huyện ", "Quận ", "Tỉnh ", "Xã "} {
		if name, found := strings.CutPrefix(v.Name, kind); found {
			return name
		}
	}
	return v.Name
}
