package ruleset

import (
	"math/big"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/review"
)

// mostCells bounds the proof; a set of more thresholds wants to be two sets.
const mostCells = 2_000_000

// dim is one thing that rules ask for, with the values that lie on either side of
// each of its thresholds.
type dim struct {
	kind   string // points, share, count, ask, unit
	name   string // "done/assigned", "subunits.failed", a question
	values []*big.Rat
	levels []string
}

func (d dim) size() int {
	if d.kind == "unit" {
		return len(d.levels)
	}
	return len(d.values)
}

// cell is one case: a value for each dim.
type cell struct {
	dims []dim
	at   []int
	by   map[string]int // place of a dim by its kind and name
}

func (c *cell) value(kind, name string) *big.Rat {
	i, ok := c.by[kind+" "+name]
	if !ok {
		return nil
	}
	return c.dims[i].values[c.at[i]]
}

// Of gives a share; what is late is what is done and not on time.
func (c *cell) Of(share, in string) review.Figure {
	v := c.value("share", share+"/"+in)
	if scope, late := strings.CutSuffix(share, "late"); v == nil && late && in == scope+"assigned" {
		done, onTime := c.value("share", scope+"done/"+in), c.value("share", scope+"on_time/"+in)
		if done == nil {
			done = hundred
		}
		if onTime != nil {
			v = new(big.Rat).Sub(done, onTime)
		}
	}
	return review.Stated(v)
}

// Number gives a count.
func (c *cell) Number(count string) review.Figure { return review.Stated(c.value("count", count)) }

// Less and Mark are of points, which a cell puts as they are.
func (c *cell) Less(string, string, string, *big.Rat) *big.Rat { return nil }

// Mark gives none.
func (c *cell) Mark(string) (*big.Rat, bool) { return nil, false }

// Answer gives the answer to a question.
func (c *cell) Answer(ask string) review.State {
	v := c.value("ask", ask)
	switch {
	case v == nil:
		return review.Unknown
	case v.Sign() == 0:
		return review.No
	}
	return review.Yes
}

// UnitLevel gives the unit's level.
func (c *cell) UnitLevel() string {
	if i, ok := c.by["unit unit"]; ok {
		return c.dims[i].levels[c.at[i]]
	}
	return ""
}

// Total gives the points.
func (c *cell) Total() *big.Rat { return c.value("points", "points") }

// possible leaves out cases that cannot be: more on time than done, a failed
// sub-unit where all have completed.
func (c *cell) possible() bool {
	for _, scope := range []string{"", "own.", "led."} {
		in := "/" + scope + "assigned"
		done := c.value("share", scope+"done"+in)
		for _, part := range []string{"on_time", "above"} {
			if v := c.value("share", scope+part+in); v != nil && done != nil && v.Cmp(done) > 0 {
				return false
			}
		}
	}
	well, good := c.value("share", "subunits.completed_or_better/subunits"), c.value("share", "subunits.good_or_better/subunits")
	if well != nil && good != nil && good.Cmp(well) > 0 {
		return false
	}
	if failed := c.value("count", "subunits.failed"); failed != nil && well != nil && (failed.Sign() == 0) != (well.Cmp(hundred) == 0) {
		return false
	}
	open, mended := c.value("count", "shortcomings.unremedied"), c.value("share", "shortcomings.remedied/shortcomings.found")
	return open == nil || mended == nil || (open.Sign() == 0) == (mended.Cmp(hundred) == 0)
}

func (c *cell) String() string {
	var parts []string
	for i, d := range c.dims {
		if d.kind == "unit" {
			parts = append(parts, "unit="+d.levels[c.at[i]])
			continue
		}
		v := d.values[c.at[i]]
		text := v.FloatString(2)
		switch {
		case d.kind == "ask":
			text = map[bool]string{true: "yes", false: "no"}[v.Sign() > 0]
		case v.IsInt():
			text = v.Num().String()
		}
		parts = append(parts, d.name+"="+text)
	}
	return strings.Join(parts, ", ")
}

var (
	hundred = big.NewRat(100, 1)
	half    = big.NewRat(1, 2)
	one     = big.NewRat(1, 1)
	cent    = big.NewRat(1, 100)
)

