package exchange

import (
	"testing"

	"dondoc/internal/i18n"
	"dondoc/internal/org"
)

// TestKindsInTheFormsWords: a list of units can name a kind as the form does.
func TestKindsInTheFormsWords(t *testing.T) {
	for _, kind := range org.Kinds() {
		words := i18n.T(i18n.Vietnamese, "unit_kind."+kind)
		for _, cell := range []string{words, i18n.Title(words), "  " + words + " "} {
			if got := kindIn(cell, "Tên không nói loại"); got != kind {
				t.Errorf("%q is read as %s, want %s", cell, got, kind)
			}
		}
	}
}
