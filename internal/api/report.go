package api

import (
	"context"
	"mime"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app/figures"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// reports reports figures, takes steps with them, and gives their evidence.
func (a *api) reports(h huma.API) {
	type evidence struct {
		Name      string `json:"name"`
		MediaType string `json:"media_type,omitempty"`
		Content   []byte `json:"content" doc:"base64"`
	}
	type report struct {
		ID   string `path:"id"`
		Body struct {
			Month      string           `json:"month" doc:"2023-12"`
			Text       string           `json:"text" doc:"the figure as written"`
			Meant      *measure.Decimal `json:"meant,omitempty" doc:"the value meant, 24.472, where the text has several readings"`
			Cumulative bool             `json:"cumulative,omitempty" doc:"year to date, else within the month"`
			Final      bool             `json:"final,omitempty" doc:"final, else an estimate"`
			Draft      bool             `json:"draft,omitempty"`
			Note       string           `json:"note,omitempty"`
			Source     string           `json:"source,omitempty"`
			SeenLast   string           `json:"seen_last,omitempty" doc:"the newest figure of the month the caller had seen"`
			Evidence   []evidence       `json:"evidence,omitempty"`
		}
	}
	withFiles(h, access.Report, http.MethodPost, "/api/v1/targets/{id}/reports", "report", func(ctx context.Context, c caller, in *report) (answer.Figure, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return answer.Figure{}, err
		}
		b := in.Body
		month, err := period.ParseMonth(b.Month)
		if err != nil {
			return answer.Figure{}, err
		}
		n := figures.NewReport{Target: of, Month: month, Text: b.Text, Meant: b.Meant, Cumulative: b.Cumulative, Final: b.Final,
			Draft: b.Draft, Note: b.Note, Source: b.Source, SeenLast: id.ID(b.SeenLast)}
		for _, e := range b.Evidence {
			n.Files = append(n.Files, figures.File{Name: e.Name, MediaType: e.MediaType, Content: e.Content})
		}
		o, err := a.app.Report(ctx, c.user.Actor, n)
		return answer.OfFigure(o, ""), err
	})
	type take struct {
		ID   string `path:"id"`
		Body struct {
			Step   approval.Step `json:"step" enum:"submit,verify,approve,return,reopen,withdraw"`
			Reason string        `json:"reason,omitempty"`
		}
	}
	type stands struct {
		ID    id.ID          `json:"id"`
		State approval.State `json:"state"`
	}
	operation(h, http.MethodPost, "/api/v1/observations/{id}/steps", "step", func(ctx context.Context, c caller, in *take) (stands, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return stands{}, err
		}
		state, err := a.app.Advance(ctx, c.user.Actor, of, in.Body.Step, in.Body.Reason)
		return stands{of, state}, err
	})
	a.evidence(h)
}

// evidence gives a file as it was sent, always as an attachment.
func (a *api) evidence(h huma.API) {
	type one struct {
		ID string `path:"id"`
	}
	type download struct {
		Type        string `header:"Content-Type"`
		Disposition string `header:"Content-Disposition"`
		NoSniff     string `header:"X-Content-Type-Options"`
		Policy      string `header:"Content-Security-Policy"`
		Body        []byte
	}
	huma.Register(h, huma.Operation{Errors: failures, OperationID: "evidence", Method: http.MethodGet, Path: "/api/v1/evidence/{id}"}, func(ctx context.Context, in *one) (*download, error) {
		c := from(ctx)
		which, err := pathID(in.ID)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		e, content, err := a.app.Evidence(ctx, c.user.Actor, which)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		return &download{"application/octet-stream", mime.FormatMediaType("attachment", map[string]string{"filename": e.Name}), "nosniff", "sandbox", content}, nil
	})
}

// periods reads, closes and reopens reporting months.
func (a *api) periods(h huma.API) {
	type of struct {
		Unit    string `path:"unit"`
		Cycle   string `path:"cycle"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/months/{cycle}", "months", func(ctx context.Context, c caller, in *of) (answer.Months, error) {
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return answer.Months{}, err
		}
		cycle, err := period.ParseCycle(in.Cycle)
		if err != nil {
			return answer.Months{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.Months{}, err
		}
		all, err := a.app.Months(ctx, c.user.Actor, unit, cycle, known)
		if err != nil {
			return answer.Months{}, err
		}
		return answer.OfMonths(all), nil
	})
	type lock struct {
		Unit string `path:"unit"`
		Body struct {
			Month  string `json:"month" doc:"2023-11"`
			Locked bool   `json:"locked" doc:"false reopens it"`
			Until  string `json:"until,omitempty" doc:"last day a reopened month stays open"`
			Reason string `json:"reason,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/locks", "lock", func(ctx context.Context, c caller, in *lock) (none, error) {
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return none{}, err
		}
		month, err := period.ParseMonth(in.Body.Month)
		if err != nil {
			return none{}, err
		}
		if in.Body.Locked {
			return none{}, a.app.LockPeriod(ctx, c.user.Actor, unit, month)
		}
		until, err := period.ParseDate(in.Body.Until)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.ReopenPeriod(ctx, c.user.Actor, unit, month, until, in.Body.Reason)
	})
	a.schedules(h)
}
