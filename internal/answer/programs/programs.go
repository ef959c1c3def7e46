// Package programs gives the programs that are told by themselves what is done, in the
// one JSON shape of command line and API.
package programs

import (
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/hooks"
	"dondoc/internal/hook"
	"dondoc/internal/period"
)

// List is the programs that are told for an account.
type List struct {
	Rows []Program `json:"rows"`
}

// Program is one of them.
type Program struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	URL      string     `json:"url"`
	Unit     string     `json:"unit" doc:"code; it is told of this unit and those under it"`
	Subjects []string   `json:"subjects" doc:"empty for all"`
	Made     string     `json:"made"`
	Until    string     `json:"until"`
	Over     bool       `json:"over"`
	State    string     `json:"state" enum:",waiting,running,done,dead,cancelled" doc:"of the telling; dead and cancelled go on when it is tried"`
	Next     int64      `json:"next" doc:"the place in the log it goes on from"`
	Waits    int64      `json:"waits" doc:"entries of the log that are to be looked through"`
	Told     *time.Time `json:"told,omitempty" doc:"when a message was heard last"`
	Error    string     `json:"error" doc:"of the newest attempt, empty where it was heard"`
}

// One gives one without how its telling stands.
func One(d *desk.Directory, h hook.Hook) Program {
	out := Program{ID: string(h.ID), Name: h.Name, URL: h.URL, Subjects: []string{}, Made: string(period.DateOf(h.Made)), Until: string(h.Until), Over: h.Over(d.Today())}
	for _, s := range h.Subjects {
		out.Subjects = append(out.Subjects, string(s))
	}
	if of, ok := d.Unit(h.Unit, d.Today()); ok {
		out.Unit = of.Code
	}
	return out
}

// Of gives all of an account.
func Of(d *desk.Directory, all []hooks.Told) List {
	out := List{[]Program{}}
	for _, t := range all {
		row := One(d, t.Hook)
		row.State, row.Next, row.Waits, row.Error = string(t.Job), t.Next, t.Waits, t.Error
		if !t.Told.IsZero() {
			at := t.Told.UTC()
			row.Told = &at
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
