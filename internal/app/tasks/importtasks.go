package tasks

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/task"
	"dondoc/internal/task/named"
)

// TasksImport is what is asked to take in a task annex.
type TasksImport struct {
	Unit     string // code of the body that follows the tasks up
	Document id.ID  // the document they come from; none where it is not kept
	Issued   period.Date
	Source   string
	Sheet    sheets.Sheet
	Lines    []exchange.TaskRow // in place of a sheet, where they are read already
	Keep     bool               // take in tasks whose lead is not known, with the name as written
	FanOut   bool               // give a group's task to each of its units right under the body
	Why      string             // units named in it that are not under the body are asked for this reason
	DryRun   bool
	As       id.ID // of the import, where it has one beforehand; one is made where it is ""
}

// MatchedName is a unit as an annex names it, and what it was found to be.
type MatchedName struct {
	named.Name
	Unit       org.Version   // zero where none or several match
	Candidates []org.Version // where several match
	Gone       bool          // it stood when the paper was issued, and no more
	Heirs      []org.Version // and those that took its place
	Members    []org.Version // of a group: the units of its kinds right under the body; none where it is not known who they are
}

// ImportedTask is a row as it was understood.
type ImportedTask struct {
	exchange.TaskRow
	Leads, Coordinating []MatchedName
	Deadline            period.Deadline
	ExtendedTo          period.Date // later than the deadline: its column says so
	Questions           []phrase.Phrase
	Change              desk.Change
	Refused             *errs.Error // why the row, and with it the sheet, is not taken in as it stands
	Tasks               []id.ID     // made of it; not kept in a dry run
}

// ImportedTasks is a task annex as it was read, and what came of its rows.
type ImportedTasks struct {
	Table   *exchange.Table   // nil where there was no sheet
	Columns []exchange.Column // with what each is taken for
	Rows    []ImportedTask
	Import  id.ID // by which it can be undone; "" of a rehearsal, and where nothing was given out
}

// CheckTasks reads a task annex without any database: its names are not matched
// to units. Errors are those of CheckTargets.
func CheckTasks(ctx context.Context, sheet sheets.Sheet, issued period.Date) (ImportedTasks, error) {
	var out ImportedTasks
	var list errs.List
	err := exchange.Within(ctx, func(ctx context.Context) error {
		t, err := sheet.Table(ctx, (*exchange.Table).IsTaskSheet)
		if err != nil {
			return err
		}
		rows, faults := exchange.ReadTaskRows(t, sheet.Choice)
		list = faults
		out = ImportedTasks{Table: t, Columns: t.TaskColumns(sheet.Choice), Rows: make([]ImportedTask, len(rows))}
		for i, r := range rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			out.Rows[i] = readTask(r, issued)
		}
		return nil
	})
	if err != nil {
		return ImportedTasks{}, err
	}
	return out, list.OrNil()
}

// readTask reads a row without matching its names to units.
func readTask(l exchange.TaskRow, issued period.Date) ImportedTask {
	out := ImportedTask{TaskRow: l, Change: desk.Added}
	out.Deadline, out.Questions = period.ReadDeadline(l.Deadline, period.DeadlineContext{Issued: issued})
	if l.Extended != "" {
		since, asked := period.ReadDeadline(l.Extended, period.DeadlineContext{Issued: issued})
		if due := out.Deadline.Last(); len(asked) == 0 && since.Kind == period.OnDate && since.Last() > due && due != "" {
			out.ExtendedTo = since.Last()
		} else if since.Last() != due || due == "" {
			out.Questions = append(out.Questions, phrase.New("app.ask_extended", "text", l.Extended, "due", due))
		}
	}
	leads, with := named.ReadLead(l.Lead)
	for _, n := range leads {
		out.Leads = append(out.Leads, MatchedName{Name: n})
	}
	for _, n := range append(with, named.Read(l.Partners)...) {
		out.Coordinating = append(out.Coordinating, MatchedName{Name: n})
	}
	return out
}

