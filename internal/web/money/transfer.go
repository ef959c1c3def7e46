package money

import (
	"net/http"
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// Transfer is what moving capital between two projects would do.
type Transfer struct {
	page.Frame
	Lead    string
	Form    page.Form
	Result  Table
	Said    []string // beside the result
	Between Table    // the projects it may be between
	Hits    Table    // how often the rules were right
	Source  string   // what that was measured on
}

func untitled(t Table) Table {
	t.Title = ""
	return t
}

// transfer tries a transfer of capital out, or keeps it by its decision.
func (s *server) transfer(w http.ResponseWriter, r *kit.Ask) error {
	if _, _, err := s.UnitFor(r, access.ManageCapital); err != nil {
		return err
	}
	past := r.URL.Query().Get("as-known") != "" || r.URL.Query().Get("as-of") != ""
	if past { // money is moved today, by what is known today
		q := r.URL.Query()
		q.Del("as-known")
		q.Del("as-of")
		r.URL.RawQuery = q.Encode()
	}
	c, err := s.yearOf(r)
	if err == nil {
		err = c.Listed()
	}
	if err != nil {
		return err
	}
	v := Transfer{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, c.t("web.capital_transfer_title", "year", string(c.cycle), "unit", c.Unit.Name)), Lead: c.t("web.capital_transfer_lead"), Between: c.between(r)}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	if past {
		v.Notices = append(v.Notices, page.Notice{Kind: "info", Text: phrase.New("web.capital_transfer_today", "day", c.Day)})
	}
	v.Form = c.transferForm(r)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		var f faults
		m := money.Move{From: id.ID(r.PostFormValue("from")), To: id.ID(r.PostFormValue("to")), Transfer: capital.Transfer{Year: c.Year, Source: capital.Source(r.PostFormValue("source")),
			Amount: f.money(r, "amount", false), Decision: r.PostFormValue("decision"), On: f.day(r, "on")}}
		err := f.err()
		switch {
		case err != nil:
		case r.PostFormValue("act") == "keep":
			if err = s.App.TransferCapital(r.Context(), r.User.Actor, m); err == nil {
				return s.Redirect(w, r, href.Project(m.To, ""), "capital_kept")
			}
		default:
			var found money.Simulated
			if found, err = s.App.SimulateTransfer(r.Context(), r.User.Actor, c.Unit.Code, m); err == nil {
				v.simulated(r.Lang, found)
			}
		}
		if err != nil {
			ok := false
			if code, ok = kit.IntoForm(&v.Form, err); !ok {
				return err
			}
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (c year) transferForm(r *kit.Ask) page.Form {
	pick := func(name, label string) page.Field {
		f := page.Field{Kind: "select", Name: name, Label: c.t(label), Required: true, Options: []page.Option{{Text: "–"}}}
		for _, row := range c.Rows {
			f.Options = append(f.Options, page.Option{Value: string(row.ID), Text: row.Code + " · " + row.Name + " (" + row.Investor.Name + ")", Selected: r.FormValue(name) == string(row.ID)})
		}
		return f
	}
	source := page.Field{Kind: "select", Name: "source", Label: c.t("web.capital_source"), Required: true}
	for _, o := range capital.Sources() {
		if share, ok := c.sources()[o]; ok {
			source.Options = append(source.Options, page.Option{Value: string(o), Text: c.t("web.capital_transfer_source", "amount", capital.Dong(share.Plan).Billions(), "source", sourceName(c.lang, o)), Selected: r.FormValue("source") == string(o)})
		}
	}
	return page.Form{Action: r.URL.Path, Submit: c.t("web.capital_transfer_try"), Cancel: c.way(""), Extra: []page.Button{{Name: "act", Value: "keep", Text: c.t("web.capital_transfer_keep"), Quiet: true}},
		Fields: []page.Field{pick("from", "web.capital_transfer_from"), pick("to", "web.capital_transfer_to"), source,
			{Name: "amount", Label: c.t("web.capital_amount"), Hint: c.t("capital.amount_hint"), Required: true, Value: r.FormValue("amount")},
			{Name: "decision", Label: c.t("web.capital_decision"), Hint: c.t("web.capital_transfer_decision_hint"), Value: r.PostFormValue("decision")},
			{Kind: "date", Name: "on", Label: c.t("web.capital_transfer_on"), Value: r.PostFormValue("on")}}}
}

// sources gives what is planned from each source in the year.
func (c year) sources() map[capital.Source]capital.Share {
	out := map[capital.Source]capital.Share{}
	for _, p := range c.Parts(money.BySource) {
		out[capital.Source(p.Key)] = p.Share
	}
	return out
}

// between lists the projects with what each is likely to leave unpaid and what it
// could still take, those to be looked at first.
func (c year) between(r *kit.Ask) Table {
	out := Table{Title: c.t("web.capital_transfer_between"), Num: map[int]bool{1: true, 2: true, 3: true, 4: true}, Empty: c.t("web.capital_sentence_none", "n", 0, "day", c.Day),
		Head: []string{c.t("web.capital_project"), c.t("web.capital_plan"), c.t("web.capital_paid"), c.t("web.capital_unspent"), c.t("web.capital_room")}}
	moving := map[id.ID]bool{}
	for _, row := range c.MayMove() {
		moving[row.ID] = true
	}
	add := func(row money.Row) {
		unspent, room := Cell{Text: "–"}, Cell{Text: "–", Under: c.t("web.capital_room_unknown")}
		if n, ok := row.Unspent(); ok {
			unspent.Text = billions(c.lang, n)
		}
		if row.Limited {
			room = Cell{Text: billions(c.lang, max(row.Room, 0))}
		}
		project := Cell{Links: []page.Link{{Text: row.Code + " · " + row.Name, URL: href.Project(row.ID, "")}}, Under: row.Investor.Name}
		if moving[row.ID] {
			project.Under += "; " + c.t("web.capital_transfer_look", "least", row.Rules.MoveLeast, "by", row.Rules.Bound("move_by"))
		}
		out.Rows = append(out.Rows, []Cell{project, {Text: billions(c.lang, row.Position.Bound.Plan)}, {Text: billions(c.lang, row.Position.Bound.Paid), Under: rated(c.lang, row.Position.Bound)}, unspent, room})
	}
	for _, first := range []bool{true, false} {
		for _, row := range c.Rows {
			if moving[row.ID] == first {
				add(row)
			}
		}
	}
	return out
}

// simulated shows both projects and the whole before and after.
func (v *Transfer) simulated(lang i18n.Lang, s money.Simulated) {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	v.Result = Table{Title: t("web.capital_transfer_result", "amount", capital.Dong(s.Amount), "setter", t("capital.setter_"+known(string(s.Setter), capital.Setters()))), Num: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true},
		Head: []string{"", t("web.capital_plan"), t("web.capital_transfer_rate"), t("web.capital_forecast"), t("web.capital_unspent"), t("web.capital_grade")}}
	line := func(name Cell, was, now capital.Share, before, after [3]string) {
		row := []Cell{name, arrow(billions(lang, was.Plan), billions(lang, now.Plan)), arrow(rated(lang, was), rated(lang, now))}
		for i := range before {
			row = append(row, arrow(before[i], after[i]))
		}
		v.Result.Rows = append(v.Result.Rows, row)
	}
	words := func(r money.Row) (out [3]string) {
		out = [3]string{"–", "–", "–"}
		if r.Grade != forecast.Calm {
			out[2] = t("web.capital_grade_" + string(r.Grade))
		}
		if r.Forecast != nil {
			out[0] = inBillions(r.Forecast.Total).Say(string(lang))
		}
		if n, ok := r.Unspent(); ok {
			out[1] = billions(lang, n)
		}
		return out
	}
	for _, project := range []id.ID{s.From, s.To} {
		before, after := s.Of(project)
		line(Cell{Links: []page.Link{{Text: before.Code + " · " + before.Name, URL: href.Project(before.ID, "")}}, Under: before.Investor.Name}, before.Position.Bound, after.Position.Bound, words(before), words(after))
	}
	left := func(c money.Capital) (string, int64) {
		sum := int64(0)
		for _, r := range c.Rows {
			if n, ok := r.Unspent(); ok {
				sum += n
			}
		}
		return billions(lang, sum), sum
	}
	was, wasLeft := left(s.Before)
	now, nowLeft := left(s.After)
	grades := func(c money.Capital) string { return strconv.Itoa(c.Graded()[forecast.Warning]) }
	line(Cell{Links: []page.Link{{Text: t("web.capital_transfer_whole", "unit", s.Before.Unit.Name), URL: href.Capital(s.Before.Unit.Code, period.Cycle(strconv.Itoa(s.Year)), "")}}}, s.Before.Total.Bound, s.After.Total.Bound, [3]string{"–", was, grades(s.Before)}, [3]string{"–", now, grades(s.After)})
	key := "web.capital_transfer_less"
	if nowLeft >= wasLeft {
		key = "web.capital_transfer_no_less"
	}
	v.Said = []string{t(key, "was", capital.Dong(wasLeft).Billions(), "now", capital.Dong(nowLeft).Billions()), t("web.capital_transfer_note")}
}

// arrow writes what changes as "before → after".
func arrow(before, after string) Cell {
	if before == after {
		return Cell{Text: before}
	}
	return Cell{Text: before + " → " + after}
}
