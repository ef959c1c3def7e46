package tasks

import (
	"cmp"
	"slices"
	"strings"

	"dondoc/internal/id"
)

// underWholes puts parts right under their whole, in the order of the list they
// came in, with a mark for a number where they have none: as an annex has them, and
// as it is read again. A part whose whole is not among the rows stays where it is.
func underWholes(rows []ExportedTask) []ExportedTask {
	have := make(map[id.ID]bool, len(rows))
	for _, r := range rows {
		have[r.ID] = true
	}
	parts := map[id.ID][]ExportedTask{}
	for _, r := range rows {
		if have[r.Parent] {
			parts[r.Parent] = append(parts[r.Parent], r)
		}
	}
	if len(parts) == 0 {
		return rows
	}
	out := make([]ExportedTask, 0, len(rows))
	var add func(r ExportedTask, depth int)
	add = func(r ExportedTask, depth int) {
		if depth > 0 && strings.TrimSpace(r.Label) == "" {
			r.Label = map[bool]string{true: "-", false: "+"}[depth == 1]
		}
		out = append(out, r)
		under := parts[r.ID]
		slices.SortStableFunc(under, func(x, y ExportedTask) int { return cmp.Compare(x.Place, y.Place) })
		for _, part := range under {
			add(part, depth+1)
		}
	}
	for _, r := range rows {
		if !have[r.Parent] {
			add(r, 0)
		}
	}
	return out
}
