package board

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/chase"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/report/drawn"
	"dondoc/internal/report/scoreboard"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

func (s *server) scoreboard(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	q := standing.BoardQuery{Unit: r.PathValue("code"), Cycle: cycle}
	known, badDay := kit.AsKnown(r)
	q.AsKnown = known
	b, err := s.App.Scoreboard(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	at := &kit.Address{Path: href.Board(b.Unit.Code, cycle), Query: r.URL.Query()}
	v := Scoreboard{Frame: s.Frame(r, d, b.Unit.ID, cycle, i18n.T(r.Lang, "web.board_title")), FormURL: at.Path, ClearURL: at.Clear(),
		PrintURL: at.With("print", "1"), Search: at.Query.Get("q"), Grouped: at.Query.Get("sort") == ""}
	if b.Through != "" {
		v.Place.DataTo = b.Through.End()
	}
	if known != "" {
		v.Place.Known = known
	}
	v.Known = page.Field{Kind: "date", Name: "as-known", Value: at.Query.Get("as-known")}
	if badDay == nil && known != "" {
		v.Known.Value = known.Say("")
	}
	if badDay != nil {
		problems := page.Form{Fields: []page.Field{v.Known}}
		kit.IntoForm(&problems, badDay)
		v.Known.Errors = append(v.Known.Errors, page.Problem{What: problems.Problems[0].What})
	}
	v.Tally = tally(r.Lang, d, b, at)
	v.Filters, v.Pace = filters(r.Lang, d, b, at), pace(r.Lang, b, at)
	v.Unsaid = unsaid(r.Lang, b, at)
	for _, f := range b.Flags {
		v.Doubts = append(v.Doubts, f.What)
	}
	for _, name := range []string{"sort", "class", "stand", "why", "field", "unit", "status", "pace", "reported", "missing"} {
		if value := at.Query.Get(name); value != "" {
			v.Hidden = append(v.Hidden, page.Field{Kind: "hidden", Name: name, Value: value})
		}
	}
	if b.Below > 0 {
		v.Below = page.Link{Text: i18n.T(r.Lang, "web.below_link", "n", b.Below), URL: href.AsKnown(href.Below(b.Unit.Code, cycle), known)}
	}
	v.Tools = s.tools(r, d, b)
	if list.AsFile(r) {
		sheets := s.paper(r, d, b, at).Sheets()
		return list.Write(w, r, sheets[0], sheets[1:]...)
	}
	s.fillBoard(r, d, &v, b, at)
	if format := at.Query.Get("format"); format == "docx" || format == "pdf" {
		return send(w, r, s.paper(r, d, b, at), format)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// shown are the rows that the filters leave, in the order asked for.
func shown(r *kit.Ask, d *desk.Directory, b standing.Board, at *kit.Address) []standing.BoardRow {
	rows := slices.DeleteFunc(slices.Clone(b.Rows), func(row standing.BoardRow) bool { return !keeps(at, row) })
	list.Sort(r, rows, columns(r.Lang, d))
	return rows
}

// unsaid leads to what is behind and nobody said why; nothing where there is none.
func unsaid(lang i18n.Lang, b standing.Board, at *kit.Address) page.Link {
	n := 0
	for _, row := range b.Rows {
		if row.Reason == nil && reason.Wanted(row.Word()) {
			n++
		}
	}
	if n == 0 {
		return page.Link{}
	}
	return page.Link{Text: i18n.T(lang, "web.reason_unsaid", "n", n), URL: (&kit.Address{Path: at.Clear()}).Join("why", "unsaid")}
}

// tools are the other pages of a unit's cycle, as far as the reader may open them.
func (s *server) tools(r *kit.Ask, d *desk.Directory, b standing.Board) (out []page.Link) {
	code := b.Unit.Code
	add := func(action access.Action, key, address string) {
		if d.Can(action, b.Unit.ID) {
			out = append(out, page.Link{Text: i18n.T(r.Lang, key), URL: address})
		}
	}
	month := b.Cycle.LastMonth()
	if last := s.Today().Month(); last < month {
		month = last
	}
	if month >= b.Cycle.Months()[0] && b.Total() > 0 {
		add(access.Report, "web.board_entry", href.Entry(code, month))
	}
	if b.Total() > 0 {
		add(access.Read, "web.meeting_link", href.AsKnown(registers.Conference(code, b.Cycle), b.AsKnown))
		add(access.Publish, "web.release_link", opened.Release(code, b.Cycle, ""))
		add(access.Read, "web.news_link", opened.NewsDesk(code, b.Cycle, ""))
		add(access.Read, "web.paper_link", registers.Paper(code, b.Cycle, "", b.AsKnown))
	}
	add(access.Read, "web.documents_title", href.AsKnown(href.Documents(code, b.Cycle), b.AsKnown))
	add(access.ManageTasks, "web.late_link", chases.Late(code, chase.Figures, "", b.Cycle))
	add(access.LockPeriod, "web.periods_title", href.AsKnown(href.Months(code, b.Cycle), b.AsKnown))
	if b.Total() > 0 {
		add(access.ManageTargets, "web.board_import", href.Import(code, b.Cycle, ""))
	}
	return out
}

// fillBoard adds the rows that the filters leave, the resolution and the heading.
func (s *server) fillBoard(r *kit.Ask, d *desk.Directory, v *Scoreboard, b standing.Board, at *kit.Address) {
	rows := shown(r, d, b, at)
	v.Heads = list.HeadsOf(r, columns(r.Lang, d))
	v.Files = append(list.Files(r), list.AsPaper(r)...)
	for _, row := range rows {
		one := boardRow(r.Lang, d, row, b.AsKnown)
		one.Reason, one.Parts = row.Reason, partRows(r.Lang, d, row.Parts, b.AsKnown)
		v.Rows = append(v.Rows, one)
	}
	v.Loose = partRows(r.Lang, d, b.Parts, b.AsKnown)
	v.Shown, v.Filtered = len(v.Rows), len(v.Rows) < b.Total()
	if len(b.Rows) > 0 {
		doc := b.Rows[0].Document
		v.Resolution = s.DocumentLink(r, d, doc)
		v.HeadWith(strings.ToUpper(i18n.T(r.Lang, "report.board_title")), i18n.T(r.Lang, "report.board_subtitle", "cycle", b.Cycle, "document", kit.DocumentTitle(r.Lang, doc)))
		v.Sign()
		v.Landscape = true
	}
	switch {
	case len(b.Rows)+len(b.Parts) == 0:
		v.Empty = &page.Empty{What: phrase.New("web.board_empty", "unit", b.Unit.Name, "cycle", b.Cycle), Hint: phrase.New("web.board_empty_hint")}
		if d.Can(access.ManageTargets, b.Unit.ID) {
			v.Empty.Action = page.Link{Text: i18n.T(r.Lang, "web.board_import"), URL: href.Import(b.Unit.Code, b.Cycle, "")}
			if open := registers.Year(b.Unit.Code, b.Cycle, ""); slices.ContainsFunc(v.Place.Cycles, func(l page.Link) bool { return l.URL == open }) {
				v.Empty.Action = page.Link{Text: i18n.T(r.Lang, "web.year_title", "to", b.Cycle), URL: open}
			}
		} else if d.Can(access.ManageUnits, b.Unit.ID) {
			v.Empty.Action = page.Link{Text: i18n.T(r.Lang, "page.welcome.title"), URL: href.Welcome}
		}
	case len(v.Rows) == 0 && len(b.Rows) > 0:
		v.Empty = &page.Empty{What: phrase.New("web.board_none"), Action: page.Link{Text: i18n.T(r.Lang, "web.board_clear"), URL: at.Clear()}}
	}
}

// keeps says whether a row passes the filters.
func keeps(a *kit.Address, r standing.BoardRow) bool {
	switch class := a.Query.Get("class"); class {
	case "":
	case "reached":
		if r.Class != criterion.Exceeded && r.Class != criterion.Met {
			return false
		}
	default:
		if string(r.Class) != class {
			return false
		}
	}
	if word := a.Query.Get("stand"); word != "" && r.Word() != word {
		return false
	}
	if a.Query.Get("why") == "unsaid" && (r.Reason != nil || !reason.Wanted(r.Word())) {
		return false
	}
	if field := a.Query.Get("field"); field != "" && r.Field != field {
		return false
	}
	if unit := a.Query.Get("unit"); unit != "" && r.Answers.Unit.Code != unit {
		return false
	}
	if status := a.Query.Get("status"); status != "" && !slices.Contains(r.Status(), status) {
		return false
	}
	if where := a.Query.Get("pace"); where != "" && r.Paced() != where {
		return false
	}
	if m := a.Query.Get("reported"); m != "" && !hasMonth(r, m) {
		return false
	}
	if m := a.Query.Get("missing"); m != "" && hasMonth(r, m) {
		return false
	}
	_, hit := viet.Hit(r.Name+" "+r.Current().Wording+" "+r.Answers.Person.Name+" "+r.Answers.Unit.Name, a.Query.Get("q"))
	return hit
}

// tally is the sentence: each count leads to its rows.
func tally(lang i18n.Lang, d *desk.Directory, b standing.Board, at *kit.Address) Tally {
	one := func(name, value string) string { return (&kit.Address{Path: at.Clear()}).Join(name, value) }
	out := Tally{Total: b.Total(), Reached: b.Reached(), ReachedURL: one("class", "reached")}
	for _, c := range scoreboard.Counts(lang, d, b) {
		out.Counts = append(out.Counts, WordCount{Word: c.Word, Said: c.Said, N: c.N, URL: one("stand", c.Word)})
	}
	return out
}

// filters are links for field, answering unit and status, with their counts.
func filters(lang i18n.Lang, d *desk.Directory, b standing.Board, at *kit.Address) []Filter {
	group := func(label, name string, of func(standing.BoardRow) []page.Link) Filter {
		all := page.Link{Text: i18n.T(lang, "web.all"), URL: at.With(name, ""), Here: at.Query.Get(name) == ""}
		out := Filter{Label: i18n.T(lang, label), Options: []page.Link{all}}
		for _, r := range b.Rows {
			for _, o := range of(r) {
				i := slices.IndexFunc(out.Options, func(l page.Link) bool { return l.Text == o.Text })
				if i < 0 {
					o.Here, o.Counted = at.Query.Get(name) == o.URL, true
					o.URL = at.With(name, o.URL)
					out.Options, i = append(out.Options, o), len(out.Options)
				}
				out.Options[i].Count++
			}
		}
		return out
	}
	out := []Filter{
		group("web.filter_class", "stand", func(r standing.BoardRow) []page.Link {
			return []page.Link{{Text: scoreboard.Said(lang, d, b.Unit.ID, r.Word()), URL: r.Word()}}
		}),
		group("web.filter_field", "field", func(r standing.BoardRow) []page.Link { return []page.Link{{Text: r.Field, URL: r.Field}} }),
		group("web.filter_unit", "unit", func(r standing.BoardRow) []page.Link {
			return []page.Link{{Text: r.Answers.Unit.Name, URL: r.Answers.Unit.Code}}
		}),
		group("web.filter_status", "status", func(r standing.BoardRow) (out []page.Link) {
			for _, code := range r.Status() {
				out = append(out, page.Link{Text: i18n.T(lang, "figure."+code), URL: code})
			}
			return out
		}),
	}
	if m := period.Month(cmp.Or(at.Query.Get("reported"), at.Query.Get("missing"))); slices.Contains(b.Cycle.Months(), m) {
		out = append(out, monthFilter(lang, b, at, m))
	}
	return out
}

// monthFilter tells the rows that have an approved figure of a month from those that lack one.
func monthFilter(lang i18n.Lang, b standing.Board, at *kit.Address, m period.Month) Filter {
	n := 0
	for _, r := range b.Rows {
		if hasMonth(r, string(m)) {
			n++
		}
	}
	one := func(name string, n int) page.Link {
		base := kit.Address{Path: at.Path, Query: url.Values{}}
		for k, v := range at.Query {
			if k != "reported" && k != "missing" {
				base.Query[k] = v
			}
		}
		return page.Link{Text: i18n.T(lang, "web.filter_"+name), URL: base.With(name, string(m)), Here: at.Query.Get(name) != "", Count: n, Counted: true}
	}
	return Filter{Label: i18n.T(lang, "web.filter_month", "month", m), Options: []page.Link{one("reported", n), one("missing", b.Total()-n)}}
}

// partRows maps parts with those under them, one after the other.
func partRows(lang i18n.Lang, d *desk.Directory, parts []standing.BoardRow, known period.Date) []Row {
	var out []Row
	for _, p := range (standing.Board{Rows: parts}).Lines() {
		one := boardRow(lang, d, p, known)
		one.Reason, one.Depth = p.Reason, max(p.Depth, 1)
		out = append(out, one)
	}
	return out
}

// boardRow maps one row.
func boardRow(lang i18n.Lang, d *desk.Directory, r standing.BoardRow, known period.Date) Row {
	address := href.Target(r.Target.ID, known)
	rev := r.Current()
	row := Row{ID: "t" + string(r.Target.ID)[24:], Ordinal: r.Label, Group: r.Field, Name: r.Name, Wording: rev.Wording, URL: address,
		Unit: r.UnitOfMeasure, Setter: string(r.Setter), Class: r.Word(), Said: scoreboard.Said(lang, d, r.Target.Unit, r.Word()), Holder: kit.HolderIn(d, r.Answers, r.Target.Cycle, known), Statuses: r.Status()}
	row.Plan = kit.PlanFigure(lang, rev.Criterion)
	if r.Counted != nil {
		row.Actual = page.Figure{Text: kit.Given(lang, *r.Counted, r.UnitOfMeasure), URL: href.Reports(r.Target.ID, known)}
	}
	row.Percent, row.Differs = percentFigure(lang, r.Assessment, r.UnitOfMeasure, address, row.ID)
	row.Trend = drawn.Spark(lang, r)
	row.Outlook = outlook(lang, r)
	row.Unsaid = r.Reason == nil && reason.Wanted(r.Word())
	row.Beside = scoreboard.Besides(lang, r)
	if r.Confirmation != nil && r.Confirmation.Confirmed != r.Assessment.Class {
		row.Proposed = string(r.Assessment.Class)
	}
	for _, f := range slices.Concat(r.Flags, r.Assessment.Flags) {
		row.Flags = append(row.Flags, f.What)
	}
	if r.Lock.Reopened {
		row.Flags = append(row.Flags, phrase.New("web.reopened", "by", r.Lock.Last.ByName, "reason", r.Lock.Last.Reason, "until", r.Lock.Last.OpenUntil))
	}
	return row
}

// percentFigure is the achievement, or the difference (differs), with how it was
// worked out; see scoreboard.Percent.
func percentFigure(lang i18n.Lang, a criterion.Assessment, unit, address, rowID string) (f page.Figure, differs bool) {
	text, differs := scoreboard.Percent(lang, a, unit)
	if text == "" {
		return page.Figure{}, false
	}
	return page.Figure{Text: text, URL: address, How: a.Explanation, ID: "how-" + rowID}, differs
}

// float is a value for a picture; nothing is computed with it.
func float(d measure.Decimal) float64 {
	f, _ := d.Rat().Float64()
	return f
}
