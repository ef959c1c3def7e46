package app_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/report/told"
)

// told adds an item of news with a photo.
func (in *things) told(w *apptest.World, t *testing.T, officer access.Actor) {
	in.news = apptest.Must(w.WriteNews(apptest.Ctx, officer, newsroom.NewText{Unit: in.code, Cycle: "2023", Kind: news.Event, Title: "Tin của " + in.code, Lead: "Lời dẫn."}, told.Teller{}))(t)
	in.photo = apptest.Must(w.AddNewsPhoto(apptest.Ctx, officer, newsroom.NewPhoto{News: in.news, Caption: "Ảnh", Basis: news.Public, File: figures.File{Name: "a.png", Content: dot()}}))(t)
}

// dot is the smallest picture.
func dot() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func init() {
	useCases = append(useCases, []useCase{
		{"News", access.Read, func(w *apptest.World, a access.Actor, in things) error {
			return apptest.Drop(w.News(apptest.Ctx, a, in.code, "2023"))
		}},
		{"NewsDraft", access.Read, func(w *apptest.World, a access.Actor, in things) error {
			return apptest.Drop(w.NewsDraft(apptest.Ctx, a, in.news, told.Teller{}))
		}},
		{"NewsPhoto", access.Read, func(w *apptest.World, a access.Actor, in things) error {
			return apptest.Drop(w.NewsPhoto(apptest.Ctx, a, in.photo, true))
		}},
		{"NewsOfPhoto", access.Read, func(w *apptest.World, a access.Actor, in things) error {
			return apptest.Drop(w.NewsOfPhoto(apptest.Ctx, a, in.photo))
		}},
		{"WriteNews", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
			_, old := w.WriteNews(apptest.Ctx, a, newsroom.NewText{News: in.news, Title: "x", Lead: "x", Seen: 99}, told.Teller{})
			_, fresh := w.WriteNews(apptest.Ctx, a, newsroom.NewText{Unit: in.code, Cycle: "2023"}, told.Teller{})
			if apptest.IsAccess(old) != apptest.IsAccess(fresh) {
				w.T.Errorf("a new item and an old one: %v, %v", fresh, old)
			}
			return old
		}},
		{"AddNewsPhoto", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
			return apptest.Drop(w.AddNewsPhoto(apptest.Ctx, a, newsroom.NewPhoto{News: in.news, Caption: "x", Basis: news.Public, File: figures.File{Content: []byte("x")}}))
		}},
		{"ChangeNewsPhoto", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
			return w.ChangeNewsPhoto(apptest.Ctx, a, in.photo, newsroom.PhotoWords{})
		}},
		{"TakeDownNewsPhoto", access.Publish, func(w *apptest.World, a access.Actor, in things) error {
			return w.TakeDownNewsPhoto(apptest.Ctx, a, in.photo, "")
		}},
		{"ReleaseNews", access.Publish, func(w *apptest.World, a access.Actor, in things) error {
			return apptest.Drop(w.ReleaseNews(apptest.Ctx, a, newsroom.NewRelease{News: in.news, Mark: "x"}, told.Teller{}))
		}},
		{"DropNews", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
			return w.DropNews(apptest.Ctx, a, in.news, 99)
		}},
		{"TakeDownNews", access.Publish, func(w *apptest.World, a access.Actor, in things) error {
			return w.TakeDownNews(apptest.Ctx, a, in.news, "")
		}},
	}...)
	head := func(w *apptest.World, tag string) access.Actor { return w.Actor("g-"+tag, access.Head, w.District) }
	released := func(w *apptest.World, tag string, in things) (access.Actor, id.ID, error) {
		a := head(w, tag)
		if list, err := w.PublicNews(apptest.Ctx, newsroom.PublicQuery{Unit: in.code}); err != nil || len(list.List) > 0 {
			return a, in.news, err
		}
		return a, in.news, apptest.Drop(w.ReleaseNews(apptest.Ctx, a, newsroom.NewRelease{News: in.news}, told.Teller{}))
	}
	for name, do := range map[string]func(w *apptest.World, a access.Actor, in things) error{
		"WriteNews": func(w *apptest.World, _ access.Actor, in things) error {
			return apptest.Drop(w.WriteNews(apptest.Ctx, head(w, "wn"), newsroom.NewText{Unit: in.code, Cycle: "2023", Kind: news.Praise, Title: "x", Lead: "y"}, told.Teller{}))
		},
		"AddNewsPhoto": func(w *apptest.World, _ access.Actor, in things) error {
			return apptest.Drop(w.AddNewsPhoto(apptest.Ctx, head(w, "an"), newsroom.NewPhoto{News: in.news, Caption: "x", Basis: news.Public, File: figures.File{Content: dot()}}))
		},
		"ChangeNewsPhoto": func(w *apptest.World, _ access.Actor, in things) error {
			return w.ChangeNewsPhoto(apptest.Ctx, head(w, "cn"), in.photo, newsroom.PhotoWords{Caption: "khác", Basis: news.NoPerson})
		},
		"TakeDownNewsPhoto": func(w *apptest.World, _ access.Actor, in things) error {
			a, _, err := released(w, "tp", in)
			if err != nil {
				return err
			}
			return w.TakeDownNewsPhoto(apptest.Ctx, a, in.photo, "x")
		},
		"ReleaseNews": func(w *apptest.World, _ access.Actor, in things) error {
			return apptest.Drop(w.ReleaseNews(apptest.Ctx, head(w, "rn"), newsroom.NewRelease{News: in.news, Notice: "x"}, told.Teller{}))
		},
		"DropNews": func(w *apptest.World, _ access.Actor, in things) error {
			a := head(w, "dn")
			made, err := w.WriteNews(apptest.Ctx, a, newsroom.NewText{Unit: in.code, Cycle: "2023", Kind: news.Event, Title: "x", Lead: "y"}, told.Teller{})
			if err != nil {
				return err
			}
			return w.DropNews(apptest.Ctx, a, made, 1)
		},
		"TakeDownNews": func(w *apptest.World, _ access.Actor, in things) error {
			a, which, err := released(w, "tn", in)
			if err != nil {
				return err
			}
			return w.TakeDownNews(apptest.Ctx, a, which, "x")
		},
	} {
		forReal[name] = do
	}
}
