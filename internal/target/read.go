package target

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Read reads a plan's wording. What it cannot read it keeps verbatim and asks
// about; it never guesses silently. The forms are those of real resolutions.
func Read(wording string, in Hints) (Criterion, []Question) {
	text := tidy(wording)
	c, questions, ok := read(text, in)
	if !ok {
		c = Criterion{Kind: Verbatim, Direction: None, Unit: in.Unit}
		questions = []Question{{Field: "wording", Ask: phrase.New("target.unread", "text", wording)}}
	}
	c.Text = wording
	if c.Unit == "" {
		c.Unit = in.Unit
	}
	if c.Direction == "" {
		c.Direction = direction(c, in)
	}
	return c, questions
}

// direction infers which way is better from the wording, else from the name.
func direction(c Criterion, in Hints) Direction {
	if in.Direction != "" {
		return in.Direction
	}
	switch c.Kind {
	case AtMost, LessThan, ZeroEvent:
		return Lower
	case Ordinal, Milestone, Composite, AllOf, Scopes, Unstated, Verbatim:
		return None
	case Maintain:
		return Stay
	}
	name := viet.Fold(in.Name)
	if strings.HasPrefix(name, "giam") || strings.Contains(name, " giam") {
		return Higher // the amount of the reduction is what is counted
	}
	for _, bad := range badNames {
		if strings.Contains(name, bad) && !strings.Contains(name, "bao hiem") && !strings.Contains(name, " bh") {
			return Lower
		}
	}
	return Higher
}

// badNames are things of which less is better.
var badNames = []string{"that nghiep", "ho ngheo", "suy dinh duong", "vi pham", "tai nan", "toi pham", "tu vong", "sinh con thu", "khieu nai", "no dong", "chay rung", "tao hon"}

// forms are tried in order: the more particular first.
func forms() []func(string, Hints) (Criterion, []Question, bool) {
	return []func(string, Hints) (Criterion, []Question, bool){
		readUnstated, readZeroEvent, readParts, readAllOf, readMaintain, readIncrement, readPerYear, readChange,
		readOrdinal, readMilestone, readRatio, readRange, readCompared, readBracketed,
	}
}

func read(text string, in Hints) (Criterion, []Question, bool) {
	for _, form := range forms() {
		if c, questions, ok := form(text, in); ok {
			return c, questions, true
		}
	}
	return Criterion{}, nil, false
}

func readUnstated(text string, in Hints) (Criterion, []Question, bool) {
	switch viet.Fold(text) {
	case "", "-", "...", "khong giao", "khong neu":
		return Criterion{Kind: Unstated}, nil, true
	}
	return Criterion{}, nil, false
}

var zeroEvent = regexp.MustCompile(`^(?i)(không để (xảy ra|phát sinh|xuất hiện|có)|không (xảy ra|phát sinh|có)|không để)( .+)?$`)

func readZeroEvent(text string, in Hints) (Criterion, []Question, bool) {
	m := zeroEvent.FindStringSubmatch(text)
	if m == nil {
		return Criterion{}, nil, false
	}
	zero := measure.Int(0)
	return Criterion{Kind: ZeroEvent, Direction: Lower, Value: &zero, Scope: strings.TrimSpace(m[4])}, nil, true
}

var (
	andBetween = regexp.MustCompile(`^(.*\d\s*%?.*) và (\D*\d.*)$`)
	scopeTail  = regexp.MustCompile(`^([≤≥<>]\s*\d+)\s+(\D+)$`)
)

// readParts reads "75 | 20 | 5", "43% và 2,0%" and "≤ 3 Đông Nam Á; ≤ 50 Thế giới".
func readParts(text string, in Hints) (Criterion, []Question, bool) {
	kind, pieces := Composite, strings.Split(text, "|")
	if len(pieces) == 1 && strings.Contains(text, ";") {
		kind, pieces = Scopes, strings.Split(text, ";")
	}
	if m := andBetween.FindStringSubmatch(text); len(pieces) == 1 && m != nil && !strings.Contains(text, "(") {
		pieces = m[1:]
	}
	if len(pieces) == 1 {
		if m := scopeTail.FindStringSubmatch(text); m != nil && in.Unit == "" || m != nil && viet.Fold(in.Unit) == "thu bac" {
			c, questions, ok := read(strings.TrimSpace(m[1]), in)
			c.Scope = strings.TrimSpace(m[2])
			c.Text = text
			return c, questions, ok
		}
		return Criterion{}, nil, false
	}
	names, units := partsOf(in.Name, len(pieces)), partsOf(in.Unit, len(pieces))
	out := Criterion{Kind: kind, Direction: None}
	var all []Question
	for i, piece := range pieces {
		hint := in
		if units != nil {
			hint.Unit = units[i]
		}
		part, questions := Read(strings.TrimSpace(piece), hint)
		if part.Kind == Verbatim {
			return out, nil, false
		}
		if names != nil && part.Scope == "" {
			part.Scope = names[i]
		}
		out.Parts, all = append(out.Parts, part), append(all, questions...)
	}
	return out, all, true
}

