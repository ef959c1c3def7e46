package money

import (
	"net/http"
	"strconv"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/chart/maps"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/report/drawn"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// pictures shows a year's money by unit, programme, source and group.
func (s *server) pictures(w http.ResponseWriter, r *kit.Ask) error {
	c, err := s.yearListed(r, mostListed)
	if err != nil {
		return err
	}
	v := Pictures{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, c.t("web.capital_pictures_title", "year", string(c.cycle), "unit", c.Unit.Name)),
		Lead: sentence(r.Lang, c.Capital), Waiting: c.waits(), Back: page.Link{Text: c.t("web.capital_pictures_back"), URL: c.way("")}}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	c.past(&v.Frame, r.URL.Path)
	if c.Taken != nil {
		v.Parts, v.Back = c.taken(), page.Link{Text: c.t("web.capital_sums"), URL: c.way("sums")}
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	v.Parts = []Picture{c.heat(), {Title: c.t("web.capital_ranking"), Note: c.t("web.capital_ranking_note"), Table: c.partTable(money.ByInvestor)}, c.tree(), c.tiles(),
		{Title: c.t("capital.by_programme"), Table: c.partTable(money.ByProgramme)}, {Title: c.t("capital.by_group"), Table: c.partTable(money.ByGroup)}}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// partName is the name of a part on a page.
func (c year) partName(by money.Dimension, key string) string {
	switch by {
	case money.ByInvestor, money.ByUnit:
		for _, p := range c.Parts(by) {
			if p.Key == key {
				return p.Unit.Name
			}
		}
	case money.BySource:
		return c.t("capital.source_" + known(key, capital.Sources()))
	case money.ByGroup:
		return c.t("capital.group_" + known(key, capital.Groups()))
	case money.ByGrade:
		if key == string(forecast.Warning) || key == string(forecast.Watch) {
			return c.t("web.capital_grade_" + key)
		}
	case money.ByComponent:
		if _, part, ok := programme.Of(key); ok {
			return part.Label + " · " + part.Name
		}
		return c.t("web.capital_component_none")
	case money.ByProgramme:
		if key == money.NoProgramme {
			return c.t("capital.no_programme")
		}
	}
	return key
}

// known keeps a key that is on a list, or gives the first: keys of texts come from lists.
func known[T ~string](key string, list []T) string {
	for _, one := range list {
		if string(one) == key {
			return key
		}
	}
	return string(list[0])
}

// listed is the way to the projects of a part.
func (c year) listed(by money.Dimension, key string) string {
	if c.Taken == nil {
		return c.way("", "by", string(by), "key", key)
	}
	switch {
	case by == money.ByUnit && key != c.Unit.Code:
		return c.other(key, "pictures")
	case by == money.ByInvestor && key != c.Unit.Code:
		return c.other(key, "")
	case by == money.ByComponent || by == money.ByGrade:
		return c.way("sums")
	}
	return c.way("sums", "by", string(by))
}

// rateOf writes a share's rate; "–" where nothing is planned.
func rateOf(lang i18n.Lang, s capital.Share, decimals int) string {
	if p, ok := (capital.Rate{Paid: s.Paid, Plan: s.Plan}).Percent(decimals); ok {
		return p.Say(string(lang))
	}
	return "–"
}

// rated is rateOf with its sign.
func rated(lang i18n.Lang, s capital.Share) string {
	if s.Plan <= 0 {
		return "–"
	}
	return rateOf(lang, s, 1) + "%"
}

// heat shows the units by month.
func (c year) heat() Picture {
	t, lang := c.t, c.lang
	names := drawn.Ends(lang, c.Year)
	h := maps.Heat{Title: t("web.capital_heat"), Desc: t("web.capital_heat_note"), Columns: names}
	table := Table{Title: t("web.capital_heat_table"), Head: append([]string{t("capital.by_unit")}, names...), Num: map[int]bool{}}
	for i := range names {
		table.Num[i+1] = true
	}
	for _, p := range c.Parts(money.ByUnit) {
		url := c.listed(money.ByUnit, p.Key)
		row := maps.HeatRow{Name: p.Unit.Name, Href: url}
		cells := []Cell{{Links: []page.Link{{Text: p.Unit.Name, URL: url}}}}
		for i := range names {
			if i >= c.Over {
				row.Cells, cells = append(row.Cells, maps.HeatCell{}), append(cells, Cell{Text: "–"})
				continue
			}
			s := p.Points[i]
			row.Cells = append(row.Cells, maps.HeatCell{Label: rateOf(lang, s, 0), Shade: drawn.Shade(s, i+1),
				Title: t("web.capital_heat_cell", "unit", p.Unit.Name, "month", names[i], "paid", capital.Dong(s.Paid).Billions(), "plan", capital.Dong(s.Plan).Billions(), "percent", rateOf(lang, s, 1))})
			cells = append(cells, Cell{Text: rateOf(lang, s, 1)})
		}
		h.Rows, table.Rows = append(h.Rows, row), append(table.Rows, cells)
	}
	d := h.Draw()
	return Picture{Title: t("web.capital_heat"), Note: t("web.capital_heat_note"), Drawing: &d, Table: table}
}

// partTable is the parts of a dimension with their places, each leading to its projects.
func (c year) partTable(by money.Dimension) Table {
	t, lang := c.t, c.lang
	table := Table{Title: t("web.capital_part_table", "what", t("capital.by_"+string(by))), Num: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true},
		Head: []string{t("capital.by_" + string(by)), t("web.capital_count"), t("web.capital_plan"), t("web.capital_paid"), t("web.capital_percent"), t("web.capital_place")}}
	for _, p := range c.Parts(by) {
		place := placeCell(c, p.Rank, p.Before)
		table.Rows = append(table.Rows, []Cell{{Links: []page.Link{{Text: c.partName(by, p.Key), URL: c.listed(by, p.Key)}}},
			{Text: strconv.Itoa(p.Projects)}, {Text: billions(lang, p.Share.Plan)}, {Text: billions(lang, p.Share.Paid)}, {Text: rated(lang, p.Share)}, place})
	}
	return table
}

// tree shows the plan by programme and source, shaded by how much is paid.
func (c year) tree() Picture {
	t, lang := c.t, c.lang
	m := maps.Treemap{Title: t("web.capital_tree"), Desc: t("web.capital_tree_note")}
	table := Table{Title: t("web.capital_tree_table"), Num: map[int]bool{2: true, 3: true, 4: true},
		Head: []string{t("capital.by_programme"), t("capital.by_source"), t("web.capital_plan"), t("web.capital_paid"), t("web.capital_percent")}}
	for _, p := range c.Parts(money.ByProgramme) {
		name := c.partName(money.ByProgramme, p.Key)
		b := maps.Branch{Name: name}
		for _, q := range c.sourcesOf(p) {
			source := t("web.capital_all_sources")
			if c.Taken == nil {
				source = t("capital.source_" + q.Key)
			}
			b.Leaves = append(b.Leaves, maps.Leaf{Name: source, Under: t("web.capital_tree_under", "plan", capital.Dong(q.Share.Plan).Billions(), "percent", rateOf(lang, q.Share, 1)),
				Title: t("web.capital_tree_leaf", "programme", name, "source", source, "plan", capital.Dong(q.Share.Plan).Billions(), "percent", rateOf(lang, q.Share, 1)),
				Href:  c.listed(money.ByProgramme, p.Key), Size: float64(q.Share.Plan), Shade: drawn.Shade(q.Share, c.Month)})
			table.Rows = append(table.Rows, []Cell{{Links: []page.Link{{Text: name, URL: c.listed(money.ByProgramme, p.Key)}}}, {Text: source},
				{Text: billions(lang, q.Share.Plan)}, {Text: billions(lang, q.Share.Paid)}, {Text: rated(lang, q.Share)}})
		}
		m.Branches = append(m.Branches, b)
	}
	d := m.Draw()
	return Picture{Title: t("web.capital_tree"), Note: t("web.capital_tree_note"), Drawing: &d, Table: table}
}

// sourcesOf are the sources of a programme's money; of a year taken together all in one.
func (c year) sourcesOf(programme money.Part) []money.Part {
	if c.Taken != nil {
		return []money.Part{programme}
	}
	within := c
	within.Rows, _ = c.Only(money.ByProgramme, programme.Key) // Parts gives only what Only takes
	return within.Parts(money.BySource)
}

// tiles is the map: one tile a unit.
func (c year) tiles() Picture {
	t, lang := c.t, c.lang
	m := maps.Tiles{Title: t("web.capital_tiles"), Desc: t("web.capital_tiles_note"), Columns: 7}
	var names []string
	for _, p := range c.Parts(money.ByUnit) {
		names = append(names, p.Unit.Name)
		m.Tiles = append(m.Tiles, maps.Leaf{Name: maps.Short(p.Unit.Name), Under: rated(lang, p.Share), Href: c.listed(money.ByUnit, p.Key), Shade: drawn.Shade(p.Share, c.Month),
			Title: t("web.capital_tiles_one", "unit", p.Unit.Name, "paid", capital.Dong(p.Share.Paid).Billions(), "plan", capital.Dong(p.Share.Plan).Billions(), "percent", rateOf(lang, p.Share, 1))})
	}
	if places, islands, ok := maps.Provinces(names); ok {
		m.Places = places
		for _, i := range islands { // shaded and linked as the province they belong to
			tile := m.Tiles[i.Of]
			tile.Name = i.Name
			m.Tiles, m.Places = append(m.Tiles, tile), append(m.Places, i.At)
		}
	}
	d := m.Draw()
	return Picture{Title: t("web.capital_tiles"), Note: t("web.capital_tiles_note"), Drawing: &d, Table: c.partTable(money.ByUnit)}
}
