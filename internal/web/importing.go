package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"sync"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/plan"
)

// sheetKey signs a sheet between its dry run and its confirmation, so that what
// is brought in is what was shown. It lives as long as the process.
var sheetKey = sync.OnceValue(func() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
})

// sentFile is a file as it was sent, and the resolution its rows belong to.
type sentFile struct {
	name     string
	content  []byte
	document id.ID // none: app finds it
}

func (f sentFile) sheet() app.Sheet { return app.Sheet{Name: f.name, Content: f.content} }

// signature binds a sheet to the account that was shown it.
func (f sentFile) signature(account id.ID) string {
	mac := hmac.New(sha256.New, sheetKey())
	mac.Write([]byte(string(account) + "\x00" + string(f.document) + "\x00" + f.name + "\x00"))
	mac.Write(f.content)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// importSheet takes a sheet: first a dry run whose result is shown, then, when
// that is confirmed, for real.
func (s *server) importSheet(w http.ResponseWriter, r *ask) error {
	d, unit, cycle, err := s.unitAndCycle(r)
	if err != nil {
		return err
	}
	if !d.Can(access.ManageTargets, unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	documents, err := s.app.Documents(r.Context(), r.user.Actor, unit, cycle)
	if err != nil {
		return err
	}
	address := boardURL(r.PathValue("code"), cycle)
	v := plan.Import{Frame: s.frame(r, d, unit, cycle, i18n.T(r.lang, "web.import_title"))}
	v.Form = importForm(r, documents, address)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		var done string
		if code, done, err = s.takeSheet(r, &v, cycle, documents); err != nil {
			return err
		}
		if done != "" {
			return s.redirect(w, r, done, "imported")
		}
	}
	return s.show(w, r, code, v.Page())
}

// importForm asks for the file, and for the resolution where there are several.
func importForm(r *ask, documents []target.Document, address string) page.Form {
	f := page.Form{Action: address + "/import", Submit: i18n.T(r.lang, "web.import_look"), Cancel: address, Fields: []page.Field{
		{Kind: "file", Name: "file", Label: i18n.T(r.lang, "web.import_file"), Hint: i18n.T(r.lang, "web.import_hint"), Accept: ".xlsx,.csv", Required: true}}}
	if len(documents) > 0 {
		choice := page.Field{Kind: "select", Name: "document", Label: i18n.T(r.lang, "web.import_document"), Required: true}
		if len(documents) > 1 {
			choice.Options = append(choice.Options, page.Option{Text: i18n.T(r.lang, "web.import_choose_document")})
		}
		for _, doc := range documents {
			choice.Options = append(choice.Options, page.Option{Value: string(doc.ID), Text: documentTitle(r.lang, doc), Selected: r.FormValue("document") == string(doc.ID)})
		}
		f.Fields = append(f.Fields, choice)
	}
	return f
}

// takeSheet reads the file that was sent and puts what it would do into the
// page, or brings in the one that was shown; done is then where to go on.
func (s *server) takeSheet(r *ask, v *plan.Import, cycle period.Cycle, documents []target.Document) (code int, done string, err error) {
	asForm := func(err error) (int, string, error) {
		if code, ok := intoForm(&v.Form, err); ok {
			return code, "", nil
		}
		return 0, "", err
	}
	f, confirmed, err := sentSheet(r)
	if err != nil {
		return asForm(err)
	}
	in := app.Import{Unit: r.PathValue("code"), Cycle: cycle, Sheet: f.sheet(), DryRun: !confirmed}
	if f.document != "" {
		i := slices.IndexFunc(documents, func(doc target.Document) bool { return doc.ID == f.document })
		if i < 0 {
			return asForm(errs.New(errs.Invalid, "app.document_unknown").In("document"))
		}
		doc := documents[i]
		in.Document = &app.NewDocument{Unit: doc.Unit, Cycle: doc.Cycle, Number: doc.Number, Issuer: doc.Issuer, IssuedOn: doc.IssuedOn, Title: doc.Title}
	}
	out := sheetOutcome{lang: r.lang}
	out.done, err = s.app.ImportTargets(r.Context(), r.user.Actor, in)
	if err != nil && out.done.Rows != nil && !aboutRows(err) {
		return asForm(err)
	}
	out.faults = errs.All(err)
	if confirmed && len(out.faults) == 0 {
		return 0, boardURL(in.Unit, cycle), nil
	}
	v.Result = out.view(f.name)
	if len(out.faults) > 0 {
		return statusOf[out.faults[0].Kind], "", nil
	}
	v.Result.Commit = &page.Form{Action: v.Form.Action, Submit: i18n.T(r.lang, "web.import_take"), Cancel: v.Form.Action, Fields: []page.Field{
		{Kind: "hidden", Name: "document", Value: string(f.document)}, {Kind: "hidden", Name: "name", Value: f.name},
		{Kind: "hidden", Name: "sheet", Value: base64.StdEncoding.EncodeToString(f.content)}, {Kind: "hidden", Name: "signature", Value: f.signature(r.user.Account)}}}
	return http.StatusOK, "", nil
}

// sentSheet gives the uploaded file, or the one that was shown and is now confirmed.
func sentSheet(r *ask) (f sentFile, confirmed bool, err error) {
	if err := parseForm(r); err != nil {
		return f, false, err
	}
	f.document = id.ID(r.FormValue("document"))
	if text := r.PostFormValue("sheet"); text != "" {
		f.name = r.PostFormValue("name")
		f.content, err = base64.StdEncoding.DecodeString(text)
		if err != nil || !hmac.Equal([]byte(f.signature(r.user.Account)), []byte(r.PostFormValue("signature"))) {
			return f, false, errs.New(errs.Conflict, "web.import_again").In("file")
		}
		return f, true, nil
	}
	sent, head, err := r.FormFile("file")
	if err != nil {
		return f, false, errs.New(errs.Invalid, "web.import_no_file").In("file")
	}
	defer sent.Close()
	f.name = head.Filename
	if f.content, err = io.ReadAll(sent); err != nil {
		return f, false, errs.New(errs.Invalid, "exchange.not_received").In("file").Because(err)
	}
	return f, false, nil
}
