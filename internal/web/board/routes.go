// Package board has the pages about results: the scoreboard of a unit, one
// target, and the history of one figure.
package board

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}", s.Kept(s.scoreboard))
	s.On("GET /u/{code}/{cycle}/conference", s.Kept(s.conference))
	s.On("GET /u/{code}/{cycle}/below", s.Kept(s.below))
	s.On("GET /targets/{id}", s.Kept(s.target))
	s.On("GET /targets/{id}/history", s.history)
	s.On("GET /targets/{id}/tree", s.Kept(s.allotmentTree))
	s.On("POST /targets/{id}/class", s.confirmClass)
}
