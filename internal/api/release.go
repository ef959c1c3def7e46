package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/released"
	"dondoc/internal/app/releases"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// releases make a unit's year public.
func (a *api) releases(h huma.API) {
	type of struct {
		UnitYear
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/release/{cycle}", "preview-release", func(ctx context.Context, c caller, in *of) (released.ReleasePreview, error) {
		return a.preview(ctx, c, in.UnitYear)
	})
	type made struct {
		UnitYear
		Body struct {
			Shortcomings []string `json:"shortcomings,omitempty" doc:"identifiers of those that become public"`
			Notice       string   `json:"notice,omitempty" doc:"what is corrected; wanted where public figures change"`
			On           string   `json:"on,omitempty" doc:"not to be read before that day"`
			At           string   `json:"at,omitempty" doc:"and from that hour of it, in Vietnam: 08:30"`
			Mark         string   `json:"mark,omitempty" doc:"of the preview: that is released or nothing"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/release/{cycle}", "release", func(ctx context.Context, c caller, in *made) (out released.ReleasePreview, err error) {
		on, err := day(in.Body.On)
		if err != nil {
			return out, err
		}
		q := releases.NewRelease{Unit: in.Unit, Cycle: period.Cycle(in.Year), Notice: in.Body.Notice, Mark: in.Body.Mark}
		if q.On, err = release.MomentAt(on, in.Body.At); err != nil {
			return out, err
		}
		for _, s := range in.Body.Shortcomings {
			q.Shortcomings = append(q.Shortcomings, id.ID(s))
		}
		if _, err = a.app.Publish(ctx, c.user.Actor, q); err != nil {
			return out, err
		}
		return a.preview(ctx, c, in.UnitYear)
	})
	type down struct {
		UnitYear
		Body struct {
			Reason string `json:"reason" doc:"shown in its place"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/release/{cycle}/down", "withdraw-release", func(ctx context.Context, c caller, in *down) (out released.ReleasePreview, err error) {
		if err = a.app.TakeDown(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year), in.Body.Reason); err != nil {
			return out, err
		}
		return a.preview(ctx, c, in.UnitYear)
	})
}

func (a *api) preview(ctx context.Context, c caller, of UnitYear) (released.ReleasePreview, error) {
	p, err := a.app.PreviewRelease(ctx, c.user.Actor, of.Unit, period.Cycle(of.Year))
	return released.Of(c.lang, p), err
}
