// Package paper has the pages of documents: what a unit keeps, the text of one
// in its provisions, taking one in, and what of a superior's the own one
// takes up.
package paper

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/papers", s.papers)
	s.On("GET /u/{code}/papers/new", s.newPaper)
	s.On("POST /u/{code}/papers/new", s.newPaper)
	s.On("GET /documents/{id}/text", s.paper)
	s.On("GET /documents/{id}/file", s.paperFile)
	s.On("POST /documents/{id}/text", s.correctPaper)
	s.On("GET /u/{code}/coverage", s.coverage)
	s.On("POST /u/{code}/coverage", s.coverage)
	s.On("GET /u/{code}/synonyms", s.synonyms)
	s.On("POST /u/{code}/synonyms", s.synonyms)
	s.On("GET /coverage/{superior}/{own}", s.coverage)
	s.On("POST /coverage/{superior}/{own}", s.coverage)
}
