package board

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/reason"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// columns are those of the board: what it is sorted by, and what stands in its file.
func columns(lang i18n.Lang, d *desk.Directory) []list.Column[standing.BoardRow] {
	t := func(key string) string { return i18n.T(lang, key) }
	text := func(key, label string, of func(standing.BoardRow) string) list.Column[standing.BoardRow] {
		return list.Column[standing.BoardRow]{Key: key, Label: t(label), Cell: func(r standing.BoardRow) any { return of(r) }}
	}
	none := func(what func(standing.BoardRow) bool, c list.Column[standing.BoardRow], order func(a, b standing.BoardRow) int) list.Column[standing.BoardRow] {
		c.Order, c.Empty = order, what
		return c
	}
	reached := func(r standing.BoardRow) *big.Rat {
		if a := r.Assessment.Achievement; a != nil {
			if v, ok := new(big.Rat).SetString(a.Shown().String()); ok {
				return v
			}
		}
		return nil
	}
	words := target.Words()
	return append([]list.Column[standing.BoardRow]{
		text("", "page.col.ordinal", func(r standing.BoardRow) string { return r.Label }),
		text("field", "web.filter_field", func(r standing.BoardRow) string { return r.Field }),
		text("name", "page.col.target", func(r standing.BoardRow) string { return []string{"", "- ", "+ "}[min(r.Depth, 2)] + r.Name }),
		text("uom", "page.col.unit_long", func(r standing.BoardRow) string { return r.UnitOfMeasure }),
		text("", "page.col.plan", func(r standing.BoardRow) string { return r.Current().Wording }),
		text("", "page.col.actual", func(r standing.BoardRow) string {
			if r.Counted == nil {
				return ""
			}
			return kit.Given(lang, *r.Counted, r.UnitOfMeasure)
		}),
		none(func(r standing.BoardRow) bool { return r.Counted == nil }, text("month", "page.col.month", func(r standing.BoardRow) string {
			if r.Counted == nil {
				return ""
			}
			return r.Counted.Month.Say(string(lang))
		}), func(a, b standing.BoardRow) int { return cmp.Compare(a.Counted.Month, b.Counted.Month) }),
		none(func(r standing.BoardRow) bool { return reached(r) == nil }, text("percent", "page.col.percent_long", func(r standing.BoardRow) string {
			if a := r.Assessment.Achievement; a != nil {
				return a.Shown().Trim().Say(string(lang))
			}
			return ""
		}), func(a, b standing.BoardRow) int { return reached(a).Cmp(reached(b)) }),
		none(nil, text("class", "page.col.class", func(r standing.BoardRow) string { return said(lang, d, r.Target.Unit, r.Word()) }),
			func(a, b standing.BoardRow) int {
				return cmp.Compare(slices.Index(words, a.Word()), slices.Index(words, b.Word()))
			}),
		text("holder", "page.col.holder", func(r standing.BoardRow) string { return r.Answers.Person.Name }),
		text("unit", "web.filter_unit", func(r standing.BoardRow) string { return r.Answers.Unit.Name }),
		text("", "page.col.status", func(r standing.BoardRow) string {
			var out []string
			for _, code := range answer.Status(r) {
				out = append(out, i18n.T(lang, "figure."+code))
			}
			return strings.Join(out, ", ")
		}),
		text("", "page.col.note", func(r standing.BoardRow) string { return marks(lang, r) }),
	}, saidColumns(t, text)...)
}

// marks are the doubts about a row, in words.
func marks(lang i18n.Lang, r standing.BoardRow) string {
	var out []string
	for _, f := range slices.Concat(r.Flags, r.Assessment.Flags) {
		out = append(out, i18n.Say(lang, f.What))
	}
	return strings.Join(out, " ")
}

// noted is the sheet of what there is to say about a board as a whole: none
// where there is nothing.
func noted(v Scoreboard) []exchange.Sheet {
	if len(v.Doubts) == 0 {
		return nil
	}
	s := exchange.Sheet{Name: v.T("page.col.note"), Header: []string{v.T("page.col.note")}}
	for _, p := range v.Doubts {
		s.Rows = append(s.Rows, []any{v.Say(p)})
	}
	return []exchange.Sheet{s}
}

// saidOf gives a part of what was said of a row, "" where nothing was.
func saidOf(r standing.BoardRow, of func(*reason.Reason) string) string {
	if r.Reason == nil {
		return ""
	}
	return of(r.Reason)
}

// saidColumns are why a row is behind, and the word given for it.
func saidColumns(t func(string) string, text func(key, label string, of func(standing.BoardRow) string) list.Column[standing.BoardRow]) []list.Column[standing.BoardRow] {
	return []list.Column[standing.BoardRow]{
		text("", "web.reason_cause", func(r standing.BoardRow) string { return saidOf(r, func(w *reason.Reason) string { return w.Cause }) }),
		text("", "web.reason_remedy", func(r standing.BoardRow) string { return saidOf(r, func(w *reason.Reason) string { return w.Remedy }) }),
		{Key: "promised", Label: t("web.reason_promised"), Empty: func(r standing.BoardRow) bool { return r.Reason == nil }, Cell: func(r standing.BoardRow) any {
			if r.Reason == nil {
				return ""
			}
			return r.Reason.Promised
		}, Order: func(a, b standing.BoardRow) int { return cmp.Compare(a.Reason.Promised, b.Reason.Promised) }},
	}
}
