package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer/filling"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/exchange/dhis2"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// datasets takes and gives figures in the form of DHIS2.
func (a *api) datasets(h huma.API) {
	type give struct {
		Unit          string `path:"unit"`
		Cycle         string `query:"cycle" doc:"2023; where no month is said"`
		Month         string `query:"month" doc:"2023-06; the whole year where it is not said"`
		ElementScheme string `query:"dataElementIdScheme" enum:"id,code,name" doc:"id: the indicator; code: the target's number in its list"`
		UnitScheme    string `query:"orgUnitIdScheme" enum:"id,code,name" doc:"code where it is not said"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/data-value-sets", "data-value-set", func(ctx context.Context, c caller, in *give) (dhis2.Set, error) {
		cycle, month, err := yearOrMonth(in.Cycle, in.Month)
		if err != nil {
			return dhis2.Set{}, err
		}
		return a.app.GiveDataSet(ctx, c.user.Actor, in.Unit, cycle, month, dhis2.Set{DataElementIDScheme: in.ElementScheme, OrgUnitIDScheme: in.UnitScheme})
	})
	type takeIn struct {
		Scope string `query:"scope" required:"true" enum:"month,year" doc:"whether a value is the month's own or the year to date: the form does not say"`
		Draft bool   `query:"draft"`
		Body  dhis2.Set
	}
	operation(h, http.MethodPost, "/api/v1/data-value-sets", "take-data-value-set", func(ctx context.Context, c caller, in *takeIn) (filling.DataSet, error) {
		if len(in.Body.Values) > dhis2.Most {
			return filling.DataSet{}, errs.New(errs.TooMany, "exchange.dhis2_many", "most", dhis2.Most, "n", len(in.Body.Values))
		}
		done, err := a.app.TakeDataSet(ctx, c.user.Actor, figures.DataSet{Set: in.Body, Within: in.Scope == "month", Draft: in.Draft})
		return filling.OfDataSet(c.lang, done, in.Body.DryRun), err
	})
}

// yearOrMonth reads a month, or a year where no month is said.
func yearOrMonth(year, month string) (period.Cycle, period.Month, error) {
	if month == "" {
		c, err := period.ParseCycle(year)
		return c, "", err
	}
	m, err := period.ParseMonth(month)
	return m.Cycle(), m, err
}
