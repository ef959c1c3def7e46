package kit

import (
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/exchange/template"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// SentFile is a file as it was sent, and the resolution its rows belong to.
type SentFile struct {
	Name     string
	Content  []byte
	Document id.ID // none: app finds it
	sheet    sheets.Sheet
}

// Sheet is the file with what was chosen in it.
func (f SentFile) Sheet() sheets.Sheet { return f.sheet }

// shown is what must come back as it was shown: the file, its name, and the
// resolution it was shown for.
func (f SentFile) shown() []byte {
	return append([]byte(string(f.Document)+"\x00"+f.Name+"\x00"), f.Content...)
}

// SentSheet gives the uploaded file, or the one that was shown, by whatever
// node, and is now confirmed: what is brought in is what was shown.
func (s *Server) SentSheet(r *Ask) (f SentFile, confirmed bool, err error) {
	if err := ParseForm(r); err != nil {
		return f, false, err
	}
	f.Document = id.ID(r.FormValue("document"))
	if text := r.PostFormValue("sheet"); text != "" {
		f.Name = r.PostFormValue("name")
		f.Content, err = base64.StdEncoding.DecodeString(text)
		if err != nil {
			return f, false, errs.New(errs.Conflict, "app.import_again").In("file")
		}
		if err := s.App.WasShown(r.Context(), r.User.Actor, f.shown()); err != nil {
			return f, false, err
		}
		f, err = f.chosenIn(r)
		return f, true, err
	}
	sent, head, err := r.FormFile("file")
	if err != nil {
		return f, false, errs.New(errs.Invalid, "web.import_no_file").In("file")
	}
	defer sent.Close()
	f.Name = head.Filename
	if f.Content, err = io.ReadAll(sent); err != nil {
		return f, false, errs.New(errs.Invalid, "exchange.not_received").In("file").Because(err)
	}
	f.sheet = sheets.Sheet{Name: f.Name, Content: f.Content}
	return f, false, nil
}

// Offer gives what goes with a file so that it can be taken in as it was shown,
// and remembers that it was shown.
func (s *Server) Offer(r *Ask, f SentFile) ([]page.Field, error) {
	return []page.Field{
		{Kind: "hidden", Name: "document", Value: string(f.Document)}, {Kind: "hidden", Name: "name", Value: f.Name},
		{Kind: "hidden", Name: "sheet", Value: base64.StdEncoding.EncodeToString(f.Content)},
	}, s.App.Shown(r.Context(), r.User.Actor, f.shown())
}

// AboutRows says whether an error is about rows of a sheet, and not about the whole.
func AboutRows(err error) bool {
	return !slices.ContainsFunc(errs.All(err), func(e *errs.Error) bool { return e.Row == 0 })
}

// MostLinesShown is how many lines of a map a page shows.
const MostLinesShown = 300

// Rehearsal is a page that takes a file: first a rehearsal whose result is shown,
// then, when that is confirmed, for real.
type Rehearsal struct {
	Title, Lead, Address, Done string
	Next                       string    // where to go on; the units when empty
	Back                       page.Link // where it is begun from; the units when empty
	Example                    page.Link // a file to fill, where there is one
	Fields                     []page.Field
	Take                       func(f SentFile, dry bool) (*page.Outcome, error)
	After                      func() string                                 // the same, where what was done decides
	Stay                       bool                                          // what came of it is shown once: first passwords
	Bench                      func() Workbench                              // of what was taken last; nil where nothing can be chosen
	Remarks                    func(f SentFile, wrong error) ([]byte, error) // one's own file with what is wrong said in its cells; nil where there is none
	Later                      func(f SentFile) (address string, err error)  // has a job rehearse the file, and gives that job's page; nil where none does
}

func (s *Server) Rehearse(w http.ResponseWriter, r *Ask, z Rehearsal) error {
	v := page.Rehearsal{Frame: s.PlainFrame(r), Lead: i18n.T(r.Lang, z.Lead), Example: z.Example}
	v.Title = i18n.T(r.Lang, z.Title)
	back := page.Link{Text: i18n.T(r.Lang, "web.units_title"), URL: href.Units}
	if z.Back.URL != "" {
		back = z.Back
	}
	v.Crumbs = []page.Link{back}
	file := page.Field{Kind: "file", Name: "file", Label: i18n.T(r.Lang, "web.import_file"), Accept: ".xlsx,.xls,.ods,.docx,.csv,.pdf,.json", Required: true}
	v.Form = page.Form{Action: z.Address, Submit: i18n.T(r.Lang, "web.import_look"), Cancel: back.URL, Fields: append([]page.Field{file}, z.Fields...)}
	if z.Later != nil {
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "check", Name: "later", Value: "1", Label: i18n.T(r.Lang, "job.import_later")})
	}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	var out *page.Outcome
	f, confirmed, err := s.SentSheet(r)
	confirmed = confirmed && r.PostFormValue("look") == ""
	if err == nil && z.Later != nil && r.PostFormValue("later") != "" {
		var job string
		if job, err = z.Later(f); err == nil {
			return s.Redirect(w, r, job, "")
		}
	}
	if err == nil {
		out, err = z.Take(f, !confirmed)
	}
	switch {
	case err != nil && z.Remarks != nil && r.PostFormValue("remarks") != "":
		content, failed := z.Remarks(f, err)
		if failed != nil {
			return failed
		}
		return s.SendKept(w, i18n.T(r.Lang, "web.import_remarked", "name", strings.TrimSuffix(f.Name, ".xlsx"))+".xlsx", exchange.MediaType("xlsx"), content)
	case err != nil && !AboutRows(err):
		code, ok := IntoForm(&v.Form, err)
		if !ok {
			return err
		}
		return s.Show(w, r, code, v.Page())
	case err == nil && confirmed && z.Stay:
		out.File, out.Done, v.Result = f.Name, true, out
		return s.Show(w, r, http.StatusOK, v.Page())
	case err == nil && confirmed:
		if z.After != nil && z.After() != "" {
			z.Next = z.After()
		}
		if z.Next == "" {
			z.Next = back.URL
		}
		return s.Redirect(w, r, z.Next, z.Done)
	}
	return s.rehearsed(w, r, z, v, f, out, err)
}

