// Package money is public-investment capital: projects, their plans and what is
// paid, and how a unit's year stands and will end.
package money

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }

// CreateProject adds a project of an investor. Its identifier is given by the product.
func (a *Wing) CreateProject(ctx context.Context, actor access.Actor, p capital.Project) (id.ID, error) {
	p.ID = a.desk.Mint()
	return p.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.ManageCapital, p.Unit); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.project_created", Object: p.ID, Unit: p.Unit}, insertProject(ctx, tx, p)
	})
}

func insertProject(ctx context.Context, tx *desk.Tx, p capital.Project) error {
	p.Code, p.Name, p.Programme, p.Closed = strings.TrimSpace(p.Code), strings.TrimSpace(p.Name), strings.TrimSpace(p.Programme), ""
	if err := capital.CheckProject(p); err != nil {
		return err
	}
	if p.Code == "" {
		return errs.New(errs.Invalid, "capital.code_needed").In("code")
	}
	if p.Post != "" {
		post, ok := tx.Dir.Post(p.Post)
		if !ok {
			return errs.New(errs.Invalid, "capital.post_unknown").In("post")
		}
		if err := tx.Dir.Charge(access.ManageCapital, p.Unit, post.Unit); err != nil {
			return err
		}
	}
	err := tx.InsertCapitalProject(ctx, p)
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "capital.code_taken", "code", p.Code).In("code").Because(err)
	}
	return err
}

// on finds a project for who may do something with it.
func on(ctx context.Context, tx *desk.Tx, action access.Action, project id.ID) (capital.Book, error) {
	b, err := tx.CapitalBook(ctx, project)
	if err != nil {
		return b, desk.Missing(err)
	}
	return b, tx.Dir.May(action, b.Project.Unit)
}

// AddCapitalPlan adds a line to a project's plans: what is assigned, adjusted by a
// decision, or carried over.
func (a *Wing) AddCapitalPlan(ctx context.Context, actor access.Actor, p capital.Plan) (id.ID, error) {
	p.ID = a.desk.Mint()
	return p.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		b, err := on(ctx, tx, access.ManageCapital, p.Project)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := b.CheckPlan(p); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.planned", Object: p.Project, Unit: b.Project.Unit}, tx.InsertCapitalPlan(ctx, p)
	})
}

// Pay enters a voucher. Above the plan it needs a reason, and the exception is given back.
func (a *Wing) Pay(ctx context.Context, actor access.Actor, p capital.Payment) (id.ID, *capital.Exception, error) {
	p.ID = a.desk.Mint()
	var above *capital.Exception
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (entry desk.Entry, err error) {
		b, err := on(ctx, tx, access.Report, p.Project)
		if err != nil {
			return entry, err
		}
		if p.On > tx.Today {
			return entry, errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
		}
		p.Voucher, p.Reason = strings.TrimSpace(p.Voucher), strings.TrimSpace(p.Reason)
		if above, err = b.CheckPayment(p); err != nil {
			return entry, err
		}
		return desk.Entry{Action: "capital.paid", Object: p.Project, Unit: b.Project.Unit}, tx.InsertCapitalPayment(ctx, p)
	})
	return p.ID, above, err
}

// CloseProject marks a project as settled; not while advances are open.
func (a *Wing) CloseProject(ctx context.Context, actor access.Actor, project id.ID, day period.Date) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		b, err := on(ctx, tx, access.ManageCapital, project)
		if err != nil {
			return desk.Entry{}, err
		}
		if day == "" || day > tx.Today {
			return desk.Entry{}, errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
		}
		if err := b.Close(day); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.closed", Object: project, Unit: b.Project.Unit}, tx.CloseCapitalProject(ctx, project, day)
	})
}

// ProjectCoded finds an investor's project by its code.
func (a *Wing) ProjectCoded(ctx context.Context, actor access.Actor, unit id.ID, code string) (id.ID, error) {
	var found capital.Project
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if err = tx.Dir.May(access.Read, unit); err != nil {
			return err
		}
		if found, err = tx.CapitalCoded(ctx, unit, strings.TrimSpace(code)); errs.Is(err, errs.NotFound) {
			return errs.New(errs.NotFound, "capital.no_project", "code", code)
		}
		return err
	})
	return found.ID, err
}
