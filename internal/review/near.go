package review

import (
	"math/big"
	"slices"

	"dondoc/internal/measure"
)

// Change is one row that, were it otherwise, would bring the subject to another level.
type Change struct {
	Row
	// To is done, on_time or above: what the row would have to be; undone where
	// losing it would bring the level down.
	To      string           `json:"to"`
	Percent *measure.Decimal `json:"percent,omitempty"`
	Level   string           `json:"level"` // then
	Alone   bool             `json:"alone"` // this row alone is enough
}

const changesShown = 3

// Changes gives the rows nearest a boundary: first those that alone bring another
// level, then those that come nearest on the way; at most three. It tries each row
// by judging again, so it says what the rules do and nothing of its own.
func (s *Set) Changes(of Case, f *Facts) []Change {
	now := s.Judge(of, f)
	var out []Change
	for i := range f.Work {
		if first := slices.IndexFunc(f.Work, func(o Item) bool { return o.ID == f.Work[i].ID }); first != i {
			continue
		}
		for _, to := range []string{"done", "on_time", "above", "undone"} {
			if changed, ok := f.Work[i].as(to); ok {
				then := s.Judge(of, f.with(i, changed))
				c := Change{Row: Row{f.Work[i].ID, f.Work[i].Name}, To: to, Percent: f.Work[i].Percent, Level: then.Level}
				c.Alone = then.Level != now.Level || then.Best != now.Best || then.Worst != now.Worst
				if c.Level == "" {
					c.Level = then.Best
				}
				if c.Alone || to != "undone" {
					out = append(out, c)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		if a.Alone != b.Alone {
			if a.Alone {
				return -1
			}
			return 1
		}
		if (a.To == "done") != (b.To == "done") { // what is not done stands in the way first
			if a.To == "done" {
				return -1
			}
			return 1
		}
		return distance(a.Percent).Cmp(distance(b.Percent))
	})
	if len(out) > changesShown {
		out = out[:changesShown]
	}
	return out
}

// distance is how far from the plan a row lies; a row without a number is last.
func distance(p *measure.Decimal) *big.Rat {
	if p == nil {
		return big.NewRat(1_000_000, 1)
	}
	d := new(big.Rat).Sub(p.Rat(), hundred)
	return d.Abs(d)
}

func (i Item) as(to string) (Item, bool) {
	was := i
	switch to {
	case "done":
		i.Known, i.Done, i.OnTime = true, true, true
	case "on_time":
		i.OnTime = true
		if !i.Done {
			return i, false
		}
	case "above":
		i.Above = true
		if !i.Done {
			return i, false
		}
	case "undone":
		i.Done, i.OnTime, i.Above = false, false, false
	}
	return i, was.Done != i.Done || was.OnTime != i.OnTime || was.Above != i.Above
}

func (f *Facts) with(at int, item Item) *Facts {
	g := *f
	g.Work = slices.Clone(f.Work)
	for i := range g.Work { // a head's own work stands among the unit's too
		if g.Work[i].ID == f.Work[at].ID {
			own := g.Work[i].Own
			g.Work[i] = item
			g.Work[i].Own = own
		}
	}
	return &g
}
