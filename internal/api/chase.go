package api

import (
	"context"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer/chased"
	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// chasing is who is late, the chaser to all of them, and what one was told.
func (a *api) chasing(h huma.API) {
	a.late(h)
	type year struct {
		Unit  string `path:"unit"`
		Cycle string `query:"cycle" required:"true" doc:"2023"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/burden", "burden", func(ctx context.Context, c caller, in *year) (chased.Burden, error) {
		cycle, err := period.ParseCycle(in.Cycle)
		if err != nil {
			return chased.Burden{}, err
		}
		b, err := a.app.Burden(ctx, c.user.Actor, in.Unit, cycle)
		return chased.OfBurden(b), err
	})
	type send struct {
		Unit string `path:"unit"`
		Body struct {
			What   chase.What `json:"what,omitempty" enum:"figures,tasks"`
			Month  string     `json:"month,omitempty" doc:"2023-11"`
			Note   string     `json:"note,omitempty"`
			DryRun bool       `json:"dry_run,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/chasers", "chase", func(ctx context.Context, c caller, in *send) (chased.Sent, error) {
		q, err := lateQuery(in.Unit, in.Body.What, in.Body.Month)
		if err != nil {
			return chased.Sent{}, err
		}
		sent, err := a.app.Remind(ctx, c.user.Actor, chasing.Order{Query: q, Note: in.Body.Note, DryRun: in.Body.DryRun})
		if err != nil {
			return chased.Sent{}, err
		}
		return chased.OfSent(sent), nil
	})
	type of struct {
		Unit string `path:"unit"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/chasers", "chasers", func(ctx context.Context, c caller, in *of) (chased.Chasers, error) {
		all, err := a.app.Chasers(ctx, c.user.Actor, in.Unit)
		return chased.OfChasers(all), err
	})
	a.told(h)
}

// late is who is late.
func (a *api) late(h huma.API) {
	type late struct {
		Unit  string     `path:"unit"`
		What  chase.What `query:"what" enum:"figures,tasks" doc:"figures where it is not said"`
		Month string     `query:"month" doc:"2023-11; the one before this where it is not said"`
		Known string     `query:"as_known" doc:"as was known at the end of this day"`
		By    string     `query:"by" doc:"unit of the list: what is chased at it alone"`
		Only  string     `query:"only" enum:"late,ahead,returned,untold,locked" doc:"a part of it: past its day, not yet, sent back, with nobody to tell, in a closed month"`
		To    string     `query:"to" doc:"who is told: account"`
		Limit int        `query:"limit" minimum:"1" maximum:"1000" default:"500"`
		After string     `query:"after" doc:"next of the page before"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/late", "late", func(ctx context.Context, c caller, in *late) (chased.Late, error) {
		q, err := lateQuery(in.Unit, in.What, in.Month)
		if err != nil {
			return chased.Late{}, err
		}
		if q.AsKnown, err = day(in.Known); err != nil {
			return chased.Late{}, err
		}
		q.By, q.Only, q.To, q.Limit, q.After = in.By, chasing.Part(in.Only), in.To, in.Limit, in.After
		l, err := a.app.Late(ctx, c.user.Actor, q)
		return chased.OfLate(l), err
	})
}

// told is what one was told, and what runs by itself.
func (a *api) told(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/notices", "notices", func(ctx context.Context, c caller, _ *struct{}) (chased.Notices, error) {
		all, err := a.app.Notices(ctx, c.user.Actor)
		return chased.OfNotices(c.lang, all), err
	})
	type one struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodPost, "/api/v1/notices/{id}/open", "open-notice", func(ctx context.Context, c caller, in *one) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		return Made{which}, a.app.OpenNotice(ctx, c.user.Actor, which)
	})
	type state struct {
		State job.State `query:"state" enum:"dead,running,waiting,done,cancelled"`
	}
	operation(h, http.MethodGet, "/api/v1/jobs", "jobs", func(ctx context.Context, c caller, in *state) (chased.Jobs, error) {
		all, err := a.app.Jobs(ctx, c.user.Actor, in.State)
		return chased.OfJobs(all), err
	})
	a.jobs(h)
}

func lateQuery(unit string, what chase.What, text string) (q chasing.Query, err error) {
	q = chasing.Query{Unit: unit, What: what}
	if text != "" {
		q.Month, err = period.ParseMonth(text)
	}
	return q, err
}

// jobs asks for a check, stops jobs and has them run again, and tells of files that
// they take in.
func (a *api) jobs(h huma.API) {
	type one struct {
		ID string `path:"id"`
	}
	on := func(way, name string, do func(context.Context, access.Actor, id.ID) error) {
		operation(h, http.MethodPost, "/api/v1/jobs/{id}/"+way, name, func(ctx context.Context, c caller, in *one) (none, error) {
			which, err := pathID(in.ID)
			if err != nil {
				return none{}, err
			}
			return none{}, do(ctx, c.user.Actor, which)
		})
	}
	on("cancel", "cancel-job", a.app.CancelJob)
	on("retry", "retry-job", a.app.RetryJob)
	operation(h, http.MethodPost, "/api/v1/jobs/check-ledger", "check-ledger-later", func(ctx context.Context, c caller, _ *none) (Made, error) {
		which, err := a.app.CheckNow(ctx, c.user.Actor)
		return Made{which}, err
	})
	operation(h, http.MethodGet, "/api/v1/jobs/{id}/import", "import-job", func(ctx context.Context, c caller, in *one) (chased.Work, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return chased.Work{}, err
		}
		w, err := a.app.ImportLater(ctx, c.user.Actor, which)
		return chased.OfWork(c.lang, w), err
	})
	operation(h, http.MethodPost, "/api/v1/jobs/{id}/import", "take-import-job", func(ctx context.Context, c caller, in *one) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		next, err := a.app.InEarnest(ctx, c.user.Actor, which)
		return Made{next}, err
	})
}
