package exchange

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/viet"
)

func folded(spellings ...string) []string {
	out := make([]string, len(spellings))
	for i, s := range spellings {
		out[i] = viet.Fold(s)
	}
	return out
}

// cellReader gives the cells of a row by key, "" where there is no such column.
func cellReader(row Row, at map[string]int) func(string) string {
	return func(key string) string {
		i, ok := at[key]
		if !ok || i >= len(row.Cells) {
			return ""
		}
		return viet.CleanSpaces(row.Cells[i])
	}
}

// UnitRow is one unit of a list. Parent is the code or official code of the
// unit above it, in the list or standing already.
type UnitRow struct {
	Row      int
	Code     string
	Official string
	Name     string
	Kind     string
	Parent   string
}

// ReadUnitRows reads a list of units: one per row with its code or official
// code, name, kind and the unit above it.
func ReadUnitRows(t *Table, choice Choice) ([]UnitRow, errs.List) {
	return withMore(t, choice, readUnitRows)
}

func readUnitRows(t *Table, choice Choice) ([]UnitRow, errs.List) {
	at, err := unitTable.columnsOf(t, choice)
	if err != nil {
		return nil, errs.List{err}
	}
	if _, ok := at["name"]; !ok {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.units_no_name").Try("exchange.units_hint")}
	}
	var out []UnitRow
	var list errs.List
	sections := t.sectionsOf(choice, at["name"])
	t.leaveTotals(choice, at["name"], sections)
	for _, row := range t.body(choice, func(row Row) bool { return cellReader(row, at)("code")+cellReader(row, at)("official") != "" }) {
		get := cellReader(row, at)
		if get("name")+get("code")+get("official") == "" || sections[row.Number] {
			continue
		}
		l := UnitRow{Row: row.Number, Code: get("code"), Official: get("official"), Name: get("name"), Kind: kindIn(get("kind"), get("name")), Parent: get("parent")}
		if l.Name == "" {
			list = append(list, errs.New(errs.Invalid, "org.name_empty").AtRow(row.Number, CellName(at["name"], row.Number)).In("name"))
			continue
		}
		if sameAsAbove.MatchString(strings.ToLower(l.Parent)) {
			if len(out) == 0 || out[len(out)-1].Parent == "" {
				list = append(list, errs.New(errs.Invalid, "exchange.nothing_above", "cell", CellName(at["parent"], row.Number), "text", l.Parent).AtRow(row.Number, CellName(at["parent"], row.Number)).In("parent"))
				continue
			}
			l.Parent = out[len(out)-1].Parent
		}
		t.tellMarks(row)
		out = append(out, l)
	}
	t.tellUnused(usedIn(at))
	return out, list
}

// UnitColumns gives the columns of a list of units with what each is taken for.
func (t *Table) UnitColumns(choice Choice) []Column { return unitTable.taken(t, choice) }

// cellKinds are the words by which a form names a kind, and those an office
// writes for it, folded.
var cellKinds = func() map[string]string {
	out := map[string]string{}
	for kind, words := range map[string]string{
		org.Nation: "trung ương;cả nước;quốc gia", org.Province: "tỉnh;tỉnh, thành phố;cấp tỉnh;thành phố trực thuộc trung ương", org.District: "huyện;huyện, quận, thị xã;cấp huyện;quận;thị xã",
		org.Commune: "xã;cấp xã", org.Ward: "phường", org.Township: "thị trấn", org.Zone: "đặc khu",
		org.Department: "phòng, ban, sở;phòng ban;phòng;ban;sở;phòng chuyên môn;cơ quan chuyên môn", org.Party: "cơ quan đảng;đảng;đảng ủy;ban đảng;văn phòng đảng ủy",
		org.Agency: "cơ quan khác;khác;đơn vị sự nghiệp;mặt trận, đoàn thể;đoàn thể",
	} {
		for _, w := range strings.Split(words, ";") {
			out[viet.Fold(w)] = kind
		}
	}
	return out
}()

// kindIn is the kind a cell or else a name tells.
func kindIn(cell, name string) string {
	for _, k := range org.Kinds() {
		if viet.Fold(cell) == k {
			return k
		}
	}
	if k := cellKinds[viet.Fold(viet.CleanSpaces(cell))]; k != "" {
		return k
	}
	if cell != "" {
		if k := org.KindOf(cell + " x"); k != org.Agency {
			return k
		}
	}
	return org.KindOf(name)
}

// ReadMap reads a reorganisation map: a row per unit, or part of one, and the
// unit it goes to. A row without a new unit abolishes the old one.
func ReadMap(t *Table, choice Choice) ([]org.Move, errs.List) {
	return withMore(t, choice, readMap)
}

