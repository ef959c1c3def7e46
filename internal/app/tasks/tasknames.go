package tasks

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/task/named"
	"dondoc/internal/viet"
)

// unitNames learns the names of every unit that stands today, as a body reads them.
func unitNames(ctx context.Context, tx *desk.Tx, body id.ID) (*named.Names[id.ID], error) {
	return sheets.Names(ctx, tx, body, tx.Today, false)
}

// NameUnit remembers that a name in a body's papers means a unit: an
// abbreviation, an old name. Conflict where it means another one already.
func (a *Wing) NameUnit(ctx context.Context, actor access.Actor, body, name, unit string) error {
	name = strings.TrimSpace(name)
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		at, err := tx.Dir.UnitByCode(body)
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.ManageTasks, at); err != nil {
			return err
		}
		meant, err := tx.Dir.UnitByCode(unit)
		if err != nil {
			return err
		}
		if read := named.Read(name); len(read) != 1 || read[0].Group || read[0].Ditto {
			return errs.New(errs.Invalid, "app.unit_name_bad", "name", name).In("name")
		}
		names, err := unitNames(ctx, tx, at)
		if err != nil {
			return err
		}
		if found := names.Match(name); len(found) == 1 {
			if v, _ := tx.Dir.Unit(found[0], tx.Today); found[0] != meant {
				return errs.New(errs.Conflict, "app.unit_name_taken", "name", name, "unit", v.Name).In("name")
			}
			return nil
		}
		n := store.UnitName{ID: tx.Mint(), Body: at, Unit: meant, Name: name, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
		if err := tx.InsertUnitName(ctx, n); err != nil {
			return err
		}
		_, err = tx.Log(ctx, desk.Entry{Action: "unit.named", Object: meant, Unit: at, Body: n})
		return err
	})
}

// knownTasks gives the tasks that are there already: of the document or, without
// one, all that the body gave out.
func knownTasks(ctx context.Context, tx *desk.Tx, document, unit id.ID) (known map[[2]string]period.Date, leads map[[2]string][]leadOf, err error) {
	if document != "" {
		labels, err := tx.TaskLabels(ctx, document, unit)
		known = make(map[[2]string]period.Date, len(labels))
		for l, due := range labels {
			known[[2]string{numberOf(l[0]), plainWords(l[1])}] = due
		}
		return known, nil, err
	}
	all, err := tx.TasksWritten(ctx, unit)
	leads = make(map[[2]string][]leadOf, len(all))
	for _, t := range all {
		key, of := [2]string{numberOf(t.Label), plainWords(t.Name) + "\n" + plainWords(t.Deadline.Text)}, leadOf{unit: t.Lead, name: t.LeadText, due: t.State.Due}
		if t.Lead != "" {
			of.name = tx.Dir.Answering(t.Lead, t.Post, tx.Today).Unit.Name
		}
		leads[key] = append(leads[key], of)
	}
	return nil, leads, err
}

// leadOf is the lead of a task that was given already: the unit, and how lists
// call it today; it may stand no more.
type leadOf struct {
	unit id.ID
	name string
	due  period.Date
}

// plainWords frees a text of what a file changes in it: spaces, line ends, forms
// of letters.
func plainWords(text string) string { return viet.Canonical(viet.CleanSpaces(text)) }

// there says whether a row is a task that was given already, and gives the day
// that one is due on. Without a document the same words with the same deadline
// are another task for another lead.
func (im *taskImporter) there(row ImportedTask) (period.Date, bool) {
	key := im.key(row.TaskRow)
	if im.leads == nil {
		due, ok := im.known[key]
		return due, ok
	}
	of := im.leads[key]
	find := func(is func(leadOf) bool) (period.Date, bool) {
		if i := slices.IndexFunc(of, is); i >= 0 {
			return of[i].due, true
		}
		return "", false
	}
	for _, n := range row.Leads {
		if due, ok := find(func(l leadOf) bool {
			return n.stands() != "" && l.unit == n.stands() || slices.ContainsFunc(n.Members, func(m org.Version) bool { return l.unit == m.ID })
		}); ok {
			return due, true
		}
	}
	if lead := plainWords(row.Lead); lead != "" {
		if due, ok := find(func(l leadOf) bool { return plainWords(l.name) == lead }); ok {
			return due, true
		}
	}
	if len(row.Leads) == 0 {
		return find(func(l leadOf) bool { return l.unit == "" })
	}
	return "", false
}

