package api

import (
	"bytes"
	"context"
	"net/http"

	"dondoc/internal/answer"
	"dondoc/internal/app/standing"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report/scoreboard"

	"github.com/danielgtaylor/huma/v2"
)

// BoardOf names a scoreboard in an address; exported because requests embed it.
type BoardOf struct {
	Unit    string `path:"unit"`
	Cycle   string `path:"cycle"`
	AsKnown string `query:"as_known" doc:"what was known at the end of this day"`
}

func (in *BoardOf) query() (standing.BoardQuery, error) {
	q := standing.BoardQuery{Unit: in.Unit}
	var err error
	if q.Cycle, err = period.ParseCycle(in.Cycle); err != nil {
		return q, err
	}
	q.AsKnown, err = day(in.AsKnown)
	return q, err
}

// boards reads scoreboards, targets and people.
func (a *api) boards(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/units/{unit}/scoreboard/{cycle}", "scoreboard", func(ctx context.Context, c caller, in *BoardOf) (answer.Board, error) {
		q, err := in.query()
		if err != nil {
			return answer.Board{}, err
		}
		b, err := a.app.Scoreboard(ctx, c.user.Actor, q)
		if err != nil {
			return answer.Board{}, err
		}
		return answer.OfBoard(c.lang, b), nil
	})
	type belowOf struct {
		BoardOf
		Month     string `query:"month" doc:"whose approved figures are counted, 2023-11; the newest that has ended where empty"`
		Indicator string `query:"indicator" doc:"compare the units by it"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/scoreboard/{cycle}/below", "units-below", func(ctx context.Context, c caller, in *belowOf) (answer.Below, error) {
		q := standing.BelowQuery{Indicator: id.ID(in.Indicator)}
		var err error
		if q.BoardQuery, err = in.query(); err != nil {
			return answer.Below{}, err
		}
		if in.Month != "" {
			if q.Month, err = period.ParseMonth(in.Month); err != nil {
				return answer.Below{}, err
			}
		}
		b, err := a.app.UnitsBelow(ctx, c.user.Actor, q)
		if err != nil {
			return answer.Below{}, err
		}
		return answer.OfBelow(c.lang, b), nil
	})
	a.boardFile(h)
	a.target(h)
	a.allotment(h)
}

// boardFile sends a scoreboard as a file.
func (a *api) boardFile(h huma.API) {
	type board struct {
		BoardOf
		Format string `query:"format" enum:"docx,pdf,xlsx,csv" default:"docx" doc:"docx and pdf on A4 across with the office's heading; pdf only where the server can make it"`
	}
	type file struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body []byte
	}
	huma.Register(h, huma.Operation{Errors: failures, OperationID: "export-scoreboard", Method: http.MethodGet, Path: "/api/v1/units/{unit}/scoreboard/{cycle}/export"}, func(ctx context.Context, in *board) (*file, error) {
		c := from(ctx)
		var out bytes.Buffer
		write := func() error {
			q, err := in.query()
			if err != nil {
				return err
			}
			b, err := a.app.Scoreboard(ctx, c.user.Actor, q)
			if err != nil {
				return err
			}
			d, err := a.app.Directory(ctx, c.user.Actor)
			if err != nil {
				return err
			}
			return scoreboard.Of(c.lang, d, b).Write(ctx, &out, in.Format)
		}
		if err := write(); err != nil {
			return nil, problem(c.lang, err)
		}
		return &file{exchange.MediaType(in.Format), `attachment; filename="scoreboard.` + in.Format + `"`, out.Bytes()}, nil
	})
}

type targetAt struct {
	ID      string `path:"id"`
	AsKnown string `query:"as_known" doc:"what was known at the end of this day"`
}

// allotment reads a target with everything allotted from it.
func (a *api) allotment(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/targets/{id}/tree", "allotment-tree", func(ctx context.Context, c caller, in *targetAt) (answer.AllotTree, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return answer.AllotTree{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.AllotTree{}, err
		}
		tree, err := a.app.AllotmentTree(ctx, c.user.Actor, which, known)
		if err != nil {
			return answer.AllotTree{}, err
		}
		return answer.OfAllotTree(c.lang, tree), nil
	})
}

// target reads a target, its history, and the page of a person.
func (a *api) target(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/targets/{id}", "target", func(ctx context.Context, c caller, in *targetAt) (answer.Detail, error) {
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
	type whoThen struct {
		ID      string `path:"id"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/people/{id}", "person", func(ctx context.Context, c caller, in *whoThen) (answer.Person, error) {
		who, err := pathID(in.ID)
		if err != nil {
			return answer.Person{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.Person{}, err
		}
		p, err := a.app.Person(ctx, c.user.Actor, who, known)
		if err != nil {
			return answer.Person{}, err
		}
		return answer.OfPerson(c.lang, p), nil
	})
}
