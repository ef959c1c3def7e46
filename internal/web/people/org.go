package people

import (
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// unitFields are the fields of a unit; was is what they begin with.
func (s *server) unitFields(r *kit.Ask, d *desk.Directory, was org.Version, parent string) []page.Field {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	value := func(name, otherwise string) string {
		if r.Method == http.MethodPost {
			return r.PostFormValue(name)
		}
		return otherwise
	}
	kind := page.Field{Kind: "select", Name: "kind", Label: t("web.unit_kind")}
	for _, k := range org.Kinds() {
		kind.Options = append(kind.Options, page.Option{Value: k, Text: i18n.Title(i18n.T(r.Lang, "unit_kind."+k)), Selected: value("kind", was.Kind) == k})
	}
	return []page.Field{
		{Name: "name", Label: t("web.unit_name"), Required: true, Wide: true, Value: value("name", was.Name)},
		kind,
		kit.UnitField(r, d, s.Today(), "parent", "web.unit_parent", value("parent", parent), was.Parent == "" && was.ID != ""),
		{Name: "official", Label: t("web.unit_official"), Value: value("official", was.Official)},
		{Kind: "date", Name: "from", Label: t("web.from_day"), Value: value("from", "")},
		{Name: "decision", Label: t("web.decision"), Value: value("decision", "")},
	}
}

// newUnitOf reads the fields of a unit.
func newUnitOf(r *kit.Ask, d *desk.Directory) (units.NewUnit, error) {
	in := units.NewUnit{Code: r.PostFormValue("code"), Name: r.PostFormValue("name"), Kind: r.PostFormValue("kind"), Official: r.PostFormValue("official"), Decision: r.PostFormValue("decision")}
	var err error
	if code := r.PostFormValue("parent"); code != "" {
		if in.Parent, err = d.UnitByCode(code); err != nil {
			return in, errs.All(err)[0].In("parent")
		}
	}
	in.From, err = kit.Day(r, "from")
	return in, err
}

func (s *server) newUnit(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := kit.Needs(d, access.ManageUnits); err != nil {
		return err
	}
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.new_unit")
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.units_title"), URL: href.Units}}
	code := page.Field{Name: "code", Label: i18n.T(r.Lang, "web.unit_code"), Hint: i18n.T(r.Lang, "web.unit_code_hint"), Value: r.PostFormValue("code")}
	v.Form = page.Form{Action: href.NewUnit(""), Submit: i18n.T(r.Lang, "web.save"), Cancel: href.Units,
		Fields: append(s.unitFields(r, d, org.Version{Kind: org.Commune}, r.FormValue("parent")), code)}
	for i := range v.Form.Fields {
		if v.Form.Fields[i].Name == "from" {
			v.Form.Fields[i].Hint = i18n.T(r.Lang, "web.unit_from_hint", "year", string(s.Today())[:4])
		}
	}
	status := http.StatusOK
	if r.Method == http.MethodPost {
		made, failed := s.addUnit(r, d)
		if failed == nil {
			return s.Redirect(w, r, href.Unit(made), "unit_added")
		}
		ok := false
		if status, ok = kit.IntoForm(&v.Form, failed); !ok {
			return failed
		}
	}
	return s.Show(w, r, status, v.Page())
}

// addUnit adds the unit of the form and gives its code.
func (s *server) addUnit(r *kit.Ask, d *desk.Directory) (string, error) {
	in, err := newUnitOf(r, d)
	if err != nil {
		return "", err
	}
	made, err := s.App.AddUnit(r.Context(), r.User.Actor, in)
	if err != nil {
		return "", err
	}
	if d, err = s.App.Directory(r.Context(), r.User.Actor); err != nil {
		return "", err
	}
	v, _ := d.Unit(made, s.Today())
	return v.Code, nil
}

func (s *server) reviseUnit(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return err
	}
	if !d.Can(access.ManageUnits, unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	was, _ := d.Unit(unit, s.Today())
	parent, _ := d.Unit(was.Parent, s.Today())
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.revise_unit")
	v.Crumbs = []page.Link{{Text: was.Name, URL: href.Unit(was.Code)}}
	v.After = []string{i18n.T(r.Lang, "web.revise_unit_after")}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.save"), Cancel: href.Unit(was.Code), Fields: s.unitFields(r, d, was, parent.Code)}
	return s.Form(w, r, v, href.Unit(was.Code), "unit_revised", func() error {
		in, err := newUnitOf(r, d)
		if err == nil {
			err = s.App.ReviseUnit(r.Context(), r.User.Actor, unit, in)
		}
		return err
	})
}

func (s *server) newPost(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return err
	}
	if !d.Can(access.ManagePeople, unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	back := href.Unit(r.PathValue("code"))
	v := page.Simple{Frame: s.Frame(r, d, unit, "", i18n.T(r.Lang, "web.new_post"))}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.save"), Cancel: back, Fields: []page.Field{
		{Name: "title", Label: i18n.T(r.Lang, "web.post_title"), Required: true, Value: r.PostFormValue("title")},
		{Kind: "check", Name: "head", Label: i18n.T(r.Lang, "web.post_head"), Checked: r.PostFormValue("head") != ""}}}
	return s.Form(w, r, v, back, "post_added", func() error {
		_, err := s.App.AddPost(r.Context(), r.User.Actor, unit, r.PostFormValue("title"), r.PostFormValue("head") != "")
		return err
	})
}

