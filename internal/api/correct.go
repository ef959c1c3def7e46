package api

import (
	"context"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer/ahead"
	"dondoc/internal/app"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/id"

	"github.com/danielgtaylor/huma/v2"
)

// correct puts mistakes right and takes back what was made by mistake.
func (a *api) correct(h huma.API) {
	type correction struct {
		Subject string `path:"subject" enum:"target,document,task,unit,post,person,appointment,account"`
		ID      string `path:"id" doc:"identifier; of a unit its code"`
		Body    struct {
			Set     map[string]string `json:"set" doc:"the entries that are wrong, as they should be; units by their codes"`
			Version string            `json:"version,omitempty" doc:"of a unit: the first day of the version"`
			Reason  string            `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/corrections/{subject}/{id}", "correct", func(ctx context.Context, c caller, in *correction) (Made, error) {
		of, err := a.subjectID(ctx, c, in.Subject, in.ID)
		if err != nil {
			return Made{}, err
		}
		n := app.Correction{Subject: in.Subject, Object: of, Set: in.Body.Set, Reason: in.Body.Reason}
		if n.Version, err = day(in.Body.Version); err != nil {
			return Made{}, err
		}
		return Made{of}, a.app.Correct(ctx, c.user.Actor, n)
	})
	type undo struct {
		Subject string `path:"subject" enum:"unit,post,appointment,task,steps"`
		ID      string `path:"id" doc:"identifier; of a unit its code; of steps \"last\""`
		Body    struct {
			DryRun bool `json:"dry_run,omitempty" doc:"say whether it could be done, and do nothing"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/undo/{subject}/{id}", "undo", func(ctx context.Context, c caller, in *undo) (Made, error) {
		of, err := id.ID(""), error(nil)
		if in.Subject != "steps" {
			of, err = a.subjectID(ctx, c, in.Subject, in.ID)
		}
		if err != nil {
			return Made{}, err
		}
		return Made{of}, a.app.Undo(ctx, c.user.Actor, in.Subject, of, in.Body.DryRun)
	})
	a.answering(h)
	a.why(h)
}

// answering has another unit answer for targets from a day on.
func (a *api) answering(h huma.API) {
	type answering struct {
		Body struct {
			Targets []id.ID `json:"targets"`
			Unit    string  `json:"unit" doc:"code of the unit that answers from then on"`
			Post    id.ID   `json:"post,omitempty" doc:"the head's when empty"`
			From    string  `json:"from"`
			Reason  string  `json:"reason"`
		}
	}
	type changed struct {
		Changed int `json:"changed"`
	}
	operation(h, http.MethodPost, "/api/v1/targets/answering", "change-answering", func(ctx context.Context, c caller, in *answering) (changed, error) {
		n := plan.NewAnswering{Targets: in.Body.Targets, Post: in.Body.Post, Reason: in.Body.Reason}
		var err error
		if n.Unit, err = a.unitID(ctx, c, in.Body.Unit); err != nil {
			return changed{}, err
		}
		if n.From, err = day(in.Body.From); err != nil {
			return changed{}, err
		}
		count, err := a.app.ChangeAnswering(ctx, c.user.Actor, n)
		return changed{count}, err
	})
	type answeringSheet struct {
		Document string `path:"document"`
		From     string `query:"from" doc:"from this day, where a row has none"`
		Reason   string `query:"reason" doc:"decision or reason, where a row has none"`
		DryRun   bool   `query:"dry_run" doc:"change nothing"`
		RawBody  huma.MultipartFormFiles[tableFile]
	}
	withFiles(h, access.ManageTargets, http.MethodPost, "/api/v1/documents/{document}/answering/import", "import-answering", func(ctx context.Context, c caller, in *answeringSheet) (ahead.Answering, error) {
		doc, err := pathID(in.Document)
		if err != nil {
			return ahead.Answering{}, err
		}
		from, err := day(in.From)
		if err != nil {
			return ahead.Answering{}, err
		}
		sheet, err := in.RawBody.Data().sheet()
		if err != nil {
			return ahead.Answering{}, err
		}
		done, err := a.app.AnsweringFromSheet(ctx, c.user.Actor, plan.AnsweringSheet{Document: doc, From: from, Reason: in.Reason, Sheet: sheet, DryRun: in.DryRun})
		if err != nil && done.Table == nil {
			return ahead.Answering{}, err
		}
		return ahead.OfAnswering(c.lang, done, errs.All(err), in.DryRun), nil
	})
	type withdrawal struct {
		ID id.ID `path:"id" doc:"of the change to come"`
	}
	operation(h, http.MethodDelete, "/api/v1/answering-ahead/{id}", "withdraw-answering", func(ctx context.Context, c caller, in *withdrawal) (none, error) {
		return none{}, a.app.WithdrawAnswering(ctx, c.user.Actor, in.ID)
	})
}

// subjectID reads what names a record: a unit's code, or an identifier.
func (a *api) subjectID(ctx context.Context, c caller, subject, text string) (id.ID, error) {
	if subject == "unit" {
		return a.unitID(ctx, c, text)
	}
	return pathID(text)
}