// ImportTasks takes in a task annex: all of it or, when a row has an error,
// nothing. Rows that are there already, by number and wording under the same
// document, are left as they are. A lead that is not known, that could be
// several units, or of which there are several, is asked about; where unknown
// leads are kept, the first of several leads and the others coordinate.
func (a *Wing) ImportTasks(ctx context.Context, actor access.Actor, in TasksImport) (ImportedTasks, error) {
	out, read, err := a.sent(ctx, actor, &in)
	if err != nil {
		return out, err
	}
	do := func(ctx context.Context, tx *desk.Tx) error {
		d := tx.Dir
		unit, err := d.UnitByCode(in.Unit)
		if err != nil {
			return err
		}
		if err := d.May(access.ManageTasks, unit); err != nil {
			return err
		}
		if len(in.Lines) == 0 {
			return errs.New(errs.Invalid, "exchange.no_tasks")
		}
		names, err := unitNames(ctx, tx, unit)
		if err != nil {
			return err
		}
		im := taskImporter{tx: tx, d: d, actor: actor, in: in, unit: unit, names: names,
			extending: slices.ContainsFunc(out.Columns, func(c exchange.Column) bool { return c.Field == "extended" })}
		if err := im.learnThen(ctx); err != nil {
			return err
		}
		if im.known, im.leads, err = knownTasks(ctx, tx, in.Document, unit); err != nil {
			return err
		}
		rows, err := im.rows(ctx)
		if rows != nil {
			out.Rows = rows
		}
		for _, r := range rows {
			if units := r.Becomes(); in.FanOut && out.Table != nil && len(units) > 0 && r.Change == desk.Added {
				out.Table.Notes = append(out.Table.Notes, phrase.New("app.lead_becomes", "row", r.Row, "n", len(units), "units", namesOf(units)))
			}
		}
		headedOtherwise(d, out.Table, unit, im.issued, rows)
		if err == nil && !in.DryRun {
			out.Import, err = logImport(ctx, tx, in, unit, rows)
		}
		return err
	}
	if in.DryRun {
		err := a.desk.Read(ctx, actor, do) // others go on writing
		if len(read) == 0 || err != nil && errs.All(err)[0].Row == 0 {
			return out, err
		}
		return out, append(read, errs.All(err)...)
	}
	err = a.desk.WriteSeveral(ctx, actor, do)
	return out, err
}

// headedOtherwise asks, at the first row, about an annex that names another commune
// above its header, or a document of another day.
func headedOtherwise(d *desk.Directory, t *exchange.Table, unit id.ID, issued period.Date, rows []ImportedTask) {
	if t == nil || len(rows) == 0 {
		return
	}
	ask := func(p phrase.Phrase) { rows[0].Doubts = append(slices.Clip(rows[0].Doubts), p) }
	if other, is := sheets.OtherPlace(d, t, unit, max(issued, d.Today())); is {
		ask(other)
	}
	if days := t.Heading().Days; issued != "" && len(days) > 0 && !slices.Contains(days, issued) {
		ask(phrase.New("app.tasks_other_day", "is", days[0], "asked", issued))
	}
}

// sent reads the annex that was sent, where its rows are not read already. Of a
// rehearsal rows that cannot be read are no error: it goes on and names what else
// stands in the way.
func (a *Wing) sent(ctx context.Context, actor access.Actor, in *TasksImport) (out ImportedTasks, read errs.List, err error) {
	if in.Lines != nil {
		return out, nil, nil
	}
	if err := a.desk.MayAt(ctx, actor, access.ManageTasks, in.Unit); err != nil {
		return out, nil, err
	}
	if out, err = CheckTasks(ctx, in.Sheet, in.Issued); err != nil {
		read = errs.All(err)
		if !in.DryRun || len(out.Rows) == 0 || slices.ContainsFunc(read, func(e *errs.Error) bool { return e.Row == 0 }) {
			return out, nil, err
		}
	}
	for _, r := range out.Rows {
		in.Lines = append(in.Lines, r.TaskRow)
	}
	return out, read, nil
}

// TakeTasks takes in rows of an annex under a document that was just kept, and gives
// them with what is asked of them.
// Leads that are not known are kept as written.
func TakeTasks(ctx context.Context, tx *desk.Tx, unit, document id.ID, issued period.Date, lines []exchange.TaskRow) ([]ImportedTask, error) {
	if err := tx.Dir.May(access.ManageTasks, unit); err != nil {
		return nil, err
	}
	names, err := unitNames(ctx, tx, unit)
	if err != nil {
		return nil, err
	}
	im := taskImporter{tx: tx, d: tx.Dir, actor: tx.Actor, in: TasksImport{Document: document, Issued: issued, Lines: lines, Keep: true}, unit: unit, names: names}
	if err := im.learnThen(ctx); err != nil {
		return nil, err
	}
	return im.rows(ctx)
}

type taskImporter struct {
	tx     *desk.Tx
	d      *desk.Directory
	actor  access.Actor
	in     TasksImport
	unit   id.ID
	names  *named.Names[id.ID]
	issued period.Date
	then   *named.Names[id.ID]       // of the units that stood when the paper was issued; nil where that is today
	past   *named.Names[id.ID]       // of those before today, once they are asked for
	known  map[[2]string]period.Date // by number and wording: when they are due
	leads  map[[2]string][]leadOf    // without a document: by number, wording and deadline

	extending bool // the sheet has a column of extensions
}

