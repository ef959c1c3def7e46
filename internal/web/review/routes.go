// Package review has the pages of reviews: what the rules say of a unit and its
// head, and how a review goes from the unit's own word to the decision.
package review

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/reviews", s.list)
	s.On("GET /u/{code}/{cycle}/review", s.propose)
	s.On("GET /u/{code}/{cycle}/review/assess", s.assess)
	s.On("POST /u/{code}/{cycle}/review/assess", s.assess)
	s.On("GET /reviews/{id}", s.review)
	s.On("GET /u/{code}/rules", s.rules)
	s.On("POST /u/{code}/rules", s.rules)
	s.On("POST /u/{code}/rules/drop", s.dropRules)
	s.On("GET /reviews/{id}/comment", s.comment)
	s.On("POST /reviews/{id}/comment", s.comment)
	s.On("GET /reviews/{id}/undo", s.undo)
	s.On("POST /reviews/{id}/undo", s.undo)
	s.On("GET /reviews/{id}/{step}", s.step)
	s.On("POST /reviews/{id}/{step}", s.step)
}
