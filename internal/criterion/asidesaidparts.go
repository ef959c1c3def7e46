package criterion

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

var (
	otherTime   = `(?:cùng kỳ(?: năm (?:trước|ngoái|20\d\d))?|(?:đầu|cuối)? ?năm(?: học)?(?: (?:trước|ngoái|20\d\d(?: ?- ?20\d\d)?))?|(?:quý|tháng|kỳ) trước)`
	changeTo    = regexp.MustCompile(`(?i)^(tăng|giảm|cao hơn|thấp hơn) (\d[\d.,]*) ?([^\d]*?)(?: so với ` + otherTime + `)?$`)
	changeAhead = regexp.MustCompile(`(?i)^(tăng|giảm|cao hơn|thấp hơn) (?:so với )?(` + otherTime + `) (\d[\d.,]* ?[^\d]*)$`)
	sinceThen   = regexp.MustCompile(`(?i) so với ` + otherTime + `$`)
	changeOf    = regexp.MustCompile(`(?i)^(tăng|giảm) từ (\d[\d.,]*) ?([^\d]*?) ` + otherTime + `$`)
	oneLevel    = regexp.MustCompile(`(?i)^(?:từ )?(\d[\d.,]*) ?([^\d]*)$`)
)

// changeFigure reads a figure of a change: it must be of the target's own unit,
// a percentage or points.
func (r *reader) changeFigure(number, unit string) (measure.Decimal, measure.Unit, bool) {
	q, rest, err := measure.ReadQuantity(strings.TrimSpace(number+" "+unit), measure.Unit{})
	if err != nil || rest != "" && !r.countsOwn(q.Unit, rest) || len(q.Readings) == 0 {
		return measure.Decimal{}, measure.Unit{}, false
	}
	own := q.Unit.Text != "" && q.Unit.Fits(r.own) || q.Unit.Share() || q.Unit.Family == "point" || r.countsOwn(q.Unit, rest)
	return likeUsual(q.Readings, r.own), q.Unit, own
}

// plainLevel says whether the figure is a level in the target's own measure.
func (f told) plainLevel() bool {
	return f.a.Value != nil && f.a.Moved == "" && !f.a.PercentOfPlan && f.c.Kind != Change && f.c.Kind != Rank && f.c.Move == ""
}

// changedSince reads the change against another time, with the level it began
// at: "tăng 5,1 triệu đồng so với năm 2023 (54,2 triệu đồng)". They must make
// the figure. Without a time it is how far short of the plan the figure is.
func (r *reader) changedSince(ps []piece) (int, claim) {
	read, level := r.changeFigure, told.plainLevel
	if notOrNotYet(ps[0].s) || correctsIt(ps[0].s) {
		return 0, claim{}
	}
	if m := changeOf.FindStringSubmatch(ps[0].s); m != nil {
		v, _, ok := read(m[2], m[3])
		if !ok {
			return 0, claim{}
		}
		return 1, claim{holds: func(f told) bool {
			return level(f) && (f.a.Value.Cmp(v) < 0) == (viet.Fold(m[1]) == "giam") && f.a.Value.Cmp(v) != 0
		}}
	}
	said := changeAhead.ReplaceAllString(ps[0].s, "$1 $3 so với $2") // "cao hơn năm học trước 0,3%"
	m := changeTo.FindStringSubmatch(said)
	if m == nil {
		return 0, claim{}
	}
	by, unit, ok := read(m[2], m[3])
	if !ok {
		return 0, claim{}
	}
	down := strings.HasPrefix(viet.Fold(m[1]), "giam") || strings.HasPrefix(viet.Fold(m[1]), "thap")
	relative := unit.Share() && !r.own.Share()
	if !sinceThen.MatchString(said) {
		return 1, claim{holds: func(f told) bool {
			plan := f.c.PlanValue()
			return level(f) && down && !relative && f.class == NotMet && plan != nil && f.c.Direction == Higher && plan.Sub(*f.a.Value).Cmp(by) == 0
		}}
	}
	if ps[0].group == 0 && len(ps) > 1 && ps[1].sep == "(" && (len(ps) == 2 || ps[2].group != ps[1].group) {
		if notOrNotYet(ps[1].s) || correctsIt(ps[1].s) {
			return 0, claim{}
		}
		base := oneLevel.FindStringSubmatch(ps[1].s)
		if two := twoEnds2.FindStringSubmatch(ps[1].s); two != nil {
			base = []string{"", two[1], two[2]}
			if to, _, ok := read(two[4], two[5]); !ok || relative {
				return 0, claim{}
			} else if from, _, ok := read(two[1], two[2]); ok {
				return 2, claim{holds: func(f told) bool {
					return level(f) && f.a.Value.Cmp(to) == 0 && changed(from, by, down).Cmp(to) == 0
				}}
			}
		}
		if base != nil {
			from, _, ok := read(base[1], base[2])
			if !ok || relative {
				return 0, claim{}
			}
			return 2, claim{holds: func(f told) bool { return level(f) && f.a.Value.Cmp(changed(from, by, down)) == 0 }}
		}
	}
	return 1, claim{holds: func(f told) bool {
		return level(f) && (relative || down || f.a.Value.Cmp(by) >= 0) && !(unit.Family == "percent" && couldNotLeadTo(changed(measure.Int(0), by, down).Rat(), *f.a.Value, r.own.Share()))
	}}
}

