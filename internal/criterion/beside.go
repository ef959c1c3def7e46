package criterion

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// What stands beside the figure of a result and says the same in other words:
// the number of those a percentage is of, the total that an addition led to, the
// two levels that a change lies between.

// countBeside takes the percentage of a share and a number of those it is of:
// "2,87% (86 hộ)", "31 đảng viên (3,2%)".
func (r *reader) countBeside(figures []text, c Criterion) ([]text, bool) {
	if !measure.LookupUnit(c.Unit).Share() || c.Kind == Change || c.Move != "" {
		return nil, false
	}
	for i := range figures {
		said := figures[i]
		percent, left := figureOf(&said)
		if figures[1-i].begins(rateWords) { // "tỷ lệ 37 trẻ" is no count
			continue
		}
		count, rest := figureOf(&figures[1-i])
		if percent == nil || percent.Unit.Family != "percent" || left != "" || count == nil || !count.Unit.Counted() && !(count.Unit.Text == "" && (aHead(rest) || i == 0 && oneNoun(rest))) || !slices.ContainsFunc(count.Readings, measure.Decimal.Whole) {
			continue
		}
		if ok, _ := accounted(rest, viet.Fold(r.in.Name), figures[1-i].bare); ok && otherBase.FindString(viet.Fold(rest)) == "" {
			return []text{said}, true
		}
	}
	return nil, false
}

var rateWords = words("tỷ lệ|đạt tỷ lệ|chiếm tỷ lệ")

// oneNoun says whether what is left is one word, and none that tells any result:
// "2 cặp".
func oneNoun(rest string) bool {
	return startsWithLetter(rest) && !strings.Contains(rest, " ") && !telling[spelling(rest)]
}

// aHead says whether words begin with those that a percentage may be of.
func aHead(words string) bool {
	said := strings.Join(lettersOf(words), " ") + " "
	return slices.ContainsFunc(heads, func(group []string) bool {
		return slices.ContainsFunc(group, func(w string) bool { return strings.HasPrefix(said, w+" ") })
	})
}

// figureOf reads the one quantity of a statement behind words that link it, which
// it takes away.
func figureOf(t *text) (*measure.Quantity, string) {
	for t.cut(linkWords) || t.cut(planGiven) {
	}
	q, rest, err := measure.ReadQuantity(t.s, measure.Unit{})
	if err != nil || len(q.Readings) == 0 {
		return nil, ""
	}
	return &q, rest
}

// raisedTotal is what an addition brought the whole to: "nâng tổng số lên 214".
var raisedTotal = regexp.MustCompile(`^(?:nang|dua) (?:tong |so |dien tich |toan )[^\d]*(?:len|la|dat|thanh) (?:den |toi |thanh )?\d[\d.,]* ?[^\d]*$`)

// upTo are the words before a total, with it.
var upTo = regexp.MustCompile(`(?i)(?:lên|len|thành|thanh)?(?: (?:đến|tới|den|toi))? ?\d[\d.,]*`)

// newOnes says that what is counted was not there before.
var newOnes = regexp.MustCompile(`\b(?:moi|them|tang them|phat trien|ket nap|thanh lap)\b`)

// addition takes what was added beside the total it led to, where the target
// itself asks for what is new.
func (r *reader) addition(figures []text, c Criterion) ([]text, bool) {
	name := viet.Fold(r.in.Name + " " + c.Text)
	if !raisedTotal.MatchString(viet.Fold(figures[1].s)) || !newOnes.MatchString(name) && c.Kind != Increment {
		return nil, false
	}
	if ok, _ := accounted(upTo.ReplaceAllString(figures[1].s, "lên"), name, figures[1].bare); !ok || !newOnes.MatchString(viet.Fold(figures[0].s)) && !hasDigit(figures[0].s) {
		return nil, false
	}
	added, total := numberIn(figures[0]), numberIn(figures[1])
	if added == nil || total == nil || total.Cmp(*added) < 0 {
		return nil, false
	}
	return figures[:1], true
}