// appoint puts a person in a post, a known one or a new one.
func (s *server) appoint(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	post, ok := d.Post(which)
	if !ok || !d.Can(access.ManagePeople, post.Unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	unit, _ := d.Unit(post.Unit, s.Today())
	back := href.Unit(unit.Code)
	t := func(key string) string { return i18n.T(r.Lang, key) }
	person := s.PersonField(r, d, access.ManagePeople, "web.person", "web.person_new")
	capacity := page.Field{Kind: "select", Name: "capacity", Label: t("web.capacity")}
	for _, c := range []org.Capacity{org.Substantive, org.Concurrent, org.Acting} {
		capacity.Options = append(capacity.Options, page.Option{Value: string(c), Text: t("page.capacity." + string(c)), Selected: r.FormValue("capacity") == string(c)})
	}
	v := page.Simple{Frame: s.Frame(r, d, post.Unit, "", t("web.appoint_title")+": "+post.Title)}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: back, Fields: []page.Field{person,
		{Name: "name", Label: t("web.person_name"), Hint: t("web.person_name_hint"), Value: r.FormValue("name")}, capacity,
		{Kind: "date", Name: "from", Label: t("web.from_day"), Required: true, Value: r.PostFormValue("from")},
		{Kind: "date", Name: "to", Label: t("web.to_day"), Value: r.PostFormValue("to")},
		{Name: "decision", Label: t("web.decision"), Value: r.PostFormValue("decision")},
		{Kind: "check", Name: "hand_over", Label: t("web.hand_over"), Checked: r.FormValue("hand_over") != ""}, olderField(r)}}
	return s.Form(w, r, v, back, "appointed", func() error { return s.makeAppointment(r, which) })
}

func (s *server) makeAppointment(r *kit.Ask, post id.ID) error {
	from, err := kit.Day(r, "from")
	if err != nil {
		return err
	}
	to, err := kit.Day(r, "to")
	if err != nil {
		return err
	}
	in := units.NewAppointment{Person: id.ID(r.PostFormValue("person")), Post: post, Capacity: org.Capacity(r.PostFormValue("capacity")),
		Decision: r.PostFormValue("decision"), From: from, To: to, HandOver: r.PostFormValue("hand_over") != "", OlderThanUnit: r.PostFormValue("older") != ""}
	if in.Person == "" {
		in.NewPerson = r.PostFormValue("name")
	}
	_, err = s.App.Appoint(r.Context(), r.User.Actor, in)
	return err
}

func (s *server) endAppointment(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, a := range d.Appointments {
		post, _ := d.Post(a.Post)
		if a.ID != which || !d.Can(access.ManagePeople, post.Unit) {
			continue
		}
		unit, _ := d.Unit(post.Unit, s.Today())
		person, _ := d.Person(a.Person)
		v := page.Simple{Frame: s.Frame(r, d, post.Unit, "", i18n.T(r.Lang, "web.end_title", "name", person.Name, "post", post.Title))}
		v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.end_tenure"), Cancel: href.Unit(unit.Code), Danger: true, Fields: []page.Field{
			{Kind: "date", Name: "to", Label: i18n.T(r.Lang, "web.end_day"), Hint: i18n.T(r.Lang, "web.end_day_hint"), Required: true, Value: r.PostFormValue("to")}}}
		return s.Form(w, r, v, href.Unit(unit.Code), "tenure_ended", func() error {
			on, err := kit.Day(r, "to")
			if err != nil {
				return err
			}
			return s.App.EndAppointment(r.Context(), r.User.Actor, which, on)
		})
	}
	return errs.New(errs.NotFound, "access.not_found")
}