var sameAgain = regexp.MustCompile(`(?i)^(?:được )?(?:giữ nguyên|giữ vững|giữ ổn định|không thay đổi|không đổi|không tăng,? không giảm|ổn định|tương đương|duy trì|duy trì ổn định|bằng)(?: so)?(?: với)?(?: mức)? ` + otherTime + `$`)

// asBefore reads that a level is what it was: "giữ nguyên so với năm trước".
func (r *reader) asBefore(ps []piece) (int, claim) {
	if !sameAgain.MatchString(ps[0].s) {
		return 0, claim{}
	}
	return 1, claim{holds: told.plainLevel}
}

var meanSaid = regexp.MustCompile(`(?i)^(cao|thấp) hơn (?:so với )?(?:mức )?(?:bình quân|trung bình)(?: chung)?(?: của)? (?:toàn |cả )?(?:tỉnh|huyện|xã|nước|thành phố|khu vực|vùng)(?: là| đạt)?(?: (\d[\d.,]*) ?([^\d]*))?$`)

// beyondMean reads how a level stands to the mean of a larger body: "cao hơn mức
// bình quân của tỉnh (76,2%)". It must stand so.
func (r *reader) beyondMean(ps []piece) (int, claim) {
	m := meanSaid.FindStringSubmatch(ps[0].s)
	if m == nil {
		return 0, claim{}
	}
	n, of := 1, m[2:]
	if m[2] == "" && ps[0].group == 0 && len(ps) > 1 && ps[1].sep == "(" && (len(ps) == 2 || ps[2].group != ps[1].group) {
		if of = oneLevel.FindStringSubmatch(ps[1].s); of == nil {
			return 0, claim{}
		}
		n, of = 2, of[1:]
	}
	if of[0] == "" {
		return 1, claim{holds: told.plainLevel}
	}
	mean, unit, ok := r.changeFigure(of[0], of[1])
	if !ok || unit.Share() != r.own.Share() {
		return 0, claim{}
	}
	sign := 1
	if viet.Fold(m[1]) == "thap" {
		sign = -1
	}
	return n, claim{holds: func(f told) bool { return f.plainLevel() && f.a.Value.Cmp(mean) == sign }}
}

func changed(from, by measure.Decimal, down bool) measure.Decimal {
	if down {
		return from.Sub(by)
	}
	return by.Sub(measure.Int(0).Sub(from))
}

// someOfThem are parts that are always some of all: visitors from abroad, women,
// sows. They need no "trong đó".
var someOfThem = regexp.MustCompile(`(?i)^(?:(?:khách|lượt khách|lao động|học viên|đảng viên|đoàn viên|hội viên|cán bộ|lợn|trâu|bò|dê|hộ|người|đồng bào|là) )*(quốc tế|nội địa|nữ|nái|dân tộc thiểu số)(?: đạt| có| là)?:? (\d[\d.,]* ?\pL+(?: khách)?)$`)

// someBeside reads such a part, where the target is not of it itself.
func (r *reader) someBeside(ps []piece) (int, claim) {
	m := someOfThem.FindStringSubmatch(ps[0].s)
	if m == nil || r.own.Share() || strings.Contains(viet.Fold(r.in.Name+" "+r.planned), viet.Fold(m[1])) {
		return 0, claim{}
	}
	q, rest, err := measure.ReadQuantity(m[2], r.own)
	if err != nil || len(q.Readings) == 0 || !r.countsOwn(q.Unit, rest) {
		return 0, claim{}
	}
	v := likeUsual(q.Readings, r.own)
	return 1, claim{holds: func(f told) bool { return f.holdsParts([]saidPart{{v, m[1], false}}, false) }}
}

// saidPart is one of a list beside the figure.
type saidPart struct {
	value measure.Decimal
	label string
	share bool
}

// partsSaid reads parts of the figure behind "trong đó", "gồm" or in brackets,
// each named by a word that is none of the target's own.
func (r *reader) partsSaid(ps []piece) (int, claim) {
	t := text{ps[0].s, false}
	all := t.begins(partLeads[2:])
	lead := t.cut(partLeads)
	if !lead && !(ps[0].group > 0 && ps[0].sep == "(") {
		return 0, claim{}
	}
	t.s = strings.TrimLeft(t.s, ": ")
	var parts []saidPart
	n := 0
	for ; n < len(ps) && ps[n].group == ps[0].group && (n == 0 || ps[n].sep != "(" && (ps[n].sep != ";" || ps[0].group > 0)); n++ {
		s := ps[n].s
		if n == 0 {
			s = t.s
		}
		some, ok := r.someParts(s)
		if !ok {
			break
		}
		parts = append(parts, some...)
	}
	if n == 0 || !slices.ContainsFunc(parts, func(p saidPart) bool { return p.value.Sign() > 0 }) {
		return 0, claim{}
	}
	return n + namesInBrackets(ps[n:], ps[0].group), claim{holds: func(f told) bool { return f.holdsParts(parts, all) }}
}

