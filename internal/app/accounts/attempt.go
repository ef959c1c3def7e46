package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"math"
	"runtime"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// Guessing is slowed down by what failed, never by what was right, and never so
// that a stranger shuts the owner of a name out: under a name tries wait, only
// a network is refused for a while. The counts are kept in the database, so
// several servers count together; they halve every ten minutes.
const (
	attemptHalf     = 10 * time.Minute
	attemptKept     = 3 * time.Hour // then a count is worth nothing
	freeOfPair      = 4             // failures of a name from a network before the next try waits
	freeOfName      = 20            // failures of a name from anywhere before a try from a new network waits
	mostOfNetwork   = 40            // failures from a network before it is refused
	longestWait     = 8 * time.Second
	mostAttemptKeys = 200_000 // kept at once; beyond, strangers' failures are not counted by name any more
	MostWaiting     = 64      // sign-ins that wait for a turn at once
)

// attempts is what bounds the work of sign-ins in one process: hashing takes
// 19 MiB and a core for a while, so few are hashed at once and few wait.
type attempts struct {
	turns   chan struct{}
	waiting chan struct{}
}

func newAttempts() attempts {
	return attempts{turns: make(chan struct{}, max(2, runtime.GOMAXPROCS(0))), waiting: make(chan struct{}, MostWaiting)}
}

// tooMany is what is answered to who has to come again later.
func tooMany() error {
	return errs.New(errs.TooMany, "app.sign_in_too_many").Try("app.sign_in_too_many_hint")
}

// turn waits for a turn at hashing, after a delay where there is one; TooMany when too many wait.
// Its answer gives the turn back.
func (at attempts) turn(ctx context.Context, delay <-chan time.Time) (func(), error) {
	select {
	case at.waiting <- struct{}{}:
	default:
		return nil, tooMany()
	}
	defer func() { <-at.waiting }()
	if delay != nil {
		select {
		case <-delay:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	select {
	case at.turns <- struct{}{}:
		return func() { <-at.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// attemptKeys are what a try is counted under: the name from this network, the
// name, the network. Hashes, so that what a stranger types is not kept.
func attemptKeys(name, address string) [3]string {
	network := access.Network(address)
	return [3]string{attemptKey("pair", name, network), attemptKey("name", name), attemptKey("network", network)}
}

func attemptKey(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

// failures is a count of the moment, after its decay.
func failures(a store.Attempt, now time.Time) float64 {
	age := max(0, now.Sub(a.Last))
	return float64(a.Score) / 1000 * math.Pow(0.5, float64(age)/float64(attemptHalf))
}

// delayOf gives how long a try waits for what failed before, or TooMany for a
// network with too many failures.
func delayOf(known map[string]store.Attempt, keys [3]string, now time.Time) (time.Duration, error) {
	if failures(known[keys[2]], now) >= mostOfNetwork {
		return 0, tooMany()
	}
	over := failures(known[keys[0]], now) - freeOfPair
	if name := failures(known[keys[1]], now) - freeOfName; name > over {
		over = min(name, 2)
	}
	if over <= 0 {
		return 0, nil
	}
	return min(longestWait, time.Duration(float64(500*time.Millisecond)*math.Pow(2, over))), nil
}

// mayTry reads how long a try waits.
func (a *Wing) mayTry(ctx context.Context, keys [3]string) (time.Duration, error) {
	var delay time.Duration
	err := a.desk.Peek(ctx, func(ctx context.Context, tx *store.Tx) error {
		known, err := tx.Attempts(ctx, keys)
		if err == nil {
			delay, err = delayOf(known, keys, a.desk.Now())
		}
		return err
	})
	return delay, err
}

// failed counts a failure under each key.
func (a *Wing) failed(ctx context.Context, keys [3]string) error {
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		now := a.desk.Now()
		if err := tx.ForgetAttempts(ctx, now.Add(-attemptKept)); err != nil {
			return err
		}
		known, err := tx.Attempts(ctx, keys)
		if err != nil {
			return err
		}
		count, err := tx.CountAttempts(ctx)
		if err != nil {
			return err
		}
		for i, key := range keys {
			if _, there := known[key]; !there && count >= mostAttemptKeys && i < 2 {
				continue
			}
			score := int64((failures(known[key], now) + 1) * 1000)
			if err := tx.PutAttempt(ctx, store.Attempt{Key: key, Score: score, Last: now}); err != nil {
				return err
			}
		}
		return nil
	})
}
