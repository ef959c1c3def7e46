package criterion

import (
	"regexp"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// What is left of a text when its numbers, units and comparisons are read must
// be accounted for. Names of things ("xã", "rừng sản xuất") describe and count
// for nothing. Words of force are the closed classes of the language, listed
// here: they say not, not yet, except, only a part, as well, if, when, more or
// less, or that the thing is merely on its way. None of them is ever passed
// over: what holds one, a figure or a date leads to a question.
var (
	force = words("không|chưa|chẳng|đừng|chớ|trừ|ngoại trừ|loại trừ|ngoài|ngoài ra|thay vì|thay cho|nhưng|song|tuy|tuy nhiên|mặc dù|nếu|khi|trường hợp|hoặc|hay|và|cùng với|kèm|" +
		"trong đó|riêng|chỉ|mới chỉ|mới đạt|mới được|vượt|giảm|tăng|thiếu|hụt|thừa|dư|gấp|lần|nửa|rưỡi|một phần|một số|một vài|nhiều|phần lớn|cơ bản|đa số|hầu hết|" +
		"phấn đấu|cố gắng|dự kiến|ước|sẽ|đang|sắp|chờ|chuẩn bị|đăng ký|cam kết|chậm|quá hạn|tạm|hủy|huỷ|bỏ|rút|dừng|" +
		"hơn|kém|trên|dưới|quá|ít nhất|tối thiểu|tối đa|mỗi|từng|khoảng|gần|xấp xỉ|từ|đến|tới|trước|sau|trở lên|trở xuống|xếp hạng|xếp loại|cao nhất|thấp nhất|" +
		"and|or|but|unless|except|excluding|if|not|no|without|only|partly|planned|expected|under way|less|more|by|before|after|until")
	// denied are those that turn a meaning round; where one is left over nothing is judged.
	denied = words("không|chưa|chẳng|đừng|chớ|trừ|ngoại trừ|loại trừ|thay vì|thay cho|thiếu|hụt|nửa|rưỡi|một phần|mới đạt|hủy|huỷ|bỏ|lần|gấp|nếu|trường hợp|mỗi|từng|if|not|no|except|excluding|without|unless")
	// harmless are words that hold one of force and have none: "trên địa bàn".
	harmless = words("nhiều năm|đa chiều|mỗi năm|từng bước|từng năm|trên địa bàn|cấp trên|trên cơ sở|trên phạm vi|trên toàn|trên tổng số|trên đầu người|trên cạn|trên biển|dưới nước|dưới tán rừng|dưới 1 tuổi|dưới 5 tuổi|không khí|không gian|thiếu đói|thiếu ăn|ngoài nhà nước|ngoài ngân sách|ngoài quốc doanh|ngoài trời|" +
		"ngoài công lập|ngoài khu vực|từ nguồn|từ ngân sách|từ rừng|từ đất|tạm trú|nhà tạm|chỉ số|chỉ tiêu|chỉ đạo|quá trình|chăm sóc|tăng trưởng|tăng cường|giảm nghèo|giảm phát thải|dư nợ|mới|trước mắt|" +
		"đến trường|tới trường|ước tính|sau đại học|sau thu hoạch|sau sáp nhập|khi sinh|không dùng tiền mặt|không gian mạng|gần biển|bỏ học|từ thiện|đúng hạn và trước hạn|trước hạn và đúng hạn|đúng và trước hạn|trước và đúng hạn")
)

// accounted says whether words left over only describe. A date and a figure do
// not; nor does a word of force that stands outside the harmless phrases and
// outside known, the words of the target's own name.
func accounted(rest string, known string, bare bool) (ok, turns bool) {
	if hasDigit(rest) || strings.ContainsAny(rest, "?？") {
		return false, true
	}
	ok = true
	for t := (text{s: strings.TrimSpace(rest), bare: bare}); t.s != ""; {
		switch {
		case t.cut(harmless):
		case t.begins(force):
			word := t
			turning := t.begins(denied)
			t.cutLoose()
			phrase := nearby(word.s)
			if strings.Contains(phrase, " ") && strings.Contains(" "+known+" ", " "+phrase+" ") {
				continue
			}
			ok, turns = false, turns || turning
		default:
			t.cutLoose()
		}
	}
	return ok, turns
}

// nearby folds the first two words of a text, or the one it has.
func nearby(s string) string {
	fields := strings.Fields(viet.Fold(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, s)))
	return strings.Join(fields[:min(2, len(fields))], " ")
}

