package board

import (
	"bytes"
	"net/http"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/exchange"
	"dondoc/internal/report/scoreboard"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// paper is the board with the rows that are shown, in their order.
func (s *server) paper(r *kit.Ask, d *desk.Directory, b standing.Board, at *kit.Address) scoreboard.Paper {
	p := scoreboard.Of(r.Lang, d, b)
	p.Rows, p.Sorted = shown(r, d, b, at), at.Query.Get("sort") != ""
	return p
}

// send sends the rows that are shown in the office's form, on A4 across.
func send(w http.ResponseWriter, r *kit.Ask, p scoreboard.Paper, format string) error {
	var out bytes.Buffer
	if err := p.Write(r.Context(), &out, format); err != nil {
		return err
	}
	list.Deliver(w, p.Name()+"."+format, exchange.MediaType(format), out.Bytes())
	return nil
}
