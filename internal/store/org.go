package store

import (
	"context"

	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// InsertUnit adds a unit without any version yet. Conflict when the code is taken.
func (tx *Tx) InsertUnit(ctx context.Context, u org.Unit) error {
	return tx.exec(ctx, "org.insert_unit", u.ID, u.Code)
}

// InsertVersion adds a version to a unit.
func (tx *Tx) InsertVersion(ctx context.Context, v org.Version) error {
	return tx.exec(ctx, "org.insert_version", v.ID, v.From, v.To, v.Name, viet.Fold(v.Name), v.Kind,
		v.Parent, v.Official, v.Order, v.Decision)
}

// EndVersion sets the day from which a version no longer holds.
func (tx *Tx) EndVersion(ctx context.Context, v org.Version, to period.Date) error {
	return tx.execOne(ctx, "org.end_version", v.ID, v.From, to)
}

// Versions gives every version of every unit, by unit and date.
func (tx *Tx) Versions(ctx context.Context) ([]org.Version, error) {
	return many(ctx, tx, "org.versions", func(s scanner) (v org.Version, err error) {
		err = s.Scan(&v.ID, &v.Code, &v.From, &v.To, &v.Name, &v.Kind, &v.Parent, &v.Official, &v.Order, &v.Decision)
		return v, err
	})
}

// InsertPost adds a post.
func (tx *Tx) InsertPost(ctx context.Context, p org.Post) error {
	return tx.exec(ctx, "org.insert_post", p.ID, p.Unit, p.Title, p.Head)
}

// Posts gives every post.
func (tx *Tx) Posts(ctx context.Context) ([]org.Post, error) {
	return many(ctx, tx, "org.posts", func(s scanner) (p org.Post, err error) {
		err = s.Scan(&p.ID, &p.Unit, &p.Title, &p.Head)
		return p, err
	})
}

// InsertPerson adds a person.
func (tx *Tx) InsertPerson(ctx context.Context, p org.Person) error {
	return tx.exec(ctx, "org.insert_person", p.ID, p.Name, viet.Fold(p.Name), viet.PersonSortKey(p.Name), p.Invented)
}

// People gives every person in the order of their given names.
func (tx *Tx) People(ctx context.Context) ([]org.Person, error) {
	return many(ctx, tx, "org.people", func(s scanner) (p org.Person, err error) {
		err = s.Scan(&p.ID, &p.Name, &p.Invented)
		return p, err
	})
}

// InsertAppointment adds a tenure.
func (tx *Tx) InsertAppointment(ctx context.Context, a org.Appointment) error {
	return tx.exec(ctx, "org.insert_appointment", a.ID, a.Person, a.Post, a.Capacity, a.Decision, a.From, a.To)
}

// EndAppointment sets the day from which a tenure no longer holds.
func (tx *Tx) EndAppointment(ctx context.Context, appointment id.ID, to period.Date) error {
	return tx.execOne(ctx, "org.end_appointment", appointment, to)
}

// Appointments gives every tenure, the earliest first.
func (tx *Tx) Appointments(ctx context.Context) ([]org.Appointment, error) {
	return many(ctx, tx, "org.appointments", func(s scanner) (a org.Appointment, err error) {
		err = s.Scan(&a.ID, &a.Person, &a.Post, &a.Capacity, &a.Decision, &a.From, &a.To)
		return a, err
	})
}

// InsertSuccession records that a unit, or part of it, became another.
func (tx *Tx) InsertSuccession(ctx context.Context, s org.Succession) error {
	return tx.exec(ctx, "org.insert_succession", s.Old, s.New, s.On, s.Part, optional(s.Share), s.Decision)
}

// Successions gives every succession, the earliest first.
func (tx *Tx) Successions(ctx context.Context) ([]org.Succession, error) {
	return many(ctx, tx, "org.successions", func(s scanner) (out org.Succession, err error) {
		var share string
		if err = s.Scan(&out.Old, &out.New, &out.On, &out.Part, &share, &out.Decision); err == nil {
			out.Share, err = decimalOr(share)
		}
		return out, err
	})
}
