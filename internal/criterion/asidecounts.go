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
	restHeads = words("hiện còn lại|hiện còn|còn lại|còn|và còn|số còn lại")
	// notYet marks what is not done yet; one such mark tells it.
	notYet   = regexp.MustCompile(`(?i)(?:^|\s)(?:đang chờ|đang chuẩn bị|đang dở dang|đang tiếp tục|đang thiếu|đang vướng|đang|chưa (?:được )?(?:đạt|hoàn thành|có|xong|bàn giao|nghiệm thu|triển khai|khởi công|thực hiện|xử lý|giải quyết|cấp|giải ngân|thi công|công nhận|đủ|đảm bảo|bảo đảm|giải phóng|xây dựng|thành lập|thoát nghèo|thu|trồng|tổ chức|đầu tư|sửa chữa|phê duyệt|đồng ý|đồng thuận)|không đạt|không đủ điều kiện|không có nhu cầu|dở dang|dang dở|chờ|chuyển tiếp|chuyển sang|chuyển tòa án|chuyển cơ quan|chuyển cấp|thiếu|vướng|sẽ|dự kiến (?:hoàn thành|bàn giao|khởi công|thực hiện)|tiếp tục)(?:$|\s|,)`)
	doneMark = regexp.MustCompile(`(?i)(?:^|\s)(?:đạt|hoàn thành|được|đã|xong|thêm|nữa|cũng|bổ sung|vừa)(?:$|\s)`)
	byThen   = regexp.MustCompile(`(?i)(?: trong| vào| đến| cuối| đầu| trước)?(?: (?:tháng|quý|năm|ngày))? (?:(?:\d{1,2}|[IV]{1,3})[/.-]){0,2}20\d\d$`)
	byNumber = regexp.MustCompile(`(?i)(?:^|\s)(?:tiêu chí |chỉ tiêu )?số \d{1,2}\b`)
)

// remainder reads what is still to be done of the whole: "06 phòng đang hoàn
// thiện", "02 tiêu chí chưa đạt là …". With the figure it must make the total or
// the plan.
func (r *reader) remainder(ps []piece) (int, claim) {
	t := text{ps[0].s, false}
	left := t.cut(restHeads)
	if !left && !hasDigit(t.s) && (text{ps[0].s, false}).begins(restHeads) {
		return 0, claim{}
	}
	s, n := t.s, 1
	if !hasDigit(s) && len(ps) > 1 && ps[1].sep == ":" { // "chưa hoàn thành: 02 công trình"
		s, n = s+" "+ps[1].s, 2
	}
	v, words, ok := r.oneOf(s)
	if !ok || !r.stateOnly(words) {
		return 0, claim{}
	}
	sum := v.Rat()
	named := ps[0].group > 0 || strings.HasSuffix(s, " là") || strings.Contains(s, " là ") || strings.Contains(s, " gồm")
	for n < len(ps) && ps[n].group == ps[0].group && ps[n].sep != "(" {
		next := byNumber.ReplaceAllString(ps[n].s, " ")
		listed := named || ps[n].sep == ":" || ps[n].sep == "," && !(text{next, false}).begins(notOf)
		if listed && !hasDigit(next) && len(strings.Fields(next)) <= 8 && plainly(next, words2) && !(text{next, false}).begins(remarkHeads) {
			named, n = true, n+1
			continue
		}
		break
	}
	return n + namesInBrackets(ps[n:], ps[0].group), claim{rest: sum}
}

// namesInBrackets says how many pieces a bracket behind takes that only names
// things: "(thu ngân sách, diện tích ngô)".
func namesInBrackets(ps []piece, outside int) int {
	n := 0
	for ; n < len(ps) && outside == 0 && ps[n].group > 0 && ps[n].group == ps[0].group; n++ {
		if s := byNumber.ReplaceAllString(ps[n].s, " "); hasDigit(s) || !plainly(s, words2) {
			return 0
		}
	}
	return n
}

var words2 = words("và|nghèo đa chiều|trong")

