package plan

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// managed gives the target of the page to who may change it.
func (s *server) managed(r *kit.Ask, which id.ID) (plan.TargetPage, error) {
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return p, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return p, err
	}
	return p, d.May(access.ManageTargets, p.Target.Unit)
}

// revise changes a target's wording, or confirms how it is understood. What is
// understood is shown back before it is confirmed.
func (s *server) revise(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.managed(r, which)
	if err != nil {
		return err
	}
	wording := p.Current().Wording
	if r.Method == http.MethodPost {
		wording = r.PostFormValue("wording")
	}
	in := plan.NewTarget{Name: p.Name, Wording: wording, UnitOfMeasure: p.UnitOfMeasure, Direction: p.Leaning(), Baseline: p.Current().Baseline, Understood: understoodIn(r)}
	in.Meant, err = kit.MeantIn(r, "meant")
	if err != nil {
		return err
	}
	if way := criterion.Direction(r.FormValue("direction")); way != "" {
		in.Direction = way
	}
	read, err := s.App.ReadWording(r.Context(), r.User.Actor, in)
	if err != nil {
		return err
	}
	if now := p.Current(); now.Confirmed && r.Method != http.MethodPost {
		read = plan.Understanding{Criterion: now.Criterion} // as somebody settled it
	}
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.revise_title", "name", p.Name)
	v.Crumbs = []page.Link{{Text: p.Name, URL: href.Target(which, "")}}
	v.Form = page.Form{Asks: r.Method != http.MethodPost, Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.save"), Cancel: href.Target(which, ""), Fields: []page.Field{
		{Name: "wording", Label: i18n.T(r.Lang, "web.wording"), Value: wording, Required: true, Unit: p.UnitOfMeasure, Read: read.Criterion.Explain(), Preview: href.ReadRevision(which)},
		{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.reason"), Hint: i18n.T(r.Lang, "web.revise_reason_hint"), Value: r.PostFormValue("reason")},
		{Kind: "check", Name: "confirmed", Label: i18n.T(r.Lang, "web.revise_confirm"), Checked: r.PostFormValue("confirmed") != ""},
	}}
	if read.Criterion.Leans() {
		v.Form.Fields = slices.Insert(v.Form.Fields, 1, whichWay(r, read.Criterion.Direction))
	}
	options, fields := judgingFields(r, p.Current())
	v.Form.Fields = append(v.Form.Fields, fields...)
	v.After = []string{i18n.T(r.Lang, "web.revise_after", "first", p.Revisions[0].Wording)}
	s.askMeant(r, &v.Form, in)
	for _, q := range read.Questions {
		v.Form.Fields[0].Errors = append(v.Form.Fields[0].Errors, page.Problem{What: q.Ask})
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		err := s.App.ReviseTarget(r.Context(), r.User.Actor, plan.NewRevision{Target: which, Wording: wording, Understood: in.Understood, Direction: in.Direction, Meant: in.Meant, Reason: r.PostFormValue("reason"), Confirmed: r.PostFormValue("confirmed") != "",
			Options: options, Drop: r.PostFormValue("drop") != ""})
		if err == nil {
			return s.Redirect(w, r, href.Target(which, ""), "revised")
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// whichWay asks which way is better, where the wording does not say so.
func whichWay(r *kit.Ask, now criterion.Direction) page.Field {
	f := page.Field{Kind: "select", Name: "direction", Label: i18n.T(r.Lang, "web.target_direction")}
	if now == criterion.None {
		now = ""
	}
	for _, way := range []criterion.Direction{"", criterion.Higher, criterion.Lower} {
		key := "web.from_wording"
		if way != "" {
			key = "web.direction_" + string(way)
		}
		f.Options = append(f.Options, page.Option{Value: string(way), Text: i18n.T(r.Lang, key), Selected: way == now})
	}
	return f
}

// readRevision answers swap.js with what is understood while another wording is typed.
func (s *server) readRevision(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.managed(r, which)
	if err != nil {
		return err
	}
	in := plan.NewTarget{Name: p.Name, Wording: r.FormValue("wording"), UnitOfMeasure: p.UnitOfMeasure, Direction: p.Leaning(), Baseline: p.Current().Baseline, Understood: understoodIn(r)}
	in.Meant, _ = kit.MeantIn(r, "meant") // an unfinished form is read as far as it goes
	return s.Show(w, r, http.StatusOK, s.criterionRead(r, in).Fragment())
}

// judgingFields are the choices of how a target is judged where practice
// differs, those that its kind of criterion knows, and whether it stays in the
// list. What was chosen comes with them.
func judgingFields(r *kit.Ask, rev target.Revision) (*criterion.Options, []page.Field) {
	o := rev.Options
	var fields []page.Field
	choose := func(name string, now *string, values ...string) {
		if r.Method == http.MethodPost {
			*now = r.PostFormValue(name)
		}
		f := page.Field{Kind: "select", Name: name, Label: i18n.T(r.Lang, "web.option_"+name), Options: []page.Option{{Text: i18n.T(r.Lang, "web.option_usual"), Selected: *now == ""}}}
		for _, v := range values {
			f.Options = append(f.Options, page.Option{Value: v, Text: i18n.T(r.Lang, "target.option_"+name+"_"+v), Selected: *now == v})
		}
		fields = append(fields, f)
	}
	both := []string{string(criterion.Met), string(criterion.Exceeded)}
	switch c := rev.Criterion; {
	case c.Kind == criterion.Range:
		choose("above_range", (*string)(&o.AboveRange), both...)
	case c.Direction == criterion.Lower:
		choose("below_ceiling", (*string)(&o.BelowCeiling), both...)
		choose("ceiling", (*string)(&o.Ceiling), string(criterion.Inverse), string(criterion.TwoMinus))
	case c.Direction == criterion.Stay:
		choose("above_kept", (*string)(&o.AboveKept), both...)
	}
	if len(fields) > 0 {
		if r.Method == http.MethodPost {
			o.Source = r.PostFormValue("option_source")
		}
		fields = append(fields, page.Field{Name: "option_source", Label: i18n.T(r.Lang, "web.option_source"), Value: o.Source})
	}
	if r.Method == http.MethodPost {
		o.Interim = strings.TrimSpace(strings.ReplaceAll(r.PostFormValue("interim"), "\r\n", "\n"))
	}
	fields = append(fields, page.Field{Kind: "area", Name: "interim", Label: i18n.T(r.Lang, "web.interim"), Hint: i18n.T(r.Lang, "web.interim_hint"), Value: o.Interim})
	fields = append(fields, page.Field{Kind: "check", Name: "drop", Label: i18n.T(r.Lang, "web.revise_drop"), Hint: i18n.T(r.Lang, "web.revise_drop_hint"), Checked: r.Method == http.MethodPost && r.PostFormValue("drop") != "" || r.Method != http.MethodPost && rev.Dropped})
	return &o, fields
}
