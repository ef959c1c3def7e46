package forecast

// Grade is how loudly a series is pointed at. A grade never concludes anything
// about why: it asks for cause, remedy, date and who confirmed.
type Grade string

const (
	Calm    Grade = ""
	Watch   Grade = "watch"   // theo dõi: behind the even pace
	Warning Grade = "warning" // cảnh báo: forecast to end short of the plan
)

// Thresholds of the two grades. Dated rules may replace them.
type Thresholds struct {
	Pace   float64 // Watch: to date under this part of the even pace
	Short  float64 // Warning: forecast under this part of the plan …
	Chance float64 // … and at least this part of the earlier errors ends there too, where enough are known
}

// Usual are the thresholds of use: the press and the finance offices watch what
// is under 70 % of the even pace; the state's bar for a plan that was not
// carried out is taken at 90 %.
func Usual() Thresholds { return Thresholds{Pace: 0.7, Short: 0.9, Chance: 0.65} }

// Graded is a grade with the figures it rests on.
type Graded struct {
	Grade  Grade
	Pace   float64 // part of the even pace that is in
	Part   float64 // forecast ÷ plan; 0 where no forecast can be made
	Chance float64 // of ending short, by the errors made before
	Likely bool    // Chance is known: enough errors were made before
}

// Judge grades a series at a month. Without earlier years only the pace speaks.
func (t Thresholds) Judge(s Series, year, month int, e Errors) (Graded, bool) {
	now, ok := s.Of(year)
	if !ok || month < 1 || month > 11 {
		return Graded{}, false
	}
	toDate, plan, ok := now.At(month)
	if !ok || plan <= 0 {
		return Graded{}, false
	}
	g := Graded{Pace: Pace(toDate, plan, month)}
	if g.Pace < t.Pace {
		g.Grade = Watch
	}
	v, ok := AtYearEnd(s, year, month)
	if !ok {
		return g, true
	}
	g.Part = v.Total / plan
	g.Chance, g.Likely = e.Chance(s.Name, v, t.Short*plan)
	if g.Part < t.Short && (!g.Likely || g.Chance >= t.Chance) {
		g.Grade = Warning
	}
	return g, true
}
