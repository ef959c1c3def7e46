package forecast_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"dondoc/internal/forecast"
)

// even is a year that comes in evenly and ends at total, of a plan.
func even(number int, total, plan float64) forecast.Year {
	y := forecast.Empty(number)
	for i := range 12 {
		y.ToDate[i], y.Plan[i] = total*float64(i+1)/12, plan
	}
	return y
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*max(1, math.Abs(b)) }

// The arithmetic of the rule, worked by hand.
func TestAtYearEnd(t *testing.T) {
	// 2023 had 50 of 100 in by June, plan 125 (0.8); 2022 had 40 of 100, plan 100 (1.0).
	late := func(number int, june, total, plan float64) forecast.Year {
		y := even(number, total, plan)
		y.ToDate[5] = june
		return y
	}
	series := forecast.Series{Name: "u", Years: []forecast.Year{late(2022, 40, 100, 100), late(2023, 50, 100, 125), even(2024, 120, 200)}}
	v, ok := forecast.AtYearEnd(series, 2024, 6)
	// share (3·0.5 + 2·0.4)/5 = 0.46; completion (3·0.8 + 2·1)/5 = 0.88; weight 0.5
	if !ok || !near(v.Share, 0.46) || !near(v.Completion, 0.88) || v.Weight != 0.5 || v.Years != 2 || !near(v.Total, 0.5*60/0.46+0.5*200*0.88) {
		t.Errorf("June: %+v %v", v, ok)
	}
	if v, _ := forecast.AtYearEnd(series, 2024, 1); v.Weight != 0.2 {
		t.Errorf("January weighs the course by %v, want 0.2", v.Weight)
	}
	for name, tt := range map[string]struct {
		completion, want float64
	}{"a plan rewritten downwards": {3, 1.1}, "a plan that was given up": {0.1, 0.6}} {
		s := forecast.Series{Years: []forecast.Year{even(2023, 100*tt.completion, 100), even(2024, 50, 100)}}
		if v, ok := forecast.AtYearEnd(s, 2024, 6); !ok || !near(v.Completion, tt.want) {
			t.Errorf("%s: completion %v, want %v", name, v.Completion, tt.want)
		}
	}
	if v, ok := forecast.ByCourse(series, 2024, 6); !ok || v.Weight != 1 || !near(v.Share, 0.46) || !near(v.Total, 60/0.46) {
		t.Errorf("by the course alone: %+v %v", v, ok)
	}
	if v, ok := forecast.ByCourse(forecast.Series{Years: []forecast.Year{even(2023, 100, math.NaN()), even(2024, 80, math.NaN())}}, 2024, 6); !ok || !near(v.Total, 80) {
		t.Errorf("by the course without plans: %+v %v", v, ok)
	}
	past := forecast.Series{Years: []forecast.Year{even(2023, 100, 100), late(2024, 500, 600, 100)}}
	if v, _ := forecast.AtYearEnd(past, 2024, 6); v.Total < 500 {
		t.Errorf("the forecast %v is below the 500 that are in", v.Total)
	}
	for name, tt := range map[string]struct {
		years []forecast.Year
		month int
	}{
		"no earlier year":     {[]forecast.Year{even(2024, 1, 1)}, 6},
		"no plan":             {[]forecast.Year{even(2023, 1, 1), even(2024, 1, math.NaN())}, 6},
		"a plan of nothing":   {[]forecast.Year{even(2023, 1, 1), even(2024, 1, 0)}, 6},
		"the month unknown":   {[]forecast.Year{even(2023, 1, 1), forecast.Empty(2024)}, 6},
		"the year is over":    {[]forecast.Year{even(2023, 1, 1), even(2024, 1, 1)}, 12},
		"no month":            {[]forecast.Year{even(2023, 1, 1), even(2024, 1, 1)}, 0},
		"nothing in all year": {[]forecast.Year{even(2023, 0, 1), even(2024, 1, 1)}, 6},
		"another year":        {[]forecast.Year{even(2022, 1, 1)}, 6},
	} {
		if v, ok := forecast.AtYearEnd(forecast.Series{Years: tt.years}, 2024, tt.month); ok {
			t.Errorf("%s: %+v", name, v)
		}
		if v, ok := forecast.ByCourse(forecast.Series{Years: tt.years}, 2024, tt.month); ok && name != "no plan" && name != "a plan of nothing" {
			t.Errorf("by the course, %s: %+v", name, v)
		}
	}
}

// invented makes a pool of units with courses of their own and noise.
func invented(seed uint64, units, from, to int) []forecast.Series {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]forecast.Series, units)
	for i := range out {
		out[i].Name = fmt.Sprint("unit ", i)
		bend, done := 1+r.Float64(), 0.75+0.3*r.Float64()
		for number := from; number <= to; number++ {
			y, plan := forecast.Empty(number), 100+900*r.Float64()
			total := plan * done * math.Exp(0.12*r.NormFloat64())
			for m := range 12 {
				y.ToDate[m], y.Plan[m] = total*math.Pow(float64(m+1)/12, bend*math.Exp(0.1*r.NormFloat64())), plan
			}
			out[i].Years = append(out[i].Years, y)
		}
	}
	return out
}

