package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	papered "dondoc/internal/answer/written"
	"dondoc/internal/app/reports"
	"dondoc/internal/report"
)

// papers writes the reports of units.
func (a *api) papers(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/units/{unit}/report/{cycle}", "year-report", func(ctx context.Context, c caller, in *BoardOf) (papered.PaperReport, error) {
		q, err := in.query()
		if err != nil {
			return papered.PaperReport{}, err
		}
		m, err := a.app.ReportMaterial(ctx, c.user.Actor, reports.Query{Unit: q.Unit, Cycle: q.Cycle, AsKnown: q.AsKnown})
		if err != nil {
			return papered.PaperReport{}, err
		}
		return papered.Of(report.Year(c.lang, m, a.app.Now())), nil
	})
}