// unchanged leaves a task as it is: nothing is done with it and nothing asked. A
// day of its extension that is not the one it is due on is told, and so is none.
func (im *taskImporter) unchanged(row *ImportedTask, due period.Date) {
	row.Change, row.Questions = desk.Unchanged, nil
	if last := row.Deadline.Last(); im.extending && strings.TrimSpace(row.Extended) == "" && last != "" && due > last {
		row.Doubts = append(row.Doubts, phrase.New("app.extended_blank", "due", due, "last", last))
	}
	if row.ExtendedTo != "" && row.ExtendedTo != due {
		row.Doubts = append(row.Doubts, phrase.New("app.extended_differs", "text", row.ExtendedTo, "due", due))
	}
}

// numberOf gives the number a row is known by; the marks that a list puts before
// parts without one are none.
func numberOf(label string) string {
	if label == "-" || label == "+" {
		return ""
	}
	return label
}

// key is what a row is known by.
func (im *taskImporter) key(l exchange.TaskRow) [2]string {
	name := plainWords(l.Name)
	if im.in.Document == "" {
		name += "\n" + plainWords(l.Deadline)
	}
	return [2]string{numberOf(l.Label), name}
}

// match finds the units that a row names.
func (im *taskImporter) match(row *ImportedTask) {
	for _, list := range [][]MatchedName{row.Leads, row.Coordinating} {
		for i := range list {
			if list[i].Group {
				list[i].Members = im.members(list[i].Name)
				continue
			}
			found := im.names.Match(list[i].Text)
			if im.then != nil { // a name means what it meant when the paper was issued
				if then := im.then.Match(list[i].Text); len(then) == 1 || len(found) == 0 {
					found = then
				}
			}
			if code, said := im.in.Sheet.Means[list[i].Text]; said {
				found = im.names.Match(code)
			}
			if len(found) == 0 && list[i].Person == list[i].Text {
				found = im.headedBy(list[i].Person)
			}
			if len(found) == 0 {
				if ended := im.ended(list[i].Text); len(ended) == 1 {
					found = ended
				}
			}
			for _, u := range found {
				v, _ := im.d.Unit(u, im.tx.Today)
				list[i].Candidates = append(list[i].Candidates, v)
			}
			if len(found) == 1 {
				list[i].Unit, list[i].Candidates = list[i].Candidates[0], nil
				im.wentWhere(&list[i])
			}
		}
	}
	row.Questions = append(row.Questions, im.unsure(*row)...)
	for _, n := range slices.Concat(row.Leads, row.Coordinating) {
		if n.Gone && len(n.Heirs) == 1 {
			row.Questions = append(row.Questions, phrase.New("app.ask_lead_heir", "name", n.Text, "unit", n.Heirs[0].Name))
		}
	}
}

// tellPartners names the coordinating bodies of a new task that match no unit.
func (row *ImportedTask) tellPartners() {
	var unknown []string
	for _, n := range row.Coordinating {
		if !n.Group && !n.Ditto && n.Unit.ID == "" {
			unknown = append(unknown, "“"+n.Text+"”")
		}
	}
	if len(unknown) > 0 {
		row.Doubts = append(slices.Clip(row.Doubts), phrase.New("app.partners_unknown", "names", strings.Join(unknown, "; ")))
	}
}

// learnThen learns the names of the units that stood when the paper was issued.
func (im *taskImporter) learnThen(ctx context.Context) (err error) {
	if im.issued = im.in.Issued; im.issued == "" && im.in.Document != "" {
		doc, err := im.tx.Document(ctx, im.in.Document)
		if err != nil {
			return err
		}
		im.issued = doc.IssuedOn
	}
	if im.issued != "" && im.issued < im.tx.Today {
		im.then, err = sheets.Names(ctx, im.tx, im.unit, im.issued, false)
	}
	return err
}

// wentWhere says of a unit that does not stand any more what took its place.
func (im *taskImporter) wentWhere(n *MatchedName) {
	if _, stands := im.d.Tree(im.tx.Today).Unit(n.Unit.ID); stands {
		return
	}
	n.Gone = true
	if v, ok := im.d.Unit(n.Unit.ID, im.issued); ok {
		n.Unit = v
	}
	n.Heirs = heirsOf(im.d, n.Unit.ID)
}

