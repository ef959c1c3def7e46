package api

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/answer/asked"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/task"

	"github.com/danielgtaylor/huma/v2"
)

// tasks reads, gives out and follows up tasks.
func (a *api) tasks(h huma.API) {
	type list struct {
		Unit    string `path:"unit"`
		As      string `query:"as" enum:"given,lead" doc:"given out by the unit, or led by it"`
		Status  string `query:"status"`
		Words   string `query:"q"`
		After   string `query:"after" doc:"next of the page before"`
		Limit   int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/tasks", "tasks", func(ctx context.Context, c caller, in *list) (answer.Tasks, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.Tasks{}, err
		}
		due, which, _ := strings.Cut(in.After, ":")
		l, err := a.app.TaskList(ctx, c.user.Actor, tasks.Tasks{Unit: in.Unit, As: in.As, Status: task.Status(in.Status), Words: in.Words,
			AfterDue: period.Date(due), AfterID: id.ID(which), Limit: in.Limit, AsKnown: known})
		if err != nil {
			return answer.Tasks{}, err
		}
		return answer.OfTasks(c.lang, l), nil
	})
	type one struct {
		ID      string `path:"id"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/tasks/{id}", "task", func(ctx context.Context, c caller, in *one) (answer.TaskDetail, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return answer.TaskDetail{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return answer.TaskDetail{}, err
		}
		p, err := a.app.TaskKnown(ctx, c.user.Actor, which, known)
		if err != nil {
			return answer.TaskDetail{}, err
		}
		return answer.OfTaskPage(c.lang, p), nil
	})
	a.giveTasks(h)
	a.exportTasks(h)
	a.stepTasks(h)
	a.importTasks(h)
	type deadline struct {
		Text   string `query:"text" required:"true"`
		Issued string `query:"issued" doc:"date of the document, where the year is missing"`
	}
	operation(h, http.MethodGet, "/api/v1/deadline", "explain-deadline", func(_ context.Context, c caller, in *deadline) (answer.ExplainedDeadline, error) {
		issued, err := day(in.Issued)
		if err != nil {
			return answer.ExplainedDeadline{}, err
		}
		return answer.ExplainDeadline(c.lang, in.Text, period.DeadlineContext{Issued: issued}), nil
	})
}

// GivenTask is a task that was given out, with what is not clear in it.
type GivenTask struct {
	ID        id.ID           `json:"id"`
	Lead      string          `json:"lead,omitempty"`
	Deadline  answer.Deadline `json:"deadline"`
	Questions []string        `json:"questions"`
}

// TaskBody is a task to be given out.
type TaskBody struct {
	Name      string   `json:"name"`
	Leads     []string `json:"leads,omitempty" doc:"codes; several are a group with a task each"`
	Partners  []string `json:"partners,omitempty" doc:"codes of coordinating units"`
	Product   string   `json:"product,omitempty"`
	Authority string   `json:"authority,omitempty" doc:"who decides on the product"`
	Programme string   `json:"programme,omitempty" doc:"national target programme: its name or key"`
	Deadline  string   `json:"deadline" doc:"as written"`
	Document  string   `json:"document,omitempty" doc:"identifier"`
	Provision string   `json:"provision,omitempty"`
	Directive string   `json:"directive,omitempty" doc:"identifier"`
	Parent    string   `json:"parent,omitempty" doc:"identifier of the task it is part of"`
	No        string   `json:"no,omitempty"`
	Why       string   `json:"why,omitempty" doc:"units that are not under the giver are asked for this reason; nothing counts for them before their yes"`
}

func (b TaskBody) read(d *desk.Directory, unit string, today period.Date) (tasks.NewTask, error) {
	n := tasks.NewTask{Document: id.ID(b.Document), Provision: b.Provision, Directive: id.ID(b.Directive), Parent: id.ID(b.Parent), Label: b.No, Name: b.Name,
		Product: b.Product, Authority: b.Authority, Programme: b.Programme, Deadline: b.Deadline, Why: b.Why}
	if b.Document == "" && b.Directive == "" {
		n.Issued = today
	}
	var err error
	if n.Unit, err = d.UnitByCode(unit); err != nil {
		return n, err
	}
	for _, code := range b.Leads {
		unit, err := d.UnitByCode(code)
		if err != nil {
			return n, err
		}
		n.Leads = append(n.Leads, unit)
	}
	for _, code := range b.Partners {
		unit, err := d.UnitByCode(code)
		if err != nil {
			return n, err
		}
		n.Partners = append(n.Partners, task.Partner{Unit: unit, Text: code})
	}
	return n, nil
}

func (a *api) giveTasks(h huma.API) {
	type given struct {
		Unit string `path:"unit"`
		Body TaskBody
	}
	type answered struct {
		Rows   []GivenTask    `json:"rows"`
		Issues []answer.Issue `json:"issues"`
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/tasks", "give-task", func(ctx context.Context, c caller, in *given) (answered, error) {
		out := answered{Rows: []GivenTask{}, Issues: []answer.Issue{}}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		today := period.DateOf(a.app.Now())
		n, err := in.Body.read(d, in.Unit, today)
		if err != nil {
			return out, err
		}
		made, err := a.app.AddTask(ctx, c.user.Actor, n)
		for _, g := range made {
			row := GivenTask{ID: g.ID, Deadline: answer.OfDeadline(g.Deadline), Questions: []string{}}
			if v, ok := d.Unit(g.Lead, today); ok {
				row.Lead = v.Code
			}
			for _, q := range append(g.Unclear, g.Questions...) {
				row.Questions = append(row.Questions, i18n.Say(c.lang, q))
			}
			out.Rows = append(out.Rows, row)
		}
		return out, err
	})
}

// exportTasks sends a list as a file.
func (a *api) exportTasks(h huma.API) {
	type list struct {
		Unit    string `path:"unit"`
		Format  string `query:"format" enum:"xlsx,docx,csv" default:"xlsx"`
		As      string `query:"as" enum:"given,lead"`
		Status  string `query:"status"`
		Words   string `query:"q"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	type file struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body []byte
	}
	huma.Register(h, huma.Operation{Errors: failures, OperationID: "export-tasks", Method: http.MethodGet, Path: "/api/v1/units/{unit}/tasks/export"}, func(ctx context.Context, in *list) (*file, error) {
		c := from(ctx)
		known, err := day(in.AsKnown)
		var e tasks.TaskExport
		if err == nil {
			e, err = a.app.ExportTasks(ctx, c.user.Actor, tasks.Tasks{Unit: in.Unit, As: in.As, Status: task.Status(in.Status), Words: in.Words, AsKnown: known})
		}
		var b bytes.Buffer
		if err == nil {
			err = report.WriteTasks(&b, in.Format, c.lang, e)
		}
		if err != nil {
			return nil, problem(c.lang, err)
		}
		return &file{exchange.MediaType(in.Format), `attachment; filename="tasks.` + in.Format + `"`, b.Bytes()}, nil
	})
}

