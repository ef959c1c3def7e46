package api

import (
	"bytes"
	"context"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer/filling"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/period"
	"dondoc/internal/report"

	"github.com/danielgtaylor/huma/v2"
)

// monthFile is a month's figures as a file: the sheet that was given for it, or one's own.
type monthFile struct {
	File     huma.FormFile `form:"file" required:"true" doc:"the sheet as it was given, filled in (.xlsx; .xls and .ods are read too), or one of the unit's own making (.csv too); faults are named with their cells, a copy with remarks in them is had of an .xlsx on the page and the command line"`
	Table    string        `form:"table" required:"false" doc:"of one's own: sheet to read, or sheet!row of the header"`
	Columns  string        `form:"columns" required:"false" doc:"of one's own: columns of fields: to_date=F; unit=-; remembered for the next sheet with the same headers"`
	Rows     string        `form:"rows" required:"false" doc:"of one's own: what rows are: 12=skip; 13=row"`
	Match    string        `form:"match" required:"false" doc:"of one's own: names in the file and the targets they mean, by number or identifier: Trồng rừng=4; remembered too"`
	Estimate string        `form:"estimate" required:"false" enum:"true,false" doc:"of one's own: its figures are estimates"`
}

// filling gives the sheet of a unit's month and takes it in again.
func (a *api) filling(h huma.API) {
	type of struct {
		Unit  string `path:"unit"`
		Month string `path:"month" doc:"2023-12"`
	}
	type file struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body []byte
	}
	huma.Register(h, huma.Operation{Errors: failures, OperationID: "entry-sheet", Method: http.MethodGet, Path: "/api/v1/units/{unit}/entry/{month}/sheet"}, func(ctx context.Context, in *of) (*file, error) {
		c := from(ctx)
		month, err := period.ParseMonth(in.Month)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		e, err := a.app.Entry(ctx, c.user.Actor, in.Unit, month)
		var b bytes.Buffer
		if err == nil {
			err = report.WriteTemplate(&b, c.lang, e)
		}
		if err != nil {
			return nil, problem(c.lang, err)
		}
		return &file{exchange.MediaType("xlsx"), `attachment; filename="entry-` + string(month) + `.xlsx"`, b.Bytes()}, nil
	})
	type sheet struct {
		Unit    string `path:"unit"`
		Month   string `path:"month"`
		Draft   bool   `query:"draft" doc:"keep as drafts"`
		DryRun  bool   `query:"dry_run" doc:"change nothing"`
		RawBody huma.MultipartFormFiles[monthFile]
	}
	withFiles(h, access.Report, http.MethodPost, "/api/v1/units/{unit}/entry/{month}/sheet", "fill-entry-sheet", func(ctx context.Context, c caller, in *sheet) (filling.Filled, error) {
		month, err := period.ParseMonth(in.Month)
		if err != nil {
			return filling.Filled{}, err
		}
		file := in.RawBody.Data()
		sent, err := tableFile{file.File, file.Table, file.Columns, file.Rows, file.Match}.sheet()
		if err != nil {
			return filling.Filled{}, err
		}
		done, err := report.Take(ctx, a.app, c.user.Actor, report.Returned{Name: sent.Name, Content: sent.Content, Unit: in.Unit, Month: month, Draft: in.Draft, DryRun: in.DryRun, Own: sent, Estimate: file.Estimate == "true"})
		return taken(c.lang, len(done.Rows) > 0, filling.Of(c.lang, done, errs.All(err), in.DryRun), err)
	})
}
