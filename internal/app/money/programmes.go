package money

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// Programmes are a unit's projects of a capital year by the national target
// programmes and their component projects.
type Programmes struct {
	Capital
	Rows    []ProgrammeRow
	Serving []servedBy // projects of other investors that serve the unit
	Hidden  int        // and how many more that who asks may not read
	Tasks   []programmeTask
}

// programmeTask is a task of a programme that the unit or one under it gave out or leads.
type programmeTask struct {
	store.TaskRow
	Lead   org.Version
	Status task.Status
}

// ProgrammeRow is one programme of the year. What is planned for the year after a
// programme has ended is counted under the one that goes on with it; what was
// carried over stays its own.
type ProgrammeRow struct {
	Of         programme.Programme
	Known      bool // among the programmes there are; else it is what a project calls its programme
	Components []ComponentRow
	Projects   int
	Year, Kept capital.Share // by the plan that binds each investor: of the year, and carried over
}

// ComponentRow is the projects of one component project, or of none.
type ComponentRow struct {
	Of         programme.Component // no key: of no component project
	Programme  string              // as the projects name it
	Ended      bool                // of a programme that has ended: its plan of the year is this one's
	Projects   int
	Year, Kept capital.Share
}

// servedBy is a project of another investor that serves the unit.
type servedBy struct {
	capital.Project
	Investor org.Version
}

// CapitalProgrammes gives a unit's year by programme and component project, as
// Capital gives it, with the projects of others that serve the unit.
func (a *Wing) CapitalProgrammes(ctx context.Context, actor access.Actor, code string, year int, at At) (Programmes, error) {
	var out Programmes
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		if out.Capital, err = CapitalOf(ctx, tx, unit, year, at); err != nil {
			return err
		}
		if err = out.Listed(); err != nil {
			return err
		}
		out.Rows = programmesOf(out.Capital.Rows, year)
		serving, err := tx.CapitalServing(ctx, unit)
		if err != nil {
			return err
		}
		below := tx.Dir.Below(unit)
		if out.Tasks, err = programmeTasks(ctx, tx, below); err != nil {
			return err
		}
		for _, p := range serving {
			switch {
			case slices.Contains(below, p.Unit):
			case !tx.Dir.Can(access.Read, p.Unit):
				out.Hidden++
			default:
				one := servedBy{Project: p}
				one.Investor, _ = tx.Dir.Unit(p.Unit, out.Day)
				out.Serving = append(out.Serving, one)
			}
		}
		return nil
	})
	return out, err
}

// programmeTasks gives the tasks of programmes that some units gave out or lead, those
// that are late first.
func programmeTasks(ctx context.Context, tx *desk.Tx, units []id.ID) (out []programmeTask, err error) {
	rows, err := tx.TasksOfProgrammes(ctx, units)
	for _, r := range rows {
		one := programmeTask{TaskRow: r, Status: task.Judge(r.Task, r.State, tx.Today, task.SoonDays).Status}
		one.Lead, _ = tx.Dir.Unit(r.Task.Lead, tx.Today)
		out = append(out, one)
	}
	late := func(t programmeTask) int {
		if t.Status == task.RunningLate {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(x, y programmeTask) int {
		return cmp.Or(cmp.Compare(late(x), late(y)), cmp.Compare(x.State.Due, y.State.Due))
	})
	return out, err
}

// programmesOf puts the projects of a year under the programmes of it. Every
// programme of the year has a row; projects of none have no part in any.
func programmesOf(rows []Row, year int) (out []ProgrammeRow) {
	for _, p := range programme.In(year) {
		out = append(out, ProgrammeRow{Of: p, Known: true})
	}
	counted := map[string]map[id.ID]bool{}
	add := func(of programme.Programme, known bool, r Row, ended bool, y, kept capital.Share) {
		i := slices.IndexFunc(out, func(p ProgrammeRow) bool { return p.Of.Key == of.Key })
		if i < 0 {
			i, out = len(out), append(out, ProgrammeRow{Of: of, Known: known})
		}
		p := &out[i]
		j := slices.IndexFunc(p.Components, func(c ComponentRow) bool {
			return c.Of.Key == r.Component && c.Programme == r.Programme && c.Ended == ended
		})
		if j < 0 {
			row := ComponentRow{Programme: r.Programme, Ended: ended}
			_, row.Of, _ = programme.Of(r.Component)
			j, p.Components = len(p.Components), append(p.Components, row)
		}
		c := &p.Components[j]
		c.Projects++
		c.Year, c.Kept = plus(c.Year, y), plus(c.Kept, kept)
		p.Year, p.Kept = plus(p.Year, y), plus(p.Kept, kept)
		if counted[of.Key] == nil {
			counted[of.Key] = map[id.ID]bool{}
		}
		counted[of.Key][r.ID] = true
		p.Projects = len(counted[of.Key])
	}
	for _, r := range rows {
		own, known := programme.Named(r.Programme)
		switch {
		case r.Programme == "":
			continue
		case !known:
			own = programme.Programme{Key: NoProgramme + r.Programme, Name: r.Programme}
		}
		pays, planned := own.For(year)
		if !known || planned && pays.Key == own.Key || !planned {
			add(own, known, r, false, r.Position.Bound, r.Kept)
			continue
		}
		if r.Position.Bound != (capital.Share{}) {
			add(pays, true, r, true, r.Position.Bound, capital.Share{})
		}
		if r.Kept != (capital.Share{}) {
			add(own, true, r, false, capital.Share{}, r.Kept)
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].Components, func(x, y ComponentRow) int {
			return cmp.Or(cmp.Compare(x.Programme, y.Programme), cmp.Compare(len(x.Of.Key), len(y.Of.Key)), cmp.Compare(x.Of.Key, y.Of.Key))
		})
	}
	return out
}

// ResultRow is what a project did for one crop, beside its money.
type ResultRow struct {
	Row
	At int // of Results
}

// CropRows gives the projects of a year that support crops, one line a crop.
func (c Capital) CropRows() (out []ResultRow) {
	for _, r := range c.Rows {
		for i := range r.Results {
			out = append(out, ResultRow{r, i})
		}
	}
	slices.SortStableFunc(out, func(x, y ResultRow) int {
		return cmp.Or(cmp.Compare(x.Results[x.At].Crop, y.Results[y.At].Crop), cmp.Compare(x.Code, y.Code))
	})
	return out
}
