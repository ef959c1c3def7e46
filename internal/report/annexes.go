package report

import (
	"math/big"
	"strings"
	"time"

	"dondoc/internal/app/standing"
	"dondoc/internal/measure"
	"dondoc/internal/prose"
	"dondoc/internal/viet"
)

// roman are the numbers of annexes.
var roman = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII"}

// annexes are the rows behind the text: targets, money, shortcomings, tasks.
func (w *writer) annexes() {
	for _, a := range []prose.Annex{w.targetAnnex(), w.moneyAnnex(), w.shortcomingAnnex(), w.taskAnnex()} {
		if len(a.Table.Rows) == 0 {
			continue
		}
		a.Number = w.say("report.annex", "n", roman[len(w.d.Annexes)])
		a.Of = w.say("report.annex_of", "number", strings.Replace(viet.LowerFirst(w.d.Head.Number), ":", "", 1), "unit", w.m.Head.Named)
		a.Landscape = true
		switch { // it may be read without the paper
		case w.m.Field != "":
			a.Title += strings.ToUpper(w.say("report.field_title", "field", w.m.Field))
		case w.m.Post.Post.ID != "":
			a.Title += w.say("report.head_title", "who", postOf(w.m.Post))
		}
		w.d.Annexes = append(w.d.Annexes, a)
	}
}

func (w *writer) columns(year, next any, list ...column) (out []prose.Column) {
	for _, c := range list {
		out = append(out, prose.Column{Key: formFields[c.key], Title: w.say(c.key, "year", year, "next", next), Share: c.share, Right: c.right})
	}
	return out
}

type column struct {
	key   string
	share int
	right bool
}

func (w *writer) targetAnnex() prose.Annex {
	year, whole := w.m.Board.Cycle, w.m.Span.Whole()
	a := prose.Annex{Key: "chi_tieu", Title: w.say("report.annex_targets", "year", year)}
	columns := []column{{"exchange.annex_no", 5, false}, {"report.col_target", 24, false}, {"report.col_unit", 7, false},
		{"report.col_plan", 12, true}, {"report.col_actual", 12, true}, {"report.col_percent", 8, true}, {"report.col_last", 10, true}, {"report.col_class", 12, false}, {"report.col_next", 11, true}}
	if !whole {
		a.Title = w.say("report.annex_targets_span", "when", strings.ToUpper(w.when()))
		columns[4].key, columns[8] = "report.col_sofar", column{"report.col_same", 12, true}
	}
	a.Table.Columns = w.columns(year, w.next, columns...)
	made, field := false, ""
	for _, r := range w.m.Board.Rows {
		if r.Field != field && r.Field != "" {
			a.Table.Rows = append(a.Table.Rows, prose.TableRow{Heading: true, Cells: []string{r.Field}})
		}
		field = r.Field
		made = w.targetRow(&a.Table, r) || made
	}
	if made {
		a.Notes = append(a.Notes, w.say("report.illustrative"))
	}
	if parts(w.m.Board.Rows) {
		a.Notes = append(a.Notes, w.say("report.annex_parts"))
	}
	return a
}

// parts says whether any target has parts.
func parts(rows []standing.BoardRow) bool {
	for _, r := range rows {
		if len(r.Parts) > 0 {
			return true
		}
	}
	return false
}

// targetRow adds a target and the parts under it, and says whether any was made up
// for the sample.
func (w *writer) targetRow(t *prose.Table, r standing.BoardRow) (made bool) {
	row := w.rowOf(r)
	if r.Counted != nil && r.Counted.Illustrative || r.Target.Illustrative {
		row.Actual, made = row.Actual+" *", true
	}
	if r.Counted != nil && !r.Counted.Final {
		row.Actual = w.say("report.estimate", "value", row.Actual)
	}
	last := ""
	if v := r.LastYear.Actual; v != nil {
		last = resultOf(w.lang, *v, r.UnitOfMeasure)
	}
	name := strings.Repeat("– ", r.Depth) + r.Name
	here := func(text string) string { return viet.Rewritten(text, string(w.lang)) }
	cells := []string{r.Label, name, r.UnitOfMeasure, here(row.Plan), here(row.Actual), row.Percent, here(last), w.say("class." + r.Word())}
	if w.m.Span.Whole() {
		cells = append(cells, here(w.planned(r)))
	} else {
		same := ""
		if b, known := w.yearBefore(r); known {
			same = resultOf(w.lang, *b.Actual, b.UnitOfMeasure)
		}
		cells = append(cells, here(same))
	}
	t.Rows = append(t.Rows, prose.TableRow{Of: r.Target.ID, Cells: cells})
	for _, p := range r.Parts {
		made = w.targetRow(t, p) || made
	}
	return made
}

