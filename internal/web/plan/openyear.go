package plan

import (
	"bytes"
	"dondoc/internal/app/desk"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/plan"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// OpenYear is the plan of a year under preparation: each target of the year before
// with how it ended, what that suggests and what becomes of it; what is new; and
// the document that at last makes it the year's plan.
type OpenYear struct {
	page.Frame
	From, To  period.Cycle
	Documents []page.Link // of the year before; more than one is chosen from
	Saved     string      // which version this is, and who kept it
	Sum       string      // how many are kept, raised, lowered, dropped, new
	Told      []string    // what a sheet that was taken in left open
	Form      page.Form   // its fields name the new document
	Rows      []YearRow
	New       []YearRow // what is new, and empty rows for more
	Files     []page.Link
	Sheet     page.Form // to take the annex in again
	Carry     []page.Link
	Empty     *page.Empty
	Opened    string // that the year was opened out of the draft already, and where it goes on
	OpenedBy  page.Link
}

// YearRow is one row of the plan.
type YearRow struct {
	Ordinal, Group, Unit string
	Name                 page.Link
	Taken                bool     // the year has it already
	Ended                []string // plan, result and share of the year before
	Class                string
	Before               []string // earlier years
	Peers                string
	Advice               string
	Why                  []phrase.Phrase
	Fields               []page.Field
	Said                 [3]string // instead of fields, where the year is open: what became of it, its wording, the reason
	Holder               page.Holder
	Moved                phrase.Phrase
}

// Cells are the fields by column: what becomes of it, its wording, the reason.
func (r YearRow) Cells() [][]page.Field {
	n := len(r.Fields)
	if n < 2 {
		return nil
	}
	return [][]page.Field{r.Fields[:n-2], r.Fields[n-2 : n-1], r.Fields[n-1:]}
}

// spareRows is how many empty rows there are for what is new.
const spareRows = 2

// yearSheet is what is shown: the year, the document of the year before, and the plan.
type yearSheet struct {
	*kit.Ask
	dir   *desk.Directory
	ahead plan.YearAhead
	doc   *plan.AheadDocument
	rows  []draft.Row
}

// openYear shows the plan of the year of the address, keeps it as a draft, and
// opens the year with it.
func (s *server) openYear(w http.ResponseWriter, r *kit.Ask) error {
	y, v, err := s.yearPage(r)
	if err != nil {
		return err
	}
	if y.doc == nil {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	if format := r.URL.Query().Get("format"); format != "" {
		return s.sendYear(w, y, format)
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		if y.rows, err = typedRows(r); err == nil {
			var to, done string
			if to, done, err = s.takeYear(y); err == nil {
				return s.Redirect(w, r, to, done)
			}
		}
	}
	s.fill(v, y)
	if err != nil {
		ok := false
		if code, ok = v.failed(err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// yearFromSheet shows the plan as a sheet has it, to be kept or not.
func (s *server) yearFromSheet(w http.ResponseWriter, r *kit.Ask) error {
	f, _, err := s.SentSheet(r)
	y, v, pageErr := s.yearPage(r)
	if pageErr != nil {
		return pageErr
	}
	if y.doc == nil {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	code := http.StatusOK
	var d draft.Draft
	var told []phrase.Phrase
	if err == nil {
		d, told, err = s.App.FromSheet(r.Context(), r.User.Actor, y.ahead.Unit.Code, y.ahead.To, y.doc.ID, f.Sheet())
	}
	if err == nil {
		y.rows = d.Rows
		v.Told = append(v.Told, i18n.T(r.Lang, "web.year_from_sheet", "name", f.Name))
		for _, note := range told {
			v.Told = append(v.Told, v.Say(note))
		}
	}
	s.fill(v, y)
	if err != nil {
		ok := false
		if code, ok = kit.IntoForm(&v.Sheet, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// yearPage begins the page: whose, of what year, out of which document.
func (s *server) yearPage(r *kit.Ask) (yearSheet, *OpenYear, error) {
	y := yearSheet{Ask: r}
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return y, nil, err
	}
	if y.ahead, err = s.App.YearAhead(r.Context(), r.User.Actor, r.PathValue("code"), cycle); err != nil {
		return y, nil, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return y, nil, err
	}
	ahead := y.ahead
	y.dir = d
	v := &OpenYear{Frame: s.Frame(r, d, ahead.Unit.ID, cycle, i18n.T(r.Lang, "web.year_title", "to", cycle)), From: ahead.From, To: ahead.To}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.documents_title"), URL: href.Documents(ahead.Unit.Code, cycle)}}
	if y.doc = chosenDocument(r, v, ahead); y.doc == nil {
		v.Empty = &page.Empty{What: phrase.New("web.year_nothing", "unit", ahead.Unit.Name, "from", ahead.From), Hint: phrase.New("web.board_empty_hint"),
			Action: page.Link{Text: i18n.T(r.Lang, "web.new_document"), URL: href.NewDocument(ahead.Unit.Code, cycle)}}
		return y, v, nil
	}
	y.rows = y.doc.Planned()
	v.Carry, err = s.carried(y)
	return y, v, err
}

// chosenDocument is the document of the year before whose targets are gone
// through: the one asked for, else the first with something left.
func chosenDocument(r *kit.Ask, v *OpenYear, ahead plan.YearAhead) *plan.AheadDocument {
	var chosen *plan.AheadDocument
	open := func(d *plan.AheadDocument) bool {
		return slices.ContainsFunc(d.Rows, func(t plan.AheadTarget) bool { return !t.Taken })
	}
	for i := range ahead.Documents {
		d := &ahead.Documents[i]
		asked := r.FormValue("document")
		if string(d.ID) == asked || asked == "" && (chosen == nil || !open(chosen) && open(d)) {
			chosen = d
		}
	}
	at := registers.Year(ahead.Unit.Code, ahead.To, "")
	for _, d := range ahead.Documents {
		v.Documents = append(v.Documents, page.Link{Text: kit.DocumentTitle(r.Lang, d.Document), URL: href.With(at, "document", string(d.ID)), Here: chosen != nil && d.ID == chosen.ID})
	}
	return chosen
}

// rowField names a field of a row as errors name it, from 1.
func rowField(n int, field string) string { return fmt.Sprintf("rows.%d.%s", n, field) }

// typedRows reads the rows of the form; one for something new that was left
// empty is none.
func typedRows(r *kit.Ask) (out []draft.Row, err error) {
	if err := kit.ParseForm(r); err != nil {
		return nil, err
	}
	for n := 1; ; n++ {
		text := func(field string) string { return strings.TrimSpace(r.PostFormValue(rowField(n, field))) }
		if _, sent := r.PostForm[rowField(n, "choice")]; !sent {
			return out, nil
		}
		row := draft.Row{Target: id.ID(text("target")), Of: id.ID(text("of")), Choice: draft.Choice(text("choice")), Label: text("label"), Field: text("field"), Name: text("name"),
			UnitOfMeasure: text("unit_of_measure"), Wording: text("wording"), Note: text("note")}
		if row.Target == "" && row.Name+row.UnitOfMeasure+row.Wording+row.Note == "" {
			continue
		}
		out = append(out, row)
	}
}

// takeYear keeps the plan as a draft, or opens the year with it.
func (s *server) takeYear(y yearSheet) (to, done string, err error) {
	version, err := strconv.Atoi(y.PostFormValue("version"))
	if err != nil {
		return "", "", errs.New(errs.Invalid, "web.form_broken")
	}
	ahead, doc := y.ahead, y.doc
	if y.PostFormValue("do") != "open" {
		_, err = s.App.SaveDraft(y.Context(), y.User.Actor, draft.Draft{Unit: ahead.Unit.ID, Cycle: ahead.To, From: doc.ID, Version: version, Rows: y.rows})
		return href.With(registers.Year(ahead.Unit.Code, ahead.To, ""), "document", string(doc.ID)), "draft_saved", err
	}
	on, err := kit.Day(y.Ask, "issued_on")
	if err != nil {
		return "", "", err
	}
	made, err := s.App.OpenYear(y.Context(), y.User.Actor, plan.NewYear{From: doc.ID, Version: version, Rows: y.rows, Document: plan.NewDocument{Unit: ahead.Unit.ID, Cycle: ahead.To, Number: y.PostFormValue("number"),
		Issuer: y.PostFormValue("issuer"), IssuedOn: on, Title: y.PostFormValue("title"), Kind: doc.Kind, Level: doc.Level}, Why: y.PostFormValue("why")})
	return href.Document(made), "year_opened", err
}

// sendYear sends the annex as it was kept.
func (s *server) sendYear(w http.ResponseWriter, y yearSheet, format string) error {
	var b bytes.Buffer
	if err := report.WriteYearPlan(&b, format, y.Lang, report.YearPlan{Ahead: y.ahead, From: *y.doc, Today: s.Today()}); err != nil {
		return err
	}
	return s.SendKept(w, fmt.Sprintf("du-thao-%s-%s.%s", y.ahead.Unit.Code, y.ahead.To, format), exchange.MediaType(format), b.Bytes())
}

// failed puts what is wrong beside its field; false for what belongs to none.
func (v *OpenYear) failed(err error) (int, bool) {
	whole := v.Form
	n := len(whole.Fields)
	for _, list := range [][]YearRow{v.Rows, v.New} {
		for _, row := range list {
			whole.Fields = append(whole.Fields, row.Fields...)
		}
	}
	code, ok := kit.IntoForm(&whole, err)
	at := n
	for _, list := range [][]YearRow{v.Rows, v.New} {
		for i := range list {
			end := at + len(list[i].Fields)
			list[i].Fields, at = whole.Fields[at:end:end], end
		}
	}
	v.Form.Fields, v.Form.Problems = whole.Fields[:n:n], whole.Problems
	return code, ok
}
