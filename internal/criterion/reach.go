package criterion

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// States that are to be reached, as plans write them, and the steps to them as
// results tell them: what it is may stand before ("xã đạt chuẩn …", "đề án được
// phê duyệt"), any work may be "… xong", and a decision cited is the day of the
// step that a decision makes.

var (
	// reachedStates are states that what they are of may stand before.
	reachedStates = words("đạt chuẩn|đạt tiêu chí|đạt tiêu chuẩn|đạt danh hiệu|được công nhận|hoàn thành|được phê duyệt|được ban hành|được thông qua|được thành lập|được nghiệm thu|đưa vào sử dụng|đưa vào hoạt động|đi vào hoạt động|khánh thành|khởi công|về đích")
	finishedWork  = regexp.MustCompile(`(?i)^(?:\pL+ ){1,3}xong(?:$|[\s,])`)
	finishedBare  = regexp.MustCompile(`(?i)\b(?:xong|hoan thanh)\b`)
	// byDecision are steps that a decision makes, on its own day.
	byDecision = regexp.MustCompile(`\b(?:phe duyet|ban hanh|cong nhan|thanh lap|thong qua|cong bo)\b`)
	// decision is a decision as it is cited, with whose it is.
	decision = regexp.MustCompile(`(?i)(?:^|\s)\(?(?:tại |theo |bằng )?(?:quyết định|qđ|nghị quyết|nq|kế hoạch|kh) (?:số )?\d+[a-zđ]?(?:/\d{4})?/[\pL][\pL\d]*(?:-[\pL\d]+)*` + issuer)
	byPaper  = regexp.MustCompile(`(?i) theo (?:quyết định|qđ) `)
	issued   = regexp.MustCompile(`(?i)` + issuer + `\)?$`)
	// lateBy is by how much a day missed the last day in time, or kept it.
	lateBy = regexp.MustCompile(`(?i)[,;]? ?\(?(?:(chậm|trễ|muộn|quá hạn)|sớm hơn|sớm|trước thời hạn|trước hạn|vượt tiến độ)(?: so với)?(?: kế hoạch| tiến độ| thời hạn| hạn)?(?: là)? (\d{1,3}) (ngày|tháng|tuần)(?: so với (?:kế hoạch|KH|tiến độ|thời hạn|yêu cầu|hạn))?\)?$`)
)

const issuer = `(?: của (?:Chủ tịch )?(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Thủ tướng Chính phủ)(?: (?:xã|phường|huyện|tỉnh|thành phố))?)?`

// state gives the words of a text from those that say a state on, behind what it
// is of.
func (t text) state() (text, bool) {
	if t.begins(done) || finishes(t.s) && !t.begins(force) {
		return t, true
	}
	from := t
	for n := 0; n <= 10 && from.s != ""; n++ {
		if from.begins(reachedStates) && n > 0 {
			ok, _ := accounted(from.s, "", t.bare)
			return from, ok
		}
		if from.begins(force) || from.operates() || strings.ContainsAny(from.s[:1], "(),;:") {
			return t, false
		}
		from.cutLoose()
	}
	return t, false
}

// openTime are words of "… xong" that leave open when, or whether.
var openTime = regexp.MustCompile(`(?i)(?:^|\s)(?:nào|khi|lúc|giờ|nếu|sắp|gần|dự|sẽ|chưa|không|đang|nao)\s`)

// finishes says whether a text is a work that is done: "xây dựng xong", not "chừng nào xong".
func finishes(s string) bool {
	m := finishedWork.FindString(s)
	return m != "" && !openTime.MatchString(m)
}

// states says whether words say that a thing is done, or has what it is to have.
func (t text) states() bool {
	_, ok := t.state()
	return ok
}

// isStep says whether words of a result are the very step that was planned.
func isStep(said text, c Criterion) bool {
	for said.cut(already) {
	}
	step := strings.Fields(viet.Fold(strings.Trim(said.s, " ,.;:")))
	planned, _ := text{everyGrade(c.Scope), said.bare}.state()
	for planned.cut(already) {
	}
	n := min(2, len(step))
	if one, two := finishedWork.FindString(planned.s), finishedWork.FindString(said.s); one != "" && two != "" && nearbyFirst(one) == nearbyFirst(two) {
		return true // "xây xong" of "xây dựng xong"
	}
	if n == 0 || !strings.HasPrefix(plainWords(planned.s)+" ", plainWords(strings.Join(step[:n], " "))+" ") {
		return false
	}
	return !finishedWork.MatchString(planned.s) || finishedBare.MatchString(viet.Fold(said.s))
}

