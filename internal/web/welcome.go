package web

import (
	"net/http"
	"net/url"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/page"
)

// welcome shows the administrator of a new body the three first steps.
func (s *server) welcome(w http.ResponseWriter, r *ask) error {
	have, err := s.app.FirstSteps(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	if have.Targets {
		return s.redirect(w, r, "/", "")
	}
	v := page.Welcome{Frame: s.plainFrame(r)}
	v.Title = v.T("page.welcome.title")
	here, code := unitAddress(have.Unit.Code), url.QueryEscape(have.Unit.Code)
	resolution := page.FirstStep{What: "resolution", Count: have.Documents}
	if have.MayPlan {
		board := boardURL(have.Unit.Code, period.Cycle(s.today()[:4]))
		resolution.FormURL, resolution.FileURL = board+"/documents/new", board+"/import"
	} else {
		v.Notices = append(v.Notices, page.Notice{Kind: "info", Text: phrase.New("web.welcome_office"),
			URL: "/admin/accounts/new?role=" + string(access.Office) + "&unit=" + code})
	}
	v.Steps = []page.FirstStep{
		{What: "units", Done: have.Units > 0, Count: have.Units, FormURL: "/admin/units/new?parent=" + code, FileURL: "/admin/units/import?under=" + code},
		resolution,
		{What: "people", Done: have.Tenures > 0, Count: have.Tenures, FormURL: here},
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

func unitAddress(code string) string { return "/u/" + url.PathEscape(code) }

// isNew says whether the reader administers a body that has no targets yet, so
// that the first page they see is the three first steps.
func (s *server) isNew(r *ask, d *app.Directory) (bool, error) {
	if !d.CanAnywhere(access.ManageUnits) {
		return false, nil
	}
	have, err := s.app.FirstSteps(r.Context(), r.user.Actor)
	return err == nil && !have.Targets, err
}
