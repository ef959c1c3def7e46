package measure

import (
	"math/big"
	"strings"

	"dondoc/internal/viet"
)

// Unit is a unit of measure. Units of one family convert into one another by
// their factors. A unit nobody listed is kept as written: a family of its own.
type Unit struct {
	Text   string // as written
	Family string // "money", "area", "percent", … or the folded text
	Factor int64  // how many of the family's smallest unit it is
	Rest   string // what it is counted per or of, folded: "/ha/nam" of "triệu đồng/ha/năm", "gdp" of "% GDP"

	kind  kind
	bare  bool // "triệu" alone: millions of money, or of what is counted
	whole bool // counts things, be it in thousands
}

// kind says what sort of unit it is.
type kind uint8

const (
	unknown    kind = iota
	measured        // comes in fractions: tỷ đồng, ha, %
	counted         // comes whole: hộ, trường
	multiplier      // "nghìn" alone: a thousand of whatever is counted
)

// LookupUnit finds a unit of measure by its text, whatever its case and
// spelling ("Tỉ đồng", "HTX"). The empty text is a unit without family.
func LookupUnit(text string) Unit { return lookedUp.Of(text, lookupUnit) }

// lookedUp are the units last looked up, at most 2 × 1,024.
var lookedUp = viet.Memo[Unit]{Most: 1024}

func lookupUnit(text string) Unit {
	text = viet.CleanSpaces(text)
	u := Unit{Text: text, Factor: 1}
	head, per, hasPer := strings.Cut(spelling(text), "/")
	rest := ""
	if hasPer {
		rest = "/" + viet.Fold(strings.ReplaceAll(strings.ReplaceAll(per, " /", "/"), "/ ", "/"))
	}
	head = strings.TrimSpace(head)
	base, factor := cutMultiplier(head)
	switch k, words, ok := cutKnown(base); {
	case base == "" && factor >= 1e6:
		u.Family, u.Factor, u.kind, u.Rest, u.bare = "money", factor, measured, rest, true
	case base == "" && factor > 1:
		u.Family, u.Factor, u.kind, u.Rest = "", factor, multiplier, rest
	case ok:
		u.Family, u.kind, u.whole = k.family, k.kind, k.kind == counted && k.family != "money"
		u.Factor = factor * k.factor
		u.Rest = strings.TrimSpace(viet.Fold(words) + rest)
		if factor > 1 {
			u.kind = measured
		}
	default:
		if u.Family = viet.Fold(base) + rest; base != "" {
			u.Factor = factor // "nghìn cây"
		} else {
			u.Family = viet.Fold(head) + rest
		}
	}
	return u
}

// spelling gives a unit as the list spells it: lower case, tỷ for tỉ, without
// diacritics only where it was written without any. "Đông" is not "đồng".
func spelling(text string) string {
	return strings.ReplaceAll(strings.ToLower(viet.Canonical(text)), "tỉ", "tỷ")
}

// cutMultiplier cuts "nghìn", "triệu", "tỷ", "nghìn tỷ" … from the head of a unit.
func cutMultiplier(head string) (rest string, factor int64) {
	rest, factor = head, 1
	for {
		word, after, _ := strings.Cut(rest, " ")
		by, ok := multipliers[word]
		if !ok || factor > 1e15/by {
			return rest, factor
		}
		rest, factor = after, factor*by
	}
}

// cutKnown finds the listed unit a text begins with, the longest first.
func cutKnown(head string) (known, string, bool) {
	if rest, ok := strings.CutPrefix(head, "%"); ok {
		return known{"percent", 10, measured}, strings.TrimSpace(rest), true
	}
	words := strings.Fields(head)
	for n := min(3, len(words)); n > 0; n-- {
		if k, ok := units[strings.Join(words[:n], " ")]; ok {
			return k, strings.Join(words[n:], " "), true
		}
	}
	return known{}, "", false
}

// Known says whether the unit is one of those listed here.
func (u Unit) Known() bool { return u.kind != unknown }

// Counted says whether the unit counts things that come whole: a reading with
// decimals is not meant.
func (u Unit) Counted() bool { return u.kind == counted }

// Share says whether the unit is a percentage or points of one: such values are never summed.
func (u Unit) Share() bool { return u.Family == "percent" || u.Family == "point" }

// Fits says whether values of the two units are of one family and of the same
// thing, so that they convert.
func (u Unit) Fits(other Unit) bool {
	if u.kind == multiplier {
		return other.whole || other.Family == "usd"
	}
	return u.Family == other.Family && (u.Rest == other.Rest || u.Rest == "" || other.Rest == "")
}

// Into converts a value of this unit into another unit, exactly; false where
// they do not fit or the result has more than 18 digits. A multiplier alone
// counts the other unit's base: 12,4 nghìn into "con" is 12400.
func (u Unit) Into(other Unit, d Decimal) (Decimal, bool) {
	if !u.Fits(other) {
		return d, false
	}
	if u.Factor == other.Factor {
		return d, true
	}
	return Exactly(new(big.Rat).Mul(d.Rat(), big.NewRat(u.Factor, other.Factor)))
}