// planned is what the year after asks for the same.
func (w *writer) planned(r standing.BoardRow) string {
	for _, n := range w.m.Next.Rows {
		if n.Target.Unit == r.Target.Unit && (n.Indicator == r.Indicator || viet.Fold(n.Name) == viet.Fold(r.Name)) && n.Setter == r.Setter {
			return n.Current().Wording
		}
	}
	return ""
}

func (w *writer) moneyAnnex() prose.Annex {
	c := w.m.Capital
	a := prose.Annex{Key: "von", Title: w.say("report.annex_money", "year", w.m.Board.Cycle)}
	a.Table.Columns = w.columns(w.m.Board.Cycle, w.next, column{"exchange.annex_no", 5, false}, column{"report.col_project", 40, false}, column{"report.col_investor", 22, false},
		column{"report.col_money_plan", 11, true}, column{"report.col_money_paid", 11, true}, column{"report.col_percent", 8, true})
	for i, r := range c.Rows {
		a.Table.Rows = append(a.Table.Rows, prose.TableRow{Of: r.Project.ID, Cells: []string{padded(i + 1), r.Name, r.Investor.Name, billions(string(w.lang), r.Position.Bound.Plan),
			billions(string(w.lang), r.Position.Bound.Paid), shareOf(string(w.lang), r.Position.Bound.Paid, r.Position.Bound.Plan)}})
	}
	if len(c.Rows) > 0 {
		a.Notes = append(a.Notes, w.say("report.money_note", "day", c.Day))
	}
	return a
}

func (w *writer) shortcomingAnnex() prose.Annex {
	a := prose.Annex{Key: "ton_tai", Title: w.say("report.annex_shortcomings", "year", w.m.Board.Cycle)}
	a.Table.Columns = w.columns(w.m.Board.Cycle, w.next, column{"exchange.annex_no", 5, false}, column{"report.col_shortcoming", 28, false}, column{"report.col_cause", 24, false},
		column{"report.col_answers", 16, false}, column{"report.col_remedy", 20, false}, column{"report.col_due", 9, false}, column{"report.col_state", 9, false})
	made := false
	for i, s := range w.m.Shortcomings.Rows {
		cause := s.Objective
		if s.Subjective != "" {
			if cause != "" {
				cause += "\n"
			}
			cause += s.Subjective
		}
		statement := s.Statement
		if s.Invented {
			statement, made = statement+" *", true
		}
		a.Table.Rows = append(a.Table.Rows, prose.TableRow{Of: s.ID, Cells: []string{padded(i + 1), statement, cause, postOf(s.Answers), s.Product, s.Due.Say(""), w.say("shortcoming.state_" + string(s.State))}})
	}
	if made {
		a.Notes = append(a.Notes, w.say("report.illustrative_shortcomings"))
	}
	return a
}

func (w *writer) taskAnnex() prose.Annex {
	a := prose.Annex{Key: "nhiem_vu", Title: w.say("report.annex_tasks", "year", w.m.Board.Cycle)}
	a.Table.Columns = w.columns(w.m.Board.Cycle, w.next, column{"exchange.annex_no", 5, false}, column{"exchange.annex_task", 36, false}, column{"exchange.annex_lead", 18, false},
		column{"exchange.annex_product", 16, false}, column{"exchange.annex_deadline", 10, false}, column{"exchange.annex_status", 12, false}, column{"exchange.annex_done", 10, false})
	for i, t := range w.m.Tasks {
		lead := t.Answers.Unit.Name
		if t.Lead == "" {
			lead = t.LeadText
		}
		done := ""
		if t.State.DoneOn != "" {
			done = t.State.DoneOn.Say("")
		}
		a.Table.Rows = append(a.Table.Rows, prose.TableRow{Of: t.Task.ID, Cells: []string{padded(i + 1), t.Name, lead, t.Product, t.State.Due.Say(""), w.say("task.status_" + string(t.Status)), done}})
	}
	return a
}

func shareOf(lang string, n, of int64) string {
	if of == 0 {
		return ""
	}
	return measure.FromRat(new(big.Rat).Mul(big.NewRat(n, of), big.NewRat(100, 1)), 2).Trim().Say(lang) + "%"
}

// mark says of which data the paper was made, at its foot.
func (w *writer) mark(now time.Time) {
	w.d.Mark = prose.Mark{Unit: w.m.Board.Unit.Code, Cycle: w.m.Board.Cycle, Day: w.m.Day, Made: now.UTC().Format(time.RFC3339), Entries: w.m.Entries, Root: w.m.Root}
	w.d.Mark.Text = w.say("report.mark", "entries", int(w.m.Entries), "root", w.m.Root, "day", w.m.Day)
	if made := illustrative(w.m.Board.Rows); made > 0 {
		w.left("report.left_illustrative", "n", made)
	}
}

// illustrative counts the rows whose plan or figure was made up for the sample.
func illustrative(rows []standing.BoardRow) (n int) {
	for _, r := range rows {
		if r.Target.Illustrative || r.Counted != nil && r.Counted.Illustrative {
			n++
		}
	}
	return n
}
