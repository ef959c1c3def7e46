package web

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/chart"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/viet"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/people"
)

func (s *server) peopleRoutes() {
	s.on("GET /units", s.units)
	s.on("GET /u/{code}", s.unit)
	s.on("GET /people/{id}", s.person)
	s.orgRoutes()
}

// treeRow is a unit of the tree with its depth.
type treeRow struct {
	org.Version
	depth int
}

// treeRows gives the units the reader may read, parents before children.
func treeRows(r *ask, d *app.Directory, on period.Date) []treeRow {
	var out []treeRow
	tree := d.Tree(on)
	for _, top := range tree.Roots() {
		tree.Walk(top.ID, func(v org.Version, depth int) {
			if access.Can(r.user.Actor, access.Read, tree.Path(v.ID)) {
				out = append(out, treeRow{v, depth})
			}
		})
	}
	for i := range out {
		out[i].depth -= out[0].depth
	}
	return out
}

// onDay reads the day a page is about, today when none is asked for.
func (s *server) onDay(r *ask) (period.Date, error) {
	text := strings.TrimSpace(r.URL.Query().Get("on"))
	if text == "" {
		return s.today(), nil
	}
	return period.ParseDate(text)
}

func (s *server) units(w http.ResponseWriter, r *ask) error {
	on, err := s.onDay(r)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v := people.Units{Frame: s.plainFrame(r), On: on, FormURL: "/units", Search: r.URL.Query().Get("q")}
	v.Title = i18n.T(r.lang, "web.units_title")
	v.Crumbs = adminCrumbs(r, d)
	if mayAnywhere(r, d, access.ManageUnits) {
		v.NewURL = "/admin/units/new"
	}
	words := viet.Fold(v.Search)
	cycle := period.Cycle(on[:4])
	for _, u := range treeRows(r, d, on) {
		who := d.Answering(u.ID, "", on)
		if words != "" && !strings.Contains(viet.Fold(u.Name+" "+u.Code+" "+who.Person.Name), words) {
			continue
		}
		h := holder(who)
		h.Unit, h.UnitURL = "", ""
		v.Rows = append(v.Rows, people.UnitRow{Name: u.Name, URL: "/u/" + u.Code, Code: u.Code, Kind: u.Kind, Depth: u.depth, Head: h, Tally: phrase.New("web.board_title"), BoardURL: boardURL(u.Code, cycle)})
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// adminCrumbs are the ways to the other pages of administration.
func adminCrumbs(r *ask, d *app.Directory) []page.Link {
	out := []page.Link{{Text: i18n.T(r.lang, "web.units_title"), URL: "/units"}}
	if mayAnywhere(r, d, access.ManageAccounts) {
		out = append(out, page.Link{Text: i18n.T(r.lang, "web.accounts_title"), URL: "/admin/accounts"})
	}
	if mayAnywhere(r, d, access.ReadLog) {
		out = append(out, page.Link{Text: i18n.T(r.lang, "web.ledger_title"), URL: "/ledger"})
	}
	return out
}

// mayAnywhere says whether the reader may do something in some unit, for links.
func mayAnywhere(r *ask, d *app.Directory, action access.Action) bool {
	return slices.ContainsFunc(r.user.Grants, func(g access.Grant) bool {
		return access.Can(access.Actor{Account: r.user.Account, Grants: []access.Grant{g}}, action, []id.ID{g.Unit})
	})
}

func (s *server) unit(w http.ResponseWriter, r *ask) error {
	on, err := s.onDay(r)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return err
	}
	if !s.may(r, d, access.Read, unit) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	u, _ := d.Unit(unit, on)
	v := people.Unit{Frame: s.frame(r, d, unit, "", u.Name), Name: u.Name, Code: u.Code, Official: u.Official, Kind: u.Kind, On: on, BoardURL: boardURL(u.Code, s.cycleOf(r, u.Code, on))}
	v.Crumbs = []page.Link{{Text: i18n.T(r.lang, "web.units_title"), URL: "/units"}}
	if parent, ok := d.Unit(u.Parent, on); ok {
		v.Parent = page.Link{Text: parent.Name, URL: "/u/" + parent.Code}
	}
	v.Head = holder(d.Answering(unit, "", on))
	v.Head.Unit, v.Head.UnitURL = "", ""
	for _, version := range d.Versions {
		if version.ID == unit {
			parent, _ := d.Unit(version.Parent, version.From)
			v.Versions = append(v.Versions, people.Version{Range: version.Range, Name: version.Name, Kind: version.Kind, Parent: parent.Name, Decision: version.Decision})
		}
	}
	for _, child := range d.Tree(on).Children(unit) {
		v.Children = append(v.Children, page.Link{Text: child.Name, URL: "/u/" + child.Code})
	}
	s.fillPosts(r, d, &v, u, on)
	v.Actions = s.unitActions(r, d, u)
	return s.show(w, r, http.StatusOK, v.Page())
}

// cycleOf gives the cycle whose board a unit's page leads to.
func (s *server) cycleOf(r *ask, code string, on period.Date) period.Cycle {
	cycles, err := s.app.Cycles(r.Context(), r.user.Actor, code)
	if err != nil || len(cycles) == 0 {
		return period.Cycle(on[:4])
	}
	return nearest(cycles, period.Cycle(on[:4]))
}

// fillPosts adds a unit's posts, who holds them, and every tenure.
func (s *server) fillPosts(r *ask, d *app.Directory, v *people.Unit, u org.Version, on period.Date) {
	manage := s.may(r, d, access.ManagePeople, u.ID)
	v.Tenures = chart.Tenures{Lang: r.lang, Over: period.Range{From: on.AddDays(-3 * 365), To: on.AddDays(1)}, Today: on}
	for _, post := range d.PostsOf(u.ID) {
		one := people.Post{Title: post.Title, Head: post.Head}
		if manage {
			one.AppointURL = "/posts/" + string(post.ID) + "/appoint"
			one.HandURL = one.AppointURL + "?hand_over=1"
		}
		for _, a := range d.Tenures(post.ID) {
			person, _ := d.Person(a.Person)
			if a.Holds(on) {
				h := holder(app.Responsible{Post: post, Person: person, Appointment: a})
				h.Post, h.UnitURL = "", ""
				one.Holders = append(one.Holders, h)
			}
			v.Tenures.Tenures = append(v.Tenures.Tenures, chart.Tenure{Range: a.Range, Row: post.Title, Words: person.Name, Title: person.Name, Href: "/people/" + string(person.ID), Acting: a.Capacity != org.Substantive})
			row := people.Appointment{Person: page.Link{Text: person.Name, URL: "/people/" + string(person.ID)}, Invented: person.Invented, Post: post.Title,
				Capacity: string(a.Capacity), Range: a.Range, Decision: a.Decision}
			if manage && a.Holds(on) {
				row.EndURL = "/appointments/" + string(a.ID) + "/end"
			}
			v.Appointings = append(v.Appointings, row)
		}
		v.Posts = append(v.Posts, one)
	}
	slices.Reverse(v.Appointings)
}

func (s *server) unitActions(r *ask, d *app.Directory, u org.Version) (out []page.Link) {
	add := func(action access.Action, key, url string) {
		if s.may(r, d, action, u.ID) {
			out = append(out, page.Link{Text: i18n.T(r.lang, key), URL: url})
		}
	}
	cycle := s.cycleOf(r, u.Code, s.today())
	add(access.Read, "web.documents_title", boardURL(u.Code, cycle)+"/documents")
	add(access.LockPeriod, "web.periods_title", boardURL(u.Code, cycle)+"/months")
	add(access.ManagePeople, "web.new_post", "/u/"+u.Code+"/posts/new")
	add(access.ManageUnits, "web.revise_unit", "/u/"+u.Code+"/revise")
	add(access.ManageUnits, "web.new_unit_below", "/admin/units/new?parent="+u.Code)
	return out
}

func (s *server) person(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.app.Person(r.Context(), r.user.Actor, which)
	if err != nil {
		return err
	}
	v := people.Person{Frame: s.plainFrame(r), Name: p.Person.Name, Invented: p.Person.Invented}
	v.Title = p.Person.Name
	v.Line = chart.Tenures{Lang: r.lang, Over: period.Range{From: s.today().AddDays(-3 * 365), To: s.today().AddDays(1)}, Today: s.today()}
	for _, t := range p.Tenures {
		v.Tenures = append(v.Tenures, people.Appointment{Person: page.Link{Text: p.Person.Name}, Invented: p.Person.Invented, Post: t.Post.Title,
			Unit: page.Link{Text: t.Unit.Name, URL: "/u/" + t.Unit.Code}, Capacity: string(t.Capacity), Range: t.Range, Decision: t.Decision})
		v.Line.Over.From = min(v.Line.Over.From, max(t.From, s.today().AddDays(-10*365)))
		v.Line.Tenures = append(v.Line.Tenures, chart.Tenure{Range: t.Range, Row: t.Post.Title, Words: t.Unit.Name, Title: t.Unit.Name, Href: "/u/" + t.Unit.Code, Acting: t.Capacity != org.Substantive, Emphasis: t.Holds(s.today())})
		v.Posts = append(v.Posts, held(r, t, &v.Tally))
		v.HandOver = append(v.HandOver, handOvers(r, t)...)
	}
	if v.Tally.Total > 0 {
		v.Tally.How = phrase.New("web.person_how")
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// held is a tenure with its targets; those of it are added to the tally.
func held(r *ask, t app.PersonTenure, tally *people.Tally) people.Held {
	out := people.Held{Post: t.Post.Title, Unit: page.Link{Text: t.Unit.Name, URL: "/u/" + t.Unit.Code}, Range: t.Range}
	for _, one := range t.Targets {
		row := people.HeldTarget{Ordinal: one.Label, Name: one.Name + " · " + string(one.Cycle), URL: "/targets/" + string(one.ID), Plan: planFigure(r.lang, one.Current().Criterion).Text, Class: string(one.Class)}
		if one.Counted != nil {
			row.Actual = page.Figure{Text: one.Counted.Text, URL: row.URL + "#reports"}
			if one.Counted.Illustrative || one.Target.Illustrative {
				row.Statuses = append(row.Statuses, page.Illustrative)
			}
		}
		if a := one.Assessment.Achievement; a != nil {
			row.Percent = a.Percent(2).Trim().Say(string(r.lang))
		}
		if one.HandedOver || one.TakenOver != nil {
			row.Part = phrase.New("web.part_of_cycle", "from", max(t.From, one.Cycle.Start()), "to", min(t.To.AddDays(-1), one.Cycle.End()))
		}
		tally.Total++
		switch one.Class {
		case target.Exceeded:
			tally.Exceeded++
		case target.Met:
			tally.Met++
		case target.NotMet:
			tally.NotMet++
		default:
			tally.NotAssessed++
		}
		out.Targets = append(out.Targets, row)
	}
	return out
}

// handOvers are what changed hands when a tenure began or ended.
func handOvers(r *ask, t app.PersonTenure) []people.HandOver {
	var out []people.HandOver
	hand := func(on period.Date, from, to *app.Tenure, figure func(app.PersonTarget) *target.Standing) {
		h := people.HandOver{On: on, Post: t.Post.Title, Unit: t.Unit.Name, Decision: t.Decision}
		if from != nil {
			h.From = page.Link{Text: from.Person.Name, URL: "/people/" + string(from.Person.ID)}
		}
		if to != nil {
			h.To = page.Link{Text: to.Person.Name, URL: "/people/" + string(to.Person.ID)}
			h.Decision = to.Decision
		}
		for _, one := range t.Targets {
			st := figure(one)
			if st == nil || on <= one.Cycle.Start() || on > one.Cycle.End() {
				continue
			}
			row := people.Handed{Target: page.Link{Text: one.Name, URL: "/targets/" + string(one.ID)}, Plan: planFigure(r.lang, one.Current().Criterion).Text, Class: string(st.Class)}
			if st.Counted != nil {
				row.Actual = st.Counted.Text
			}
			h.Figures = append(h.Figures, row)
		}
		out = append(out, h)
	}
	if t.Before != nil {
		hand(t.From, t.Before, nil, func(o app.PersonTarget) *target.Standing { return o.TakenOver })
	}
	if t.After != nil {
		hand(t.To, nil, t.After, func(o app.PersonTarget) *target.Standing {
			if o.HandedOver {
				return &o.Standing
			}
			return nil
		})
	}
	return out
}
