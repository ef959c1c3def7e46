package money

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// counted are the tables whose rows the sums follow from.
var countedTables = map[string]bool{"capital_project": true, "capital_plan": true, "capital_payment": true, "capital_step": true, "unit_version": true, "succession": true}

// fewProjects are made sums of at once, within a use-case or a step of KeepCapitalSums.
const fewProjects = 500

// making is the state of sums that are made up to a project.
const making = "making "

// follow keeps the sums of capital by what a use-case changed.
func (a *Wing) follow(ctx context.Context, tx *desk.Tx, changed []store.Change) error {
	until, err := tx.CapitalSumsUntil(ctx)
	if err != nil {
		return err
	}
	var projects []id.ID
	of, tree := touched{lines: map[string]bool{}, whole: map[id.ID]bool{}, days: map[period.Date]bool{}}, false
	for _, c := range changed {
		switch c.Table {
		case "unit_version", "succession":
			tree = true
		case "capital_project":
			project := id.ID(c.Text("id"))
			projects, of.whole[project] = append(projects, project), true
		case "capital_step":
			of.lines[stepKey(id.ID(c.Text("line_id")), int(c.Int("no")))] = true
			of.days[period.DateOf(time.UnixMilli(c.Int("at")))] = true
			if counts(approval.State(c.Text("state"))) {
				projects = append(projects, id.ID(c.Text("project_id")))
			}
		default: // a line counts by its steps
			of.lines[c.Text("id")] = true
		}
	}
	slices.Sort(projects)
	projects = slices.Compact(projects)
	switch {
	case until == "":
		return a.makeFew(ctx, tx)
	case strings.HasPrefix(until, making):
		made := id.ID(strings.TrimPrefix(until, making))
		projects = slices.DeleteFunc(projects, func(p id.ID) bool { return p > made })
	}
	if err := recount(ctx, tx, projects, &of); err != nil {
		return err
	}
	if tree || until <= string(tx.Today) && !strings.HasPrefix(until, making) {
		return regroup(ctx, tx, strings.HasPrefix(until, making))
	}
	return nil
}

// makeFew makes the sums where there is little to make them of; else they are
// left to KeepCapitalSums.
func (a *Wing) makeFew(ctx context.Context, tx *desk.Tx) error {
	projects, err := tx.ProjectsAfter(ctx, "", fewProjects+1)
	if err != nil || len(projects) > fewProjects {
		return err
	}
	if err := recount(ctx, tx, projects, nil); err != nil {
		return err
	}
	return tx.PutCapitalSumsUntil(ctx, string(tx.Dir.TreeHolds()))
}

// counts says whether a step into a state changes what is counted: only what is
// approved counts, and what was leaves that only by being returned.
func counts(to approval.State) bool { return to == approval.Approved || to == approval.Returned }

// touched is what was not there when projects were counted.
type touched struct {
	lines map[string]bool // by id; steps by line and number
	whole map[id.ID]bool  // projects that were put right themselves
	days  map[period.Date]bool
}

// day is the day on which all of it was done; false where it was not done on one.
func (t *touched) day() (period.Date, bool) {
	for day := range t.days {
		return day, len(t.days) == 1
	}
	return "", false
}

