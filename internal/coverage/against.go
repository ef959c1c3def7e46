package coverage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// What one text says against another in words beside its figures: a bound
// turned round, an exception, a condition, a later day or quarter, a change
// where a level was asked for. Each holds only where the superior's text says
// the one and the own text the other.

var (
	stopping  = phrases("nghiêm cấm", "cấm", "chấm dứt", "xóa bỏ", "loại bỏ", "dừng", "đình chỉ", "không cho phép")
	letting   = phrases("cho phép", "tiếp tục", "duy trì", "được phép")
	excepting = phrases("trừ các", "trừ những", "trừ trường hợp", "trừ xã", "trừ thôn", "ngoại trừ", "không kể", "không bao gồm")
	onTerms   = phrases("khi có điều kiện", "nếu có điều kiện", "tùy điều kiện", "tùy tình hình")
	maybe     = phrases("xem xét")
	eachYear  = phrases("mỗi năm", "hằng năm", "hàng năm", "bình quân năm")
	inAll     = phrases("cả giai đoạn", "trong giai đoạn", "giai đoạn", "cả nhiệm kỳ")
	allOfThem = phrases("toàn bộ", "tất cả", "mọi", "toàn thể")

	// partial is what does a thing in part; a few is less than all.
	partial = phrases("cơ bản hoàn thành", "hoàn thành cơ bản", "cơ bản đạt", "cơ bản xong", "cơ bản xóa", "hoàn thành một phần", "bước đầu hoàn thành")
	aFew    = phrases("một số", "một phần", "một vài", "chủ yếu", "đại diện")

	// suspending puts off what the words behind it say.
	suspending = phrases("tạm hoãn", "hoãn", "tạm dừng", "trì hoãn", "dừng", "ngừng", "hủy bỏ", "hủy", "bãi bỏ", "đình chỉ", "tạm ngừng", "tạm đình chỉ")
	// opposites are what is done and what undoes it, to the same thing.
	opposites = [][2][]string{
		{phrases("mở rộng"), phrases("thu hẹp")},
		{phrases("bảo tồn", "giữ gìn", "phát huy", "duy trì", "khôi phục"), phrases("bãi bỏ", "xóa bỏ", "dỡ bỏ", "hủy bỏ", "phá bỏ")},
		{phrases("miễn", "miễn giảm"), phrases("thu", "tăng thu")},
		{phrases("thành lập", "kiện toàn", "củng cố"), phrases("giải thể", "giải tán")},
		{phrases("tăng", "bổ sung"), phrases("cắt giảm", "cắt")},
		{phrases("công khai"), phrases("giữ kín")},
	}

	// rhythms, the shortest first.
	rhythms = [][]string{phrases("hằng ngày", "hàng ngày"), phrases("hằng tuần", "hàng tuần"), phrases("hằng tháng", "hàng tháng"),
		phrases("hằng quý", "hàng quý"), phrases("6 tháng một lần", "06 tháng một lần", "sáu tháng một lần"), phrases("hằng năm", "hàng năm", "mỗi năm một lần")}

	fraction   = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2}) (?:tổng )?(?:số )?\p{L}`)
	atLeast    = regexp.MustCompile(`(?i)(?:tối thiểu|ít nhất|không dưới|không ít hơn|không thấp hơn|trên) \d[\d.,]*|\d[\d.,]* ?%? trở lên`)
	atMost     = regexp.MustCompile(`(?i)(?:tối đa|không quá|không vượt quá|dưới|nhiều nhất) \d[\d.,]*|\d[\d.,]* ?%? trở xuống`)
	levelTo    = regexp.MustCompile(`(?i)(?:còn|xuống còn|xuống|lên|lên đến|đạt) (\d[\d.,]*)`)
	changeBy   = regexp.MustCompile(`(?i)(?:giảm|thêm|tăng|bớt) (\d[\d.,]*)`)
	dayOfMonth = regexp.MustCompile(`(?i)ngày (\d{1,2}) (?:hằng|hàng) tháng`)
	cited      = regexp.MustCompile(`\d+[/-][\d\p{Lu}][^ ,;]*(?: của [^,;.]{1,60})?,? ngày \d{1,2}/\d{1,2}/\d{4}`)
	ofTime     = regexp.MustCompile(`(\d{1,2})/(\d{1,2})/(\d{4})|(?:tháng|thang) (\d{1,2})(?:/| năm )(\d{4})|(?:quý|quy) (IV|I{1,3}|[1-4])(?:/| năm |/năm )(\d{4})|6 tháng (đầu|cuối) năm (\d{4})`)
)

var quarters = map[string]int{"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}

// said is a text as these rules look at it.
type said struct {
	words   string // folded to small letters, with a space at both ends
	text    string
	ends    int // the last day of the one date it names, as yyyymmdd; 0 for none or several
	figures int
	rhythm  int    // place in rhythms, from 1
	part    [2]int // "2/3 số thôn"
	acts    []act
	put     string // what it puts off

	partial, few, all bool
	month             int // the day of "ngày 15 hằng tháng"
}

func saidIn(text string) said {
	text = viet.Canonical(viet.CleanSpaces(text))
	s := said{text: text, words: " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || strings.ContainsRune(",.;:()–-", r) }), " ") + " "}
	s.rhythm, s.part, s.acts, s.put = rhythmIn(s.words), partIn(text), actsIn(s.words), behind(s.words, suspending)
	s.partial, s.few, s.all = hasPhrase(s.words, partial), hasPhrase(s.words, aFew), hasPhrase(s.words, allOfThem) || strings.Contains(text, "100%")
	if m := dayOfMonth.FindStringSubmatch(text); m != nil {
		s.month, _ = strconv.Atoi(m[1])
	}
	text = cited.ReplaceAllString(text, " ")
	if found := ofTime.FindAllStringSubmatch(text, -1); len(found) == 1 {
		s.ends = endOf(found[0])
	}
	return s
}

// endOf gives the last day of a date, a month or a quarter as yyyymmdd.
func endOf(m []string) int {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	switch {
	case m[1] != "":
		return number(m[3])*10000 + number(m[2])*100 + number(m[1])
	case m[4] != "":
		return number(m[5])*10000 + number(m[4])*100 + 31
	}
	if m[8] != "" {
		return number(m[9])*10000 + map[string]int{"đầu": 6, "cuối": 12}[strings.ToLower(m[8])]*100 + 31
	}
	return number(m[7])*10000 + quarters[strings.ToUpper(m[6])]*300 + 31
}

// begins says whether a text begins with one of some words, a few syllables in
// at most: "Tiếp tục khai thác", but not "… để tiếp tục".
func (s said) begins(list []string) bool {
	head := strings.Fields(s.words)
	return hasPhrase(" "+strings.Join(head[:min(len(head), 4)], " ")+" ", list)
}

// against says what of an own text speaks against the superior's.
func (s said) against(own said) (Fit, *phrase.Phrase) {
	say := func(fit Fit, key string) (Fit, *phrase.Phrase) { p := phrase.New(key); return fit, &p }
	only := func(list []string) bool { return hasPhrase(own.words, list) && !hasPhrase(s.words, list) }
	switch {
	case s.turned(own), s.lets(own), s.undone(own):
		return say(Contrary, "coverage.why_opposite")
	case s.figures < 2 && own.figures < 2 && atLeast.MatchString(s.text) && !atMost.MatchString(s.text) && atMost.MatchString(own.text) && !atLeast.MatchString(own.text):
		return say(Weaker, "coverage.why_bound")
	case only(excepting):
		return say(Weaker, "coverage.why_except")
	case own.partial && !s.partial, own.few && !s.few && s.all, s.lessOf(own), partOfWhole(s.text, own.text):
		return say(Weaker, "coverage.why_part")
	case s.rhythm > 0 && own.rhythm > s.rhythm:
		return say(Weaker, "coverage.why_rhythm")
	case only(onTerms), own.begins(maybe) && !s.begins(maybe):
		return say(Weaker, "coverage.why_terms")
	case s.begins(stopping) && own.begins(softeners) && !own.begins(stopping):
		return say(Weaker, "coverage.why_softer")
	case hasPhrase(s.words, eachYear) && !hasPhrase(own.words, eachYear) && only(inAll) && hasDigit(s.text) && hasDigit(own.text):
		return say(Weaker, "coverage.why_each_year")
	case s.month > 0 && own.month > s.month, s.ends > 0 && own.ends > s.ends:
		return say(Weaker, "coverage.why_later_day")
	case levelNotChange(s.text, own.text):
		return say(Weaker, "coverage.why_level")
	}
	return Same, nil
}

// lets says whether the own text lets go on, in the same words, what the
// superior stops: "Dừng khai thác", "Tiếp tục khai thác"; but "Tiếp tục ngăn
// chặn khai thác" does not.
func (s said) lets(own said) bool {
	stopped, let := behind(s.words, stopping), behind(own.words, letting)
	return stopped != "" && let != "" && stopped == let
}

// act is what a text begins with doing, of the opposites, and to what.
type act struct {
	of   int // place in opposites
	undo bool
	what string
}

func actsIn(words string) (out []act) {
	for i, o := range opposites {
		for side, list := range o {
			if what := behind(words, list); strings.Contains(what, " ") {
				out = append(out, act{i, side == 1, what})
			}
		}
	}
	return out
}

// undone says whether the own text undoes or puts off, in the same words, what the
// superior has done: "Mở rộng diện tích chè", "Thu hẹp diện tích chè"; "Di dời các
// hộ", "Tạm hoãn di dời các hộ".
func (s said) undone(own said) bool {
	if own.put != "" && strings.HasPrefix(s.words, " "+own.put+" ") {
		return true
	}
	for _, a := range s.acts {
		if slices.Contains(own.acts, act{a.of, !a.undo, a.what}) {
			return true
		}
	}
	return false
}

// rhythmIn gives the place in rhythms of the one a text names, from 1; 0 for none
// or several.
func rhythmIn(words string) (at int) {
	for i, r := range rhythms {
		if hasPhrase(words, r) {
			if at > 0 {
				return 0
			}
			at = i + 1
		}
	}
	return at
}

// partIn reads the one fraction of a text, "2/3 số thôn"; of nothing where it names
// none or several.
func partIn(text string) (part [2]int) {
	if m := fraction.FindAllStringSubmatch(text, 2); len(m) == 1 {
		part[0], _ = strconv.Atoi(m[0][1])
		part[1], _ = strconv.Atoi(m[0][2])
	}
	return part
}

// lessOf says whether the own text asks for a smaller part.
func (s said) lessOf(own said) bool {
	a, b := s.part, own.part
	return a[0] > 0 && a[0] < a[1] && b[0] > 0 && b[0] < b[1] && b[0]*a[1] < a[0]*b[1]
}

// behind gives the two syllables behind one of some words that a text begins with.
func behind(text string, list []string) string {
	for _, p := range list {
		if rest, ok := strings.CutPrefix(text, p); ok {
			words := strings.Fields(rest)
			return strings.Join(words[:min(len(words), 2)], " ")
		}
	}
	return ""
}

// turned says whether one text is the other with a "không" before it.
func (s said) turned(own said) bool {
	with, without := strings.TrimSpace(s.words), strings.TrimSpace(own.words)
	if strings.HasPrefix(without, "không ") {
		with, without = without, with
	}
	rest, ok := strings.CutPrefix(with, "không ")
	two := strings.Fields(rest)
	return ok && len(two) > 2 && strings.HasPrefix(without+" ", strings.Join(two[:2], " ")+" ")
}

// levelNotChange says whether a level is asked for and a change by the same
// figure is planned, or the other way round: "giảm còn 20", "giảm 20".
func levelNotChange(superior, own string) bool {
	level, change := levelTo.FindStringSubmatch(superior), changeBy.FindStringSubmatch(own)
	if level == nil || changeBy.MatchString(superior) {
		level, change = levelTo.FindStringSubmatch(own), changeBy.FindStringSubmatch(superior)
		if level == nil || changeBy.MatchString(own) {
			return false
		}
	}
	return change != nil && level[1] == change[1]
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
