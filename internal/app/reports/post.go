package reports

import (
	"cmp"
	"slices"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/viet"
)

// PostName says who answers: the post and, where its title does not say so, the unit.
func PostName(a desk.Responsible) string {
	switch {
	case a.Post.Title == "":
		return a.Unit.Name
	case strings.Contains(viet.Fold(a.Post.Title), viet.Fold(a.Unit.Name)) || a.Unit.Name == "":
		return a.Post.Title
	}
	return a.Post.Title + ", " + a.Unit.Name
}

// heads are who answer for anything of the report, each post once, by their names.
func (m *Material) heads() (out []desk.Responsible) {
	seen := map[id.ID]bool{"": true}
	add := func(a desk.Responsible) {
		if !seen[a.Post.ID] {
			seen[a.Post.ID] = true
			out = append(out, a)
		}
	}
	for _, r := range m.Board.Rows {
		add(r.Answers)
	}
	for _, s := range m.Shortcomings.Rows {
		add(s.Answers)
	}
	for _, t := range m.Tasks {
		add(t.Answers)
	}
	for _, p := range m.Capital.Rows {
		add(p.Answers)
	}
	slices.SortStableFunc(out, func(a, b desk.Responsible) int { return cmp.Compare(PostName(a), PostName(b)) })
	return out
}

// narrowToHead leaves what one head answers for. NotFound where that is nothing,
// Invalid where two posts are called so.
func (m *Material) narrowToHead(q Query) error {
	m.Heads = m.heads()
	switch {
	case q.Head == "":
		return nil
	case q.Field != "":
		return errs.New(errs.Invalid, "report.head_and_field").In("head")
	}
	var found []desk.Responsible
	var all []string
	for _, h := range m.Heads {
		all = append(all, PostName(h))
		if asked := viet.Fold(q.Head); string(h.Post.ID) == q.Head || viet.Fold(h.Post.Title) == asked || viet.Fold(PostName(h)) == asked {
			found = append(found, h)
		}
	}
	switch len(found) {
	case 0:
		return errs.New(errs.NotFound, "report.head_unknown", "head", q.Head, "unit", m.Board.Unit.Name, "year", m.Board.Cycle, "heads", strings.Join(all, "; ")).In("head")
	case 1:
	default:
		return errs.New(errs.Invalid, "report.head_several", "head", q.Head, "heads", strings.Join(all, "; ")).In("head")
	}
	m.Post = found[0]
	m.leaveOnly(m.Post.Post.ID)
	return nil
}

// leaveOnly drops the rows that others answer for.
func (m *Material) leaveOnly(post id.ID) {
	other := func(a desk.Responsible) bool { return a.Post.ID != post }
	row := func(r standing.BoardRow) bool { return other(r.Answers) }
	m.Board.Rows, m.Next.Rows = slices.DeleteFunc(m.Board.Rows, row), slices.DeleteFunc(m.Next.Rows, row)
	short := func(s shortcomings.Row) bool { return other(s.Answers) }
	m.Shortcomings.Rows, m.Shortcomings.Unremedied = slices.DeleteFunc(slices.Clone(m.Shortcomings.Rows), short), slices.DeleteFunc(slices.Clone(m.Shortcomings.Unremedied), short)
	todo := func(t tasks.TaskRow) bool { return other(t.Answers) }
	m.Tasks, m.Coming = slices.DeleteFunc(m.Tasks, todo), slices.DeleteFunc(m.Coming, todo)
	m.Capital.Rows = slices.DeleteFunc(m.Capital.Rows, func(r money.Row) bool { return other(r.Answers) })
	m.Capital.Total = capital.Position{}
	for _, r := range m.Capital.Rows {
		m.Capital.Total.Add(r.Position)
	}
	m.Documents = nil
	m.documents()
	if h := m.Post; h.Person.ID != "" {
		m.Head.OnBehalf, m.Head.Post, m.Head.Signer = "", strings.ToUpper(h.Post.Title), h.Person.Name
	}
}
