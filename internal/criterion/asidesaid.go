package criterion

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// A result that begins with the judged figure, in the target's own unit or as a
// percentage, is read by it whatever else is told behind it, as long as nothing
// told can turn, cut or postpone the figure: no corrector (asidesaid words), no
// other figure in the target's own unit but parts, remainders and changes that
// agree with it, and no figure without what it counts.

var (
	eventLead = regexp.MustCompile(`(?i)^(?:(?:đã |có |để )?(?:xảy ra|phát sinh|ghi nhận|có)|có)? ?\d`)
	rankLead  = regexp.MustCompile(`(?i)^(?:đứng|xếp|đạt)? ?(?:thứ|hạng|vị trí)? ?(?:thứ |hạng )?\d`)
	plainLead = regexp.MustCompile(`(?i)^(?:đạt |giảm |tăng )?\d`)
	// where begins, behind a case that happened, where it did and what it led to.
	where = regexp.MustCompile(`(?i)(\d ?(?:vụ|ca|điểm|trường hợp|cuộc)) ((?:tại|ở|làm|khiến|gây) .+)$`)
)

// ledByFigure says whether a result begins with its figure.
func ledByFigure(s string, c Criterion) bool {
	switch c.Kind {
	case ZeroEvent:
		return eventLead.MatchString(s) || !hasDigit(s)
	case Rank:
		return rankLead.MatchString(s)
	case Milestone, Ordinal, Verbatim:
		return false
	}
	return plainLead.MatchString(s)
}

// beforeWhere parts the first piece before where a case happened.
func beforeWhere(ps []piece) []piece {
	if len(ps) == 0 {
		return ps
	}
	m := where.FindStringSubmatchIndex(ps[0].s)
	if m == nil {
		return ps
	}
	first, rest := ps[0], piece{" ", ps[0].s[m[4]:], ps[0].group}
	first.s = ps[0].s[:m[3]]
	return append([]piece{first, rest}, ps[1:]...)
}

// unlabelled takes figures away that number a thing: "Quốc lộ 37", "Hòa Bình 68".
// One with what the target counts, or a measure, behind it stays.
func (r *reader) unlabelled(s string) string {
	s = letterCode.ReplaceAllString(aDay.ReplaceAllString(s, " "), " ")
	for _, re := range []*regexp.Regexp{labelled, capitalled} {
		for from := 0; from < len(s); {
			m := re.FindStringSubmatchIndex(s[from:])
			if m == nil {
				break
			}
			at, end := from+m[4], from+m[5]
			from = end
			q, rest, err := measure.ReadQuantity(s[at:], measure.Unit{})
			if strings.ContainsAny(s[at:end], "/-") { // "2/9", "2022-2023"
				q, rest, err = measure.Quantity{}, strings.TrimSpace(s[end:]), nil
			}
			if re == labelled && countedBefore.MatchString(s[:at]) {
				continue
			}
			if err != nil || q.Unit.Text != "" || rest != "" && startsWithLetter(rest) && (r.countsOwn(q.Unit, rest) || re == capitalled && !(text{rest, false}).begins(behindLabel)) || len(rest) > 0 && strings.ContainsRune("/%.", rune(rest[0])) {
				continue
			}
			s = s[:at] + strings.Repeat(" ", end-at) + s[end:]
		}
	}
	return s
}

var countedBefore = regexp.MustCompile(`(?i)(?:thiểu|tổng|một|dân|có) số $`)

var behindLabel = words("và|là|thuộc|làm|tại|ở|đoạn|từ|không|chưa|đạt")

// ofWhole is a count told beside a percentage; whole where it says of how many.
type ofWhole struct {
	value measure.Decimal
	noun  string
	whole bool
}

// fromCounts says whether a percentage is that of the counts told beside it,
// where they say of how many.
func (f told) fromCounts(said []ofWhole, must bool) bool {
	if f.a.Value == nil || !measure.LookupUnit(f.c.Unit).Share() || f.a.Total != nil {
		return !must
	}
	made := false
	said = largestWhole(said)
	for _, w := range said {
		if !w.whole || w.value.Sign() <= 0 {
			continue
		}
		others, fits := false, false
		for _, p := range said {
			if p.whole || p.noun != w.noun {
				continue
			}
			others = true
			share := new(big.Rat).Quo(p.value.Rat(), w.value.Rat())
			share.Mul(share, big.NewRat(100, 1))
			fits = fits || near(*f.a.Value, share, false) || near(*f.a.Value, new(big.Rat).Sub(big.NewRat(100, 1), share), false)
		}
		if others && !fits {
			return false
		}
		made = made || fits
	}
	return made || !must
}

