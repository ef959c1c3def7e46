package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	papered "dondoc/internal/answer/written"
	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/report"
)

// PaperOf names a report.
type PaperOf struct {
	BoardOf
	Template string `query:"template" enum:"bao-cao-thang,bao-cao-quy,bao-cao-6-thang,bao-cao-9-thang,bao-cao-tong-ket" doc:"of a month, a quarter, the half-year, nine months, the year; the year where it is left out"`
	No       int    `query:"no" doc:"number of the month or quarter"`
	Field    string `query:"field" doc:"one field alone"`
	Head     string `query:"head" doc:"the part of one head alone: a post by identifier or title"`
}

// asked reads which report it is, in a language.
func (in *PaperOf) asked(c caller) (reports.Query, error) {
	q, err := in.query()
	if err != nil {
		return reports.Query{}, err
	}
	out := reports.Query{Unit: q.Unit, Cycle: q.Cycle, AsKnown: q.AsKnown, Field: in.Field, Head: in.Head, Lang: string(c.lang)}
	out.Span, err = reports.SpanOf(in.Template, q.Cycle, in.No)
	return out, err
}

// papers writes the reports of units.
func (a *api) papers(h huma.API) {
	type read struct {
		PaperOf
		Version int64 `query:"version" doc:"a frozen version; 0 for the report as the data has it now"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/report/{cycle}", "year-report", func(ctx context.Context, c caller, in *read) (papered.PaperReport, error) {
		q, err := in.asked(c)
		if err != nil {
			return papered.PaperReport{}, err
		}
		if in.Version != 0 {
			f, body, err := a.app.FrozenReport(ctx, c.user.Actor, q, in.Version)
			if err != nil {
				return papered.PaperReport{}, err
			}
			d, err := report.Thaw(c.lang, f, body)
			return papered.Of(d), err
		}
		m, err := a.app.ReportMaterial(ctx, c.user.Actor, q)
		if err != nil {
			return papered.PaperReport{}, err
		}
		return papered.Of(report.Of(c.lang, m, a.app.Now())).With(m.Frozen), nil
	})
	a.paperWords(h)
	a.forms(h)
	a.numbers(h)
}

// paperWords keeps what people make of reports.
func (a *api) paperWords(h huma.API) {
	type wording struct {
		PaperOf
		Body struct {
			Block string    `json:"block,omitempty" doc:"key of the paragraph; empty for one of one's own"`
			After string    `json:"after,omitempty" doc:"of one's own: the paragraph it follows"`
			Step  edit.Step `json:"step" enum:"worded,left_out,restored"`
			Words string    `json:"words,omitempty" doc:"figures in brackets, [26], follow the data"`
			Seen  int64     `json:"seen,omitempty" doc:"the version it was made from; 0 for the program's words"`
		}
	}
	type worded struct {
		Block string `json:"block"`
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/report/{cycle}/words", "edit-report", func(ctx context.Context, c caller, in *wording) (worded, error) {
		q, err := in.asked(c)
		if err != nil {
			return worded{}, err
		}
		b := in.Body
		block, err := a.app.EditReport(ctx, c.user.Actor, q, reports.NewEdit{Block: b.Block, After: b.After, Step: b.Step, Typed: b.Words, Seen: b.Seen}, report.Composer{In: c.lang, Now: a.app.Now()})
		return worded{block}, err
	})
	type freezing struct {
		PaperOf
		Body struct {
			Note string `json:"note,omitempty"`
		}
	}
	type frozen struct {
		Version int64 `json:"version"`
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/report/{cycle}/versions", "freeze-report", func(ctx context.Context, c caller, in *freezing) (frozen, error) {
		q, err := in.asked(c)
		if err != nil {
			return frozen{}, err
		}
		no, err := a.app.FreezeReport(ctx, c.user.Actor, q, in.Body.Note, report.Composer{In: c.lang, Now: a.app.Now()})
		return frozen{no}, err
	})
}
