package sheets

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// OtherPlace says that the lines above a table name another commune than the unit
// it is taken in for, or than the one that unit stands in; false where they do not, or
// the unit stands in none.
func OtherPlace(d *desk.Directory, t *exchange.Table, unit id.ID, on period.Date) (phrase.Phrase, bool) {
	tree := d.Tree(on)
	var names []string
	local := false
	for _, u := range tree.Path(unit) {
		v, _ := tree.Unit(u)
		names = append(names, v.Name)
		switch v.Kind {
		case org.Commune, org.Ward, org.Township, org.Zone:
			local = true
		}
	}
	if !local {
		return phrase.Phrase{}, false
	}
	other := t.Heading().OtherPlace(names)
	if other == "" {
		return phrase.Phrase{}, false
	}
	return phrase.New("app.import_other_unit", "is", other, "asked", names[0]), true
}
