package units

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/task/named"
	"dondoc/internal/viet"
)

// UnitsImport is what is asked to take in a list of units.
type UnitsImport struct {
	Under    string      // code of the unit above those without a parent; "" for the top, operator only
	From     period.Date // the first day of this year when empty, or of the unit above them where that came later
	Decision string
	Sheet    sheets.Sheet       // a sheet, or the JSON of the public database of administrative units
	Lines    []exchange.UnitRow // in place of a sheet, where they are read already
	DryRun   bool
}

// ImportedUnit is a line as it was understood.
type ImportedUnit struct {
	exchange.UnitRow
	Change desk.Change
	Unit   id.ID
}

// ImportedUnits is a list of units as it was read, and what came of its lines.
type ImportedUnits struct {
	Table   *exchange.Table   // nil where there was no sheet
	Columns []exchange.Column // with what each is taken for
	Rows    []ImportedUnit
	Import  id.ID // by which it can be undone as a whole; "" where nothing was made
}

// ImportUnits takes in a list of units, parents before their children: all of
// it or, when a line has an error, nothing. A unit that stands already under
// its code or official code stays as it is, so that the same list again changes
// nothing.
func (a *Wing) ImportUnits(ctx context.Context, actor access.Actor, in UnitsImport) (ImportedUnits, error) {
	var out ImportedUnits
	if in.Lines == nil {
		if err := a.desk.MayAt(ctx, actor, access.ManageUnits, in.Under); err != nil {
			return out, err
		}
		var err error
		if in.Lines, out.Table, err = in.Sheet.Units(ctx); err != nil {
			for _, l := range in.Lines {
				out.Rows = append(out.Rows, ImportedUnit{UnitRow: l})
			}
			return out, err
		}
		if out.Table != nil {
			out.Columns = out.Table.UnitColumns(in.Sheet.Choice)
		}
	}
	do := func(ctx context.Context, tx *desk.Tx) (err error) {
		d := tx.Dir
		in.From = cmp.Or(in.From, firstDay(d, in.Under, a.desk.Today()))
		im := unitImporter{tx: tx, in: in, d: d, tree: d.Tree(in.From), official: map[string]id.ID{}, made: map[string]id.ID{}, names: map[string][]id.ID{}, codes: map[string]bool{}}
		if out.Rows, err = im.read(ctx, actor); err != nil || in.DryRun {
			return err
		}
		out.Import, err = im.write(ctx, tx)
		return err
	}
	if in.DryRun {
		err := a.desk.Read(ctx, actor, do)
		return out, err
	}
	err := a.desk.WriteSeveral(ctx, actor, do)
	return out, err
}

type unitImporter struct {
	tx       *desk.Tx
	in       UnitsImport
	d        *desk.Directory
	tree     *org.Tree
	official map[string]id.ID   // standing, by official code
	made     map[string]id.ID   // in the list, by code and official code
	names    map[string][]id.ID // the same, by folded name
	codes    map[string]bool
	versions []org.Version
	under    id.ID
	called   *named.Names[id.ID] // the units that stand, as offices write their names
}

func (im *unitImporter) read(ctx context.Context, actor access.Actor) (_ []ImportedUnit, err error) {
	under := id.ID("")
	if im.in.Under != "" {
		if under, err = im.d.UnitByCode(im.in.Under); err != nil {
			return nil, err
		}
		if im.called, err = sheets.Names(ctx, im.tx, under, im.in.From, true); err != nil {
			return nil, err
		}
	}
	if err := im.d.May(access.ManageUnits, under); err != nil {
		return nil, err
	}
	im.under = under
	if len(im.in.Lines) == 0 {
		return nil, errs.New(errs.Invalid, "app.units_nothing")
	}
	for _, v := range im.d.Versions {
		im.codes[v.Code] = true
		if v.Official != "" && v.Holds(im.in.From) {
			im.official[v.Official] = v.ID
		}
	}
	var out []ImportedUnit
	var list errs.List
	for _, l := range parentsFirst(im.in.Lines) {
		done, err := im.line(l, under, actor)
		if err != nil {
			done.Change = desk.Refused
		}
		list = append(list, errs.All(err)...)
		out = append(out, done)
	}
	slices.SortStableFunc(out, func(x, y ImportedUnit) int { return cmp.Compare(x.Row, y.Row) })
	return out, list.OrNil()
}

