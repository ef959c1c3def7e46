package paper

import (
	"net/http"
	"strings"

	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// synonyms shows what a unit writes in several ways, and changes its own lines.
func (s *server) synonyms(w http.ResponseWriter, r *kit.Ask) error {
	code := r.PathValue("code")
	var failed error
	if r.Method == http.MethodPost {
		if failed = s.setSynonyms(r); failed == nil {
			return s.Redirect(w, r, href.Synonyms(code), "saved")
		}
	}
	list, err := s.App.Synonyms(r.Context(), r.User.Actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := Synonyms{Frame: s.Frame(r, d, list.Unit.ID, "", t("web.synonyms_title")), Own: list.Own, Superior: list.Superior, Common: list.Common}
	v.Crumbs = []page.Link{{Text: t("web.papers_title"), URL: href.Papers(code)}}
	status := http.StatusOK
	if list.May {
		text := strings.Join(list.Own, "\n")
		if failed != nil {
			text = r.PostFormValue("synonyms")
		}
		v.Form = &page.Form{Action: href.Synonyms(code), Submit: t("web.save"), Cancel: href.Papers(code), Fields: []page.Field{
			{Kind: "area", Name: "synonyms", Label: t("web.synonyms_own"), Hint: t("web.synonyms_hint"), Value: text}}}
	}
	if failed != nil {
		ok := false
		if v.Form == nil {
			return failed
		}
		if status, ok = kit.IntoForm(v.Form, failed); !ok {
			return failed
		}
	}
	return s.Show(w, r, status, v.Page())
}

func (s *server) setSynonyms(r *kit.Ask) error {
	list, err := s.App.Synonyms(r.Context(), r.User.Actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.App.SetSynonyms(r.Context(), r.User.Actor, list.Unit.ID, strings.Split(strings.ReplaceAll(r.PostFormValue("synonyms"), "\r\n", "\n"), "\n"))
}