func readMap(t *Table, choice Choice) ([]org.Move, errs.List) {
	at, err := mapTable.columnsOf(t, choice)
	if err != nil {
		return nil, errs.List{err}
	}
	if !mapTable.enough(func(f string) bool { _, ok := at[f]; return ok }) {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.map_columns").Try("exchange.map_hint")}
	}
	var out []org.Move
	var list errs.List
	for _, row := range t.body(choice, func(row Row) bool { m := moveIn(row, at); return m.Old+m.New.Official != "" }) {
		m := moveIn(row, at)
		get := cellReader(row, at)
		if m.Old+m.New.Official+m.New.Name == "" {
			continue
		}
		fault := func(key string, e *errs.Error) {
			list = append(list, e.AtRow(row.Number, CellName(at[key], row.Number)).In(key))
		}
		if text := get("new_kind"); text != "" {
			if m.New.Kind = kindIn(text, ""); m.New.Kind == org.Agency && cellKinds[viet.Fold(text)] != org.Agency && viet.Fold(text) != org.Agency {
				fault("new_kind", errs.New(errs.Invalid, "org.kind_unknown", "kind", text))
			}
		}
		switch viet.Fold(get("divided")) {
		case "partial", "true", "1", "x", viet.Fold("có"), viet.Fold("một phần"):
			m.Part = true
		case "", "full", "false", "0", viet.Fold("không"), viet.Fold("toàn bộ"):
		default:
			fault("divided", errs.New(errs.Invalid, "exchange.map_part", "text", get("divided")))
		}
		if text := strings.TrimSuffix(get("share"), "%"); text != "" {
			share, err := measure.ReadTyped(text)
			if err != nil {
				fault("share", errs.All(err)[0])
			}
			m.Share, m.Part = &share, true
		}
		if m.Old == "" {
			list = append(list, errs.New(errs.Invalid, "exchange.map_no_old").AtRow(row.Number, "").In("old"))
			continue
		}
		out = append(out, m)
	}
	t.tellUnused(usedIn(at))
	return out, list
}

// moveIn reads which unit a row of a map names, and where it goes.
func moveIn(row Row, at map[string]int) org.Move {
	get := cellReader(row, at)
	m := org.Move{Row: row.Number, Old: numberless(get("old")), New: org.Destination{Official: numberless(get("new")), Name: get("new_name"),
		Parent: numberless(get("new_parent")), ParentName: get("new_parent_name")}}
	if m.Old == "" {
		m.Old = padded(get("old_ward"), 5)
	}
	if m.Old == "" {
		m.Old = padded(get("old_above"), 3)
	}
	if _, public := at["old_ward"]; public {
		m.New.Official, m.New.Parent = padded(m.New.Official, 5), padded(m.New.Parent, 2)
	}
	return m
}

// MapColumns gives the columns of a reorganisation map with what each is taken for.
func (t *Table) MapColumns(choice Choice) []Column { return mapTable.taken(t, choice) }

// numberless takes away what a spreadsheet adds to a code it took for a number.
func numberless(code string) string {
	code = strings.TrimSuffix(strings.TrimSuffix(code, ".0"), ",0")
	return code
}

// padded gives an official code its leading zeros back.
func padded(code string, width int) string {
	code = numberless(code)
	if code == "" || strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' }) {
		return code
	}
	return strings.Repeat("0", max(0, width-len(code))) + code
}

// nested is a unit in the JSON of the public database of administrative units.
type nested struct {
	Code     string
	FullName string
	District []nested
	Ward     []nested
	Wards    []nested
}

// ReadUnitTree reads the nested JSON of the public database of administrative
// units: provinces, their districts where there are any, their communes.
func ReadUnitTree(r io.Reader, limits Limits) ([]UnitRow, error) {
	limits = limits.orDefault()
	var all []nested
	dec := json.NewDecoder(io.LimitReader(r, limits.Bytes))
	if err := dec.Decode(&all); err != nil {
		e := errs.New(errs.Invalid, "exchange.units_json").Because(err)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			e = errs.New(errs.Invalid, "exchange.units_json_at", "at", int(syntax.Offset)).Because(err)
		}
		return nil, e.Try("exchange.units_hint")
	}
	var out []UnitRow
	var walk func(list []nested, parent string, depth int)
	walk = func(list []nested, parent string, depth int) {
		for _, n := range list {
			kind := org.KindOf(n.FullName)
			if depth == 1 && kind == org.Province { // "Thành phố …" under a province
				kind = org.District
			}
			if depth == 0 {
				kind = org.Province
			}
			out = append(out, UnitRow{Row: len(out) + 1, Official: n.Code, Name: n.FullName, Kind: kind, Parent: parent})
			walk(n.District, n.Code, depth+1)
			walk(n.Ward, n.Code, depth+2)
			walk(n.Wards, n.Code, depth+2)
		}
	}
	walk(all, "", 0)
	if len(out) == 0 {
		return nil, errs.New(errs.Invalid, "exchange.units_json").Try("exchange.units_hint")
	}
	return out, nil
}
