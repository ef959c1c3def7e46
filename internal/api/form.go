package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/report"
)

// ReportForm is an office's own form.
type ReportForm struct {
	ID      string   `json:"id,omitempty"`
	Name    string   `json:"name"`
	Places  []string `json:"places"`
	LeftOut []string `json:"left_out" doc:"what a report has and this form does not print"`
	Bytes   int64    `json:"bytes"`
	SHA256  string   `json:"sha256"`
	ByName  string   `json:"by_name,omitempty"`
	InUse   bool     `json:"in_use"`
	Above   string   `json:"above,omitempty" doc:"name of the body above whose form it is"`
}

func reportForm(f edit.Form) ReportForm {
	out := ReportForm{ID: string(f.ID), Name: f.Name, Places: f.Places, LeftOut: report.FormLeaves(f.Places), Bytes: f.Bytes, SHA256: f.SHA256, ByName: f.ByName, InUse: f.InUse()}
	if out.LeftOut == nil {
		out.LeftOut = []string{}
	}
	return out
}

// forms keep an office's own documents in which its reports are set.
func (a *api) forms(h huma.API) {
	type reportFormList struct {
		Forms []ReportForm `json:"forms"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/forms", "report-forms", func(ctx context.Context, c caller, in *struct {
		Unit string `path:"unit"`
	}) (reportFormList, error) {
		kept, err := a.app.Forms(ctx, c.user.Actor, in.Unit)
		out := reportFormList{Forms: []ReportForm{}}
		for _, f := range kept.Own {
			out.Forms = append(out.Forms, reportForm(f))
		}
		for _, f := range kept.Above {
			one := reportForm(f.Form)
			one.Above = f.UnitName
			out.Forms = append(out.Forms, one)
		}
		return out, err
	})
	type reportFormSent struct {
		Unit string `path:"unit"`
		Body struct {
			Name    string `json:"name,omitempty" doc:"that of the file where it is left out"`
			File    string `json:"file,omitempty" doc:"name of the file"`
			Content []byte `json:"content" doc:"base64: a .docx"`
			Check   bool   `json:"check,omitempty" doc:"only see what is in it; nothing is kept"`
		}
	}
	withFiles(h, access.WriteReports, http.MethodPost, "/api/v1/units/{unit}/forms", "add-report-form", func(ctx context.Context, c caller, in *reportFormSent) (ReportForm, error) {
		b := in.Body
		f, err := a.app.AddForm(ctx, c.user.Actor, reports.NewForm{Unit: in.Unit, Name: b.Name, File: figures.File{Name: b.File, Content: b.Content}, Check: b.Check}, report.FormReader{})
		return reportForm(f), err
	})
	type reportFormEnded struct {
		Ended bool `json:"ended"`
	}
	operation(h, http.MethodPost, "/api/v1/forms/{id}/end", "end-report-form", func(ctx context.Context, c caller, in *struct {
		ID string `path:"id"`
	}) (reportFormEnded, error) {
		which, err := pathID(in.ID)
		if err == nil {
			err = a.app.EndForm(ctx, c.user.Actor, which)
		}
		return reportFormEnded{err == nil}, err
	})
}
