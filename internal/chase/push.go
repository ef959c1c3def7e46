package chase

import (
	"errors"
	"time"

	"dondoc/internal/id"
)

// Browser is one that an account is told by, by web push (RFC 8030).
type Browser struct {
	ID       id.ID
	Account  id.ID
	Endpoint string // of its push service
	P256dh   string // its public key, by which messages are closed to the service
	Auth     string // … and its secret
	Name     string // as its owner knows it
	Made     time.Time
}

// PushKey is what the house signs its push messages with (VAPID, RFC 8292), both in
// unpadded base64url.
type PushKey struct{ Private, Public string }

// ErrGone says that a browser takes no messages any more.
var ErrGone = errors.New("the browser is gone")

// OfGone is the notice that a browser takes no messages any more.
const OfGone = "gone"

// WantsPush says whether the browsers are told of a kind of notice.
func (w Wish) WantsPush(kind string) bool {
	return kind != OfGone && (w.Push == MailEach || w.Push == MailDaily && kind == OfTheDay)
}
