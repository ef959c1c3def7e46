package period_test

import (
	"slices"
	"testing"

	"dondoc/internal/period"
)

// Days and quarters with days between them are several deadlines, asked about; those
// that follow one another, or the two ends of a stretch, are one.
func TestDeadlinesApart(t *testing.T) {
	for text, asked := range map[string]bool{
		"15/3/2026; 15/6/2026; 15/9/2026":                          true,
		"30/6/2026 và 30/12/2026":                                  true,
		"Quý I và quý III/2026":                                    true,
		"Quý I, II, III/2026":                                      false,
		"Lần 1: 30/4/2026; Lần 2: 30/8/2026; Lần 3: 30/11/2026":    true,
		"30/6/2026 (lần 1), 30/9/2026 (lần 2), 15/12/2026 (lần 3)": true,
		"Tháng 4 và tháng 10/2026; quý I/2027":                     true,
		"trước 30/6/2026, 30/9/2026":                               true,
		"30/6/2026\n30/9/2026":                                     true,
		"Quý III và quý IV/2026":                                   false,
		"Từ 01/4/2026 đến 30/9/2026":                               false,
		"17-21/3/2026":                                             false,
		"2025, 2026, 2027":                                         false,
		"30/6/2026":                                                false,
	} {
		_, asks := period.ReadDeadline(text, period.DeadlineContext{Issued: "2026-02-01"})
		var keys []string
		for _, q := range asks {
			keys = append(keys, q.Key)
		}
		if slices.Contains(keys, "deadline.ask_several") != asked {
			t.Errorf("%q asks %v, want several %v", text, keys, asked)
		}
		for i, k := range keys {
			if slices.Contains(keys[i+1:], k) {
				t.Errorf("%q asks %s twice", text, k)
			}
		}
	}
}
