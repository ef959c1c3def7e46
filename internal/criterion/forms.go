package criterion

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

var andBetween = regexp.MustCompile(`(?i)^(.*\d.*?)(?:,)? (?:và|and) (.*\d.*)$`)

// parts reads "75 | 20 | 5", "43% và 2,0%" and "≤ 3 Đông Nam Á; ≤ 50 Thế giới".
func (r *reader) parts(t text, h nameHints) (Criterion, bool) {
	kind, pieces := Composite, strings.Split(t.s, "|")
	if len(pieces) == 1 && strings.Contains(t.s, ";") {
		pieces = strings.Split(t.s, ";")
	}
	if m := andBetween.FindStringSubmatch(t.s); len(pieces) == 1 && m != nil && !t.begins(betweenWords) {
		pieces = m[1:]
	}
	if len(pieces) == 1 || len(pieces) > 20 {
		return Criterion{}, false
	}
	for _, piece := range pieces[1:] {
		if (text{strings.TrimSpace(piece), t.bare}).begins(stretch) {
			return Criterion{}, false // "trên 8%; phấn đấu 10%"
		}
	}
	names, units := namesOfParts(r.in.Name, len(pieces)), namesOfParts(r.in.Unit, len(pieces))
	out := Criterion{Kind: kind}
	scoped := 0
	for i, piece := range pieces {
		sub := &reader{in: r.in, own: r.own}
		sub.in.Meant, sub.in.Near = nil, nil
		if units != nil {
			sub.in.Unit, sub.own = units[i], measure.LookupUnit(units[i])
		}
		ofPart := aboutName(stripParts(r.in.Name), sub.own)
		if names != nil {
			ofPart.fold = viet.Fold(names[i]) // which way is better is a matter of the part
			ofPart.whole = h.fold
		}
		part, ok := sub.part(text{strings.TrimSpace(piece), t.bare}, ofPart)
		if !ok {
			return out, false
		}
		if part.Scope != "" {
			scoped++
		} else if names != nil {
			part.Scope = names[i]
		}
		out.Parts = append(out.Parts, part)
		r.ask(sub.asks...)
	}
	if scoped == len(pieces) && names == nil {
		out.Kind = Scopes
	}
	if c, ok := bounded(out.Parts); ok && scoped == 0 {
		return c, true
	}
	if (h.percents || out.Kind == Scopes && measure.LookupUnit(out.Parts[0].Unit).Share()) && wholeOf(out.Parts) {
		r.askStructure(&out)
	}
	return out, true
}

// part reads one piece of a composite.
func (r *reader) part(t text, h nameHints) (Criterion, bool) {
	whole := t.s
	c, ok := r.criterion(t, h)
	if !ok || c.Kind == Verbatim || c.Kind == Unstated || len(c.Parts) > 0 {
		return c, false
	}
	if c.Scope == "" && c.Rest != "" && len(r.asks) == 0 {
		c.Scope, c.Rest = c.Rest, "" // "≤ 3 Đông Nam Á"
	}
	c.Text = whole
	r.finish(&c, h)
	return c, true
}

// bounded makes a range of "không dưới 500 và không quá 700 ha".
func bounded(parts []Criterion) (Criterion, bool) {
	if len(parts) == 2 && parts[0].Kind == AtMost {
		parts = []Criterion{parts[1], parts[0]}
	}
	if len(parts) != 2 || parts[0].Kind != AtLeast || parts[1].Kind != AtMost || parts[0].Unit != parts[1].Unit || parts[0].Value.Cmp(*parts[1].Value) >= 0 {
		return Criterion{}, false
	}
	return Criterion{Kind: Range, Direction: Stay, Unit: parts[1].Unit, Low: parts[0].Value, High: parts[1].Value}, true
}

// wholeOf says whether parts are points that make a hundred, within the slips of print.
func wholeOf(parts []Criterion) bool {
	sum := measure.Decimal{}
	for _, p := range parts {
		if p.Kind != Point {
			return false
		}
		sum = sum.Add(*p.Value)
	}
	return measure.Around(measure.Int(100).Rat(), 2).Contains(sum.Rat())
}

// askStructure asks which shares are to grow: of shares that make 100 % not all can.
func (r *reader) askStructure(c *Criterion) {
	for i := range c.Parts {
		if c.Parts[i].Kind == Point {
			c.Parts[i].Direction = None
		}
	}
	r.ask(ask("direction", "target.which_shares", "parts", len(c.Parts)))
}

