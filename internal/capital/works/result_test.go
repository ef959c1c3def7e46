package works

import (
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// A result names its crop, says something, once a day, and does not fall without
// a word why; the newest told by a day holds, each crop by itself.
func TestResults(t *testing.T) {
	var b Book
	tell := func(e Event, key string) {
		t.Helper()
		e.Kind = Result
		err := b.Check(e, capital.Book{}, "2026-12-01")
		switch got, _ := err.(*errs.Error); {
		case key == "" && err == nil:
			b = append(b, e)
		case got == nil || got.What.Key != key:
			t.Errorf("%+v: %v, want %q", e, err, key)
		}
	}
	tell(Event{ID: "1", On: "2026-03-31", Crop: "Thuốc lá", Hectares: 1250, Households: 40}, "")
	tell(Event{On: "2026-03-31", Crop: "thuốc lá", Hectares: 1300}, "capital.result_twice")
	tell(Event{On: "2026-06-30", Crop: "Thuốc lá", Hectares: 1249, Households: 40}, "capital.result_falls")
	tell(Event{On: "2026-06-30", Crop: "Thuốc lá", Hectares: 1300, Households: 39}, "capital.result_falls")
	tell(Event{On: "2026-06-30", Crop: ""}, "capital.result_crop")
	tell(Event{On: "2026-06-30", Crop: "Dong riềng"}, "capital.result_nothing")
	tell(Event{On: "2026-06-30", Crop: "Dong riềng", Hectares: -1, Households: 3}, "capital.result_negative")
	tell(Event{ID: "2", On: "2026-06-30", Crop: "Thuốc lá", Hectares: 1200, Households: 40, Cooperatives: 1, Note: "2 hộ rút"}, "")
	tell(Event{ID: "3", On: "2026-07-31", Crop: "Khẩu Nua Lếch", Households: 12}, "")
	for day, want := range map[string][]int64{"2026-03-30": nil, "2026-05-01": {1250}, "2026-06-30": {1200}, "2026-12-01": {1200, 0}} {
		got := b.Results(period.Date(day))
		if len(got) != len(want) {
			t.Fatalf("%s: %+v", day, got)
		}
		for i := range want {
			if got[i].Hectares != want[i] {
				t.Errorf("%s: %+v", day, got)
			}
		}
	}
}

func TestPerBillion(t *testing.T) {
	for _, c := range []struct {
		amount, scale, paid int64
		exact, shown        string
	}{{1250, 100, 1_250_000_000, "10/1", "10"}, {100, 100, 3_000_000_000, "1/3", "0.33"}, {7, 1, 999_999_999, "7000000000/999999999", "7"}, {0, 1, 5, "0/1", "0"}} {
		exact, shown, ok := PerBillion(c.amount, c.scale, c.paid)
		if !ok || exact.String() != c.exact || shown.String() != c.shown {
			t.Errorf("%+v: %v %v", c, exact, shown)
		}
	}
	if _, _, ok := PerBillion(5, 1, 0); ok {
		t.Error("nothing paid: no rate")
	}
}
