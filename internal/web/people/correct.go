package people

import (
	"net/http"
	"path"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// correcting is the page on which a mistake is put right.
func (s *server) correcting(r *kit.Ask, title string, back page.Link, fields ...page.Field) page.Simple {
	v := page.Simple{Frame: s.PlainFrame(r), After: []string{i18n.T(r.Lang, "web.correct_after")}}
	v.Title, v.Crumbs = title, []page.Link{back}
	v.Form = page.Form{Action: r.URL.RequestURI(), Submit: i18n.T(r.Lang, "web.correct_save"), Cancel: back.URL, Lead: i18n.T(r.Lang, "web.correct_lead"), Fields: append(fields, r.ReasonField())}
	return v
}

// undoing is the page on which something made by mistake is taken back.
func (s *server) undoing(r *kit.Ask, title string, back page.Link) page.Simple {
	v := page.Simple{Frame: s.PlainFrame(r), After: []string{i18n.T(r.Lang, "web.undo_after")}}
	v.Title, v.Crumbs = title, []page.Link{back}
	v.Form = page.Form{Action: r.URL.RequestURI(), Submit: i18n.T(r.Lang, "web.undo_do"), Cancel: back.URL, Danger: true}
	return v
}

// managed is the unit of the address, for who may do something with it; others
// are told that there is nothing.
func (s *server) managed(r *kit.Ask, action access.Action) (*desk.Directory, org.Version, error) {
	d, unit, err := s.UnitFor(r, action)
	if err != nil {
		return d, org.Version{}, errs.New(errs.NotFound, "access.not_found")
	}
	v, _ := d.Unit(unit, s.Today())
	return d, v, nil
}

func (s *server) correctUnit(w http.ResponseWriter, r *kit.Ask) error {
	d, v, err := s.managed(r, access.ManageUnits)
	if err != nil {
		return err
	}
	was := v
	for _, one := range d.Versions {
		if one.ID == v.ID && string(one.From) == r.URL.Query().Get("version") {
			was = one
		}
	}
	parent, _ := d.Unit(was.Parent, was.From)
	fields := s.unitFields(r, d, was, parent.Code)
	for i := range fields {
		switch fields[i].Name {
		case "from":
			fields[i].Value = r.Typed("from", was.From.Say(""))
		case "decision":
			fields[i].Value = r.Typed("decision", was.Decision)
		}
	}
	fields = append(fields, page.Field{Name: "code", Label: i18n.T(r.Lang, "web.unit_code"), Hint: i18n.T(r.Lang, "web.unit_code_change"), Value: r.Typed("code", was.Code)})
	p := s.correcting(r, i18n.T(r.Lang, "web.correct_unit_title", "name", was.Name), page.Link{Text: v.Name, URL: href.Unit(v.Code)}, fields...)
	code := v.Code
	if typed := r.PostFormValue("code"); typed != "" {
		code = typed
	}
	return s.Form(w, r, p, href.Unit(code), "corrected", func() error {
		in, err := newUnitOf(r, d)
		if err != nil {
			return err
		}
		return s.App.CorrectUnit(r.Context(), r.User.Actor, v.ID, was.From, in, r.PostFormValue("reason"))
	})
}

// postURL and tenureURL are what Correct and Undo are asked of.
func postURL(post id.ID) string     { return path.Dir(href.Appoint(post)) }
func tenureURL(tenure id.ID) string { return path.Dir(href.EndAppointment(tenure)) }

// versionURL is where a mistake in a version of a unit is put right.
func versionURL(v org.Version) string {
	return href.With(href.Correct(href.Unit(v.Code)), "version", string(v.From))
}

func (s *server) undoUnit(w http.ResponseWriter, r *kit.Ask) error {
	_, v, err := s.managed(r, access.ManageUnits)
	if err != nil {
		return err
	}
	p := s.undoing(r, i18n.T(r.Lang, "web.undo_unit_title", "name", v.Name), page.Link{Text: v.Name, URL: href.Unit(v.Code)})
	return s.Undo(w, r, p, href.Units, "undone", func(dry bool) error {
		return s.App.UndoUnit(r.Context(), r.User.Actor, v.ID, dry)
	})
}

// managedPost is the post of the address, with its unit's page to go back to.
func (s *server) managedPost(r *kit.Ask, post id.ID) (*desk.Directory, org.Post, page.Link, error) {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return d, org.Post{}, page.Link{}, err
	}
	p, known := d.Post(post)
	if !known || !d.Can(access.ManagePeople, p.Unit) {
		return d, p, page.Link{}, errs.New(errs.NotFound, "access.not_found")
	}
	unit, _ := d.Unit(p.Unit, s.Today())
	return d, p, page.Link{Text: unit.Name, URL: href.Unit(unit.Code)}, nil
}

func (s *server) correctPost(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	_, post, back, err := s.managedPost(r, which)
	if err != nil {
		return err
	}
	head := post.Head
	if r.Method == http.MethodPost {
		head = r.PostFormValue("head") != ""
	}
	p := s.correcting(r, i18n.T(r.Lang, "web.correct_post_title", "title", post.Title), back,
		page.Field{Name: "title", Label: i18n.T(r.Lang, "web.post_title"), Required: true, Value: r.Typed("title", post.Title)},
		page.Field{Kind: "check", Name: "head", Label: i18n.T(r.Lang, "web.post_head"), Checked: head})
	return s.Form(w, r, p, back.URL, "corrected", func() error {
		return s.App.CorrectPost(r.Context(), r.User.Actor, which, r.PostFormValue("title"), head, r.PostFormValue("reason"))
	})
}

