package accounts

import (
	"context"
	"crypto/sha256"
	"sync"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// signedIn remembers sign-ins that were looked up, so that a request costs no
// look-up: each stands as long as nothing was written since, or nothing that
// touched the account, its rights or its sign-ins. That is asked of the
// database, so it is right on any number of nodes. Who is not signed in is
// never remembered.
type signedIn struct {
	mu    sync.Mutex
	known map[tokenKey]*sign
}

// tokenKey is the hash of a token.
type tokenKey = [sha256.Size]byte

type sign struct {
	user          User
	turn          int64 // up to which it is known to stand
	created, seen time.Time
	touching      bool
}

// subjects are the account, and those that lend to it.
func (s sign) subjects() []string {
	out := []string{store.Account{ID: s.user.Account}.Subject()}
	for _, l := range s.user.Lent {
		out = append(out, store.Account{ID: l.Account}.Subject())
	}
	return out
}

// mostSigns is how many sign-ins are remembered.
const mostSigns = 20_000

// touchAfter is how long after a session was noted as used it is noted again.
const touchAfter = 5 * time.Minute

func (s *signedIn) put(hash tokenKey, one sign) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[tokenKey]*sign{}
	}
	for old := range s.known {
		if len(s.known) < mostSigns {
			break
		}
		delete(s.known, old)
	}
	s.known[hash] = &one
}

// get gives a remembered sign-in that is not over.
func (s *signedIn) get(hash tokenKey, now time.Time) (sign, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.known[hash]
	if one == nil || over(one.seen, one.created, now) {
		return sign{}, false
	}
	return *one, true
}

func (s *signedIn) stands(hash tokenKey, turn int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if one := s.known[hash]; one != nil && one.turn < turn {
		one.turn = turn
	}
}

func (s *signedIn) forget(hash tokenKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.known, hash)
}

func over(seen, created, now time.Time) bool {
	return now.After(seen.Add(sessionIdle)) || now.After(created.Add(sessionMost))
}

// Known gives who a session token belongs to where that is remembered and still
// stands, with the turn it was asked at; false where it must be looked up.
func (a *Wing) Known(ctx context.Context, token string) (User, int64, bool) {
	if token == "" {
		return User{}, 0, false
	}
	hash := sha256.Sum256([]byte(token))
	one, ok := a.signedIn.get(hash, a.desk.Now())
	if !ok {
		return User{}, 0, false
	}
	turn, err := a.desk.Turn(ctx)
	if err != nil {
		return User{}, 0, false
	}
	if turn != one.turn {
		now, holds, err := a.desk.Holds(ctx, desk.Seen{Turn: one.turn, Subjects: one.subjects()})
		if err != nil || !holds {
			a.signedIn.forget(hash)
			return User{}, 0, false
		}
		turn = now
		a.signedIn.stands(hash, turn)
	}
	a.touch(ctx, hash)
	return a.on(one.user), turn, true
}

// Authenticate gives who a session token belongs to. Unauthenticated when the
// session is over or the account closed.
func (a *Wing) Authenticate(ctx context.Context, token string) (User, error) {
	none := errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	if user, _, ok := a.Known(ctx, token); ok {
		return user, nil
	}
	if token == "" {
		return User{}, none
	}
	var user User
	var session store.SignedIn
	now := a.desk.Now()
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if session, err = tx.Session(ctx, hashToken(token)); err != nil {
			return err
		}
		if session.Account.Disabled || over(session.Seen, session.Created, now) {
			return none
		}
		user, err = userOf(ctx, tx, session.Account)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return User{}, none
	}
	if err != nil {
		return User{}, err
	}
	user.Session = session.TokenHash
	key := sha256.Sum256([]byte(token))
	a.signedIn.put(key, sign{user: user, turn: session.Turn, created: session.Created, seen: session.Seen})
	a.touch(ctx, key)
	return a.on(user), nil
}

// touch notes now and then that a session is used. Nobody waits for it, and
// reading goes on where writing cannot: a session that is not noted ends
// earlier, and that is all.
func (a *Wing) touch(ctx context.Context, hash tokenKey) {
	now := a.desk.Now()
	a.signedIn.mu.Lock()
	one := a.signedIn.known[hash]
	due := one != nil && !one.touching && now.Sub(one.seen) > touchAfter
	if due {
		one.touching = true
	}
	a.signedIn.mu.Unlock()
	if !due {
		return
	}
	ctx = desk.Apart(ctx)
	go func() {
		err := a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error { return tx.TouchSession(ctx, one.user.Session, now) })
		a.signedIn.mu.Lock()
		defer a.signedIn.mu.Unlock()
		one.touching = false
		if err == nil {
			one.seen = now
		}
	}()
}
