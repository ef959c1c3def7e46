package coverage

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
)

// Mark is what a person who read both documents says of a superior's item: how
// far it is taken up, and by which own items. Items are named by their labels,
// "#2" for the second of a label.
type Mark struct {
	Superior string
	Status   string          // a status, or a fit: weaker, contrary
	Own      map[string]bool // by sort and label; true where it takes the item up, false where it only touches it
}

// markSorts are the columns of own items in a file of marks.
var markSorts = []string{"provision", "target", "task"}

// ReadMarks reads a file of marks: a line for each of the superior's items with
// its label, the status and the own provisions, targets and tasks, parted by
// tabs, the labels by semicolons; "~" before one that only touches. Lines that
// begin with "#" and the first other one, which names the columns, say nothing.
func ReadMarks(r io.Reader) ([]Mark, error) {
	var out []Mark
	lines, at, headed := bufio.NewScanner(r), 0, false
	for lines.Scan() {
		at++
		line := strings.TrimPrefix(lines.Text(), "\ufeff")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !headed {
			headed = true
			continue
		}
		cells := strings.Split(line, "\t")
		m := Mark{Superior: strings.TrimSpace(cells[0]), Own: map[string]bool{}}
		if len(cells) > 1 {
			m.Status = strings.TrimSpace(cells[1])
		}
		known := Status(m.Status).Valid() || m.Status == string(Weaker) || m.Status == string(Contrary)
		if m.Superior == "" || !known || len(cells) > 2+len(markSorts) {
			return nil, errs.New(errs.Invalid, "coverage.mark_line", "line", at)
		}
		for k, cell := range cells[2:] {
			for _, label := range strings.Split(cell, ";") {
				label, touches := strings.CutPrefix(strings.TrimSpace(label), "~")
				if label != "" {
					m.Own[markSorts[k]+" "+label] = !touches
				}
			}
		}
		out = append(out, m)
	}
	return out, lines.Err()
}

// labels names each item by its label, with its place among those of the same
// sort that have it too.
func labels(items []Item, sorted bool) [][2]string {
	seen, out := map[string]int{}, make([][2]string, len(items))
	for i, item := range items {
		name := strings.TrimRight(item.Ref, ". ")
		if sorted {
			name = item.Sort + " " + name
		}
		seen[name]++
		out[i] = [2]string{name + "#" + strconv.Itoa(seen[name])}
		if seen[name] == 1 {
			out[i][1] = name
		}
	}
	return out
}

// Tally is how many of some things are right.
type Tally struct{ Right, Of int }

func (t *Tally) count(right bool) {
	t.Of++
	if right {
		t.Right++
	}
}

// Percent is the share that is right.
func (t Tally) Percent() measure.Decimal {
	return measure.NewDecimal(int64(math.Round(float64(t.Right)*1000/float64(max(t.Of, 1)))), 1)
}

// Score is how proposals stand to what a person marked. Items that are not
// marked ask for nothing and are not counted.
type Score struct {
	First  Tally // first proposals that take the item up or touch it
	Shown  Tally // all proposals
	Strict Tally // of all proposals those that take it up, not only touch it
	Found  Tally // marked own items that are among the proposals
	Taken  Tally // items taken up for which one that does so is proposed
	Status Tally // statuses; weaker and contrary where an own item is said to be so
	Each   []Verdict
}

// Verdict is what is wrong with the proposals of one item, nothing where all fits.
type Verdict struct {
	Superior        string
	Marked          string // status
	Proposed        string
	Wrong, NotFound []string // own items
}

// Rate holds proposals to what was marked.
func Rate(superior, own []Item, proposals []Proposal, marks []Mark) (Score, error) {
	asked, names := labels(superior, false), labels(own, true)
	place := map[string]int{}
	for i, n := range names {
		place[n[0]] = i
		if n[1] != "" {
			place[n[1]] = i
		}
	}
	var out Score
	for _, m := range marks {
		at := slices.IndexFunc(asked, func(n [2]string) bool { return n[0] == m.Superior || n[1] == m.Superior })
		if at < 0 {
			return out, errs.New(errs.Invalid, "coverage.mark_label", "label", m.Superior)
		}
		said := map[int]bool{}
		for name, takes := range m.Own {
			i, known := place[name]
			if !known {
				return out, errs.New(errs.Invalid, "coverage.mark_label", "label", name)
			}
			said[i] = takes
		}
		out.add(m, proposals[at], said, names)
	}
	return out, nil
}

func (s *Score) add(m Mark, p Proposal, said map[int]bool, names [][2]string) {
	v := Verdict{Superior: m.Superior, Marked: m.Status, Proposed: string(p.Status)}
	shown := map[int]bool{}
	for k, match := range p.Matches {
		takes, marked := said[match.Own]
		if match.Fit == Contrary && !marked {
			continue // said to be contrary: not proposed as taking up
		}
		shown[match.Own] = true
		s.Shown.count(marked)
		s.Strict.count(takes)
		if k == 0 {
			s.First.count(marked)
		}
		if !marked {
			v.Wrong = append(v.Wrong, shortest(names[match.Own]))
		}
	}
	wanted, found := 0, 0
	for i, takes := range said {
		if !takes {
			continue
		}
		wanted++
		if s.Found.count(shown[i]); shown[i] {
			found++
		} else {
			v.NotFound = append(v.NotFound, shortest(names[i]))
		}
	}
	if wanted > 0 {
		s.Taken.count(found > 0)
	}
	slices.Sort(v.NotFound)
	fits := m.Status == string(p.Status)
	if fit := Fit(m.Status); fit == Weaker || fit == Contrary {
		fits = p.Status != Covered && len(p.Against(fit)) > 0
	}
	s.Status.count(fits)
	s.Each = append(s.Each, v)
}

func shortest(name [2]string) string {
	if name[1] != "" {
		return name[1]
	}
	return name[0]
}
