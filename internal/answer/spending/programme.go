package spending

import (
	"dondoc/internal/app/money"
	"dondoc/internal/capital/works"
	"dondoc/internal/period"
)

// Programmes are a unit's money of a capital year by national target programme;
// amounts in đồng, by the plan nearest to each investor.
type Programmes struct {
	Unit string         `json:"unit"`
	Year int            `json:"year"`
	Day  period.Date    `json:"as_of"`
	Rows []programmeRow `json:"rows"`
}

type programmeRow struct {
	Key        string         `json:"key,omitempty"` // none: not among the programmes there are
	Name       string         `json:"name"`
	From       int            `json:"from,omitempty"`
	To         int            `json:"to,omitempty"`
	Closes     period.Date    `json:"closes,omitempty"`
	Source     string         `json:"source,omitempty"`
	Certainty  string         `json:"certainty,omitempty"`
	Projects   int            `json:"projects"`
	Plan       int64          `json:"plan"`
	Paid       int64          `json:"paid"`
	Carried    int64          `json:"carried_over"`
	PaidOf     int64          `json:"carried_over_paid"`
	Components []componentRow `json:"components"`
}

type componentRow struct {
	Key       string `json:"key,omitempty"` // none: of no component project
	Label     string `json:"label,omitempty"`
	Name      string `json:"name,omitempty"`
	Certainty string `json:"certainty,omitempty"`
	Of        string `json:"of,omitempty"` // the ended programme that its projects name
	Projects  int    `json:"projects"`
	Plan      int64  `json:"plan"`
	Paid      int64  `json:"paid"`
	Carried   int64  `json:"carried_over"`
	PaidOf    int64  `json:"carried_over_paid"`
}

// OfProgrammes gives a year by programme.
func OfProgrammes(p money.Programmes) Programmes {
	out := Programmes{Unit: p.Unit.Code, Year: p.Year, Day: p.Day, Rows: []programmeRow{}}
	for _, r := range p.Rows {
		row := programmeRow{Name: r.Of.Name, Projects: r.Projects, Plan: r.Year.Plan, Paid: r.Year.Paid, Carried: r.Kept.Plan, PaidOf: r.Kept.Paid, Components: []componentRow{}}
		if r.Known {
			row.Key, row.From, row.To, row.Closes, row.Source, row.Certainty = r.Of.Key, r.Of.From, r.Of.To, r.Of.Closes, r.Of.Source, r.Of.Certainty
		}
		for _, c := range r.Components {
			one := componentRow{Key: c.Of.Key, Label: c.Of.Label, Name: c.Of.Name, Certainty: c.Of.Certainty, Projects: c.Projects, Plan: c.Year.Plan, Paid: c.Year.Paid, Carried: c.Kept.Plan, PaidOf: c.Kept.Paid}
			if c.Ended {
				one.Of = c.Programme
			}
			row.Components = append(row.Components, one)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// Results are what support of production came to beside its money.
type Results struct {
	Unit string      `json:"unit"`
	Year int         `json:"year"`
	Day  period.Date `json:"as_of"`
	Rows []resultRow `json:"rows"`
}

type resultRow struct {
	Project      string      `json:"project"`
	Code         string      `json:"code"`
	Investor     string      `json:"investor"`
	Crop         string      `json:"crop"`
	Target       string      `json:"target,omitempty"`
	On           period.Date `json:"on"`
	Paid         int64       `json:"paid"`     // since the project began, đồng
	Hectares     int64       `json:"hectares"` // in hundredths
	Households   int64       `json:"households"`
	Cooperatives int64       `json:"cooperatives"`
	Per          perBillion  `json:"per_billion"` // exact, as fractions; empty where nothing was paid
}

type perBillion struct {
	Hectares     string `json:"hectares,omitempty"`
	Households   string `json:"households,omitempty"`
	Cooperatives string `json:"cooperatives,omitempty"`
}

// OfResults gives the results of a year.
func OfResults(c money.Capital) Results {
	out := Results{Unit: c.Unit.Code, Year: c.Year, Day: c.Day, Rows: []resultRow{}}
	for _, r := range c.CropRows() {
		e := r.Results[r.At]
		per := func(amount, scale int64) string {
			exact, _, ok := works.PerBillion(amount, scale, r.Since)
			if !ok {
				return ""
			}
			return exact.RatString()
		}
		out.Rows = append(out.Rows, resultRow{Project: string(r.ID), Code: r.Code, Investor: r.Investor.Code, Crop: e.Crop, Target: string(e.Target), On: e.On, Paid: r.Since,
			Hectares: e.Hectares, Households: e.Households, Cooperatives: e.Cooperatives, Per: perBillion{per(e.Hectares, 100), per(e.Households, 1), per(e.Cooperatives, 1)}})
	}
	return out
}
