package criterion_test

import (
	"fmt"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
)

func TestReadInterims(t *testing.T) {
	in := criterion.Hints{Name: "Trồng rừng", Unit: "ha"}
	for text, want := range map[string]string{
		"": "[]",
		"6 tháng: 40 ha; 9 tháng: từ 80 trở lên": "[6 point 9 at_least]",
		"quý I: 10\nQuý III: 90 ha":              "[3 point 9 point]",
		"tháng 6: 40; tháng 10/2023: 100":        "[6 point 10 point]",
		"6 tháng đầu năm: 40-50 ha":              "[6 range]",
		"6 months: at least 40 ha":               "[6 at_least]",
		"06/2023: 40":                            "[6 point]",
		"Quarter 2: 40":                          "[6 point]",
	} {
		list, err := criterion.ReadInterims(text, in)
		said := []string{}
		for _, i := range list {
			said = append(said, fmt.Sprint(i.Month, " ", i.Criterion.Kind))
		}
		if err != nil || fmt.Sprint(said) != want {
			t.Errorf("%q: %v %v, want %s", text, said, err, want)
		}
	}
	for _, text := range []string{"40 ha", "6 tháng 40 ha", "12 tháng: 120", "13 tháng: 1", "0 tháng: 1", "6 tháng: gần 40", "6 tháng:", "6 tháng: 40; quý II: 50", "quý IV: 3"} {
		if list, err := criterion.ReadInterims(text, in); !errs.Is(err, errs.Invalid) || errs.All(err)[0].Field != "interim" {
			t.Errorf("%q is taken for %v, %v", text, list, err)
		}
	}
}
