package criterion

import (
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/viet"
)

// Interim is what a target must have reached by the end of a month of its
// cycle: the plan of the quarter, of the six or nine months.
type Interim struct {
	Month     int // 1 to 11
	Wording   string
	Criterion Criterion
}

var interimHead = regexp.MustCompile(`^(?:(\d{1,2}) thang(?: dau nam)?|(?:thang|month) (\d{1,2})(?:[/-]\d{4})?|(?:qui|quarter) (i{1,3}|[1-3])|(\d{1,2}) months?|(\d{1,2})/\d{4})$`)

// ReadInterims reads interim plans as offices write them: "6 tháng: 40 ha; 9
// tháng: từ 80 ha trở lên", "quý I: 20%", "tháng 6: 50%", one to a line or
// parted by semicolons. Invalid, naming the part, where one cannot be read for
// sure, stands twice or is of December, whose plan is the year's own.
func ReadInterims(text string, in Hints) ([]Interim, error) {
	var out []Interim
	in.Near, in.Meant = nil, nil
	seen := map[int]bool{}
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		head, wording, ok := strings.Cut(piece, ":")
		month := interimMonth(head)
		if !ok || month < 1 || month > 11 || seen[month] {
			return nil, errs.New(errs.Invalid, "target.interim_month", "text", piece).In("interim").Try("target.interim_hint")
		}
		seen[month] = true
		wording = strings.TrimSpace(wording)
		c, questions := Read(wording, in)
		if len(questions) > 0 {
			return nil, errs.New(errs.Invalid, "target.interim_open", "text", piece, "question", questions[0].Ask).In("interim")
		}
		if c.Kind == Unstated {
			return nil, errs.New(errs.Invalid, "target.interim_month", "text", piece).In("interim").Try("target.interim_hint")
		}
		out = append(out, Interim{month, wording, c})
	}
	return out, nil
}

// interimMonth gives the month whose end a head speaks of, 0 for none.
func interimMonth(head string) int {
	m := interimHead.FindStringSubmatch(viet.Fold(head))
	if m == nil {
		return 0
	}
	if m[3] != "" {
		return 3 * map[string]int{"i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3}[m[3]]
	}
	month, _ := strconv.Atoi(m[1] + m[2] + m[4] + m[5])
	return month
}
