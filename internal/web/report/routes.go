// Package report has the page of a unit's report for its meeting, and the files it
// is sent as.
package report

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/report", s.paper)
	s.On("GET /u/{code}/{cycle}/report/edit", s.words)
	s.On("POST /u/{code}/{cycle}/report/edit", s.words)
	s.On("POST /u/{code}/{cycle}/report/freeze", s.freeze)
	s.On("POST /u/{code}/{cycle}/report/number", s.number)
	s.On("GET /u/{code}/numbers", s.numbers)
	s.On("POST /u/{code}/numbers", s.numbers)
	s.On("GET /u/{code}/forms", s.forms)
	s.On("POST /u/{code}/forms", s.forms)
	s.On("GET /u/{code}/forms/file", s.formFile)
}
