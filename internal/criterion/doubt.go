package criterion

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

var (
	planBase  = regexp.MustCompile(`^(?:ke hoach|kh\b|chi tieu|du toan|nghi quyet|nq\b|muc tieu|nhiem vu|(?:of )?(?:the )?(?:plan|target)|quota)`)
	otherBase = regexp.MustCompile(`^(?:(?:ket qua |so |muc )?(?:thuc hien |dat duoc )?(?:cua )?)(?:cung ki|ck\b|dau nam|dau ki|dau nhiem ki|cuoi nam|nam truoc|nam ngoai|ki truoc|thang truoc|qui truoc|(?:nam )?(?:19|20)\d\d\b|last year)`)
	movesName = regexp.MustCompile(`\b(?:tang|giam|toc do|growth|increase|reduc\w*)\b`)
)

// doubtBase asks about a result that is held against something else than the
// plan: a percentage of last year, an increase where the plan is a level, a
// level where the plan is a change from nobody knows where.
func (r *reader) doubtBase(a *Actual, cl clause, level bool, c Criterion) {
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
	case share && base != "" && !planBase.MatchString(base) && c.Base == "":
		r.ask(ask("actual", "target.other_base", "text", a.Text))
	case a.Moved != "" && isLevelKind(c.Kind) && measure.LookupUnit(c.Unit).Family != "point" && !movesName.MatchString(viet.Fold(r.in.Name)):
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
