package criterion

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// longest is how much of a wording is read; what is longer is no criterion.
const longest = 1000

// Read reads a plan's wording. What it cannot read it keeps verbatim and asks
// about; it never guesses silently. The forms are those of real resolutions,
// Vietnamese and English.
//
// A reading is only kept where printing it (see Wording) reads as the same
// criterion again, so that nothing of a wording is lost on the way.
func Read(wording string, in Hints) (Criterion, []Question) {
	c, asks := readOnce(wording, in)
	if c.Kind == Verbatim || c.Kind == Unstated {
		return c, asks
	}
	again, _ := readOnce(c.Wording(), in)
	if !c.Same(again) {
		return unread(wording, in)
	}
	if plan := c.PlanValue(); len(asks) == 0 && plan != nil && isLevelKind(c.Kind) && c.Kind != Rank && c.Kind != RatioCount {
		asks = in.askHistory("value", wording, *plan, c.Unit)
	}
	for _, q := range asks {
		c.Unsure = c.Unsure || q.Field == "value" || q.Field == "unit" || q.Ask.Key == "target.rest_counts" || q.Ask.Key == "target.zero_plan" || q.Ask.Key == "target.range_backwards"
	}
	return c, asks
}

func readOnce(wording string, in Hints) (Criterion, []Question) {
	in.Unit = comrades.ReplaceAllString(in.Unit, "người")
	r := &reader{in: in, own: measure.LookupUnit(in.Unit)}
	if len(wording) > longest {
		return unread(wording, in)
	}
	h := aboutName(in.Name, r.own)
	t := r.veiled(perHead(tidy(spellOut(asPersons(wording, in.Unit), in.Name+" "+in.Unit)), in.Unit))
	c, ok := r.criterion(t, h)
	if !ok {
		c, ok = r.striven(t, h)
	}
	if !ok {
		c, asks := unread(wording, in)
		if len(r.asks) > 0 {
			asks = r.asks
		}
		return c, asks
	}
	c.Text = wording
	r.finish(&c, h)
	r.account(&c)
	c.unveil()
	return c, r.asks
}

var dateAhead = regexp.MustCompile(`(?i)^(?:đến|tới|den|toi)(?: hết| cuối| het| cuoi)?(?: ngày| tháng| ngay| thang)? ((?:quý |quy |năm |nam )?[\dIV]+(?:[/.-]\d+)*(?: năm \d{4})?),? (.*\d.*)$`)

// striven reads what stands behind "phấn đấu", "đến cuối năm" or "đến năm 2025".
func (r *reader) striven(t text, h nameHints) (Criterion, bool) {
	ahead := t.cut(striveWords)
	t.s = strings.TrimLeft(t.s, ", ")
	m := dateAhead.FindStringSubmatch(t.s)
	if m == nil {
		if !ahead || t.s == "" {
			return Criterion{}, false
		}
		return r.criterion(t, h)
	}
	_, end, ok := dateOf(m[1])
	if !ok {
		return Criterion{}, false
	}
	t.s = m[2]
	c, ok := r.criterion(t, h)
	if !ok || c.Due != "" || c.Kind == Verbatim || c.Kind == ZeroEvent || len(c.Parts) > 0 {
		return Criterion{}, false
	}
	c.Due = end
	return c, true
}

// unread keeps a wording verbatim, and asks.
func unread(wording string, in Hints) (Criterion, []Question) {
	return Criterion{Kind: Verbatim, Direction: None, Unit: in.Unit, Text: wording},
		[]Question{ask("wording", "target.unread", "text", wording)}
}

// finish fills in what every criterion has.
func (r *reader) finish(c *Criterion, h nameHints) {
	if c.Unit == "" && c.Kind != Composite && c.Kind != Scopes && c.Kind != AllOf {
		c.Unit = r.own.Text
	}
	if c.Direction == "" {
		c.Direction = r.direction(*c, h)
		if c.Direction == None && c.Leans() {
			r.ask(ask("direction", WhichWay, "name", r.in.Name, "plan", c.Text))
		}
	}
	if c.Kind == Change && c.Baseline == nil {
		c.Baseline = r.in.Baseline
	}
}

// WhichWay is the key of the question which way is better.
const WhichWay = "target.which_way"

// Leans says whether the name or a person must tell which way is better, as the
// wording does not.
func (c Criterion) Leans() bool {
	switch c.Kind {
	case Point, About, Range, Cumulative, PerYear:
		return true
	}
	return false
}

// form reads one form of wording, and is false where it is another.
type form func(text, nameHints) (Criterion, bool)

// forms are tried in order: the more particular first.
func (r *reader) forms() []form {
	return []form{r.allOf, r.unstated, r.zeroEvent, r.parts, r.times, r.maintained, r.increment, r.overYears, r.yearly, r.change,
		r.ranked, r.ordinal, r.milestone, r.plain, r.scoped}
}