// partsOf splits a name such as "Cơ cấu: CN-XD | dịch vụ | NLTS" into n, or gives nil.
func partsOf(text string, n int) []string {
	if _, after, ok := strings.Cut(text, ":"); ok {
		text = after
	}
	pieces := strings.Split(text, "|")
	if len(pieces) != n {
		return nil
	}
	for i := range pieces {
		pieces[i] = strings.TrimSpace(pieces[i])
	}
	return pieces
}

var allOf = regexp.MustCompile(`^(?i)(giảm|tăng) cả \S+ (?:tiêu chí|mặt)(?: \((.+)\))?$`)

func readAllOf(text string, in Hints) (Criterion, []Question, bool) {
	m := allOf.FindStringSubmatch(text)
	if m == nil {
		return Criterion{}, nil, false
	}
	c := Criterion{Kind: AllOf, Direction: Lower}
	if strings.EqualFold(m[1], "tăng") {
		c.Direction = Higher
	}
	zero := measure.Int(0)
	for _, name := range strings.Split(m[2], ",") {
		if name = strings.TrimSpace(name); name != "" {
			c.Parts = append(c.Parts, Criterion{Kind: Change, Direction: c.Direction, Value: &zero, Strictly: MoreThan, Scope: name, Text: m[1]})
		}
	}
	return c, nil, len(c.Parts) > 0
}

// inner reads the comparison inside a maintain, increment, change or average.
func inner(text string, in Hints) (value measure.Decimal, how Kind, unit string, questions []Question, ok bool) {
	c, questions, ok := readCompared(text, in)
	if !ok || c.Value == nil {
		return value, "", "", nil, false
	}
	return *c.Value, c.Kind, c.Unit, questions, true
}

func readMaintain(text string, in Hints) (Criterion, []Question, bool) {
	rest, ok := cutFold(text, "duy trì", "giữ vững", "giữ ổn định")
	if !ok {
		return Criterion{}, nil, false
	}
	rest = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(rest, "ở mức "), "mức "))
	v, how, unit, questions, ok := inner(rest, in)
	if !ok {
		return Criterion{Kind: Milestone, Direction: Stay, Scope: rest}, nil, rest != ""
	}
	return Criterion{Kind: Maintain, Direction: Stay, Value: &v, Strictly: how, Unit: unit}, questions, true
}

func readIncrement(text string, in Hints) (Criterion, []Question, bool) {
	rest, ok := cutFold(text, "tăng thêm", "thêm", "thành lập mới", "phát triển mới", "xây mới")
	if !ok {
		return Criterion{}, nil, false
	}
	v, how, unit, questions, ok := inner(rest, in)
	return Criterion{Kind: Increment, Direction: Higher, Value: &v, Strictly: how, Unit: unit}, questions, ok
}

var perYear = regexp.MustCompile(`(?i)\s*(/năm|hằng năm|hàng năm|mỗi năm|một năm)$`)

func readPerYear(text string, in Hints) (Criterion, []Question, bool) {
	rest, average := text, false
	dir := Direction("")
	for _, cut := range []struct {
		word string
		dir  Direction
	}{{"giảm", Lower}, {"tăng", Higher}, {"bình quân", ""}, {"hằng năm", ""}, {"hàng năm", ""}} {
		if r, ok := cutFold(rest, cut.word); ok {
			rest = r
			average = average || cut.dir == ""
			if cut.dir != "" {
				dir = cut.dir
			}
		}
	}
	if !average {
		return Criterion{}, nil, false
	}
	rest = perYear.ReplaceAllString(rest, "")
	v, how, unit, questions, ok := inner(rest, in)
	if dir == Lower {
		dir = Higher // the amount of the reduction is what is counted
	}
	return Criterion{Kind: PerYear, Direction: dir, Value: &v, Strictly: how, Unit: unit}, questions, ok
}

var than = regexp.MustCompile(`(?i)\s+so(?: với)? (năm trước|cùng kỳ|năm \d{4}|đầu năm|cuối năm \d{4})$`)

