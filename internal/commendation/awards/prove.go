package awards

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dondoc/internal/commendation"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/ruleset"
)

// mostCells bounds the proof of one award.
const mostCells = 200_000

// Check proves a whole set (see Whole): every line is cited; every award can be had;
// every condition decides somewhere; a better level or one more award never takes
// eligibility away; every condition, vote, quorum, cap and sum of money is tried by
// the worked examples, each threshold just on it and just beside it; the examples
// come out right; a set of a shipped name answers as the shipped one does; and the
// shipped sets leave no day of receipt out and none to two.
func Check(set *commendation.Set) ruleset.Report {
	p := &proof{set: set, report: ruleset.Report{Rules: set.ID, Certainties: map[review.Certainty]int{}, Examples: len(set.Examples)}}
	p.cited()
	for _, a := range set.Awards {
		p.award(a)
		p.tried(a)
	}
	p.triedCouncil()
	for _, f := range Test(set) {
		p.find(f.Kind, f.Name, f.Detail)
	}
	p.report.Answers = Answers(set)
	if old, ok := Find(set.ID); ok {
		if whole, err := Whole(old); err == nil {
			p.sameAs(whole)
		}
		p.days()
	}
	return p.report
}

type proof struct {
	set    *commendation.Set
	report ruleset.Report
}

func (p *proof) find(kind, name, detail string) {
	for _, f := range p.report.Findings {
		if f.Kind == kind && f.Name == name {
			return // one case is enough to show it
		}
	}
	p.report.Findings = append(p.report.Findings, ruleset.Finding{Kind: kind, Name: name, Detail: detail})
}

// cited counts the lines by the certainty of their sources.
func (p *proof) cited() {
	count := func(c review.Citation) { p.report.Lines++; p.report.Certainties[c.Certainty]++ }
	for _, q := range p.set.Asked {
		count(q.Source)
	}
	for _, h := range p.set.Holds {
		count(h.Source)
	}
	for _, w := range p.set.Salaries {
		count(w.Source)
	}
	count(p.set.Council.Source)
	for _, a := range p.set.Awards {
		count(a.Source)
		for _, l := range a.Conditions {
			count(l.Source)
		}
		if a.Vote != nil {
			count(a.Vote.Source)
		}
		if a.Cap != nil {
			count(a.Cap.Source)
		}
		if a.Money != nil {
			count(a.Money.Source)
		}
	}
}

const proofYear = period.Cycle("2026")

// dim is one thing the conditions of an award ask for: each put changes the facts;
// from is the place from which more is never worse (levels, awards), -1 for others.
type dim struct {
	name    string
	put     []func(*commendation.Facts)
	ordered bool // each better than the one before
}

func back(n int) period.Cycle { return period.Cycle(fmt.Sprint(proofYear.Year() - n)) }

// dims gathers them.
func dims(a commendation.Award) []dim {
	var out []dim
	seen := map[string]bool{}
	add := func(name string, ordered bool, put ...func(*commendation.Facts)) {
		if !seen[name] {
			seen[name] = true
			out = append(out, dim{name, put, ordered})
		}
	}
	counts := map[string][]int{}
	for _, l := range a.Conditions {
		for _, t := range l.When.Atoms() {
			for n := range max(t.Years, 1) {
				if t.Level != "" {
					year := back(n)
					var put []func(*commendation.Facts)
					for _, level := range []string{"failed", "completed", "good", "excellent"} {
						put = append(put, func(f *commendation.Facts) { f.Levels[year] = level })
					}
					add("level."+string(year), true, put...)
				}
				if t.Award != "" {
					year := back(n)
					add(t.Award+"."+string(year), true, func(f *commendation.Facts) { f.Stated[t.Before()] += 0 },
						func(f *commendation.Facts) { f.Awards[t.Award] = append(f.Awards[t.Award], year) })
				}
			}
			if t.Ask != "" {
				add("ask."+t.Ask, false, func(f *commendation.Facts) { f.Answers[t.Ask] = false }, func(f *commendation.Facts) { f.Answers[t.Ask] = true })
			}
			for _, name := range []string{t.Count, t.Share} {
				if name != "" {
					bound := t.AtLeast
					if bound == nil {
						bound = t.AtMost
					}
					whole := int(bound.Rat().Num().Int64() / bound.Rat().Denom().Int64())
					counts[name] = append(counts[name], max(whole-1, 0), whole, whole+1)
				}
			}
			if t.In != "" {
				counts[t.In] = []int{100}
			}
		}
	}
	for _, name := range commendation.Counts() {
		list := counts[name]
		slices.Sort(list)
		var put []func(*commendation.Facts)
		for _, n := range slices.Compact(list) {
			put = append(put, func(f *commendation.Facts) { f.Stated[name] = n })
		}
		if len(put) > 0 {
			add(name, false, put...)
		}
	}
	return out
}

