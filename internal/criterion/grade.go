package criterion

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// unaged gives words without an age or a class that the target's own name has:
// "100% trẻ 5 tuổi" of "Tỷ lệ trẻ 5 tuổi đến trường".
func (r *reader) unaged(rest string) string {
	if !r.result {
		return rest
	}
	return aged.ReplaceAllStringFunc(rest, func(age string) string {
		if strings.Contains(" "+viet.Fold(r.in.Name+" "+r.planned)+" ", " "+strings.TrimSpace(viet.Fold(age))+" ") {
			return " "
		}
		return age
	})
}

var aged = regexp.MustCompile(`(?i)(?:dưới |trên |từ )?\d{1,2}(?: ?- ?\d{1,2})? tuổi|lớp \d{1,2}|(?:mức độ|cấp độ|mức|hạng|cấp|loại) \d{1,2}|\d sao`)

// grade says whether the word behind a number that has no unit is a unit of its
// own, and so the number a grade or a condition: "3 sao" of products, "18 tuổi"
// of people.
func (r *reader) grade(t text, c *clause) bool {
	if r.result || c.unit != "" || r.own.Text == "" || r.own.Share() || !startsWithLetter(t.s) || t.begins(force) || t.begins(aside) && !t.begins(ownUnits) || t.begins(ofWords) || t.begins(fillers) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(t.s)
	word := strings.TrimSuffix(viet.Fold(firstWord(t)), "/nam") // "12 buổi/năm" of a year's plan
	if two := nearby(t.s); strings.Contains(two, " ") && strings.Contains(" "+viet.Fold(r.in.Name)+" ", " "+two+" ") && !hasDigit(r.in.Name) {
		return false // "12 bí thư chi bộ" of "Bồi dưỡng bí thư chi bộ"
	}
	if t.bare && !gradeUnit.MatchString(word) {
		return false // English, or typed without marks
	}
	return !unicode.IsUpper(first) && !strings.Contains(" "+viet.Fold(r.own.Text)+" ", " "+word+" ") && !rankUnit.MatchString(viet.Fold(r.own.Text))
}

func firstWord(t text) string { return t.cutWord() }

// ownUnits are words that stand aside elsewhere, and behind a number are its
// unit: "không quá 5 ngày" of files, "3 tiêu chí" of communes.
var ownUnits = words("ngày|tháng|quý|năm|tuần|giờ|buổi|tiêu chí|tiêu chuẩn|mục tiêu|nhiệm vụ|chỉ tiêu|công trình|dự án|hạng mục|việc")

var gradeUnit = regexp.MustCompile(`^(?:sao|tuoi|khau|lop|stars?|years?)$`)

var rankUnit = regexp.MustCompile(`^(?:thu bac|thu hang|hang|bac|thu|diem|muc)$`)

// gradedBy asks where the words before a number make it a grade: "mức độ 3", "cấp 4".
func (r *reader) gradedBy(c Criterion, figure string) {
	if measure.LookupUnit(c.Unit).Family == "percent" && strings.Contains(figure, "%") {
		return // "ra lớp 100%"
	}
	m := gradeAtEnd(c.Scope, !marked(c.Scope))
	if m != "" && r.own.Text != "" && viet.Fold(r.own.Text) != m && !rankUnit.MatchString(viet.Fold(r.own.Text)) {
		r.ask(ask("unit", "target.unit_differs", "text", c.Scope, "unit", r.own.Text))
	}
}

// degree is the one that a standard was reached in, the higher the better.
var degree = regexp.MustCompile(`(?i)mức độ (\d)(?:$|[^\d,.%])`)

// otherDegree reads a standard that was reached in another degree than was
// planned: "Đạt chuẩn mức độ 3" of "đạt chuẩn mức độ 2".
func otherDegree(result string, c Criterion, in Hints) (Actual, bool) {
	plan, got := degree.FindAllStringSubmatchIndex(c.Text, -1), degree.FindAllStringSubmatchIndex(result, -1)
	if c.Kind != Milestone || c.Due != "" || len(plan) != 1 || len(got) != 1 || !hasReached.MatchString(c.Text) || (text{result, false}).begins(keptUp) {
		return Actual{}, false
	}
	asked, reached := c.Text[plan[0][2]], result[got[0][2]]
	if asked == reached {
		return Actual{}, false
	}
	a, asks := readActual(result[:got[0][2]]+string(asked)+result[got[0][3]:], c, in)
	if len(asks) > 0 || a.Words != "hoan thanh" || a.Date != "" {
		return Actual{}, false
	}
	a.Text = result
	if reached < asked {
		a.Words = "chua hoan thanh"
	} else {
		a.How = MoreThan
	}
	return a, true
}

var hasReached = regexp.MustCompile(`(?i)(?:^|\s)đạt(?:$|\s)`)
