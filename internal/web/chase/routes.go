// Package chase has the pages of following up: who is late and the chaser to all
// of them, what one is told, and what runs by itself.
package chase

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/late", s.late)
	s.On("POST /u/{code}/{cycle}/late", s.late)
	s.On("GET /u/{code}/{cycle}/burden", s.burden)
	s.On("GET /chasers/{id}", s.chaser)
	s.On("GET /notices", s.notices)
	s.On("POST /notices", s.openAll)
	s.On("GET /notices/{id}", s.notice)
	s.On("POST /notices/{id}", s.open)
	s.On("GET /account/notices", s.wish)
	s.On("POST /account/notices", s.wish)
	s.On("GET /account/notices/confirm", s.confirm)
	s.On("POST /account/notices/confirm", s.confirm)
	s.On("POST /account/notices/browsers", s.browsers)
	s.On("GET /admin/jobs", s.jobs)
	s.On("POST /admin/jobs", s.jobs)
	s.On("POST /admin/jobs/{id}", s.act)
}
