package chart

import (
	"math"

	"dondoc/internal/i18n"
	"dondoc/internal/viet"
)

// extent is a stretch of numbers laid along an axis.
type extent struct{ low, high float64 }

// spread gives the extent of the known values; zero is part of it when asked.
// An extent always has a width, so that at never divides by zero.
func spread(values []Value, zero bool) extent {
	e := extent{math.Inf(1), math.Inf(-1)}
	for _, v := range values {
		if v.Known {
			e.low, e.high = min(e.low, v.Number), max(e.high, v.Number)
		}
	}
	if e.low > e.high {
		e = extent{0, 0}
	}
	if zero {
		e.low, e.high = min(e.low, 0), max(e.high, 0)
	}
	if e.high == e.low || e.high-e.low < math.Abs(e.high)*1e-12 {
		pad := math.Abs(e.high) / 2
		if pad == 0 {
			pad = 1
		}
		if !zero || e.low < 0 {
			e.low -= pad
		}
		e.high += pad
	}
	return e
}

// at gives the place of a number on the extent, 0 to 1; what lies outside is held at the end.
func (e extent) at(n float64) float64 {
	return max(0, min(1, (n/2-e.low/2)/(e.high/2-e.low/2)))
}

// tick is a labelled place on an axis.
type tick struct {
	number float64
	label  string
}

// ticks gives round numbers (1, 2, 2.5 or 5 times a power of ten) across the
// extent, about want of them, and the extent widened to the outer ones.
func (e extent) ticks(want int, lang i18n.Lang) ([]tick, extent) {
	step, scale := roundStep((e.high/2 - e.low/2) / float64(max(want, 1)) * 2)
	first, last := math.Floor(e.low/step+1e-9), math.Ceil(e.high/step-1e-9)
	var out []tick
	for i := first; i <= last && len(out) <= 4*want; i++ {
		out = append(out, tick{i * step, number(i*step, scale, lang)})
	}
	return out, extent{first * step, last * step}
}

// roundStep gives the next round step not below raw and the decimals needed to write its multiples.
func roundStep(raw float64) (step float64, decimals int) {
	power := math.Floor(math.Log10(raw))
	for _, m := range []struct {
		times    float64
		decimals int
	}{{1, 0}, {2, 0}, {2.5, 1}, {5, 0}, {10, -1}} {
		if step = m.times * math.Pow(10, power); step >= raw*(1-1e-9) {
			return step, max(0, m.decimals-int(power))
		}
	}
	return step, max(0, -int(power))
}

// number writes a number with the given decimals as the language does. A label
// of more than 15 digits would be unreadable and is left out.
func number(n float64, decimals int, lang i18n.Lang) string {
	decimals = min(decimals, 6)
	coef := math.Round(n * math.Pow(10, float64(decimals)))
	if math.Abs(coef) >= 1e15 {
		return "…"
	}
	return viet.FormatNumber(viet.Number{Coef: int64(coef), Scale: decimals}, string(lang))
}
