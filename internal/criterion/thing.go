package criterion

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// What a result speaks of must be what the target speaks of: "ngô 12.500 tấn"
// says nothing of the rice that was planned, "hộ cận nghèo 5,2%" nothing of the
// poor, "xã Bằng Vân 96%" nothing of the whole. Every word of a result that is
// none of the target's name, wording or unit, and none of the words with which
// any result is told, is asked about.

// telling are the words with which any result is told, whatever it is of: what
// was done, how it compares, when, where, by whose figures.
var telling = syllables("đạt được có là bằng chiếm còn lại đã đang thực hiện hoàn thành ước kết quả lũy luỹ kế tổng số lượng cộng toàn cả trong trên địa bàn tính đến hết ngày tháng quý năm kỳ đầu cuối nay hiện tại thời điểm " +
	"tăng giảm thêm bớt vượt hơn kém so với cùng trước ngoái kế hoạch kh chỉ tiêu dự toán nghị quyết nq mục tiêu giao tỉnh huyện xã thị trấn phường thành phố hđnd ubnd hội đồng nhân dân uỷ ủy ban cấp trung ương thủ tướng chính phủ bộ đề ra " +
	"tương đương ứng tỷ tỉ lệ tỉ trọng mức điểm phần trăm phần nghìn lần gấp nghìn ngàn triệu vạn đồng đ vnđ usd khoảng gần trên dưới từ lên xuống tới và các của cho các những được bị do vì theo tại ở vào ra này đó như để cũng " +
	"mới phát sinh giữ duy trì ổn định nâng đưa thu chi xây dựng triển khai tổ chức tiến độ hạn đúng sớm cơ bản sơ bộ báo cáo số liệu thống kê cập nhật công bố công nhận quyết định cục chi phòng " +
	"không chưa trừ riêng chỉ đều mỗi bình quân trung tính gồm bao kể thì mà rồi xong đợt lần thứ hạng bậc xếp đứng vị trí nhóm tốp top loại thực tế " +
	"người hộ cái chiếc đơn vị cơ sở nhiệm vụ về đích kết thúc nhu cầu mua bán chuẩn so sánh ít nhiều nhất cao thấp cũ quy đổi ra tròn làm mốc ngưỡng " +
	"âm minus reached achieved of the in by to from at and a an is was were more less than about year month quarter plan target compared with last same period against estimated done completed reduced increased decreased exceeded up down percentage point points households household cases case none no not only nearly almost over under on as it has have been so far expected about approximately out total all met rise fell rose fall by out no new")

// alike are words that stand for the same in results.
var alike = [][]string{
	folded("nguoi|lao dong|cong dan|thanh nien|nhan khau|dan so|dan|hoc vien|doi tuong|dang vien|quan chung|quan nhan|chien si"), folded("tre|tre em|chau|hoc sinh|em"), folded("nha|can"), folded("vu|vu viec|vu an|truong hop|ca|nguoi"),
	folded("truong|truong hoc"), folded("thon|ban|to|khu|xom|to dan pho|lang|khu dan cu|to dan"), folded("doanh nghiep|dn|cong ty"), folded("hop tac xa|htx"), folded("nong thon moi|ntm"), folded("bao hiem y te|bhyt"), folded("bao hiem xa hoi|bhxh"), folded("bao hiem that nghiep|bhtn"),
	folded("ho so|thu tuc|tthc|truong hop|don"), folded("luot|luot khach|khach|du khach|luot nguoi|nguoi"), folded("lua|thoc"), folded("trong|gieo trong|gieo cay|cay|gieo"), folded("giao thong nong thon|gtnt|duong"), folded("kham pha|dieu tra|lam ro"),
}

func folded(list string) []string { return strings.Split(list, "|") }

// syllables makes a set of folded words.
func syllables(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[viet.Fold(w)] = true
	}
	return out
}

