package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/access"
	answered "dondoc/internal/answer/told"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
)

// NewsText is what somebody wrote of an item.
type NewsText struct {
	Title string              `json:"title"`
	Lead  string              `json:"lead" doc:"a sentence or two; figures of the released year in brackets: [26]"`
	Body  string              `json:"body,omitempty" doc:"a paragraph a line, figures in brackets"`
	Names []answered.NewsName `json:"names,omitempty" doc:"people the text names, and why it may"`
}

func (t NewsText) text() newsroom.NewText {
	in := newsroom.NewText{Title: t.Title, Lead: t.Lead, Body: t.Body}
	for _, n := range t.Names {
		in.Names = append(in.Names, news.Name{Name: n.Name, Basis: news.Basis(n.Basis), Note: n.Note})
	}
	return in
}

// NewsThing is an item or a photo by its identifier.
type NewsThing struct {
	ID string `path:"id"`
}

// news are written, released, corrected and taken down.
func (a *api) news(h huma.API) {
	type newsYear struct {
		UnitYear
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/news/{cycle}", "news", func(ctx context.Context, c caller, in *newsYear) (answered.NewsRoom, error) {
		room, err := a.app.News(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year))
		return answered.OfRoom(room), err
	})
	type newsWritten struct {
		UnitYear
		Body struct {
			NewsText
			Kind string `json:"kind" enum:"event,praise"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/news/{cycle}", "write-news", func(ctx context.Context, c caller, in *newsWritten) (answered.NewsWork, error) {
		t := in.Body.text()
		t.Unit, t.Cycle, t.Kind = in.Unit, period.Cycle(in.Year), news.Kind(in.Body.Kind)
		which, err := a.app.WriteNews(ctx, c.user.Actor, t, told.Teller{})
		return a.newsWork(ctx, c, string(which), err)
	})
	operation(h, http.MethodGet, "/api/v1/news/{id}", "news-item", func(ctx context.Context, c caller, in *NewsThing) (answered.NewsWork, error) {
		return a.newsWork(ctx, c, in.ID, nil)
	})
	type newsEdited struct {
		NewsThing
		Body struct {
			NewsText
			Seen int64 `json:"seen" doc:"the version of the text that this was made from"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/news/{id}/text", "edit-news", func(ctx context.Context, c caller, in *newsEdited) (answered.NewsWork, error) {
		t := in.Body.text()
		t.Seen = in.Body.Seen
		var err error
		if t.News, err = pathID(in.ID); err == nil {
			_, err = a.app.WriteNews(ctx, c.user.Actor, t, told.Teller{})
		}
		return a.newsWork(ctx, c, in.ID, err)
	})
	operation(h, http.MethodPost, "/api/v1/units/{unit}/news/{cycle}/praise", "draft-praise", func(ctx context.Context, c caller, in *newsYear) (answered.NewsWork, error) {
		which, err := a.app.DraftPraise(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year), told.Teller{})
		return a.newsWork(ctx, c, string(which), err)
	})
	type newsDropped struct {
		NewsThing
		Body struct {
			Seen int64 `json:"seen" doc:"the version of the text that who deletes has read"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/news/{id}/drop", "drop-news", func(ctx context.Context, c caller, in *newsDropped) (none, error) {
		which, err := pathID(in.ID)
		if err == nil {
			err = a.app.DropNews(ctx, c.user.Actor, which, in.Body.Seen)
		}
		return none{}, err
	})
	a.newsReleases(h)
	a.newsPhotos(h)
}

// newsReleases make an item public and take it down.
func (a *api) newsReleases(h huma.API) {
	type newsMade struct {
		NewsThing
		Body struct {
			Notice string `json:"notice,omitempty" doc:"what is corrected; wanted where the item is public"`
			On     string `json:"on,omitempty" doc:"not to be read before that day"`
			At     string `json:"at,omitempty" doc:"and from that hour of it, in Vietnam: 08:30"`
			Mark   string `json:"mark,omitempty" doc:"of the preview: that is released or nothing"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/news/{id}/release", "release-news", func(ctx context.Context, c caller, in *newsMade) (answered.NewsWork, error) {
		q := newsroom.NewRelease{Notice: in.Body.Notice, Mark: in.Body.Mark}
		on, err := day(in.Body.On)
		if err == nil {
			q.On, err = release.MomentAt(on, in.Body.At)
		}
		if err == nil {
			q.News, err = pathID(in.ID)
		}
		if err == nil {
			_, err = a.app.ReleaseNews(ctx, c.user.Actor, q, told.Teller{})
		}
		return a.newsWork(ctx, c, in.ID, err)
	})
	type newsGone struct {
		NewsThing
		Body struct {
			Reason string `json:"reason" doc:"shown in its place"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/news/{id}/down", "withdraw-news", func(ctx context.Context, c caller, in *newsGone) (answered.NewsWork, error) {
		which, err := pathID(in.ID)
		if err == nil {
			err = a.app.TakeDownNews(ctx, c.user.Actor, which, in.Body.Reason)
		}
		return a.newsWork(ctx, c, in.ID, err)
	})
}

// newsWork gives an item after something was done with it.
func (a *api) newsWork(ctx context.Context, c caller, which string, err error) (answered.NewsWork, error) {
	var of id.ID
	if err == nil {
		of, err = pathID(which)
	}
	if err != nil {
		return answered.NewsWork{}, err
	}
	d, err := a.app.NewsDraft(ctx, c.user.Actor, of, told.Teller{})
	return answered.Of(c.lang, d, release.MomentOf(a.app.Now())), err
}

// NewsPhotoWords is what is said of a photo.
type NewsPhotoWords struct {
	Caption      string `json:"caption"`
	Basis        string `json:"basis" enum:"duty,public,consent,awarded,no_person" doc:"why it may be shown"`
	Note         string `json:"note,omitempty" doc:"of consent where it is kept, of an award the number of the decision"`
	Illustrative bool   `json:"illustrative,omitempty" doc:"not taken at the occasion"`
}

// newsPhotos add, change, drop and take down photos.
func (a *api) newsPhotos(h huma.API) {
	type newsPhotoSent struct {
		NewsThing
		Body struct {
			NewsPhotoWords
			Name    string `json:"name,omitempty"`
			Content []byte `json:"content" doc:"base64: JPEG, PNG or WebP"`
		}
	}
	withFiles(h, access.WriteReports, http.MethodPost, "/api/v1/news/{id}/photos", "add-news-photo", func(ctx context.Context, c caller, in *newsPhotoSent) (answered.NewsWork, error) {
		p := newsroom.NewPhoto{Caption: in.Body.Caption, Basis: news.Basis(in.Body.Basis), Note: in.Body.Note, Invented: in.Body.Illustrative, File: figures.File{Name: in.Body.Name, Content: in.Body.Content}}
		var err error
		if p.News, err = pathID(in.ID); err == nil {
			_, err = a.app.AddNewsPhoto(ctx, c.user.Actor, p)
		}
		return a.newsWork(ctx, c, in.ID, err)
	})
	type newsPhotoChanged struct {
		NewsThing
		Body struct {
			NewsPhotoWords
			Place int64 `json:"place,omitempty" doc:"its order; 0 leaves it where it is"`
			Drop  bool  `json:"drop,omitempty" doc:"take it out of the next version; nothing else is read then"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/news-photos/{id}", "change-news-photo", func(ctx context.Context, c caller, in *newsPhotoChanged) (answered.NewsWork, error) {
		b := in.Body
		return a.onNewsPhoto(ctx, c, in.ID, func(which id.ID) error {
			return a.app.ChangeNewsPhoto(ctx, c.user.Actor, which, newsroom.PhotoWords{Caption: b.Caption, Basis: news.Basis(b.Basis), Note: b.Note, Invented: b.Illustrative, Place: b.Place, Drop: b.Drop})
		})
	})
	type newsPhotoGone struct {
		NewsThing
		Body struct {
			Reason string `json:"reason" doc:"shown in its place"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/news-photos/{id}/down", "withdraw-news-photo", func(ctx context.Context, c caller, in *newsPhotoGone) (answered.NewsWork, error) {
		return a.onNewsPhoto(ctx, c, in.ID, func(which id.ID) error {
			return a.app.TakeDownNewsPhoto(ctx, c.user.Actor, which, in.Body.Reason)
		})
	})
}

// onNewsPhoto does something with a photo and gives its item.
func (a *api) onNewsPhoto(ctx context.Context, c caller, photo string, do func(id.ID) error) (answered.NewsWork, error) {
	which, err := pathID(photo)
	if err == nil {
		err = do(which)
	}
	var of id.ID
	if err == nil {
		of, err = a.app.NewsOfPhoto(ctx, c.user.Actor, which)
	}
	return a.newsWork(ctx, c, string(of), err)
}