// namesOfParts splits a name such as "Cơ cấu: CN-XD | dịch vụ | NLTS" into n, or gives nil.
func namesOfParts(text string, n int) []string {
	if _, after, ok := strings.Cut(text, ":"); ok {
		text = after
	}
	pieces := strings.Split(text, "|")
	if len(pieces) != n {
		return nil
	}
	for i := range pieces {
		pieces[i] = viet.CleanSpaces(pieces[i])
	}
	return pieces
}

// stripParts gives the name that all parts share.
func stripParts(name string) string {
	if !strings.Contains(name, "|") {
		return name
	}
	if before, _, ok := strings.Cut(name, ":"); ok {
		return before
	}
	return name
}

var allOf = regexp.MustCompile(`(?i)^(giảm|tăng|giam|tang|reduce|increase) (?:trên )?(?:cả|ca|all) (\d|hai|ba|bốn|bon|two|three|four) (?:tiêu chí|tieu chi|mặt|mat|criteria)(?:\s*\((.+)\)|:\s*(.+))?$`)

func moveOf(word string) Move {
	switch viet.Fold(word) {
	case "giam", "reduce", "reduced":
		return Down
	}
	return Up
}

// countOf reads a small count in words or figures.
func countOf(word string) int {
	if n, ok := map[string]int{"hai": 2, "ba": 3, "bon": 4, "two": 2, "three": 3, "four": 4}[viet.Fold(word)]; ok {
		return n
	}
	n, _ := strconv.Atoi(word)
	return n
}

