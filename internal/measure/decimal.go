// Package measure holds exact quantities: scaled decimals, intervals, and the
// units of measure they are counted in. It reads a quantity with its unit from
// text and says it back in figures and in words. Nothing here rounds unless
// asked to, and nothing wraps: what does not fit is refused, or stated to be
// saturated.
package measure

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/viet"
)

// maxScale is how many decimals a Decimal may have.
const maxScale = 18

// Decimal is an exact decimal number, coef / 10^scale. The zero value is 0.
// Two decimals that are the same number may differ in scale ("7" and "7,0"):
// compare with Cmp, never with ==.
type Decimal struct {
	coef  int64
	scale int8
}

// NewDecimal gives coef / 10^scale. A scale beyond 0…18 is brought into it by
// rounding half up, or saturated at ±(2^63−1).
func NewDecimal(coef int64, scale int) Decimal {
	coef = max(coef, -math.MaxInt64)
	if scale >= 0 && scale <= maxScale {
		return Decimal{coef, int8(scale)}
	}
	r := new(big.Rat).SetInt64(coef)
	if scale = max(min(scale, 64), -64); scale < 0 {
		return FromRat(r.Mul(r, new(big.Rat).SetInt(pow10(-scale))), 0)
	}
	return FromRat(r.Quo(r, new(big.Rat).SetInt(pow10(scale))), maxScale)
}

// Int gives a whole number.
func Int(n int64) Decimal { return NewDecimal(n, 0) }

// Of gives the decimal of a number as read from text.
func Of(n viet.Number) Decimal { return NewDecimal(n.Coef, n.Scale) }

// ParseDecimal reads the plain form: "-1234.56", at most 18 digits. Invalid otherwise.
func ParseDecimal(plain string) (Decimal, error) {
	unread := errs.New(errs.Invalid, "measure.number_unread", "text", plain)
	digits, negative := strings.CutPrefix(plain, "-")
	whole, part, point := strings.Cut(digits, ".")
	if whole == "" || point && part == "" || len(part) > maxScale {
		return Decimal{}, unread
	}
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return Decimal{}, unread
		}
	}
	coef, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		return Decimal{}, errs.New(errs.Invalid, "measure.number_large", "text", plain)
	}
	if negative {
		coef = -coef
	}
	return Decimal{coef, int8(len(part))}, nil
}

// Coef is the number times 10^Scale.
func (d Decimal) Coef() int64 { return d.coef }

// Scale is the number of decimals, 0 to 18.
func (d Decimal) Scale() int { return int(d.scale) }

// Rat gives the number as a fraction.
func (d Decimal) Rat() *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(d.coef), pow10(int(d.scale)))
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// FromRat rounds a fraction half up (away from zero) to scale decimals, as
// Vietnamese reports round. Where that does not fit, decimals are given up
// first; a whole part beyond 2^63−1 is saturated.
func FromRat(r *big.Rat, scale int) Decimal {
	for scale = max(0, min(scale, maxScale)); ; scale-- {
		coef := rounded(r, scale)
		if coef.IsInt64() && coef.Int64() != math.MinInt64 {
			return Decimal{coef.Int64(), int8(scale)}
		}
		if scale == 0 {
			return Decimal{int64(r.Sign()) * math.MaxInt64, 0}
		}
	}
}

// rounded gives r × 10^scale, rounded half away from zero.
func rounded(r *big.Rat, scale int) *big.Int {
	n := new(big.Int).Mul(r.Num(), pow10(scale))
	n.Abs(n).Lsh(n, 1).Add(n, r.Denom())
	n.Quo(n, new(big.Int).Lsh(r.Denom(), 1))
	if r.Sign() < 0 {
		n.Neg(n)
	}
	return n
}

// Exactly gives a fraction as a decimal, and false when it is not one of at most 18 decimals that fits.
func Exactly(r *big.Rat) (Decimal, bool) {
	n, exact := r.FloatPrec()
	if !exact || n > maxScale {
		return Decimal{}, false
	}
	d := FromRat(r, n)
	return d, int(d.scale) == n && d.Rat().Cmp(r) == 0
}

// Cmp compares the numbers: -1, 0 or 1.
func (d Decimal) Cmp(other Decimal) int {
	if d.scale == other.scale {
		switch {
		case d.coef < other.coef:
			return -1
		case d.coef > other.coef:
			return 1
		}
		return 0
	}
	return d.Rat().Cmp(other.Rat())
}

// Add gives the sum: exact unless it needs more than 18 digits, see FromRat.
func (d Decimal) Add(other Decimal) Decimal {
	return FromRat(new(big.Rat).Add(d.Rat(), other.Rat()), int(max(d.scale, other.scale)))
}

// Sub gives the difference; see Add.
func (d Decimal) Sub(other Decimal) Decimal { return d.Add(other.Neg()) }

// Neg gives the number with the other sign.
func (d Decimal) Neg() Decimal { return Decimal{-d.coef, d.scale} }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coef < 0:
		return -1
	case d.coef > 0:
		return 1
	}
	return 0
}

// IsZero says whether the number is 0.
func (d Decimal) IsZero() bool { return d.coef == 0 }

// Whole says whether the number has no decimals that count.
func (d Decimal) Whole() bool { return d.Trim().scale == 0 }

// Trim drops trailing zeros of the decimals.
func (d Decimal) Trim() Decimal {
	for d.scale > 0 && d.coef%10 == 0 {
		d.coef, d.scale = d.coef/10, d.scale-1
	}
	return d
}

// String gives the plain form: "1234.56".
func (d Decimal) String() string {
	digits := strconv.FormatInt(d.coef, 10)
	sign := ""
	if d.coef < 0 {
		sign, digits = "-", digits[1:]
	}
	for len(digits) <= int(d.scale) {
		digits = "0" + digits
	}
	if d.scale == 0 {
		return sign + digits
	}
	at := len(digits) - int(d.scale)
	return sign + digits[:at] + "." + digits[at:]
}

// Say writes the number as the language does: "1.234,56", "1,234.56".
func (d Decimal) Say(lang string) string {
	return viet.FormatNumber(viet.Number{Coef: d.coef, Scale: int(d.scale)}, lang)
}

// MarshalText gives the plain form, for JSON and the database.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the plain form.
func (d *Decimal) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDecimal(string(text))
	return err
}
