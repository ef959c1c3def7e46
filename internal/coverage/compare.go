package coverage

import (
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Fit says how an own item that speaks of the same stands to a superior's.
type Fit string

// The fits.
const (
	Same     Fit = ""         // nothing speaks against it
	Weaker   Fit = "weaker"   // asks for less, later, or softer
	Contrary Fit = "contrary" // says the opposite, or that it is not done
)

// sense is what is looked at in an item beside its words.
type sense struct {
	spoken   []string // syllables as they are spoken
	words    []string // syllables, synonyms written in one way
	pairs    []string // the pairs of syllables that count, each once
	all      []string // the pairs, and the syllables that say something, each once
	figures  []measure.Figure
	years    []int
	refused  bool            // "không có điều kiện", "chưa triển khai"
	never    bool            // "không để", "chấm dứt"
	softened bool            // "hạn chế", "giảm thiểu"
	denied   map[string]bool // pairs after a "không", "chưa"
	up, down map[string]bool // pairs after "tăng", "giảm"
	said     said
}

func senseOf(i Item, syn Synonyms, spell spelling) sense {
	spoken, words := spell.syllables(i.Text)
	written := syn.write(words)
	all, n := allOf(written)
	s := sense{spoken: spoken, words: words, pairs: all[:n:n], all: all, denied: map[string]bool{}, up: map[string]bool{}, down: map[string]bool{}}
	s.figures, s.years = measure.FiguresIn(i.Text)
	s.figures = append(s.figures, planFigures(i)...)
	if _, under := measure.FiguresIn(i.Under); len(s.years) == 0 {
		s.years = under
	}
	head := " " + strings.Join(spoken[:min(len(spoken), headWords)], " ") + " "
	s.refused, s.never = hasPhrase(head, refusals), hasPhrase(head, nevers)
	if s.never || len(spoken) <= 2*headWords {
		s.softened = hasPhrase(" "+strings.Join(spoken, " ")+" ", softeners)
	}
	s.governed()
	s.said = saidIn(i.Text)
	s.said.figures = len(s.figures)
	return s
}

// governed notes what stands after words of denial and of direction.
func (s *sense) governed() {
	for at, w := range s.spoken {
		next := ""
		if at+1 < len(s.spoken) {
			next = s.spoken[at+1]
		}
		switch {
		case negators[w]:
			if !notNegation[next] && (at == 0 || s.spoken[at-1] != "hàng") {
				s.after(at, 6, s.denied)
			}
		case w == "tăng" && next != "cường", w == "nâng" && next != "cấp", w == "mở" && next == "rộng":
			s.after(at, 5, s.up)
		case w == "giảm", w == "cắt" && next == "giảm", w == "thu" && next == "hẹp":
			s.after(at, 5, s.down)
		}
	}
}

// headWords is how far into an item a "không để" or a "chưa triển khai" is taken
// to speak of all of it.
const headWords = 25

// after notes the pairs that follow a word.
func (s *sense) after(at, reach int, into map[string]bool) {
	for i := at + 1; i < at+reach && i < len(s.spoken) && (i == at+1 || !clauseEnds[s.spoken[i]]); i++ {
		if p, ok := pairAt(s.words, i); ok {
			into[p] = true
		}
	}
}

// planFigures are the figures of a target's plan.
func planFigures(i Item) []measure.Figure {
	if i.Plan == nil {
		return nil
	}
	unit := i.Plan.Unit
	if unit == "" {
		unit = i.Unit
	}
	if value := i.Plan.PlanValue(); value != nil {
		return []measure.Figure{{Value: *value, Unit: measure.LookupUnit(unit), Lower: i.Plan.Direction == criterion.Lower}}
	}
	found, _ := measure.FiguresIn(i.Plan.Text)
	for k := range found {
		if found[k].Unit.Family == "" {
			found[k].Unit = measure.LookupUnit(unit)
		}
	}
	return found
}

var (
	// clauseEnds are words that what was denied before does not reach beyond.
	clauseEnds  = spelled("để nhằm và hoặc thì mà nhưng")
	negators    = spelled("không chưa chẳng")
	notNegation = spelled("gian khí chỉ ngừng dùng những quân quá dưới thấp vượt ít trì chậm gián")
	refusals    = phrases("không có điều kiện", "chưa có điều kiện", "không đủ điều kiện", "chưa đủ điều kiện", "không thực hiện", "chưa thực hiện", "không triển khai", "chưa triển khai", "không tổ chức", "chưa tổ chức",
		"không bố trí", "chưa bố trí", "không ban hành", "chưa ban hành", "không xem xét", "chưa xem xét", "không phát triển", "không xây dựng", "chưa xây dựng", "không áp dụng", "chưa áp dụng", "không đặt ra", "không giao", "tạm dừng", "dừng thực hiện", "dừng triển khai")
	nevers    = phrases("không để", "không còn", "không xảy ra", "không phát sinh", "không có trường hợp", "không có vụ", "chấm dứt", "nghiêm cấm")
	softeners = phrases("hạn chế", "giảm thiểu", "kiềm chế", "kéo giảm", "giảm dần", "giảm", "từng bước", "cố gắng", "phấn đấu giảm", "khuyến khích")
)

func phrases(list ...string) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = " " + text + " "
	}
	return out
}

