package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"dondoc/internal/ledger"
)

// Said is what the entry of a sign-in says of its session. A session that no
// entry says was put into the database by hand.
func (s Session) Said() map[string]string {
	return map[string]string{"agent": s.Agent, "session": sessionMark(s.TokenHash)}
}

// signInAction is the action of the entries that say it.
const signInAction = "account.sign_in"

// sessionMark is what the log says of a session: a hash of the hash of its
// token, by which neither is known.
func sessionMark(tokenHash string) string {
	sum := sha256.Sum256([]byte("session " + tokenHash))
	return hex.EncodeToString(sum[:12])
}

// readSessions takes in the sessions that are open, before the log is heard.
func (tx *Tx) readSessions(ctx context.Context, r *replay) error {
	if r.broken["session"] {
		return nil
	}
	rows, err := many(ctx, tx, "account.all_sessions", func(s scanner) (c [2]string, err error) { err = s.Scan(&c[0], &c[1]); return c, err })
	for _, c := range rows {
		r.sessions[sessionMark(c[0])] = c[1]
	}
	return err
}

func (r *replay) hearSignIn(e *ledger.Entry) {
	if e.Action != signInAction || len(r.sessions) == 0 {
		return
	}
	var said map[string]string
	if json.Unmarshal(e.Body, &said) != nil {
		return
	}
	if mark := said["session"]; r.sessions[mark] == e.Account {
		delete(r.sessions, mark)
	}
}

// checkSessions names those that nobody signed in to.
func (r *replay) checkSessions() {
	for _, account := range r.sessions {
		r.find(Finding{What: "unlogged", Table: "session", Key: account})
	}
}
