package review

import (
	"fmt"
	"math/big"

	"dondoc/internal/measure"
)

// LineResult is a line with its answer and the arithmetic.
type LineResult struct {
	ID    string   `json:"line"`
	State State    `json:"state"` // of a fall: yes is that it falls
	Parts []Figure `json:"figures,omitempty"`
	// Asks are the questions nobody has answered yet.
	Asks []string `json:"asks,omitempty"`
	// Excused: the test holds and the exception too.
	Excused bool `json:"excused,omitempty"`
}

// LevelResult is a level with its conditions.
type LevelResult struct {
	ID         string       `json:"level"`
	Points     State        `json:"points"` // whether the points fit; yes where the set knows none
	Conditions []LineResult `json:"conditions,omitempty"`
	State      State        `json:"state"` // all conditions together
}

// Result is a proposal with its whole arithmetic. The competent authority decides.
type Result struct {
	Rules   string           `json:"rules"`
	Subject Subject          `json:"subject"`
	Points  *measure.Decimal `json:"points,omitempty"` // nil: no points, or not answered yet
	Parts   []PartResult     `json:"parts,omitempty"`
	Levels  []LevelResult    `json:"levels"`
	Falls   []LineResult     `json:"falls,omitempty"`
	Ceiling []LineResult     `json:"ceilings,omitempty"`
	// Level is the one proposed; empty while it hangs on what is not answered:
	// then it lies between Worst and Best.
	Level string `json:"level,omitempty"`
	Best  string `json:"best"`
	Worst string `json:"worst"`
	// Authority: the rules leave it to the authority; Level is a suggestion.
	Authority bool `json:"authority,omitempty"`
	// Why are the lines that brought the level where it is.
	Why []string `json:"why,omitempty"`
	// Asks are the questions, marks and counts whose answer may change the level.
	Asks []string `json:"asks,omitempty"`
}

// Judge puts the facts of a case to the set. It never fails: what is missing is asked.
func (s *Set) Judge(c Case, v Values) Result {
	out := Result{Rules: s.ID, Subject: c.Subject}
	points, parts := s.points(c.Subject, v)
	if put, ok := v.(interface{ Total() *big.Rat }); ok { // the proof puts points as they are
		points, parts = sum{exact: put.Total()}, nil
	}
	out.Parts = parts
	if points.exact != nil {
		d := measure.FromRat(points.exact, s.Points.Decimals).Trim()
		out.Points = &d
	}
	for _, l := range s.Levels {
		out.Levels = append(out.Levels, s.level(l, c, points, v))
	}
	out.Falls = lines(s.Falls, c, v)
	out.Ceiling = s.ceilings(c, v)
	best, _, _ := s.settle(&out, v, Yes)
	worst, authority, why := s.settle(&out, v, No)
	out.Best, out.Worst = s.Levels[best].ID, s.Levels[worst].ID
	if best == worst {
		out.Level, out.Authority, out.Why = out.Best, authority, why
	}
	out.Asks = s.asks(&out, c.Subject, v)
	return out
}

func (s *Set) level(l Level, c Case, points sum, v Values) LevelResult {
	r := LevelResult{ID: l.ID, Points: Yes, State: Yes, Conditions: lines(l.Conditions, c, v)}
	if s.Points != nil && l.Points != nil {
		r.Points = points.fit(l.Points)
	}
	for _, line := range r.Conditions {
		r.State = min(r.State, line.State)
	}
	return r
}

func lines(list []Line, c Case, v Values) []LineResult {
	var out []LineResult
	for _, l := range list {
		if l.holdsFor(c) {
			out = append(out, l.ask(v))
		}
	}
	return out
}

// ceilings answers the ceilings; one that follows the unit hangs on the unit's level.
func (s *Set) ceilings(c Case, v Values) []LineResult {
	var out []LineResult
	for _, l := range s.Ceilings {
		if !l.holdsFor(c) {
			continue
		}
		r := l.ask(v)
		if l.To == "unit" && v.UnitLevel() == "" && r.State == Yes {
			r.State, r.Asks = Unknown, append(r.Asks, "unit")
		}
		out = append(out, r)
	}
	return out
}

func (l Line) ask(v Values) LineResult {
	out := LineResult{ID: l.ID, State: Yes}
	if l.When != nil {
		a := l.When.ask(v)
		out.State, out.Parts, out.Asks = a.State, a.Parts, a.Asks
	}
	if l.Unless != nil && out.State != No {
		a := l.Unless.ask(v)
		out.Excused = a.State == Yes
		out.State = min(out.State, -a.State)
		out.Parts, out.Asks = append(out.Parts, a.Parts...), append(out.Asks, a.Asks...)
	}
	return out
}

func (t *Test) ask(v Values) LineResult {
	switch {
	case len(t.All) > 0:
		return several(t.All, v, Yes)
	case len(t.Any) > 0:
		return several(t.Any, v, No)
	case t.Ask != "":
		state := v.Answer(t.Ask)
		out := LineResult{State: state}
		if state == Unknown {
			out.Asks = []string{t.Ask}
		}
		if t.Is == "no" {
			out.State = -state
		}
		return out
	}
	f := v.Number(t.Count)
	if t.Share != "" {
		f = v.Of(t.Share, t.In)
	}
	return t.held(f)
}

func several(list []Test, v Values, start State) LineResult {
	out := LineResult{State: start}
	for i := range list {
		a := list[i].ask(v)
		if start == Yes {
			out.State = min(out.State, a.State)
		} else {
			out.State = max(out.State, a.State)
		}
		out.Parts, out.Asks = append(out.Parts, a.Parts...), append(out.Asks, a.Asks...)
	}
	return out
}

