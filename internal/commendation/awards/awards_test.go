package awards_test

import (
	"strings"
	"testing"

	"dondoc/internal/commendation/awards"
	"dondoc/internal/errs"
)

// TestShipped proves every shipped set.
func TestShipped(t *testing.T) {
	for _, set := range awards.Shipped() {
		r := awards.Check(set)
		if !r.Good() || r.Lines < 50 || r.Thresholds < 30 {
			t.Errorf("%s: %d lines, %d thresholds, %+v", set.ID, r.Lines, r.Thresholds, r.Findings)
		}
		t.Logf("%s: %d cells, %v", set.ID, r.Cells, r.Certainties)
	}
	_ = strings.TrimSpace
	_ = errs.Invalid
}
