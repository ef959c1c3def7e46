package criterion

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// A result is often a figure with clauses that explain it: "41,7%, do thiếu
// phòng học; 06 phòng đang hoàn thiện". A text that is asked about as a whole is
// parted into its clauses. Each clause is either of a named kind that cannot
// change the figure, under the conditions of its kind, or stays with the figure.
// What stays must read without a question, and whatever numbers a clause gives
// must agree with the figure that was read, or the text is asked about as before.

// explaining is a clause of a result that stands beside its figure: its kind, and the
// clause as written.
type explaining struct {
	Kind string `json:"kind"` // of asideKinds
	Text string `json:"text"`
}

// Aside names the clauses of a result that explain its figure and judge nothing;
// the zero phrase where it has none.
func (a Actual) Aside() phrase.Phrase {
	var said []string
	for _, b := range a.Beside {
		said = append(said, "“"+strings.Trim(b.Text, "()")+"”")
	}
	if len(said) == 0 {
		return phrase.Phrase{}
	}
	return phrase.New("target.aside", "clauses", strings.Join(said, "; "))
}

// asideKinds are the kinds of clauses, tried in order. Each says how many pieces
// the clause takes of those that begin with it, none where it is not of the
// kind, and what must hold of the figure for it to be harmless.
var asideKinds = []struct {
	kind string
	read func(*reader, []piece) (int, claim)
}{
	{"names", (*reader).namesEach},
	{"citation", (*reader).cites},
	{"cause", (*reader).gives},
	{"effect", (*reader).leadsTo},
	{"grade", (*reader).grades},
	{"kept", (*reader).keptAndPassed},
	{"ends", (*reader).endsOf},
	{"places", (*reader).placesWon},
	{"plan", (*reader).planAgain},
	{"earlier", (*reader).earlier},
	{"rest", (*reader).remainder},
	{"lower", (*reader).lowerDegree},
	{"act", (*reader).otherActBeside},
	{"undone", (*reader).undoneBeside},
	{"soon", (*reader).soon},
	{"part", (*reader).partsBeside},
	{"measure", (*reader).otherMeasure},
	{"said", (*reader).saysOther},
}

// claim is what a clause tells that must agree with the figure: a condition, nil
// for none, and how much of the whole it says is still to be done.
type claim struct {
	holds  func(told) bool
	rest   *big.Rat
	kind   string // where it is another than the reader's own
	said   []ofWhole
	lacks  bool // what is not so must be told of so many that the figure is made of them
	closed bool // of a kind with open words, but a form that is whole
	cases  bool // of cases by another word, beside a ceiling of cases
	asMany bool // of about as many other things, or of none: it may tell of how many the figure holds
	open   bool // of words that are not all known: it explains a plan that was missed, and no other
}

// told is the figure of a result, read without its clauses.
type told struct {
	r     *reader
	a     Actual
	c     Criterion
	head  string // the text without its clauses
	class Class
}

// piece is a part of a result between its marks.
type piece struct {
	sep   string // the mark before it: "", ",", ";", ":", ".", "(", ")" or " "
	s     string
	group int // of its brackets, 0 outside
}

// setAside reads a result that is asked about as a whole without the clauses that
// cannot change it.
func setAside(result string, c Criterion, in Hints, whole Actual, asks []Question) (Actual, []Question) {
	if len(asks) == 0 || len(c.Parts) > 0 || len(result) > longest || !mayExplain(result) && c.Kind != ZeroEvent {
		return whole, asks
	}
	r := &reader{in: in, own: measure.LookupUnit(in.Unit), result: true, planned: c.Text, zero: c.Kind == ZeroEvent}
	if c.Unit != "" {
		r.own = measure.LookupUnit(c.Unit)
	}
	r.in.Unit = r.own.Text
	t := tidy(spellOut(asPersons(result, in.Unit), strings.Join([]string{in.Name, c.Text, c.Unit, in.Unit}, " ")))
	pieces := piecesOf(strings.ReplaceAll(unitOnce(t.s, r.own), "bằng cấp, chứng chỉ", "bằng cấp chứng chỉ"))
	r.unmarked = t.bare
	a, more := r.withoutClauses(result, pieces, c, in, whole, asks)
	if len(more) == 0 || t.bare {
		return a, more
	}
	if c.Kind == ZeroEvent {
		pieces = beforeWhere(pieces)
	}
	if r.wide = len(pieces) > 1 && ledByFigure(pieces[0].s, c); r.wide {
		if b, none := r.withoutClauses(result, pieces, c, in, whole, asks); len(none) == 0 {
			return b, none
		}
	}
	return r.toConfirm(result, pieces, c, in, a, more)
}

