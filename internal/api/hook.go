package api

import (
	"context"
	"net/http"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/hooks"
	"dondoc/internal/hook"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// toldProgram is a program that is told by itself what is done.
type toldProgram struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	URL      string     `json:"url"`
	Unit     string     `json:"unit" doc:"code; it is told of this unit and those under it"`
	Subjects []string   `json:"subjects" doc:"empty for all"`
	Made     string     `json:"made"`
	Until    string     `json:"until"`
	Over     bool       `json:"over"`
	State    string     `json:"state" enum:",waiting,running,done,dead,cancelled" doc:"of the telling; dead and cancelled go on when it is tried"`
	Next     int64      `json:"next" doc:"the place in the log it goes on from"`
	Waits    int64      `json:"waits" doc:"entries of the log that are to be looked through"`
	Told     *time.Time `json:"told,omitempty" doc:"when a message was heard last"`
	Error    string     `json:"error" doc:"of the newest attempt, empty where it was heard"`
}

func (a *api) toldOf(d *desk.Directory, h hook.Hook) toldProgram {
	today := period.DateOf(a.app.Now())
	out := toldProgram{ID: string(h.ID), Name: h.Name, URL: h.URL, Subjects: []string{}, Made: string(period.DateOf(h.Made)), Until: string(h.Until), Over: h.Over(today)}
	for _, s := range h.Subjects {
		out.Subjects = append(out.Subjects, string(s))
	}
	if of, ok := d.Unit(h.Unit, today); ok {
		out.Unit = of.Code
	}
	return out
}

// hooks makes, tries and takes away the programs that are told for the caller.
func (a *api) hooks(h huma.API) {
	a.listHooks(h)
	type wantedHook struct {
		Body struct {
			Name     string   `json:"name" doc:"which program is told"`
			URL      string   `json:"url" doc:"https://…"`
			Unit     string   `json:"unit" doc:"code; the caller may read its log"`
			Subjects []string `json:"subjects,omitempty" doc:"figures, targets, tasks, capital, shortcomings, reviews, public, units; none for all"`
			Until    string   `json:"until" doc:"its last day"`
		}
	}
	type madeHook struct {
		Secret  string      `json:"secret" doc:"shown once; by it the program checks the header webhook-signature, as the Standard Webhooks say"`
		Webhook toldProgram `json:"webhook"`
	}
	operation(h, http.MethodPost, "/api/v1/account/webhooks", "make-webhook", func(ctx context.Context, c caller, in *wantedHook) (madeHook, error) {
		until, err := day(in.Body.Until)
		if err != nil {
			return madeHook{}, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return madeHook{}, err
		}
		wanted := hooks.NewHook{Name: in.Body.Name, URL: in.Body.URL, Unit: in.Body.Unit, Until: until}
		for _, s := range in.Body.Subjects {
			wanted.Subjects = append(wanted.Subjects, hook.Subject(s))
		}
		secret, made, err := a.app.MakeHook(ctx, c.user.Actor, wanted)
		return madeHook{secret, a.toldOf(d, made)}, err
	})
	type oneHook struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodPost, "/api/v1/account/webhooks/{id}/try", "try-webhook", func(ctx context.Context, c caller, in *oneHook) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.TryHook(ctx, c.user.Actor, which)
	})
	operation(h, http.MethodDelete, "/api/v1/account/webhooks/{id}", "drop-webhook", func(ctx context.Context, c caller, in *oneHook) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.DropHook(ctx, c.user.Actor, which)
	})
}

func (a *api) listHooks(h huma.API) {
	type programs struct {
		Rows []toldProgram `json:"rows"`
	}
	operation(h, http.MethodGet, "/api/v1/account/webhooks", "webhooks", func(ctx context.Context, c caller, _ *none) (programs, error) {
		out := programs{[]toldProgram{}}
		all, err := a.app.Hooks(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		for _, t := range all {
			row := a.toldOf(d, t.Hook)
			row.State, row.Next, row.Waits, row.Error = string(t.Job), t.Next, t.Waits, t.Error
			if !t.Told.IsZero() {
				at := t.Told.UTC()
				row.Told = &at
			}
			out.Rows = append(out.Rows, row)
		}
		return out, nil
	})
}
