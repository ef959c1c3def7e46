package exchange

import (
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// PersonRow is a person with a post and an account, as a list has them. What is
// empty is not wanted.
type PersonRow struct {
	Row      int
	Name     string
	Unit     string // code or name
	Post     string // title
	Head     bool   // the post is the head's
	Capacity string // as written: "kiêm nhiệm", "quyền"
	Decision string
	From     period.Date
	Account  string // user name
	Role     string // as written
	Scope    string // code or name of the unit the role is for; "" for that of the post
	Doubts   []phrase.Phrase
}

// ReadPeopleRows reads a list of people. The errors name row and cell.
func ReadPeopleRows(t *Table, choice Choice) ([]PersonRow, errs.List) {
	return withMore(t, choice, readPeopleRows)
}

func readPeopleRows(t *Table, choice Choice) ([]PersonRow, errs.List) {
	at, err := peopleTable.columnsOf(t, choice)
	if err != nil {
		return nil, errs.List{err}
	}
	if !peopleTable.enough(func(f string) bool { _, ok := at[f]; return ok }) {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.people_columns").Try("exchange.people_hint")}
	}
	var out []PersonRow
	var list errs.List
	sections := t.sectionsOf(choice, at["person"])
	t.leaveTotals(choice, at["person"], sections)
	for _, row := range t.body(choice, nil) {
		if sections[row.Number] {
			continue
		}
		get := cellReader(row, at)
		p := PersonRow{Row: row.Number, Name: get("person"), Unit: get("unit"), Post: get("post"), Capacity: get("capacity"), Decision: get("decision"),
			Account: strings.ToLower(get("account")), Role: get("role"), Scope: get("scope"), Doubts: row.doubts(nil)}
		p.Head = ticked(get("head"))
		if text := get("from"); text != "" {
			day, err := period.ParseDate(text)
			if err != nil {
				list = append(list, errs.All(err)[0].AtRow(row.Number, CellName(at["from"], row.Number)).In("from"))
				continue
			}
			p.From = day
		}
		if p.Name == "" {
			if p.Unit+p.Post+p.Account != "" {
				list = append(list, errs.New(errs.Invalid, "exchange.person_unnamed").AtRow(row.Number, CellName(at["person"], row.Number)).In("person"))
			}
			continue
		}
		out = append(out, p)
	}
	if len(out) == 0 && len(list) == 0 {
		list = append(list, errs.New(errs.Invalid, "exchange.no_people").Try("exchange.people_hint"))
	}
	if _, said := at["head"]; !said {
		t.headsByTitle(out)
	}
	t.tellUnused(usedIn(at))
	return out, list
}

// PeopleColumns gives the columns of a list of people with what each is taken for.
func (t *Table) PeopleColumns(choice Choice) []Column { return peopleTable.taken(t, choice) }

// ticked reads a mark in a column that is either set or not.
func ticked(text string) bool {
	switch viet.Fold(text) {
	case "x", "co", "yes", "true", "1", "dung":
		return true
	}
	return false
}