// oneOf reads the one figure of a clause in what the target counts, or of a
// share's total, with the words around it.
func (r *reader) oneOf(s string) (measure.Decimal, string, bool) {
	s = byThen.ReplaceAllString(s, "")
	plain := byNumber.ReplaceAllString(s, " ")
	at := strings.IndexAny(plain, "0123456789")
	if at < 0 {
		return measure.Decimal{}, "", false
	}
	q, rest, err := measure.ReadQuantity(plain[at:], measure.Unit{})
	if err != nil || len(q.Readings) == 0 || hasDigit(rest) || strings.HasPrefix(rest, "/") || q.Unit.Share() || at > 0 && plain[at-1] != ' ' {
		return measure.Decimal{}, "", false
	}
	v := likeUsual(q.Readings, q.Unit)
	if !r.own.Share() {
		if rest != "" || q.Unit.Text != "" {
			if !r.countsOwn(q.Unit, rest) {
				return measure.Decimal{}, "", false
			}
		}
		if v = likeUsual(q.Readings, r.own); q.Unit.Text != "" && q.Unit.Fits(r.own) {
			if v, _ = q.Unit.Into(r.own, v); v.Sign() < 0 {
				return v, "", false
			}
		}
	}
	return v, strings.TrimSpace(plain[:at] + " " + rest), v.Sign() > 0
}

// stateOnly says whether words tell once that a thing is not done, and nothing
// of the figure.
func (r *reader) stateOnly(words string) bool {
	marks := notYet.FindAllStringIndex(words, -1)
	if len(marks) != 1 {
		return false
	}
	rest := words[:marks[0][0]] + " " + words[marks[0][1]:]
	return !notYet.MatchString(rest) && plainly(rest, inState) // marks side by side share a space
}

var lesserDegree = regexp.MustCompile(`(?i)^hoàn thành(?: nhiệm vụ)?$`)

// lowerDegree reads those of the whole that came to a lower degree than was asked
// for: "02 chi bộ hoàn thành nhiệm vụ" of those that did it well.
func (r *reader) lowerDegree(ps []piece) (int, claim) {
	t := text{ps[0].s, false}
	t.cut(restHeads)
	v, words, ok := r.oneOf(t.s)
	if !ok {
		return 0, claim{}
	}
	words = strings.TrimSpace(strings.TrimPrefix(strings.ToLower(words), strings.ToLower(r.own.Text)))
	if !lesserDegree.MatchString(words) || !wellDone.MatchString(viet.Fold(r.in.Name+" "+r.planned)) {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool { return countOfTotal.MatchString(f.head) }, rest: v.Rat()}
}

var wellDone = regexp.MustCompile(`\bhoan thanh (?:tot|xuat sac)\b`)

var inAct = words("khai trừ|dừng|không hiệu quả|kém hiệu quả")

// flows are acts that are counted as they happen, each with those that befall
// the same things beside them.
var flows = []struct{ act, others *regexp.Regexp }{
	{regexp.MustCompile(`\bthanh lap|\bdang ki (?:moi|thanh lap|kinh doanh)`), regexp.MustCompile(`^(?:giai the|tam ngung(?: hoat dong)?|tam dung(?: hoat dong)?|ngung hoat dong|cham dut hoat dong|thu hoi|sap nhap)(?: hoat dong)?(?: (?:khong|kem) hieu qua)?$`)},
	{regexp.MustCompile(`\bket nap\b`), regexp.MustCompile(`^(?:xoa ten|khai tru|chuyen sinh hoat(?: di| den)?|xin ra khoi dang|tu tran|chuyen di|chuyen chinh thuc)$`)},
	{regexp.MustCompile(`\bthoat (?:can )?ngheo\b`), regexp.MustCompile(`^(?:tai ngheo|phat sinh(?: moi)?(?: ngheo)?(?: moi)?|ngheo (?:phat sinh )?moi|ngheo phat sinh)$`)},
	{regexp.MustCompile(`\btrong moi\b`), regexp.MustCompile(`^(?:cham soc|khoanh nuoi|bao ve)$`)},
	{regexp.MustCompile(`\b(?:khoi to|kham pha|dieu tra)\b`), regexp.MustCompile(`^(?:khoi to|truy to|xet xu)$`)},
}