// rehearsed shows what a rehearsal came to, with what goes along to do it for real.
func (s *Server) rehearsed(w http.ResponseWriter, r *Ask, z Rehearsal, v page.Rehearsal, f SentFile, out *page.Outcome, err error) error {
	code := http.StatusOK
	if out == nil {
		out = &page.Outcome{}
	}
	out.File, v.Result = f.Name, out
	for _, e := range errs.All(err) {
		if e.What.Key == "org.ask_share" && len(out.Asked) > 0 {
			continue // it is asked for below
		}
		out.Problems = append(out.Problems, page.RowProblem{Row: e.Row, Cell: e.Cell, What: e.What, Hint: e.Hint})
		code = StatusOf[e.Kind]
	}
	out.Put()
	hidden, failed := s.Offer(r, f)
	if failed != nil {
		return failed
	}
	for _, field := range z.Fields {
		hidden = append(hidden, page.Field{Kind: "hidden", Name: field.Name, Value: r.FormValue(field.Name)})
	}
	if z.Bench != nil {
		form, chosen := z.Bench().Form(r, f, z.Address, hidden)
		ask(form, z.Fields, r)
		out.Bench, hidden = form, append(hidden, chosen...)
	}
	if len(out.Asked) > 0 {
		out.Shares = &page.Form{Action: z.Address, Submit: i18n.T(r.Lang, "web.reorganise_look"),
			Fields: slices.Concat(out.Asked, hidden, []page.Field{{Kind: "hidden", Name: "look", Value: "1"}})}
	}
	switch {
	case err == nil || z.Remarks == nil:
	case !template.TakesRemarks(f.Name): // its cells take none
		out.Notes = append(out.Notes, phrase.New("exchange.template_remarks"))
	default:
		out.Remarks = &page.Form{Action: z.Address, Submit: i18n.T(r.Lang, "web.import_remarks"), Fields: append(slices.Clip(hidden), page.Field{Kind: "hidden", Name: "remarks", Value: "1"})}
	}
	if err == nil && len(out.Problems) == 0 {
		for _, share := range out.Asked {
			hidden = append(hidden, page.Field{Kind: "hidden", Name: share.Name, Value: share.Value})
		}
		out.Commit = &page.Form{Action: z.Address, Submit: i18n.T(r.Lang, "web.reorganise_do"), Cancel: z.Address, Danger: true, Fields: hidden}
	}
	return s.Show(w, r, code, v.Page())
}

// ask lets what was selected before the look be selected again beside it, where
// it decides what is refused.
func ask(form *page.Form, fields []page.Field, r *Ask) {
	if form == nil {
		return
	}
	for _, f := range fields {
		i := slices.IndexFunc(form.Fields, func(h page.Field) bool { return h.Name == f.Name && h.Kind == "hidden" })
		if f.Kind != "select" || i < 0 {
			continue
		}
		f.Options = slices.Clone(f.Options)
		for k := range f.Options {
			f.Options[k].Selected = f.Options[k].Value == r.FormValue(f.Name)
		}
		form.Fields[i] = f
	}
}
