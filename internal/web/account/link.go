package account

import (
	"net/http"
	"path"

	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// linkURL is where the owner of an account sets a password once.
func linkURL(token string) string { return path.Join(href.SignIn(""), "once", token) }

// once lets the holder of a link set the password of its account.
func (s *server) once(w http.ResponseWriter, r *kit.Ask) error {
	token := r.PathValue("token")
	account, err := s.App.PasswordLinkOf(r.Context(), token)
	if err != nil {
		return err
	}
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.link_title", "username", account.Username)
	v.Form = page.Form{Action: r.URL.Path, Submit: v.T("web.change_password"), Fields: []page.Field{
		{Name: "password", Kind: "password", Label: v.T("web.password_new"), Hint: v.T("web.password_hint"), Required: true, Auto: "new-password"},
		{Name: "again", Kind: "password", Label: v.T("web.password_again"), Required: true, Auto: "new-password"},
	}}
	v.After = []string{v.T("web.link_after")}
	w.Header().Set("Referrer-Policy", "no-referrer")
	return s.Form(w, r, v, href.SignIn(""), "password_changed", func() error {
		if r.PostFormValue("password") != r.PostFormValue("again") {
			return errs.New(errs.Invalid, "web.password_differs").In("again")
		}
		return s.App.UsePasswordLink(r.Context(), token, r.PostFormValue("password"))
	})
}
