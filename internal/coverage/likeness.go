package coverage

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// How like an own item is to what a superior asks for is the weight of the words
// both have, against that of the words either has. A word that few items have
// says far more than one that many have; a syllable says less than a word of two;
// an item is like an ask, and like the whole of which the ask is a part. The
// numbers are ours, set on the pairs of docs/tasks.md.
const (
	rareness       = 2.5
	syllableWeight = 0.3
	evenness       = 0.25
	wholeWeight    = 0.5
	likeFrom       = 0.65
	figureBonus    = 1.1 // of those alike, one that meets a figure goes before
	otherYear      = 0.8 // and one for another year comes after
	againstFrom    = 0.4 // share of the superior's words from which one that something speaks against is told
	mostMatches    = 12
)

// liking is how like an own item is to a superior's, and to which of its asks
// most.
type liking struct {
	own, ask int
	like     float64
	share    float64 // the weight of the words of the ask that it has
}

// bodies are told by a superior what to do themselves, each with the word by which
// an own item names it.
var bodies = map[string]string{" đảng đoàn ": "dang doan", " tuyên giáo ": "tuyen giao", " mặt trận tổ quốc ": "mat tran", " ban dân vận ": "dan van", " ban nội chính ": "noi chinh",
	" tòa án nhân dân ": "toa an", " viện kiểm sát nhân dân ": "kiem sat", " đoàn thanh niên ": "thanh nien", " hội nông dân ": "nong dan", " hội cựu chiến binh ": "cuu chien", " liên hiệp phụ nữ ": "phu nu"}

// addressed gives the word for the body that an item begins with: only an own
// item that names it too takes the item up. "" where it is for whoever reads it.
func addressed(s *sense) string {
	head := " " + strings.Join(s.spoken[:min(len(s.spoken), addressWords)], " ") + " "
	for name, word := range bodies {
		if strings.Contains(head, name) && slices.Contains(s.pairs, word) {
			return word
		}
	}
	return ""
}

const addressWords = 6

// hit goes through the own items that have any of the words, the first of which
// are pairs, and gives the weight of all of them.
func (x *wordIndex) hit(words []string, pairs int) (near float64) {
	for _, i := range x.touched {
		x.hits[i], x.near[i] = 0, 0
	}
	x.touched = x.touched[:0]
	for k, word := range words {
		w := x.words[word]
		near += w.rare
		weight := w.weight
		if k >= pairs {
			weight = 0
		}
		for _, i := range w.where {
			if x.near[i] == 0 {
				x.touched = append(x.touched, i)
			}
			x.near[i] += w.rare
			x.hits[i] += weight
		}
	}
	return near
}

// liken notes how like the items are whose words were hit.
func (x *wordIndex) liken(ask int, whole float64) {
	if whole = math.Pow(whole, evenness); whole == 0 {
		return
	}
	for _, i := range x.touched {
		l, like := &x.likes[i], x.near[i]/(whole*x.heft[i])
		if like > l.like {
			*l = liking{own: int(i), ask: ask, like: like, share: x.hits[i]}
		}
	}
}

// likest gives the own items that are like enough to a superior's item: to the ask
// they are likest to, and to all of it.
func (x *wordIndex) likest(asks []sense) []liking {
	if len(asks) > 1 {
		seen, union := map[string]bool{}, []string(nil)
		for i := range asks {
			for _, w := range asks[i].all {
				if !seen[w] {
					seen[w] = true
					union = append(union, w)
				}
			}
		}
		whole := math.Pow(x.hit(union, 0), evenness)
		for _, i := range x.touched {
			x.likes[i].like += wholeWeight * x.near[i] / (whole * x.heft[i])
		}
	}
	var out []liking
	for i := range x.likes {
		l := x.likes[i]
		x.likes[i] = liking{}
		if len(asks) == 1 {
			l.like *= 1 + wholeWeight
		}
		if l.like >= likeFrom && x.named(i) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b liking) int { return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.own, b.own)) })
	return out
}

// named says whether an own item names the body that is told.
func (x *wordIndex) named(own int) bool {
	return x.body == "" || slices.Contains(x.own[own].pairs, x.body)
}

// shown gives the own items to be proposed, the likest first and what says the
// contrary last, each with its share of the superior's words: those that are like
// enough, and those that something speaks against.
func (x *wordIndex) shown(best map[int]Match, asks []sense, sum float64) []Match {
	likes := x.likest(asks)
	fits := make(map[int]Match, len(likes))
	for k := range likes {
		l := &likes[k]
		m, tried := best[l.own]
		if !tried && k < mostMatches {
			m = Match{Own: l.own, Score: l.share}
			m.Fit, m.Why = compare(&asks[l.ask], &x.own[l.own])
			if x.metAsk[l.ask] && m.Fit == Weaker && len(asks[l.ask].denied) == 0 {
				m.Fit, m.Why = Same, nil
			}
		}
		if ask := &asks[l.ask]; ask.earlier(&x.own[l.own]) || x.own[l.own].earlier(ask) {
			l.like *= otherYear
		}
		if tried || k < mostMatches {
			fits[l.own] = m
			if x.meets(&asks[l.ask], l.own) {
				l.like *= figureBonus
			}
		}
		delete(best, l.own)
	}
	slices.SortStableFunc(likes, func(a, b liking) int { return cmp.Compare(b.like, a.like) })
	var out, against []Match
	for _, l := range likes {
		if m, known := fits[l.own]; known && m.Fit == Contrary {
			against = append(against, m)
		} else if known {
			out = append(out, m)
		}
	}
	for _, m := range best {
		if m.Fit != Same && m.Score >= againstFrom*sum {
			against = append(against, m)
		}
	}
	slices.SortFunc(against, byShare)
	out = append(out[:min(len(out), max(mostMatches-len(against), 1))], against...)
	return out[:min(len(out), mostMatches)]
}

// fullest is the one of those tried that has most of the superior's words.
func fullest(best map[int]Match) []Match {
	var out []Match
	for _, m := range best {
		out = append(out, m)
	}
	slices.SortFunc(out, byShare)
	return out[:min(len(out), 1)]
}

func byShare(a, b Match) int {
	return cmp.Or(cmp.Compare(order[a.Fit], order[b.Fit]), cmp.Compare(b.Score, a.Score), cmp.Compare(a.Own, b.Own))
}

var order = map[Fit]int{Same: 0, Weaker: 0, Contrary: 1}
