// Package coverage holds a superior's provisions, targets and tasks against a
// unit's own: what is taken up, partly, or not at all, and what asks for less or
// says the contrary. It looks at words, figures, units, dates, direction and
// negation, and proposes; a person confirms.
package coverage

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/resolution"
)

// Status says how far a superior's item is taken up in the own plan.
type Status string

// The statuses.
const (
	Covered       Status = "covered"
	Partly        Status = "partly"
	NotCovered    Status = "not_covered"
	NotApplicable Status = "not_applicable" // with a reason
)

// Valid says whether the status is one of the four.
func (s Status) Valid() bool {
	return s == Covered || s == Partly || s == NotCovered || s == NotApplicable
}

// Item is something of a document that is to be taken up, or that takes up: a
// provision, a target or a task.
type Item struct {
	Ref  string // how it is cited
	Sort string // provision, target, task
	Text string
	Plan *criterion.Criterion // of a target
	Unit string               // of measure, of a target

	Under string // the heading it stands under: "Đến năm 2030"
}

// Match is an own item that speaks of the same, how much of the superior's words
// it has (rare words weighing more, 0 to 1), and what speaks against it.
type Match struct {
	Own   int
	Score float64
	Fit   Fit
	Why   []phrase.Phrase
}

// Proposal is what is proposed for a superior's item; a person confirms it.
type Proposal struct {
	Status  Status
	Matches []Match         // the likest first, a few
	Missing []phrase.Phrase // figures of the superior's that no match speaks of
}

// Against gives the places in Matches that ask for less or say the contrary.
func (p Proposal) Against(fit Fit) (out []int) {
	for k, m := range p.Matches {
		if m.Fit == fit {
			out = append(out, k)
		}
	}
	return out
}

// Thresholds on the share of words. A superior's item is gone through ask by
// ask, which are its sentences: one that an own item has so much of is taken up,
// one of which it has half of that is touched. An item is covered where nearly
// all of its asks are taken up. They are ours, set on the pairs of docs/tasks.md;
// nothing is covered before a person says so.
const (
	takenFrom   = 0.4
	touchedFrom = 0.25
	coveredFrom = 0.5
	partlyFrom  = 0.15
	mostTried   = 6   // own items that are looked at closely for one ask
	nearly      = 0.7 // of the likest own item's share: as like as that one
)

// Propose compares every superior's item with every own one.
func Propose(superior, own []Item, syn Synonyms) []Proposal {
	x := newWordIndex(superior, own, syn)
	out := make([]Proposal, len(superior))
	for i := range superior {
		out[i] = x.propose(x.asks[i])
	}
	return out
}

// wordIndex finds own items by their words.
type wordIndex struct {
	asks    [][]sense // of each of the superior's items
	own     []sense
	words   map[string]indexed // pairs of syllables, and syllables
	heft    []float64          // of all words of each own item
	hits    []float64          // by own item, while an ask is gone through
	near    []float64          // the same, by what the words say of likeness
	touched []int32
	likes   []liking // by own item, while a superior's item is gone through
	body    string   // that the superior's item tells what to do
	metAsk  []bool   // its asks of which an own item meets a figure
}

// indexed is a word, the own items that have it, what it weighs, and what it says
// of likeness.
type indexed struct {
	where        []int32
	weight, rare float64
}

func newWordIndex(superior, own []Item, syn Synonyms) *wordIndex {
	x := &wordIndex{words: map[string]indexed{}, heft: make([]float64, len(own)), hits: make([]float64, len(own)), near: make([]float64, len(own)), likes: make([]liking, len(own))}
	where, count, words := map[string][]int32{}, map[string]int{}, spelling{}
	for i, item := range own {
		x.own = append(x.own, senseOf(item, syn, words))
		for _, w := range x.own[i].all {
			where[w] = append(where[w], int32(i))
			count[w]++
		}
	}
	n := len(own)
	for _, item := range superior {
		var asks []sense
		whole := oneYear(item.Text)
		for _, text := range asksOf(item.Text) {
			item.Text = text
			s := senseOf(item, syn, words)
			if len(s.years) == 0 {
				s.years = whole
			}
			for _, w := range s.all {
				count[w]++
			}
			asks = append(asks, s)
			n++
		}
		x.asks = append(x.asks, asks)
	}
	most := math.Log(1 + float64(n))
	for w, c := range count {
		one := indexed{where: where[w], weight: math.Log(1 + float64(n)/float64(c))}
		one.rare = math.Pow(one.weight/most, rareness)
		if !strings.Contains(w, " ") {
			one.rare *= syllableWeight
		}
		x.words[w] = one
	}
	for i := range x.own {
		for _, w := range x.own[i].all {
			x.heft[i] += x.words[w].rare
		}
		x.heft[i] = math.Pow(x.heft[i], evenness)
	}
	return x
}

// asksOf parts an item into what it asks for: its sentences, those of a few words
// with the one before.
func asksOf(text string) []string {
	var out []string
	for _, piece := range resolution.Pieces(text) {
		piece = strings.TrimSpace(piece)
		switch {
		case piece == "":
		case len(out) > 0 && (len(strings.Fields(piece)) < 5 || len(out) == mostAsks):
			out[len(out)-1] += "; " + piece
		default:
			out = append(out, piece)
		}
	}
	if len(out) == 0 {
		out = append(out, text)
	}
	return out
}

