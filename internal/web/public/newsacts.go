package public

import (
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
	"dondoc/internal/report/told"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/page"
)

// photoFields ask what is said of a photo.
func photoFields(r *kit.Ask, f *page.Form, p news.Photo) {
	say := func(key string) string { return i18n.T(r.Lang, key) }
	value := func(name, before string) string {
		if r.Method == http.MethodPost {
			return r.PostFormValue(name)
		}
		return before
	}
	basis := basisField(r, "basis", say("web.news_basis"), value("basis", string(p.Basis)))
	basis.Required, basis.Hint = true, say("web.news_basis_hint")
	f.Fields = append(f.Fields, page.Field{Kind: "area", Name: "caption", Label: say("web.news_caption"), Hint: say("web.news_caption_hint"), Value: value("caption", p.Caption), Required: true}, basis,
		page.Field{Name: "note", Label: say("web.news_note"), Hint: say("web.news_note_hint"), Value: value("note", p.Note), Wide: true},
		page.Field{Kind: "check", Name: "invented", Label: say("web.news_invented"), Checked: value("invented", map[bool]string{true: "1"}[p.Invented]) == "1"})
}

func (s *server) newsAddPhoto(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	_, v, err := s.act(r, which, access.WriteReports, "web.news_photo_add")
	if err != nil {
		return err
	}
	v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "file", Name: "files", Label: i18n.T(r.Lang, "web.news_file"), Hint: i18n.T(r.Lang, "web.news_file_hint"), Accept: ".jpg,.jpeg,.png,.webp", Required: true})
	photoFields(r, &v.Form, news.Photo{})
	return s.Form(w, r, v, opened.NewsDraft(which, ""), "news_photo", func() error {
		files, err := kit.SentFiles(r, "files")
		if err != nil {
			return err
		}
		in := newsroom.NewPhoto{News: which, Caption: r.PostFormValue("caption"), Basis: news.Basis(r.PostFormValue("basis")), Note: r.PostFormValue("note"), Invented: r.PostFormValue("invented") == "1"}
		if len(files) > 0 {
			in.File = files[0]
		}
		_, err = s.App.AddNewsPhoto(r.Context(), r.User.Actor, in)
		return err
	})
}

// photoIn finds a photo of an item by the address, with the item's page around it.
func (s *server) photoIn(r *kit.Ask, right access.Action, title string) (p news.Photo, d NewsDraft, v page.Simple, err error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return p, d, v, err
	}
	of, err := s.App.NewsOfPhoto(r.Context(), r.User.Actor, which)
	if err != nil {
		return p, d, v, err
	}
	if d, v, err = s.act(r, of, right, title); err != nil {
		return p, d, v, err
	}
	for _, one := range d.Photos {
		if one.ID == which {
			p = one
		}
	}
	if p.ID == "" { // dropped: only the public has it still
		p.ID = which
	}
	return p, d, v, nil
}

func (s *server) newsPhoto(w http.ResponseWriter, r *kit.Ask) error {
	p, d, v, err := s.photoIn(r, access.WriteReports, "web.news_photo_edit")
	if err != nil {
		return err
	}
	v.Form.Submit = i18n.T(r.Lang, "web.news_keep")
	photoFields(r, &v.Form, p)
	place := strconv.FormatInt(p.Place, 10)
	if r.Method == http.MethodPost {
		place = r.PostFormValue("place")
	}
	v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "number", Name: "place", Label: i18n.T(r.Lang, "web.news_place"), Value: place})
	v.Form.Extra = append(v.Form.Extra, page.Button{Name: "drop", Value: "1", Text: i18n.T(r.Lang, "web.news_drop"), Quiet: true})
	return s.Form(w, r, v, opened.NewsDraft(d.ID, ""), "news_photo", func() error {
		in := newsroom.PhotoWords{Caption: r.PostFormValue("caption"), Basis: news.Basis(r.PostFormValue("basis")), Note: r.PostFormValue("note"), Invented: r.PostFormValue("invented") == "1", Drop: r.PostFormValue("drop") == "1"}
		var err error
		if in.Place, err = strconv.ParseInt(strings.TrimSpace(place), 10, 64); err != nil || in.Place < 1 || in.Place > 1000 {
			return errs.New(errs.Invalid, "news.place_bad", "text", place).In("place")
		}
		return s.App.ChangeNewsPhoto(r.Context(), r.User.Actor, p.ID, in)
	})
}