// readChange reads "giảm 3,5 điểm %", "giảm 30% (890 hộ)", "tăng từ 0,5% trở lên".
func readChange(text string, in Hints) (Criterion, []Question, bool) {
	dir := Lower
	rest, ok := cutFold(text, "giảm")
	if !ok {
		if rest, ok = cutFold(text, "tăng"); !ok {
			return Criterion{}, nil, false
		}
		dir = Higher
	}
	rest, equivalents := cutBrackets(than.ReplaceAllString(rest, ""))
	hint := in
	if fold := viet.Fold(rest); strings.Contains(fold, "%") || strings.Contains(fold, "phan tram") {
		hint.Unit = ""
	}
	v, how, unit, questions, ok := inner(rest, hint)
	if !ok {
		return Criterion{}, nil, false
	}
	c := Criterion{Kind: Change, Direction: dir, Value: &v, Strictly: how, Unit: unit, Equivalents: equivalents, Baseline: in.Baseline}
	own := measure.LookupUnit(in.Unit)
	switch measure.LookupUnit(unit).Family {
	case "point":
		c.Points = true
	case "percent":
		if own.Share() { // "giảm 2%" of a percentage: points or relative?
			c.Points = true
			if own.Family == "percent" {
				questions = append(questions, Question{Field: "points", Ask: phrase.New("target.points_or_relative", "text", text)})
			}
		}
	default:
		c.Points = true
	}
	return c, questions, true
}

// levels is the scale of results in words, worst first.
var levels = []struct{ fold, level string }{
	{"khong hoan thanh", "not_done"}, {"hoan thanh xuat sac", "excellent"}, {"hoan thanh tot", "good"}, {"hoan thanh", "done"},
	{"xuat sac", "excellent"}, {"tot", "good"}, {"kha", "fair"}, {"trung binh", "average"}, {"yeu", "weak"},
}

// rank orders the levels of one scale.
var rank = map[string]int{"not_done": 0, "weak": 0, "done": 1, "average": 1, "fair": 2, "good": 3, "excellent": 4}

func readOrdinal(text string, in Hints) (Criterion, []Question, bool) {
	fold := strings.TrimSpace(strings.TrimSuffix(viet.Fold(text), "tro len"))
	fold = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(fold, "dat "), "xep loai "))
	fold = strings.TrimSpace(strings.TrimSuffix(fold, "nhiem vu"))
	for _, l := range levels {
		if fold == l.fold && (fold != "hoan thanh" || strings.Contains(viet.Fold(text), "nhiem vu")) {
			return Criterion{Kind: Ordinal, Direction: Higher, Level: l.level}, nil, true
		}
	}
	return Criterion{}, nil, false
}

var milestoneDate = regexp.MustCompile(`(?i)(?:trước|xong|đến|vào|trong)\s+(?:ngày\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4})$`)

// readMilestone reads "đạt chuẩn nông thôn mới", "hoàn thành trước 30/10/2025".
func readMilestone(text string, in Hints) (Criterion, []Question, bool) {
	fold := viet.Fold(text)
	c := Criterion{Kind: Milestone, Direction: None}
	if m := milestoneDate.FindStringSubmatch(text); m != nil {
		day, err := period.ParseDate(m[1])
		c.Due = day
		return c, nil, err == nil
	}
	if strings.ContainsAny(fold, "0123456789") {
		return c, nil, false
	}
	for _, head := range []string{"dat", "hoan thanh", "co ban dat", "duoc cong nhan", "cong nhan", "ban hanh", "khoi cong"} {
		if fold == head || strings.HasPrefix(fold, head+" ") {
			return c, nil, true
		}
	}
	return c, nil, false
}

var ratio = regexp.MustCompile(`^(?i)(?:đạt )?(\d{1,6})\s*/\s*(\d{1,6})(?:\s+(\D+))?$`)

func readRatio(text string, in Hints) (Criterion, []Question, bool) {
	m := ratio.FindStringSubmatch(text)
	if m == nil {
		return Criterion{}, nil, false
	}
	count, total, ok := countOf(m[1], m[2])
	return Criterion{Kind: RatioCount, Value: &count, Total: &total, Unit: strings.TrimSpace(m[3])}, nil, ok
}

func countOf(a, b string) (count, total measure.Decimal, ok bool) {
	x, err1 := viet.ReadNumber(a)
	y, err2 := viet.ReadNumber(b)
	if err1 != nil || err2 != nil {
		return count, total, false
	}
	return measure.Of(x[0]), measure.Of(y[0]), y[0].Coef > 0
}

var rangeForm = regexp.MustCompile(`^(?i)(?:đạt )?(?:từ )?(` + digits + `)\s*(%|\S+(?: \S+)?)?\s*(?:-|–|đến|tới)\s*(` + digits + `)\s*(.*)$`)

