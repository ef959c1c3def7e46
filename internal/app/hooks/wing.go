// Package hooks is the programs that are told by themselves what is done: who has
// them told, what they may hear, and the telling.
package hooks

import (
	"context"
	"crypto/rand"
	"net/url"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/hook"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/period"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct{ desk *desk.Desk }

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{k} }

// mostHooks is how many an account may have.
const mostHooks = 10

// The kinds of jobs.
const (
	telling = "hook"
	pinging = "hook_ping"
)

// NewHook is a hook that is to be made. Unit is a code.
type NewHook struct {
	Name     string
	URL      string
	Unit     string
	Subjects []hook.Subject
	Until    period.Date
}

// MakeHook has a program told what is done in a unit and those under it, and
// gives the secret it is signed with, which is shown this once. Forbidden where
// the actor may not read the unit's log.
func (a *Wing) MakeHook(ctx context.Context, actor access.Actor, in NewHook) (string, hook.Hook, error) {
	if err := desk.InPerson(actor); err != nil {
		return "", hook.Hook{}, err
	}
	if in.Unit == "" {
		return "", hook.Hook{}, errs.New(errs.Invalid, "hook.unit").In("unit")
	}
	key := make([]byte, 24)
	rand.Read(key)
	secret := hook.Secret(key)
	var h hook.Hook
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		h = hook.Hook{ID: tx.Mint(), Account: actor.Account, Name: strings.TrimSpace(in.Name), URL: strings.TrimSpace(in.URL), Subjects: in.Subjects, Made: tx.Now, Until: in.Until}
		var err error
		if _, h.Unit, err = tx.Readable(in.Unit); err != nil {
			return desk.Entry{}, err
		}
		if err = tx.Dir.May(access.ReadLog, h.Unit); err == nil {
			err = check(h, tx.Today)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		have, err := tx.Hooks(ctx, actor.Account)
		if err != nil {
			return desk.Entry{}, err
		}
		if len(have) >= mostHooks {
			return desk.Entry{}, errs.New(errs.TooMany, "app.hooks_many", "most", mostHooks).In("name")
		}
		return desk.Entry{Action: "hook.made", Object: h.ID, Unit: h.Unit, Body: map[string]any{"name": h.Name, "url": h.URL, "subjects": h.Subjects, "until": h.Until}}, tx.InsertHook(ctx, h, secret)
	})
	return secret, h, err
}

func check(h hook.Hook, today period.Date) error {
	list := h.Faults(today)
	u, err := url.Parse(h.URL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		list = append(list, errs.New(errs.Invalid, "hook.url").In("url"))
	}
	if desk.Bad(h.Name) {
		list = append(list, errs.New(errs.Invalid, "app.text_bad").In("name"))
	}
	return list.OrNil()
}

// Told is a hook and how its telling stands.
type Told struct {
	hook.Hook
	hook.State
	Waits int64     // entries of the log it has not come to yet
	Job   job.State // of its newest telling; "" before the first
}

// Hooks gives the actor's hooks.
func (a *Wing) Hooks(ctx context.Context, actor access.Actor) ([]Told, error) {
	if err := desk.InPerson(actor); err != nil {
		return nil, err
	}
	var out []Told
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		all, err := tx.Hooks(ctx, actor.Account)
		if err != nil {
			return err
		}
		for _, h := range all {
			t := Told{Hook: h}
			if t.State, err = tx.HookState(ctx, h.ID); err != nil {
				return err
			}
			j, err := tx.JobOnce(ctx, telling, string(h.ID))
			if err != nil && !errs.Is(err, errs.NotFound) {
				return err
			}
			t.Job, t.Waits = j.State, max(tx.Size-t.Next, 0)
			out = append(out, t)
		}
		return nil
	})
	return out, err
}

// DropHook takes a hook of the actor's away. NotFound for another's.
func (a *Wing) DropHook(ctx context.Context, actor access.Actor, which id.ID) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		h, err := tx.Hook(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		return desk.Entry{Action: "hook.dropped", Object: h.ID, Unit: h.Unit, Body: map[string]any{"name": h.Name}}, desk.Missing(tx.DropHook(ctx, actor.Account, which))
	})
}

// TryHook sends a hook of the actor's something to hear now: what it has not
// heard, where the telling died or was stopped, else a message that tells
// nothing. NotFound for another's.
func (a *Wing) TryHook(ctx context.Context, actor access.Actor, which id.ID) error {
	if err := desk.InPerson(actor); err != nil {
		return err
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		h, err := tx.Hook(ctx, which)
		if err == nil && h.Account != actor.Account {
			err = errs.New(errs.NotFound, "access.not_found")
		}
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		entry := desk.Entry{Action: "hook.tried", Object: h.ID, Unit: h.Unit, Body: map[string]any{"name": h.Name}}
		j, err := tx.JobOnce(ctx, telling, string(h.ID))
		if err != nil && !errs.Is(err, errs.NotFound) {
			return desk.Entry{}, err
		}
		if again, ok := j.Again(tx.Now); err == nil && ok {
			return entry, tx.PutJob(ctx, again)
		}
		ping := tx.Mint()
		_, err = tx.InsertJob(ctx, job.Job{ID: ping, Kind: pinging, Once: string(ping), Payload: string(h.ID), Unit: h.Unit, By: actor.Account, RunAt: tx.Now, Made: tx.Now})
		return entry, err
	})
}
