package criterion_test

import (
	"slices"
	"testing"

	"dondoc/internal/criterion"
)

// What is offered is read without a question, each otherwise than the rest.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		wording string
		in      criterion.Hints
		want    []string
	}{
		{"giảm 1,5%", criterion.Hints{Name: "Tỷ lệ hộ nghèo", Unit: "%"}, []string{"giảm 1,5 điểm %", "giảm 1,5% tương đối"}},
		{"Giảm 1,5", criterion.Hints{Name: "Tỷ lệ hộ nghèo", Unit: "%"}, []string{"Giảm 1,5 điểm %", "Giảm 1,5% tương đối"}},
		{"giảm 1,5 điểm %", criterion.Hints{Name: "Tỷ lệ hộ nghèo", Unit: "%"}, nil},
		{"từ 98% trở lên", criterion.Hints{Unit: "%"}, nil},
	} {
		got := criterion.Readings(c.wording, c.in)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is not offered, only %q", c.wording, w, got)
			}
		}
		if c.want == nil && got != nil {
			t.Errorf("%s is clear, but %q are offered", c.wording, got)
		}
		for _, one := range got {
			if _, open := criterion.Read(one, c.in); len(open) > 0 {
				t.Errorf("%s: the offered %q is not clear: %v", c.wording, one, open)
			}
		}
	}
}
