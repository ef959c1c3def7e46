package report

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/prose"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// Kept is a frozen version of a report, and what reads otherwise in it now.
type Kept struct {
	edit.Frozen
	Doc   prose.Document
	Moved []prose.Moved
}

// kept gives a frozen version beside the report as it would be made now.
func (s *server) kept(r *kit.Ask, q reports.Query, text string, now prose.Document) (*Kept, error) {
	version, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, errs.New(errs.NotFound, "report.frozen_unknown", "version", text).In("version")
	}
	f, body, err := s.App.FrozenReport(r.Context(), r.User.Actor, q, version)
	if err != nil {
		return nil, err
	}
	doc, err := report.Thaw(r.Lang, f, body)
	if err != nil {
		return nil, err
	}
	return &Kept{f, doc, doc.Since(now)}, nil
}

// words is the form for a paragraph of a report.
func (s *server) words(w http.ResponseWriter, r *kit.Ask) error {
	q, err := asked(r)
	if err != nil {
		return err
	}
	q.AsKnown = ""
	d, unit, err := s.UnitFor(r, access.WriteReports)
	if err != nil {
		return err
	}
	m, err := s.App.ReportMaterial(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	q.Field, q.Head = m.Field, string(m.Post.Post.ID)
	by := report.Composer{In: r.Lang, Now: s.App.Now()}
	in := reports.NewEdit{Block: r.URL.Query().Get("block"), After: r.URL.Query().Get("after"), Step: edit.Step(cmp.Or(r.PostFormValue("do"), string(edit.Worded))), Typed: r.PostFormValue("words")}
	if text := r.PostFormValue("seen"); text != "" {
		if in.Seen, err = strconv.ParseInt(text, 10, 64); err != nil {
			return errs.New(errs.Invalid, "report.edit_meanwhile").In("seen")
		}
	}
	back := registers.Paper(q.Unit, q.Cycle, "", "", pairs(q)...)
	v := page.Simple{Frame: s.Frame(r, d, unit, q.Cycle, i18n.T(r.Lang, "web.paper_edit_title"))}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.paper_report"), URL: back}}
	if err := s.wordsForm(r, &v, m, in, by); err != nil {
		return err
	}
	v.Form.Action, v.Form.Cancel = r.URL.RequestURI(), back+"#"+anchor(in.Block)
	next := back
	return s.Form(w, r, v, next, "paper_edited", func() error {
		_, err := s.App.EditReport(r.Context(), r.User.Actor, q, in, by)
		return err
	})
}

// wordsForm fills the form with the words as they stand, or as they were sent.
func (s *server) wordsForm(r *kit.Ask, v *page.Simple, m reports.Material, in reports.NewEdit, by report.Composer) error {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	made := report.Made(by, m)
	base, there := made.SourceOf(in.Block)
	words, seen, restore := base, int64(0), false
	for _, e := range m.Edits {
		if e.Block != in.Block {
			continue
		}
		there, seen = true, e.Version
		if e.Step == edit.Worded {
			words = made.Fresh(e.Words)
		}
		if restore = e.Step != edit.Restored; restore {
			v.After = append(v.After, t("web.paper_edit_by", "by", e.ByName, "at", period.DateOf(e.At)))
		}
	}
	if !there && in.Block != "" {
		return errs.New(errs.NotFound, "report.edit_unknown", "block", in.Block).In("block")
	}
	field := page.Field{Kind: "area", Name: "words", Label: t("web.paper_words"), Hint: t("web.paper_words_hint"), Value: prose.Typed(words, base), Wide: true}
	if strings.HasPrefix(in.Block, "part:") {
		field.Hint = t("web.paper_part_hint")
	}
	if r.Method == http.MethodPost {
		field.Value, seen = in.Typed, in.Seen
	}
	v.Form = page.Form{Submit: t("web.paper_edit_save"), Fields: []page.Field{field, {Kind: "hidden", Name: "seen", Value: strconv.FormatInt(seen, 10)}}}
	switch {
	case in.Block == "":
		v.Form.Lead = t("web.paper_own_lead")
	case base != "":
		v.Form.Lead = t("web.paper_base", "words", prose.Reads(base))
		v.Form.Extra = append(v.Form.Extra, page.Button{Name: "do", Value: string(edit.LeftOut), Text: t("web.paper_leave_out"), Quiet: true})
	}
	if restore {
		text := t("web.paper_restore")
		if base == "" {
			text = t("web.paper_own_drop")
		}
		v.Form.Extra = append(v.Form.Extra, page.Button{Name: "do", Value: string(edit.Restored), Text: text, Quiet: true})
	}
	return nil
}

// freeze keeps the report as it stands.
func (s *server) freeze(w http.ResponseWriter, r *kit.Ask) error {
	q, err := asked(r)
	if err != nil {
		return err
	}
	no, err := s.App.FreezeReport(r.Context(), r.User.Actor, q, r.PostFormValue("note"), report.Composer{In: r.Lang, Now: s.App.Now()})
	if err != nil {
		return err
	}
	return s.Redirect(w, r, registers.Paper(q.Unit, q.Cycle, "", q.AsKnown, append(pairs(q), "version", strconv.FormatInt(no, 10))...), "paper_frozen")
}

// anchor is the place of a paragraph on the page.
func anchor(key string) string {
	return "b-" + strings.Map(func(r rune) rune {
		if r == ' ' {
			return '-'
		}
		return r
	}, key)
}

// editURL is where a paragraph is edited; "" for who may not, or of another day.
func (v Paper) editURL(key string) string {
	block, _, _ := strings.Cut(key, "/") // a line of one's own words belongs to its paragraph
	if !v.May || v.Past || v.Kept != nil || block == "" {
		return ""
	}
	return registers.PaperWords(v.Board.Unit.Code, v.Query.Cycle, "edit", append(pairs(v.Query), "block", block)...)
}

// afterURL is where a paragraph of one's own is written after one.
func (v Paper) afterURL(key string) string {
	block, _, _ := strings.Cut(key, "/")
	return registers.PaperWords(v.Board.Unit.Code, v.Query.Cycle, "edit", append(pairs(v.Query), "after", block)...)
}

func (v Paper) edited(key string) bool {
	block, _, _ := strings.Cut(key, "/")
	for _, e := range v.Edits {
		if e.Block == block && e.Step == edit.Worded {
			return true
		}
	}
	return false
}

func (v Paper) freezeURL() string {
	return registers.PaperWords(v.Board.Unit.Code, v.Query.Cycle, "freeze", append(pairs(v.Query), "as-known", string(v.Query.AsKnown))...)
}

// changedSince says whether the program has other words now where people wrote theirs.
func (v Paper) changedSince() bool {
	for _, e := range v.Doc.Edited {
		if e.Was != e.Now || e.Gone || len(e.Lost) > 0 {
			return true
		}
	}
	return false
}

// partLinks lead to the parts of the paper beside its paragraphs.
func (v Paper) partLinks() (out []page.Link) {
	for _, p := range prose.Parts() {
		out = append(out, page.Link{Text: v.T("web.paper_" + strings.Replace(p, ":", "_", 1)), URL: v.editURL(p)})
	}
	return out
}

func (v Paper) editedSaid(e prose.Edited) string {
	return v.T("web.paper_edited_"+string(e.Step), "words", short(prose.Block{Runs: prose.Runs(e.Words)}), "by", e.ByName, "at", period.DateOf(e.At))
}

func (v Paper) keptSaid() string {
	return v.T("web.paper_kept", "version", int(v.Kept.Version), "by", v.Kept.ByName, "at", period.DateOf(v.Kept.At), "entries", int(v.Kept.Entries))
}

func (v Paper) version(f edit.Frozen) string {
	return v.T("web.paper_version", "version", int(f.Version), "day", f.Day, "by", f.ByName, "at", period.DateOf(f.At), "note", f.Note)
}

// moved says which figures of a frozen version read otherwise now.
func (v Paper) moved() (out []string) {
	rows := map[string]string{}
	for _, r := range v.Kept.Doc.Rows {
		rows[string(r.ID)] = r.Name
	}
	for _, m := range v.Kept.Moved {
		what := ""
		if len(m.Figure.Rows) == 1 {
			what = rows[string(m.Figure.Rows[0])]
		}
		if what == "" {
			what = v.T("web.paper_moved_count")
		}
		if m.Gone {
			out = append(out, v.T("web.paper_moved_gone", "what", what, "was", m.Figure.Text))
			continue
		}
		out = append(out, v.T("web.paper_moved_one", "what", what, "was", m.Figure.Text, "now", m.Now))
	}
	return out
}

// short is the beginning of a paragraph.
func short(b prose.Block) string {
	words := strings.Fields(b.Text())
	if len(words) > 8 {
		return strings.Join(words[:8], " ") + "…"
	}
	return strings.Join(words, " ")
}
