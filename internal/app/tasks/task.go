package tasks

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital/programme"
	"dondoc/internal/charge"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// NewTask is what is asked to give a task out.
type NewTask struct {
	Unit       id.ID // the body that gives it out
	Document   id.ID
	Provision  string
	Directive  id.ID
	Parent     id.ID
	Place      int // in the document's annex
	Label      string
	Field      string
	Programme  string // national target programme: its key or a name of it
	Name       string
	Product    string
	Authority  string
	Leads      []id.ID // one accountable lead; several are a group, with one task each
	LeadText   string  // as written, where no unit is known
	Partners   []task.Partner
	Deadline   string // as written
	Issued     period.Date
	FollowedBy string
	Source     string
	Why        string // units that are not under the giver are asked for this reason; without one they are refused

	imported bool // a row of a sheet: what is odd is asked, not refused
	renewed  bool // a part of a task that recurs: whom it charges was settled then
}

// GivenTask is a task that was given out, with what is not clear in it.
type GivenTask struct {
	task.Task
	Unclear   []phrase.Phrase
	Questions []phrase.Phrase // about its deadline

	asks []charge.Request // of units that are not under the giver
}

// AddTask gives a task out: to its one lead or, where several are named, to each
// of them as a task of its own under one origin.
func (a *Wing) AddTask(ctx context.Context, actor access.Actor, in NewTask) ([]GivenTask, error) {
	var out []GivenTask
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d := tx.Dir
		if err := d.May(access.ManageTasks, in.Unit); err != nil {
			return err
		}
		parents, err := tx.TaskParents(ctx, in.Unit)
		if err != nil {
			return err
		}
		out, err = addTask(ctx, tx, in, parents)
		return err
	})
	return out, err
}

// programmeOf gives the name of a national target programme; none for none.
func programmeOf(text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	p, known := programme.Named(text)
	if !known {
		return "", errs.New(errs.Invalid, "task.programme_unknown", "text", text).In("programme")
	}
	return p.Name, nil
}

func planTask(ctx context.Context, tx *desk.Tx, in NewTask, parents map[id.ID]id.ID) ([]GivenTask, error) {
	d, actor := tx.Dir, tx.Actor
	if err := originOf(ctx, tx, &in); err != nil {
		return nil, err
	}
	of, err := programmeOf(in.Programme)
	if err != nil {
		return nil, err
	}
	asked, asks := unbind(d, &in, nil)
	deadline, questions := period.ReadDeadline(in.Deadline, period.DeadlineContext{Issued: in.Issued})
	t := task.Task{Unit: in.Unit, Document: in.Document, Provision: in.Provision, Directive: in.Directive, Parent: in.Parent, Place: in.Place, Label: in.Label,
		Field: in.Field, Programme: of, Name: strings.TrimSpace(in.Name), Product: strings.TrimSpace(in.Product), Authority: strings.TrimSpace(in.Authority), LeadText: in.LeadText,
		Partners: in.Partners, Deadline: deadline, First: deadline.Last(), Every: deadline.Every, FollowedBy: in.FollowedBy, Source: in.Source,
		By: actor.Account, ByName: tx.Name(), At: tx.Now}
	leads := in.Leads
	if len(leads) == 0 {
		leads = []id.ID{""}
	}
	if len(leads) > 1 {
		t.Group = tx.Mint()
	}
	var out []GivenTask
	for _, lead := range leads {
		t.ID, t.Lead, t.Post, t.LeadText = tx.Mint(), lead, "", in.LeadText
		doubts, asks := slices.Clone(asked), slices.Clone(asks)
		if lead != "" {
			v, stands := d.Tree(tx.Today).Unit(lead)
			if !stands {
				return nil, goneLead(d, lead)
			}
			err := d.Charge(access.ManageTasks, in.Unit, lead)
			if err != nil && !in.renewed && strings.TrimSpace(in.Why) == "" {
				return nil, errs.All(err)[0].In("lead")
			}
			if err != nil && !in.renewed { // it leads nothing before it says yes
				t.Lead, t.LeadText = "", cmp.Or(in.LeadText, v.Name)
				doubts, asks = append(doubts, phrase.New("charge.is_asked", "unit", v.Name)), append(asks, charge.Request{Role: charge.Lead, Asked: lead})
			} else if head, ok := d.HeadPost(lead); ok {
				t.Post = head.ID
			}
		}
		if err := task.CheckTask(t, in.Issued, parents); err != nil {
			return nil, err
		}
		if t.Partners = in.Partners; len(leads) > 1 { // each of a group coordinates with the others anyway
			t.Partners = slices.DeleteFunc(slices.Clone(in.Partners), func(p task.Partner) bool { return p.Unit != "" && p.Unit == lead })
		}
		if err := t.CheckPartners(); err != nil && !in.imported && !in.renewed {
			return nil, err
		} else if err != nil {
			doubts = append(doubts, errs.All(err)[0].What)
		}
		for i := range asks {
			asks[i].Object, asks[i].Unit, asks[i].Name, asks[i].Due, asks[i].Reason = t.ID, t.Unit, t.Name, t.First, in.Why
		}
		out = append(out, GivenTask{t, append(task.Unclear(t), doubts...), questions, asks})
	}
	return out, nil
}

