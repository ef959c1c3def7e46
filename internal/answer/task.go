package answer

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/task"
)

// Tasks is a page of tasks with how many there are in all, by status.
type Tasks struct {
	Unit   string              `json:"unit"`
	Today  period.Date         `json:"today"`
	Count  int                 `json:"count"` // over all pages
	Due    int                 `json:"due"`   // the denominator: due tasks, never all
	Total  int                 `json:"total"`
	Tally  map[task.Status]int `json:"tally"`
	Next   string              `json:"next,omitempty"` // send it as after to read on; none at the end
	Rows   []taskRow           `json:"rows"`
	Issues []Issue             `json:"issues"`
}

type taskRow struct {
	ID         id.ID       `json:"id"`
	No         string      `json:"no,omitempty"`
	Name       string      `json:"name"`
	Field      string      `json:"field,omitempty"`
	Product    string      `json:"product,omitempty"`
	Lead       Head        `json:"lead"`
	LeadText   string      `json:"lead_text,omitempty"` // as written
	Deadline   Deadline    `json:"deadline"`
	FirstDue   period.Date `json:"first_due,omitempty"`
	Due        period.Date `json:"due,omitempty"` // as agreed last
	DoneOn     period.Date `json:"done_on,omitempty"`
	Status     task.Status `json:"status"`
	StatusText string      `json:"status_text"`
	Why        string      `json:"why"`
	LateFirst  bool        `json:"late_by_first_due"`
	Asked      bool        `json:"extension_asked"`
}

// OfTask gives a task as it stands.
func OfTask(lang i18n.Lang, r tasks.TaskRow) taskRow {
	return taskRow{ID: r.ID, No: r.Label, Name: r.Name, Field: r.Field, Product: r.Product, Lead: head(r.Answers), LeadText: r.LeadText, Deadline: OfDeadline(r.Deadline),
		FirstDue: r.First, Due: r.State.Due, DoneOn: r.State.DoneOn, Status: r.Status, StatusText: i18n.T(lang, "task.status_"+string(r.Status)), Why: i18n.Say(lang, r.Why),
		LateFirst: r.LateFirst, Asked: r.State.Asked != nil}
}

// OfTasks gives a page of tasks.
func OfTasks(lang i18n.Lang, l tasks.TaskList) Tasks {
	out := Tasks{Unit: l.Unit.Code, Today: l.Today, Count: l.Count, Due: l.Tally.Due, Total: l.Tally.Total, Tally: l.Tally.By, Rows: []taskRow{}, Issues: []Issue{}}
	for _, r := range l.Rows {
		out.Rows = append(out.Rows, OfTask(lang, r))
	}
	if n := len(l.Rows); n > 0 && n < l.Count {
		out.Next = string(l.Rows[n-1].State.Due) + ":" + string(l.Rows[n-1].ID)
	}
	return out
}

// TaskDetail is one task with what happened to it.
type TaskDetail struct {
	taskRow
	Giver     string      `json:"giver"`
	Partners  []partner   `json:"partners"`
	Authority string      `json:"authority,omitempty"`
	Programme string      `json:"programme,omitempty"`
	Provision string      `json:"provision,omitempty"`
	Document  string      `json:"document,omitempty"`
	Directive string      `json:"directive,omitempty"`
	Events    []taskEvent `json:"events"`
	Unclear   []string    `json:"unclear"` // of the six clarities
	Steps     []task.Step `json:"steps"`   // that may be taken now
	Issues    []Issue     `json:"issues"`
}

type partner struct {
	Unit string      `json:"unit,omitempty"` // code
	Text string      `json:"text"`
	Part string      `json:"part,omitempty"`
	Due  period.Date `json:"due,omitempty"`
}

type taskEvent struct {
	No   int         `json:"no"`
	Step task.Step   `json:"step"`
	On   period.Date `json:"on"`
	Due  period.Date `json:"due,omitempty"`
	From string      `json:"from,omitempty"`
	To   string      `json:"to,omitempty"`
	Text string      `json:"text,omitempty"`
	By   string      `json:"by"`
	At   string      `json:"at"`
}

