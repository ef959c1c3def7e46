package resolution

import (
	"slices"
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/viet"
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
}

// Match is an own item that speaks of the same, and how alike they are: the
// share of the superior's words that it has, 0 to 1.
type Match struct {
	Own   int
	Score float64
}

// Proposal is what is proposed for a superior's item; a person confirms it.
type Proposal struct {
	Status  Status
	Matches []Match // the likest first, at most three
	Weaker  []int   // places in Matches whose figure asks for less than the superior's
}

// Thresholds on the share of words: half or more is taken for covered, a
// quarter or more for partly. They are ours; nothing is covered before a person
// says so.
const (
	coveredFrom = 0.55
	partlyFrom  = 0.3
)

// Propose compares every superior's item with every own one.
func Propose(superior, own []Item) []Proposal {
	index := newWordIndex(own)
	out := make([]Proposal, len(superior))
	for i, item := range superior {
		out[i] = index.propose(item, own)
	}
	return out
}

// wordIndex finds own items by their words.
type wordIndex struct {
	where map[string][]int32
}

func newWordIndex(items []Item) wordIndex {
	x := wordIndex{where: map[string][]int32{}}
	for i, item := range items {
		for _, w := range wordsOf(item.Text) {
			x.where[w] = append(x.where[w], int32(i))
		}
	}
	return x
}

func (x wordIndex) propose(item Item, own []Item) Proposal {
	words := wordsOf(item.Text)
	p := Proposal{Status: NotCovered}
	if len(words) == 0 {
		return p
	}
	hits := map[int32]int{}
	for _, w := range words {
		for _, i := range x.where[w] {
			hits[i]++
		}
	}
	for i, n := range hits {
		if score := float64(n) / float64(len(words)); score >= partlyFrom {
			p.Matches = append(p.Matches, Match{int(i), score})
		}
	}
	slices.SortFunc(p.Matches, func(a, b Match) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return a.Own - b.Own
	})
	p.Matches = p.Matches[:min(len(p.Matches), 3)]
	if len(p.Matches) > 0 {
		p.Status = Partly
		if p.Matches[0].Score >= coveredFrom {
			p.Status = Covered
		}
	}
	for k, m := range p.Matches {
		if m.Score >= coveredFrom && Weaker(item, own[m.Own]) {
			p.Weaker = append(p.Weaker, k)
			if k == 0 {
				p.Status = Partly
			}
		}
	}
	return p
}

// stop are words that say nothing of what an item is about.
var stop = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(viet.Fold("và của các có là cho về trong đến với được theo từ những một để phải tại này khi nhằm việc đẩy mạnh tăng cường tiếp tục nâng cao thực hiện tổ chức xây dựng phát triển hoàn thiện công tác năm trên do ở vào ra bảo đảm tỷ lệ")) {
		out[w] = true
	}
	return out
}()

// wordsOf gives the words of a text that count, in pairs of syllables, each
// once: Vietnamese words are mostly of two.
func wordsOf(text string) []string {
	syllables := strings.FieldsFunc(viet.Fold(text), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' })
	seen := map[string]bool{}
	var out []string
	for i := 0; i+1 < len(syllables); i++ {
		a, b := syllables[i], syllables[i+1]
		if stop[a] || stop[b] || seen[a+" "+b] {
			continue
		}
		seen[a+" "+b] = true
		out = append(out, a+" "+b)
	}
	return out
}

// Weaker says whether an own target asks for less than the superior's: a lower
// floor, a higher ceiling. It is silent where the two cannot be compared.
func Weaker(superior, own Item) bool {
	if superior.Plan == nil || own.Plan == nil {
		return false
	}
	s, o := superior.Plan.PlanValue(), own.Plan.PlanValue()
	if s == nil || o == nil || superior.Plan.Move != own.Plan.Move {
		return false
	}
	value, ok := measure.LookupUnit(own.Plan.Unit).Into(measure.LookupUnit(superior.Plan.Unit), *o)
	if !ok {
		return false
	}
	switch superior.Plan.Direction {
	case criterion.Higher, criterion.Stay:
		return value.Cmp(*s) < 0
	case criterion.Lower:
		return value.Cmp(*s) > 0
	}
	return false
}

// Speaking gives the places of the provisions that say something of their own:
// not the preamble, not the recipients and the signature, not the title of an
// annex, not a heading that only holds others, nothing of another document in
// the same file.
func Speaking(list []Provision) []int {
	holding := map[int]bool{}
	for _, p := range list {
		holding[p.Parent] = true
	}
	silent := silentOnes(list)
	var out []int
	for i, p := range list {
		words := len(strings.Fields(p.Text))
		if silent[i] || p.Kind == Preamble || p.Kind == Part && strings.HasPrefix(viet.Fold(p.Label), "phu luc") || holding[i] && words < 25 || words < 4 {
			continue
		}
		out = append(out, i)
	}
	return out
}

// silentOnes says which provisions stand with the recipients, or in another document.
func silentOnes(list []Provision) []bool {
	silent := make([]bool, len(list))
	for i, p := range list {
		silent[i] = p.Kind == Closing || p.Kind == Other || p.Parent >= 0 && silent[p.Parent]
	}
	return silent
}

// Items gives the provisions that speak as items.
func Items(list []Provision) []Item {
	var out []Item
	for _, i := range Speaking(list) {
		out = append(out, Item{Ref: Path(list, i), Sort: "provision", Text: list[i].Text})
	}
	return out
}
