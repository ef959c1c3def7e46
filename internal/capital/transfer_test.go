package capital_test

import (
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
)

// Capital moves between two projects of one source: the giver keeps what it was
// paid, the taker stays within its total investment, and nothing is lost.
func TestTransfer(t *testing.T) {
	slow := capital.Book{Project: capital.Project{ID: "slow", Code: "DA01", Group: "C"}, Plans: []capital.Plan{plan(capital.Assigned, capital.Commune, 10*tỷ, "2026-01-05")},
		Payments: []capital.Payment{pay(capital.Completed, 4*tỷ, "2026-05-01", "1")}}
	fast := capital.Book{Project: capital.Project{ID: "fast", Code: "DA02", Group: "C", Total: 12 * tỷ}, Plans: []capital.Plan{plan(capital.Assigned, capital.Commune, 8*tỷ, "2026-01-05")}}
	above := fast
	above.Plans = []capital.Plan{plan(capital.Assigned, capital.Province, 8*tỷ, "2026-01-05")}
	move := capital.Transfer{Year: 2026, Source: "central", Amount: 3 * tỷ, Decision: "9/QĐ-UBND", On: "2026-09-10"}
	for name, tt := range map[string]struct {
		from, to capital.Book
		change   func(*capital.Transfer)
		want     string // the error; empty: none
	}{
		"what is left over":        {slow, fast, func(*capital.Transfer) {}, ""},
		"all that is not paid":     {slow, capital.Book{Project: capital.Project{ID: "new", Code: "DA03", Group: "C"}}, func(m *capital.Transfer) { m.Amount = 6 * tỷ }, ""},
		"more than is not paid":    {slow, fast, func(m *capital.Transfer) { m.Amount = 6*tỷ + 1 }, "capital.plan_below_paid"},
		"above the total":          {slow, fast, func(m *capital.Transfer) { m.Amount = 4*tỷ + 1 }, "capital.transfer_above_total"},
		"to itself":                {slow, slow, func(*capital.Transfer) {}, "capital.transfer_same"},
		"of a source it has not":   {slow, fast, func(m *capital.Transfer) { m.Source = "lottery" }, "capital.transfer_nothing"},
		"to another setter's plan": {slow, above, func(*capital.Transfer) {}, "capital.transfer_setter"},
		"of nothing":               {slow, fast, func(m *capital.Transfer) { m.Amount = 0 }, "capital.amount_negative"},
		"without a decision":       {slow, fast, func(m *capital.Transfer) { m.Decision = "" }, "capital.decision_needed"},
	} {
		m := move
		tt.change(&m)
		taken, given, err := m.Between(tt.from, tt.to)
		got := ""
		for _, e := range errs.All(err) {
			got += e.What.Key
		}
		if got != tt.want {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err != nil {
			continue
		}
		before, after := tt.from.Position(2026, "2026-12-31"), tt.from.With(taken).Position(2026, "2026-12-31")
		before.Add(tt.to.Position(2026, "2026-12-31"))
		after.Add(tt.to.With(given).Position(2026, "2026-12-31"))
		if before.Bound != after.Bound {
			t.Errorf("%s: together %+v before and %+v after", name, before.Bound, after.Bound)
		}
		if then := tt.from.With(taken).Position(2026, "2026-09-09").Bound.Plan; then != 10*tỷ {
			t.Errorf("%s: the day before the decision the plan was %d", name, then)
		}
	}
}
