package reports

import "testing"

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		template       string
		no             int
		from, to, next string // "" where it is refused
	}{
		{OfMonth, 1, "2024-01", "2024-01", "2024-02-29"}, {OfMonth, 12, "2024-12", "2024-12", "2025-01-31"}, {OfMonth, 0, "", "", ""}, {OfMonth, 13, "", "", ""},
		{OfQuarter, 1, "2024-01", "2024-03", "2024-06-30"}, {OfQuarter, 4, "2024-10", "2024-12", "2025-03-31"}, {OfQuarter, 5, "", "", ""},
		{OfHalf, 0, "2024-01", "2024-06", "2024-12-31"}, {OfHalf, 1, "", "", ""}, {OfNineMonth, 0, "2024-01", "2024-09", "2024-12-31"},
		{OfYear, 0, "2024-01", "2024-12", ""}, {"", 0, "2024-01", "2024-12", ""}, {"bao-cao-tuan", 0, "", "", ""},
	} {
		s, err := SpanOf(c.template, "2024", c.no)
		if (err != nil) != (c.from == "") || err == nil && (string(s.From) != c.from || string(s.To) != c.to) {
			t.Errorf("%s %d: %+v, %v", c.template, c.no, s, err)
		}
		if err == nil && c.next != "" && string(s.after()) != c.next {
			t.Errorf("%s %d is followed until %s, want %s", c.template, c.no, s.after(), c.next)
		}
		if err == nil && s.Whole() != (c.template == OfYear || c.template == "") {
			t.Errorf("%s: whole is %v", c.template, s.Whole())
		}
	}
	if !(Span{}).Whole() {
		t.Error("no span is not the whole year")
	}
}
