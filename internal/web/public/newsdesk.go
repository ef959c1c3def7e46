package public

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/page"
)

// Newsroom is the items of a unit's year, for the office.
type Newsroom struct {
	page.Frame
	newsroom.Room
	New string
}

// State says how far an item is.
func (v Newsroom) State(d newsroom.Draft) string {
	return v.T("news.state_" + newsroom.State(d.Versions, v.Now))
}

func (s *server) newsroom(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	room, err := s.App.News(r.Context(), r.User.Actor, r.PathValue("code"), cycle)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Newsroom{Frame: s.Frame(r, d, room.Unit.ID, cycle, i18n.T(r.Lang, "web.news_title", "cycle", string(cycle))), Room: room}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.board_title"), URL: href.Board(room.Unit.Code, cycle)}}
	if room.May {
		v.New = opened.NewsDesk(room.Unit.Code, cycle, "new")
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// NewsDraft is an item as it is being written: what would become public, and the acts.
type NewsDraft struct {
	page.Frame
	newsroom.Draft
	As     NewsItem // as the public would read it
	State  string
	ByHand []string
}

// drafted reads the item of the address, with the page around it.
func (s *server) drafted(r *kit.Ask, which id.ID, title string) (v NewsDraft, err error) {
	if v.Draft, err = s.App.NewsDraft(r.Context(), r.User.Actor, which, told.Teller{}); err != nil {
		return v, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return v, err
	}
	if title == "" {
		title = i18n.T(r.Lang, "web.news_draft")
	}
	v.Frame = s.Frame(r, d, v.Item.Unit, v.Cycle, title)
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.news_title", "cycle", string(v.Cycle)), URL: opened.NewsDesk(v.Draft.Unit.Code, v.Cycle, "")}}
	now := release.MomentOf(s.App.Now())
	v.State = newsroom.State(v.Versions, now)
	v.As = NewsItem{Base: Base{Lang: r.Lang}, Draft: true}
	v.As.Newest, v.As.Body = true, v.Body
	v.As.Version.Title, v.As.Code, v.As.Name, v.As.Cycle, v.As.On = v.Body.Title, v.Draft.Unit.Code, v.Draft.Unit.Name, v.Cycle, now
	for _, text := range append([]string{v.Body.Lead}, v.Body.Paragraphs...) {
		v.ByHand = append(v.ByHand, told.ByHand(text)...)
	}
	return v, nil
}

// act is a form about an item; the item's page is where it comes from.
func (s *server) act(r *kit.Ask, which id.ID, right access.Action, title string) (NewsDraft, page.Simple, error) {
	v, err := s.drafted(r, which, i18n.T(r.Lang, title))
	if err != nil {
		return v, page.Simple{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err == nil {
		err = d.May(right, v.Item.Unit)
	}
	f := page.Simple{Frame: v.Frame}
	back := opened.NewsDraft(which, "")
	f.Crumbs = append(f.Crumbs, page.Link{Text: v.Body.Title, URL: back})
	f.Form = page.Form{Action: r.URL.RequestURI(), Submit: i18n.T(r.Lang, title), Cancel: back}
	return v, f, err
}

func (s *server) newsDraft(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	v, err := s.drafted(r, which, "")
	if err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// basisField asks for the ground of showing somebody.
func basisField(r *kit.Ask, name, label, chosen string) page.Field {
	f := page.Field{Kind: "select", Name: name, Label: label, Options: []page.Option{{Value: "", Text: "–"}}}
	for _, b := range news.Grounds() {
		f.Options = append(f.Options, page.Option{Value: string(b), Text: i18n.T(r.Lang, "news.basis_"+string(b)), Selected: string(b) == chosen})
	}
	return f
}

// moreNames is how many empty lines for names a form has.
const moreNames = 3

// textForm adds the fields of a text to a form.
func textForm(r *kit.Ask, f *page.Form, t news.Text, typed func(string) string) {
	say := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	value := func(name, before string) string {
		if r.Method == http.MethodPost {
			return r.PostFormValue(name)
		}
		return before
	}
	f.Fields = append(f.Fields,
		page.Field{Kind: "hidden", Name: "seen", Value: value("seen", strconv.FormatInt(t.Version, 10))},
		page.Field{Name: "title", Label: say("web.news_headline"), Value: value("title", t.Title), Required: true, Wide: true},
		page.Field{Kind: "area", Name: "lead", Label: say("web.news_lead"), Hint: say("web.news_lead_hint"), Value: value("lead", typed(t.Lead)), Required: true},
		page.Field{Kind: "area", Name: "body", Label: say("web.news_body"), Hint: say("web.news_body_hint"), Value: value("body", strings.ReplaceAll(typed(t.Body), "\n", "\n\n"))})
	f.MoreTitle, f.MoreOpen = say("web.news_names"), len(t.Names) > 0 || r.Method == http.MethodPost
	for i := range len(t.Names) + moreNames {
		var n news.Name
		if i < len(t.Names) {
			n = t.Names[i]
		}
		no := strconv.Itoa(i + 1)
		f.More = append(f.More, page.Field{Name: "name" + no, Label: say("web.news_name", "no", i+1), Value: value("name"+no, n.Name)},
			basisField(r, "basis"+no, say("web.news_name_basis", "no", i+1), value("basis"+no, string(n.Basis))),
			page.Field{Name: "note" + no, Label: say("web.news_name_note", "no", i+1), Value: value("note"+no, n.Note)})
	}
}

// typedText reads a form of a text.
func typedText(r *kit.Ask) (newsroom.NewText, error) {
	in := newsroom.NewText{Title: r.PostFormValue("title"), Lead: r.PostFormValue("lead"), Body: r.PostFormValue("body"), Kind: news.Kind(r.PostFormValue("kind"))}
	var err error
	if in.Seen, err = strconv.ParseInt(r.PostFormValue("seen"), 10, 64); err != nil {
		return in, errs.New(errs.Conflict, "news.text_meanwhile").Try("news.text_meanwhile_hint")
	}
	for i := 1; r.PostForm.Has("name" + strconv.Itoa(i)); i++ {
		no := strconv.Itoa(i)
		in.Names = append(in.Names, news.Name{Name: r.PostFormValue("name" + no), Basis: news.Basis(r.PostFormValue("basis" + no)), Note: r.PostFormValue("note" + no)})
	}
	return in, nil
}

func (s *server) newsNew(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.WriteReports)
	if err != nil {
		return err
	}
	code := r.PathValue("code")
	v := page.Simple{Frame: s.Frame(r, d, unit, cycle, i18n.T(r.Lang, "web.news_new"))}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.news_title", "cycle", string(cycle)), URL: opened.NewsDesk(code, cycle, "")}}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.news_keep"), Cancel: opened.NewsDesk(code, cycle, "")}
	kind := page.Field{Kind: "select", Name: "kind", Label: i18n.T(r.Lang, "web.news_kind"), Hint: i18n.T(r.Lang, "web.news_kind_hint")}
	for _, k := range []news.Kind{news.Event, news.Praise} {
		kind.Options = append(kind.Options, page.Option{Value: string(k), Text: i18n.T(r.Lang, "news.kind_"+string(k)), Selected: r.PostFormValue("kind") == string(k)})
	}
	v.Form.Fields = append(v.Form.Fields, kind)
	textForm(r, &v.Form, news.Text{}, func(t string) string { return t })
	var made id.ID
	if r.Method == http.MethodPost {
		in, err := typedText(r)
		in.Unit, in.Cycle = code, cycle
		if err == nil {
			made, err = s.App.WriteNews(r.Context(), r.User.Actor, in, told.Teller{})
		}
		return s.Form(w, r, v, opened.NewsDraft(made, ""), "news_kept", func() error { return err })
	}
	return s.Form(w, r, v, "", "", nil)
}

func (s *server) newsEdit(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	d, v, err := s.act(r, which, access.WriteReports, "web.news_edit")
	if err != nil {
		return err
	}
	t := d.Text()
	if r.URL.Query().Get("fresh") == "1" {
		t = d.Fresh
	}
	v.Form.Submit = i18n.T(r.Lang, "web.news_keep")
	textForm(r, &v.Form, t, func(kept string) string { return told.Typed(d.Year.Body, kept) })
	v.After = figuresOf(r.Lang, d)
	return s.Form(w, r, v, opened.NewsDraft(which, ""), "news_kept", func() error {
		in, err := typedText(r)
		in.News = which
		if err == nil {
			_, err = s.App.WriteNews(r.Context(), r.User.Actor, in, told.Teller{})
		}
		return err
	})
}

// figuresOf lists what can be typed in brackets.
func figuresOf(lang i18n.Lang, d NewsDraft) (out []string) {
	all := told.Figures(d.Year.Body)
	if len(all) == 0 {
		return []string{i18n.T(lang, "web.news_no_figures", "cycle", string(d.Cycle))}
	}
	line := map[string]string{}
	var order []string
	for _, f := range all {
		key := f.Of
		if f.Row == "" {
			key = i18n.T(lang, "web.news_figures", "no", d.Year.No)
		}
		typed := told.Typed(d.Year.Body, "⟦"+f.Name+"|"+f.Text+"⟧")
		if strings.Contains(typed, "#target:") {
			continue // reads as another of the same target does
		}
		if line[key] == "" {
			order = append(order, key)
		}
		line[key] += " " + typed
	}
	for _, key := range order {
		out = append(out, fmt.Sprintf("%s: %s", key, strings.TrimSpace(line[key])))
	}
	return out
}
