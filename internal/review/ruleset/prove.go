package ruleset

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"dondoc/internal/review"
)

// walk calls for every case of a kind that can be; false where there are too many.
func walk(set *review.Set, of review.Case, visit func(index int, c *cell)) ([]dim, bool) {
	list := dims(set, of)
	total := 1
	for _, d := range list {
		if total *= d.size(); total > mostCells {
			return list, false
		}
	}
	c := &cell{dims: list, at: make([]int, len(list)), by: map[string]int{}}
	for i, d := range list {
		c.by[d.kind+" "+d.name] = i
	}
	for index := range total {
		rest := index
		for i, d := range list {
			c.at[i] = rest % d.size()
			rest /= d.size()
		}
		if c.possible() {
			visit(index, c)
		}
	}
	return list, true
}

// prove tries every case: each has an outcome, each level and line has a case, and
// a better result is never answered with a lower level.
func prove(set *review.Set, of review.Case, r *Report) {
	who := of.Subject
	reached, decided := map[string]bool{}, map[string]bool{}
	places := map[int]int{}
	list, ok := walk(set, of, func(index int, c *cell) {
		r.Cells++
		got := set.Judge(of, c)
		switch {
		case got.Level == "":
			r.find("gap", who, "undecided", c.String())
		case got.Authority && set.Unfit == nil:
			r.find("gap", who, "unfit", c.String())
		default:
			reached[got.Level] = true
		}
		for _, line := range got.Why {
			decided[line] = true
		}
		for i, l := range set.Levels {
			if l.ID == got.Level {
				places[index] = i
			}
		}
	})
	if !ok {
		r.find("too_many", who, "cells", fmt.Sprint(mostCells))
		return
	}
	for _, l := range set.Levels {
		if !reached[l.ID] {
			r.find("unreachable", who, l.ID, "")
		}
	}
	for _, l := range lines(set, of) {
		if !decided[l.ID] {
			r.find("idle", who, l.ID, "")
		}
	}
	monotone(set, who, list, places, r)
}

// monotone compares each case with the one that differs by a better result only.
func monotone(set *review.Set, who review.Subject, list []dim, places map[int]int, r *Report) {
	step := 1
	for _, d := range list {
		better := d.kind == "points"
		for _, good := range []string{"done/", "on_time/", "above/", "completed_or_better/", "good_or_better/", "remedied/"} {
			better = better || d.kind == "share" && strings.Contains(d.name, good)
		}
		for index, place := range places {
			if !better || index/step%d.size() == d.size()-1 {
				continue
			}
			if up, ok := places[index+step]; ok && up > place {
				r.find("falls_back", who, d.name, set.Levels[place].ID+" → "+set.Levels[up].ID)
			}
		}
		step *= d.size()
	}
}

// tried finds thresholds that no example stands on, or whose other side none tries.
func tried(set *review.Set, r *Report) (thresholds int) {
	for _, who := range set.Subjects {
		for _, t := range tests(set, review.Case{Subject: who}, true) {
			thresholds++
			at, yes, no := sides(set, who, t)
			if b, how := t.Bound(); t.Ask == "" && !at {
				r.find("untried", who, fmt.Sprintf("%s%s %s %s", t.Count, share(t), how, b.String()), "=")
			}
			if !yes || !no {
				b, how := t.Bound()
				r.find("untried", who, strings.TrimSpace(fmt.Sprintf("%s%s%s %s %s", t.Ask, t.Count, share(t), how, strings.TrimSuffix(b.String(), "0"))), map[bool]string{true: "no", false: "yes"}[yes])
			}
		}
		thresholds += bandsTried(set, who, r)
	}
	return thresholds
}

func share(t *review.Test) string {
	if t.Share == "" {
		return ""
	}
	return t.Share + "/" + t.In
}

func sides(set *review.Set, who review.Subject, t *review.Test) (at, yes, no bool) {
	b, _ := t.Bound()
	for _, e := range set.Examples {
		if e.Subject != who {
			continue
		}
		state, value := t.Put(e.Spelled())
		yes, no = yes || state == review.Yes, no || state == review.No
		at = at || value != nil && value.Cmp(b.Rat()) == 0
	}
	return at, yes, no
}

// bandsTried wants, for each level, an example with just its lowest points and one
// less than a point below.
func bandsTried(set *review.Set, who review.Subject, r *Report) (n int) {
	for _, l := range set.Levels {
		if set.Points == nil || l.Points == nil || l.Points.From == nil || l.Points.From.Sign() == 0 {
			continue
		}
		n++
		from := l.Points.From.Rat()
		at, below := false, false
		for _, e := range set.Examples {
			got := set.Judge(e.Case(), e.Spelled())
			if e.Subject != who || got.Points == nil {
				continue
			}
			gap := new(big.Rat).Sub(from, got.Points.Rat())
			at, below = at || gap.Sign() == 0, below || gap.Sign() > 0 && gap.Cmp(one) < 0
		}
		if !at || !below {
			r.find("untried", who, "points "+l.Points.From.String(), map[bool]string{true: "below", false: "="}[at])
		}
	}
	return n
}

// sameAs holds a set to the shipped one of its name: the shipped examples and every
// case of the proof are answered alike, to the byte.
func sameAs(old, set *review.Set, r *Report) {
	if old == set {
		return
	}
	for _, e := range old.Examples {
		if a, b := result(old, e), result(set, e); a != b {
			r.find("changed", e.Subject, e.ID, "")
		}
	}
	for _, who := range old.Subjects {
		of := review.Case{Subject: who}
		_, _ = walk(old, of, func(_ int, c *cell) {
			a, b := old.Judge(of, c), set.Judge(of, c)
			if a.Level != b.Level || a.Authority != b.Authority || a.Best != b.Best || a.Worst != b.Worst {
				r.find("changed", who, "cells", c.String())
			}
		})
	}
}

func result(set *review.Set, e review.Example) string {
	text, _ := json.Marshal(set.Judge(e.Case(), e.Spelled()))
	return string(text)
}
