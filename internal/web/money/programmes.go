package money

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/capital/works"
	"dondoc/internal/exchange"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// programmes shows a year by national target programme and component project.
func (s *server) programmes(w http.ResponseWriter, r *kit.Ask) error {
	c, err := s.yearListed(r, mostListed)
	if err != nil {
		return err
	}
	found, err := s.App.CapitalProgrammes(r.Context(), r.User.Actor, c.Unit.Code, c.Year, money.At{Day: c.until, Known: c.Known})
	if err != nil {
		return err
	}
	v := Pictures{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, c.t("web.capital_programmes_title", "year", string(c.cycle), "unit", c.Unit.Name)), Lead: c.t("web.capital_programmes_lead", "day", c.Day),
		Back: page.Link{Text: c.t("web.capital_pictures_back"), URL: c.way("")}}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	v.Sign()
	c.past(&v.Frame, r.URL.Path)
	slices.SortStableFunc(found.Rows, func(x, y money.ProgrammeRow) int { // those with projects first
		return cmp.Compare(min(len(y.Components), 1), min(len(x.Components), 1))
	})
	for _, p := range found.Rows {
		v.Parts = append(v.Parts, c.programme(p))
	}
	for _, p := range found.Rows { // the tasks of a programme right after it
		if one := c.programmeTasks(found, p.Of.Name); len(one.Table.Rows) > 0 {
			at := slices.IndexFunc(v.Parts, func(x Picture) bool { return x.Title == p.Of.Name })
			v.Parts = slices.Insert(v.Parts, at+1, one)
		}
	}
	serving := Picture{Title: c.t("web.capital_serving"), Table: Table{Empty: c.t("web.capital_serving_none"), Head: []string{c.t("web.capital_project"), c.t("web.capital_investor")}}}
	for _, p := range found.Serving {
		serving.Table.Rows = append(serving.Table.Rows, []Cell{{Links: []page.Link{{Text: p.Code + " · " + p.Name, URL: href.Project(p.ID, "")}}}, {Text: p.Investor.Name}})
	}
	if found.Hidden > 0 {
		serving.Note, serving.Table.Empty = c.t("web.capital_serving_hidden", "n", found.Hidden), ""
	}
	v.Parts = append(v.Parts, serving)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// programme is one programme with its component projects, each leading to its list.
func (c year) programme(p money.ProgrammeRow) Picture {
	out := Picture{Title: p.Of.Name, Table: Table{Num: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true}, Empty: c.t("web.capital_programme_none"),
		Head: []string{c.t("web.capital_component"), c.t("web.capital_number"), c.t("web.capital_plan"), c.t("web.capital_paid"), c.t("web.capital_percent"), c.t("web.capital_kept"), c.t("web.capital_kept_paid")}}}
	if p.Known {
		out.Note = c.programmeNote(p.Of)
	} else {
		out.Note = c.t("web.capital_programme_own")
	}
	share := func(s, kept capital.Share) []Cell {
		cells := []Cell{{Text: billions(c.lang, s.Plan)}, {Text: billions(c.lang, s.Paid)}, {Text: rated(c.lang, s)}, {Text: "–"}, {Text: "–"}}
		if kept.Plan > 0 {
			cells[3].Text, cells[4].Text = billions(c.lang, kept.Plan), billions(c.lang, kept.Paid)
		}
		return cells
	}
	for _, row := range p.Components {
		name := Cell{Text: row.Of.Label + " · " + row.Of.Name}
		key := row.Of.Key
		switch {
		case key == "":
			name, key = Cell{Text: c.t("web.capital_component_none")}, money.NoProgramme+row.Programme
		case row.Of.Certainty != "read":
			name.Under = c.t("capital.certainty_" + row.Of.Certainty)
		}
		if row.Ended {
			name.Under = strings.TrimPrefix(name.Under+"; "+c.t("web.capital_component_ended", "programme", row.Programme), "; ")
		}
		count := Cell{Links: []page.Link{{Text: strconv.Itoa(row.Projects), URL: c.listed(money.ByComponent, key)}}}
		out.Table.Rows = append(out.Table.Rows, append([]Cell{name, count}, share(row.Year, row.Kept)...))
	}
	if len(p.Components) > 1 {
		out.Table.Rows = append(out.Table.Rows, append([]Cell{{Text: c.t("web.capital_programme_all")}, {Text: strconv.Itoa(p.Projects)}}, share(p.Year, p.Kept)...))
	}
	return out
}

// programmeTasks are the tasks that serve a programme, those that are late first.
func (c year) programmeTasks(found money.Programmes, name string) Picture {
	out := Picture{Title: c.t("web.capital_programme_tasks", "programme", name), Table: Table{Head: []string{c.t("web.capital_programme_task"), c.t("page.tasks.lead"), c.t("page.tasks.deadline"), c.t("page.tasks.status")}}}
	for _, one := range found.Tasks {
		if one.Task.Programme != name {
			continue
		}
		lead := cmp.Or(one.Lead.Name, one.Task.LeadText, "–")
		out.Table.Rows = append(out.Table.Rows, []Cell{{Links: []page.Link{{Text: one.Task.Name, URL: href.Task(one.Task.ID)}}}, {Text: lead}, {Text: cmp.Or(one.State.Due.Say(string(c.lang)), "–")}, {Text: c.t("task.status_" + string(one.Status))}})
	}
	return out
}

