package sample

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review/ruleset"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Load puts the sample world into an empty database through the use-cases, with
// a clock that walks from December 2021 to the eve of the day it is made for: all
// of it, or nothing. Before the communes took the district's place it ends with
// the results of 2024. Conflict when the database has accounts already.
func Load(ctx context.Context, db *store.DB, today period.Date) error {
	data, err := World()
	if err != nil {
		return err
	}
	living, err := readLiving()
	if err != nil {
		return err
	}
	return load(ctx, db, data, living, today)
}

func load(ctx context.Context, db *store.DB, data *Data, living living, today period.Date) error {
	return db.Together(ctx, func(db *store.DB) error {
		l := &loader{ctx: ctx, data: data, living: living, today: today, operator: desk.Operator("dữ liệu mẫu"), units: map[string]id.ID{}, people: map[string]id.ID{},
			posts: map[string]id.ID{}, documents: map[string]id.ID{}, targets: map[string]id.ID{}, actors: map[string]access.Actor{}}
		l.app = app.New(db, func() time.Time { return l.clock })
		l.on(dayZero, 8)
		go warm()
		return l.load()
	})
}

// warm makes what is made once, whatever world it is for, beside the first steps.
func warm() {
	ruleset.Shipped()
	for _, paint := range scenes {
		_, _ = paint() // said where it is shown
	}
}

// dayZero is before the first resolution of the sample.
const dayZero period.Date = "2021-12-01"

// loader walks the sample world in the order things happened.
type loader struct {
	ctx      context.Context
	data     *Data
	app      *app.App
	operator access.Actor
	clock    time.Time
	events   []event
	living   living
	hash     accounts.Hashed // of the common password
	today    period.Date     // the day the world is made for
	moved    []movedTarget
	given    map[string]map[string]id.ID // tasks by key and lead

	units, people, posts, documents, targets map[string]id.ID
	actors                                   map[string]access.Actor
}

// event is something that happened on a day.
type event struct {
	day  period.Date
	hour int
	do   func() error

	reported *reported // instead of do
	taken    *taken    // likewise
}

// taken is a step that somebody takes with a figure or a voucher; what one person
// takes at one time is taken at once, as on the page of what waits.
type taken struct {
	by      string
	voucher bool // else a figure
	step    approval.Step
	reason  string
	made    *id.ID // "" when there was nothing to make
}

// reported is a figure that somebody reports; what one person reports at one time
// is sent at once, as a filled sheet is.
type reported struct {
	by   string
	in   func() figures.NewReport // without a target for none
	took func(id.ID)
}

// at has something happen on a day; nothing of the living world happens after
// the eve of the day it is made on.
func (l *loader) at(day period.Date, hour int, do func() error) {
	if l.today >= livesFrom {
		day = min(day, l.today.AddDays(-1))
	}
	l.events = append(l.events, event{day: day, hour: hour, do: do})
}

// reports has somebody report a figure on a day.
func (l *loader) reports(day period.Date, hour int, by string, in func() figures.NewReport, took func(id.ID)) {
	l.at(day, hour, nil)
	l.events[len(l.events)-1].reported = &reported{by, in, took}
}

// steps has somebody take a step with a voucher on a day.
func (l *loader) steps(day period.Date, hour int, by string, step approval.Step, made *id.ID) {
	l.takes(day, hour, taken{by: by, voucher: true, step: step, made: made})
}

// advances has somebody take a step with a figure on a day.
func (l *loader) advances(day period.Date, hour int, by string, step approval.Step, made *id.ID) {
	l.takes(day, hour, taken{by: by, step: step, made: made})
}

func (l *loader) takes(day period.Date, hour int, t taken) {
	l.at(day, hour, nil)
	l.events[len(l.events)-1].taken = &t
}

