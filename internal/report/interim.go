package report

import (
	"strings"
	"time"

	"dondoc/internal/app/reports"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/criterion"
	"dondoc/internal/edit"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/prose"
	"dondoc/internal/task"
	"dondoc/internal/viet"
)

// Of writes the report of a year or of a part of it, with what people made of it.
func Of(lang i18n.Lang, m reports.Material, now time.Time) prose.Document {
	d := made(lang, m, now)
	d.Apply(m.Edits)
	for _, e := range d.Edited {
		said := func(key string, args ...any) { d.Left = append(d.Left, i18n.T(lang, key, args...)) }
		if e.Step == edit.LeftOut && !e.Gone {
			said("report.edited_out", "words", short(e.Words), "by", e.ByName)
		}
		if e.Gone {
			said("report.edited_gone", "words", short(e.Words))
		}
		if len(e.Lost) > 0 {
			said("report.edited_lost", "words", short(e.Words), "figures", listed(e.Lost))
		}
		if len(e.Typed) > 0 {
			said("report.edited_typed", "words", short(e.Words), "figures", listed(e.Typed))
		}
	}
	return d
}

// made writes a report as the program does.
func made(lang i18n.Lang, m reports.Material, now time.Time) prose.Document {
	w := newWriter(lang, m)
	if m.Span.Whole() {
		w.year(now)
	} else {
		w.interim(now)
	}
	return w.d
}

// short is the beginning of a paragraph, enough to find it.
func short(text string) string {
	words := strings.Fields(text)
	if len(words) <= 12 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:12], " ") + "…"
}

// spans name the parts of a year in keys of texts.
var spans = map[string]string{reports.OfMonth: "month", reports.OfQuarter: "quarter", reports.OfHalf: "half", reports.OfNineMonth: "nine"}

// when is the time that is reported, in a sentence: "quý I năm 2024".
func (w *writer) when() string {
	s, year := w.m.Span, w.m.Board.Cycle
	if s.Whole() {
		return w.say("report.when_year", "year", year)
	}
	return w.say("report.when_"+spans[s.Template], "year", year, "n", s.No, "roman", romanOf(s.No))
}

// coming is the time that follows.
func (w *writer) coming() string {
	s, year := w.m.Span, w.m.Board.Cycle
	switch {
	case s.Template == reports.OfMonth && s.No == 12, s.Template == reports.OfQuarter && s.No == 4:
		return w.say("report.when_"+spans[s.Template], "year", w.next, "n", 1, "roman", romanOf(1))
	case s.Template == reports.OfMonth, s.Template == reports.OfQuarter:
		return w.say("report.when_"+spans[s.Template], "year", year, "n", s.No+1, "roman", romanOf(s.No+1))
	}
	return w.say("report.rest_"+spans[s.Template], "year", year)
}

func romanOf(n int) string {
	if n < 1 || n > len(roman) {
		return ""
	}
	return roman[n-1]
}

// interim is the report of a part of the year: how far each target is, by figures
// until the end of that time, and what comes next.
func (w *writer) interim(now time.Time) {
	w.head()
	w.paragraph("opening", i18n.Title(w.say("report.opening_span", "documents", listed(w.papers()), "unit", w.unit(), "of", w.of(), "when", w.when(), "coming", w.coming())))
	w.section("targets", "report.targets")
	w.pace()
	if len(w.m.Board.Rows) > 0 {
		w.section("fields", w.detail())
		w.interimFields()
		w.withoutSame()
	}
	w.money()
	w.tasks()
	w.section("judged", "report.judged")
	w.reachedSoFar()
	w.shortcomings()
	w.section("coming", "report.coming")
	w.comesNext()
	end := w.say("report.end_span", "unit", w.unit(), "of", w.of(), "when", w.when(), "coming", w.coming())
	if !w.m.Head.Party {
		end += "/."
	}
	w.paragraph("end", end)
	w.annexes()
	w.mark(now)
}

// words are how a target may stand within a year, in the order they are told.
var words = []string{"exceeded", "met", "on_track", "running", "behind", "violated", "not_met", "not_assessed"}

// pace says how the targets stand, which are behind, and on what figures that rests.
func (w *writer) pace() {
	rows := w.m.Board.Rows
	if len(rows) == 0 {
		w.noTargets()
		return
	}
	by, all := map[string][]id.ID{}, []id.ID{}
	for _, r := range rows {
		by[r.Word()] = append(by[r.Word()], r.Target.ID)
		all = append(all, r.Target.ID)
	}
	var parts []string
	for _, word := range words {
		if of := by[word]; len(of) > 0 {
			parts = append(parts, w.say("report.pace_part", "n", w.count("pace:"+word+":is", of), "word", w.paced(word)))
		}
	}
	w.paragraph("count", w.say("report.pace", "month", w.m.Span.To, "year", w.m.Board.Cycle, "of", w.ofWhom(), "total", w.count("total", all), "parts", figure(strings.Join(parts, ", "))))
	w.d.Blocks = append(w.d.Blocks, prose.Block{Kind: prose.Picture, Key: "strip", Drawing: w.strip()})
	w.restsOn(rows)
	var late []standing.BoardRow
	var of []id.ID
	for _, r := range rows {
		if w.failed(r) {
			late, of = append(late, r), append(of, r.Target.ID)
		}
	}
	if len(late) > 0 {
		w.paragraph("behind", w.say("report.behind", "n", w.count("behind", of)))
	}
	for _, r := range late {
		w.item("behind:"+string(r.Target.ID), w.sofar("behind", r)+".")
	}
	w.trends(late)
}