// unbind keeps a coordinating unit that the giver cannot charge by its name
// only: it is asked where a reason is given, and bound by nothing, until it says
// yes or the unit above both names it. One that takes part already stays.
func unbind(d *desk.Directory, in *NewTask, already []task.Partner) (said []phrase.Phrase, asks []charge.Request) {
	if in.renewed {
		return nil, nil
	}
	in.Partners = slices.Clone(in.Partners)
	for i, p := range in.Partners {
		if d.Charge(access.ManageTasks, in.Unit, p.Unit) == nil || slices.ContainsFunc(already, func(k task.Partner) bool { return k.Unit == p.Unit }) {
			continue
		}
		v, _ := d.Unit(p.Unit, d.Today())
		in.Partners[i].Unit, in.Partners[i].Text = "", cmp.Or(p.Text, v.Name)
		if strings.TrimSpace(in.Why) == "" {
			said = append(said, phrase.New("app.partner_outside", "unit", v.Name))
		} else if !slices.ContainsFunc(asks, func(r charge.Request) bool { return r.Asked == p.Unit }) {
			said, asks = append(said, phrase.New("charge.is_asked", "unit", v.Name)), append(asks, charge.Request{Role: charge.Partner, Asked: p.Unit})
		}
	}
	return said, asks
}

// addTask writes the tasks that planTask makes of what is asked.
func addTask(ctx context.Context, tx *desk.Tx, in NewTask, parents map[id.ID]id.ID) ([]GivenTask, error) {
	given, err := planTask(ctx, tx, in, parents)
	if err != nil {
		return nil, err
	}
	for _, g := range given {
		if err := tx.InsertTask(ctx, g.Task); err != nil {
			return nil, err
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "task.given", Object: g.ID, Unit: g.Unit, Body: g.Task}); err != nil {
			return nil, err
		}
		for _, r := range g.asks {
			if _, err := tx.Ask(ctx, r); err != nil {
				return nil, err
			}
		}
	}
	return given, nil
}

// originOf sees that a task's document, directive and parent belong to the same body.
func originOf(ctx context.Context, tx *desk.Tx, in *NewTask) error {
	if in.Document != "" {
		doc, err := tx.Document(ctx, in.Document)
		if errs.Failed(err) {
			return err
		}
		if err != nil || doc.Unit != in.Unit {
			return errs.New(errs.NotFound, "app.document_unknown").In("document")
		}
		if in.Issued == "" {
			in.Issued = doc.IssuedOn
		}
	}
	if in.Directive != "" {
		dir, err := tx.Directive(ctx, in.Directive)
		if errs.Failed(err) {
			return err
		}
		if err != nil || dir.Unit != in.Unit {
			return errs.New(errs.NotFound, "app.directive_unknown").In("directive")
		}
		if in.Issued == "" {
			in.Issued = dir.On
		}
	}
	if in.Parent != "" {
		parent, _, err := tx.Task(ctx, in.Parent)
		if errs.Failed(err) {
			return err
		}
		if err != nil || parent.Unit != in.Unit {
			return errs.New(errs.NotFound, "app.task_unknown").In("parent")
		}
		if due := parent.State.Due; due != "" {
			if own, _ := period.ReadDeadline(in.Deadline, period.DeadlineContext{Issued: in.Issued}); own.Last() > due {
				return errs.New(errs.Invalid, "app.part_after_whole", "end", own.Last(), "due", due).In("deadline").Try("app.part_after_whole_hint")
			}
		}
	}
	return nil
}

// TaskRow is a task as it stands on the day, with who answers for it.
type TaskRow struct {
	store.TaskRow
	task.Judgement
	Steps   int // taken with it, and when it changed last: of a feed
	Changed time.Time
	Answers desk.Responsible
	Reason  *reason.Reason // why it is late, as it was said last; nil where it is not late or nobody said
}

// Tasks asks for tasks of a unit: those it gave out, leads or coordinates.
type Tasks struct {
	Unit     string // code
	As       string // "given", "lead", or "" for both
	Document id.ID
	Status   task.Status
	Words    string
	AfterDue period.Date
	AfterID  id.ID
	Before   period.Date // due before this day; "" for any
	Limit    int         // 50 when 0
	Open     bool        // without a status: only what is neither done nor withdrawn
	AsKnown  period.Date // "" for now
}

// TaskList is one page of tasks, how many there are in all, and the unit's tally.
type TaskList struct {
	Unit    org.Version
	Rows    []TaskRow
	Count   int // over all pages
	Tally   task.Tally
	Today   period.Date // the day they are judged on
	AsKnown period.Date // "" for now
	May     map[access.Action]bool
}

