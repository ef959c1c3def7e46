package public

import (
	"net/http"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/releases"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/page"
)

// Preview is what would become public, before anyone makes it so.
type Preview struct {
	page.Frame
	releases.Preview
	As      Year // as the public would read it
	Form    page.Form
	Public  page.Link
	DownURL string
}

// release shows what would become public of a unit's year, and makes it public.
func (s *server) release(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		if _, _, err := s.UnitFor(r, access.Publish); err != nil {
			return err
		}
	}
	p, err := s.App.PreviewRelease(r.Context(), r.User.Actor, r.PathValue("code"), cycle)
	if err != nil {
		return err
	}
	v, err := s.preview(r, p)
	if err != nil {
		return err
	}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	in := releases.NewRelease{Unit: p.Unit.Code, Cycle: cycle, Notice: r.PostFormValue("notice"), Mark: r.PostFormValue("mark")}
	for _, which := range r.PostForm["shortcoming"] {
		in.Shortcomings = append(in.Shortcomings, id.ID(which))
	}
	if in.On, err = moment(r); err == nil {
		_, err = s.App.Publish(r.Context(), r.User.Actor, in)
	}
	if err == nil {
		return s.Redirect(w, r, opened.Release(p.Unit.Code, cycle, ""), "released")
	}
	status, ok := kit.IntoForm(&v.Form, err)
	if !ok {
		return err
	}
	return s.Show(w, r, status, v.Page())
}

func (s *server) preview(r *kit.Ask, p releases.Preview) (Preview, error) {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Preview{}, err
	}
	v := Preview{Frame: s.Frame(r, d, p.Unit.ID, p.Cycle, t("web.release_title", "cycle", string(p.Cycle))), Preview: p}
	v.Crumbs = []page.Link{{Text: t("web.board_title"), URL: href.Board(p.Unit.Code, p.Cycle)}}
	v.As = Year{Base: Base{Lang: r.Lang}, Public: releases.Public{Body: p.Body, Newest: true}}
	v.As.Code, v.As.Name, v.As.Cycle = p.Unit.Code, p.Unit.Name, p.Cycle
	v.As.Reached, v.As.Total = p.Body.Counts()
	if n := len(p.Versions); n > 0 && p.Versions[n-1].Step == release.Made {
		v.Public = page.Link{Text: t("web.release_public"), URL: opened.Year(p.Unit.Code, p.Cycle, "", "")}
		v.DownURL = opened.Release(p.Unit.Code, p.Cycle, "down")
	}
	v.Form = page.Form{Action: opened.Release(p.Unit.Code, p.Cycle, ""), Submit: t("web.release_do")}
	add := func(f page.Field) { v.Form.Fields = append(v.Form.Fields, f) }
	add(page.Field{Kind: "hidden", Name: "mark", Value: p.Mark})
	for _, sh := range p.Body.Shortcomings {
		chosen := r.Method != http.MethodPost && slices.Contains(p.Shown, sh.ID) // what was public stays so unless it is unticked
		for _, which := range r.PostForm["shortcoming"] {
			chosen = chosen || which == string(sh.ID)
		}
		add(page.Field{Kind: "check", Name: "shortcoming", Value: string(sh.ID), Label: t("web.release_shortcoming", "statement", sh.Statement), Checked: chosen})
	}
	if len(p.Versions) > 0 {
		add(page.Field{Kind: "area", Name: "notice", Label: t("web.release_notice"), Hint: t("web.release_notice_hint"), Value: r.PostFormValue("notice"), Required: len(p.Changes) > 0})
	}
	add(page.Field{Kind: "date", Name: "on", Label: t("web.release_on"), Hint: t("web.release_on_hint"), Value: r.PostFormValue("on")})
	add(page.Field{Name: "at", Label: t("web.release_at"), Hint: t("web.release_at_hint"), Value: r.PostFormValue("at")})
	return v, nil
}

// moment reads from when the release is to be read.
func moment(r *kit.Ask) (release.Moment, error) {
	day, err := kit.Day(r, "on")
	if err != nil {
		return "", err
	}
	return release.MomentAt(day, r.PostFormValue("at"))
}

// takeDown takes a unit's year off the public pages.
func (s *server) takeDown(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.Publish)
	if err != nil {
		return err
	}
	code := r.PathValue("code")
	back := opened.Release(code, cycle, "")
	v := page.Simple{Frame: s.Frame(r, d, unit, cycle, i18n.T(r.Lang, "web.release_down_title", "cycle", string(cycle)))}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.release_title", "cycle", string(cycle)), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.release_down"), Cancel: back, Lead: i18n.T(r.Lang, "web.release_down_lead"),
		Fields: []page.Field{{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.release_down_reason"), Required: true, Value: r.PostFormValue("reason")}}}
	return s.Form(w, r, v, back, "release_down", func() error {
		return s.App.TakeDown(r.Context(), r.User.Actor, code, cycle, r.PostFormValue("reason"))
	})
}
