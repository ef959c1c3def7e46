package spending

import (
	"dondoc/internal/app/money"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/period"
)

// Sums are a unit's capital year taken together by units, programmes, sources,
// groups or investors; amounts in đồng.
type Sums struct {
	Unit  string        `json:"unit"`
	Year  int           `json:"year"`
	Day   period.Date   `json:"as_of"`
	Known period.Date   `json:"as_known,omitempty"`
	By    string        `json:"by"`
	Total sumRow        `json:"total"`
	Rates []capitalRate `json:"rates"`

	Waiting  int64    `json:"waiting"` // entered and not approved yet: in none of the others
	Vouchers int      `json:"waiting_vouchers"`
	Untold   bool     `json:"waiting_not_counted,omitempty"` // a past day: waiting and waiting_vouchers say nothing
	Rows     []sumRow `json:"rows"`
	Rest     *sumRow  `json:"rest,omitempty"` // of units: the unit's own, or of what went into it
	From     int      `json:"from,omitempty"`
	More     bool     `json:"more,omitempty"`
}

type sumRow struct {
	Key       string `json:"key,omitempty"`
	Name      string `json:"name,omitempty"`
	Projects  int64  `json:"projects"`
	Plan      int64  `json:"plan"` // by the plan nearest to each investor, without what was carried over
	Paid      int64  `json:"paid"` // of that plan
	Carried   int64  `json:"carried_over"`
	PaidOf    int64  `json:"carried_over_paid"`
	Completed int64  `json:"completed"`
	Advance   int64  `json:"advance"`
	Place     int    `json:"place,omitempty"`
}

func sumOf(key, name string, a rollup.Amounts, place int) sumRow {
	return sumRow{key, name, a.Projects, a.Plan, a.Paid, a.KeptPlan, a.KeptPaid, a.Completed, a.Advance, place}
}

// OfSums gives a year taken together.
func OfSums(s money.Summed) Sums {
	out := Sums{Unit: s.Unit.Code, Year: s.Year, Day: s.Day, Known: s.Known, By: string(s.By), Rates: ratesOf(s.Total), Rows: []sumRow{}, From: s.From, More: s.More,
		Waiting: s.Total.Waiting.Amount, Vouchers: s.Total.Waiting.Vouchers, Untold: s.Untold}
	out.Total = sumOf("", "", rollup.Amounts{Projects: int64(s.Total.Projects), Plan: s.Total.Bound.Plan, Paid: s.Total.Bound.Paid, KeptPlan: s.Kept.Plan, KeptPaid: s.Kept.Paid, Completed: s.Total.Completed, Advance: s.Total.Advance}, 0)
	for _, p := range s.Parts {
		out.Rows = append(out.Rows, sumOf(p.Key, p.Unit.Name, p.Amounts, p.Rank))
	}
	if s.By == money.ByUnit && s.Rest != (rollup.Amounts{}) {
		rest := sumOf("", "", s.Rest, 0)
		out.Rest = &rest
	}
	return out
}
