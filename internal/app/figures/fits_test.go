package figures

import (
	"testing"

	"dondoc/internal/errs"
)

func TestFits(t *testing.T) {
	two := []File{{Content: make([]byte, 3)}, {Content: make([]byte, 4)}}
	if err := fits(MostOfUnit-7, two); err != nil {
		t.Error(err)
	}
	if err := fits(MostOfUnit-6, two); !errs.Is(err, errs.TooLarge) {
		t.Errorf("over the bound: %v", err)
	}
}
