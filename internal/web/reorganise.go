package web

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/people"
)

// mostLinesShown is how many lines of a map a page shows.
const mostLinesShown = 300

func (s *server) reorganiseRoutes() {
	s.on("GET /admin/units/reorganise", s.reorganise)
	s.on("POST /admin/units/reorganise", s.reorganise)
	s.on("GET /admin/units/import", s.importUnits)
	s.on("POST /admin/units/import", s.importUnits)
}

// wizard is a page that takes a file: first a rehearsal whose result is shown,
// then, when that is confirmed, for real.
type wizard struct {
	title, lead, address, done string
	next                       string // where to go on; the units when empty
	fields                     []page.Field
	take                       func(f sentFile, dry bool) (*page.Outcome, error)
}

func (s *server) wizard(w http.ResponseWriter, r *ask, z wizard) error {
	v := page.Rehearsal{Frame: s.plainFrame(r), Lead: i18n.T(r.lang, z.lead)}
	v.Title = i18n.T(r.lang, z.title)
	v.Crumbs = []page.Link{{Text: i18n.T(r.lang, "web.units_title"), URL: "/units"}}
	v.Form = page.Form{Action: z.address, Submit: i18n.T(r.lang, "web.import_look"), Cancel: "/units",
		Fields: append([]page.Field{{Kind: "file", Name: "file", Label: i18n.T(r.lang, "web.import_file"), Accept: ".xlsx,.csv,.json", Required: true}}, z.fields...)}
	if r.Method != http.MethodPost {
		return s.show(w, r, http.StatusOK, v.Page())
	}
	var out *page.Outcome
	f, confirmed, err := sentSheet(r)
	confirmed = confirmed && r.PostFormValue("look") == ""
	if err == nil {
		out, err = z.take(f, !confirmed)
	}
	switch {
	case err != nil && !aboutRows(err):
		code, ok := intoForm(&v.Form, err)
		if !ok {
			return err
		}
		return s.show(w, r, code, v.Page())
	case err == nil && confirmed:
		if z.next == "" {
			z.next = "/units"
		}
		return s.redirect(w, r, z.next, z.done)
	}
	code := http.StatusOK
	if out == nil {
		out = &page.Outcome{}
	}
	out.File, v.Result = f.name, out
	for _, e := range errs.All(err) {
		if e.What.Key == "org.ask_share" && len(out.Asked) > 0 {
			continue // it is asked for below
		}
		out.Problems = append(out.Problems, page.RowProblem{Row: e.Row, What: e.What, Hint: e.Hint})
		code = statusOf[e.Kind]
	}
	hidden := []page.Field{
		{Kind: "hidden", Name: "document", Value: string(f.document)}, {Kind: "hidden", Name: "name", Value: f.name},
		{Kind: "hidden", Name: "sheet", Value: base64.StdEncoding.EncodeToString(f.content)}, {Kind: "hidden", Name: "signature", Value: f.signature(r.user.Account)}}
	for _, field := range z.fields {
		hidden = append(hidden, page.Field{Kind: "hidden", Name: field.Name, Value: r.FormValue(field.Name)})
	}
	if len(out.Asked) > 0 {
		out.Shares = &page.Form{Action: z.address, Submit: i18n.T(r.lang, "web.reorganise_look"),
			Fields: slices.Concat(out.Asked, hidden, []page.Field{{Kind: "hidden", Name: "look", Value: "1"}})}
	}
	if err == nil {
		for _, share := range out.Asked {
			hidden = append(hidden, page.Field{Kind: "hidden", Name: share.Name, Value: share.Value})
		}
		out.Commit = &page.Form{Action: z.address, Submit: i18n.T(r.lang, "web.reorganise_do"), Cancel: z.address, Danger: true, Fields: hidden}
	}
	return s.show(w, r, code, v.Page())
}

// reorganise takes a map: what becomes of which unit.
func (s *server) reorganise(w http.ResponseWriter, r *ask) error {
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	if err := needs(d, access.ManageUnits); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.lang, key) }
	return s.wizard(w, r, wizard{title: "web.reorganise_title", lead: "web.reorganise_lead", address: "/admin/units/reorganise", done: "reorganised",
		fields: []page.Field{
			{Kind: "date", Name: "on", Label: t("web.reorganise_on"), Hint: t("web.date_hint"), Required: true, Value: r.FormValue("on")},
			{Name: "decision", Label: t("web.decision"), Value: r.FormValue("decision")}},
		take: func(f sentFile, dry bool) (*page.Outcome, error) {
			on, err := day(r, "on")
			if err != nil {
				return nil, err
			}
			moves, err := app.ReadMap(r.Context(), f.sheet())
			if err != nil {
				return nil, err
			}
			asked, list := typedShares(r, moves)
			done, err := s.app.Reorganise(r.Context(), r.user.Actor, app.Reorganisation{On: on, Decision: r.FormValue("decision"), Moves: moves, DryRun: dry})
			if err == nil && dry {
				err = done.Settled(false)
			}
			if len(list) > 0 && (err == nil || aboutRows(err)) {
				err = append(list, errs.All(err)...)
			}
			out := reorganiseOutcome(r.lang, d, done)
			out.Asked = sharesAsked(r.lang, done, asked, err)
			return out, err
		}})
}

