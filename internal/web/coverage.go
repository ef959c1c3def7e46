package web

import (
	"net/http"
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/paper"
)

func coverageURL(superior, own id.ID) string {
	return "/coverage/" + string(superior) + "/" + string(own)
}

// coverage holds a superior's document against an own one; without the two it
// asks which.
func (s *server) coverage(w http.ResponseWriter, r *ask) error {
	if r.PathValue("code") != "" {
		return s.chooseCoverage(w, r)
	}
	superior, err := pathID(r, "superior")
	if err != nil {
		return err
	}
	own, err := pathID(r, "own")
	if err != nil {
		return err
	}
	failed, item := error(nil), id.ID("")
	if r.Method == http.MethodPost {
		item = id.ID(r.PostFormValue("item"))
		if failed = s.sayCoverage(r, superior, own, item); failed == nil {
			back := &boardAddress{path: coverageURL(superior, own), query: r.URL.Query()}
			back.query.Del("item")
			http.Redirect(w, r.Request, back.with("done", "coverage_said")+"#i"+string(item), http.StatusSeeOther)
			return nil
		}
	}
	m, err := s.app.Coverage(r.Context(), r.user.Actor, superior, own)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v, code := s.coverageView(r, d, m), http.StatusOK
	if failed != nil {
		ok := false
		if code, ok = intoForm(&v.Form, failed); !ok || v.Saying == nil {
			return failed
		}
	}
	return s.show(w, r, code, v.Page())
}

// chooseCoverage asks which document is held against which.
func (s *server) chooseCoverage(w http.ResponseWriter, r *ask) error {
	superior, own := r.FormValue("superior"), r.FormValue("own")
	if superior != "" && own != "" {
		http.Redirect(w, r.Request, coverageURL(id.ID(superior), id.ID(own)), http.StatusSeeOther)
		return nil
	}
	list, err := s.app.Papers(r.Context(), r.user.Actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.lang, key) }
	base := unitAddress(list.Unit.Code)
	v := paper.Coverage{Frame: s.frame(r, d, list.Unit.ID, "", t("web.coverage_title"))}
	v.Crumbs = []page.Link{{Text: t("web.papers_title"), URL: base + "/papers"}}
	of := func(name string, level target.Level, chosen string) page.Field {
		f := page.Field{Kind: "select", Name: name, Label: t("page.paper.level_" + string(level)), Options: []page.Option{{Text: "–"}}}
		for _, p := range list.Rows {
			if p.Level == level {
				f.Options = append(f.Options, page.Option{Value: string(p.ID), Text: p.Number + " · " + p.Document.Title, Selected: string(p.ID) == chosen})
			}
		}
		return f
	}
	code := http.StatusOK
	v.Choose = &page.Form{Action: base + "/coverage", Submit: t("page.see"), Cancel: base + "/papers", Fields: []page.Field{of("superior", target.SuperiorLevel, superior), of("own", target.OwnLevel, own)}}
	if r.Method == http.MethodPost {
		code = http.StatusUnprocessableEntity
		for i, chosen := range []string{superior, own} {
			if chosen == "" {
				v.Choose.Fields[i].Errors = []page.Problem{{What: phrase.New("web.coverage_choose")}}
			}
		}
	}
	return s.show(w, r, code, v.Page())
}

func (s *server) sayCoverage(r *ask, superior, own, item id.ID) error {
	in := app.NewCoverage{Superior: superior, Own: own, Item: item, Status: resolution.Status(r.PostFormValue("status")), Reason: r.PostFormValue("reason")}
	var err error
	if in.Due, err = day(r, "due"); err != nil {
		return err
	}
	for _, l := range r.PostForm["links"] {
		in.Links = append(in.Links, id.ID(l))
	}
	if code := r.PostFormValue("owner"); code != "" {
		d, err := s.app.Directory(r.Context(), r.user.Actor)
		if err != nil {
			return err
		}
		if in.Owner, err = d.UnitByCode(code); err != nil {
			return errs.All(err)[0].In("owner")
		}
	}
	return s.app.SetCoverage(r.Context(), r.user.Actor, in)
}