// otherActBeside reads another act that befell things of the kind counted, where
// the target is of one act, the figure is told of that very act, and the net of
// both is not asked for.
func (r *reader) otherActBeside(ps []piece) (int, claim) {
	name := viet.Fold(r.in.Name + " " + r.planned)
	v, words, ok := r.oneOf(ps[0].s)
	if !ok || r.own.Share() || v.Sign() <= 0 {
		return 0, claim{}
	}
	own := lettersOf(r.own.Text)
	var said []string
	for _, w := range lettersOf(words) {
		if !slices.Contains(own, w) {
			said = append(said, w)
		}
	}
	for _, flow := range flows {
		act := flow.act.FindString(name)
		if act == "" || !plainly(words, inAct) || !flow.others.MatchString(strings.Join(said, " ")) || strings.Contains(name, strings.Join(said, " ")) {
			continue
		}
		return 1, claim{holds: func(f told) bool {
			return f.c.Kind != Change && f.c.Kind != Increment && f.c.Kind != Maintain && f.c.Move == "" && f.c.Direction == Higher && f.a.Moved == "" && flow.act.MatchString(viet.Fold(f.head))
		}}
	}
	return 0, claim{}
}

var (
	partLeads = words("trong đó có|trong đó|bao gồm|gồm có|gồm|cụ thể là|cụ thể|of which")
	chiemSaid = regexp.MustCompile(`(?i)^([^\d]+?) chiếm(?: tỷ lệ| khoảng)? \d{1,2}(?:,\d+)? ?%$`)
	// notOf are words of parts that are not of the figure, or no longer.
	notOf = words("huyện bạn|xã bạn|tỉnh bạn|lại|khôi phục|tái nghèo|giải thể|ngừng|tạm ngừng|chết|trả lại|hủy|huỷ|rút|chuyển đi|chuyển đến|trùng|cũ|phát sinh|năm trước|kỳ trước|nợ|tồn|thu hồi|xóa tên|bị|thiệt hại|hỏng|mất")
)

// partsBeside reads parts of the figure, each with a label of its own, in its
// unit or none: behind "trong đó", in brackets, behind a colon, or bare. None is
// more than the figure, nor are all together; a list behind a colon or "gồm", or
// without either, must make up the whole.
func (r *reader) partsBeside(ps []piece) (int, claim) {
	if r.own.Share() || r.own.Text == "" || r.zero && !hasDigit(r.unlabelled(ps[0].s)) {
		return 0, claim{}
	}
	t := text{ps[0].s, false}
	some := t.begins(partLeads[:2])
	lead := t.cut(partLeads)
	t.s = strings.TrimLeft(t.s, ": ")
	if m := chiemSaid.FindStringSubmatch(t.s); lead && some && m != nil && r.partLabel(m[1]) && !r.namesTarget(m[1]) {
		return 1, claim{holds: func(f told) bool { return f.a.Value != nil && !f.a.PercentOfPlan }}
	}
	whole := !some && ps[0].group == 0
	var values []measure.Decimal
	var labels []string
	n := 0
	for ; n < len(ps); n++ {
		s := ps[n].s
		if n == 0 {
			s = t.s
		} else if ps[n].group != ps[0].group || ps[n].sep == "(" || (text{s, false}).begins(partLeads) {
			break
		}
		at := len(values)
		fine := true
		for _, one := range bothWithFigures(s) {
			v, label, ok := r.onePart(one)
			if fine = fine && ok; ok {
				values, labels = append(values, v), append(labels, label)
			}
		}
		if !fine {
			values, labels = values[:at], labels[:at]
			break
		}
	}
	if n == 0 || len(values) == 0 || whole && !lead && ps[0].sep != ":" && len(values) < 2 {
		return 0, claim{}
	}
	if r.noParts(values, whole && !lead && ps[0].sep != ":") { // another kind may be
		return 0, claim{}
	}
	own, ok := r.harmlessParts(labels)
	if whole = whole || own; !ok {
		return 0, claim{}
	}
	return n, claim{holds: func(f told) bool { return f.partsFit(values, labels, whole) }}
}

