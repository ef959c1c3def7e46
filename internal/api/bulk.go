package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer"
	"dondoc/internal/app/figures"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"

	"github.com/danielgtaylor/huma/v2"
)

// mostAtOnce is how many figures one call may bring.
const mostAtOnce = 500

// oneOfMany is one figure of several.
type oneOfMany struct {
	Target     string           `json:"target"`
	Month      string           `json:"month" doc:"2023-12"`
	Text       string           `json:"text" doc:"the figure as written"`
	Meant      *measure.Decimal `json:"meant,omitempty" doc:"the value meant, 24.472, where the text has several readings"`
	Cumulative bool             `json:"cumulative,omitempty" doc:"year to date, else within the month"`
	Final      bool             `json:"final,omitempty" doc:"final, else an estimate"`
	Draft      bool             `json:"draft,omitempty"`
	Note       string           `json:"note,omitempty"`
	Source     string           `json:"source,omitempty"`
	SeenLast   string           `json:"seen_last,omitempty" doc:"the newest figure of the month the caller had seen"`
}

// cameOfOne is what became of one of several, in the order they were sent.
type cameOfOne struct {
	Row    int            `json:"row" doc:"its place among those sent, from 1"`
	ID     id.ID          `json:"id,omitempty" doc:"the figure; none where it was refused, or all were"`
	State  approval.State `json:"state,omitempty"`
	Issues []answer.Issue `json:"issues" doc:"why it was refused"`
}

// cameOfMany is what became of all of them.
type cameOfMany struct {
	Kept    int         `json:"kept"`
	Refused int         `json:"refused" doc:"of all or nothing: those at fault; no other was kept then"`
	Rows    []cameOfOne `json:"rows"`
}

func (out *cameOfMany) add(c caller, one cameOfOne, err error) {
	one.Row, one.Issues = len(out.Rows)+1, []answer.Issue{}
	if err != nil {
		out.Refused++
		one.Issues = answer.Issues(c.lang, errs.All(err))
	} else if one.ID != "" {
		out.Kept++
	}
	out.Rows = append(out.Rows, one)
}

// fill adds what became of each: those that could not be read, and those that were sent.
func (out *cameOfMany) fill(c caller, faults map[int]error, made []target.Observation, refused []error, n int) {
	for i, at := 0, 0; i < n; i++ {
		if faults[i] != nil {
			out.add(c, cameOfOne{}, faults[i])
			continue
		}
		one := cameOfOne{}
		if at < len(made) && refused[at] == nil {
			one = cameOfOne{ID: made[at].ID, State: made[at].State()}
		}
		out.add(c, one, refused[at])
		at++
	}
}

// together reports several figures in one call.
func (a *api) together(h huma.API) {
	type many struct {
		Body struct {
			Figures []oneOfMany `json:"figures" maxItems:"500" minItems:"1"`
			All     bool        `json:"all_or_nothing,omitempty" doc:"one that is refused keeps all from being kept; else each stands for itself"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/observations", "report-many", func(ctx context.Context, c caller, in *many) (cameOfMany, error) {
		out := cameOfMany{Rows: []cameOfOne{}}
		list, faults, err := readMany(in.Body.Figures)
		if err != nil {
			return out, err
		}
		do := a.app.ReportMany
		if in.Body.All {
			do = a.app.ReportAll
		}
		if in.Body.All && len(faults) > 0 {
			for i := range in.Body.Figures {
				out.add(c, cameOfOne{}, faults[i])
			}
			return out, nil
		}
		var sent []figures.NewReport
		for i, n := range list {
			if faults[i] == nil {
				sent = append(sent, n)
			}
		}
		made, refused, err := do(ctx, c.user.Actor, sent)
		if len(sent) == 1 && err != nil && !errs.Failed(err) { // one by itself is refused as a whole
			made, refused, err = nil, []error{err}, nil
		}
		if err != nil {
			return out, err
		}
		out.fill(c, faults, made, refused, len(list))
		return out, nil
	})
	a.stepsTogether(h)
}

// stepsTogether takes one step with several figures.
func (a *api) stepsTogether(h huma.API) {
	type steps struct {
		Body struct {
			Figures []string      `json:"figures" maxItems:"500" minItems:"1"`
			Step    approval.Step `json:"step" enum:"submit,verify,approve,return,reopen,withdraw"`
			Reason  string        `json:"reason,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/observations/steps", "step-many", func(ctx context.Context, c caller, in *steps) (cameOfMany, error) {
		out := cameOfMany{Rows: []cameOfOne{}}
		var which []id.ID
		for _, text := range in.Body.Figures {
			one, err := pathID(text)
			if err != nil {
				return out, err
			}
			which = append(which, one)
		}
		refused, err := a.app.AdvanceMany(ctx, c.user.Actor, which, in.Body.Step, in.Body.Reason)
		if err != nil {
			return out, err
		}
		for i, one := range which {
			out.add(c, cameOfOne{ID: one}, refused[i])
		}
		return out, nil
	})
}

// readMany reads what was sent; what cannot be read of one is its own fault.
func readMany(all []oneOfMany) (list []figures.NewReport, faults map[int]error, err error) {
	if len(all) > mostAtOnce {
		return nil, nil, errs.New(errs.TooLarge, "app.many_figures", "most", mostAtOnce).In("figures")
	}
	faults = map[int]error{}
	for i, b := range all {
		n := figures.NewReport{Text: b.Text, Meant: b.Meant, Cumulative: b.Cumulative, Final: b.Final, Draft: b.Draft, Note: b.Note, Source: b.Source, SeenLast: id.ID(b.SeenLast)}
		if n.Target, err = pathID(b.Target); err != nil {
			faults[i] = err
		} else if n.Month, err = period.ParseMonth(b.Month); err != nil {
			faults[i] = errs.All(err)[0].In("month")
		}
		list = append(list, n)
	}
	return list, faults, nil
}
