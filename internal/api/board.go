package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// boards reads scoreboards, targets and people.
func (a *api) boards(h huma.API) {
	type boardOf struct {
		Unit    string `path:"unit"`
		Cycle   string `path:"cycle"`
		AsKnown string `query:"as_known" doc:"what was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/scoreboard/{cycle}", "scoreboard", func(ctx context.Context, c caller, in *boardOf) (answer.Board, error) {
		q := app.BoardQuery{Unit: in.Unit}
		var err error
		if q.Cycle, err = period.ParseCycle(in.Cycle); err != nil {
			return answer.Board{}, err
		}
		if q.AsKnown, err = day(in.AsKnown); err != nil {
			return answer.Board{}, err
		}
		b, err := a.app.Scoreboard(ctx, c.user.Actor, q)
		if err != nil {
			return answer.Board{}, err
		}
		return answer.OfBoard(c.lang, b), nil
	})
	a.target(h)
}

// target reads a target, its history, and the page of a person.
func (a *api) target(h huma.API) {
	type one struct {
		ID      string `path:"id"`
		AsKnown string `query:"as_known"`
	}
	operation(h, http.MethodGet, "/api/v1/targets/{id}", "target", func(ctx context.Context, c caller, in *one) (answer.Detail, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return answer.Detail{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.Detail{}, err
		}
		p, err := a.app.Target(ctx, c.user.Actor, which, known)
		if err != nil {
			return answer.Detail{}, err
		}
		return answer.OfTarget(c.lang, p), nil
	})
	type history struct {
		Rows   []answer.Logged `json:"rows"`
		Issues []answer.Issue  `json:"issues"`
	}
	type which struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodGet, "/api/v1/targets/{id}/history", "history", func(ctx context.Context, c caller, in *which) (history, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return history{}, err
		}
		entries, err := a.app.History(ctx, c.user.Actor, of)
		return history{answer.OfEntries(entries), []answer.Issue{}}, err
	})
	operation(h, http.MethodGet, "/api/v1/people/{id}", "person", func(ctx context.Context, c caller, in *which) (answer.Person, error) {
		who, err := pathID(in.ID)
		if err != nil {
			return answer.Person{}, err
		}
		p, err := a.app.Person(ctx, c.user.Actor, who)
		if err != nil {
			return answer.Person{}, err
		}
		return answer.OfPerson(c.lang, p), nil
	})
}