// coverageView is the matrix with the filter of the address.
func (s *server) coverageView(r *ask, d *app.Directory, m app.CoverageMatrix) paper.Coverage {
	t := func(key string, args ...any) string { return i18n.T(r.lang, key, args...) }
	at := &boardAddress{path: coverageURL(m.Superior.ID, m.Own.ID), query: r.URL.Query()}
	at.query.Del("item")
	status := at.query.Get("status")
	v := paper.Coverage{Frame: s.frame(r, d, m.Own.Unit, "", t("web.coverage_title")), Superior: page.Link{Text: m.Superior.Number, URL: textURL(m.Superior.ID)},
		Own: page.Link{Text: m.Own.Number, URL: textURL(m.Own.ID)}, Filtered: status != "", ClearURL: at.path, PrintURL: at.with("print", "1")}
	if unit, ok := d.Unit(m.Own.Unit, s.today()); ok {
		v.Crumbs = []page.Link{{Text: t("web.papers_title"), URL: unitAddress(unit.Code) + "/papers"}}
		v.Heading = &page.Heading{Issuer: strings.ToUpper(unit.Name), Place: unit.Name, Date: s.today(), Title: strings.ToUpper(t("web.coverage_heading")),
			Subtitle: t("web.coverage_subtitle", "superior", documentTitle(r.lang, m.Superior), "own", documentTitle(r.lang, m.Own))}
		v.Landscape = true
	}
	gaps := m.Count["not_covered"] + m.Count["partly"]
	v.Sentence = t("web.coverage_sentence", "covered", m.Count["covered"], "total", len(m.Rows), "gaps", gaps, "open", m.Count["open"])
	weaker := 0
	for _, row := range m.Rows {
		if len(row.Proposal.Weaker) > 0 {
			weaker++
		}
	}
	for _, one := range []string{"covered", "partly", "not_covered", "not_applicable", "open"} {
		if n := m.Count[one]; n > 0 || status == one {
			v.Counts = append(v.Counts, paper.Count{Status: one, Text: t("coverage." + one), N: n, URL: at.with("status", one), Here: status == one})
		}
	}
	if gaps > 0 || status == "gaps" {
		v.Counts = append(v.Counts, paper.Count{Status: "gaps", Text: t("web.coverage_gaps"), N: gaps, URL: at.with("status", "gaps"), Here: status == "gaps"})
	}
	if weaker > 0 || status == "weaker" {
		v.Counts = append(v.Counts, paper.Count{Status: "weaker", Text: t("web.coverage_weaker"), N: weaker, URL: at.with("status", "weaker"), Here: status == "weaker"})
	}
	for _, row := range m.Rows {
		switch have := row.Status(); status {
		case "", have:
		case "gaps":
			if have != "not_covered" && have != "partly" {
				continue
			}
		case "weaker":
			if len(row.Proposal.Weaker) == 0 {
				continue
			}
		default:
			continue
		}
		v.Rows = append(v.Rows, s.coverageRow(r, m, row, at))
	}
	for _, row := range m.Rows {
		if m.May && r.FormValue("item") == string(row.ID) {
			said := s.coverageRow(r, m, row, at)
			v.Saying, v.Form = &said, s.coverageForm(r, d, m, row)
		}
	}
	return v
}

func (s *server) coverageRow(r *ask, m app.CoverageMatrix, row app.CoverageRow, at *boardAddress) paper.CoverageRow {
	t := func(key string, args ...any) string { return i18n.T(r.lang, key, args...) }
	out := paper.CoverageRow{ID: string(row.ID), Ref: row.Item.Ref, Sort: row.Item.Sort, Text: row.Item.Text, Status: row.Status(), Word: t("coverage." + row.Status())}
	own := func(i int) string { return strings.TrimSpace(m.Items[i].Ref + " " + short(m.Items[i].Text, 120)) }
	linked := map[id.ID]bool{}
	if said := row.Said; said != nil {
		out.Reason, out.Owner, out.Due, out.By = said.Reason, row.Owner.Name, said.Due, said.ByName
		out.Late = said.Due != "" && said.Due < s.today() && (said.Status == resolution.NotCovered || said.Status == resolution.Partly)
		for _, l := range said.Links {
			linked[l] = true
		}
	} else {
		out.Hint = t("web.coverage_proposed", "status", t("coverage."+string(row.Proposal.Status)))
	}
	for k, match := range row.Proposal.Matches {
		if row.Said == nil || linked[m.IDs[match.Own]] || len(linked) == 0 {
			out.Own = append(out.Own, own(match.Own))
		}
		for _, weak := range row.Proposal.Weaker {
			if weak == k {
				out.Weaker = append(out.Weaker, t("web.coverage_weak", "own", own(match.Own)))
			}
		}
	}
	if m.May {
		out.FormURL = at.with("item", string(row.ID)) + "#say"
	}
	return out
}

// coverageForm asks how far an item is taken up, by what, and who closes the gap.
func (s *server) coverageForm(r *ask, d *app.Directory, m app.CoverageMatrix, row app.CoverageRow) page.Form {
	t := func(key string) string { return i18n.T(r.lang, key) }
	mine := r.Method == http.MethodPost && r.PostFormValue("item") == string(row.ID)
	value := func(name, otherwise string) string {
		if mine {
			return r.PostFormValue(name)
		}
		return otherwise
	}
	status, reason, owner, due := string(row.Proposal.Status), "", "", ""
	if row.Said != nil {
		status, reason, owner = string(row.Said.Status), row.Said.Reason, row.Owner.Code
		if row.Said.Due != "" {
			due = row.Said.Due.Say("")
		}
	}
	choose := page.Field{Kind: "select", Name: "status", Label: t("page.coverage.state")}
	for _, one := range []resolution.Status{resolution.Covered, resolution.Partly, resolution.NotCovered, resolution.NotApplicable} {
		choose.Options = append(choose.Options, page.Option{Value: string(one), Text: t("coverage." + string(one)), Selected: value("status", status) == string(one)})
	}
	f := page.Form{Action: coverageURL(m.Superior.ID, m.Own.ID), Submit: t("web.save"), Cancel: coverageURL(m.Superior.ID, m.Own.ID), Fields: []page.Field{{Kind: "hidden", Name: "item", Value: string(row.ID)}, choose}}
	for _, match := range row.Proposal.Matches {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "links", Value: string(m.IDs[match.Own]), Label: strings.TrimSpace(m.Items[match.Own].Ref + " " + short(m.Items[match.Own].Text, 80)),
			Checked: !mine && row.Said == nil && status != string(resolution.NotCovered) || row.Said != nil && contains(row.Said.Links, m.IDs[match.Own])})
	}
	f.Fields = append(f.Fields, unitField(r, d, s.today(), "owner", "web.coverage_owner", value("owner", owner), true),
		page.Field{Kind: "date", Name: "due", Label: t("web.coverage_due"), Hint: t("web.date_hint"), Value: value("due", due)},
		page.Field{Kind: "area", Name: "reason", Label: t("web.coverage_reason"), Value: value("reason", reason)})
	return f
}

func contains(list []id.ID, one id.ID) bool {
	for _, l := range list {
		if l == one {
			return true
		}
	}
	return false
}

// short cuts a text to so many characters.
func short(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return text
}
