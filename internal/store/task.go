package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/task"
	"dondoc/internal/viet"
)

// TaskRow is a task as it stands: with what its events come to. Asked is set
// where an extension waits, without its event.
type TaskRow struct {
	task.Task
	State task.State
}

// TaskQuery asks for tasks. Empty fields do not narrow it.
type TaskQuery struct {
	Unit     id.ID // that gave them out
	Lead     id.ID // that leads, or coordinates
	Document id.ID
	Words    string // from the start of a word of the wording on, diacritics or not
	Status   task.Status
	Today    period.Date
	Soon     period.Date // the last day that is due soon
	AfterDue period.Date // the last row of the page before
	AfterID  id.ID
	Before   period.Date // due before this day; "" for any
	Limit    int
	Open     bool // neither done nor withdrawn, whatever else the status
}

// beginsWord makes what may stand before a word a space, as the queries do.
var beginsWord = strings.NewReplacer("(", " ", "-", " ", "/", " ", "“", " ", `"`, " ")

// open is the word by which the queries ask for what is neither done nor withdrawn.
const open = "open"

func (q TaskQuery) args() []any {
	words := ""
	if q.Words != "" {
		words = "% " + beginsWord.Replace(viet.Fold(q.Words)) + "%"
	}
	status := string(q.Status)
	if q.Open && status == "" {
		status = open
	}
	return []any{q.Unit, q.Lead, q.Document, words, status, q.Today, q.Soon}
}

// named chooses the form of a query that reads only what is asked for: the tasks
// one body gave out, or those one unit leads and coordinates, each by its index.
func (q TaskQuery) named(name string) string {
	switch {
	case q.Unit != "" && q.Lead == "":
		return name + "_given"
	case q.Lead != "" && q.Unit == "":
		return name + "_lead"
	}
	return name
}

// InsertTask adds a task with its coordinating units.
func (tx *Tx) InsertTask(ctx context.Context, t task.Task) error {
	deadline, err := json.Marshal(t.Deadline)
	if err != nil {
		return err
	}
	if err := tx.exec(ctx, "task.insert", t.ID, t.Unit, t.Document, t.Provision, t.Directive, t.Group, t.Parent, t.Place, t.Label, t.Field, t.Name,
		t.Product, t.Authority, t.LeadText, string(deadline), t.First, t.Every, t.FollowedBy, t.Source, t.By, t.ByName, t.At.UnixMilli(), t.Lead, t.Post,
		t.First, "", false, false, false, false, viet.Fold(t.Name+" "+t.Product+" "+t.LeadText+" "+t.Field+" "+t.Programme), t.Begins(), t.Programme); err != nil {
		return err
	}
	return tx.insertPartners(ctx, t)
}

func (tx *Tx) insertPartners(ctx context.Context, t task.Task) error {
	for i, p := range t.Partners {
		if err := tx.exec(ctx, "task.insert_partner", t.ID, i+1, p.Unit, p.Text, p.Part, p.Due); err != nil {
			return err
		}
	}
	return nil
}

func scanTask(s scanner) (r TaskRow, err error) {
	var deadline string
	var at int64
	var asked bool
	t := &r.Task
	if err = s.Scan(&t.ID, &t.Unit, &t.Document, &t.Provision, &t.Directive, &t.Group, &t.Parent, &t.Place, &t.Label, &t.Field, &t.Name,
		&t.Product, &t.Authority, &t.LeadText, &deadline, &t.First, &t.Every, &t.FollowedBy, &t.Source, &t.By, &t.ByName, &at, &t.Lead, &t.Post,
		&r.State.Due, &r.State.DoneOn, &r.State.Started, &r.State.Paused, &r.State.Withdrawn, &asked, &t.Programme); err != nil {
		return r, err
	}
	if asked {
		r.State.Asked = &task.Event{Step: task.Ask}
	}
	t.At = time.UnixMilli(at)
	return r, json.Unmarshal([]byte(deadline), &t.Deadline)
}