// toConfirm asks whether the figure that a result begins with stands, where what
// is told behind it is of no known kind; who says that it does is believed.
func (r *reader) toConfirm(result string, pieces []piece, c Criterion, in Hints, a Actual, asks []Question) (Actual, []Question) {
	if len(pieces) < 2 || !ledByFigure(pieces[0].s, c) || slices.ContainsFunc(asks, func(q Question) bool { return len(q.Choices) > 0 || !openAsks[q.Ask.Key] }) {
		return a, asks
	}
	head, more := readActual(pieces[0].s, c, in)
	if len(more) > 0 || !head.Plain() || head.How != "" && head.How != Point || head.Moved != "" {
		return a, asks
	}
	behind := strings.TrimLeft(strings.TrimPrefix(joinedPieces(pieces), pieces[0].s), " ,;:.")
	head.Text, head.Beside = result, append(head.Beside, explaining{"meant", behind})
	if in.confirmed(*head.Value) {
		return head, nil
	}
	head.Unsure = true
	q := ask("actual", "target.beside_open", "text", behind, "figure", pieces[0].s)
	q.Choices = []measure.Decimal{*head.Value}
	return head, []Question{q}
}

// openAsks are questions of a text as a whole.
var openAsks = map[string]bool{"target.several_figures": true, "target.actual_unread": true, "target.actual_rest": true, "target.other_thing": true}

// withoutClauses reads what is left of a result when its clauses are set aside;
// whole and asks where there are none, or where they do not agree with it.
func (r *reader) withoutClauses(result string, pieces []piece, c Criterion, in Hints, whole Actual, asks []Question) (Actual, []Question) {
	if len(pieces) < 2 {
		return whole, asks
	}
	kept, asides, claims := r.sorted(pieces, c)
	if len(asides) == 0 {
		return whole, asks
	}
	head := joinedPieces(kept)
	a, more := readActual(head, c, in)
	if len(more) == 0 && !(told{r, a, c, head, Assess(c, &a, Options{}).Class}).agrees(claims) {
		return whole, asks
	}
	a.Text, a.Beside = result, append(a.Beside, asides...)
	return a, more // what the figure alone leaves open is what is asked
}

// agrees says whether all that the clauses tell holds of the figure. What is
// still to be done must, together, fill it up to the whole.
func (f told) agrees(claims []claim) bool {
	rest := new(big.Rat)
	var said []ofWhole
	lacks := false
	for _, c := range claims {
		said, lacks = append(said, c.said...), lacks || c.lacks
		if c.holds != nil && !c.holds(f) || c.open && f.class != NotMet || c.asMany && f.class != NotMet && f.c.Direction == Higher || c.cases && f.class != NotMet && f.c.Direction == Lower {
			return false
		}
		if c.rest != nil {
			rest.Add(rest, c.rest)
		}
	}
	return (rest.Sign() == 0 || f.filledUp(rest)) && f.fromCounts(said, lacks && f.class != NotMet)
}

// mayExplain says whether a text may have a clause beside its figure.
func mayExplain(s string) bool {
	return strings.ContainsAny(s, ",;(:.") || clauseHead.MatchString(s)
}