func facts(dims []dim, at []int) commendation.Facts {
	f := commendation.Facts{Year: proofYear, Levels: map[period.Cycle]string{}, Awards: map[string][]period.Cycle{}, Stated: map[string]int{}, Answers: map[string]bool{}}
	for i, d := range dims {
		d.put[at[i]](&f)
	}
	return f
}

// each walks every case of the dims; false where there are too many.
func each(dims []dim, do func(at []int)) bool {
	n := 1
	for _, d := range dims {
		if n *= len(d.put); n > mostCells {
			return false
		}
	}
	at := make([]int, len(dims))
	for {
		do(at)
		i := 0
		for ; i < len(at); i++ {
			if at[i]++; at[i] < len(dims[i].put) {
				break
			}
			at[i] = 0
		}
		if i == len(at) {
			return true
		}
	}
}

// award proves that an award can be had, that each of its conditions decides
// somewhere, and that better facts never take it away.
func (p *proof) award(a commendation.Award) {
	list := dims(a)
	reached, decides := false, map[string]bool{}
	whole := each(list, func(at []int) {
		p.report.Cells++
		v := p.set.Judge(a, facts(list, at))
		if v.Eligible == review.Yes {
			reached = true
			p.better(a, list, at)
		}
		unmet := ""
		for _, l := range v.Lines {
			if l.State != review.Yes {
				unmet += " " + l.Line
			}
		}
		if strings.Count(unmet, " ") == 1 {
			decides[unmet[1:]] = true
		}
	})
	if !whole {
		p.find("too_many", a.ID, fmt.Sprint(mostCells))
		return
	}
	if !reached {
		p.find("unreachable_award", a.ID, "")
	}
	for _, l := range a.Conditions {
		if !decides[l.ID] {
			p.find("idle", a.ID+"/"+l.ID, "")
		}
	}
}

func (p *proof) better(a commendation.Award, list []dim, at []int) {
	for i, d := range list {
		if !d.ordered || at[i]+1 >= len(d.put) {
			continue
		}
		up := slices.Clone(at)
		up[i]++
		if p.set.Judge(a, facts(list, up)).Eligible != review.Yes {
			p.find("falls_back", d.name, a.ID)
		}
	}
}

// sameAs holds that a set answers every case as the shipped one of its name does.
func (p *proof) sameAs(old *commendation.Set) {
	for _, was := range old.Awards {
		is, ok := p.set.Award(was.ID)
		if !ok {
			p.find("changed", was.ID, "")
			continue
		}
		list := dims(was)
		each(list, func(at []int) {
			f := facts(list, at)
			a, _ := json.Marshal(old.Judge(was, f))
			b, _ := json.Marshal(p.set.Judge(is, f))
			if string(a) != string(b) {
				p.find("changed", was.ID, string(b))
			}
		})
		a, _ := json.Marshal([]any{was.Vote, was.Cap, was.Money})
		b, _ := json.Marshal([]any{is.Vote, is.Cap, is.Money})
		if string(a) != string(b) {
			p.find("changed", was.ID, string(b))
		}
	}
}

