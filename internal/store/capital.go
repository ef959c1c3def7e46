package store

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// InsertCapitalProject adds a project. Conflict when its unit has one of the code.
func (tx *Tx) InsertCapitalProject(ctx context.Context, p capital.Project) error {
	return tx.exec(ctx, "capital.insert_project", p.ID, p.Unit, p.Code, p.Name, p.Programme, p.Group, p.Decision, p.Total, p.Post, p.Start, p.Due, p.Closed, p.Component, p.Serves)
}

// CloseCapitalProject sets the day on which a project was settled.
func (tx *Tx) CloseCapitalProject(ctx context.Context, project id.ID, on period.Date) error {
	return tx.execOne(ctx, "capital.close_project", project, on)
}

func scanProject(s scanner) (p capital.Project, err error) {
	err = s.Scan(&p.ID, &p.Unit, &p.Code, &p.Name, &p.Programme, &p.Group, &p.Decision, &p.Total, &p.Post, &p.Start, &p.Due, &p.Closed, &p.Component, &p.Serves)
	return p, err
}

// CapitalBook gives a project with its plans and payments. NotFound where there is none.
func (tx *Tx) CapitalBook(ctx context.Context, project id.ID) (capital.Book, error) {
	p, err := one(ctx, tx, "capital.project", scanProject, project)
	if err != nil {
		return capital.Book{}, err
	}
	books, err := tx.books(ctx, []capital.Project{p})
	if err != nil {
		return capital.Book{}, err
	}
	return books[0], nil
}

// CapitalCoded finds a unit's project by its code. NotFound where there is none.
func (tx *Tx) CapitalCoded(ctx context.Context, unit id.ID, code string) (capital.Project, error) {
	return one(ctx, tx, "capital.project_coded", scanProject, unit, code)
}

// CapitalServing gives the projects that serve a unit by name, whoever invests.
func (tx *Tx) CapitalServing(ctx context.Context, unit id.ID) ([]capital.Project, error) {
	return many(ctx, tx, "capital.serving", scanProject, "%"+string(unit)+"%")
}

// CapitalBooksByID gives some projects with their plans and payments.
func (tx *Tx) CapitalBooksByID(ctx context.Context, projects []id.ID) ([]capital.Book, error) {
	found, err := manyOf(ctx, tx, "capital.projects_by_id", scanProject, projects)
	if err != nil {
		return nil, err
	}
	return tx.books(ctx, found)
}

// CapitalBooks gives the projects of some units with their plans and payments.
func (tx *Tx) CapitalBooks(ctx context.Context, units []id.ID) ([]capital.Book, error) {
	projects, err := manyOf(ctx, tx, "capital.projects_of", scanProject, units)
	if err != nil {
		return nil, err
	}
	return tx.books(ctx, projects)
}

// CapitalProgrammeNames gives what the projects of some units call their programmes.
func (tx *Tx) CapitalProgrammeNames(ctx context.Context, units []id.ID) ([]string, error) {
	out, err := manyOf(ctx, tx, "capital.programmes_of", func(s scanner) (name string, err error) { err = s.Scan(&name); return name, err }, units)
	slices.Sort(out)
	return slices.Compact(out), err
}

// CapitalProjects counts the projects of some units.
func (tx *Tx) CapitalProjects(ctx context.Context, units []id.ID) (n int, err error) {
	counts, err := manyOf(ctx, tx, "capital.count_of", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, units)
	for _, some := range counts {
		n += some
	}
	return n, err
}