func hasPhrase(text string, list []string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return strings.Contains(text, p) })
}

// compare looks at measure.Figure, unit, date, direction and negation of a pair.
func compare(superior, own *sense) (Fit, []phrase.Phrase) {
	if fit, why := compareSaying(superior, own); fit == Contrary {
		return fit, why
	}
	fit, why := compareSaying(superior, own)
	if f, p := superior.said.against(own.said); p != nil {
		if fit, why = f, append(why, *p); f == Contrary {
			return f, []phrase.Phrase{*p}
		}
	}
	for _, s := range superior.figures {
		if o, met, found := bestFigure(s, own); found && !met && !superior.earlier(own) && !superior.says(o) {
			fit, why = Weaker, append(why, phrase.New("coverage.why_figure", "own", sayFigure(o), "superior", sayFigure(s)))
		} else if o, other := otherUnit(s, own); !found && other && len(superior.figures) == 1 {
			fit, why = Weaker, append(why, phrase.New("coverage.why_unit", "own", sayFigure(o), "superior", sayFigure(s)))
		}
	}
	if s, o := latest(superior.years), earliestAfter(own.years); s > 0 && o > s {
		fit, why = Weaker, append(why, phrase.New("coverage.why_later", "own", strconv.Itoa(o), "superior", strconv.Itoa(s)))
	}
	return fit, why
}

// earlier says whether an own item is for a year before the superior's: a step on
// the way, which its figure need not meet.
func (s *sense) earlier(own *sense) bool {
	return len(s.years) > 0 && len(own.years) > 0 && latest(own.years) < slices.Min(s.years)
}

// says tells whether one of several figures is this one: an own item with it
// speaks of that one, not of the others.
func (s *sense) says(o measure.Figure) bool {
	return len(s.figures) > 1 && slices.ContainsFunc(s.figures, func(f measure.Figure) bool {
		return f.Unit.Family == o.Unit.Family && f.Unit.Factor == o.Unit.Factor && f.Value.Cmp(o.Value) == 0
	})
}

// oneYear gives the year of a text that names one, nothing where it names none
// or several.
func oneYear(text string) []int {
	_, years := measure.FiguresIn(text)
	if len(years) == 0 || slices.Max(years) != slices.Min(years) {
		return nil
	}
	return years[:1]
}

// settle takes a lower figure or a later year of one own item for no fault where
// another, nearly as like or more, does what the ask says: it is of another year,
// or of another thing.
func (x *wordIndex) settle(ask *sense, found []Match) bool {
	like := 0.0
	for _, m := range found {
		if m.Fit == Same && x.meets(ask, m.Own) {
			like = max(like, m.Score)
		}
	}
	for k := range found {
		if like >= nearly*found[k].Score && found[k].Fit == Weaker && len(ask.denied) == 0 {
			found[k].Fit, found[k].Why = Same, nil
		}
	}
	return like >= nearly*found[0].Score
}

// meets says whether an own item has a figure that is enough for one of the ask's.
func (x *wordIndex) meets(ask *sense, own int) bool {
	return !ask.earlier(&x.own[own]) && slices.ContainsFunc(ask.figures, func(f measure.Figure) bool { _, met, _ := bestFigure(f, &x.own[own]); return met })
}

// compareSaying looks at negation and direction.
func compareSaying(superior, own *sense) (Fit, []phrase.Phrase) {
	switch {
	case own.refused && !superior.refused:
		return Contrary, []phrase.Phrase{phrase.New("coverage.why_refused")}
	case shared(own.denied, superior, superior.denied) && !superior.never:
		return Contrary, []phrase.Phrase{phrase.New("coverage.why_denied")}
	case crossed(superior.up, own.down, own.up) || crossed(superior.down, own.up, own.down):
		return Contrary, []phrase.Phrase{phrase.New("coverage.why_direction")}
	case superior.never && len(superior.denied) > 0 && !own.never:
		if own.softened {
			return Weaker, []phrase.Phrase{phrase.New("coverage.why_softer")}
		}
		return Weaker, []phrase.Phrase{phrase.New("coverage.why_no_never")}
	}
	return Same, nil
}

// shared says whether the own item denies what the superior's says undenied.
func shared(denied map[string]bool, superior *sense, theirs map[string]bool) bool {
	return len(denied) > 0 && slices.ContainsFunc(superior.pairs, func(p string) bool { return denied[p] && !theirs[p] })
}

