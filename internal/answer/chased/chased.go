// Package chased is the JSON of who is late, of chasers, of what one is told and
// of what runs by itself, as the command line and the API give it.
package chased

import (
	"cmp"
	"dondoc/internal/answer"
	"dondoc/internal/app/months"
	"time"

	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/period"
)

// Late is a unit's list of what is late, with who is told.
type Late struct {
	Unit   string       `json:"unit"`
	What   chase.What   `json:"what" enum:"figures,tasks"`
	Month  period.Month `json:"month,omitempty"`
	Due    period.Date  `json:"due,omitempty"`
	Count  int          `json:"count" doc:"rows there are, given or not"`
	Late   int          `json:"late" doc:"those whose day has passed"`
	Untold int          `json:"untold" doc:"rows without anybody to tell"`
	Locked int          `json:"locked" doc:"figures that nobody can report any more"`
	Units  []LateUnit   `json:"units" doc:"the same by the unit it is chased at, the one late the longest first"`
	Rows   []LateRow    `json:"rows"`
	Next   string       `json:"next,omitempty" doc:"send it as after to read on; none at the end"`
	People []LatePerson `json:"people"`
}

// LateUnit is what is late of one unit.
type LateUnit struct {
	Unit     string `json:"unit" doc:"code"`
	Name     string `json:"name"`
	Count    int    `json:"count"`
	Late     int    `json:"late" doc:"those whose day has passed"`
	DaysLate int    `json:"days_late" doc:"the longest"`
	Returned int    `json:"returned"`
	Untold   int    `json:"untold"`
}

// LateRow is one thing that is late.
type LateRow struct {
	ID       id.ID       `json:"id" doc:"of the target or task"`
	Name     string      `json:"name"`
	Unit     string      `json:"unit"`
	Answers  string      `json:"answers,omitempty"`
	Due      period.Date `json:"due,omitempty"`
	DaysLate int         `json:"days_late"`
	Returned bool        `json:"returned,omitempty"`
	Told     []string    `json:"told"`
}

// LatePerson is one who is told.
type LatePerson struct {
	Account  id.ID  `json:"account"`
	Username string `json:"username"` // "" for who may not send a chaser
	Name     string `json:"name"`
	Rows     int    `json:"rows"`
	Mail     bool   `json:"mail"`
}

