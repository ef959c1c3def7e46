package api

import (
	"context"
	"net/http"

	"dondoc/internal/reason"

	"github.com/danielgtaylor/huma/v2"
)

// why keeps why a target or a task is behind.
func (a *api) why(h huma.API) {
	type explanation struct {
		Subject reason.Subject `path:"subject" enum:"target,task"`
		ID      string         `path:"id"`
		Body    struct {
			Kind     string `json:"kind" enum:"objective,subjective,both"`
			Cause    string `json:"cause"`
			Remedy   string `json:"remedy"`
			Promised string `json:"promised" doc:"by which day it is put right"`
			Who      string `json:"who" doc:"who gives their word, with the post"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/reasons/{subject}/{id}", "explain", func(ctx context.Context, c caller, in *explanation) (none, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		r := reason.Reason{Of: of, Kind: in.Body.Kind, Cause: in.Body.Cause, Remedy: in.Body.Remedy, Who: in.Body.Who}
		if r.Promised, err = day(in.Body.Promised); err != nil {
			return none{}, err
		}
		if in.Subject == reason.Task {
			return none{}, a.app.ExplainTask(ctx, c.user.Actor, r)
		}
		return none{}, a.app.ExplainTarget(ctx, c.user.Actor, r)
	})
}
