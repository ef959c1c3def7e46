// Package shortcomings has the pages of the two registers: what a unit did not
// do well, and violations and incidents.
package shortcomings

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/shortcomings", s.list)
	s.On("GET /u/{code}/{cycle}/shortcomings/propose", s.propose)
	s.On("GET /u/{code}/{cycle}/shortcomings/new", s.raise)
	s.On("POST /u/{code}/{cycle}/shortcomings/new", s.raise)
	s.On("GET /u/{code}/{cycle}/shortcomings/carry", s.carryAll)
	s.On("POST /u/{code}/{cycle}/shortcomings/carry", s.carryAll)
	s.On("GET /shortcomings/{id}", s.shortcoming)
	s.On("POST /shortcomings/{id}", s.shortcoming)
	s.On("GET /shortcomings/{id}/correct", s.correct)
	s.On("POST /shortcomings/{id}/correct", s.correct)
	s.On("GET /shortcoming-files/{id}", s.file)
	s.On("GET /u/{code}/{cycle}/violations", s.violations)
	s.On("GET /u/{code}/{cycle}/violations/new", s.record)
	s.On("POST /u/{code}/{cycle}/violations/new", s.record)
	s.On("POST /u/{code}/{cycle}/violations/feed", s.feed)
	s.On("GET /violations/{id}", s.violation)
	s.On("GET /violations/{id}/correct", s.mend)
	s.On("POST /violations/{id}/correct", s.mend)
}
