package report

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/prose"
	"dondoc/internal/report/drawn"
	"dondoc/internal/shortcoming"
	"dondoc/internal/task"
	"dondoc/internal/viet"
)

// billions writes đồng as tỷ đồng, half up to three decimals.
func billions(lang string, dong int64) string {
	return measure.FromRat(big.NewRat(dong, 1_000_000_000), 3).Trim().Say(lang)
}

// money says what was paid out of each plan, naming its denominator.
func (w *writer) money() {
	c := w.m.Capital
	if c.Taken != nil && w.m.Field == "" {
		w.left("report.left_money", "n", c.Projects(), "most", c.Most())
	}
	if len(c.Rows) == 0 {
		return
	}
	w.section("money", "report.money")
	var of []id.ID
	for _, r := range c.Rows {
		of = append(of, r.Project.ID)
		row := prose.Row{ID: r.Project.ID, Kind: "project", Name: r.Name, Plan: billions(string(w.lang), r.Position.Bound.Plan), Actual: billions(string(w.lang), r.Position.Bound.Paid)}
		w.know(row)
	}
	w.paragraph("money", w.say("report.money_count", "n", w.count("projects", of), "day", c.Day))
	for i, rate := range c.Total.Rates() {
		percent, _ := rate.Percent(2)
		key := "report.money_rate"
		if rate.WithCarried {
			key = "report.money_rate_carried"
		}
		name := fmt.Sprint("money:", i)
		figureOf := func(what, text string) figure {
			return figure(w.d.Add(prose.Figure{Name: name + ":" + what, Text: text, Rows: of, Is: prose.Said}))
		}
		w.item(name, w.say(key, "setter", w.say("capital.setter_"+string(rate.Setter)), "paid", figureOf("paid", billions(string(w.lang), rate.Paid)),
			"plan", figureOf("plan", billions(string(w.lang), rate.Plan)), "percent", figureOf("percent", percent.Trim().Say(string(w.lang))+"%")))
	}
	if w.m.Post.Post.ID != "" {
		return // the course and the map of heat are of all projects
	}
	if d, _, _ := drawn.Course(w.lang, c); d != nil {
		d.Desc = w.say("report.course_desc", "unit", w.say("web.capital_unit"))
		w.d.Blocks = append(w.d.Blocks, prose.Block{Kind: prose.Picture, Key: "course", Drawing: d})
	}
	w.heat()
}

// tasks says how the tasks due in the year stand.
func (w *writer) tasks() {
	if w.m.Past {
		if w.m.Field == "" {
			w.left("report.left_tasks", "day", w.m.Day)
		}
		return
	}
	by := map[task.Status][]id.ID{}
	var all []id.ID
	for _, t := range w.m.Tasks {
		if t.Status == task.Withdrawn {
			continue
		}
		w.know(prose.Row{ID: t.Task.ID, Kind: "task", Name: t.Name, Plan: t.State.Due.Say(""), Actual: t.State.DoneOn.Say(""), Class: string(t.Status)})
		by[t.Status] = append(by[t.Status], t.Task.ID)
		all = append(all, t.Task.ID)
	}
	if len(all) == 0 {
		return
	}
	w.section("tasks", "report.tasks")
	var parts []string
	for _, s := range task.Statuses() {
		if of := by[s]; len(of) > 0 {
			parts = append(parts, w.say("report.tasks_part", "n", w.count("tasks:"+string(s), of), "status", w.say("task.status_"+string(s))))
		}
	}
	w.paragraph("tasks", w.say("report.tasks_count", "n", w.count("tasks", all), "when", w.when(), "parts", figure(strings.Join(parts, ", "))))
}

