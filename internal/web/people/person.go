package people

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/people"
	"dondoc/internal/app/standing"
	"dondoc/internal/chart"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// person is one head's page: tenures, the targets of a cycle, hand-overs.
func (s *server) person(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	p, err := s.App.Person(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return err
	}
	v := Person{Frame: s.PlainFrame(r), Name: p.Person.Name, Invented: p.Person.Invented}
	v.Title = p.Person.Name
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.units_title"), URL: href.Units}}
	if err := s.headPerson(r, &v, p); err != nil {
		return err
	}
	cycle := s.personCycle(r, &v, p)
	v.URL, v.Word = href.AsKnown(href.With(href.Person(which), "cycle", string(cycle)), known), r.URL.Query().Get("stand")
	v.Line = chart.Tenures{Lang: r.Lang, Over: period.Range{To: period.Forever}, Today: s.Today()}
	for _, t := range p.Tenures {
		unit := page.Link{Text: t.Unit.Name, URL: href.Unit(t.Unit.Code)}
		v.Tenures = append(v.Tenures, Appointment{Person: page.Link{Text: p.Person.Name}, Invented: p.Person.Invented, Post: t.Post.Title, Unit: unit,
			Capacity: string(t.Capacity), Range: t.Range, Decision: t.Decision})
		v.Line.Over.From = t.From // the latest comes first
		v.Line.Tenures = append(v.Line.Tenures, chart.Tenure{Range: t.Range, Row: t.Unit.Name, Words: t.Post.Title, Title: t.Post.Title + ", " + t.Unit.Name,
			Href: unit.URL, Acting: t.Capacity != org.Substantive, Emphasis: t.Holds(s.Today())})
		held := Held{Post: t.Post.Title, Unit: unit, Range: t.Range}
		for _, one := range t.Targets {
			if one.Cycle == cycle && (v.Word == "" || one.Word() == v.Word) {
				held.Targets = append(held.Targets, heldTarget(r.Lang, t, one, known))
			}
		}
		for _, one := range t.Tasks {
			held.Tasks = append(held.Tasks, HeldTask{Link: page.Link{Text: one.Name, URL: href.AsKnown(href.Task(one.ID), known)}, Status: string(one.Status),
				Text: i18n.T(r.Lang, "task.status_"+string(one.Status)), Why: i18n.Say(r.Lang, one.Why)})
		}
		for _, one := range t.Coming {
			held.Coming = append(held.Coming, HeldComing{Link: page.Link{Text: one.Target.Name, URL: href.Target(one.Target.ID, "")}, From: one.From, Reason: one.Reason})
		}
		if len(held.Targets)+len(held.Tasks)+len(held.Coming) > 0 {
			v.Posts = append(v.Posts, held)
		}
		v.HandOver = append(v.HandOver, handOvers(r.Lang, p.Person, t, known)...)
	}
	v.Tally = personTally(p, cycle)
	if v.Word != "" && !slices.Contains(target.Words(), v.Word) {
		return errs.New(errs.NotFound, "web.no_page")
	}
	if d, err := s.App.Directory(r.Context(), r.User.Actor); !r.Lost(err) && d.CanAnywhere(access.ManagePeople) && d.ChargePerson(access.ManagePeople, which) == nil {
		v.Actions = append(v.Actions, page.Link{Text: i18n.T(r.Lang, "page.fix"), URL: href.Correct(href.Person(which))})
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// headPerson gives the page the letterhead of the unit in which the person has a
// post today; nobody's who has none.
func (s *server) headPerson(r *kit.Ask, v *Person, p people.PersonPage) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, t := range p.Tenures {
		if t.Holds(s.Today()) {
			v.Heading = s.Letterhead(r, d, t.Unit.ID, v.Title)
			v.Sign()
			return nil
		}
	}
	return nil
}

// personCycle gives the cycle whose targets are shown, the newest for want of
// one in the address, and the links to the others.
func (s *server) personCycle(r *kit.Ask, v *Person, p people.PersonPage) period.Cycle {
	var cycles []period.Cycle
	for _, t := range p.Tenures {
		for _, one := range t.Targets {
			if !slices.Contains(cycles, one.Cycle) {
				cycles = append(cycles, one.Cycle)
			}
		}
	}
	if len(cycles) == 0 {
		return ""
	}
	now := period.Cycle(s.Today()[:4])
	cycle := kit.Nearest(cycles, now) // sorts them
	if !slices.Contains(cycles, now) && onlyOfPast(p, cycle, s.Today()) {
		cycles, cycle = append(cycles, now), now // a post of today is not shown under the year of one long left
	}
	if asked, err := period.ParseCycle(r.URL.Query().Get("cycle")); err == nil && slices.Contains(cycles, asked) {
		cycle = asked
	}
	v.Place = page.Place{Unit: p.Tenures[0].Unit.Name, Cycle: cycle}
	for _, t := range p.Tenures { // where they were in that year, the latest first
		if slices.ContainsFunc(t.Targets, func(one people.PersonTarget) bool { return one.Cycle == cycle }) {
			v.Place.Unit = t.Unit.Name
			break
		}
	}
	for _, c := range cycles {
		v.Place.Cycles = append(v.Place.Cycles, page.Link{Text: string(c), URL: href.AsKnown(href.With(href.Person(p.Person.ID), "cycle", string(c)), p.AsKnown), Here: c == cycle})
	}
	return cycle
}

// onlyOfPast tells that somebody in office today has no target of a cycle in the
// posts of today, so that all of that cycle are of posts they left.
func onlyOfPast(p people.PersonPage, cycle period.Cycle, today period.Date) bool {
	office := false
	for _, t := range p.Tenures {
		if t.Holds(today) {
			office = true
			if slices.ContainsFunc(t.Targets, func(one people.PersonTarget) bool { return one.Cycle == cycle }) {
				return false
			}
		}
	}
	return office
}

// personTally counts the targets of a cycle, each once: of a post held twice
// the later tenure counts.
func personTally(p people.PersonPage, cycle period.Cycle) Tally {
	var tally Tally
	seen, n := map[id.ID]bool{}, map[string]int{}
	for _, t := range p.Tenures {
		for _, one := range t.Targets {
			if one.Cycle != cycle || seen[one.ID] || one.PartOf != "" { // a part counts in its whole
				continue
			}
			seen[one.ID] = true
			tally.Total++
			n[one.Word()]++
		}
	}
	tally.Reached = n["exceeded"] + n["met"]
	for _, word := range target.Words() {
		if n[word] > 0 || criterion.Class(word).Valid() {
			tally.Counts = append(tally.Counts, WordCount{word, n[word]})
		}
	}
	tally.How = phrase.New("web.person_how", "n", tally.Total, "cycle", cycle)
	return tally
}

// heldTarget is a target of a tenure as it stood when the tenure ended, or stands now.
func heldTarget(lang i18n.Lang, t people.PersonTenure, one people.PersonTarget, known period.Date) HeldTarget {
	address := href.Target(one.ID, known)
	name := one.Name
	if one.PartOf != "" {
		name = i18n.T(lang, "web.person_part", "name", name)
	}
	h := HeldTarget{Ordinal: one.Label, Name: name, URL: address, Class: one.Word(),
		Statuses: standing.BoardRow{Target: one.Target, Standing: one.Standing}.Status()}
	h.Plan = planText(lang, one)
	h.Actual = page.Figure{Text: kit.ActualText(lang, one.Counted), URL: address + "#reports"}
	if one.Assessment.Achievement != nil {
		h.Percent = one.Assessment.Achievement.Shown().Trim().Say(string(lang))
	}
	if one.TakenOver != nil || one.HandedOver {
		from, to := max(t.From, one.Cycle.Start()), min(t.To.AddDays(-1), one.Cycle.End())
		h.Part = phrase.New("web.part_of_cycle", "from", from, "to", to)
	}
	return h
}

// planText is the plan in short, or as worded where it is no number.
func planText(lang i18n.Lang, one people.PersonTarget) string {
	rev := one.Current()
	if text := kit.PlanFigure(lang, rev.Criterion).Text; text != "" {
		return strings.TrimSpace(text + " " + one.UnitOfMeasure)
	}
	return rev.Wording
}

// handOvers are the days a post was taken over or handed over, with the
// figures of that day.
func handOvers(lang i18n.Lang, person org.Person, t people.PersonTenure, known period.Date) (out []HandOver) {
	me := page.Link{Text: person.Name}
	if t.After != nil {
		h := HandOver{On: t.To, Post: t.Post.Title, Unit: t.Unit.Name, From: me, Decision: t.After.Decision,
			To: page.Link{Text: t.After.Person.Name, URL: href.AsKnown(href.Person(t.After.Person.ID), known)}}
		for _, one := range t.Targets {
			if one.HandedOver && one.Cycle == period.Cycle(t.To[:4]) {
				h.Figures = append(h.Figures, handed(lang, one, one.Standing, known))
			}
		}
		out = append(out, h)
	}
	if t.Before != nil {
		h := HandOver{On: t.From, Post: t.Post.Title, Unit: t.Unit.Name, To: me, Decision: t.Decision,
			From: page.Link{Text: t.Before.Person.Name, URL: href.AsKnown(href.Person(t.Before.Person.ID), known)}}
		for _, one := range t.Targets {
			if one.TakenOver != nil {
				h.Figures = append(h.Figures, handed(lang, one, *one.TakenOver, known))
			}
		}
		out = append(out, h)
	}
	return out
}

func handed(lang i18n.Lang, one people.PersonTarget, then target.Standing, known period.Date) Handed {
	return Handed{Target: page.Link{Text: one.Name, URL: href.Target(one.ID, known)}, Actual: kit.ActualText(lang, then.Counted), Plan: planText(lang, one), Class: string(then.Class)}
}
