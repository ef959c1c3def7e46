package chasing

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/url"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/jobs"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// pushing is the kind of jobs that tell one browser of one notice.
const pushing = "push"

// mostBrowsers is by how many browsers an account is told.
const mostBrowsers = 10

// Pushed is a notice on its way to one browser.
type Pushed struct {
	Letter
	Browser chase.Browser
	Key     chase.PushKey
}

// Push is a way of telling browsers. An error is of the moment, but chase.ErrGone and
// chase.ErrRefused.
type Push func(ctx context.Context, p Pushed) error

// Browsers gives the browsers the actor is told by, and the key a browser needs to be
// added; it is "" where the house has none yet (see ReadyPush).
func (a *Wing) Browsers(ctx context.Context, actor access.Actor) (all []chase.Browser, key string, err error) {
	if err := desk.InPerson(actor); err != nil {
		return nil, "", err
	}
	err = a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) error {
		k, err := tx.PushKey(ctx)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		key = k.Public
		all, err = tx.Browsers(ctx, actor.Account)
		return err
	})
	return all, key, err
}

// pushKey gives the house's key; it is made once.
func (a *Wing) pushKey(ctx context.Context) (k chase.PushKey, err error) {
	read := func(ctx context.Context, tx *store.Tx) (err error) { k, err = tx.PushKey(ctx); return err }
	if err = a.desk.Look(ctx, read); !errs.Is(err, errs.NotFound) {
		return k, err
	}
	made, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return k, err
	}
	fresh := chase.PushKey{Private: base64.RawURLEncoding.EncodeToString(made.Bytes()), Public: base64.RawURLEncoding.EncodeToString(made.PublicKey().Bytes())}
	err = a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.PutPushKey(ctx, fresh); err != nil {
			return err
		}
		return read(ctx, tx)
	})
	return k, err
}

// ReadyPush makes the key the house signs its push messages with, where there is none.
func (a *Wing) ReadyPush(ctx context.Context) error {
	_, err := a.pushKey(ctx)
	return err
}

// AddBrowser has the actor told by a browser as well. Invalid where it is no
// subscription of one.
func (a *Wing) AddBrowser(ctx context.Context, actor access.Actor, b chase.Browser) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	u, err := url.Parse(b.Endpoint)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || len(b.Endpoint) > 1000 || desk.Bad(b.Endpoint) || !isKey(b.P256dh, 65) || !isKey(b.Auth, 16) {
		return errs.New(errs.Invalid, "chase.browser_bad").In("endpoint")
	}
	b.Name = strings.TrimSpace(b.Name)
	if desk.Bad(b.Name) || len(b.Name) > 200 {
		return errs.New(errs.Invalid, "app.text_bad").In("name")
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		have, err := tx.Browsers(ctx, actor.Account)
		if err != nil {
			return err
		}
		if len(have) >= mostBrowsers {
			return errs.New(errs.TooMany, "chase.browsers_many", "most", mostBrowsers)
		}
		b.ID, b.Account, b.Made = a.desk.Mint(), actor.Account, a.desk.Now()
		return tx.PutBrowser(ctx, b)
	})
}

func isKey(text string, size int) bool {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	return err == nil && len(raw) == size
}

// DropBrowser has a browser of the actor's told no more. NotFound for another's.
func (a *Wing) DropBrowser(ctx context.Context, actor access.Actor, which id.ID) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		return desk.Missing(tx.DropBrowser(ctx, actor.Account, which))
	})
}

// pushes adds the jobs that tell an account's browsers of a notice.
func pushes(ctx context.Context, tx *store.Tx, mint func() id.ID, n chase.Notice, w chase.Wish, off period.Calendar) error {
	if !w.WantsPush(n.Kind) {
		return nil
	}
	all, err := tx.Browsers(ctx, n.Account)
	if err != nil || len(all) == 0 {
		return err
	}
	account, err := tx.AccountByID(ctx, n.Account)
	if err != nil {
		return err
	}
	for _, b := range all {
		both := string(n.ID) + " " + string(b.ID)
		if _, err := tx.InsertJob(ctx, job.Job{ID: mint(), Kind: pushing, Once: both, Payload: both, Unit: account.Home, RunAt: w.Reaches(n.At, off), Made: n.At}); err != nil {
			return err
		}
	}
	return nil
}

// push tells one browser of one notice, unless it was opened. A browser that is gone is
// dropped, and its owner is told.
func (a *Wing) push(ctx context.Context, j job.Job, send Push) error {
	notice, browser, _ := strings.Cut(j.Payload, " ")
	var p Pushed
	skip := false
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if p.Browser, err = tx.Browser(ctx, id.ID(browser)); err != nil {
			return err
		}
		if p.Notice, err = tx.Notice(ctx, id.ID(notice)); err != nil {
			return err
		}
		account, err := tx.AccountByID(ctx, p.Notice.Account)
		p.Lang = account.Lang
		skip = account.Disabled || !p.Opened.IsZero() || p.Browser.Account != p.Notice.Account
		return err
	})
	if errs.Is(err, errs.NotFound) || skip { // taken away or forgotten meanwhile
		return nil
	}
	if err != nil {
		return err
	}
	if p.Key, err = a.pushKey(ctx); err != nil {
		return err
	}
	d, err := a.desk.Directory(ctx, byItself)
	if err != nil {
		return err
	}
	v, _ := d.Unit(p.Notice.Unit, d.Today())
	p.Unit = v.Name
	err = send(ctx, p)
	switch {
	case errors.Is(err, chase.ErrGone):
		return a.gone(ctx, p)
	case errors.Is(err, chase.ErrRefused):
		return jobs.ForGood{Err: err}
	}
	return err
}

// gone drops a browser and tells its owner.
func (a *Wing) gone(ctx context.Context, p Pushed) error {
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.DropBrowser(ctx, p.Browser.Account, p.Browser.ID); err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		_, err := tx.InsertNotice(ctx, chase.Notice{ID: a.desk.Mint(), Account: p.Browser.Account, Once: "gone " + string(p.Browser.ID), Kind: chase.OfGone, Unit: p.Notice.Unit, Note: p.Browser.Name, At: a.desk.Now()})
		return err
	})
}