// noParts says whether numbers cannot be parts of the leading figure: one is more
// than it, or a bare list does not make it up.
func (r *reader) noParts(values []measure.Decimal, bare bool) bool {
	if r.lead == nil || !r.wide {
		return false
	}
	sum := measure.Int(0)
	for _, v := range values {
		if sum = sum.Add(v); v.Cmp(*r.lead) > 0 {
			return true
		}
	}
	return bare && sum.Cmp(*r.lead) != 0
}

// bothWithFigures parts "01 sản phẩm 4 sao và 05 sản phẩm 3 sao", but not "rừng
// phòng hộ và đặc dụng 25 ha".
func bothWithFigures(s string) []string {
	if a, b, ok := strings.Cut(s, " và "); ok && hasDigit(a) && hasDigit(b) {
		return []string{a, b}
	}
	return []string{s}
}

// onePart reads "rừng sản xuất 172 ha", "02 nhất", "Nhật Bản 15".
func (r *reader) onePart(s string) (measure.Decimal, string, bool) {
	s = strings.TrimSpace(s)
	at := strings.IndexAny(s, "0123456789")
	if at < 0 || at > 0 && s[at-1] != ' ' && s[at-1] != ':' {
		return measure.Decimal{}, "", false
	}
	grade := gradeOfThings.FindString(s[at+1:])
	plain := s
	if grade != "" {
		plain = strings.TrimSpace(s[:at+1] + strings.Replace(s[at+1:], grade, " ", 1))
	}
	q, rest, err := measure.ReadQuantity(plain[at:], r.own)
	if err != nil || len(q.Readings) == 0 || hasDigit(rest) || strings.HasPrefix(rest, "/") || q.Unit.Share() {
		return measure.Decimal{}, "", false
	}
	v := likeUsual(q.Readings, r.own)
	head, _, _ := strings.Cut(viet.Fold(r.own.Text), " ")
	switch {
	case q.Unit.Text == "":
	case q.Unit.Fits(r.own):
		v, _ = q.Unit.Into(r.own, v)
	case viet.Fold(q.Unit.Text) == head:
	case bothPeople(q.Unit, r.own):
		if viet.Fold(q.Unit.Text) != "nguoi" {
			rest = q.Unit.Text + " " + rest
		}
	default:
		return measure.Decimal{}, "", false
	}
	label := strings.TrimSpace(strings.TrimRight(plain[:at], ": ") + pick(at > 0 && rest != "", ", ", " ") + rest + " " + grade)
	return v, label, v.Sign() > 0 && strings.ContainsFunc(label, isLetter)
}

// ofOthersPlace says of a part that it is another body's: "7 hộ của xã Vân Tùng".
var ofOthersPlace = regexp.MustCompile(`(?i)(?:^|\s)(?:của|thuộc|do) (?:các )?(?:xã|phường|thị trấn|huyện|tỉnh|thành phố|đơn vị|địa phương)(?:$|\s)`)

// partLabel says whether words name a part, and nothing that is not of the figure.
func (r *reader) partLabel(label string) bool {
	plain := gradeOfThings.ReplaceAllString(label, " ")
	if plain != label || furtherDegree.MatchString(label) { // "02 trường đạt chuẩn mức độ 2"
		plain = toStandard.ReplaceAllString(plain, " ")
	} else {
		plain = label
	}
	if ofOthersPlace.MatchString(label) || !plainly(plain, abroad) || r.intended(label) || r.otherFlow(label) {
		return false
	}
	for t := (text{strings.TrimSpace(plain), false}); t.s != ""; {
		if t.cut(plainOnes) {
			continue
		}
		if t.begins(notOf) || t.begins(partSteps) && !t.begins(partSteps[len(partSteps)-1:]) {
			return false
		}
		t.cutLoose()
	}
	return true
}

// harmlessParts says whether all labels name parts, and whether none or all of
// them are words of the target's own name: these must make up the whole.
func (r *reader) harmlessParts(labels []string) (own, ok bool) {
	named := 0
	for _, l := range labels {
		if !r.partLabel(l) {
			return false, false
		}
		if r.namesTarget(l) {
			named++
		}
	}
	return named > 0, (named == 0 || named == len(labels)) && !r.someAsked(labels)
}

