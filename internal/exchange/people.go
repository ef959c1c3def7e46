package exchange

import (
	"regexp"
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
	if i, ok := at["person"]; ok && !halfName.MatchString(viet.Fold(t.Header[i])) {
		delete(at, "given") // another column of names: told as not used
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
		p.Name = wholeName(lines(row, at, "person"), get("given"))
		if vacant(p.Name) {
			t.leave(row.Number, asVacant, row.text())
			continue
		}
		if err := notOnePerson(p); err != nil {
			list = append(list, err.AtRow(row.Number, CellName(at["person"], row.Number)).In("person").Try("exchange.person_hint"))
			continue
		}
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

var (
	halfName  = regexp.MustCompile(`^ho(?: va)?(?: ten)?,? (?:chu )?(?:dem|lot)$|^ho$`)
	numbered  = regexp.MustCompile(`^\d{1,3}\s*[.)]\s*`)
	honorific = regexp.MustCompile(`^(?i:ông|bà|đ/c|đồng chí)\s*[.:]?\s+`)
	severalIn = regexp.MustCompile(`[;,/&+\n]|\s(?i:và)\s|\s[-–]\s`)
	noVacancy = regexp.MustCompile(`^(?:khuyet|dang khuyet|con khuyet|vi tri khuyet|trong|con trong|con thieu|chua (?:co|bo tri|phan cong|bo nhiem|kien toan|tuyen)(?: .*)?|dang tuyen|cho bo tri|khong co|-+|\.{2,}|…+|x|/)$`)
	retired   = regexp.MustCompile(`\b(?:nghi huu|nghi viec|thoi viec|chuyen cong tac|chuyen di|tu tran|da mat|mien nhiem|nghi che do|nghi thai san)\b`)
	former    = regexp.MustCompile(`^(?i:nguyên|cựu)\s`)
	sinceDay  = regexp.MustCompile(`\b(?:tu|den|het)(?: het)?(?: ngay| thang)? ?\d{1,2}[/.-]\d`)
	personal  = regexp.MustCompile(`[\d:()\[\]?*]`)
)

// wholeName is a person's name as one line: without the number and the honorific before
// it, with the given name of a column of its own behind it.
func wholeName(cell, given string) string {
	lines := strings.Split(cell, "\n")
	name := strings.TrimSpace(lines[0])
	for _, line := range lines[1:] {
		if line = strings.TrimSpace(line); line != "" {
			sep := "\n"
			if !strings.Contains(line, " ") || !strings.Contains(name, " ") {
				sep = " " // a name that is wrapped
			}
			name += sep + line
		}
	}
	name = honorific.ReplaceAllString(numbered.ReplaceAllString(name, ""), "")
	return strings.TrimSpace(strings.TrimSpace(name) + " " + given)
}

// vacant says whether a cell says that nobody holds the post.
func vacant(name string) bool {
	return name != "" && noVacancy.MatchString(strings.Trim(viet.Fold(name), " ().,[]"))
}

// notOnePerson is the fault of a row that does not name one person in a post held now:
// several names in a cell, a remark in place of a name, a former post, a day in it.
func notOnePerson(p PersonRow) *errs.Error {
	switch name, post := p.Name, p.Post; {
	case name == "":
		return nil
	case retired.MatchString(viet.Fold(name)), retired.MatchString(viet.Fold(post)), former.MatchString(post), former.MatchString(name):
		return errs.New(errs.Invalid, "exchange.person_former", "name", viet.CleanSpaces(name), "post", post)
	case severalIn.MatchString(name):
		return errs.New(errs.Invalid, "exchange.person_several", "name", viet.CleanSpaces(strings.ReplaceAll(name, "\n", "; ")))
	case personal.MatchString(name):
		return errs.New(errs.Invalid, "exchange.person_remark", "name", viet.CleanSpaces(name))
	case sinceDay.MatchString(viet.Fold(post)):
		return errs.New(errs.Invalid, "exchange.person_since", "name", viet.CleanSpaces(name), "post", post)
	}
	return nil
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