// step takes the steps at the head of some events that one person takes at one
// time, and says how many events that were.
func (l *loader) step(events []event) (n int, err error) {
	first := events[0]
	like := func(t *taken) taken { return taken{by: t.by, voucher: t.voucher, step: t.step, reason: t.reason} }
	var made []id.ID
	for ; n < len(events); n++ {
		e := events[n]
		if e.taken == nil || like(e.taken) != like(first.taken) || e.day != first.day || e.hour != first.hour {
			break
		}
		if *e.taken.made != "" {
			made = append(made, *e.taken.made)
		}
	}
	actor := l.actors[first.taken.by]
	switch {
	case len(made) == 0:
	case first.taken.voucher:
		err = l.app.StepPayments(l.ctx, actor, made, first.taken.step, "")
	default:
		var refused []error
		refused, err = l.app.AdvanceMany(l.ctx, actor, made, first.taken.step, first.taken.reason)
		err = errors.Join(append(refused, err)...)
	}
	return n, err
}

// report sends the figures at the head of some events that one person reports at
// one time, and says how many events that were.
func (l *loader) report(events []event) (int, error) {
	first := events[0]
	var list []figures.NewReport
	var took []func(id.ID)
	n := 0
	for ; n < len(events); n++ {
		e := events[n]
		if e.reported == nil || e.reported.by != first.reported.by || e.day != first.day || e.hour != first.hour {
			break
		}
		if in := e.reported.in(); in.Target != "" {
			list, took = append(list, in), append(took, e.reported.took)
		}
	}
	if len(list) == 0 {
		return n, nil
	}
	made, refused, err := l.app.ReportMany(l.ctx, l.actors[first.reported.by], list)
	if err != nil {
		return n, fmt.Errorf("%s: %q: %w", list[0].Month, list[0].Text, err)
	}
	for i, err := range refused {
		if err != nil {
			return n, fmt.Errorf("%s: %q: %w", list[i].Month, list[i].Text, err)
		}
		took[i](made[i].ID)
	}
	return n, nil
}

func (l *loader) on(day period.Date, hour int) {
	l.clock = day.Time().Add(time.Duration(hour) * time.Hour)
}