// typedShares puts the shares typed on the page into the moves that have none,
// and gives what was typed by row.
func typedShares(r *ask, moves []org.Move) (map[int]page.Field, errs.List) {
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
func sharesAsked(lang i18n.Lang, done app.Reorganised, typed map[int]page.Field, err error) []page.Field {
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

func reorganiseOutcome(lang i18n.Lang, d *app.Directory, done app.Reorganised) *page.Outcome {
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
		"targets", len(done.Targets), "vacant", len(done.Vacant)))
	for _, m := range done.Targets {
		t := page.MovedTarget{Name: m.From[0].Name, To: name[m.Unit], Wording: m.Wording}
		if done.AwaitsShare(m) {
			t.Wording = i18n.T(lang, "web.reorganise_awaits")
		}
		for _, from := range m.From {
			v, _ := d.Unit(from.Unit, done.On.AddDays(-1))
			t.From = append(t.From, page.Link{Text: v.Name + " (" + from.Current().Wording + ")", URL: "/targets/" + string(from.ID)})
		}
		if m.Ask != nil {
			t.Ask = *m.Ask
		}
		out.Targets = append(out.Targets, t)
	}
	for _, l := range done.Lines[:min(len(done.Lines), mostLinesShown)] {
		out.Rows = append(out.Rows, page.OutcomeRow{Name: l.From.Name, Code: l.Old, Act: i18n.T(lang, "org.act_"+string(l.Act)), To: l.New.Name, Asks: l.Questions})
	}
	return out
}

// importUnits takes a list of units.
func (s *server) importUnits(w http.ResponseWriter, r *ask) error {
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	if err := needs(d, access.ManageUnits); err != nil {
		return err
	}
	return s.wizard(w, r, wizard{title: "web.units_import", lead: "web.units_import_lead", address: "/admin/units/import", done: "units_imported",
		fields: []page.Field{unitField(r, d, s.today(), "under", "web.unit_parent", r.FormValue("under"), false),
			{Kind: "date", Name: "on", Label: i18n.T(r.lang, "web.from_day"), Hint: i18n.T(r.lang, "web.date_hint"), Value: r.FormValue("on")}},
		take: func(f sentFile, dry bool) (*page.Outcome, error) {
			from, err := day(r, "on")
			if err != nil {
				return nil, err
			}
			done, err := s.app.ImportUnits(r.Context(), r.user.Actor, app.UnitsImport{Under: r.FormValue("under"), From: from, Sheet: f.sheet(), DryRun: dry})
			return unitsOutcome(r.lang, done), err
		}})
}

func unitsOutcome(lang i18n.Lang, done app.ImportedUnits) *page.Outcome {
	out := &page.Outcome{Total: len(done.Rows)}
	count := map[app.Change]int{}
	for i, u := range done.Rows {
		count[u.Change]++
		if i < mostLinesShown {
			out.Rows = append(out.Rows, page.OutcomeRow{Name: u.Name, Code: u.Code, Act: i18n.T(lang, "web.unit_"+string(u.Change)), To: i18n.T(lang, "unit_kind."+u.Kind)})
		}
	}
	out.Notes = []phrase.Phrase{phrase.New("cli.units_imported", "added", count[app.Added], "unchanged", count[app.Unchanged])}
	if done.Table != nil {
		out.Notes = append(out.Notes, done.Table.Notes...)
	}
	return out
}

// successionOf says what a unit came of and went into, with links.
func successionOf(r *ask, d *app.Directory, unit id.ID) (from, into []people.Succeeded) {
	link := func(other id.ID, on, day period.Date, part bool, decision string) people.Succeeded {
		v, _ := d.Unit(other, day)
		return people.Succeeded{Unit: page.Link{Text: v.Name, URL: withDay(unitAddress(v.Code), day)}, On: on, Part: part, Decision: decision}
	}
	for _, s := range d.Predecessors(unit) {
		from = append(from, link(s.Old, s.On, s.On.AddDays(-1), s.Part, s.Decision))
	}
	for _, s := range d.Successors(unit) {
		into = append(into, link(s.New, s.On, s.On, s.Part, s.Decision))
	}
	return from, into
}
