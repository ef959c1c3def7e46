// Package commend has the pages of commendation: who may be put forward and why,
// nominations, the council's votes, decisions, and the matters that hold one up.
package commend

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/commendations", s.list)
	s.On("GET /u/{code}/{cycle}/commendations/paper", s.paper)
	s.On("GET /u/{code}/{cycle}/commendations/nominate", s.nominate)
	s.On("POST /u/{code}/{cycle}/commendations/nominate", s.nominate)
	s.On("GET /u/{code}/{cycle}/commendations/vote", s.vote)
	s.On("POST /u/{code}/{cycle}/commendations/vote", s.vote)
	s.On("GET /u/{code}/{cycle}/commendations/decide", s.decide)
	s.On("POST /u/{code}/{cycle}/commendations/decide", s.decide)
	s.On("GET /u/{code}/{cycle}/commendations/hold", s.hold)
	s.On("POST /u/{code}/{cycle}/commendations/hold", s.hold)
	s.On("GET /u/{code}/{cycle}/commendations/release", s.release)
	s.On("POST /u/{code}/{cycle}/commendations/release", s.release)
	s.On("GET /commendations/{id}", s.file)
	s.On("GET /commendations/{id}/{step}", s.step)
	s.On("POST /commendations/{id}/{step}", s.step)
}