// programmeNote says when a programme runs and closes, by which document.
func (c year) programmeNote(p programme.Programme) string {
	out := c.t("web.capital_programme_runs", "full", p.Full, "from", strconv.Itoa(p.From), "to", strconv.Itoa(p.To), "source", p.Source, "certainty", c.t("capital.certainty_"+p.Certainty))
	if p.Closes != "" {
		out += " " + c.t("web.capital_programme_closes", "on", p.Closes, "source", p.ClosingSource, "certainty", c.t("capital.certainty_"+p.ClosingCertainty))
	}
	if p.Central > 0 {
		out += " " + c.t("web.capital_programme_central", "amount", capital.Dong(p.Central).Billions())
	}
	if p.Note != "" {
		out += " " + p.Note
	}
	return out
}

// results shows what support of production came to beside its money: a page, or a file.
func (s *server) results(w http.ResponseWriter, r *kit.Ask) error {
	c, err := s.yearOf(r)
	if err == nil {
		err = c.Listed()
	}
	if err != nil {
		return err
	}
	rows := c.CropRows()
	columns := c.resultColumns()
	title := c.t("web.capital_results_title", "year", string(c.cycle), "unit", c.Unit.Name)
	list.Sort(r, rows, columns)
	if list.AsFile(r) {
		return list.Send(w, r, title+" "+string(c.Day), rows, columns)
	}
	v := Results{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, title), Lead: c.t("web.capital_results_lead", "day", c.Day), Heads: list.HeadsOf(r, columns)}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	v.Sign()
	c.past(&v.Frame, r.URL.Path)
	if len(rows) > 0 {
		v.SheetURL = list.FileURL(r)
	}
	for _, row := range rows {
		v.Rows = append(v.Rows, c.resultRow(row))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (c year) resultRow(row money.ResultRow) ResultLine {
	e := row.Results[row.At]
	out := ResultLine{Project: page.Link{Text: row.Code + " · " + row.Name, URL: href.AsKnown(href.Project(row.ID, ""), c.Known)}, Investor: row.Investor.Name, Crop: e.Crop,
		On: c.t("web.capital_result_on", "on", e.On, "by", e.ByName), Paid: billions(c.lang, row.Since)}
	if e.Target != "" {
		out.Target = page.Link{Text: c.t("web.capital_result_see"), URL: href.Target(e.Target, c.Known)}
	}
	for _, f := range resultFigures(e) {
		one := [2]string{f.text(string(c.lang)), "–"}
		if _, shown, ok := works.PerBillion(f.amount, f.scale, row.Since); ok {
			one[1] = c.t("web.capital_result_per", "value", shown)
		}
		out.Figures = append(out.Figures, one)
	}
	return out
}

func (c year) resultColumns() []list.Column[money.ResultRow] {
	text := func(key, label string, of func(money.ResultRow) string) list.Column[money.ResultRow] {
		return list.Column[money.ResultRow]{Key: key, Label: c.t(label), Cell: func(r money.ResultRow) any { return of(r) }}
	}
	event := func(r money.ResultRow) works.Event { return r.Results[r.At] }
	out := []list.Column[money.ResultRow]{
		text("crop", "web.capital_crop", func(r money.ResultRow) string { return event(r).Crop }),
		text("project", "web.capital_project", func(r money.ResultRow) string { return r.Code + " · " + r.Name }),
		text("investor", "web.capital_investor", func(r money.ResultRow) string { return r.Investor.Name }),
		{Key: "paid", Label: c.t("web.capital_since_dong"), Cell: func(r money.ResultRow) any { return exchange.Figure{Coef: r.Since} }, Order: func(a, b money.ResultRow) int { return cmp.Compare(a.Since, b.Since) }},
	}
	for i, name := range []string{"hectares", "households", "cooperatives"} {
		figure := func(r money.ResultRow) resultFigure { return resultFigures(event(r))[i] }
		out = append(out, list.Column[money.ResultRow]{Key: name, Label: c.t("web.capital_" + name), Cell: func(r money.ResultRow) any {
			f := figure(r)
			return exchange.Figure{Coef: f.amount, Scale: f.decimals}
		}, Order: func(a, b money.ResultRow) int { return cmp.Compare(figure(a).amount, figure(b).amount) }},
			text("", "web.capital_"+name+"_per", func(r money.ResultRow) string {
				f := figure(r)
				if _, shown, ok := works.PerBillion(f.amount, f.scale, r.Since); ok {
					return shown.Say(string(c.lang))
				}
				return ""
			}))
	}
	return append(out, text("", "web.capital_on", func(r money.ResultRow) string { return event(r).On.Say(string(c.lang)) }))
}
