package api

import (
	"context"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"

	"github.com/danielgtaylor/huma/v2"
)

// plans enters resolutions and their targets, revises and allots them.
func (a *api) plans(h huma.API) {
	type documents struct {
		Unit  string `path:"unit"`
		Cycle string `query:"cycle" doc:"all years when empty"`
		Known string `query:"as_known" doc:"as they were read at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/documents", "documents", func(ctx context.Context, c caller, in *documents) (answer.Documents, error) {
		var cycle period.Cycle
		var err error
		if in.Cycle != "" {
			if cycle, err = period.ParseCycle(in.Cycle); err != nil {
				return answer.Documents{}, err
			}
		}
		known, err := day(in.Known)
		if err != nil {
			return answer.Documents{}, err
		}
		list, err := a.app.Resolutions(ctx, c.user.Actor, in.Unit, cycle, known)
		if err != nil {
			return answer.Documents{}, err
		}
		return answer.OfDocuments(list), nil
	})
	type document struct {
		Unit string `path:"unit"`
		Body struct {
			Cycle    string `json:"cycle"`
			Number   string `json:"number"`
			Issuer   string `json:"issuer"`
			IssuedOn string `json:"issued_on"`
			Title    string `json:"title"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/documents", "add-document", func(ctx context.Context, c caller, in *document) (Made, error) {
		n := plan.NewDocument{Number: in.Body.Number, Issuer: in.Body.Issuer, Title: in.Body.Title}
		var err error
		if n.Unit, err = a.unitID(ctx, c, in.Unit); err != nil {
			return Made{}, err
		}
		if n.Cycle, err = period.ParseCycle(in.Body.Cycle); err != nil {
			return Made{}, err
		}
		if n.IssuedOn, err = day(in.Body.IssuedOn); err != nil {
			return Made{}, err
		}
		doc, err := a.app.AddDocument(ctx, c.user.Actor, n)
		return Made{doc}, err
	})
	a.addTarget(h)
	a.revise(h)
	a.allot(h)
	a.criterion(h)
}

func (a *api) addTarget(h huma.API) {
	type newTarget struct {
		Document string `path:"document"`
		Body     struct {
			No            int                 `json:"no,omitempty"`
			Label         string              `json:"label,omitempty" doc:"the number as printed"`
			Name          string              `json:"name"`
			Wording       string              `json:"wording" doc:"the plan as written"`
			Meant         *measure.Decimal    `json:"meant,omitempty" doc:"the value meant, where the wording's number has several readings"`
			Understood    string              `json:"understood,omitempty" doc:"how it is understood, in words that leave nothing open; the wording stays"`
			UnitOfMeasure string              `json:"unit_of_measure,omitempty"`
			Field         string              `json:"field,omitempty"`
			Setter        target.Setter       `json:"setter,omitempty" enum:"own,superior"`
			Accumulation  target.Accumulation `json:"accumulation,omitempty" enum:"flow,stock,average,maximum,milestone,event_count"`
			Baseline      *measure.Decimal    `json:"baseline,omitempty"`
			AnswerUnit    string              `json:"answer_unit,omitempty" doc:"code of the unit that answers"`
			Post          string              `json:"post,omitempty"`
			Confirmed     bool                `json:"confirmed,omitempty" doc:"the criterion as understood was shown and confirmed"`
			Source        string              `json:"source,omitempty"`
			Why           string              `json:"why,omitempty" doc:"an answering unit that is not under the unit is asked for this reason; the unit itself answers until its yes"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/documents/{document}/targets", "add-target", func(ctx context.Context, c caller, in *newTarget) (Made, error) {
		doc, err := pathID(in.Document)
		if err != nil {
			return Made{}, err
		}
		b := in.Body
		n := plan.NewTarget{Document: doc, Setter: b.Setter, Place: b.No, Label: b.Label, Field: b.Field, Name: b.Name, Wording: b.Wording, Understood: b.Understood, Meant: b.Meant,
			UnitOfMeasure: b.UnitOfMeasure, Accumulation: b.Accumulation, Baseline: b.Baseline, Post: id.ID(b.Post), Confirmed: b.Confirmed, Source: b.Source, Why: b.Why}
		if b.AnswerUnit != "" {
			if n.AnswerUnit, err = a.unitID(ctx, c, b.AnswerUnit); err != nil {
				return Made{}, err
			}
		}
		t, err := a.app.AddTarget(ctx, c.user.Actor, n)
		return Made{t}, err
	})
	type confirm struct {
		Document string `path:"document"`
		Body     struct {
			Targets []id.ID `json:"targets"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/documents/{document}/confirm", "confirm-criteria", func(ctx context.Context, c caller, in *confirm) (none, error) {
		doc, err := pathID(in.Document)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.ConfirmCriteria(ctx, c.user.Actor, doc, in.Body.Targets)
	})
}