// allOf reads "giảm cả ba tiêu chí (số vụ, số người chết, số người bị thương)".
func (r *reader) allOf(t text, h nameHints) (Criterion, bool) {
	source := t.s
	if m := allOf.FindStringSubmatch(source); m == nil {
		source = ""
		for _, s := range []string{viet.Canonical(tag.ReplaceAllString(r.in.Name, "")) + " " + t.s, viet.Canonical(r.in.Name)} {
			if i := strings.Index(strings.ToLower(s), "giảm cả "); i >= 0 && (t.s == "" || viet.Fold(t.s) == "dat" || strings.HasPrefix(strings.ToLower(t.s), "giảm cả")) {
				source = strings.TrimSpace(s[i:])
				break
			}
		}
	}
	m := allOf.FindStringSubmatch(source)
	if m == nil {
		return Criterion{}, false
	}
	move := moveOf(m[1])
	named := m[3] + m[4]
	var names []string
	for _, name := range strings.Split(named, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	n := countOf(m[2])
	if len(names) == 0 {
		names = make([]string, n)
	}
	if len(names) != n || n < 2 {
		return Criterion{}, false
	}
	c := Criterion{Kind: AllOf}
	zero := measure.Int(0)
	for _, name := range names {
		c.Parts = append(c.Parts, Criterion{Kind: Change, Direction: Higher, Move: move, Value: &zero, Compare: MoreThan, Scope: name, Text: m[1]})
	}
	return c, true
}

// ranked reads "hạng 10", "trong nhóm 10 tỉnh dẫn đầu".
// betweenRanks is "từ hạng 20 lên hạng 12": the twelfth, from the twentieth.
var betweenRanks = regexp.MustCompile(`(?i)^(?:tăng |nâng |cải thiện )?(?:hạng |thứ hạng |vị trí )?từ (?:vị trí thứ|vị trí|thứ hạng|hạng thứ|hạng|thứ|bậc) (\d{1,4}) lên (?:vị trí thứ|vị trí|thứ hạng|hạng thứ|hạng|thứ|bậc) (\d{1,4})(?:$|(?: ([^\d]+))$)`)

func (r *reader) ranked(t text, h nameHints) (Criterion, bool) {
	if m := betweenRanks.FindStringSubmatch(t.s); m != nil {
		from, _ := measure.ParseDecimal(m[1])
		to, _ := measure.ParseDecimal(m[2])
		return Criterion{Kind: Rank, Compare: Point, Value: &to, Baseline: &from, Rest: strings.TrimSpace(m[3])}, to.Cmp(from) < 0
	}
	if above := t; above.cut(fromWords) && above.begins(rankWords) && strings.HasSuffix(viet.Fold(t.s), "tro len") { // "từ hạng 10 trở lên"
		t = above
	}
	top := t.cut(topWords)
	if !top && !t.cut(rankWords) {
		return Criterion{}, false
	}
	if !startsWithDigit(t.s) && !t.compares() && !t.begins(topWords) {
		return Criterion{}, false
	}
	t.cut(topWords)
	if own := viet.Fold(r.own.Text); !top && r.own.Counted() && !rankUnit.MatchString(own) && !strings.HasPrefix(own, "bac") {
		r.ask(ask("unit", "target.unit_differs", "text", "hạng", "unit", r.own.Text)) // "hạng 4 sao" of products
	}
	own := r.own
	r.own = measure.Unit{}
	cl, ok := r.clause(t)
	r.own = own
	if !ok || !cl.value.Whole() {
		return Criterion{}, false
	}
	if cl.how == RatioCount { // "thứ 15/34 tỉnh"
		c := cl.inside(Rank)
		c.Compare, c.Rest, c.Unit = Point, strings.TrimSpace(cl.unit+" "+cl.rest), ""
		return c, true
	}
	if cl.how == AtMost && strings.HasSuffix(viet.Fold(t.s), "tro xuong") {
		return Criterion{}, false // the tenth and those above it, or below it?
	}
	if top && cl.how == Point {
		cl.how = AtMost
	}
	cl.rest = strings.TrimSpace(cl.unit + " " + cl.rest)
	cl.unit = ""
	return cl.ranked(), true
}

// ranked makes a rank: "thứ 5 trở lên" is the fifth or better, a smaller number.
func (c clause) ranked() Criterion {
	if c.how == AtLeast {
		c.how = AtMost
	}
	return c.inside(Rank)
}

// levels is the scale of results in words.
var levels = []struct{ fold, level string }{
	{"khong hoan thanh nhiem vu", "not_done"}, {"khong hoan thanh", "not_done"},
	{"hoan thanh xuat sac nhiem vu", "excellent"}, {"hoan thanh xuat sac", "excellent"}, {"hoan thanh tot nhiem vu", "good"}, {"hoan thanh tot", "good"},
	{"hoan thanh nhiem vu", "done"},
	{"vung manh toan dien", "strong_all"}, {"vung manh", "strong"},
	{"xuat sac", "excellent"}, {"gioi", "merit"}, {"tot", "good"}, {"kha", "fair"}, {"trung binh", "average"}, {"yeu", "weak"},
	{"excellent", "excellent"}, {"good", "good"}, {"fair", "fair"}, {"average", "average"}, {"weak", "weak"},
}

// rank orders the levels of one scale.
var rank = map[string]int{"strong": 3, "strong_all": 4, "not_done": 0, "weak": 0, "done": 1, "average": 1, "fair": 2, "good": 3, "merit": 3, "excellent": 4}

// levelOf finds a level by its words.
func levelOf(words string) (string, bool) {
	fold := viet.Fold(words)
	for _, prefix := range []string{"dat muc ", "dat loai ", "dat ", "xep loai ", "muc ", "loai "} {
		fold = strings.TrimPrefix(fold, prefix)
	}
	for _, l := range levels {
		if fold == l.fold {
			return l.level, true
		}
	}
	return "", false
}

// ordinal reads "hoàn thành tốt nhiệm vụ trở lên".
func (r *reader) ordinal(t text, h nameHints) (Criterion, bool) {
	fold := viet.Fold(t.s)
	fold = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(fold, "tu "), "tro len"), "or better")
	fold = strings.TrimSpace(fold)
	level, ok := levelOf(fold)
	return Criterion{Kind: Ordinal, Level: level}, ok
}

var (
	deadline = regexp.MustCompile(`(?i)^(.*?)(?:^|[\s,])(?:(xong trước|trước|before)|(?:xong )?(?:chậm nhất(?: là)?|muộn nhất|đến hết|đến|trong|vào|by|until|in|ngày))\s+(?:(?:ngày|là) )?(.+)$`)
	// lastDeadline takes the last such word: "đưa vào sử dụng trước 31/12/2025".
	lastDeadline = regexp.MustCompile(strings.Replace(strings.Replace(deadline.String(), "(.*?)", "(.*)", 1), "|in|ngày)", "|in)", 1))
	// bareDeadline takes a time with no word before it: "hoàn thành quý III/2025".
	bareDeadline = regexp.MustCompile(`(?i)^(.+?)\s+()((?:quý|tháng|năm)\s.+|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{4})$`)
	done         = words("hoàn thành|thành lập|nghiệm thu|bàn giao|triển khai|đạt chuẩn|cơ bản đạt|cơ bản hoàn thành|được công nhận|công nhận|đạt tiêu chí|đạt các tiêu chí|đạt bộ tiêu chí|đạt tiêu chuẩn|đạt quy chuẩn|đạt danh hiệu|ban hành|khởi công|khánh thành|phê duyệt|đưa vào sử dụng|đưa vào hoạt động|trình|thông qua|xong|đạt yêu cầu|về đích|completed|complete|approved|done")
)