func crossed(one, other, otherToo map[string]bool) bool {
	for p := range one {
		if other[p] && !otherToo[p] {
			return true
		}
	}
	return false
}

// bestFigure finds the own figure that speaks of the same unit and comes nearest
// to what is asked; met says whether it asks for as much. A figure without a unit
// is met by the same one alone.
func bestFigure(s measure.Figure, own *sense) (best measure.Figure, met, found bool) {
	if hundred := measure.Int(100); s.Unit.Share() && s.Value.Cmp(hundred) == 0 && !s.Lower && len(own.figures) == 0 && hasPhrase(own.said.words, allOfThem) {
		return s, true, true // "toàn bộ hộ nghèo" are 100 % of them
	}
	for _, o := range own.figures {
		if s.Unit.Family == "" || o.Unit.Family == "" || s.Unit.Family != o.Unit.Family && !s.Unit.Known() && !o.Unit.Known() {
			if o.Value.Cmp(s.Value) == 0 {
				return o, true, true
			}
			continue
		}
		value, ok := o.Unit.Into(s.Unit, o.Value)
		if o.Unit.Family == s.Unit.Family && o.Unit.Factor == s.Unit.Factor {
			value, ok = o.Value, o.Unit.Rest == s.Unit.Rest || o.Unit.Rest == "" || s.Unit.Rest == ""
		}
		if !ok {
			continue
		}
		enough := value.Cmp(s.Value) >= 0
		switch {
		case s.Lower:
			enough = value.Cmp(s.Value) <= 0
		case o.Lower:
			enough = value.Cmp(s.Value) == 0
		}
		if !found || enough && !met {
			best, met, found = o, enough, true
		}
	}
	return best, met, found
}

// otherUnit finds the one figure of an own item that is the superior's number of
// another unit: "30%" for "30 phút".
func otherUnit(s measure.Figure, own *sense) (measure.Figure, bool) {
	if len(own.figures) != 1 || s.Unit.Family == "" {
		return measure.Figure{}, false
	}
	o := own.figures[0]
	return o, o.Unit.Family != "" && o.Unit.Family != s.Unit.Family && (o.Unit.Known() || s.Unit.Known()) && o.Value.Cmp(s.Value) == 0
}

func sayFigure(f measure.Figure) string {
	return strings.TrimSpace(f.Value.Say("vi") + unitGap(f.Unit.Text) + f.Unit.Text)
}

func unitGap(unit string) string {
	if strings.HasPrefix(unit, "%") {
		return ""
	}
	return " "
}

func latest(years []int) int {
	if len(years) == 0 {
		return 0
	}
	return slices.Max(years)
}

// earliestAfter is the year an own item names; the nearest where it names several.
func earliestAfter(years []int) int {
	if len(years) == 0 {
		return 0
	}
	return slices.Min(years)
}

// missing gives the figures of an ask that none of the own items found meets.
func (x *wordIndex) missing(ask *sense, found []Match) (out []measure.Figure) {
	for _, s := range ask.figures {
		if !slices.ContainsFunc(found, func(m Match) bool { _, met, _ := bestFigure(s, &x.own[m.Own]); return met }) {
			out = append(out, s)
		}
	}
	return out
}

// stop are syllables that say nothing of what an item is about; idle are words
// of two that do not.
var (
	stop = spelled("và của các có là cho về trong đến với được theo từ những một để phải tại này khi nhằm việc năm trên do ở vào ra mà như bằng thì đã sẽ nhất cả mọi mỗi trở")
	idle = folded("đẩy mạnh", "tăng cường", "tiếp tục", "nâng cao", "thực hiện", "tổ chức", "xây dựng", "phát triển", "hoàn thiện", "công tác", "bảo đảm", "đảm bảo", "tỷ lệ", "triển khai", "cao chất", "chất lượng", "hiệu quả")
)

func spelled(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// allOf gives the words of a text that count, in pairs of syllables, each once,
// Vietnamese words being mostly of two; and after those, which are n, the
// syllables.
func allOf(words []string) (out []string, n int) {
	seen := make(map[string]bool, 2*len(words))
	out = make([]string, 0, 2*len(words))
	for i := 0; i+1 < len(words); i++ {
		if p, ok := pairAt(words, i); ok && !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	n = len(out)
	for _, w := range words {
		if w[0] != idleMark && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out, n
}

func pairAt(words []string, i int) (string, bool) {
	if i+1 >= len(words) || words[i][0] == idleMark || words[i+1][0] == idleMark {
		return "", false
	}
	p := words[i] + " " + words[i+1]
	return p, !idle[p]
}

func folded(words ...string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		out[viet.Fold(w)] = true
	}
	return out
}
