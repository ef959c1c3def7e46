package money

import (
	"dondoc/internal/chart"
	"dondoc/internal/web/kit/page"
)

// Capital is a unit's public-investment year.
type Capital struct {
	page.Frame
	Sentence string
	Closing  []string // what closes when, with its rule
	Rates    []Rate
	Chart    *chart.Drawing
	End      string // where the year will end, and how that is worked out
	Rows     []Row
	Actions  []page.Link
}

// Rate is money paid by one named denominator.
type Rate struct{ Of, Paid, Plan, Percent string }

// Row is one project.
type Row struct {
	Project  page.Link
	Investor string
	Who      page.Holder
	Plan     string
	Paid     string
	Advance  string // of it
	Percent  string
	Forecast string // "khoảng 8,2 (7,1–8,9)"
	Grade    string // watch, warning
	Why      string
	Above    []string // payments above the plan, with their reasons
}

// Project is one project.
type Project struct {
	page.Frame
	Facts   []Fact
	Years   []Year
	Actions []page.Link
}

// Fact is a line of what is known of a project.
type Fact struct{ Name, Text string }

// Year is a capital year of a project.
type Year struct {
	Title    string
	Rates    []Rate
	Plans    []Plan
	Payments []Payment
}

// Plan is a line of a plan.
type Plan struct{ On, Kind, Setter, Source, Decision, Amount string }

// Payment is a voucher.
type Payment struct{ On, Kind, Source, Voucher, Amount, Reason string }
