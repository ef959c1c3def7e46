package money

import (
	"net/http"
	"strconv"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/errs"
	"dondoc/internal/report/drawn"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// mostListed is how many projects the page of a year lists at once; above it the
// year is shown taken together.
const mostListed = 300

// sums shows a unit's capital year taken together, one level at a time.
func (s *server) sums(w http.ResponseWriter, r *kit.Ask) error {
	cycle, number, err := yearIn(r)
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	until, err := asOf(r)
	if err != nil {
		return err
	}
	by := money.Dimension(r.URL.Query().Get("by"))
	if by == "" {
		by = money.ByUnit
	}
	from := 0
	if text := r.URL.Query().Get("from"); text != "" {
		if from, err = strconv.Atoi(text); err != nil || from < 0 {
			return errs.New(errs.NotFound, "web.no_page")
		}
	}
	found, err := s.App.CapitalSums(r.Context(), r.User.Actor, r.PathValue("code"), number, money.At{Day: until, Known: known}, by, from)
	if err != nil {
		return err
	}
	c := year{Capital: money.Capital{Unit: found.Unit, Year: number, Day: found.Day, Known: known, Total: found.Total, Uncounted: found.Untold}, lang: r.Lang, cycle: cycle, until: until}
	if c.dir, err = s.App.Directory(r.Context(), r.User.Actor); err != nil {
		return err
	}
	v := Summed{Frame: s.Frame(r, c.dir, c.Unit.ID, cycle, c.t("web.capital_sums_title", "year", string(cycle), "unit", c.Unit.Name)),
		Lead: c.sumsLead(found), Waiting: c.waits(), Rates: rateRows(r.Lang, found.Total), Table: c.sumsTable(found)}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	c.past(&v.Frame, href.With(r.URL.Path, "by", string(by)))
	for _, d := range found.Dimensions() {
		link := page.Link{Text: c.t("capital.by_" + string(d)), URL: c.way("sums", "by", string(d))}
		if d == by {
			v.By = link.Text
			continue
		}
		v.Others = append(v.Others, link)
	}
	if found.Total.Projects <= mostListed {
		v.Others = append(v.Others, page.Link{Text: c.t("web.capital_sums_projects", "n", found.Total.Projects), URL: c.way("")})
	}
	if found.More {
		v.More = page.Link{Text: c.t("web.capital_sums_more"), URL: c.way("sums", "by", string(by), "from", strconv.Itoa(found.From+len(found.Parts)))}
	}
	v.Months = c.sumsMonths(found)
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (c year) sumsLead(s money.Summed) string {
	out := c.t("web.capital_sums_lead", "day", s.Day, "n", s.Total.Projects, "paid", capital.Dong(s.Total.Disbursed()).Billions(), "advance", capital.Dong(s.Total.Advance).Billions())
	if s.Total.Projects > mostListed {
		out += " " + c.t("web.capital_sums_many", "most", mostListed)
	}
	if s.Slow {
		out += " " + c.t("web.capital_sums_slow")
	}
	return out
}

// sumsTable is the parts with what leads on: a unit to its own sums, an investor
// to its projects, a part of few projects to their list.
func (c year) sumsTable(s money.Summed) Table {
	t := Table{Num: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true}, Empty: c.t("web.capital_sentence_none", "n", 0, "day", s.Day),
		Head: []string{c.t("capital.by_" + string(s.By)), c.t("web.capital_number"), c.t("web.capital_plan"), c.t("web.capital_paid"), c.t("web.capital_percent"), c.t("web.capital_kept"), c.t("web.capital_kept_paid"), c.t("web.capital_place")}}
	line := func(name Cell, a rollup.Amounts, place Cell) {
		share := capital.Share{Plan: a.Plan, Paid: a.Paid}
		t.Rows = append(t.Rows, []Cell{name, {Text: strconv.FormatInt(a.Projects, 10)}, {Text: billions(c.lang, a.Plan)}, {Text: billions(c.lang, a.Paid)}, {Text: rated(c.lang, share)},
			{Text: billions(c.lang, a.KeptPlan)}, {Text: billions(c.lang, a.KeptPaid)}, place})
	}
	for _, p := range s.Parts {
		name := Cell{Text: c.sumName(s.By, p)}
		switch {
		case s.By == money.ByUnit && p.Deep:
			name = Cell{Links: []page.Link{{Text: name.Text, URL: c.other(p.Unit.Code, "sums")}}}
		case s.By == money.ByUnit || s.By == money.ByInvestor:
			name = Cell{Links: []page.Link{{Text: name.Text, URL: c.other(p.Unit.Code, "")}}}
		case s.Total.Projects <= mostListed:
			key := p.Key
			if s.By == money.ByProgramme && key == "" {
				key = money.NoProgramme
			}
			name = Cell{Links: []page.Link{{Text: name.Text, URL: c.listed(s.By, key)}}}
		}
		line(name, p.Amounts, placeCell(c, p.Rank, p.Before))
	}
	if s.By == money.ByUnit && s.Rest != (rollup.Amounts{}) {
		rest := Cell{Text: c.t("web.capital_sums_rest")}
		if s.Rest.Projects < 0 {
			rest.Text = c.t("web.capital_sums_split")
		}
		line(rest, s.Rest, Cell{Text: "–"})
	}
	return t
}

// other leads to the year of another unit, on the days this one is looked at.
func (c year) other(code, act string) string {
	return href.AsKnown(href.With(href.Capital(code, c.cycle, act), "as-of", string(c.until)), c.Known)
}

func (c year) sumName(by money.Dimension, p money.SumPart) string {
	switch by {
	case money.ByUnit, money.ByInvestor:
		return p.Unit.Name
	case money.ByProgramme:
		if p.Key == "" {
			return c.t("capital.no_programme")
		}
		return p.Key
	}
	return c.partName(by, p.Key)
}

// sumsMonths is what was paid by the ends of the months, of all together.
func (c year) sumsMonths(s money.Summed) Table {
	t := Table{Title: c.t("web.capital_sums_months"), Empty: c.t("web.capital_sums_no_month"), Num: map[int]bool{1: true, 2: true, 3: true},
		Head: []string{c.t("web.capital_month"), c.t("web.capital_plan"), c.t("web.capital_paid"), c.t("web.capital_percent")}}
	for i, name := range drawn.Ends(c.lang, c.Year)[:s.Over] {
		p := s.Points[i]
		t.Rows = append(t.Rows, []Cell{{Text: name}, {Text: billions(c.lang, p.Plan)}, {Text: billions(c.lang, p.Paid)}, {Text: rated(c.lang, p)}})
	}
	return t
}

// placeCell is a place by rate with its change.
func placeCell(c year, rank, before int) Cell {
	place := Cell{Text: strconv.Itoa(rank)}
	switch {
	case rank == 0:
		place.Text = "–"
	case before == 0:
	case before > rank:
		place.Under = c.t("web.capital_place_up", "n", before-rank)
	case before < rank:
		place.Under = c.t("web.capital_place_down", "n", rank-before)
	default:
		place.Under = c.t("web.capital_place_same")
	}
	return place
}