func readRange(text string, in Hints) (Criterion, []Question, bool) {
	m := rangeForm.FindStringSubmatch(text)
	if m == nil || m[3][0] == '-' {
		return Criterion{}, nil, false
	}
	tail := m[4]
	if tail == "" {
		tail = m[2]
	}
	low, _, rest1, q1, ok1 := quantity(strings.TrimSpace(m[1]+" "+tail), in)
	high, unit, rest2, q2, ok2 := quantity(strings.TrimSpace(m[3]+" "+tail), in)
	if !ok1 || !ok2 || rest1 != "" || rest2 != "" || low.Cmp(high) >= 0 {
		return Criterion{}, nil, false
	}
	return Criterion{Kind: Range, Low: &low, High: &high, Unit: unit}, append(q1, q2...), true
}

// comparisons are the words and signs before or after a number.
var comparisons = []struct {
	head, tail string
	kind       Kind
}{
	{"từ", "trở lên", AtLeast}, {"đạt từ", "trở lên", AtLeast}, {"", "trở lên", AtLeast}, {"ít nhất", "", AtLeast}, {"tối thiểu", "", AtLeast}, {"không thấp hơn", "", AtLeast},
	{"không dưới", "", AtLeast}, {"≥", "", AtLeast}, {">=", "", AtLeast},
	{"trên", "", MoreThan}, {"đạt trên", "", MoreThan}, {"hơn", "", MoreThan}, {"lớn hơn", "", MoreThan}, {"cao hơn", "", MoreThan}, {">", "", MoreThan},
	{"từ", "trở xuống", AtMost}, {"", "trở xuống", AtMost}, {"không quá", "", AtMost}, {"không vượt quá", "", AtMost}, {"tối đa", "", AtMost}, {"nhiều nhất", "", AtMost},
	{"còn không quá", "", AtMost}, {"không cao hơn", "", AtMost}, {"không trên", "", AtMost}, {"≤", "", AtMost}, {"<=", "", AtMost},
	{"dưới", "", LessThan}, {"còn dưới", "", LessThan}, {"giảm xuống dưới", "", LessThan}, {"nhỏ hơn", "", LessThan}, {"thấp hơn", "", LessThan}, {"ít hơn", "", LessThan}, {"<", "", LessThan},
	{"khoảng", "", About}, {"xấp xỉ", "", About}, {"~", "", About}, {"ước đạt", "", About},
	{"đạt", "", Point}, {"còn", "", Point}, {"bằng", "", Point}, {"=", "", Point}, {"", "", Point},
}

// readCompared reads one number with a comparison in words or signs.
func readCompared(text string, in Hints) (Criterion, []Question, bool) {
	for _, cmp := range comparisons {
		rest := text
		if cmp.head != "" {
			var ok bool
			if rest, ok = cutFold(text, cmp.head); !ok {
				continue
			}
		}
		if cmp.tail != "" {
			cut, ok := strings.CutSuffix(strings.ToLower(rest), cmp.tail)
			if !ok {
				continue
			}
			rest = strings.TrimSpace(rest[:len(cut)])
		}
		v, unit, left, questions, ok := quantity(rest, in)
		if !ok || left != "" {
			continue
		}
		c := Criterion{Kind: cmp.kind, Value: &v, Unit: unit}
		if cmp.head == "còn" {
			c.Direction = Lower
		}
		return c, questions, true
	}
	return Criterion{}, nil, false
}

var brackets = regexp.MustCompile(`^(.*\S)\s*\((?:tương đương )?([^()]+)\)(\s*trở (?:lên|xuống))?$`)

func cutBrackets(text string) (string, []string) {
	m := brackets.FindStringSubmatch(text)
	if m == nil {
		return text, nil
	}
	var equivalents []string
	for _, e := range strings.Split(m[2], ", ") {
		equivalents = append(equivalents, strings.TrimSpace(e))
	}
	return m[1] + m[3], equivalents
}

// readBracketed reads "50% (8 xã)": one aim, several equivalent measures.
func readBracketed(text string, in Hints) (Criterion, []Question, bool) {
	main, equivalents := cutBrackets(text)
	if equivalents == nil {
		return Criterion{}, nil, false
	}
	c, questions, ok := read(main, in)
	c.Equivalents = equivalents
	return c, questions, ok
}

// cutFold cuts any of the words from the head of a text, whatever their case;
// a sign needs no space after it.
func cutFold(text string, words ...string) (string, bool) {
	lower := strings.ToLower(text)
	for _, w := range words {
		rest, ok := strings.CutPrefix(lower, w)
		if !ok || len(lower) != len(text) {
			continue
		}
		sign := !strings.ContainsAny(w, "abcdefghijklmnopqrstuvwxyzđ")
		if sign || strings.HasPrefix(rest, " ") {
			return strings.TrimSpace(text[len(w):]), true
		}
	}
	return text, false
}