// criterion tries the forms. Questions of a form that failed are dropped,
// except about a number that is too large to be read in any.
func (r *reader) criterion(t text, h nameHints) (Criterion, bool) {
	var tooLarge []Question
	for _, form := range r.forms() {
		before := len(r.asks)
		if c, ok := form(t, h); ok {
			return c, true
		}
		for _, q := range r.asks[before:] {
			if q.Ask.Key == "measure.number_large" {
				tooLarge = []Question{q}
			}
		}
		r.asks = r.asks[:before]
	}
	r.ask(tooLarge...)
	return Criterion{}, false
}

func (r *reader) unstated(t text, h nameHints) (Criterion, bool) {
	switch viet.Fold(t.s) {
	case "", "-", "–", "—", "...", "…", "x", "khong giao", "khong neu", "khong co", "chua giao", "n/a", "none":
		none := viet.Fold(t.s) == "khong co" && h.lower() // "không có" of deaths is a plan
		return Criterion{Kind: Unstated}, !h.zero && !none
	}
	return Criterion{}, false
}

// zeroEvent reads "không để xảy ra cháy rừng", and "0" or nothing under a name that says so.
func (r *reader) zeroEvent(t text, h nameHints) (Criterion, bool) {
	c := Criterion{Kind: ZeroEvent}
	if h.lower() && !h.zero && viet.Fold(t.s) == "khong co" {
		return c, true
	}
	if h.zero {
		switch fold := viet.Fold(t.s); {
		case fold == "", fold == "-", fold == "khong", fold == "dat", fold == "0", strings.HasPrefix(fold, "0 ") && !hasDigit(fold[1:]):
			return c, true
		}
	}
	if !t.cut(zeroWords) || hasDigit(t.s) {
		return c, false
	}
	if t.begins(growing) { // "không để gia tăng": not more than before
		return c, false
	}
	c.Scope = t.s
	return c, c.Scope != "" || h.fold != ""
}

var growing = words("gia tăng|tăng|increase")

// partOf says whether so many of so many is a part of a whole that is not said:
// "2/3" of a percentage, "ít nhất 2/3" without what is counted. It is no count of
// that total, whatever the figures.
func (r *reader) partOf(t text, cl clause) bool {
	var least clause
	for !t.compares() && t.cut(fillers) {
	}
	t.cutComparison(&least)
	return !cl.written && least.how == AtLeast || measure.LookupUnit(r.in.Unit).Share() && (!cl.written || cl.unit == "%")
}

// plain reads a bare comparison, and what its name makes of it.
func (r *reader) plain(t text, h nameHints) (Criterion, bool) {
	cl, ok := r.clause(t)
	if !ok || cl.base != "" && t.begins(higherThan) {
		return Criterion{}, false // "cao hơn 5% so với năm trước" is no level
	}
	if cl.how == RatioCount {
		return cl.simple(), !r.partOf(t, cl)
	}
	switch {
	case h.rank:
		return cl.ranked(), true
	case h.maintain:
		return cl.inside(Maintain), true
	case h.adds:
		return cl.inside(Increment), true
	case h.perYear || cl.perYear:
		c := cl.inside(PerYear)
		c.Move = h.move
		return c, true
	case h.move != "":
		return r.changed(cl, h.move, h), true
	case h.years:
		return cl.cumulative(h.from, h.to), true
	}
	c := cl.simple()
	if remains := t.begins(remainsWords); remains && c.Kind == Point {
		c.Direction = Lower
	}
	if c.Kind == Point && c.Value.IsZero() && r.in.Direction == "" && !h.lower() && c.Direction == "" {
		r.ask(ask("direction", "target.zero_plan"))
	}
	if c.Kind == Point && c.Value.IsZero() && h.lower() && measure.LookupUnit(c.Unit).Counted() && c.Rest == "" && c.Base == "" && c.Due == "" && len(c.Equivalents) == 0 {
		return Criterion{Kind: ZeroEvent, Unit: c.Unit}, true
	}
	return c, true
}

// scoped reads a comparison behind the words of what it speaks of: "Thế giới:
// ≤ 50", "NLTS 6". Without a colon the words may not turn its meaning.
func (r *reader) scoped(t text, h nameHints) (Criterion, bool) {
	if scope, rest, ok := strings.Cut(t.s, ": "); ok && scope != "" {
		if interimMonth(scope) != 0 {
			return Criterion{}, false // "quý I: 20%" is no plan of the year
		}
		c, ok := r.first(text{strings.TrimSpace(rest), t.bare}, h, r.zeroEvent, r.maintained, r.increment, r.overYears, r.yearly, r.change, r.ranked, r.ordinal, r.plain)
		if ok && c.Scope == "" {
			c.Scope = scope
			return c, true
		}
		return Criterion{}, false
	}
	var scope []string
	for t.s != "" && !startsWithDigit(t.s) && !t.operates() && len(scope) <= 12 {
		scope = append(scope, t.cutLoose())
		if c, ok := r.first(t, h, r.maintained, r.increment, r.change, r.plain); ok && c.Scope == "" {
			c.Scope = strings.TrimSpace(strings.Join(scope, " "))
			r.gradedBy(c, t.s)
			return c, strings.ContainsFunc(c.Scope, unicode.IsLetter)
		}
	}
	return Criterion{}, false
}

