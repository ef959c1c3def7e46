package measure

import (
	"math/big"
	"strings"

	"dondoc/internal/viet"
)

// Amount is a value with its unit, as a sentence carries it: "24,472 tỷ đồng", "7,5%".
type Amount struct {
	Value Decimal
	Unit  Unit
}

// Say writes the amount in figures. The unit stays as written.
func (a Amount) Say(lang string) string {
	figures := a.Value.Say(lang)
	switch {
	case a.Unit.Text == "":
		return figures
	case strings.HasPrefix(a.Unit.Text, "%"), a.Unit.Text == "‰":
		return figures + a.Unit.Text
	}
	return figures + " " + a.Unit.Text
}

// InWords is an amount as a sentence carries it to be checked by ear: money as
// "24 tỷ 472 triệu đồng", anything else with its number in Vietnamese words.
// In English money is "24 billion 472 million đồng", anything else as in Amount.
type InWords Amount

// Say writes the amount in words.
func (w InWords) Say(lang string) string {
	if said, ok := moneyWords(Amount(w), lang); ok {
		return said
	}
	if lang == "en" {
		return Amount(w).Say(lang)
	}
	v := w.Value.Trim()
	said := viet.DecimalWords(v.Coef(), v.Scale(), viet.Linh)
	switch {
	case w.Unit.Text == "":
		return said
	case strings.HasPrefix(w.Unit.Text, "%"):
		return said + " phần trăm" + w.Unit.Text[1:]
	}
	return said + " " + w.Unit.Text
}

// moneyWords says money by its tỷ, triệu, nghìn and đồng.
func moneyWords(a Amount, lang string) (string, bool) {
	if a.Unit.Family != "money" {
		return "", false
	}
	dong := new(big.Rat).Mul(a.Value.Rat(), new(big.Rat).SetInt64(a.Unit.Factor))
	if !dong.IsInt() || !dong.Num().IsInt64() {
		return "", false
	}
	left, sign := dong.Num().Int64(), ""
	if left < 0 {
		left, sign = -left, "-"
	}
	names := [...]string{"tỷ", "triệu", "nghìn"}
	if lang == "en" {
		names = [...]string{"billion", "million", "thousand"}
	}
	var said []string
	for i, size := range []int64{1e9, 1e6, 1e3} {
		if n := left / size; n > 0 {
			said = append(said, viet.FormatNumber(viet.Number{Coef: n}, lang)+" "+names[i])
			left %= size
		}
	}
	if left > 0 || len(said) == 0 {
		said = append(said, viet.FormatNumber(viet.Number{Coef: left}, lang))
	}
	per := ""
	if i := strings.IndexByte(a.Unit.Text, '/'); i >= 0 {
		per = a.Unit.Text[i:]
	}
	return sign + strings.Join(said, " ") + " đồng" + per, true
}
