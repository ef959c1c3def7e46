package work

import (
	"net/http"

	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// UnitNames are the names that a unit's papers call others by.
type UnitNames struct {
	page.Frame
	Rows []NameRow
	Form page.Form // empty where who reads may not add one
	None page.Empty
}

// NameRow is one name; Forget is its own small form.
type NameRow struct {
	Name, By string
	Means    page.Link
	Forget   page.Form
}

// unitNames shows the names that were remembered, and remembers or forgets one.
func (s *server) unitNames(w http.ResponseWriter, r *kit.Ask) error {
	kept, err := s.App.UnitNames(r.Context(), r.User.Actor, r.PathValue("code"))
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := func(key string, more ...any) string { return i18n.T(r.Lang, key, more...) }
	v := UnitNames{Frame: s.Frame(r, d, kept.Body.ID, period.Cycle(string(s.Today())[:4]), t("web.names_title"))}
	v.Crumbs = []page.Link{{Text: t("page.tasks.title"), URL: href.Tasks(kept.Body.Code)}}
	v.None = page.Empty{What: phrase.New("web.names_none"), Hint: phrase.New("web.names_none_hint")}
	v.fill(r, kept)
	if kept.May {
		v.Form = page.Form{Action: registers.Names(kept.Body.Code), Submit: t("web.names_add"), Fields: []page.Field{
			{Name: "name", Label: t("web.names_name"), Hint: t("web.names_name_hint"), Required: true, Value: r.Typed("name", "")},
			{Kind: "select", Name: "unit", Label: t("web.names_means"), Required: true, Options: kit.UnitOptions(d, kept.Body.ID)}}}
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		done := "name_forgotten"
		if which := r.PostFormValue("forget"); which != "" {
			err = s.App.ForgetName(r.Context(), r.User.Actor, kept.Body.Code, id.ID(which))
		} else if _, unknown := d.UnitByCode(r.PostFormValue("unit")); kept.May && unknown != nil {
			err = errs.New(errs.Invalid, "web.names_unit").In("unit")
		} else {
			done, err = "name_kept", s.App.NameUnit(r.Context(), r.User.Actor, kept.Body.Code, r.PostFormValue("name"), r.PostFormValue("unit"))
		}
		if err == nil {
			return s.Redirect(w, r, registers.Names(kept.Body.Code), done)
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (v *UnitNames) fill(r *kit.Ask, kept tasks.NamesKept) {
	for _, n := range kept.Rows {
		row := NameRow{Name: n.Name, By: i18n.T(r.Lang, "web.names_by", "by", n.ByName, "at", v.Moment(n.At)), Means: page.Link{Text: n.Means.Name, URL: href.Unit(n.Means.Code)}}
		if kept.May {
			row.Forget = page.Form{Action: registers.Names(kept.Body.Code), Submit: i18n.T(r.Lang, "web.names_forget"), Fields: []page.Field{{Kind: "hidden", Name: "forget", Value: string(n.ID)}}}
		}
		v.Rows = append(v.Rows, row)
	}
}
