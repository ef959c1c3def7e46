package named

import (
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/viet"
)

// nameWord is a word of a name, or one letter of an abbreviation: PTNT are four.
type nameWord struct {
	letter string
	word   string // "" of an abbreviation
}

// expanded gives a name word by word, abbreviations letter by letter, without
// "và" and the marks between words.
func expanded(name string) []nameWord {
	var out []nameWord
	if full, ok := short[viet.Fold(name)]; ok {
		name = full
	}
	if rest, ok := strings.CutPrefix(name, "P."); ok && strings.TrimSpace(rest) != "" { // "P. VH-XH"
		name = "Phòng " + rest
	}
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) }) {
		folded := viet.Fold(w)
		switch {
		case folded == "va" || folded == "":
		case abbreviated(folded):
			for _, c := range folded {
				out = append(out, nameWord{letter: string(c)})
			}
		default:
			out = append(out, nameWord{letter: string([]rune(folded)[0]), word: folded})
		}
	}
	return out
}

// abbreviated says whether a word is letters only that are no syllable: it has
// no vowel, or is one of those in use that have.
func abbreviated(folded string) bool {
	switch folded {
	case "ubnd", "ubmttq", "ubmt", "ub", "qlda":
		return true
	}
	return len(folded) > 1 && !strings.ContainsAny(folded, "aeiouy") && strings.IndexFunc(folded, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// short are abbreviations that are not the letters of the name's words.
var short = map[string]string{"vtv": "Đài Truyền hình Việt Nam", "vov": "Đài Tiếng nói Việt Nam", "nhnn": "Ngân hàng Nhà nước Việt Nam"}

func letters(name []nameWord) string {
	var b strings.Builder
	for _, w := range name {
		b.WriteString(w.letter)
	}
	return b.String()
}

// same says whether two names of the same letters are one: where both have a
// word in full, it is the same word.
func same(x, y []nameWord) bool {
	for i := range x {
		if x[i].word != "" && y[i].word != "" && x[i].word != y[i].word {
			return false
		}
	}
	return true
}

// spelledOut says whether a name has a word in full, or is long enough an
// abbreviation to mean one body.
func spelledOut(name []nameWord) bool {
	return len(name) > 2 || slices.ContainsFunc(name, func(w nameWord) bool { return w.word != "" })
}

// Body is what a unit stands under, as names of its units mention it: "Hạt Kiểm
// lâm huyện Ngân Sơn".
type Body struct {
	Level string // "huyện"
	Place string // "Ngân Sơn"
}

// Names matches names to units once and for all.
type Names[T comparable] struct {
	said map[string][]learned[T] // by a person: before all others
	full map[string][]learned[T]
	part map[string][]learned[T] // without the word they begin with: "Kiểm lâm"
}

type learned[T comparable] struct {
	name []nameWord
	unit T
	far  int
}

// Mean adds a name that a person said means a unit, whatever others are called.
func (n *Names[T]) Mean(name string, unit T) { n.add(&n.said, name, unit, 0) }

// Learn adds a unit under one of its names.
func (n *Names[T]) Learn(name string, unit T) { n.add(&n.full, name, unit, 0) }

func (n *Names[T]) add(to *map[string][]learned[T], name string, unit T, far int) {
	if *to == nil {
		*to = map[string][]learned[T]{}
	}
	words := expanded(name)
	key := letters(words)
	if key == "" || slices.ContainsFunc((*to)[key], func(l learned[T]) bool { return l.unit == unit && same(l.name, words) && slices.Equal(l.name, words) }) {
		return
	}
	(*to)[key] = append((*to)[key], learned[T]{words, unit, far})
}

// bodyHeads are the words whose name may be said without them.
var bodyHeads = []string{"Phòng", "Hạt", "Sở", "Ban", "Bộ"}

// LearnUnit adds a unit under the names it is usually called by: with and
// without the body it stands under, and without its first word. far tells how
// far it is from who reads: of several units of a name the nearest are meant.
func (n *Names[T]) LearnUnit(name string, under Body, unit T, far int) {
	base := strings.TrimSpace(name)
	for _, end := range []string{" " + under.Level + " " + under.Place, " " + under.Level} {
		if under.Level != "" && len(viet.Fold(base)) > len(viet.Fold(end)) && strings.HasSuffix(viet.Fold(base), viet.Fold(end)) {
			words := strings.Fields(base)
			base = strings.Join(words[:len(words)-len(strings.Fields(end))], " ")
			break
		}
	}
	n.add(&n.full, name, unit, far)
	n.add(&n.full, base, unit, far)
	if under.Level != "" {
		n.add(&n.full, base+" "+under.Level, unit, far)
		n.add(&n.full, base+" "+under.Level+" "+under.Place, unit, far)
	}
	for _, head := range bodyHeads {
		if rest, ok := strings.CutPrefix(base, head+" "); ok {
			n.add(&n.part, rest, unit, far)
			if under.Level != "" {
				n.add(&n.part, rest+" "+under.Level, unit, far)
			}
		}
	}
}

// Match gives the unit a name means; several where it could mean more than one.
// All of the name is used: a word more or less is another name.
func (n *Names[T]) Match(name string) []T {
	for _, form := range append([]string{name}, withoutTitle(name)...) {
		words := expanded(form)
		if found := nearest(n.said[letters(words)], words); len(found) > 0 {
			return found
		}
		if !spelledOut(words) {
			continue
		}
		for _, list := range [][]learned[T]{n.full[letters(words)], n.part[letters(words)]} {
			if found := nearest(list, words); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

func nearest[T comparable](list []learned[T], words []nameWord) []T {
	var out []T
	far := -1
	for _, l := range list {
		switch {
		case !same(l.name, words) || far >= 0 && l.far > far || slices.Contains(out, l.unit) && l.far == far:
			continue
		case far < 0 || l.far < far:
			out, far = nil, l.far
		}
		out = append(out, l.unit)
	}
	return out
}

// titles are those of heads, with the word of the body that is part of them.
var titles = [][2]string{{"Trưởng phòng ", "Phòng "}, {"Trưởng Phòng ", "Phòng "}, {"Trưởng ban ", "Ban "}, {"Trưởng Ban ", "Ban "}, {"Trưởng ", ""}, {"Chánh ", ""}, {"Giám đốc ", ""}, {"Chủ tịch ", ""},
	{"Thủ trưởng ", ""}, {"Hạt trưởng ", ""}, {"Chỉ huy trưởng ", ""}, {"Viện trưởng ", ""}, {"Bộ trưởng ", ""}, {"Hiệu trưởng ", ""}, {"Chủ nhiệm ", ""}}

// withoutTitle gives the body of a head: "Trưởng phòng Nội vụ" is of Phòng Nội vụ.
func withoutTitle(name string) []string {
	var out []string
	for _, t := range titles {
		if len(name) > len(t[0]) && strings.EqualFold(viet.Canonical(name[:len(t[0])]), viet.Canonical(t[0])) {
			out = append(out, t[1]+name[len(t[0]):])
		}
	}
	return out
}
