package criterion

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// reported reads a result that is a figure with what is said of it.
func (r *reader) reported(a *Actual, t text, c Criterion) bool {
	before := *a
	r.periodAhead(a, &t)
	said, ok := r.state(t, c)
	if !ok {
		return len(r.asks) > 0
	}
	if said.day != "" {
		a.Date = said.day
		if r.in.Month != "" && said.day.Month() != r.in.Month {
			r.ask(ask("actual", "target.other_period", "text", a.Text, "month", r.in.Month))
		}
	}
	if r.only(a, said, c) {
		return true
	}
	said.shareOf(c, r)
	if !r.surplus(a, said.figure, c) && !r.figure(a, said.figure, c) {
		*a = before
		return false
	}
	said.remarks = slices.DeleteFunc(said.remarks, func(m remark) bool { return m.copied.s == said.figure.s })
	r.agree(*a, c, said.remarks)
	return true
}

// only takes a result that says by how much the plan was passed or missed, and no more.
func (r *reader) only(a *Actual, said stated, c Criterion) bool {
	plan := c.PlanValue()
	for _, m := range said.remarks {
		if m.copied.s != said.figure.s || m.copied.s == "" {
			continue
		}
		switch {
		case m.off != nil && !(m.beside && m.copied.begins(surplusWords)) && plan != nil && c.Direction == Higher && c.Kind != Change:
			v, exact := measure.Exactly(new(big.Rat).Add(plan.Rat(), m.off))
			a.Value = &v
			return exact
		case m.points && m.share != nil && !measure.LookupUnit(c.Unit).Share() && (!m.copied.begins(surplusWords) || m.share.Cmp(big.NewRat(160, 1)) <= 0) && c.Direction == Higher && c.Kind != Change && !movesName.MatchString(foldMoves(r.in.Name)):
			v, exact := measure.Exactly(m.share)
			a.Value, a.PercentOfPlan = &v, true
			return exact
		case m.share != nil && m.places == 0 && m.copied.begins(manifold) && !strings.Contains(m.copied.s, "%"):
			v, exact := measure.Exactly(m.share)
			a.Value, a.PercentOfPlan = &v, true
			return exact
		}
	}
	return false
}

// past leaves out words before the figure that only say what it is of: "Diện
// tích rừng trồng đạt 541,5 ha", "đã trồng được 541,5 ha".
func (r *reader) past(t text) text {
	at := strings.IndexAny(t.s, "0123456789")
	if at <= 0 {
		return t
	}
	if head := t.s[:at]; strings.HasSuffix(head, ": ") && r.headed(head) {
		return text{t.s[at:], t.bare}
	}
	skipped := t
	for n := 0; n < 12 && skipped.s != "" && !startsWithDigit(skipped.s) && !skipped.meant() && !strings.ContainsAny(skipped.s[:1], "-+−–~<>≤≥=:"); n++ {
		skipped.cutLoose()
	}
	head := t.s[:len(t.s)-len(skipped.s)]
	if skipped.s == "" || skipped.s == t.s || r.gradeAhead(head, skipped) {
		return t
	}
	if ok, _ := accounted(head, viet.Fold(r.in.Name), t.bare); !ok || r.intended(head) || r.ofOthers(head) {
		return t
	}
	return skipped
}

// gradeAhead says whether the words before a number make it a grade. A percentage
// is none ("ra lớp 99%"), nor is what is handed out ("cấp 9,5 tấn").
func (r *reader) gradeAhead(head string, t text) bool {
	word := gradeAtEnd(numbered.ReplaceAllString(head, ""), t.bare)
	if word == "" {
		return false
	}
	for t.cut(resultFillers) {
	}
	q, _, err := measure.ReadQuantity(t.s, r.own)
	return err != nil || q.Unit.Family != "percent" && !(word == "cap" && q.Unit.Text != "" && q.Unit.Fits(r.own) && r.own.Text != "")
}

// meant says whether the text begins with words that the reader of results knows.
func (t text) meant() bool {
	for _, list := range [][]keyword{resultFillers, reduceWords, raiseWords, addWords, rankWords, topWords, nearlyWords, surplusWords, minusWords} {
		if t.begins(list) {
			return true
		}
	}
	return t.operates()
}

