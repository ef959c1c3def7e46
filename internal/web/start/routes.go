// Package start is the first page: what waits, or the board, or the three first
// steps of a new body.
package start

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /{$}", s.front)
	s.On("GET /welcome", s.welcome)
	s.On("GET /help", s.help)
}
