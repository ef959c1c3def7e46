package money

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// taken is a step that who asks takes now.
func taken(tx *desk.Tx, no int, step approval.Step, state approval.State, reason string) target.StepTaken {
	return target.StepTaken{No: no, Step: step, State: state, Reason: reason, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
}

// AddCapitalPlan adds a line to a project's plans: what is assigned, adjusted by a
// decision, or carried over. The decision is its approval.
func (a *Wing) AddCapitalPlan(ctx context.Context, actor access.Actor, p capital.Plan) (id.ID, error) {
	p.ID, p.Track = a.desk.Mint(), capital.Track{}
	return p.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		b, err := on(ctx, tx, access.ManageCapital, p.Project)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.planned", Object: p.Project, Unit: b.Project.Unit}, addPlan(ctx, tx, b, p)
	})
}

func addPlan(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Plan) error {
	p = p.Signed()
	if closing, ok := capital.ClosingOf(p.Year); ok && p.On > tx.Today && p.On > closing.Payments {
		return errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
	}
	if b.Has(p) {
		if err := yearOpen(ctx, tx, b.Project.Unit, p.Year); err != nil {
			return err
		}
		return errs.New(errs.Conflict, "capital.plan_twice", "decision", p.Decision, "on", p.On, "amount", capital.Dong(p.Amount)).In("decision").Try("capital.plan_twice_hint")
	}
	if err := b.CheckPlan(p); err != nil {
		return err
	}
	return insertPlan(ctx, tx, b, p)
}

func insertPlan(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Plan) error {
	p.Decision = strings.TrimSpace(p.Decision)
	if desk.Bad(p.Decision) || len(p.Decision) > longestText {
		return errs.New(errs.Invalid, "app.text_bad").In("decision")
	}
	if err := yearOpen(ctx, tx, b.Project.Unit, p.Year); err != nil {
		return err
	}
	p.Steps = []target.StepTaken{taken(tx, 1, approval.Submit, approval.Approved, "")}
	return tx.InsertCapitalPlan(ctx, p)
}

// CorrectCapitalPlan replaces a line of a project's plans by another, or, with
// none, withdraws it; the line stays in the history with the reason.
func (a *Wing) CorrectCapitalPlan(ctx context.Context, actor access.Actor, old id.ID, by *capital.Plan, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		project, err := tx.ProjectOfPlan(ctx, old)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		b, err := on(ctx, tx, access.ManageCapital, project)
		if err != nil {
			return desk.Entry{}, err
		}
		if reason, err = given(reason); err != nil {
			return desk.Entry{}, err
		}
		was, _ := b.Plan(old)
		if err := yearOpen(ctx, tx, b.Project.Unit, was.Year); err != nil {
			return desk.Entry{}, err
		}
		if by != nil {
			*by = by.Signed()
			by.ID, by.Project, by.Corrects = tx.Mint(), project, old
		}
		if err := b.CheckPlanTaken(old, by); err != nil {
			return desk.Entry{}, err
		}
		entry := desk.Entry{Action: "capital.plan_withdrawn", Object: project, Unit: b.Project.Unit, Body: map[string]any{"plan": old, "decision": was.Decision, "reason": reason}}
		err = tx.InsertCapitalSteps(ctx, project, old, taken(tx, len(was.Steps)+1, approval.Withdraw, approval.Withdrawn, reason))
		if err == nil && by != nil {
			entry.Action = "capital.plan_corrected"
			err = insertPlan(ctx, tx, b, *by)
		}
		return entry, err
	})
}

// given is a reason as it is kept. Invalid where there is none.
func given(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return "", errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	case desk.Bad(reason) || len(reason) > longestText:
		return "", errs.New(errs.Invalid, "app.text_bad").In("reason")
	}
	return reason, nil
}

// Pay enters a voucher, which waits then for verification and approval. Above the
// plan it needs a reason, and the exception is given back.
func (a *Wing) Pay(ctx context.Context, actor access.Actor, p capital.Payment, files ...figures.File) (id.ID, *capital.Exception, error) {
	p.ID, p.Track, p.Files = a.desk.Mint(), capital.Track{}, nil
	if err := a.keepFiles(ctx, actor, p.Project, files); err != nil {
		return p.ID, nil, err
	}
	var above *capital.Exception
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (entry desk.Entry, err error) {
		b, err := on(ctx, tx, access.Report, p.Project)
		if err != nil {
			return entry, err
		}
		above, err = addPayment(ctx, tx, b, p, files)
		return desk.Entry{Action: "capital.paid", Object: p.Project, Unit: b.Project.Unit}, err
	})
	return p.ID, above, err
}

func addPayment(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Payment, files []figures.File) (*capital.Exception, error) {
	if p.On > tx.Today {
		return nil, errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
	}
	above, err := b.CheckPayment(p)
	if err != nil {
		return nil, err
	}
	if err := checkAround(ctx, tx, b, p); err != nil {
		return nil, err
	}
	return above, insertPayment(ctx, tx, b, p, files)
}

