package criterion

import (
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// Which way is better is told by the name and the wording together: of "Nợ
// đọng" 12 tỷ less is better, "xử lý 80% nợ đọng" is to be reached. Words of a
// wording that are none of the name's are looked up in the same lists; what
// they do to a bad thing turns it, what they say that the lists do not know is
// asked about, and never passed over for the name's sake.

// saidDirection gives the direction of a level by its name and its words.
func (r *reader) saidDirection(c Criterion, h nameHints) Direction {
	lower := h.lower()
	known := lower || h.known()
	words, front, all := c.Scope+" "+c.Unit+" "+c.Rest, "", ""
	if c.Scope != "" || c.Rest != "" || !known || !measure.LookupUnit(c.Unit).Known() {
		front, all = r.saidWords(c.Scope, h), r.saidWords(words, h)
	}
	own := h.said(words)
	switch {
	case all == "" && known || h.zero:
	case lower && turns(all):
		return Higher
	case lower && (front != "" || h.said(all).wants()):
		return None
	case lower:
	case h.fold == "", !known:
		switch {
		case own.lower():
			return Lower
		case own.negated() || own.denied():
			return None
		case h.fold != "" && !h.negated() && !h.denied() && (own.wants() && !h.torn() || turns(all)):
			return Higher
		}
	case own.lower() && !turned.in(bad.without(h.fold)), own.negated():
		return None
	}
	switch {
	case lower:
		return Lower
	case !known && c.Kind != RatioCount && !h.wholly(c):
		return None
	}
	return Higher
}

// wholly says whether all of those a share is of are planned: of what nothing
// calls bad or wanting more than all there are is no aim, and less is less.
func (h nameHints) wholly(c Criterion) bool {
	return h.rate && c.Value != nil && c.Value.Cmp(measure.Int(100)) == 0 && measure.LookupUnit(c.Unit).Family == "percent" && !bad.in(h.fold) && !h.negated() && !h.denied() && !h.torn()
}

// said gives hints for the words of a wording.
func (h nameHints) said(words string) nameHints {
	return nameHints{fold: viet.Fold(words), text: strings.ToLower(viet.Canonical(words))}
}

// wants says whether words are in the list of what is wanted.
func (h nameHints) wants() bool {
	return wanted.in(h.fold) || wantedMarked.in(h.text)
}

// acts are words of doing something about a thing, or for those it befalls.
var acts = tableOf(`đưa|vận động|giúp|trao|tặng quà|tập huấn|tổ chức|triệt phá|triệt xóa|triệt xoá|bắt giữ|truy bắt|truy tố|xét xử|trồng|xây|làm|sửa|nâng cấp|cấp|tiêm|điều trị|chữa khỏi|quản lý|rà soát|thành lập|ký kết|ký cam kết|diệt|phun|dập|di dời|bố trí|trả|thu|chi trả|nộp|duy tu|cải tạo|trang bị|ngăn chặn|kiểm soát|cứu|tư vấn|đôn đốc|cưỡng chế|chuyển hóa|chuyển hoá|cảm hóa|cảm hoá`, blanks)

// turns says whether words turn a bad thing into something to be reached.
func turns(words string) bool {
	text := strings.ToLower(viet.Canonical(words))
	if negations.in(deniesNot.Replace(text)) {
		return false
	}
	for _, w := range turned.all(bad.without(viet.Fold(words))) {
		if w != "giam" {
			return true
		}
	}
	return acts.in(text)
}

// saidWords gives what words say that the name does not, without units and the
// words with which any plan is told.
func (r *reader) saidWords(words string, h nameHints) string {
	if words = viet.CleanSpaces(words); words == "" {
		return ""
	}
	own := spelledOf(h.text + " " + r.in.Unit)
	named := lettersOf(h.text + " " + r.in.Unit)
	spelled, folded := spelledOf(words), lettersOf(words)
	if len(spelled) != len(folded) {
		return words
	}
	plain := !marked(words)
	said := false
	for i, w := range spelled {
		known := telling[w] && !doing[w] || slices.Contains(own, w) || unitWords[w] || plain && (tellingBare[folded[i]] || measure.LookupUnit(folded[i]).Known()) || (plain || !marked(h.text)) && slices.Contains(named, folded[i])
		said = said || !known
	}
	if !said {
		return ""
	}
	return words
}

// doing are words that tell any result, and in a wording say what is done.
var doing, _ = syllables("thu chi xây dựng triển khai tổ chức thực hiện hoàn thành trồng gieo cấy nâng đưa công nhận")

// doneAbout gives the words of a result that say what was done about a thing
// of which less is better ("thu được 10 tỷ" of a debt): that is not how much of
// it there is.
func (r *reader) doneAbout(a *Actual, c Criterion) string {
	levels := c.Direction == Lower && isLevelKind(c.Kind) || c.Kind == Change && c.Move == Down && aboutName(r.in.Name, r.own).lower()
	if !levels || a.Moved != "" || r.levelled {
		return ""
	}
	var said []string
	own := " " + strings.Join(lettersOf(r.in.Name+" "+c.Text+" "+r.in.Unit), " ") + " "
	for _, w := range strings.Fields(strings.ToLower(viet.Canonical(a.Text))) {
		if !strings.Contains(own, " "+strings.Join(lettersOf(w), " ")+" ") {
			said = append(said, w)
		}
	}
	words := strings.Join(strings.FieldsFunc(strings.Join(said, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }), " ")
	if turns(words) {
		return words
	}
	return ""
}
