package criterion

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// What a result gives beside its figure and counts something else, or the same
// in its parts: "1.230 hộ (5.100 người)", "12 lớp với 480 lượt người", "1.792
// con (trâu 1.105 con, bò 687 con)". The figure is the one in the target's own
// unit; the other is told of it and judges nothing.

var (
	withOthers = regexp.MustCompile(`(?i)^(.*\d[\d.,]* ?\pL[^\d(),;]*?) (?:với|cho|thu hút|có) (?:tổng số )?(\d[\d.,]* ?\pL[^\d(),;]*)$`)
	partNamed  = regexp.MustCompile(`^(?:([^\d]+?):? )?(\d[\d.,]*) ?([^\d]*)$`)
)

// besides takes away from a result, in brackets or behind "với" and "cho", the
// counts of other things and the parts that make up the figure.
func (r *reader) besides(t text) text {
	if r.own.Text == "" || r.own.Share() || strings.Count(t.s, "(") > 1 {
		return t
	}
	if m := bracketed.FindStringSubmatchIndex(t.s); m != nil {
		head, inside := text{strings.TrimSpace(t.s[:m[0]]), t.bare}, t.s[m[2]:m[3]]
		if r.anotherCount(head, inside) || r.sumsUp(head, inside) {
			r.lesser = t.s[m[0]:m[1]]
			t.s = strings.TrimSpace(t.s[:m[0]] + t.s[m[1]:])
		}
		return t
	}
	first, rest, more := strings.Cut(t.s, ", ")
	if m := withOthers.FindStringSubmatch(first); m != nil && r.anotherCount(text{m[1], t.bare}, m[2]) {
		r.lesser = strings.TrimPrefix(first, m[1])
		t.s = m[1]
		if more {
			t.s += ", " + rest
		}
	}
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

// sumsUp says whether a list in brackets gives the parts of the figure before
// it: two or more, in its unit or none, that make up the whole.
func (r *reader) sumsUp(head text, list string) bool {
	whole, ok := r.ownFigure(head)
	pieces := strings.FieldsFunc(strings.ReplaceAll(list, " và ", ", "), func(c rune) bool { return c == ';' })
	if len(pieces) == 1 {
		pieces = strings.Split(pieces[0], ", ")
	}
	if !ok || len(pieces) < 2 || len(whole.Readings) == 0 {
		return false
	}
	sum := measure.Int(0)
	for _, p := range pieces {
		m := partNamed.FindStringSubmatch(strings.TrimSpace(p))
		if m == nil {
			return false
		}
		q, rest, err := measure.ReadQuantity(m[2]+" "+m[3], whole.Unit)
		if err != nil || q.Unit.Text != "" && (!q.Unit.Fits(whole.Unit) || q.Unit.Factor != whole.Unit.Factor) {
			return false
		}
		if fine, _ := accounted(m[1]+" "+rest, "", head.bare); !fine || r.intended(m[1]+" "+rest) {
			return false
		}
		v, one := likeWhole(q.Readings, whole.Unit)
		if !one {
			return false
		}
		sum = sum.Add(v)
	}
	return slices.ContainsFunc(whole.Readings, func(v measure.Decimal) bool { return v.Cmp(sum) == 0 })
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