// largestWhole takes the larger of two numbers of the same things for all there
// are, where neither is small.
func largestWhole(said []ofWhole) []ofWhole {
	said = slices.Clone(said)
	for i, w := range said {
		others, larger := false, true
		for k, p := range said {
			if k != i && p.noun == w.noun && p.value.Cmp(measure.Int(10)) >= 0 {
				others, larger = true, larger && w.value.Cmp(p.value) > 0
			}
		}
		said[i].whole = w.whole || others && larger
	}
	return said
}

// saysOther reads a clause of whatever words that cannot change the figure.
func (r *reader) saysOther(ps []piece) (int, claim) {
	for i, read := range []func(*reader, []piece) (int, claim){(*reader).changedSince, (*reader).rankBeside, (*reader).asBefore, (*reader).beyondMean, (*reader).someBeside, (*reader).restNamed, (*reader).partsSaid, (*reader).otherSaid} {
		if n, c := read(r, ps); n > 0 {
			c.closed = i < 5
			return n, c
		}
	}
	return 0, claim{}
}

// namesEach reads a list that names every one of what was counted: "(Hợp Thành,
// Ôn Lương, Phủ Lý)" of three.
func (r *reader) namesEach(ps []piece) (int, claim) {
	t := text{ps[0].s, false}
	lead := t.cut(listLeads)
	listed := lead || ps[0].sep == ":"
	if !r.own.Counted() && r.own.Known() || r.own.Text == "" || ps[0].group == 0 && !listed || ps[0].group > 0 && ps[0].sep != "(" {
		return 0, claim{}
	}
	t.s = strings.TrimLeft(t.s, ": ")
	n, items := 0, 0
	for ; n < len(ps) && ps[n].group == ps[0].group && (n == 0 || ps[n].sep != ";" && ps[n].sep != "("); n++ {
		s := ps[n].s
		if n == 0 {
			s = t.s
		}
		if s == "" && n == 0 {
			continue
		}
		for _, item := range strings.Split(s, " và ") {
			at := strings.IndexAny(item, "0123456789")
			if !namesOnly(item) && correctsIt(item) || notOrNotYet(item) || at == 0 || hasDigit(letterCode.ReplaceAllString(strings.TrimRight(r.unlabelled(item), " 0123456789"), "")) || at > 0 && r.own.Text != "" && startsWithLetter(strings.TrimLeft(item[at:], "0123456789 ")) && r.countsOwnAt(item[at:]) {
				return 0, claim{}
			}
			if !strings.ContainsFunc(item, unicode.IsUpper) && r.unlabelled(item) == item && !r.saysPlainly(item, false) {
				return 0, claim{}
			}
			items++
		}
	}
	if r.lead == nil || r.lead.Cmp(measure.Int(int64(items))) != 0 {
		return 0, claim{}
	}
	return n, claim{holds: func(f told) bool { return f.a.Value != nil && f.a.Value.Cmp(*r.lead) == 0 }}
}

var listLeads = words("bao gồm|gồm có|gồm|là|cụ thể là|cụ thể|đó là")

var (
	rankTold  = regexp.MustCompile(`(?i)^(?:(?:xếp|đứng)(?: thứ| hạng| vị trí)*(?: thứ)?|thứ|hạng) ?\d{1,3}(?:/\d{1,3})?(?: (?:toàn )?(?:xã|phường|huyện|tỉnh|thành phố|đơn vị|cả nước|cụm|khối|địa phương|trường|cụm thi đua|khối thi đua))*$`)
	movedRank = regexp.MustCompile(`(?i)^(?:tăng|giảm|lên|tụt) \d{1,2} (?:bậc|hạng) so với ` + otherTime + `$`)
	pointsOf  = regexp.MustCompile(`(?i)^(?:đạt |với |điểm số |tổng điểm |số điểm )*\d{1,3}(?:,\d+)?(?: điểm)?$`)
)

