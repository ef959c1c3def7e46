package org

import (
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// contradictions finds lines that say different things of one new unit.
func (r *reorganiser) contradictions() errs.List {
	var list errs.List
	first, named := map[string]Destination{}, map[string]string{}
	for _, l := range r.Lines {
		key := l.New.Official
		if place := viet.Canonical(strings.ToLower(l.New.Name)) + "|" + l.New.Parent; key != "" && l.New.Name != "" {
			if other := named[place]; other != "" && other != key {
				list = append(list, errs.New(errs.Invalid, "org.two_codes", "name", l.New.Name, "code", other, "other", key).AtRow(l.Row, ""))
			}
			named[place] = key
		}
		d, known := first[key]
		switch {
		case key == "":
		case !known:
			first[key] = l.New
		case viet.Canonical(strings.ToLower(d.Name)) != viet.Canonical(strings.ToLower(l.New.Name)):
			list = append(list, errs.New(errs.Invalid, "org.two_names", "code", key, "name", d.Name, "other", l.New.Name).AtRow(l.Row, ""))
		case d.Parent != l.New.Parent || d.Kind != l.New.Kind && d.Kind != "" && l.New.Kind != "":
			list = append(list, errs.New(errs.Invalid, "org.two_places", "code", key, "name", d.Name).AtRow(l.Row, ""))
		}
	}
	return list
}

// sharesShort finds the units that are divided with a share on every line, and
// not wholly: what nobody gets would be lost.
func (r *reorganiser) sharesShort(given map[id.ID]measure.Decimal) errs.List {
	last, open := map[id.ID]int{}, map[id.ID]bool{}
	for i, l := range r.Lines {
		if l.Part {
			last[l.From.ID], open[l.From.ID] = i, open[l.From.ID] || l.Share == nil
		}
	}
	var list errs.List
	for i, l := range r.Lines {
		if sum, ok := given[l.From.ID]; ok && !open[l.From.ID] && last[l.From.ID] == i && sum.Cmp(measure.Int(100)) < 0 {
			list = append(list, errs.New(errs.Invalid, "org.share_under", "unit", l.From.Name, "sum", sum).AtRow(l.Row, ""))
		}
	}
	return list
}

// intoEnded finds lines into a unit that goes elsewhere itself: where no line
// has it, or a part of it, stay, what joins it would join nothing.
func (r *reorganiser) intoEnded() errs.List {
	var list errs.List
	stays, goes := map[id.ID]bool{}, map[id.ID]Line{}
	for _, l := range r.Lines {
		switch {
		case l.Act == Unknown:
		case l.New.Official == l.From.Code || l.New.Official == l.From.Official && l.New.Official != "":
			stays[l.From.ID] = true
		default:
			goes[l.From.ID] = l
		}
	}
	for _, l := range r.Lines {
		into, stands := r.find(l.New.Official)
		gone, elsewhere := goes[into.ID]
		if l.Act == Unknown || !stands || l.New.Official == "" || !elsewhere || stays[into.ID] || into.ID == l.From.ID || !into.is(l.New.Official, l.New.Name) {
			continue
		}
		list = append(list, errs.New(errs.Invalid, "org.into_ended", "unit", l.From.Name, "into", into.Name, "row", gone.Row).AtRow(l.Row, ""))
	}
	return list
}

// standUnder has what is formed or goes on stand under what took the place of a
// unit above that ends; it is an error where nothing did.
func (r *reorganiser) standUnder() errs.List {
	went := map[id.ID]id.ID{}
	for _, s := range r.Successions {
		if !s.Part {
			went[s.Old] = s.New
		}
	}
	for _, l := range r.Lines { // what goes on as it was, under what ends
		v, stands := r.tree.Unit(l.To)
		if stands && r.ended[v.Parent] && !r.ended[v.ID] && !slices.ContainsFunc(r.Changed, func(c Version) bool { return c.ID == v.ID }) {
			v.Range, v.Decision = period.Range{From: r.On, To: period.Forever}, r.Decision
			r.Changed = append(r.Changed, v)
		}
	}
	var list errs.List
	for _, units := range [][]Version{r.Formed, r.Changed} {
		for i := range units {
			v := &units[i]
			if above, _ := r.tree.Unit(v.Parent); rank(v.Kind) > 0 && (rank(above.Kind) > rank(v.Kind) || rank(above.Kind) == lowest && rank(v.Kind) == lowest) {
				list = append(list, r.atLine(v.ID, errs.New(errs.Invalid, "org.parent_low", "unit", v.Name, "above", above.Name)))
			}
			for r.ended[v.Parent] && went[v.Parent] != "" {
				to := went[v.Parent]
				if to == v.ID { // what stood above went into it: it stands where that stood
					above, _ := r.tree.Unit(v.Parent)
					to = above.Parent
				}
				v.Parent = to
			}
			if !r.ended[v.Parent] {
				continue
			}
			above, _ := r.tree.Unit(v.Parent)
			list = append(list, r.atLine(v.ID, errs.New(errs.Invalid, "org.parent_ends", "unit", v.Name, "above", above.Name)))
		}
	}
	return list
}

const lowest = 4

// rank is how high a unit of the administrative map stands, the nation first;
// 0 for a body within one.
func rank(kind string) int {
	switch kind {
	case Nation:
		return 1
	case Province:
		return 2
	case District:
		return 3
	case Commune, Ward, Township, Zone:
		return lowest
	}
	return 0
}

// atLine names the first line that goes into a unit.
func (r *reorganiser) atLine(unit id.ID, e *errs.Error) *errs.Error {
	for _, l := range r.Lines {
		if l.To == unit {
			return e.AtRow(l.Row, "")
		}
	}
	return e
}

// named says whether a line moves a unit.
func (r *reorganiser) named(unit id.ID) bool {
	return slices.ContainsFunc(r.Lines, func(l Line) bool { return l.From.ID == unit })
}

// under gives what a new unit stands under: the unit its lines name or, where
// they name none, what all that went into it stood under; false where those differ.
func (r *reorganiser) under(d Destination, lines []int) (id.ID, bool) {
	if d.Parent != "" {
		return r.above[d.Parent], true
	}
	into, parent, found := map[id.ID]bool{}, id.ID(""), false
	for _, i := range lines {
		into[r.Lines[i].From.ID] = true
	}
	for _, i := range lines {
		switch above := r.Lines[i].From.Parent; {
		case into[above]: // it goes into the new unit as well
		case !found:
			parent, found = above, true
		case above != parent:
			return "", false
		}
	}
	return parent, true
}
