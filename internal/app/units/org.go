package units

import (
	"context"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// NewUnit is what is asked to add a unit, or to change one from a day on.
type NewUnit struct {
	Code     string
	Name     string
	Kind     string
	Parent   id.ID
	Official string
	Order    int
	Decision string
	From     period.Date // the first day of this year when empty; of ReviseUnit today
}

// AddUnit adds a unit under its parent; one without a parent only the operator may add.
func (a *Wing) AddUnit(ctx context.Context, actor access.Actor, in NewUnit) (id.ID, error) {
	unit := a.desk.Mint()
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		if err := d.May(access.ManageUnits, in.Parent); err != nil {
			return desk.Entry{}, err
		}
		v := in.version(org.Unit{ID: unit, Code: strings.TrimSpace(in.Code)}, a.desk.Today().Month().Cycle().Start())
		fitParent(d, in, &v)
		if err := org.CheckVersion(v, d.Versions); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.InsertUnit(ctx, v.Unit); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.InsertVersion(ctx, v); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "unit.added", Object: unit, Unit: unit, Body: v}, tx.ChangedDirectory(ctx)
	})
	return unit, err
}

// fitParent has a unit whose first day nobody said begin with its parent, where
// that came later than the year did; and gives it a code where nobody gave one.
func fitParent(d *desk.Directory, in NewUnit, v *org.Version) {
	if v.Code == "" {
		v.Code = freeCode(d, org.CodeOf(v.Name, v.Official))
	}
	if in.From != "" || v.Parent == "" {
		return
	}
	first := period.Forever
	for _, p := range d.Versions {
		if p.ID == v.Parent {
			first = min(first, p.From)
		}
	}
	if first < period.Forever {
		v.From = max(v.From, first)
	}
}

// freeCode gives a code that no unit has: the one asked for, or with a number.
func freeCode(d *desk.Directory, code string) string {
	free := code
	for n := 2; ; n++ {
		if _, err := d.UnitByCode(free); err != nil {
			return free
		}
		free = code + "-" + strconv.Itoa(n)
	}
}

func (in NewUnit) version(u org.Unit, otherwise period.Date) org.Version {
	if in.From == "" {
		in.From = otherwise
	}
	return org.Version{Unit: u, Range: period.Range{From: in.From, To: period.Forever}, Name: strings.TrimSpace(in.Name),
		Kind: in.Kind, Parent: in.Parent, Official: in.Official, Order: in.Order, Decision: in.Decision}
}

// ReviseUnit gives a unit another name, kind or parent from a day on. The code
// stays, and so do official code and order where nothing else is said. History before that day is untouched.
func (a *Wing) ReviseUnit(ctx context.Context, actor access.Actor, unit id.ID, in NewUnit) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		last, ok := d.Unit(unit, period.Forever.AddDays(-1))
		if !ok {
			return desk.Entry{}, errs.New(errs.NotFound, "access.not_found")
		}
		if err := d.May(access.ManageUnits, unit); err != nil {
			return desk.Entry{}, err
		}
		if in.Parent != last.Parent {
			if err := d.May(access.ManageUnits, in.Parent); err != nil {
				return desk.Entry{}, err
			}
		}
		v := in.version(last.Unit, a.desk.Today())
		if v.Official == "" {
			v.Official = last.Official
		}
		if v.Order == 0 {
			v.Order = last.Order
		}
		if v.From <= last.From || last.To != period.Forever {
			return desk.Entry{}, errs.New(errs.Invalid, "app.version_order", "from", last.From).In("from")
		}
		if err := org.CheckVersion(v, d.Versions); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.EndVersion(ctx, last, v.From); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.InsertVersion(ctx, v); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "unit.revised", Object: unit, Unit: unit, Body: map[string]any{"before": last, "after": v}}, tx.ChangedDirectory(ctx)
	})
}

// AddPost adds a post to a unit.
func (a *Wing) AddPost(ctx context.Context, actor access.Actor, unit id.ID, title string, head bool) (id.ID, error) {
	post := org.Post{ID: a.desk.Mint(), Unit: unit, Title: strings.TrimSpace(title), Head: head}
	if post.Title == "" {
		return "", errs.New(errs.Invalid, "app.title_empty").In("title")
	}
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		if err := d.May(access.ManagePeople, unit); err != nil {
			return desk.Entry{}, err
		}
		if other, has := d.HeadPost(unit); head && has {
			return desk.Entry{}, errs.New(errs.Conflict, "app.head_post_exists", "title", other.Title).In("head")
		}
		if err := tx.InsertPost(ctx, post); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "post.added", Object: post.ID, Unit: unit, Body: post}, tx.ChangedDirectory(ctx)
	})
	return post.ID, err
}