// rankBeside reads a rank, with its change, beside a figure that is none; and
// the points beside a rank.
func (r *reader) rankBeside(ps []piece) (int, claim) {
	ranked := rankTold.MatchString(ps[0].s) || movedRank.MatchString(ps[0].s)
	points := pointsOf.MatchString(ps[0].s) && strings.Contains(viet.Fold(ps[0].s), "diem")
	if !ranked && !points || rankUnit.MatchString(viet.Fold(r.own.Text)) && viet.Fold(r.own.Text) != "diem" && !points {
		return 0, claim{}
	}
	return 1, claim{holds: func(f told) bool { return f.a.Value != nil && (f.c.Kind == Rank) == points }}
}

// restNamed reads what is still to be done where the things are named in several
// pieces: "còn 02 xã Yên Ninh, Yên Trạch chưa đạt".
func (r *reader) restNamed(ps []piece) (int, claim) {
	for k := 2; k <= min(4, len(ps)); k++ {
		if ps[k-1].sep != "," || ps[k-1].group != ps[0].group || hasDigit(ps[k-1].s) {
			break
		}
		one := piece{ps[0].sep, strings.ReplaceAll(plainJoined(ps[:k]), ", ", " và "), ps[0].group}
		if n, c := r.remainder([]piece{one}); n == 1 {
			return k, c
		}
	}
	return 0, claim{}
}

var (
	wholeTold  = regexp.MustCompile(`(?i)(?:tiếp nhận|khảo sát|tổng số|tổng|trong số|phát ra|có tất cả|trên)(?: \pL+){0,2} $`)
	inWordsOf  = regexp.MustCompile(`(?i)\d[^\d,;]{0,20} (?:trong|trên)(?: tổng)?(?: số)? \d`)
	wordHeads  = regexp.MustCompile(`(?i)^(?:tập trung(?: chủ yếu)? (?:ở|tại|vào|trên)|chủ yếu (?:ở|tại|trên|tập trung)|tương đương (?:vụ|mức|năm|cùng kỳ))(?:$|\s)`)
	remainHead = regexp.MustCompile(`(?i)^(?:hiện )?còn(?: lại)? \d`)
	caseNoun   = regexp.MustCompile(`^(?:vu|ca|su|truong|diem|cuoc|don|nguoi|chau|em|o)$`)
)

// otherSaid reads a clause whose figures count other things than the target, or
// that has none and tells where, why or what is left.
func (r *reader) otherSaid(ps []piece) (int, claim) {
	s := ps[0].s
	t := text{s, false}
	alone := ps[0].group > 0 && !r.behind && (len(ps) == 1 || ps[1].group != ps[0].group)
	if moved.MatchString(s) || r.own.Share() && alone && hasDigit(s) || r.besideKind(s) {
		return 0, claim{}
	}
	why := t.begins(fromWhy)
	if !r.zero && narrows.MatchString(s) {
		return 0, claim{}
	}
	var allowed [][]keyword
	if why {
		allowed = append(allowed, losses)
	}
	partLed := t.cut(partLeads)
	if correctsIt(roughBefore.ReplaceAllString(t.s, "$1$2"), allowed...) || inWordsOf.MatchString(t.s) || ofTimeSaid.MatchString(soFar.ReplaceAllString(t.s, " ")) && !why {
		return 0, claim{}
	}
	harmless := noHarm.MatchString(s)
	denied := !harmless && notOrNotYet(s)
	not := denials(s)
	if not > 1 {
		return 0, claim{}
	}
	kind := ""
	if denied && not == 1 {
		kind = "lack"
	}
	plain := r.unlabelled(t.s)
	said, ok := r.otherCounts(plain)
	if !ok || len(said) == 0 && !why && !harmless && !r.wordsOnly(s, plain, t) {
		return 0, claim{}
	}
	left := remainHead.MatchString(s) && r.own.Share()
	counted := denied && !left && !why && len(said) == 1 && r.own.Share()
	if !left && !partLed && r.ofItsThings(said) { // how it was come by: the figure must be made of them, where the plan was reached
		return 1, claim{kind: kind, said: said, lacks: true, holds: r.holdsBeside(denied && !counted, why && !r.behind, left, false)}
	}
	return 1, claim{kind: kind, said: said, lacks: counted, holds: r.holdsBeside(denied && !counted, why && !r.behind, left, !harmless && (harmed.MatchString(s) || r.otherShared(plain) || slices.ContainsFunc(said, func(w ofWhole) bool { return caseNoun.MatchString(w.noun) })))}
}

