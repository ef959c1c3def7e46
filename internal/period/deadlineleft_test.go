package period_test

import (
	"reflect"
	"strings"
	"testing"

	"dondoc/internal/period"
)

// Nothing is read in part: a figure, a date, a "không", "chưa" or "trừ" put
// anywhere into a text that reads without a question makes it read differently,
// or asks.
func TestNothingOfADeadlineIsPassedOver(t *testing.T) {
	c := period.DeadlineContext{Issued: "2025-01-09", Base: "2025-01-09"}
	passed := 0
	for _, text := range allDeadlines() {
		before, asked := period.ReadDeadline(text, c)
		if len(asked) > 0 {
			continue
		}
		words := strings.Fields(text)
		for at := 0; at <= len(words); at++ {
			for _, put := range []string{"37", "4", "2,5", "75%", "19/11/2027", "tháng 11/2027", "năm 2029", "không", "chưa", "trừ", "hoặc", "5 ngày", "31/02/2026", "quý V/2026", "ngoài", "nếu"} {
				changed := strings.Join(append(append(append([]string{}, words[:at]...), put), words[at:]...), " ")
				after, asked := period.ReadDeadline(changed, c)
				after.Text, before.Text = "", ""
				for i := range after.Parts {
					after.Parts[i].Text = ""
				}
				if len(asked) == 0 && reflect.DeepEqual(before, after) {
					t.Errorf("%q reads as %q", changed, text)
				}
				passed++
			}
		}
	}
	if passed < 2000 {
		t.Errorf("only %d were tried", passed)
	}
}

func allDeadlines() (out []string) {
	for _, c := range deadlines {
		out = append(out, c.text)
	}
	for _, c := range append(kinds[:len(kinds):len(kinds)], trial...) {
		out = append(out, c[0])
	}
	return out
}

func BenchmarkReadDeadline(b *testing.B) {
	all := allDeadlines()
	for i := 0; b.Loop(); i++ {
		period.ReadDeadline(all[i%len(all)], period.DeadlineContext{Issued: "2025-01-09"})
	}
}
