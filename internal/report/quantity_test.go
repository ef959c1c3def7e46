package report_test

import (
	"strings"
	"testing"

	"dondoc/internal/i18n"
	"dondoc/internal/report"
	"dondoc/internal/review"
)

// All that rules may count has words, of oneself, of the unit and of an axis too.
func TestQuantity(t *testing.T) {
	for _, name := range review.Quantities() {
		for _, scope := range []string{"", "own.", "led.", "axis1."} {
			if !review.IsQuantity(scope + name) {
				continue
			}
			for _, lang := range []i18n.Lang{"vi", "en"} {
				if said := report.Quantity(lang, scope+name); strings.ContainsAny(said, "[{") || said == "" {
					t.Errorf("%s%s in %s: %q", scope, name, lang, said)
				}
			}
		}
	}
}
