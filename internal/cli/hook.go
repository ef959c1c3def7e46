package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"syscall"
	"time"

	"dondoc/internal/app/hooks"
	"dondoc/internal/hook"
)

// hookWithin is how long the program of a hook may take to answer.
const hookWithin = 20 * time.Second

var errInside = errors.New("an address inside the office's own network, or without https: DONDOC_HOOKS_INSIDE allows them")

// hookPost is the way programs are told: by HTTP, following no redirection, and
// to no address of the machine or its network, unless DONDOC_HOOKS_INSIDE is set.
func (a *ask) hookPost() hooks.Send {
	inside := a.Getenv("DONDOC_HOOKS_INSIDE") != ""
	client := a.outward(inside)
	return func(ctx context.Context, to string, m hook.Message) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(m.Body))
		if err != nil {
			return err
		}
		if r.URL.Scheme != "https" && !inside {
			return errInside
		}
		for name, value := range map[string]string{"Content-Type": "application/json", "User-Agent": "Dondoc", "webhook-id": m.ID,
			"webhook-timestamp": strconv.FormatInt(m.At.Unix(), 10), "webhook-signature": m.Sign} {
			r.Header.Set(name, value)
		}
		answer, err := client.Do(r)
		if err != nil {
			return plainly(err)
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // so that the line can be used again
		answer.Body.Close()
		switch {
		case answer.StatusCode == http.StatusGone:
			return hook.ErrGone
		case answer.StatusCode < 200 || answer.StatusCode > 299:
			return fmt.Errorf("HTTP %d", answer.StatusCode)
		}
		return nil
	}
}

// outward asks other machines: it follows no redirection, and reaches no address of the
// machine or its network but where that is allowed.
func (a *ask) outward(inside bool) *http.Client {
	dial := net.Dialer{Timeout: hookWithin / 2}
	if !inside {
		dial.Control = func(_, address string, _ syscall.RawConn) error { return outside(address) }
	}
	return &http.Client{
		Timeout:       hookWithin,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DialContext: dial.DialContext, TLSHandshakeTimeout: hookWithin / 2, MaxIdleConns: 4, IdleConnTimeout: time.Minute},
	}
}

// outside refuses addresses that are not public: the machine's own, its network's,
// those that clouds keep their secrets under.
func outside(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errInside
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || carrier.Contains(ip) || translated.Contains(ip) {
		return errInside
	}
	return nil
}

// carrier is the shared addresses of RFC 6598; translated those of RFC 6052 that
// hold an address of version 4.
var (
	carrier    = netip.MustParsePrefix("100.64.0.0/10")
	translated = netip.MustParsePrefix("64:ff9b::/96")
)

// plainly says what went wrong on the way without the address, which may hold a secret.
func plainly(err error) error {
	var u *url.Error
	var timeout net.Error
	switch {
	case errors.Is(err, errInside):
		return errInside
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("no answer within %d seconds", hookWithin/time.Second)
	case errors.As(err, &u):
		return u.Err
	}
	return err
}
