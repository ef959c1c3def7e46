package criterion

import (
	"cmp"
	"math/big"
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// A result as reports write it is several statements: a figure, and what is
// said of it ("45 người, đạt 97,8% kế hoạch (44/45), tăng 3% so với cùng kỳ").
// Each is read; one is the figure, the others must agree with it or be held
// against something else than the plan. What is neither is asked about.

// remark is a statement about the figure.
type remark struct {
	text   string
	share  *big.Rat // the result in percent of the plan, as printed
	off    *big.Rat // how much more (or less) than the plan, in its unit
	places int      // decimals printed
	points bool     // a surplus in percent: of a share it may be points
	named  bool     // of a plan that another body set: "HĐND huyện giao"
	loose  bool     // a percentage that does not say of what: of the plan, or of all
	beside bool     // a surplus or a lack that does not name the plan: it is held against a figure, and is none alone
	copied text     // the statement itself
	grown  *big.Rat // how much more (or less) than a level known before, in percent of it
	base   string   // that level, folded: "nam 2024"
	class  Class    // a statement without a figure that says how the plan was kept: "vượt", "đạt chỉ tiêu"
}

var (
	remarkHeads = words("hoàn thành|đạt|kém|bằng|tương đương với|tương đương|tương ứng với|tương ứng|tăng thêm|tăng|giảm|vượt|gấp|cao hơn|thấp hơn|thiếu|hụt|chiếm|so với")
	dayHeads    = words("tính đến|tính tới|tính hết|đến hết|đến ngày|cập nhật|số liệu đến|as of")
	bracketed   = regexp.MustCompile(`\s*\(([^()]*)\)`)
	asOf        = regexp.MustCompile(`(?i)^(?:tính đến|tính tới|tính hết|đến hết|đến|hết|cập nhật đến|cập nhật|lũy kế đến|số liệu đến|as of)(?: hết)?(?: ngày| tháng| quý| năm)? ?(ngày \d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|(?:quý )?[\dIV]{1,3}[/.-]\d{4}|\d{4})$`)
	dayAhead    = regexp.MustCompile(`(?i)^((?:\pL+ ){0,6})(?:tính đến|tính tới|đến hết|tính hết|đến)(?: hết)?(?: ngày)? (\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:,|:)? (\pL.*\d.*)$`)
	dashed      = regexp.MustCompile(`(\d ?\pL[^;\d]*) [-–—] ((?:[^;\d]*)?\d[\d.,]* ?%)`)                                    // "1.260 lao động – đạt 105%"
	equals      = regexp.MustCompile(`([^\s<>=≤≥≈])\s*=\s*(\d)`)                                                             // "27/30 đảng viên = 90%"
	planBehind  = regexp.MustCompile(`(?i)(\d ?/ ?\d[\d.,]* ?\pL+|\d ?\pL+ ?/ ?\d[\d.,]* ?\pL+) (?:KH|kế hoạch)([\s,;)]|$)`) // "1.862,5/1.850 ha KH"
	twoUnits    = regexp.MustCompile(`(?i)^(.*\d) ?([^\d/,;()]+?) ?/ ?(?:KH|kế hoạch|chỉ tiêu|tổng số)? ?(\d[\d.,]*)(?: ?([^\d/].*))?$`)
	overPlanned = regexp.MustCompile(`(?i)(\d) ?/ ?(?:KH|kế hoạch|chỉ tiêu)(?: giao)? ?:? ?(\d)`) // "335,4/KH 320"
	linkWords   = words("hoàn thành|đạt tỷ lệ|đạt|bằng|tương đương với|tương đương|tương ứng với|tương ứng|chiếm tỷ lệ|chiếm|tỷ lệ|tức là|tức|là|=|đã|và|,")
	moreWords   = words("vượt|tăng thêm|tăng|cao hơn|nhiều hơn|exceeding|up")
	fewerWords  = words("sụt giảm|giảm|kém|thiếu|hụt|thấp hơn|ít hơn|còn thiếu|down")
	manifold    = words("gấp|bằng")
	timesWord   = words("lần|times")
	monthsOf    = regexp.MustCompile(`\d{1,2} tháng|\d{1,2} thang|tháng \d{1,2}|thang \d{1,2}`)
	againstWord = words("so với|so")
	before      = regexp.MustCompile(`(?i)(?:năm|kỳ|tháng|quý|vụ|tuần|đợt|nam|ky|thang|quy|vu|tuan|dot) (?:trước|ngoái|truoc|ngoai)$`)
	missWords   = words("còn thiếu|thiếu|hụt|kém|vượt")
	roughly     = words("khoảng|gần|hơn|trên|được")
	setBy       = regexp.MustCompile(`\b(?:giao|cap tren|thu tuong|chinh phu|trung uong|tinh|hdnd|ubnd|huyen|xa|thanh pho|bo)\b`)
)

// statements parts a result into its statements.
func (t text) statements() []text {
	var out []text
	add := func(s string) {
		if s = strings.Trim(s, " ,;:"); s != "" {
			out = append(out, text{s, t.bare})
		}
	}
	var inside []string
	plain := bracketed.ReplaceAllStringFunc(t.s, func(b string) string {
		inside = append(inside, bracketed.FindStringSubmatch(b)[1])
		return ";"
	})
	plain = planBehind.ReplaceAllString(plain, "$1$2")
	plain = equals.ReplaceAllString(plain, "$1; $2")
	plain = dashed.ReplaceAllString(strings.ReplaceAll(plain, ", ", ";"), "$1;$2")
	for _, piece := range strings.FieldsFunc(plain, func(r rune) bool { return r == ';' }) {
		for _, s := range (text{strings.TrimSpace(piece), t.bare}).atHeads() {
			add(s)
		}
	}
	for _, s := range inside {
		for _, piece := range strings.FieldsFunc(strings.ReplaceAll(s, ", ", ";"), func(r rune) bool { return r == ';' }) {
			add(piece)
		}
	}
	return out
}

// atHeads cuts a text before the words that begin a remark, where a figure
// stands on either side: "541,5 ha tăng 8,3% so với KH".
func (t text) atHeads() []string {
	var out []string
	begun := 0
	for i, r := range t.s {
		if r != ' ' || !hasDigit(t.s[begun:i]) {
			continue
		}
		next := text{strings.TrimSpace(t.s[i:]), t.bare}
		head := next
		head.cut(andWords)
		if !hasDigit(head.s) || !head.cut(remarkHeads) && !head.begins(dayHeads) || head.begins(comesToWords) || head.begins(fromWords) || next.begins(reachWord) && head.gradeNext() || next.begins(againstWord) {
			continue
		}
		out = append(out, t.s[begun:i])
		begun = len(t.s) - len(next.s)
	}
	return append(out, t.s[begun:])
}

// gradeNext says whether words behind "đạt" give a grade and no figure: "đạt chuẩn
// quốc gia mức độ 2", "đạt 3 sao".
func (t text) gradeNext() bool {
	for t.cut(roughly) || t.cut(linkWords) || t.cut(ofWords) {
	}
	return t.begins(standardWord) || gradeNumber.MatchString(t.s)
}

var (
	besideOthers = regexp.MustCompile(`^(?:cao|thap|nhieu|it|lon) hon (?:muc |so voi )*(?:binh quan|trung binh|cung ki|nam truoc)(?: (?:chung|cua|toan|ca|tinh|huyen|nuoc|xa|khu vuc|thanh pho|nam truoc))*$`)
	ofWholeWords = words("chiếm")
	reachWord    = words("đạt")
	standardWord = words("chuẩn")
	gradeNumber  = regexp.MustCompile(`(?i)^\d sao(?:$|[\s,;)])`)
)

// remark reads a statement about the figure; what kind of plan it is about is
// the criterion's. The second result is false where it is a figure itself.
func (r *reader) remark(t text, c Criterion) (m remark, ok bool) {
	m = remark{text: t.s, copied: t}
	for t.cut(linkWords) {
	}
	missed := t.begins(missWords)
	sign := 0
	switch {
	case t.cut(moreWords):
		sign = 1
	case t.cut(fewerWords):
		sign = -1
	}
	moved, ok := t.baseBehind(sign != 0).behindPlan(sign != 0)
	if !ok {
		return m, false
	}
	moved.cut(roughly)
	if sign == 0 {
		moved.cut(manifold)
	}
	q, rest, err := measure.ReadQuantity(moved.s, r.own)
	if err != nil || len(q.Readings) == 0 {
		return m, false
	}
	value, sure := r.pick(q)
	if !sure {
		return m, false
	}
	base := text{strings.TrimSpace(rest), t.bare}
	times := base.cut(timesWord)
	compared := base.cut(baseWords)
	fold := viet.Fold(base.s)
	if hasDigit(knownBase.ReplaceAllString(fold, "")) && !bareYear.MatchString(fold) {
		return m, false
	}
	if ok, _ := accounted(before.ReplaceAllString(aYear.ReplaceAllString(monthsOf.ReplaceAllString(base.s, ""), ""), ""), viet.Fold(r.in.Name), t.bare); !ok {
		return m, false
	}
	percent := q.Unit.Family == "percent"
	m.places, m.named = value.Scale(), setBy.MatchString(fold)
	if planBase.MatchString(fold) || compared && m.named || percent && strings.HasSuffix(fold, " giao") {
		return m.ofPlan(value, q.Unit, r.own, sign, times)
	}
	switch {
	case base.s == "" && percent && sign == 0 && !times && !compared:
		return m.ofSome(value), !measure.LookupUnit(c.Unit).Share()
	case missed && base.s == "" && !times && (q.Unit.Text != "" && q.Unit.Fits(r.own) && !r.own.Share() || q.Unit.Family == "point" && r.own.Share()): // "11 xã (thiếu 1 xã)", "95,1% (vượt 0,6 điểm %)"
		m.beside = true
		return m.ofPlan(value, q.Unit, r.own, sign, false)
	case otherBase.MatchString(fold):
		return m.grownBy(value, percent, sign, fold), compared || sign != 0 || percent && value.Cmp(measure.Int(1000)) < 0
	}
	// ", tăng 3,87%": against last year, as reports go on
	return m.grownBy(value, percent, sign, ""), base.s == "" && (percent || q.Unit.Family == "point" && r.own.Share()) && sign != 0 && c.Kind != Change && c.Move == ""
}

// grownBy keeps by how much of a percentage the figure moved, and since when.
func (m remark) grownBy(value measure.Decimal, percent bool, sign int, base string) remark {
	if percent && sign != 0 {
		m.grown, m.base = new(big.Rat).Mul(value.Rat(), big.NewRat(int64(sign), 1)), base
	}
	return m
}

// ofSome takes a percentage that does not say of what; "279 hộ, chiếm 8,9%" is of
// all there are, and never of the plan.
func (m remark) ofSome(value measure.Decimal) remark {
	if m.loose = true; !m.copied.begins(ofWholeWords) {
		m.share = value.Rat()
	}
	return m
}

// baseAhead is a level known before that stands before how far it was passed.
var baseAhead = regexp.MustCompile(`(?i)^(?:so với )?((?:cùng kỳ|vụ trước|năm trước|năm ngoái|tháng trước|quý trước|đầu năm|đầu nhiệm kỳ)(?: năm (?:trước|ngoái|\d{4}))?)(?: là)? (\d[^;]*)$`)

// baseBehind puts such a level behind the figure: "cao hơn vụ trước 0,5 tạ/ha".
func (t text) baseBehind(signed bool) text {
	if m := baseAhead.FindStringSubmatch(t.s); m != nil && signed {
		t.s = m[2] + " so với " + m[1]
	}
	return t
}

// behindPlan reads on behind "vượt kế hoạch 1.200 tấn": the plan's words are put
// behind the figure.
func (t text) behindPlan(signed bool) (text, bool) {
	after := t
	if !signed || !after.cut(planNamed) || !hasDigit(after.s) {
		return t, true
	}
	whose := ""
	for after.s != "" && !startsWithDigit(after.s) {
		whose += after.cutLoose() + " "
	}
	ok, _ := accounted(whose, "", t.bare)
	return text{after.s + " so với kế hoạch", t.bare}, ok
}

var planNamed = append(words("mục tiêu đề ra|mục tiêu"), ofWords...)

// ofPlan makes a remark of an amount that is held against the plan.
func (m remark) ofPlan(value measure.Decimal, unit, own measure.Unit, sign int, times bool) (remark, bool) {
	hundred := big.NewRat(100, 1)
	percent := unit.Family == "percent"
	switch {
	case times:
		m.share = new(big.Rat).Mul(value.Rat(), hundred)
		m.places = max(0, m.places-2)
	case percent && sign != 0:
		m.points = true
		m.share = new(big.Rat).Add(hundred, new(big.Rat).Mul(value.Rat(), big.NewRat(int64(sign), 1)))
	case percent:
		m.share = value.Rat()
	case sign != 0 && unit.Family == "point" && own.Share():
		m.off = new(big.Rat).Mul(value.Rat(), big.NewRat(int64(sign), 1))
	case sign != 0 && unit.Text != "" && unit.Fits(own):
		off, fits := unit.Into(own, value)
		if !fits {
			return m, false
		}
		m.off = new(big.Rat).Mul(off.Rat(), big.NewRat(int64(sign), 1))
	default:
		return m, false
	}
	return m, true
}

// pick takes the reading of a number that is not in doubt.
func (r *reader) pick(q measure.Quantity) (measure.Decimal, bool) {
	to := q.Unit
	if to.Text == "" {
		to = r.own
	}
	v, questions := choose(q.Readings, q.Text, to, q.Unit.Text == "", Hints{Near: r.in.Near})
	return v, len(questions) == 0
}

// stated is a result parted into its figure and what is said of it.
type stated struct {
	figure  text
	remarks []remark
	day     period.Date // "tính đến 15/10/2025"
}

// state parts a result. It is false, with a question, where it has two figures
// or a statement that is not understood.
func (r *reader) state(t text, c Criterion) (stated, bool) {
	var out stated
	var figures []text
	if m := dayAhead.FindStringSubmatch(t.s); m != nil {
		if _, end, ok := dateOf(m[2]); ok {
			out.day, t.s = end, m[1]+m[3]
		}
	}
	pieces := t.statements()
	for _, s := range pieces {
		if m := asOf.FindStringSubmatch(s.s); m != nil && len(pieces) > 1 {
			if _, end, ok := dateOf(m[1]); ok {
				out.day = end
				continue
			}
		}
		if m, ok := r.remark(s, c); ok {
			out.remarks = append(out.remarks, m)
			continue
		}
		if !hasDigit(s.s) && len(pieces) > 1 {
			if besideOthers.MatchString(viet.Fold(s.s)) { // "94,1%, cao hơn bình quân chung của tỉnh"
				continue
			}
			if class := s.verdict(); class != "" { // "45 ha, vượt kế hoạch"
				out.remarks = append(out.remarks, remark{text: s.s, class: class})
				continue
			}
			if ok, _ := accounted(s.s, viet.Fold(r.in.Name+" "+c.Text), t.bare); ok && (t.bare || !s.begins(causeHeads) || plainly(s.s, inCause)) {
				continue
			}
		}
		if len(figures) == 1 && r.lesserPart(s, figures[0]) {
			continue
		}
		figures = append(figures, s)
	}
	figures = r.oneFigure(figures, c)
	switch {
	case len(figures) == 1:
		out.figure = figures[0]
	case len(figures) == 0 && len(out.remarks) > 0:
		return out, r.onlyRemarks(&out, t)
	default:
		happened, ok := r.happened(figures, out.remarks, c)
		if !ok {
			r.ask(ask("actual", "target.several_figures", "text", t.s))
			return out, false
		}
		out.figure = happened
	}
	return out, true
}

// verdict gives what a statement without a figure says of the plan: kept or passed.
func (t text) verdict() Class {
	class := Met
	switch {
	case t.cut(keptWords): // "đạt và vượt": at least
	case t.cut(missedWords):
		class = NotMet
	case t.begins(surplusWords):
		class = Exceeded
	}
	for t.cut(verdicts) {
	}
	if t.s != "" {
		if class == Exceeded {
			return Exceeded
		}
		return ""
	}
	return class
}

var verdicts = words("bằng với|bằng|vượt|đạt|hoàn thành|kế hoạch|KH|chỉ tiêu|dự toán|mục tiêu|đề ra|được giao|giao|so với|exceeded|met|the|plan|target")

var keptWords = words("đạt và vượt|đạt hoặc vượt|met or exceeded")

var missedWords = words("chưa đạt|không đạt|chưa hoàn thành|không hoàn thành|not met")

// onlyRemarks takes the one share of the plan that a result consists of.
func (r *reader) onlyRemarks(out *stated, t text) bool {
	var of []remark
	for _, m := range out.remarks {
		if m.share != nil || m.off != nil {
			of = append(of, m)
		}
	}
	if len(of) == 0 && len(out.remarks) == 1 {
		out.figure = out.remarks[0].copied
		return true
	}
	for _, m := range of[min(1, len(of)):] {
		if m.share == nil || of[0].share == nil || m.share.Cmp(of[0].share) != 0 {
			r.ask(ask("actual", "target.several_figures", "text", t.s))
			return false
		}
	}
	if len(of) == 0 {
		r.ask(ask("actual", "target.other_base", "text", t.s))
		return false
	}
	for _, m := range out.remarks {
		if of[0].denies(m.class) { // "Vượt kế hoạch, còn thiếu 20 hộ"
			r.ask(ask("actual", "target.several_figures", "text", t.s))
			return false
		}
	}
	out.figure = of[0].copied
	return true
}

// denies says whether how far a figure is off the plan cannot be where words say
// of the plan what class does.
func (m remark) denies(class Class) bool {
	side := 0
	switch {
	case m.off != nil:
		side = m.off.Sign()
	case m.share != nil:
		side = sideOf(m.share)
	}
	return class == NotMet && side > 0 || class == Met && side < 0 || class == Exceeded && side <= 0
}

// oneFigure makes one of two figures that say the same: a count of a total and
// its percentage ("11/12 xã (91,7%)"), a figure said twice.
func (r *reader) oneFigure(figures []text, c Criterion) []text {
	if len(figures) != 2 {
		return figures
	}
	for _, same := range []func([]text, Criterion) ([]text, bool){r.changeAndLevel, r.betweenBoth, r.addition, r.countBeside} {
		if one, ok := same(figures, c); ok {
			return one
		}
	}
	for i, s := range figures {
		n, m, ok := countIn(r.past(s), r.own)
		if !ok {
			continue
		}
		other := figures[1-i]
		for other.cut(linkWords) || other.cut(reduceWords) || other.cut(remainsWords) {
		}
		q, rest, err := measure.ReadQuantity(other.s, r.own)
		if err != nil || len(q.Readings) == 0 {
			continue
		}
		if left, _ := accounted(rest, viet.Fold(r.in.Name+" "+c.Text), s.bare); !left {
			continue
		}
		share := new(big.Rat).Quo(n.Rat(), m.Rat())
		share.Mul(share, big.NewRat(100, 1))
		printed := q.Readings[len(q.Readings)-1]
		fall := new(big.Rat).Sub(big.NewRat(100, 1), share)
		switch {
		case q.Unit.Share() && c.Move == Down && near(printed, fall, false):
			return figures[1-i : 2-i]
		case q.Unit.Share() && near(printed, share, false):
			return []text{s}
		case !q.Unit.Share() && q.Readings[0].Cmp(n) == 0:
			return []text{s}
		}
	}
	return figures
}

// countIn reads the count and the total of "11/12 xã".
func countIn(t text, own measure.Unit) (n, m measure.Decimal, ok bool) {
	for t.cut(linkWords) {
	}
	t.s = joined(t.s, own)
	first, rest, err := measure.ReadQuantity(t.s, measure.Unit{})
	rest, slash := strings.CutPrefix(rest, "/")
	if err != nil || !slash || len(first.Readings) == 0 {
		return n, m, false
	}
	second, _, err := measure.ReadQuantity(strings.TrimSpace(rest), own)
	if err != nil || len(second.Readings) == 0 || second.Readings[0].Sign() <= 0 {
		return n, m, false
	}
	return first.Readings[0], second.Readings[0], true
}

var unitTwice = regexp.MustCompile(`(\d) ?(\pL+(?: \pL+)?) ?/ ?(\d[\d.,]*) ?(\pL+(?: \pL+)?)`)

// unitOnce writes "214 hộ/2.482 hộ" as "214/2.482 hộ", wherever it stands, and
// "24 buổi/2.105 lượt người" as two counts, where the first is the target's own.
func unitOnce(s string, own measure.Unit) string {
	if !strings.Contains(s, "/") {
		return s
	}
	return unitTwice.ReplaceAllStringFunc(s, func(one string) string {
		m := unitTwice.FindStringSubmatch(one)
		first, _, _ := strings.Cut(m[4], " ")
		if own.Counted() && strings.EqualFold(m[2], own.Text) && !strings.EqualFold(m[4], own.Text) && !strings.EqualFold(first, own.Text) && measure.LookupUnit(m[4]).Counted() {
			return m[1] + " " + m[2] + ", " + m[3] + " " + m[4]
		}
		if !strings.EqualFold(m[2], m[4]) && !strings.EqualFold(m[2], first) {
			return one
		}
		return m[1] + "/" + m[3] + " " + m[4]
	})
}

// joined brings "158,9 ha/151 ha", "541,5 ha/KH 500 ha" into the form "158,9/151 ha".
func joined(s string, own measure.Unit) string {
	s = overPlanned.ReplaceAllString(s, "$1/$2")
	m := twoUnits.FindStringSubmatch(s)
	if m == nil || strings.Contains(m[1], "/") {
		return s
	}
	unit := measure.LookupUnit(m[2])
	again := strings.TrimSpace(m[4])
	if !(unit.Fits(own) && own.Text != "" || unit.Known()) || again != "" && !strings.HasPrefix(viet.Fold(again)+" ", viet.Fold(m[2])+" ") {
		return s
	}
	return m[1] + "/" + m[3] + " " + cmp.Or(again, m[2])
}
