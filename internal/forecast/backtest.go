package forecast

import "math"

// Rule names a way of forecasting that the back-test holds beside the blend.
type Rule string

const (
	Blend       Rule = "blend"        // AtYearEnd
	LinearPace  Rule = "pace"         // to date · 12 ÷ month
	SeasonNaive Rule = "season_naive" // to date + last year's remaining months
	LastCourse  Rule = "last_course"  // to date ÷ last year's share by then
	MeanShare   Rule = "mean_share"   // to date ÷ the mean share of three years
	ThePlan     Rule = "plan"         // the plan as it stands in the month
	PlanDone    Rule = "plan_done"    // plan · mean completion of three years
)

// Rules in the order of the table.
func Rules() []Rule {
	return []Rule{LinearPace, SeasonNaive, LastCourse, MeanShare, ThePlan, PlanDone, Blend}
}

// Month is one row of a back-test: every complete year with three complete years
// before it, forecast from one month with nothing but what came earlier.
type Month struct {
	Month    int              `json:"month"`
	Cases    int              `json:"cases"`
	MAPE     map[Rule]float64 `json:"mape"`        // mean |forecast − total| ÷ total, %
	MASE     float64          `json:"mase"`        // blend: mean |error| ÷ mean |total − last year's total|
	Points   float64          `json:"plan_points"` // blend: mean |forecast − total| ÷ plan, percentage points
	Covered  float64          `json:"covered"`     // % of totals within the interval called "8 trên 10"
	Width    float64          `json:"width"`       // mean width ÷ total, %
	Short    int              `json:"short"`       // years that did end short of the plan
	Watched  Hit              `json:"watch"`
	Warned   Hit              `json:"warning"`
	Interval int              `json:"intervals"` // cases that had earlier errors to rest on
}

// Hit is how often a grade was right.
type Hit struct {
	Given     int     `json:"given"`
	Right     int     `json:"right"`
	Precision float64 `json:"precision"` // % of those given that ended short
	Recall    float64 `json:"recall"`    // % of those that ended short that were given
}

func (h *Hit) close(short int) {
	if h.Given > 0 {
		h.Precision = 100 * float64(h.Right) / float64(h.Given)
	}
	if short > 0 {
		h.Recall = 100 * float64(h.Right) / float64(short)
	}
}

// Backtest repeats the forecasts of every month of every year that can be
// checked (rolling origin) and says how near they came. Watched counts the
// warned as well: whoever is warned is watched.
func Backtest(pool []Series, t Thresholds) []Month {
	out := make([]Month, 0, 11)
	for month := 1; month <= 11; month++ {
		out = append(out, backtestMonth(pool, t, month))
	}
	return out
}

func backtestMonth(pool []Series, t Thresholds, month int) Month {
	row := Month{Month: month, MAPE: map[Rule]float64{}}
	sums := map[Rule]*mean{}
	for _, r := range Rules() {
		sums[r] = &mean{}
	}
	var off, naive, points, covered, width mean
	calibrated := map[int]Errors{}
	for _, s := range pool {
		for _, y := range s.Years {
			c, ok := caseOf(s, y.Number, month)
			if !ok {
				continue
			}
			row.Cases++
			for r, v := range c.by {
				sums[r].add(math.Abs(v-c.total)/c.total, 1)
			}
			off.add(math.Abs(c.value.Total-c.total), 1)
			naive.add(math.Abs(c.total-c.before), 1)
			points.add(math.Abs(c.value.Total-c.total)/c.value.Plan, 1)
			e, ok := calibrated[y.Number]
			if !ok {
				e = Calibrate(pool, y.Number, month)
				calibrated[y.Number] = e
			}
			if low, high, ok := e.Interval(s.Name, c.value); ok {
				covered.add(within(c.total, low, high), 1)
				width.add((high-low)/c.total, 1)
			}
			row.grade(s, y, t, e, c)
		}
	}
	for r, m := range sums {
		if m.weight > 0 {
			row.MAPE[r] = 100 * m.value()
		}
	}
	if row.Cases > 0 {
		row.MASE, row.Points = off.sum/naive.sum, 100*points.value()
	}
	if row.Interval = int(covered.weight); row.Interval > 0 {
		row.Covered, row.Width = 100*covered.value(), 100*width.value()
	}
	row.Watched.close(row.Short)
	row.Warned.close(row.Short)
	return row
}

func (row *Month) grade(s Series, y Year, t Thresholds, e Errors, c testCase) {
	plan, ok := known(y.Plan[11])
	g, judged := t.Judge(s, y.Number, row.Month, e)
	if !ok || !judged {
		return
	}
	short := c.total < t.Short*plan
	count := func(h *Hit) {
		h.Given++
		if short {
			h.Right++
		}
	}
	if short {
		row.Short++
	}
	if g.Pace < t.Pace || g.Grade == Warning {
		count(&row.Watched)
	}
	if g.Grade == Warning {
		count(&row.Warned)
	}
}

func within(v, low, high float64) float64 {
	if v >= low*(1-1e-9) && v <= high*(1+1e-9) {
		return 1
	}
	return 0
}

// testCase is one year that can be checked: what it came to, and what each rule said.
type testCase struct {
	total, before float64
	value         Value
	by            map[Rule]float64
}

func caseOf(s Series, year, month int) (testCase, bool) {
	y, ok := s.Of(year)
	total, over := y.Total()
	v, can := AtYearEnd(s, year, month)
	if !ok || !over || !can || total <= 0 || v.Years < History {
		return testCase{}, false
	}
	c := testCase{total: total, value: v}
	var share, completion mean
	for back := 1; back <= History; back++ {
		past, _ := s.Of(year - back)
		whole, _ := past.Total()
		then := past.ToDate[month-1]
		share.add(then/whole, 1)
		if plan, ok := known(past.Plan[11]); ok {
			completion.add(whole/plan, 1)
		}
		if back == 1 {
			c.before = whole
			c.by = map[Rule]float64{SeasonNaive: v.ToDate + whole - then, LastCourse: v.ToDate * whole / then}
		}
	}
	c.by[LinearPace] = v.ToDate * 12 / float64(month)
	c.by[MeanShare] = v.ToDate / share.value()
	c.by[ThePlan] = v.Plan
	c.by[PlanDone] = v.Plan * completion.value()
	c.by[Blend] = v.Total
	return c, true
}
