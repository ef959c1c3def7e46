package criterion

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// clause is the plain heart of a wording: a comparison with one number, two
// ends of a range or a count of a total, in a unit.
type clause struct {
	how         Kind
	value, high measure.Decimal // high: of a Range
	total       *measure.Decimal
	unit        string
	from        measure.Unit // the unit as read, where it is not just its text
	tolerance   *measure.Decimal
	ofValue     bool // the tolerance is a percentage of the value
	equivalents []Criterion
	baseline    *measure.Decimal
	due         period.Date
	base, rest  string
	perYear     bool
	written     bool // the unit stands in the text
	relative    bool
	plan        bool // "104% kế hoạch": a share of the plan
}

// reader reads one wording; what it is not sure of becomes a question.
type reader struct {
	in  Hints
	own measure.Unit
	// level is the unit a level is counted in, where the criterion is a change from one.
	level  measure.Unit
	counts bool // a target whose own unit is no share
	result bool // it reads a result, not a plan
	mean   bool // the words before the figure say that it is a mean
	asks   []Question
	// left are the words of a result that the forms did not use.
	told     string // the result with its abbreviations spelled out
	left     []string
	lesser   []string         // "trong đó …": parts of the figure that stand beside it
	beside   string           // those behind the figure itself
	unmarked bool             // the result is written without marks
	wide     bool             // clauses of whatever words are set aside
	behind   bool             // the piece before was set aside
	leftOver bool             // and told what is still to be done
	lead     *measure.Decimal // the figure a result begins with
	zero     bool             // of what must not happen
	planned  string           // the plan's own wording, where a result is read
	vouched  bool             // the text gives the percentage that its figures make
	levelled bool             // the text gives the level beside the change that led to it
}

func (r *reader) ask(q ...Question) { r.asks = append(r.asks, q...) }

// clause reads a comparison: "từ 7,5% đến 8%", "không quá 3 vụ", "50% (8 xã)
// trở lên", "07/19 xã". It is false when the text is none, or something is left
// that is more than a description and cannot be asked about.
func (r *reader) clause(t text) (clause, bool) {
	c := clause{how: Point}
	for !t.compares() && t.cut(fillers) {
	}
	from := t.cutComparison(&c)
	low, ok := r.quantity(&t)
	if !ok {
		return c, false
	}
	var high *measure.Quantity
	switch how := c.how; {
	case strings.HasPrefix(t.s, "/") && low.Unit.Text == "":
		t.s = strings.TrimSpace(t.s[1:])
		if high, ok = r.second(&t); !ok || strings.HasPrefix(t.s, "/") || c.how != Point && c.how != AtLeast {
			return c, false
		}
		if c.how = RatioCount; t.begins(shareOfAll) {
			if low, ok = partOfAll(low, *high); !ok {
				return c, false
			}
			c.how, high = how, nil
		}
	case r.rangeFollows(t, from):
		if c.how != Point && c.how != About {
			return c, false // "trên 90% đến 95%"
		}
		t.cut(toWords)
		t.cut(andWords)
		if high, ok = r.second(&t); !ok {
			return c, false
		}
		c.how = Range
	}
	last := low
	if high != nil && high.Unit.Text != "" {
		last = *high
	}
	return c, r.tail(&t, &c, last, from) && r.settle(&c, low, high)
}

