package criterion

import (
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// nameHints is what a target's name says of how its figures are meant.
type nameHints struct {
	fold     string // the name, folded, without a tag such as "[Quý I/2025]"
	move     Move   // "Giảm tỷ lệ hộ nghèo": the figure is the amount of the change
	perYear  bool   // "… bình quân hằng năm"
	maintain bool   // "Duy trì …"
	adds     bool   // "… tăng thêm"
	zero     bool   // "Không để xảy ra …"
	rank     bool   // "Xếp hạng …", counted in "thứ bậc"
	rate     bool   // speaks of a share: "tỷ lệ", "tỷ trọng"
	counts   bool   // speaks of things counted: "số hộ nghèo"
	percents bool   // a part of structure: "cơ cấu"
	from, to int    // "2021-2025"
	years    bool   // and the figure is the sum over them
}

var (
	tag   = regexp.MustCompile(`^\[[^\]]*\]\s*`)
	years = regexp.MustCompile(`\b((?:19|20)\d\d)\s*-\s*((?:19|20)\d\d)\b`)
	share = regexp.MustCompile(`\b(ti le|ti trong|ti suat|ti so|percentage|share|rate)\b`)
	thing = regexp.MustCompile(`\b(so luong|so|ho|nguoi|vu|truong|xa|thon|san luong|dien tich|doanh thu|tong|grdp|gdp|gia tri|kim ngach|thu ngan sach|thu nsnn|von|number of|total)\b`)
	notA  = regexp.MustCompile(`^(giam (sat|doc|dinh)|tang (truong|cuong|thu)\b)`)
	yearl = regexp.MustCompile(`\b(binh quan|trung binh) (hang nam|moi nam)\b|\b(tang|giam) (binh quan|trung binh)\b|\bhang nam\b.*\b(binh quan|trung binh)\b|\baverage annual\b|\bannual average\b`)
)

// aboutName reads a name and its unit of measure.
func aboutName(name string, unit measure.Unit) nameHints {
	fold := tag.ReplaceAllString(strings.ReplaceAll(viet.Fold(name), "–", "-"), "")
	fold = strings.TrimSpace(strings.TrimPrefix(fold, "- "))
	h := nameHints{fold: fold}
	plain := !notA.MatchString(fold)
	switch {
	case hasWordAtEnds(fold, "tang them", "them moi", "additional"):
		h.adds = true
	case plain && hasWordAtEnds(fold, "giam", "reduction of", "reduce"), strings.Contains(fold, " giam so voi "), strings.Contains(fold, " giam binh quan"):
		h.move = Down
	case plain && strings.HasPrefix(fold, "tang ") && !strings.Contains(fold, " len "), strings.HasSuffix(fold, " tang binh quan"), strings.HasSuffix(fold, " tang trung binh"):
		h.move = Up
	}
	unitFold := viet.Fold(unit.Text)
	h.perYear = yearl.MatchString(fold) || unit.Share() && strings.HasSuffix(unit.Rest, "/nam")
	h.maintain = hasWordAtEnds(fold, "duy tri", "giu vung", "maintain")
	h.zero = strings.HasPrefix(fold, "khong de ") || strings.HasPrefix(fold, "khong xay ra") || strings.HasPrefix(fold, "no ")
	h.rank = unitFold == "thu bac" || unitFold == "thu hang" || unitFold == "hang" || strings.HasPrefix(fold, "xep hang") || strings.HasPrefix(fold, "thu hang") || hasWordAtEnds(fold, "rank", "ranking")
	h.rate = share.MatchString(fold)
	h.counts = !h.rate && thing.MatchString(fold)
	h.percents = strings.HasPrefix(fold, "co cau") || strings.Contains(fold, "co cau kinh te") || strings.HasPrefix(fold, "structure")
	if m := years.FindStringSubmatch(fold); m != nil {
		h.from, _ = strconv.Atoi(m[1])
		h.to, _ = strconv.Atoi(m[2])
		h.years = !h.perYear && !h.rate && !unit.Share() && h.from < h.to && !strings.Contains(fold, "binh quan")
	}
	return h
}

// hasWordAtEnds says whether a folded name begins or ends with one of the words.
func hasWordAtEnds(fold string, words ...string) bool {
	for _, w := range words {
		if fold == w || strings.HasPrefix(fold, w+" ") || strings.HasSuffix(fold, " "+w) {
			return true
		}
	}
	return false
}

// bad are things of which less is better; good are words that turn that round.
var (
	bad = regexp.MustCompile(`\bthat nghiep\b|\bho (can )?ngheo\b|\bnguoi ngheo\b|\btai ngheo\b|\bsuy dinh duong\b|\bvi pham\b|\btai nan\b|\btoi pham\b|\btu vong\b|\bsinh con thu\b` +
		`|\bno (dong|thue|xau)\b|\bthat thoat\b|\btao hon\b|\bbo hoc\b|\bchi so gia tieu dung\b|\bcpi\b|\blam phat\b|\bchay rung\b|\bicor\b|\bnhap sieu\b|\blao dong nong nghiep\b|\bunemployment\b|\bpoverty\b|\baccidents?\b|\bviolations?\b|\bconsumer price\b|\binflation\b|\btrade deficit\b`)
	good = regexp.MustCompile(`\b(giam|bao hiem|bh|thoat|ho tro|duoc|xu li|giai quyet|dieu tra|kham pha|phat hien|phong|chong|thu hoi|xoa|nha o|insurance|reduction|reduce)\b`)
)

// lower says whether less of what the name speaks of is better.
func (h nameHints) lower() bool { return bad.MatchString(h.fold) && !good.MatchString(h.fold) }

// direction infers which way is better from the wording, else from the name.
func (r *reader) direction(c Criterion, h nameHints) Direction {
	switch c.Kind {
	case ZeroEvent, Rank:
		return Lower
	case Ordinal, Increment, Cumulative:
		return Higher
	case Milestone, Composite, AllOf, Scopes, Verbatim:
		return None
	}
	switch c.compare() {
	case AtMost, LessThan:
		return Lower
	case AtLeast, MoreThan:
		if c.Kind != Maintain {
			return Higher
		}
	}
	if c.Kind == Change || c.Kind == PerYear && c.Move != "" {
		return Higher // of the change, the more the better
	}
	if r.in.Direction != "" {
		return r.in.Direction
	}
	switch {
	case c.Kind == Maintain:
		return Stay
	case h.move != "":
		return Higher
	case h.lower():
		return Lower
	}
	return Higher
}