// AddPerson adds a person.
func (a *Wing) AddPerson(ctx context.Context, actor access.Actor, name string, invented bool) (id.ID, error) {
	person := org.Person{ID: a.desk.Mint(), Name: strings.TrimSpace(name), Invented: invented}
	if person.Name == "" {
		return "", errs.New(errs.Invalid, "org.name_empty").In("name")
	}
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.Anywhere(access.ManagePeople); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.InsertPerson(ctx, person); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "person.added", Object: person.ID, Body: person}, tx.ChangedDirectory(ctx)
	})
	return person.ID, err
}

// NewAppointment is what is asked to put a person in a post.
type NewAppointment struct {
	Person    id.ID
	NewPerson string // name of a person not known yet, who is added with the appointment
	Post      id.ID
	Capacity  org.Capacity
	Decision  string
	From      period.Date
	To        period.Date // Forever when empty
	HandOver  bool        // end the tenure of who holds the post, on From

	OlderThanUnit bool // it is meant that the tenure begins before the unit does
}

// Appoint puts a person in a post from a day on. With HandOver the present
// holder's tenure ends that day, and both are logged as one act.
func (a *Wing) Appoint(ctx context.Context, actor access.Actor, in NewAppointment) (id.ID, error) {
	if in.To == "" {
		in.To = period.Forever
	}
	ap := org.Appointment{ID: a.desk.Mint(), Person: in.Person, Post: in.Post, Capacity: in.Capacity,
		Decision: strings.TrimSpace(in.Decision), Range: period.Range{From: in.From, To: in.To}}
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		post, ok := d.Post(in.Post)
		if !ok {
			return desk.Entry{}, errs.New(errs.NotFound, "app.post_unknown").In("post")
		}
		if err := d.May(access.ManagePeople, post.Unit); err != nil {
			return desk.Entry{}, err
		}
		if err := appointee(ctx, tx, &ap, in); err != nil {
			return desk.Entry{}, err
		}
		others := append([]org.Appointment(nil), d.Tenures(in.Post)...)
		var ended *org.Appointment
		if in.HandOver {
			for i, o := range others {
				if o.Holds(in.From) && o.From < in.From {
					others[i].Range = org.Until(o.Range, in.From)
					ended = &others[i]
				}
			}
		}
		if err := org.CheckAppointment(ap, others); err != nil {
			return desk.Entry{}, err
		}
		if err := notOlder(d, post, ap, in.OlderThanUnit); err != nil {
			return desk.Entry{}, err
		}
		if ended != nil {
			if err := tx.EndAppointment(ctx, ended.ID, ended.To); err != nil {
				return desk.Entry{}, err
			}
		}
		if err := tx.InsertAppointment(ctx, ap); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "appointment.made", Object: ap.ID, Unit: post.Unit, Body: map[string]any{"appointment": ap, "ended": ended}}, tx.ChangedDirectory(ctx)
	})
	return ap.ID, err
}

// appointee finds the person to be appointed, or adds a new one.
func appointee(ctx context.Context, tx *desk.Tx, ap *org.Appointment, in NewAppointment) error {
	d := tx.Dir
	if in.Person != "" {
		if _, ok := d.Person(in.Person); !ok {
			return errs.New(errs.NotFound, "app.person_unknown").In("person")
		}
		return d.ChargePerson(access.ManagePeople, in.Person)
	}
	person := org.Person{ID: tx.Mint(), Name: strings.TrimSpace(in.NewPerson)}
	if person.Name == "" {
		return errs.New(errs.Invalid, "org.name_empty").In("name")
	}
	ap.Person = person.ID
	return tx.InsertPerson(ctx, person)
}

// EndAppointment ends a tenure on a day, leaving the post vacant from then.
func (a *Wing) EndAppointment(ctx context.Context, actor access.Actor, appointment id.ID, on period.Date) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		for _, ap := range d.Appointments {
			if ap.ID != appointment {
				continue
			}
			post, _ := d.Of(ap)
			if err := d.May(access.ManagePeople, post.Unit); err != nil {
				return desk.Entry{}, err
			}
			if !ap.Holds(on) || on <= ap.From {
				return desk.Entry{}, errs.New(errs.Invalid, "app.tenure_end", "from", ap.From, "to", ap.To).In("to")
			}
			if err := tx.EndAppointment(ctx, appointment, on); err != nil {
				return desk.Entry{}, err
			}
			return desk.Entry{Action: "appointment.ended", Object: appointment, Unit: post.Unit, Body: map[string]any{"before": ap.To, "after": on}}, tx.ChangedDirectory(ctx)
		}
		return desk.Entry{}, errs.New(errs.NotFound, "access.not_found")
	})
}