// milestone reads "đạt chuẩn nông thôn mới", "hoàn thành trước 30/10/2025", "trong quý II/2025".
func (r *reader) milestone(t text, h nameHints) (Criterion, bool) {
	c := Criterion{Kind: Milestone, Scope: t.s}
	for _, by := range []*regexp.Regexp{deadline, lastDeadline, bareDeadline} {
		m := by.FindStringSubmatch(t.s)
		if m == nil {
			continue
		}
		if begin, end, ok := dateOf(m[3]); ok {
			c.Scope, c.Due = strings.TrimSpace(m[1]), end
			if m[2] != "" {
				c.Due, c.Compare = begin, LessThan
			}
			return c, !hasDigit(c.Scope) && (c.Scope == "" || text{s: c.Scope, bare: t.bare}.states())
		}
		if noYear.MatchString(m[3]) {
			r.ask(ask("wording", "target.which_year", "text", t.s))
			return Criterion{Kind: Verbatim}, true
		}
	}
	if c, ok := dateFirst(t); ok {
		return c, true
	}
	if hasDigit(t.s) {
		return c, false
	}
	switch viet.Fold(t.s) {
	case "dat", "hoan thanh", "xong", "co":
		return c, true
	}
	return c, t.states()
}

var datedDone = regexp.MustCompile(`(?i)^(?:(trước|before)|(?:chậm nhất|đến hết|đến|trong|vào|by))?\s*(?:ngày )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|tháng \d{1,2}/\d{4}|quý (?:I{1,3}|IV|[1-4])/\d{4})(?:,? (.+))?$`)

// dateFirst reads "đến 31/12/2025 hoàn thành", "tháng 6/2025".
func dateFirst(t text) (Criterion, bool) {
	m := datedDone.FindStringSubmatch(t.s)
	if m == nil {
		return Criterion{}, false
	}
	c := Criterion{Kind: Milestone, Scope: m[3]}
	begin, end, ok := dateOf(m[2])
	if c.Due = end; m[1] != "" {
		c.Due, c.Compare = begin, LessThan
	}
	return c, ok && !hasDigit(c.Scope) && (c.Scope == "" || text{s: c.Scope, bare: t.bare}.states())
}

var (
	noYear    = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}$`)
	monthOf   = regexp.MustCompile(`(?i)^(?:tháng )?(\d{1,2})(?:/| năm )(\d{4})$`)
	quarterOf = regexp.MustCompile(`(?i)^(?:quý )(I{1,3}|IV|[1-4])(?:/| năm |, )(\d{4})$`)
	yearOf    = regexp.MustCompile(`(?i)^(?:cuối năm |hết năm |năm )?(\d{4})$`)
)

// englishDay is "30 June 2025" and "June 30, 2025".
var (
	englishDay    = regexp.MustCompile(`(?i)^(?:(\d{1,2}) (` + monthNames + `)|(` + monthNames + `) (\d{1,2}),?) (\d{4})$`)
	englishMonths = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")
)

const monthNames = `january|february|march|april|may|june|july|august|september|october|november|december`

// dateOf gives the first and the last day of a date, month, quarter or year in words.
func dateOf(s string) (begin, end period.Date, ok bool) {
	s = strings.TrimSpace(s)
	if m := englishDay.FindStringSubmatch(s); m != nil {
		s = m[1] + m[4] + "/" + strconv.Itoa(1+slices.Index(englishMonths, strings.ToLower(m[2] + m[3])[:3])) + "/" + m[5]
	}
	if d, err := period.ParseDate(s); err == nil {
		return d, d, true
	}
	first, last, year := 0, 0, ""
	if m := monthOf.FindStringSubmatch(s); m != nil {
		first, _ = strconv.Atoi(m[1])
		last, year = first, m[2]
	} else if m := quarterOf.FindStringSubmatch(s); m != nil {
		q := map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}[strings.ToLower(m[1])]
		first, last, year = 3*q-2, 3*q, m[2]
	} else if m := yearOf.FindStringSubmatch(s); m != nil {
		first, last, year = 1, 12, m[1]
	}
	if first < 1 || last > 12 {
		return "", "", false
	}
	months := period.Cycle(year).Months()
	return months[first-1].Start(), months[last-1].End(), true
}
