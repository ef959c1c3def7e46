package work

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/page"
)

// importTasks takes a task annex, first as a rehearsal.
func (s *server) importTasks(w http.ResponseWriter, r *kit.Ask) error {
	d, unit, err := s.UnitFor(r, access.ManageTasks)
	if err != nil {
		return err
	}
	var done tasks.ImportedTasks
	t := func(key string) string { return i18n.T(r.Lang, key) }
	list := href.Tasks(r.PathValue("code"))
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.task_import", Lead: "web.task_import_lead", Address: href.TasksAct(r.PathValue("code"), "import"), Next: list, Back: page.Link{Text: t("page.tasks.title"), URL: list}, Done: "tasks_imported",
		Fields: []page.Field{
			{Name: "source", Label: t("web.task_source"), Hint: t("web.task_source_hint"), Value: r.FormValue("source")},
			{Name: "why", Label: t("web.request_why"), Hint: t("web.request_why_hint"), Value: r.FormValue("why")},
			{Kind: "date", Name: "issued", Label: t("web.task_issued"), Value: r.FormValue("issued")},
			{Kind: "select", Name: "unknown", Label: t("web.task_unknown"), Options: []page.Option{
				{Value: "", Text: t("web.task_unknown_refuse"), Selected: r.FormValue("unknown") == ""},
				{Value: "keep", Text: t("web.task_unknown_keep"), Selected: r.FormValue("unknown") == "keep"},
				{Value: "fan", Text: t("web.task_unknown_fan"), Selected: r.FormValue("unknown") == "fan"}}}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			in, err := sentTasks(r, f, dry)
			if err != nil {
				return nil, err
			}
			done, err = s.App.ImportTasks(r.Context(), r.User.Actor, in)
			return tasksOutcome(done), err
		}, Later: func(f kit.SentFile) (string, error) {
			in, err := sentTasks(r, f, true)
			if err != nil {
				return "", err
			}
			which, err := s.App.TasksLater(r.Context(), r.User.Actor, in)
			return chases.Later(which), err
		}, Bench: func() kit.Workbench { return tasksBench(done, d, unit) }, After: func() string {
			if done.Import == "" {
				return ""
			}
			return href.Imported(done.Import)
		}})
}

// sentTasks is the annex as it was sent, with what was chosen beside it.
func sentTasks(r *kit.Ask, f kit.SentFile, dry bool) (tasks.TasksImport, error) {
	issued, err := kit.Day(r, "issued")
	return tasks.TasksImport{Unit: r.PathValue("code"), Issued: issued, Source: r.FormValue("source"), Sheet: f.Sheet(), DryRun: dry, Why: r.FormValue("why"),
		Keep: r.FormValue("unknown") != "", FanOut: r.FormValue("unknown") == "fan"}, err
}

// becomes says what is to be asked about a row, and of how many units it becomes a task.
func becomes(r tasks.ImportedTask) []phrase.Phrase {
	out := append(slices.Clip(r.Questions), r.Doubts...)
	if units := r.Becomes(); len(units) > 1 {
		names := make([]string, len(units))
		for i, v := range units {
			names[i] = v.Name
		}
		out = append(out, phrase.New("web.task_becomes", "n", len(units), "units", strings.Join(names, ", ")))
	}
	return out
}

// tasksBench is what can be chosen in a task annex.
func tasksBench(done tasks.ImportedTasks, d *desk.Directory, unit id.ID) kit.Workbench {
	b := kit.Workbench{Table: done.Table, Columns: done.Columns, Units: kit.UnitOptions(d, unit), Fields: []string{"label", "name", "lead", "partners", "product", "deadline", "extended", "authority", "part"}}
	for _, row := range done.Rows {
		b.Rows = append(b.Rows, kit.ReadRow{Number: row.Row, Text: row.Name, Part: row.PartOf != 0})
		for _, n := range row.Leads {
			if !n.Group && n.Unit.ID == "" {
				b.Name(n.Text)
			}
		}
	}
	return b
}

func tasksOutcome(done tasks.ImportedTasks) *page.Outcome {
	out := &page.Outcome{Of: "tasks", Total: len(done.Rows), Notes: []phrase.Phrase{phrase.New("web.tasks_read", "n", len(done.Rows))}}
	if done.Table != nil {
		out.Notes = append(out.Notes, done.Table.Told()...)
	}
	for i, r := range done.Rows {
		if i >= kit.MostLinesShown {
			break
		}
		act := r.TaskRow.Deadline
		if r.ExtendedTo != "" {
			act += " → " + r.ExtendedTo.Say("vi")
		}
		out.Rows = append(out.Rows, page.OutcomeRow{Row: r.Row, Name: r.Name, Code: r.Label, Act: act, To: strings.ReplaceAll(r.Lead, "\n", "; "), Asks: becomes(r)})
		if r.Refused != nil {
			out.Problems = append(out.Problems, page.RowProblem{Row: r.Row, What: r.Refused.What, Hint: r.Refused.Hint})
			out.Rows[len(out.Rows)-1].Asks = slices.DeleteFunc(becomes(r), func(q phrase.Phrase) bool { return q.Key == r.Refused.What.Key })
		}
	}
	return out
}
