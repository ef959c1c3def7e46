package board

import (
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// A ceiling of 12 cases with 10 of them is "−2 vụ", never "−2" under a percent sign.
func TestADifferenceIsNoPercentage(t *testing.T) {
	less, _ := measure.ParseDecimal("-2")
	more, _ := measure.ParseDecimal("1.5")
	for _, c := range []struct {
		difference *measure.Decimal
		unit       string
		lang       i18n.Lang
		want       string
	}{
		{&less, "vụ", i18n.Vietnamese, "−2 vụ"}, {&more, "%", i18n.Vietnamese, "+1,5 điểm %"}, {&more, "%", i18n.English, "+1.5 points"}, {&less, "", i18n.Vietnamese, "−2"},
	} {
		f, differs := percentFigure(c.lang, criterion.Assessment{Difference: c.difference}, c.unit, "/t/1", "row")
		if f.Text != c.want || !differs {
			t.Errorf("%s of %q: %q, differs %v", c.difference, c.unit, f.Text, differs)
		}
		if row := (Row{Percent: f, Differs: differs}); row.reached() != c.want {
			t.Errorf("on its own it reads %q", row.reached())
		}
		if shareText(differs) == "web.meeting_share" || percentHead(differs) == "page.col.percent_long" {
			t.Error("a difference stands under a percent sign")
		}
	}
	if f, differs := percentFigure(i18n.Vietnamese, criterion.Assessment{}, "vụ", "/t/1", "row"); f.Text != "" || differs {
		t.Errorf("nothing judged: %q", f.Text)
	}
}
