package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// Correction is a mistake to be put right by the entries that are wrong only;
// the others stay. Units are named by their codes, days as people write them.
type Correction struct {
	Subject string // target, document, task, unit, post, person, appointment, account
	Object  id.ID
	Version period.Date // of a unit: the first day of the version; the present one when empty
	Set     map[string]string
	Reason  string
}

// Correct puts a mistake right, as the use-case of its subject does.
func (a *App) Correct(ctx context.Context, actor access.Actor, in Correction) error {
	do, known := map[string]func(context.Context, access.Actor, Correction, *setter) error{
		"target": a.correctTargetBy, amend.Document: a.correctDocumentBy, "task": a.correctTaskBy, amend.Unit: a.correctUnitBy, amend.Post: a.correctPostBy,
		amend.Person: a.correctPersonBy, amend.Appointment: a.correctAppointmentBy, amend.Account: a.correctAccountBy}[in.Subject]
	if !known {
		return errs.New(errs.Invalid, "app.subject_unknown", "subject", in.Subject).In("subject")
	}
	d, err := a.Directory(ctx, actor)
	if err != nil {
		return err
	}
	s := &setter{d: d, set: maps.Clone(in.Set)}
	return do(ctx, actor, in, s)
}

// setter gives entries one after another: as they are set, else as they were.
type setter struct {
	d     *desk.Directory
	set   map[string]string
	known []string
	err   error
}

func (s *setter) text(name, was string) string {
	s.known = append(s.known, name)
	if v, said := s.set[name]; said {
		delete(s.set, name)
		return v
	}
	return was
}

func (s *setter) unit(name string, was id.ID) id.ID {
	code := s.text(name, "\x00")
	if code == "\x00" || code == "" {
		return was
	}
	u, err := s.d.UnitByCode(code)
	if err != nil && s.err == nil {
		s.err = errs.All(err)[0].In(name)
	}
	return u
}

func (s *setter) day(name string, was period.Date) period.Date {
	text := s.text(name, "\x00")
	if text == "\x00" {
		return was
	}
	if strings.TrimSpace(text) == "" {
		return ""
	}
	day, err := period.ParseDate(text)
	if err != nil && s.err == nil {
		s.err = errs.All(err)[0].In(name)
	}
	return day
}

// done gives an error where an entry could not be read, or is no entry at all.
func (s *setter) done() error {
	if s.err != nil {
		return s.err
	}
	for _, name := range slices.Sorted(maps.Keys(s.set)) {
		return errs.New(errs.Invalid, "app.entry_unknown", "entry", name, "known", strings.Join(s.known, ", ")).In(name)
	}
	return nil
}

func (a *App) correctTargetBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	p, err := a.Target(ctx, actor, in.Object, "")
	if err != nil {
		return err
	}
	t := p.BoardRow.Target
	n := plan.NewEntries{Target: t.ID, Label: s.text("label", t.Label), Field: s.text("field", t.Field), Name: s.text("name", t.Name), UnitOfMeasure: s.text("uom", t.UnitOfMeasure),
		Setter: target.Setter(s.text("setter", string(t.Setter))), Accumulation: target.Accumulation(s.text("accumulation", string(t.Accumulation))),
		AnswerUnit: s.unit("answer_unit", t.AnswerUnit), Post: id.ID(s.text("post", "")), Source: s.text("source", t.Source), Reason: in.Reason}
	if n.AnswerUnit == t.AnswerUnit && n.Post == "" {
		n.Post = t.Post
	}
	if err := s.done(); err != nil {
		return err
	}
	return a.CorrectTarget(ctx, actor, n)
}

func (a *App) correctDocumentBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	p, err := a.Document(ctx, actor, in.Object, "")
	if err != nil {
		return err
	}
	n := plan.NewDocument{Number: s.text("number", p.Number), Issuer: s.text("issuer", p.Issuer), IssuedOn: s.day("issued_on", p.IssuedOn), Title: s.text("title", p.Title),
		Kind: s.text("doc_kind", p.Kind), Level: target.Level(s.text("level", string(p.Level))), TermFrom: s.day("term_from", p.TermFrom), TermTo: s.day("term_to", p.TermTo)}
	if err := s.done(); err != nil {
		return err
	}
	return a.CorrectDocument(ctx, actor, in.Object, n, in.Reason)
}

