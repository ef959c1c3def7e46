package kit

import (
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/web/kit/page"
)

// UnitField chooses a unit of the tree that the reader may see.
func UnitField(r *Ask, d *desk.Directory, on period.Date, name, label, chosen string, none bool) page.Field {
	f := page.Field{Kind: "select", Name: name, Label: i18n.T(r.Lang, label)}
	if none {
		f.Options = append(f.Options, page.Option{Value: "", Text: "–", Selected: chosen == ""})
	}
	for _, u := range treeRows(d, on) {
		f.Options = append(f.Options, page.Option{Value: u.Code, Text: strings.Repeat("  ", u.depth) + u.Name, Selected: u.Code == chosen})
	}
	return f
}

// treeRow is a unit of the tree with its depth.
type treeRow struct {
	org.Version
	depth int
}

// treeRows gives the units the reader may read, parents before children; the
// topmost of them stand at depth 0.
func treeRows(d *desk.Directory, on period.Date) []treeRow {
	var out []treeRow
	depth := map[id.ID]int{}
	tree := d.Tree(on)
	for _, top := range tree.Roots() {
		tree.Walk(top.ID, func(v org.Version, _ int) {
			if !d.Can(access.Read, v.ID) {
				return
			}
			if above, shown := depth[v.Parent]; shown {
				depth[v.ID] = above + 1
			} else {
				depth[v.ID] = 0
			}
			out = append(out, treeRow{v, depth[v.ID]})
		})
	}
	return out
}

// mostAnswering is how many units a form offers by name; above it, those directly
// below alone.
const mostAnswering = 300

// Answering gives the units below a unit, each after the one above it, with who
// heads them; of a body of very many, those directly below.
func Answering(d *desk.Directory, on period.Date, unit id.ID) []desk.Responsible {
	tree := d.Tree(on)
	var below []org.Version
	tree.Walk(unit, func(v org.Version, _ int) {
		if v.ID != unit {
			below = append(below, v)
		}
	})
	if len(below) > mostAnswering {
		below = tree.Children(unit)
	}
	var out []desk.Responsible
	for _, v := range below {
		out = append(out, d.Answering(v.ID, "", on))
	}
	return out
}
