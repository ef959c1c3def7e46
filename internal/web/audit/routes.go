// Package audit has the pages of the ledger: the checkpoint, the result of a
// check, and the entries.
package audit

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /ledger", s.ledger)
	s.On("POST /ledger", s.verifyLedger)
}
