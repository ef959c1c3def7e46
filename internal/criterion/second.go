package criterion

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// What a result gives beside its figure and counts something else, or the same
// in its parts: "1.230 hộ (5.100 người)", "12 lớp với 480 lượt người", "1.792
// con (trâu 1.105 con, bò 687 con)". The figure is the one in the target's own
// unit; the other is told of it and judges nothing.

var (
	withOthers = regexp.MustCompile(`(?i)^(.*\d[\d.,]* ?\pL[^\d(),;]*?) (?:với|cho|thu hút|có|tại|ở|trên địa bàn|thuộc) (?:tổng số )?(\d[\d.,]* ?\pL[^\d(),;]*)$`)
	partNamed  = regexp.MustCompile(`^(?:([^\d]+?):? )?(\d[\d.,]*) ?([^\d]*)$`)
	// worth is the money that goes with what is counted.
	worth = regexp.MustCompile(`(?i)^(?:với )?(?:tổng )?(?:trị giá|giá trị|kinh phí|số tiền)(?: hỗ trợ| quà| là)?(?: khoảng| hơn| gần| trên)? (\d.*)$`)
)

// besides takes away from a result, in brackets or behind "với" and "cho", the
// counts of other things and the parts that make up the figure.
func (r *reader) besides(t text) text {
	if r.own.Text == "" || r.own.Share() || strings.Count(t.s, "(") > 1 {
		return t
	}
	t = r.unpriced(t)
	if m := bracketed.FindStringSubmatchIndex(t.s); m != nil {
		head, inside := text{strings.TrimSpace(t.s[:m[0]]), t.bare}, t.s[m[2]:m[3]]
		if (r.anotherCount(head, inside) || r.partsOf(head, inside)) && !strings.HasPrefix(viet.Fold(inside), "luy ke") {
			r.lesser = append(r.lesser, t.s[m[0]:m[1]])
			t.s = strings.TrimSpace(t.s[:m[0]] + t.s[m[1]:])
		}
		return t
	}
	if one, ok := r.listBehind(t); ok {
		return one
	}
	if m := othersFirst.FindStringSubmatch(t.s); m != nil && r.ofOwn(m[1], m[2], text{m[3], t.bare}) {
		r.lesser = append(r.lesser, m[1]+m[2])
		t.s = m[3]
		return t
	}
	first, rest, more := strings.Cut(t.s, ", ")
	if m := withOthers.FindStringSubmatch(first); m != nil && r.anotherCount(text{m[1], t.bare}, m[2]) {
		r.lesser = append(r.lesser, strings.TrimPrefix(first, m[1]))
		t.s = m[1]
		if more {
			t.s += ", " + rest
		}
	}
	return t
}

// listBehind takes away a list of parts that stands without brackets: "121 ha,
// gồm: keo 80 ha, mỡ 41 ha, đạt 101% KH".
func (r *reader) listBehind(t text) (text, bool) {
	m := listHead.FindStringSubmatch(t.s)
	if m == nil {
		return t, false
	}
	pieces := strings.Split(m[2], ", ")
	for n := len(pieces); n > 1; n-- {
		list, rest := strings.Join(pieces[:n], ", "), pieces[n:]
		said := !slices.ContainsFunc(rest, func(p string) bool { return !(text{p, t.bare}).begins(remarkHeads) })
		if said && r.partsOf(text{m[1], t.bare}, list) {
			r.lesser = append(r.lesser, list)
			return text{strings.Join(append([]string{m[1]}, rest...), ", "), t.bare}, true
		}
	}
	return t, false
}

// ofOwn says whether a count of other things stands before that of the target's
// own, which it was done for: "5 lớp cho 320 lượt người".
func (r *reader) ofOwn(verb, others string, own text) bool {
	q, rest, err := measure.ReadQuantity(others, measure.Unit{})
	if _, ok := r.ownFigure(own); !ok || err != nil || !q.Unit.Counted() || q.Unit.Fits(r.own) || hasDigit(rest) || r.own.Family == "money" {
		return false
	}
	fine, _ := accounted(verb+" "+rest, viet.Fold(r.in.Name), own.bare)
	return fine && !slices.Contains(lettersOf(verb), "con") && !r.intended(verb+" "+rest)
}

var (
	listHead    = regexp.MustCompile(`(?i)^([^\d,;:()]*\d[^,;:()]*),? (?:trong đó(?: có)?|bao gồm|gồm(?: có)?):? (.+)$`)
	othersFirst = regexp.MustCompile(`(?i)^([^\d]*)(\d[\d.,]* ?\pL[^\d(),;]*?) (?:cho|với|thu hút) (\d[\d.,]* ?\pL[^\d(),;]*)$`)
)

