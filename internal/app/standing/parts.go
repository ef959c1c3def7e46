package standing

import "dondoc/internal/id"

// Lines gives every row of the board with its parts under it, and last the parts
// of targets that stand elsewhere: all there is to show and to report for. Only
// Rows are counted.
func (b Board) Lines() []BoardRow {
	var out []BoardRow
	var add func([]BoardRow)
	add = func(rows []BoardRow) {
		for _, r := range rows {
			out = append(out, r)
			add(r.Parts)
		}
	}
	add(b.Rows)
	add(b.Parts)
	return out
}

// hang puts parts under the rows they are parts of; loose are those whose whole
// is not among the rows.
func hang(rows []BoardRow) (whole, loose []BoardRow) {
	here, under := map[id.ID]bool{}, map[id.ID][]BoardRow{}
	for _, r := range rows {
		here[r.Target.ID] = true
	}
	for _, r := range rows {
		switch {
		case r.PartOf == "":
			whole = append(whole, r)
		case here[r.PartOf]:
			under[r.PartOf] = append(under[r.PartOf], r)
		default:
			loose = append(loose, r)
		}
	}
	return hung(whole, under, 0), hung(loose, under, 1)
}

func hung(rows []BoardRow, under map[id.ID][]BoardRow, depth int) []BoardRow {
	for i := range rows {
		rows[i].Depth = depth
		rows[i].Parts = hung(under[rows[i].Target.ID], under, depth+1)
	}
	return rows
}