// days holds that the shipped sets share out the days of receipt.
func (p *proof) days() {
	var last *commendation.Set
	for _, s := range all() {
		if s.Over != "" {
			continue
		}
		if last != nil && (last.Valid.To == "" || last.Valid.To >= s.Valid.From) {
			p.find("overlap", "valid", last.ID+" / "+s.ID)
		}
		if last != nil && last.Valid.To != "" && last.Valid.To.AddDays(1) != s.Valid.From {
			p.find("gap", "valid", last.ID+" … "+s.ID)
		}
		last = s
	}
}

// Outcome is what an example came to.
type Outcome struct {
	Eligible *commendation.Verdict `json:"eligible,omitempty"`
	Vote     string                `json:"vote,omitempty"`
	Allowed  *int                  `json:"allowed,omitempty"`
	Dong     int64                 `json:"dong,omitempty"`
}

// Work works an example out.
func Work(set *commendation.Set, e commendation.Example) (out Outcome) {
	a, ok := set.Award(e.Award)
	if !ok {
		return out
	}
	if e.Facts != nil {
		v := set.Judge(a, e.Facts.Spelled())
		out.Eligible = &v
	}
	if m := e.Meeting; m != nil {
		out.Vote = voted(set, a, *m)
	}
	if e.Had != nil && a.Cap != nil {
		n := a.Cap.Allowed(e.Had[a.Cap.Of])
		out.Allowed = &n
	}
	if e.On != "" {
		out.Dong, _ = set.Dong(a, e.On)
	}
	return out
}

func voted(set *commendation.Set, a commendation.Award, m commendation.ExampleVote) string {
	meeting := commendation.Meeting{On: "2026-01-01", Members: m.Members, Present: m.Present, Written: m.Written}
	var refused *errs.Error
	if err := set.Council.Quorate(meeting); err != nil {
		if errors.As(err, &refused) && refused.What.Key == "commend.no_quorum" {
			return "no_quorum"
		}
		return "impossible"
	}
	if a.Vote == nil {
		return "none"
	}
	switch passed, err := a.Vote.Passed(meeting, m.Yes); {
	case err != nil:
		return "impossible"
	case passed:
		return "passed"
	}
	return "not_passed"
}

// Differs says in what an outcome is not what the example gives; empty: right.
func Differs(g commendation.Gives, o Outcome) string {
	if g.Eligible != "" {
		if o.Eligible == nil || o.Eligible.Eligible.String() != g.Eligible {
			return fmt.Sprintf("eligible: %+v ≠ %s", o.Eligible, g.Eligible)
		}
		unmet := slices.Clone(o.Eligible.Holds)
		for _, l := range o.Eligible.Lines {
			if l.State != review.Yes {
				unmet = append(unmet, l.Line)
			}
		}
		for _, b := range g.Because {
			if !slices.Contains(unmet, b) {
				return fmt.Sprintf("because: %v ∌ %s", unmet, b)
			}
		}
	}
	switch {
	case g.Vote != "" && g.Vote != o.Vote:
		return "vote: " + o.Vote + " ≠ " + g.Vote
	case g.Allowed != nil && (o.Allowed == nil || *o.Allowed != *g.Allowed):
		return fmt.Sprintf("allowed ≠ %d", *g.Allowed)
	case g.Dong != 0 && g.Dong != o.Dong:
		return fmt.Sprintf("dong: %d ≠ %d", o.Dong, g.Dong)
	}
	return ""
}

// Test runs the examples of a set and gives those that come out otherwise.
func Test(set *commendation.Set) (out []ruleset.Finding) {
	for _, e := range set.Examples {
		if differs := Differs(e.Gives, Work(set, e)); differs != "" {
			out = append(out, ruleset.Finding{Kind: "example", Name: e.ID, Detail: differs})
		}
	}
	return out
}

// Answers is the sha256 of the outcomes of a set's examples, to the byte.
func Answers(set *commendation.Set) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, e := range set.Examples {
		_ = enc.Encode(Work(set, e))
	}
	return hex.EncodeToString(h.Sum(nil))
}
