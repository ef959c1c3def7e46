package board

import (
	"cmp"
	"math/big"
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/i18n"
	"dondoc/internal/report/scoreboard"
	"dondoc/internal/target"
	"dondoc/internal/web/kit/list"
)

// columns are those of the board's sheet, with how the board is sorted by them.
func columns(lang i18n.Lang, d *desk.Directory) (out []list.Column[standing.BoardRow]) {
	words := target.Words()
	for _, c := range scoreboard.Columns(lang, d) {
		one := list.Column[standing.BoardRow]{Key: c.Key, Label: c.Label, Cell: c.Cell}
		switch c.Key {
		case "month":
			one.Empty = func(r standing.BoardRow) bool { return r.Counted == nil }
			one.Order = func(a, b standing.BoardRow) int { return cmp.Compare(a.Counted.Month, b.Counted.Month) }
		case "percent":
			one.Empty = func(r standing.BoardRow) bool { return reached(r) == nil }
			one.Order = func(a, b standing.BoardRow) int { return reached(a).Cmp(reached(b)) }
		case "class":
			one.Order = func(a, b standing.BoardRow) int {
				return cmp.Compare(slices.Index(words, a.Word()), slices.Index(words, b.Word()))
			}
		case "promised":
			one.Empty = func(r standing.BoardRow) bool { return r.Reason == nil }
			one.Order = func(a, b standing.BoardRow) int { return cmp.Compare(a.Reason.Promised, b.Reason.Promised) }
		}
		out = append(out, one)
	}
	return out
}

// reached is the achievement as it is shown; nil where there is none.
func reached(r standing.BoardRow) *big.Rat {
	if a := r.Assessment.Achievement; a != nil {
		if v, ok := new(big.Rat).SetString(a.Shown().String()); ok {
			return v
		}
	}
	return nil
}
