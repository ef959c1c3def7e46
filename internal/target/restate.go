package target

import (
	"math/big"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Predecessor is a target of a unit that became, or went into, another on a
// day, with what was reported for it.
type Predecessor struct {
	Target       Target
	Unit         string // the unit's name
	On           period.Date
	Share        *measure.Decimal // percent of its amounts that went along; nil for all of it
	Observations []Observation
}

// Successor points at the target that took a target's place when its unit went
// into another.
type Successor struct {
	Target id.ID
	Unit   id.ID
	On     period.Date
}

// RestatedPlan gives the wording under which the targets of several units go on
// as one: the sum of their amounts, each by its share, or the wording they all
// have in common. The second result says what a person must settle instead.
func RestatedPlan(parts []Predecessor) (string, *phrase.Phrase) {
	first := parts[0].Target
	same := true
	for _, p := range parts {
		same = same && p.Target.Current().Criterion.Same(first.Current().Criterion)
	}
	c := first.Current().Criterion
	if !Summable(first.Accumulation, first.UnitOfMeasure) || c.PlanValue() == nil {
		if same {
			return first.Current().Wording, nil
		}
		ask := phrase.New("target.restate_unlike", "name", first.Name)
		return "", &ask
	}
	total := new(big.Rat)
	scale := 0
	for _, p := range parts {
		own := p.Target.Current().Criterion
		if own.Kind != c.Kind || own.Compare != c.Compare || own.Direction != c.Direction || own.Unit != c.Unit || own.Unsure || own.Low != nil || len(own.Equivalents) > 0 || own.Total != nil {
			ask := phrase.New("target.restate_unlike", "name", first.Name)
			return "", &ask
		}
		v := byShare(*own.PlanValue(), p.Share)
		total.Add(total, v.Rat())
		scale = max(scale, v.Scale())
	}
	sum := measure.FromRat(total, scale).Trim()
	c.Value, c.Text = &sum, ""
	return c.Wording(), nil
}

// byShare gives the part of an amount that went along, exactly.
func byShare(v measure.Decimal, share *measure.Decimal) measure.Decimal {
	if share == nil {
		return v
	}
	part := new(big.Rat).Mul(v.Rat(), share.Rat())
	return measure.FromRat(part.Quo(part, big.NewRat(100, 1)), v.Scale()+share.Scale()+2).Trim()
}

// restate gives the figures of the months before the units became one, as they
// would have been: amounts are summed by share, counts out of totals summed on
// both sides. Each stands for a month in which a predecessor had an approved
// figure, is year to date, and is final where all are. It refuses what neither
// way can put together (Invalid, naming the unit at fault): a percentage
// without its counts is not averaged. before is the instant as known (zero: now).
func restate(t Target, parts []Predecessor, before time.Time) ([]Observation, error) {
	var out []Observation
	for _, m := range t.Cycle.Months() {
		var brought []Part
		made := Observation{ID: id.ID("restated-" + string(t.ID) + "-" + string(m)), Target: t.ID, Month: m, Cumulative: true, Final: true}
		reportedNow := false
		for _, p := range parts {
			if m >= p.On.Month() {
				continue
			}
			counted := counting(p.Observations, before, m)
			part := Part{Name: p.Unit}
			if len(counted) > 0 {
				newest := counted[len(counted)-1]
				actual, _ := Accumulate(p.Target.Accumulation, reported(counted), m)
				if actual.Value != nil && actual.Total == nil {
					v := byShare(*actual.Value, p.Share)
					actual.Value, actual.Text = &v, v.Say("vi")
				}
				part.Actual = &actual
				reportedNow = reportedNow || newest.Month == m
				made.Final = made.Final && newest.Final
				made.Illustrative = made.Illustrative || newest.Illustrative
				if taken := approvedBy(newest, before); newest.Seq >= made.Seq {
					made.Seq, made.At, made.ByName = newest.Seq, newest.At, newest.ByName
					made.Steps = []StepTaken{{No: 1, Step: approval.Approve, State: approval.Approved, By: taken.By, ByName: taken.ByName, At: taken.At}}
				}
			}
			brought = append(brought, part)
		}
		if !reportedNow {
			continue
		}
		actual, err := restateMonth(t, brought)
		if err != nil {
			return nil, err
		}
		made.Actual, made.Text = actual, actual.Text
		out = append(out, made)
	}
	return out, nil
}

// approvedBy gives the step that made a figure count, as known before an
// instant: what was done to it later does not change what was known then.
func approvedBy(o Observation, before time.Time) (last StepTaken) {
	for _, s := range o.Steps {
		if s.State == approval.Approved && (before.IsZero() || s.At.Before(before)) {
			last = s
		}
	}
	return last
}

func restateMonth(t Target, parts []Part) (criterion.Actual, error) {
	if len(parts) == 1 {
		return *parts[0].Actual, nil
	}
	rule := ruleOf(t, nil)
	if rule == RatioOfSums {
		for _, p := range parts {
			if p.Actual != nil && p.Actual.Total == nil {
				return criterion.Actual{}, errs.New(errs.Invalid, "target.rollup_shares", "unit", p.Name)
			}
		}
	}
	actual, _, err := Rollup(rule, t.Direction, parts)
	return actual, err
}
