package web

import (
	"net/http"
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/board"
	"dondoc/internal/web/page/plan"
)

func (s *server) planRoutes() {
	s.on("GET /u/{code}/{cycle}/documents", s.resolutions)
	s.on("GET /u/{code}/{cycle}/documents/new", s.newDocument)
	s.on("POST /u/{code}/{cycle}/documents/new", s.newDocument)
	s.on("GET /documents/{id}", s.resolution)
	s.on("POST /documents/{id}/confirm", s.confirmCriteria)
	s.on("GET /documents/{id}/targets/new", s.newTarget)
	s.on("POST /documents/{id}/targets/new", s.newTarget)
	s.on("GET /documents/{id}/targets/read", s.readCriterion)
}

// unitIn gives the unit in the address as it stood at the end of the cycle, or
// stands today where the cycle is not over.
func (s *server) unitIn(r *ask, d *app.Directory, cycle period.Cycle) (org.Version, error) {
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return org.Version{}, err
	}
	on := s.today()
	if cycle != "" {
		on = min(on, cycle.End())
	}
	v, _ := d.Unit(unit, on)
	return v, nil
}

func (s *server) resolutions(w http.ResponseWriter, r *ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	list, err := s.app.Resolutions(r.Context(), r.user.Actor, r.PathValue("code"), cycle)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v := plan.Resolutions{Frame: s.frame(r, d, list.Unit.ID, cycle, i18n.T(r.lang, "web.documents_title", "cycle", cycle))}
	v.Crumbs = []page.Link{boardCrumb(r.lang, list.Unit.Code, cycle)}
	if list.MayManage {
		v.NewURL = boardURL(list.Unit.Code, cycle) + "/documents/new"
	}
	for _, row := range list.Rows {
		v.Rows = append(v.Rows, plan.DocumentRow{Number: row.Number, Title: row.Title, URL: documentURL(row.ID), Issuer: row.Issuer,
			Date: row.IssuedOn, Cycle: row.Cycle, Targets: row.Targets, Asked: row.Asked})
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

func documentURL(document id.ID) string { return "/documents/" + string(document) }

func boardCrumb(lang i18n.Lang, unit string, cycle period.Cycle) page.Link {
	return page.Link{Text: i18n.T(lang, "web.board_title") + " " + string(cycle), URL: boardURL(unit, cycle)}
}

func documentsCrumb(lang i18n.Lang, unit string, cycle period.Cycle) page.Link {
	return page.Link{Text: i18n.T(lang, "web.documents_title", "cycle", cycle), URL: boardURL(unit, cycle) + "/documents"}
}

// newDocument enters a resolution.
func (s *server) newDocument(w http.ResponseWriter, r *ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	list, err := s.app.Resolutions(r.Context(), r.user.Actor, r.PathValue("code"), cycle)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	unit := list.Unit
	v := page.Simple{Frame: s.frame(r, d, unit.ID, cycle, i18n.T(r.lang, "web.document_new"))}
	v.Crumbs = []page.Link{boardCrumb(r.lang, unit.Code, cycle), documentsCrumb(r.lang, unit.Code, cycle)}
	v.After = []string{i18n.T(r.lang, "web.document_after")}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.lang, "web.save"), Cancel: boardURL(unit.Code, cycle) + "/documents", Fields: []page.Field{
		{Name: "number", Label: i18n.T(r.lang, "web.document_number"), Hint: i18n.T(r.lang, "web.document_number_hint"), Value: r.PostFormValue("number"), Required: true},
		{Name: "issuer", Label: i18n.T(r.lang, "web.document_issuer"), Hint: i18n.T(r.lang, "web.document_issuer_hint"), Value: r.PostFormValue("issuer"), Required: true},
		{Kind: "date", Name: "issued_on", Label: i18n.T(r.lang, "web.document_issued"), Hint: i18n.T(r.lang, "web.date_hint"), Value: r.PostFormValue("issued_on"), Required: true},
		{Kind: "area", Name: "title", Label: i18n.T(r.lang, "web.document_subject"), Value: r.PostFormValue("title"), Required: true},
	}}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		made, err := s.addDocument(r, unit.ID, cycle)
		if err == nil {
			return s.redirect(w, r, documentURL(made), "document_added")
		}
		ok := false
		if code, ok = intoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.show(w, r, code, v.Page())
}

