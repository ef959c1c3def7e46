package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	papered "dondoc/internal/answer/written"
	"dondoc/internal/app/reports"
	"dondoc/internal/report"
)

// paperOf names a report.
type paperOf struct {
	BoardOf
	Template string `query:"template" enum:"bao-cao-thang,bao-cao-quy,bao-cao-6-thang,bao-cao-9-thang,bao-cao-tong-ket" doc:"of a month, a quarter, the half-year, nine months, the year; the year where it is left out"`
	No       int    `query:"no" doc:"number of the month or quarter"`
	Field    string `query:"field" doc:"one field alone"`
}

// papers writes the reports of units.
func (a *api) papers(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/units/{unit}/report/{cycle}", "year-report", func(ctx context.Context, c caller, in *paperOf) (papered.PaperReport, error) {
		q, err := in.query()
		if err != nil {
			return papered.PaperReport{}, err
		}
		span, err := reports.SpanOf(in.Template, q.Cycle, in.No)
		if err != nil {
			return papered.PaperReport{}, err
		}
		m, err := a.app.ReportMaterial(ctx, c.user.Actor, reports.Query{Unit: q.Unit, Cycle: q.Cycle, AsKnown: q.AsKnown, Span: span, Field: in.Field})
		if err != nil {
			return papered.PaperReport{}, err
		}
		return papered.Of(report.Of(c.lang, m, a.app.Now())), nil
	})
}