// Task finds a task with its coordinating units and events; its state is worked
// out from them.
func (tx *Tx) Task(ctx context.Context, which id.ID) (TaskRow, []task.Event, error) {
	r, err := one(ctx, tx, "task.by_id", scanTask, which)
	if err != nil {
		return r, nil, err
	}
	if r.Partners, err = many(ctx, tx, "task.partners", func(s scanner) (p task.Partner, err error) {
		err = s.Scan(&p.Unit, &p.Text, &p.Part, &p.Due)
		return p, err
	}, which); err != nil {
		return r, nil, err
	}
	events, err := many(ctx, tx, "task.events", scanEvent, which)
	r.State = task.StateOf(r.Task, events)
	return r, events, err
}

// PartnerOf is a coordinating unit of a task.
type PartnerOf struct {
	Task id.ID
	task.Partner
}

// PartnersOf gives the coordinating units of all tasks that a unit gave out, leads or coordinates.
func (tx *Tx) PartnersOf(ctx context.Context, unit id.ID) ([]PartnerOf, error) {
	return many(ctx, tx, "task.partners_of", func(s scanner) (p PartnerOf, err error) {
		err = s.Scan(&p.Task, &p.Unit, &p.Text, &p.Part, &p.Due)
		return p, err
	}, unit)
}

func scanEvent(s scanner) (e task.Event, err error) {
	var at int64
	var amended string
	if err = s.Scan(&e.No, &e.Step, &e.On, &e.Due, &e.From, &e.To, &e.Text, &e.By, &e.ByName, &at, &amended); err != nil {
		return e, err
	}
	e.At = time.UnixMilli(at)
	e.Amended, err = readAmended(amended)
	return e, err
}

// Tasks gives a page of tasks, those without a day first, then by day.
func (tx *Tx) Tasks(ctx context.Context, q TaskQuery) ([]TaskRow, error) {
	return many(ctx, tx, q.named("task.list"), scanTask, append(q.args(), q.AfterDue, q.AfterID, q.Before, q.Limit)...)
}

// CountTasks counts what a query asks for, over all its pages.
func (tx *Tx) CountTasks(ctx context.Context, q TaskQuery) (int, error) {
	return one(ctx, tx, q.named("task.count"), func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, q.args()...)
}

// TallyTasks counts what a query asks for by status, whichever status it asks for.
func (tx *Tx) TallyTasks(ctx context.Context, q TaskQuery) (task.Tally, error) {
	type count struct {
		status task.Status
		n      int
	}
	args := q.args()
	rows, err := many(ctx, tx, q.named("task.tally"), func(s scanner) (c count, err error) { err = s.Scan(&c.status, &c.n); return c, err }, append(args[:4:4], q.Today, q.Soon)...)
	t := task.Tally{By: map[task.Status]int{}}
	for _, r := range rows {
		t.By[r.status] += r.n
		if r.status != task.Withdrawn {
			t.Total += r.n
		}
		if r.status.Counts() {
			t.Due += r.n
		}
	}
	return t, err
}

// TasksDue gives every open task whose day is not after one, by lead.
func (tx *Tx) TasksDue(ctx context.Context, until period.Date) ([]TaskRow, error) {
	return many(ctx, tx, "task.due_for_all", scanTask, until)
}

// TasksOfPost gives the tasks tied to a post.
func (tx *Tx) TasksOfPost(ctx context.Context, post id.ID) ([]TaskRow, error) {
	return many(ctx, tx, "task.of_post", scanTask, post)
}

// OpenTasksOf gives the open tasks that a unit leads.
func (tx *Tx) OpenTasksOf(ctx context.Context, lead id.ID) ([]TaskRow, error) {
	return many(ctx, tx, "task.of_units", scanTask, lead)
}

