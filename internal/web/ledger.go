package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/audit"
)

func (s *server) ledgerRoutes() {
	s.on("GET /ledger", s.ledger)
	s.on("POST /ledger", s.verifyLedger)
}

func (s *server) ledger(w http.ResponseWriter, r *ask) error {
	v, err := s.ledgerView(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

func (s *server) ledgerView(r *ask) (audit.Ledger, error) {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // anything else is the newest page
	p, err := s.app.Ledger(r.Context(), r.user.Actor, before)
	if err != nil {
		return audit.Ledger{}, err
	}
	v := audit.Ledger{Frame: s.plainFrame(r), Size: p.Size, Root: p.Root, VerifyURL: "/ledger", FormURL: "/ledger",
		Checkpoint: fmt.Sprintf("dondoc ledger verify --size %d --root %s", p.Size, p.Root)}
	v.Title = i18n.T(r.lang, "web.ledger_title")
	for _, e := range p.Entries {
		one := audit.Entry{Seq: e.Seq, At: e.At, By: e.Actor, What: phrase.New(logKey(e.Action))}
		if strings.HasPrefix(e.Action, "observation.") || strings.HasPrefix(e.Action, "target.") {
			one.Object = page.Link{Text: i18n.T(r.lang, "web.log_target"), URL: "/targets/" + string(id.ID(e.Object)) + "/history"}
		}
		v.Entries = append(v.Entries, one)
	}
	if p.Older > 0 {
		v.Older = fmt.Sprintf("/ledger?before=%d", p.Older)
	}
	if before > 0 {
		v.Newer = "/ledger"
	}
	return v, nil
}

// logKey is the key of an action's words.
func logKey(action string) string { return "web.log_" + strings.ReplaceAll(action, ".", "_") }

// verifyLedger checks the whole log and shows the verdict.
func (s *server) verifyLedger(w http.ResponseWriter, r *ask) error {
	start := time.Now()
	verdict, err := s.app.VerifyLedger(r.Context(), r.user.Actor, nil, nil)
	if err != nil {
		return err
	}
	v, err := s.ledgerView(r)
	if err != nil {
		return err
	}
	v.Check = &audit.Check{OK: verdict.Wrong == nil, At: s.app.Now(), Entries: verdict.Size, Took: time.Since(start).Round(time.Millisecond)}
	if wrong := verdict.Wrong; wrong != nil {
		v.Check.FirstAt, v.Check.Problem = wrong.Seq, phrase.New("web.ledger_"+wrong.What)
	}
	return s.show(w, r, http.StatusOK, v.Page())
}