func (s *server) addDocument(r *ask, unit id.ID, cycle period.Cycle) (id.ID, error) {
	issued, err := typedDate(r, "issued_on")
	if err != nil {
		return "", err
	}
	return s.app.AddDocument(r.Context(), r.user.Actor, app.NewDocument{Unit: unit, Cycle: cycle, Number: r.PostFormValue("number"),
		Issuer: r.PostFormValue("issuer"), IssuedOn: issued, Title: r.PostFormValue("title")})
}

// typedDate reads a date that was typed into a field; nothing typed is no date.
func typedDate(r *ask, field string) (period.Date, error) {
	text := strings.TrimSpace(r.PostFormValue(field))
	if text == "" {
		return "", nil
	}
	day, err := period.ParseDate(text)
	if err != nil {
		e := errs.All(err)[0]
		return "", e.In(field)
	}
	return day, nil
}

func (s *server) resolution(w http.ResponseWriter, r *ask) error {
	v, err := s.resolutionView(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// resolutionView is the page of the resolution in the address.
func (s *server) resolutionView(r *ask) (plan.Resolution, error) {
	which, err := pathID(r, "id")
	if err != nil {
		return plan.Resolution{}, err
	}
	p, err := s.app.Document(r.Context(), r.user.Actor, which)
	if err != nil {
		return plan.Resolution{}, err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return plan.Resolution{}, err
	}
	on := min(s.today(), p.Cycle.End())
	unit, _ := d.Unit(p.Unit, on)
	v := plan.Resolution{Frame: s.frame(r, d, p.Unit, p.Cycle, p.Title), Number: p.Number, Issuer: p.Issuer, Issued: p.IssuedOn, Subject: p.Title,
		Cycle: p.Cycle, Version: phrase.New("web.document_targets", "n", len(p.Targets))}
	v.Crumbs = []page.Link{boardCrumb(r.lang, unit.Code, p.Cycle), documentsCrumb(r.lang, unit.Code, p.Cycle)}
	if p.MayManage {
		v.AddURL, v.ConfirmURL = documentURL(which)+"/targets/new", documentURL(which)+"/confirm"
		v.ImportURL = boardURL(unit.Code, p.Cycle) + "/import?document=" + string(which)
	}
	for _, t := range p.Targets {
		if !t.Current().Confirmed {
			v.Asked++
		}
		v.Targets = append(v.Targets, s.targetRow(d, t, on, p.MayManage))
	}
	return v, nil
}

// targetRow is one target as set, with what its wording leaves open.
func (s *server) targetRow(d *app.Directory, t target.Target, on period.Date, manage bool) plan.TargetRow {
	rev := t.Current()
	row := plan.TargetRow{ID: string(t.ID), Ordinal: t.Label, Group: t.Field, Name: t.Name, URL: "/targets/" + string(t.ID), Wording: rev.Wording,
		Unit: t.UnitOfMeasure, Setter: string(t.Setter), Holder: holder(d.Answering(t.AnswerUnit, t.Post, on)),
		Criterion: board.Criterion{Explain: rev.Criterion.Explain(), Confirmed: rev.Confirmed, By: rev.ByName, At: rev.At}}
	if !rev.Confirmed {
		read := s.app.ReadWording(app.NewTarget{Name: t.Name, Wording: rev.Wording, UnitOfMeasure: t.UnitOfMeasure, Direction: t.Direction, Baseline: rev.Baseline})
		row.Criterion.Questions = questions(read.Questions)
	}
	if manage {
		row.Criterion.EditURL, row.AllotURL = row.URL+"/revise", row.URL+"/allot"
	}
	return row
}

// questions are what a wording leaves open, for a page.
func questions(open []target.Question) (out []board.Question) {
	for _, q := range open {
		out = append(out, board.Question{Text: q.Ask})
	}
	return out
}

// confirmCriteria confirms every criterion that was ticked.
func (s *server) confirmCriteria(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return err
	}
	var ticked []id.ID
	for _, one := range r.PostForm["id"] {
		ticked = append(ticked, id.ID(one))
	}
	err = s.app.ConfirmCriteria(r.Context(), r.user.Actor, which, ticked)
	if err == nil {
		return s.redirect(w, r, documentURL(which), "criteria_confirmed")
	}
	var form page.Form
	code, ok := intoForm(&form, err)
	if !ok {
		return err
	}
	v, viewErr := s.resolutionView(r)
	if viewErr != nil {
		return viewErr
	}
	for _, p := range form.Problems {
		v.Notices = append(v.Notices, page.Notice{Kind: "error", Text: p.What, Hint: p.Hint})
	}
	return s.show(w, r, code, v.Page())
}
