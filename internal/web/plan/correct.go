package plan

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// correcting is the page on which a mistake is put right.
func (s *server) correcting(r *kit.Ask, f page.Frame, back page.Link, fields ...page.Field) page.Simple {
	v := page.Simple{Frame: f, After: []string{i18n.T(r.Lang, "web.correct_after")}}
	v.Crumbs = []page.Link{back}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.correct_save"), Cancel: back.URL, Lead: i18n.T(r.Lang, "web.correct_lead"), Fields: append(fields, r.ReasonField())}
	return v
}

// mayManage refuses who may read a unit's targets and not set them, before
// anything is typed.
func mayManage(d *desk.Directory, unit id.ID) error { return d.May(access.ManageTargets, unit) }

func (s *server) correctDocument(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Document(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := mayManage(d, p.Unit); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := s.correcting(r, s.Frame(r, d, p.Unit, p.Cycle, t("web.correct_document_title")), page.Link{Text: kit.DocumentTitle(r.Lang, p.Document), URL: href.Document(which)},
		page.Field{Name: "number", Label: t("web.doc_number"), Hint: t("web.doc_number_hint"), Required: true, Value: r.Typed("number", p.Number)},
		page.Field{Name: "issuer", Label: t("web.doc_issuer"), Required: true, Value: r.Typed("issuer", p.Issuer)},
		page.Field{Kind: "date", Name: "issued_on", Label: t("web.doc_date"), Required: true, Value: r.Typed("issued_on", p.IssuedOn.Say(""))},
		page.Field{Kind: "area", Name: "title", Label: t("web.doc_title"), Required: true, Value: r.Typed("title", p.Title)})
	return s.Form(w, r, v, href.Document(which), "corrected", func() error {
		on, err := kit.Day(r, "issued_on")
		if err != nil {
			return err
		}
		return s.App.CorrectDocument(r.Context(), r.User.Actor, which, plan.NewDocument{Number: r.PostFormValue("number"), Issuer: r.PostFormValue("issuer"),
			IssuedOn: on, Title: r.PostFormValue("title")}, r.PostFormValue("reason"))
	})
}

func (s *server) correctTarget(w http.ResponseWriter, r *kit.Ask) error {
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
	was := p.BoardRow.Target
	if err := mayManage(d, was.Unit); err != nil {
		return err
	}
	v := s.correcting(r, s.Frame(r, d, was.Unit, p.Cycle, i18n.T(r.Lang, "web.correct_target_title", "name", was.Name)), page.Link{Text: was.Name, URL: href.Target(which, "")}, s.entryFields(r, d, was)...)
	v.After = append(v.After, i18n.T(r.Lang, "web.correct_target_after", "wording", was.Current().Wording))
	return s.Form(w, r, v, href.Target(which, ""), "corrected", func() error {
		in := plan.NewEntries{Target: which, Label: r.PostFormValue("label"), Field: r.PostFormValue("field"), Name: r.PostFormValue("name"), UnitOfMeasure: r.PostFormValue("uom"),
			Setter: target.Setter(r.PostFormValue("setter")), Accumulation: target.Accumulation(r.PostFormValue("accumulation")), Source: r.PostFormValue("source"), Reason: r.PostFormValue("reason")}
		var err error
		if in.AnswerUnit, in.Post, err = answersOf(r, d); err != nil {
			return err
		}
		return s.App.CorrectTarget(r.Context(), r.User.Actor, in)
	})
}

// entryFields are what is said of a target beside its wording.
func (s *server) entryFields(r *kit.Ask, d *desk.Directory, was target.Target) []page.Field {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	choose := func(name, key, now string, values ...string) page.Field {
		f := page.Field{Kind: "select", Name: name, Label: t("web.target_" + name)}
		for _, value := range values {
			f.Options = append(f.Options, page.Option{Value: value, Text: t(key + value), Selected: r.Typed(name, now) == value})
		}
		return f
	}
	return []page.Field{
		{Name: "label", Label: t("web.target_label"), Value: r.Typed("label", was.Label)},
		{Name: "name", Label: t("web.target_name"), Required: true, Wide: true, Value: r.Typed("name", was.Name)},
		{Name: "uom", Label: t("web.target_uom"), Value: r.Typed("uom", was.UnitOfMeasure)},
		{Name: "field", Label: t("web.filter_field"), Value: r.Typed("field", was.Field)},
		choose("setter", "setter.", string(was.Setter), "own", "superior"),
		choose("accumulation", "web.accumulation_", string(was.Accumulation), "flow", "stock", "average", "maximum", "milestone", "event_count"),
		s.answersField(r, d, was.Unit, was.AnswerUnit, was.Post),
		{Name: "source", Label: t("web.target_source"), Value: r.Typed("source", was.Source)},
	}
}

// answersField chooses a unit that may answer, and the post in it: the head's,
// or another one of the unit.
func (s *server) answersField(r *kit.Ask, d *desk.Directory, of, now, post id.ID) page.Field {
	f := page.Field{Kind: "select", Name: "answer_unit", Label: i18n.T(r.Lang, "web.target_answers"), Required: true}
	was := ""
	if v, known := d.Unit(now, s.Today()); known {
		was = v.Code
		if head, has := d.HeadPost(now); post != "" && (!has || head.ID != post) {
			was += " " + string(post)
		}
	}
	chosen := r.Typed("answer_unit", was)
	if was == "" {
		f.Options = append(f.Options, page.Option{Text: "–", Selected: chosen == ""})
	}
	list := append([]desk.Responsible{d.Answering(of, "", s.Today())}, kit.Answering(d, s.Today(), of)...)
	if now != "" && now != of {
		if v, known := d.Unit(now, s.Today()); known && v.Parent != of {
			list = append(list, d.Answering(now, "", s.Today()))
		}
	}
	for _, a := range list {
		text := a.Unit.Name
		if a.Person.Name != "" {
			text += " (" + a.Post.Title + ": " + a.Person.Name + ")"
		}
		f.Options = append(f.Options, page.Option{Value: a.Unit.Code, Text: text, Selected: chosen == a.Unit.Code})
		for _, other := range d.PostsOf(a.Unit.ID) {
			if !other.Head {
				value := a.Unit.Code + " " + string(other.ID)
				f.Options = append(f.Options, page.Option{Value: value, Text: "  " + a.Unit.Name + ": " + other.Title, Selected: chosen == value})
			}
		}
	}
	return f
}

// answersOf reads what answersField chose.
func answersOf(r *kit.Ask, d *desk.Directory) (unit, post id.ID, err error) {
	code, which, _ := strings.Cut(r.PostFormValue("answer_unit"), " ")
	if code == "" {
		return "", "", nil
	}
	if unit, err = d.UnitByCode(code); err != nil {
		return "", "", errs.All(err)[0].In("answer_unit")
	}
	return unit, id.ID(which), nil
}

// answeringOfTarget has another unit answer for one target from a day on.
func (s *server) answeringOfTarget(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	one := p.BoardRow.Target
	return s.answering(w, r, one.Unit, one.Cycle, []target.Target{one}, map[id.ID][]plan.Coming{one.ID: p.Coming}, page.Link{Text: one.Name, URL: href.Target(which, "")})
}

// answeringOfDocument has another unit answer for those that are chosen of a
// document's targets.
func (s *server) answeringOfDocument(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Document(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	return s.answering(w, r, p.Unit, p.Cycle, p.Targets, p.Coming, page.Link{Text: kit.DocumentTitle(r.Lang, p.Document), URL: href.Document(which)})
}

// saidComing says who will answer from a day to come.
func saidComing(lang i18n.Lang, coming []plan.Coming) (out []string) {
	for _, c := range coming {
		out = append(out, i18n.T(lang, "web.answering_coming", "from", c.From, "unit", c.Answers.Unit.Name, "reason", c.Reason))
	}
	return out
}

func (s *server) answering(w http.ResponseWriter, r *kit.Ask, unit id.ID, cycle period.Cycle, of []target.Target, coming map[id.ID][]plan.Coming, back page.Link) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := mayManage(d, unit); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := page.Simple{Frame: s.Frame(r, d, unit, cycle, t("web.answering_title")), After: []string{t("web.answering_after")}}
	v.Crumbs = []page.Link{back}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.answering_save"), Cancel: back.URL, Lead: t("web.answering_lead")}
	in := plan.NewAnswering{Reason: r.PostFormValue("reason")}
	chosen := map[string]bool{}
	for _, one := range r.PostForm["target"] {
		chosen[one] = true
	}
	for _, one := range of {
		if len(of) == 1 {
			in.Targets = []id.ID{one.ID}
			break
		}
		answers := d.AnsweringFor(one, s.Today())
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "check", Name: "target", Value: string(one.ID), Label: strings.TrimSpace(one.Label + " " + one.Name),
			Hint: strings.Join(append([]string{t("web.answering_now") + " " + answers.Unit.Name}, saidComing(r.Lang, coming[one.ID])...), " · "), Checked: chosen[string(one.ID)]})
		if chosen[string(one.ID)] {
			in.Targets = append(in.Targets, one.ID)
		}
	}
	now := id.ID("")
	if len(of) == 1 {
		now = of[0].AnswerUnit
	}
	field := s.answersField(r, d, unit, now, "")
	field.Label = t("web.answering_unit")
	v.Form.Fields = append(v.Form.Fields, field,
		page.Field{Kind: "date", Name: "from", Label: t("web.from_day"), Required: true, Value: r.Typed("from", s.Today().Say(""))},
		page.Field{Name: "reason", Label: t("web.answering_reason"), Required: true, Value: r.PostFormValue("reason")})
	done := "answering_changed"
	if day, err := kit.Day(r, "from"); err == nil && day > s.Today() {
		done = "answering_ahead"
	}
	return s.Form(w, r, v, back.URL, done, func() (err error) {
		if in.From, err = kit.Day(r, "from"); err != nil {
			return err
		}
		if in.Unit, in.Post, err = answersOf(r, d); err != nil {
			return err
		}
		_, err = s.App.ChangeAnswering(r.Context(), r.User.Actor, in)
		return err
	})
}
