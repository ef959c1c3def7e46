package criterion

import (
	"cmp"
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
// was done, how it compares, when, where, by whose figures. A result with marks
// is compared with its marks: "bò" is not "bộ", "cá" not "cả".
var telling, tellingBare = syllables("đạt được có là bằng chiếm còn lại đã đang thực hiện hoàn thành ước kết quả lũy kế tổng số lượng cộng toàn cả trong trên địa bàn tính đến hết ngày tháng quý năm kỳ đầu cuối nay hiện tại thời điểm " +
	"tăng giảm thêm bớt vượt hơn kém hụt thiếu so với cùng trước ngoái kế hoạch kh th uth lk kl khối lượng ck kq vụ tuần chỉ tiêu dự toán nghị quyết nq mục tiêu giao tỉnh huyện xã thị trấn phường thành phố hđnd ubnd hội đồng nhân dân ủy ban cấp trung ương thủ tướng chính phủ bộ đề ra " +
	"tương đương ứng tỷ lệ trọng mức điểm phần trăm phần nghìn lần gấp nghìn ngàn triệu vạn đồng đ vnđ usd khoảng gần trên dưới từ lên xuống tới và các của cho những bị do vì theo tại ở vào này đó như để cũng " +
	"mới phát sinh giữ duy trì ổn định nâng đưa thu chi xây dựng triển khai tổ chức tiến độ hạn đúng sớm cơ bản sơ báo cáo số liệu thống kê cập nhật công bố công nhận quyết định cục phòng gieo trồng cấy " +
	"không chưa trừ riêng đều mỗi bình quân trung gồm bao kể thì mà rồi xong đợt thứ hạng bậc xếp đứng vị trí nhóm tốp top loại thực tế vững xảy " +
	"đủ đón phục vụ hoạt động mở đóng góp sụt tụt nửa nghiệm người hộ cái chiếc đơn vị cơ sở nhiệm vụ về đích kết thúc nhu cầu mua bán chuẩn so sánh ít nhiều nhất cao thấp cũ quy đổi tròn làm mốc ngưỡng " +
	"âm minus reached achieved of the in by to from at and a an is was were more less than about year month quarter plan target compared with last same period against estimated done completed reduced increased decreased exceeded up down percentage point points households household cases case none no not only nearly almost over under on as it has have been so far expected about approximately out total all met rise fell rose fall by out no new")

// alike are words that stand for the same in results.
var alike = [][]string{
	folded("nguoi|dong chi|lao dong|cong dan|thanh nien|nhan khau|dan so|dan|hoc vien|doi tuong|dang vien|quan chung|quan nhan|chien si"), folded("tre|tre em|chau|hoc sinh|em|tuyen sinh"), folded("nha|can"), folded("vu|vu viec|vu an|truong hop|ca|nguoi"),
	folded("truong|truong hoc"), folded("thon|ban|to|khu|xom|to dan pho|lang|khu dan cu|to dan"), folded("doanh nghiep|dn|cong ty"), folded("hop tac xa|htx"), folded("nong thon moi|ntm"), folded("bao hiem y te|bhyt"), folded("bao hiem xa hoi|bhxh"), folded("bao hiem that nghiep|bhtn"),
	folded("ho so|thu tuc|tthc|truong hop|don"), folded("luot|luot khach|khach|du khach|luot nguoi|nguoi"), folded("lua|thoc"), folded("trong|gieo trong|gieo cay|cay|gieo"), folded("thanh lap|phat trien|ket nap"), folded("giao thong nong thon|gtnt|duong"), folded("kham pha|dieu tra|lam ro"), folded("giao quan|nhap ngu|tuyen quan|len duong"),
}

func folded(list string) []string { return strings.Split(list, "|") }

// syllables makes sets of words: as they are spelled, and folded.
func syllables(list string) (spelled, bare map[string]bool) {
	spelled, bare = map[string]bool{}, map[string]bool{}
	for _, w := range strings.Fields(list) {
		spelled[spelling(w)], bare[viet.Fold(w)] = true, true
	}
	return spelled, bare
}

// spelling gives a word with its marks in one spelling: lower case, marks of
// tone in their place, and i for the y that is written either way.
func spelling(word string) string {
	return oneVowel.Replace(strings.ToLower(viet.Canonical(word)))
}

var oneVowel = strings.NewReplacer("ý", "í", "ỳ", "ì", "ỷ", "ỉ", "ỹ", "ĩ", "ỵ", "ị", "y", "i")

// spelledOf parts a text into its words with their marks.
func spelledOf(s string) []string {
	return strings.FieldsFunc(spelling(viet.CleanSpaces(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
}

// lettersOf parts a text into its folded words, without figures and signs.
func lettersOf(s string) []string {
	return strings.FieldsFunc(viet.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
}

// otherThing gives the words of a result that speak of something else than the
// target does: "" where there are none, or where nothing is known of it.
func (r *reader) otherThing(a *Actual, c Criterion) string {
	if r.in.Name == "" {
		return otherStep(a.Text, c.Text)
	}
	own := strings.Join([]string{r.in.Name, c.Text, c.Unit, r.in.Unit}, " ")
	if full := spellOut(own, a.Text); full != own {
		own += " " + full
	}
	own = ofPeople(own)
	for _, e := range c.Equivalents {
		own += " " + e.Unit
	}
	known := " " + strings.Join(lettersOf(own), " ") + " "
	has := func(phrase string) bool { return strings.Contains(known, " "+phrase+" ") }
	alikes := ""
	for _, group := range alike {
		if slices.ContainsFunc(group, has) {
			alikes += " " + strings.Join(group, " ")
		}
	}
	known += strings.TrimLeft(alikes+" ", " ")
	told := planOfFunds.ReplaceAllString(inUse.ReplaceAllString(gradedAside.ReplaceAllString(fractions(text{asPersons(r.told, r.in.Unit), !marked(a.Text)}).s, "$1"), " "), "kế hoạch$1")
	for _, part := range r.lesser {
		told = strings.Replace(told, unveil(part), "", 1)
	}
	said := lettersOf(told)
	all := " " + strings.Join(said, " ") + " "
	for _, w := range kinds {
		if strings.Contains(all, " "+w+" ") && !has(w) {
			return w
		}
	}
	if nearlyPoor.MatchString(known) && strings.Contains(nearlyPoor.ReplaceAllString(all, " "), " ngheo ") && !strings.Contains(nearlyPoor.ReplaceAllString(known, " "), " ngheo ") {
		return "… cận"
	}
	if w := graver(c, all); w != "" {
		return w
	}
	if m := counted.FindStringSubmatch(viet.Fold(a.Text)); m != nil && a.Total != nil && c.Kind != Rank && !has(m[1]) && m[2] == "" && !headNamed(m[1], has) {
		return m[1]
	}
	if m := finer.FindStringSubmatch(known); m != nil && strings.Contains(all, " "+m[1]+" ") && !strings.Contains(all, " "+m[2]+" ") {
		return m[1] + "” – “" + m[1] + " " + m[2]
	}
	if d := newRural.FindStringSubmatch(known); d != nil && newCountry.MatchString(all) && !strings.Contains(all, " "+d[1]+" ") {
		return "… " + d[1]
	}
	if other := cmp.Or(ofOtherHead(c, own, told), otherSide(own, told), r.anotherAct(told, own+alikes)); other != "" {
		return other
	}
	for _, m := range properName.FindAllString(a.Text, -1) {
		if name := viet.Fold(m); !has(name) && !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return givers[w] }) {
			return m
		}
	}
	if other := someWhere(told, own); other != "" {
		return other
	}
	return r.foreign(told, own, alikes+" ", said, has)
}

// someWhere gives the words of a place that is not the area a body answers for,
// and not in the target's own words: "tại hiện trường", "ở nhà". Those counted
// there are some of what was asked for.
func someWhere(told, own string) string {
	if !strings.Contains(told, "tại ") && !strings.Contains(told, "ở ") || !marked(told) || !marked(own) {
		return ""
	}
	own = " " + strings.Join(spelledOf(own), " ") + " "
	for _, m := range atPlace.FindAllStringSubmatch(told, -1) {
		word := strings.ToLower(m[1])
		if word != m[1] || areaWords[spelling(word)] || strings.Contains(own, " "+spelling(word)+" ") {
			continue
		}
		return m[0]
	}
	return ""
}

var (
	atPlace      = regexp.MustCompile(`(?:^|\s)(?:tại|ở) (?:các |những |một số |mỗi |từng )?(\pL+)(?: \pL+)?`)
	areaWords, _ = syllables("địa xã huyện tỉnh thành phường thị thôn bản xóm làng khu đây cấp mức khắp toàn cả thời đầu cuối tất")
)

// otherStep gives the words of a step short of anything that could have been
// planned, where a target has no name to tell: "12 xã đã nộp hồ sơ".
func otherStep(said, planned string) string {
	step := shortOf.FindString(handedOut.ReplaceAllString(viet.Fold(said), " "))
	if step == "" || strings.Contains(viet.Fold(planned), step) {
		return ""
	}
	return step
}

var shortOf = regexp.MustCompile(`\b(?:nop ho so|lap ho so|dang ki|khao sat|van dong|ra soat|tham dinh|kiem tra|giam sat|khoi cong|ki ket|tuyen truyen|tap huan|hop ban|du kien|de nghi|de xuat|trinh|thong bao|ki cam ket|phe duyet|bo tri|ho tro|tu choi)\b`)

// handedOut tells what was given to those counted: "hỗ trợ cây giống cho 126 hộ".
var handedOut = regexp.MustCompile(`\bho tro (?:(?:[a-z]+ ){1,5}cho \d|\d[\d.,]* ?(?:tan|ta|kg|lit|con|cay|suat|trieu|ty|ti)\b)`)

// inUse says that what was made is finished and used.
var inUse = regexp.MustCompile(`(?i) (?:đã |và |được )*(?:nghiệm thu|bàn giao)?,? ?(?:đã |và |được )*(?:đưa vào|đi vào) (?:sử dụng|khai thác|vận hành|hoạt động)`)

// planOfFunds is the plan of what is disbursed.
var planOfFunds = regexp.MustCompile(`(?i)(?:kế hoạch|KH) vốn(?: năm)?( |$|,)`)

// people are names of those who are counted as "người" too.
var people = folded("phu nu|hoi vien|dang vien|hoc sinh|hoc vien|tre|tre em|can bo|cong chuc|vien chuc|giao vien|lao dong|doan vien|thanh nien|cong dan|doi tuong|cu tri|benh nhan|dan quan|nguoi cao tuoi")

// gradedAside says how well what was counted went: "01 cuộc, đạt loại giỏi".
var gradedAside = regexp.MustCompile(`(?i)(\d[^,;]*),? (?:đạt|xếp) loại (?:xuất sắc|giỏi|khá|tốt)$`)

// headNamed says whether a name is of those that a word stands for: "hộ" of "Gia
// đình văn hóa".
func headNamed(word string, has func(string) bool) bool {
	return word == "nguoi" && slices.ContainsFunc(people, has) ||
		slices.ContainsFunc(heads, func(group []string) bool { return slices.Contains(group, word) && slices.ContainsFunc(group, has) })
}

// foreign gives the words of a result that are neither the target's own nor
// such as tell any result. Where the words are written with marks those count.
func (r *reader) foreign(text, own, alikes string, said []string, has func(string) bool) string {
	spelled := spelledOf(text)
	ownWords := map[string]bool{}
	for _, w := range spelledOf(own) {
		ownWords[w] = true
	}
	withMarks := marked(text) && len(spelled) == len(said)
	var out []string
	for i, w := range said {
		switch {
		case !withMarks && measure.LookupUnit(w).Known(), withMarks && unitWords[spelled[i]]:
		case withMarks && marked(r.in.Name):
			if !telling[spelled[i]] && !ownWords[spelled[i]] && !strings.Contains(alikes, " "+w+" ") {
				out = append(out, spelled[i])
			}
		case withMarks && !telling[spelled[i]] && !has(w), !withMarks && !tellingBare[w] && !has(w):
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

var (
	// kinds are phrases of words that tell any result, but together say which part of a thing is meant.
	kinds = folded("phong ho|dac dung|mam non|tieu hoc|trung hoc co so|thcs|thpt|trung hoc pho thong|trong nuoc|ngoai nuoc|nuoc ngoai|trong tinh|ngoai tinh|trong huyen|ngoai huyen|nang cao|kieu mau|can ngheo|tu nguyen|bat buoc|khu vuc nong thon|khu vuc thanh thi|ngoai nha nuoc|ngoai ngan sach|phat hien|ngoai tru|noi tru|giao duc thuong xuyen|cao nhat|thap nhat")
	// nearlyPoor are those a little above the poor, who are none of them.
	nearlyPoor = regexp.MustCompile(` can ngheo `)
	// finer are degrees that make a thing more than its name says, behind the name.
	finer = regexp.MustCompile(`(\S+ \S+) (nang cao|kieu mau|co (?:bang cap )?chung chi|co bang cap|co bang)\b`)
	// newRural is a degree of new rural areas, newCountry speaks of them.
	newRural   = regexp.MustCompile(`\b(?:ntm|nong thon moi) (nang cao|kieu mau)\b`)
	newCountry = regexp.MustCompile(`\b(?:ntm|nong thon moi)\b`)
	// counted is what a count of a total is of.
	counted = regexp.MustCompile(`\d ?/ ?\d[\d.]* ?(xa|thi tran|phuong|huyen|thon|ban|don vi|co so|ho|nguoi|truong|doanh nghiep|chi bo|tieu chi|tieu chuan|chi tieu|khu dan cu|hop tac xa|san pham|mo hinh|ho so|hoc sinh|lao dong|dang vien)\b( hop\b)?`)
	// properName is two words or more with capitals, the first not at the head of the text.
	properName = regexp.MustCompile(`(?:^| )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+`)
	_, givers  = syllables("hội đồng nhân dân ủy ban thủ tướng chính phủ trung ương nghị quyết quyết định bộ kế hoạch")
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
	names := slices.ContainsFunc(lettersOf(c.Scope), func(w string) bool { return !tellingBare[w] && strings.Contains(said, " "+w+" ") })
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

// unitWords are the words of units.
var unitWords, _ = syllables("ha tấn tạ yến kg gam km m mét hecta héc ta hộ người trường xã phường huyện tỉnh thôn bản con vụ việc cuộc nhà giường lớp lượt ca đồng đ tr trđ triệu tỷ khách công trình dự án mô hình tổ chức thành phố tập thể sản phẩm chủ thể gia đình hồ sơ văn bản điểm đàn căn chiếc cây quả kw kwh mw htx hợp tác doanh nghiệp chi bộ tiêu chí")

// comrades are counted like people; "đồng" is no money in them.
var comrades = regexp.MustCompile(`(?i)(?:đ/c|đồng chí)`)

// asPersons puts the target's own unit of people, else people, for comrades.
func asPersons(text, unit string) string {
	if !persons[viet.Fold(unit)] {
		unit = "người"
	}
	return comrades.ReplaceAllString(text, unit)
}

// persons are units that count people.
var persons = map[string]bool{"dang vien": true, "lao dong": true, "cong dan": true, "hoi vien": true, "doan vien": true, "hoc vien": true, "thanh nien": true, "can bo": true, "giao vien": true, "dan quan": true, "chien si": true, "nhan khau": true}

// tiers are words that say of how much a figure is, with the tier of the body
// whose whole it is: 1 a commune, 2 a district, 3 a province, 4 the nation.
var tiers = []struct {
	marked, bare *regexp.Regexp
	tiers        []int
}{
	tierOf("xã|phường|thị trấn|đặc khu", 1), tierOf("huyện|quận|thị xã", 2), tierOf("thành phố", 2, 3), tierOf("tỉnh", 3), tierOf("nước|quốc", 4),
}

func tierOf(names string, which ...int) (t struct {
	marked, bare *regexp.Regexp
	tiers        []int
}) {
	t.marked = regexp.MustCompile(`(?:^|[\s,(])(?:toàn|cả) (?:` + names + `)(?:$|[\s,):;.])`)
	t.bare = regexp.MustCompile(`\b(?:toan|ca) (?:` + viet.Fold(names) + `)\b`)
	t.tiers = which
	return t
}

// otherTier gives the words of a result that say it is of another body's whole,
// "toàn tỉnh 96%" of a commune: "" where there are none. Where nobody knows
// whose figure it is, a commune's own words pass.
func (r *reader) otherTier(text string, c Criterion) string {
	own, fold := viet.Fold(r.in.Name+" "+c.Text), viet.Fold(text)
	for _, t := range tiers {
		said := t.bare.FindString(fold)
		if said == "" || marked(text) && !t.marked.MatchString(strings.ToLower(viet.Canonical(text))) || strings.Contains(own, said) || slices.Contains(t.tiers, max(1, r.in.Tier)) {
			continue
		}
		if remarked := against.FindString(fold); remarked != "" { // "cao hơn bình quân cả nước"
			continue
		}
		return said
	}
	return ""
}

var against = regexp.MustCompile(`\b(?:so voi|hon|bang|thap hon|cao hon|dung thu \S+|xep thu \S+|hang \S+) (?:muc )?(?:binh quan |trung binh )?(?:chung )?(?:cua )?(?:toan|ca) `)

// ungraded gives what is left of a plan without the grade of the things that it
// counts: "02 sản phẩm đạt 3 sao", "3 trường đạt chuẩn mức độ 2".
func (r *reader) ungraded(c *clause) string {
	if r.result || !c.written || !c.from.Fits(r.own) || r.own.Share() || r.own.Text == "" || !strings.HasPrefix(viet.Fold(c.unit), viet.Fold(r.own.Text)) {
		return c.rest
	}
	return gradeOfThings.ReplaceAllString(c.rest, "")
}

var gradeOfThings = regexp.MustCompile(`(?i)(?:^|\s)(?:(?:từ |hạng )?\d sao|(?:mức độ|cấp độ|mức|hạng|loại|cấp|bậc) \d)(?:$|[\s,;)])`)

func wholeOnly(list []measure.Decimal) []measure.Decimal {
	return slices.DeleteFunc(slices.Clone(list), func(d measure.Decimal) bool { return !d.Whole() })
}

// ofTenThousand are the ways of writing "per ten thousand".
var ofTenThousand = regexp.MustCompile(`(?i)/ ?(?:(?:1|một) ?vạn|vạn|10[.,]?000)(?: (dân|người))?(?:$|([\s,;.)]))`)

// perHead writes "/1 vạn dân" and "/10.000 dân" as the declared unit has it.
func perHead(t text, unit string) text {
	own := ofTenThousand.FindString(unit)
	if own == "" || !strings.Contains(t.s, "/") {
		return t
	}
	t.s = ofTenThousand.ReplaceAllString(t.s, strings.ReplaceAll(own, "$", "")+"$2")
	return t
}

// sameThings says whether two units count the same per the same, one with a
// word more than the other.
func sameThings(a, b measure.Unit) bool {
	one, perOne, of := strings.Cut(viet.Fold(a.Text), "/")
	two, perTwo, too := strings.Cut(viet.Fold(b.Text), "/")
	return of && too && perOne == perTwo && (strings.HasPrefix(one, two+" ") || strings.HasPrefix(two, one+" "))
}

// perOwn says how much of a text is what the target's own unit is counted per.
func perOwn(rest string, own measure.Unit) int {
	_, per, ok := strings.Cut(own.Text, "/")
	if per = "/" + strings.TrimSpace(per); !ok || !hasDigit(per) || len(rest) < len(per) || !strings.EqualFold(rest[:len(per)], per) {
		return 0
	}
	return len(per)
}