// unpriced takes away what things are worth, where they are counted: "836 suất
// quà, trị giá 250 triệu đồng".
func (r *reader) unpriced(t text) text {
	if r.own.Family == "money" || !strings.Contains(t.s, ", ") || strings.ContainsAny(t.s, "();") {
		return t
	}
	pieces := strings.Split(t.s, ", ")
	kept := pieces[:1:1]
	for _, p := range pieces[1:] {
		m := worth.FindStringSubmatch(p)
		if m != nil {
			q, rest, err := measure.ReadQuantity(m[1], measure.Unit{})
			if _, own := r.ownFigure(text{pieces[0], t.bare}); own && err == nil && rest == "" && q.Unit.Family == "money" && q.Unit.Rest == "" {
				r.lesser = append(r.lesser, ", "+p)
				continue
			}
		}
		kept = append(kept, p)
	}
	t.s = strings.Join(kept, ", ")
	return t
}

// ownFigure gives the one quantity of a statement, where it is written in the
// target's own unit.
func (r *reader) ownFigure(head text) (measure.Quantity, bool) {
	i := strings.IndexAny(head.s, "0123456789")
	if i < 0 {
		return measure.Quantity{}, false
	}
	q, rest, err := measure.ReadQuantity(head.s[i:], r.own)
	if total, counts := strings.CutPrefix(rest, "/"); counts && err == nil && q.Unit.Text == "" { // "57/57 hộ"
		var of measure.Quantity
		of, rest, err = measure.ReadQuantity(total, r.own)
		q.Unit = of.Unit
	}
	if err != nil || len(q.Readings) == 0 || hasDigit(rest) || q.Unit.Text == "" || !q.Unit.Fits(r.own) || strings.HasPrefix(rest, "/") {
		return q, false
	}
	ok, _ := accounted(rest, viet.Fold(r.in.Name), head.bare)
	return q, ok
}

// anotherCount says whether beside a figure in the target's own unit a count of
// other things is told: a whole number of a known unit that is none of its own.
func (r *reader) anotherCount(head text, other string) bool {
	if _, ok := r.ownFigure(head); !ok || !startsWithDigit(other) {
		return false
	}
	q, rest, err := measure.ReadQuantity(other, measure.Unit{})
	if err != nil || !q.Unit.Counted() || q.Unit.Fits(r.own) || hasDigit(rest) || !slices.ContainsFunc(q.Readings, measure.Decimal.Whole) {
		return false
	}
	unit := " " + viet.Fold(q.Unit.Text) + " "
	for _, group := range alike { // "250 lao động (240 người)" counts the same
		if slices.Contains(group, viet.Fold(r.own.Text)) && slices.Contains(group, strings.TrimSpace(unit)) {
			return false
		}
	}
	ok, _ := accounted(rest, "", head.bare)
	return ok && !r.intended(rest) && !strings.Contains(" "+viet.Fold(r.in.Name)+" ", unit)
}

// partsOf says whether a list in brackets gives parts of the figure before it,
// in its unit or none, each with a label of its own and none larger than the
// whole: together no more than it. A part that the target's own words name, or
// of which another step is told, may be what is asked for; but of a list that
// makes up the whole it is enough that not only some are.
func (r *reader) partsOf(head text, list string) bool {
	whole, ok := r.ownFigure(head)
	if !ok {
		return false
	}
	listed := text{list, head.bare}
	listed.cut(partHeads)
	pieces := strings.FieldsFunc(strings.ReplaceAll(listed.s, " và ", ", "), func(c rune) bool { return c == ';' })
	if len(pieces) == 1 {
		pieces = strings.Split(pieces[0], ", ")
	}
	all, sum := likeUsual(whole.Readings, whole.Unit), measure.Int(0)
	named, near, steps := 0, 0, false
	var labels []string
	for _, p := range pieces {
		v, label, ok := r.partOfWhole(p, whole.Unit, head.bare)
		if !ok || v.Sign() <= 0 || v.Cmp(all) > 0 {
			return false
		}
		sum, labels = sum.Add(v), append(labels, label)
		if r.targets(label) {
			named++
		}
		if r.sharesWord(label) {
			near++
		}
		steps = steps || tellsStep(text{label, head.bare})
	}
	some := named > 0 && named < len(pieces) || near > 0 && near < len(pieces) || r.someAsked(labels)
	if len(pieces) > 1 && sum.Cmp(all) == 0 {
		return !some
	}
	return sum.Cmp(all) < 0 && named == 0 && !steps
}

// sharesWord says whether a label has a word of the target's name.
func (r *reader) sharesWord(label string) bool {
	own := spelledOf(r.in.Name)
	return slices.ContainsFunc(spelledOf(label), func(w string) bool { return slices.Contains(own, w) })
}

