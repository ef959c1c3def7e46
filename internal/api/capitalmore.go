package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/answer/spending"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
)

// moneyMoves are transfers between projects, and the bounds of the warnings.
func (a *api) moneyMoves(h huma.API) {
	type capitalMove struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
		Body struct {
			From     string      `json:"from" doc:"id of the project that gives"`
			To       string      `json:"to" doc:"id of the project that takes"`
			Source   string      `json:"source"`
			Setter   string      `json:"setter,omitempty" doc:"whose plan is adjusted; the one that binds the giver where empty"`
			Amount   int64       `json:"amount" doc:"đồng"`
			Decision string      `json:"decision,omitempty" doc:"it is written by the decision; without one it is only tried"`
			On       period.Date `json:"on,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/capital/{year}/transfers", "transfer-capital", func(ctx context.Context, c caller, in *capitalMove) (spending.Transfer, error) {
		b := in.Body
		m := money.Move{From: id.ID(b.From), To: id.ID(b.To), Transfer: capital.Transfer{Year: in.Year, Source: capital.Source(b.Source), Setter: capital.Setter(b.Setter), Amount: b.Amount, Decision: b.Decision, On: b.On}}
		tried, err := a.app.SimulateTransfer(ctx, c.user.Actor, in.Unit, m)
		if err != nil {
			return spending.Transfer{}, err
		}
		out := spending.OfTransfer(tried)
		if b.Decision == "" {
			return out, nil
		}
		out.Written = true
		return out, a.app.TransferCapital(ctx, c.user.Actor, m)
	})
	type of struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/bounds", "capital-bounds", func(ctx context.Context, c caller, in *of) (spending.Bounds, error) {
		found, err := a.app.CapitalBounds(ctx, c.user.Actor, in.Unit, in.Year)
		return spending.OfBounds(found), err
	})
	type capitalBounds struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
		Body struct {
			Bounds map[string]string `json:"bounds" doc:"by name; those left out are the usual ones; none: back to those of the unit above"`
			Reason string            `json:"reason"`
		}
	}
	operation(h, http.MethodPut, "/api/v1/units/{unit}/capital/{year}/bounds", "set-capital-bounds", func(ctx context.Context, c caller, in *capitalBounds) (spending.Bounds, error) {
		if err := a.app.SetCapitalBounds(ctx, c.user.Actor, in.Unit, works.Own{From: in.Year, Bounds: in.Body.Bounds, Reason: in.Body.Reason}); err != nil {
			return spending.Bounds{}, err
		}
		found, err := a.app.CapitalBounds(ctx, c.user.Actor, in.Unit, in.Year)
		return spending.OfBounds(found), err
	})
}

// moneySheets are a sheet of lines or a statement taken in, and the report forms
// of a year as files.
func (a *api) moneySheets(h huma.API) {
	type sheet struct {
		Unit    string      `path:"unit" doc:"investor of rows that name none"`
		Year    int         `path:"year" minimum:"2015" maximum:"2100" doc:"capital year of rows that name none"`
		Day     period.Date `query:"day" doc:"of a statement: up to the end of this day"`
		Because string      `query:"because" doc:"why it says otherwise than the statement kept of that day"`
		DryRun  bool        `query:"dry_run" doc:"change nothing"`
		RawBody huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.Report, http.MethodPost, "/api/v1/units/{unit}/capital/{year}/import", "import-capital", func(ctx context.Context, c caller, in *sheet) (spending.Import, error) {
		on, err := day(string(in.Day))
		if err != nil {
			return spending.Import{}, err
		}
		file, err := in.RawBody.Data().sheet()
		if err != nil {
			return spending.Import{}, err
		}
		done, err := a.app.ImportCapital(ctx, c.user.Actor, money.CapitalImport{Unit: in.Unit, Year: in.Year, Day: on, Reason: in.Because, Sheet: file, DryRun: in.DryRun})
		return taken(c.lang, done.Table != nil, spending.OfImport(c.lang, done, errs.All(err), in.DryRun), err)
	})
	type form struct {
		Unit   string `path:"unit"`
		Year   int    `path:"year" minimum:"2015" maximum:"2100"`
		Form   string `path:"form" enum:"projects,carried,settlement"`
		Format string `query:"format" enum:"xlsx,docx" default:"xlsx"`
		Day    string `query:"as_of" doc:"what is dated until the end of this day"`
		Known  string `query:"as_known" doc:"and was known by the end of this day"`
	}
	type file struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body []byte
	}
	huma.Register(h, huma.Operation{Errors: failures, OperationID: "capital-form", Method: http.MethodGet, Path: "/api/v1/units/{unit}/capital/{year}/forms/{form}"}, func(ctx context.Context, in *form) (*file, error) {
		c := from(ctx)
		on, err := day(in.Day)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		known, err := day(in.Known)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		var b bytes.Buffer
		found, err := a.app.CapitalForms(ctx, c.user.Actor, in.Unit, in.Year, money.At{Day: on, Known: known})
		if err == nil {
			err = report.WriteCapitalForm(&b, in.Format, in.Form, c.lang, found)
		}
		if err != nil {
			return nil, problem(c.lang, err)
		}
		return &file{exchange.MediaType(in.Format), `attachment; filename="` + in.Form + `.` + in.Format + `"`, b.Bytes()}, nil
	})
}

// moneyTies are the targets that take their rate from the money.
func (a *api) moneyTies(h huma.API) {
	type of struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/targets", "capital-targets", func(ctx context.Context, c caller, in *of) (spending.Ties, error) {
		found, err := a.app.CapitalTies(ctx, c.user.Actor, in.Unit, in.Year)
		return spending.OfTies(found), err
	})
	type capitalTie struct {
		ID   string `path:"id"`
		Body struct {
			Setter    string `json:"setter,omitempty" enum:"prime_minister,province,commune"`
			Programme string `json:"programme,omitempty"`
			Carried   bool   `json:"with_carried_over,omitempty"`
			On        bool   `json:"on" doc:"false ends it"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/capital-tie", "tie-target", func(ctx context.Context, c caller, in *capitalTie) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		if !in.Body.On {
			return none{}, a.app.TieTarget(ctx, c.user.Actor, which, nil)
		}
		return none{}, a.app.TieTarget(ctx, c.user.Actor, which, &capital.Tie{Setter: capital.Setter(in.Body.Setter), Programme: in.Body.Programme, Carried: in.Body.Carried})
	})
	type capitalReport struct {
		ID   string `path:"id"`
		Body struct {
			Month string `json:"month" doc:"2023-12"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/capital-report", "report-capital", func(ctx context.Context, c caller, in *capitalReport) (answer.Figure, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return answer.Figure{}, err
		}
		month, err := period.ParseMonth(in.Body.Month)
		if err != nil {
			return answer.Figure{}, err
		}
		o, err := a.app.ReportCapital(ctx, c.user.Actor, which, month, func(r capital.Rate, t capital.Tie, until period.Date) string {
			return spending.RateSource(c.lang, r, t, until)
		})
		return answer.OfFigure(o, ""), err
	})
}

// moneyCorrections put a line right: another takes its place, the first stays in
// the history with the reason.
func (a *api) moneyCorrections(h huma.API) {
	type planCorrection struct {
		ID   string `path:"id"`
		Body struct {
			Line   capitalPlanLine `json:"line" doc:"what takes its place"`
			Reason string          `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-plans/{id}/correction", "correct-capital-plan", func(ctx context.Context, c caller, in *planCorrection) (Made, error) {
		line, err := in.Body.Line.line()
		if err != nil {
			return Made{}, err
		}
		return Made{ID: id.ID(in.ID)}, a.app.CorrectCapitalPlan(ctx, c.user.Actor, id.ID(in.ID), &line, in.Body.Reason)
	})
	type paymentCorrection struct {
		ID   string `path:"id"`
		Body struct {
			Line    capitalVoucher `json:"line" doc:"what takes its place"`
			Because string         `json:"because" doc:"why it is corrected"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-payments/{id}/correction", "correct-capital-payment", func(ctx context.Context, c caller, in *paymentCorrection) (Made, error) {
		line, err := in.Body.Line.line()
		if err != nil {
			return Made{}, err
		}
		_, err = a.app.CorrectPayment(ctx, c.user.Actor, id.ID(in.ID), line, in.Body.Because)
		return Made{ID: id.ID(in.ID)}, err
	})
}

// capitalPlanLine is a line of a plan as it is sent.
type capitalPlanLine struct {
	Year     int    `json:"year"`
	Source   string `json:"source"`
	Setter   string `json:"setter" enum:"prime_minister,province,commune"`
	Kind     string `json:"kind" enum:"assigned,adjusted,carried_over,cancelled,carried_cancelled"`
	Amount   int64  `json:"amount" doc:"đồng; negative only where it adjusts; what is cancelled is taken away, however it is written"`
	Decision string `json:"decision"`
	On       string `json:"on"`
}

func (b capitalPlanLine) line() (capital.Plan, error) {
	on, err := period.ParseDate(b.On)
	return capital.Plan{Year: b.Year, Source: capital.Source(b.Source), Setter: capital.Setter(b.Setter), Kind: capital.PlanKind(b.Kind), Amount: b.Amount, Decision: b.Decision, On: on}, err
}

// capitalVoucher is a voucher as it is sent.
type capitalVoucher struct {
	Year    int    `json:"year" doc:"capital year: payments are made until 31 January of the next"`
	Source  string `json:"source"`
	Carried bool   `json:"carried_over,omitempty"`
	Kind    string `json:"kind" enum:"completed,advance,recovery,returned"`
	Amount  int64  `json:"amount" doc:"đồng"`
	Voucher string `json:"voucher"`
	On      string `json:"on"`
	Reason  string `json:"reason,omitempty" doc:"where it is above the plan"`
}

func (b capitalVoucher) line() (capital.Payment, error) {
	on, err := period.ParseDate(b.On)
	return capital.Payment{Year: b.Year, Source: capital.Source(b.Source), Carried: b.Carried, Kind: capital.PaymentKind(b.Kind), Amount: b.Amount, Voucher: b.Voucher, On: on, Reason: b.Reason}, err
}
