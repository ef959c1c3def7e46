package reports

import (
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Letterhead is the head and the signature of a unit's paper in the form of
// NĐ 30/2020/NĐ-CP, Phụ lục I (for the Party HD 05-HD/VPTW), by the names in
// force on the day of the paper.
type Letterhead struct {
	Party    bool
	Superior string // in capitals, as it is printed; "" where there is none
	Issuer   string
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
	h := Letterhead{Party: v.Kind == org.Party, Issuer: issuer(v)}
	if above, ok := d.Unit(v.Parent, on); ok && above.Kind != org.Nation {
		h.Superior = superior(v, above)
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

// issuer is a body as it heads its papers: an administrative unit does by its
// People's Committee.
func issuer(v org.Version) string {
	if org.Territorial(v.Kind) {
		return strings.ToUpper("Ủy ban nhân dân " + v.Name)
	}
	return strings.ToUpper(v.Name)
}

// superior is the body right above, in the short form it is printed in.
func superior(v, above org.Version) string {
	name := above.Name
	switch {
	case v.Kind == org.Party && org.Territorial(above.Kind):
		name = "Đảng bộ " + above.Name
	case org.Territorial(above.Kind):
		name = "UBND " + above.Name
	}
	return strings.ToUpper(name)
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