// ofAnyPart are words with which any part is told.
var ofAnyPart, _ = syllables("vụ số các là thu chi loại nhóm diện tích tổng được của và trong cấp đạt có")

// someAsked says whether a part of several has no words but those of the
// target's name, and others have more: then it is what is asked for. So are the
// poor where those a little above them stand beside.
func (r *reader) someAsked(labels []string) bool {
	wholly, own := 0, spelledOf(r.in.Name)
	for _, l := range labels {
		of, other := false, false
		for _, w := range spelledOf(l) {
			if !ofAnyPart[w] && !slices.Contains(spelledOf(r.own.Text), w) {
				of, other = of || slices.Contains(own, w), other || !slices.Contains(own, w)
			}
		}
		if of && !other {
			wholly++
		}
		poor := " " + viet.Fold(r.in.Name) + " "
		if nearlyPoor.MatchString(" "+viet.Fold(l)+" ") && strings.Contains(nearlyPoor.ReplaceAllString(poor, " "), " ngheo ") {
			return true
		}
	}
	return wholly > 0 && wholly < len(labels)
}

var toStandard = regexp.MustCompile(`(?i)(?:^|\s)đạt (?:tiêu )?chuẩn(?: quốc gia)?(?:$|\s)`)

var furtherDegree = regexp.MustCompile(`(?i)(?:^|\s)(?:nâng cao|kiểu mẫu)(?:$|\s)`)

// namesTarget says whether the words of a part are those of the target's name:
// its first word that describes, its last, two together, or the one it has. Then
// the part may be what is asked for.
func (r *reader) namesTarget(label string) bool {
	if own := r.in.Name + " " + r.planned; gradeOfThings.MatchString(label) && !gradeOfThings.MatchString(own) || furtherDegree.MatchString(label) && !furtherDegree.MatchString(own) { // "02 trường đạt chuẩn mức độ 2"
		return false
	}
	name := " " + strings.Join(spelledOf(r.in.Name), " ") + " "
	var said []string
	for _, w := range spelledOf(label) {
		if !telling[w] && !unitWords[w] && !slices.Contains(spelledOf(r.own.Text), w) {
			said = append(said, w)
		}
	}
	in := func(w string) bool { return strings.Contains(name, " "+w+" ") }
	if len(said) == 0 {
		return r.targets(label)
	}
	if in(said[0]) || in(said[len(said)-1]) || len(said) <= 2 && slices.ContainsFunc(said, in) {
		return true
	}
	all := spelledOf(label)
	for i := 1; i < len(all); i++ {
		if !telling[all[i]] && !telling[all[i-1]] && in(all[i-1]+" "+all[i]) && !slices.Contains(spelledOf(r.own.Text), all[i]) {
			return true
		}
	}
	return false
}

// partsFit says whether parts are of the figure. Those that several may be at
// once (women, members of minorities, the Party) may overlap.
func (f told) partsFit(values []measure.Decimal, labels []string, whole bool) bool {
	v, slack := f.figure()
	if v == nil || f.a.Total != nil && measure.LookupUnit(f.c.Unit).Share() {
		return false
	}
	sum, over := new(big.Rat), true
	kinds := map[string]bool{}
	for i, p := range values {
		if p.Rat().Cmp(new(big.Rat).Add(v, slack)) > 0 {
			return false
		}
		sum.Add(sum, p.Rat())
		k := attribute.FindString(viet.Fold(labels[i]))
		over = over && k != "" && !kinds[k]
		kinds[k] = true
	}
	off := new(big.Rat).Sub(sum, v)
	switch {
	case new(big.Rat).Abs(off).Cmp(slack) <= 0:
		return true
	case f.a.PercentOfPlan, whole:
		return false
	}
	return off.Sign() < 0 || over && len(values) > 1
}

var abroad = words("nước ngoài|ngoài tỉnh")

