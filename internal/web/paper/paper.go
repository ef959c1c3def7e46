package paper

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// papers lists the documents a unit keeps.
func (s *server) papers(w http.ResponseWriter, r *kit.Ask) error {
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	found, err := s.App.Papers(r.Context(), r.User.Actor, r.PathValue("code"), known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := List{Frame: s.Frame(r, d, found.Unit.ID, "", i18n.T(r.Lang, "web.papers_title"))}
	v.Sign()
	for _, p := range found.Rows {
		row := paperRow(r.Lang, p)
		if p.Open() {
			row.CoverURL = href.AsKnown(href.Coverage(found.Unit.Code, p.ID), known)
			v.Open = append(v.Open, row)
		}
		v.Rows = append(v.Rows, row)
	}
	cols, facets := paperColumns(r.Lang), paperFacets(r.Lang)
	v.Filters, v.Rows = list.Filters(r, v.Rows, facets), list.Narrow(r, v.Rows, facets)
	list.Sort(r, v.Rows, cols)
	if list.AsFile(r) {
		return list.Send(w, r, v.Title, v.Rows, cols)
	}
	v.Heads, v.SheetURL = list.HeadsOf(r, cols), list.FileURL(r)
	if found.May {
		v.Actions = append(v.Actions, page.Link{Text: i18n.T(r.Lang, "web.paper_new"), URL: href.NewPaper(found.Unit.Code)})
	}
	v.Actions = append(v.Actions, page.Link{Text: i18n.T(r.Lang, "web.coverage_title"), URL: href.AsKnown(href.Coverage(found.Unit.Code, ""), known)},
		page.Link{Text: i18n.T(r.Lang, "web.directives_title"), URL: href.AsKnown(href.Directives(found.Unit.Code), known)}, page.Link{Text: i18n.T(r.Lang, "web.synonyms_title"), URL: href.Synonyms(found.Unit.Code)})
	return s.Show(w, r, http.StatusOK, v.Page())
}

func paperRow(lang i18n.Lang, p papers.Paper) Row {
	row := Row{Paper: page.Link{Text: p.Number, URL: href.Text(p.ID)}, Subject: p.Document.Title, Issuer: p.Issuer, Date: p.IssuedOn, Level: string(p.Level), Provisions: p.Provisions}
	if p.Replaced() {
		row.Status = i18n.T(lang, "web.paper_status_replaced")
	}
	if p.TermFrom != "" || p.TermTo != "" {
		row.Term = i18n.T(lang, "web.paper_term", "from", p.TermFrom, "to", p.TermTo)
	}
	if p.Provisions == 0 {
		row.Paper.URL = href.Document(p.ID) // it has targets only
	}
	for _, one := range p.Does {
		key := "web.paper_" + one.Kind
		if one.Back {
			key += "_back"
		}
		row.Does = append(row.Does, Does{What: i18n.T(lang, key), Paper: page.Link{Text: one.Number, URL: href.Text(one.ID)}})
	}
	return row
}

// paper shows a document in its provisions.
func (s *server) paper(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Paper(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Text{Frame: s.Frame(r, d, p.Unit.ID, "", p.Number), Doc: paperRow(r.Lang, p.Paper)}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.papers_title"), URL: href.Papers(p.Unit.Code)}}
	v.Actions = []page.Link{{Text: i18n.T(r.Lang, "web.paper_targets"), URL: href.Document(p.ID)}}
	if p.File != "" {
		v.Actions = append(v.Actions, page.Link{Text: i18n.T(r.Lang, "web.paper_original", "name", p.File), URL: href.File(p.ID)})
	}
	list := make([]resolution.Provision, len(p.List))
	for i, k := range p.List {
		list[i] = k.Provision
	}
	v.List = provisionRows(list)
	if p.May && len(list) > 0 {
		v.Correct = href.Text(p.ID)
		for _, k := range []resolution.Kind{resolution.Part, resolution.Chapter, resolution.Section, resolution.Article, resolution.Clause, resolution.Subclause, resolution.Point, resolution.Entry, resolution.Dash} {
			v.Kinds = append(v.Kinds, page.Option{Value: string(k), Text: i18n.T(r.Lang, "coverage.kind_"+string(k))})
		}
	}
	for _, other := range p.Others {
		superior, own := p.Document, other
		if p.Level != target.SuperiorLevel {
			superior, own = other, p.Document
		}
		v.Against = append(v.Against, page.Link{Text: other.Number, URL: href.Matrix(superior.ID, own.ID)})
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func provisionRows(list []resolution.Provision) (out []Provision) {
	for i, p := range list {
		out = append(out, Provision{At: i, Ref: resolution.Path(list, i), Depth: p.Depth, Kind: string(p.Kind), Label: p.Label, Text: p.Text})
	}
	return out
}

// paperFile sends the file a document was taken in from.
func (s *server) paperFile(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	f, content, err := s.App.DocumentFile(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	return s.SendKept(w, f.Name, f.MediaType, content)
}

// correctPaper changes how a document was cut.
func (s *server) correctPaper(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	c := papers.Correction{Do: r.PostFormValue("do"), Kind: resolution.Kind(r.PostFormValue("kind"))}
	if c.At, err = strconv.Atoi(r.PostFormValue("at")); err != nil {
		return errs.New(errs.NotFound, "app.provision_unknown").In("at")
	}
	if c.Do == "split" {
		if c.Char, err = s.splitAt(r, which, c.At, r.PostFormValue("words")); err != nil {
			return err
		}
	}
	if err := s.App.CorrectProvisions(r.Context(), r.User.Actor, which, c); err != nil {
		return err
	}
	http.Redirect(w, r.Request, href.With(href.Text(which), "done", "paper_corrected")+"#p"+strconv.Itoa(max(0, c.At-1)), http.StatusSeeOther)
	return nil
}

// splitAt finds the character before which the words begin that a new provision is to begin with.
func (s *server) splitAt(r *kit.Ask, document id.ID, at int, words string) (int, error) {
	_, list, err := s.App.Provisions(r.Context(), r.User.Actor, document)
	if err != nil {
		return 0, err
	}
	none := errs.New(errs.Invalid, "web.paper_words_unknown", "words", words).In("words")
	if at < 0 || at >= len(list) || strings.TrimSpace(words) == "" {
		return 0, none
	}
	before, _, found := strings.Cut(list[at].Text, strings.TrimSpace(viet.Canonical(words)))
	if n := len([]rune(before)); found && n > 0 {
		return n, nil
	}
	return 0, none
}

// newPaper takes a document in: the form, then what was cut, then for good.
func (s *server) newPaper(w http.ResponseWriter, r *kit.Ask) error {
	d, unit, err := s.UnitFor(r, access.ManageTargets)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	list := href.Papers(r.PathValue("code"))
	v := Intake{Frame: s.Frame(r, d, unit, "", t("web.paper_new"))}
	v.Crumbs = []page.Link{{Text: t("web.papers_title"), URL: list}}
	if r.Method == http.MethodPost {
		if err := kit.ParseForm(r); err != nil {
			return err
		}
	}
	v.Form = s.paperForm(r, href.NewPaper(r.PathValue("code")), list)
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	read, original, err := sentDocument(r)
	var made papers.Entered
	cut, written := read.Cut, read.Written
	if err == nil {
		made, err = s.keepPaper(r, unit, &cut, written, r.PostFormValue("keep") != "")
	}
	if err != nil {
		code, ok := kit.IntoForm(&v.Form, err)
		if !ok {
			return err
		}
		return s.Show(w, r, code, v.Page())
	}
	switch {
	case made.ID != "" && len(made.Told) > 0: // what was left out is not passed over with a line
		v.Kept, v.Left = page.Link{Text: t("web.paper_kept_open"), URL: href.Text(made.ID)}, made.Told
		return s.Show(w, r, http.StatusOK, v.Page())
	case made.ID != "":
		return s.Redirect(w, r, href.Text(made.ID), "paper_kept")
	}
	v.Seen, v.List = true, provisionRows(cut.Provisions)
	v.Notes = append(v.Notes, phrase.New("web.paper_read", "number", cut.Heading.Number, "date", cut.Heading.Date, "title", cut.Heading.Title))
	annex := written.Annexes(cycleOf(&cut))
	notes, left := written.Told(cut, annex)
	v.Notes, v.Left = append(v.Notes, notes...), left
	v.Commit = s.commitPaper(r, list, &cut, annex, original)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// commitPaper asks whether to keep what was read, and what is in its annexes.
func (s *server) commitPaper(r *kit.Ask, list string, cut *resolution.Cut, annex exchange.Annex, original string) page.Form {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	f := page.Form{Action: href.NewPaper(r.PathValue("code")), Submit: t("web.paper_keep"), Cancel: href.NewPaper(r.PathValue("code")), Fields: []page.Field{{Kind: "hidden", Name: "keep", Value: "1"}}}
	if n := len(annex.Tasks); n > 0 {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "take_tasks", Value: "1", Label: t("web.paper_take_tasks", "n", n), Checked: true})
	}
	if n := len(annex.Targets); n > 0 {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "take_targets", Value: "1", Label: t("web.paper_take_targets", "n", n), Checked: true})
	}
	for i, one := range resolution.Stated(cut.Provisions) {
		field := page.Field{Kind: "check", Name: "stated", Value: strconv.Itoa(i), Label: t("document.stated_"+one.Sort, "ref", resolution.Path(cut.Provisions, one.At),
			"name", kit.Short(one.Name, 120), "wording", one.Wording, "deadline", one.Deadline)}
		if cycle := cycleOf(cut); one.Year != 0 && one.Year != cycle.Year() {
			field.Hint = t("app.import_other_year", "year", strconv.Itoa(one.Year), "cycle", cycle)
		}
		f.Fields = append(f.Fields, field)
	}
	for name, value := range map[string]string{"original": original, "original_name": r.PostFormValue("original_name"), "number": cut.Heading.Number, "issued_on": cut.Heading.Date.Say(""),
		"title": cut.Heading.Title, "issuer": r.PostFormValue("issuer"), "level": r.PostFormValue("level"), "does": r.PostFormValue("does"), "implements": r.PostFormValue("implements"), "term_from": r.PostFormValue("term_from"), "term_to": r.PostFormValue("term_to")} {
		f.Fields = append(f.Fields, page.Field{Kind: "hidden", Name: name, Value: value})
	}
	return f
}

func (s *server) paperForm(r *kit.Ask, action, cancel string) page.Form {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	value := func(name string) string { return r.FormValue(name) }
	level := page.Field{Kind: "select", Name: "level", Label: t("web.paper_level")}
	for _, l := range []target.Level{target.SuperiorLevel, target.OwnLevel} {
		level.Options = append(level.Options, page.Option{Value: string(l), Text: t("page.paper.level_" + string(l)), Selected: value("level") == string(l)})
	}
	does := page.Field{Kind: "select", Name: "does", Label: t("web.paper_does")}
	for _, kind := range []string{"implements", "amends", "replaces"} {
		does.Options = append(does.Options, page.Option{Value: kind, Text: t("web.paper_" + kind), Selected: value("does") == kind})
	}
	return page.Form{Action: action, Submit: t("web.import_look"), Cancel: cancel, Fields: []page.Field{
		{Kind: "file", Name: "file", Label: t("web.paper_file"), Accept: ".docx,.pdf,.txt,.md"},
		{Kind: "area", Name: "text", Label: t("web.paper_text"), Hint: t("web.paper_text_hint"), Value: value("text")},
		{Name: "number", Label: t("web.doc_number"), Hint: t("web.paper_if_silent"), Value: value("number")},
		{Name: "issuer", Label: t("web.doc_issuer"), Required: true, Value: value("issuer")},
		{Kind: "date", Name: "issued_on", Label: t("web.doc_date"), Hint: t("web.paper_if_silent"), Value: value("issued_on")},
		{Kind: "area", Name: "title", Label: t("web.doc_title"), Hint: t("web.paper_if_silent"), Value: value("title")},
		level,
		does,
		{Name: "implements", Label: t("web.paper_of"), Hint: t("web.paper_of_hint"), Value: value("implements")},
		{Kind: "date", Name: "term_from", Label: t("web.paper_term_from"), Value: value("term_from")},
		{Kind: "date", Name: "term_to", Label: t("web.paper_term_to"), Value: value("term_to")},
	}}
}

// sentDocument reads the document that was sent or pasted, or sent once more to
// be kept; original is what to send once more.
func sentDocument(r *kit.Ask) (read papers.Read, original string, err error) {
	name, field, raw := r.PostFormValue("original_name"), "file", []byte(nil)
	if text := r.PostFormValue("original"); text != "" {
		if raw, err = base64.StdEncoding.DecodeString(text); err != nil {
			return read, "", errs.New(errs.Conflict, "app.import_again").In("file")
		}
	} else if f, head, err := r.FormFile("file"); err == nil {
		defer f.Close()
		name = head.Filename
		if raw, err = io.ReadAll(f); err != nil {
			return read, "", errs.New(errs.Invalid, "exchange.not_received").In("file").Because(err)
		}
		r.PostForm.Set("original_name", name)
	} else {
		field, name = "text", "text"
		raw = []byte(strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n"))
		if len(bytes.TrimSpace(raw)) == 0 {
			return read, "", errs.New(errs.Invalid, "web.paper_nothing").In("file")
		}
		r.PostForm.Set("original_name", name)
	}
	if read, err = papers.ReadCut(r.Context(), name, bytes.NewReader(raw)); err != nil {
		return read, "", errs.All(err)[0].In(field)
	}
	return read, base64.StdEncoding.EncodeToString(raw), nil
}

// cycleOf is the year of a document's date.
func cycleOf(cut *resolution.Cut) period.Cycle {
	if cut.Heading.Date == "" {
		return ""
	}
	return period.Cycle(cut.Heading.Date[:4])
}

// chosenOf gives those of the statements that were ticked.
func chosenOf(list []resolution.Statement, ticked []string) (out []resolution.Statement) {
	for _, text := range ticked {
		if i, err := strconv.Atoi(text); err == nil && i >= 0 && i < len(list) {
			out = append(out, list[i])
		}
	}
	return out
}

// keepPaper keeps a document, or rehearses it. What the form says holds over
// what the text says of itself.
func (s *server) keepPaper(r *kit.Ask, unit id.ID, cut *resolution.Cut, written exchange.Written, really bool) (papers.Entered, error) {
	var none papers.Entered
	issued, err := kit.Day(r, "issued_on")
	if err != nil {
		return none, err
	}
	h := &cut.Heading
	for _, one := range []struct {
		said string
		to   *string
	}{{r.PostFormValue("number"), &h.Number}, {r.PostFormValue("title"), &h.Title}, {string(issued), (*string)(&h.Date)}} {
		if said := strings.TrimSpace(one.said); said != "" {
			*one.to = said
		}
	}
	in := papers.NewWritten{Provisions: cut.Provisions, DryRun: !really, NewDocument: plan.NewDocument{Unit: unit, Number: h.Number, Issuer: r.PostFormValue("issuer"),
		IssuedOn: h.Date, Title: h.Title, Kind: h.Kind, Level: target.Level(r.PostFormValue("level"))}}
	in.Cycle = cycleOf(cut)
	in.Does = r.PostFormValue("does")
	if in.TermFrom, err = kit.Day(r, "term_from"); err != nil {
		return none, err
	}
	if in.TermTo, err = kit.Day(r, "term_to"); err != nil {
		return none, err
	}
	if name := r.PostFormValue("original_name"); name != "" && name != "text" {
		content, _ := base64.StdEncoding.DecodeString(r.PostFormValue("original")) // read before
		in.File = &figures.File{Name: name, MediaType: mime.TypeByExtension(filepath.Ext(name)), Content: content}
	}
	annex := written.Annexes(in.Cycle)
	if r.PostFormValue("take_tasks") != "" {
		in.Tasks = annex.Tasks
	}
	if r.PostFormValue("take_targets") != "" {
		in.Targets = annex.Targets
	}
	tasks, targets := exchange.StatedRows(chosenOf(resolution.Stated(cut.Provisions), r.PostForm["stated"]))
	in.Tasks, in.Targets = append(in.Tasks, tasks...), append(in.Targets, targets...)
	if of := strings.TrimSpace(r.PostFormValue("implements")); of != "" {
		in.Relates = []string{of}
	}
	made, err := s.App.ImportDocument(r.Context(), r.User.Actor, in)
	for _, e := range errs.All(err) {
		if e.Field == "relates" {
			e.Field = "implements"
		}
	}
	return made, err
}