// saysNothing says whether a result is blank or says that there is no figure yet.
func (t text) saysNothing(c Criterion) bool {
	fold := viet.Fold(t.s)
	if fold == "" || fold == "-" {
		return true
	}
	if !t.cut(noFigure) || hasDigit(t.s) {
		return false
	}
	if (c.Kind == Milestone || noneOf.MatchString(fold)) && t.s != "" && !t.begins(figureWords) { // "chưa có mặt bằng": something is said of how far it is; "chưa có xã nào" is none
		return false
	}
	ok, _ := accounted(t.s, "", t.bare)
	return ok
}

// noneOf says that there is not one of the things counted.
var noneOf = regexp.MustCompile(`^(?:chua|khong) co .*\bnao\b`)

var figureWords = words("số liệu|báo cáo|thông tin|kết quả|đánh giá|data|figures|report")

func (r *reader) tooLarge() *Question {
	for _, q := range r.asks {
		if q.Ask.Key == "measure.number_large" {
			return &q
		}
	}
	return nil
}

// accountResult is the last step of every reading of a result: words that are
// left over and may count are asked about.
func (r *reader) accountResult(a *Actual, c Criterion) {
	known := viet.Fold(r.in.Name + " " + c.Text + " " + c.Unit + " " + r.in.Unit)
	for _, rest := range r.left {
		if (c.Kind == Change || c.Move != "") && c.Base == "" && a.Moved != "" && !measure.LookupUnit(a.Unit).Share() && lastYear.MatchString(strings.TrimSpace(rest)) {
			continue // a change is against the year before, unless another is named
		}
		rest = r.unaged(knownRest.ReplaceAllString(rest, ""))
		if head, _, _ := strings.Cut(c.Unit, "/"); head != "" {
			rest = strings.TrimPrefix(rest, head) // "2 lần" of "lần/năm"
		}
		if ok, _ := accounted(rest, known, !marked(rest)); !ok && !r.asked(rest) {
			r.ask(ask("actual", "target.actual_rest", "text", rest))
		}
	}
	if r.intended(r.beside) && !r.asked(r.beside) && !strings.Contains(known, viet.Fold(r.beside)) {
		r.ask(ask("actual", "target.actual_rest", "text", r.beside))
	}
	if len(r.asks) == 0 && !(a.Value != nil && r.in.confirmed(*a.Value)) {
		if tier := r.otherTier(a.Text, c); tier != "" {
			q := ask("actual", "target.other_tier", "text", a.Text)
			if a.Value != nil && !a.PercentOfPlan && a.Total == nil {
				q.Choices = []measure.Decimal{*a.Value}
			}
			r.ask(q)
		} else if other := cmp.Or(r.doneAbout(a, c), r.otherThing(a, c)); other != "" {
			q := ask("actual", "target.other_thing", "text", other, "name", cmp.Or(r.in.Name, c.Text))
			if a.Value != nil && !a.PercentOfPlan && a.Total == nil {
				q.Choices = []measure.Decimal{*a.Value}
			}
			r.ask(q)
		}
	}
	r.plausible(a, c)
}

var (
	lastYear    = regexp.MustCompile(`(?i)^(?:so với |bằng )?(?:cùng kỳ|vụ trước|năm trước|năm ngoái|năm liền trước)(?: năm (?:trước|ngoái))?$`)
	knownRest   = regexp.MustCompile(`(?i)^(?:so với |bằng )?(?:cùng kỳ|năm trước)(?: năm)? (?:19|20)\d\d$`)
	numbered    = regexp.MustCompile(`(?i)(?:tổng số|số lượng|tong so|so luong) *$`)
	gradeBefore = regexp.MustCompile(`\b(?:lop|cap|cap do|do|muc do|loai|hang|bac|nhom|khoa|thu|tuyen|so|dieu|khoan|tu cap|tu bac|tu hang)$`)
	gradeMarked = regexp.MustCompile(`(?:^|\s)(lớp|cấp|cấp độ|độ|mức độ|loại|hạng|bậc|nhóm|khóa|khoá|thứ|tuyến|số|điều|khoản|từ cấp|từ bậc|từ hạng)$`)
)

// gradeAtEnd gives the word at the end of a text that makes the number behind
// it a grade, folded: "mức độ", "lớp".
func gradeAtEnd(s string, bare bool) string {
	if s = strings.ToLower(strings.TrimSpace(s)); !bare {
		return viet.Fold(strings.TrimSpace(gradeMarked.FindString(s)))
	}
	return gradeBefore.FindString(viet.Fold(s))
}