var attribute = regexp.MustCompile(`\b(?:nu|dan toc thieu so|dtts|dang vien|doan vien|ton giao|theo dao|trinh do|chuyen mon)\b`)

var measureLead = words("với tổng số|với tổng|với|và|tổng số|thu hút|cho|có|được")

// otherMeasure reads what is told of the same in another measure: "tổng vốn đăng
// ký 145 tỷ đồng", "diện tích 87,2 ha", "4.310 lượt người". The figure must be in
// the target's own unit; the other counts nothing that the target speaks of.
func (r *reader) otherMeasure(ps []piece) (int, claim) {
	if r.own.Text == "" || r.own.Share() {
		return 0, claim{}
	}
	s := roughBefore.ReplaceAllString(ps[0].s, "$1$2")
	t := text{s, false}
	t.cut(measureLead)
	list, ok := r.amountsIn(t.s)
	if !r.zero && (correctsIt(t.s) || ofTimeSaid.MatchString(t.s)) {
		return 0, claim{}
	}
	if !ok || len(list) != 1 || list[0].own || list[0].share || !plainly(numberedThing.ReplaceAllString(t.s, " "), inMeasure) {
		return 0, claim{}
	}
	at := strings.IndexAny(t.s, "0123456789")
	q, rest, err := measure.ReadQuantity(t.s[at:], measure.Unit{})
	if err != nil || q.Unit.Text == "" && startsWithDigit(t.s) && len(strings.Fields(rest)) == 0 {
		return 0, claim{}
	}
	noun := q.Unit.Text
	if noun == "" {
		noun = strings.Join(strings.Fields(rest)[:min(2, len(strings.Fields(rest)))], " ")
	}
	if (text{noun, false}).begins(ofTime) {
		return 0, claim{}
	}
	name := " " + strings.Join(lettersOf(r.in.Name+" "+r.planned), " ") + " "
	if r.own.Known() && !r.own.Counted() { // what is measured is counted by no other thing
		name = ""
	}
	if first := lettersOf(noun); len(first) == 0 || !r.zero && strings.Contains(name, " "+strings.Join(first, " ")+" ") || !r.zero && !q.Unit.Known() && strings.Contains(name, " "+first[0]+" ") {
		return 0, claim{}
	}
	n := 1
	for n < len(ps) && ps[n].sep == "," && ps[n].group == ps[0].group && !hasDigit(ps[n].s) && sharesWords(ps[n].s, s) && plainly(ps[n].s) { // "52 ý kiến, kiến nghị"
		n++
	}
	return n, claim{holds: func(f told) bool {
		return f.a.Value != nil && f.a.Value.Sign() > 0 && !f.a.PercentOfPlan && f.ownHead() && !(r.zero && grave.MatchString(viet.Fold(f.c.Scope)))
	}}
}

// ofTime are units of when and how long, which count nothing beside a figure.
var ofTime = words("tháng|quý|năm|ngày|tuần|giờ|kỳ|vụ|đợt|lần|bậc|hạng|điểm|sao|tuổi")

var inMeasure = words("đạt|đăng ký|khoảng|gần|hơn|trên|mới|cho|từ|và|bằng tiền|được|tổng số|tổng cộng|tạm giữ|dư nợ")

func sharesWords(a, b string) bool {
	other := lettersOf(b)
	return len(lettersOf(a)) <= 4 && slices.ContainsFunc(lettersOf(a), func(w string) bool { return slices.Contains(other, w) })
}

// ownHead says whether the figure that was kept is written in the target's unit.
func (f told) ownHead() bool {
	r := f.r
	at := strings.IndexAny(f.head, "0123456789")
	if at < 0 {
		return false
	}
	q, rest, err := measure.ReadQuantity(f.head[at:], r.own)
	if total, counts := strings.CutPrefix(rest, "/"); counts && err == nil && q.Unit.Text == "" {
		q, rest, err = measure.ReadQuantity(strings.TrimSpace(total), r.own)
	}
	return err == nil && (q.Unit.Text != "" && q.Unit.Fits(r.own) || r.countsOwn(q.Unit, rest) && (q.Unit.Text != "" || rest != ""))
}
