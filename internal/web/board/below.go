package board

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/chart"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// below shows how the units under one stand.
func (s *server) below(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	known, badDay := kit.AsKnown(r)
	if badDay != nil {
		return badDay
	}
	q := standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: r.PathValue("code"), Cycle: cycle, AsKnown: known}, Indicator: id.ID(r.URL.Query().Get("indicator"))}
	if m := r.URL.Query().Get("month"); slices.Contains(cycle.Months(), period.Month(m)) {
		q.Month = period.Month(m)
	}
	b, err := s.App.UnitsBelow(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	orders := belowOrders(r.Lang, d)
	list.Sort(r, b.Rows, orders)
	if list.AsFile(r) {
		return list.Send(w, r, i18n.T(r.Lang, "web.below_title", "unit", b.Unit.Name)+" "+string(cycle), b.Rows, belowColumns(r.Lang, d, b))
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	v := Below{Frame: s.Frame(r, d, b.Unit.ID, cycle, t("web.below_title", "unit", b.Unit.Name)),
		Board: page.Link{Text: t("web.below_own", "unit", b.Unit.Name, "cycle", cycle), URL: href.AsKnown(href.Board(b.Unit.Code, cycle), known)}, FormURL: href.Below(b.Unit.Code, cycle),
		Fields: belowFields(r.Lang, b, r.URL.Query().Get("sort")), Month: t("web.below_month", "month", b.Month)}
	v.Sign()
	groups := []BelowGroup{{Key: "page.below.group_own"}, {Key: "page.below.group_answers"}, {Key: "page.below.group_none"}}
	for _, row := range b.Rows {
		g := &groups[1]
		switch {
		case row.Own:
			g = &groups[0]
		case row.Total() == 0:
			g = &groups[2]
		}
		g.Rows = append(g.Rows, s.belowRow(r, d, b, row))
	}
	v.Groups = slices.DeleteFunc(groups, func(g BelowGroup) bool { return len(g.Rows) == 0 })
	v.Sentence = answer.OfBelow(r.Lang, b).Sentence
	if b.Chosen != nil {
		v.Chosen = b.Chosen.Name
		v.Sum = t("web.below_chosen", "name", b.Chosen.Name, "reported", b.Chosen.Reported, "units", b.Chosen.Units)
		if b.Chosen.Sum != nil {
			v.Sum = t("web.below_sum", "name", b.Chosen.Name, "sum", *b.Chosen.Sum, "measure", b.Chosen.UnitOfMeasure, "reported", b.Chosen.Reported, "units", b.Chosen.Units)
		}
	}
	v.Files, v.Heads = list.Files(r), list.HeadsOf(r, orders)
	if len(b.Rows) == 0 {
		v.Files, v.Sentence = nil, v.Title
		v.Empty = &page.Empty{What: phrase.New("web.below_empty", "unit", b.Unit.Name), Hint: phrase.New("web.below_empty_hint"), Action: v.Board}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// belowOrders are what the units can be ordered by: by name, by the share of
// their targets met and reported, fewest first, and by the chosen indicator.
// Units without targets come last.
func belowOrders(lang i18n.Lang, d *desk.Directory) []list.Column[standing.BelowRow] {
	none := func(r standing.BelowRow) bool { return r.Total() == 0 }
	share := func(key string, n func(standing.BelowRow) int) list.Column[standing.BelowRow] {
		return list.Column[standing.BelowRow]{Key: key, Empty: none, Order: func(x, y standing.BelowRow) int {
			return cmp.Compare(n(x)*y.Total(), n(y)*x.Total())
		}}
	}
	out := []list.Column[standing.BelowRow]{
		{Key: "unit", Cell: func(r standing.BelowRow) any { return r.Unit.Name }},
		share("reached", func(r standing.BelowRow) int { return r.Count[criterion.Exceeded] + r.Count[criterion.Met] }),
		share("reported", func(r standing.BelowRow) int { return r.Reported }),
	}
	for _, c := range columns(lang, d) {
		if c.Key != "percent" && c.Key != "class" {
			continue
		}
		out = append(out, list.Column[standing.BelowRow]{Key: c.Key, Empty: func(r standing.BelowRow) bool { return r.Chosen == nil || c.Empty != nil && c.Empty(*r.Chosen) },
			Order: func(x, y standing.BelowRow) int { return c.Order(*x.Chosen, *y.Chosen) }})
	}
	return out
}

// belowFields are what the page can be asked for.
func belowFields(lang i18n.Lang, b standing.Below, order string) []page.Field {
	t := func(key string) string { return i18n.T(lang, key) }
	month := page.Field{Kind: "select", Name: "month", Label: t("page.col.month")}
	for _, m := range b.Cycle.Months() {
		month.Options = append(month.Options, page.Option{Value: string(m), Text: strconv.Itoa(m.Number()), Selected: m == b.Month})
	}
	by := page.Field{Kind: "select", Name: "sort", Label: t("web.below_order")}
	for _, o := range []string{"", "reached", "reported"} {
		by.Options = append(by.Options, page.Option{Value: o, Text: t("web.below_order_" + cmp.Or(o, "tree")), Selected: o == order})
	}
	if !slices.ContainsFunc(by.Options, func(o page.Option) bool { return o.Selected }) { // by a head of the table
		by.Options = append(by.Options, page.Option{Value: order, Text: t("web.below_order_head"), Selected: true})
	}
	one := page.Field{Kind: "select", Name: "indicator", Label: t("web.below_indicator"), Options: []page.Option{{Text: t("web.below_no_indicator")}}}
	for _, s := range b.Indicators {
		one.Options = append(one.Options, page.Option{Value: string(s.Indicator), Text: s.Name + " (" + strconv.Itoa(s.Units) + ")", Selected: b.Chosen != nil && s.Indicator == b.Chosen.Indicator})
	}
	known := page.Field{Kind: "date", Name: "as-known", Label: t("page.board.known")}
	if b.AsKnown != "" {
		known.Value = b.AsKnown.Say("")
	}
	fields := []page.Field{known, month, by}
	if len(b.Indicators) > 0 {
		fields = append(fields, one)
	}
	return fields
}

// belowRow maps one unit; each of its counts leads to its rows.
func (s *server) belowRow(r *kit.Ask, d *desk.Directory, b standing.Below, row standing.BelowRow) BelowRow {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	path := href.AsKnown(href.Board(row.Unit.Code, b.Cycle), b.AsKnown)
	to := func(more ...string) string { return href.With(path, more...) }
	out := BelowRow{Unit: page.Link{Text: row.Unit.Name, URL: to()}, Head: kit.HolderIn(d, row.Head, b.Cycle, b.AsKnown), Total: row.Total()}
	out.Head.Unit, out.Head.UnitURL = "", ""
	out.Bar = chart.StackBar{Lang: r.Lang, Counts: map[string]int{}, Hrefs: map[string]string{}}
	for _, c := range criterion.Classes() {
		out.Bar.Counts[string(c)], out.Bar.Hrefs[string(c)] = row.Count[c], to("class", string(c))
	}
	over := func(n, of int) string { return strconv.Itoa(n) + "/" + strconv.Itoa(of) }
	out.Reached = page.Link{Text: over(row.Count[criterion.Exceeded]+row.Count[criterion.Met], row.Total()), URL: to("class", "reached")}
	out.Reported = page.Link{Text: over(row.Reported, row.Total()), URL: to("reported", string(b.Month))}
	if missing := row.Total() - row.Reported; missing > 0 {
		out.Missing = page.Link{Text: t("web.below_missing", "n", missing), URL: to("missing", string(b.Month))}
	}
	if row.Inner && row.Listed > row.Total() {
		out.Under = page.Link{Text: t("web.below_under", "reached", row.Reached, "total", row.Listed), URL: href.AsKnown(href.Below(row.Unit.Code, b.Cycle), b.AsKnown)}
	}
	for _, f := range row.Closed.Flags() {
		out.Flags = append(out.Flags, f.What)
	}
	if row.Chosen != nil {
		one := boardRow(r.Lang, d, *row.Chosen, b.AsKnown)
		out.Chosen = &one
	}
	return out
}

// hasMonth says whether an approved figure of a month counts for a row.
func hasMonth(row standing.BoardRow, month string) bool {
	return slices.ContainsFunc(row.Months, func(m target.MonthFigure) bool {
		return strings.EqualFold(string(m.Month), month) && m.Observation != ""
	})
}
