package store

import (
	"context"

	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// InsertCapitalProject adds a project. Conflict when its unit has one of the code.
func (tx *Tx) InsertCapitalProject(ctx context.Context, p capital.Project) error {
	return tx.exec(ctx, "capital.insert_project", p.ID, p.Unit, p.Code, p.Name, p.Programme, p.Group, p.Decision, p.Total, p.Post, p.Start, p.Due, p.Closed)
}

// CloseCapitalProject sets the day on which a project was settled.
func (tx *Tx) CloseCapitalProject(ctx context.Context, project id.ID, on period.Date) error {
	return tx.execOne(ctx, "capital.close_project", project, on)
}

func scanProject(s scanner) (p capital.Project, err error) {
	err = s.Scan(&p.ID, &p.Unit, &p.Code, &p.Name, &p.Programme, &p.Group, &p.Decision, &p.Total, &p.Post, &p.Start, &p.Due, &p.Closed)
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

// CapitalBooks gives the projects of some units with their plans and payments.
func (tx *Tx) CapitalBooks(ctx context.Context, units []id.ID) ([]capital.Book, error) {
	projects, err := manyOf(ctx, tx, "capital.projects_of", scanProject, units)
	if err != nil {
		return nil, err
	}
	return tx.books(ctx, projects)
}

func (tx *Tx) books(ctx context.Context, projects []capital.Project) ([]capital.Book, error) {
	books, place, ids := make([]capital.Book, len(projects)), map[id.ID]int{}, make([]id.ID, len(projects))
	for i, p := range projects {
		books[i].Project, place[p.ID], ids[i] = p, i, p.ID
	}
	plans, err := manyOf(ctx, tx, "capital.plans_of", func(s scanner) (p capital.Plan, err error) {
		err = s.Scan(&p.ID, &p.Project, &p.Year, &p.Source, &p.Setter, &p.Kind, &p.Amount, &p.Decision, &p.On)
		return p, err
	}, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range plans {
		b := &books[place[p.Project]]
		b.Plans = append(b.Plans, p)
	}
	payments, err := manyOf(ctx, tx, "capital.payments_of", func(s scanner) (p capital.Payment, err error) {
		err = s.Scan(&p.ID, &p.Project, &p.Year, &p.Source, &p.Carried, &p.Kind, &p.Amount, &p.Voucher, &p.On, &p.Reason)
		return p, err
	}, ids)
	for _, p := range payments {
		b := &books[place[p.Project]]
		b.Payments = append(b.Payments, p)
	}
	return books, err
}

// InsertCapitalPlan adds a line to a project's plans.
func (tx *Tx) InsertCapitalPlan(ctx context.Context, p capital.Plan) error {
	return tx.exec(ctx, "capital.insert_plan", p.ID, p.Project, p.Year, p.Source, p.Setter, p.Kind, p.Amount, p.Decision, p.On)
}

// InsertCapitalPayment adds a voucher.
func (tx *Tx) InsertCapitalPayment(ctx context.Context, p capital.Payment) error {
	return tx.exec(ctx, "capital.insert_payment", p.ID, p.Project, p.Year, p.Source, p.Carried, p.Kind, p.Amount, p.Voucher, p.On, p.Reason)
}