func (tx *Tx) books(ctx context.Context, projects []capital.Project) ([]capital.Book, error) {
	books, place, ids := make([]capital.Book, len(projects)), map[id.ID]int{}, make([]id.ID, len(projects))
	for i, p := range projects {
		books[i].Project, place[p.ID], ids[i] = p, i, p.ID
	}
	steps, err := tx.capitalSteps(ctx, ids)
	if err != nil {
		return nil, err
	}
	plans, err := manyOf(ctx, tx, "capital.plans_of", func(s scanner) (p capital.Plan, err error) {
		err = s.Scan(&p.ID, &p.Project, &p.Year, &p.Source, &p.Setter, &p.Kind, &p.Amount, &p.Decision, &p.On, &p.Corrects)
		return p, err
	}, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range plans {
		p.Steps = steps[p.ID]
		b := &books[place[p.Project]]
		b.Plans = append(b.Plans, p)
	}
	payments, err := manyOf(ctx, tx, "capital.payments_of", func(s scanner) (p capital.Payment, err error) {
		err = s.Scan(&p.ID, &p.Project, &p.Year, &p.Source, &p.Carried, &p.Kind, &p.Amount, &p.Voucher, &p.On, &p.Reason, &p.Corrects)
		return p, err
	}, ids)
	if err != nil {
		return nil, err
	}
	files, err := manyOf(ctx, tx, "capital.files_of", scanEvidence, ids)
	with := map[id.ID][]target.Evidence{}
	for _, f := range files {
		with[f.Observation] = append(with[f.Observation], f)
	}
	for _, p := range payments {
		p.Steps, p.Files = steps[p.ID], with[p.ID]
		b := &books[place[p.Project]]
		b.Payments = append(b.Payments, p)
	}
	return books, err
}

// capitalSteps gives the steps of the lines of some projects, by line.
func (tx *Tx) capitalSteps(ctx context.Context, projects []id.ID) (map[id.ID][]target.StepTaken, error) {
	rows, err := manyOf(ctx, tx, "capital.steps_of", func(s scanner) (r stepRow, err error) {
		var at int64
		var project id.ID
		err = s.Scan(&r.observation, &r.No, &project, &r.Step, &r.State, &r.Reason, &r.By, &r.ByName, &at)
		r.At = time.UnixMilli(at)
		return r, err
	}, projects)
	out := map[id.ID][]target.StepTaken{}
	for _, r := range rows {
		out[r.observation] = append(out[r.observation], r.StepTaken)
	}
	return out, err
}

// InsertCapitalPlan adds a line to a project's plans, with its steps.
func (tx *Tx) InsertCapitalPlan(ctx context.Context, p capital.Plan) error {
	if err := tx.exec(ctx, "capital.insert_plan", p.ID, p.Project, p.Year, p.Source, p.Setter, p.Kind, p.Amount, p.Decision, p.On, p.Corrects); err != nil {
		return err
	}
	return tx.InsertCapitalSteps(ctx, p.Project, p.ID, p.Steps...)
}

// InsertCapitalPayment adds a voucher, with its steps and files.
func (tx *Tx) InsertCapitalPayment(ctx context.Context, p capital.Payment) error {
	if err := tx.exec(ctx, "capital.insert_payment", p.ID, p.Project, p.Year, p.Source, p.Carried, p.Kind, p.Amount, p.Voucher, p.On, p.Reason, p.Corrects); err != nil {
		return err
	}
	for _, f := range p.Files {
		if err := tx.exec(ctx, "capital.insert_file", f.ID, p.ID, p.Project, f.Name, f.MediaType, f.Size, f.SHA256); err != nil {
			return err
		}
	}
	return tx.InsertCapitalSteps(ctx, p.Project, p.ID, p.Steps...)
}

// InsertCapitalLines adds many lines of a project at once, none of which waits for
// anybody, with their steps.
func (tx *Tx) InsertCapitalLines(ctx context.Context, b capital.Book) error {
	var plans, payments, steps [][]any
	taken := func(line id.ID, t capital.Track) {
		for _, s := range t.Steps {
			steps = append(steps, []any{line, s.No, b.Project.ID, s.Step, s.State, s.Reason, s.By, s.ByName, s.At.UnixMilli()})
		}
	}
	for _, p := range b.Plans {
		plans = append(plans, []any{p.ID, b.Project.ID, p.Year, p.Source, p.Setter, p.Kind, p.Amount, p.Decision, p.On, p.Corrects})
		taken(p.ID, p.Track)
	}
	for _, p := range b.Payments {
		payments = append(payments, []any{p.ID, b.Project.ID, p.Year, p.Source, p.Carried, p.Kind, p.Amount, p.Voucher, p.On, p.Reason, p.Corrects})
		taken(p.ID, p.Track)
	}
	for name, rows := range map[string][][]any{"capital.insert_plan": plans, "capital.insert_payment": payments, "capital.insert_step": steps} {
		if err := tx.insertRows(ctx, name, rows); err != nil {
			return err
		}
	}
	return nil
}

// InsertCapitalSteps adds steps taken with a line. Conflict when somebody else
// took the step of that number first.
func (tx *Tx) InsertCapitalSteps(ctx context.Context, project, line id.ID, steps ...target.StepTaken) error {
	for _, s := range steps {
		if err := tx.exec(ctx, "capital.insert_step", line, s.No, project, s.Step, s.State, s.Reason, s.By, s.ByName, s.At.UnixMilli()); err != nil {
			return err
		}
	}
	if len(steps) == 0 {
		return nil
	}
	return tx.keepVoucher(ctx, line, steps[len(steps)-1])
}

// CapitalFile finds a file of a voucher, without its content, and the voucher's project.
func (tx *Tx) CapitalFile(ctx context.Context, file id.ID) (target.Evidence, id.ID, error) {
	f, err := one(ctx, tx, "capital.file", scanEvidence, file)
	if err != nil {
		return f, "", err
	}
	project, err := tx.ProjectOfPayment(ctx, f.Observation)
	return f, project, err
}

// ProjectOfPayment gives the project a voucher is of. NotFound where there is none.
func (tx *Tx) ProjectOfPayment(ctx context.Context, payment id.ID) (id.ID, error) {
	return one(ctx, tx, "capital.project_of_payment", scanID, payment)
}

// ProjectOfPlan gives the project a line of a plan is of. NotFound where there is none.
func (tx *Tx) ProjectOfPlan(ctx context.Context, plan id.ID) (id.ID, error) {
	return one(ctx, tx, "capital.project_of_plan", scanID, plan)
}

// AmendCapitalProject puts right what is said of a project beside its code.
func (tx *Tx) AmendCapitalProject(ctx context.Context, p capital.Project) error {
	return tx.execOne(ctx, "capital.amend_project", p.ID, p.Name, p.Programme, p.Group, p.Decision, p.Total, p.Post, p.Start, p.Due, p.Component, p.Serves)
}