// strengths are what the figures say: fields in which everything was met.
func (w *writer) strengths() {
	w.heading(3, "strengths:head", w.say("report.ordinal", "n", 1, "title", w.say("report.strengths")))
	var said []string
	for _, name := range fieldsOf(w.m.Board.Rows) {
		var rows []standing.BoardRow
		for _, r := range w.m.Board.Rows {
			if r.Field == name {
				rows = append(rows, r)
			}
		}
		if all := w.classed(rows, criterion.Exceeded, criterion.Met); len(all) == len(rows) && name != "" {
			said = append(said, w.say("report.strength_field", "field", viet.LowerFirst(name), "n", w.count("strength:"+name, all)))
		}
	}
	better := w.better()
	switch {
	case len(said) == 0 && len(better) == 0:
		w.left("report.left_strengths")
		w.paragraph("strengths", w.say("report.strengths_none"))
		return
	case len(said) > 0:
		key := "report.strengths_fields"
		if w.m.Post.Post.ID != "" {
			key = "report.strengths_own" // others may answer for targets of the same field
		}
		w.paragraph("strengths", w.say(key, "list", figure(listed(said))))
	}
	if len(better) > 0 {
		w.paragraph("better", w.say("report.better", "n", w.count("better", better)))
	}
}

// better gives the targets that were met this year and were not the year before.
func (w *writer) better() (out []id.ID) {
	for _, r := range w.m.Board.Rows {
		if (r.Class == criterion.Exceeded || r.Class == criterion.Met) && r.LastYear.Class == criterion.NotMet {
			out = append(out, r.Target.ID)
		}
	}
	return out
}

// shortcomings says what was not done well, why, and who answers.
func (w *writer) shortcomings() {
	rows := w.m.Shortcomings.Rows
	w.heading(3, "shortcomings:head", w.say("report.ordinal", "n", 2, "title", w.say("report.shortcomings")))
	var all []id.ID
	for _, s := range rows {
		all = append(all, s.ID)
		w.know(prose.Row{ID: s.ID, Kind: "shortcoming", Name: s.Statement, Plan: s.Due.Say(""), Class: string(s.State)})
	}
	if len(all) == 0 {
		w.paragraph("shortcomings", w.say("report.shortcomings_none", "of", w.ofWhom(), "year", w.m.Board.Cycle))
		w.left("report.left_shortcomings", "of", w.ofWhom())
	} else {
		w.paragraph("shortcomings", w.say("report.shortcomings_count", "n", w.count("shortcomings", all)))
	}
	for _, s := range rows {
		w.item("shortcoming:"+string(s.ID), w.say("report.shortcoming", "statement", stop(s.Statement)))
	}
	w.causes(rows)
	if len(rows) > 0 {
		w.heading(3, "answers:head", w.say("report.ordinal", "n", 4, "title", w.say("report.answers")))
		for _, s := range rows {
			w.item("answers:"+string(s.ID), w.say("report.answer", "who", postOf(s.Answers), "statement", viet.LowerFirst(stop(s.Statement))))
		}
	}
}

// causes are those of the shortcomings and those given for targets that were not
// met; a target without any is named beside the paper.
func (w *writer) causes(rows []shortcomings.Row) {
	var objective, subjective []string
	add := func(to *[]string, text string) {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(*to, stop(text)) {
			*to = append(*to, stop(text))
		}
	}
	grounds := map[id.ID]bool{}
	for _, s := range rows {
		add(&objective, s.Objective)
		add(&subjective, s.Subjective)
		for _, g := range s.Grounds {
			if g.Kind == shortcoming.OfTarget && s.Objective+s.Subjective != "" {
				grounds[g.Ref] = true
			}
		}
	}
	var unsaid []string
	for _, r := range w.m.Board.Rows {
		switch {
		case !w.failed(r):
		case r.Reason != nil && r.Reason.Kind == "objective":
			add(&objective, r.Reason.Cause)
		case r.Reason != nil:
			add(&subjective, r.Reason.Cause)
		case !grounds[r.Target.ID]:
			unsaid = append(unsaid, r.Name)
		}
	}
	if len(unsaid) > 0 {
		w.left("report.left_causes", "n", len(unsaid), "names", listed(unsaid))
	}
	if len(objective)+len(subjective) == 0 {
		return
	}
	w.heading(3, "causes:head", w.say("report.ordinal", "n", 3, "title", w.say("report.causes")))
	for _, part := range []struct {
		key  string
		list []string
	}{{"objective", objective}, {"subjective", subjective}} {
		if len(part.list) > 0 {
			w.heading(4, part.key+":head", w.say("report.causes_"+part.key))
		}
		for i, text := range part.list {
			w.item(fmt.Sprint(part.key, ":", i), w.say("report.cause", "text", text))
		}
	}
}

