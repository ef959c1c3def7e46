package accounts_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// Guessing is slowed down, and shuts nobody out but the network it comes from.
func TestGuessing(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.Actor("can-bo", access.Officer, w.District)
		w.Actor("khac", access.Officer, w.District)
		var waited []time.Duration
		w.Hasten(func(d time.Duration) { waited = append(waited, d) })
		right := func(name, address string) error {
			_, err := w.SignIn(apptest.Ctx, name, "mat-khau-thu-nghiem", address, "")
			return err
		}
		for range 60 { // an office behind one address: right sign-ins never count
			if err := right("khac", "1.1.1.1"); err != nil {
				t.Fatal(err)
			}
		}
		for range 8 {
			if _, err := w.SignIn(apptest.Ctx, "can-bo", "đoán", "9.9.9.9", ""); apptest.Key(err) != "app.sign_in_wrong" {
				t.Fatal(err)
			}
		}
		if len(waited) != 3 || waited[2] <= waited[0] {
			t.Errorf("eight guesses waited %v", waited)
		}
		waited = nil
		if err := right("can-bo", "2.2.2.2"); err != nil || len(waited) > 0 {
			t.Errorf("the owner from elsewhere: %v after %v", err, waited)
		}
		if err := right("can-bo", "9.9.9.9"); err != nil || len(waited) != 1 {
			t.Errorf("the owner from the same network: %v after %v", err, waited)
		}
		var err error
		for i := range 50 { // many names from one network, a new address of its /64 each time
			_, err = w.SignIn(apptest.Ctx, fmt.Sprintf("ai-do-%d", i), "đoán", fmt.Sprintf("2001:db8:1:2::%x", i), "")
		}
		if !errs.Is(err, errs.TooMany) {
			t.Errorf("fifty names from one network: %v", err)
		}
		if err := right("can-bo", "2001:db8:1:3::1"); err != nil {
			t.Errorf("from the next network: %v", err)
		}
		*w.Clock = w.Clock.Add(2 * time.Hour)
		if err := right("can-bo", "2001:db8:1:2::1"); err != nil {
			t.Errorf("two hours later: %v", err)
		}
	})
}

// A try that has to wait does wait in a server in earnest, where no test set its clock.
func TestWaitingInEarnest(t *testing.T) {
	if wing := accounts.New(desk.New(nil, time.Now), nil); wing.After == nil {
		t.Error("nothing to wait by")
	}
}

// What cannot be a user name leaves nothing behind, however long it is.
func TestNamesThatAreNone(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		for _, name := range []string{strings.Repeat("a", 1<<20), "", "Ngân Sơn", "a b", "a\x00"} {
			if _, err := w.SignIn(apptest.Ctx, name, "đoán", "1.1.1.1", ""); apptest.Key(err) != "app.sign_in_wrong" {
				t.Errorf("%.10q: %v", name, err)
			}
		}
		if err := w.DB.Read(apptest.Ctx, func(ctx context.Context, tx *store.Tx) error {
			n, err := tx.CountAttempts(ctx)
			if n != 0 {
				t.Errorf("%d kept of them", n)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// Few are hashed at once, few wait, and the rest is told to come again.
func TestSignInsAtOnce(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.Actor("can-bo", access.Officer, w.District)
		var all sync.WaitGroup
		var mu sync.Mutex
		refused, in := 0, 0
		for i := range accounts.MostWaiting + 40 {
			all.Go(func() {
				_, err := w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", fmt.Sprintf("10.0.%d.1", i), "")
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					in++
				case errs.Is(err, errs.TooMany):
					refused++
				default:
					t.Error(errors.Unwrap(err), err)
				}
			})
		}
		all.Wait()
		if in < accounts.MostWaiting {
			t.Errorf("%d signed in, %d refused", in, refused)
		}
	})
}
