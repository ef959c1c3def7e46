package plan

import (
	"net/http"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// importSheet takes a sheet: first a dry run whose result is shown, then, when
// that is confirmed, for real.
func (s *server) importSheet(w http.ResponseWriter, r *kit.Ask) error {
	d, unit, cycle, err := s.unitAndCycle(r)
	if err != nil {
		return err
	}
	if !d.Can(access.ManageTargets, unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	documents, err := s.App.Documents(r.Context(), r.User.Actor, unit, cycle)
	if err != nil {
		return err
	}
	v := Import{Frame: s.Frame(r, d, unit, cycle, i18n.T(r.Lang, "web.import_title"))}
	v.Form = importForm(r, documents, href.Import(r.PathValue("code"), cycle, ""), href.Board(r.PathValue("code"), cycle))
	code := http.StatusOK
	if r.Method == http.MethodPost {
		var done string
		if code, done, err = s.takeSheet(r, d, &v, cycle, documents); err != nil {
			return err
		}
		if done != "" {
			said := "imported"
			if r.PostFormValue("later") != "" {
				said = ""
			}
			return s.Redirect(w, r, done, said)
		}
	}
	return s.Show(w, r, code, v.Page())
}

// importForm asks for the file, and for the resolution where there are several.
func importForm(r *kit.Ask, documents []target.Document, action, cancel string) page.Form {
	f := page.Form{Action: action, Submit: i18n.T(r.Lang, "web.import_look"), Cancel: cancel, Fields: []page.Field{
		{Kind: "file", Name: "file", Label: i18n.T(r.Lang, "web.import_file"), Hint: i18n.T(r.Lang, "web.import_hint"), Accept: ".xlsx,.xls,.ods,.docx,.csv,.pdf", Required: true}}}
	if len(documents) > 0 {
		choice := page.Field{Kind: "select", Name: "document", Label: i18n.T(r.Lang, "web.import_document"), Required: true}
		if len(documents) > 1 {
			choice.Options = append(choice.Options, page.Option{Text: i18n.T(r.Lang, "web.import_choose_document")})
		}
		for _, doc := range documents {
			choice.Options = append(choice.Options, page.Option{Value: string(doc.ID), Text: kit.DocumentTitle(r.Lang, doc), Selected: r.FormValue("document") == string(doc.ID)})
		}
		f.Fields = append(f.Fields, choice)
	}
	f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "later", Value: "1", Label: i18n.T(r.Lang, "job.import_later")})
	return f
}

// takeSheet reads the file that was sent and puts what it would do into the
// page, or brings in the one that was shown; done is then where to go on.
func (s *server) takeSheet(r *kit.Ask, d *desk.Directory, v *Import, cycle period.Cycle, documents []target.Document) (code int, done string, err error) {
	asForm := func(err error) (int, string, error) {
		if code, ok := kit.IntoForm(&v.Form, err); ok {
			return code, "", nil
		}
		return 0, "", err
	}
	f, confirmed, err := s.SentSheet(r)
	if err != nil {
		return asForm(err)
	}
	in := plan.Import{Unit: r.PathValue("code"), Cycle: cycle, Sheet: f.Sheet(), Moves: r.PostFormValue("moves") != "", DryRun: !confirmed}
	if f.Document != "" {
		i := slices.IndexFunc(documents, func(doc target.Document) bool { return doc.ID == f.Document })
		if i < 0 {
			return asForm(errs.New(errs.Invalid, "app.document_unknown").In("document"))
		}
		doc := documents[i]
		in.Document = &plan.NewDocument{Unit: doc.Unit, Cycle: doc.Cycle, Number: doc.Number, Issuer: doc.Issuer, IssuedOn: doc.IssuedOn, Title: doc.Title}
	}
	if done, err := s.putOff(r, in); err != nil || done != "" {
		if err != nil {
			return asForm(err)
		}
		return 0, done, nil
	}
	confirmed = confirmed && r.PostFormValue("look") == ""
	in.DryRun = !confirmed
	out := sheetOutcome{lang: r.Lang}
	out.done, err = s.App.ImportTargets(r.Context(), r.User.Actor, in)
	unread := len(out.done.Rows) == 0 && out.done.Table != nil // its columns are to be chosen
	if err != nil && out.done.Rows != nil && !unread && !kit.AboutRows(err) {
		return asForm(err)
	}
	out.faults = errs.All(err)
	if confirmed && len(out.faults) == 0 {
		if out.done.Import != "" {
			return 0, href.Imported(out.done.Import), nil
		}
		return 0, href.Board(in.Unit, cycle), nil
	}
	v.Result = out.view(f.Name)
	hidden, err := s.Offer(r, f)
	if err != nil {
		return 0, "", err
	}
	var chosen []page.Field
	v.Result.Bench, chosen = out.bench(d, r.PathValue("code")).Form(r, f, v.Form.Action, hidden)
	if len(out.faults) > 0 {
		return kit.StatusOf[out.faults[0].Kind], "", nil
	}
	if out.movable() {
		chosen = append(slices.Clone(chosen), page.Field{Kind: "check", Name: "moves", Value: "1", Label: i18n.T(r.Lang, "web.import_moves"), Checked: in.Moves})
	}
	v.Result.Commit = &page.Form{Action: v.Form.Action, Submit: i18n.T(r.Lang, "web.import_take"), Cancel: v.Form.Action, Fields: slices.Concat(hidden, chosen)}
	return http.StatusOK, "", nil
}
