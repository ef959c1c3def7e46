// Package capital is public-investment money: projects, their plans by source and
// setter, payments, how a year stands and when it closes.
package capital

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"

	"dondoc/internal/period"
)

// Closing is when a capital year ends: money of year N is paid into year N+1. A
// day that the rule does not set is empty.
type Closing struct {
	Year      int
	Source    string // the rule, with its number
	Certainty string // read, second_hand
	// Advances are given and payments made until these days.
	Advances, Payments period.Date
	// Balances are reconciled, unsettled advances are back, communes and provinces have settled.
	Reconciled, AdvancesBack, CommuneSettled, ProvinceSettled period.Date
}

//go:embed rules/closing.json
var closingRules []byte

type closingRule struct {
	From            int    `json:"from"`
	Source          string `json:"source"`
	Certainty       string `json:"certainty"`
	Advances        string `json:"advances"`
	Payments        string `json:"payments"`
	Reconciled      string `json:"reconciled"`
	AdvancesBack    string `json:"advances_back"`
	CommuneSettled  string `json:"commune_settled"`
	ProvinceSettled string `json:"province_settled"`
}

var closings = sync.OnceValue(func() []closingRule {
	var out []closingRule
	if err := json.Unmarshal(closingRules, &out); err != nil {
		panic(fmt.Sprintf("capital: rules/closing.json: %v", err))
	}
	return out
})

// ClosingOf gives the closing days of a capital year by the rule that holds for
// it; false for years before the first rule.
func ClosingOf(year int) (Closing, bool) {
	out, found := Closing{Year: year}, false
	for _, r := range closings() {
		if r.From > year {
			break
		}
		found = true
		out.Source, out.Certainty = r.Source, r.Certainty
		out.Advances, out.Payments, out.Reconciled = on(year, r.Advances), on(year, r.Payments), on(year, r.Reconciled)
		out.AdvancesBack, out.CommuneSettled, out.ProvinceSettled = on(year, r.AdvancesBack), on(year, r.CommuneSettled), on(year, r.ProvinceSettled)
	}
	return out, found
}

// on reads "+1-02-10": 10 February of the year after.
func on(year int, text string) period.Date {
	if text == "" {
		return ""
	}
	after, _ := strconv.Atoi(text[1:2])
	return period.Date(fmt.Sprintf("%04d%s", year+after, text[2:]))
}

// LockMonth is the month under which the closing of a capital year stands among
// the acts that close reporting months: the thirteenth.
func LockMonth(year int) period.Month { return period.Month(fmt.Sprintf("%04d-13", year)) }
