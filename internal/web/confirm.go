package web

import (
	"net/http"

	"dondoc/internal/id"
	"dondoc/internal/web/page"
)

// confirmCriteria confirms every criterion of a resolution that was ticked.
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
		return s.redirect(w, r, "/documents/"+string(which), "criteria_confirmed")
	}
	var form page.Form
	code, ok := intoForm(&form, err)
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
	return s.show(w, r, code, v.Page())
}
