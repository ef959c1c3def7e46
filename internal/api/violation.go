package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer"
	registers "dondoc/internal/answer/register"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/violation"
)

// violationBody is what is said of a case.
type violationBody struct {
	Kind      string             `json:"kind" doc:"a code of GET /api/v1/violation-kinds"`
	On        string             `json:"on"`
	Place     string             `json:"place"`
	What      string             `json:"what" doc:"facts; nobody is named"`
	Cases     int                `json:"cases" minimum:"1"`
	People    int                `json:"people,omitempty" minimum:"0"`
	Area      int64              `json:"area_m2,omitempty" minimum:"0"`
	Handling  violation.Handling `json:"handling" enum:"pending,reminded,sanctioned,prosecuted,settled"`
	HandledOn string             `json:"handled_on,omitempty"`
	Decision  string             `json:"decision,omitempty"`
	Fine      int64              `json:"fine_dong,omitempty" minimum:"0"`
	Source    string             `json:"source,omitempty"`
	Another   bool               `json:"another,omitempty" doc:"it is another than the one of that kind, day and place"`
	Reason    string             `json:"reason,omitempty" doc:"of a correction"`
	Strike    bool               `json:"strike,omitempty" doc:"of a correction: strike it out"`
}

func (b violationBody) violation() (v violation.Violation, err error) {
	v = violation.Violation{Kind: b.Kind, Place: b.Place, What: b.What, Cases: b.Cases, People: b.People, Area: b.Area, Handling: b.Handling, Decision: b.Decision, Fine: b.Fine, Source: b.Source}
	if v.On, err = day(b.On); err != nil {
		return v, err
	}
	v.HandledOn, err = day(b.HandledOn)
	return v, err
}

// violations are the register of cases and incidents.
func (a *api) violations(h huma.API) {
	type kinds struct {
		Rows []violation.Kind `json:"rows"`
	}
	operation(h, http.MethodGet, "/api/v1/violation-kinds", "violation-kinds", func(context.Context, caller, *struct{}) (kinds, error) {
		return kinds{violation.Kinds()}, nil
	})
	type list struct {
		UnitYear
		Below   bool   `query:"below" doc:"with those of all units below"`
		Kind    string `query:"kind"`
		Pending bool   `query:"pending" doc:"not handled yet"`
		Struck  bool   `query:"struck" doc:"struck out"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
		PartAsked
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/violations/{cycle}", "violations", func(ctx context.Context, c caller, in *list) (registers.Violations, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return registers.Violations{}, err
		}
		v, err := a.app.Violations(ctx, c.user.Actor, shortcomings.ViolationQuery{Unit: in.Unit, Year: period.Cycle(in.Year), Below: in.Below, Kind: in.Kind, Pending: in.Pending, Struck: in.Struck, AsKnown: known})
		return registers.OfViolations(c.lang, v, in.After, in.Limit), err
	})
	a.writeViolations(h)
	a.feedTargets(h)
}

func (a *api) writeViolations(h huma.API) {
	type add struct {
		Unit string `path:"unit"`
		Body violationBody
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/violations", "record-violation", func(ctx context.Context, c caller, in *add) (Made, error) {
		v, err := in.Body.violation()
		if err != nil {
			return Made{}, err
		}
		if v.Unit, err = a.unitID(ctx, c, in.Unit); err != nil {
			return Made{}, err
		}
		made, err := a.app.RecordViolation(ctx, c.user.Actor, v, in.Body.Another)
		return Made{ID: made}, err
	})
	type correct struct {
		ID   string `path:"id"`
		Body violationBody
	}
	operation(h, http.MethodPut, "/api/v1/violations/{id}", "correct-violation", func(ctx context.Context, c caller, in *correct) (registers.Violation, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return registers.Violation{}, err
		}
		v, err := in.Body.violation()
		if err != nil {
			return registers.Violation{}, err
		}
		v.ID = which
		if err := a.app.CorrectViolation(ctx, c.user.Actor, v, in.Body.Reason, in.Body.Strike); err != nil {
			return registers.Violation{}, err
		}
		p, err := a.app.Violation(ctx, c.user.Actor, which, "")
		return registers.OfViolationPage(c.lang, p), err
	})
	type one struct {
		ID      string `path:"id"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/violations/{id}", "violation", func(ctx context.Context, c caller, in *one) (registers.Violation, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return registers.Violation{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return registers.Violation{}, err
		}
		p, err := a.app.Violation(ctx, c.user.Actor, which, known)
		return registers.OfViolationPage(c.lang, p), err
	})
}

func (a *api) feedTargets(h huma.API) {
	type feedTarget struct {
		ID   string `path:"id"`
		Body struct {
			Kind string `json:"kind"`
			On   bool   `json:"on" doc:"false ends it"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/violation-feed", "feed-target", func(ctx context.Context, c caller, in *feedTarget) (none, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.FeedTarget(ctx, c.user.Actor, of, in.Body.Kind, in.Body.On)
	})
	type reportCases struct {
		ID   string `path:"id"`
		Body struct {
			Month string `json:"month" doc:"2023-12"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/violation-report", "report-violations", func(ctx context.Context, c caller, in *reportCases) (answer.Figure, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return answer.Figure{}, err
		}
		month, err := period.ParseMonth(in.Body.Month)
		if err != nil {
			return answer.Figure{}, err
		}
		o, err := a.app.ReportViolations(ctx, c.user.Actor, of, month, i18n.T(c.lang, "violation.source", "until", month.End()))
		return answer.OfFigure(o, ""), err
	})
}
