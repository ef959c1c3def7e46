package measure

import (
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/viet"
)

// ReadTyped reads a number as people type it: "1.234,5", "12.5", "1 234".
// Invalid when it is none, or when it can be read in two ways ("1.500"): that
// is asked back and never guessed.
func ReadTyped(text string) (Decimal, error) {
	readings, err := viet.ReadNumber(strings.TrimSpace(text))
	if err != nil {
		return Decimal{}, err
	}
	if len(readings) > 1 {
		return Decimal{}, errs.New(errs.Invalid, "measure.number_unsure", "text", text, "one", Of(readings[0]), "other", Of(readings[1])).
			Try("measure.number_unsure_hint")
	}
	return Of(readings[0]), nil
}