func (s *server) undoPost(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	_, post, back, err := s.managedPost(r, which)
	if err != nil {
		return err
	}
	p := s.undoing(r, i18n.T(r.Lang, "web.undo_post_title", "title", post.Title), back)
	return s.Undo(w, r, p, back.URL, "undone", func(dry bool) error {
		return s.App.UndoPost(r.Context(), r.User.Actor, which, dry)
	})
}

func (s *server) correctPerson(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	person, known := d.Person(which)
	if !known || d.ChargePerson(access.ManagePeople, which) != nil || !d.CanAnywhere(access.ManagePeople) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	back := page.Link{Text: person.Name, URL: href.Person(which)}
	p := s.correcting(r, i18n.T(r.Lang, "web.correct_person_title", "name", person.Name), back,
		page.Field{Name: "name", Label: i18n.T(r.Lang, "web.full_name"), Required: true, Value: r.Typed("name", person.Name)})
	return s.Form(w, r, p, back.URL, "corrected", func() error {
		return s.App.CorrectPerson(r.Context(), r.User.Actor, which, r.PostFormValue("name"), r.PostFormValue("reason"))
	})
}

// olderField lets a tenure begin before its unit does, where that is meant.
func olderField(r *kit.Ask) page.Field {
	return page.Field{Kind: "check", Name: "older", Label: i18n.T(r.Lang, "web.older_than_unit"), Checked: r.PostFormValue("older") != ""}
}

// managedTenure is the appointment of the address.
func (s *server) managedTenure(r *kit.Ask) (d *desk.Directory, ap org.Appointment, back page.Link, err error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return nil, ap, back, err
	}
	if d, err = s.App.Directory(r.Context(), r.User.Actor); err != nil {
		return d, ap, back, err
	}
	for _, one := range d.Appointments {
		if one.ID == which {
			_, _, back, err = s.managedPost(r, one.Post)
			return d, one, back, err
		}
	}
	return d, ap, back, errs.New(errs.NotFound, "access.not_found")
}

func (s *server) correctAppointment(w http.ResponseWriter, r *kit.Ask) error {
	d, ap, back, err := s.managedTenure(r)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	post, holder := d.Of(ap)
	person := s.PersonField(r, d, access.ManagePeople, "web.person", "web.person_same")
	if r.Method != http.MethodPost {
		for i, o := range person.Options {
			person.Options[i].Selected = o.Value == string(ap.Person)
		}
	}
	capacity := page.Field{Kind: "select", Name: "capacity", Label: t("web.capacity")}
	for _, c := range []org.Capacity{org.Substantive, org.Concurrent, org.Acting} {
		capacity.Options = append(capacity.Options, page.Option{Value: string(c), Text: t("page.capacity." + string(c)), Selected: r.Typed("capacity", string(ap.Capacity)) == string(c)})
	}
	until := ""
	if ap.To < period.Forever {
		until = ap.To.Say("")
	}
	p := s.correcting(r, i18n.T(r.Lang, "web.correct_appointment_title", "name", holder.Name, "post", post.Title), back, person, capacity,
		page.Field{Kind: "date", Name: "from", Label: t("web.from_day"), Required: true, Value: r.Typed("from", ap.From.Say(""))},
		page.Field{Kind: "date", Name: "to", Label: t("web.to_day"), Value: r.Typed("to", until)},
		page.Field{Name: "decision", Label: t("web.decision"), Value: r.Typed("decision", ap.Decision)}, olderField(r))
	return s.Form(w, r, p, back.URL, "corrected", func() error {
		from, err := kit.Day(r, "from")
		if err != nil {
			return err
		}
		to, err := kit.Day(r, "to")
		if err != nil {
			return err
		}
		return s.App.CorrectAppointment(r.Context(), r.User.Actor, ap.ID, units.NewAppointment{Person: id.ID(r.PostFormValue("person")), Capacity: org.Capacity(r.PostFormValue("capacity")),
			Decision: r.PostFormValue("decision"), From: from, To: to, OlderThanUnit: r.PostFormValue("older") != ""}, r.PostFormValue("reason"))
	})
}

func (s *server) undoAppointment(w http.ResponseWriter, r *kit.Ask) error {
	d, ap, back, err := s.managedTenure(r)
	if err != nil {
		return err
	}
	post, holder := d.Of(ap)
	p := s.undoing(r, i18n.T(r.Lang, "web.undo_appointment_title", "name", holder.Name, "post", post.Title), back)
	for _, other := range d.Tenures(ap.Post) {
		if _, before := d.Of(other); other.To == ap.From {
			p.After = append(p.After, i18n.T(r.Lang, "web.undo_appointment_after", "name", before.Name))
			break
		}
	}
	return s.Undo(w, r, p, back.URL, "undone", func(dry bool) error {
		_, err := s.App.UndoAppointment(r.Context(), r.User.Actor, ap.ID, dry)
		return err
	})
}

// amendedOf is what was put right of a unit, its posts and their holders.
func amendedOf(f page.Frame, d *desk.Directory, p units.UnitPage) (out []page.Amended) {
	for _, a := range d.AmendmentsOf(amend.Unit, p.ID) {
		out = append(out, kit.Amended(f, d, a, ""))
	}
	for _, post := range d.PostsOf(p.ID) {
		for _, a := range d.AmendmentsOf(amend.Post, post.ID) {
			out = append(out, kit.Amended(f, d, a, post.Title))
		}
		for _, ap := range d.Tenures(post.ID) {
			_, person := d.Of(ap)
			for _, a := range d.AmendmentsOf(amend.Appointment, ap.ID) {
				out = append(out, kit.Amended(f, d, a, person.Name+", "+post.Title))
			}
		}
	}
	return out
}
