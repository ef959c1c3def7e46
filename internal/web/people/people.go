package people

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/units"
	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// onDay reads the day a page is about; "" when none is asked for.
func onDay(r *kit.Ask) (period.Date, error) {
	text := strings.TrimSpace(r.URL.Query().Get("on"))
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

func (s *server) units(w http.ResponseWriter, r *kit.Ask) error {
	on, err := onDay(r)
	if err != nil {
		return err
	}
	if known, err := kit.AsKnown(r, "web.past_units"); err != nil {
		return err
	} else if on == "" {
		on = known
	}
	tree, err := s.App.Units(r.Context(), r.User.Actor, on)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Units{Frame: s.PlainFrame(r), On: tree.On, FormURL: href.Units, Search: r.URL.Query().Get("q")}
	v.Title = i18n.T(r.Lang, "web.units_title")
	v.Links = adminLinks(r, d)
	if tree.MayAdd {
		v.NewURL, v.FileURL, v.MapURL = href.NewUnit(""), href.UnitsImport(""), href.Reorganise
		v.PeopleURL = href.PeopleImport("")
	}
	words := viet.Fold(v.Search)
	for _, u := range tree.Rows {
		if _, hit := viet.Hit(u.Name+" "+u.Code+" "+u.Head.Person.Name, v.Search); !hit {
			continue
		}
		row := UnitRow{Name: u.Name, URL: href.On(href.Unit(u.Code), on), Code: u.Code, Kind: u.Kind, Depth: u.Depth, Head: kit.Holder(d, u.Head)}
		row.Head.Unit, row.Head.UnitURL = "", ""
		if words != "" {
			row.Depth = 0
		}
		if u.Cycle != "" {
			row.BoardURL, row.Tally = href.Board(u.Code, u.Cycle), phrase.New("web.units_board", "cycle", u.Cycle)
		}
		if u.To <= s.Today() {
			row.Ended = u.To
		}
		v.Rows = append(v.Rows, row)
	}
	cols, facets := unitColumns(r.Lang), unitFacets(r.Lang)
	v.Filters = list.Filters(r, v.Rows, facets)
	if v.Rows = list.Narrow(r, v.Rows, facets); list.Narrowed(r, facets) {
		for i := range v.Rows {
			v.Rows[i].Depth = 0 // the tree is torn
		}
	}
	list.Sort(r, v.Rows, cols)
	if list.AsFile(r) {
		return list.Send(w, r, v.Title, v.Rows, cols)
	}
	v.Heads, v.SheetURL = list.HeadsOf(r, cols), list.FileURL(r)
	s.OwnHeading(r, d, &v.Frame)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// adminLinks are the ways to the other pages of administration.
func adminLinks(r *kit.Ask, d *desk.Directory) (out []page.Link) {
	if d.CanAnywhere(access.ManageAccounts) {
		out = append(out, page.Link{Text: i18n.T(r.Lang, "web.accounts_title"), URL: href.Accounts}, page.Link{Text: i18n.T(r.Lang, "web.jobs_title"), URL: chases.Jobs})
		for _, g := range r.User.Grants {
			if of, ok := d.Unit(g.Unit, d.Today()); ok && d.Can(access.ManageAccounts, g.Unit) {
				out = append(out, page.Link{Text: i18n.T(r.Lang, "web.burden_title", "cycle", d.Today().Month().Cycle()), URL: chases.Burden(of.Code, d.Today().Month().Cycle())})
				break
			}
		}
	}
	if d.CanAnywhere(access.ReadLog) {
		out = append(out, page.Link{Text: i18n.T(r.Lang, "web.ledger_title"), URL: href.Ledger})
	}
	return out
}

func (s *server) unit(w http.ResponseWriter, r *kit.Ask) error {
	on, err := onDay(r)
	if err != nil {
		return err
	}
	p, err := s.App.UnitPage(r.Context(), r.User.Actor, r.PathValue("code"), on)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Unit{Frame: s.Frame(r, d, p.ID, "", p.Name), Name: p.Name, Code: p.Code, Official: p.Official, Kind: p.Kind, On: p.On, Head: kit.Holder(d, p.Head)}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.units_title"), URL: href.On(href.Units, on)}}
	v.Head.Unit, v.Head.UnitURL = "", ""
	v.Files = i18n.T(r.Lang, "page.unit.files_of", "mb", int((p.Files+1<<20-1)>>20), "most", figures.MostOfUnit>>20)
	if p.Parent.Code != "" {
		v.Parent = page.Link{Text: p.Parent.Name}
		if d.Can(access.Read, p.Parent.ID) {
			v.Parent.URL = href.On(href.Unit(p.Parent.Code), on)
		}
	}
	for _, version := range p.Versions {
		parent, _ := d.Unit(version.Parent, version.From)
		one := Version{Range: version.Range, Name: version.Name, Kind: version.Kind, Parent: parent.Name, Decision: version.Decision}
		if p.May[access.ManageUnits] {
			one.FixURL = versionURL(version)
		}
		v.Versions = append(v.Versions, one)
	}
	for _, child := range p.Children {
		v.Children = append(v.Children, page.Link{Text: child.Name, URL: href.On(href.Unit(child.Code), on)})
	}
	cycle := period.Cycle(p.On[:4])
	if len(p.Cycles) > 0 {
		cycle = kit.Nearest(p.Cycles, cycle)
		v.BoardURL = href.Board(p.Code, cycle)
	}
	v.From, v.Into = successionOf(r, d, p.ID)
	fillPosts(d, &v, p)
	v.Amended = amendedOf(v.Frame, d, p)
	s.fillTenures(r, &v, p)
	v.Sign()
	v.Actions = append(unitActions(r.Lang, p, cycle), page.Link{Text: i18n.T(r.Lang, "page.tasks.title"), URL: href.Tasks(p.Code)}, page.Link{Text: i18n.T(r.Lang, "web.papers_title"), URL: href.Papers(p.Code)})
	return s.Show(w, r, http.StatusOK, v.Page())
}

// fillPosts adds a unit's posts and who holds them.
func fillPosts(d *desk.Directory, v *Unit, p units.UnitPage) {
	for _, one := range p.Posts {
		post := Post{Title: one.Title, Head: one.Head}
		for _, held := range one.Holders {
			h := kit.Holder(d, held)
			h.Unit, h.UnitURL = "", ""
			if h.Capacity == string(org.Substantive) {
				h.Post = ""
			}
			post.Holders = append(post.Holders, h)
		}
		if p.May[access.ManagePeople] {
			post.AppointURL = href.Appoint(one.ID)
			post.FixURL, post.UndoURL = href.Correct(postURL(one.ID)), href.Undo(postURL(one.ID))
			if len(one.Holders) > 0 {
				post.HandURL = href.With(post.AppointURL, "hand_over", "1")
			}
		}
		v.Posts = append(v.Posts, post)
	}
}

// fillTenures adds who held which post, from the first day that is known.
func (s *server) fillTenures(r *kit.Ask, v *Unit, p units.UnitPage) {
	v.Tenures = chart.Tenures{Lang: r.Lang, Over: period.Range{To: period.Forever}, Today: s.Today()}
	for _, t := range p.Tenures {
		row := Appointment{Person: page.Link{Text: t.Person.Name, URL: href.Person(t.Person.ID)}, Invented: t.Person.Invented, Post: t.Post.Title,
			Capacity: string(t.Capacity), Range: t.Range, Decision: t.Decision}
		if p.May[access.ManagePeople] && t.To > s.Today() {
			row.EndURL = href.EndAppointment(t.ID)
		}
		if p.May[access.ManagePeople] {
			row.FixURL, row.UndoURL = href.Correct(tenureURL(t.ID)), href.Undo(tenureURL(t.ID))
		}
		v.Appointings = append(v.Appointings, row)
		if v.Tenures.Over.From == "" || t.From < v.Tenures.Over.From {
			v.Tenures.Over.From = t.From
		}
		v.Tenures.Tenures = append(v.Tenures.Tenures, chart.Tenure{Range: t.Range, Row: t.Post.Title, Words: t.Person.Name,
			Title: t.Person.Name + ", " + t.Post.Title, Href: href.Person(t.Person.ID), Acting: t.Capacity != org.Substantive, Emphasis: t.Holds(p.On)})
	}
}

// unitActions are what the reader may do about the unit.
func unitActions(lang i18n.Lang, p units.UnitPage, cycle period.Cycle) (out []page.Link) {
	add := func(action access.Action, key, url string) {
		if p.May[action] {
			out = append(out, page.Link{Text: i18n.T(lang, key), URL: url})
		}
	}
	add(access.Read, "web.documents_title", href.Documents(p.Code, cycle))
	add(access.LockPeriod, "web.periods_title", href.Months(p.Code, cycle))
	add(access.ManagePeople, "web.new_post", href.NewPost(p.Code))
	add(access.ManageUnits, "web.revise_unit", href.ReviseUnit(p.Code))
	add(access.ManageUnits, "web.correct_unit", versionURL(p.Version))
	add(access.ManageUnits, "web.undo_unit", href.Undo(href.Unit(p.Code)))
	add(access.ManageUnits, "web.new_unit_below", href.NewUnit(p.Code))
	return out
}
