package public

import (
	"testing"

	"dondoc/internal/i18n"
)

// A figure is grouped as its plan is, with or without the unit it was written with.
func TestFiguresAreGrouped(t *testing.T) {
	for _, c := range []struct{ figure, unit, want string }{
		{"4729", "tấn", "4.729 tấn"}, {"4729 tấn", "tấn", "4.729 tấn"}, {"241 ha", "ha", "241 ha"}, {"0123 x", "x", "0123 x"},
		{"4729/5000 tấn", "tấn", "4729/5000 tấn"}, {"98,7", "%", "98,7%"}, {"", "tấn", ""},
	} {
		if got := withUnit(i18n.Vietnamese, c.figure, c.unit); got != c.want {
			t.Errorf("%q in %s: %q, want %q", c.figure, c.unit, got, c.want)
		}
	}
}