func (a *api) revise(h huma.API) {
	type revision struct {
		ID   string `path:"id"`
		Body struct {
			Wording    string              `json:"wording"`
			Baseline   *measure.Decimal    `json:"baseline,omitempty"`
			Direction  criterion.Direction `json:"direction,omitempty" enum:"higher,lower" doc:"which way is better, where the wording does not say"`
			Meant      *measure.Decimal    `json:"meant,omitempty" doc:"the value meant, where the wording's number has several readings"`
			Understood string              `json:"understood,omitempty" doc:"how it is understood, in words that leave nothing open; the wording stays"`
			Document   string              `json:"document,omitempty" doc:"the document that changes it"`
			Reason     string              `json:"reason,omitempty"`
			Confirmed  bool                `json:"confirmed,omitempty"`
			Options    *criterion.Options  `json:"options,omitempty" doc:"how it is judged from here on, with its plans within the year (interim: \"6 tháng: 40 ha; 9 tháng: 80 ha\"); as before when absent"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/revisions", "revise-target", func(ctx context.Context, c caller, in *revision) (none, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		b := in.Body
		return none{}, a.app.ReviseTarget(ctx, c.user.Actor, plan.NewRevision{Target: of, Wording: b.Wording, Understood: b.Understood, Baseline: b.Baseline, Direction: b.Direction, Meant: b.Meant,
			Document: id.ID(b.Document), Reason: b.Reason, Confirmed: b.Confirmed, Options: b.Options})
	})
	type class struct {
		ID   string `path:"id"`
		Body struct {
			Class  criterion.Class `json:"class" enum:"exceeded,met,not_met,not_assessed"`
			Reason string          `json:"reason,omitempty" doc:"needed where it differs from the proposal"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/class", "confirm-class", func(ctx context.Context, c caller, in *class) (none, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.ConfirmClass(ctx, c.user.Actor, of, in.Body.Class, in.Body.Reason)
	})
}