func nearbyFirst(s string) string {
	first, _, _ := strings.Cut(viet.Fold(s), " ")
	return first
}

// isUse says whether it is planned that a thing is taken over or used.
func isUse(c Criterion) bool {
	planned, _ := text{c.Scope, !marked(c.Scope)}.state()
	return planned.begins(takenOver) || planned.begins(reachedStates) && usedBare.MatchString(viet.Fold(planned.s))
}

var usedBare = regexp.MustCompile(`\b(?:su dung|hoat dong|van hanh|khai thac|ban giao|nghiem thu|khanh thanh)\b`)

// plainWords folds a text to its words, without signs between them.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(viet.Fold(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:().“”\"", r) }), " ")
}

// uncited takes a decision out of a result. It is false where the day is that of
// a paper which does not make the step that is told.
func (t *text) uncited() bool {
	m := decision.FindStringIndex(t.s)
	if m == nil {
		return true
	}
	rest := strings.TrimSpace(strings.TrimLeft(t.s[m[1]:], " ,"))
	rest = issued.ReplaceAllString(rest, "")
	before := strings.TrimSpace(t.s[:m[0]])
	t.s = strings.TrimSpace(before + " " + rest)
	return byDecision.MatchString(viet.Fold(before)) && !decision.MatchString(rest)
}

// unlate takes "chậm 14 ngày" away from a result. It is false where that is not
// how far the day it gives is from the last in time.
func (t *text) unlate(c Criterion) bool {
	m := lateBy.FindStringSubmatchIndex(t.s)
	if m == nil {
		return true
	}
	by, _ := strconv.Atoi(t.s[m[4]:m[5]])
	unit := viet.Fold(t.s[m[6]:m[7]])
	late := m[2] >= 0
	t.s = strings.TrimSpace(t.s[:m[0]])
	day := someDay.FindAllString(t.s, -1)
	if len(day) != 1 || c.Due == "" {
		return false
	}
	_, on, ok := dateOf(strings.TrimSpace(dayWord.ReplaceAllString(day[0], "$1")))
	if !ok {
		return false
	}
	off := daysBetween(c.lastDay(), on)
	if !late {
		off = -off
	}
	slack := 1
	switch unit {
	case "thang":
		by, slack = 30*by, 16
	case "tuan":
		by, slack = 7*by, 4
	}
	return off > 0 && off >= by-slack && off <= by+slack
}

var dayWord = regexp.MustCompile(`(?i)^ ?ngày (?:(\d{1,2}[/.-]))`)

// daysBetween counts the days from one to the other.
func daysBetween(from, to period.Date) int {
	return int(to.Time().Sub(from.Time()).Hours() / 24)
}

// cutWork takes the words before the figure of a year's work: "mỗi năm kết nạp
// 10 đảng viên".
func (t *text) cutWork() string {
	after, taken := *t, ""
	after.cut(stretch[:1])
	for n := 0; n < 8 && startsWithLetter(after.s) && !after.compares() && !after.begins(fillers) && !after.begins(force) && !after.begins(reduceWords) && !after.begins(raiseWords) && !after.begins(plainAdd); n++ {
		taken += " " + after.cutLoose()
	}
	if ahead := after; taken == "" || !startsWithDigit(after.s) && !(ahead.compares() || ahead.begins(fillers)) || !hasDigit(after.s) {
		return ""
	}
	if ok, _ := accounted(taken, "", t.bare); !ok {
		return ""
	}
	t.s = after.s
	return strings.TrimSpace(taken)
}

// cutOwn takes words of the target's own name, where "xuống còn" or "lên" follows
// them: "giảm tỷ lệ hộ nghèo xuống còn 2%".
func (t *text) cutOwn(h nameHints) string {
	after, taken := *t, ""
	for after.s != "" && startsWithLetter(after.s) && !after.begins(comesToWords) {
		taken += " " + after.cutLoose()
	}
	taken = strings.TrimSpace(taken)
	if taken == "" || !after.begins(comesToWords) || !strings.Contains(" "+h.fold+" ", " "+viet.Fold(taken)+" ") {
		return ""
	}
	t.s = after.s
	return taken
}
