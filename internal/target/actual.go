package target

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Actual is a result as understood: a value with how exactly it is known, an
// interval, a count of a total, a date, or words.
type Actual struct {
	How           Kind             `json:"how,omitempty"` // Point, MoreThan ("hơn"), LessThan ("gần"), About, Range
	Value         *measure.Decimal `json:"value,omitempty"`
	Low           *measure.Decimal `json:"low,omitempty"`
	High          *measure.Decimal `json:"high,omitempty"`
	Total         *measure.Decimal `json:"total,omitempty"` // of "07/19"
	Unit          string           `json:"unit,omitempty"`
	PercentOfPlan bool             `json:"percent_of_plan,omitempty"` // Value is a printed achievement: "104%" where no figure is given
	Moved         Direction        `json:"moved,omitempty"`           // "giảm 3,92": the text gives the change itself
	Date          period.Date      `json:"date,omitempty"`
	Words         string           `json:"words,omitempty"` // folded
	Parts         []Actual         `json:"parts,omitempty"` // of a criterion with parts
	Text          string           `json:"text"`
}

// qualifiers are the words before a result and what they say of it.
var qualifiers = []struct {
	word string
	how  Kind
}{
	{"gần đạt", LessThan}, {"gần", LessThan}, {"chưa đến", LessThan}, {"dưới", LessThan}, {"<", LessThan},
	{"hơn", MoreThan}, {"trên", MoreThan}, {"vượt", MoreThan}, {">", MoreThan},
	{"khoảng", About}, {"xấp xỉ", About}, {"ước đạt", Point}, {"ước", Point}, {"đạt", Point}, {"bằng", Point}, {"còn", Point}, {"là", Point},
	{"tăng thêm", Point}, {"thêm", Point}, {"duy trì", Point},
}

// ReadActual reads a result's text beside the criterion it is judged by. What
// can be read in several ways is asked about.
func ReadActual(text string, c Criterion, in Hints) (Actual, []Question) {
	s := tidy(text)
	a := Actual{Text: text, Unit: in.Unit}
	if len(c.Parts) > 0 {
		return readActualParts(a, s, c, in)
	}
	if in.Near == nil {
		in.Near = c.PlanValue()
	}
	if c.Unit != "" && measure.LookupUnit(c.Unit).Family != measure.LookupUnit(in.Unit).Family && c.Kind == Change {
		in.Unit = c.Unit
	}
	if day, err := period.ParseDate(lastWords(s)); err == nil && c.Kind == Milestone {
		a.Date, a.Words = day, viet.Fold(s)
		return a, nil
	}
	s, a.Moved = cutMoved(s)
	s, a.How = cutQualifiers(s)
	if m := ratio.FindStringSubmatch(s); m != nil {
		if count, total, ok := countOf(m[1], m[2]); ok {
			a.Value, a.Total = &count, &total
			return a, nil
		}
	}
	if r, questions, ok := readRange(s, in); ok {
		a.How, a.Low, a.High, a.Unit = Range, r.Low, r.High, r.Unit
		return a, questions
	}
	s, _ = cutBrackets(s)
	return readActualNumber(a, s, c, in)
}

// readActualNumber reads a single number, or keeps words.
func readActualNumber(a Actual, s string, c Criterion, in Hints) (Actual, []Question) {
	v, unit, rest, questions, ok := quantity(s, in)
	if !ok || rest != "" && !followsZero(c, v) {
		a.How, a.Words = "", viet.Fold(tidy(a.Text))
		if wordsDecide(c, a.Words) {
			return a, nil
		}
		return a, []Question{{Field: "actual", Ask: phrase.New("target.actual_unread", "text", a.Text)}}
	}
	a.Value, a.Unit = &v, unit
	own, got := measure.LookupUnit(in.Unit), measure.LookupUnit(unit)
	switch {
	case unit == "" || in.Unit == "" || own.Family == got.Family || own.Share() && got.Share():
	case got.Family == "percent":
		a.PercentOfPlan = true
	case c.Kind != Change:
		questions = append(questions, Question{Field: "actual", Ask: phrase.New("target.actual_other_unit", "text", a.Text, "unit", in.Unit)})
	}
	return a, questions
}

// followsZero lets a count of events carry words: "0 vụ cháy rừng lớn".
func followsZero(c Criterion, v measure.Decimal) bool { return c.Kind == ZeroEvent }

func readActualParts(a Actual, s string, c Criterion, in Hints) (Actual, []Question) {
	pieces := strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == ';' })
	if m := andBetween.FindStringSubmatch(s); len(pieces) == 1 && m != nil {
		pieces = m[1:]
	}
	if len(pieces) != len(c.Parts) {
		return a, []Question{{Field: "actual", Ask: phrase.New("target.actual_parts", "text", a.Text, "parts", len(c.Parts))}}
	}
	var all []Question
	for i, piece := range pieces {
		hint := in
		hint.Unit, hint.Near = c.Parts[i].Unit, nil
		part, questions := ReadActual(strings.TrimSpace(piece), c.Parts[i], hint)
		a.Parts, all = append(a.Parts, part), append(all, questions...)
	}
	return a, all
}

// cutMoved cuts "giảm" or "tăng" from the head of a result.
func cutMoved(s string) (string, Direction) {
	if rest, ok := cutFold(s, "giảm"); ok {
		return rest, Lower
	}
	if rest, ok := cutFold(s, "tăng"); ok && !strings.HasPrefix(strings.ToLower(rest), "thêm") {
		return rest, Higher
	}
	return s, ""
}

func cutQualifiers(s string) (string, Kind) {
	how := Point
	for again := true; again; {
		again = false
		for _, q := range qualifiers {
			if rest, ok := cutFold(s, q.word); ok && rest != "" {
				s, again = rest, true
				if q.how != Point {
					how = q.how
				}
				break
			}
		}
	}
	return s, how
}

var dateAtEnd = regexp.MustCompile(`(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4})$`)

// lastWords gives a date at the end of a text, or the whole text.
func lastWords(s string) string {
	if m := dateAtEnd.FindString(s); m != "" {
		return m
	}
	return s
}

// said in words: what decides a criterion without a number.
var (
	doneWords    = []string{"dat", "hoan thanh", "da hoan thanh", "da dat", "dat chuan", "xong", "da xong", "da ban hanh", "duoc cong nhan", "co"}
	notDoneWords = []string{"khong dat", "chua dat", "khong hoan thanh", "chua hoan thanh", "chua xong", "chua"}
	noneWords    = []string{"khong", "khong xay ra", "khong co", "khong phat sinh", "khong de xay ra"}
)

func wordsDecide(c Criterion, words string) bool {
	switch c.Kind {
	case Milestone:
		return saysAny(words, doneWords) || saysAny(words, notDoneWords)
	case ZeroEvent:
		return saysAny(words, noneWords)
	case Ordinal:
		_, ok := levelOf(words)
		return ok
	}
	return false
}

// saysAny says whether a folded text is one of the words, or begins with one.
func saysAny(text string, words []string) bool {
	for _, w := range words {
		w = viet.Fold(w)
		if text == w || strings.HasPrefix(text, w+" ") {
			return true
		}
	}
	return false
}

func levelOf(words string) (string, bool) {
	c, _, ok := readOrdinal(words, Hints{})
	if !ok && saysAny(words, []string{"hoan thanh"}) {
		return "done", words == "hoan thanh" || words == "hoan thanh nhiem vu"
	}
	return c.Level, ok
}
