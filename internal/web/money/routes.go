// Package money has the pages of public-investment capital: a unit's year and
// one project with its plans and payments.
package money

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/capital", s.capital)
	s.On("GET /u/{code}/{cycle}/capital/new", s.newProject)
	s.On("POST /u/{code}/{cycle}/capital/new", s.newProject)
	s.On("GET /u/{code}/{cycle}/capital/pictures", s.pictures)
	s.On("GET /u/{code}/{cycle}/capital/forms", s.forms)
	s.On("GET /u/{code}/{cycle}/capital/import", s.takeSheet)
	s.On("POST /u/{code}/{cycle}/capital/import", s.takeSheet)
	s.On("GET /u/{code}/{cycle}/capital/reconcile", s.reconcile)
	s.On("GET /u/{code}/{cycle}/capital/transfer", s.transfer)
	s.On("POST /u/{code}/{cycle}/capital/transfer", s.transfer)
	s.On("GET /u/{code}/{cycle}/capital/bounds", s.bounds)
	s.On("POST /u/{code}/{cycle}/capital/bounds", s.bounds)
	s.On("GET /u/{code}/{cycle}/capital/targets", s.ties)
	s.On("POST /u/{code}/{cycle}/capital/targets", s.ties)
	s.On("GET /u/{code}/{cycle}/capital/sums", s.sums)
	s.On("GET /u/{code}/{cycle}/capital/programmes", s.programmes)
	s.On("GET /u/{code}/{cycle}/capital/results", s.results)
	s.On("GET /u/{code}/{cycle}/capital/waiting", s.waiting)
	s.On("POST /u/{code}/{cycle}/capital/waiting", s.waiting)
	s.On("GET /u/{code}/{cycle}/capital/lock", s.lock)
	s.On("POST /u/{code}/{cycle}/capital/lock", s.lock)
	s.On("GET /capital/{id}", s.project)
	s.On("GET /capital/{id}/{act}", s.act)
	s.On("POST /capital/{id}/{act}", s.act)
}
