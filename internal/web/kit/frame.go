package kit

import (
	"slices"
	"sort"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

func known(key string) bool { return i18n.Has(key) }

// PlainFrame is a frame that is about no unit.
func (s *Server) PlainFrame(r *Ask) page.Frame {
	f := page.Frame{Lang: r.Lang, Path: r.URL.RequestURI(), Today: s.Today(), Notices: notice(r)}
	f.Print = r.URL.Query().Get("print") == "1"
	f.Notices = append(f.Notices, s.pastDay(r)...)
	if r.User.Account == "" {
		return f
	}
	f.Account = &page.Account{Name: r.User.Name, PasswordURL: href.Password, SessionsURL: href.Account, SignOutURL: href.SignOut, NoticesURL: chases.Notices}
	if told, err := s.App.Unopened(r.Context(), r.User.Actor); !r.Lost(err) {
		f.Account.New = told
	}
	if r.User.Person != "" {
		f.Account.ProfileURL = href.Person(r.User.Person)
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if !r.Lost(err) {
		f.Account.Post = roles(r, d)
		unit, cycle := s.Home(r, d)
		f.Nav = nav(r, unit, cycle)
	}
	if size, root, err := s.App.Head(r.Context()); !r.Lost(err) {
		f.LedgerSize, f.LedgerRoot = size, root
		if d != nil && d.CanAnywhere(access.ReadLog) {
			f.LedgerURL = href.Ledger
		}
	}
	return f
}

// pastDay says that a page is as it was known on a past day, or that it cannot
// be, with the way back to today.
func (s *Server) pastDay(r *Ask) []page.Notice {
	day, err := r.known()
	if err != nil || day == "" || day >= s.Today() {
		return nil // a bad day is said by the page
	}
	q := r.URL.Query()
	q.Del("as-known")
	n := page.Notice{Kind: "info", Text: phrase.New("web.past_day", "day", day), Act: i18n.T(r.Lang, "web.past_day_back"), URL: href.Query(r.URL.Path, q)}
	if !r.past {
		n.Kind, n.Text = "warning", phrase.New("web.past_day_not", "day", day)
	}
	if r.still != "" {
		n.Hint = phrase.New(r.still, "day", day)
	}
	return []page.Notice{n}
}

// roles says what an account is, for the head of the page.
func roles(r *Ask, d *desk.Directory) string {
	var out []string
	for _, g := range r.User.Grants {
		v, _ := d.Unit(g.Unit, period.Forever.AddDays(-1))
		out = append(out, i18n.Title(i18n.T(r.Lang, "role."+string(g.Role)))+", "+v.Name)
	}
	return strings.Join(out, "; ")
}

// Home gives the code of the unit a reader's pages begin with.
func (s *Server) Home(r *Ask, d *desk.Directory) (string, period.Cycle) {
	cycle := period.Cycle(string(period.DateOf(s.App.Now()))[:4])
	for _, g := range r.User.Grants {
		v, ok := d.Unit(g.Unit, period.Forever.AddDays(-1))
		if !ok {
			continue
		}
		if cycles, err := s.App.Cycles(r.Context(), r.User.Actor, v.Code); !r.Lost(err) && len(cycles) > 0 {
			return v.Code, Nearest(cycles, cycle)
		}
		for _, child := range d.Tree(v.From).Children(v.ID) {
			if cycles, err := s.App.Cycles(r.Context(), r.User.Actor, child.Code); !r.Lost(err) && len(cycles) > 0 {
				return child.Code, Nearest(cycles, cycle)
			}
		}
	}
	for _, g := range r.User.Grants {
		if v, ok := d.Unit(g.Unit, period.Forever.AddDays(-1)); ok {
			return v.Code, cycle
		}
	}
	return "", cycle
}

// Nearest gives the newest cycle not after the present one, or else the newest.
func Nearest(cycles []period.Cycle, now period.Cycle) period.Cycle {
	sort.Slice(cycles, func(i, j int) bool { return cycles[i] < cycles[j] })
	for i := len(cycles) - 1; i >= 0; i-- {
		if cycles[i] <= now {
			return cycles[i]
		}
	}
	return cycles[len(cycles)-1]
}

// nav is the words of the menu, the lists as known on the day the page is of.
func nav(r *Ask, unit string, cycle period.Cycle) []page.NavWord {
	here := href.Word(r.URL.Path)
	known, _ := r.known() // a bad day is said by the page
	words := []page.NavWord{{Word: "work", URL: href.Work}}
	if unit != "" {
		words = append(words, page.NavWord{Word: "targets", URL: href.Board(unit, cycle)}, page.NavWord{Word: "tasks", URL: href.Tasks(unit)},
			page.NavWord{Word: "capital", URL: href.Capital(unit, cycle, "")}, page.NavWord{Word: "shortcomings", URL: registers.Shortcomings(unit, cycle, "")},
			page.NavWord{Word: "review", URL: registers.Reviews(unit, cycle, "")})
		for i := range words[1:] {
			words[i+1].URL = href.AsKnown(words[i+1].URL, known)
		}
	}
	words = append(words, page.NavWord{Word: "search", URL: href.Search}, page.NavWord{Word: "admin", URL: href.Units})
	for i := range words {
		words[i].Here = words[i].Word == here
	}
	return words
}

// Frame is the frame of a page about a unit, and a cycle where it has one. to
// makes the address of the same page for another unit and cycle.
func (s *Server) Frame(r *Ask, d *desk.Directory, unit id.ID, cycle period.Cycle, title string) page.Frame {
	f := s.PlainFrame(r)
	f.Title = title
	on := period.DateOf(s.App.Now())
	if cycle != "" {
		on = min(on, cycle.End())
	}
	v, ok := d.Unit(unit, on)
	if !ok {
		return f
	}
	f.Place = page.Place{Unit: v.Name, Cycle: cycle, Known: period.DateOf(s.App.Now())}
	f.Heading = s.Letterhead(r, d, unit, title)
	show := cycle
	if show == "" {
		show = period.Cycle(on[:4])
	}
	if f.Account != nil && (d.Can(access.WriteReports, unit) || d.Can(access.Publish, unit)) {
		f.Account.NewsURL = opened.NewsDesk(v.Code, show, "")
	}
	if d.Can(access.Read, unit) { // a task of a unit out of reach keeps the words of one's own
		f.Nav = nav(r, v.Code, show)
	}
	known, _ := r.known() // a bad day is said by the page
	board := func(code string, c period.Cycle) string { return href.AsKnown(href.Board(code, c), known) }
	tree := d.Tree(on)
	add := func(u id.ID) {
		o, ok := tree.Unit(u)
		if ok && d.Can(access.Read, u) {
			f.Place.Units = append(f.Place.Units, page.Link{Text: o.Name, URL: board(o.Code, show), Here: u == unit})
		}
	}
	if v.Parent != "" {
		add(v.Parent)
		for _, sibling := range tree.Children(v.Parent) {
			add(sibling.ID)
			if sibling.ID == unit {
				for _, child := range tree.Children(unit) {
					add(child.ID)
				}
			}
		}
	} else {
		add(unit)
		for _, child := range tree.Children(unit) {
			add(child.ID)
		}
	}
	if cycles, err := s.App.Cycles(r.Context(), r.User.Actor, v.Code); !r.Lost(err) {
		for _, c := range cycles {
			f.Place.Cycles = append(f.Place.Cycles, page.Link{Text: string(c), URL: board(v.Code, c), Here: c == cycle})
		}
		if next, may := s.nextYear(d, unit, cycles); may {
			f.Place.Cycles = append(f.Place.Cycles, page.Link{Text: i18n.T(r.Lang, "web.year_menu", "to", next), URL: registers.Year(v.Code, next, "")})
		}
	}
	return f
}

// nextYear is the year that can be opened from the last one with targets, for
// who may set targets: not further ahead than the next by the calendar.
func (s *Server) nextYear(d *desk.Directory, unit id.ID, cycles []period.Cycle) (period.Cycle, bool) {
	if len(cycles) == 0 || !d.Can(access.ManageTargets, unit) {
		return "", false
	}
	next := period.Cycle(string(slices.Max(cycles).End().AddDays(1))[:4])
	_, stands := d.Unit(unit, next.Start())
	return next, stands && next <= period.Cycle(string(s.Today().AddDays(366))[:4])
}

// DocumentLink leads to a resolution, for who may read the unit it is of, as known
// on the day the page is; others see what it is called.
func (s *Server) DocumentLink(r *Ask, d *desk.Directory, doc target.Document) page.Link {
	l := page.Link{Text: DocumentTitle(r.Lang, doc)}
	if d.Can(access.Read, doc.Unit) {
		known, _ := r.known() // a bad day is said by the page
		l.URL = href.AsKnown(href.Document(doc.ID), known)
	}
	return l
}

// Holder is who answers, for a page; it leads to person and unit for who may
// read the unit.
func Holder(d *desk.Directory, a desk.Responsible) page.Holder {
	h := page.Holder{Name: a.Person.Name, Post: a.Post.Title, Unit: a.Unit.Name, Capacity: string(a.Appointment.Capacity), Invented: a.Person.Invented}
	if a.Unit.To < period.Forever && a.Appointment.To == a.Unit.To {
		h.Until = a.Unit.To.AddDays(-1)
	}
	if d == nil || a.Unit.ID == "" || !d.Can(access.Read, a.Unit.ID) {
		return h
	}
	h.UnitURL = href.Unit(a.Unit.Code)
	if a.Person.ID != "" {
		h.URL = href.Person(a.Person.ID)
	}
	return h
}

// HolderIn is who answers in a cycle, as known on a day: the links keep both.
func HolderIn(d *desk.Directory, a desk.Responsible, cycle period.Cycle, known period.Date) page.Holder {
	h := Holder(d, a)
	if h.URL != "" {
		h.URL = href.AsKnown(href.With(h.URL, "cycle", string(cycle)), known)
	}
	if h.UnitURL != "" && known != "" {
		h.UnitURL = href.On(h.UnitURL, known)
	}
	return h
}

// OwnHeading gives a page that is about no single unit the head on paper of the
// unit in which the reader has a role, not of one below it.
func (s *Server) OwnHeading(r *Ask, d *desk.Directory, f *page.Frame) {
	for _, g := range r.User.Grants {
		if _, stands := d.Unit(g.Unit, s.Today()); stands {
			f.Heading = s.Letterhead(r, d, g.Unit, f.Title)
			f.Sign()
			return
		}
	}
}