// OfLate gives the JSON of a list.
func OfLate(l chasing.List) Late {
	out := Late{Unit: l.Unit.Code, What: l.What, Month: l.Month, Due: l.Due, Count: l.Count, Late: l.Past, Next: l.Next, Untold: l.Untold, Locked: l.Shut, Units: []LateUnit{}, Rows: []LateRow{}, People: []LatePerson{}}
	names := map[id.ID]string{}
	for _, p := range l.People {
		names[p.Account] = cmp.Or(p.Login, p.Name)
		out.People = append(out.People, LatePerson{p.Account, p.Login, p.Name, p.N, p.Mail})
	}
	for _, u := range l.ByUnit() {
		out.Units = append(out.Units, LateUnit{u.Unit.Code, u.Unit.Name, u.Rows, u.Late, u.Days, u.Returned, u.Untold})
	}
	for _, r := range l.Rows {
		row := LateRow{ID: r.ID, Name: r.Name, Unit: r.Unit.Code, Answers: r.Answers.Person.Name, Due: r.Due, DaysLate: max(r.Days, 0), Returned: r.Returned, Told: []string{}}
		for _, a := range r.Told {
			row.Told = append(row.Told, names[a])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// Sent is a chaser with the list it went by.
type Sent struct {
	Chaser id.ID `json:"chaser,omitempty" doc:"none of a dry run"`
	Late
}

// OfSent gives the JSON of a chaser that was just sent.
func OfSent(s chasing.Sent) Sent { return Sent{s.Chaser.ID, OfLate(s.List)} }

// Chaser is one that was sent, with whom it reached.
type Chaser struct {
	ID     id.ID        `json:"id"`
	What   chase.What   `json:"what" enum:"figures,tasks"`
	Month  period.Month `json:"month,omitempty"`
	Rule   string       `json:"rule,omitempty" doc:"by which rule, where nobody sent it"`
	By     string       `json:"by"`
	At     time.Time    `json:"at"`
	Note   string       `json:"note,omitempty"`
	Rows   int          `json:"rows"`
	Untold int          `json:"untold"`
	Opened int          `json:"opened"`
	People []Reached    `json:"people"`
}

// Reached is one person a chaser went to.
type Reached struct {
	Username string     `json:"username"`
	Name     string     `json:"name"`
	Rows     int        `json:"rows"`
	Mail     string     `json:"mail,omitempty" doc:"waiting, sending, sent, failed, unsure"`
	Opened   *time.Time `json:"opened,omitempty"`
}

// Chasers is what was sent of a unit's lists, the newest first.
type Chasers struct {
	Rows []Chaser `json:"rows"`
}

// OfChasers gives the JSON of them.
func OfChasers(all []chasing.Given) Chasers {
	out := Chasers{Rows: []Chaser{}}
	for _, g := range all {
		c := Chaser{ID: g.ID, What: g.What, Month: g.Month, Rule: g.Rule, By: g.ByName, At: g.At, Note: g.Note, Rows: g.Chaser.Rows, Untold: g.Untold, Opened: g.Opened, People: []Reached{}}
		for _, p := range g.People {
			c.People = append(c.People, Reached{p.Login, p.Name, p.Rows, p.Mail, moment(p.Opened)})
		}
		out.Rows = append(out.Rows, c)
	}
	return out
}

// Notice is one thing the reader was told.
type Notice struct {
	ID     id.ID        `json:"id"`
	Kind   string       `json:"kind"`
	Says   string       `json:"says"`
	Unit   string       `json:"unit"`
	Month  period.Month `json:"month,omitempty"`
	Note   string       `json:"note,omitempty"`
	Counts chase.Counts `json:"counts"`
	At     time.Time    `json:"at"`
	Opened *time.Time   `json:"opened,omitempty"`
}

// Notices is what the reader was told, the newest first.
type Notices struct {
	New  int      `json:"new"`
	Rows []Notice `json:"rows"`
}

// OfNotices gives the JSON of them.
func OfNotices(lang i18n.Lang, all []chasing.Told) Notices {
	out := Notices{Rows: []Notice{}}
	for _, n := range all {
		if n.Opened.IsZero() {
			out.New++
		}
		out.Rows = append(out.Rows, Notice{n.ID, n.Kind, i18n.Say(lang, n.Says(n.Unit)), n.Code, n.Month, n.Note, n.Counts, n.At, moment(n.Opened)})
	}
	return out
}

// Job is a piece of work that runs by itself.
type Job struct {
	ID       id.ID      `json:"id"`
	Kind     string     `json:"kind"`
	State    job.State  `json:"state"`
	RunAt    time.Time  `json:"run_at"`
	Ended    *time.Time `json:"ended,omitempty"`
	Attempts int        `json:"attempts"`
	Done     int        `json:"done"`
	Total    int        `json:"total"`
	Error    string     `json:"error,omitempty"`
}

// Jobs is a list of them.
type Jobs struct {
	Rows []Job `json:"rows"`
}

// OfJobs gives the JSON of jobs.
func OfJobs(all []job.Job) Jobs {
	out := Jobs{Rows: []Job{}}
	for _, j := range all {
		out.Rows = append(out.Rows, Job{j.ID, j.Kind, j.State, j.RunAt, moment(j.Ended), j.Attempts, j.Done, j.Total, j.Error})
	}
	return out
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// Schedule is when a unit's months are asked for.
type Schedule struct {
	Unit    string            `json:"unit"`
	Of      string            `json:"of,omitempty"` // the unit whose schedule holds; none: the usual one
	Holds   period.Schedule   `json:"holds"`
	History []period.Schedule `json:"history"` // of the unit itself, the newest first
	Months  answer.Months     `json:"months"`
}

// OfSchedule gives a schedule in the shape of the command line and the API.
func OfSchedule(s months.Schedule) Schedule {
	return Schedule{s.Unit.Code, s.Of.Code, s.Holds, append([]period.Schedule{}, s.History...), answer.OfMonths(s.Months)}
}