func (a *App) correctTaskBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	p, err := a.Task(ctx, actor, in.Object)
	if err != nil {
		return err
	}
	t := p.Task
	n := tasks.NewTask{Name: s.text("name", t.Name), Product: s.text("product", t.Product), Authority: s.text("authority", t.Authority), Deadline: s.text("deadline", t.Deadline.Text),
		Label: s.text("label", t.Label), Field: s.text("field", t.Field), Programme: s.text("programme", t.Programme), Provision: s.text("provision", t.Provision), Source: s.text("source", t.Source),
		FollowedBy: s.text("followed_by", t.FollowedBy), LeadText: s.text("lead_text", t.LeadText), Document: id.ID(s.text("document", string(t.Document))), Partners: t.Partners}
	if lead := s.unit("lead", t.Lead); lead != "" {
		n.Leads = []id.ID{lead}
	}
	if codes := s.text("partners", "\x00"); codes != "\x00" {
		n.Partners = nil
		for _, code := range strings.FieldsFunc(codes, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
			unit, err := s.d.UnitByCode(code)
			if err != nil {
				return errs.All(err)[0].In("partners")
			}
			n.Partners = append(n.Partners, task.Partner{Unit: unit})
		}
	}
	if err := s.done(); err != nil {
		return err
	}
	_, err = a.CorrectTask(ctx, actor, in.Object, n, in.Reason)
	return err
}

func (a *App) correctUnitBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	was, _ := s.d.Unit(in.Object, s.d.Today())
	for _, v := range s.d.Versions {
		if v.ID == in.Object && v.From == in.Version {
			was = v
		}
	}
	n := units.NewUnit{Code: s.text("code", was.Code), Name: s.text("name", was.Name), Kind: s.text("kind", was.Kind), Parent: s.unit("parent", was.Parent),
		Official: s.text("official", was.Official), Decision: s.text("decision", was.Decision), From: s.day("from", was.From)}
	if err := s.done(); err != nil {
		return err
	}
	return a.CorrectUnit(ctx, actor, in.Object, was.From, n, in.Reason)
}

func (a *App) correctPostBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	was, _ := s.d.Post(in.Object)
	is := was.Entered(amend.Fields{"title": s.text("title", was.Title), "head": s.text("head", was.Entries()["head"])})
	if err := s.done(); err != nil {
		return err
	}
	return a.CorrectPost(ctx, actor, in.Object, is.Title, is.Head, in.Reason)
}

func (a *App) correctPersonBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	was, _ := s.d.Person(in.Object)
	name := s.text("name", was.Name)
	if err := s.done(); err != nil {
		return err
	}
	return a.CorrectPerson(ctx, actor, in.Object, name, in.Reason)
}

func (a *App) correctAppointmentBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	was := org.Appointment{}
	for _, ap := range s.d.Appointments {
		if ap.ID == in.Object {
			was = ap
		}
	}
	n := units.NewAppointment{Person: id.ID(s.text("person", string(was.Person))), Capacity: org.Capacity(s.text("capacity", string(was.Capacity))),
		Decision: s.text("decision", was.Decision), From: s.day("from", was.From), To: s.day("to", was.To)}
	if err := s.done(); err != nil {
		return err
	}
	return a.CorrectAppointment(ctx, actor, in.Object, n, in.Reason)
}

func (a *App) correctAccountBy(ctx context.Context, actor access.Actor, in Correction, s *setter) error {
	all, err := a.Accounts(ctx, actor)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.ID != in.Object {
			continue
		}
		username, name, person := s.text("username", one.Username), s.text("name", one.Name), id.ID(s.text("person", string(one.Person)))
		if err := s.done(); err != nil {
			return err
		}
		return a.CorrectAccount(ctx, actor, in.Object, username, name, person, in.Reason)
	}
	return errs.New(errs.NotFound, "access.not_found")
}

// Undo takes back what was made by mistake: a unit, a post, an appointment, a
// task, or "steps": what who asks did last with tasks. With dry nothing is done.
func (a *App) Undo(ctx context.Context, actor access.Actor, subject string, object id.ID, dry bool) (err error) {
	switch subject {
	case amend.Unit:
		return a.UndoUnit(ctx, actor, object, dry)
	case amend.Post:
		return a.UndoPost(ctx, actor, object, dry)
	case amend.Appointment:
		_, err = a.UndoAppointment(ctx, actor, object, dry)
		return err
	case "task":
		return a.UndoTask(ctx, actor, object, dry)
	case "steps":
		_, _, err = a.UndoSteps(ctx, actor, time.Time{}, dry)
		return err
	}
	return errs.New(errs.Invalid, "app.subject_unknown", "subject", subject).In("subject")
}