// ofItsThings says whether some of what a percentage is of are counted: "640 hộ …" of
// "Tỷ lệ hộ …".
func (r *reader) ofItsThings(said []ofWhole) bool {
	return r.own.Share() && slices.ContainsFunc(said, func(w ofWhole) bool {
		return w.noun != "" && !money[w.noun] && strings.Contains(" "+viet.Fold(r.in.Name)+" ", " "+w.noun+" ")
	})
}

var (
	moved     = regexp.MustCompile(`(?i)^(?:đã )?(?:tăng|giảm|cao hơn|thấp hơn)(?: thêm)? \d`)
	bareCount = regexp.MustCompile(`^\d[\d.,]* \pL+(?: \pL+)?$`)
	narrows   = regexp.MustCompile(`(?i)^(?:của|ở|tại|trong|thuộc|theo|bằng|tính) (?:\pL+ )?\d`)
	harmed    = regexp.MustCompile(`(?i)thiệt hại|chết|tử vong|bị |nghi `)
	hurt      = regexp.MustCompile(`(?i)bị thương`)
)

// otherShared says whether a clause with a figure has a word of the target's name.
func (r *reader) otherShared(s string) bool {
	return hasDigit(s) && slices.ContainsFunc(spelledOf(s), func(w string) bool {
		return !telling[w] && !ofAnyPart[w] && !unitWords[w] && slices.Contains(spelledOf(r.in.Name+" "+r.planned), w)
	})
}

// besideKind says whether a clause counts what is a kind beside the target's own:
// the nearly poor beside the poor, "01 hội diễn" beside "02 hội thi", those hurt
// where only deaths must not happen.
func (r *reader) besideKind(s string) bool {
	name := " " + viet.Fold(r.in.Name+" "+r.planned) + " "
	if nearlyPoor.MatchString(" "+viet.Fold(s)+" ") && strings.Contains(nearlyPoor.ReplaceAllString(name, " "), " ngheo ") {
		return true
	}
	if r.zero {
		return grave.MatchString(viet.Fold(r.planned)) || grave.MatchString(name) && hurt.MatchString(s)
	}
	return !r.own.Share() && (r.own.Counted() || !r.own.Known()) && bareCount.MatchString(s)
}

// wordsOnly says whether a clause without a count tells where or what is left.
func (r *reader) wordsOnly(s, plain string, t text) bool {
	if hasDigit(plain) {
		return false
	}
	numbered := plain != t.s && !r.own.Share()        // "kênh N4"
	if r.behind && r.own.Share() && denials(s) == 1 { // "Slam Coóc xe không vào được": why some are left
		return true
	}
	return wordHeads.MatchString(s) || r.own.Share() && t.begins(restHeads) || (text{s, false}).begins(effectHeads) || r.behind && (numbered || plain != t.s) || r.behind && namesOnly(s) || r.zero && startsWithLetter(s) && (text{s, false}).begins(whereHeads)
}

var whereHeads = words("tại|ở|làm|khiến|gây|trên địa bàn")

// namesOnly says whether every word group is a name: "Khuổi Sao", "Làng Hin".
func namesOnly(s string) bool {
	for _, w := range strings.Fields(s) {
		if c := []rune(w)[0]; !unicode.IsUpper(c) && w != "và" && w != "thôn" && w != "xã" && w != "bản" && w != "xóm" {
			return false
		}
	}
	return true
}

