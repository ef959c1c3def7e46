package criterion

import (
	"math/big"
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Actual is a result as understood: a value with how exactly it is known, an
// interval, a count of a total, a date, or words.
type Actual struct {
	How           Kind             `json:"how,omitempty"`     // Point, AtLeast, MoreThan, AtMost, LessThan, About or Range; "" is Point
	Rounded       bool             `json:"rounded,omitempty"` // "hơn 138", "gần 99,2": off by less than one of the last digit that counts
	Value         *measure.Decimal `json:"value,omitempty"`   // with Total: the count
	Low           *measure.Decimal `json:"low,omitempty"`     // of Range
	High          *measure.Decimal `json:"high,omitempty"`    //
	Total         *measure.Decimal `json:"total,omitempty"`   // of "07/19"
	Unit          string           `json:"unit,omitempty"`
	Unsure        bool             `json:"unsure,omitempty"`          // questions are open: it is not judged
	PercentOfPlan bool             `json:"percent_of_plan,omitempty"` // Value is a printed achievement: "104%" where no figure is given
	Moved         Move             `json:"moved,omitempty"`           // "giảm 3,92": the text gives the change itself
	Level         bool             `json:"level,omitempty"`           // "còn 190 hộ": a level, where the criterion is a change
	Date          period.Date      `json:"date,omitempty"`            // when a milestone was reached; else as of when, where the text says so
	Words         string           `json:"words,omitempty"`           // folded
	Parts         []Actual         `json:"parts,omitempty"`           // of a criterion with parts
	Beside        []explaining     `json:"beside,omitempty"`          // clauses that explain the figure and cannot change it
	Text          string           `json:"text"`
}

// Nothing says whether the result tells nothing at all: no figure yet.
func (a Actual) Nothing() bool {
	return a.Value == nil && a.Low == nil && a.Date == "" && a.Words == "" && len(a.Parts) == 0
}

// Plain says whether the result is one figure in the target's own measure.
func (a Actual) Plain() bool { return a.Value != nil && !a.PercentOfPlan && a.Total == nil }

var (
	resultFillers = words("uth cả năm|ước th cả năm|ước th|uth|th cả năm|th|kq thực hiện|kq|lk thực hiện|lk|kl thực hiện|khối lượng thực hiện|khối lượng|kl|lũy kế thực hiện|luỹ kế thực hiện|luỹ kế|mới chỉ đạt|mới chỉ|mới đạt|mới được|chỉ đạt|chỉ được|chỉ thực hiện được|ước tăng trưởng|tăng trưởng|ước thực hiện|ước đạt|ước cả năm|ước|thực hiện được|thực hiện|kết quả|lũy kế|đã đạt|đạt|còn lại|còn|giữ ở mức|duy trì ở mức|duy trì|estimated")
	meanFillers   = words("bình quân chung đạt|bình quân đạt|bình quân|trung bình đạt|trung bình")
	gotWords      = words("được")
	nearlyWords   = words("gần đạt|gần được|gần|ngót|chưa đến|nearly|almost")
	overWords     = words("hơn|trên|over|more than")
	surplusWords  = words("vượt|exceeded by|exceeded")
	noFigure      = words("chưa có số liệu|chưa có|chưa báo cáo|chưa thống kê|chưa đánh giá|chưa đến kỳ|không có số liệu|không đánh giá|n/a")
	dateAtEnd     = regexp.MustCompile(`(?i)(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|ngày \d{1,2} tháng \d{1,2} năm \d{4})$`)
	countOfTotal  = regexp.MustCompile(`\d\s*/\s*\d`)
)

// ReadActual reads a result's text beside the criterion it is judged by. What
// can be read in several ways is asked about; a text without any result (blank,
// "chưa có số liệu") is an Actual that says nothing.
func ReadActual(result string, c Criterion, in Hints) (Actual, []Question) {
	if a, ok := otherDegree(result, c, in); ok {
		return a, nil
	}
	a, asks := readActual(result, c, in)
	return setAside(result, c, in, a, asks)
}

// readActual reads a result whole.
func readActual(result string, c Criterion, in Hints) (Actual, []Question) {
	in.Unit = comrades.ReplaceAllString(in.Unit, "người")
	told := inFigures(result, in.Unit)
	if hasCapitals(result) {
		told = spellOut(told, strings.Join([]string{in.Name, c.Text, c.Unit, in.Unit}, " "))
	}
	t := perHead(tidy(asPersons(told, in.Unit)), in.Unit)
	if len(result) > longest {
		return Actual{Text: result, Unsure: true}, []Question{ask("actual", "target.actual_unread", "text", result)}
	}
	if len(c.Parts) > 0 {
		return actualParts(result, t, c, in)
	}
	declared := in.Unit
	if c.Unit != "" {
		in.Unit = c.Unit
	}
	if in.Near == nil {
		in.Near = c.PlanValue()
	}
	r := &reader{in: in, own: measure.LookupUnit(in.Unit), result: true, planned: c.Text, told: told}
	declaredUnit := measure.LookupUnit(declared)
	r.counts = declaredUnit.Text != "" && !declaredUnit.Share() && declaredUnit.Family != "point"
	if c.Kind == Change && c.Baseline != nil {
		r.level = measure.LookupUnit(declared)
	}
	a := Actual{Text: result, Unit: in.Unit}
	t.s = unitOnce(t.s, r.own)
	t = r.besides(r.veilOwn(fractions(t), c))
	switch {
	case t.saysNothing(c):
		return a, nil
	case r.inBrackets(&a, t):
	case r.words(&a, t, c):
	case c.Kind != Milestone && r.reported(&a, t, c):
		r.accountResult(&a, c)
	default:
		large := r.tooLarge()
		a = Actual{Text: result, Words: viet.Fold(t.s)}
		if r.asks = append(r.asks[:0:0], ask("actual", "target.actual_unread", "text", result)); large != nil {
			r.asks[0] = *large
		}
	}
	if len(r.asks) == 0 && a.Value != nil && !a.PercentOfPlan && a.Total == nil && a.Moved == "" && c.Kind != Rank {
		r.ask(in.askHistory("actual", result, *a.Value, a.Unit)...)
	}
	for i := range r.asks {
		r.asks[i].Field = "actual"
	}
	a.Words, a.Unsure = unveil(a.Words), len(r.asks) > 0
	for _, part := range r.lesser {
		a.Beside = append(a.Beside, explaining{"beside", strings.Trim(unveil(part), " ,")})
	}
	return a, r.asks
}

// figure reads a number with how exactly it is known.
func (r *reader) figure(a *Actual, t text, c Criterion) bool {
	a.Words = ""
	if t = r.past(text{joined(t.s, r.own), t.bare}); t.begins(stretch[:1]) { // "phấn đấu 505 ha" is no result
		return false
	}
	if r.means(c) {
		t.cut(meanFillers)
	}
	level := r.cutMoves(a, &t)
	plain, added := t.begins(plainAdd), t.cut(addWords)
	if c.Kind == Rank && t.cut(rankWords) {
		t.cut(fillers)
	} else if r.rankReached(a, t, c) {
		return true
	}
	t.s = strings.TrimLeft(t.s, ": ")
	nearly := t.cut(nearlyWords)
	over := !nearly && t.begins(overWords)
	if from, move := r.levels(t, a.Moved); move != "" {
		a.Moved, a.Value, a.Unit, r.left = move, from.Value, from.Unit, append(r.left, from.Rest, from.Base)
		return r.fromWhere(a, from, c)
	}
	if a.Moved != "" && t.cut(comesToWords) {
		a.Moved, level = "", true
	}
	ofPlan := r.unitOfResult(t, c)
	cl, ok := r.clause(t)
	if !ok {
		return false
	}
	a.How, a.Unit, a.Rounded = cl.how, cl.unit, nearly || over && cl.how == MoreThan
	a.How = pick(nearly, LessThan, a.How)
	if cl.plan || ofPlan || measure.LookupUnit(cl.unit).Family == "percent" && planBase.MatchString(viet.Fold(cl.base)) {
		a.PercentOfPlan = true
	}
	switch cl.how {
	case Range:
		a.Low, a.High = &cl.value, &cl.high
	case RatioCount:
		a.How, a.Value = Point, &cl.value
		r.total(a, cl, c)
	default:
		a.Value = &cl.value
	}
	r.leave(cl, t)
	r.ofWhat(a, cl, c, ofPlan)
	r.ofPlan(a, c, cl.plan || cl.base != "")
	r.doubtRank(a, cl, c)
	r.doubtShare(a, c)
	r.doubtBase(a, cl, level, c)
	r.signed(a, c)
	if level && isLevelKind(c.Kind) && c.Direction == Higher && c.Move == "" {
		r.ask(ask("actual", "target.left_or_level", "text", a.Text))
	}
	r.levelOrChange(a, cl, level, plain, c)
	r.increments(a, c, level, added)
	return true
}

// leave keeps what a clause of a result did not use.
func (r *reader) leave(cl clause, t text) {
	r.beside = cl.rest
	r.left = append(r.left, cl.rest, aYear.ReplaceAllString(monthsOf.ReplaceAllString(cl.base, ""), ""))
	if cl.baseline != nil || cl.due != "" || len(cl.equivalents) > 0 {
		r.left = append(r.left, t.s)
	}
}

// countOfShare asks about a number of things where a share is asked for: "đủ 15
// công dân" of 100 %.
func (r *reader) countOfShare(a *Actual, cl clause, c Criterion) {
	rest := text{cl.rest, !marked(cl.rest)}
	if a.Total != nil && a.Value != nil && measure.LookupUnit(c.Unit).Share() && c.Kind != Change { // "4,6/5 điểm" is a mark, not a share
		if said := viet.Fold(cl.unit + " " + cl.rest); strings.HasPrefix(strings.TrimSpace(said), "diem") || strings.TrimSpace(said) == "" && !a.Value.Whole() {
			r.ask(ask("actual", "target.unit_differs", "text", a.Text, "unit", c.Unit))
		}
	}
	if cl.written || a.Total != nil || c.Kind == Change || !measure.LookupUnit(c.Unit).Share() || !startsWithLetter(rest.s) || rest.begins(shareAside) || rest.begins(ofWords) || rest.begins(force) || rest.begins(remarkHeads) {
		return
	}
	r.ask(ask("actual", "target.unit_differs", "text", a.Text, "unit", c.Unit))
}

var shareAside = words("dân số|số|tổng số|tổng|của|toàn|trong|cả|theo|tỷ lệ|đạt|được|of|in")

// doubtRank asks about points where a rank is asked for.
func (r *reader) doubtRank(a *Actual, cl clause, c Criterion) {
	if unit := viet.Fold(cl.unit); c.Kind == Rank && cl.how != RatioCount && (!cl.value.Whole() || unit == "diem" && viet.Fold(r.own.Text) != unit) {
		r.ask(ask("actual", "target.unit_differs", "text", a.Text, "unit", "hạng"))
	}
}

// means says whether a result may be told as a mean: the target is one.
func (r *reader) means(c Criterion) bool {
	said := viet.Fold(r.in.Name + " " + c.Text)
	return strings.Contains(r.own.Text, "/") || strings.Contains(said, "binh quan") || strings.Contains(said, "trung binh") || handling.MatchString(said)
}

// cutMoves takes the words before a figure, and what they say of it: a change,
// or a level ("còn 8,2%" says one, whatever the plan is).
func (t *text) cutMoves(a *Actual) (level bool) {
	for again := true; again; {
		if t.begins(remainsWords) {
			level, a.Moved = true, "" // "giảm còn 4,8%" gives the level
		}
		again = t.cut(resultFillers)
		if t.cut(reduceWords) {
			a.Moved, again = Down, true
			t.cut(gotWords)
		} else if !t.begins(addWords) && t.cut(raiseWords) {
			a.Moved, again = Up, true
			t.cut(gotWords)
		}
	}
	return level
}

// cutMoves takes the words before a figure and behind "ước" those of what it is
// of: "ước giải ngân đạt 93%".
func (r *reader) cutMoves(a *Actual, t *text) (level bool) {
	level = t.cutMoves(a)
	if !level && a.Moved == "" && !t.meant() {
		*t = r.past(*t)
		level = t.cutMoves(a)
	}
	return level
}

// unitOfResult sees what unit a result is written in, where it is not the
// target's own: a percentage of the plan, an equivalent measure, a count of a
// total. It says whether the result is a percentage of the plan.
func (r *reader) unitOfResult(t text, c Criterion) bool {
	if i := strings.IndexByte(t.s, '/'); countOfTotal.MatchString(t.s) && perOwn(t.s[i:], r.own) == 0 {
		r.own = measure.Unit{}
		return false
	}
	_, unit, ok := peekUnit(t)
	if ok && unit.Text == "" && r.level.Text != "" && !r.level.Share() && r.own.Share() {
		r.own, r.in.Near = r.level, c.Baseline // a bare figure is in the target's own unit
		return false
	}
	if !ok || unit.Text == "" || unit.Fits(r.own) {
		return false
	}
	for _, e := range c.Equivalents {
		if other := measure.LookupUnit(e.Unit); unit.Fits(other) {
			r.own, r.in.Near = other, e.Value
			return false
		}
	}
	switch {
	case r.level.Text != "" && unit.Fits(r.level): // a level beside a relative change
		r.own, r.in.Near = r.level, c.Baseline
	case unit.Share() && r.own.Share(): // a level in % beside a change in points
		r.own = unit
	case unit.Family == "percent" && r.own.Text != "":
		r.own, r.in.Near = unit, nil
		return true
	}
	return false
}

// total settles what the m of "n/m" is: the plan again, or the number of all.
func (r *reader) total(a *Actual, cl clause, c Criterion) {
	plan := c.PlanValue()
	switch {
	case viet.Fold(r.in.Unit) == "diem" && c.Kind != RatioCount && c.Kind != Rank && cl.value.Cmp(*cl.total) <= 0: // "88,5/100 điểm": of the scale
	case c.Kind != RatioCount && plan != nil && plan.Cmp(*cl.total) == 0 && (!measure.LookupUnit(c.Unit).Share() || cl.unit == "%" && cl.written):
		if c.Kind == Change && a.Moved == "" { // "64/60 hộ" of "giảm 60 hộ"
			a.Moved = c.Move
		}
	case c.Kind != RatioCount && cl.unit == "%" && cl.written:
		r.ask(ask("actual", "target.several_figures", "text", a.Text))
	case c.Kind != RatioCount && measure.LookupUnit(c.Unit).Share() && cl.value.Cmp(*cl.total) > 0: // "66/65": more than all
		a.Total = cl.total
		r.ask(ask("actual", "target.plan_or_total", "text", a.Text, "total", *cl.total))
	case c.Kind == RatioCount, measure.LookupUnit(c.Unit).Share():
		a.Total = cl.total
	case c.Kind == Unstated, cl.value.Cmp(*cl.total) > 0, !cl.value.Whole():
		a.Total = cl.total
		r.ask(ask("actual", "target.plan_or_total", "text", a.Text, "total", *cl.total))
	default:
		a.Total = cl.total
	}
}

// doubtShare asks about a share over 100 %: "BHYT 100,2%" is what was reached
// of the plan, not a coverage.
func (r *reader) doubtShare(a *Actual, c Criterion) {
	if plan := c.PlanValue(); isLevelKind(c.Kind) && plan != nil && a.Value != nil && a.Total == nil && !strings.Contains(a.Text, "%") &&
		measure.LookupUnit(a.Unit).Family == "percent" && plan.Cmp(measure.Int(20)) >= 0 && a.Value.Sign() > 0 && a.Value.Cmp(measure.Int(2)) < 0 && (!a.Value.Whole() || !r.in.Within) {
		hundred, _ := measure.Exactly(new(big.Rat).Mul(a.Value.Rat(), big.NewRat(100, 1)))
		r.ask(ask("actual", "target.fraction", "text", a.Text, "percent", hundred)) // a spreadsheet keeps 98 % as 0,98, and 105 % as 1,05
		return
	}
	if a.PercentOfPlan || a.Value == nil || a.Total != nil || !aboutName(r.in.Name, r.own).rate || measure.LookupUnit(a.Unit).Family != "percent" {
		return
	}
	hundred := measure.Int(100)
	if plan := c.PlanValue(); a.Value.Cmp(hundred) > 0 && (plan == nil || plan.Cmp(hundred) <= 0) {
		r.ask(ask("actual", "target.share_over_100", "text", a.Text))
	}
}

// actualParts reads a result of several parts.
func actualParts(result string, t text, c Criterion, in Hints) (Actual, []Question) {
	a := Actual{Text: result, Words: viet.Fold(t.s)}
	if c.Kind == AllOf && allTogether(&a, t, c) {
		return a, nil
	}
	if viet.Fold(t.s) == "" || t.begins(noFigure) {
		return Actual{Text: result}, nil
	}
	pieces := strings.FieldsFunc(t.s, func(r rune) bool { return r == '|' || r == ';' })
	if m := andBetween.FindStringSubmatch(t.s); len(pieces) == 1 && m != nil {
		pieces = m[1:]
	}
	if len(pieces) == 1 && twoEnds(c.Parts) {
		pieces = []string{t.s, t.s}
	}
	if len(pieces) != len(c.Parts) {
		a.Unsure = true
		return a, []Question{ask("actual", "target.actual_parts", "text", result, "parts", len(c.Parts))}
	}
	var all []Question
	for i, piece := range pieces {
		hint := in
		hint.Unit, hint.Near, hint.Meant = c.Parts[i].Unit, nil, nil
		if c.Kind == AllOf {
			hint.Unit = ""
		}
		part, questions := ReadActual(strings.TrimSpace(piece), c.Parts[i], hint)
		a.Unsure = a.Unsure || part.Unsure
		a.Parts, all = append(a.Parts, part), append(all, questions...)
	}
	return a, all
}

// twoEnds says whether two parts are the ends of one stretch, "> 2 và < 5": one
// figure is held against both.
func twoEnds(parts []Criterion) bool {
	if len(parts) != 2 || parts[0].Scope != "" || parts[1].Scope != "" || parts[0].Unit != parts[1].Unit {
		return false
	}
	low, high := parts[0], parts[1]
	if low.Kind == AtMost || low.Kind == LessThan {
		low, high = high, low
	}
	return (low.Kind == AtLeast || low.Kind == MoreThan) && (high.Kind == AtMost || high.Kind == LessThan) && low.Value.Cmp(*high.Value) < 0
}

var someOf = regexp.MustCompile(`(?i)^(giảm|tăng|giam|tang|reduced|increased) (\d{1,2})/(\d{1,2})(?: (?:tiêu chí|tieu chi|mặt|mat|criteria))?$`)

// allTogether reads "giảm cả ba tiêu chí" of all parts at once, and "giảm 2/3
// tiêu chí" of so many of them.
func allTogether(a *Actual, t text, c Criterion) bool {
	if m := someOf.FindStringSubmatch(t.s); m != nil && c.Parts[0].Move == moveOf(m[1]) {
		count, _ := measure.ParseDecimal(m[2])
		total, _ := measure.ParseDecimal(m[3])
		a.Value, a.Total = &count, &total
		return total.Cmp(measure.Int(int64(len(c.Parts)))) == 0 && count.Cmp(total) <= 0
	}
	m := allOf.FindStringSubmatch(t.s)
	if m == nil || countOf(m[2]) != len(c.Parts) {
		return false
	}
	zero := measure.Int(0)
	for range c.Parts {
		a.Parts = append(a.Parts, Actual{How: MoreThan, Value: &zero, Moved: moveOf(m[1]), Text: t.s})
	}
	return true
}

// known gives what is known of the value of a result.
func (a Actual) known() (measure.Interval, bool) {
	if a.How == Range && a.Low != nil && a.High != nil {
		return measure.Interval{Low: a.Low.Rat(), High: a.High.Rat()}, true
	}
	if a.Value == nil {
		return measure.Interval{}, false
	}
	v := a.Value.Rat()
	step := lastDigit(*a.Value)
	switch a.How {
	case MoreThan:
		if a.Rounded {
			return measure.Interval{Low: v, LowOpen: true, High: new(big.Rat).Add(v, step), HighOpen: true}, true
		}
		return measure.Interval{Low: v, LowOpen: true}, true
	case LessThan:
		if a.Rounded {
			return measure.Interval{Low: new(big.Rat).Sub(v, step), LowOpen: true, High: v, HighOpen: true}, true
		}
		return measure.Interval{High: v, HighOpen: true}, true
	case AtLeast:
		return measure.Interval{Low: v}, true
	case AtMost:
		return measure.Interval{High: v}, true
	case About:
		return measure.Interval{Low: new(big.Rat).Sub(v, step), LowOpen: true, High: new(big.Rat).Add(v, step), HighOpen: true}, true
	}
	return measure.Exact(v), true
}

// lastDigit gives one unit of the last digit that is not zero: 0,1 of 99,2,
// 1000 of 102.000. The press rounds to it when it writes "gần", "hơn" or "khoảng".
func lastDigit(d measure.Decimal) *big.Rat {
	d = d.Trim()
	unit := big.NewInt(1)
	for n := d.Coef(); d.Scale() == 0 && n != 0 && n%10 == 0; n /= 10 {
		unit.Mul(unit, big.NewInt(10))
	}
	return new(big.Rat).SetFrac(unit, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Scale())), nil))
}
