package works

import (
	"slices"

	"dondoc/internal/capital"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// ClosingDay is a closing day of a capital year, of a unit where one is named.
type ClosingDay struct {
	What     string // advances, payments, reconciled, advances_back, commune_settled, province_settled
	On       period.Date
	Paid     bool // until then the plan is paid
	Advances bool // by then open advances are back

	Unit   org.Version
	Year   int
	Days   int   // until then; negative: so many ago
	Left   int64 // what is to be paid or returned, đồng; 0 where the day is about no sum
	Source string
}

// ClosingDays gives the closing days of a capital year in order, but those the
// rule does not set; of bodies of some tiers alone (1 a commune's, 3 a province's).
func ClosingDays(c capital.Closing, tiers ...int) (out []ClosingDay) {
	all := []ClosingDay{{What: "advances", On: c.Advances, Paid: true}, {What: "commune_settled", On: c.CommuneSettled}, {What: "payments", On: c.Payments, Paid: true},
		{What: "reconciled", On: c.Reconciled}, {What: "advances_back", On: c.AdvancesBack, Advances: true}, {What: "province_settled", On: c.ProvinceSettled}}
	for _, d := range all {
		of := map[string]int{"commune_settled": 1, "province_settled": 3}[d.What]
		if d.On != "" && (len(tiers) == 0 || of == 0 || slices.Contains(tiers, of)) {
			d.Year, d.Source = c.Year, c.Source
			out = append(out, d)
		}
	}
	return out
}