func (l *loader) load() error {
	if known, err := l.app.Accounts(l.ctx, l.operator); err != nil {
		return err
	} else if len(known) > 0 {
		return errs.New(errs.Conflict, "app.already_initialised").Try("app.already_initialised_hint")
	}
	for _, step := range []func() error{
		func() error { return l.loadUnits(l.data.Units) },
		func() error { return l.loadPeople(l.data.People, l.data.Posts, l.data.Appointments) },
		func() error { return l.loadAccounts(l.data.Accounts) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	l.planResolutions()
	if err := l.planFigures(); err != nil {
		return err
	}
	l.planLocks()
	if err := l.planLiving(); err != nil {
		return err
	}
	sort.SliceStable(l.events, func(i, j int) bool {
		a, b := l.events[i], l.events[j]
		return a.day < b.day || a.day == b.day && a.hour < b.hour
	})
	for n, planned := 0, len(l.events); n < planned; {
		e := l.events[n]
		l.on(e.day, e.hour)
		done, err := 1, error(nil)
		switch {
		case e.reported != nil:
			done, err = l.report(l.events[n:])
		case e.taken != nil:
			done, err = l.step(l.events[n:])
		default:
			err = e.do()
		}
		if err != nil {
			return fmt.Errorf("sample: on %s: %w", e.day, err)
		}
		if n += done; len(l.events) > planned {
			return fmt.Errorf("sample: on %s something was planned for another day: that is never done", e.day)
		}
	}
	return nil
}

func (l *loader) loadUnits(list []Unit) error {
	for _, u := range list {
		i := len(l.units)
		in := func(u Unit) units.NewUnit {
			return units.NewUnit{Code: u.Code, Name: u.Name, Kind: u.Kind, Parent: l.units[u.Parent], Official: u.Official, Order: i, Decision: u.Decision, From: u.From}
		}
		unit, err := l.app.AddUnit(l.ctx, l.operator, in(u))
		if err != nil {
			return fmt.Errorf("sample: unit %s: %w", u.Code, err)
		}
		l.units[u.Code] = unit
		for _, next := range u.Then {
			next.Code, next.Parent = u.Code, u.Parent
			if err := l.app.ReviseUnit(l.ctx, l.operator, unit, in(next)); err != nil {
				return fmt.Errorf("sample: unit %s from %s: %w", u.Code, next.From, err)
			}
		}
	}
	return nil
}

func (l *loader) loadPeople(people []Person, posts []Post, appointments []Appointment) error {
	var err error
	for _, p := range people {
		if l.people[p.Code], err = l.app.AddPerson(l.ctx, l.operator, p.Name, l.data.Invented); err != nil {
			return fmt.Errorf("sample: person %s: %w", p.Code, err)
		}
	}
	for _, p := range posts {
		if l.posts[p.Code], err = l.app.AddPost(l.ctx, l.operator, l.units[p.Unit], p.Title, p.Head); err != nil {
			return fmt.Errorf("sample: post %s: %w", p.Code, err)
		}
	}
	for _, a := range appointments {
		_, err = l.app.Appoint(l.ctx, l.operator, units.NewAppointment{Person: l.people[a.Person], Post: l.posts[a.Post],
			Capacity: a.Capacity, Decision: a.Decision, From: a.From, To: a.To})
		if err != nil {
			return fmt.Errorf("sample: %s as %s: %w", a.Person, a.Post, err)
		}
	}
	return nil
}

func (l *loader) loadAccounts(list []Account) error {
	if l.hash == (accounts.Hashed{}) { // one password for all, hashed once
		var err error
		if l.hash, err = accounts.Hash(l.data.Password); err != nil {
			return err
		}
	}
	for _, a := range list {
		in := accounts.NewAccount{Username: a.Username, Name: a.Name, Person: l.people[a.Person], Password: l.data.Password, Ready: l.hash}
		for _, g := range a.Grants {
			in.Grants = append(in.Grants, access.Grant{Role: g.Role, Unit: l.units[g.Unit]})
		}
		_, _, err := l.app.CreateAccount(l.ctx, l.operator, in)
		if err == nil {
			l.actors[a.Username], err = l.app.ActAs(l.ctx, l.operator, a.Username)
		}
		if err != nil {
			return fmt.Errorf("sample: account %s: %w", a.Username, err)
		}
	}
	return nil
}

func key(cycle period.Cycle, indicator, unit string) string {
	return string(cycle) + "/" + indicator + "/" + unit
}

// planResolutions has each resolution and its targets entered on its day, the
// revisions on theirs, and the allotments the day after.
func (l *loader) planResolutions() {
	for _, r := range l.data.Resolutions {
		l.at(r.IssuedOn, 9, func() (err error) {
			l.documents[r.Key], err = l.app.AddDocument(l.ctx, l.actors["van-phong"], plan.NewDocument{Unit: l.units[r.Unit], Cycle: r.Cycle,
				Number: r.Number, Issuer: r.Issuer, IssuedOn: r.IssuedOn, Title: r.Title, Invented: r.Invented})
			return err
		})
		for _, t := range l.data.Targets {
			if t.Resolution == r.Key {
				l.at(r.IssuedOn, 10, func() error { return l.addTarget(r, t) })
				l.planRevisions(r, t)
			}
		}
		for _, a := range l.data.Allotments {
			if a.Cycle == r.Cycle {
				l.at(r.IssuedOn.AddDays(1), 9, func() error { return l.allot(r, a) })
			}
		}
	}
}

func (l *loader) addTarget(r Resolution, t Target) error {
	i, ok := l.data.Indicator(t.Indicator)
	if !ok {
		return fmt.Errorf("no indicator %q", t.Indicator)
	}
	in := plan.NewTarget{Document: l.documents[r.Key], Setter: target.Setter(i.Setter), Place: t.Ordinal, Label: fmt.Sprint(t.Ordinal),
		Field: i.Field, Name: i.Name, Wording: t.Wording, UnitOfMeasure: i.UnitOfMeasure, Direction: criterion.Direction(i.Direction),
		Accumulation: target.Accumulation(i.Accumulation), AnswerUnit: l.units[i.AnswerUnit], Post: l.posts[i.Post], Confirmed: true,
		Illustrative: t.PlanIllustrative, Source: l.data.Cite(t.PlanSource)}
	if t.Baseline != "" {
		base, err := measure.ParseDecimal(t.Baseline)
		if err != nil {
			return err
		}
		in.Baseline = &base
	}
	made, err := l.app.AddTarget(l.ctx, l.actors["van-phong"], in)
	if err != nil {
		return fmt.Errorf("%s: %w", i.Name, err)
	}
	l.targets[key(t.Cycle, t.Indicator, r.Unit)] = made
	return nil
}

func (l *loader) planRevisions(r Resolution, t Target) {
	for _, rev := range t.Revisions {
		l.at(rev.On, 9, func() error {
			return l.app.ReviseTarget(l.ctx, l.actors["van-phong"], plan.NewRevision{Target: l.targets[key(t.Cycle, t.Indicator, r.Unit)], Wording: rev.Wording, Reason: rev.Reason, Confirmed: true})
		})
	}
}

func (l *loader) allot(r Resolution, a Allotment) error {
	parent := l.targets[key(a.Cycle, a.Indicator, r.Unit)]
	reserve, err := measure.ParseDecimal(a.Reserve)
	if err != nil {
		return err
	}
	in := plan.NewAllotment{Target: parent, Reserve: reserve, Reason: a.Reason, Illustrative: true}
	for _, p := range a.Parts {
		in.Parts = append(in.Parts, plan.Part{Unit: l.units[p.Unit], Wording: p.Wording})
	}
	if err := l.app.Allot(l.ctx, l.actors["van-phong"], in); err != nil {
		return fmt.Errorf("allotting %s: %w", a.Indicator, err)
	}
	page, err := l.app.Target(l.ctx, l.operator, parent, "")
	for _, part := range page.Allotted {
		l.targets[key(a.Cycle, a.Indicator, part.Unit.Code)] = part.ID
	}
	return err
}

// planFigures has every figure reported, verified and approved on its days.
func (l *loader) planFigures() error {
	for _, t := range l.data.Targets {
		ours, err := l.data.Figures(t)
		if err != nil {
			return err
		}
		for _, f := range ours {
			l.planFigure(func() id.ID { return l.targets[key(t.Cycle, t.Indicator, "ngan-son")] }, f, l.source(t, f))
		}
	}
	for _, a := range l.data.Allotments {
		for _, p := range a.Parts {
			theirs, err := l.data.PartFigures(a, p)
			if err != nil {
				return err
			}
			for _, f := range theirs {
				l.planFigure(func() id.ID { return l.targets[key(a.Cycle, a.Indicator, p.Unit)] }, f, l.data.Cite(f.Source))
			}
		}
	}
	return nil
}

// source says where a figure comes from: its own source or, for a final figure
// made up to give what was printed, what was printed and where.
func (l *loader) source(t Target, f Figure) string {
	own := l.data.Cite(f.Source)
	if own != "" || !f.Final || f.Month != t.Cycle.LastMonth() || t.Published == nil {
		return own
	}
	cite := l.data.Cite(t.Published.Source)
	if t.Published.Printed == "" || cite == "" {
		return cite
	}
	return cite + ": " + t.Published.Printed
}

func (l *loader) planFigure(of func() id.ID, f Figure, source string) {
	officer, verifier := l.actors["can-bo"], l.actors["tham-dinh"]
	in := func(text string) figures.NewReport {
		return figures.NewReport{Target: of(), Month: f.Month, Text: text, Cumulative: true, Final: f.Final, Note: f.Note, Source: source, Illustrative: f.Illustrative}
	}
	if f.Returned != nil {
		l.at(f.Reported, 8, func() error {
			first, err := l.app.Report(l.ctx, officer, in(f.Returned.Text))
			if err != nil {
				return fmt.Errorf("%s: %q: %w", f.Month, f.Returned.Text, err)
			}
			_, err = l.app.Advance(l.ctx, verifier, first.ID, approval.Return, f.Returned.Reason)
			return err
		})
	}
	var made id.ID
	l.reports(f.Reported, 14, "can-bo", func() figures.NewReport { return in(f.Text) }, func(o id.ID) { made = o })
	l.advances(f.Verified, 15, "tham-dinh", approval.Verify, &made)
	l.advances(f.Approved, 16, "lanh-dao", approval.Approve, &made)
}

// planLocks has the office close each month, but not December, after its figures are in.
func (l *loader) planLocks() {
	for _, r := range l.data.Resolutions {
		for _, m := range r.Cycle.Months()[:11] {
			l.at(m.Next().Start().AddDays(l.data.Monthly.Calendar.LockDay-1), 17, func() error {
				return l.app.LockPeriod(l.ctx, l.actors["van-phong"], l.units[r.Unit], m)
			})
		}
	}
}