// cutComparison takes the words before the number, and says whether "từ" was one.
func (t *text) cutComparison(c *clause) (from bool) {
	from = t.cut(fromWords)
	for _, cmp := range comparators {
		if t.cut(cmp.heads) {
			c.how = cmp.kind
			break
		}
	}
	for t.cut(fillers) {
	}
	return t.cut(fromWords) || from
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func (r *reader) quantity(t *text) (measure.Quantity, bool) {
	if after := *t; after.cut(minusWords) && startsWithDigit(after.s) { // "âm 2%"
		t.s = "-" + after.s
	}
	q, rest, err := measure.ReadQuantity(t.s, r.own)
	if err != nil {
		if e := errs.All(err)[0]; e.What.Key == "measure.number_large" {
			r.ask(Question{Field: "value", Ask: e.What})
		}
		return q, false
	}
	if q.Unit.Text == "" {
		if n := perOwn(rest, r.own); n > 0 { // "02/100.000 dân" of "ca/100.000 dân"
			q.Unit, rest = r.own, strings.TrimSpace(rest[n:])
		}
	}
	t.s = rest
	return q, true
}

func (r *reader) second(t *text) (*measure.Quantity, bool) {
	q, ok := r.quantity(t)
	return &q, ok
}

// rangeFollows says whether a second end of a range stands next.
func (r *reader) rangeFollows(t text, from bool) bool {
	if !t.cut(toWords) && !(from && t.cut(andWords)) {
		return false
	}
	return startsWithDigit(strings.TrimLeft(t.s, "-+−"))
}

// tail reads what follows the numbers.
func (r *reader) tail(t *text, c *clause, q measure.Quantity, from bool) bool {
	c.unit, c.from = q.Unit.Text, q.Unit
	c.written = c.unit != ""
	var loose []string
	grade := ""
	attached := t.s != "" && !strings.ContainsAny(t.s[:1], ",;(")
	for t.s != "" {
		switch {
		case c.how != RatioCount && t.begins(toWords) && hasDigit(t.s) && !t.duesNext():
			return false // "từ 2 đến dưới 5": another end, which is no plain number
		case t.cut(upWords):
			c.how = orKind(c.how, AtLeast)
		case t.cut(downWords):
			c.how = orKind(c.how, AtMost)
		case strings.HasPrefix(t.s, "("):
			r.brackets(t, c, &loose)
		case t.cut(toleranceOf):
			r.tolerance(t, c)
		case t.cut(yearlyWords):
			c.perYear = true
		case t.cut(relativeWord):
			c.relative = true
		case t.begins(ofWords) && measure.LookupUnit(c.unit).Family == "percent":
			c.base, c.plan, t.s = t.s, true, ""
		case t.cut(baseWords):
			c.base, t.s = t.s, ""
		case t.cutDue(c):
		case t.begins(ofWords) && c.unit == "" && r.own.Text == "":
			loose = append(loose, t.cutLoose())
		case c.unit == "" && r.own.Text == "" && len(loose) == 0 && startsWithLetter(t.s) && !t.begins(joints):
			c.unit = t.cutUnknownUnit()
		default:
			if attached && len(loose) == 0 && r.grade(*t, c) {
				grade = firstWord(*t)
			}
			if word := t.cutLoose(); word != "" {
				loose = append(loose, word)
			} else if len(loose) > 0 {
				loose[len(loose)-1] += ","
			}
		}
	}
	if from && c.how == Point {
		c.how = AtLeast // "từ 90%" without "trở lên"
	}
	c.rest = strings.TrimSpace(strings.Join(loose, " "))
	figures := hasDigit(r.unaged(aYear.ReplaceAllString(r.ungraded(c), "")))
	if rest := (text{s: c.rest}); figures || rest.begins(dozens) {
		// Another figure inside the phrase may be the one that counts: "từ 4 sao
		// trở lên: 2 sản phẩm". Behind a comma or in brackets it comes on top.
		key := "target.rest_unread"
		if attached && (figures || rest.begins(dozens)) {
			key = "target.rest_counts"
		}
		r.ask(ask("wording", key, "text", c.rest))
	} else if grade != "" {
		r.ask(ask("unit", "target.unit_differs", "text", grade, "unit", r.own.Text))
	}
	return true
}

var aYear = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// orKind lets a word behind the number decide only where none stood before it.
func orKind(how, behind Kind) Kind {
	if how == Point {
		return behind
	}
	return how
}

// cutUnknownUnit takes the words of a unit nobody listed, up to what has a meaning of its own.
func (t *text) cutUnknownUnit() string {
	var taken []string
	for t.s != "" && !t.meaningNext() {
		taken = append(taken, t.cutWord())
	}
	return strings.Join(taken, " ")
}

func startsWithLetter(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) == 0
}

func (t text) meaningNext() bool {
	return strings.ContainsAny(t.s[:1], "(),;|") || unicode.IsDigit(rune(t.s[0])) || t.begins(upWords) || t.begins(downWords) ||
		t.begins(baseWords) || t.begins(relativeWord) || t.begins(yearlyWords) || t.begins(joints) || t.begins(toleranceOf)
}

// duesNext says whether a deadline stands next.
func (t text) duesNext() bool { return t.cutDue(&clause{}) }

// cutDue takes a deadline behind the number: "trước ngày 30/10/2025".
func (t *text) cutDue(c *clause) bool {
	rest := *t
	before := rest.cut(dueBefore)
	if !before && !rest.cut(dueBy) {
		return false
	}
	rest.cut(dayWords)
	begin, end, ok := dateOf(strings.TrimRight(rest.s, " ).,"))
	if !ok || c.due != "" {
		return false
	}
	if c.due = end; before {
		c.due = begin.AddDays(-1)
	}
	t.s = ""
	return true
}

// cutLoose takes a word, or a mark, that has no meaning to the grammar.
func (t *text) cutLoose() string {
	if word := t.cutWord(); word != "" {
		return word
	}
	mark := t.s[:1]
	t.s = strings.TrimSpace(t.s[1:])
	if mark == "," || mark == ";" {
		return ""
	}
	return mark
}

