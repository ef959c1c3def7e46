package plan

import (
	"net/http"

	"dondoc/internal/id"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// confirmCriteria confirms every criterion of a resolution that was ticked.
func (s *server) confirmCriteria(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
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
	err = s.App.ConfirmCriteria(r.Context(), r.User.Actor, which, ticked)
	if err == nil {
		return s.Redirect(w, r, href.Document(which), "criteria_confirmed")
	}
	var form page.Form
	code, ok := kit.IntoForm(&form, err)
	if !ok {
		return err
	}
	v, viewErr := s.documentView(r)
	if viewErr != nil {
		return viewErr
	}
	for _, p := range form.Problems {
		v.Notices = append(v.Notices, page.Notice{Kind: "error", Text: p.What, Hint: p.Hint})
	}
	return s.Show(w, r, code, v.Page())
}
