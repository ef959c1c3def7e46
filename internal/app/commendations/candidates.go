package commendations

import (
	"context"
	"slices"
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/review"
)

// MostCandidates is how many candidates are judged at a time.
const MostCandidates = 200

// candidates gives the collectives and their heads, the other people of each where
// they are asked for, with what the rules say of each.
func (l *List) candidates(ctx context.Context, tx *desk.Tx, units []org.Version, q Query) error {
	var list []Candidate
	span := period.Range{From: q.Year.Start(), To: q.Year.End().AddDays(1)}
	for i, u := range units {
		if !tx.Dir.Can(access.ReadReviews, u.ID) {
			continue
		}
		list = append(list, Candidate{Unit: u, Subject: commendation.Collective, Own: i == 0})
		if post, ok := tx.Dir.HeadPost(u.ID); ok {
			for _, ap := range tx.Dir.Tenures(post.ID) {
				if ap.Overlaps(span) {
					_, person := tx.Dir.Of(ap)
					list = append(list, Candidate{Unit: u, Who: desk.Responsible{Unit: u, Post: post, Person: person, Appointment: ap}, Subject: commendation.Individual, Own: i == 0})
				}
			}
		}
		if q.Staff {
			for _, who := range othersIn(tx.Dir, u, q.Year) {
				if !who.Post.Head {
					list = append(list, Candidate{Unit: u, Who: who, Subject: commendation.Individual, Own: i == 0})
				}
			}
		}
	}
	l.Total, l.After = len(list), min(max(q.After, 0), len(list))
	l.Candidates = list[l.After:min(l.After+MostCandidates, len(list))]
	return judged(ctx, tx, l.Candidates, q.Year, l.Set)
}

// judged fills in the facts of some candidates, each from the decided reviews, the
// awards on record and the open matters, and puts the rules to them.
func judged(ctx context.Context, tx *desk.Tx, list []Candidate, year period.Cycle, set *commendation.Set) error {
	var units, people []id.ID
	for _, c := range list {
		if c.Subject == commendation.Collective {
			units = append(units, c.Unit.ID)
		} else {
			people = append(people, c.Who.Person.ID)
		}
	}
	levels, err := levelsOf(ctx, tx, units, people, year, yearsAsked(set))
	if err != nil {
		return err
	}
	before, err := tx.NominationsBefore(ctx, units, people, year)
	if err != nil {
		return err
	}
	open, err := tx.HeldOf(ctx, units, people)
	if err != nil {
		return err
	}
	for i := range list {
		c := &list[i]
		c.May = tx.Dir.Can(access.Nominate, c.Unit.ID)
		c.Facts = commendation.Facts{Year: year, Levels: map[period.Cycle]string{}, Reviews: map[period.Cycle]string{}, Awards: map[string][]period.Cycle{}, Stated: map[string]int{}, Answers: map[string]bool{}}
		who := c.who()
		for y, l := range levels[who] {
			c.Facts.Levels[y], c.Facts.Reviews[y] = l.level, string(l.review)
		}
		for _, n := range before {
			if n.Occasion == yearly && n.Stands() && subjectOf(n) == who {
				c.Facts.Awards[n.Award] = append(c.Facts.Awards[n.Award], n.Cycle)
			}
		}
		for _, h := range open {
			if h.Closed == "" && heldOn(h) == who && !slices.Contains(c.Facts.Holds, h.Kind) {
				c.Facts.Holds = append(c.Facts.Holds, h.Kind)
			}
		}
		c.judge(tx.Dir, set)
	}
	return nil
}

func (c *Candidate) judge(dir *desk.Directory, set *commendation.Set) {
	c.Verdicts, c.decider = nil, map[string]id.ID{}
	for _, a := range set.Awards {
		if a.For == c.Subject {
			c.Verdicts = append(c.Verdicts, set.Judge(a, c.Facts))
			c.decider[a.ID] = decider(dir, c.Unit.ID, a, c.Facts.Year)
		}
	}
}

