package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/chart"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/viet"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/board"
)

func (s *server) boardRoutes() {
	s.on("GET /u/{code}/{cycle}", s.kept(s.scoreboard))
	s.on("GET /u/{code}/{cycle}/below", s.kept(s.below))
	s.targetRoutes()
}

// asKnown reads the day of "as known on", "" for now.
func asKnown(r *ask) (period.Date, error) {
	text := strings.TrimSpace(r.URL.Query().Get("as-known"))
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

func (s *server) scoreboard(w http.ResponseWriter, r *ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	q := app.BoardQuery{Unit: r.PathValue("code"), Cycle: cycle}
	known, badDay := asKnown(r)
	q.AsKnown = known
	b, err := s.app.Scoreboard(r.Context(), r.user.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	at := &boardAddress{path: boardURL(b.Unit.Code, cycle), query: r.URL.Query()}
	v := board.Scoreboard{Frame: s.frame(r, d, b.Unit.ID, cycle, i18n.T(r.lang, "web.board_title")), FormURL: at.path, ClearURL: at.clear(),
		PrintURL: at.with("print", "1"), Search: at.query.Get("q"), Grouped: at.query.Get("sort") == ""}
	if b.Through != "" {
		v.Place.DataTo = b.Through.End()
	}
	if known != "" {
		v.Place.Known = known
	}
	v.Known = page.Field{Kind: "date", Name: "as-known", Value: at.query.Get("as-known")}
	if badDay == nil && known != "" {
		v.Known.Value = known.Say("")
	}
	if badDay != nil {
		problems := page.Form{Fields: []page.Field{v.Known}}
		intoForm(&problems, badDay)
		v.Known.Errors = append(v.Known.Errors, page.Problem{What: problems.Problems[0].What})
	}
	v.Tally = tally(b, at)
	v.Filters, v.Pace = filters(r.lang, b, at), pace(r.lang, b, at)
	for _, f := range b.Flags {
		v.Doubts = append(v.Doubts, f.What)
	}
	for _, name := range []string{"class", "field", "unit", "status", "pace", "reported", "missing"} {
		if value := at.query.Get(name); value != "" {
			v.Hidden = append(v.Hidden, page.Field{Kind: "hidden", Name: name, Value: value})
		}
	}
	if b.Below > 0 {
		v.Below = page.Link{Text: i18n.T(r.lang, "web.below_link", "n", b.Below), URL: asOf(belowURL(b.Unit.Code, cycle), known)}
	}
	s.fillBoard(r, d, &v, b, at)
	return s.show(w, r, http.StatusOK, v.Page())
}

// fillBoard adds the rows that the filters leave, the resolution and the heading.
func (s *server) fillBoard(r *ask, d *app.Directory, v *board.Scoreboard, b app.Board, at *boardAddress) {
	rows := slices.DeleteFunc(slices.Clone(b.Rows), func(row app.BoardRow) bool { return !keeps(at, row) })
	if at.query.Get("sort") == "class" {
		rank := map[criterion.Class]int{criterion.NotMet: 0, criterion.NotAssessed: 1, criterion.Met: 2, criterion.Exceeded: 3}
		slices.SortStableFunc(rows, func(x, y app.BoardRow) int { return rank[x.Class] - rank[y.Class] })
	}
	for _, row := range rows {
		v.Rows = append(v.Rows, boardRow(r.lang, d, row, b.AsKnown))
	}
	v.Shown, v.Filtered = len(v.Rows), len(v.Rows) < b.Total()
	if len(b.Rows) > 0 {
		doc := b.Rows[0].Document
		v.Resolution = s.documentLink(r, d, doc)
		v.Heading = &page.Heading{Issuer: strings.ToUpper(b.Unit.Name), Place: b.Unit.Name, Date: period.DateOf(s.app.Now()),
			Title: strings.ToUpper(i18n.T(r.lang, "web.board_heading")), Subtitle: i18n.T(r.lang, "web.board_subtitle", "cycle", b.Cycle, "document", documentTitle(r.lang, doc))}
		v.Landscape = true
	}
	switch {
	case len(b.Rows) == 0:
		v.Empty = &page.Empty{What: phrase.New("web.board_empty", "unit", b.Unit.Name, "cycle", b.Cycle), Hint: phrase.New("web.board_empty_hint")}
		if d.Can(access.ManageTargets, b.Unit.ID) {
			v.Empty.Action = page.Link{Text: i18n.T(r.lang, "web.board_import"), URL: at.path + "/import"}
		}
	case len(v.Rows) == 0:
		v.Empty = &page.Empty{What: phrase.New("web.board_none"), Action: page.Link{Text: i18n.T(r.lang, "web.board_clear"), URL: at.clear()}}
	}
}

func documentTitle(lang i18n.Lang, d target.Document) string {
	return i18n.T(lang, "web.document", "number", d.Number, "date", d.IssuedOn, "issuer", d.Issuer)
}

// boardAddress is a board's address with its filters, so that every filtered
// list can be shared.
type boardAddress struct {
	path  string
	query url.Values
}

// with gives the address with one part of the query changed; "" takes it out.
func (a *boardAddress) with(name, value string) string {
	q := url.Values{}
	for k, vs := range a.query {
		if k != "done" && k != "print" {
			q[k] = vs
		}
	}
	q.Set(name, value)
	if value == "" {
		q.Del(name)
	}
	if len(q) == 0 {
		return a.path
	}
	return a.path + "?" + q.Encode()
}

// clear gives the address without filters, but as known on the same day.
func (a *boardAddress) clear() string {
	if known := a.query.Get("as-known"); known != "" {
		return a.path + "?" + url.Values{"as-known": {known}}.Encode()
	}
	return a.path
}

// keeps says whether a row passes the filters.
func keeps(a *boardAddress, r app.BoardRow) bool {
	switch class := a.query.Get("class"); class {
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
	if field := a.query.Get("field"); field != "" && r.Field != field {
		return false
	}
	if unit := a.query.Get("unit"); unit != "" && r.Answers.Unit.Code != unit {
		return false
	}
	if status := a.query.Get("status"); status != "" && !slices.Contains(answer.Status(r), status) {
		return false
	}
	if where := a.query.Get("pace"); where != "" && r.Paced() != where {
		return false
	}
	if m := a.query.Get("reported"); m != "" && !hasMonth(r, m) {
		return false
	}
	if m := a.query.Get("missing"); m != "" && hasMonth(r, m) {
		return false
	}
	words := viet.Fold(a.query.Get("q"))
	return words == "" || strings.Contains(viet.Fold(r.Name+" "+r.Current().Wording+" "+r.Answers.Person.Name+" "+r.Answers.Unit.Name), words)
}

// tally is the sentence: each count leads to its rows.
func tally(b app.Board, at *boardAddress) board.Tally {
	one := func(class string) string { return (&boardAddress{at.clear(), nil}).join("class", class) }
	return board.Tally{Total: b.Total(), Reached: b.Reached(), Exceeded: b.Count[criterion.Exceeded], Met: b.Count[criterion.Met],
		NotMet: b.Count[criterion.NotMet], NotAssessed: b.Count[criterion.NotAssessed], TotalURL: at.clear(), ReachedURL: one("reached"),
		ExceededURL: one("exceeded"), MetURL: one("met"), NotMetURL: one("not_met"), NotAssessedURL: one("not_assessed")}
}

// join adds one part to an address that may have a query.
func (a *boardAddress) join(name, value string) string {
	sep := "?"
	if strings.Contains(a.path, "?") {
		sep = "&"
	}
	return a.path + sep + url.Values{name: {value}}.Encode()
}

// filters are links for field, answering unit and status, with their counts.
func filters(lang i18n.Lang, b app.Board, at *boardAddress) []board.Filter {
	group := func(label, name string, of func(app.BoardRow) []page.Link) board.Filter {
		all := page.Link{Text: i18n.T(lang, "web.all"), URL: at.with(name, ""), Here: at.query.Get(name) == ""}
		out := board.Filter{Label: i18n.T(lang, label), Options: []page.Link{all}}
		for _, r := range b.Rows {
			for _, o := range of(r) {
				i := slices.IndexFunc(out.Options, func(l page.Link) bool { return l.Text == o.Text })
				if i < 0 {
					o.Here, o.Counted = at.query.Get(name) == o.URL, true
					o.URL = at.with(name, o.URL)
					out.Options, i = append(out.Options, o), len(out.Options)
				}
				out.Options[i].Count++
			}
		}
		return out
	}
	out := []board.Filter{
		group("web.filter_class", "class", func(r app.BoardRow) []page.Link {
			return []page.Link{{Text: i18n.T(lang, "class."+string(r.Class)), URL: string(r.Class)}}
		}),
		group("web.filter_field", "field", func(r app.BoardRow) []page.Link { return []page.Link{{Text: r.Field, URL: r.Field}} }),
		group("web.filter_unit", "unit", func(r app.BoardRow) []page.Link {
			return []page.Link{{Text: r.Answers.Unit.Name, URL: r.Answers.Unit.Code}}
		}),
		group("web.filter_status", "status", func(r app.BoardRow) (out []page.Link) {
			for _, code := range answer.Status(r) {
				out = append(out, page.Link{Text: i18n.T(lang, "figure."+code), URL: code})
			}
			return out
		}),
	}
	if m := period.Month(cmp.Or(at.query.Get("reported"), at.query.Get("missing"))); slices.Contains(b.Cycle.Months(), m) {
		out = append(out, monthFilter(lang, b, at, m))
	}
	return out
}

// monthFilter tells the rows that have an approved figure of a month from those that lack one.
func monthFilter(lang i18n.Lang, b app.Board, at *boardAddress, m period.Month) board.Filter {
	n := 0
	for _, r := range b.Rows {
		if hasMonth(r, string(m)) {
			n++
		}
	}
	one := func(name string, n int) page.Link {
		base := boardAddress{at.path, url.Values{}}
		for k, v := range at.query {
			if k != "reported" && k != "missing" {
				base.query[k] = v
			}
		}
		return page.Link{Text: i18n.T(lang, "web.filter_"+name), URL: base.with(name, string(m)), Here: at.query.Get(name) != "", Count: n, Counted: true}
	}
	return board.Filter{Label: i18n.T(lang, "web.filter_month", "month", m), Options: []page.Link{one("reported", n), one("missing", b.Total()-n)}}
}

// boardRow maps one row.
func boardRow(lang i18n.Lang, d *app.Directory, r app.BoardRow, known period.Date) board.Row {
	address := targetURL(r.Target.ID, known)
	rev := r.Current()
	row := board.Row{ID: "t" + string(r.Target.ID)[24:], Ordinal: r.Label, Group: r.Field, Name: r.Name, Wording: rev.Wording, URL: address,
		Unit: r.UnitOfMeasure, Setter: string(r.Setter), Class: string(r.Class), Holder: holder(r.Answers), Statuses: answer.Status(r)}
	row.Plan = planFigure(lang, rev.Criterion)
	if r.Counted != nil {
		row.Actual = page.Figure{Text: bare(r.Counted.Text, r.UnitOfMeasure), URL: address + "#reports"}
	}
	row.Percent = percentFigure(lang, r.Assessment, address, row.ID)
	row.Trend = spark(lang, r)
	row.Track, row.Outlook = prospect(lang, d, r)
	row.Beside = besides(lang, r)
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

// bare takes the unit of measure off a figure where the table's head says it.
func bare(text, unit string) string {
	if unit == "" {
		return text
	}
	if cut, ok := strings.CutSuffix(text, " "+unit); ok {
		return cut
	}
	return strings.TrimSuffix(text, unit)
}

// planFigure is the plan as a number where it is one, else in short.
func planFigure(lang i18n.Lang, c criterion.Criterion) page.Figure {
	sign := map[criterion.Kind]string{criterion.AtLeast: "≥ ", criterion.MoreThan: "> ", criterion.AtMost: "≤ ", criterion.LessThan: "< ", criterion.About: "≈ "}
	say := func(d *measure.Decimal) string { return d.Say(string(lang)) }
	switch {
	case c.Kind == criterion.RatioCount && c.Total != nil:
		return page.Figure{Text: say(c.Value) + "/" + say(c.Total)}
	case c.Kind == criterion.Range:
		return page.Figure{Text: say(c.Low) + "–" + say(c.High)}
	case c.PlanValue() != nil:
		return page.Figure{Text: sign[c.Kind] + sign[c.Compare] + say(c.PlanValue())}
	case c.Kind == criterion.ZeroEvent:
		return page.Figure{Text: "0"}
	case c.Kind == criterion.Milestone && c.Due != "":
		return page.Figure{Text: c.Due.Say("")}
	}
	return page.Figure{}
}

// percentFigure is the achievement with how it was computed, or the difference.
func percentFigure(lang i18n.Lang, a criterion.Assessment, address, rowID string) page.Figure {
	f := page.Figure{URL: address, How: a.Explanation, ID: "how-" + rowID}
	switch {
	case a.Achievement != nil:
		f.Text = a.Achievement.Percent(2).Trim().Say(string(lang))
	case a.Difference != nil && a.Difference.Sign() > 0:
		f.Text = "+" + a.Difference.Say(string(lang))
	case a.Difference != nil:
		f.Text = strings.Replace(a.Difference.Say(string(lang)), "-", "−", 1)
	default:
		return page.Figure{}
	}
	return f
}

func spark(lang i18n.Lang, r app.BoardRow) chart.Spark {
	sp := chart.Spark{Lang: lang, Name: r.Name}
	for _, m := range r.Months {
		v := chart.Value{}
		if m.Value != nil {
			v = chart.Known(float(*m.Value))
		}
		sp.Values = append(sp.Values, v)
	}
	if p := r.Current().Criterion.PlanValue(); p != nil {
		sp.Plan = chart.Known(float(*p))
	}
	return sp
}

// float is a value for a picture; nothing is computed with it.
func float(d measure.Decimal) float64 {
	f, _ := d.Rat().Float64()
	return f
}