// numberIn gives the one number of a statement: the whole one, of two readings.
func numberIn(t text) *measure.Decimal {
	i := strings.IndexAny(t.s, "0123456789")
	if i < 0 {
		return nil
	}
	q, rest, err := measure.ReadQuantity(t.s[i:], measure.Unit{})
	if err != nil || hasDigit(rest) {
		return nil
	}
	if v, ok := likeWhole(q.Readings, q.Unit); ok {
		return &v
	}
	if whole := wholeOnly(q.Readings); len(whole) == 1 { // "lên 1.312"
		return &whole[0]
	}
	return nil
}

// betweenBoth takes a change whose two levels stand beside it, "giảm 2,71% (từ
// 9,8% xuống còn 7,09%)": the level where one is asked for, else the change.
// Levels that make another change are no help.
func (r *reader) betweenBoth(figures []text, c Criterion) ([]text, bool) {
	for i, s := range figures {
		change, levels := s, figures[1-i]
		down := change.cut(reduceWords)
		if !down && !change.cut(raiseWords) || !levels.begins(fromWords) {
			continue
		}
		change.cut(gotWords)
		by, rest, err := measure.ReadQuantity(change.s, measure.Unit{})
		move := Up
		if down {
			move = Down
		}
		sub := reader{}
		between, ok := sub.fromTo(levels, move)
		if err != nil || rest != "" && !strings.Contains(" "+viet.Fold(r.in.Name)+" ", " "+viet.Fold(rest)+" ") || len(by.Readings) != 1 || !ok || len(sub.asks) > 0 || between.Kind != Change || between.Rest != "" || between.Base != "" {
			continue
		}
		amount := between.Value.Rat()
		if by.Unit.Share() && !measure.LookupUnit(between.Unit).Share() && measure.LookupUnit(between.Unit).Family != "point" && between.Baseline.Sign() > 0 { // "giảm 10% (từ 20 xuống còn 18 vụ)"
			amount = new(big.Rat).Mul(new(big.Rat).Quo(amount, between.Baseline.Rat()), big.NewRat(100, 1))
		}
		if !near(by.Readings[0], amount, false) || by.Readings[0].Whole() && !by.Unit.Share() && !within(by.Readings[0], amount, big.NewRat(1, 2)) {
			continue
		}
		if isLevelKind(c.Kind) && c.Move == "" {
			said := "tăng "
			if down {
				said = "giảm "
			}
			return []text{{said + levels.s, false}}, true
		}
		if c.Baseline != nil && c.Baseline.Cmp(*between.Baseline) != 0 {
			continue
		}
		r.lesser = append(r.lesser, figures[1-i].s)
		return []text{s}, true
	}
	return nil, false
}

// levels reads a result that states both levels, behind a word of moving or
// without one: "từ 9,8% xuống còn 7,09%".
func (r *reader) levels(t text, moved Move) (Criterion, Move) {
	moves := []Move{Down, Up}
	if moved != "" {
		moves = []Move{moved}
	}
	for _, m := range moves {
		before := len(r.asks)
		if c, ok := r.fromTo(t, m); ok && (moved != "" || c.Kind == Change) {
			return c, m
		}
		if moved == "" {
			r.asks = r.asks[:before]
		}
	}
	return Criterion{}, ""
}

// insured are shares of people by what they are shares in, though no name says so.
var insured = regexp.MustCompile(`\b(?:bhyt|bhxh|bhtn|bao hiem (?:y te|xa hoi|that nghiep))\b`)

// ofPeople adds those a name is of, where it speaks of nobody and can be of them alone.
func ofPeople(own string) string {
	known := " " + strings.Join(lettersOf(own), " ") + " "
	of := ""
	for _, i := range implied {
		if i.named.MatchString(known) {
			of += i.heads
		}
	}
	if of == "" {
		return own
	}
	for _, group := range heads {
		for _, w := range group {
			if strings.Contains(known, " "+w+" ") {
				return own
			}
		}
	}
	return own + of
}

