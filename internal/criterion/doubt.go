package criterion

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

var (
	planBase  = regexp.MustCompile(`^(?:ke hoach|kh\b|chi tieu|du toan|nghi quyet|nq\b|muc tieu|nhiem vu|(?:of )?(?:the )?(?:plan|target)|quota)`)
	otherBase = regexp.MustCompile(`^(?:(?:ket qua |so |muc )?(?:thuc hien |dat duoc )?(?:cua )?)(?:cung ki|ck\b|dau nam|dau ki|dau nhiem ki|cuoi nam|nam truoc|nam ngoai|ki truoc|thang truoc|qui truoc|tuan truoc|vu truoc|dot truoc|vu nay nam truoc|cung vu|dau vu|nhiem ki truoc|(?:nam )?(?:19|20)\d\d\b|last year)`)
	movesName = regexp.MustCompile(`\b(?:tang|giam|toc do|growth|increase|reduc\w*)\b`)
)

// doubtBase asks about a result that is held against something else than the
// plan: a percentage of last year, an increase where the plan is a level, a
// level where the plan is a change from nobody knows where.
func (r *reader) doubtBase(a *Actual, cl clause, level bool, c Criterion) {
	r.doubtPeriod(a, cl, c)
	r.doubtDone(a, c)
	share := measure.LookupUnit(cl.unit).Share()
	base := viet.Fold(cl.base)
	if base == "" && otherBase.MatchString(viet.Fold(cl.rest)) {
		base = viet.Fold(cl.rest)
	}
	changes := c.Kind == Change || c.Move != "" || c.Kind == AllOf
	switch {
	case changes && c.Baseline == nil && level:
		r.ask(ask("actual", "target.level_without_base", "text", a.Text))
	case changes && c.Baseline == nil && c.Move == Down && a.Moved == "" && a.Value != nil && a.Value.Sign() < 0:
		r.ask(ask("actual", "target.fall_or_sign", "text", a.Text))
	case changes && anotherYear(base, viet.Fold(c.Base)):
		r.ask(ask("actual", "target.other_base", "text", a.Text))
	case changes:
	case c.Kind == ZeroEvent && (a.Moved != "" || a.PercentOfPlan):
		r.ask(ask("actual", "target.moved_of_level", "text", a.Text, "plan", strings.TrimSpace(c.Text)))
	case a.Moved != "" && r.grows(c): // a growth is against last year
	case share && measure.LookupUnit(c.Unit).Share() && strings.HasPrefix(base, "tong so "): // "3,1% so với tổng số đảng viên"
	case share && base != "" && !planBase.MatchString(base) && c.Base == "":
		r.ask(ask("actual", "target.other_base", "text", a.Text))
	case a.Moved != "" && isLevelKind(c.Kind) && measure.LookupUnit(c.Unit).Family != "point" && !movesName.MatchString(foldMoves(r.in.Name)):
		r.ask(ask("actual", "target.moved_of_level", "text", a.Text, "plan", strings.TrimSpace(c.Text)))
	}
}

// isLevelKind says whether a kind of criterion asks for a level, and not for an amount more.
func isLevelKind(k Kind) bool {
	switch k {
	case Point, AtLeast, MoreThan, AtMost, LessThan, About, Range, RatioCount, Maintain, Rank:
		return true
	}
	return false
}

// otherPlan is a percentage of a plan that is not the target's own: of a month,
// a quarter, some months, a term, or of how far the work was to be by now.
var otherPlan = regexp.MustCompile(`^[^%(;]*\d ?%\)? (?:so voi |so |cua |theo )*(?:tien do\b|(?:ke hoach|kh|chi tieu|du toan|muc tieu|nhiem vu)(?: (?:von|giao|tinh giao|de ra|cua|theo))* (?:qui|quy|ki|thang|tuan|\d{1,2} thang|giai doan|nhiem ki|(?:5|nam) nam|trung han)\b)`)

// doubtPeriod asks about a percentage of the plan of another period, unless the
// target or its plan is of such a one.
func (r *reader) doubtPeriod(a *Actual, cl clause, c Criterion) {
	if year := planYear.FindStringSubmatch(viet.Fold(a.Text)); year != nil && !r.ofYear(year[1], c) && !r.asked(a.Text) {
		r.ask(ask("actual", "target.other_plan", "text", a.Text))
		return
	}
	if !a.PercentOfPlan && !measure.LookupUnit(cl.unit).Share() || partOfYear.MatchString(r.in.Name) || !otherPlan.MatchString(viet.Fold(a.Text)) {
		return
	}
	if ofPeriod.MatchString(viet.Fold(c.Text+" "+r.in.Name)) || r.asked(a.Text) {
		return
	}
	r.ask(ask("actual", "target.other_plan", "text", a.Text))
}

// planYear is the year of the plan that a percentage is said to be of.
var planYear = regexp.MustCompile(`\d ?%\)? (?:so voi |so |cua |theo |thuc hien )*(?:ke hoach|kh|chi tieu|du toan|muc tieu|nhiem vu)(?: (?:von|giao|tinh giao|de ra|cua|theo))* (?:nam )?((?:19|20)\d\d)\b`)

// ofYear says whether a year is the one a result is reported for, or one that
// the target or its plan names. Where neither is known nobody can say.
func (r *reader) ofYear(year string, c Criterion) bool {
	return r.in.Month != "" && string(r.in.Month.Cycle()) == year || strings.Contains(r.in.Name+" "+c.Text, year)
}

var ofPeriod = regexp.MustCompile(`\b(?:qui|quy|thang|giai doan|nhiem ki|trung han)\b`)

// undone are words of what is done about a thing that is to be no more: so many
// removed, recovered, prevented say nothing of those that are left.
var undone = regexp.MustCompile(`\b(?:xoa|thu hoi|thoat|ho tro|giup do|ngan chan|giai toa|sua chua|xay moi|lam moi|cai tao|van dong|removed|recovered|prevented|supported)\b`)

// doubtDone asks about a count of what was done, or of all there are, where
// nothing of the thing may be left: "đã xóa 45/45 nhà", "12/12 xã".
func (r *reader) doubtDone(a *Actual, c Criterion) {
	if c.Kind != ZeroEvent || a.Value == nil || a.Value.Sign() <= 0 {
		return
	}
	said := viet.Fold(a.Text)
	if m := lacking.FindStringSubmatch(caseOf.ReplaceAllString(c.Scope, "")); m != nil && strings.Contains(" "+said, " "+viet.Fold(firstWord(text{m[2], false}))+" ") && !deniedBare.MatchString(said) {
		r.ask(ask("actual", "target.done_of_none", "text", a.Text, "plan", strings.TrimSpace(c.Text))) // "03 thôn đã có …" of "không còn thôn chưa có …"
		return
	}
	word := undone.FindString(said)
	all := a.Total != nil && a.Total.Cmp(*a.Value) == 0
	if !all && (word == "" || strings.Contains(viet.Fold(c.Text+" "+r.in.Name), word) || stillThere.MatchString(said)) {
		return
	}
	r.ask(ask("actual", "target.done_of_none", "text", a.Text, "plan", strings.TrimSpace(c.Text)))
}

var deniedBare = regexp.MustCompile(`\b(?:chua|khong|thieu)\b`)

var stillThere = regexp.MustCompile(`\b(?:con|chua|khong)\b`)