// RecurringTasks gives the tasks that are done again and again, and go on.
func (tx *Tx) RecurringTasks(ctx context.Context) ([]TaskRow, error) {
	return many(ctx, tx, "task.recurring", scanTask)
}

// TasksToDecide gives the tasks a body gave out that wait for its word: an
// extension is asked for, or the task is said to be done.
func (tx *Tx) TasksToDecide(ctx context.Context, unit id.ID, limit int) ([]TaskRow, error) {
	return many(ctx, tx, "task.to_decide", scanTask, unit, limit)
}

// TasksOfDirectives gives the tasks a body gave out on instructions.
func (tx *Tx) TasksOfDirectives(ctx context.Context, unit id.ID) ([]TaskRow, error) {
	return many(ctx, tx, "task.of_directives", scanTask, unit)
}

// TasksOfProgrammes gives the tasks of national target programmes that some units
// gave out or lead.
func (tx *Tx) TasksOfProgrammes(ctx context.Context, units []id.ID) ([]TaskRow, error) {
	rows, err := manyOf(ctx, tx, "task.of_programmes", scanTask, units)
	seen := make(map[id.ID]bool, len(rows)) // units are asked for some at a time
	return slices.DeleteFunc(rows, func(r TaskRow) bool {
		again := seen[r.ID]
		seen[r.ID] = true
		return again
	}), err
}

// TasksUnder gives the tasks that are part of one.
func (tx *Tx) TasksUnder(ctx context.Context, parent id.ID) ([]TaskRow, error) {
	return many(ctx, tx, "task.of_parent", scanTask, parent)
}

// TaskParents gives the parent of each task of a body that has one.
func (tx *Tx) TaskParents(ctx context.Context, unit id.ID) (map[id.ID]id.ID, error) {
	type pair struct{ child, parent id.ID }
	rows, err := many(ctx, tx, "task.parents", func(s scanner) (p pair, err error) { err = s.Scan(&p.child, &p.parent); return p, err }, unit)
	out := make(map[id.ID]id.ID, len(rows))
	for _, r := range rows {
		out[r.child] = r.parent
	}
	return out, err
}

// TaskLabels gives the labels and wordings of a document's tasks that a body
// follows, with the days they are due on.
func (tx *Tx) TaskLabels(ctx context.Context, document, unit id.ID) (map[[2]string]period.Date, error) {
	out := map[[2]string]period.Date{}
	_, err := many(ctx, tx, "task.labels_of_document", func(s scanner) (p [2]string, err error) {
		var due period.Date
		if err = s.Scan(&p[0], &p[1], &due); err == nil {
			out[p] = due
		}
		return p, err
	}, document, unit)
	return out, err
}

// UnitName is another name by which a body's papers call a unit.
type UnitName struct {
	ID     id.ID
	Body   id.ID
	Unit   id.ID
	Name   string
	By     id.ID
	ByName string
	At     time.Time
}

// InsertUnitName keeps another name of a unit.
func (tx *Tx) InsertUnitName(ctx context.Context, n UnitName) error {
	return tx.exec(ctx, "task.insert_unit_name", n.ID, n.Body, n.Unit, n.Name, n.By, n.ByName, n.At.UnixMilli())
}

// UnitNames gives the other names a body's papers use.
func (tx *Tx) UnitNames(ctx context.Context, body id.ID) ([]UnitName, error) {
	return many(ctx, tx, "task.unit_names", func(s scanner) (n UnitName, err error) {
		var at int64
		err = s.Scan(&n.ID, &n.Unit, &n.Name, &n.ByName, &at)
		n.Body, n.At = body, time.UnixMilli(at)
		return n, err
	}, body)
}

// DeleteUnitName forgets another name of a unit. NotFound where the body has none such.
func (tx *Tx) DeleteUnitName(ctx context.Context, body, which id.ID) error {
	return tx.execOne(ctx, "task.delete_unit_name", which, body)
}

