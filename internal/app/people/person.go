package people

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/target/ahead"
	"slices"
)

// PersonPage is everything tied to one person, tenure by tenure, the latest first.
type PersonPage struct {
	Person  org.Person
	Tenures []PersonTenure
	AsKnown period.Date // "" for now
}

// PersonTenure is a person's time in a post and the targets of that time.
type PersonTenure struct {
	org.Appointment
	Post    org.Post
	Unit    org.Version
	Before  *units.Tenure // from whom the post was taken over
	After   *units.Tenure // to whom it was handed over
	Targets []PersonTarget
	Tasks   []tasks.TaskRow // to be done at some time of it, as they stand now
	Coming  []Coming        // targets it will answer for from a day to come
}

// Coming is a target that a post will answer for from a day to come.
type Coming struct {
	ahead.Change
	Target target.Target
}

// PersonTarget is a target as it stood when the tenure ended, or stands now:
// the head answers for how it stood then.
type PersonTarget struct {
	target.Target
	target.Standing
	target.Prospect
	TakenOver  *target.Standing // how it stood when the tenure began, where it began within the cycle
	HandedOver bool             // the tenure ended before the cycle did
}

// Word says in one word how the target stands, or stood when it was handed over.
func (t PersonTarget) Word() string { return t.Standing.Word(t.Prospect) }

// Person gives a person's page, as known on a day: only the tenures in units the
// actor may read, and only those begun by then.
func (a *Wing) Person(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (PersonPage, error) {
	p := PersonPage{AsKnown: asKnown}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, then := tx.Dir, tx.Dir.Known(asKnown.EndOfDayOrNow())
		denied := d.Refused(access.Read)
		tenures := org.Tenures(then.Appointments, which)
		for _, ap := range tenures {
			if asKnown != "" && ap.From > asKnown {
				continue
			}
			post, _ := then.Of(ap)
			if err := d.May(access.Read, post.Unit); err != nil {
				denied = err
				continue
			}
			tenure, err := personTenure(ctx, tx, then, ap, asKnown)
			if err != nil {
				return err
			}
			p.Tenures = append(p.Tenures, tenure)
		}
		p.Person, _ = then.Person(which)
		known := len(p.Tenures) > 0 || len(tenures) == 0 && tx.Dir.CanAnywhere(access.ManagePeople)
		if p.Person.ID == "" && tx.Dir.CanAnywhere(access.Read) {
			return errs.New(errs.NotFound, "access.not_found")
		}
		if !known {
			p = PersonPage{}
			return denied
		}
		return nil
	})
	return p, err
}

// personTenure fills a tenure, of a directory as it was read on the day asked.
func personTenure(ctx context.Context, tx *desk.Tx, d *desk.Directory, ap org.Appointment, asKnown period.Date) (PersonTenure, error) {
	today, before := tx.Today, asKnown.EndOfDayOrNow()
	if asKnown != "" {
		today = min(asKnown, today)
	}
	post, _ := d.Of(ap)
	last := min(ap.To.AddDays(-1), today)
	out := PersonTenure{Appointment: ap, Post: post}
	out.Unit, _ = d.Unit(post.Unit, max(last, ap.From))
	for _, other := range d.Tenures(ap.Post) {
		if other.To == ap.From {
			t := units.TenureOf(d, other)
			out.Before = &t
		}
		if other.From == ap.To {
			t := units.TenureOf(d, other)
			out.After = &t
		}
	}
	var err error
	if out.Tasks, err = tasks.TasksIn(ctx, tx, ap.Post, ap.Range, asKnown); err != nil {
		return out, err
	}
	if asKnown == "" { // who will answer is no figure of a past day
		if out.Coming, err = comingTo(ctx, tx, ap); err != nil {
			return out, err
		}
	}
	targets, err := tx.TargetsOfPost(ctx, ap.Post)
	if err != nil {
		return out, err
	}
	targets = slices.DeleteFunc(targets, func(t target.Target) bool {
		return !ap.Overlaps(period.Range{From: t.Cycle.Start(), To: t.Cycle.End().AddDays(1)})
	})
	facts, err := standing.Facts(ctx, tx, targets, before)
	for _, f := range facts {
		t, listed := f.Target.AsKnown(before)
		if f.Target = t; listed {
			out.Targets = append(out.Targets, personTarget(ap, f, before, today))
		}
	}
	return out, err
}

// comingTo gives the targets that a post will answer for in a tenure from a day
// to come.
func comingTo(ctx context.Context, tx *desk.Tx, ap org.Appointment) (out []Coming, err error) {
	known, err := tx.AheadOfPost(ctx, ap.Post)
	for _, a := range known {
		if !ap.Holds(max(a.From, tx.Today)) {
			continue
		}
		t, err := tx.Target(ctx, a.Target)
		if err != nil {
			return out, err
		}
		out = append(out, Coming{Change: a, Target: t})
	}
	return out, err
}

// personTarget works out how a target stood over a tenure: up to the month the
// tenure ended in, or the whole cycle when it outlasted it.
// As known just before an instant, whose day is today.
func personTarget(ap org.Appointment, f target.Facts, before time.Time, today period.Date) PersonTarget {
	t, words := f.Target, f.Words
	figures, _ := f.Figures(before)
	upTo := t.Cycle.LastMonth()
	pt := PersonTarget{Target: t, HandedOver: ap.To <= t.Cycle.End() && (before.IsZero() || ap.To <= today)}
	if pt.HandedOver {
		upTo, words = ap.To.AddDays(-1).Month(), nil
	}
	pt.Standing = target.StandingOf(t, figures, words, before, upTo)
	if !pt.Due {
		pt.Prospect = target.ProspectOf(t, figures, nil, before, upTo)
	}
	if ap.From > t.Cycle.Start() {
		start := target.StandingOf(t, figures, nil, before, ap.From.AddDays(-1).Month())
		pt.TakenOver = &start
	}
	return pt
}
