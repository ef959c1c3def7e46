package edit_test

import (
	"slices"
	"testing"

	"dondoc/internal/edit"
	"dondoc/internal/period"
)

func TestNumbersRunOn(t *testing.T) {
	for _, tt := range []struct {
		party bool
		on    period.Date
		want  string
	}{{false, "2026-11-30", "2026"}, {false, "2027-01-01", "2027"}, {true, "2026-01-02", "2025-2030"}, {true, "2029-12-31", "2025-2030"},
		{true, "2030-03-01", "2025-2030"}, {true, "2025-05-01", "2020-2025"}, {true, "2031-01-01", "2030-2035"}} {
		if got := edit.SeriesOf(tt.party, tt.on); got != tt.want {
			t.Errorf("%v %s: %s, not %s", tt.party, tt.on, got, tt.want)
		}
	}
	list := []edit.Numbered{{Series: "2026", Kind: "BC", No: 5, On: "2026-02-01"}, {Series: "2026", Kind: "BC", No: 7, On: "2026-03-01", Cancelled: "nhầm"},
		{Series: "2026", Kind: "KH", No: 2, On: "2026-04-01"}, {Series: "2025", Kind: "BC", No: 90, On: "2025-12-31"}}
	if no, after := edit.Next(list, "2026", "BC"); no != 8 || after != "2026-03-01" {
		t.Errorf("the next is %d after %s", no, after)
	}
	if no, after := edit.Next(list, "2027", "BC"); no != 1 || after != "" {
		t.Errorf("the first is %d after %s", no, after)
	}
	list = append(list, edit.Numbered{Series: "2026", Kind: "BC", No: 11})
	if got := edit.Missing(list, "2026", "BC"); !slices.Equal(got, []string{"6", "8–10"}) {
		t.Errorf("missing: %v", got)
	}
	n := edit.Numbered{Kind: "BC", No: 5, Sign: "UBND"}
	if n.Symbol(false) != "05/BC-UBND" {
		t.Error(n.Symbol(false))
	}
	if n.Sign, n.No = "ĐU", 123; n.Symbol(true) != "123-BC/ĐU" {
		t.Error(n.Symbol(true))
	}
}