// OfTaskPage gives one task.
func OfTaskPage(lang i18n.Lang, p tasks.TaskPage) TaskDetail {
	out := TaskDetail{taskRow: OfTask(lang, p.TaskRow), Giver: p.Giver.Code, Partners: []partner{}, Authority: p.Authority, Programme: p.Programme, Provision: p.Provision, Events: []taskEvent{},
		Unclear: said(lang, p.Unclear), Steps: p.Steps, Issues: []Issue{}}
	for _, one := range p.Partners {
		out.Partners = append(out.Partners, partner{p.Units[one.Unit].Code, one.Text, one.Part, one.Due})
	}
	for _, e := range p.Events {
		out.Events = append(out.Events, taskEvent{e.No, e.Step, e.On, e.Due, p.Units[e.From].Code, p.Units[e.To].Code, e.Text, e.ByName, e.At.UTC().Format("2006-01-02T15:04:05Z")})
	}
	if p.Document != nil {
		out.Document = p.Document.Number
	}
	if p.Directive != nil {
		out.Directive = p.Directive.Speaker + ", " + p.Directive.On.Say("")
	}
	return out
}

func said(lang i18n.Lang, phrases []phrase.Phrase) []string {
	out := []string{}
	for _, p := range phrases {
		out = append(out, i18n.Say(lang, p))
	}
	return out
}

// TaskImport is what a task annex came to, row by row.
type TaskImport struct {
	DryRun    bool                        `json:"dry_run"`
	Import    id.ID                       `json:"import,omitempty"` // by which it can be undone as a whole
	Added     int                         `json:"added"`
	Unchanged int                         `json:"unchanged"`
	Kinds     map[period.DeadlineKind]int `json:"deadline_kinds"`
	sheetRead
	Rows   []taskImportRow `json:"rows"`
	Issues []Issue         `json:"issues"`
}

type taskImportRow struct {
	Row       int         `json:"row"`
	No        string      `json:"no"`
	Field     string      `json:"field"`
	Name      string      `json:"name"`
	PartOf    int         `json:"part_of,omitempty"` // row of the task it is a part of
	Lead      string      `json:"lead"`              // as written
	Leads     []named     `json:"leads"`
	Partners  []named     `json:"partners"`
	Becomes   []string    `json:"becomes,omitempty"` // a group's task: the units that get it, each a task of its own
	Product   string      `json:"product"`
	Deadline  Deadline    `json:"deadline"`
	Extended  period.Date `json:"extended_to,omitempty"` // the later day that the sheet says was agreed
	Change    desk.Change `json:"change"`
	Tasks     []id.ID     `json:"tasks"`
	Refused   string      `json:"refused,omitempty"` // why the sheet is not taken in as it stands
	Questions []question  `json:"questions"`
}

type named struct {
	Text       string   `json:"text"`
	Group      bool     `json:"group"`
	Unit       string   `json:"unit"` // code, "" where none or several match
	Candidates []string `json:"candidates,omitempty"`
}

// OfTaskImport gives an import of tasks.
func OfTaskImport(lang i18n.Lang, done tasks.ImportedTasks, list errs.List, dry bool) TaskImport {
	out := TaskImport{DryRun: dry, Import: done.Import, Kinds: map[period.DeadlineKind]int{}, Rows: []taskImportRow{}, Issues: Issues(lang, list), sheetRead: ofSheet(lang, done.Table, done.Columns)}
	names := func(all []tasks.MatchedName) []named {
		list := []named{}
		for _, n := range all {
			one := named{Text: n.Text, Group: n.Group, Unit: n.Unit.Code}
			for _, c := range n.Candidates {
				one.Candidates = append(one.Candidates, c.Code)
			}
			list = append(list, one)
		}
		return list
	}
	for _, r := range done.Rows {
		out.Kinds[r.Deadline.Kind]++
		if r.Change == desk.Added {
			out.Added++
		} else {
			out.Unchanged++
		}
		row := taskImportRow{Row: r.Row, No: r.Label, Field: r.Field, Name: r.Name, PartOf: r.PartOf, Lead: r.Lead, Leads: names(r.Leads), Partners: names(r.Coordinating), Product: r.Product,
			Deadline: OfDeadline(r.Deadline), Extended: r.ExtendedTo, Change: r.Change, Tasks: r.Tasks, Questions: []question{}}
		for _, u := range r.Becomes() {
			row.Becomes = append(row.Becomes, u.Code)
		}
		for _, q := range r.Questions {
			field := "deadline"
			if len(q.Key) > 7 && q.Key[:8] == "app.ask_" && q.Key != "app.ask_extended" {
				field = "lead"
			}
			row.Questions = append(row.Questions, question{Field: field, Key: q.Key, Text: i18n.Say(lang, q)})
		}
		if r.Refused != nil {
			row.Refused = i18n.Say(lang, r.Refused.What)
		}
		for _, d := range r.Doubts {
			row.Questions = append(row.Questions, question{Key: d.Key, Text: i18n.Say(lang, d)})
		}
		if row.Tasks == nil || dry {
			row.Tasks = []id.ID{}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
