package org

import (
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// contradictions finds lines that say different things of one new unit.
func (r *reorganiser) contradictions() errs.List {
	var list errs.List
	first := map[string]Destination{}
	for _, l := range r.Lines {
		key := l.New.Official
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
			e := errs.New(errs.Invalid, "org.parent_ends", "unit", v.Name, "above", above.Name)
			for _, l := range r.Lines {
				if l.To == v.ID && e.Row == 0 {
					e = e.AtRow(l.Row, "")
				}
			}
			list = append(list, e)
		}
	}
	return list
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
