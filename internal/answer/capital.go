package answer

import (
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/forecast"
	"dondoc/internal/period"
)

// Capital is a unit's public-investment year as it stood on a day; amounts in đồng.
type Capital struct {
	Unit     string         `json:"unit"`
	UnitName string         `json:"unit_name"`
	Year     int            `json:"year"`
	Day      period.Date    `json:"as_of"`
	Month    int            `json:"month"` // the last whole month
	Paid     int64          `json:"paid"`
	Advance  int64          `json:"advance"` // of paid
	Rates    []capitalRate  `json:"rates"`   // the same money by every plan there is
	Forecast *int64         `json:"forecast"`
	Closing  capitalClosing `json:"closing"`
	Rows     []capitalRow   `json:"rows"` // those that need attention first
	Issues   []Issue        `json:"issues"`
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
	Head      Head           `json:"head"`
	Programme string         `json:"programme,omitempty"`
	Paid      int64          `json:"paid"`
	Advance   int64          `json:"advance"`
	Rates     []capitalRate  `json:"rates"`
	Grade     forecast.Grade `json:"grade"` // "", watch, warning
	Pace      float64        `json:"pace"`  // part of the even pace that is in
	Forecast  *int64         `json:"forecast"`
	Low       *int64         `json:"low"`        // about eight of ten totals came to lie
	High      *int64         `json:"high"`       // between low and high
	Above     int            `json:"above_plan"` // payments entered above the plan
}

// OfCapital gives a unit's year in the shape of the command line and the API.
func OfCapital(c money.Capital) Capital {
	out := Capital{Unit: c.Unit.Code, UnitName: c.Unit.Name, Year: c.Year, Day: c.Day, Month: c.Month, Paid: c.Total.Disbursed(), Advance: c.Total.Advance,
		Rates: ratesOf(c.Total), Rows: []capitalRow{}, Issues: []Issue{},
		Closing: capitalClosing{c.Closing.Source, c.Closing.Certainty, c.Closing.Advances, c.Closing.Payments, c.Closing.Reconciled, c.Closing.AdvancesBack}}
	if c.End != nil {
		out.Forecast = whole(c.End.Total)
	}
	for _, r := range c.Rows {
		row := capitalRow{ID: string(r.ID), Code: r.Code, Name: r.Name, Investor: r.Investor.Code, Head: head(r.Answers), Programme: r.Programme,
			Paid: r.Position.Disbursed(), Advance: r.Position.Advance, Rates: ratesOf(r.Position), Grade: r.Grade, Pace: r.Pace, Above: len(r.Above)}
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
