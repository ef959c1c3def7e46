package money

import (
	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/answer/spending"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/report/drawn"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// frame is what a part of a page needs of the frame around it.
type frame interface {
	T(key string, namesAndValues ...any) string
}

func yearIn(r *kit.Ask) (period.Cycle, int, error) {
	year, err := strconv.Atoi(r.PathValue("cycle"))
	if _, ok := capital.ClosingOf(year); err != nil || !ok || year > 2100 {
		return "", 0, errs.New(errs.NotFound, "web.no_page")
	}
	return period.Cycle(r.PathValue("cycle")), year, nil
}

// asOf reads the day until which vouchers are counted, "" for all.
func asOf(r *kit.Ask) (period.Date, error) {
	text := strings.TrimSpace(r.URL.Query().Get("as-of"))
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

// year is a unit's capital year as it is looked at.
type year struct {
	money.Capital
	lang  i18n.Lang
	dir   *desk.Directory
	cycle period.Cycle
	until period.Date // by vouchers until this day; "" for all
}

// yearOf reads the year an address speaks of, as on the days it names.
func (s *server) yearOf(r *kit.Ask) (year, error) { return s.yearListed(r, 0) }

// yearListed is yearOf where no more projects than so many are to be read; 0: all.
func (s *server) yearListed(r *kit.Ask, most int) (y year, err error) {
	y.lang = r.Lang
	var number int
	if y.cycle, number, err = yearIn(r); err != nil {
		return y, err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return y, err
	}
	if y.until, err = asOf(r); err != nil {
		return y, err
	}
	if y.Capital, err = s.App.Capital(r.Context(), r.User.Actor, r.PathValue("code"), number, money.At{Day: y.until, Known: known, Most: most}); err != nil {
		return y, err
	}
	y.dir, err = s.App.Directory(r.Context(), r.User.Actor)
	return y, err
}

func (y year) t(key string, args ...any) string { return i18n.T(y.lang, key, args...) }

// way leads to a page of the year, or to its list, on the days it is looked at.
func (y year) way(act string, query ...string) string {
	return href.AsKnown(href.With(href.Capital(y.Unit.Code, y.cycle, act), append(query, "as-of", string(y.until))...), y.Known)
}

// past says that the year is looked at by the days of vouchers, with the way back.
func (y year) past(f *page.Frame, back string) {
	if y.until != "" {
		f.Notices = append(f.Notices, page.Notice{Kind: "info", Text: phrase.New("web.capital_by_voucher", "day", y.Day), Act: y.t("web.past_day_back"), URL: back})
	}
}

// capital shows a unit's public-investment year.
func (s *server) capital(w http.ResponseWriter, r *kit.Ask) error {
	most := mostListed
	if list.AsFile(r) {
		most = 0
	}
	c, err := s.yearListed(r, most)
	if err != nil {
		return err
	}
	if c.Taken != nil && most == 0 { // a file of more projects than are read at once
		return c.Listed()
	}
	if c.Taken != nil {
		return s.Redirect(w, r, c.way("sums"), "")
	}
	t, cycle := c.t, c.cycle
	v := Capital{Frame: s.Frame(r, c.dir, c.Unit.ID, cycle, t("web.capital_title", "year", string(cycle), "unit", c.Unit.Name)), Closing: closing(r.Lang, c.Closing)}
	if c.May.Manage {
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_new"), URL: href.Capital(c.Unit.Code, cycle, "new")})
	}
	if c.May.Pay {
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_import"), URL: href.Capital(c.Unit.Code, cycle, "import")})
	}
	v.Sign()
	v.Sentence = sentence(r.Lang, c.Capital)
	c.past(&v.Frame, r.URL.Path)
	v.Lock = lockWords(r.Lang, c.Lock, c.Year)
	v.Waiting = c.waits()
	if c.May.Lock && (c.Lock.Locked || s.Today() > c.Closing.Payments) {
		word := "web.capital_lock"
		if c.Lock.Locked {
			word = "web.capital_reopen"
		}
		v.Actions = append(v.Actions, page.Link{Text: t(word), URL: href.Capital(c.Unit.Code, cycle, "lock")})
	}
	if len(c.Rows) > 0 {
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_sums"), URL: c.way("sums")}, page.Link{Text: t("web.capital_pictures"), URL: c.way("pictures")}, page.Link{Text: t("web.capital_programmes"), URL: c.way("programmes")}, page.Link{Text: t("web.capital_results"), URL: c.way("results")}, page.Link{Text: t("web.capital_forms"), URL: c.way("forms")}, page.Link{Text: t("web.capital_reconcile"), URL: href.Capital(c.Unit.Code, cycle, "reconcile")})
		if c.May.Manage {
			v.Actions = append(v.Actions, page.Link{Text: t("web.capital_transfer"), URL: c.way("transfer")})
		}
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_ties"), URL: href.Capital(c.Unit.Code, cycle, "targets")}, page.Link{Text: t("web.capital_bounds"), URL: href.Capital(c.Unit.Code, cycle, "bounds")})
	}
	v.Rates = rateRows(r.Lang, c.Total)
	v.Chart, v.By, v.End = drawn.Course(r.Lang, c.Capital)
	rows, err := v.narrow(r, c)
	if err != nil {
		return err
	}
	list.Sort(r, rows, c.columns())
	if list.AsFile(r) {
		return list.Send(w, r, v.Title+" "+string(c.Day), rows, c.columns())
	}
	for _, row := range rows {
		v.Rows = append(v.Rows, c.rowOf(row))
	}
	v.Heads, v.SheetURL = list.HeadsOf(r, c.columns()), list.FileURL(r)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// waits says what waits for approval, with the way to those vouchers.
func (c year) waits() (l page.Link) {
	if n := c.Total.Waiting; n.Vouchers > 0 {
		l.Text, l.URL = c.t("web.capital_waiting", "n", n.Vouchers, "amount", capital.Dong(n.Amount).Billions()), href.With(href.Capital(c.Unit.Code, c.cycle, "waiting"), "for", money.OpenVouchers, "as-of", string(c.until))
	}
	if c.Uncounted {
		l.Text = c.t("capital.waiting_uncounted")
	}
	return l
}

// narrow gives the projects of the list: all, or those of one part.
func (v *Capital) narrow(r *kit.Ask, c year) ([]money.Row, error) {
	rows := slices.Clone(c.Rows)
	if by := money.Dimension(r.URL.Query().Get("by")); by != "" {
		key := r.URL.Query().Get("key")
		var err error
		if rows, err = c.Only(by, key); err != nil {
			return nil, err
		}
		v.Only = c.t("web.capital_only", "n", len(rows), "all", len(c.Rows), "what", c.t("capital.by_"+string(by)), "name", c.partName(by, key))
		v.All = page.Link{Text: c.t("web.capital_only_all"), URL: c.way("")}
	}
	graded := c.Graded()
	for _, g := range []forecast.Grade{forecast.Warning, forecast.Watch} {
		if graded[g] > 0 {
			v.Counts = append(v.Counts, page.Link{Text: c.t("web.capital_counted", "grade", c.t("web.capital_grade_"+string(g)), "n", graded[g]), URL: c.listed(money.ByGrade, string(g))})
		}
	}
	return rows, nil
}

// first is the way to a first project, for who may add one.
func (v Capital) first() page.Link {
	if len(v.Actions) == 0 {
		return page.Link{}
	}
	return v.Actions[0]
}

func sentence(lang i18n.Lang, c money.Capital) string {
	rate := capital.Rate{Paid: c.Total.Bound.Paid, Plan: c.Total.Bound.Plan}
	percent, ok := rate.Percent(1)
	if !ok {
		return i18n.T(lang, "web.capital_sentence_none", "n", c.Projects(), "day", c.Day)
	}
	grades, key := c.Graded(), "web.capital_sentence"
	if c.Taken != nil {
		key = "web.capital_sentence_units"
	}
	return i18n.T(lang, key, "day", c.Day, "paid", capital.Dong(rate.Paid).Billions(), "plan", capital.Dong(rate.Plan).Billions(),
		"percent", percent, "n", c.Projects(), "warned", grades[forecast.Warning], "watched", grades[forecast.Watch])
}

func rateRows(lang i18n.Lang, p capital.Position) (out []Rate) {
	for _, r := range p.Rates() {
		key := "web.capital_rate"
		if r.WithCarried {
			key = "web.capital_rate_carried"
		}
		row := Rate{Of: i18n.T(lang, key, "setter", i18n.T(lang, "capital.setter_"+string(r.Setter))), Paid: billions(lang, r.Paid), Plan: billions(lang, r.Plan)}
		if percent, ok := r.Percent(1); ok {
			row.Percent = percent.Say(string(lang)) + "%"
		}
		out = append(out, row)
	}
	return out
}

func billions(lang i18n.Lang, dong int64) string {
	return capital.Dong(dong).Billions().Say(string(lang))
}

func closing(lang i18n.Lang, c capital.Closing) (out []string) {
	for _, d := range works.ClosingDays(c) {
		out = append(out, i18n.T(lang, "web.capital_close_"+d.What, "on", d.On))
	}
	if c.Source != "" {
		out = append(out, i18n.T(lang, "web.capital_close_source", "source", c.Source, "certainty", i18n.T(lang, "capital.certainty_"+c.Certainty)))
	}
	return out
}

func (c year) rowOf(r money.Row) Row {
	d, lang, month, known := c.dir, c.lang, c.Month, c.Known
	plan := r.Position.Bound.Plan
	row := Row{Project: page.Link{Text: r.Code + " · " + r.Name, URL: href.AsKnown(href.Project(r.ID, ""), known)}, Investor: r.Investor.Name, Who: kit.Holder(d, r.Answers),
		Plan: billions(lang, plan), Paid: billions(lang, r.Position.Disbursed()), Grade: string(r.Grade)}
	if r.Position.Advance > 0 {
		row.Advance = i18n.T(lang, "web.capital_of_advance", "amount", capital.Dong(r.Position.Advance).Billions())
	}
	if percent, ok := (capital.Rate{Paid: r.Position.Bound.Paid, Plan: plan}).Percent(1); ok {
		row.Percent = percent.Say(string(lang)) + "%"
	}
	row.Forecast = c.forecastWords(r.Forecast, r.Low, r.High)
	if month > 0 && plan > 0 {
		row.Why = i18n.T(lang, "web.capital_pace", "part", percentOf(r.Pace), "month", month)
		if r.Grade == forecast.Warning {
			key := "web.capital_short"
			if !r.Likely {
				key = "web.capital_short_alone"
			}
			row.Why += "; " + i18n.T(lang, key, "part", percentOf(r.Part), "chance", percentOf(r.Chance))
		}
		if r.Grade != forecast.Calm {
			row.Why += " " + spending.HitWords(lang, string(r.Grade), c.Day)
		}
	}
	for _, w := range r.Warnings {
		row.Warned = append(row.Warned, i18n.Say(lang, w.Say)+" "+spending.HitWords(lang, w.Rule, c.Day))
	}
	if r.Percent != nil {
		row.Works = i18n.T(lang, "web.capital_works_done", "percent", measure.NewDecimal(*r.Percent, 2).Trim())
	}
	if known == "" && r.Behind > 0 && d.Can(access.Report, r.Project.Unit) {
		row.Explain = page.Link{Text: i18n.T(lang, "web.capital_tell_explain"), URL: href.Project(r.ID, "explain")}
	}
	for _, p := range r.Above {
		row.Above = append(row.Above, i18n.T(lang, "web.capital_above", "voucher", p.Voucher, "on", p.On, "amount", capital.Dong(p.Amount).Billions(), "reason", p.Reason))
	}
	return row
}

// forecastWords says where a year will end, with its interval where that is known.
func (c year) forecastWords(v *forecast.Value, low, high float64) string {
	switch lang := c.lang; {
	case v == nil && c.Month >= 12:
		return c.t("web.capital_forecast_over")
	case v != nil && high > 0:
		return i18n.T(lang, "web.capital_forecast_range", "value", inBillions(v.Total), "low", inBillions(low), "high", inBillions(high))
	case v != nil:
		return i18n.T(lang, "web.capital_forecast_value", "value", inBillions(v.Total), "n", v.Years)
	}
	return c.t("web.capital_forecast_none")
}

func inBillions(v float64) measure.Decimal { return capital.Dong(int64(v)).Billions() }

func percentOf(part float64) measure.Decimal { return measure.NewDecimal(int64(part*1000+0.5), 1) }
