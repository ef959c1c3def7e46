package start

import (
	"net/http"
	"net/url"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// front sends the reader to their work, or to the board where none waits.
func (s *server) front(w http.ResponseWriter, r *kit.Ask) error {
	box, err := s.App.Inbox(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if !box.Empty() {
		return s.Redirect(w, r, "/work", "")
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if begins, err := s.isNew(r, d); err != nil || begins {
		if err != nil {
			return err
		}
		return s.Redirect(w, r, "/welcome", "")
	}
	unit, cycle := s.Home(r, d)
	if unit == "" {
		return s.Redirect(w, r, "/units", "")
	}
	return s.Redirect(w, r, kit.BoardURL(unit, cycle), "")
}

// welcome shows the administrator of a new body the three first steps.
func (s *server) welcome(w http.ResponseWriter, r *kit.Ask) error {
	have, err := s.App.FirstSteps(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if have.Targets {
		return s.Redirect(w, r, "/", "")
	}
	v := page.Welcome{Frame: s.PlainFrame(r)}
	v.Title = v.T("page.welcome.title")
	here, code := kit.UnitURL(have.Unit.Code), url.QueryEscape(have.Unit.Code)
	resolution := page.FirstStep{What: "resolution", Count: have.Documents}
	if have.MayPlan {
		board := kit.BoardURL(have.Unit.Code, period.Cycle(s.Today()[:4]))
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
	return s.Show(w, r, http.StatusOK, v.Page())
}

// isNew says whether the reader administers a body that has no targets yet, so
// that the first page they see is the three first steps.
func (s *server) isNew(r *kit.Ask, d *app.Directory) (bool, error) {
	if !d.CanAnywhere(access.ManageUnits) {
		return false, nil
	}
	have, err := s.App.FirstSteps(r.Context(), r.User.Actor)
	return err == nil && !have.Targets, err
}
