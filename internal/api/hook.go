package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer/programs"
	"dondoc/internal/app/hooks"
	"dondoc/internal/hook"

	"github.com/danielgtaylor/huma/v2"
)

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
		Secret  string           `json:"secret" doc:"shown once; by it the program checks the header webhook-signature, as the Standard Webhooks say"`
		Webhook programs.Program `json:"webhook"`
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
		return madeHook{secret, programs.One(d, made)}, err
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
	operation(h, http.MethodGet, "/api/v1/account/webhooks", "webhooks", func(ctx context.Context, c caller, _ *none) (programs.List, error) {
		all, err := a.app.Hooks(ctx, c.user.Actor)
		if err != nil {
			return programs.List{}, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return programs.List{}, err
		}
		return programs.Of(d, all), nil
	})
}