// anotherYear says whether a change is told against another year than it was
// planned against: "tăng 11% so với năm 2023" of "tăng 10% so với năm 2024".
func anotherYear(said, planned string) bool {
	return aYear.MatchString(said) && aYear.MatchString(planned) && !slices.ContainsFunc(aYear.FindAllString(said, -1), func(y string) bool { return strings.Contains(planned, y) })
}

// shareOf takes the percentage of the plan where a share of money to be disbursed
// is asked for, and the amount stands before it: "3.856 triệu đồng, đạt 96,4% KH".
func (s *stated) shareOf(c Criterion, r *reader) {
	if !measure.LookupUnit(c.Unit).Share() || !isLevelKind(c.Kind) || !disbursed.MatchString(viet.Fold(r.in.Name+" "+c.Scope+" "+c.Rest)) {
		return
	}
	amount := s.figure
	q, rest := figureOf(&amount)
	if q == nil || q.Unit.Family != "money" || rest != "" {
		return
	}
	var of []remark
	for _, m := range s.remarks {
		if m.share != nil && !m.points {
			of = append(of, m)
		}
	}
	if len(of) == 1 && !of[0].named {
		s.figure = of[0].copied
	}
}

// happened takes one figure of several where nothing may happen: whichever is
// meant, something did ("01 vụ, 01 người chết", "02 vụ cháy (0,8 ha)"). Each must
// be above nought (or each nought) and told of the target in its own words.
func (r *reader) happened(figures []text, remarks []remark, c Criterion) (text, bool) {
	if c.Kind != ZeroEvent || slices.ContainsFunc(remarks, func(m remark) bool { return m.loose || m.share != nil }) {
		return text{}, false
	}
	own, some, none := -1, 0, 0
	said := " "
	for _, s := range figures {
		said += strings.Join(lettersOf(s.s), " ") + " "
	}
	for _, w := range strings.Fields(grave.FindString(viet.Fold(c.Scope))) { // "03 người bị thương" of "tai nạn chết người"
		if !strings.Contains(said, " "+w+" ") {
			return text{}, false
		}
	}
	for i, s := range figures {
		at := s
		if !at.cut(harmWords) {
			at = r.past(s)
		}
		q, rest, err := measure.ReadQuantity(at.s, r.own)
		if ok, _ := accounted(rest, viet.Fold(r.in.Name+" "+c.Text), s.bare); err != nil || !ok || strings.HasPrefix(rest, "/") || len(q.Readings) == 0 || q.Unit.Text == "" || q.Unit.Share() {
			return text{}, false
		}
		if q.Readings[0].Sign() > 0 {
			some++
		} else {
			none++
		}
		fits := q.Unit.Text != "" && (q.Unit.Fits(r.own) && r.own.Text != "" || cases.MatchString(viet.Fold(q.Unit.Text)))
		if own < 0 && fits {
			own = i
		}
		known := strings.Join([]string{r.in.Name, c.Text, c.Unit, r.in.Unit, "người bị thương chết thiệt hại cháy gây làm"}, " ")
		has := func(w string) bool { return strings.Contains(" "+strings.Join(lettersOf(known), " ")+" ", " "+w+" ") }
		if r.foreign(s.s, known, "", lettersOf(s.s), has) != "" {
			return text{}, false
		}
	}
	if own < 0 || some > 0 && none > 0 {
		return text{}, false
	}
	for i, s := range figures {
		if i != own {
			r.lesser = append(r.lesser, s.s)
		}
	}
	return figures[own], true
}

var harmWords = words("ước thiệt hại|tổng thiệt hại|gây thiệt hại|thiệt hại|làm chết|làm bị thương|làm")

var cases = regexp.MustCompile(`^(?:vu|ca|truong hop|cuoc)\b`)
