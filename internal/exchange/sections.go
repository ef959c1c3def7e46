package exchange

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/org"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

var (
	romanOrdinal  = regexp.MustCompile(`^[IVX]{1,6}[.)]?$`)
	arabicOrdinal = regexp.MustCompile(`^\d+[.)]?$`)
)

// sectionsOf gives the rows of a list that only name the part of it under them
// ("I · Khối chính quyền"): words in the one column and nothing beside but a Roman
// number, where others are numbered in figures. They are told; a person who says
// that one is a row is believed.
func (t *Table) sectionsOf(choice Choice, name int) map[int]bool {
	counted := map[int]bool{} // columns in which rows are numbered in figures
	for _, row := range t.Rows {
		for i, c := range row.Cells {
			counted[i] = counted[i] || i != name && arabicOrdinal.MatchString(viet.CleanSpaces(c))
		}
	}
	out := map[int]bool{}
	for _, row := range t.Rows {
		words, ordinal, at, more := "", "", -1, false
		for i, c := range row.Cells {
			switch c = viet.CleanSpaces(c); {
			case c == "":
			case i == name:
				words = c
			case ordinal == "":
				ordinal, at = c, i
			default:
				more = true
			}
		}
		group := strings.HasPrefix(viet.Fold(words), "khoi ") && ordinal == "" && len(counted) > 0
		if more || words == "" || !group && !(romanOrdinal.MatchString(ordinal) && counted[at]) || choice.Rows[row.Number] == AsRow {
			continue
		}
		out[row.Number] = true
		t.leave(row.Number, asHeading, words)
		t.note(phrase.New("exchange.left_section", "row", row.Number, "text", words))
	}
	return out
}

// leaveTotals adds the rows of a list that only count it ("Tổng cộng: 08 đơn vị")
// to those that are not taken; a person who says that one is a row is believed.
func (t *Table) leaveTotals(choice Choice, name int, left map[int]bool) {
	for _, row := range t.Rows {
		words, more := "", 0
		for i, c := range row.Cells {
			if c = viet.CleanSpaces(c); c != "" {
				more++
				if i == name || words == "" {
					words = c
				}
			}
		}
		if _, said := choice.Rows[row.Number]; said || left[row.Number] || more > 2 || !isTotal(words) {
			continue
		}
		left[row.Number] = true
		t.leave(row.Number, asTotal, words)
	}
}

// headTitles begin the titles of posts whose holder heads a unit, folded.
var headTitles = []string{"chu tich", "truong ", "quyen truong ", "giam doc", "quyen giam doc", "tong giam doc", "bi thu", "chanh ", "quyen chanh ", "hieu truong", "chi huy truong", "cuc truong", "chi cuc truong", "vien truong", "chu nhiem", "thu truong"}

// headTitle says whether a title reads like that of who heads a unit.
func headTitle(title string) bool {
	folded := viet.Fold(viet.CleanSpaces(title)) + " "
	return slices.ContainsFunc(headTitles, func(t string) bool { return strings.HasPrefix(folded, t) })
}

// headsByTitle takes for heads, in a list that does not say who is, those whose
// title reads so and who are the only ones in their unit, or, where nobody's does,
// the deputy in charge; it tells whom, and of which units several could be.
func (t *Table) headsByTitle(people []PersonRow) {
	of, charged := map[string][]int{}, map[string][]int{}
	for i, p := range people {
		switch unit := viet.Fold(p.Unit); {
		case headTitle(p.Post):
			of[unit] = append(of[unit], i)
		case org.Post{Title: p.Post}.InCharge():
			charged[unit] = append(charged[unit], i)
		}
	}
	for unit, some := range charged {
		if len(of[unit]) == 0 {
			of[unit] = some
		}
	}
	n := 0
	for i, p := range people {
		switch same := of[viet.Fold(p.Unit)]; {
		case len(same) == 0 || same[0] != i:
		case len(same) == 1:
			people[i].Head = true
			n++
		default:
			t.note(phrase.New("exchange.heads_several", "unit", p.Unit, "n", len(same)))
		}
	}
	if n > 0 {
		t.note(phrase.New("exchange.heads_by_title", "n", n))
	}
}
