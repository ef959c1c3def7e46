package account

import (
	"net/http"
	"strings"
	"unicode"

	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// localPath keeps a place to go on to within these pages.
func localPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsFunc(next, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return "/"
	}
	return next
}

func (s *server) signIn(w http.ResponseWriter, r *kit.Ask) error {
	next := localPath(r.URL.Query().Get("next"))
	v := SignIn{Frame: s.PlainFrame(r), Sample: s.Opts.Sample}
	v.Title = v.T("web.sign_in")
	v.Form = page.Form{Action: r.URL.RequestURI(), Submit: v.T("web.sign_in"), Fields: []page.Field{
		{Name: "username", Label: v.T("web.username"), Required: true, Auto: "username", Value: r.PostFormValue("username")},
		{Name: "password", Kind: "password", Label: v.T("web.password"), Required: true, Auto: "current-password"},
	}}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		tok, err := s.App.SignIn(r.Context(), strings.TrimSpace(r.PostFormValue("username")), r.PostFormValue("password"), kit.ClientAddress(r.Request), r.UserAgent())
		if err == nil {
			setSession(w, r, tok)
			s.keepLanguage(r, tok)
			return s.Redirect(w, r, next, "")
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// keepLanguage keeps with the account what its owner switched to in the browser.
func (s *server) keepLanguage(r *kit.Ask, token string) {
	chosen, ok := kit.ChosenLanguage(r.Request)
	if !ok {
		return
	}
	if user, err := s.App.Authenticate(r.Context(), token); err == nil && user.Lang != string(chosen) {
		_ = s.App.SetLang(r.Context(), user, string(chosen)) // the browser knows it all the same
	}
}

// again signs in whose password was just changed, here and nowhere else.
func (s *server) again(w http.ResponseWriter, r *kit.Ask, username, password string) error {
	token, err := s.App.SignIn(r.Context(), username, password, kit.ClientAddress(r.Request), r.UserAgent())
	if errs.Is(err, errs.TooMany) {
		return s.Redirect(w, r, href.SignIn(""), "password_changed")
	}
	if err != nil {
		return err
	}
	setSession(w, r, token)
	return s.Redirect(w, r, href.Front, "password_new")
}

func setSession(w http.ResponseWriter, r *kit.Ask, token string) {
	http.SetCookie(w, &http.Cookie{Name: kit.SessionCookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: kit.Secure(r.Request), MaxAge: 14 * 24 * 3600})
}

func (s *server) signOut(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.SignOut(r.Context(), r.User); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: kit.SessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: kit.Secure(r.Request)})
	return s.Redirect(w, r, href.SignIn(""), "signed_out")
}

func (s *server) sessions(w http.ResponseWriter, r *kit.Ask) error {
	all, err := s.App.Sessions(r.Context(), r.User)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Sessions{Frame: s.PlainFrame(r), AllURL: href.EndAll, Login: r.User.Username, Person: page.Link{Text: r.User.Name}}
	v.Title = v.T("web.profile")
	if r.User.Person != "" {
		v.Person.URL = href.Person(r.User.Person)
	}
	for _, g := range r.User.Own().Grants {
		unit, _ := d.Unit(g.Unit, s.Today())
		v.Grants = append(v.Grants, Grant{Role: string(g.Role), Unit: unit.Name})
	}
	v.Form = page.Form{Action: href.Account, Submit: v.T("web.save"), Fields: []page.Field{{Kind: "select", Name: "lang", Label: v.T("web.profile_lang"), Options: []page.Option{
		{Value: "vi", Text: v.T("web.lang_vi"), Selected: r.Lang == i18n.Vietnamese}, {Value: "en", Text: v.T("web.lang_en"), Selected: r.Lang != i18n.Vietnamese}}}}}
	for _, one := range all {
		v.Rows = append(v.Rows, Session{ID: one.TokenHash[:12], Device: one.Agent, Since: one.Created, Seen: one.Seen,
			Here: one.TokenHash == r.User.Session, EndURL: href.EndSession(one.TokenHash)})
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// setLang keeps the reader's language with the account, and forgets what the
// browser was switched to.
func (s *server) setLang(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.SetLang(r.Context(), r.User, r.PostFormValue("lang")); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: "lang", Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: kit.Secure(r.Request)})
	return s.Redirect(w, r, href.Account, "lang_set")
}

func (s *server) signOutEverywhere(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.SignOutEverywhere(r.Context(), r.User); err != nil {
		return err
	}
	return s.Redirect(w, r, href.SignIn(""), "signed_out_everywhere")
}

func (s *server) endSession(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.EndSession(r.Context(), r.User, r.PathValue("hash")); err != nil {
		return err
	}
	return s.Redirect(w, r, href.Account, "session_ended")
}

func (s *server) password(w http.ResponseWriter, r *kit.Ask) error {
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = v.T("web.change_password")
	v.Form = page.Form{Action: href.Password, Submit: v.T("web.change_password"), Fields: []page.Field{
		{Name: "old", Kind: "password", Label: v.T("web.password_old"), Required: true, Auto: "current-password"},
		{Name: "password", Kind: "password", Label: v.T("web.password_new"), Hint: v.T("web.password_hint"), Required: true, Auto: "new-password"},
		{Name: "again", Kind: "password", Label: v.T("web.password_again"), Required: true, Auto: "new-password"},
	}}
	v.After = []string{v.T("web.password_after")}
	if r.User.MustChange {
		v.Form.Lead = v.T("web.password_must")
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		err := error(errs.New(errs.Invalid, "web.password_differs").In("again"))
		if r.PostFormValue("password") == r.PostFormValue("again") {
			err = s.App.ChangePassword(r.Context(), r.User, r.PostFormValue("old"), r.PostFormValue("password"))
		}
		if err == nil {
			return s.again(w, r, r.User.Username, r.PostFormValue("password"))
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}
