package criterion

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// How far a thing is, in words: done, not done, or something between that a
// person must settle. Words are taken whole, with what negates them and their
// tense: "Có vướng mắc", "cơ bản đạt", "chưa giải phóng xong", "khởi công" of
// what is to be finished are none of them done.
type doneness int

const (
	between doneness = iota
	isDone
	notDone
)

var (
	doneHeads = words("đã hoàn thành việc|hoàn thành việc|đã hoàn thành|hoàn thành|đã đạt chuẩn|đạt chuẩn|đã đạt|đạt yêu cầu|đạt|đã xong|xong|đã có|có|đã được công nhận|được công nhận|đã thực hiện xong|thực hiện xong|rồi|completed|complete|done|met|yes")
	notHeads  = words("không đạt chuẩn|chưa đạt chuẩn|không đạt|chưa đạt|không hoàn thành|chưa hoàn thành|chưa được công nhận|chưa thực hiện xong|chưa thực hiện|chưa xong|chưa có|chưa ban hành|chưa phê duyệt|chưa khởi công|chưa triển khai|chưa|không|not done|not met|not completed|no")
	takenOver = words("đã nghiệm thu|nghiệm thu|đã bàn giao|bàn giao|đã đưa vào sử dụng|đưa vào sử dụng|đã đưa vào vận hành|đã đưa vào khai thác|đã đi vào hoạt động")
	aside     = words("bàn giao|nghiệm thu|và|đưa vào sử dụng|đưa vào vận hành|đi vào hoạt động|đưa vào hoạt động|đưa vào khai thác|toàn bộ các hạng mục|toàn bộ hạng mục|tất cả các hạng mục|tất cả hạng mục|các hạng mục|toàn bộ|tất cả|đúng hạn|đúng tiến độ|đúng kế hoạch|trước hạn|trước thời hạn|sớm|theo kế hoạch|theo quy định|được|đã|ngày|vào ngày|vào|trong|tháng|quý|năm|là|từ|,|.|on|in")
	keptUp    = words("tiếp tục duy trì|tiếp tục giữ vững|duy trì|giữ vững")
	wholes    = words("kế hoạch|tiêu chí|tiêu chuẩn|yêu cầu|mục tiêu|nhiệm vụ|chỉ tiêu|công trình|dự án|việc")
	already   = words("đã được|đã|được")
	someDay   = regexp.MustCompile(`(?i)(tính đến|tính tới|đến hết|cập nhật đến|đến|trước|as of|before)?(?: hết)?(?: ?ngày)? ?(ngày \d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} (?:` + monthNames + `) \d{4}|(?:` + monthNames + `) \d{1,2}, \d{4}|(?:tháng|thang) \d{1,2}(?:[/.-]| năm )\d{4}|(?:quý|quy) (?:I{1,3}|IV|[1-4])(?:[/.-]| năm )\d{4})`)
)

// stage reads how far a milestone is, and the first and last day of when it
// was reached, where that is said. scope and name are what is to be reached.
func stage(t text, c Criterion, name string) (how doneness, begin, end period.Date, loose bool) {
	whole := t
	if !t.unlate(c) || !t.uncited() && !(c.Due == "" && byPaper.MatchString(whole.s) && t.begins(doneHeads) && !decision.MatchString(t.s)) {
		return between, "", "", false
	}
	days := someDay.FindAllStringSubmatchIndex(t.s, -1)
	if len(days) > 1 {
		return between, "", "", false
	}
	late := false // taken over after the last day in time: nobody knows when it was finished
	if len(days) == 1 {
		m := days[0]
		var ok bool
		if begin, end, ok = dateOf(t.s[m[4]:m[5]]); !ok {
			return between, "", "", false
		}
		loose = m[2] >= 0 // "tính đến 15/10": by then, and no one knows when
		if loose && viet.Fold(t.s[m[2]:m[3]]) == "truoc" {
			end = begin.AddDays(-1)
		}
		late = takenAt.MatchString(strings.TrimSpace(t.s[:m[0]])) && begin > c.lastDay() && c.Due != ""
		t.s = strings.Trim(t.s[:m[0]]+" "+t.s[m[1]:], " ,.;:()")
	}
	if hasDigit(t.s) {
		return between, "", "", false
	}
	if t.s == "" && begin != "" {
		return isDone, begin, end, loose
	}
	known := plainWords(everyGrade(c.Scope + " " + name))
	loose = loose || late
	head := t.upkeep()
	if !head.tells() && !isStep(head, c) {
		head.cutSubject(known)
	}
	switch {
	case head.cut(notHeads):
		how = notDone
	case begin != "" && isUse(c) && head.begins(doneHeads) && finishedBare.MatchString(plainWords(head.s)) && !usedBare.MatchString(plainWords(head.s)): // built is not yet in use
		return between, "", "", false
	case head.cut(doneHeads):
		how = isDone
	case head.begins(takenOver) && strings.Contains(viet.Fold(c.Text), "hoan thanh"): // what is taken over is finished, then or before
		how = isDone
		loose = loose || begin > c.lastDay()
	default:
		if !isStep(head, c) {
			return between, "", "", false
		}
		how = isDone // the very step that was planned: "đã ban hành"
	}
	if how == isDone && head.s != "" && (lessThan(head.s, known) || someOfSeveral(t.s, c.Scope)) {
		return between, "", "", false // "đạt chuẩn nông thôn mới" of "… nâng cao"
	}
	if how == notDone && begin != "" && !loose || !onlySays(head, known, how == isDone) {
		return between, "", "", false
	}
	return how, begin, end, loose
}

