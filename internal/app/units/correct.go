package units

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// A correction puts a mistake right from the day it was made: everything is
// read by the right entry from now on, and by the first one in what was known
// before. What changed in the world is not a correction: it has a day of its
// own (ReviseUnit, Appoint, EndAppointment).

// CorrectUnit puts right what was entered of a unit from a day on: the version
// that began on began. Everything of in is taken; the code is the unit's over
// all its versions.
func (a *Wing) CorrectUnit(ctx context.Context, actor access.Actor, unit id.ID, began period.Date, in NewUnit, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		was, prev, err := versionOf(d, unit, began)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := d.May(access.ManageUnits, unit); err != nil {
			return desk.Entry{}, err
		}
		if in.Parent != was.Parent {
			if err := d.May(access.ManageUnits, in.Parent); err != nil {
				return desk.Entry{}, err
			}
		}
		if in.From == "" {
			in.From = was.From
		}
		if in.Order == 0 {
			in.Order = was.Order
		}
		v := in.version(was.Unit, tx.Today)
		v.Code, v.To = strings.TrimSpace(in.Code), was.To
		if in.Code == "" {
			v.Code = was.Code
		}
		if err := checkVersionAgain(d, was, prev, v); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.AmendVersion(ctx, was.From, v); err != nil {
			return desk.Entry{}, err
		}
		if prev.ID != "" && v.From != was.From {
			if err := tx.EndVersion(ctx, prev, v.From); err != nil {
				return desk.Entry{}, err
			}
		}
		if v.Code != was.Code {
			if err := tx.AmendCode(ctx, v.Unit); err != nil {
				return desk.Entry{}, err
			}
		}
		return tx.Correct(ctx, amend.Unit, unit, unit, was.Entries(), v.Entries(), reason)
	})
}

// versionOf gives the version of a unit that began on a day, and the one before it.
func versionOf(d *desk.Directory, unit id.ID, began period.Date) (v, prev org.Version, err error) {
	for _, one := range d.Versions {
		switch {
		case one.ID != unit:
		case one.From == began:
			v = one
		case one.To == began:
			prev = one
		}
	}
	if v.ID == "" {
		return v, prev, errs.New(errs.NotFound, "access.not_found")
	}
	return v, prev, nil
}

// checkVersionAgain says whether a version put right still fits what hangs on
// it: the version before, the units under it, and who was appointed in it.
func checkVersionAgain(d *desk.Directory, was, prev, v org.Version) error {
	known := make([]org.Version, 0, len(d.Versions))
	for _, k := range d.Versions {
		if k.ID == v.ID && k.From == was.From {
			k.From = v.From
		}
		if k.ID == v.ID {
			k.Code = v.Code
		}
		known = append(known, k)
	}
	if err := org.CheckVersion(v, known); err != nil {
		return err
	}
	if prev.ID != "" && v.From <= prev.From {
		return errs.New(errs.Invalid, "app.version_order", "from", prev.From).In("from")
	}
	if prev.ID != "" || v.From <= was.From {
		return nil
	}
	for _, k := range d.Versions {
		if k.Parent == v.ID && k.From < v.From {
			return errs.New(errs.Invalid, "app.child_older", "unit", k.Name, "from", k.From).In("from").Try("app.child_older_hint")
		}
	}
	for _, post := range d.PostsOf(v.ID) {
		for _, ap := range d.Tenures(post.ID) {
			if _, person := d.Of(ap); ap.From < v.From {
				return errs.New(errs.Invalid, "app.tenure_older", "name", person.Name, "from", ap.From).In("from").Try("app.tenure_older_hint")
			}
		}
	}
	return nil
}

// CorrectPost puts a post's title right, or whether it is the head's.
func (a *Wing) CorrectPost(ctx context.Context, actor access.Actor, post id.ID, title string, head bool, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		was, err := postFor(d, post)
		if err != nil {
			return desk.Entry{}, err
		}
		p := was
		p.Title, p.Head = strings.TrimSpace(title), head
		if p.Title == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "app.title_empty").In("title")
		}
		if other, has := d.HeadPost(p.Unit); head && has && other.ID != post {
			return desk.Entry{}, errs.New(errs.Conflict, "app.head_post_exists", "title", other.Title).In("head")
		}
		if err := tx.AmendPost(ctx, p); err != nil {
			return desk.Entry{}, err
		}
		return tx.Correct(ctx, amend.Post, post, p.Unit, was.Entries(), p.Entries(), reason)
	})
}