// years gives the capital years of a book in which something was touched.
func (t *touched) years(b capital.Book) []int {
	var out capital.Book
	is := func(line id.ID, track capital.Track) bool {
		return t.lines[string(line)] || slices.ContainsFunc(track.Steps, func(s target.StepTaken) bool { return t.lines[stepKey(line, s.No)] })
	}
	for _, p := range b.Plans {
		if is(p.ID, p.Track) {
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if is(p.ID, p.Track) {
			out.Payments = append(out.Payments, p)
		}
	}
	return rollup.Years(out)
}

// recount takes what projects are counted with out of the sums and puts in what
// they come to now: in the years that were touched, or, where of is nil, in all.
func recount(ctx context.Context, tx *desk.Tx, projects []id.ID, of *touched) error {
	if len(projects) == 0 {
		return nil
	}
	books, err := tx.CapitalBooksByID(ctx, projects)
	if err != nil {
		return err
	}
	was, err := tx.CapitalCounted(ctx, projects)
	if err != nil {
		return err
	}
	var changes []rollup.Change
	var now []rollup.Counted
	day, one := period.Date(""), false
	if of != nil {
		day, one = of.day()
	}
	for _, b := range books {
		c := rollup.Counted{Project: b.Project.ID, Programme: b.Project.Programme, Group: b.Project.Group, Path: pathOf(tx.Dir, b.Project.Unit)}
		years, before := rollup.Years(b), b
		last, known := was[b.Project.ID]
		same := one && known && !of.whole[c.Project] && slices.Equal(c.Path, last.Path)
		if same {
			years = of.years(b)
		}
		if of != nil {
			before = without(b, of.lines)
		}
		if known {
			before.Project.Programme, before.Project.Group = last.Programme, last.Group
			changes = append(changes, sumsOf(before, years, last.Path, true, same, day)...)
		}
		if changes = append(changes, sumsOf(b, years, c.Path, false, same, day)...); !same {
			now = append(now, c)
		}
	}
	if err := tx.ChangeCapitalSums(ctx, rollup.Rows(changes)); err != nil {
		return err
	}
	return tx.PutCounted(ctx, now)
}

// sumsOf gives what a book adds to the sums, or takes out of them, and when that
// became known: on the day of a write that only adds to it; else by the steps of all its lines.
func sumsOf(b capital.Book, years []int, path []id.ID, back, adds bool, on period.Date) (out []rollup.Change) {
	for _, year := range years {
		c := rollup.Change{Year: year, Path: path, Changes: rollup.Of(b, year), Back: back}
		if out = append(out, c); adds {
			c.Known = on
			out = append(out, c)
			continue
		}
		for c.Known, c.Changes = range rollup.KnownOf(b, year) {
			out = append(out, c)
		}
	}
	return out
}

// pathOf gives a unit and all above it, as those who look down on it see it.
func pathOf(d *desk.Directory, unit id.ID) (out []id.ID) {
	for _, u := range d.Path(unit, d.Today()) {
		if !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out
}

// without is a book before some lines and steps were added to it.
func without(b capital.Book, fresh map[string]bool) capital.Book {
	out := capital.Book{Project: b.Project}
	for _, p := range b.Plans {
		if !fresh[string(p.ID)] {
			p.Track = stepsWithout(p.Track, p.ID, fresh)
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if !fresh[string(p.ID)] {
			p.Track = stepsWithout(p.Track, p.ID, fresh)
			out.Payments = append(out.Payments, p)
		}
	}
	return out
}

func stepKey(line id.ID, no int) string { return fmt.Sprint(line, " ", no) }

func stepsWithout(t capital.Track, line id.ID, fresh map[string]bool) capital.Track {
	for i, s := range t.Steps {
		if fresh[stepKey(line, s.No)] {
			t.Steps = t.Steps[:i:i]
			break
		}
	}
	return t
}

// regroup moves projects whose units stand elsewhere in the tree than when they
// were counted.
func regroup(ctx context.Context, tx *desk.Tx, half bool) error {
	was, err := tx.CapitalCounted(ctx, nil)
	if err != nil {
		return err
	}
	paths, moved := map[id.ID][]id.ID{}, []id.ID(nil)
	for _, c := range was {
		unit := c.Path[0]
		if paths[unit] == nil {
			paths[unit] = pathOf(tx.Dir, unit)
		}
		if !slices.Equal(paths[unit], c.Path) {
			moved = append(moved, c.Project)
		}
	}
	slices.Sort(moved)
	for some := range slices.Chunk(moved, fewProjects) {
		if err := recount(ctx, tx, some, nil); err != nil {
			return err
		}
	}
	if half {
		return nil
	}
	return tx.PutCapitalSumsUntil(ctx, string(tx.Dir.TreeHolds()))
}

// KeepCapitalSums makes the sums of capital where they were never made, and moves
// what stands elsewhere in the tree since a day that came; some projects at a time.
func (a *Wing) KeepCapitalSums(ctx context.Context, actor access.Actor) error {
	for done := false; !done; {
		err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
			if err = tx.Dir.May(access.ManageAccounts, ""); err == nil {
				done, err = a.keepSome(ctx, tx)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *Wing) keepSome(ctx context.Context, tx *desk.Tx) (done bool, err error) {
	until, err := tx.CapitalSumsUntil(ctx)
	if err != nil {
		return true, err
	}
	if until == "" {
		if err := tx.ForgetCapitalSums(ctx); err != nil {
			return true, err
		}
		until = making
	}
	made, half := strings.CutPrefix(until, making)
	if !half {
		if until > string(tx.Today) {
			return true, nil
		}
		return true, regroup(ctx, tx, false)
	}
	projects, err := tx.ProjectsAfter(ctx, id.ID(made), fewProjects)
	if err != nil {
		return true, err
	}
	if len(projects) == 0 {
		return true, regroup(ctx, tx, false)
	}
	if err := recount(ctx, tx, projects, nil); err != nil {
		return true, err
	}
	return false, tx.PutCapitalSumsUntil(ctx, making+string(projects[len(projects)-1]))
}

// sumsHold says whether the sums that are kept are those of today's tree.
func sumsHold(ctx context.Context, tx *desk.Tx) (bool, error) {
	until, err := tx.CapitalSumsUntil(ctx)
	return until > string(tx.Today) && !strings.HasPrefix(until, making), err
}
