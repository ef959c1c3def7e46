package web

import (
	"net/http"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/account"
)

// sessionCookie carries the token of a sign-in.
const sessionCookie = "dondoc"

func token(r *http.Request) string {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

func (s *server) sessionRoutes() {
	s.open("GET /sign-in", s.signIn)
	s.open("POST /sign-in", s.signIn)
	s.on("POST /sign-out", s.signOut)
	s.on("GET /account", s.sessions)
	s.on("POST /account/sign-out-everywhere", s.signOutEverywhere)
	s.on("POST /account/sessions/{hash}/end", s.endSession)
	s.on("GET /account/password", s.password)
	s.on("POST /account/password", s.password)
	s.on("GET /{$}", s.front)
}

// localPath keeps a place to go on to within these pages.
func localPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n") {
		return "/"
	}
	return next
}

func (s *server) signIn(w http.ResponseWriter, r *ask) error {
	next := localPath(r.URL.Query().Get("next"))
	v := account.SignIn{Frame: s.plainFrame(r), Sample: s.opts.Sample}
	v.Title = v.T("web.sign_in")
	v.Form = page.Form{Action: r.URL.RequestURI(), Submit: v.T("web.sign_in"), Fields: []page.Field{
		{Name: "username", Label: v.T("web.username"), Required: true, Auto: "username", Value: r.PostFormValue("username")},
		{Name: "password", Kind: "password", Label: v.T("web.password"), Required: true, Auto: "current-password"},
	}}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		tok, err := s.app.SignIn(r.Context(), strings.TrimSpace(r.PostFormValue("username")), r.PostFormValue("password"), address(r.Request), r.UserAgent())
		if err == nil {
			http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: tok, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure(r.Request), MaxAge: 14 * 24 * 3600})
			return s.redirect(w, r, next, "")
		}
		ok := false
		if code, ok = intoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.show(w, r, code, v.Page())
}

func (s *server) signOut(w http.ResponseWriter, r *ask) error {
	if err := s.app.SignOut(r.Context(), r.user); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure(r.Request)})
	return s.redirect(w, r, "/sign-in", "signed_out")
}

func (s *server) sessions(w http.ResponseWriter, r *ask) error {
	all, err := s.app.Sessions(r.Context(), r.user)
	if err != nil {
		return err
	}
	v := account.Sessions{Frame: s.plainFrame(r), AllURL: "/account/sign-out-everywhere"}
	v.Title = v.T("web.sessions")
	for _, one := range all {
		v.Rows = append(v.Rows, account.Session{ID: one.TokenHash[:12], Device: one.Agent, Since: one.Created, Seen: one.Seen,
			Here: one.TokenHash == r.user.Session, EndURL: "/account/sessions/" + one.TokenHash + "/end"})
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

func (s *server) signOutEverywhere(w http.ResponseWriter, r *ask) error {
	if err := s.app.SignOutEverywhere(r.Context(), r.user); err != nil {
		return err
	}
	return s.redirect(w, r, "/sign-in", "signed_out_everywhere")
}

func (s *server) endSession(w http.ResponseWriter, r *ask) error {
	if err := s.app.EndSession(r.Context(), r.user, r.PathValue("hash")); err != nil {
		return err
	}
	return s.redirect(w, r, "/account", "session_ended")
}

func (s *server) password(w http.ResponseWriter, r *ask) error {
	v := page.Simple{Frame: s.plainFrame(r)}
	v.Title = v.T("web.change_password")
	v.Form = page.Form{Action: "/account/password", Submit: v.T("web.change_password"), Fields: []page.Field{
		{Name: "old", Kind: "password", Label: v.T("web.password_old"), Required: true, Auto: "current-password"},
		{Name: "password", Kind: "password", Label: v.T("web.password_new"), Hint: v.T("web.password_hint"), Required: true, Auto: "new-password"},
		{Name: "again", Kind: "password", Label: v.T("web.password_again"), Required: true, Auto: "new-password"},
	}}
	v.After = []string{v.T("web.password_after")}
	if r.user.MustChange {
		v.Form.Lead = v.T("web.password_must")
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		err := error(errs.New(errs.Invalid, "web.password_differs").In("again"))
		if r.PostFormValue("password") == r.PostFormValue("again") {
			err = s.app.ChangePassword(r.Context(), r.user, r.PostFormValue("old"), r.PostFormValue("password"))
		}
		if err == nil {
			return s.redirect(w, r, "/sign-in", "password_changed")
		}
		ok := false
		if code, ok = intoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.show(w, r, code, v.Page())
}

// front sends the reader to their work, or to the board where none waits.
func (s *server) front(w http.ResponseWriter, r *ask) error {
	box, err := s.app.Inbox(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	if !box.Empty() {
		return s.redirect(w, r, "/work", "")
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	if begins, err := s.isNew(r, d); err != nil || begins {
		if err != nil {
			return err
		}
		return s.redirect(w, r, "/welcome", "")
	}
	unit, cycle := s.home(r, d)
	if unit == "" {
		return s.redirect(w, r, "/units", "")
	}
	return s.redirect(w, r, boardURL(unit, cycle), "")
}
