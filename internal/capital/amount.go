package capital

import (
	"math/big"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
)

// Dong is an amount in đồng that says itself in full.
type Dong int64

// Say writes the amount in full: "1.500.000.000 đồng".
func (d Dong) Say(lang string) string { return measure.Int(int64(d)).Say(lang) + " đồng" }

// Billions is the amount in tỷ đồng, to the million.
func (d Dong) Billions() measure.Decimal {
	return measure.FromRat(big.NewRat(int64(d), 1_000_000_000), 3).Trim()
}

// leastBare is the smallest number that is taken for đồng without saying so: a
// smaller one is likelier to be millions or billions, and is asked about.
const leastBare = 1_000_000

// ReadDong reads an amount of money: "1,5 tỷ", "250 triệu đồng", "1.500.000.000".
// A small number without a unit, two readings, parts of a đồng or words left
// over are refused and never guessed.
func ReadDong(text string) (int64, error) {
	q, rest, err := measure.ReadQuantity(text, measure.LookupUnit("đồng"))
	if err != nil {
		return 0, err
	}
	if len(q.Readings) != 1 || strings.TrimSpace(rest) != "" || q.Unit.Rest != "" || q.Unit.Family != "money" && q.Unit.Family != "" {
		return 0, errs.New(errs.Invalid, "capital.amount_unread", "text", text).Try("capital.amount_hint")
	}
	factor := int64(1)
	if q.Unit.Family == "money" {
		factor = q.Unit.Factor
	}
	v := new(big.Rat).Mul(q.Readings[0].Rat(), big.NewRat(factor, 1))
	if q.Unit.Text == "" && new(big.Rat).Abs(v).Cmp(big.NewRat(leastBare, 1)) < 0 {
		return 0, errs.New(errs.Invalid, "capital.amount_bare", "text", text).Try("capital.amount_hint")
	}
	if !v.IsInt() || !v.Num().IsInt64() {
		return 0, errs.New(errs.Invalid, "capital.amount_unread", "text", text).Try("capital.amount_hint")
	}
	return v.Num().Int64(), nil
}
