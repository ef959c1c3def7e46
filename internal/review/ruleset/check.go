package ruleset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"dondoc/internal/review"
)

// Finding is one thing wrong with a set.
type Finding struct {
	// Kind is what: gap, overlap, unreachable, idle, falls_back, untried, example,
	// validity, changed.
	Kind    string         `json:"kind"`
	Subject review.Subject `json:"subject,omitempty"`
	Name    string         `json:"name"`             // the line, level, threshold or example
	Detail  string         `json:"detail,omitempty"` // the case that shows it
}

// Report is what the proof of a set found.
type Report struct {
	Rules       string                   `json:"rules"`
	Cells       int                      `json:"cells"` // cases tried: every threshold on each side, with every other
	Lines       int                      `json:"lines"`
	Certainties map[review.Certainty]int `json:"certainties"`
	Thresholds  int                      `json:"thresholds"`
	Examples    int                      `json:"examples"`
	Answers     string                   `json:"answers"` // sha256 over the results of the examples
	Findings    []Finding                `json:"findings"`
}

// Good reports whether nothing was found.
func (r Report) Good() bool { return len(r.Findings) == 0 }

func (r *Report) find(kind string, who review.Subject, name, detail string) {
	for _, f := range r.Findings {
		if f.Kind == kind && f.Subject == who && f.Name == name {
			return // one case is enough to show it
		}
	}
	r.Findings = append(r.Findings, Finding{Kind: kind, Subject: who, Name: name, Detail: detail})
}

// Check proves a whole set (see Whole): its points leave no gap and do not overlap;
// every case has a level or is left to the authority by a cited line; every level
// can be reached and every line decides somewhere; a better result never lowers the
// level; every threshold is tried on each side by the worked examples, and these
// come out right; lines hold within the set's own days; and a set of a name that
// was shipped answers every case as the shipped one does.
func Check(set *review.Set) Report {
	r := Report{Rules: set.ID, Certainties: map[review.Certainty]int{}, Examples: len(set.Examples), Answers: Answers(set)}
	cited(set, &r)
	bands(set, &r)
	for _, who := range set.Subjects {
		for _, span := range spans(set) {
			prove(set, review.Case{Subject: who, Span: span}, &r)
		}
	}
	r.Thresholds = tried(set, &r)
	for _, f := range Test(set) {
		r.find("example", f.Subject, f.Name, f.Detail)
	}
	if old, ok := Find(set.ID); ok {
		if whole, err := Whole(old); err == nil {
			sameAs(whole, set, &r)
		}
	}
	return r
}

// spans gives the spans whose lines differ; one without a name where none do.
func spans(set *review.Set) []review.Span {
	for _, who := range set.Subjects {
		for _, l := range lines(set, review.Case{Subject: who}) {
			if len(l.Spans) > 0 {
				return []review.Span{review.Quarter, review.Half, review.Year}
			}
		}
	}
	return []review.Span{""}
}

// Test runs the examples of a set and gives those that come out otherwise.
func Test(set *review.Set) (out []Finding) {
	for _, e := range set.Examples {
		if differs := e.Gives.Differs(set.Judge(e.Case(), e.Spelled())); differs != "" {
			out = append(out, Finding{Kind: "example", Subject: e.Subject, Name: e.ID, Detail: differs})
		}
	}
	return out
}

// Answers is the sha256 of the results of a set's examples, to the byte.
func Answers(set *review.Set) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, e := range set.Examples {
		_ = enc.Encode(set.Judge(e.Case(), e.Spelled()))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// cited counts the lines by the certainty of their sources, and finds lines that
// hold on no day of the set.
func cited(set *review.Set, r *Report) {
	count := func(c review.Citation) { r.Lines++; r.Certainties[c.Certainty]++ }
	each := func(list []review.Line) {
		for _, l := range list {
			count(l.Source)
			if v := l.Valid; v != nil && (v.To != "" && v.To < set.Valid.From || set.Valid.To != "" && v.From > set.Valid.To) {
				r.find("validity", "", l.ID, string(v.From)+" … "+string(v.To))
			}
		}
	}
	for _, q := range set.Asked {
		count(q.Source)
	}
	for _, l := range set.Levels {
		count(l.Source)
		each(l.Conditions)
	}
	if set.Points != nil {
		count(set.Points.Source)
		for _, p := range set.Points.Parts {
			count(p.Source)
		}
	}
	if set.Unfit != nil {
		count(set.Unfit.Source)
	}
	if set.Petitions != nil {
		count(set.Petitions.Source)
	}
	each(set.Falls)
	each(set.Ceilings)
	for _, c := range set.Caps {
		count(c.Source)
	}
}

// bands holds that the levels' points cover nought to the greatest sum once, and
// that the parts add up to it.
func bands(set *review.Set, r *Report) {
	if set.Points == nil {
		return
	}
	for _, p := range pointsTried(set) {
		in := 0
		for _, l := range set.Levels {
			if l.Points == nil || l.Points.Contain(p) {
				in++
			}
		}
		if in == 0 {
			r.find("gap", "", "points", p.FloatString(2))
		}
		if in > 1 {
			r.find("overlap", "", "points", p.FloatString(2))
		}
	}
	for _, who := range set.Subjects {
		if sum := set.Points.Sum(who); sum.Cmp(set.Points.Max.Rat()) != 0 {
			r.find("parts", who, "points", sum.FloatString(2))
		}
	}
}