// Verdict gives what the rules say of one award.
func (c *Candidate) Verdict(award string) (commendation.Verdict, bool) {
	for _, v := range c.Verdicts {
		if v.Award == award {
			return v, true
		}
	}
	return commendation.Verdict{}, false
}

// who tells a person from a collective.
func (c *Candidate) who() string {
	if c.Subject == commendation.Individual {
		return "person " + string(c.Who.Person.ID)
	}
	return "unit " + string(c.Unit.ID)
}

func subjectOf(n nomination.Nomination) string {
	if n.Person != "" {
		return "person " + string(n.Person)
	}
	return "unit " + string(n.Unit)
}

func heldOn(h nomination.Held) string {
	if h.Person != "" {
		return "person " + string(h.Person)
	}
	return "unit " + string(h.Unit)
}

// decider is the body that decides on an award: the one directly above, the unit
// itself where nothing stands above it, or the top of the tree.
func decider(dir *desk.Directory, unit id.ID, a commendation.Award, year period.Cycle) id.ID {
	path := dir.Tree(min(year.End(), dir.Today())).Path(unit)
	switch {
	case len(path) < 2:
		return unit
	case a.DecidedBy == "province":
		return path[len(path)-1]
	}
	return path[1]
}

// yearsAsked is how many years of levels a set's conditions look back over.
func yearsAsked(set *commendation.Set) int {
	most := 1
	for _, a := range set.Awards {
		for _, l := range a.Conditions {
			for _, t := range l.When.Atoms() {
				if t.Level != "" {
					most = max(most, t.Years)
				}
			}
		}
	}
	return most
}

type decidedLevel struct {
	level  string
	review id.ID
}

var worst = []string{"failed", "completed", "good", "excellent"}

// levelsOf gives the decided levels of whole years. Who held several posts in a year,
// or had several reviews, goes by the worst of them.
func levelsOf(ctx context.Context, tx *desk.Tx, units, people []id.ID, year period.Cycle, years int) (map[string]map[period.Cycle]decidedLevel, error) {
	out := map[string]map[period.Cycle]decidedLevel{}
	note := func(who string, year period.Cycle, level string, of id.ID) {
		if out[who] == nil {
			out[who] = map[period.Cycle]decidedLevel{}
		}
		if was, ok := out[who][year]; !ok || slices.Index(worst, level) < slices.Index(worst, was.level) {
			out[who][year] = decidedLevel{level, of}
		}
	}
	for back := range years {
		y := period.Cycle(strconv.Itoa(year.Year() - back))
		of, err := tx.ReviewsOf(ctx, units, yearOf(y))
		if err != nil {
			return nil, err
		}
		for _, d := range of {
			if d.Subject == review.Collective && d.Level() != "" {
				note("unit "+string(d.Unit), y, d.Level(), d.ID)
			}
		}
		heads, err := tx.ReviewsOfPeople(ctx, people, y)
		if err != nil {
			return nil, err
		}
		for _, d := range heads {
			if d.Period.Span == review.Year && d.Level() != "" {
				note("person "+string(d.Person), y, d.Level(), d.ID)
			}
		}
	}
	return out, nil
}

// holds gives the matters of some units and their people.
func holds(ctx context.Context, tx *desk.Tx, units []org.Version, set *commendation.Set) ([]Held, error) {
	var ids []id.ID
	for _, u := range units {
		if tx.Dir.Can(access.ReadReviews, u.ID) {
			ids = append(ids, u.ID)
		}
	}
	list, err := tx.HeldOf(ctx, ids, nil)
	var out []Held
	for _, h := range list {
		row := Held{Held: h, May: h.Closed == "" && tx.Dir.Can(access.KeepCouncil, h.Unit)}
		row.Of, _ = tx.Dir.Unit(h.Unit, tx.Today)
		row.Person, _ = tx.Dir.Person(h.Person)
		for _, rule := range set.Holds {
			if rule.ID == h.Kind {
				row.Rule = rule
			}
		}
		out = append(out, row)
	}
	return out, err
}
