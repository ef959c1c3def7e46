package people

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// importPeople takes in a list of people, first as a rehearsal.
func (s *server) importPeople(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := kit.Needs(d, access.ManagePeople); err != nil {
		return err
	}
	var done accounts.ImportedPeople
	var asked errs.List
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.people_import", Lead: "web.people_import_lead", Address: href.PeopleImport(""), Done: "people_imported", Stay: true,
		Fields: []page.Field{kit.UnitField(r, d, s.Today(), "under", "web.people_under", r.FormValue("under"), true),
			{Kind: "date", Name: "on", Label: i18n.T(r.Lang, "web.from_day"), Value: r.FormValue("on")}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			from, err := kit.Day(r, "on")
			if err != nil {
				return nil, err
			}
			done, err = s.App.ImportPeople(r.Context(), r.User.Actor, accounts.PeopleImport{Under: r.FormValue("under"), From: from, Sheet: f.Sheet(), DryRun: dry})
			asked = errs.All(err)
			return peopleOutcome(r.Lang, done), err
		}, Bench: func() kit.Workbench { return peopleBench(r, done, asked, d) }})
}

// peopleBench is what can be chosen in a list of people.
func peopleBench(r *kit.Ask, done accounts.ImportedPeople, asked errs.List, d *desk.Directory) kit.Workbench {
	under, err := d.UnitByCode(r.FormValue("under"))
	if err != nil {
		under = id.ID("")
	}
	b := kit.Workbench{Table: done.Table, Columns: done.Columns, Units: kit.UnitOptions(d, under), Others: map[string][]page.Option{},
		Fields: []string{"person", "unit", "post", "head", "capacity", "from", "decision", "account", "role", "scope"}, Called: map[string]string{"unit": "office"}}
	who := []page.Option{{Value: accounts.SamePerson, Text: i18n.T(r.Lang, "web.bench_same")}, {Value: accounts.OtherPerson, Text: i18n.T(r.Lang, "web.bench_other")}}
	for _, row := range done.Rows {
		b.Rows = append(b.Rows, kit.ReadRow{Number: row.Row, Text: strings.Join([]string{row.Name, row.Post, row.Unit}, " · ")})
		if r.PostFormValue("match-"+row.Name) != "" {
			b.Others[row.Name] = who
		}
	}
	for _, e := range asked {
		name, _ := e.What.Arg("name").(string)
		switch e.What.Key {
		case "app.people_unit":
			b.Name(name)
		case "app.people_which":
			b.Name(name)
			b.Others[name] = who
		}
	}
	return b
}

func peopleOutcome(lang i18n.Lang, done accounts.ImportedPeople) *page.Outcome {
	out := &page.Outcome{Of: "people", Total: len(done.Rows)}
	count, wider := map[desk.Change]int{}, false
	for i, row := range done.Rows {
		count[row.Change]++
		if i >= kit.MostLinesShown && row.Password == "" {
			continue
		}
		line := page.OutcomeRow{Row: row.Row, Name: row.Name, Code: row.Account, Act: actOf(lang, row.Change), To: strings.Trim(row.Post+", "+row.In.Name, ", "), Asks: row.Doubts}
		var made []string
		for _, what := range row.Made {
			made = append(made, i18n.T(lang, "web.people_made_"+what))
		}
		if len(made) > 0 {
			line.Tells = append(line.Tells, phrase.New("web.people_made", "what", strings.Join(made, ", ")))
		}
		if row.Role != "" && row.For.ID != "" {
			line.Tells = append(line.Tells, phrase.New("web.people_role_for", "role", row.Role, "unit", row.For.Name))
			wider = wider || row.Wider
		}
		if row.Before != "" {
			line.Asks = append(line.Asks, phrase.New("web.people_over", "name", row.Before))
		}
		if row.Password != "" {
			line.Tells = append(line.Tells, phrase.New("web.people_password", "password", row.Password))
		}
		out.Rows = append(out.Rows, line)
	}
	out.Notes = []phrase.Phrase{phrase.New("cli.people_imported", "added", count[desk.Added], "unchanged", count[desk.Unchanged])}
	out.Notes = append(out.Notes, refusedRows(count[desk.Refused])...)
	if wider {
		out.Notes = append(out.Notes, phrase.New("web.people_wider"))
	}
	if count[desk.Added] > 0 {
		out.Notes = append(out.Notes, phrase.New("web.people_import_undo"))
	}
	if done.Import != "" {
		out.On = page.Link{Text: i18n.T(lang, "web.next_step"), URL: href.Welcome}
		out.Undo = page.Link{Text: i18n.T(lang, "web.imported_undo"), URL: href.Imported(done.Import)}
	}
	if done.Table != nil {
		out.Notes = append(out.Notes, done.Table.Told()...)
	}
	return out
}
