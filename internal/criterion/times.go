package criterion

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

var (
	timesHead  = words("gấp|bằng|cao gấp|lớn gấp")
	timesOfOne = regexp.MustCompile(`^(?:nam|cung ki|nam truoc|dau nhiem ki|dau nam|giai doan)\b`)
	manyfold   = [][]keyword{words("đôi|hai lần"), words("ba lần|ba"), words("bốn lần|bốn"), words("năm lần")}
	lifted     = words("tăng|cao hơn|nâng")
)

// times reads "gấp 1,5 lần năm 2020": so many times the baseline. Without the
// baseline, of anything else than a level known before, and of "tăng 1,5 lần"
// (to it, or by it?) it asks.
func (r *reader) times(t text, h nameHints) (Criterion, bool) {
	if own := viet.Fold(r.own.Text); own == "lan" || strings.HasPrefix(own, "lan/") {
		return Criterion{}, false
	}
	whole := t.s
	t.fromEnglish()
	for t.cut(fillers) {
	}
	raised := t.cut(lifted)
	t.cut(timesHead)
	cl := clause{how: Point}
	if t.cutComparison(&cl) && cl.how == Point {
		cl.how = AtLeast
	}
	t.cut(timesHead)
	for i, words := range manyfold { // "gấp đôi", "gấp hai lần"
		if t.cut(words) {
			t.s = strconv.Itoa(i+2) + " lần " + t.s
		}
	}
	q, rest, err := measure.ReadQuantity(t.s, measure.Unit{})
	after := text{rest, t.bare}
	if err != nil || q.Unit.Text != "" && viet.Fold(q.Unit.Text) != "lan" || q.Unit.Text == "" && !after.cut(timesWord) {
		return Criterion{}, false
	}
	switch {
	case after.cut(upWords):
		cl.how = orKind(cl.how, AtLeast)
	case after.cut(downWords):
		cl.how = orKind(cl.how, AtMost)
	}
	after.cut(baseWords)
	if raised || r.in.Baseline == nil || len(q.Readings) != 1 || !timesOfOne.MatchString(viet.Fold(after.s)) || r.own.Share() {
		r.ask(ask("wording", "target.times_base", "text", whole))
		return Criterion{Kind: Verbatim, Direction: None}, true
	}
	value, exact := measure.Exactly(new(big.Rat).Mul(q.Readings[0].Rat(), r.in.Baseline.Rat()))
	times := q.Readings[0]
	base := *r.in.Baseline
	return Criterion{Kind: cl.how, Value: &value, Times: &times, Baseline: &base, Base: after.s}, exact
}

// fromEnglish writes "doubled compared to 2020", "twice the 2020 level" and "1.5
// times the 2020 level" as Vietnamese has it, so that the year is never the plan.
func (t *text) fromEnglish() {
	m := timesEnglish.FindStringSubmatch(t.s)
	if m == nil {
		return
	}
	n := m[2]
	switch strings.ToLower(m[1]) {
	case "doubled", "double", "twice":
		n = "2"
	case "tripled", "triple", "three times":
		n = "3"
	}
	t.s, t.bare = "gấp "+n+" lần so với năm "+m[3], false
}

var timesEnglish = regexp.MustCompile(`(?i)^(?:to )?(?:(doubled?|tripled?|twice|three times)|(\d+(?:\.\d+)?) times)(?: the)?(?: (?:level|figure))?(?: (?:compared (?:to|with)|of|in|from|against|over|that of))?(?: the)? ((?:19|20)\d\d)(?: level| figure)?$`)

func (c Criterion) timesText() string {
	number := plainNumber(c.Times) + " lần"
	switch c.Kind {
	case AtLeast:
		number = "từ " + number + " trở lên"
	case MoreThan:
		number = "trên " + number
	case AtMost:
		number = "không quá " + number
	case LessThan:
		number = "dưới " + number
	case About:
		number = "khoảng " + number
	}
	return "gấp " + number + " so với " + c.Base
}

// partOfAll makes a percentage of a part of all: "3/4 số thôn" are three
// quarters of them, 75 %, not three of four. A third is no percentage that can
// be written to its end, so it is not taken.
func partOfAll(low, high measure.Quantity) (measure.Quantity, bool) {
	if len(low.Readings) != 1 || len(high.Readings) != 1 || high.Readings[0].Sign() <= 0 || low.Readings[0].Cmp(high.Readings[0]) > 0 {
		return low, false
	}
	share := new(big.Rat).Quo(low.Readings[0].Rat(), high.Readings[0].Rat())
	share.Mul(share, big.NewRat(100, 1))
	part := measure.FromRat(share, 2)
	return measure.Quantity{Readings: []measure.Decimal{part}, Unit: measure.LookupUnit("%"), Text: low.Text + "/" + high.Text}, part.Rat().Cmp(share) == 0
}
