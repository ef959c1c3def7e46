// Package public has the pages that anyone may read without an account, made of
// released figures alone, their feeds and data; and the page that releases them.
package public

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.Open("GET /public", s.front)
	s.Open("GET /public/feed.atom", s.atom)
	s.Open("GET /public/feed.rss", s.rss)
	s.Open("GET /sitemap.xml", s.sitemap)
	s.Open("GET /robots.txt", s.robots)
	s.Open("GET /public/{code}/{cycle}", s.year)
	s.Open("GET /public/{code}/{cycle}/data.csv", s.csv)
	s.Open("GET /public/{code}/{cycle}/data.json", s.json)
	s.Open("GET /public/{code}/{cycle}/dictionary.json", s.dictionary)
	s.Open("GET /public/{code}/{cycle}/{id}", s.target)
	s.On("GET /u/{code}/{cycle}/release", s.release)
	s.On("POST /u/{code}/{cycle}/release", s.release)
	s.On("GET /u/{code}/{cycle}/release/down", s.takeDown)
	s.On("POST /u/{code}/{cycle}/release/down", s.takeDown)
}