func (im *taskImporter) rows(ctx context.Context) ([]ImportedTask, error) {
	parents, err := im.tx.TaskParents(ctx, im.unit)
	if err != nil {
		return nil, err
	}
	var out []ImportedTask
	var list errs.List
	made := map[int][]id.ID{} // by row
	for i, l := range im.in.Lines {
		if err := desk.Far(ctx, i, len(im.in.Lines)); err != nil {
			return nil, err
		}
		row := readTask(l, im.in.Issued)
		im.match(&row)
		if due, there := im.there(row); there {
			im.unchanged(&row, due)
			out = append(out, row)
			continue
		}
		row.tellPartners()
		if refused := im.refused(row); refused != nil && !im.in.Keep {
			if row.Refused = refused.AtRow(l.Row, ""); !im.in.DryRun {
				list = append(list, row.Refused)
			}
		}
		asked := im.asked(row)
		if of := made[l.PartOf]; l.PartOf != 0 && len(of) == 1 && !im.in.DryRun {
			asked.Parent = of[0]
		}
		do := addTask
		if im.in.DryRun {
			do = planTask
		}
		given, err := do(ctx, im.tx, asked, parents)
		for _, e := range errs.All(err) {
			if e.Kind == errs.Internal {
				return out, err
			}
			list = append(list, e.AtRow(l.Row, ""))
		}
		for _, g := range given {
			row.Tasks = append(row.Tasks, g.ID)
			parents[g.ID] = g.Parent
		}
		made[l.Row] = row.Tasks
		if !im.in.DryRun {
			if err := im.extend(ctx, row); err != nil {
				return out, err
			}
		}
		out = append(out, row)
	}
	return out, list.OrNil()
}

// extend gives the tasks of a row the day that its sheet says they were extended
// to; the one they were given with is kept.
func (im *taskImporter) extend(ctx context.Context, row ImportedTask) error {
	if row.ExtendedTo == "" {
		return nil
	}
	for _, which := range row.Tasks {
		t, events, err := im.tx.Task(ctx, which)
		if err != nil {
			return err
		}
		e := task.Event{Step: task.Grant, On: im.tx.Today, Due: row.ExtendedTo, Text: strings.TrimSpace("tệp nhập " + im.in.Sheet.Name)}
		if err := fitsFamily(ctx, im.tx, t, e); err != nil {
			return errs.All(err)[0].AtRow(row.Row, "")
		}
		after, err := writeEvent(ctx, im.tx, t.Task, events, e) // agreed before it came here: nobody asked for it here
		if err != nil {
			return err
		}
		if _, err := im.tx.Log(ctx, desk.Entry{Action: "task." + string(e.Step), Object: which, Unit: t.Unit, Body: map[string]any{"event": e, "before": t.State, "after": after}}); err != nil {
			return err
		}
	}
	return nil
}

// stands gives the unit that a name stands for today: the one that alone took
// the place of one that ended; "" where none or several did.
func (n MatchedName) stands() id.ID {
	switch {
	case !n.Gone:
		return n.Unit.ID
	case len(n.Heirs) == 1:
		return n.Heirs[0].ID
	}
	return ""
}

// asked turns a row into what AddTask is asked.
func (im *taskImporter) asked(row ImportedTask) NewTask {
	in := NewTask{imported: true, Place: row.Row, Unit: im.unit, Document: im.in.Document, Label: row.Label, Field: row.Field, Name: row.Name, Product: row.Product, Authority: row.Authority, Programme: row.Programme,
		LeadText: strings.TrimSpace(row.Lead), Deadline: row.TaskRow.Deadline, Issued: im.in.Issued, Source: im.in.Source, Why: im.in.Why}
	for _, n := range row.Leads {
		switch {
		case n.Group && im.in.FanOut && len(n.Members) > 0:
			for _, m := range n.Members {
				if !slices.Contains(in.Leads, m.ID) {
					in.Leads = append(in.Leads, m.ID)
				}
			}
		case n.stands() != "" && len(in.Leads) == 0:
			in.Leads = []id.ID{n.stands()}
		default:
			in.Partners = append(in.Partners, task.Partner{Unit: n.stands(), Text: n.Text})
		}
	}
	for _, n := range row.Coordinating {
		in.Partners = append(in.Partners, task.Partner{Unit: n.stands(), Text: n.Text})
	}
	return in
}
