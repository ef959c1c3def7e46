// Package entry has the pages where figures come in and are passed on: the
// report form, the entry grid, the inbox "Việc của tôi", and the closing of
// periods.
package entry

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /targets/{id}/report", s.report)
	s.On("POST /targets/{id}/report", s.report)
	s.On("GET /targets/{id}/report/preview", s.preview)
	s.On("GET /targets/{id}/why", s.explain)
	s.On("POST /targets/{id}/why", s.explain)
	s.On("GET /evidence/{id}", s.evidence)
	s.On("GET /entry/{code}/{cycle}/{month}", s.grid)
	s.On("POST /entry/{code}/{cycle}/{month}", s.grid)
	s.On("POST /entry/{code}/{cycle}/{month}/draft", s.draft)
	s.On("GET /entry/{code}/{cycle}/{month}/sheet", s.file)
	s.On("POST /entry/{code}/{cycle}/{month}/sheet", s.file)
	s.Open("GET /offline", s.offline)
	s.On("GET /work", s.inbox)
	s.On("POST /work", s.actOnMany)
	s.On("GET /observations/{id}/step", s.review)
	s.On("POST /observations/{id}/step", s.step)
	s.On("GET /u/{code}/{cycle}/months", s.periods)
	s.On("POST /u/{code}/{cycle}/months", s.periods)
	s.On("GET /u/{code}/{cycle}/schedule", s.schedule)
	s.On("POST /u/{code}/{cycle}/schedule", s.schedule)
}