// TasksWritten gives the tasks a body gave out, with their number, wording, deadline and lead.
func (tx *Tx) TasksWritten(ctx context.Context, unit id.ID) ([]TaskRow, error) {
	return many(ctx, tx, "task.written", func(s scanner) (t TaskRow, err error) {
		var deadline string
		if err = s.Scan(&t.Label, &t.Name, &deadline, &t.Lead, &t.Post, &t.LeadText, &t.State.Due); err == nil {
			err = json.Unmarshal([]byte(deadline), &t.Deadline)
		}
		return t, err
	}, unit)
}

// TaskChange is how often a task changed, and when last.
type TaskChange struct {
	Task  id.ID
	Steps int
	Last  time.Time
}

// TaskChanges gives the changes of the tasks a unit leads or coordinates.
func (tx *Tx) TaskChanges(ctx context.Context, unit id.ID) ([]TaskChange, error) {
	return many(ctx, tx, "task.changes", func(s scanner) (c TaskChange, err error) {
		var at int64
		err = s.Scan(&c.Task, &c.Steps, &at)
		c.Last = time.UnixMilli(at)
		return c, err
	}, unit)
}

// InsertEvent adds an event and keeps what the task's events come to beside the
// task. Conflict when somebody else took the step of that number first.
func (tx *Tx) InsertEvent(ctx context.Context, t task.Task, e task.Event, after task.State) error {
	amended, err := amendedText(e.Amended)
	if err != nil {
		return err
	}
	if err := tx.exec(ctx, "task.insert_event", t.ID, e.No, e.Step, e.On, e.Due, e.From, e.To, e.Text, e.By, e.ByName, e.At.UnixMilli(), amended); err != nil {
		return err
	}
	return tx.setState(ctx, t, after)
}

// setState keeps what a task's events come to beside the task.
func (tx *Tx) setState(ctx context.Context, t task.Task, after task.State) error {
	return tx.execOne(ctx, "task.set_state", t.ID, t.Lead, t.Post, after.Due, after.DoneOn, after.Started, after.Paused, after.Withdrawn, after.Asked != nil)
}

// InsertDirective adds an instruction.
func (tx *Tx) InsertDirective(ctx context.Context, d task.Directive) error {
	return tx.exec(ctx, "task.insert_directive", d.ID, d.Unit, d.Speaker, d.Post, d.Occasion, d.On, d.Text, d.Invented, d.ByName, d.At.UnixMilli())
}

func scanDirective(s scanner) (d task.Directive, err error) {
	var at int64
	err = s.Scan(&d.ID, &d.Unit, &d.Speaker, &d.Post, &d.Occasion, &d.On, &d.Text, &d.Invented, &d.ByName, &at)
	d.At = time.UnixMilli(at)
	return d, err
}

// Directive finds an instruction.
func (tx *Tx) Directive(ctx context.Context, which id.ID) (task.Directive, error) {
	return one(ctx, tx, "task.directive", scanDirective, which)
}

// Directives gives a body's instructions, the newest first.
func (tx *Tx) Directives(ctx context.Context, unit id.ID) ([]task.Directive, error) {
	return many(ctx, tx, "task.directives", scanDirective, unit)
}

// InsertFeed keeps the hash of a feed's token.
func (tx *Tx) InsertFeed(ctx context.Context, hash string, account id.ID, at time.Time) error {
	return tx.exec(ctx, "task.insert_feed", hash, account, at.UnixMilli())
}

// FeedAccount gives whose feed a token's hash opens.
func (tx *Tx) FeedAccount(ctx context.Context, hash string) (id.ID, error) {
	return one(ctx, tx, "task.feed", func(s scanner) (a id.ID, err error) { err = s.Scan(&a); return a, err }, hash)
}

// DropFeeds makes every token of an account's feeds worthless.
func (tx *Tx) DropFeeds(ctx context.Context, account id.ID) error {
	return tx.exec(ctx, "task.drop_feeds", account)
}