// mostAsks bounds the parts of an item that are looked at one by one.
const mostAsks = 30

// find gives the own items that have most of an ask, with what speaks against
// them.
func (x *wordIndex) find(s *sense, ask int) (out []Match, whole float64) {
	x.liken(ask, x.hit(s.all, len(s.pairs)))
	for _, w := range s.pairs {
		whole += x.words[w].weight
	}
	numbers := x.numbers(s)
	for _, i := range x.touched {
		score := x.hits[i] / whole
		if numbers > 0 && score < 1 && len(x.own[i].figures) > 0 {
			score = max(score, (x.hits[i]-x.had(s, int(i)))/(whole-numbers))
		}
		if score >= touchedFrom && x.named(int(i)) {
			out = append(out, Match{Own: int(i), Score: score})
		}
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Own, b.Own))
	})
	out = out[:min(len(out), mostTried)]
	for k := range out {
		out[k].Fit, out[k].Why = compare(s, &x.own[out[k].Own])
	}
	return out, whole
}

// numbers is the weight of the words of an ask that are a number with what it
// stands by ("100 ha"): an own item with a figure says them in its own number, and
// figures are held against each other. 0 where an ask has no other words.
func (x *wordIndex) numbers(s *sense) (weight float64) {
	others := false
	for _, p := range s.pairs {
		if numbered(p) {
			weight += x.words[p].weight
		} else {
			others = true
		}
	}
	if !others {
		return 0
	}
	return weight
}

// had is the weight of those that an own item has in the same number.
func (x *wordIndex) had(s *sense, own int) (weight float64) {
	for _, p := range s.pairs {
		if numbered(p) && slices.Contains(x.own[own].pairs, p) {
			weight += x.words[p].weight
		}
	}
	return weight
}

func numbered(pair string) bool { return strings.ContainsAny(pair, "0123456789") }

// propose goes through the asks of a superior's item.
func (x *wordIndex) propose(asks []sense) Proposal {
	p := Proposal{Status: NotCovered}
	all, taken, touched, sum := 0.0, 0.0, 0.0, 0.0
	best, against := map[int]Match{}, false
	x.body, x.metAsk = addressed(&asks[0]), make([]bool, len(asks))
	for i := range asks {
		s := &asks[i]
		found, whole := x.find(s, i)
		weight := math.Sqrt(whole)
		all += weight
		sum += whole
		if len(found) == 0 {
			p.lack(s.figures)
			continue
		}
		x.metAsk[i] = x.settle(s, found)
		m, ok := chosen(found)
		lacking := x.missing(s, found)
		switch {
		case !ok:
			against = true // only what says the contrary, or asks for less
			if m.Fit == Weaker {
				touched += weight
			}
		case m.Score >= takenFrom && len(lacking) == 0:
			taken += weight
		default:
			touched += weight
			p.lack(lacking)
		}
		for _, f := range append([]Match{m}, found...) {
			f.Score *= whole
			if old, known := best[f.Own]; known {
				f.Score, f.Fit, f.Why = max(old.Score, f.Score), worse(old.Fit, f.Fit), append(old.Why[:len(old.Why):len(old.Why)], f.Why...)
				f.Why = distinctPhrases(f.Why)
			}
			best[f.Own] = f
		}
	}
	tried := fullest(best)
	p.Matches = x.shown(best, asks, sum)
	enough := all > 0 && taken+touched/2 >= partlyFrom*all
	if len(p.Matches) == 0 && enough {
		p.Matches = tried
	}
	for k := range p.Matches {
		p.Matches[k].Score = min(p.Matches[k].Score/sum, 1)
	}
	if len(asks) == 1 && taken+touched == 0 && !against {
		p.Missing = nil // shown by its likeness alone
		p.lack(x.missing(&asks[0], p.Matches))
	}
	switch {
	case all > 0 && taken >= coveredFrom*all && !against && len(p.Missing) == 0:
		p.Status = Covered
	case enough && len(p.Matches) > 0, slices.ContainsFunc(p.Matches, func(m Match) bool { return m.Fit != Contrary }):
		p.Status = Partly
	}
	return p
}

// chosen is the likest own item that nothing speaks against, where it is nearly
// as like as the likest; else the likest, and false.
func chosen(found []Match) (Match, bool) {
	for _, m := range found {
		if m.Fit == Same && m.Score >= nearly*found[0].Score {
			return m, true
		}
	}
	return found[0], false
}

func worse(a, b Fit) Fit {
	if a == Contrary || b == Same {
		return a
	}
	return b
}

func distinctPhrases(list []phrase.Phrase) (out []phrase.Phrase) {
	for _, p := range list {
		if !slices.ContainsFunc(out, func(o phrase.Phrase) bool { return reflect.DeepEqual(o, p) }) {
			out = append(out, p)
		}
	}
	return out
}

func (p *Proposal) lack(figures []measure.Figure) {
	for _, f := range figures {
		p.Missing = append(p.Missing, phrase.New("coverage.why_missing", "figure", sayFigure(f)))
	}
}

// Items gives the provisions that speak as items.
func Items(list []resolution.Provision) []Item {
	var out []Item
	for _, i := range resolution.Speaking(list) {
		out = append(out, Item{Ref: resolution.Path(list, i), Sort: "provision", Text: list[i].Text})
	}
	return out
}
