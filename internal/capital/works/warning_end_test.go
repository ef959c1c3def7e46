package works

import "testing"

// The thirteenth end of a capital year is no month: it is the last day of payments.
func TestEndOfAYearIsNoMonth(t *testing.T) {
	if got := endOf(2025, 11); got.Key != "capital.end_month" {
		t.Errorf("November: %v", got)
	}
	if got := endOf(2025, 13); got.Key != "capital.end_payments" || got.Args[0].Value != endOfPayments(2025) {
		t.Errorf("after December: %v", got)
	}
}
