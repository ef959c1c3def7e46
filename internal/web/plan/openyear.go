package plan

import (
	"net/http"
	"strings"

	"dondoc/internal/app/plan"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// OpenYear is the list with which the targets of a year go into the next.
type OpenYear struct {
	page.Frame
	From, To  period.Cycle
	Documents []page.Link // of the year before; more than one is chosen from
	Form      page.Form   // its fields name the new document
	Rows      []YearRow
	Empty     *page.Empty
}

// YearRow is one target of the year before.
type YearRow struct {
	Ordinal, Group, Unit string
	Keep                 page.Field
	Wording              page.Field // none for one that the year has already
	Holder               page.Holder
	Moved                phrase.Phrase
}

// openYear shows the targets of the year before and takes those that are
// ticked into the year of the address.
func (s *server) openYear(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	ahead, err := s.App.YearAhead(r.Context(), r.User.Actor, r.PathValue("code"), cycle)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := OpenYear{Frame: s.Frame(r, d, ahead.Unit.ID, cycle, i18n.T(r.Lang, "web.year_title", "to", cycle)), From: ahead.From, To: ahead.To}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.documents_title"), URL: href.Documents(ahead.Unit.Code, cycle)}}
	doc := chosenDocument(r, &v, ahead)
	if doc == nil {
		v.Empty = &page.Empty{What: phrase.New("web.year_nothing", "unit", ahead.Unit.Name, "from", ahead.From), Hint: phrase.New("web.board_empty_hint"),
			Action: page.Link{Text: i18n.T(r.Lang, "web.new_document"), URL: href.NewDocument(ahead.Unit.Code, cycle)}}
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	v.fill(r, ahead, doc)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		made, err := s.takeYear(r, ahead, doc)
		if err == nil {
			return s.Redirect(w, r, href.Document(made), "year_opened")
		}
		ok := false
		if code, ok = v.failed(err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// chosenDocument is the document of the year before whose targets are gone
// through: the one asked for, else the first with something left.
func chosenDocument(r *kit.Ask, v *OpenYear, ahead plan.YearAhead) *plan.AheadDocument {
	var chosen *plan.AheadDocument
	open := func(d *plan.AheadDocument) bool {
		for _, t := range d.Rows {
			if !t.Taken {
				return true
			}
		}
		return false
	}
	for i := range ahead.Documents {
		d := &ahead.Documents[i]
		asked := r.FormValue("document")
		if string(d.ID) == asked || asked == "" && (chosen == nil || !open(chosen) && open(d)) {
			chosen = d
		}
	}
	for _, d := range ahead.Documents {
		v.Documents = append(v.Documents, page.Link{Text: kit.DocumentTitle(r.Lang, d.Document), URL: href.With(r.URL.Path, "document", string(d.ID)), Here: chosen != nil && d.ID == chosen.ID})
	}
	return chosen
}

// fill adds the form: what names the new document, and the rows.
func (v *OpenYear) fill(r *kit.Ask, ahead plan.YearAhead, doc *plan.AheadDocument) {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	title := strings.ReplaceAll(doc.Title, string(ahead.From), string(ahead.To))
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.year_open", "to", v.To), Cancel: href.Documents(ahead.Unit.Code, ahead.To), Fields: []page.Field{
		{Kind: "hidden", Name: "document", Value: string(doc.ID)},
		{Name: "number", Label: t("web.doc_number"), Hint: t("web.doc_number_hint"), Required: true, Value: r.Typed("number", "")},
		{Name: "issuer", Label: t("web.doc_issuer"), Required: true, Value: r.Typed("issuer", doc.Issuer)},
		{Kind: "date", Name: "issued_on", Label: t("web.doc_date"), Hint: t("web.date_hint"), Required: true, Value: r.Typed("issued_on", "")},
		{Kind: "area", Name: "title", Label: t("web.doc_title"), Required: true, Value: r.Typed("title", title)},
	}}
	asks := false
	for _, one := range doc.Rows {
		name := string(one.ID)
		row := YearRow{Ordinal: one.Label, Group: one.Field, Unit: one.UnitOfMeasure, Holder: kit.Holder(one.Answers),
			Keep: page.Field{Kind: "check", Name: "keep", Value: name, Label: one.Name, Checked: r.Method != http.MethodPost || ticked(r, name)}}
		if one.Was != "" {
			row.Moved = phrase.New("web.year_moved", "unit", one.Was)
		}
		if one.Asked.ID != "" {
			row.Moved, asks = phrase.New("web.year_asked", "unit", one.Asked.Name, "own", ahead.Unit.Name), true
		}
		if one.Taken {
			v.Rows = append(v.Rows, row)
			continue
		}
		row.Wording = page.Field{Name: "wording-" + name, Label: one.Name, Hint: i18n.T(r.Lang, "web.year_was", "from", ahead.From, "wording", one.Current().Wording), Required: true,
			Value: r.Typed("wording-"+name, one.Current().Wording)}
		v.Rows = append(v.Rows, row)
	}
	if asks {
		v.Form.Fields = append(v.Form.Fields, page.Field{Name: "why", Label: t("web.request_why"), Hint: t("web.year_why_hint"), Value: r.Typed("why", "")})
	}
}

func ticked(r *kit.Ask, which string) bool {
	for _, one := range r.PostForm["keep"] {
		if one == which {
			return true
		}
	}
	return false
}

// takeYear reads the form and opens the year.
func (s *server) takeYear(r *kit.Ask, ahead plan.YearAhead, doc *plan.AheadDocument) (id.ID, error) {
	on, err := kit.Day(r, "issued_on")
	if err != nil {
		return "", err
	}
	in := plan.NewYear{Document: plan.NewDocument{Unit: ahead.Unit.ID, Cycle: ahead.To, Number: r.PostFormValue("number"), Issuer: r.PostFormValue("issuer"), IssuedOn: on,
		Title: r.PostFormValue("title"), Kind: doc.Kind, Level: doc.Level}, Why: r.PostFormValue("why")}
	for _, one := range doc.Rows {
		if name := string(one.ID); ticked(r, name) {
			in.Rows = append(in.Rows, plan.NewYearRow{Target: one.ID, Wording: r.PostFormValue("wording-" + name)})
		}
	}
	return s.App.OpenYear(r.Context(), r.User.Actor, in)
}

// failed puts what is wrong beside its field; false for what belongs to none.
func (v *OpenYear) failed(err error) (int, bool) {
	whole := v.Form
	n := len(whole.Fields)
	for _, row := range v.Rows {
		whole.Fields = append(whole.Fields, row.Wording)
	}
	code, ok := kit.IntoForm(&whole, err)
	for i := range v.Rows {
		v.Rows[i].Wording = whole.Fields[n+i]
	}
	v.Form.Fields, v.Form.Problems = whole.Fields[:n], whole.Problems
	return code, ok
}