// brackets reads "(890 hộ, 0,04%)", "(±0,5)", "(tương đối)".
func (r *reader) brackets(t *text, c *clause, loose *[]string) {
	end := strings.IndexByte(t.s, ')')
	if end < 0 {
		*loose, t.s = append(*loose, t.s), ""
		return
	}
	inside := text{strings.TrimSpace(t.s[1:end]), t.bare}
	whole := t.s[:end+1]
	t.s = strings.TrimSpace(t.s[end+1:])
	if inside.cut(toleranceOf) {
		r.tolerance(&inside, c)
		return
	}
	if inside.begins(relativeWord) {
		c.relative = true
		return
	}
	if inside.cut(baselineOf) {
		if q, rest, err := measure.ReadQuantity(inside.s, measure.Unit{}); err == nil && rest == "" && len(q.Readings) == 1 {
			c.baseline = &q.Readings[0]
			return
		}
	}
	named := inside.cut(equalWords)
	var found []Criterion
	other := named // of another measure than the number itself
	for _, s := range strings.Split(inside.s, ", ") {
		piece := text{strings.TrimSpace(s), t.bare}
		sub := reader{in: Hints{}}
		e, ok := sub.clause(piece)
		if !ok || len(sub.asks) > 0 || e.unit == "" && !(e.how == RatioCount && measure.LookupUnit(c.unit).Share()) || e.rest != "" || e.base != "" || piece.begins(stretch) || e.due != "" {
			*loose = append(*loose, whole)
			return
		}
		found = append(found, e.simple())
		other = other || !measure.LookupUnit(e.unit).Fits(measure.LookupUnit(c.unit)) && !(c.unit == "" && measure.LookupUnit(e.unit).Fits(r.own))
	}
	if !other {
		*loose = append(*loose, whole)
		return
	}
	c.equivalents = append(c.equivalents, found...)
}

// tolerance reads how far "khoảng" may be off: an amount, or a percentage of the value.
func (r *reader) tolerance(t *text, c *clause) {
	q, rest, err := measure.ReadQuantity(t.s, r.own)
	if err != nil || len(q.Readings) != 1 {
		r.ask(ask("wording", "target.rest_unread", "text", t.s))
		t.s = ""
		return
	}
	t.s = rest
	v := q.Readings[0]
	c.tolerance, c.ofValue = &v, q.Unit.Family == "percent" && !measure.LookupUnit(c.unit).Share() && !r.own.Share()
}

// settle turns what was read into values of one unit, and asks where a number
// could be another.
func (r *reader) settle(c *clause, low measure.Quantity, high *measure.Quantity) bool {
	from, to := c.from, r.own
	if from.Text != c.unit {
		from = measure.LookupUnit(c.unit)
	}
	to = r.oneUnit(c, from, to)
	if from.Share() && strings.HasSuffix(from.Rest, "/nam") {
		c.perYear = true
	}
	if c.how == RatioCount && measure.LookupUnit(r.in.Unit).Share() && len(low.Readings) > 1 && len(high.Readings) > 1 { // "1.485/1.500" is the same share either way
		low.Readings, high.Readings = wholeOnly(low.Readings), wholeOnly(high.Readings)
	}
	var ok bool
	if c.value, ok = r.value(c, low, from, to); !ok {
		return false
	}
	if high != nil {
		c.noLess(high)
		if c.high, ok = r.value(c, *high, from, to); !ok {
			return false
		}
		if c.how == Range && c.value.Cmp(c.high) >= 0 {
			r.ask(ask("wording", "target.range_backwards", "low", c.value, "high", c.high))
		}
	}
	if c.how == RatioCount {
		total := c.high
		c.total = &total
		if !r.result && (c.value.Cmp(total) > 0 || !c.value.Whole() || !total.Whole()) {
			r.ask(ask("wording", "target.count_or_plan", "count", c.value, "total", total))
		}
	}
	if c.tolerance != nil && c.how == Point {
		c.how = About
	}
	if c.ofValue {
		c.partOfValue()
	}
	return true
}

