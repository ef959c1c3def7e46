package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/rated"
)

// ownRules are the sets of rules of review, and a unit's own.
func (a *api) ownRules(h huma.API) {
	type of struct {
		Unit string `path:"unit"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/rules", "rules", func(ctx context.Context, c caller, in *of) (rated.Rules, error) {
		found, err := a.app.RulesOf(ctx, c.user.Actor, in.Unit)
		return rated.OfRules(found), err
	})
	type addedRules struct {
		Unit string `path:"unit"`
		Body struct {
			File   string `json:"file" doc:"the YAML of a set laid over a shipped one"`
			DryRun bool   `json:"dry_run,omitempty" doc:"only prove"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/rules", "add-rules", func(ctx context.Context, c caller, in *addedRules) (rated.AddedRules, error) {
		made, report, err := a.app.AddRules(ctx, c.user.Actor, in.Unit, []byte(in.Body.File), in.Body.DryRun)
		return rated.AddedRules{ID: made, Report: report}, err
	})
	type one struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodDelete, "/api/v1/rules/{id}", "drop-rules", func(ctx context.Context, c caller, in *one) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		return Made{ID: which}, a.app.DropRules(ctx, c.user.Actor, which)
	})
}