// upkeep takes away that a state is kept up: "duy trì đạt chuẩn".
func (t text) upkeep() text {
	if after := t; after.cut(keptUp) && after.begins(doneHeads) {
		return after
	}
	return t
}

// tells says whether a text begins with words of how far a thing is.
func (t text) tells() bool { return t.begins(notHeads) || t.begins(doneHeads) || t.begins(takenOver) }

// cutSubject takes the words of what a result is of, where words of how far it is
// follow them: "xã đã đạt chuẩn".
func (t *text) cutSubject(known string) {
	after := *t
	for after.s != "" && !after.tells() && !after.begins(already) {
		if after.begins(force) {
			return
		}
		word := viet.Fold(after.cutLoose())
		if word == "" || !strings.Contains(" "+known+" ", " "+word+" ") {
			return
		}
	}
	if after.s != "" {
		*t = after
	}
}

// takenAt says that a day is the one something was taken over on.
var takenAt = regexp.MustCompile(`(?i)(?:nghiệm thu|bàn giao|đưa vào sử dụng|đưa vào vận hành|khánh thành)(?: vào)?(?: ngày)?$`)

// degrees are words that make a thing more than its name says.
var degrees = regexp.MustCompile(`\b(?:nang cao|kieu mau|muc do|toan dien|toan bo|tat ca|dong bo|ben vung|tieu bieu|xuat sac|quoc gia|hien dai|\d sao)\b`)

// lessThan says whether words name the thing that was to be reached without a
// degree that was asked for.
func lessThan(said, asked string) bool {
	said, asked = viet.Fold(unveil(said)), unveil(asked)
	for _, degree := range degrees.FindAllString(asked, -1) {
		if !strings.Contains(said, degree) {
			return strings.ContainsFunc(said, unicode.IsLetter) && slices.ContainsFunc(strings.Fields(said), func(w string) bool {
				return strings.Contains(" "+asked+" ", " "+w+" ")
			})
		}
	}
	return false
}

// onlySays says whether the words left are those of the target itself, or words
// that stand aside.
func onlySays(t text, known string, done bool) bool {
	for t.s != "" {
		if t.cut(aside) {
			continue
		}
		if whole := t; whole.cut(wholes) && whole.s == "" { // "đã hoàn thành dự án", but not "nhiệm vụ quy hoạch"
			return true
		}
		if t.begins(force) && done {
			return false
		}
		word := viet.Fold(t.cutLoose())
		if word = strings.Trim(word, ".,:;()“”\""); word != "" && !strings.Contains(" "+known+" ", " "+word+" ") {
			return false
		}
	}
	return true
}