// TaskList gives a page of a unit's tasks.
func (a *Wing) TaskList(ctx context.Context, actor access.Actor, q Tasks) (TaskList, error) {
	var out TaskList
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		l, err := taskQuery(ctx, tx, q, &out)
		if err != nil {
			return err
		}
		if out.Rows, err = l.rows(ctx); err != nil {
			return err
		}
		if err := withReasons(ctx, tx, out.Rows, l.before); err != nil {
			return err
		}
		if out.Count, err = l.count(ctx); err != nil {
			return err
		}
		out.Tally, err = l.tally(ctx)
		return err
	})
	return out, err
}

// taskQuery checks who asks for tasks of which unit, and fills in what a list
// says of it.
func taskQuery(ctx context.Context, tx *desk.Tx, q Tasks, out *TaskList) (*asked, error) {
	if q.Status != "" && !q.Status.Valid() {
		return nil, errs.New(errs.Invalid, "app.task_status_unknown", "status", string(q.Status)).In("status")
	}
	if q.Limit <= 0 || q.Limit > 1000 {
		q.Limit = 50
	}
	d := tx.Dir
	unit, err := d.UnitByCode(q.Unit)
	if err != nil {
		return nil, err
	}
	if err := d.May(access.Read, unit); err != nil {
		return nil, err
	}
	l, err := asks(ctx, tx, unit, q.AsKnown)
	if err != nil {
		return nil, err
	}
	out.Today, out.AsKnown, out.May = l.day, q.AsKnown, map[access.Action]bool{}
	for _, action := range []access.Action{access.ManageTasks, access.WorkTasks} {
		out.May[action] = q.AsKnown == "" && d.May(action, unit) == nil // nothing is done to a past day
	}
	out.Unit, _ = l.dir.Unit(unit, out.Today)
	if out.Unit.ID == "" { // it began later
		out.Unit, _ = d.Unit(unit, tx.Today)
	}
	l.TaskQuery = store.TaskQuery{Unit: unit, Lead: unit, Document: q.Document, Words: q.Words, Status: q.Status, Today: out.Today,
		Soon: out.Today.AddDays(task.SoonDays), AfterDue: q.AfterDue, AfterID: q.AfterID, Before: q.Before, Limit: q.Limit, Open: q.Open}
	switch q.As {
	case "given":
		l.Lead = ""
	case "lead":
		l.Unit = ""
	default:
		if l.Unit, err = l.givesOut(ctx, unit); err != nil {
			return nil, err
		}
		if l.Unit != "" {
			l.Lead = ""
		}
	}
	return l, nil
}

// TaskColumn is the first tasks that stand one way, and how many there are.
type TaskColumn struct {
	Status task.Status
	Rows   []TaskRow
	Count  int
}

// TaskColumns gives a unit's tasks by how they stand, the first of each.
func (a *Wing) TaskColumns(ctx context.Context, actor access.Actor, q Tasks) (TaskList, []TaskColumn, error) {
	var list TaskList
	var out []TaskColumn
	q.Status = ""
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		l, err := taskQuery(ctx, tx, q, &list)
		if err != nil {
			return err
		}
		if list.Tally, err = l.tally(ctx); err != nil {
			return err
		}
		list.Count = list.Tally.Total
		for _, status := range task.Statuses() {
			if list.Tally.By[status] == 0 {
				continue
			}
			l.Status = status
			rows, err := l.rows(ctx)
			if err != nil {
				return err
			}
			out = append(out, TaskColumn{status, rows, list.Tally.By[status]})
		}
		return nil
	})
	return list, out, err
}

// givesOut says whether a unit is one that gives tasks out: its list is then of
// those, else of those it leads.
func givesOut(ctx context.Context, tx *desk.Tx, unit id.ID) (id.ID, error) {
	n, err := tx.CountTasks(ctx, store.TaskQuery{Unit: unit})
	if err != nil || n == 0 {
		return "", err
	}
	return unit, nil
}

func judgedRows(d *desk.Directory, rows []store.TaskRow) []TaskRow {
	return judgedOn(d, rows, d.Today())
}

func judgedOn(d *desk.Directory, rows []store.TaskRow, day period.Date) []TaskRow {
	out := make([]TaskRow, len(rows))
	for i, r := range rows {
		out[i] = TaskRow{TaskRow: r, Judgement: task.Judge(r.Task, r.State, day, task.SoonDays)}
		if r.Lead != "" {
			out[i].Answers = d.Answering(r.Lead, r.Post, day)
		}
	}
	return out
}

// mayStep checks a step of a task that the actor may read: the lead's steps on
// the lead, the giver's on the body that gave it out.
func mayStep(d *desk.Directory, step task.Step, t task.Task) error {
	if step.ByLead() && t.Lead != "" && d.May(access.WorkTasks, t.Lead) == nil {
		return nil
	}
	if step.ByGiver() && d.May(access.ManageTasks, t.Unit) == nil {
		return nil
	}
	action := access.WorkTasks
	if step.ByGiver() {
		action = access.ManageTasks
	}
	return errs.New(errs.Forbidden, "access.forbidden", "action", string(action)).Try("access.forbidden_hint")
}