// held puts the figure to the bound. A share of nothing is answered by the rule
// or asked; nothing is divided by zero.
func (t *Test) held(f Figure) LineResult {
	out := LineResult{Parts: []Figure{f}}
	if f.exact == nil {
		if f.Of != nil && *f.Of == 0 && t.Nothing != "" {
			out.State = of(t.Nothing == "yes")
			return out
		}
		name := t.Count
		if t.Share != "" {
			name = t.Share
		}
		out.Asks = []string{name}
		return out
	}
	bound, how := t.Bound()
	cmp := f.exact.Cmp(bound.Rat())
	out.State = of(map[string]bool{"at_least": cmp >= 0, "over": cmp > 0, "at_most": cmp <= 0, "under": cmp < 0}[how])
	return out
}

// settle finds the level's place, with every open answer taken for the best (Yes)
// or for the worst (No).
func (s *Set) settle(r *Result, v Values, hope State) (at int, authority bool, why []string) {
	take := func(x State) bool { return x == Yes || x == Unknown && hope == Yes }
	start := s.byPoints(r, take)
	at = start
	for at < len(s.Levels)-1 && !take(r.Levels[at].State) {
		why = append(why, failing(r.Levels[at], take)...)
		at++
	}
	if last := len(s.Levels) - 1; at == last && at != start && r.Levels[last].State == Yes {
		for _, c := range r.Levels[last].Conditions { // the grounds of the lowest level
			why = append(why, c.ID)
		}
	}
	if s.Points != nil && at != start || !take(r.Levels[at].State) {
		authority = s.Unfit == nil || s.Unfit.Then == "authority"
	}
	for i, f := range s.linesOf(s.Falls, r.Falls) {
		fell := r.Falls[i].State
		if fell == Yes || fell == Unknown && hope == No {
			if to := s.place(f.To); to > at || to == at && authority {
				at, authority = to, false
				why = append(why, f.ID)
			}
		}
	}
	for i, c := range s.linesOf(s.Ceilings, r.Ceiling) {
		holds := r.Ceiling[i].State
		if holds == No || holds == Unknown && hope == Yes {
			continue
		}
		to := s.place(c.To)
		if c.To == "unit" {
			to = len(s.Levels) - 1
			if v.UnitLevel() != "" {
				to = s.place(v.UnitLevel())
			}
		}
		if to > at {
			at, authority = to, false
			why = append(why, c.ID)
		}
	}
	return at, authority, why
}

// byPoints gives the best (or worst) level that the points allow.
func (s *Set) byPoints(r *Result, take func(State) bool) int {
	if s.Points == nil {
		return 0
	}
	last, found := len(s.Levels)-1, -1
	for i, l := range r.Levels {
		switch {
		case l.Points == Yes, l.Points == Unknown && take(Unknown):
			return i
		case l.Points == Unknown:
			found = i // the lowest that is still open
		}
	}
	if found < 0 {
		return last
	}
	return found
}

func failing(l LevelResult, take func(State) bool) (out []string) {
	for _, c := range l.Conditions {
		if !take(c.State) {
			out = append(out, c.ID)
		}
	}
	return out
}

// linesOf gives the lines that results are of, in their order.
func (s *Set) linesOf(list []Line, results []LineResult) []Line {
	out := make([]Line, 0, len(results))
	at := 0
	for _, l := range list {
		if at < len(results) && results[at].ID == l.ID {
			out = append(out, l)
			at++
		}
	}
	return out
}

// place gives the place of a level; a name nobody knows is the last.
func (s *Set) place(level string) int {
	for i, l := range s.Levels {
		if l.ID == level {
			return i
		}
	}
	return len(s.Levels) - 1
}

// Level gives a level by its name.
func (s *Set) Level(id string) (Level, bool) {
	for _, l := range s.Levels {
		if l.ID == id {
			return l, true
		}
	}
	return Level{}, false
}

// Above reports whether level a is better than level b.
func (s *Set) Above(a, b string) bool { return s.place(a) < s.place(b) }

// asks gives what is not answered, each once, while the level hangs on it.
func (s *Set) asks(r *Result, who Subject, v Values) (out []string) {
	if r.Level != "" {
		return nil
	}
	seen := map[string]bool{}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	if s.Points != nil {
		for _, p := range s.Points.Parts {
			if !forWhom(p.For, who) {
				continue
			}
			if _, ok := v.Mark(p.ID); p.Given && !ok {
				add(p.ID)
			}
		}
	}
	for _, p := range r.Parts {
		for _, m := range p.Measures {
			if m.exact == nil && len(m.Asks) == 0 {
				add(m.ID)
			}
			for _, a := range m.Asks {
				add(a)
			}
		}
	}
	for _, l := range r.Levels {
		for _, c := range l.Conditions {
			for _, a := range c.Asks {
				add(a)
			}
		}
	}
	for _, list := range [][]LineResult{r.Falls, r.Ceiling} {
		for _, l := range list {
			for _, a := range l.Asks {
				add(a)
			}
		}
	}
	return out
}

// String is for logs.
func (r Result) String() string {
	return fmt.Sprintf("%s %s %s (%s…%s)", r.Rules, r.Subject, r.Level, r.Worst, r.Best)
}

// Put answers a single test for some facts, with the figure it looked at (nil for a
// question, and for what is not known).
func (t *Test) Put(v Values) (State, *big.Rat) {
	r := t.ask(v)
	if len(r.Parts) == 1 {
		return r.State, r.Parts[0].exact
	}
	return r.State, nil
}

// Stated is a figure that somebody states; nil: not known.
func Stated(v *big.Rat) Figure { return Figure{exact: v} }