// Nothing of the year forecast beyond the month, and nothing later, is looked at.
func TestNothingLaterIsLookedAt(t *testing.T) {
	for seed := range uint64(20) {
		pool, other := invented(seed, 8, 2012, 2021), invented(seed, 8, 2012, 2021)
		year, month := 2017+int(seed%4), 1+int(seed%11)
		for i := range other {
			for j := range other[i].Years {
				y := &other[i].Years[j]
				for m := range 12 {
					if y.Number > year || y.Number == year && m >= month {
						y.ToDate[m], y.Plan[m] = 7, 7
					}
				}
			}
		}
		e, f := forecast.Calibrate(pool, year, month), forecast.Calibrate(other, year, month)
		for i := range pool {
			a, _ := forecast.AtYearEnd(pool[i], year, month)
			b, _ := forecast.AtYearEnd(other[i], year, month)
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d: %+v became %+v", seed, a, b)
			}
			low, high, _ := e.Interval(pool[i].Name, a)
			low2, high2, _ := f.Interval(pool[i].Name, b)
			if low != low2 || high != high2 || low > a.Total || high < a.Total || low < a.ToDate {
				t.Fatalf("seed %d: %v–%v became %v–%v around %v with %v in", seed, low, high, low2, high2, a.Total, a.ToDate)
			}
		}
	}
}

// The interval keeps its promise and the blend is nearer than pace on invented pools.
func TestBacktest(t *testing.T) {
	rows := forecast.Backtest(invented(3, 60, 2010, 2022), forecast.Usual())
	if len(rows) != 11 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		if r.Cases != 60*10 || r.MAPE[forecast.Blend] >= r.MAPE[forecast.LinearPace] || r.Covered < 74 || r.Covered > 92 {
			t.Errorf("month %d: %d cases, blend %.1f, pace %.1f, covered %.0f", r.Month, r.Cases, r.MAPE[forecast.Blend], r.MAPE[forecast.LinearPace], r.Covered)
		}
		if r.Warned.Given > r.Watched.Given || r.Warned.Right > r.Short || r.Watched.Right > r.Short {
			t.Errorf("month %d: %+v", r.Month, r)
		}
	}
	if got := forecast.Backtest(invented(3, 5, 2020, 2022), forecast.Usual())[0].Cases; got != 0 {
		t.Errorf("three years make %d cases; a fourth is needed", got)
	}
}

// Too few errors make no promise: no interval, no chance, and a warning that
// goes by the forecast alone says that it does.
func TestTooFewErrors(t *testing.T) {
	few := invented(7, 3, 2019, 2023)
	e := forecast.Calibrate(few, 2023, 2)
	v, ok := forecast.AtYearEnd(few[0], 2023, 2)
	if _, _, said := e.Interval(few[0].Name, v); !ok || said || e.Known() == 0 || e.Known() >= 14 {
		t.Errorf("an interval from %d errors", e.Known())
	}
	s := forecast.Series{Name: "slow", Years: []forecast.Year{even(2021, 60, 100), even(2022, 60, 100), even(2023, 50, 100)}}
	if g, ok := forecast.Usual().Judge(s, 2023, 2, e); !ok || g.Grade != forecast.Warning || g.Likely || g.Chance != 0 {
		t.Errorf("%+v", g)
	}
}

func TestJudge(t *testing.T) {
	pool := invented(5, 40, 2014, 2023)
	e := forecast.Calibrate(pool, 2024, 2)
	rising := func(part, done float64) forecast.Series {
		s := forecast.Series{Name: "new"}
		for y := 2021; y <= 2023; y++ {
			s.Years = append(s.Years, even(y, 100*done, 100))
		}
		s.Years = append(s.Years, even(2024, 100*part, 100))
		return s
	}
	for name, tt := range map[string]struct {
		part, done float64
		want       forecast.Grade
	}{
		"on the even pace":                      {1, 1, forecast.Calm},
		"a little behind":                       {0.8, 1, forecast.Calm},
		"far behind, but earlier years made it": {0.6, 1, forecast.Watch},
		"far behind, as in earlier years":       {0.5, 0.6, forecast.Warning},
		"on pace, but earlier years never did":  {0.75, 0.62, forecast.Warning},
	} {
		g, ok := forecast.Usual().Judge(rising(tt.part, tt.done), 2024, 2, e)
		if !ok || g.Grade != tt.want {
			t.Errorf("%s: %+v, want %q", name, g, tt.want)
		}
	}
	if g, ok := forecast.Usual().Judge(forecast.Series{Years: []forecast.Year{even(2024, 10, 100)}}, 2024, 2, e); !ok || g.Grade != forecast.Watch || g.Part != 0 {
		t.Errorf("without earlier years only the pace speaks: %+v %v", g, ok)
	}
}