// first gives the first of some forms that reads a text.
func (r *reader) first(t text, h nameHints, forms ...form) (Criterion, bool) {
	before := len(r.asks)
	for _, form := range forms {
		if c, ok := form(t, h); ok {
			return c, true
		}
		r.asks = r.asks[:before]
	}
	return Criterion{}, false
}

func (c clause) cumulative(from, to int) Criterion {
	out := c.inside(Cumulative)
	out.FromYear, out.ToYear = from, to
	return out
}

func (r *reader) maintained(t text, h nameHints) (Criterion, bool) {
	if !t.cut(keepWords) {
		return Criterion{}, false
	}
	if cl, ok := r.clause(t); ok && cl.how == RatioCount { // "duy trì 19/19 tiêu chí"
		c := cl.simple()
		c.Direction = Stay
		return c, true
	} else if ok {
		return cl.inside(Maintain), true
	}
	if t.begins(topWords) { // "duy trì trong nhóm 5"
		return r.ranked(t, h)
	}
	if hasDigit(t.s) { // "duy trì tỷ lệ che phủ rừng 62,5%"
		c, ok := r.scoped(t, h)
		if !ok || c.Scope == "" || c.compare() == RatioCount || c.Kind != c.compare() || c.Kind == ZeroEvent {
			return Criterion{}, false
		}
		c.Compare, c.Kind, c.Direction = c.Kind, Maintain, ""
		return c, true
	}
	if t.s == "" {
		return Criterion{}, false
	}
	return Criterion{Kind: Milestone, Direction: Stay, Scope: "duy trì " + t.s}, true
}

func (r *reader) increment(t text, h nameHints) (Criterion, bool) {
	if !t.cut(addWords) {
		return Criterion{}, false
	}
	cl, ok := r.clause(t)
	return cl.inside(Increment), ok && cl.how != RatioCount
}

// overYears reads "2021-2025: 100 doanh nghiệp".
func (r *reader) overYears(t text, h nameHints) (Criterion, bool) {
	t.cut(termWords)
	t.s = strings.Replace(t.s, "–", "-", 1)
	m := years.FindStringSubmatch(t.s)
	if m == nil || !strings.HasPrefix(t.s, m[0]) {
		return Criterion{}, false
	}
	t.s = strings.TrimLeft(t.s[len(m[0]):], " :,")
	from, _ := strconv.Atoi(m[1])
	to, _ := strconv.Atoi(m[2])
	cl, ok := r.clause(t)
	return cl.cumulative(from, to), ok && from < to && cl.how != RatioCount
}

// yearly reads "bình quân hằng năm 16%", "giảm bình quân trên 10%/năm".
func (r *reader) yearly(t text, h nameHints) (Criterion, bool) {
	move := h.move
	for _, m := range []struct {
		words []keyword
		move  Move
	}{{reduceWords, Down}, {raiseWords, Up}} {
		if t.cut(m.words) {
			move = m.move
		}
	}
	yearly, each := t.begins(averageWords[:yearlyMeans]), t.begins(eachYear)
	average := t.cut(averageWords)
	if t.cut(reduceWords) {
		move = Down
	} else if t.cut(raiseWords) {
		move = Up
	}
	done := ""
	if yearly || each {
		done = t.cutWork()
	}
	r.mean = average
	cl, ok := r.clause(t)
	if r.mean = false; !ok || cl.how == RatioCount || !average && !(cl.perYear && move != "") {
		return Criterion{}, false
	}
	unit := measure.LookupUnit(cl.unit)
	if average && move == "" && !cl.perYear && !h.perYear && (each || !yearly && !unit.Share() && unit.Rest != "" && unit.Rest != "/nam") {
		c := cl.simple() // "bình quân 15,5 tiêu chí/xã", "hằng năm có từ 85% trở lên"
		c.Scope = done
		return c, true
	}
	c := cl.inside(PerYear)
	c.Move, c.Scope = move, done
	return c, true
}

