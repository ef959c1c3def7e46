package people

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// reorganise takes a map: what becomes of which unit.
func (s *server) reorganise(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := kit.Needs(d, access.ManageUnits); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	var read reform.Map
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.reorganise_title", Lead: "web.reorganise_lead", Address: href.Reorganise, Done: "reorganised",
		Fields: []page.Field{
			{Kind: "date", Name: "on", Label: t("web.reorganise_on"), Required: true, Value: r.FormValue("on")},
			{Name: "decision", Label: t("web.decision"), Value: r.FormValue("decision")}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			on, err := kit.Day(r, "on")
			if err != nil {
				return nil, err
			}
			var faults error
			if read, faults = reform.ReadMap(r.Context(), f.Sheet()); read.Table == nil {
				return nil, faults
			}
			asked, list := typedShares(r, read.Moves)
			done, err := s.App.Reorganise(r.Context(), r.User.Actor, reform.Reorganisation{On: on, Decision: r.FormValue("decision"), Moves: read.Moves, Faults: faults, DryRun: dry})
			if err == nil && dry {
				err = done.Settled(false)
			}
			if len(list) > 0 && (err == nil || kit.AboutRows(err)) {
				err = append(list, errs.All(err)...)
			}
			out := reorganiseOutcome(r.Lang, d, done)
			out.Notes = append(out.Notes, read.Table.Told()...)
			out.Asked = sharesAsked(r.Lang, done, asked, err)
			return out, err
		}, Bench: func() kit.Workbench {
			b := kit.Workbench{Table: read.Table, Columns: read.Columns, Fields: []string{"old", "new", "new_name", "new_kind", "new_parent", "new_parent_name", "divided", "share"}}
			for _, m := range read.Moves {
				b.Rows = append(b.Rows, kit.ReadRow{Number: m.Row, Text: m.Old + " → " + cmp.Or(m.New.Name, m.New.Official)})
			}
			return b
		}})
}

// typedShares puts the shares typed on the page into the moves that have none,
// and gives what was typed by row.
func typedShares(r *kit.Ask, moves []org.Move) (map[int]page.Field, errs.List) {
	typed := map[int]page.Field{}
	var list errs.List
	for i := range moves {
		m := &moves[i]
		name := "share-" + strconv.Itoa(m.Row)
		text := strings.TrimSuffix(strings.TrimSpace(r.PostFormValue(name)), "%")
		if !m.Part || m.Share != nil || text == "" {
			continue
		}
		field := page.Field{Name: name, Value: text}
		if share, err := measure.ReadTyped(text); err != nil {
			e := errs.All(err)[0]
			field.Errors = []page.Problem{{What: e.What, Hint: e.Hint}}
			list = append(list, e.AtRow(m.Row, ""))
		} else {
			m.Share = &share
		}
		typed[m.Row] = field
	}
	return typed, list
}

// sharesAsked gives an entry for each line whose share was typed or is needed.
func sharesAsked(lang i18n.Lang, done reform.Reorganised, typed map[int]page.Field, err error) []page.Field {
	needed := map[int]bool{}
	for _, e := range errs.All(err) {
		if e.What.Key == "org.ask_share" {
			needed[e.Row] = true
		}
	}
	var out []page.Field
	for _, l := range done.Lines {
		field, given := typed[l.Row]
		if !given && !needed[l.Row] {
			continue
		}
		field.Kind, field.Name, field.Unit, field.Required = "number", "share-"+strconv.Itoa(l.Row), "%", true
		field.Label = i18n.T(lang, "web.reorganise_share", "from", l.From.Name, "to", l.New.Name)
		out = append(out, field)
	}
	return out
}

func reorganiseOutcome(lang i18n.Lang, d *desk.Directory, done reform.Reorganised) *page.Outcome {
	out := &page.Outcome{Total: len(done.Lines)}
	for _, kind := range org.Kinds() {
		if before, after := done.Before[kind], done.After[kind]; before != after {
			out.Kinds = append(out.Kinds, page.KindCount{Kind: kind, Before: before, After: after})
		}
	}
	name := map[id.ID]string{}
	for _, v := range done.Formed {
		name[v.ID] = v.Name
	}
	out.Notes = append(out.Notes, phrase.New("cli.reorganised", "formed", len(done.Formed), "changed", len(done.Changed), "ended", len(done.Ended),
		"targets", len(done.Targets), "vacant", len(done.Vacant)), phrase.New("web.reorganise_final"))
	out.Also, out.AlsoOf = done.AlsoEnded()
	for _, m := range done.Targets {
		t := page.MovedTarget{Name: m.From[0].Name, To: name[m.Unit], Wording: m.Wording}
		if done.AwaitsShare(m) {
			t.Wording = i18n.T(lang, "web.reorganise_awaits")
		}
		for _, from := range m.From {
			v, _ := d.Unit(from.Unit, done.On.AddDays(-1))
			t.From = append(t.From, page.Link{Text: v.Name + " (" + from.Current().Wording + ")", URL: href.Target(from.ID, "")})
		}
		if m.Ask != nil {
			t.Ask = *m.Ask
		}
		out.Targets = append(out.Targets, t)
	}
	for _, l := range done.Lines[:min(len(done.Lines), kit.MostLinesShown)] {
		out.Rows = append(out.Rows, page.OutcomeRow{Row: l.Row, Name: l.From.Name, Code: l.Old, Act: i18n.T(lang, "org.act_"+string(l.Act)), To: l.New.Name, Asks: l.Questions})
	}
	return out
}