// lettersOf parts a text into its folded words, without figures and signs.
func lettersOf(s string) []string {
	return strings.FieldsFunc(viet.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
}

// otherThing gives the words of a result that speak of something else than the
// target does: "" where there are none, or where nothing is known of it.
func (r *reader) otherThing(a *Actual, c Criterion) string {
	if r.in.Name == "" {
		return ""
	}
	known := " " + strings.Join(lettersOf(strings.Join([]string{r.in.Name, c.Text, c.Unit, r.in.Unit}, " ")), " ") + " "
	for _, e := range c.Equivalents {
		known += strings.Join(lettersOf(e.Unit), " ") + " "
	}
	has := func(phrase string) bool { return strings.Contains(known, " "+phrase+" ") }
	for _, group := range alike {
		if slices.ContainsFunc(group, has) {
			known += strings.Join(group, " ") + " "
		}
	}
	said := lettersOf(a.Text)
	all := " " + strings.Join(said, " ") + " "
	for _, w := range kinds {
		if strings.Contains(all, " "+w+" ") && !has(w) {
			return w
		}
	}
	if w := graver(c, all); w != "" {
		return w
	}
	if m := counted.FindStringSubmatch(viet.Fold(a.Text)); m != nil && a.Total != nil && !has(m[1]) {
		return m[1]
	}
	if m := finer.FindStringSubmatch(known); m != nil && strings.Contains(all, " "+m[1]+" ") && !strings.Contains(all, " "+m[2]+" ") {
		return m[1] + "” – “" + m[1] + " " + m[2]
	}
	for _, m := range properName.FindAllString(a.Text, -1) {
		if name := viet.Fold(m); !has(name) && !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return givers[w] }) {
			return m
		}
	}
	var foreign []string
	for _, w := range said {
		if !telling[w] && !has(w) && !measure.LookupUnit(w).Known() {
			foreign = append(foreign, w)
		}
	}
	return strings.Join(foreign, " ")
}

var (
	// kinds are phrases of words that tell any result, but together say which part of a thing is meant.
	kinds = folded("trong nuoc|ngoai nuoc|nuoc ngoai|trong tinh|ngoai tinh|trong huyen|ngoai huyen|nang cao|kieu mau|can ngheo|tu nguyen|bat buoc|khu vuc nong thon|khu vuc thanh thi|ngoai nha nuoc|ngoai ngan sach|phat hien|ngoai tru|noi tru|giao duc thuong xuyen|cao nhat|thap nhat")
	// finer are degrees that make a thing more than its name says, behind the name.
	finer = regexp.MustCompile(`(\S+ \S+) (nang cao|kieu mau)\b`)
	// counted is what a count of a total is of.
	counted = regexp.MustCompile(`\d ?/ ?\d[\d.]* ?(xa|thi tran|phuong|huyen|thon|ban|don vi|co so|ho|nguoi|truong|doanh nghiep)\b`)
	// properName is two words or more with capitals, the first not at the head of the text.
	properName = regexp.MustCompile(`(?:^| )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+`)
	givers     = syllables("hội đồng nhân dân ủy ban thủ tướng chính phủ trung ương nghị quyết quyết định bộ kế hoạch")
)

// inBrackets asks about a figure that stands in brackets and nothing beside it:
// accounts write a loss so, others a remark.
func (r *reader) inBrackets(a *Actual, t text) bool {
	m := bracketFigure.FindStringSubmatch(t.s)
	if m == nil {
		return false
	}
	q := ask("actual", "target.bracketed", "text", a.Text)
	if v, err := measure.ParseDecimal(strings.Replace(m[1], ",", ".", 1)); err == nil {
		q.Choices = []measure.Decimal{v, v.Neg()}
		if r.in.confirmed(v) || r.in.confirmed(v.Neg()) {
			a.Value = r.in.Meant
			return true
		}
	}
	a.Words = viet.Fold(t.s)
	r.ask(q)
	return true
}

var bracketFigure = regexp.MustCompile(`^\(\s*(\d[\d.,]*)\s*[^()\d/]*\)[^\d]*$`)

// grave are words that make what must not happen more than any case of it.
var grave = regexp.MustCompile(`\b(?:dac biet nghiem trong|rat nghiem trong|nghiem trong|lon|dong nguoi|vuot cap|keo dai|chet nguoi|dien rong|phuc tap|nguy hiem|bat ngo|dot xuat|noi com|hang loat)\b`)

// graver gives the gravity that is asked for and that a result does not speak of
// though it names the thing: "02 vụ khiếu kiện" of "khiếu kiện đông người".
func graver(c Criterion, said string) string {
	if c.Kind != ZeroEvent {
		return ""
	}
	degree := grave.FindString(viet.Fold(c.Scope))
	if degree == "" || strings.Contains(said, degree) {
		return ""
	}
	names := slices.ContainsFunc(lettersOf(c.Scope), func(w string) bool { return !telling[w] && strings.Contains(said, " "+w+" ") })
	if !names {
		return ""
	}
	return "… " + degree
}

// someOfSeveral says whether words name one whole part of a list of things that
// must not happen and leave another out: "khiếu kiện đông người" of "khiếu kiện
// đông người, vượt cấp".
func someOfSeveral(said, scope string) bool {
	said = " " + strings.Join(lettersOf(said), " ") + " "
	whole, left := false, false
	for _, part := range listed.Split(viet.Fold(scope), -1) {
		words := lettersOf(part)
		missing := slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(said, " "+w+" ") })
		whole, left = whole || len(words) > 0 && !missing, left || missing
	}
	return whole && left
}

var listed = regexp.MustCompile(` ?[,;] ?| va | hoac | hay `)
