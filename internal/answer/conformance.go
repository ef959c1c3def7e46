package answer

import (
	"encoding/json"
	"strings"

	"dondoc/conformance"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/measure"
)

// Conform answers a question of the conformance suite with Dondoc's own engine.
func Conform(q conformance.Question) (conformance.Answer, error) {
	out := conformance.Answer{ID: q.ID, Achievement: json.RawMessage("null")}
	hints := criterion.Hints{Name: q.Name, Unit: q.Unit, Direction: criterion.Direction(q.Direction)}
	if q.Baseline != nil {
		b, err := measure.ParseDecimal(q.Baseline.String())
		if err != nil {
			return out, err
		}
		hints.Baseline = &b
	}
	var o criterion.Options
	if len(q.Options) > 0 {
		if err := json.Unmarshal(q.Options, &o); err != nil || !o.Valid() {
			return out, errs.New(errs.Invalid, "app.options_unknown").In("options")
		}
	}
	c, _ := criterion.Read(q.Wording, hints)
	var actual *criterion.Actual
	if q.Actual != nil {
		a, _ := criterion.ReadActual(*q.Actual, c, hints)
		actual = &a
	}
	got := criterion.Assess(c, actual, o)
	out.Kind, out.Class, out.ExplanationKey = string(c.Kind), string(got.Class), got.Explanation.Key
	if got.Achievement != nil {
		out.Achievement = json.RawMessage(got.Achievement.Percent(2).String())
	}
	return out, nil
}

// ConformanceRow is one case in one language that was asked.
type ConformanceRow struct {
	ID      string   `json:"id"`
	Lang    string   `json:"lang"`
	Kind    string   `json:"kind"`
	Wording string   `json:"wording"`
	Actual  *string  `json:"actual"`
	Passed  bool     `json:"passed"`
	Wrong   []string `json:"wrong"` // fields that differ
	Expect  Scored   `json:"expect"`
	Got     Scored   `json:"got"`
	Error   string   `json:"error,omitempty"`
}

// Scored is what is compared.
type Scored struct {
	Class       string  `json:"class"`
	Achievement *string `json:"achievement"`
}

// ConformanceKind counts the cases of a kind.
type ConformanceKind struct {
	Kind   string `json:"kind"`
	Passed int    `json:"passed"`
	Failed int    `json:"failed"`
}

// Conformance is a run of the suite.
type Conformance struct {
	Version int               `json:"version"`
	Against string            `json:"against"` // the program, "" for Dondoc's own engine
	Cases   int               `json:"cases"`   // asked: each in both languages
	Passed  int               `json:"passed"`
	Failed  int               `json:"failed"`
	Kinds   []ConformanceKind `json:"kinds"`
	Rows    []ConformanceRow  `json:"rows"`
	Issues  []Issue           `json:"issues"`
}

// Add holds an answer against what is expected of a case.
func (c *Conformance) Add(want conformance.Case, q conformance.Question, got conformance.Answer) {
	row := ConformanceRow{ID: q.ID, Lang: q.Lang, Kind: want.Expect.Kind, Wording: q.Wording, Actual: q.Actual, Wrong: []string{}, Error: got.Error,
		Expect: Scored{want.Expect.Class, want.Expect.Achievement}, Got: Scored{Class: got.Class}}
	if text := strings.Trim(strings.TrimSpace(string(got.Achievement)), `"`); text != "" && text != "null" {
		row.Got.Achievement = &text
	}
	if got.Class != want.Expect.Class {
		row.Wrong = append(row.Wrong, "class")
	}
	if !samePercent(row.Expect.Achievement, row.Got.Achievement) {
		row.Wrong = append(row.Wrong, "achievement")
	}
	if got.Kind != "" && got.Kind != want.Expect.Kind {
		row.Wrong = append(row.Wrong, "kind")
	}
	if got.ExplanationKey != "" && got.ExplanationKey != want.Expect.Explanation {
		row.Wrong = append(row.Wrong, "explanation_key")
	}
	row.Passed = len(row.Wrong) == 0 && got.Error == ""
	c.count(row)
}

func (c *Conformance) count(row ConformanceRow) {
	c.Cases++
	at := -1
	for i, k := range c.Kinds {
		if k.Kind == row.Kind {
			at = i
		}
	}
	if at < 0 {
		c.Kinds, at = append(c.Kinds, ConformanceKind{Kind: row.Kind}), len(c.Kinds)
	}
	if row.Passed {
		c.Passed++
		c.Kinds[at].Passed++
	} else {
		c.Failed++
		c.Kinds[at].Failed++
	}
	c.Rows = append(c.Rows, row)
}

// samePercent compares exactly: 100 and 100.00 are one number.
func samePercent(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, err := measure.ParseDecimal(*a)
	if err != nil {
		return false
	}
	y, err := measure.ParseDecimal(*b)
	return err == nil && x.Cmp(y) == 0
}