// holdsParts says whether parts may be of the figure.
func (f told) holdsParts(parts []saidPart, all bool) bool {
	v, slack := f.figure()
	if v == nil || f.a.Moved != "" && !f.a.PercentOfPlan && f.c.Kind != Change {
		return false
	}
	sum := new(big.Rat)
	for _, p := range parts {
		if p.share {
			continue
		}
		if p.value.Rat().Cmp(new(big.Rat).Add(v, slack)) > 0 {
			return false
		}
		sum.Add(sum, p.value.Rat())
	}
	return !all || sum.Cmp(new(big.Rat).Add(v, slack)) <= 0
}

// someParts reads "lở mồm long móng 86%", "98 ha chè", "45 ha bưởi và 20 ha rau",
// or words without a figure that go on with a name.
func (r *reader) someParts(s string) ([]saidPart, bool) {
	if correctsIt(s) || notOrNotYet(s) || ofTimeSaid.MatchString(strings.ReplaceAll(s, "định kỳ", "")) {
		return nil, false
	}
	if !hasDigit(s) {
		return nil, len(strings.Fields(s)) <= 4 && r.otherWords(s)
	}
	if !r.own.Share() && leftAgain.MatchString(s) {
		return nil, false
	}
	var out []saidPart
	for _, one := range bothWithFigures(s) {
		at := strings.IndexAny(one, "0123456789")
		if at < 0 || at > 0 && one[at-1] != ' ' {
			return nil, false
		}
		q, rest, err := measure.ReadQuantity(one[at:], r.own)
		if err != nil || len(q.Readings) == 0 || hasDigit(r.unlabelled(gradeOfThings.ReplaceAllString(rest, " "))) || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "-") {
			return nil, false
		}
		label := strings.TrimSpace(one[:at] + " " + rest)
		own := q.Unit.Text == "" || q.Unit.Fits(r.own) || bothPeople(q.Unit, r.own) || viet.Fold(q.Unit.Text) == headOf(r.own.Text)
		v := likeUsual(q.Readings, r.own)
		switch {
		case q.Unit.Share() != r.own.Share(), !own && !q.Unit.Share():
			return nil, false
		case q.Unit.Text != "" && q.Unit.Fits(r.own):
			v, _ = q.Unit.Into(r.own, v)
		case bothPeople(q.Unit, r.own) && viet.Fold(q.Unit.Text) != "nguoi":
			label = q.Unit.Text + " " + label
		}
		if !r.otherPart(label) {
			return nil, false
		}
		out = append(out, saidPart{v, label, q.Unit.Share()})
	}
	return out, true
}

// leftAgain says of a part that it is no longer of the figure.
var leftAgain = regexp.MustCompile(`(?i)(?:^|\s)(?:đã|nghỉ|xin|ra khỏi|chuyển đi|chuyển đến|năm trước|hết hạn)(?:$|\s)`)

func headOf(unit string) string {
	head, _, _ := strings.Cut(viet.Fold(unit), " ")
	return head
}

// otherWords says whether a label has a word that is none of the target's name
// nor such as any result is told with.
func (r *reader) otherWords(label string) bool {
	own := spelledOf(r.in.Name)
	return slices.ContainsFunc(spelledOf(label), func(w string) bool {
		return !telling[w] && !ofAnyPart[w] && !unitWords[w] && !slices.Contains(own, w)
	})
}

// otherFlow says whether a label is of another act than the target is of, that
// befalls the same things.
func (r *reader) otherFlow(label string) bool {
	name := viet.Fold(r.in.Name + " " + r.planned)
	said := strings.TrimSpace(viet.Fold(label))
	return slices.ContainsFunc(flows, func(f struct{ act, others *regexp.Regexp }) bool {
		return (f.act.MatchString(name) || f.act.MatchString(strings.ReplaceAll(name, " rung moi", " moi"))) && f.others.MatchString(said)
	})
}

// otherPart says whether a label names a part of the figure, and not the target
// itself, another act, or a kind beside it.
func (r *reader) otherPart(label string) bool {
	if !r.otherWords(label) || r.intended(label) || ofOthersPlace.MatchString(label) {
		return false
	}
	name, said := " "+viet.Fold(r.in.Name+" "+r.planned)+" ", " "+viet.Fold(label)+" "
	if nearlyPoor.MatchString(said) && strings.Contains(nearlyPoor.ReplaceAllString(name, " "), " ngheo ") && !strings.Contains(said, " len can ngheo ") {
		return false
	}
	if r.otherFlow(label) {
		return false
	}
	named, missing := 0, false
	for _, w := range spelledOf(r.in.Name) {
		if telling[w] || unitWords[w] || ofAnyPart[w] {
			continue
		}
		named++
		missing = missing || !slices.Contains(spelledOf(label), w)
	}
	return named == 0 || missing // all the target's words, and more: it may be the figure itself
}
