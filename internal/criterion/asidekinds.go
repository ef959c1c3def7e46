package criterion

import (
	"math/big"
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// whole gives the number that a count is of: the total told beside it, else the
// plan where it is one to be reached.
func (f told) whole() *measure.Decimal {
	if f.a.Total != nil {
		return f.a.Total
	}
	if f.c.Direction != Higher || measure.LookupUnit(f.c.Unit).Share() || f.a.PercentOfPlan {
		return nil
	}
	switch f.c.Kind {
	case Point, AtLeast:
		return f.c.Value
	case RatioCount:
		return f.c.Total
	}
	return nil
}

// figure gives the figure that was read, in the target's own unit: of a
// percentage of the plan what that comes to. The second result is how far off
// its rounding may be.
func (f told) figure() (v, slack *big.Rat) {
	if f.a.Value == nil || f.a.How != "" && f.a.How != Point {
		return nil, nil
	}
	if !f.a.PercentOfPlan {
		return f.a.Value.Rat(), new(big.Rat)
	}
	plan := f.c.PlanValue()
	if plan == nil {
		return nil, nil
	}
	part := new(big.Rat).Quo(plan.Rat(), big.NewRat(100, 1))
	return new(big.Rat).Mul(f.a.Value.Rat(), part), new(big.Rat).Mul(digit(*f.a.Value), part)
}

// filledUp says whether the figure and what is told beside it make the whole.
func (f told) filledUp(rest *big.Rat) bool {
	v, slack := f.figure()
	whole := f.whole()
	if v == nil || whole == nil {
		return false
	}
	off := new(big.Rat).Sub(new(big.Rat).Add(v, rest), whole.Rat())
	return off.Abs(off).Cmp(slack) <= 0
}

// sumOf adds the figures of a clause that count what the target counts. It is
// false where a percentage is among them.
func sumOf(list []amount) (sum *big.Rat, any, ok bool) {
	sum = new(big.Rat)
	for _, a := range list {
		if a.own && a.share {
			return nil, true, false
		}
		if a.own {
			sum.Add(sum, a.value.Rat())
			any = true
		}
	}
	return sum, any, true
}

var (
	causeHeads  = words("nguyên nhân|lý do|chủ yếu là do|chủ yếu do|là do|do|bởi vì|bởi|vì|nhờ có|nhờ")
	causeMore   = words("chủ yếu|chính|khách quan|chủ quan|một phần là do|một phần do|là do|là|do|vì|:")
	causeMissed = words("không đạt chỉ tiêu|không đạt kế hoạch|chưa đạt chỉ tiêu|chưa đạt kế hoạch|không đạt|chưa đạt|không hoàn thành|chưa hoàn thành|đạt thấp|chậm")
	// consequence and passive begin with the words of a cause and give none.
	consequence = words("do đó|do vậy|do thế|vì vậy|vì thế|do đâu|vì sao")
	passive     = regexp.MustCompile(`(?i)^do (?:các |cơ quan |đơn vị )?(?:ubnd|hđnd|ủy ban|tỉnh|huyện|xã|phường|thôn|thành phố|trung ương|tw|nhà nước|cấp trên|bộ|sở|phòng|ban|hội|đoàn|công ty|doanh nghiệp|chi cục|ngân hàng|địa phương|nhân dân|người dân)(?: \pL+){0,4}? (?:giao|quản lý|làm chủ|làm chủ đầu tư|chủ trì|tổ chức|thực hiện|đầu tư|công bố|đánh giá|cấp|thẩm định|quyết định|xác nhận|cung cấp|tự làm|đóng góp|phê duyệt|ban hành|công nhận|xây|làm|trồng|hỗ trợ|thống kê|khai)$`)
)

var (
	thanksTo = words("nhờ có|nhờ")
	// favour are words of what helps: such a cause explains that a plan was met.
	favour = regexp.MustCompile(`(?i)(?:^|\s)(?:tốt|tích cực|quyết liệt|tăng cường|đẩy mạnh|hiệu quả|thuận lợi|chủ động|kịp thời|quan tâm|tập trung|được mùa|hỗ trợ|phối hợp|vào cuộc|nâng cao|mở rộng|ứng dụng|đồng thuận|hưởng ứng|nhu cầu|tăng cao|tăng mạnh|nỗ lực|cố gắng|sát sao)(?:$|[\s,;.])`)
)

// gives reads a cause: "do thiếu phòng học và giáo viên". A figure in it that
// counts what the target counts must fill the result up to its whole; a denial
// explains a lack only, and that a plan was met only what helps.
func (r *reader) gives(ps []piece) (int, claim) {
	t := text{ps[0].s, false}
	if t.begins(consequence) || passive.MatchString(t.s) {
		return 0, claim{}
	}
	reason, thanks := t.begins(causeHeads[:2]), t.begins(thanksTo)
	if !t.cut(causeHeads) {
		return 0, claim{}
	}
	missed := reason && t.cut(causeMissed)
	for t.s != "" && (t.cut(causeMore) || strings.HasPrefix(t.s, ":")) {
		missed = missed || reason && t.cut(causeMissed)
		t.s = strings.TrimLeft(t.s, ": ")
	}
	n, list, denied, ok := r.explains(t.s, ps, inCause)
	if !ok {
		return 0, claim{}
	}
	sum, any, ok := sumOf(list)
	if !ok {
		return 0, claim{}
	}
	kind := ""
	if denied {
		kind = "lack"
	}
	ofLeft := r.wide && r.behind && ps[0].sep == " " // why some are left: "còn 11 trẻ hoãn tiêm do thiếu vắc-xin"
	return n, claim{kind: kind, holds: func(f told) bool {
		return (f.class == NotMet || ofLeft || !denied && !missed && (thanks || favour.MatchString(plainJoined(ps[:n])))) && (!any || f.filledUp(sum))
	}}
}

// explains reads the words of a clause and of those pieces that go on with it.
func (r *reader) explains(first string, ps []piece, allowed ...[]keyword) (n int, list []amount, denied, ok bool) {
	for n < len(ps) {
		s := ps[n].s
		if n == 0 {
			s = first
		} else if ps[n].sep == "(" && ps[0].group == 0 && remarksOnly(ps[n:]) {
			n++
			continue
		} else if ps[n].group != ps[0].group || ps[n].sep == ";" && ps[0].group == 0 || ps[n].sep == "(" {
			break
		} else if t := (text{s, false}); hasDigit(s) && (t.begins(remarkHeads) || t.begins(asideHeads[6:]) || startsWithDigit(s)) {
			break
		}
		if s == "" || !strings.ContainsFunc(s, isLetter) {
			break
		}
		said := numberedThing.ReplaceAllString(s, " ")
		clean := plainly(said, allowed...)
		lack := !clean && !denied && deniedOnce(said) && plainly(said, append([][]keyword{lacks}, allowed...)...)
		more, fine := r.amountsIn(s)
		if !clean && !lack || !fine {
			break
		}
		list, denied = append(list, more...), denied || lack
		n++
	}
	return n, list, denied, n > 0
}

// remarksOnly says whether a bracket holds one remark without a figure that
// counts: "(tháng 10/2025)".
func remarksOnly(ps []piece) bool {
	if len(ps) > 1 && ps[1].group == ps[0].group {
		return false
	}
	said := numberedThing.ReplaceAllString(aDay.ReplaceAllString(ps[0].s, " "), " ")
	return !hasDigit(said) && plainly(said, inEffect)
}

// deniedOnce says whether words hold one denial and no more.
func deniedOnce(s string) bool {
	n := 0
	for t := (text{strings.TrimSpace(s), false}); t.s != ""; t.cutLoose() {
		if t.begins(deniers) {
			n++
		}
	}
	return n == 1
}

func isLetter(c rune) bool {
	return c != ' ' && (c > 127 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
}

var effectHeads = words("góp phần|tạo|phát huy hiệu quả|hoạt động hiệu quả|có hiệu quả|đạt hiệu quả|qua đó|nhằm|bảo đảm|đảm bảo|tạo điều kiện|tạo thuận lợi|tạo việc làm|tạo sinh kế|đáp ứng nhu cầu|đáp ứng yêu cầu|từng bước|phục vụ nhu cầu|phục vụ đời sống|phục vụ sản xuất|phục vụ tốt|giúp|đúng quy định|đúng đối tượng|đúng trình tự|kịp thời|chất lượng được|được người dân|được nhân dân")

// keepsWell says that things at large are well.
var keepsWell = regexp.MustCompile(`(?i)^(?:tình hình |công tác )?(?:an ninh|trật tự|quốc phòng|chính trị|đời sống|tình hình)[^\d]*? (?:ổn định|được giữ vững|giữ vững|được bảo đảm|được đảm bảo|được duy trì)$`)

// leadsTo reads what a result is good for, or how well it was done, without any
// figure: "góp phần nâng cao thu nhập", "bảo đảm an toàn".
func (r *reader) leadsTo(ps []piece) (int, claim) {
	t := text{ps[0].s, false}
	if keepsWell.MatchString(t.s) && plainly(t.s, inEffect) {
		return 1, claim{}
	}
	if !t.begins(effectHeads) || hasDigit(t.s) {
		return 0, claim{}
	}
	t.cut(effectHeads)
	if t.s == "" {
		return 1, claim{}
	}
	n, list, denied, ok := r.explains(t.s, ps, inEffect)
	if !ok || denied || len(list) > 0 {
		return 0, claim{}
	}
	return n, claim{}
}

var (
	citation = regexp.MustCompile(`(?i)^(?:(?:đã )?được (?:công nhận|phê duyệt|công bố|cấp) )?(?:theo |tại |bằng |căn cứ )?(?:các )?(?:quyết định|qđ|thông báo|tb|báo cáo|bc|biên bản|bb|công văn|cv|văn bản|giấy chứng nhận|bằng công nhận)(?: công nhận)? (?:số:? ?)?\d+[a-zđ]?(?:-\pL+)?(?:/\d{4})?(?:/[\pL][\pL\d]*(?:-[\pL\d]+)*)?(?:,? (?:ngày )?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}))?(?:(?: của)? ((?:\pL+,? ?)+))?$`)
	issuers  = setOf("chủ|tịch|ubnd|hđnd|ủy|ban|nhân|dân|hội|đồng|tỉnh|huyện|xã|phường|thị|trấn|thành|phố|sở|bộ|ngành|đảng|thủ|tướng|chính|phủ|chi|cục|phòng|của|và|nông|nghiệp|môi|trường|giáo|dục|đào|tạo|y|tế|nội|vụ|văn|hóa|thể|thao|du|lịch|tài|tư|lao|tôn|công|thương|khoa|học|nghệ|thông|tin")
)

// cites reads the citation of a decision, a notice or a report, whole: nothing
// but its number, its day and whose it is. Plans and resolutions say what was to
// be reached, and are none.
func (r *reader) cites(ps []piece) (int, claim) {
	n := 0
	for k := 1; k <= min(4, len(ps)); k++ { // "của Bộ Văn hóa, Thể thao và Du lịch"
		if k > 1 && (ps[k-1].sep != "," || ps[k-1].group != ps[0].group) {
			break
		}
		if citesOnly(plainJoined(ps[:k])) {
			n = k
		}
	}
	if n == 0 {
		return 0, claim{}
	}
	return n, claim{holds: func(f told) bool { return f.c.Kind != Milestone && f.a.Value != nil }}
}

func plainJoined(ps []piece) string {
	var all []string
	for _, p := range ps {
		all = append(all, p.s)
	}
	return strings.Join(all, ", ")
}

// citesOnly says whether a text is a citation and nothing more.
func citesOnly(s string) bool {
	m := citation.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	for _, w := range strings.FieldsFunc(m[1], notInWord) {
		if !issuers[strings.ToLower(w)] && strings.ToLower(w) == w {
			return false
		}
	}
	return true
}

var gradeSaid = regexp.MustCompile(`(?i)^(?:đều |cùng )?(?:đạt|được xếp hạng|được xếp|xếp hạng|xếp loại|xếp|được công nhận đạt|được công nhận|hạng|loại|công nhận)?,? ?(?:(?:tiêu )?chuẩn )?(?:quốc gia )?(?:mức độ \d|cấp độ \d|mức \d|(?:ocop )?(?:hạng )?\d(?:-\d)? sao|(?:loại )?(?:xuất sắc|giỏi|khá|tốt))$`)

// grades reads a grade of the things counted: "đạt 3 sao" of sản phẩm. Where the
// target itself asks for a grade it must be the same.
func (r *reader) grades(ps []piece) (int, claim) {
	if !gradeSaid.MatchString(ps[0].s) || !r.own.Counted() && r.own.Known() || r.own.Text == "" {
		return 0, claim{}
	}
	own, said := viet.Fold(r.in.Name+" "+r.planned), viet.Fold(ps[0].s)
	if asked := gradeAsked.FindString(own); asked != "" && !strings.HasSuffix(said, asked) || betterThan.MatchString(own) {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool { return f.a.Value != nil && !f.a.PercentOfPlan }}
}

var (
	keptPassed = regexp.MustCompile(`(?i)^(?:đều )?đạt và vượt(?: kế hoạch| chỉ tiêu| mức)?(?: giao| đề ra)?$`)
	// aims are what is reached or passed itself, where it is counted.
	aims = setOf("chi tieu|tieu chi|muc tieu|noi dung|nhiem vu")
)

// keptAndPassed reads what is said of the aims that were counted: "18/20 chỉ tiêu
// đạt và vượt kế hoạch".
func (r *reader) keptAndPassed(ps []piece) (int, claim) {
	if !keptPassed.MatchString(ps[0].s) || !aims[viet.Fold(r.own.Text)] {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool { return f.a.Value != nil && countOfTotal.MatchString(f.head) }}
}

var (
	gradeAsked = regexp.MustCompile(`\b(?:muc do \d|cap do \d|muc \d|\d sao|xuat sac|gioi|kha|tot)\b`)
	betterThan = regexp.MustCompile(`\b(?:sao|muc do|cap do)\b.* tro len\b`)
)

var twoEnds2 = regexp.MustCompile(`(?i)^từ (\d[\d.,]*) ?([^\d]*?)(?: (?:đầu năm|cuối năm trước|năm trước|năm 20\d\d|đầu năm 20\d\d|cuối năm 20\d\d))? (xuống còn|xuống|giảm còn|còn|lên đến|lên tới|lên|đến) (\d[\d.,]*) ?([^\d]*?)(?: (?:cuối năm|năm 20\d\d|cuối năm 20\d\d))?$`)

// endsOf reads the two levels of a change behind it: "từ 14,2% xuống 11,35%".
// They must make it, the same way, and begin where the target does.
func (r *reader) endsOf(ps []piece) (int, claim) {
	m := twoEnds2.FindStringSubmatch(ps[0].s)
	if m == nil {
		return 0, claim{}
	}
	low := strings.ToLower(m[3])
	down := strings.HasPrefix(low, "xuống") || strings.HasSuffix(low, "còn")
	from, rest1, err1 := measure.ReadQuantity(m[1]+" "+m[2], measure.Unit{})
	to, rest2, err2 := measure.ReadQuantity(m[4]+" "+m[5], measure.Unit{})
	if err1 != nil || err2 != nil || rest1 != "" || rest2 != "" || to.Unit.Text != "" && from.Unit.Text != "" && to.Unit.Text != from.Unit.Text {
		return 0, claim{}
	}
	unit := to.Unit
	a, b := likeUsual(from.Readings, unit), likeUsual(to.Readings, unit)
	return 1, claim{holds: func(f told) bool {
		if f.c.Kind != Change && f.c.Move == "" || f.a.Moved == "" || f.a.Value == nil || f.a.PercentOfPlan || f.a.How != "" && f.a.How != Point {
			return false
		}
		by := a.Sub(b)
		if !down {
			by = b.Sub(a)
		}
		if (f.a.Moved == Down) != down || by.Sign() < 0 || f.c.Baseline != nil && f.c.Baseline.Cmp(a) != 0 || f.c.Relative {
			return false
		}
		same := unit.Fits(measure.LookupUnit(f.a.Unit)) || unit.Share() && measure.LookupUnit(f.a.Unit).Share()
		return same && by.Cmp(*f.a.Value) == 0
	}}
}

var rankMoved = regexp.MustCompile(`(?i)^(?:tăng|giảm|lên|tụt|thăng|cải thiện|tiến)(?: thêm)? \d{1,2} (?:bậc|hạng|vị trí)(?: so với (?:năm trước|năm 20\d\d|cùng kỳ|kỳ trước|năm ngoái))?$`)

// placesWon reads by how many places a rank moved, beside the rank.
func (r *reader) placesWon(ps []piece) (int, claim) {
	if !rankMoved.MatchString(ps[0].s) {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool {
		return f.a.Value != nil && (f.c.Kind == Rank && f.a.Moved == "" || f.c.Kind != Rank && !rankUnit.MatchString(viet.Fold(r.own.Text)))
	}}
}

var planSaid = regexp.MustCompile(`(?i)^(?:kế hoạch|KH|chỉ tiêu|dự toán|mục tiêu)(?: được)?(?: giao| đề ra| năm| cả năm| đầu năm)?(?: là)?:? (\d[\d.,]*) ?([^\d]*)$`)

// planAgain reads the plan said once more beside the figure. It must be the plan.
func (r *reader) planAgain(ps []piece) (int, claim) {
	m := planSaid.FindStringSubmatch(ps[0].s)
	if m == nil {
		return 0, claim{}
	}
	q, rest, err := measure.ReadQuantity(m[1]+" "+m[2], r.own)
	if err != nil || rest != "" || q.Unit.Text != "" && !q.Unit.Fits(r.own) {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool {
		plan := f.c.PlanValue()
		if plan == nil || f.c.Kind != Point && f.c.Kind != AtLeast {
			return false
		}
		for _, v := range q.Readings {
			if q.Unit.Text != "" {
				v, _ = q.Unit.Into(measure.LookupUnit(f.c.Unit), v)
			}
			if v.Cmp(*plan) == 0 {
				return true
			}
		}
		return false
	}}
}

var earlierSaid = regexp.MustCompile(`(?i)^(?:cùng kỳ(?: năm trước| năm ngoái)?|năm trước|năm ngoái)(?: là| đạt| có)?:? (\d[\d.,]*) ?([^\d]*)$`)

// earlier reads the figure of the year before, beside that of this one.
func (r *reader) earlier(ps []piece) (int, claim) {
	m := earlierSaid.FindStringSubmatch(ps[0].s)
	if m == nil {
		return 0, claim{}
	}
	q, rest, err := measure.ReadQuantity(m[1]+" "+m[2], r.own)
	if err != nil || rest != "" || q.Unit.Text != "" && !q.Unit.Fits(r.own) {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool {
		return (isLevelKind(f.c.Kind) || f.c.Kind == RatioCount) && f.c.Move == "" && f.a.Value != nil && !f.a.PercentOfPlan && f.a.Moved == ""
	}}
}