// sorted sets aside the clauses of known kinds. The first piece with a figure in
// the target's own unit stays; where another stands before it, it may be of
// another measure.
func (r *reader) sorted(pieces []piece, c Criterion) (kept []piece, asides []explaining, claims []claim) {
	head := r.headPiece(pieces, c)
	if head < 0 {
		return pieces, nil, nil
	}
	r.lead = nil
	if at := strings.IndexAny(pieces[head].s, "0123456789"); at >= 0 {
		if q, _, err := measure.ReadQuantity(pieces[head].s[at:], r.own); err == nil && len(q.Readings) > 0 {
			v := likeUsual(q.Readings, r.own)
			r.lead = &v
		}
	}
	for i := 0; i < len(pieces); {
		took := 0
		if i > head || i < head && hasDigit(pieces[i].s) {
			for _, k := range asideKinds {
				if i < head && k.kind != "measure" || (k.kind == "said" || k.kind == "names") && !r.wide || k.kind == "measure" && r.wide && r.zero || r.unmarked && k.kind != "plan" { // words without marks are too many things
					continue
				}
				n, c := k.read(r, pieces[i:])
				if n == 0 || i < head && i+n > head {
					continue
				}
				took = n
				c.open = c.open || openKinds[k.kind] && !c.closed && !r.saysPlainly(joinedPieces(pieces[i:i+n]), k.kind == "said")
				c.cases = k.kind == "measure" && otherCases.MatchString(viet.Fold(joinedPieces(pieces[i:i+n])))
				c.asMany = (k.kind == "said" || k.kind == "measure") && !c.closed && r.aboutAsMany(pieces[i:i+n])
				asides, claims = append(asides, explaining{cmp.Or(c.kind, k.kind), joinedPieces(pieces[i : i+n])}), append(claims, c)
				break
			}
		}
		r.leftOver = took > 0 && claims[len(claims)-1].rest != nil
		if r.behind = took > 0; took == 0 {
			kept, took = append(kept, pieces[i]), 1
		}
		i += took
	}
	return kept, asides, claims
}

// headPiece finds the piece that holds the judged figure: the first with one in
// the target's own unit, else the first with any; of what must not happen, or is
// to be done, the first.
func (r *reader) headPiece(pieces []piece, c Criterion) int {
	if c.Kind == ZeroEvent && !hasDigit(pieces[0].s) || c.Kind == Milestone {
		return 0
	}
	first := -1
	for i, p := range pieces {
		if !hasDigit(p.s) || p.group > 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		at := strings.IndexAny(p.s, "0123456789")
		if q, _, err := measure.ReadQuantity(p.s[at:], measure.Unit{}); err == nil && q.Unit.Text != "" && r.own.Text != "" && q.Unit.Fits(r.own) && !(text{p.s, false}).begins(asideHeads) {
			return i
		}
		if i == first && (r.own.Text == "" || r.countsOwnAt(p.s[at:])) {
			return i
		}
	}
	return first
}

var asideHeads = words("do|vì|bởi|nhờ|nguyên nhân|lý do|trong đó|gồm|bao gồm|còn|cùng kỳ|năm trước")

// piecesOf parts a text at its commas, semicolons and brackets, at a colon behind
// a figure, and before the words that begin a clause without a mark. Brackets
// inside brackets are not parted at all.
func piecesOf(s string) []piece {
	var out []piece
	group, groups, begun, sep := 0, 0, 0, ""
	cut := func(end, from int, next string) {
		out = append(out, clauseStarts(piece{sep, strings.TrimSpace(s[begun:end]), group})...)
		begun, sep = from, next
	}
	for i := range len(s) {
		spaced := i+1 < len(s) && s[i+1] == ' '
		switch {
		case s[i] == '(' && group > 0:
			return nil
		case s[i] == '(':
			cut(i, i+1, "(")
			groups++
			group = groups
		case s[i] == ')' && group > 0:
			cut(i, i+1, ")")
			group = 0
		case s[i] == '.' && sentenceEnd.MatchString(s[i:]) && i > 0 && s[i-1] != '.':
			cut(i, i+1, ".")
		case s[i] == ';', s[i] == ',' && spaced, s[i] == ':' && spaced && (hasDigit(s[begun:i]) || stateHead.MatchString(s[begun:i])):
			cut(i, i+1, s[i:i+1])
		}
	}
	cut(len(s), len(s), "")
	full := out[:0]
	for _, p := range out {
		if p.s != "" {
			full = append(full, p)
		}
	}
	return full
}