// oneUnit gives the unit the values are brought to, and asks where the text has
// another than was declared.
func (r *reader) oneUnit(c *clause, from, to measure.Unit) measure.Unit {
	switch {
	case to.Text == "":
		to = from
	case c.unit == "":
		c.unit = to.Text
	case from.Fits(to) && hasDigit(from.Rest) && !hasDigit(to.Rest): // "5 lớp/150 học viên" is two counts
		to = from
		r.ask(ask("unit", "target.unit_differs", "text", c.unit, "unit", r.own.Text))
	case from.Fits(to) && strings.HasPrefix(from.Rest, "/") && to.Rest == "":
		to = from // "103 triệu đồng/ha/năm" says more than "triệu đồng"
		if r.perEach(from) {
			r.ask(ask("unit", "target.unit_differs", "text", c.unit, "unit", r.own.Text))
		}
	case from.Fits(to) && strings.HasPrefix(to.Rest, "/") && from.Rest == "" && from.Family != "money" && from.Factor != to.Factor:
		to = from // 19.250 tấn is an output, not so many "tạ/ha"
		r.ask(ask("unit", "target.unit_differs", "text", c.unit, "unit", r.own.Text))
	case from.Fits(to):
		c.unit = to.Text
	case r.result && from.Family == to.Family && from.Factor == to.Factor && (from.Rest+"/nam" == to.Rest || to.Rest+"/nam" == from.Rest):
		c.unit = to.Text // "48,5 triệu đồng/người" of a year's plan
	case r.result && from.Family == to.Family && from.Factor == to.Factor && strings.Replace(from.Rest, "/nguoi", "", 1) == to.Rest && strings.Contains(viet.Fold(r.in.Name), "dau nguoi"):
		c.unit = to.Text // "triệu đồng/người/năm" of what is "bình quân đầu người"
	case sameThings(from, to):
		c.unit = to.Text // "giường bệnh/vạn dân" of "giường/vạn dân"
	case (from.Counted() || !from.Known()) && strings.HasPrefix(viet.Fold(to.Text), viet.Fold(from.Text)+" "):
		c.unit = to.Text // "12.000 lượt" of "lượt khách"
	case r.result && from.Counted() && viet.Fold(from.Text) == "nguoi" && persons[viet.Fold(to.Text)]:
		c.unit = to.Text // "12 người" of đảng viên
	case r.result && viet.Fold(to.Text) == "nguoi" && persons[viet.Fold(from.Text)] && strings.Contains(viet.Fold(r.in.Name), viet.Fold(from.Text)):
		c.unit = to.Text // "28 lao động" of người, where the name speaks of them
	case !r.result && from.Family == "percent" && to.Counted() && strings.HasPrefix(viet.Fold(c.rest)+" ", "so "+viet.Fold(to.Text)+" "):
		to = from // "ít nhất 3/4 số thôn" of "thôn"
	case from.Family == "point" && to.Family == "percent":
		to = from // "giảm 3,5 điểm %" of a percentage
	default:
		to = from
		r.ask(ask("unit", "target.unit_differs", "text", c.unit, "unit", r.own.Text))
	}
	return to
}

// noLess leaves out readings of a total that are less than its part: "952/1.000 trẻ".
func (c *clause) noLess(total *measure.Quantity) {
	if c.how != RatioCount || !c.value.Whole() {
		return
	}
	fits := slices.DeleteFunc(slices.Clone(total.Readings), func(d measure.Decimal) bool { return d.Cmp(c.value) < 0 })
	if len(fits) > 0 {
		total.Readings = fits
	}
}

// partOfValue turns a tolerance in percent of the value into an amount.
func (c *clause) partOfValue() {
	amount := new(big.Rat).Mul(c.value.Rat(), c.tolerance.Rat())
	v := measure.FromRat(amount.Quo(amount, big.NewRat(100, 1)), c.value.Scale()+c.tolerance.Scale()+2).Trim()
	c.tolerance = &v
}

// value converts a quantity into the unit that counts and picks the reading.
func (r *reader) value(c *clause, q measure.Quantity, from, to measure.Unit) (measure.Decimal, bool) {
	if q.Unit.Text != "" {
		from = q.Unit
	}
	var values []measure.Decimal
	for _, reading := range q.Readings {
		v, ok := from.Into(to, reading)
		if from.Text == "" || !from.Fits(to) {
			v, ok = reading, true
		}
		if !ok {
			r.ask(ask("value", "measure.number_large", "text", q.Text))
			return v, false
		}
		values = append(values, v)
	}
	v, questions := choose(values, q.Text, to, !c.written || r.result && c.how != RatioCount, r.in)
	r.ask(questions...)
	return v, true
}

// simple makes a criterion of one of the simple kinds.
func (c clause) simple() Criterion {
	out := Criterion{Kind: c.how, Unit: c.unit, Tolerance: c.tolerance, Baseline: c.baseline, Due: c.due, Base: c.base, Rest: c.rest, Equivalents: c.equivalents, Total: c.total}
	value, high := c.value, c.high
	if c.how == Range {
		out.Low, out.High = &value, &high
	} else {
		out.Value = &value
	}
	return out
}

// inside makes a criterion of a kind that holds a comparison.
func (c clause) inside(kind Kind) Criterion {
	out := c.simple()
	out.Kind, out.Compare = kind, c.how
	return out
}