// pointsTried gives points on each side of every bound, and the ends.
func pointsTried(set *review.Set) []*big.Rat {
	out := []*big.Rat{new(big.Rat), set.Points.Max.Rat()}
	for _, l := range set.Levels {
		if l.Points == nil {
			continue
		}
		for _, b := range []*big.Rat{bound(l.Points.From), bound(l.Points.Below)} {
			if b != nil {
				out = append(out, b, new(big.Rat).Sub(b, cent))
			}
		}
	}
	return sorted(out, set.Points.Max.Rat())
}

func bound(d *measure.Decimal) *big.Rat {
	if d == nil {
		return nil
	}
	return d.Rat()
}

func sorted(list []*big.Rat, most *big.Rat) []*big.Rat {
	list = slices.DeleteFunc(list, func(r *big.Rat) bool { return r.Sign() < 0 || most != nil && r.Cmp(most) > 0 })
	slices.SortFunc(list, (*big.Rat).Cmp)
	return slices.CompactFunc(list, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// dims gathers what the rules for a subject ask for.
func dims(set *review.Set, c review.Case) []dim {
	found := map[string]*dim{}
	var order []string
	put := func(kind, name string, values ...*big.Rat) {
		key := kind + " " + name
		if found[key] == nil {
			found[key] = &dim{kind: kind, name: name}
			order = append(order, key)
		}
		found[key].values = append(found[key].values, values...)
	}
	for _, t := range tests(set, c, false) {
		b, how := t.Bound()
		side := new(big.Rat).Sub(b.Rat(), half)
		if how == "over" || how == "at_most" {
			side = new(big.Rat).Add(b.Rat(), half)
		}
		switch scope, late := strings.CutSuffix(t.Share, "late"); {
		case t.Ask != "":
			put("ask", t.Ask, new(big.Rat), one)
		case late && t.In == scope+"assigned":
			put("share", scope+"on_time/"+t.In, new(big.Rat).Sub(hundred, b.Rat()), new(big.Rat).Sub(hundred, side))
		case t.Share != "":
			put("share", t.Share+"/"+t.In, b.Rat(), side)
		default:
			whole := new(big.Rat).Sub(b.Rat(), one)
			if how == "over" || how == "at_most" {
				whole = new(big.Rat).Add(b.Rat(), one)
			}
			put("count", t.Count, b.Rat(), whole)
		}
	}
	var out []dim
	if set.Points != nil {
		out = append(out, dim{kind: "points", name: "points", values: pointsTried(set)})
	}
	for _, key := range order {
		d := found[key]
		switch what, _, _ := strings.Cut(d.name[strings.Index(d.name, ".")+1:], "/"); { // ends that let others be
		case d.kind == "share" && slices.Contains([]string{"on_time", "above", "good_or_better"}, what):
			d.values = append(d.values, new(big.Rat))
		case d.kind == "share" && slices.Contains([]string{"done", "completed_or_better"}, what):
			d.values = append(d.values, hundred)
		}
		d.values = sorted(d.values, map[string]*big.Rat{"share": hundred, "ask": one}[d.kind])
		out = append(out, *d)
	}
	for _, ceiling := range set.Ceilings {
		if ceiling.To == "unit" && forWhom(ceiling.For, c.Subject) {
			d := dim{kind: "unit", name: "unit"}
			for _, l := range set.Levels {
				d.levels = append(d.levels, l.ID)
			}
			out = append(out, d)
			break
		}
	}
	return out
}

// tests gives the single tests of every line for a case; of the points' steps too
// when asked.
func tests(set *review.Set, c review.Case, steps bool) (out []*review.Test) {
	for _, l := range lines(set, c) {
		out = append(out, l.When.Atoms()...)
		out = append(out, l.Unless.Atoms()...)
	}
	if steps && set.Points != nil {
		for _, p := range set.Points.Parts {
			for _, m := range p.Mean {
				for _, s := range m.Steps {
					if forWhom(p.For, c.Subject) {
						out = append(out, s.When.Atoms()...)
					}
				}
			}
		}
	}
	return out
}

func forWhom(list []review.Subject, who review.Subject) bool {
	return len(list) == 0 || slices.Contains(list, who)
}

// lines gives every line for a case: conditions, falls, ceilings.
func lines(set *review.Set, c review.Case) (out []review.Line) {
	add := func(list []review.Line) {
		for _, l := range list {
			if forWhom(l.For, c.Subject) && l.Over(c.Span) {
				out = append(out, l)
			}
		}
	}
	for _, l := range set.Levels {
		add(l.Conditions)
	}
	add(set.Falls)
	add(set.Ceilings)
	return out
}