func (a *api) stepTasks(h huma.API) {
	type step struct {
		ID   string `path:"id"`
		Body struct {
			Step task.Step `json:"step" enum:"start,progress,done,accept,reject,pause,resume,withdraw,ask_extension,grant_extension,refuse_extension,move,comment"`
			On   string    `json:"on,omitempty" doc:"the day it was done"`
			Due  string    `json:"due,omitempty" doc:"the day asked for or agreed"`
			To   string    `json:"to,omitempty" doc:"code of the unit that takes it"`
			Text string    `json:"text,omitempty" doc:"reason, word"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/tasks/{id}/steps", "step-task", func(ctx context.Context, c caller, in *step) (answer.TaskDetail, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return answer.TaskDetail{}, err
		}
		e := task.Event{Step: in.Body.Step, Text: in.Body.Text}
		if e.On, err = day(in.Body.On); err != nil {
			return answer.TaskDetail{}, err
		}
		if e.Due, err = day(in.Body.Due); err != nil {
			return answer.TaskDetail{}, err
		}
		if in.Body.To != "" {
			if e.To, err = a.unitID(ctx, c, in.Body.To); err != nil {
				return answer.TaskDetail{}, err
			}
		}
		if _, err := a.app.ActOnTask(ctx, c.user.Actor, which, e); err != nil {
			return answer.TaskDetail{}, err
		}
		p, err := a.app.Task(ctx, c.user.Actor, which)
		if err != nil {
			return answer.TaskDetail{}, err
		}
		return answer.OfTaskPage(c.lang, p), nil
	})
}

func (a *api) importTasks(h huma.API) {
	type named struct {
		Unit string `path:"unit" doc:"the body whose papers they are"`
		Body struct {
			Name string `json:"name" doc:"as written: an abbreviation, an old name"`
			Unit string `json:"unit" doc:"code of the unit it means"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/names", "name-unit", func(ctx context.Context, c caller, in *named) (none, error) {
		return none{}, a.app.NameUnit(ctx, c.user.Actor, in.Unit, in.Body.Name, in.Body.Unit)
	})
	type body struct {
		Unit string `path:"unit" doc:"the body whose papers they are"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/names", "unit-names", func(ctx context.Context, c caller, in *body) (asked.Names, error) {
		kept, err := a.app.UnitNames(ctx, c.user.Actor, in.Unit)
		return asked.OfNames(kept), err
	})
	type forgotten struct {
		Unit string `path:"unit" doc:"the body whose papers they are"`
		ID   string `path:"id"`
	}
	operation(h, http.MethodDelete, "/api/v1/units/{unit}/names/{id}", "forget-name", func(ctx context.Context, c caller, in *forgotten) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.ForgetName(ctx, c.user.Actor, in.Unit, which)
	})
	a.importTaskSheet(h)
}

func (a *api) importTaskSheet(h huma.API) {
	type upload struct {
		Unit     string `path:"unit"`
		Document string `query:"document" doc:"number of a document that is kept"`
		Issued   string `query:"issued" doc:"date of the document"`
		Keep     bool   `query:"keep" doc:"keep leads that are not known as written"`
		FanOut   bool   `query:"fan_out" doc:"give a group's task to each unit below"`
		Why      string `query:"why" doc:"leads that are not under the unit are asked for this reason"`
		DryRun   bool   `query:"dry_run" doc:"change nothing"`
		RawBody  huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.ManageTasks, http.MethodPost, "/api/v1/units/{unit}/tasks/import", "import-tasks", func(ctx context.Context, c caller, in *upload) (answer.TaskImport, error) {
		issued, err := day(in.Issued)
		if err != nil {
			return answer.TaskImport{}, err
		}
		sheet, err := in.RawBody.Data().sheet()
		if err != nil {
			return answer.TaskImport{}, err
		}
		n := tasks.TasksImport{Unit: in.Unit, Issued: issued, Sheet: sheet, Keep: in.Keep, FanOut: in.FanOut, Why: in.Why, DryRun: in.DryRun}
		if in.Document != "" {
			doc, err := a.app.DocumentOf(ctx, c.user.Actor, in.Unit, in.Document)
			if err != nil {
				return answer.TaskImport{}, err
			}
			if n.Document = doc.ID; issued == "" {
				n.Issued = doc.IssuedOn
			}
		}
		rows, err := a.app.ImportTasks(ctx, c.user.Actor, n)
		return taken(c.lang, rows.Table != nil, answer.OfTaskImport(c.lang, rows, errs.All(err), in.DryRun), err)
	})
}
