package works

import (
	"math/big"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Results gives the newest result of each crop the project supports, as told of a
// day, in the order the crops were first told of.
func (b Book) Results(day period.Date) (out []Event) {
	at := map[string]int{}
	for _, e := range b.Standing(Result) {
		if e.On > day {
			continue
		}
		key := strings.ToLower(e.Crop)
		if i, known := at[key]; known {
			out[i] = e
			continue
		}
		at[key] = len(out)
		out = append(out, e)
	}
	return out
}

// checkResult holds that a result names its crop and says something, once a day.
func (b Book) checkResult(e Event) error {
	switch {
	case strings.TrimSpace(e.Crop) == "":
		return errs.New(errs.Invalid, "capital.result_crop").In("crop")
	case e.Hectares < 0 || e.Households < 0 || e.Cooperatives < 0:
		return errs.New(errs.Invalid, "capital.result_negative").In("hectares")
	case e.Hectares == 0 && e.Households == 0 && e.Cooperatives == 0:
		return errs.New(errs.Invalid, "capital.result_nothing").In("hectares")
	}
	for _, other := range b.Standing(Result) {
		if !strings.EqualFold(strings.TrimSpace(other.Crop), strings.TrimSpace(e.Crop)) {
			continue
		}
		falls := func(was, is int64) bool {
			return other.On < e.On && was > is || other.On > e.On && was < is
		}
		switch {
		case other.On == e.On:
			return errs.New(errs.Conflict, "capital.result_twice", "crop", other.Crop, "on", e.On).In("on")
		case strings.TrimSpace(e.Note) == "" && (falls(other.Hectares, e.Hectares) || falls(other.Households, e.Households) || falls(other.Cooperatives, e.Cooperatives)):
			return errs.New(errs.Conflict, "capital.result_falls", "crop", other.Crop, "on", other.On).In("note").Try("capital.result_falls_hint")
		}
	}
	return nil
}

// ReadHectares reads an area: "12", "12,5 ha". In hundredths of a hectare.
func ReadHectares(text string) (int64, error) {
	n, err := ReadPercent(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "ha")))
	if err != nil {
		return 0, errs.New(errs.Invalid, "capital.result_unread", "text", text)
	}
	return n, nil
}

// PerBillion is how much of a result there is for each tỷ đồng paid, exactly and
// as shown, to two decimals; false where nothing was paid. The amount is in
// hundredths where it is hectares: scale says how many make one.
func PerBillion(amount, scale, paid int64) (*big.Rat, measure.Decimal, bool) {
	if paid <= 0 {
		return nil, measure.Decimal{}, false
	}
	r := new(big.Rat).Mul(big.NewRat(amount, scale), big.NewRat(1_000_000_000, paid))
	return r, measure.FromRat(r, 2).Trim(), true
}
