package sheets

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/task/named"
)

// Names learns the names of the units that stand on a day, as a body reads
// them: its own units are nearest, then those further down, then all others,
// which are left out where only those at and under the body can be meant. What
// its office said a name means goes before all.
func Names(ctx context.Context, tx *desk.Tx, body id.ID, on period.Date, within bool) (*named.Names[id.ID], error) {
	var n named.Names[id.ID]
	said, err := tx.UnitNames(ctx, body)
	if err != nil {
		return nil, err
	}
	for _, s := range said {
		if !within || tx.Dir.AtOrBelow(s.Unit, body) {
			n.Mean(s.Name, s.Unit)
		}
	}
	tree := tx.Dir.Tree(on)
	for _, root := range tree.Roots() {
		tree.Walk(root.ID, func(v org.Version, _ int) {
			far := 2
			switch {
			case v.ID == body || v.Parent == body:
				far = 0
			case slices.Contains(tree.Path(v.ID), body):
				far = 1
			}
			if within && far == 2 {
				return
			}
			n.Learn(v.Code, v.ID)
			if org.Territorial(v.Kind) {
				n.LearnUnit(v.Name, named.Body{}, v.ID, far)
				n.LearnUnit("UBND "+v.Name, named.Body{}, v.ID, far)
				if level, _ := PlaceOf(v.Name); v.ID == body && level != "" {
					n.LearnUnit("UBND "+level, named.Body{}, v.ID, far)
				}
				return
			}
			above, _ := tree.Unit(v.Parent)
			level, place := PlaceOf(above.Name)
			n.LearnUnit(v.Name, named.Body{Level: level, Place: place}, v.ID, far)
		})
	}
	return &n, nil
}

// PlaceOf parts the name of a territory into its level and its own name:
// "huyện", "Ngân Sơn".
func PlaceOf(name string) (level, place string) {
	for _, kind := range []string{"Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã"} {
		if rest, ok := strings.CutPrefix(name, kind+" "); ok {
			return strings.ToLower(kind), rest
		}
	}
	return "", ""
}
