package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	webpush "github.com/SherClockHolmes/webpush-go"

	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit/href/chases"
)

// pushKept is how many seconds a push service keeps a message for a browser that is off.
const pushKept = 24 * 3600

// pushMessage is what a browser shows: how much waits, and where.
type pushMessage struct {
	Title string `json:"title"`
	Body  string `json:"body"`
	URL   string `json:"url"`
	Tag   string `json:"tag"`
}

// push is the way browsers are told: by the push service each names, at no address of
// the machine or its network, unless DONDOC_HOOKS_INSIDE is set.
func (a *ask) push(public string) chasing.Push {
	inside := a.Getenv("DONDOC_HOOKS_INSIDE") != ""
	client := a.outward(inside)
	from := "https://localhost"
	if strings.HasPrefix(public, "https:") {
		from = public
	}
	from = cmp.Or(a.Getenv("DONDOC_SMTP_FROM"), from)
	return func(ctx context.Context, p chasing.Pushed) error {
		if !strings.HasPrefix(p.Browser.Endpoint, "https:") && !inside {
			return fmt.Errorf("%w: %w", chase.ErrRefused, errInside)
		}
		lang, ok := i18n.Parse(p.Lang)
		if !ok {
			lang = i18n.Vietnamese
		}
		text, err := json.Marshal(pushMessage{Title: "Dondoc", Body: i18n.Say(lang, p.Says(p.Unit)), URL: chases.Notice(p.ID), Tag: string(p.ID)})
		if err != nil {
			return err
		}
		answer, err := webpush.SendNotificationWithContext(ctx, text, &webpush.Subscription{Endpoint: p.Browser.Endpoint, Keys: webpush.Keys{Auth: p.Browser.Auth, P256dh: p.Browser.P256dh}},
			&webpush.Options{HTTPClient: client, Subscriber: from, TTL: pushKept, Urgency: webpush.UrgencyNormal, VAPIDPublicKey: p.Key.Public, VAPIDPrivateKey: p.Key.Private})
		if err != nil {
			return plainly(err)
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
		answer.Body.Close()
		switch code := answer.StatusCode; {
		case code == http.StatusNotFound || code == http.StatusGone:
			return chase.ErrGone
		case code == http.StatusTooManyRequests || code >= 500:
			return fmt.Errorf("HTTP %d", code)
		case code > 299:
			return fmt.Errorf("%w: HTTP %d", chase.ErrRefused, code)
		}
		return nil
	}
}