// surplus reads "vượt 333 hộ", "vượt kế hoạch". "Vượt 26,2%" is asked about:
// the press writes it of 126,2% and of 26,2% alike. "Vượt mốc 1.000 tỷ" and a
// figure that is over the plan itself are what was reached, not what is over.
func (r *reader) surplus(a *Actual, t text, c Criterion) bool {
	mark := t.cut(markWords)
	if !mark && !t.cut(surplusWords) {
		return false
	}
	if t.s == "" || t.begins(ofWords) && !hasDigit(t.s) {
		hundred := measure.Int(100)
		a.How, a.Value, a.PercentOfPlan = MoreThan, &hundred, true
		r.left = append(r.left, t.s)
		return true
	}
	cl, ok := r.clause(t)
	if !ok || cl.how != Point {
		return false
	}
	r.left = append(r.left, cl.rest)
	plan := c.PlanValue()
	share := measure.LookupUnit(cl.unit).Share()
	reached := func() bool {
		a.Value, a.Unit, a.How = &cl.value, cl.unit, MoreThan
		return true
	}
	switch {
	case mark && plan != nil && (!share || r.own.Share()):
		return reached()
	case share || plan == nil || c.Direction != Higher:
		over := measure.Int(100).Add(cl.value)
		a.Words = viet.Fold(a.Text)
		r.asks = append(r.asks[:0:0], Question{Field: "actual", Ask: ask("", "target.surplus", "text", a.Text, "reached", cl.value, "over", over).Ask, Choices: []measure.Decimal{cl.value, over}})
		return true
	case cl.value.Cmp(*plan) > 0 && c.Kind != Change && c.Kind != Increment:
		return reached()
	}
	v := plan.Add(cl.value)
	if half := new(big.Rat).Mul(plan.Rat(), big.NewRat(1, 2)); cl.value.Rat().Cmp(half) > 0 && c.Kind != Change && c.Kind != Increment {
		r.ask(Question{Field: "actual", Ask: ask("", "target.surplus_or_level", "text", a.Text, "reached", cl.value, "over", v).Ask, Choices: []measure.Decimal{cl.value, v}})
	}
	a.Value, a.Unit = &v, cl.unit
	return true
}

var markWords = words("vượt mốc|vượt ngưỡng|vượt mức|vượt con số|cán mốc|chạm mốc|đạt mốc")

var disbursed = regexp.MustCompile(`\b(?:giai ngan|thuc hien (?:du toan|ke hoach|nghi quyet|chi tieu)|hoan thanh (?:du toan|ke hoach)|thanh toan von|disburse\w*)\b`)

// ofPlan settles a share of the plan where the plan itself is a share: of money
// to be disbursed the plan is the hundred, in the target as in the result; over
// 100 % it is of the plan; else it may be either.
func (r *reader) ofPlan(a *Actual, c Criterion, said bool) {
	if c.Kind == RatioCount && a.PercentOfPlan && !said && c.Value.Cmp(*c.Total) != 0 {
		r.ask(ask("actual", "target.percent_of_which", "text", a.Text, "plan", *c.Value, "total", *c.Total))
		return
	}
	if !a.PercentOfPlan || a.Value == nil || !measure.LookupUnit(c.Unit).Share() || !isLevelKind(c.Kind) {
		return
	}
	plan := c.PlanValue()
	hundred := measure.Int(100)
	switch {
	case planBase.MatchString(viet.Fold(c.Base)) || disbursed.MatchString(viet.Fold(r.in.Name+" "+c.Scope+" "+c.Rest)):
		a.PercentOfPlan, a.Unit = false, c.Unit
	case plan == nil || a.Value.Cmp(hundred) > 0 && plan.Cmp(hundred) <= 0 || plan.Cmp(hundred) == 0:
	default:
		of, _ := measure.Exactly(new(big.Rat).Quo(new(big.Rat).Mul(a.Value.Rat(), plan.Rat()), hundred.Rat()))
		r.ask(Question{Field: "actual", Ask: ask("", "target.share_of_plan", "text", a.Text, "level", *a.Value, "plan", *plan, "of", of).Ask, Choices: []measure.Decimal{*a.Value, of}})
	}
}
