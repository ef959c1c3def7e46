// Package public has the pages that anyone may read without an account, made of
// released figures alone, their feeds and data; and the page that releases them.
package public

import (
	"net/http"
	"slices"

	"dondoc/internal/web/kit"
)

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.Open("GET /public", s.kept(s.front))
	s.Open("GET /public/feed.atom", shared(s.kept(s.atom)))
	s.Open("GET /public/feed.rss", shared(s.kept(s.rss)))
	s.Open("GET /public/news", s.kept(s.newsList))
	s.Open("GET /public/news.atom", shared(s.kept(s.newsAtom)))
	s.Open("GET /public/news.rss", shared(s.kept(s.newsRSS)))
	s.Open("GET /public/news.json", shared(s.kept(s.newsData)))
	s.Open("GET /public/news/{id}", s.kept(s.newsItem))
	s.Open("GET /public/photos/{file}", s.photo)
	s.Open("GET /sitemap.xml", s.kept(s.sitemap))
	s.Open("GET /robots.txt", s.robots)
	s.Open("GET /public/{code}/{cycle}", s.kept(s.year))
	s.Open("GET /public/{code}/{cycle}/data.csv", shared(s.kept(s.csv)))
	s.Open("GET /public/{code}/{cycle}/data.json", shared(s.kept(s.json)))
	s.Open("GET /public/{code}/{cycle}/dictionary.json", shared(s.kept(s.dictionary)))
	s.Open("GET /public/{code}/{cycle}/card", framed(s.kept(s.card)))
	s.Open("GET /public/{code}/{cycle}/card.png", shared(s.kept(s.picture)))
	s.Open("GET /public/{code}/{cycle}/{id}", s.kept(s.target))
	s.Open("GET /public/{code}/{cycle}/aloud/{file}", s.yearSound)
	s.Open("GET /public/{code}/{cycle}/{id}/aloud/{file}", s.yearSound)
	s.Open("GET /public/news/{id}/aloud/{file}", s.newsSound)
	s.On("GET /u/{code}/{cycle}/release", s.release)
	s.On("POST /u/{code}/{cycle}/release", s.release)
	s.On("GET /u/{code}/{cycle}/release/down", s.takeDown)
	s.On("POST /u/{code}/{cycle}/release/down", s.takeDown)
	s.On("GET /u/{code}/{cycle}/news", s.newsroom)
	s.On("GET /u/{code}/{cycle}/news/new", s.newsNew)
	s.On("POST /u/{code}/{cycle}/news/new", s.newsNew)
	s.On("GET /news/{id}", s.newsDraft)
	s.On("GET /news/{id}/edit", s.newsEdit)
	s.On("POST /news/{id}/edit", s.newsEdit)
	s.On("GET /news/{id}/photo", s.newsAddPhoto)
	s.On("POST /news/{id}/photo", s.newsAddPhoto)
	s.On("GET /news/{id}/release", s.newsRelease)
	s.On("POST /news/{id}/release", s.newsRelease)
	s.On("POST /u/{code}/{cycle}/news/praise", s.newsPraise)
	s.On("GET /news/{id}/drop", s.newsDrop)
	s.On("POST /news/{id}/drop", s.newsDrop)
	s.On("GET /news/{id}/down", s.newsDown)
	s.On("POST /news/{id}/down", s.newsDown)
	s.On("GET /news-photos/{id}", s.newsPhoto)
	s.On("POST /news-photos/{id}", s.newsPhoto)
	s.On("GET /news-photos/{id}/down", s.newsPhotoDown)
	s.On("POST /news-photos/{id}/down", s.newsPhotoDown)
	s.On("GET /news-photos/{id}/{size}", s.newsPhotoBytes)
}

// kept keeps what anyone may read, whoever reads it, as long as it stands; what is
// written out as a file is not kept.
func (s *server) kept(do kit.Handler) kit.Handler {
	keep := s.KeptForAll(do)
	return func(w http.ResponseWriter, r *kit.Ask) error {
		if writtenOut(r.Request) != nil {
			return do(w, r)
		}
		for name := range r.URL.Query() {
			if !slices.Contains([]string{"as-known", "version", "cycle", "after"}, name) {
				return do(w, r) // an address that anyone can make up without end
			}
		}
		return keep(w, r)
	}
}