// change reads "giảm 3,5 điểm %", "giảm 30% (890 hộ)", "giảm từ 12% xuống 9%".
func (r *reader) change(t text, h nameHints) (Criterion, bool) {
	if t.begins(upToWords) {
		return Criterion{}, false // a ceiling, and no rise
	}
	move := Up
	if lifted := t; lifted.cut(liftWords) || t.begins(fromWords) && !strings.Contains(t.s, " to ") { // "nâng tỷ lệ từ 80% lên 85%", "từ 12,5% xuống còn 11%"
		for _, m := range []Move{Up, Down} {
			if c, ok := r.fromTo(lifted, m); ok {
				return c, true
			}
		}
	}
	switch {
	case t.cut(reduceWords):
		move = Down
	case !t.cut(raiseWords):
		return Criterion{}, false
	}
	if c, ok := r.fromTo(t, move); ok {
		return c, true
	}
	scope := t.cutOwn(h)
	if t.cut(comesToWords) { // the level it comes to
		cl, ok := r.clause(t)
		if !ok || cl.how == RatioCount {
			return Criterion{}, false
		}
		c := cl.simple()
		c.Direction, c.Scope = Higher, scope
		if move == Down {
			c.Direction = Lower
		}
		return c, true
	}
	before := r.own
	if _, wording, ok := peekUnit(t); ok && wording.Share() && !before.Share() {
		r.own = measure.Unit{} // "giảm 30%" of a number of households
	} else if ok && wording.Family == "percent" && before.Family == "point" {
		r.own = measure.LookupUnit("%") // the declared unit says that they are points
	}
	cl, ok := r.clause(t)
	if r.own = before; ok && cl.unit == "%" && before.Family == "point" {
		cl.unit, cl.from = before.Text, before
	}
	if !ok || cl.how == RatioCount {
		return Criterion{}, false
	}
	return r.changed(cl, move, h), true
}

// peekUnit looks at the unit of the first number of a text.
func peekUnit(t text) (string, measure.Unit, bool) {
	i := strings.IndexAny(t.s, "0123456789")
	if i < 0 {
		return "", measure.Unit{}, false
	}
	q, rest, err := measure.ReadQuantity(t.s[i:], measure.Unit{})
	if (q.Unit.Text == "") && err == nil { // "16 - 18%"
		if j := strings.IndexAny(rest, "0123456789"); j >= 0 {
			q, rest, err = measure.ReadQuantity(rest[j:], measure.Unit{})
		}
	}
	return rest, q.Unit, err == nil
}

// changed makes a change of a clause, and asks whether percents are points or
// relative where Vietnamese writing leaves it open: of a rate "giảm 2%" may be
// either, "điểm %" says which; of a number of households it is relative.
func (r *reader) changed(cl clause, move Move, h nameHints) Criterion {
	c := cl.inside(Change)
	c.Move, c.Relative = move, cl.relative
	if measure.LookupUnit(cl.unit).Family != "percent" || cl.relative {
		return c
	}
	switch {
	case r.own.Known() && !r.own.Share(), h.counts:
		c.Relative = true
	case strings.HasPrefix(cl.unit, "‰"): // of a rate in the thousand nobody says a part
	case move == Up && indexes.MatchString(h.fold): // prices and output are told as the rise of an index
	default:
		r.ask(ask("wording", "target.points_or_relative", "text", measure.Amount{Value: cl.value, Unit: measure.LookupUnit(cl.unit)}))
	}
	return c
}

// fromTo reads "từ 12% xuống còn 9%": a baseline and the change that follows from it.
func (r *reader) fromTo(t text, move Move) (Criterion, bool) {
	if !t.cut(fromWords) {
		return Criterion{}, false
	}
	if before := r.own; before.Family == "point" { // the levels are percentages
		r.own = measure.LookupUnit("%")
		defer func() { r.own = before }()
	}
	from, ok := r.quantity(&t)
	if !ok || !t.cut(fallsToWords) {
		return Criterion{}, false
	}
	cl, ok := r.clause(t)
	if ok && len(from.Readings) == 1 && (move == Down && (cl.how == LessThan || cl.how == AtMost) || move == Up && (cl.how == MoreThan || cl.how == AtLeast)) && cl.baseline == nil {
		c := cl.simple() // "giảm từ 4,53% xuống dưới 3%": under three, whatever it came from
		c.Baseline = &from.Readings[0]
		return c, true
	}
	if !ok || cl.how != Point || len(from.Readings) != 1 {
		return Criterion{}, false
	}
	amount, base := cl.value.Sub(from.Readings[0]), from.Readings[0]
	if move == Down {
		amount = amount.Neg()
	}
	if amount.Sign() <= 0 {
		return Criterion{}, false
	}
	unit := cl.unit
	if measure.LookupUnit(unit).Family == "percent" {
		unit = "điểm %"
	}
	return Criterion{Kind: Change, Levels: true, Direction: Higher, Compare: Point, Move: move, Value: &amount, Baseline: &base, Unit: unit, Rest: cl.rest, Base: cl.base}, true
}
