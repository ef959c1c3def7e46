package review

import (
	"fmt"
	"slices"

	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Example is a case worked by hand: facts in short, and what is right.
type Example struct {
	ID      string       `yaml:"example" json:"example"`
	Says    Words        `yaml:"says" json:"says"`
	Subject Subject      `yaml:"subject" json:"subject"`
	Span    Span         `yaml:"span" json:"span,omitempty"`
	On      period.Date  `yaml:"on" json:"on,omitempty"`
	Facts   ExampleFacts `yaml:"facts" json:"facts"`
	Gives   Gives        `yaml:"gives" json:"gives"`
}

// ExampleFacts are facts in numbers: so many pieces of work, of which so many done.
type ExampleFacts struct {
	Led     *WorkCount                 `yaml:"led" json:"led,omitempty"`
	Own     *WorkCount                 `yaml:"own" json:"own,omitempty"`
	Counts  map[string]int             `yaml:"counts" json:"counts,omitempty"`
	Marks   map[string]measure.Decimal `yaml:"marks" json:"marks,omitempty"`
	Answers map[string]string          `yaml:"answers" json:"answers,omitempty"`
	Unit    string                     `yaml:"unit" json:"unit,omitempty"`
}

// WorkCount counts work; faults and delays fall on the first pieces, one each.
type WorkCount struct {
	Assigned int `yaml:"assigned" json:"assigned"`
	Done     int `yaml:"done" json:"done"`
	OnTime   int `yaml:"on_time" json:"on_time"`
	Above    int `yaml:"above" json:"above"`
	Faults   int `yaml:"faults" json:"faults,omitempty"`
	Delays   int `yaml:"delays" json:"delays,omitempty"`
}

// Gives is what an example has to give: a level, or the bounds of one that hangs
// on an answer, and the points where they are known.
type Gives struct {
	Points    *measure.Decimal `yaml:"points" json:"points,omitempty"`
	Level     string           `yaml:"level" json:"level,omitempty"`
	Between   []string         `yaml:"between" json:"between,omitempty"` // worst, best
	Authority bool             `yaml:"authority" json:"authority,omitempty"`
	Because   []string         `yaml:"because" json:"because,omitempty"` // lines that decide
}

// Case gives what the example is a case of.
func (e Example) Case() Case { return Case{e.Subject, e.Span, e.On} }

// Spelled spells the example out.
func (e Example) Spelled() *Facts {
	f := &Facts{Counts: map[string][]Row{}, Marks: e.Facts.Marks, Answers: map[string]bool{}, Unit: e.Facts.Unit}
	f.Work = append(e.Facts.Led.items("L", false), e.Facts.Own.items("O", true)...)
	for name, n := range e.Facts.Counts {
		rows := make([]Row, n)
		for i := range rows {
			rows[i] = Row{ID: fmt.Sprintf("%s-%d", name, i+1)}
		}
		f.Counts[name] = rows
	}
	for ask, answer := range e.Facts.Answers {
		f.Answers[ask] = answer == "yes"
	}
	return f
}

func (w *WorkCount) items(prefix string, own bool) (out []Item) {
	if w == nil {
		return nil
	}
	for i := range w.Assigned {
		item := Item{ID: fmt.Sprintf("%s%d", prefix, i+1), Own: own, Known: true, Done: i < w.Done, OnTime: i < w.OnTime, Above: i < w.Above}
		if i < w.Faults {
			item.Faults = 1
		}
		if i < w.Delays {
			item.Delays = 1
		}
		out = append(out, item)
	}
	return out
}

// Differs says in what the result is not what the example gives; empty: right.
func (g Gives) Differs(r Result) string {
	switch {
	case g.Points != nil && (r.Points == nil || g.Points.Cmp(*r.Points) != 0):
		if r.Points == nil {
			return "points: – ≠ " + g.Points.String()
		}
		return "points: " + r.Points.String() + " ≠ " + g.Points.String()
	case len(g.Between) == 2 && (r.Worst != g.Between[0] || r.Best != g.Between[1] || r.Level != ""):
		return "between: " + r.Worst + " and " + r.Best
	case len(g.Between) == 0 && r.Level != g.Level:
		return "level: " + r.Level + " (" + r.Worst + " … " + r.Best + ") ≠ " + g.Level
	case r.Authority != g.Authority:
		return fmt.Sprintf("authority: %t", r.Authority)
	}
	for _, line := range g.Because {
		if !slices.Contains(r.Why, line) {
			return fmt.Sprintf("because: %v ∌ %s", r.Why, line)
		}
	}
	return ""
}