func (a *api) allot(h huma.API) {
	type share struct {
		Unit    string `json:"unit" doc:"code"`
		Wording string `json:"wording"`
	}
	type allotment struct {
		ID   string `path:"id"`
		Body struct {
			Parts   []share         `json:"parts"`
			Reserve measure.Decimal `json:"reserve,omitempty"`
			Reason  string          `json:"reason,omitempty" doc:"why parts and reserve do not make the whole"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/targets/{id}/allotment", "allot", func(ctx context.Context, c caller, in *allotment) (none, error) {
		of, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		n := plan.NewAllotment{Target: of, Reserve: in.Body.Reserve, Reason: in.Body.Reason}
		for _, p := range in.Body.Parts {
			unit, err := a.unitID(ctx, c, p.Unit)
			if err != nil {
				return none{}, err
			}
			n.Parts = append(n.Parts, plan.Part{Unit: unit, Wording: p.Wording})
		}
		return none{}, a.app.Allot(ctx, c.user.Actor, n)
	})
}

// criterion explains how a wording and a result are understood.
func (a *api) criterion(h huma.API) {
	type wording struct {
		Wording string `query:"wording" required:"true"`
		Unit    string `query:"unit"`
		Name    string `query:"name"`
		Actual  string `query:"actual"`
		Month   string `query:"month" doc:"the month that the result is reported for, as 2025-06"`
	}
	operation(h, http.MethodGet, "/api/v1/criterion", "explain-criterion", func(_ context.Context, c caller, in *wording) (answer.Explained, error) {
		hints := criterion.Hints{Name: in.Name, Unit: in.Unit}
		if in.Month != "" {
			month, err := period.ParseMonth(in.Month)
			if err != nil {
				return answer.Explained{}, err
			}
			hints.Month, hints.Within = month, month.Number() < 12
		}
		return answer.Explain(c.lang, in.Wording, in.Actual, hints), nil
	})
}

// sheet is a targets sheet as it is sent, with the resolution it belongs to
// where the cycle has none or several.
type sheet struct {
	File     huma.FormFile `form:"file" required:"true" doc:"the .xlsx, .xls, .ods or .csv file"`
	Document string        `form:"document" required:"false" doc:"number of the resolution"`
	Issuer   string        `form:"issuer" required:"false"`
	IssuedOn string        `form:"issued_on" required:"false"`
	Title    string        `form:"title" required:"false"`
	Table    string        `form:"table" required:"false" doc:"sheet to read, or sheet!row of the header"`
	Columns  string        `form:"columns" required:"false" doc:"columns of fields: plan=F; actual=-"`
	Rows     string        `form:"rows" required:"false" doc:"what rows are: 12=skip; 13=row; 14=part"`
	Match    string        `form:"match" required:"false" doc:"names in the file and the codes of their units: Phòng NN=phong-nong-nghiep"`
}

// imports takes in target sheets, and undoes imports.
func (a *api) imports(h huma.API) {
	type one struct {
		Import string `path:"import"`
	}
	operation(h, http.MethodGet, "/api/v1/imports/{import}", "import", func(ctx context.Context, c caller, in *one) (answer.Imported, error) {
		made, err := a.app.ImportOf(ctx, c.user.Actor, id.ID(in.Import))
		return answer.OfImported(c.lang, made, nil), err
	})
	type back struct {
		Import string `path:"import"`
		Body   struct {
			Reason string `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/imports/{import}/undo", "undo-import", func(ctx context.Context, c caller, in *back) (answer.Imported, error) {
		made, err := a.app.UndoImport(ctx, c.user.Actor, id.ID(in.Import), in.Body.Reason)
		made.Undone = err == nil
		return answer.OfImported(c.lang, made, nil), err
	})
	type upload struct {
		Unit    string `path:"unit"`
		Cycle   string `path:"cycle"`
		Why     string `query:"why" doc:"answering units that are not under the unit are asked for this reason"`
		Moves   bool   `query:"move_answering" doc:"another unit named for a target that is there answers for it from today on"`
		DryRun  bool   `query:"dry_run" doc:"change nothing"`
		Later   bool   `query:"later" doc:"have a job take it in, for a large file: the answer has the job"`
		RawBody huma.MultipartFormFiles[sheet]
	}
	withFiles(h, access.ManageTargets, http.MethodPost, "/api/v1/units/{unit}/targets/{cycle}/import", "import-targets", func(ctx context.Context, c caller, in *upload) (answer.Checked, error) {
		cycle, err := period.ParseCycle(in.Cycle)
		if err != nil {
			return answer.Checked{}, err
		}
		s := in.RawBody.Data()
		n := plan.Import{Unit: in.Unit, Cycle: cycle, Moves: in.Moves, Why: in.Why, DryRun: in.DryRun}
		if n.Sheet, err = (tableFile{s.File, s.Table, s.Columns, s.Rows, s.Match}).sheet(); err != nil {
			return answer.Checked{}, err
		}
		if s.Document != "" {
			n.Document = &plan.NewDocument{Number: s.Document, Issuer: s.Issuer, Title: s.Title}
			if n.Document.IssuedOn, err = day(s.IssuedOn); err != nil {
				return answer.Checked{}, err
			}
		}
		if in.Later {
			which, err := a.app.TargetsLater(ctx, c.user.Actor, n)
			return answer.Checked{DryRun: in.DryRun, Job: which, Rows: []answer.CheckedRow{}, Issues: []answer.Issue{}}, err
		}
		done, err := a.app.ImportTargets(ctx, c.user.Actor, n)
		return taken(c.lang, done.Table != nil, answer.OfImport(c.lang, done, errs.All(err), in.DryRun), err)
	})
}
