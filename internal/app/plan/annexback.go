package plan

import (
	"cmp"
	"slices"
	"strings"

	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// ofAnnex leaves out of what is told of a sheet what the annex itself prints and
// no plan takes: the plan of the year before, and what terms leave.
func (y YearAhead) ofAnnex(told []phrase.Phrase) (out []phrase.Phrase) {
	named := map[string]string{"exchange.column_unused": "header", "exchange.table_not_read": "table"}
	for _, note := range told {
		name, _ := note.Arg(named[note.Key]).(string)
		if strings.Contains(name, string(y.From)) && !strings.Contains(name, string(y.To)) {
			continue
		}
		out = append(out, note)
	}
	return out
}

// matching puts the wordings of a sheet into the rows of a plan, and says what of
// the sheet goes nowhere.
type matching struct {
	of   AheadDocument
	told []phrase.Phrase

	rows    []draft.Row
	at      map[string]int // by keyOf
	several map[string]bool
	found   []bool
	became  map[int]int // row of the sheet → row of the plan
}

func rowKey(name, unit string) string {
	return viet.Fold(viet.CleanSpaces(name)) + "\n" + viet.Fold(unit)
}

func (m *matching) tell(key string, namesAndValues ...any) {
	m.told = append(m.told, phrase.New(key, namesAndValues...))
}

// wholeOf is the target that a row of the plan is a part of; "" for none.
func (d AheadDocument) wholeOf(r draft.Row) id.ID {
	if r.Of != "" || r.Target == "" {
		return r.Of
	}
	for _, t := range d.Rows {
		if t.ID == r.Target {
			return t.PartOf
		}
	}
	return ""
}

// keyOf knows a row of the plan by its name and unit under those of its whole.
func (m *matching) keyOf(r draft.Row) string {
	key := rowKey(r.Name, r.UnitOfMeasure)
	for of, n := m.of.wholeOf(r), 0; of != "" && n < len(m.of.Rows); n++ {
		i := slices.IndexFunc(m.of.Rows, func(t AheadTarget) bool { return t.ID == of })
		if i < 0 {
			break
		}
		key, of = rowKey(m.of.Rows[i].Name, m.of.Rows[i].UnitOfMeasure)+" > "+key, m.of.Rows[i].PartOf
	}
	return key
}

// find gives the row of the plan that a row of the sheet is: by its name under its
// whole, or by its name alone where the plan has one row of it and that is a part
// whose whole the annex does not print.
func (m *matching) find(s ImportedRow) (at int, key string, ok bool) {
	own := rowKey(s.Name, s.UnitOfMeasure)
	key = own
	if of, known := m.became[s.PartOf]; s.PartOf > 0 && known {
		key = m.keyOf(m.rows[of]) + " > " + own
	}
	if at, ok = m.at[key]; ok {
		return at, key, true
	}
	same := -1
	for i, r := range m.rows {
		switch {
		case rowKey(r.Name, r.UnitOfMeasure) != own:
		case same >= 0:
			return 0, key, false
		default:
			same = i
		}
	}
	if same < 0 || m.printed(m.of.wholeOf(m.rows[same])) {
		return 0, key, false
	}
	return same, m.keyOf(m.rows[same]), true
}

// printed says whether a target is among the rows of the plan that the annex prints.
func (m *matching) printed(which id.ID) bool {
	return which == "" || slices.ContainsFunc(m.rows, func(r draft.Row) bool { return r.Target == which && r.Choice != draft.Drop })
}

func (m *matching) match(sheet []ImportedRow) ([]draft.Row, error) {
	var list errs.List
	m.rows = m.of.Planned()
	m.at, m.several, m.became, m.found = map[string]int{}, map[string]bool{}, map[int]int{}, make([]bool, len(m.rows))
	for i, r := range m.rows {
		key := m.keyOf(r)
		if _, twice := m.at[key]; twice {
			m.several[key] = true
		}
		m.at[key] = i
	}
	for _, s := range sheet {
		i, key, ok := m.find(s)
		switch {
		case m.aside(s, ok):
		case m.several[key] || ok && m.found[i]:
			list = append(list, errs.New(errs.Invalid, "draft.twice_in_sheet", "name", s.Name).AtRow(s.No, s.Cells["name"]).In("name"))
		case !ok:
			m.add(s)
		default:
			m.found[i], m.became[s.No] = true, i
			m.rows[i].Wording, m.rows[i].Note = s.Plan, cmp.Or(s.Note, m.rows[i].Note)
			if m.rows[i].Choice == draft.Drop {
				m.rows[i].Choice = draft.Keep
			}
		}
		m.answers(s)
	}
	return m.left(), list.OrNil()
}

// add takes a row of the sheet that the plan does not have for a new one.
func (m *matching) add(s ImportedRow) {
	row := draft.Row{Choice: draft.Add, Label: s.Label, Field: s.Section, Name: s.Name, UnitOfMeasure: s.UnitOfMeasure, Wording: s.Plan, Note: s.Note}
	if s.PartOf > 0 {
		row.Of = m.rows[m.became[s.PartOf]].Target
	}
	m.rows, m.found = append(m.rows, row), append(m.found, true)
	m.at[m.keyOf(row)], m.became[s.No] = len(m.rows)-1, len(m.rows)-1
}

// left drops what the sheet leaves out.
func (m *matching) left() (out []draft.Row) {
	for i, r := range m.rows {
		switch {
		case m.found[i] || r.Choice == draft.Drop:
		case r.Choice == draft.Keep:
			r.Choice = draft.Drop
		default: // new before, and not in the sheet
			m.tell("draft.new_left", "name", r.Name)
			continue
		}
		out = append(out, r)
	}
	return out
}

// aside says of a row that it takes no part: a part of what is itself new or not
// in the plan, or a target that the year has already.
func (m *matching) aside(s ImportedRow, planned bool) bool {
	if of, known := m.became[s.PartOf]; s.PartOf > 0 && !planned && (!known || m.rows[of].Target == "") {
		m.tell("draft.part_left", "row", s.No, "name", s.Name, "of", s.PartOf)
		return true
	}
	taken := !planned && slices.ContainsFunc(m.of.Rows, func(t AheadTarget) bool {
		return t.Taken && rowKey(t.Name, t.UnitOfMeasure) == rowKey(s.Name, s.UnitOfMeasure)
	})
	if taken {
		m.tell("draft.taken_left", "row", s.No, "name", s.Name)
	}
	return taken
}

// answers says so where the sheet has another unit answer than the plan.
func (m *matching) answers(s ImportedRow) {
	if s.Answer == "" {
		return
	}
	for _, t := range m.of.Rows {
		if rowKey(t.Name, t.UnitOfMeasure) == rowKey(s.Name, s.UnitOfMeasure) && viet.Fold(t.Answers.Unit.Name) == viet.Fold(viet.CleanSpaces(s.Answer)) {
			return
		}
	}
	m.tell("draft.answer_left", "row", s.No, "name", s.Name, "unit", s.Answer)
}
