package measure

import (
	"math/big"
	"strings"

	"dondoc/internal/viet"
)

// Unit is a unit of measure. Units of one family convert into one another by
// their factors; a unit nobody listed is a family of its own.
type Unit struct {
	Text   string // as written
	Family string
	Factor int64  // how many of the family's smallest unit it is
	Rest   string // what follows: "/ha/năm" of "triệu đồng/ha/năm"
}

// known lists families that convert, longest spelling first.
var known = []struct {
	fold, family string
	factor       int64
}{
	{"nghin ty dong", "money", 1e12}, {"ngan ty dong", "money", 1e12}, {"nghin ty", "money", 1e12}, {"ngan ty", "money", 1e12},
	{"ty dong", "money", 1e9}, {"trieu dong", "money", 1e6}, {"nghin dong", "money", 1e3}, {"ngan dong", "money", 1e3},
	{"ty", "money", 1e9}, {"trieu", "money", 1e6}, {"nghin", "money", 1e3}, {"ngan", "money", 1e3}, {"dong", "money", 1},
	{"diem phan tram", "point", 1}, {"diem %", "point", 1}, {"phan tram", "percent", 1}, {"%", "percent", 1},
	{"tan", "mass", 1000}, {"ta", "mass", 100}, {"kg", "mass", 1}, {"ha", "area", 1},
}

// counted are things that come whole: a reading with decimals is not meant.
var counted = []string{"ho", "nguoi", "lao dong", "truong", "xa", "thon", "htx", "hop tac xa", "con", "vu", "nha", "dang vien",
	"doanh nghiep", "tieu chi", "bac si", "giuong", "du an", "lop", "chu the", "san pham", "chi tieu", "nhiem vu", "don vi", "khu dan cu"}

func init() {
	for i := range known {
		known[i].fold = viet.Fold(known[i].fold)
	}
	for i := range counted {
		counted[i] = viet.Fold(counted[i])
	}
}

// LookupUnit finds a unit of measure by its text; an empty text has no family.
func LookupUnit(text string) Unit {
	fold := viet.Fold(text)
	for _, k := range known {
		if fold == k.fold || strings.HasPrefix(fold, k.fold+"/") || strings.HasPrefix(fold, k.fold+" ") && k.family != "money" {
			return Unit{Text: text, Family: k.family, Factor: k.factor, Rest: fold[len(k.fold):]}
		}
	}
	return Unit{Text: text, Family: fold, Factor: 1}
}

// Counted says whether the unit counts whole things.
func (u Unit) Counted() bool {
	fold := viet.Fold(u.Text)
	for _, c := range counted {
		if fold == c {
			return true
		}
	}
	return false
}

// Share says whether the unit is a percentage or points of one: such values are never summed.
func (u Unit) Share() bool { return u.Family == "percent" || u.Family == "point" }

// Into converts a value of this unit into another unit of its family, exactly;
// false where they are of different families or the result needs more than nine decimals.
func (u Unit) Into(other Unit, d Decimal) (Decimal, bool) {
	if u.Family != other.Family || u.Rest != other.Rest && u.Rest != "" {
		return d, false
	}
	if u.Factor == other.Factor {
		return d, true
	}
	r := new(big.Rat).Mul(d.Rat(), big.NewRat(u.Factor, other.Factor))
	out := FromRat(r, maxScale)
	if out.Rat().Cmp(r) != 0 {
		return d, false
	}
	return out.Trim(), true
}
