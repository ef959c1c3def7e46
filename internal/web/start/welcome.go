package start

import (
	"net/http"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// front sends the reader to their work, or to the board where none waits.
func (s *server) front(w http.ResponseWriter, r *kit.Ask) error {
	done := r.URL.Query().Get("done")
	box, err := s.App.Inbox(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	vouchers, _, err := s.App.MyVouchers(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if !box.Empty() || len(vouchers) > 0 {
		return s.Redirect(w, r, href.Work, done)
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if begins, err := s.isNew(r, d); err != nil || begins {
		if err != nil {
			return err
		}
		return s.Redirect(w, r, href.Welcome, done)
	}
	unit, cycle := s.Home(r, d)
	if only(r, access.Administrator) || only(r, access.Inspector) || unit == "" {
		return s.Redirect(w, r, href.Units, done)
	}
	return s.Redirect(w, r, href.Board(unit, cycle), done)
}

// only says whether an account has one role alone, wherever it has it: who
// manages or inspects begins with the units, their heads and boards.
func only(r *kit.Ask, role access.Role) bool {
	return len(r.User.Grants) > 0 && !slices.ContainsFunc(r.User.Grants, func(g access.Grant) bool { return g.Role != role })
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
	if name := r.URL.Query().Get("sample"); samples[name].Header != nil {
		return list.Write(w, r, samples[name])
	}
	v := page.Welcome{Frame: s.PlainFrame(r)}
	v.Title = v.T("page.welcome.title")
	code := have.Unit.Code
	resolution := page.FirstStep{What: "resolution", Count: have.Documents}
	if have.MayPlan {
		cycle := period.Cycle(s.Today()[:4])
		resolution.FormURL, resolution.FileURL = href.NewDocument(code, cycle), href.Import(code, cycle, "")
	} else {
		v.Notices = append(v.Notices, page.Notice{Kind: "info", Text: phrase.New("web.welcome_office"),
			URL: href.NewAccount(string(access.Office), code), Act: i18n.T(r.Lang, "web.make_office")})
	}
	v.Steps = []page.FirstStep{
		{What: "units", Done: have.Units > 0, Count: have.Units, FormURL: href.NewUnit(code), FileURL: href.UnitsImport(code)},
		{What: "people", Done: have.Tenures > 0, Count: have.Tenures, FormURL: href.Unit(code), FileURL: href.PeopleImport(code)},
		resolution,
	}
	for i, step := range v.Steps {
		v.Steps[i].Sample = href.With(href.Welcome, "sample", step.What)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// isNew says whether the reader administers a body that has no targets yet, so
// that the first page they see is the three first steps.
func (s *server) isNew(r *kit.Ask, d *desk.Directory) (bool, error) {
	if !d.CanAnywhere(access.ManageUnits) {
		return false, nil
	}
	have, err := s.App.FirstSteps(r.Context(), r.User.Actor)
	return err == nil && !have.Targets, err
}