// milestoneResult reads a result of a milestone.
func (r *reader) milestoneResult(a *Actual, t text, c Criterion) bool {
	how, begin, end, loose := stage(t, c, r.in.Name)
	switch {
	case how == between:
		return false
	case how == notDone:
		a.Words = "chua hoan thanh"
	default:
		a.Words = "hoan thanh"
	}
	switch {
	case how == notDone:
		a.Date = end // as of then
		return true
	case begin == "":
		return true
	case c.Due == "" || end <= c.lastDay():
		a.Date = end
	case begin > c.lastDay() && !loose:
		a.Date = begin
	default:
		r.ask(ask("actual", "target.which_day", "text", a.Text, "due", c.lastDay()))
	}
	return true
}

// lastDay gives the last day in time: of "trước ngày X" the day before it.
func (c Criterion) lastDay() period.Date {
	if c.Kind == Milestone && c.Compare == LessThan && c.Due != "" {
		return c.Due.AddDays(-1)
	}
	return c.Due
}

var (
	noneHeads = words("không để xảy ra|không xảy ra|không phát sinh|không có|không còn|không ghi nhận|chưa xảy ra|chưa phát sinh|chưa ghi nhận|chưa để xảy ra|none|no")
	bareNo    = words("không|none|no|nil")
)

// saysNone says whether a text says that nothing happened. "Không" alone does;
// "không đạt" says something else, and so does "không có số liệu".
func saysNone(t text, known string) bool {
	if alone := t; alone.cut(bareNo) && alone.s == "" {
		return true
	}
	for t.cut(hereAndNow) {
		t.s = strings.TrimLeft(t.s, ", ")
	}
	if hasDigit(t.s) || t.begins(noFigure) || !t.cut(noneHeads) {
		return false
	}
	for t.s != "" { // "không để xảy ra cháy rừng lớn" says less than was asked
		if t.cut(noneAside) {
			continue
		}
		if known, two := plainWords(known), nearby(t.s); t.begins(denied) && !(strings.Contains(two, " ") && strings.Contains(" "+known+" ", " "+two+" ")) {
			return false
		}
		if word := strings.Trim(viet.Fold(t.cutLoose()), ".,:;()"); word != "" && !strings.Contains(" "+plainWords(known)+" ", " "+word+" ") {
			return false
		}
	}
	return true
}

// hereAndNow are words of where and when before those that nothing happened.
var hereAndNow = words("trên địa bàn xã|trên địa bàn phường|trên địa bàn thị trấn|trên địa bàn|trong năm qua|trong năm|trong kỳ|trong tháng|trong quý|từ đầu năm đến nay|năm nay|đến nay")

var noneAside = words("trường hợp|tình trạng|vụ việc|vụ|việc|ca|cuộc|đơn|hộ|người|nào|bất kỳ|mới|phát sinh|xảy ra|để|trên địa bàn|trong năm|trong kỳ|trong tháng|đến nay|toàn|cả|năm|kỳ|huyện|tỉnh|xã|thôn|thị trấn|phường|thành phố|,|.|any|cases?|in|the|of|year|occurred|happened|events?|incidents?|this")

// words takes a result in words, or a date, where the criterion can be judged by it.
func (r *reader) words(a *Actual, t text, c Criterion) bool {
	fold := viet.Fold(t.s)
	switch c.Kind {
	case Milestone:
		return r.milestoneResult(a, t, c)
	case ZeroEvent:
		if !saysNone(t, viet.Fold(r.in.Name+" "+c.Scope)) || someOfSeveral(t.s, c.Scope) {
			return false
		}
		zero := measure.Int(0)
		a.Value, a.Words = &zero, fold
		return true
	case Ordinal:
		a.Words = fold
		_, ok := levelOf(fold)
		return ok
	}
	if r.noneYet(t, c) {
		zero := measure.Int(0)
		a.Value = &zero
		return true
	}
	if rest := t; !hasDigit(fold) && rest.cut(notHeads) && c.Direction == Higher {
		if !onlySays(rest, viet.Fold(c.Text+" "+r.in.Name), false) || t.s == rest.s {
			return false
		}
		hundred := measure.Int(100)
		a.How, a.Value, a.PercentOfPlan = LessThan, &hundred, true
		return true
	}
	if name := viet.Fold(r.in.Name); c.Direction == Lower && (fold == "xuat sieu" && strings.Contains(name, "nhap sieu") || fold == "trade surplus" && strings.Contains(name, "trade deficit")) {
		zero := measure.Int(0)
		a.How, a.Value, a.Words = LessThan, &zero, fold
		return true
	}
	return false
}
