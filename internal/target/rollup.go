package target

import (
	"math/big"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// Rule says how the results of lower units make that of the unit above.
type Rule string

// The rules.
const (
	SumOf        Rule = "sum"           // amounts: hectares, tỷ đồng
	RatioOfSums  Rule = "ratio_of_sums" // shares with their counts: Σ count / Σ total
	WeightedMean Rule = "weighted_mean" // shares with a weight, such as the population
	WorstOf      Rule = "worst"         // the weakest unit stands for all
	CountMet     Rule = "count_met"     // how many of the units met theirs
)

// Part is what one lower unit brings to a roll-up.
type Part struct {
	Name   string            // of the unit, as it is said
	Actual *criterion.Actual // nil when it has no result: missing is not zero
	Weight *measure.Decimal  // WeightedMean
	Class  criterion.Class   // CountMet
}

// Rollup puts the results of lower units together in the unit of measure of
// the first. It refuses to mix units of measure that do not convert, and to
// sum percentages: Invalid, naming the unit at fault. Parts without a result
// are left out and flagged. direction tells WorstOf which end is worst.
func Rollup(rule Rule, direction criterion.Direction, parts []Part) (criterion.Actual, []criterion.Flag, error) {
	if rule == CountMet {
		return countMet(parts)
	}
	var known []Part
	for _, p := range parts {
		if p.Actual != nil && !p.Actual.Nothing() {
			known = append(known, p)
		}
	}
	var flags []criterion.Flag
	if missing := len(parts) - len(known); missing > 0 {
		flags = append(flags, criterion.Flag{Code: "missing_parts", What: phrase.New("target.flag_missing_parts", "missing", missing, "parts", len(parts))})
	}
	if len(known) == 0 {
		return criterion.Actual{}, flags, nil
	}
	for _, p := range known {
		if p.Actual.Value == nil || p.Actual.PercentOfPlan || p.Actual.Unsure {
			return criterion.Actual{}, flags, errs.New(errs.Invalid, "target.rollup_no_value", "unit", p.Name, "text", p.Actual.Text)
		}
	}
	out, err := combineParts(rule, direction, known)
	return out, flags, err
}

func combineParts(rule Rule, direction criterion.Direction, parts []Part) (criterion.Actual, error) {
	values, err := alike(rule, parts)
	if err != nil {
		return criterion.Actual{}, err
	}
	switch rule {
	case SumOf:
		return sumParts(parts, values)
	case RatioOfSums:
		return ratioOfSums(parts)
	case WeightedMean:
		return weightedMean(parts, values)
	case WorstOf:
		worst := 0
		for i, v := range values {
			if cmp := v.Cmp(values[worst]); direction == criterion.Lower && cmp > 0 || direction != criterion.Lower && cmp < 0 {
				worst = i
			}
		}
		return *parts[worst].Actual, nil
	}
	return criterion.Actual{}, errs.New(errs.Internal, "error.internal")
}

// alike brings the values to the unit of measure of the first.
func alike(rule Rule, parts []Part) ([]measure.Decimal, error) {
	first := measure.LookupUnit(parts[0].Actual.Unit)
	var values []measure.Decimal
	for _, p := range parts {
		u := measure.LookupUnit(p.Actual.Unit)
		v, ok := u.Into(first, *p.Actual.Value)
		if !ok {
			return nil, errs.New(errs.Invalid, "target.rollup_mixed", "unit", p.Name, "measure", u.Text, "other", first.Text)
		}
		if rule == SumOf && (u.Share() || p.Actual.Total != nil) {
			return nil, errs.New(errs.Invalid, "target.rollup_shares", "unit", p.Name)
		}
		values = append(values, v)
	}
	return values, nil
}

func sumParts(parts []Part, values []measure.Decimal) (criterion.Actual, error) {
	total, scale := new(big.Rat), 0
	var results []criterion.Actual
	for i, v := range values {
		total.Add(total, v.Rat())
		scale = max(scale, v.Scale())
		results = append(results, *parts[i].Actual)
	}
	sum := measure.FromRat(total, scale)
	if sum.Rat().Cmp(total) != 0 {
		return criterion.Actual{}, errs.New(errs.Invalid, "measure.number_large", "text", total.FloatString(scale))
	}
	return criterion.Actual{How: together(results), Value: &sum, Unit: parts[0].Actual.Unit, Text: sum.Say("vi")}, nil
}

func ratioOfSums(parts []Part) (criterion.Actual, error) {
	count, total := measure.Decimal{}, measure.Decimal{}
	for _, p := range parts {
		if p.Actual.Total == nil || p.Actual.Total.Sign() <= 0 {
			return criterion.Actual{}, errs.New(errs.Invalid, "target.rollup_no_total", "unit", p.Name)
		}
		count, total = count.Add(*p.Actual.Value), total.Add(*p.Actual.Total)
	}
	return criterion.Actual{How: criterion.Point, Value: &count, Total: &total, Unit: parts[0].Actual.Unit, Text: count.Say("vi") + "/" + total.Say("vi")}, nil
}

func weightedMean(parts []Part, values []measure.Decimal) (criterion.Actual, error) {
	sum, weights, scale := new(big.Rat), new(big.Rat), 0
	for i, p := range parts {
		if p.Weight == nil || p.Weight.Sign() < 0 {
			return criterion.Actual{}, errs.New(errs.Invalid, "target.rollup_no_weight", "unit", p.Name)
		}
		w := p.Weight.Rat()
		weights.Add(weights, w)
		sum.Add(sum, w.Mul(w, values[i].Rat()))
		scale = max(scale, values[i].Scale())
	}
	if weights.Sign() == 0 {
		return criterion.Actual{}, errs.New(errs.Invalid, "target.rollup_no_weight", "unit", parts[0].Name)
	}
	mean := measure.FromRat(sum.Quo(sum, weights), scale+2)
	return criterion.Actual{How: criterion.Point, Value: &mean, Unit: parts[0].Actual.Unit, Text: mean.Say("vi")}, nil
}

// countMet counts the units that met or exceeded theirs, out of all of them.
func countMet(parts []Part) (criterion.Actual, []criterion.Flag, error) {
	met, open := 0, 0
	for _, p := range parts {
		switch p.Class {
		case criterion.Exceeded, criterion.Met:
			met++
		case criterion.NotMet:
		default:
			open++
		}
	}
	count, total := measure.Int(int64(met)), measure.Int(int64(len(parts)))
	var flags []criterion.Flag
	if open > 0 {
		flags = append(flags, criterion.Flag{Code: "missing_parts", What: phrase.New("target.flag_missing_parts", "missing", open, "parts", len(parts))})
	}
	if len(parts) == 0 {
		return criterion.Actual{}, flags, nil
	}
	return criterion.Actual{How: criterion.Point, Value: &count, Total: &total, Text: count.Say("vi") + "/" + total.Say("vi")}, flags, nil
}
