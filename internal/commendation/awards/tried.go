package awards

import (
	"dondoc/internal/commendation"
	"dondoc/internal/review"
)

// tried holds that the examples try each condition of an award on both sides,
// thresholds just on them and just beside them, its vote, its cap and its money.
func (p *proof) tried(a commendation.Award) {
	sides := map[string]bool{}
	for _, e := range p.set.Examples {
		if e.Award != a.ID {
			continue
		}
		if e.Facts != nil {
			f := e.Facts.Spelled()
			for _, l := range p.set.Judge(a, f).Lines {
				sides[l.Line+" "+l.State.String()] = true
			}
			for _, l := range a.Conditions {
				for _, t := range l.When.Atoms() {
					p.beside(t, f, sides)
				}
			}
		}
		if m := e.Meeting; m != nil && a.Vote != nil {
			more, less := *m, *m
			more.Yes++
			less.Yes--
			switch is := voted(p.set, a, *m); {
			case is == "passed" && voted(p.set, a, less) == "not_passed":
				sides["vote yes"] = true
			case is == "not_passed" && voted(p.set, a, more) == "passed":
				sides["vote no"] = true
			}
		}
		sides["cap"] = sides["cap"] || e.Had != nil
		sides["money"] = sides["money"] || e.Gives.Dong > 0
	}
	want := func(name string, need ...string) {
		p.report.Thresholds++
		for _, side := range need {
			if !sides[side] {
				p.find("untried", a.ID+"/"+name, side)
			}
		}
	}
	for _, l := range a.Conditions {
		want(l.ID, l.ID+" yes", l.ID+" no")
		for _, t := range l.When.Atoms() {
			if name := t.Share + t.Count; name != "" {
				want(l.ID, name+" on", name+" beside")
			}
		}
	}
	if a.Vote != nil {
		want("vote", "vote yes", "vote no")
	}
	if a.Cap != nil {
		want("cap", "cap")
	}
	if a.Money != nil {
		want("money", "money")
	}
}

// beside notes where an example stands just on the threshold of a count, or just
// beside it: one more or one less would turn the answer.
func (p *proof) beside(t commendation.Test, f commendation.Facts, sides map[string]bool) {
	name := t.Share + t.Count
	n, said := f.Stated[name]
	if name == "" || !said {
		return
	}
	state := func(n int) review.State {
		with := commendation.Facts{Year: f.Year, Stated: map[string]int{name: n, t.In: f.Stated[t.In]}}
		if t.In == name || t.In == "" {
			with.Stated = map[string]int{name: n}
		}
		return p.set.Judge(commendation.Award{Conditions: []commendation.Line{{When: t}}}, with).Eligible
	}
	worse, better := n-1, n+1
	if t.AtMost != nil {
		worse, better = n+1, n-1
	}
	if state(n) == review.Yes && state(worse) == review.No {
		sides[name+" on"] = true
	}
	if state(n) == review.No && state(better) == review.Yes {
		sides[name+" beside"] = true
	}
}

// triedCouncil holds that the examples try the quorum just on it and just under it.
func (p *proof) triedCouncil() {
	on, under := false, false
	for _, e := range p.set.Examples {
		a, _ := p.set.Award(e.Award)
		m := e.Meeting
		if m == nil {
			continue
		}
		fewer, more := *m, *m
		fewer.Present--
		more.Present++
		is := voted(p.set, a, *m)
		on = on || is != "no_quorum" && voted(p.set, a, fewer) == "no_quorum"
		under = under || is == "no_quorum" && voted(p.set, a, more) != "no_quorum"
	}
	p.report.Thresholds++
	if !on {
		p.find("untried", "council", "quorum")
	}
	if !under {
		p.find("untried", "council", "no_quorum")
	}
}
