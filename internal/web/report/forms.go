package report

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// starter is the file of the form that an office begins its own from.
const starter = "mau-khoi-dau.docx"

// Forms are the documents of an office in which its reports are set.
type Forms struct {
	page.Frame
	Rows  []FormRow
	Form  page.Form // empty where who reads may not put one in
	None  page.Empty
	Start page.Link
	Names []PlaceRow
}

// FormRow is one form; End is its own small form.
type FormRow struct {
	Name, By, Holds, Lacks, Ended string
	Places                        []string
	File                          page.Link
	End                           page.Form
}

// PlaceRow is a place a form may have, and what is set in it.
type PlaceRow struct{ Name, What string }

// forms shows the forms of an office, puts one in, or takes one out of use.
func (s *server) forms(w http.ResponseWriter, r *kit.Ask) error {
	code := r.PathValue("code")
	kept, err := s.App.Forms(r.Context(), r.User.Actor, code)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		return err
	}
	t := func(key string, more ...any) string { return i18n.T(r.Lang, key, more...) }
	year := period.Cycle(string(s.Today())[:4])
	v := Forms{Frame: s.Frame(r, d, unit, year, t("web.forms_title")), Start: page.Link{Text: t("web.forms_starter"), URL: registers.Forms(code, starter)}}
	v.Crumbs = []page.Link{{Text: t("web.paper_report"), URL: registers.Paper(code, year, "", "")}}
	v.None = page.Empty{What: phrase.New("web.forms_none"), Hint: phrase.New("web.forms_none_hint")}
	v.fill(code, kept)
	status := http.StatusOK
	if r.Method == http.MethodPost {
		done, err := s.changeForms(r, code)
		if err == nil {
			return s.Redirect(w, r, registers.Forms(code, ""), done)
		}
		ok := false
		if status, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, status, v.Page())
}

// changeForms does what was sent.
func (s *server) changeForms(r *kit.Ask, code string) (done string, err error) {
	if err := kit.ParseForm(r); err != nil {
		return "", err
	}
	if which := r.PostFormValue("end"); which != "" {
		return "form_ended", s.App.EndForm(r.Context(), r.User.Actor, id.ID(which))
	}
	in := reports.NewForm{Unit: code, Name: r.PostFormValue("name")}
	files, err := kit.SentFiles(r, "files")
	if err != nil {
		return "", err
	}
	if len(files) > 0 {
		in.File = files[0]
	}
	_, err = s.App.AddForm(r.Context(), r.User.Actor, in, report.FormReader{})
	return "form_added", err
}

func (v *Forms) fill(code string, kept reports.UnitForms) {
	row := func(f edit.Form) FormRow {
		out := FormRow{Name: f.Name, By: v.T("web.forms_by", "by", f.ByName, "at", v.Moment(f.At)), Holds: v.T("web.forms_holds", "n", len(f.Places)), Places: f.Places, File: page.Link{Text: v.T("web.forms_file"), URL: registers.Forms(code, string(f.ID))}}
		if left := report.FormLeaves(f.Places); len(left) > 0 {
			out.Lacks = v.T("web.forms_lacks", "names", strings.Join(left, ", "))
		}
		return out
	}
	for _, f := range kept.Own {
		one := row(f)
		if !f.InUse() {
			one.Ended = v.T("web.forms_ended", "by", f.EndedBy, "at", v.Moment(f.Ended))
		} else if kept.May {
			one.End = page.Form{Action: registers.Forms(code, ""), Submit: v.T("web.forms_end"), Fields: []page.Field{{Kind: "hidden", Name: "end", Value: string(f.ID)}}}
		}
		v.Rows = append(v.Rows, one)
	}
	slices.SortStableFunc(v.Rows, func(a, b FormRow) int { return len(a.Ended) - len(b.Ended) })
	for _, f := range kept.Above {
		one := row(f.Form)
		one.By += " " + v.T("web.forms_above", "unit", f.UnitName)
		v.Rows = append(v.Rows, one)
	}
	for _, name := range report.FormWords().All() {
		v.Names = append(v.Names, PlaceRow{"{{" + name + "}}", report.PlaceSays(v.Lang, name)})
	}
	if kept.May {
		v.Form = page.Form{Action: registers.Forms(code, ""), Submit: v.T("web.forms_add"), Fields: []page.Field{
			{Kind: "file", Name: "files", Label: v.T("web.forms_docx"), Hint: v.T("web.forms_docx_hint"), Required: true},
			{Name: "name", Label: v.T("web.forms_name"), Hint: v.T("web.forms_name_hint")}}}
	}
}

// formFile sends a form, or the one to begin from.
func (s *server) formFile(w http.ResponseWriter, r *kit.Ask) error {
	if r.URL.Query().Get("form") == starter {
		if _, err := s.App.Forms(r.Context(), r.User.Actor, r.PathValue("code")); err != nil {
			return err
		}
		var b bytes.Buffer
		if err := report.StarterForm(&b, r.Lang); err != nil {
			return err
		}
		return s.SendKept(w, starter, mediaTypes["docx"], b.Bytes())
	}
	f, content, err := s.App.FormFile(r.Context(), r.User.Actor, r.PathValue("code"), id.ID(r.URL.Query().Get("form")))
	if err != nil {
		return err
	}
	return s.SendKept(w, f.Name+".docx", mediaTypes["docx"], content)
}

// inForm gives the form an address asks for; nil where it asks for none.
func (s *server) inForm(r *kit.Ask, unit, format string) ([]byte, error) {
	which := r.URL.Query().Get("form")
	if which == "" {
		return nil, nil
	}
	if format != "docx" {
		return nil, errs.New(errs.Invalid, "report.form_format", "format", format).In("file")
	}
	return s.App.FormInUse(r.Context(), r.User.Actor, unit, id.ID(which))
}

// formLinks are the report as it is set in each of the office's forms.
func (v Paper) formLinks(version string) (out []page.Link) {
	for _, f := range v.Forms.Choose() {
		out = append(out, page.Link{Text: v.T("web.paper_in_form", "name", f.Name),
			URL: registers.Paper(v.Board.Unit.Code, v.Query.Cycle, "docx", v.Query.AsKnown, append(pairs(v.Query), "version", version, "form", string(f.ID))...)})
	}
	return append(out, page.Link{Text: v.T("web.forms_title"), URL: registers.Forms(v.Board.Unit.Code, "")}, page.Link{Text: v.T("web.numbers_title"), URL: registers.Numbers(v.Board.Unit.Code)})
}
