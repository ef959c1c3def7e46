// Package measure holds exact quantities: scaled decimals, comparators and the
// units of measure they are counted in. Nothing here rounds unless asked to.
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
const maxScale = 9

// Decimal is an exact decimal number of at most 18 digits: coef / 10^scale. The zero value is 0.
type Decimal struct {
	coef  int64
	scale int8
}

// NewDecimal gives coef / 10^scale. Scales over 9 lose trailing zeros, never digits that count; what does not fit is cut to 9 decimals.
func NewDecimal(coef int64, scale int) Decimal {
	for scale > maxScale {
		coef, scale = coef/10, scale-1
	}
	for scale < 0 {
		coef, scale = coef*10, scale+1
	}
	return Decimal{coef, int8(scale)}
}

// Int gives a whole number.
func Int(n int64) Decimal { return Decimal{coef: n} }

// Of gives the decimal of a number as read from text.
func Of(n viet.Number) Decimal { return NewDecimal(n.Coef, n.Scale) }

// ParseDecimal reads the plain form: "-1234.56". Invalid otherwise.
func ParseDecimal(plain string) (Decimal, error) {
	unread := errs.New(errs.Invalid, "measure.number_unread", "text", plain)
	digits, negative := strings.CutPrefix(plain, "-")
	whole, part, point := strings.Cut(digits, ".")
	if whole == "" || point && part == "" || len(part) > maxScale || len(whole)+len(part) > 18 {
		return Decimal{}, unread
	}
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return Decimal{}, unread
		}
	}
	coef, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		return Decimal{}, unread
	}
	if negative {
		coef = -coef
	}
	return Decimal{coef, int8(len(part))}, nil
}

// Coef is the number times 10^Scale.
func (d Decimal) Coef() int64 { return d.coef }

// Scale is the number of decimals.
func (d Decimal) Scale() int { return int(d.scale) }

// Rat gives the number as a fraction.
func (d Decimal) Rat() *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(d.coef), pow10(int(d.scale)))
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// FromRat rounds a fraction half away from zero to scale decimals. It is
// saturated where it does not fit.
func FromRat(r *big.Rat, scale int) Decimal {
	n := new(big.Int).Mul(r.Num(), pow10(scale))
	double := new(big.Int).Mul(n, big.NewInt(2))
	double.Abs(double).Add(double, r.Denom())
	double.Quo(double, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	if !double.IsInt64() {
		double.SetInt64(math.MaxInt64)
	}
	coef := double.Int64()
	if r.Sign() < 0 {
		coef = -coef
	}
	return Decimal{coef, int8(scale)}
}

// Cmp compares: -1, 0 or 1.
func (d Decimal) Cmp(other Decimal) int { return d.Rat().Cmp(other.Rat()) }

// Add gives the exact sum.
func (d Decimal) Add(other Decimal) Decimal {
	return FromRat(new(big.Rat).Add(d.Rat(), other.Rat()), int(max(d.scale, other.scale)))
}

// Sub gives the exact difference.
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