// paced is a word for how a target stands, of a year that goes on.
func (w *writer) paced(word string) string {
	switch word {
	case "exceeded", "met":
		return w.say("report.paced_" + word)
	}
	return w.say("class." + word)
}

// failed says whether a target was not met or, within the year, is behind.
func (w *writer) failed(r standing.BoardRow) bool {
	if w.m.Span.Whole() {
		return r.Class == criterion.NotMet
	}
	word := r.Word()
	return word == "behind" || word == "violated" || word == "not_met"
}

// restsOn names the targets that are told by estimates, by figures of a month before,
// or by none.
func (w *writer) restsOn(rows []standing.BoardRow) {
	var estimated, older, none []id.ID
	var oldNames, noNames []string
	for _, r := range rows {
		switch {
		case r.Counted == nil:
			none, noNames = append(none, r.Target.ID), append(noNames, viet.LowerFirst(r.Name))
		case r.Counted.Month < w.m.Span.To && r.Class != criterion.Met && r.Class != criterion.Exceeded:
			older, oldNames = append(older, r.Target.ID), append(oldNames, w.say("report.older_one", "name", viet.LowerFirst(r.Name), "month", r.Counted.Month))
		}
		if r.Counted != nil && !r.Counted.Final {
			estimated = append(estimated, r.Target.ID)
		}
	}
	if len(estimated) > 0 {
		w.paragraph("estimates", w.say("report.estimates", "n", w.count("estimates", estimated)))
	}
	if len(older) > 0 {
		w.paragraph("older", w.say("report.older", "n", w.count("older", older), "month", w.m.Span.To, "names", figure(listed(oldNames))))
	}
	if len(none) > 0 {
		w.paragraph("none", w.say("report.without", "n", w.count("none", none), "names", figure(listed(noNames))))
	}
}

// sofar says how far a target is.
func (w *writer) sofar(name string, r standing.BoardRow) string {
	of, actual := r.Target.ID, actualOf(w.lang, r)
	at := func(what, text string) figure { return w.said(name+":"+string(of)+":"+what, of, text) }
	if actual == "" {
		return w.say("report.target_none", "name", r.Name, "plan", at("plan", r.Current().Wording))
	}
	reached := at("actual", actual)
	if r.Counted != nil && !r.Counted.Final {
		reached = figure(w.say("report.estimate", "value", reached))
	}
	key := "report.sofar_plain"
	args := []any{"name", r.Name, "actual", reached, "plan", at("plan", r.Current().Wording), "word", w.paced(r.Word())}
	if p := w.rowOf(r).Percent; steps(r) && p != "" {
		key, args = "report.sofar", append(args, "percent", at("percent", p))
	}
	return w.say(key, args...) + w.samePeriod(name, r)
}

func (w *writer) interimFields() {
	for i, name := range fieldsOf(w.m.Board.Rows) {
		title := name
		if name == "" {
			title = w.say("report.field_none")
		}
		w.heading(3, "field:"+title+":head", w.say("report.ordinal", "n", i+1, "title", title))
		for _, r := range w.m.Board.Rows {
			if r.Field == name {
				w.item("target:"+string(r.Target.ID), w.sofar("target", r)+".")
			}
		}
	}
}

// reachedSoFar are the targets whose year is met already.
func (w *writer) reachedSoFar() {
	w.heading(3, "strengths:head", w.say("report.ordinal", "n", 1, "title", w.say("report.strengths")))
	var of []id.ID
	var names []string
	for _, r := range w.m.Board.Rows {
		if r.Class == criterion.Exceeded || r.Class == criterion.Met {
			of, names = append(of, r.Target.ID), append(names, viet.LowerFirst(r.Name))
		}
	}
	if len(of) == 0 {
		w.left("report.left_reached")
		w.paragraph("strengths", w.say("report.strengths_none"))
		return
	}
	w.paragraph("strengths", w.say("report.reached_sofar", "n", w.count("reached", of), "names", figure(listed(names))))
}

// comesNext is what is to be done in the time that follows: remedies and tasks by their days.
func (w *writer) comesNext() {
	before := len(w.d.Blocks)
	for _, s := range w.m.Shortcomings.Unremedied {
		if s.Product == "" {
			w.left("report.left_remedy", "statement", s.Statement)
			continue
		}
		w.item("remedy:"+string(s.ID), w.say("report.remedy", "statement", viet.LowerFirst(strings.TrimRight(s.Statement, ". ")), "product", strings.TrimRight(s.Product, ". "),
			"due", w.said("remedy:"+string(s.ID)+":due", s.ID, s.Due.Say("")), "who", postOf(s.Answers)))
	}
	if w.m.Past && w.m.Field == "" {
		w.left("report.left_coming", "day", w.m.Day)
	}
	for _, t := range w.m.Coming {
		if t.Status != task.Withdrawn {
			w.know(prose.Row{ID: t.Task.ID, Kind: "task", Name: t.Name, Plan: t.State.Due.Say(""), Class: string(t.Status)})
			w.item("coming:"+string(t.Task.ID), w.say("report.coming_task", "name", strings.TrimRight(t.Name, ". "), "due", w.said("coming:"+string(t.Task.ID)+":due", t.Task.ID, t.State.Due.Say("")), "who", leadOf(t)))
		}
	}
	if len(w.d.Blocks) == before {
		w.left("report.left_ahead")
		w.paragraph("ahead", w.say("report.ahead_none"))
	}
}

// leadOf is who leads a task.
func leadOf(t tasks.TaskRow) string {
	if t.Lead == "" {
		return t.LeadText
	}
	return t.Answers.Unit.Name
}
