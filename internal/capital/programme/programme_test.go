package programme

import (
	"testing"

	"dondoc/internal/errs"
)

// The tree of programmes is what the domain's sources say: three that end in 2025
// and close on 31/12/2026, five from 2026, each with how far its source was read.
func TestProgrammes(t *testing.T) {
	old, young, seen := 0, 0, map[string]bool{}
	for _, p := range All() {
		for _, c := range []string{p.Certainty, p.NameCertainty} {
			if c != "read" && c != "second_hand" && c != "memory" {
				t.Errorf("%s: certainty %q", p.Key, c)
			}
		}
		if p.Source == "" || seen[p.Key] {
			t.Errorf("%s: source %q", p.Key, p.Source)
		}
		seen[p.Key] = true
		switch {
		case p.From == 2021 && p.To == 2025 && p.Closes == "2026-12-31" && p.ClosingSource != "":
			old++
			if _, ok := Named(p.Successor); !ok {
				t.Errorf("%s goes on as %q", p.Key, p.Successor)
			}
		case p.From == 2026 && p.To == 2035 && p.Central > 0:
			young++
		default:
			t.Errorf("%s: %d to %d, closes %q", p.Key, p.From, p.To, p.Closes)
		}
		for _, c := range p.Components {
			if of, _, ok := Of(c.Key); !ok || of.Key != p.Key || seen[c.Key] || c.Certainty == "" {
				t.Errorf("component %s", c.Key)
			}
			seen[c.Key] = true
		}
	}
	if old != 3 || young != 5 {
		t.Errorf("%d programmes to 2025, %d from 2026", old, young)
	}
	if poverty, _ := Named("giảm nghèo bền vững"); len(poverty.Components) != 7 {
		t.Errorf("%d component projects of poverty reduction", len(poverty.Components))
	}
	for year, want := range map[int]int{2020: 0, 2021: 3, 2025: 3, 2026: 8, 2027: 5, 2035: 5, 2036: 0} {
		if got := len(In(year)); got != want {
			t.Errorf("%d: %d programmes, want %d", year, got, want)
		}
	}
}

// Money planned after a programme's years is its successor's; what is carried
// over stays its own.
func TestGoesOn(t *testing.T) {
	rural, _ := Named("Xây dựng nông thôn mới")
	if p, ok := rural.For(2025); !ok || p.Key != "ntm-2021" {
		t.Errorf("2025: %s", p.Key)
	}
	if p, ok := rural.For(2026); !ok || p.Key != "ntm-gn-dtts-2026" {
		t.Errorf("2026: %s", p.Key)
	}
	if _, ok := rural.For(2036); ok {
		t.Error("2036 is after both")
	}
	culture, _ := Named("vh-2026")
	if _, ok := culture.For(2025); ok {
		t.Error("a programme from 2026 has no plan of 2025")
	}
}

func TestCheck(t *testing.T) {
	if name, err := Check("", "gn-2021/3"); err != nil || name != "Giảm nghèo bền vững" {
		t.Errorf("%q %v", name, err)
	}
	if name, err := Check("GIẢM NGHÈO BỀN VỮNG", "gn-2021/3"); err != nil || name != "GIẢM NGHÈO BỀN VỮNG" {
		t.Errorf("%q %v", name, err)
	}
	for _, bad := range [][2]string{{"", "gn-2021/8"}, {"Xây dựng nông thôn mới", "gn-2021/3"}, {"Chương trình riêng", "gn-2021/3"}} {
		if _, err := Check(bad[0], bad[1]); !errs.Is(err, errs.Invalid) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if name, err := Check("Chương trình riêng", ""); err != nil || name != "Chương trình riêng" {
		t.Errorf("a programme of its own: %q %v", name, err)
	}
}
