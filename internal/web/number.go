package web

import (
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// typedNumber reads a number as people type it: "1.234,5", "12.5", "1 234". One
// that can be read in two ways ("1.500") is asked back and never guessed.
func typedNumber(text string) (measure.Decimal, error) {
	readings, err := viet.ReadNumber(strings.TrimSpace(text))
	if err != nil {
		return measure.Decimal{}, err
	}
	if len(readings) > 1 {
		return measure.Decimal{}, errs.New(errs.Invalid, "web.number_unsure", "text", text, "one", measure.Of(readings[0]), "other", measure.Of(readings[1])).
			Try("web.number_unsure_hint")
	}
	return measure.Of(readings[0]), nil
}