// stop ends a statement with one stop.
func stop(text string) string {
	return strings.TrimRight(strings.TrimSpace(text), ".;, ") + "."
}

// partTwo is the year after: its targets, what is to be put right, and what was
// asked for.
func (w *writer) partTwo() {
	w.heading(1, "part-2", w.say("report.part_two", "next", w.next))
	w.heading(2, "next", w.say("report.next"))
	if rows := w.m.Next.Rows; len(rows) == 0 {
		w.left("report.left_next", "of", w.ofWhom(), "next", w.next)
		w.paragraph("next", w.say("report.next_none", "of", w.ofWhom(), "next", w.next))
	} else {
		var all []id.ID
		for _, r := range rows {
			row := w.rowOf(r)
			row.Class, row.Actual, row.Percent, row.Observation = "", "", "", ""
			row.Kind = "target_ahead"
			w.know(row)
			all = append(all, r.Target.ID)
		}
		w.paragraph("next", w.say("report.next_count", "next", w.next, "of", w.ofWhom(), "n", w.count("next", all), "document", listed(w.papersOf(rows))))
		for _, name := range fieldsOf(rows) {
			var said []string
			for _, r := range rows {
				if r.Field == name && viet.Fold(r.Name) == viet.Fold(r.Current().Wording) {
					said = append(said, viet.LowerFirst(r.Name))
				} else if r.Field == name {
					said = append(said, w.say("report.next_one", "name", viet.LowerFirst(r.Name), "plan", w.said("next:"+string(r.Target.ID), r.Target.ID, r.Current().Wording)))
				}
			}
			title := name
			if title == "" {
				title = w.say("report.field_none")
			}
			w.item("next:"+name, w.say("report.next_field", "field", title, "list", figure(listed(said))))
		}
	}
	w.ahead()
	w.heading(2, "carry", w.say("report.carry"))
	w.paragraph("carry", w.carry())
	end := w.say("report.end", "unit", w.unit(), "of", w.of(), "year", w.m.Board.Cycle, "next", w.next)
	if !w.m.Head.Party {
		end += "/."
	}
	w.paragraph("end", end)
}

// carry says who carries it out.
func (w *writer) carry() string {
	switch {
	case w.m.Post.Post.ID != "":
		return w.say("report.carry_head", "who", i18n.Title(w.unit()), "next", w.next)
	case w.m.Field != "":
		return w.say("report.carry_field", "field", viet.LowerFirst(w.m.Field), "unit", w.unit(), "next", w.next)
	}
	return w.say("report.carry_text", "unit", w.unit(), "next", w.next)
}

// papersOf are the documents that set some targets, each once.
func (w *writer) papersOf(rows []standing.BoardRow) (out []string) {
	for _, r := range rows {
		if said := w.paperOf(r.Document); !slices.Contains(out, said) {
			out = append(out, said)
		}
	}
	return out
}

// ahead are the remedies and the instructions.
func (w *writer) ahead() {
	w.heading(2, "ahead", w.say("report.ahead"))
	before := len(w.d.Blocks)
	for _, s := range w.m.Shortcomings.Unremedied {
		if s.Product == "" {
			w.left("report.left_remedy", "statement", s.Statement)
			continue
		}
		w.item("remedy:"+string(s.ID), w.say("report.remedy", "statement", viet.LowerFirst(strings.TrimRight(s.Statement, ". ")), "product", strings.TrimRight(s.Product, ". "),
			"due", w.said("remedy:"+string(s.ID)+":due", s.ID, s.Due.Say("")), "who", postOf(s.Answers)))
	}
	for _, d := range w.m.Directives {
		who := d.Speaker
		if d.Post != "" {
			who += ", " + d.Post
		}
		w.item("directive:"+string(d.ID), w.say("report.directive", "who", who, "on", d.On, "text", stop(d.Text)))
	}
	if len(w.d.Blocks) == before {
		w.left("report.left_ahead")
		w.paragraph("ahead", w.say("report.ahead_none"))
	}
}
