// Package spending has the answers about public-investment money in the shape of
// the command line and the API. Amounts in đồng.
package spending

import (
	"slices"

	"dondoc/internal/answer"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Year is a unit's public-investment year as it stood on a day; amounts in đồng.
type Year struct {
	Unit     string         `json:"unit"`
	UnitName string         `json:"unit_name"`
	Year     int            `json:"year"`
	Day      period.Date    `json:"as_of"`
	Month    int            `json:"month"` // the last whole month
	Paid     int64          `json:"paid"`
	Advance  int64          `json:"advance"` // of paid
	Waiting  int64          `json:"waiting"` // entered and not approved yet: not in paid
	Vouchers int            `json:"waiting_vouchers"`
	Known    period.Date    `json:"as_known,omitempty"`
	Locked   bool           `json:"locked"`
	Rates    []capitalRate  `json:"rates"` // the same money by every plan there is
	Forecast *int64         `json:"forecast"`
	Closing  capitalClosing `json:"closing"`
	Projects int            `json:"projects"`
	Untold   bool           `json:"waiting_not_counted,omitempty"` // waiting and waiting_vouchers say nothing: a past day of a year taken together
	Together bool           `json:"taken_together"`                // there are too many projects to be read: rows is empty, units is filled
	Units    []unitTaken    `json:"units,omitempty"`               // below, where the year is taken together
	Rows     []capitalRow   `json:"rows"`                          // those that need attention first
	Issues   []answer.Issue `json:"issues"`
}

// capitalRate is money paid by one named denominator.
type capitalRate struct {
	Setter      string `json:"setter"`
	WithCarried bool   `json:"with_carried_over"`
	Paid        int64  `json:"paid"`
	Plan        int64  `json:"plan"`
	Percent     string `json:"percent"` // to a hundredth of a percent
}

// capitalClosing is when the year closes, by which rule.
type capitalClosing struct {
	Source       string      `json:"source"`
	Certainty    string      `json:"certainty"`
	Advances     period.Date `json:"advances,omitempty"`
	Payments     period.Date `json:"payments,omitempty"`
	Reconciled   period.Date `json:"reconciled,omitempty"`
	AdvancesBack period.Date `json:"advances_back,omitempty"`
}

// capitalRow is one project.
type capitalRow struct {
	ID        string         `json:"id"`
	Code      string         `json:"code"`
	Name      string         `json:"name"`
	Investor  string         `json:"investor"`
	Head      answer.Head    `json:"head"`
	Programme string         `json:"programme,omitempty"`
	Paid      int64          `json:"paid"`
	Advance   int64          `json:"advance"`
	Waiting   int64          `json:"waiting"`
	Rates     []capitalRate  `json:"rates"`
	Grade     forecast.Grade `json:"grade"`     // "", watch, warning
	Hit       *hit           `json:"past_hits"` // of the grade; null: no grade, or never measured
	Pace      float64        `json:"pace"`      // part of the even pace that is in
	Forecast  *int64         `json:"forecast"`
	Low       *int64         `json:"low"`        // about eight of ten totals came to lie
	High      *int64         `json:"high"`       // between low and high
	Above     int            `json:"above_plan"` // payments entered above the plan
	Works     *int64         `json:"works"`      // done, in hundredths of a percent
	Warnings  []warned       `json:"warnings"`
}

// figures gives the figures of a sentence by their names.
func figures(p phrase.Phrase) map[string]any {
	out := map[string]any{}
	for _, a := range p.Args {
		if _, words := a.Value.(phrase.Phrase); words {
			continue // its figures stand beside it
		}
		out[a.Name] = a.Value
		if said, ok := a.Value.(phrase.Sayer); ok {
			out[a.Name] = said.Say("en")
		}
	}
	return out
}

// warned is one thing that should be looked at: its rule and its figures.
type warned struct {
	Rule string         `json:"rule"`
	Args map[string]any `json:"figures"`
	Hit  *hit           `json:"past_hits"` // null: never measured
}

// unitTaken is a unit below, where a year is taken together.
type unitTaken struct {
	Code     string         `json:"code"`
	Name     string         `json:"name"`
	Projects int            `json:"projects"`
	Plan     int64          `json:"plan"` // nearest to each investor, without what was carried over
	Paid     int64          `json:"paid"`
	Grade    forecast.Grade `json:"grade"`     // "", watch, warning
	Hit      *hit           `json:"past_hits"` // of the grade; null: no grade, or never measured
	Pace     float64        `json:"pace"`      // part of the even pace that is in
	Forecast *Forecast      `json:"forecast"`
}

func unitsOf(c money.Capital) (out []unitTaken) {
	if c.Taken == nil {
		return nil
	}
	for _, p := range c.Parts(money.ByUnit) {
		out = append(out, unitTaken{p.Unit.Code, p.Unit.Name, p.Projects, p.Share.Plan, p.Share.Paid, p.Grade, hitOf(string(p.Grade), c.Day), p.Pace, ofValue(p.Forecast, p.Low, p.High)})
	}
	return out
}

// OfYear gives a unit's year in the shape of the command line and the API.
func OfYear(c money.Capital) Year {
	out := Year{Unit: c.Unit.Code, UnitName: c.Unit.Name, Year: c.Year, Day: c.Day, Month: c.Month, Paid: c.Total.Disbursed(), Advance: c.Total.Advance,
		Waiting: c.Total.Waiting.Amount, Vouchers: c.Total.Waiting.Vouchers, Known: c.Known, Locked: c.Lock.Locked,
		Rates: ratesOf(c.Total), Projects: c.Projects(), Together: c.Taken != nil, Untold: c.Uncounted, Units: unitsOf(c), Rows: []capitalRow{}, Issues: []answer.Issue{},
		Closing: capitalClosing{c.Closing.Source, c.Closing.Certainty, c.Closing.Advances, c.Closing.Payments, c.Closing.Reconciled, c.Closing.AdvancesBack}}
	if c.End != nil {
		out.Forecast = whole(c.End.Total)
	}
	for _, r := range c.Rows {
		row := capitalRow{ID: string(r.ID), Code: r.Code, Name: r.Name, Investor: r.Investor.Code, Head: head(r.Answers), Programme: r.Programme,
			Paid: r.Position.Disbursed(), Advance: r.Position.Advance, Waiting: r.Position.Waiting.Amount, Rates: ratesOf(r.Position), Grade: r.Grade, Hit: hitOf(string(r.Grade), c.Day), Pace: r.Pace, Above: len(r.Above), Works: r.Percent, Warnings: []warned{}}
		for _, w := range r.Warnings {
			row.Warnings = append(row.Warnings, warned{w.Rule, figures(w.Say), hitOf(w.Rule, c.Day)})
		}
		if r.Forecast != nil {
			row.Forecast = whole(r.Forecast.Total)
			if r.High > 0 {
				row.Low, row.High = whole(r.Low), whole(r.High)
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func whole(v float64) *int64 { n := int64(v + 0.5); return &n }

func ratesOf(p capital.Position) []capitalRate {
	out := []capitalRate{}
	for _, r := range p.Rates() {
		row := capitalRate{Setter: string(r.Setter), WithCarried: r.WithCarried, Paid: r.Paid, Plan: r.Plan}
		if percent, ok := r.Percent(2); ok {
			row.Percent = percent.String()
		}
		out = append(out, row)
	}
	return out
}

// Project is a project with every line of its book; amounts in đồng.
type Project struct {
	ID        string        `json:"id"`
	Code      string        `json:"code"`
	Name      string        `json:"name"`
	Investor  string        `json:"investor"`
	Programme string        `json:"programme,omitempty"`
	Group     string        `json:"group"`
	Decision  string        `json:"decision,omitempty"`
	Total     int64         `json:"total"`
	Closed    period.Date   `json:"closed,omitempty"`
	Plans     []capitalLine `json:"plans"`
	Payments  []capitalLine `json:"payments"`
	Schedules []scheduled   `json:"schedules"` // the plans of the months against what was paid
}

// capitalLine is one line of a plan, or one voucher.
type capitalLine struct {
	ID       string      `json:"id"`
	Year     int         `json:"year"`
	Kind     string      `json:"kind"`
	Source   string      `json:"source"`
	Setter   string      `json:"setter,omitempty"`
	Carried  bool        `json:"carried_over,omitempty"`
	Amount   int64       `json:"amount"`
	Decision string      `json:"decision,omitempty"`
	Voucher  string      `json:"voucher,omitempty"`
	On       period.Date `json:"on"`
	State    string      `json:"state"`
	Why      string      `json:"why,omitempty"` // of the last step
	Corrects string      `json:"corrects,omitempty"`
	Above    string      `json:"above_plan,omitempty"` // the reason of a payment above the plan
	Files    []string    `json:"files,omitempty"`
}

// scheduled is the plan of the months of a source of a year against what was paid
// from it, by the ends of the months and of the payments; of all such sources
// together where it names none.
type scheduled struct {
	Year    int       `json:"year"`
	Source  string    `json:"source,omitempty"`
	Planned [13]int64 `json:"planned"`
	Paid    []int64   `json:"paid"`  // by those days that are over
	Score   *score    `json:"score"` // of the plan, by PEFA's two figures; null where there is too little to say
}

type score struct {
	Outturn  measure.Decimal `json:"outturn"` // percent of what was planned that was paid
	Level    string          `json:"level"`
	Variance measure.Decimal `json:"variance"` // percent by which the months are off, that difference taken out
	Timing   string          `json:"timing"`
}

func schedulesOf(p money.Project) []scheduled {
	out := []scheduled{}
	for _, year := range p.Years {
		for _, s := range p.Schedules(year) {
			one := scheduled{Year: year, Source: string(s.Event.Source), Planned: s.Planned, Paid: append([]int64{}, s.Paid[:s.Over]...)}
			if q := s.Quality; q != nil {
				one.Score = &score{q.Outturn, q.Level, q.Variance, q.Timing}
			}
			out = append(out, one)
		}
	}
	return out
}

// OfProject gives a project in the shape of the command line and the API.
func OfProject(p money.Project) Project {
	b := p.Book.Project
	out := Project{ID: string(b.ID), Code: b.Code, Name: b.Name, Investor: p.Investor.Code, Programme: b.Programme, Group: b.Group, Decision: b.Decision,
		Total: b.Total, Closed: b.Closed, Plans: []capitalLine{}, Payments: []capitalLine{}, Schedules: schedulesOf(p)}
	for _, l := range p.Plans {
		out.Plans = append(out.Plans, capitalLine{ID: string(l.ID), Year: l.Year, Kind: string(l.Kind), Source: string(l.Source), Setter: string(l.Setter), Amount: l.Amount,
			Decision: l.Decision, On: l.On, State: string(l.State()), Why: lastReason(l.Track), Corrects: string(l.Corrects)})
	}
	for _, l := range p.Payments {
		line := capitalLine{ID: string(l.ID), Year: l.Year, Kind: string(l.Kind), Source: string(l.Source), Carried: l.Carried, Amount: l.Amount,
			Voucher: l.Voucher, On: l.On, State: string(l.State()), Why: lastReason(l.Track), Corrects: string(l.Corrects), Above: l.Reason}
		for _, f := range l.Files {
			line.Files = append(line.Files, f.Name)
		}
		out.Payments = append(out.Payments, line)
	}
	return out
}

func lastReason(t capital.Track) string {
	if len(t.Steps) == 0 {
		return ""
	}
	return t.Steps[len(t.Steps)-1].Reason
}

func head(r desk.Responsible) answer.Head {
	return answer.Head{Name: r.Person.Name, Post: r.Post.Title, Unit: r.Unit.Name, UnitCode: r.Unit.Code, Invented: r.Person.Invented}
}

// OnlyWarned leaves out the units that are neither watched nor warned of.
func (y *Year) OnlyWarned() {
	y.Units = slices.DeleteFunc(y.Units, func(u unitTaken) bool { return u.Grade == forecast.Calm })
}

// hit is how often a rule was right on past years from the end of a month.
type hit struct {
	Right int `json:"right"`
	Given int `json:"given"` // of these
	Short int `json:"short"` // years that ended under 90 % of their plan, to be found
}

// hitOf gives it from the last whole month before a day; nil where it was never
// measured, or the rule was given too seldom to say.
func hitOf(rule string, day period.Date) *hit {
	h, ok := works.HitOf(rule, lastMonth(day))
	if !ok {
		return nil
	}
	return &hit{h.Right, h.Given, h.Short}
}

// lastMonth is the last month of its year that is over on a day; 0 in January.
func lastMonth(day period.Date) int { return day.AddDays(1).Month().Number() - 1 }

// HitWords says how often a rule was right from the last month that is over on a
// day, or that it was never measured.
func HitWords(lang i18n.Lang, rule string, day period.Date) string {
	h := hitOf(rule, day)
	if h == nil {
		return i18n.T(lang, "web.capital_hit_none")
	}
	return i18n.T(lang, "web.capital_hit", "right", h.Right, "given", h.Given, "short", h.Short)
}
