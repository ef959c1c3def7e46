package tasks

import (
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/task/named"
)

// ended gives the units that bore a name before today, or have the code that
// Means gives for it: what became of one that stands no longer is said instead
// of that nobody knows it, and one that goes on under another name is known.
func (im *taskImporter) ended(name string) []id.ID {
	if code, said := im.in.Sheet.Means[name]; said {
		name = code
	}
	if im.past == nil {
		im.past = im.learnEnded()
	}
	return im.past.Match(name)
}

func (im *taskImporter) learnEnded() *named.Names[id.ID] {
	var n named.Names[id.ID]
	now := im.d.Tree(im.tx.Today)
	for _, v := range im.d.Versions {
		if u, stands := now.Unit(v.ID); stands && u.Name == v.Name || v.From > im.tx.Today {
			continue
		}
		n.Learn(v.Code, v.ID)
		if org.Territorial(v.Kind) {
			n.LearnUnit(v.Name, named.Body{}, v.ID, 0)
			n.LearnUnit("UBND "+v.Name, named.Body{}, v.ID, 0)
			continue
		}
		above, _ := im.d.Unit(v.Parent, v.From)
		level, place := sheets.PlaceOf(above.Name)
		n.LearnUnit(v.Name, named.Body{Level: level, Place: place}, v.ID, 0)
	}
	return &n
}

// heirsOf gives the units that stand today and took the place of one that ended,
// or of what took its place.
func heirsOf(d *desk.Directory, unit id.ID) (heirs []org.Version) {
	now, seen := d.Tree(d.Today()), []id.ID{unit}
	for i := 0; i < len(seen); i++ {
		for _, s := range d.Successors(seen[i]) {
			if slices.Contains(seen, s.New) {
				continue
			}
			if v, stands := now.Unit(s.New); !stands {
				seen = append(seen, s.New)
			} else if !slices.ContainsFunc(heirs, func(h org.Version) bool { return h.ID == v.ID }) {
				heirs = append(heirs, v)
			}
		}
	}
	return heirs
}
