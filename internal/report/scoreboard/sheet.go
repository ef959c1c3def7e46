package scoreboard

import (
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/reason"
)

// Column is one column of a board's sheet. Key names it where it is sorted by; ""
// for one that nobody sorts by.
type Column struct {
	Key, Label string
	Cell       func(standing.BoardRow) any // text or a date
}

// Columns are those of a board's sheet, in order.
func Columns(lang i18n.Lang, d *desk.Directory) []Column {
	text := func(key, label string, of func(standing.BoardRow) string) Column {
		return Column{Key: key, Label: i18n.T(lang, label), Cell: func(r standing.BoardRow) any { return of(r) }}
	}
	why := func(label string, of func(*reason.Reason) string) Column {
		return text("", label, func(r standing.BoardRow) string {
			if r.Reason == nil {
				return ""
			}
			return of(r.Reason)
		})
	}
	p := Paper{Lang: lang, Dir: d}
	return []Column{
		text("", "page.col.ordinal", func(r standing.BoardRow) string { return r.Label }),
		text("field", "web.filter_field", func(r standing.BoardRow) string { return r.Field }),
		text("name", "page.col.target", func(r standing.BoardRow) string { return []string{"", "- ", "+ "}[min(r.Depth, 2)] + r.Name }),
		text("uom", "page.col.unit_long", func(r standing.BoardRow) string { return r.UnitOfMeasure }),
		text("", "page.col.plan", func(r standing.BoardRow) string { return r.Current().Wording }),
		text("", "page.col.actual", p.result),
		text("month", "page.col.month", func(r standing.BoardRow) string {
			if r.Counted == nil {
				return ""
			}
			return r.Counted.Month.Say(string(lang))
		}),
		text("percent", "page.col.percent_long", func(r standing.BoardRow) string {
			if a := r.Assessment.Achievement; a != nil {
				return a.Shown().Trim().Say(string(lang))
			}
			return ""
		}),
		text("class", "page.col.class", func(r standing.BoardRow) string { return Said(lang, d, r.Target.Unit, r.Word()) }),
		text("holder", "page.col.holder", func(r standing.BoardRow) string { return r.Answers.Person.Name }),
		text("unit", "web.filter_unit", func(r standing.BoardRow) string { return r.Answers.Unit.Name }),
		text("", "page.col.status", func(r standing.BoardRow) string { return Firm(lang, r) }),
		text("", "page.col.note", func(r standing.BoardRow) string { return strings.Join(Doubts(lang, r), " ") }),
		why("web.reason_cause", func(w *reason.Reason) string { return w.Cause }),
		why("web.reason_remedy", func(w *reason.Reason) string { return w.Remedy }),
		{Key: "promised", Label: i18n.T(lang, "web.reason_promised"), Cell: func(r standing.BoardRow) any {
			if r.Reason == nil {
				return ""
			}
			return r.Reason.Promised
		}},
	}
}

// Name is what a file of the board is called, without its ending.
func (p Paper) Name() string {
	return p.t("report.board_sheet") + " " + p.Board.Unit.Name + " " + string(p.Board.Cycle)
}

// Sheets are the rows with their parts as a sheet, and what there is to say about
// the board as a whole on one after it.
func (p Paper) Sheets() []exchange.Sheet {
	s := exchange.Sheet{Name: p.Name()}
	columns := Columns(p.Lang, p.Dir)
	for _, c := range columns {
		s.Header = append(s.Header, c.Label)
	}
	for _, r := range (standing.Board{Rows: p.Rows, Parts: p.Board.Parts}).Lines() {
		var cells []any
		for _, c := range columns {
			cells = append(cells, c.Cell(r))
		}
		s.Rows = append(s.Rows, cells)
	}
	if len(p.Board.Flags) == 0 {
		return []exchange.Sheet{s}
	}
	note := p.t("page.col.note")
	more := exchange.Sheet{Name: note, Header: []string{note}}
	for _, f := range p.Board.Flags {
		more.Rows = append(more.Rows, []any{i18n.Say(p.Lang, f.What)})
	}
	return []exchange.Sheet{s, more}
}