// postFor finds a post for who may manage people in its unit.
func postFor(d *desk.Directory, post id.ID) (org.Post, error) {
	p, ok := d.Post(post)
	if !ok {
		return p, errs.New(errs.NotFound, "access.not_found")
	}
	return p, d.May(access.ManagePeople, p.Unit)
}

// CorrectPerson puts a person's name right.
func (a *Wing) CorrectPerson(ctx context.Context, actor access.Actor, person id.ID, name, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		unit, err := placeOf(d, person)
		if err != nil {
			return desk.Entry{}, err
		}
		was, _ := d.Person(person)
		p := was
		if p.Name = strings.TrimSpace(name); p.Name == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "org.name_empty").In("name")
		}
		if err := tx.AmendPerson(ctx, p); err != nil {
			return desk.Entry{}, err
		}
		return tx.Correct(ctx, amend.Person, person, unit, amend.Fields{"name": was.Name}, amend.Fields{"name": p.Name}, reason)
	})
}

// placeOf gives a unit in which a person has a post, for who may manage people
// there; none for a person who has no post yet, for who may manage people somewhere.
func placeOf(d *desk.Directory, person id.ID) (id.ID, error) {
	if _, known := d.Person(person); !known {
		return "", errs.New(errs.NotFound, "access.not_found")
	}
	refused := d.Anywhere(access.ManagePeople)
	for _, ap := range d.Appointments {
		if ap.Person != person {
			continue
		}
		post, _ := d.Of(ap)
		if refused = d.May(access.ManagePeople, post.Unit); refused == nil {
			return post.Unit, nil
		}
	}
	return "", refused
}

// CorrectAppointment puts a tenure right: who, in what capacity, by which
// decision, and its days.
func (a *Wing) CorrectAppointment(ctx context.Context, actor access.Actor, appointment id.ID, in NewAppointment, reason string) error {
	if in.To == "" {
		in.To = period.Forever
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		was, post, err := tenureFor(d, appointment)
		if err != nil {
			return desk.Entry{}, err
		}
		ap := was
		ap.Capacity, ap.Decision, ap.Range = in.Capacity, strings.TrimSpace(in.Decision), period.Range{From: in.From, To: in.To}
		if in.Person != "" && in.Person != was.Person {
			ap.Person = in.Person
			if _, known := d.Person(in.Person); !known {
				return desk.Entry{}, errs.New(errs.NotFound, "app.person_unknown").In("person")
			}
			if err := d.ChargePerson(access.ManagePeople, in.Person); err != nil {
				return desk.Entry{}, err
			}
		}
		if err := org.CheckAppointment(ap, d.Tenures(was.Post)); err != nil {
			return desk.Entry{}, err
		}
		if err := notOlder(d, post, ap, in.OlderThanUnit); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.AmendAppointment(ctx, ap); err != nil {
			return desk.Entry{}, err
		}
		return tx.Correct(ctx, amend.Appointment, appointment, post.Unit, was.Entries(), ap.Entries(), reason)
	})
}

// tenureFor finds a tenure for who may manage people in its unit.
func tenureFor(d *desk.Directory, appointment id.ID) (org.Appointment, org.Post, error) {
	for _, ap := range d.Appointments {
		if ap.ID == appointment {
			post, _ := d.Of(ap)
			return ap, post, d.May(access.ManagePeople, post.Unit)
		}
	}
	return org.Appointment{}, org.Post{}, errs.New(errs.NotFound, "access.not_found")
}

// notOlder asks where a tenure begins before its unit does: that is a slip far
// more often than it is meant.
func notOlder(d *desk.Directory, post org.Post, ap org.Appointment, meant bool) error {
	first := period.Forever
	name := ""
	for _, v := range d.Versions {
		if v.ID == post.Unit && v.From < first {
			first, name = v.From, v.Name
		}
	}
	if meant || ap.From >= first {
		return nil
	}
	return errs.New(errs.Invalid, "app.older_than_unit", "unit", name, "from", first).In("from").Try("app.older_than_unit_hint")
}
