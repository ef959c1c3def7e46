package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"sync"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/board"
	"dondoc/internal/web/page/plan"
)

// sheetKey signs a sheet between its dry run and its confirmation, so that what
// is brought in is what was shown. It lives as long as the process.
var sheetKey = sync.OnceValue(func() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
})

func signSheet(account id.ID, name string, content []byte) string {
	mac := hmac.New(sha256.New, sheetKey())
	mac.Write([]byte(string(account) + "\x00" + name + "\x00"))
	mac.Write(content)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// importSheet takes a sheet: first a dry run whose result is shown, then, when
// that is confirmed, for real.
func (s *server) importSheet(w http.ResponseWriter, r *ask) error {
	d, unit, cycle, err := s.unitAndCycle(r)
	if err != nil {
		return err
	}
	if !s.may(r, d, access.ManageTargets, unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	address := boardURL(r.PathValue("code"), cycle)
	v := plan.Import{Frame: s.frame(r, d, unit, cycle, i18n.T(r.lang, "web.import_title"))}
	v.Form = page.Form{Action: address + "/import", Submit: i18n.T(r.lang, "web.import_look"), Cancel: address, Lead: i18n.T(r.lang, "web.import_lead"), Fields: []page.Field{
		{Kind: "file", Name: "file", Label: i18n.T(r.lang, "web.import_file"), Hint: i18n.T(r.lang, "web.import_hint"), Accept: ".xlsx,.csv", Required: true}}}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		name, content, confirmed, err := sentSheet(r)
		if err == nil {
			var rows []app.ImportedRow
			if rows, err = s.readSheet(r, cycle, name, content, !confirmed); err == nil && confirmed {
				return s.redirect(w, r, address, "imported")
			}
			v.Result = outcome(r, name, content, rows, err, address)
		}
		if err != nil {
			ok := v.Result != nil
			if code = statusOf[errs.KindOf(err)]; !ok {
				if code, ok = intoForm(&v.Form, err); !ok {
					return err
				}
			}
		}
	}
	return s.show(w, r, code, v.Page())
}

// sentSheet gives the uploaded file, or the one that was shown and is now confirmed.
func sentSheet(r *ask) (name string, content []byte, confirmed bool, err error) {
	if err := r.ParseMultipartForm(8 << 20); err != nil && err != http.ErrNotMultipart {
		return "", nil, false, errs.New(errs.TooLarge, "web.body_large", "most", largestBody>>20).Because(err)
	}
	if text := r.PostFormValue("sheet"); text != "" {
		name = r.PostFormValue("name")
		content, err = base64.StdEncoding.DecodeString(text)
		if err != nil || !hmac.Equal([]byte(signSheet(r.user.Account, name, content)), []byte(r.PostFormValue("signature"))) {
			return "", nil, false, errs.New(errs.Conflict, "web.import_again").In("file")
		}
		return name, content, true, nil
	}
	f, head, err := r.FormFile("file")
	if err != nil {
		return "", nil, false, errs.New(errs.Invalid, "web.import_no_file").In("file")
	}
	defer f.Close()
	content, err = io.ReadAll(f)
	if err != nil {
		return "", nil, false, errs.New(errs.Invalid, "exchange.not_received").In("file").Because(err)
	}
	return head.Filename, content, false, nil
}

func (s *server) readSheet(r *ask, cycle period.Cycle, name string, content []byte, dry bool) ([]app.ImportedRow, error) {
	t, err := exchange.ReadTable(r.Context(), name, bytes.NewReader(content), exchange.DefaultLimits())
	if err != nil {
		return nil, err
	}
	rows, list := exchange.ReadTargetRows(t, exchange.Choice{Cycle: cycle})
	if len(list) > 0 {
		return nil, list
	}
	return s.app.ImportTargets(r.Context(), r.user.Actor, app.Import{Unit: r.PathValue("code"), Cycle: cycle, FileName: name, Rows: exchange.ImportRows(rows), DryRun: dry})
}

var changeOf = map[app.Change]string{app.Added: "new", app.Revised: "changed", app.Unchanged: "same", app.Skipped: "same", "": "error"}

// outcome shows what a sheet would do, or why it cannot be taken.
func outcome(r *ask, name string, content []byte, rows []app.ImportedRow, err error, address string) *plan.Outcome {
	out := &plan.Outcome{File: name, Dry: true}
	for _, row := range rows {
		one := plan.SheetRow{Number: row.Row, Name: row.Name, Wording: row.Plan, Unit: row.UnitOfMeasure, Actual: row.ImportRow.Actual, Class: string(row.Checked.Class),
			Change: changeOf[row.Change], Explain: row.Criterion.Explain()}
		if a := row.Achievement; a != nil {
			one.Percent = a.Percent(2).Trim().Say(string(r.lang))
		}
		for _, q := range row.Questions {
			one.Questions = append(one.Questions, board.Question{Text: q.Ask})
		}
		out.Rows = append(out.Rows, one)
		switch row.Change {
		case app.Added:
			out.New++
		case app.Revised:
			out.Changed++
		default:
			out.Same++
		}
	}
	for _, e := range errs.All(err) {
		out.Issues = append(out.Issues, plan.Issue{Row: e.Row, Cell: e.Cell, Column: e.Field, Problem: page.Problem{What: e.What, Hint: e.Hint}})
	}
	if err == nil {
		out.Commit = &page.Form{Action: address + "/import", Submit: i18n.T(r.lang, "web.import_take"), Cancel: address + "/import", Fields: []page.Field{
			{Kind: "hidden", Name: "name", Value: name}, {Kind: "hidden", Name: "sheet", Value: base64.StdEncoding.EncodeToString(content)},
			{Kind: "hidden", Name: "signature", Value: signSheet(r.user.Account, name, content)}}}
	}
	return out
}
