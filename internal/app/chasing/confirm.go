package chasing

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/store"
)

// confirming is the kind of jobs that ask whether an address is its owner's.
const confirming = "mail_confirm"

// How long a question for an address can be answered, and how long it is not asked again.
const (
	confirmWithin = 48 * time.Hour
	confirmPause  = 10 * time.Minute
)

func hashed(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// askConfirm has a letter ask whether an address is its owner's, unless that is known, or
// was asked a moment ago.
func (a *Wing) askConfirm(ctx context.Context, tx *store.Tx, before, w chase.Wish) error {
	now := a.desk.Now()
	asked := before.Address == w.Address && before.AskedUntil.Sub(now) > confirmWithin-confirmPause
	if w.Address == "" || w.Address == before.Confirmed || asked {
		return nil
	}
	raw := make([]byte, 18)
	rand.Read(raw)
	key := base64.RawURLEncoding.EncodeToString(raw)
	if err := tx.AskConfirm(ctx, w.Account, hashed(key), now.Add(confirmWithin)); err != nil {
		return err
	}
	account, err := tx.AccountByID(ctx, w.Account)
	if err != nil {
		return err
	}
	which := a.desk.Mint()
	_, err = tx.InsertJob(ctx, job.Job{ID: which, Kind: confirming, Once: string(which), Payload: string(w.Account) + " " + key, Unit: account.Home, RunAt: now, Made: now})
	return err
}

// confirm sends the question.
func (a *Wing) confirm(ctx context.Context, j job.Job, send Post) error {
	account, key, _ := strings.Cut(j.Payload, " ")
	var l Letter
	skip := false
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) error {
		who, err := tx.AccountByID(ctx, id.ID(account))
		if err != nil {
			return err
		}
		w, err := tx.Wish(ctx, who.ID)
		l = Letter{Notice: chase.Notice{ID: j.ID, Account: who.ID}, To: w.Address, Lang: who.Lang, Confirm: key}
		skip = who.Disabled || w.Address == "" || w.Reachable()
		return err
	})
	if err != nil || skip {
		return err
	}
	return send(ctx, l)
}

// ConfirmAddress takes the address the actor gave for their own, by the key of the letter
// that was sent to it. Invalid where it is not the one, or too old.
func (a *Wing) ConfirmAddress(ctx context.Context, actor access.Actor, key string) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	err := a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		return tx.Confirm(ctx, actor.Account, hashed(key), a.desk.Now())
	})
	if errs.Is(err, errs.NotFound) {
		return errs.New(errs.Invalid, "chase.confirm_bad").Try("chase.confirm_bad_hint")
	}
	return err
}
