package kit

import (
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/web/kit/page"
)

// Letterhead is the head and the foot that a page of a unit has on paper, in
// the form of NĐ 30/2020/NĐ-CP, Phụ lục I (for the Party HD 05-HD/VPTW): the
// names are those of today. A unit that stands no longer signs nothing, and no
// place and day stand on what is printed of it.
func (s *Server) Letterhead(r *Ask, d *desk.Directory, unit id.ID, title string) *page.Heading {
	today := s.Today()
	v, ok := d.Unit(unit, today)
	if !ok {
		return nil
	}
	_, stands := d.Tree(today).Unit(unit)
	above, hasAbove := d.Unit(v.Parent, today)
	h := &page.Heading{Party: v.Kind == org.Party, Issuer: issuer(v), Title: strings.ToUpper(title), Same: true}
	if hasAbove && above.Kind != org.Nation {
		h.Superior = superior(v, above)
	}
	if !stands {
		return h
	}
	h.Place, h.Date = placeOf(d, v), today
	head := d.Answering(unit, "", today)
	h.Signer = head.Person.Name
	switch {
	case h.Party && strings.HasPrefix(v.Name, "Đảng ủy"):
		h.OnBehalf, h.Post = "T/M ĐẢNG ỦY", "BÍ THƯ"
	case org.Territorial(v.Kind):
		h.OnBehalf, h.Post = "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
	default:
		h.Post = strings.ToUpper(head.Post.Title)
	}
	if h.Superior != "" {
		h.Receivers = append(h.Receivers, i18n.T(r.Lang, "page.paper.reported", "unit", h.Superior))
	}
	h.Receivers = append(h.Receivers, i18n.T(r.Lang, "page.paper.below"), i18n.T(r.Lang, "page.paper.kept"))
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
func placeOf(d *desk.Directory, v org.Version) string {
	for !org.Territorial(v.Kind) {
		above, ok := d.Unit(v.Parent, d.Today())
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
