package web_test

import (
	"maps"

	"dondoc/internal/access"
)

// What the pages of news ask.
func init() {
	maps.Copy(askedOf, map[string]asked{
		"GET /u/{code}/{cycle}/news": {action: access.Read}, "GET /u/{code}/{cycle}/news/new": {action: access.WriteReports}, "POST /u/{code}/{cycle}/news/new": {action: access.WriteReports, form: "title=x"}, "POST /u/{code}/{cycle}/news/praise": {action: access.WriteReports},
	})
	for _, pattern := range []string{"GET /news/{id}", "GET /news/{id}/edit", "POST /news/{id}/edit", "GET /news/{id}/photo", "POST /news/{id}/photo", "GET /news/{id}/release", "POST /news/{id}/release", "GET /news/{id}/drop", "POST /news/{id}/drop", "GET /news/{id}/down", "POST /news/{id}/down",
		"GET /news-photos/{id}", "POST /news-photos/{id}", "GET /news-photos/{id}/down", "POST /news-photos/{id}/down", "GET /news-photos/{id}/{size}"} {
		leaves[pattern] = "TestNewsPages, and the matrix of app"
	}
	for _, pattern := range []string{"GET /public/news", "GET /public/news.atom", "GET /public/news.rss", "GET /public/news.json", "GET /public/news/{id}", "GET /public/photos/{file}"} {
		leaves[pattern] = "TestNewsPages"
	}
	for _, pattern := range []string{"GET /public/{code}/{cycle}/aloud/{file}", "GET /public/{code}/{cycle}/{id}/aloud/{file}", "GET /public/news/{id}/aloud/{file}"} {
		leaves[pattern] = "TestPublicPagesAreReadOut"
	}
}