// members gives the units of a group: those of its kinds right under the body,
// never others.
func (im *taskImporter) members(n named.Name) []org.Version {
	body, _ := im.d.Unit(im.unit, im.tx.Today)
	level, _ := sheets.PlaceOf(body.Name)
	kinds, ok := n.Kinds(level)
	if !ok {
		return nil
	}
	var out []org.Version
	for _, child := range im.d.Tree(im.tx.Today).Children(im.unit) {
		if slices.Contains(kinds, child.Kind) {
			out = append(out, child)
		}
	}
	return out
}

// unsure says why the lead of a row is not settled; nothing where it is.
func (im *taskImporter) unsure(row ImportedTask) []phrase.Phrase {
	var out []phrase.Phrase
	ask := func(key string, args ...any) { out = append(out, phrase.New(key, args...)) }
	single := 0
	for _, n := range row.Leads {
		switch {
		case n.Group && len(n.Members) == 0:
			ask("app.ask_lead_members", "name", n.Text)
		case n.Group && !im.in.FanOut:
			ask("app.ask_lead_group", "name", n.Text, "n", len(n.Members), "units", namesOf(n.Members))
		case n.Group:
		case len(n.Candidates) > 1 && n.Person == n.Text && n.Person != "":
			ask("app.ask_lead_person_only", "name", n.Text, "n", len(n.Candidates))
		case len(n.Candidates) > 1:
			ask("app.ask_lead_several", "name", n.Text, "n", len(n.Candidates))
		case n.Unit.ID == "":
			ask("app.ask_lead_unknown", "name", n.Text)
		case n.Gone && len(n.Heirs) == 1:
		case n.Gone && len(n.Heirs) > 0:
			ask("app.ask_lead_gone_to", "name", n.Text, "n", len(n.Heirs), "units", namesOf(n.Heirs))
		case n.Gone:
			ask("app.ask_lead_gone", "name", n.Text)
		case n.Person != "":
			if holder := im.holder(n.Unit.ID); viet.Fold(holder) != viet.Fold(n.Person) {
				ask("app.ask_lead_person", "person", n.Person, "name", n.Text, "unit", n.Unit.Name, "holder", cmp.Or(holder, "–"))
			}
		}
		if !n.Group {
			single++
		}
	}
	if len(row.Leads) == 0 {
		ask("app.ask_lead_none")
	}
	if single > 1 || single > 0 && single < len(row.Leads) {
		ask("app.ask_lead_which", "n", len(row.Leads))
	}
	return out
}

// holder gives the name of who heads a unit today; "" where nobody does.
func (im *taskImporter) holder(unit id.ID) string {
	head, ok := im.d.HeadPost(unit)
	if !ok {
		return ""
	}
	return im.d.Answering(unit, head.ID, im.tx.Today).Person.Name
}

// headedBy gives the units at and under the body that a person of that name heads.
func (im *taskImporter) headedBy(person string) []id.ID {
	var out []id.ID
	im.d.Tree(im.tx.Today).Walk(im.unit, func(v org.Version, _ int) {
		if viet.Fold(im.holder(v.ID)) == viet.Fold(person) {
			out = append(out, v.ID)
		}
	})
	return out
}

// refused is why a row cannot be taken in, nil where its lead is settled.
func (im *taskImporter) refused(row ImportedTask) *errs.Error {
	unsure := im.unsure(row)
	if len(unsure) == 0 {
		return nil
	}
	e := errs.New(errs.Invalid, unsure[0].Key).In("lead").Try("app.lead_hint")
	e.What = unsure[0]
	return e
}

// goneLead refuses a lead that stands no longer, and names the units that took
// its place and stand today, with their codes.
func goneLead(d *desk.Directory, lead id.ID) *errs.Error {
	v, _ := d.Unit(lead, d.Today())
	err := errs.New(errs.Invalid, "app.task_unit_gone", "unit", v.Name).In("lead")
	var heirs []string
	for _, h := range heirsOf(d, lead) {
		heirs = append(heirs, h.Name+" ("+h.Code+")")
	}
	slices.Sort(heirs)
	if heirs = slices.Compact(heirs); len(heirs) > 0 {
		return err.Try("app.task_unit_gone_hint", "units", strings.Join(heirs, "; "))
	}
	return err.Try("app.task_unit_gone_none")
}

func namesOf(units []org.Version) string {
	var out []string
	for _, u := range units {
		out = append(out, u.Name)
	}
	return strings.Join(out, ", ")
}

// Becomes gives the units that get the task of a row, where it is one of a group.
func (t ImportedTask) Becomes() []org.Version {
	var out []org.Version
	for _, n := range t.Leads {
		if n.Group {
			out = append(out, n.Members...)
		}
	}
	return out
}