// partOfWhole reads one part of a list with its label.
func (r *reader) partOfWhole(piece string, unit measure.Unit, bare bool) (measure.Decimal, string, bool) {
	m := partNamed.FindStringSubmatch(strings.TrimSpace(piece))
	if m == nil {
		return measure.Decimal{}, "", false
	}
	q, rest, err := measure.ReadQuantity(m[2]+" "+m[3], unit)
	if err != nil || len(q.Readings) == 0 || q.Unit.Text != "" && (!q.Unit.Fits(unit) && !bothPeople(q.Unit, unit) || q.Unit.Factor != unit.Factor) {
		return measure.Decimal{}, "", false
	}
	label := strings.TrimSpace(m[1] + " " + rest)
	if fine, _ := accounted(label, "", bare); !fine || r.intended(label) || !strings.ContainsFunc(label, unicode.IsLetter) {
		return measure.Decimal{}, "", false
	}
	return likeUsual(q.Readings, unit), label, true
}

var (
	partHeads = words("trong đó có|trong đó|bao gồm|gồm có|gồm")
	partSteps = words("cả|kể|chuyển|đã|được|đạt|hoàn thành|nghiệm thu|bàn giao|giải ngân|thanh toán|thực hiện|còn|khởi công|đang|công nhận|phê duyệt|cấp")
)

// tellsStep says whether a label tells how far its part is.
func tellsStep(t text) bool {
	for t.s != "" {
		if t.begins(partSteps) {
			return true
		}
		t.cutLoose()
	}
	return false
}

// likeUsual gives the reading of a figure beside others of its list: the whole
// one where things are counted, else the usual one.
func likeUsual(readings []measure.Decimal, unit measure.Unit) measure.Decimal {
	if v, ok := likeWhole(readings, unit); ok {
		return v
	}
	return readings[0]
}

// likeWhole gives the one reading of a part: whole where things are counted.
func likeWhole(readings []measure.Decimal, unit measure.Unit) (measure.Decimal, bool) {
	if unit.Counted() && len(readings) > 1 {
		readings = wholeOnly(readings)
	}
	if len(readings) != 1 {
		return measure.Decimal{}, false
	}
	return readings[0], true
}

// shares are fractions of the plan in words.
var shares = regexp.MustCompile(`(?i)(?:^|\s)(?:(một nửa|nửa|1/2)|(gấp đôi|gấp 2 lần)|(gấp rưỡi)) (?:so với |của )?((?:kế hoạch|KH|dự toán|chỉ tiêu|mục tiêu)(?:\s|,|$))`)

// fractions writes "một nửa kế hoạch" as the percentage that it is.
func fractions(t text) text {
	if t.bare {
		return t
	}
	t.s = strings.TrimSpace(shares.ReplaceAllStringFunc(t.s, func(s string) string {
		m := shares.FindStringSubmatch(s)
		percent := map[bool]string{m[1] != "": "50%", m[2] != "": "200%", m[3] != "": "150%"}[true]
		return " " + percent + " " + m[4]
	}))
	return t
}

// headed says whether words before a colon only name what the figure is of, in
// words of the target's own: "Chăm sóc rừng trồng các năm: 352 ha".
func (r *reader) headed(head string) bool {
	own := " " + strings.Join(spelledOf(r.in.Name), " ") + " "
	for _, w := range spelledOf(head) {
		if !strings.Contains(own, " "+w+" ") && !slices.Contains([]string{"các", "năm", "tổng", "số", "kết", "quả", "trong"}, w) {
			return false
		}
	}
	return r.in.Name != "" && !r.intended(head) && !r.ofOthers(head)
}

// noneYet says whether a result tells that there is not one yet of the things
// counted, in words of the target's own: "Chưa thành lập được HTX nào".
func (r *reader) noneYet(t text, c Criterion) bool {
	if !noneOfThem.MatchString(viet.Fold(t.s)) || measure.LookupUnit(c.Unit).Share() || c.Direction != Higher || !isLevelKind(c.Kind) && c.Kind != Increment {
		return false
	}
	parts := lettersOf
	if marked(t.s) {
		parts = spelledOf
	}
	own := parts(r.in.Name + " " + c.Text + " " + c.Unit + " nào được có để nao duoc co de")
	for _, w := range parts(t.s)[1:] {
		if !slices.Contains(own, w) {
			return false
		}
	}
	return true
}

var noneOfThem = regexp.MustCompile(`^(?:chua|khong) [^\d,;]*\bnao\b[^\d,;]*$`)

// implied are those that a share is of, where a name does not say it.
var implied = []struct {
	named *regexp.Regexp
	heads string
}{
	{insured, " người dân"},
	{regexp.MustCompile(`\b(?:tot nghiep|bo hoc|luu ban|len lop|hoan thanh chuong trinh|tuyen sinh|hoc luc|hanh kiem|di hoc|den truong)\b`), " học sinh trẻ"},
	{regexp.MustCompile(`\b(?:tiem chung|suy dinh duong|khai sinh|ra lop|so sinh)\b`), " trẻ"},
	{regexp.MustCompile(`\b(?:tuoi|tuoi tieu) (?:tieu|chu dong)\b`), " diện tích"},
	{regexp.MustCompile(`\btao hon\b`), " cặp"},
	{regexp.MustCompile(`\b(?:pha an|kham pha)\b`), " vụ"},
}
