package work

import (
	"cmp"
	"slices"

	"dondoc/internal/app/tasks"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// mostWhole is how many tasks a list shows whole, with its filters; a longer
// one goes page by page in order of deadlines until it is narrowed.
const mostWhole = 500

// wholeList fills the list with all its rows, sorted and narrowed by the
// address, where there are not too many or where that is asked for.
func (s *server) wholeList(r *kit.Ask, q tasks.Tasks, v *List, page tasks.TaskList) (bool, error) {
	facets := taskFacets(r.Lang, nil)
	if page.Count == 0 || page.Count > mostWhole && !list.Narrowed(r, facets) {
		return false, nil
	}
	q.AfterDue, q.AfterID = "", ""
	e, err := s.App.ExportTasks(r.Context(), r.User.Actor, q)
	if err != nil {
		return false, err
	}
	documents, err := s.App.Documents(r.Context(), r.User.Actor, e.Unit.ID, "")
	if err != nil {
		return false, err
	}
	names := map[id.ID]string{}
	for _, d := range documents {
		names[d.ID] = d.Number
	}
	facets = taskFacets(r.Lang, names)
	rows := list.Narrow(r, e.Rows, facets)
	if r.URL.Query().Get("sort") == "" && q.Document == "" {
		slices.SortStableFunc(rows, func(x, y tasks.ExportedTask) int { return cmp.Compare(pressing(x), pressing(y)) })
	}
	list.Sort(r, rows, taskColumns(r.Lang))
	v.Heads = list.HeadsOf(r, taskColumns(r.Lang))
	v.Filters, v.Shown = list.Filters(r, e.Rows, facets), len(rows)
	v.Filtered = v.Filtered || len(rows) < len(e.Rows)
	for _, row := range rows {
		one := v.row(row.TaskRow)
		one.Reason = row.Reason
		if r.URL.Query().Get("sort") != "" {
			one.Field = "" // the groups are those of the annex's order
		}
		v.Rows = append(v.Rows, one)
	}
	return true, nil
}

// pressing orders what is overdue before the rest, and what has no day after it;
// among them the days decide.
func pressing(t tasks.ExportedTask) int {
	switch {
	case t.Status == task.RunningLate:
		return 0
	case t.State.Due == "":
		return 2
	}
	return 1
}

// taskFacets are what a list of tasks can be narrowed by.
func taskFacets(lang i18n.Lang, documents map[id.ID]string) []list.Facet[tasks.ExportedTask] {
	one := func(name, label string, of func(tasks.ExportedTask) (string, string)) list.Facet[tasks.ExportedTask] {
		return list.Facet[tasks.ExportedTask]{Name: name, Label: i18n.T(lang, label), Of: of}
	}
	same := func(text string) (string, string) { return text, text }
	return []list.Facet[tasks.ExportedTask]{
		one("lead", "page.tasks.lead", func(t tasks.ExportedTask) (string, string) {
			if t.Lead == "" {
				return same(t.LeadText)
			}
			return t.Answers.Unit.Code, t.Answers.Unit.Name
		}),
		one("person", "page.col.holder", func(t tasks.ExportedTask) (string, string) { return same(t.Answers.Person.Name) }),
		one("field", "web.filter_field", func(t tasks.ExportedTask) (string, string) { return same(t.Field) }),
		one("month", "page.tasks.deadline", func(t tasks.ExportedTask) (string, string) {
			if t.State.Due == "" {
				return "", ""
			}
			m := t.State.Due.Month()
			return string(m), m.Say(string(lang))
		}),
		one("source", "page.tasks.origin", func(t tasks.ExportedTask) (string, string) {
			if name := documents[t.Document]; name != "" {
				return same(name)
			}
			return same(t.Source)
		}),
	}
}

// taskColumns are what a list of tasks is sorted by.
func taskColumns(lang i18n.Lang) []list.Column[tasks.ExportedTask] {
	text := func(key string, of func(tasks.ExportedTask) string) list.Column[tasks.ExportedTask] {
		return list.Column[tasks.ExportedTask]{Key: key, Cell: func(t tasks.ExportedTask) any { return of(t) }}
	}
	due := text("due", func(t tasks.ExportedTask) string { return string(t.State.Due) })
	due.Order = func(a, b tasks.ExportedTask) int { return cmp.Compare(a.State.Due, b.State.Due) }
	status := text("status", func(t tasks.ExportedTask) string { return string(t.Status) })
	status.Order = func(a, b tasks.ExportedTask) int {
		all := task.Statuses()
		return cmp.Compare(slices.Index(all, a.Status), slices.Index(all, b.Status))
	}
	return []list.Column[tasks.ExportedTask]{
		text("name", func(t tasks.ExportedTask) string { return t.Name }),
		text("lead", func(t tasks.ExportedTask) string { return cmp.Or(t.Answers.Unit.Name, t.LeadText) }), due, status,
	}
}