// parentsFirst orders lines so that a unit comes after the one it is under,
// wherever the list has them. Lines that are under one another in a ring stay
// where they are, and are refused for it.
func parentsFirst(lines []exchange.UnitRow) []exchange.UnitRow {
	at := map[string]int{}
	for i, l := range lines {
		for _, name := range []string{l.Code, l.Official, org.CodeOf(l.Name, l.Official), viet.Fold(viet.CleanSpaces(l.Name))} {
			if _, known := at[name]; name != "" && !known {
				at[name] = i
			}
		}
	}
	out := make([]exchange.UnitRow, 0, len(lines))
	seen := make([]bool, len(lines))
	for i := range lines {
		var chain []int
		for j := i; !seen[j]; {
			seen[j] = true
			chain = append(chain, j)
			parent, ok := at[lines[j].Parent]
			if !ok {
				parent, ok = at[viet.Fold(viet.CleanSpaces(lines[j].Parent))]
			}
			if ok && lines[j].Parent != "" {
				j = parent
			}
		}
		for _, j := range slices.Backward(chain) {
			out = append(out, lines[j])
		}
	}
	return out
}

// line understands one line of the list.
func (im *unitImporter) line(l exchange.UnitRow, under id.ID, actor access.Actor) (ImportedUnit, error) {
	out := ImportedUnit{UnitRow: l, Change: desk.Unchanged}
	fail := func(field, key string, args ...any) error {
		return errs.New(errs.Invalid, key, args...).AtRow(l.Row, "").In(field)
	}
	if v, stands := im.standing(l); stands {
		out.Unit, out.Code = v.ID, v.Code
		im.remember(l, v.Unit)
		if viet.Canonical(v.Name) != viet.Canonical(l.Name) {
			return out, fail("name", "app.unit_other_name", "code", v.Code, "name", v.Name)
		}
		return out, nil
	}
	parent := under
	if l.Parent != "" {
		var ok bool
		if parent, ok = im.find(l.Parent); !ok {
			return out, fail("parent", "app.unit_no_parent", "code", l.Parent)
		}
		if _, mine := im.madeParent(parent); !mine {
			if err := im.d.May(access.ManageUnits, parent); err != nil {
				return out, err
			}
		}
	}
	v := org.Version{Unit: org.Unit{ID: im.tx.Mint(), Code: strings.TrimSpace(l.Code)}, Range: period.Range{From: im.in.From, To: period.Forever}, Name: strings.TrimSpace(l.Name),
		Kind: l.Kind, Parent: parent, Official: l.Official, Decision: im.in.Decision, Order: len(im.versions) + 1}
	if v.Code == "" {
		v.Code = im.freeCode(org.CodeOf(v.Name, v.Official))
	}
	if err := org.CheckVersion(v, nil); err != nil {
		for _, e := range errs.All(err) {
			if e.Field != "parent" {
				return out, e.AtRow(l.Row, "")
			}
		}
	}
	if im.codes[v.Code] || im.made[v.Official] != "" {
		return out, fail("code", "app.unit_twice", "code", v.Code)
	}
	im.codes[v.Code] = true
	im.remember(l, v.Unit)
	im.versions = append(im.versions, v)
	out.Change, out.Unit, out.Code = desk.Added, v.ID, v.Code
	return out, nil
}

func (im *unitImporter) remember(l exchange.UnitRow, u org.Unit) {
	fold := viet.Fold(viet.CleanSpaces(l.Name))
	im.names[fold] = append(im.names[fold], u.ID)
	im.made[u.Code] = u.ID
	if v, _ := im.tree.Unit(im.under); im.called != nil && !org.Territorial(l.Kind) {
		level, place := sheets.PlaceOf(v.Name)
		im.called.LearnUnit(l.Name, named.Body{Level: level, Place: place}, u.ID, 0)
	}
	if l.Official != "" {
		im.made[l.Official] = u.ID
	}
}

