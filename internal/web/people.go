package web

import (
	"net/http"
	"net/url"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
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

// treeRows gives the units the reader may read, parents before children; the
// topmost of them stand at depth 0.
func treeRows(d *app.Directory, on period.Date) []treeRow {
	var out []treeRow
	depth := map[id.ID]int{}
	tree := d.Tree(on)
	for _, top := range tree.Roots() {
		tree.Walk(top.ID, func(v org.Version, _ int) {
			if !d.Can(access.Read, v.ID) {
				return
			}
			if above, shown := depth[v.Parent]; shown {
				depth[v.ID] = above + 1
			} else {
				depth[v.ID] = 0
			}
			out = append(out, treeRow{v, depth[v.ID]})
		})
	}
	return out
}

// onDay reads the day a page is about; "" when none is asked for.
func onDay(r *ask) (period.Date, error) {
	text := strings.TrimSpace(r.URL.Query().Get("on"))
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

// withDay gives an address that speaks of the same day, where one was asked for.
func withDay(address string, on period.Date) string {
	if on == "" {
		return address
	}
	return address + "?on=" + string(on)
}

func personURL(person id.ID) string { return "/people/" + string(person) }

func (s *server) units(w http.ResponseWriter, r *ask) error {
	on, err := onDay(r)
	if err != nil {
		return err
	}
	tree, err := s.app.Units(r.Context(), r.user.Actor, on)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v := people.Units{Frame: s.plainFrame(r), On: tree.On, FormURL: "/units", Search: r.URL.Query().Get("q")}
	v.Title = i18n.T(r.lang, "web.units_title")
	v.Links = adminLinks(r, d)
	if tree.MayAdd {
		v.NewURL, v.FileURL, v.MapURL = "/admin/units/new", "/admin/units/import", "/admin/units/reorganise"
	}
	words := viet.Fold(v.Search)
	for _, u := range tree.Rows {
		if words != "" && !strings.Contains(viet.Fold(u.Name+" "+u.Code+" "+u.Head.Person.Name), words) {
			continue
		}
		row := people.UnitRow{Name: u.Name, URL: withDay(unitAddress(u.Code), on), Code: u.Code, Kind: u.Kind, Depth: u.Depth, Head: holder(u.Head)}
		row.Head.Unit, row.Head.UnitURL = "", ""
		if words != "" {
			row.Depth = 0
		}
		if u.Cycle != "" {
			row.BoardURL, row.Tally = boardURL(u.Code, u.Cycle), phrase.New("web.units_board", "cycle", u.Cycle)
		}
		if u.To <= s.today() {
			row.Ended = u.To
		}
		v.Rows = append(v.Rows, row)
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// adminLinks are the ways to the other pages of administration.
func adminLinks(r *ask, d *app.Directory) (out []page.Link) {
	if d.CanAnywhere(access.ManageAccounts) {
		out = append(out, page.Link{Text: i18n.T(r.lang, "web.accounts_title"), URL: "/admin/accounts"})
	}
	if d.CanAnywhere(access.ReadLog) {
		out = append(out, page.Link{Text: i18n.T(r.lang, "web.ledger_title"), URL: "/ledger"})
	}
	return out
}

func (s *server) unit(w http.ResponseWriter, r *ask) error {
	on, err := onDay(r)
	if err != nil {
		return err
	}
	p, err := s.app.UnitPage(r.Context(), r.user.Actor, r.PathValue("code"), on)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v := people.Unit{Frame: s.frame(r, d, p.ID, "", p.Name), Name: p.Name, Code: p.Code, Official: p.Official, Kind: p.Kind, On: p.On, Head: holder(p.Head)}
	v.Crumbs = []page.Link{{Text: i18n.T(r.lang, "web.units_title"), URL: withDay("/units", on)}}
	v.Head.Unit, v.Head.UnitURL = "", ""
	if p.Parent.Code != "" {
		v.Parent = page.Link{Text: p.Parent.Name}
		if d.Can(access.Read, p.Parent.ID) {
			v.Parent.URL = withDay(unitAddress(p.Parent.Code), on)
		}
	}
	for _, version := range p.Versions {
		parent, _ := d.Unit(version.Parent, version.From)
		v.Versions = append(v.Versions, people.Version{Range: version.Range, Name: version.Name, Kind: version.Kind, Parent: parent.Name, Decision: version.Decision})
	}
	for _, child := range p.Children {
		v.Children = append(v.Children, page.Link{Text: child.Name, URL: withDay(unitAddress(child.Code), on)})
	}
	cycle := period.Cycle(p.On[:4])
	if len(p.Cycles) > 0 {
		cycle = nearest(p.Cycles, cycle)
		v.BoardURL = boardURL(p.Code, cycle)
	}
	v.From, v.Into = successionOf(r, d, p.ID)
	fillPosts(&v, p)
	s.fillTenures(r, &v, p)
	v.Actions = append(unitActions(r.lang, p, cycle), page.Link{Text: i18n.T(r.lang, "page.tasks.title"), URL: tasksURL(p.Code)}, page.Link{Text: i18n.T(r.lang, "web.papers_title"), URL: unitAddress(p.Code) + "/papers"})
	return s.show(w, r, http.StatusOK, v.Page())
}

// fillPosts adds a unit's posts and who holds them.
func fillPosts(v *people.Unit, p app.UnitPage) {
	for _, one := range p.Posts {
		post := people.Post{Title: one.Title, Head: one.Head}
		for _, held := range one.Holders {
			h := holder(held)
			h.Unit, h.UnitURL = "", ""
			if h.Capacity == string(org.Substantive) {
				h.Post = ""
			}
			post.Holders = append(post.Holders, h)
		}
		if p.May[access.ManagePeople] {
			post.AppointURL = "/posts/" + string(one.ID) + "/appoint"
			if len(one.Holders) > 0 {
				post.HandURL = post.AppointURL + "?hand_over=1"
			}
		}
		v.Posts = append(v.Posts, post)
	}
}

// fillTenures adds who held which post, from the first day that is known.
func (s *server) fillTenures(r *ask, v *people.Unit, p app.UnitPage) {
	v.Tenures = chart.Tenures{Lang: r.lang, Over: period.Range{To: period.Forever}, Today: s.today()}
	for _, t := range p.Tenures {
		row := people.Appointment{Person: page.Link{Text: t.Person.Name, URL: personURL(t.Person.ID)}, Invented: t.Person.Invented, Post: t.Post.Title,
			Capacity: string(t.Capacity), Range: t.Range, Decision: t.Decision}
		if p.May[access.ManagePeople] && t.To > s.today() {
			row.EndURL = "/appointments/" + string(t.ID) + "/end"
		}
		v.Appointings = append(v.Appointings, row)
		if v.Tenures.Over.From == "" || t.From < v.Tenures.Over.From {
			v.Tenures.Over.From = t.From
		}
		v.Tenures.Tenures = append(v.Tenures.Tenures, chart.Tenure{Range: t.Range, Row: t.Post.Title, Words: t.Person.Name,
			Title: t.Person.Name + ", " + t.Post.Title, Href: personURL(t.Person.ID), Acting: t.Capacity != org.Substantive, Emphasis: t.Holds(p.On)})
	}
}

// unitActions are what the reader may do about the unit.
func unitActions(lang i18n.Lang, p app.UnitPage, cycle period.Cycle) (out []page.Link) {
	add := func(action access.Action, key, url string) {
		if p.May[action] {
			out = append(out, page.Link{Text: i18n.T(lang, key), URL: url})
		}
	}
	add(access.Read, "web.documents_title", boardURL(p.Code, cycle)+"/documents")
	add(access.LockPeriod, "web.periods_title", boardURL(p.Code, cycle)+"/months")
	add(access.ManagePeople, "web.new_post", unitAddress(p.Code)+"/posts/new")
	add(access.ManageUnits, "web.revise_unit", unitAddress(p.Code)+"/revise")
	add(access.ManageUnits, "web.new_unit_below", "/admin/units/new?parent="+url.QueryEscape(p.Code))
	return out
}