// account is the last step of every reading of a wording: whatever it holds as
// mere words is looked at once more, and asked about where it may count.
func (r *reader) account(c *Criterion) {
	for i := range c.Parts {
		r.account(&c.Parts[i])
	}
	held := []string{c.Rest}
	if c.Rest != "" && measure.LookupUnit(c.Unit).Counted() { // "nhà" and "tạm" are one thing
		if ok, _ := accounted(c.Unit+" "+c.Rest, viet.Fold(r.in.Name), !marked(c.Unit+c.Rest)); ok {
			held[0] = ""
		}
	}
	if measure.LookupUnit(c.Unit).Counted() && !r.own.Share() {
		held[0] = strings.TrimSpace(gradeOfThings.ReplaceAllString(held[0], " "))
	}
	if c.Kind != Milestone && c.Kind != ZeroEvent && c.Kind != AllOf {
		held = append(held, c.Scope)
	}
	if c.Kind == Milestone || c.Kind == ZeroEvent {
		r.accountMilestone(c)
	}
	if !measure.LookupUnit(c.Unit).Known() && c.Unit != r.own.Text {
		held = append(held, c.Unit)
	}
	for _, rest := range held {
		if rest == "" {
			continue
		}
		ok, turns := accounted(aYearOf.ReplaceAllString(rest, ""), viet.Fold(r.in.Name), !marked(rest))
		if ok || r.asked(rest) {
			continue
		}
		key := "target.rest_unread"
		if turns {
			key = "target.rest_counts"
		}
		r.ask(ask("wording", key, "text", rest))
	}
	if c.Base != "" {
		if base := knownBase.ReplaceAllString(bareYear.ReplaceAllString(viet.Fold(c.Base), ""), ""); hasDigit(base) {
			r.ask(ask("wording", "target.rest_counts", "text", c.Base))
		} else if ok, turns := accounted(base, "", true); !ok && turns {
			r.ask(ask("wording", "target.rest_counts", "text", c.Base))
		}
	}
}

// asked says whether a part of the wording is asked about already.
func (r *reader) asked(rest string) bool {
	rest = unveil(rest)
	for _, q := range r.asks {
		if said, _ := q.Ask.Arg("text").(string); said != "" && (strings.Contains(rest, said) || strings.Contains(said, rest)) {
			return true
		}
	}
	return false
}

var (
	aYearOf   = regexp.MustCompile(`(?:trên|dưới|per|/) ?(?:1|5|10|100|1\.000|10\.000|100\.000) (?:người|dân|vạn dân|trẻ|tuổi|ha|m2|hộ)`)
	bareDay   = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$`)
	bareYear  = regexp.MustCompile(`^(?:19|20)\d\d$`)
	knownBase = regexp.MustCompile(`\b(?:nam|giai doan|nhiem ki|cuoi nam|dau nam|cung ki nam|thang \d{1,2}/?|qui [\divx]+/?|nghi quyet \S+|quyet dinh \S+) ?(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?\b|\b\d{1,2} thang(?: dau nam)?(?: nam)?(?: (?:19|20)\d\d)?\b`)
)

// finished are things of which one is finished by a day.
var finished = map[string]bool{"cong trinh": true, "du an": true, "de an": true, "van ban": true, "ke hoach": true, "ho so": true, "qui hoach": true, "quy hoach": true, "nghi quyet": true}

// caseOf begins what must not happen: "không có trường hợp tảo hôn".
var caseOf = regexp.MustCompile(`(?i)^(?:trường hợp|vụ việc|vụ|ca|cặp) `)

// lacking is what must not be and has not what it should: the thing, what it
// lacks. The two negations are plain together.
var lacking = regexp.MustCompile(`(?i)^(\pL+(?: \pL+){0,5}?) (?:chưa|không) ((?:có|được|đạt|đủ|biết|tham gia|bảo đảm|đảm bảo) .+)$`)

// accountMilestone asks about a milestone, or what must not happen, whose words
// are turned round.
func (r *reader) accountMilestone(c *Criterion) {
	scope := c.Scope
	if c.Kind == ZeroEvent {
		scope = caseOf.ReplaceAllString(scope, "")
		if m := lacking.FindStringSubmatch(scope); m != nil { // "không còn thôn chưa có đảng viên"
			if ok, _ := accounted(m[1], "", !marked(c.Scope)); ok {
				scope = m[1] + m[2]
			}
		}
	}
	if _, turns := accounted(scope, viet.Fold(r.in.Name), !marked(c.Scope)); turns {
		r.ask(ask("wording", "target.rest_counts", "text", c.Scope))
	}
	if c.Kind == Milestone && bareDay.MatchString(strings.TrimSpace(c.Text)) && r.own.Known() && !finished[viet.Fold(r.in.Unit)] { // 3/4 that a sheet made a day
		r.ask(ask("value", "target.date_with_unit", "text", c.Text, "unit", r.in.Unit))
	}
}