// checkAround holds a payment against what stands beside the book: the contracts,
// and until when the programme's money is paid.
func checkAround(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Payment) error {
	told, err := tx.CapitalWorks(ctx, []id.ID{b.Project.ID})
	if err == nil {
		err = told[b.Project.ID].CheckPaid(b, p)
	}
	if err == nil {
		err = programme.CheckPaid(b.Project.Programme, p.Year, p.Carried, p.On, p.Reason)
	}
	return err
}

func insertPayment(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Payment, files []figures.File) error {
	p.Voucher, p.Reason = strings.TrimSpace(p.Voucher), strings.TrimSpace(p.Reason)
	for field, text := range map[string]string{"voucher": p.Voucher, "reason": p.Reason} {
		if desk.Bad(text) || len(text) > longestText {
			return errs.New(errs.Invalid, "app.text_bad").In(field)
		}
	}
	if err := yearOpen(ctx, tx, b.Project.Unit, p.Year); err != nil {
		return err
	}
	p.Steps = []target.StepTaken{taken(tx, 1, approval.Submit, approval.Submitted, "")}
	for _, f := range files {
		p.Files = append(p.Files, target.Evidence{ID: tx.Mint(), Name: desk.FileName(f.Name), MediaType: desk.Clip(f.MediaType, 100), Size: int64(len(f.Content)), SHA256: figures.HashOf(f.Content)})
	}
	return tx.InsertCapitalPayment(ctx, p)
}

// keepFiles keeps the bytes of files for a voucher of a project, for who may enter it.
func (a *Wing) keepFiles(ctx context.Context, actor access.Actor, project id.ID, files []figures.File) error {
	if len(files) == 0 {
		return nil
	}
	if len(files) > figures.MostFiles {
		return errs.New(errs.TooLarge, "app.files_many", "most", figures.MostFiles).In("files")
	}
	for _, f := range files {
		switch {
		case len(f.Content) > figures.LargestFile:
			return errs.New(errs.TooLarge, "app.file_large", "name", f.Name, "most", figures.LargestFile>>20).In("files")
		case len(f.Content) == 0:
			return errs.New(errs.Invalid, "app.file_empty", "name", f.Name).In("files")
		}
	}
	var unit id.ID
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		b, err := on(ctx, tx, access.Report, project)
		unit = b.Project.Unit
		return err
	})
	if err != nil {
		return err
	}
	return figures.KeepContents(ctx, a.desk, unit, files...)
}

// CorrectPayment replaces a voucher that is not approved, or was returned, by
// another; the first stays in the history, withdrawn with the reason.
func (a *Wing) CorrectPayment(ctx context.Context, actor access.Actor, old id.ID, by capital.Payment, reason string, files ...figures.File) (*capital.Exception, error) {
	var above *capital.Exception
	if len(files) > 0 {
		project := id.ID("")
		err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
			project, err = tx.ProjectOfPayment(ctx, old)
			return desk.Missing(err)
		})
		if err == nil {
			err = a.keepFiles(ctx, actor, project, files)
		}
		if err != nil {
			return nil, err
		}
	}
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		project, err := tx.ProjectOfPayment(ctx, old)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		b, err := on(ctx, tx, access.Report, project)
		if err != nil {
			return desk.Entry{}, err
		}
		if reason, err = given(reason); err != nil {
			return desk.Entry{}, err
		}
		if by.On > tx.Today {
			return desk.Entry{}, errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
		}
		was, _ := b.Payment(old)
		by.ID, by.Project, by.Corrects, by.Files = tx.Mint(), project, old, nil
		if len(files) == 0 {
			by.Files = carried(tx, was.Files)
		}
		step, err := a.step(ctx, tx, b, was, approval.Withdraw, reason)
		if err != nil {
			return desk.Entry{}, err
		}
		if above, err = b.CheckTaken(old, &by); err != nil {
			return desk.Entry{}, err
		}
		rest := b
		rest.Payments = slices.DeleteFunc(slices.Clone(b.Payments), func(p capital.Payment) bool { return p.ID == old })
		if err := checkAround(ctx, tx, rest, by); err != nil {
			return desk.Entry{}, err
		}
		entry := desk.Entry{Action: "capital.payment_corrected", Object: project, Unit: b.Project.Unit, Body: map[string]any{"payment": old, "voucher": was.Voucher, "reason": reason}}
		if err := tx.InsertCapitalSteps(ctx, project, old, step); err != nil {
			return entry, err
		}
		return entry, insertPayment(ctx, tx, b, by, files)
	})
	return above, err
}

// carried are files that go on with a voucher that replaces theirs.
func carried(tx *desk.Tx, files []target.Evidence) (out []target.Evidence) {
	for _, f := range files {
		f.ID = tx.Mint()
		out = append(out, f)
	}
	return out
}

// CapitalFile gives a file of a voucher the actor may read.
func (a *Wing) CapitalFile(ctx context.Context, actor access.Actor, which id.ID) (target.Evidence, []byte, error) {
	var f target.Evidence
	var content []byte
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		found, project, err := tx.CapitalFile(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if _, err = on(ctx, tx, access.Read, project); err != nil {
			return err
		}
		f = found
		content, err = tx.Content(ctx, f.SHA256)
		return err
	})
	return f, content, err
}
