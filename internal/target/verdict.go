package target

import (
	"slices"
	"strings"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// verdictRules goes up when figures that were kept would be judged otherwise,
// or when a verdict says more; see Rules.
const verdictRules = 9

// Rules is the number of the rules by which verdicts are made. What was kept by
// another number is worked out again.
func (Verdict) Rules() int { return verdictRules }

// Facts is everything that decides how a target stands.
type Facts struct {
	Target       Target
	Observations []Observation // its own and those of targets that share its results, with their steps
	Words        []Confirmation
	From         []Predecessor // what it goes on from, after a reorganisation
	Into         []Successor   // what it went on as
	Files        int           // evidence files of its own figures, where they were asked for
}

// SharesResults says whether what is reported for one target is reported for
// the other as well: two setters asked one unit for the same.
func (t Target) SharesResults(o Target) bool {
	return t.Unit == o.Unit && t.Cycle == o.Cycle && t.Indicator == o.Indicator && t.Parent == "" && o.Parent == ""
}

// Decides says whether a step changes what counts for a target.
func (s StepTaken) Decides(before approval.State) bool {
	return (s.State == approval.Approved) != (before == approval.Approved)
}

// Figures gives the figures that may count, with those restated from before
// the unit was formed; what cannot be restated is said in a flag instead.
func (f Facts) Figures(before time.Time) ([]Observation, []criterion.Flag) {
	if len(f.From) == 0 {
		return f.Observations, nil
	}
	made, err := restate(f.Target, f.From, before)
	if err != nil {
		return f.Observations, []criterion.Flag{{Code: "not_restated", What: errs.All(err)[0].What}}
	}
	var names []string
	for _, p := range f.From {
		names = append(names, p.Unit)
	}
	slices.Sort(names)
	return slices.Concat(made, f.Observations), []criterion.Flag{{Code: "restated", What: phrase.New("target.flag_restated", "on", f.From[0].On, "units", strings.Join(names, ", "))}}
}

// Verdict is how a target stands, as short as counts over many targets need
// it. It changes only when something that decides it does: one is kept for
// each such moment, and the newest before a day is how the target stood then.
type Verdict struct {
	At      time.Time       // when what decided it became known
	Listed  bool            // false: not known yet, or taken out of the list; the rest is then empty
	Class   criterion.Class // confirmed, or else proposed
	Due     bool
	Through int               // number of the newest month with a figure that counts; 0 for none
	Months  [12]toDate        // by month
	Actual  *criterion.Actual // of the whole cycle, once it is due: what later years are compared with
	Why     string            // key of the explanation
}

// toDate is a target's result at the end of a month. Value is nil where there
// is no figure of the month, or one that is no plain amount.
type toDate struct {
	Has   bool
	Value *measure.Decimal
}

// Verdict judges a target as known just before an instant (zero: now). Its At
// is left for who knows the moment.
func (f Facts) Verdict(before time.Time) Verdict {
	t, listed := f.Target.AsKnown(before)
	if !listed {
		return Verdict{}
	}
	figures, _ := f.Figures(before)
	s := StandingOf(t, figures, f.Words, before, t.Cycle.LastMonth())
	v := Verdict{Listed: true, Class: s.Class, Due: s.Due, Why: s.Assessment.Explanation.Key}
	counted := counting(figures, before, t.Cycle.LastMonth())
	all := reported(counted)
	for _, o := range counted {
		m := &v.Months[o.Month.Number()-1]
		m.Has = true
		if a, _ := Accumulate(t.Accumulation, all, o.Month); a.Plain() {
			m.Value = a.Value
		}
		v.Through = max(v.Through, o.Month.Number())
	}
	if s.Due {
		v.Actual = s.Actual
	}
	return v
}

// Course gives the months' results, of a target that adds up over the year, and
// the one amount it asked for, as a forecast of later years takes them.
func (v Verdict) Course(cycle period.Cycle, asked criterion.Criterion) forecast.Year {
	out := forecast.Empty(cycle.Year())
	for i, m := range v.Months {
		if m.Value != nil {
			out.ToDate[i], _ = m.Value.Rat().Float64()
		}
	}
	if plan := asked.Lowest(criterion.Options{}); plan != nil && len(asked.Parts) == 0 {
		out.Plan[11], _ = plan.Float64()
	}
	return out
}

// OfTerm says whether it is that of a year that does not decide a plan of several,
// or of a later one.
func (v Verdict) OfTerm() bool { return v.Why == termRuns || v.Why == laterYear }

// Newest gives the result at the end of the newest month with a figure.
func (v Verdict) Newest() toDate {
	if v.Through == 0 {
		return toDate{}
	}
	return v.Months[v.Through-1]
}

// Moments gives when something that decides the target was done, in order: it
// was set or revised, a figure came to count or ceased to, somebody said its class.
func (f Facts) Moments() []time.Time {
	var out []int64
	revised := func(t Target) {
		for _, r := range t.Revisions {
			out = append(out, r.At.UnixMilli())
		}
	}
	counted := func(observations []Observation) {
		for _, o := range observations {
			state := approval.State("")
			for _, s := range o.Steps {
				if s.Decides(state) {
					out = append(out, s.At.UnixMilli())
				}
				state = s.State
			}
		}
	}
	revised(f.Target)
	counted(f.Observations)
	for _, w := range f.Words {
		out = append(out, w.At.UnixMilli())
	}
	for _, p := range f.From {
		revised(p.Target)
		counted(p.Observations)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	at := make([]time.Time, len(out))
	for i, ms := range out {
		at[i] = time.UnixMilli(ms)
	}
	return at
}

// Since gives the verdicts from each moment after the last one kept, in order,
// leaving out those that say nothing new. Where nothing happened after it and
// the target stands otherwise all the same (clocks of two machines, several
// acts within a millisecond), afresh says that all are to be kept anew.
func (f Facts) Since(last Verdict) (fresh []Verdict, afresh bool) {
	moments := f.Moments()
	if len(moments) == 0 {
		return nil, false
	}
	newest := moments[len(moments)-1]
	if !last.At.IsZero() && !newest.After(last.At) {
		return nil, f.Verdict(time.Time{}).String() != last.String()
	}
	said := last.String()
	for _, at := range moments {
		if !at.After(last.At) {
			continue
		}
		before := at.Add(time.Millisecond)
		if at.Equal(newest) {
			before = time.Time{} // whatever the clocks of other machines say
		}
		v := f.Verdict(before)
		if v.At = at; v.String() != said {
			said = v.String()
			fresh = append(fresh, v)
		}
	}
	return fresh, false
}

// Verdicts gives all of a target's verdicts in order.
func (f Facts) Verdicts() []Verdict {
	all, _ := f.Since(Verdict{})
	return all
}

// String says a verdict in one line, all but its moment: two verdicts that
// read the same are the same.
func (v Verdict) String() string {
	text := string(v.Class) + " " + v.Why + " " + v.Amounts()
	if v.Due {
		text += " due"
	}
	if v.Actual != nil {
		text += " " + v.Actual.Text
		if v.Actual.Value != nil {
			text += "=" + v.Actual.Value.String() + v.Actual.Unit
		}
	}
	if !v.Listed {
		return "-"
	}
	return text
}

// Amounts writes the months as they are kept: parted by "|", "" for a month
// without a figure, "?" for one that is no plain amount, none after the newest.
func (v Verdict) Amounts() string {
	var b strings.Builder
	for i, m := range v.Months[:v.Through] {
		if i > 0 {
			b.WriteByte('|')
		}
		switch {
		case m.Value != nil:
			b.WriteString(m.Value.String())
		case m.Has:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// ReadAmounts reads what Amounts wrote into the months.
func (v *Verdict) ReadAmounts(text string) error {
	v.Months, v.Through = [12]toDate{}, 0
	if text == "" {
		return nil
	}
	for i, one := range strings.SplitN(text, "|", 12) {
		m := &v.Months[i]
		m.Has = one != ""
		if m.Has {
			v.Through = i + 1
		}
		if m.Has && one != "?" {
			d, err := measure.ParseDecimal(one)
			if err != nil {
				return err
			}
			m.Value = &d
		}
	}
	return nil
}