func (im *unitImporter) madeParent(unit id.ID) (org.Version, bool) {
	for i := len(im.versions) - 1; i >= 0; i-- {
		if im.versions[i].ID == unit {
			return im.versions[i], true
		}
	}
	return org.Version{}, false
}

// standing gives the unit a line names that stands already.
func (im *unitImporter) standing(l exchange.UnitRow) (org.Version, bool) {
	if l.Official != "" {
		if v, ok := im.tree.Unit(im.official[l.Official]); ok {
			return v, true
		}
	}
	if l.Code == "" {
		return im.sameName(l)
	}
	if v, ok := im.tree.ByCode(l.Code); ok {
		return v, true
	}
	if u, err := im.d.UnitByCode(l.Code); err == nil { // a code it had, put right since
		if v, ok := im.tree.Unit(u); ok && v.Code != l.Code {
			return v, true
		}
	}
	return org.Version{}, false
}

// sameName gives the unit of a line's name that stands already under the unit
// the line names, so that a list without codes can be sent again.
func (im *unitImporter) sameName(l exchange.UnitRow) (org.Version, bool) {
	parent, ok := im.under, true
	if l.Parent != "" {
		parent, ok = im.find(l.Parent)
	}
	for _, v := range im.tree.Children(parent) {
		if ok && viet.Canonical(v.Name) == viet.Canonical(strings.TrimSpace(l.Name)) {
			return v, true
		}
	}
	return org.Version{}, false
}

// freeCode gives a made code that no unit has, of the list or standing.
func (im *unitImporter) freeCode(code string) string {
	free := code
	for n := 2; im.codes[free]; n++ {
		free = code + "-" + strconv.Itoa(n)
	}
	return free
}

// firstDay is when units begin whose list does not say it.
func firstDay(d *desk.Directory, under string, today period.Date) period.Date {
	from, first := today.Month().Cycle().Start(), period.Forever
	for _, v := range d.Versions {
		if v.Code == under {
			first = min(first, v.From)
		}
	}
	if first < period.Forever {
		from = max(from, first)
	}
	return from
}

func (im *unitImporter) find(code string) (id.ID, bool) {
	if u, ok := im.made[code]; ok {
		return u, true
	}
	if v, ok := im.tree.ByCode(code); ok {
		return v.ID, true
	}
	if u, ok := im.official[code]; ok {
		return u, true
	}
	if u, err := im.d.UnitByCode(code); err == nil { // it went whole into one that stands
		return im.d.WholeSuccessor(u, im.in.From)
	}
	return im.named(code)
}

// named finds the one unit of a name in the list, or standing where the list is put.
func (im *unitImporter) named(name string) (id.ID, bool) {
	fold := viet.Fold(viet.CleanSpaces(name))
	found := slices.Clone(im.names[fold])
	im.tree.Walk(im.under, func(v org.Version, _ int) {
		if viet.Fold(v.Name) == fold && !slices.Contains(found, v.ID) {
			found = append(found, v.ID)
		}
	})
	if len(found) == 0 && im.called != nil { // as it is written short: "UBND xã", "P. VH-XH"
		found = im.called.Match(name)
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// write makes the units, and gives the entry by which they can be undone.
func (im *unitImporter) write(ctx context.Context, tx *desk.Tx) (id.ID, error) {
	if len(im.versions) == 0 {
		return "", nil
	}
	for _, v := range im.versions {
		if err := tx.InsertUnit(ctx, v.Unit); err != nil {
			return "", err
		}
		if err := tx.InsertVersion(ctx, v); err != nil {
			return "", err
		}
	}
	which := tx.Mint()
	if _, err := tx.Log(ctx, desk.Entry{Action: unitImport, Object: which, Unit: im.under, Body: map[string]any{"file": im.in.Sheet.Name, "from": im.in.From, "decision": im.in.Decision, "units": im.versions}}); err != nil {
		return "", err
	}
	return which, tx.ChangedDirectory(ctx)
}
