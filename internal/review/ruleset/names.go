package ruleset

import (
	"slices"
	"strconv"

	"dondoc/internal/errs"
	"dondoc/internal/review"
)

// namer finds names that are used and not there, and names that are there twice.
type namer struct {
	set       *review.Set
	text      []byte
	documents map[string]bool
	asked     map[string]bool
	marks     map[string]bool
	levels    map[string]bool
	lines     map[string]bool
	out       errs.List
}

func names(set *review.Set, text []byte) error {
	n := &namer{set: set, text: text, documents: map[string]bool{}, asked: map[string]bool{}, marks: map[string]bool{}, levels: map[string]bool{}, lines: map[string]bool{}}
	if (set.Over == "") != (len(set.Levels) > 0) {
		n.say([]string{"levels"}, "review.file_over", "over", set.Over)
	}
	if set.Valid.To != "" && set.Valid.To < set.Valid.From {
		n.say([]string{"valid", "to"}, "review.file_validity")
	}
	for i, d := range set.Documents {
		n.once(n.documents, d.ID, "documents", at(i))
	}
	for i, q := range set.Asked {
		n.once(n.asked, q.ID, "asked", at(i))
		n.cited(q.Source, "asked", at(i))
	}
	for i, l := range set.Levels {
		n.once(n.levels, l.ID, "levels", at(i))
	}
	n.points()
	for i, l := range set.Levels {
		n.cited(l.Source, "levels", at(i))
		n.list(l.Conditions, "levels", at(i), "conditions")
		if l.Points != nil && set.Points == nil {
			n.say([]string{"levels", at(i), "points"}, "review.file_no_points")
		}
	}
	if set.Unfit != nil {
		n.cited(set.Unfit.Source, "unfit")
	}
	if set.Petitions != nil {
		n.cited(set.Petitions.Source, "petitions")
	}
	n.list(set.Falls, "falls")
	n.list(set.Ceilings, "ceilings")
	n.caps()
	n.examples()
	return n.out.OrNil()
}

func at(i int) string { return strconv.Itoa(i) }

func (n *namer) say(place []string, key string, namesAndValues ...any) {
	if len(n.out) < 20 {
		n.out = append(n.out, fault(n.text, place, key, namesAndValues...))
	}
}

func (n *namer) once(seen map[string]bool, id string, place ...string) {
	if seen[id] {
		n.say(place, "review.file_twice", "name", id)
	}
	seen[id] = true
}

// known asks for a name among those of the file; a set laid over another may use
// the names of that one, which Layer asks for again.
func (n *namer) known(names map[string]bool, id string, place ...string) {
	if n.set.Over == "" && !names[id] {
		n.say(place, "review.file_unknown", "name", id)
	}
}

func (n *namer) cited(c review.Citation, place ...string) {
	n.known(n.documents, c.Of, append(slices.Clone(place), "source", "of")...)
}

func (n *namer) list(list []review.Line, place ...string) {
	for i, l := range list {
		here := append(slices.Clone(place), at(i))
		n.once(n.lines, l.ID, here...)
		n.cited(l.Source, here...)
		if l.To != "" && l.To != "unit" {
			n.known(n.levels, l.To, append(slices.Clone(here), "to")...)
		}
		n.test(l.When, append(slices.Clone(here), "when")...)
		n.test(l.Unless, append(slices.Clone(here), "unless")...)
	}
}

func (n *namer) test(t *review.Test, place ...string) {
	for _, a := range t.Atoms() {
		if a.Ask != "" {
			n.known(n.asked, a.Ask, place...)
			continue
		}
		if bound, _ := a.Bound(); bound.Sign() < 0 || a.Count != "" && !bound.Whole() {
			n.say(place, "review.file_bound", "bound", bound)
		}
	}
}

func (n *namer) points() {
	if n.set.Points == nil {
		return
	}
	n.cited(n.set.Points.Source, "points")
	for i, p := range n.set.Points.Parts {
		here := []string{"points", "parts", at(i)}
		n.once(n.marks, p.ID, here...)
		n.cited(p.Source, here...)
		for j, m := range p.Mean {
			there := append(slices.Clone(here), "mean", at(j))
			n.once(n.marks, m.ID, there...)
			if m.Source != nil {
				n.cited(*m.Source, there...)
			}
			for k, step := range m.Steps {
				n.test(step.When, append(slices.Clone(there), "steps", at(k))...)
				if (step.When == nil) != (k == len(m.Steps)-1) {
					n.say(there, "review.file_last_step")
				}
			}
		}
	}
}

func (n *namer) caps() {
	seen := map[string]bool{}
	for i, c := range n.set.Caps {
		n.once(seen, c.ID, "caps", at(i))
		n.cited(c.Source, "caps", at(i))
		n.known(n.levels, c.Level, "caps", at(i), "level")
		n.known(n.levels, c.Of.Level, "caps", at(i), "of", "level")
		if c.Rival.Level != "" {
			n.known(n.levels, c.Rival.Level, "caps", at(i), "rival", "level")
		}
	}
}

func (n *namer) examples() {
	seen := map[string]bool{}
	for i, e := range n.set.Examples {
		here := []string{"examples", at(i)}
		n.once(seen, e.ID, here...)
		if !n.set.For(e.Subject) {
			n.say(append(here, "subject"), "review.file_unknown", "name", string(e.Subject))
		}
		for name := range e.Facts.Answers {
			n.known(n.asked, name, append(here, "facts", "answers")...)
		}
		for name := range e.Facts.Marks {
			n.known(n.marks, name, append(here, "facts", "marks")...)
		}
		for _, level := range append(slices.Clone(e.Gives.Between), e.Gives.Level, e.Facts.Unit) {
			if level != "" {
				n.known(n.levels, level, append(here, "gives")...)
			}
		}
		for _, line := range e.Gives.Because {
			n.known(n.lines, line, append(here, "gives")...)
		}
		for _, w := range []*review.WorkCount{e.Facts.Led, e.Facts.Own} {
			if w != nil && (w.Done > w.Assigned || w.OnTime > w.Done || w.Above > w.Done) {
				n.say(append(here, "facts"), "review.file_work")
			}
		}
	}
}
