package entry

import (
	"cmp"
	"net/http"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/tasks"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// line is one thing of the inbox as the lists have them in common: what they
// are sorted and narrowed by, and what stands in the file.
type line struct {
	kind, name, unit, person, field string
	month                           period.Month
	due                             period.Date
	was, figure, by, note           string
}

func lineOf(w figures.Work) line {
	l := line{name: w.Target.Name, unit: w.Answers.Unit.Name, person: w.Answers.Person.Name, field: w.Target.Field, month: w.Observation.Month}
	if l.unit == "" {
		l.unit = w.Unit.Name
	}
	return l
}

func lineOfTask(kind string, row tasks.TaskRow, why string) line {
	return line{kind: kind, name: row.Name, unit: cmp.Or(row.Answers.Unit.Name, row.LeadText), person: row.Answers.Person.Name, field: row.Field, due: row.State.Due, note: why}
}

// The lists of the inbox are lists of what carries a line.
func (t Todo) listed() line     { return t.line }
func (w Waiting) listed() line  { return w.line }
func (t TaskLine) listed() line { return t.line }

// columnsOf are the columns of any list of the inbox.
func columnsOf[T interface{ listed() line }](lang i18n.Lang) []list.Column[T] {
	text := func(key, label string, of func(line) string) list.Column[T] {
		return list.Column[T]{Key: key, Label: i18n.T(lang, label), Cell: func(row T) any { return of(row.listed()) }}
	}
	day := func(key, label string, raw, said func(line) string) list.Column[T] {
		c := text(key, label, said)
		c.Order = func(a, b T) int { return cmp.Compare(raw(a.listed()), raw(b.listed())) }
		return c
	}
	return []list.Column[T]{
		text("", "web.inbox_kind", func(l line) string { return l.kind }),
		text("name", "web.inbox_what", func(l line) string { return l.name }),
		text("unit", "page.col.body", func(l line) string { return l.unit }),
		text("person", "page.col.holder", func(l line) string { return l.person }),
		text("", "web.filter_field", func(l line) string { return l.field }),
		day("month", "page.col.month", func(l line) string { return string(l.month) }, func(l line) string {
			if l.month == "" {
				return ""
			}
			return l.month.Say(string(lang))
		}),
		day("due", "page.tasks.deadline", func(l line) string { return string(l.due) }, func(l line) string { return l.due.Say(string(lang)) }),
		text("", "page.review.before", func(l line) string { return l.was }),
		text("", "page.review.after", func(l line) string { return l.figure }),
		text("by", "page.inbox.by", func(l line) string { return l.by }),
		text("", "web.note", func(l line) string { return l.note }),
	}
}

// facetsOf are what any list of the inbox is narrowed by.
func facetsOf[T interface{ listed() line }](lang i18n.Lang) []list.Facet[T] {
	same := func(name, label string, of func(line) string) list.Facet[T] {
		return list.Facet[T]{Name: name, Label: i18n.T(lang, label), Of: func(row T) (string, string) { text := of(row.listed()); return text, text }}
	}
	return []list.Facet[T]{
		same("unit", "page.col.body", func(l line) string { return l.unit }),
		same("person", "page.col.holder", func(l line) string { return l.person }),
		same("field", "web.filter_field", func(l line) string { return l.field }),
		{Name: "due", Label: i18n.T(lang, "page.tasks.deadline"), Of: func(row T) (string, string) {
			due := row.listed().due
			if due == "" {
				return "", ""
			}
			return string(due), due.Say(string(lang))
		}},
	}
}

// narrowed sorts and narrows one list as the address asks.
func narrowed[T interface{ listed() line }](r *kit.Ask, rows []T) []T {
	rows = list.Narrow(r, rows, facetsOf[T](r.Lang))
	list.Sort(r, rows, columnsOf[T](r.Lang))
	return rows
}

// bare is a line by itself.
type bare struct{ line }

func (b bare) listed() line { return b.line }

// lines are all there is in the inbox that has a list.
func (v Inbox) lines() (out []bare) {
	for _, w := range v.Returned {
		out = append(out, bare{w.line})
	}
	for _, w := range v.Drafts {
		out = append(out, bare{w.line})
	}
	for _, w := range v.ToApprove {
		out = append(out, bare{w.line})
	}
	for _, w := range v.ToVerify {
		out = append(out, bare{w.line})
	}
	for _, t := range v.ToReport {
		out = append(out, bare{t.line})
	}
	for _, t := range v.Tasks {
		for _, g := range t.Groups {
			for _, row := range g.Rows {
				out = append(out, bare{row.line})
			}
		}
	}
	for _, g := range append(v.Vouchers[:len(v.Vouchers):len(v.Vouchers)], v.Remedies...) {
		for _, row := range g.Rows {
			out = append(out, bare{row.line})
		}
	}
	for _, row := range v.Coming {
		out = append(out, bare{row.line})
	}
	for _, w := range v.Mine {
		out = append(out, bare{w.line})
	}
	return out
}

// arrange sorts and narrows the lists as the address asks.
func (v *Inbox) arrange(r *kit.Ask) {
	facets := facetsOf[bare](r.Lang)
	v.Filters, v.Narrowed, v.Sorted = list.Filters(r, v.lines(), facets), list.Narrowed(r, facets), r.URL.Query().Get("sort") != ""
	v.ToReport = narrowed(r, v.ToReport)
	for _, of := range []*[]Waiting{&v.Returned, &v.Drafts, &v.ToApprove, &v.ToVerify, &v.Mine} {
		*of = narrowed(r, *of)
	}
	v.Coming = narrowed(r, v.Coming)
	for i := range v.Tasks {
		for j := range v.Tasks[i].Groups {
			g := &v.Tasks[i].Groups[j]
			g.Rows = narrowed(r, g.Rows)
		}
	}
	for i := range v.Vouchers {
		v.Vouchers[i].Rows = narrowed(r, v.Vouchers[i].Rows)
	}
	for i := range v.Remedies {
		v.Remedies[i].Rows = narrowed(r, v.Remedies[i].Rows)
	}
	v.Heads = list.HeadsOf(r, columnsOf[bare](r.Lang))
	if len(v.lines()) > 0 {
		v.SheetURL = list.FileURL(r)
	}
}

// file sends what the page lists as .xlsx.
func (v Inbox) file(w http.ResponseWriter, r *kit.Ask) error {
	return list.Send(w, r, v.Title, v.lines(), columnsOf[bare](r.Lang))
}
