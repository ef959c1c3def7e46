package org

import (
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Succession says that a unit, or part of it, became another on a day. Share is
// how much of the old unit's amounts went along, in percent; nil where nobody
// has said it yet.
type Succession struct {
	Old, New id.ID
	On       period.Date
	Part     bool // only part of the old unit went there
	Share    *measure.Decimal
	Decision string
}

// Move is one line of a reorganisation: where a unit, or part of it, goes.
// Units are named by official code or by Dondoc's own. An empty New abolishes.
type Move struct {
	Row   int
	Old   string
	Part  bool
	Share *measure.Decimal // percent, of a part
	New   Destination
}

// Destination is the unit a line leads to.
type Destination struct {
	Official   string // also its key: lines with the same one meet in it
	Name       string
	Kind       string // from the name when empty: "Xã …"
	Parent     string // official or own code of the unit above
	ParentName string
}

// Act says what a reorganisation does with a unit.
type Act string

// The acts.
const (
	Merged    Act = "merged"    // into a new unit with others
	Divided   Act = "divided"   // in parts, to several
	Continued Act = "continued" // the same unit under another parent, or as it was
	Renamed   Act = "renamed"   // the same unit with another name or kind
	Abolished Act = "abolished"
	Unknown   Act = "unknown" // no such unit stands
)

// Line is what becomes of the line of a map.
type Line struct {
	Move
	Act       Act
	From      Version // the old unit, zero for Unknown
	To        id.ID   // the unit it goes to, none for Abolished and Unknown
	Questions []phrase.Phrase
}

// Reorganisation is what a map comes to on a day, worked out and not yet done.
type Reorganisation struct {
	On          period.Date
	Decision    string
	Lines       []Line
	Formed      []Version    // new units, parents first
	Changed     []Version    // units that go on with another name, kind or parent, as from the day
	Ended       []Version    // units that no longer stand, as they last were
	Emptied     []Version    // of Ended: those that no line names and that lost every unit of theirs, and what stood under them
	Successions []Succession // of Formed
}

// Reorganise works out a reorganisation of the units standing on the eve of the
// day. mint gives identifiers to new units. A unit that is the whole of its one
// predecessor goes on under its own identity; every other destination is a new
// unit, and those that went into it end. A unit above that does not stand yet
// (a merged province) is formed from the units of its kind that the lines come
// from. A unit that is no province and loses everything under it ends too, with
// its departments.
//
// Errors: Invalid when a line contradicts another; each names its row. What
// only a person can settle stands in the lines' Questions.
func Reorganise(versions []Version, moves []Move, on period.Date, decision string, mint func() id.ID) (Reorganisation, error) {
	r := reorganiser{Reorganisation: Reorganisation{On: on, Decision: decision}, tree: TreeOn(versions, on.AddDays(-1)), mint: mint,
		official: map[string]id.ID{}, codes: map[string]bool{}, made: map[string]id.ID{}, above: map[string]id.ID{}}
	for _, v := range versions {
		r.codes[v.Code] = true
	}
	for unit, v := range r.tree.units {
		if v.Official != "" {
			r.official[v.Official] = unit
		}
	}
	if err := r.readLines(moves); err != nil {
		return r.Reorganisation, err
	}
	r.formParents()
	if err := r.formUnits(); err != nil {
		return r.Reorganisation, err
	}
	r.endUnits()
	return r.Reorganisation, r.standUnder().OrNil()
}

type reorganiser struct {
	Reorganisation
	tree     *Tree
	mint     func() id.ID
	official map[string]id.ID
	codes    map[string]bool  // every code ever used
	made     map[string]id.ID // destination key → unit
	above    map[string]id.ID // parent key → unit
	ended    map[id.ID]bool
	changed  map[id.ID]bool
}

// find gives the unit a code names, unless it ends or changes on the day already.
func (r *reorganiser) find(code string) (Version, bool) {
	v, ok := r.tree.ByCode(strings.ToLower(code))
	if !ok {
		v, ok = r.tree.Unit(r.official[code])
	}
	return v, ok && v.To > r.On
}

// readLines finds the old units and sees that the lines fit together: a unit
// goes somewhere whole once, or in parts whose shares are no more than all.
func (r *reorganiser) readLines(moves []Move) error {
	var list errs.List
	whole, lines := map[id.ID]int{}, map[id.ID]int{}
	share := map[id.ID]measure.Decimal{}
	for _, m := range moves {
		m.New.Official, m.New.Parent = strings.ToLower(m.New.Official), strings.ToLower(m.New.Parent) // XA-MOI is xa-moi
		l := Line{Move: m}
		v, ok := r.find(m.Old)
		if !ok {
			l.Act = Unknown
			l.Questions = append(l.Questions, phrase.New("org.ask_unknown_unit", "code", m.Old))
			r.Lines = append(r.Lines, l)
			continue
		}
		l.From = v
		if at := whole[v.ID]; at > 0 || !m.Part && lines[v.ID] > 0 {
			list = append(list, errs.New(errs.Invalid, "org.moved_twice", "unit", v.Name).AtRow(m.Row, ""))
		}
		lines[v.ID]++
		if !m.Part {
			whole[v.ID] = m.Row
		} else if m.Share != nil {
			share[v.ID] = share[v.ID].Add(*m.Share)
		} else {
			l.Questions = append(l.Questions, phrase.New("org.ask_share", "unit", v.Name, "to", m.New.Name))
		}
		if share[v.ID].Cmp(measure.Int(100)) > 0 || m.Share != nil && m.Share.Sign() <= 0 {
			list = append(list, errs.New(errs.Invalid, "org.share_over", "unit", v.Name).AtRow(m.Row, ""))
		}
		if m.New.Name == "" && m.New.Official != "" {
			list = append(list, errs.New(errs.Invalid, "org.name_empty").AtRow(m.Row, ""))
		}
		if _, stands := r.find(m.New.Parent); m.New.Parent != "" && !stands && m.New.ParentName == "" {
			list = append(list, errs.New(errs.Invalid, "org.parent_unknown", "code", m.New.Parent).AtRow(m.Row, ""))
		}
		r.Lines = append(r.Lines, l)
	}
	list = append(list, r.sharesShort(share)...)
	list = append(list, r.contradictions()...)
	return append(list, r.intoEnded()...).OrNil()
}

// formParents finds the units above the destinations, and forms those that do
// not stand: a province made of several, or of one under another code.
func (r *reorganiser) formParents() {
	from := map[string][]id.ID{} // parent key → the provinces its lines come from
	to := map[id.ID][]string{}   // province → the parent keys its lines go to
	names := map[string]string{}
	var keys []string
	for _, l := range r.Lines {
		key := l.New.Parent
		if key == "" || l.Act == Unknown {
			continue
		}
		if _, ok := names[key]; !ok {
			keys = append(keys, key)
		}
		names[key] = l.New.ParentName
		top := r.top(l.From.ID)
		if top != "" && !slices.Contains(from[key], top) {
			from[key] = append(from[key], top)
		}
		if top != "" && !slices.Contains(to[top], key) {
			to[top] = append(to[top], key)
		}
	}
	for _, key := range keys {
		v, stands := r.find(key)
		alone := len(from[key]) == 1 && stands && from[key][0] == v.ID && len(to[v.ID]) == 1
		switch {
		case stands && (names[key] == "" || v.Kind != Province || !slices.Contains(from[key], v.ID)):
			r.above[key] = v.ID
		case alone:
			r.above[key] = v.ID
			r.carryOn(v, Destination{Name: names[key], Official: v.Official}, v.Parent)
		default:
			r.above[key] = r.formAbove(key, names[key], from[key], to)
		}
	}
}

// formAbove forms a unit above destinations from those its lines come from.
func (r *reorganiser) formAbove(key, name string, from []id.ID, to map[id.ID][]string) id.ID {
	v := Version{Unit: Unit{ID: r.mint()}, Range: period.Range{From: r.On, To: period.Forever}, Name: name, Official: key, Kind: KindOf(name), Decision: r.Decision}
	if v.Name == "" {
		v.Name = key
	}
	for _, old := range from {
		o, _ := r.tree.Unit(old)
		v.Parent, v.Kind = o.Parent, o.Kind
		whole := len(to[old]) == 1 && r.allNamed(old)
		r.Successions = append(r.Successions, Succession{Old: old, New: v.ID, On: r.On, Part: !whole, Decision: r.Decision})
		if whole || len(to[old]) > 1 && r.allNamed(old) {
			r.end(o)
		}
	}
	v.Code = r.code(v.Name, key)
	r.Formed = append(r.Formed, v)
	return v.ID
}

// allNamed says whether every administrative unit under a unit, but for those
// that only hold others, is named by a line.
func (r *reorganiser) allNamed(unit id.ID) bool {
	named := map[id.ID]bool{}
	for _, l := range r.Lines {
		named[l.From.ID] = true
	}
	all := true
	r.tree.Walk(unit, func(v Version, depth int) {
		leaf := !slices.ContainsFunc(r.tree.Children(v.ID), func(c Version) bool { return Territorial(c.Kind) })
		if depth > 0 && leaf && Territorial(v.Kind) && !named[v.ID] {
			all = false
		}
	})
	return all
}

// top is the province a unit stands in, else the topmost unit below the root;
// none for a unit at the top itself.
func (r *reorganiser) top(unit id.ID) id.ID {
	path := r.tree.Path(unit)
	for _, above := range path[min(1, len(path)):] {
		if v, _ := r.tree.Unit(above); v.Kind == Province {
			return above
		}
	}
	return ""
}

// formUnits forms the destinations of the lines, or carries one on that is the
// whole of one predecessor.
func (r *reorganiser) formUnits() error {
	var list errs.List
	meet := map[string][]int{}
	var keys []string
	for i := range r.Lines {
		l := &r.Lines[i]
		key := l.New.Official
		switch {
		case l.Act == Unknown:
			continue
		case key == "":
			l.Act = Abolished
			r.end(l.From)
			continue
		}
		if len(meet[key]) == 0 {
			keys = append(keys, key)
		}
		meet[key] = append(meet[key], i)
	}
	for _, key := range keys {
		first := &r.Lines[meet[key][0]]
		standing, stands := r.find(key)
		stands = stands && !r.named(standing.ID) && standing.is(key, first.New.Name)
		if stay := r.stays(key, meet[key]); stay != nil {
			r.handDown(stay, meet[key])
			continue
		}
		if len(meet[key]) == 1 && !first.Part && !stands {
			r.goOn(first)
			continue
		}
		made := standing.ID
		if stands { // into a unit that stands and stays: it goes on, with what joins it
			r.carryOn(standing, Destination{Name: first.New.Name, Kind: first.New.Kind}, standing.Parent)
		} else {
			parent, ok := r.under(first.New, meet[key])
			if !ok {
				list = append(list, errs.New(errs.Invalid, "org.parent_needed", "name", first.New.Name).AtRow(first.Row, ""))
			}
			made = r.form(first.New, parent)
		}
		for _, i := range meet[key] {
			l := &r.Lines[i]
			l.To, l.Act = made, Merged
			if l.Part {
				l.Act = Divided
			}
			r.Successions = append(r.Successions, Succession{Old: l.From.ID, New: made, On: r.On, Part: l.Part, Share: l.Share, Decision: r.Decision})
			r.end(l.From)
		}
	}
	return list.OrNil()
}

// is says whether a destination is the unit itself: it has its code, or its
// official code and its name. New units take over official codes of old ones.
func (v Version) is(key, name string) bool {
	return v.Code == key || name == "" || viet.Canonical(name) == viet.Canonical(v.Name)
}

func (r *reorganiser) form(d Destination, parent id.ID) id.ID {
	v := Version{Unit: Unit{ID: r.mint(), Code: r.code(d.Name, d.Official)}, Range: period.Range{From: r.On, To: period.Forever},
		Name: d.Name, Kind: d.Kind, Parent: parent, Official: d.Official, Decision: r.Decision}
	if v.Kind == "" {
		v.Kind = KindOf(d.Name)
	}
	r.Formed = append(r.Formed, v)
	return v.ID
}

// carryOn gives a unit its new name, kind and parent from the day on; it says
// whether name or kind changed.
func (r *reorganiser) carryOn(v Version, d Destination, parent id.ID) bool {
	next := v
	next.Range, next.Parent, next.Decision = period.Range{From: r.On, To: period.Forever}, parent, r.Decision
	if d.Name != "" {
		next.Name = d.Name
	}
	if d.Official != "" {
		next.Official = d.Official
	}
	if d.Kind != "" {
		next.Kind = d.Kind
	} else if kind := KindOf(next.Name); kind != Agency {
		next.Kind = kind
	}
	renamed := viet.Canonical(next.Name) != viet.Canonical(v.Name) || next.Kind != v.Kind
	if !renamed {
		next.Name = v.Name
	}
	if renamed || next.Parent != v.Parent || next.Official != v.Official {
		r.Changed = append(r.Changed, next)
	}
	if r.changed == nil {
		r.changed = map[id.ID]bool{}
	}
	r.changed[v.ID] = true
	return renamed
}

// end marks a unit as standing no longer.
func (r *reorganiser) end(v Version) {
	if r.ended == nil {
		r.ended = map[id.ID]bool{}
	}
	if !r.ended[v.ID] {
		r.ended[v.ID] = true
		r.Ended = append(r.Ended, v)
	}
}

// endUnits ends what is left over: a unit all of whose communes went elsewhere,
// and whatever stands under a unit that ends without going anywhere itself.
func (r *reorganiser) endUnits() {
	gone := map[id.ID]bool{}
	for _, l := range r.Lines {
		if l.Act != Unknown {
			gone[l.From.ID] = true
		}
	}
	parents := map[id.ID]bool{}
	for unit := range gone {
		if v, _ := r.tree.Unit(unit); Territorial(v.Kind) { // a department that ends takes no commune with it
			parents[v.Parent] = true
		}
	}
	for _, root := range r.tree.Roots() {
		r.tree.Walk(root.ID, func(v Version, _ int) {
			switch {
			case gone[v.ID] || r.changed[v.ID] || r.ended[v.ID]:
			case r.ended[v.Parent] || parents[v.ID] && v.Kind != Province && v.Kind != Nation && r.emptied(v.ID, gone):
				r.end(v)
				r.Emptied = append(r.Emptied, v)
			}
		})
	}
}

// emptied says whether every administrative unit under a unit went elsewhere
// and none was formed there.
func (r *reorganiser) emptied(unit id.ID, gone map[id.ID]bool) bool {
	for _, list := range [][]Version{r.Formed, r.Changed} {
		if slices.ContainsFunc(list, func(v Version) bool { return v.Parent == unit }) {
			return false
		}
	}
	for _, child := range r.tree.Children(unit) {
		if Territorial(child.Kind) && !gone[child.ID] {
			return false
		}
	}
	return true
}

// Territorial says whether a kind of unit is one of the administrative map, not
// a body within one.
func Territorial(kind string) bool {
	return slices.Contains([]string{Nation, Province, District, Commune, Ward, Township, Zone}, kind)
}

// kindWords are the words an administrative unit's name begins with.
var kindWords = []struct{ words, kind string }{
	{viet.Fold("Đặc khu"), Zone}, {viet.Fold("Thị trấn"), Township}, {viet.Fold("Phường"), Ward}, {viet.Fold("Xã"), Commune},
	{viet.Fold("Huyện"), District}, {viet.Fold("Quận"), District}, {viet.Fold("Thị xã"), District}, {viet.Fold("Tỉnh"), Province}, {viet.Fold("Thủ đô"), Province},
}

// KindOf gives the kind a unit's name tells: "Thị trấn Nà Phặc" is a township.
// "Thành phố" says nothing by itself (of a province or under one) and gives
// Province; a name that tells nothing gives Agency.
func KindOf(name string) string {
	folded := viet.Fold(name) + " "
	for _, w := range kindWords {
		if strings.HasPrefix(folded, w.words+" ") {
			return w.kind
		}
	}
	if strings.HasPrefix(folded, viet.Fold("Thành phố")+" ") {
		return Province
	}
	return Agency
}

// code makes a code no unit ever had: "xa-bang-van-01942", then with the year.
func (r *reorganiser) code(name, official string) string {
	code := CodeOf(name, official)
	for base, year := code, r.On[:4]; r.codes[code]; year += "a" {
		code = base + "-" + strings.ToLower(string(year))
	}
	r.codes[code] = true
	return code
}

// CodeOf makes a unit's code from its name and official code.
func CodeOf(name, official string) string {
	var b strings.Builder
	dash := false
	for _, c := range viet.Fold(name + " " + official) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(c)
			dash = false
		} else {
			dash = true
		}
	}
	code := b.String()
	if len(code) > 50 {
		code = strings.Trim(code[len(code)-50:], "-")
	}
	return code
}
