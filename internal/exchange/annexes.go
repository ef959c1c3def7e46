package exchange

import (
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/resolution"
	"dondoc/internal/viet"
)

// Annex is what the tables of a document hold: tasks, targets, and for each
// table that is neither, or cannot be taken, its name and the reason.
type Annex struct {
	Tasks   []TaskRow
	Targets []TargetRow
	Notes   []phrase.Phrase // what was decided in reading the tables that are taken
	Left    []phrase.Phrase // the tables that are not
}

// Annexes reads the tables of a document that are lists of tasks or of targets.
// Where a table has plans of several years, that of the cycle is taken.
func (w Written) Annexes(cycle period.Cycle) (out Annex) {
	for _, t := range w.Tables {
		name := t.named()
		tasks, taskFaults := ReadTaskRows(t, Choice{})
		if len(taskFaults) == 0 && len(tasks) > 0 {
			out.Tasks = append(out.Tasks, tasks...)
			out.note(t, name, "document.tasks_read", len(tasks))
			continue
		}
		notes := t.Notes
		rows, faults := ReadTargetRows(t, Choice{Cycle: cycle})
		if len(faults) == 0 && len(rows) > 0 {
			out.Targets = append(out.Targets, rows...)
			out.note(t, name, "document.targets_read", len(rows))
			continue
		}
		t.Notes = notes
		why := t.whyLeft(taskFaults, faults)
		if len(t.Rows) == 0 {
			out.Left = append(out.Left, phrase.New("document.table_left_whole", "table", name, "why", why))
			continue
		}
		n := len(t.Rows)
		if !headsTable(distinctTexts(t.Header)) {
			n++ // what stands first is no header
		}
		out.Left = append(out.Left, phrase.New("document.table_left", "table", name, "rows", n, "why", why))
	}
	return out
}

// note tells what was read of a table and what was decided.
func (a *Annex) note(t *Table, name phrase.Phrase, key string, n int) {
	a.Notes = append(a.Notes, phrase.New("document.table_note", "table", name, "note", phrase.New(key, "n", n)))
	for _, one := range t.Notes {
		a.Notes = append(a.Notes, phrase.New("document.table_note", "table", name, "note", one))
	}
}

// named is how a table is called: its number and the line above it.
func (t *Table) named() phrase.Phrase {
	number := strings.TrimPrefix(t.Sheet, tableWord+" ")
	if t.Above == "" {
		return phrase.New("document.table", "n", number)
	}
	return phrase.New("document.table_above", "n", number, "above", t.Above)
}

// whyLeft is the reason a table is not taken: the fault of the kind it is most
// likely meant as.
func (t *Table) whyLeft(tasks, targets errs.List) phrase.Phrase {
	if e := t.leftPDF(); e != nil {
		return e.What
	}
	for _, e := range t.Issues {
		if e.What.Key == "document.table_no_head" {
			return e.What
		}
	}
	list := targets
	if len(tasks) > 0 && tasks[0].What.Key != "exchange.tasks_columns" {
		list = tasks
	} else if len(targets) == 0 || !t.IsTargetSheet() {
		return phrase.New("document.table_unknown", "headers", strings.Join(distinctTexts(t.Header), "; "))
	}
	return whereOf(list[0])
}

// whereOf says an error with its cell.
func whereOf(e *errs.Error) phrase.Phrase {
	if e.Cell == "" {
		return e.What
	}
	return phrase.New("document.at_cell", "cell", e.Cell, "what", e.What)
}

func distinctTexts(list []string) (out []string) {
	seen := map[string]bool{}
	for _, text := range list {
		if text = viet.CleanSpaces(text); text != "" && !seen[text] {
			seen[text] = true
			out = append(out, text)
		}
	}
	return out
}

// Told is all that is to be told of a document: what was decided in reading its
// text and its tables, what was not taken, what else stands in the file.
func (w Written) Told(c resolution.Cut, a Annex) (notes, left []phrase.Phrase) {
	notes = append(append([]phrase.Phrase{}, w.Notes...), a.Notes...)
	left = append([]phrase.Phrase{}, a.Left...)
	for _, h := range c.Others {
		left = append(left, phrase.New("document.other", "number", h.Number))
	}
	return notes, left
}

// StatedRows gives what a document states in its text as the imports take it;
// the rows are the places of the provisions.
func StatedRows(list []resolution.Statement) (tasks []TaskRow, targets []TargetRow) {
	for _, s := range list {
		if s.Sort == "task" {
			tasks = append(tasks, TaskRow{Row: s.At + 1, Name: s.Name, Lead: s.Lead, Deadline: s.Deadline})
		} else {
			targets = append(targets, TargetRow{Row: criterion.Row{No: s.At + 1, Name: s.Name, UnitOfMeasure: s.Unit, Plan: s.Wording}, Year: s.Year})
		}
	}
	return tasks, targets
}
