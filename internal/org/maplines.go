package org

import (
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/id"
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