// importUnits takes a list of units.
func (s *server) importUnits(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := kit.Needs(d, access.ManageUnits); err != nil {
		return err
	}
	var taken units.ImportedUnits
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.units_import", Lead: "web.units_import_lead", Address: href.UnitsImport(""), Done: "units_imported",
		Fields: []page.Field{kit.UnitField(r, d, s.Today(), "under", "web.unit_parent", r.FormValue("under"), false),
			{Kind: "date", Name: "on", Label: i18n.T(r.Lang, "web.from_day"), Value: r.FormValue("on")}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			from, err := kit.Day(r, "on")
			if err != nil {
				return nil, err
			}
			done, err := s.App.ImportUnits(r.Context(), r.User.Actor, units.UnitsImport{Under: r.FormValue("under"), From: from, Sheet: f.Sheet(), DryRun: dry})
			taken = done
			return unitsOutcome(r.Lang, done), err
		}, After: func() string {
			if taken.Import != "" {
				return href.Imported(taken.Import)
			}
			return ""
		}, Bench: func() kit.Workbench {
			b := kit.Workbench{Table: taken.Table, Columns: taken.Columns, Fields: []string{"code", "official", "name", "kind", "parent"}, Called: map[string]string{"name": "unit_name"}}
			for _, u := range taken.Rows {
				b.Rows = append(b.Rows, kit.ReadRow{Number: u.Row, Text: u.Name})
			}
			return b
		}})
}

func unitsOutcome(lang i18n.Lang, done units.ImportedUnits) *page.Outcome {
	out := &page.Outcome{Of: "units", Total: len(done.Rows)}
	count := map[desk.Change]int{}
	for i, u := range done.Rows {
		count[u.Change]++
		if i < kit.MostLinesShown {
			row := page.OutcomeRow{Row: u.Row, Name: u.Name, Code: u.Code, Act: actOf(lang, u.Change), To: i18n.T(lang, "unit_kind."+u.Kind)}
			if u.Parent != "" {
				row.To += ", " + u.Parent
			}
			out.Rows = append(out.Rows, row)
		}
	}
	out.Notes = []phrase.Phrase{phrase.New("cli.units_imported", "added", count[desk.Added], "unchanged", count[desk.Unchanged])}
	out.Notes = append(out.Notes, refusedRows(count[desk.Refused])...)
	if count[desk.Added] > 0 {
		out.Notes = append(out.Notes, phrase.New("web.units_import_undo"))
	}
	if done.Table != nil {
		out.Notes = append(out.Notes, done.Table.Told()...)
	}
	return out
}

// successionOf says what a unit came of and went into, with links.
func successionOf(r *kit.Ask, d *desk.Directory, unit id.ID) (from, into []Succeeded) {
	link := func(other id.ID, on, day period.Date, part bool, decision string) Succeeded {
		v, _ := d.Unit(other, day)
		to := page.Link{Text: v.Name}
		if d.Can(access.Read, other) {
			to.URL = href.On(href.Unit(v.Code), day)
		}
		return Succeeded{Unit: to, On: on, Part: part, Decision: decision}
	}
	for _, s := range d.Predecessors(unit) {
		from = append(from, link(s.Old, s.On, s.On.AddDays(-1), s.Part, s.Decision))
	}
	for _, s := range d.Successors(unit) {
		into = append(into, link(s.New, s.On, s.On, s.Part, s.Decision))
	}
	return from, into
}

// actOf says what happens to a row; nothing of one that was only read.
func actOf(lang i18n.Lang, c desk.Change) string {
	if c == "" {
		return ""
	}
	return i18n.T(lang, "web.unit_"+string(c))
}

// refusedRows says how many rows are at fault, where some are.
func refusedRows(n int) []phrase.Phrase {
	if n == 0 {
		return nil
	}
	return []phrase.Phrase{phrase.New("web.rows_refused", "n", n)}
}