var (
	sentenceEnd = regexp.MustCompile(`^\. \p{Lu}\p{Ll}`)
	stateHead   = regexp.MustCompile(`(?i)^ ?(?:còn lại|còn|chưa \pL+|chưa hoàn thành)$`)
	// clauseHead begins a clause without a mark before it, behind a figure.
	clauseHead = regexp.MustCompile(`(?i) (?:do|vì|nguyên nhân|(?:theo|tại) (?:quyết định|qđ|thông báo|báo cáo|biên bản)|đạt (?:chuẩn )?(?:ocop )?(?:hạng )?(?:\d sao|mức độ \d)|với (?:tổng )?(?:số )?(?:\pL+ ){0,4}\d|cho (?:tổng số )?\d|đạt và vượt)(?:[ \d.,]|$)`)
	incident   = regexp.MustCompile(`(?i)\d ?(?:vụ|ca|người|trường hợp|cuộc)(?: \pL+){0,6}$`)
)

// clauseStarts parts a piece before a clause that begins without a mark. What
// happened "do …" is told of what made it, and may be only some of it.
func clauseStarts(p piece) []piece {
	m := clauseHead.FindStringIndex(p.s)
	if (text{p.s, false}).begins(partLeads) && gradeOfThings.MatchString(p.s) { // "trong đó 02 trường đạt chuẩn mức độ 2"
		return []piece{p}
	}
	if m == nil || strings.HasSuffix(strings.ToLower(p.s[:m[0]]), "so") || !hasDigit(p.s[:m[0]]) || incident.MatchString(p.s[:m[0]]) && !strings.HasPrefix(strings.ToLower(p.s[m[0]:]), " với") && !strings.HasPrefix(strings.ToLower(p.s[m[0]:]), " theo") {
		return []piece{p}
	}
	rest := piece{" ", strings.TrimSpace(p.s[m[0]:]), p.group}
	p.s = strings.TrimSpace(p.s[:m[0]])
	return append([]piece{p}, rest)
}

// joinedPieces writes pieces as one text again, with their marks and brackets.
func joinedPieces(pieces []piece) string {
	var b strings.Builder
	group := 0
	for i, p := range pieces {
		if group > 0 && p.group != group {
			b.WriteString(")")
		}
		switch {
		case p.group > 0 && p.group != group:
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString("(")
		case i == 0:
		case strings.Contains(",;:.", p.sep) && p.sep != "":
			b.WriteString(p.sep + " ")
		default:
			b.WriteString(" ")
		}
		group = p.group
		b.WriteString(p.s)
	}
	if group > 0 {
		b.WriteString(")")
	}
	return b.String()
}

// countsOwn says whether a quantity, with the words behind it, counts what the
// target counts, by whatever word.
func (r *reader) countsOwn(u measure.Unit, rest string) bool {
	own, per, _ := strings.Cut(viet.Fold(r.own.Text), "/")
	if own == "" {
		return true
	}
	if of := strings.Contains(u.Text, "/"); u.Known() && (per == "" && of || per == "ha" && !of) { // "628 kg/người" beside tấn, "2.140 tấn" beside tạ/ha
		return false
	}
	if u.Text != "" && (u.Fits(r.own) || bothPeople(u, r.own)) {
		return true
	}
	said := " " + strings.Join(lettersOf(u.Text+" "+rest), " ") + " "
	if strings.HasPrefix(said, " "+own+" ") {
		return true
	}
	for _, group := range append(alike[:len(alike):len(alike)], heads...) {
		if has(group, own) && !(own == "vu" || own == "vu viec") {
			for _, w := range group {
				if strings.HasPrefix(said, " "+w+" ") {
					return true
				}
			}
		}
	}
	return false
}

func has(list []string, w string) bool {
	for _, one := range list {
		if one == w {
			return true
		}
	}
	return false
}

// countsOwnAt says whether a text that begins with a figure counts what the
// target counts.
func (r *reader) countsOwnAt(s string) bool {
	q, rest, err := measure.ReadQuantity(s, measure.Unit{})
	if err != nil {
		return false
	}
	if total, counts := strings.CutPrefix(rest, "/"); counts && q.Unit.Text == "" {
		return r.countsOwnAt(strings.TrimSpace(total))
	}
	return q.Unit.Text == "" && rest == "" || r.countsOwn(q.Unit, rest)
}