// holdsBeside says what a clause asks of the figure it stands beside.
func (r *reader) holdsBeside(denied, why, left, cases bool) func(told) bool {
	return func(f told) bool {
		if f.a.Value == nil || f.a.PercentOfPlan || f.c.Kind == Milestone || !f.r.own.Share() && f.c.Kind != ZeroEvent && f.c.Kind != Rank && !f.ownHead() {
			return false
		}
		missed := f.class == NotMet
		switch {
		case f.c.Kind == Change && f.a.Moved == "":
			return false
		case f.c.Kind == ZeroEvent:
			return missed && !denied || !missed && !cases && !denied && !why
		case left && f.a.Value.Cmp(measure.Int(100)) >= 0:
			return false
		case denied, why:
			return missed || left && f.a.Value.Cmp(measure.Int(100)) < 0 && !why
		}
		return true
	}
}

// otherCounts reads the figures of a clause. Each must count another thing than
// the target does: of a percentage anything that is counted, of all else no
// percentage. It is false where one may be the figure itself.
func (r *reader) otherCounts(s string) ([]ofWhole, bool) {
	var out []ofWhole
	before := s
	for at := strings.IndexAny(s, "0123456789"); at >= 0; at = strings.IndexAny(s, "0123456789") {
		q, rest, err := measure.ReadQuantity(s[at:], measure.Unit{})
		noun := text{rest, false}
		if err != nil || len(q.Readings) == 0 || q.Unit.Text == "" && (!startsWithLetter(rest) || noun.begins(force)) || strings.HasPrefix(rest, "-") ||
			overFigure.MatchString(q.Unit.Text) || strings.HasPrefix(rest, "/") && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' || at > 0 && strings.ContainsRune("/-–.,≥≤<>", rune(s[at-1])) {
			return nil, false
		}
		thing := strings.TrimSpace(q.Unit.Text + " " + rest)
		if (text{thing, false}).begins(whenCounted) && !(text{thing, false}).begins(dayWork) && !strings.Contains(q.Unit.Text, "/") && !strings.HasPrefix(thing, "ngày/") {
			return nil, false
		}
		switch {
		case q.Unit.Share() && r.own.Share():
			if !r.otherRate(before[:len(before)-len(s)+at]) || rest != "" {
				return nil, false
			}
		case q.Unit.Share(), !r.own.Share() && r.countsOwn(q.Unit, rest):
			return nil, false
		}
		first, _, _ := strings.Cut(thing, " ")
		out = append(out, ofWhole{likeUsual(q.Readings, measure.LookupUnit(first)), strings.Trim(viet.Fold(first), ",.;"), wholeTold.MatchString(before[:len(before)-len(s)+at])})
		s = rest
	}
	return out, true
}

// overFigure is a unit that took a total in: "214 hộ/2.482 hộ".
var overFigure = regexp.MustCompile(`/ ?\d`)

// money are words of amounts of money, which share a word with "tỷ lệ".
var money = setOf("ty|ti|trieu|nghin|ngan|dong")

var dayWork = words("ngày công")

// roughBefore are words that make the figure behind them a rough one: of another
// measure that is nothing to the target.
var roughBefore = regexp.MustCompile(`(?i)(^|\s)(?:ước tính|ước) (?:đạt |khoảng |gần |trên |hơn )?(\d)`)

var whenCounted = words("tháng|quý|năm|ngày|tuần|giờ|kỳ|lần|bậc|hạng|sao|tuổi|chỉ tiêu")

// otherRate says whether the words before a percentage name another rate: "tỷ lệ
// đảng viên trong dân quân", or some of the target's things: "án rất nghiêm trọng".
func (r *reader) otherRate(label string) bool {
	if !r.otherPart(label) || checkedAgain.MatchString(label) {
		return false
	}
	own := spelledOf(r.in.Name)
	others := 0
	for _, w := range spelledOf(label) {
		if !telling[w] && !ofAnyPart[w] && !unitWords[w] && !slices.Contains(own, w) {
			others++
		}
	}
	first := ""
	if all := spelledOf(label); len(all) > 0 {
		first = all[0]
	}
	return strings.HasPrefix(viet.Fold(label), "ty le ") && others > 0 || others > 1 && slices.Contains(own, first) && !telling[first]
}

var checkedAgain = regexp.MustCompile(`(?i)kiểm tra|đánh giá|thanh tra|khảo sát|lấy mẫu|giám sát|xác minh|bình quân|trung bình|toàn`)
