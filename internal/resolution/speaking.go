package resolution

import (
	"strings"

	"dondoc/internal/viet"
)

// Speaking gives the places of the provisions that say something of their own:
// not the preamble, not the recipients and the signature, not the title of an
// annex, not a heading that only holds others, nothing of another document in
// the same file.
func Speaking(list []Provision) []int {
	holding := map[int]bool{}
	for _, p := range list {
		holding[p.Parent] = true
	}
	silent := silentOnes(list)
	var out []int
	for i, p := range list {
		words := len(strings.Fields(p.Text))
		if silent[i] || p.Kind == Preamble || p.Kind == Part && strings.HasPrefix(viet.Fold(p.Label), "phu luc") || holding[i] && words < 25 || words < 4 {
			continue
		}
		out = append(out, i)
	}
	return out
}

// silentOnes says which provisions stand with the recipients, or in another document.
func silentOnes(list []Provision) []bool {
	silent := make([]bool, len(list))
	for i, p := range list {
		silent[i] = p.Kind == Closing || p.Kind == Other || p.Parent >= 0 && silent[p.Parent]
	}
	return silent
}
