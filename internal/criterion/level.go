package criterion

import (
	"math/big"
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

var growth = regexp.MustCompile(`\b(?:toc do tang|tang truong|growth)\b|\btang$|\btang (?:binh quan|trung binh|them)\b|^tang\b`)

// indexes are names of what is told as a growth or as a percentage of the level before.
var indexes = regexp.MustCompile(`\b(?:chi so (?:gia|san xuat)|cpi|iip|consumer price|industrial production)\b`)

// grows says whether the figure of a criterion is how much something grows.
func (r *reader) grows(c Criterion) bool {
	return c.Move == Up || indexes.MatchString(viet.Fold(r.in.Name)) || growth.MatchString(foldMoves(r.in.Name))
}

// signed makes a fall of a growth negative, and asks about an index: 108,2 % of
// last year is a growth of 8,2 %.
func (r *reader) signed(a *Actual, c Criterion) {
	if a.Value == nil || a.PercentOfPlan || a.Total != nil || !measure.LookupUnit(a.Unit).Share() || c.Baseline != nil && c.Kind == Change || !r.grows(c) {
		return
	}
	if a.Moved == Down && isLevelKind(c.Kind) {
		v := a.Value.Neg()
		a.Value = &v
		switch a.How {
		case MoreThan:
			a.How = LessThan
		case LessThan:
			a.How = MoreThan
		}
		return
	}
	plan := c.PlanValue()
	if fifty := measure.Int(50); a.Moved == "" && plan != nil && a.Value.Cmp(fifty) >= 0 && plan.Cmp(fifty) < 0 {
		over := a.Value.Sub(measure.Int(100))
		r.ask(Question{Field: "actual", Ask: ask("", "target.index_or_growth", "text", a.Text, "growth", over, "level", *a.Value).Ask, Choices: []measure.Decimal{over, *a.Value}})
	}
}

// levelOrChange settles whether a bare figure beside a planned change is the
// level or the change: by its words, by its unit, by what is possible, never by
// which of them is nearer. Where both are possible it is asked.
func (r *reader) levelOrChange(a *Actual, cl clause, level, added bool, c Criterion) {
	if added && isLevelKind(c.Kind) && c.Kind != Increment && c.Kind != Change && !a.PercentOfPlan { // "thêm 5 ha"
		r.ask(ask("actual", "target.moved_of_level", "text", a.Text, "plan", c.Text))
	}
	if c.Kind == PerYear && c.Move != "" && a.Value != nil && a.Moved == "" && a.Total == nil && !cl.perYear && !a.PercentOfPlan {
		r.bareChange(a, c) // "4,2%" of "giảm bình quân 1,5%/năm"
	}
	if c.Kind != Change || a.Value == nil || a.PercentOfPlan {
		return
	}
	if a.Total != nil {
		r.countNotChange(a, c)
		return
	}
	if a.Moved != "" {
		if c.Relative && !cl.written && r.counts && !level { // "giảm 6": six cases, or six percent of them?
			r.ask(ask("actual", "target.unit_differs", "text", a.Text, "unit", c.Unit))
		}
		return
	}
	unit := measure.LookupUnit(cl.unit)
	plan := c.PlanValue()
	switch {
	case level || c.Levels:
		a.Level = c.Baseline != nil
		if !level && unit.Fits(measure.LookupUnit(c.Unit)) || !level && unit.Share() {
			r.betweenLevels(a, c)
		}
		return
	case plan == nil || plan.Sign() <= 0 || unit.Family == "point" && cl.written:
		return
	case c.Baseline == nil:
		r.bareChange(a, c)
		return
	case cl.written && unit.Share() && r.level.Text != "" && !r.level.Share():
		return // "35%" of a number of cases is no level
	case !unit.Fits(measure.LookupUnit(c.Unit)) && !(unit.Share() && measure.LookupUnit(c.Unit).Share()):
		a.Level = true
		return
	}
	v := a.Value.Rat()
	sizable := func(change *big.Rat, least *big.Rat) bool {
		q := new(big.Rat).Quo(change, plan.Rat())
		return q.Cmp(least) >= 0 && q.Cmp(big.NewRat(3, 1)) <= 0
	}
	change := sizable(v, big.NewRat(1, 20)) && !(c.Move == Down && !c.Relative && v.Cmp(c.Baseline.Rat()) > 0)
	asLevel := sizable(fromBaseline(c, v), big.NewRat(-1, 1))
	if change == asLevel {
		from := measure.FromRat(fromBaseline(c, v), max(a.Value.Scale(), c.Baseline.Scale(), 2)).Trim()
		r.ask(Question{Field: "actual", Ask: ask("", "target.level_or_change", "text", a.Text, "base", *c.Baseline, "change", *a.Value, "from", from).Ask, Choices: []measure.Decimal{*a.Value, from}})
	}
	a.Level = asLevel
}

// bareChange asks about a bare figure where a change is planned and nobody knows
// from where: over half more than the change it may as well be the level. Where
// the name itself says that a change is told ("Giảm tỷ lệ hộ nghèo", "Tốc độ tăng"),
// or a percentage can be no level, only what is out of proportion is asked about.
func (r *reader) bareChange(a *Actual, c Criterion) {
	plan := inMeasureOf(c, *a).PlanValue()
	name := aboutName(r.in.Name, r.own)
	share := measure.LookupUnit(a.Unit).Share()
	if name.move != "" || movesName.MatchString(name.moves) || indexes.MatchString(name.fold) || share && !name.rate || r.in.confirmed(*a.Value) || plan == nil || plan.Sign() <= 0 {
		return
	}
	if q := new(big.Rat).Quo(a.Value.Rat(), plan.Rat()); q.Cmp(big.NewRat(3, 2)) > 0 {
		r.ask(Question{Field: "actual", Ask: ask("", "target.change_or_level", "text", a.Text).Ask, Choices: []measure.Decimal{*a.Value}})
	}
}

// countNotChange takes "12/18 trường" of "tăng 2 trường" for what there is now.
func (r *reader) countNotChange(a *Actual, c Criterion) {
	switch {
	case a.Moved != "" || measure.LookupUnit(c.Unit).Share():
	case c.Baseline == nil:
		r.ask(ask("actual", "target.level_without_base", "text", a.Text))
	default:
		a.Level = true
	}
}

// betweenLevels asks about a bare figure where both levels are stated and it
// would pass the one aimed at twice over, or go the wrong way by as much as was
// planned, though as the change itself it would be plain.
func (r *reader) betweenLevels(a *Actual, c Criterion) {
	plan := c.PlanValue()
	if plan == nil || plan.Sign() <= 0 || c.Baseline == nil || r.in.confirmed(*a.Value) {
		return
	}
	v := a.Value.Rat()
	level, change := new(big.Rat).Quo(fromBaseline(c, v), plan.Rat()), new(big.Rat).Quo(v, plan.Rat())
	if level.Cmp(big.NewRat(-1, 1)) >= 0 && level.Cmp(big.NewRat(2, 1)) <= 0 || change.Cmp(big.NewRat(1, 20)) < 0 || change.Cmp(big.NewRat(3, 1)) > 0 {
		return
	}
	from := measure.FromRat(fromBaseline(c, v), max(a.Value.Scale(), c.Baseline.Scale(), 2)).Trim()
	r.ask(Question{Field: "actual", Ask: ask("", "target.level_or_change", "text", a.Text, "base", *c.Baseline, "change", *a.Value, "from", from).Ask, Choices: []measure.Decimal{*a.Value, from}})
}

// increments settles whether a bare figure beside "tăng thêm 2 xã" is what was
// added or what there is now, where the baseline is known.
func (r *reader) increments(a *Actual, c Criterion, level, added bool) {
	plan := c.PlanValue()
	if c.Kind != Increment || a.Value == nil || a.PercentOfPlan || plan == nil || plan.Sign() <= 0 || added {
		return
	}
	if r.in.Baseline == nil {
		if level {
			r.ask(ask("actual", "target.level_without_base", "text", a.Text))
		}
		return
	}
	more := a.Value.Sub(*r.in.Baseline)
	if !level && (more.Sign() < 0 || a.Moved != "") {
		return
	}
	three := big.NewRat(3, 1)
	if q := new(big.Rat).Quo(a.Value.Rat(), plan.Rat()); !level && q.Cmp(three) <= 0 {
		r.ask(Question{Field: "actual", Ask: ask("", "target.level_or_change", "text", a.Text, "base", *r.in.Baseline, "change", *a.Value, "from", more).Ask, Choices: []measure.Decimal{*a.Value, more}})
		return
	}
	a.Value = &more
}

// fromWhere reads a result that states both levels, "giảm từ 12% xuống còn 9%":
// where the target's baseline is another, nobody knows which is right.
func (r *reader) fromWhere(a *Actual, from Criterion, c Criterion) bool {
	if c.Baseline != nil && from.Baseline != nil && c.Baseline.Cmp(*from.Baseline) != 0 {
		r.ask(ask("actual", "target.baseline_differs", "text", a.Text, "base", *c.Baseline))
	}
	if isLevelKind(c.Kind) && c.Move == "" && from.Baseline != nil { // a level is asked for, and stated
		v := from.Baseline.Add(*from.Value)
		if a.Moved == Down {
			v = from.Baseline.Sub(*from.Value)
		}
		a.Value, a.Unit, a.Moved = &v, c.Unit, ""
	}
	return true
}

// perEach says whether a unit is so much for each of something, where the
// target's own is a whole: "10 mô hình/xã" of mô hình may be ten or a hundred.
// Money per head or hectare, and what is said of a year, need no question; a
// month or a quarter is a part of it.
func (r *reader) perEach(u measure.Unit) bool {
	return !r.mean && !handling.MatchString(viet.Fold(r.in.Name)) && !strings.Contains(viet.Fold(r.in.Name), viet.Fold(u.Text)) && u.Family != "money" && !u.Share() && !perTime.MatchString(u.Rest) && !strings.Contains(viet.Fold(r.in.Name), "binh quan")
}

// handling are names of the time that each case takes.
var handling = regexp.MustCompile(`\b(?:thoi gian|so ngay) (?:giai quyet|xu li|thuc hien|cho)\b`)

var perTime = regexp.MustCompile(`^/(?:nam|year)$`)

// rankReached reads the rank that a rise of so many places led to: a rise is a
// smaller number, and without the rank before nobody knows how far it went.
func (r *reader) rankReached(a *Actual, t text, c Criterion) bool {
	if c.Kind != Change || a.Moved != "" || !strings.HasPrefix(viet.Fold(c.Unit), "bac") || !t.cut(rankWords) {
		return false
	}
	cl, ok := r.clause(t)
	if !ok || cl.how != Point || !cl.value.Whole() || cl.rest != "" {
		return false
	}
	r.asks = nil // of a rank the unit is no other than the rise's
	if c.Baseline == nil {
		r.ask(ask("actual", "target.level_without_base", "text", a.Text))
		a.Value = &cl.value
		return true
	}
	rise := c.Baseline.Sub(cl.value)
	if c.Move == Down {
		rise = rise.Neg()
	}
	a.How, a.Unit, a.Value, a.Moved = Point, c.Unit, &rise, c.Move
	return true
}
