// Package org holds who is who: the tree of units by date, posts, people, and
// the appointments that say which person headed which unit on which day.
//
// Units change name, kind and parent; each stretch is a Version. A unit's
// history stays under the unit, and the tree can be asked as of any date.
package org

import (
	"sort"
	"strings"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Unit kinds. The kind is data: names of kinds are translated as "unit_kind.<kind>".
const (
	Nation     = "nation"
	Province   = "province"
	District   = "district"
	Commune    = "commune"    // xã
	Ward       = "ward"       // phường
	Township   = "township"   // thị trấn
	Zone       = "zone"       // đặc khu
	Department = "department" // phòng, ban, sở
	Party      = "party"      // đảng ủy, huyện ủy
	Agency     = "agency"     // other bodies
)

// Kinds lists the unit kinds an officer may choose from.
func Kinds() []string {
	return []string{Nation, Province, District, Commune, Ward, Township, Zone, Department, Party, Agency}
}

// Tier says on which tier a unit stands: 1 a commune's, 2 a district's, 3 a
// province's, 4 the nation's; 0 of a body that is none itself.
func (v Version) Tier() int {
	switch v.Kind {
	case Commune, Ward, Township, Zone:
		return 1
	case District:
		return 2
	case Province:
		return 3
	case Nation:
		return 4
	}
	return 0
}

// Unit is a public body, for as long as it exists under one identity.
type Unit struct {
	ID   id.ID
	Code string // unique, as in addresses and files: "ngan-son", or the official code
}

// Version is what a unit was called, what kind it was and whom it stood under,
// for a stretch of dates.
type Version struct {
	Unit
	period.Range
	Name     string
	Kind     string
	Parent   id.ID  // none at the top of a tree
	Official string // official code of the administrative unit, where it has one
	Order    int    // place among its siblings
	Decision string // document that made this version, where known
}

// Post is an office in a unit that a person can be appointed to.
type Post struct {
	ID    id.ID
	Unit  id.ID
	Title string
	Head  bool // the head of the unit answers for it
}

// Person is somebody who holds posts. Invented people belong to sample data and are shown as such.
type Person struct {
	ID       id.ID
	Name     string
	Invented bool
}

// Capacity says how a person holds a post.
type Capacity string

// The capacities in use.
const (
	Substantive Capacity = "substantive" // chính thức
	Concurrent  Capacity = "concurrent"  // kiêm nhiệm
	Acting      Capacity = "acting"      // phụ trách, quyền
)

// Valid says whether the capacity is one of the three.
func (c Capacity) Valid() bool { return c == Substantive || c == Concurrent || c == Acting }

// Appointment is a tenure: one person in one post for a stretch of dates.
type Appointment struct {
	ID       id.ID
	Person   id.ID
	Post     id.ID
	Capacity Capacity
	Decision string
	period.Range
}

// HolderOn gives the appointment in force for the post on the date. Two may
// stand at once during a hand-over; the one that began later answers. It gives
// false when the post was vacant.
func HolderOn(appointments []Appointment, post id.ID, on period.Date) (Appointment, bool) {
	var best Appointment
	found := false
	for _, a := range appointments {
		if a.Post == post && a.Holds(on) && (!found || a.From > best.From) {
			best, found = a, true
		}
	}
	return best, found
}

// Tree is the units as they stood on one date.
type Tree struct {
	on       period.Date
	units    map[id.ID]Version
	children map[id.ID][]id.ID
	byCode   map[string]id.ID
}

// TreeOn builds the tree of the versions in force on the date.
func TreeOn(versions []Version, on period.Date) *Tree {
	t := &Tree{on: on, units: map[id.ID]Version{}, children: map[id.ID][]id.ID{}, byCode: map[string]id.ID{}}
	for _, v := range versions {
		if v.Holds(on) {
			t.units[v.ID] = v
			t.byCode[v.Code] = v.ID
		}
	}
	for unit, v := range t.units {
		t.children[v.Parent] = append(t.children[v.Parent], unit)
	}
	for _, siblings := range t.children {
		sort.Slice(siblings, func(i, j int) bool {
			a, b := t.units[siblings[i]], t.units[siblings[j]]
			if a.Order != b.Order {
				return a.Order < b.Order
			}
			return a.Code < b.Code
		})
	}
	return t
}

// On gives the date the tree is of.
func (t *Tree) On() period.Date { return t.on }

// Len is the number of units that stood on the date.
func (t *Tree) Len() int { return len(t.units) }

// Unit gives the version of a unit on the tree's date.
func (t *Tree) Unit(unit id.ID) (Version, bool) { v, ok := t.units[unit]; return v, ok }

// ByCode finds a unit by its code.
func (t *Tree) ByCode(code string) (Version, bool) { return t.Unit(t.byCode[code]) }

// Roots gives the units without a parent on the tree's date, also those whose parent did not stand then.
func (t *Tree) Roots() []Version {
	var roots []Version
	for parent, units := range t.children {
		if _, stands := t.units[parent]; stands {
			continue
		}
		for _, u := range units {
			roots = append(roots, t.units[u])
		}
	}
	sort.Slice(roots, func(i, j int) bool { return roots[i].Code < roots[j].Code })
	return roots
}

// Children gives the units directly under a unit, in order.
func (t *Tree) Children(unit id.ID) []Version {
	out := make([]Version, 0, len(t.children[unit]))
	for _, child := range t.children[unit] {
		out = append(out, t.units[child])
	}
	return out
}

// Path gives the unit and everything above it, the unit first. It is empty for
// a unit that did not stand on the date, and stops rather than turn in a circle.
func (t *Tree) Path(unit id.ID) []id.ID {
	var path []id.ID
	for v, ok := t.units[unit]; ok && len(path) <= len(t.units); v, ok = t.units[v.Parent] {
		path = append(path, v.ID)
	}
	return path
}

// Tier says on which tier a unit's figures stand: that of the nearest body at or
// above it that has one; 0 where there is none.
func (t *Tree) Tier(unit id.ID) int {
	for _, u := range t.Path(unit) {
		if tier := t.units[u].Tier(); tier > 0 {
			return tier
		}
	}
	return 0
}

// Walk visits a unit and everything below it, parents before children.
// depth is 0 for the unit itself.
func (t *Tree) Walk(unit id.ID, visit func(v Version, depth int)) {
	seen := map[id.ID]bool{}
	var walk func(id.ID, int)
	walk = func(u id.ID, depth int) {
		v, ok := t.units[u]
		if !ok || seen[u] {
			return
		}
		seen[u] = true
		visit(v, depth)
		for _, child := range t.children[u] {
			walk(child, depth+1)
		}
	}
	walk(unit, 0)
}

// ServesAll says whether a unit is the office of the body above it ("Văn phòng
// HĐND và UBND"), which works for the whole of it.
func (v Version) ServesAll(above Version) bool {
	return strings.HasPrefix(viet.Fold(v.Name), "van phong") && v.Parent == above.ID && (Territorial(above.Kind) || above.Kind == Party)
}
