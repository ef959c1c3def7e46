package works

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// Hit is how often a rule was right on past years, from the end of a month: what
// it pointed at ended under 90 % of its plan.
type Hit struct {
	Rule  string `json:"rule"` // of a warning, or a grade: watch, warning
	Month int    `json:"month"`
	Cases int    `json:"cases"` // years looked at
	Short int    `json:"short"` // of them ended under 90 %
	Given int    `json:"given"`
	Right int    `json:"right"` // of those given
}

//go:embed hits.json
var hitsFile []byte

type hits struct {
	Source string `json:"source"`
	Rows   []Hit  `json:"rows"`
}

var allHits = sync.OnceValue(func() (out hits) {
	if err := json.Unmarshal(hitsFile, &out); err != nil {
		panic(fmt.Sprintf("works: hits.json: %v", err))
	}
	return out
})

// HitsSource says what the rates were measured on, and how to do it again.
func HitsSource() string { return allHits().Source }

// HitOf gives how often a rule was right that was given at the end of a month;
// false where that was never measured, or the rule was given too seldom to say.
func HitOf(rule string, month int) (Hit, bool) {
	for _, h := range allHits().Rows {
		if h.Rule == rule && h.Month == month && h.Given >= leastGiven {
			return h, true
		}
	}
	return Hit{}, false
}

// leastGiven is how often a rule must have been given for its rate to be said.
const leastGiven = 10

// RuleNames lists the rules of the warnings, in the order they are shown.
func RuleNames() []string {
	return []string{"contract_expired", "contract_expiring", "above_contracts", "money_ahead", "work_ahead", "behind_schedule", "unexplained", "promise_passed", "no_schedule", "no_schedule_of", "under_mid", Move,
		"below_peers", "below_last_year", "not_allotted", "advance_open", "advance_not_back", "still_unpaid", "paid_not_accepted", "paid_not_settled"}
}