// reasoned is a form that asks for a reason alone.
func reasoned(r *kit.Ask, f *page.Form, lead string) {
	f.Lead, f.Danger = i18n.T(r.Lang, lead), true
	f.Fields = append(f.Fields, page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.release_down_reason"), Required: true, Value: r.PostFormValue("reason")})
}

func (s *server) newsPhotoDown(w http.ResponseWriter, r *kit.Ask) error {
	p, d, v, err := s.photoIn(r, access.Publish, "web.news_photo_down")
	if err != nil {
		return err
	}
	reasoned(r, &v.Form, "web.news_photo_down_lead")
	return s.Form(w, r, v, opened.NewsDraft(d.ID, ""), "news_photo_down", func() error {
		return s.App.TakeDownNewsPhoto(r.Context(), r.User.Actor, p.ID, r.PostFormValue("reason"))
	})
}

func (s *server) newsDown(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	_, v, err := s.act(r, which, access.Publish, "web.news_down")
	if err != nil {
		return err
	}
	reasoned(r, &v.Form, "web.news_down_lead")
	return s.Form(w, r, v, opened.NewsDraft(which, ""), "news_down", func() error {
		return s.App.TakeDownNews(r.Context(), r.User.Actor, which, r.PostFormValue("reason"))
	})
}

// newsDrop deletes an item that was never released, after asking.
func (s *server) newsDrop(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	d, v, err := s.act(r, which, access.WriteReports, "web.news_delete")
	if err != nil {
		return err
	}
	v.Form.Lead, v.Form.Danger = i18n.T(r.Lang, "web.news_delete_lead", "title", d.Body.Title, "photos", len(d.Photos)), true
	seen := strconv.FormatInt(d.Text().Version, 10)
	if r.Method == http.MethodPost {
		seen = r.PostFormValue("seen")
	}
	v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "hidden", Name: "seen", Value: seen})
	return s.Form(w, r, v, opened.NewsDesk(d.Draft.Unit.Code, d.Cycle, ""), "news_dropped", func() error {
		n, err := strconv.ParseInt(seen, 10, 64)
		if err != nil {
			return errs.New(errs.Conflict, "news.text_meanwhile").Try("news.text_meanwhile_hint")
		}
		return s.App.DropNews(r.Context(), r.User.Actor, which, n)
	})
}

// newsPraise drafts an item out of the register of commendations.
func (s *server) newsPraise(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	made, err := s.App.DraftPraise(r.Context(), r.User.Actor, r.PathValue("code"), cycle, told.Teller{})
	if err != nil {
		return err
	}
	return s.Redirect(w, r, opened.NewsDraft(made, ""), "news_kept")
}

// NewsRelease is what becomes public of an item, and the act.
type NewsRelease struct {
	NewsDraft
	Form page.Form
}

func (s *server) newsRelease(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	d, simple, err := s.act(r, which, access.Publish, "web.news_release")
	if err != nil {
		return err
	}
	v := NewsRelease{d, simple.Form}
	v.Frame = simple.Frame
	add := func(f page.Field) { v.Form.Fields = append(v.Form.Fields, f) }
	add(page.Field{Kind: "hidden", Name: "mark", Value: d.Draft.Mark})
	if d.State == "public" {
		add(page.Field{Kind: "area", Name: "notice", Label: i18n.T(r.Lang, "web.release_notice"), Hint: i18n.T(r.Lang, "web.release_notice_hint"), Value: r.PostFormValue("notice"), Required: true})
	}
	add(page.Field{Kind: "date", Name: "on", Label: i18n.T(r.Lang, "web.release_on"), Hint: i18n.T(r.Lang, "web.release_on_hint"), Value: r.PostFormValue("on")})
	add(page.Field{Name: "at", Label: i18n.T(r.Lang, "web.release_at"), Hint: i18n.T(r.Lang, "web.release_at_hint"), Value: r.PostFormValue("at")})
	status := http.StatusOK
	if r.Method == http.MethodPost {
		in := newsroom.NewRelease{News: which, Notice: r.PostFormValue("notice"), Mark: r.PostFormValue("mark")}
		if in.On, err = moment(r); err == nil {
			_, err = s.App.ReleaseNews(r.Context(), r.User.Actor, in, told.Teller{})
		}
		if err == nil {
			return s.Redirect(w, r, opened.NewsDraft(which, ""), "released")
		}
		var ok bool
		if status, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, status, v.Page())
}

// newsPhotoBytes shows a photo of a draft to who may read it.
func (s *server) newsPhotoBytes(w http.ResponseWriter, r *kit.Ask) error {
	size := r.PathValue("size")
	which, err := kit.PathID(r, "id")
	if err == nil && size != "small" && size != "large" {
		err = errs.New(errs.NotFound, "news.none")
	}
	if err != nil {
		return err
	}
	bytes, err := s.App.NewsPhoto(r.Context(), r.User.Actor, which, size == "small")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/jpeg")
	w.Header().Set("Cache-Control", "private, no-cache")
	if _, err := w.Write(bytes); err != nil {
		s.Opts.Log.Debug("reader gone", "err", err)
	}
	return nil
}

// PhotoState says of a photo why it may be shown.
func (v NewsDraft) PhotoState(p news.Photo) string {
	text := v.T("news.basis_" + string(p.Basis))
	if p.Note != "" {
		text += " (" + p.Note + ")"
	}
	return text
}

// Shown says whether a photo is in a version that was made and not taken down.
func (v NewsDraft) Shown(p id.ID) bool { return v.Public.Has(p) }
