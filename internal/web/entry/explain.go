package entry

import (
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// explain asks why a target is behind, what is done about it and until when.
func (s *server) explain(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := d.MayOn(access.Report, p.Target.Unit, p.AnswerUnit); err != nil {
		return err
	}
	back := page.Link{Text: p.Name, URL: href.Target(which, "")}
	v := page.Simple{Frame: s.Frame(r, d, p.Unit.ID, p.Cycle, i18n.T(r.Lang, "web.reason_title", "name", p.Name))}
	v.Crumbs = []page.Link{back}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.save"), Cancel: back.URL, Lead: i18n.T(r.Lang, "web.reason_lead"), Fields: r.ReasonFields(kit.Holder(d, p.Answers))}
	for i := range v.Form.Fields {
		v.Form.Fields[i].Required = true
	}
	return s.Form(w, r, v, back.URL, "explained", func() error {
		in, err := r.ReasonIn(which)
		if err != nil {
			return err
		}
		return s.App.ExplainTarget(r.Context(), r.User.Actor, in)
	})
}
