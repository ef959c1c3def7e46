package paper

import (
	"net/http"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/papers"
	"dondoc/internal/coverage"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// coverage holds a superior's document against an own one; without the two it
// asks which.
func (s *server) coverage(w http.ResponseWriter, r *kit.Ask) error {
	if r.PathValue("code") != "" {
		return s.chooseCoverage(w, r)
	}
	superior, err := kit.PathID(r, "superior")
	if err != nil {
		return err
	}
	own, err := kit.PathID(r, "own")
	if err != nil {
		return err
	}
	failed, item := error(nil), id.ID("")
	if r.Method == http.MethodPost {
		item = id.ID(r.PostFormValue("item"))
		if r.PostFormValue("do") == "accept" {
			return s.acceptCoverage(w, r, superior, own)
		}
		if failed = s.sayCoverage(r, superior, own, item); failed == nil {
			back := &kit.Address{Path: href.Matrix(superior, own), Query: r.URL.Query()}
			back.Query.Del("item")
			http.Redirect(w, r.Request, back.With("done", "coverage_said")+"#i"+string(item), http.StatusSeeOther)
			return nil
		}
	}
	known := period.Date("")
	if r.Method == http.MethodGet { // what is said is said now
		if known, err = kit.AsKnown(r); err != nil {
			return err
		}
	}
	m, err := s.App.Coverage(r.Context(), r.User.Actor, superior, own, known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v, code := s.coverageView(r, d, m, known), http.StatusOK
	if failed != nil {
		ok := false
		if code, ok = kit.IntoForm(&v.Form, failed); !ok || v.Saying == nil {
			return failed
		}
	}
	return s.Show(w, r, code, v.Page())
}

// chooseCoverage asks which document is held against which.
func (s *server) chooseCoverage(w http.ResponseWriter, r *kit.Ask) error {
	superior, own := r.FormValue("superior"), r.FormValue("own")
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	if superior != "" && own != "" {
		http.Redirect(w, r.Request, href.AsKnown(href.Matrix(id.ID(superior), id.ID(own)), known), http.StatusSeeOther)
		return nil
	}
	list, err := s.App.Papers(r.Context(), r.User.Actor, r.PathValue("code"), known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := Coverage{Frame: s.Frame(r, d, list.Unit.ID, "", t("web.coverage_title"))}
	v.Crumbs = []page.Link{{Text: t("web.papers_title"), URL: href.Papers(list.Unit.Code)}}
	of := func(name string, level target.Level, chosen string) page.Field {
		f := page.Field{Kind: "select", Name: name, Label: t(map[target.Level]string{target.SuperiorLevel: "page.coverage.superior_document", target.OwnLevel: "page.coverage.own_document"}[level]), Required: true, Options: []page.Option{{Text: "–"}}}
		for _, p := range list.Rows {
			if p.Level == level {
				f.Options = append(f.Options, page.Option{Value: string(p.ID), Text: p.Number + " · " + p.Document.Title, Selected: string(p.ID) == chosen})
			}
		}
		return f
	}
	code := http.StatusOK
	v.Choose = &page.Form{Action: href.AsKnown(href.Coverage(list.Unit.Code, ""), known), Submit: t("page.see"), Cancel: href.Papers(list.Unit.Code), Fields: []page.Field{of("superior", target.SuperiorLevel, superior), of("own", target.OwnLevel, own)}}
	if r.Method == http.MethodPost {
		code = http.StatusUnprocessableEntity
		for i, chosen := range []string{superior, own} {
			if chosen == "" {
				v.Choose.Fields[i].Errors = []page.Problem{{What: phrase.New("web.coverage_choose")}}
			}
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) sayCoverage(r *kit.Ask, superior, own, item id.ID) error {
	in := papers.NewCoverage{Superior: superior, Own: own, Item: item, Status: coverage.Status(r.PostFormValue("status")), Reason: r.PostFormValue("reason")}
	var err error
	if in.Due, err = kit.Day(r, "due"); err != nil {
		return err
	}
	for _, l := range r.PostForm["links"] {
		in.Links = append(in.Links, id.ID(l))
	}
	if code := r.PostFormValue("owner"); code != "" {
		d, err := s.App.Directory(r.Context(), r.User.Actor)
		if err != nil {
			return err
		}
		if in.Owner, err = d.UnitByCode(code); err != nil {
			return errs.All(err)[0].In("owner")
		}
	}
	return s.App.SetCoverage(r.Context(), r.User.Actor, in)
}

// coverageView is the matrix with the filter of the address.
func (s *server) coverageView(r *kit.Ask, d *desk.Directory, m papers.CoverageMatrix, known period.Date) Coverage {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	at := &kit.Address{Path: href.Matrix(m.Superior.ID, m.Own.ID), Query: r.URL.Query()}
	at.Query.Del("item")
	which := at.Query.Get("import")
	at.Query.Del("import")
	status := at.Query.Get("status")
	v := Coverage{Frame: s.Frame(r, d, m.Own.Unit, "", t("web.coverage_title")), Superior: page.Link{Text: m.Superior.Number, URL: href.AsKnown(href.Text(m.Superior.ID), known)},
		Own: page.Link{Text: m.Own.Number, URL: href.AsKnown(href.Text(m.Own.ID), known)}, Filtered: status != "", ClearURL: at.Clear(), FindURL: at.Path, PrintURL: at.With("print", "1")}
	v.Undo = undoOf(r, which)
	day := s.Today()
	if known != "" {
		day = min(known, day)
	}
	if m.Recut {
		v.Notices = append(v.Notices, page.Notice{Kind: "warning", Text: phrase.New("web.coverage_recut")})
	}
	if unit, ok := d.Unit(m.Own.Unit, s.Today()); ok {
		v.Crumbs = []page.Link{{Text: t("web.papers_title"), URL: href.Papers(unit.Code)}}
		v.HeadWith(strings.ToUpper(t("web.coverage_heading")), t("web.coverage_subtitle", "superior", kit.DocumentTitle(r.Lang, m.Superior), "own", kit.DocumentTitle(r.Lang, m.Own)))
		v.Sign()
		v.Landscape = true
	}
	gaps := m.Count["not_covered"] + m.Count["partly"]
	v.Sentence = t("web.coverage_sentence", "covered", m.Count["covered"], "total", len(m.Rows), "gaps", gaps, "open", m.Count["open"])
	weaker := 0
	for _, row := range m.Rows {
		if asksLess(row) {
			weaker++
		}
	}
	count := func(one, key string, n int) {
		if n > 0 || status == one {
			v.Counts = append(v.Counts, Count{Status: one, Text: t(key), N: n, URL: at.With("status", one), Here: status == one})
		}
	}
	for _, one := range []string{"covered", "partly", "not_covered", "not_applicable", "open"} {
		count(one, "coverage."+one, m.Count[one])
	}
	count("gaps", "web.coverage_gaps", gaps)
	count("weaker", "web.coverage_weaker", weaker)
	for _, row := range m.Rows {
		if stands(row, status) {
			v.Rows = append(v.Rows, s.coverageRow(r, m, row, at, day))
		}
	}
	for _, row := range m.Rows {
		if m.May && r.FormValue("item") == string(row.ID) {
			said := s.coverageRow(r, m, row, at, day)
			v.Saying, v.Form = &said, s.coverageForm(r, d, m, row)
			v.Find = r.FormValue("find")
		}
	}
	return v
}

func (s *server) coverageRow(r *kit.Ask, m papers.CoverageMatrix, row papers.CoverageRow, at *kit.Address, day period.Date) CoverageRow {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	out := CoverageRow{ID: string(row.ID), Ref: row.Item.Ref, Sort: row.Item.Sort, Text: row.Item.Text, Status: row.Status(), Word: t("coverage." + row.Status())}
	own := func(i int) string { return strings.TrimSpace(m.Items[i].Ref + " " + kit.Short(m.Items[i].Text, 120)) }
	for _, l := range row.Linked {
		out.Own = append(out.Own, linkText(l))
	}
	if said := row.Said; said != nil {
		out.Reason, out.Owner, out.Due, out.By = said.Reason, row.Owner.Name, said.Due, said.ByName
		out.Late = said.Due != "" && said.Due < day && (said.Status == coverage.NotCovered || said.Status == coverage.Partly)
	} else {
		out.Hint = t("web.coverage_proposed", "status", t("coverage."+string(row.Proposal.Status)))
	}
	for _, match := range row.Proposal.Matches {
		if row.Said == nil && match.Fit == coverage.Same {
			out.Own = append(out.Own, own(match.Own))
		}
		if match.Fit != coverage.Same {
			out.Weaker = append(out.Weaker, t("web.coverage_against", "own", own(match.Own), "fit", t("coverage.fit_"+string(match.Fit)), "why", match.Why))
		}
	}
	if n := len(out.Own) - mostOwnShown; row.Said == nil && n > 1 && r.FormValue("print") == "" {
		out.Own, out.More, out.MoreN = out.Own[:mostOwnShown], out.Own[mostOwnShown:], t("web.coverage_more", "n", n)
	}
	for _, missing := range row.Proposal.Missing {
		if row.Said == nil && len(row.Proposal.Matches) > 0 {
			out.Weaker = append(out.Weaker, i18n.Say(r.Lang, missing))
		}
	}
	if m.May {
		out.FormURL = at.With("item", string(row.ID)) + "#say"
		out.Accept = row.Said == nil && row.Proposal.Status == coverage.Covered
	}
	return out
}

// mostOwnShown is how many proposed own items show before the others are folded.
const mostOwnShown = 3

// stands says whether a row is one of those asked for; "" asks for all.
func stands(row papers.CoverageRow, status string) bool {
	switch have := row.Status(); status {
	case "", have:
		return true
	case "gaps":
		return have == "not_covered" || have == "partly"
	case "weaker":
		return asksLess(row)
	}
	return false
}

// asksLess says whether an own item that speaks of the same asks for less, or
// says the contrary.
func asksLess(row papers.CoverageRow) bool {
	return len(row.Proposal.Against(coverage.Weaker))+len(row.Proposal.Against(coverage.Contrary)) > 0
}

func linkText(l papers.Link) string {
	return strings.TrimSpace(l.Of + " " + l.Item.Ref + " " + kit.Short(l.Item.Text, 120))
}

// coverageForm asks how far an item is taken up, by what, and who closes the gap.
func (s *server) coverageForm(r *kit.Ask, d *desk.Directory, m papers.CoverageMatrix, row papers.CoverageRow) page.Form {
	var found []papers.Link
	if words := r.FormValue("find"); words != "" {
		var err error
		found, err = s.App.FindLinks(r.Context(), r.User.Actor, m.Own.ID, words)
		r.Lost(err) // too short a search finds nothing
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
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
	for _, one := range []coverage.Status{coverage.Covered, coverage.Partly, coverage.NotCovered, coverage.NotApplicable} {
		choose.Options = append(choose.Options, page.Option{Value: string(one), Text: t("coverage." + string(one)), Selected: value("status", status) == string(one)})
	}
	f := page.Form{Action: href.Matrix(m.Superior.ID, m.Own.ID), Submit: t("web.save"), Cancel: href.Matrix(m.Superior.ID, m.Own.ID), Fields: []page.Field{{Kind: "hidden", Name: "item", Value: string(row.ID)}, {Kind: "hidden", Name: "find", Value: r.FormValue("find")}, choose}}
	offered := map[id.ID]bool{}
	offer := func(which id.ID, label string, checked bool) {
		if !offered[which] {
			offered[which] = true
			f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "links", Value: string(which), Label: label, Checked: checked && !mine || mine && contains(ids(r.PostForm["links"]), which)})
		}
	}
	for _, l := range row.Linked {
		offer(l.ID, linkText(l), true)
	}
	for _, match := range row.Proposal.Matches {
		offer(m.IDs[match.Own], strings.TrimSpace(m.Items[match.Own].Ref+" "+kit.Short(m.Items[match.Own].Text, 80)), row.Said == nil && status != string(coverage.NotCovered) && match.Fit != coverage.Contrary)
	}
	for _, l := range found {
		offer(l.ID, linkText(l), false)
	}
	f.Fields = append(f.Fields, kit.UnitField(r, d, s.Today(), "owner", "web.coverage_owner", value("owner", owner), true),
		page.Field{Kind: "date", Name: "due", Label: t("web.coverage_due"), Value: value("due", due)},
		page.Field{Kind: "area", Name: "reason", Label: t("web.coverage_reason"), Value: value("reason", reason)})
	return f
}

func ids(list []string) (out []id.ID) {
	for _, one := range list {
		out = append(out, id.ID(one))
	}
	return out
}

// undoOf leads to where what was accepted just now is undone.
func undoOf(r *kit.Ask, which string) (out page.Link) {
	if which != "" {
		out = page.Link{Text: i18n.T(r.Lang, "web.imported_undo"), URL: href.Imported(id.ID(which))}
	}
	return out
}

// acceptCoverage takes several proposals as they are.
func (s *server) acceptCoverage(w http.ResponseWriter, r *kit.Ask, superior, own id.ID) error {
	done, err := s.App.AcceptCoverage(r.Context(), r.User.Actor, papers.NewCoverage{Superior: superior, Own: own}, ids(r.PostForm["accept"]))
	if err != nil {
		return err
	}
	back := &kit.Address{Path: href.Matrix(superior, own), Query: r.URL.Query()}
	back.Query.Set("import", string(done.Import))
	http.Redirect(w, r.Request, back.With("done", "coverage_said"), http.StatusSeeOther)
	return nil
}

func contains(list []id.ID, one id.ID) bool {
	for _, l := range list {
		if l == one {
			return true
		}
	}
	return false
}
