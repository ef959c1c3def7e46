package commendations

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

func yearOf(y period.Cycle) dossier.Period { return dossier.Period{Cycle: y, Span: review.Year} }

// Subject names a collective, or one who holds a tenure in it, and the year.
type Subject struct {
	Unit     string // code
	Tenure   id.ID  // of an individual: an appointment to one of the unit's posts
	Year     period.Cycle
	Received period.Date // of the file; today where it is empty
}

// Proposed is one candidate with all that a nomination is written from.
type Proposed struct {
	Candidate
	Received period.Date
	Set      *commendation.Set
	Drawn    nomination.Drawn // what a citation draws on
	Level    string           // decided, of the year
	Others   []desk.Responsible
}

// CommendationCandidate gives one candidate, for who may put it forward.
func (a *Wing) CommendationCandidate(ctx context.Context, actor access.Actor, s Subject) (Proposed, error) {
	var out Proposed
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out, err = proposed(ctx, tx, s)
		return err
	})
	return out, err
}

func proposed(ctx context.Context, tx *desk.Tx, s Subject) (out Proposed, err error) {
	unit, err := tx.Dir.UnitByCode(strings.TrimSpace(s.Unit))
	if err != nil {
		return out, err
	}
	if err := tx.Dir.May(access.Nominate, unit); err != nil {
		return out, err
	}
	if s.Year.Start() > tx.Today {
		return out, errs.New(errs.Invalid, "review.not_begun", "from", s.Year.Start()).In("year")
	}
	if out.Received, out.Set, err = rulesOn(tx, s.Received); err != nil {
		return out, err
	}
	if out.Received < s.Year.Start() {
		return out, errs.New(errs.Invalid, "commend.received_before", "on", out.Received, "year", string(s.Year)).In("received")
	}
	u, ok := tx.Dir.Unit(unit, min(s.Year.End(), tx.Today))
	if !ok {
		return out, errs.New(errs.Invalid, "commend.no_unit_then", "year", string(s.Year)).In("unit")
	}
	out.Candidate = Candidate{Unit: u, Subject: commendation.Collective}
	if s.Tenure != "" {
		if err := out.person(tx, unit, s); err != nil {
			return out, err
		}
	}
	one := []Candidate{out.Candidate}
	if err := judged(ctx, tx, one, s.Year, out.Set); err != nil {
		return out, err
	}
	out.Candidate = one[0]
	out.Level = out.Facts.Levels[s.Year]
	out.Others = othersIn(tx.Dir, u, s.Year)
	if of := id.ID(out.Facts.Reviews[s.Year]); of != "" {
		d, err := tx.Review(ctx, of)
		if err != nil {
			return out, err
		}
		last, _ := d.Last()
		out.Drawn = nomination.Draw(last.Facts)
	}
	return out, nil
}

// person finds who holds the tenure, which must reach into the year.
func (p *Proposed) person(tx *desk.Tx, unit id.ID, s Subject) error {
	p.Subject, p.Who = commendation.Individual, serving(tx.Dir, unit, s.Tenure)
	if p.Who.Person.ID == "" {
		return errs.New(errs.NotFound, "commend.no_tenure").In("tenure")
	}
	if !p.Who.Appointment.Overlaps(period.Range{From: s.Year.Start(), To: s.Year.End().AddDays(1)}) {
		return errs.New(errs.Invalid, "review.no_tenure", "post", p.Who.Post.Title, "from", s.Year.Start(), "to", s.Year.End()).In("tenure")
	}
	return nil
}

// othersIn gives everybody who held a post in a unit in a year.
func othersIn(dir *desk.Directory, u org.Version, year period.Cycle) (out []desk.Responsible) {
	span := period.Range{From: year.Start(), To: year.End().AddDays(1)}
	for _, post := range dir.PostsOf(u.ID) {
		for _, ap := range dir.Tenures(post.ID) {
			if ap.Overlaps(span) {
				_, person := dir.Of(ap)
				out = append(out, desk.Responsible{Unit: u, Post: post, Person: person, Appointment: ap})
			}
		}
	}
	return out
}

// NewNomination is what a nomination says.
type NewNomination struct {
	Subject
	Award    string
	Occasion string // yearly where it is empty
	// Level of the year, where no review of the program decided it, and the paper it
	// stands on; a paper too for what is done on one occasion or in a campaign.
	Level    string
	Paper    string
	Answers  map[string]bool
	Counts   map[string]int
	Citation string
}

const longest = 4000

// NominateCommendation puts a collective or a person forward. Refused while a matter
// is open, where a condition is not met or not answered, and where the award of that
// year is had or asked for already.
func (a *Wing) NominateCommendation(ctx context.Context, actor access.Actor, in NewNomination) (id.ID, error) {
	var which id.ID
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		p, err := proposed(ctx, tx, in.Subject)
		if err != nil {
			return desk.Entry{}, err
		}
		in.Occasion = cmp.Or(in.Occasion, yearly)
		award, err := in.take(&p, tx.Dir)
		if err != nil {
			return desk.Entry{}, err
		}
		verdict, err := p.allowed(award, in.Occasion)
		if err != nil {
			return desk.Entry{}, err
		}
		hash, err := hashOf(p.Set)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.KeepAwardRules(ctx, hash, p.Set); err != nil {
			return desk.Entry{}, err
		}
		n := nomination.Nomination{ID: tx.Mint(), Unit: p.Unit.ID, Decider: p.decider[award.ID], Subject: p.Candidate.Subject, Person: p.Who.Person.ID, Tenure: p.Who.Appointment.ID,
			Cycle: in.Year, Award: award.ID, Occasion: in.Occasion, Received: p.Received, Rules: p.Set.ID, Body: hash}
		if err := once(ctx, tx, n, award); err != nil {
			return desk.Entry{}, err
		}
		which = n.ID
		if err := tx.InsertNomination(ctx, n); err != nil {
			return desk.Entry{}, err
		}
		facts := p.Facts
		said := nomination.Said{Facts: &facts, Verdict: &verdict, Citation: in.Citation, Paper: in.Paper}
		return desk.Entry{Action: "commend.nominated", Object: n.ID, Unit: n.Unit}, tx.InsertNominationStep(ctx, n.ID, taken(tx, n, nomination.Nominate, said))
	})
	return which, err
}

func taken(tx *desk.Tx, n nomination.Nomination, step nomination.Step, said nomination.Said) nomination.Taken {
	return nomination.Taken{Place: len(n.Steps) + 1, Step: step, Said: said, Account: tx.Actor.Account, Person: tx.Actor.Person, ByName: tx.Name(), At: tx.Now}
}

// take puts what is stated into the facts. Names that the set does not ask for are
// refused, and so is a level where a review has decided one.
func (in *NewNomination) take(p *Proposed, dir *desk.Directory) (commendation.Award, error) {
	award, ok := p.Set.Award(in.Award)
	switch {
	case !ok:
		return award, errs.New(errs.NotFound, "commend.no_award", "name", in.Award, "rules", p.Set.ID).In("award")
	case award.For != p.Candidate.Subject:
		return award, errs.New(errs.Invalid, "commend.award_of_another", "award", award.Name).In("award")
	case !slices.Contains(nomination.Occasions(), in.Occasion):
		return award, errs.New(errs.Invalid, "commend.no_occasion", "name", in.Occasion).In("occasion")
	case in.Occasion != yearly && award.Kind == "title":
		return award, errs.New(errs.Invalid, "commend.title_yearly", "award", award.Name).In("occasion")
	}
	in.Citation, in.Paper = strings.TrimSpace(in.Citation), strings.TrimSpace(in.Paper)
	switch {
	case in.Citation == "":
		return award, errs.New(errs.Invalid, "app.field_empty").In("citation")
	case desk.Bad(in.Citation + in.Paper):
		return award, errs.New(errs.Invalid, "app.text_bad").In("citation")
	case len(in.Citation) > longest:
		return award, errs.New(errs.Invalid, "violation.text_long", "most", longest).In("citation")
	case (in.Level != "" || in.Occasion != yearly) && in.Paper == "":
		return award, errs.New(errs.Invalid, "commend.paper_needed").In("paper")
	case in.Level != "" && p.Level != "":
		return award, errs.New(errs.Invalid, "commend.level_known", "level", p.Level).In("level")
	case in.Level != "" && !slices.Contains(worst, in.Level):
		return award, errs.New(errs.Invalid, "review.level_unknown", "level", in.Level).In("level")
	}
	if in.Level != "" {
		p.Facts.Levels[in.Year] = in.Level
	}
	questions, counts := award.Asks()
	for name, yes := range in.Answers {
		if !slices.Contains(questions, name) {
			return award, errs.New(errs.Invalid, "review.question_unknown", "name", name).In("answers." + name)
		}
		p.Facts.Answers[name] = yes
	}
	for name, n := range in.Counts {
		if !slices.Contains(counts, name) || n < 0 || n > 100_000 {
			return award, errs.New(errs.Invalid, "review.count_unknown", "name", name).In("counts." + name)
		}
		p.Facts.Stated[name] = n
	}
	if staff, said := p.Facts.Stated["staff"]; said {
		for name, n := range p.Facts.Stated {
			if strings.HasPrefix(name, "staff.") && n > staff {
				return award, errs.New(errs.Invalid, "commend.more_than_staff", "n", n, "staff", staff).In("counts." + name)
			}
		}
	}
	p.judge(dir, p.Set)
	return award, nil
}

// allowed refuses who is not eligible, naming the rule; for a single deed or a
// campaign only open matters stand in the way.
func (p *Proposed) allowed(a commendation.Award, occasion string) (commendation.Verdict, error) {
	v, _ := p.Verdict(a.ID)
	if err := refusedHeld(p.Set, v.Holds); err != nil {
		return v, err
	}
	if occasion != yearly {
		v.Lines, v.Asks = []commendation.Answer{}, nil
		v.Eligible = review.Yes
		return v, nil
	}
	for _, answer := range v.Lines {
		if answer.State == review.Yes {
			continue
		}
		at := slices.IndexFunc(a.Conditions, func(l commendation.Line) bool { return l.ID == answer.Line })
		line := a.Conditions[at]
		key := "commend.not_met"
		if answer.State == review.Unknown {
			key = "commend.not_answered"
		}
		return v, errs.New(errs.Invalid, key, "award", a.Name, "rule", line.Says, "cite", line.Source.Cite, "figure", answer.Figure).In("award").Try("commend.rules_hint", "rules", p.Set.ID)
	}
	return v, nil
}

// refusedHeld is the refusal while matters are open.
func refusedHeld(set *commendation.Set, kinds []string) error {
	for _, h := range set.Holds {
		if slices.Contains(kinds, h.ID) {
			return errs.New(errs.Conflict, "commend.held", "rule", h.Says, "cite", h.Source.Cite).In("award")
		}
	}
	return nil
}

// once refuses a second nomination for, and a second decision on, the award of a year.
func once(ctx context.Context, tx *desk.Tx, n nomination.Nomination, a commendation.Award) error {
	if n.Occasion != yearly {
		return nil
	}
	units, people := []id.ID{n.Unit}, []id.ID(nil)
	if n.Person != "" {
		units, people = nil, []id.ID{n.Person}
	}
	list, err := tx.NominationsBefore(ctx, units, people, n.Cycle)
	for _, o := range list {
		if o.ID == n.ID || o.Cycle != n.Cycle || o.Award != n.Award || o.Occasion != yearly {
			continue
		}
		if d, ok := o.Said(nomination.Decide); ok && o.Stands() {
			return errs.New(errs.Conflict, "commend.had", "award", a.Name, "year", string(n.Cycle), "number", d.Number, "on", period.Date(d.On)).In("award")
		}
		if o.Open() && len(n.Steps) == 0 {
			return errs.New(errs.Conflict, "commend.asked_already", "award", a.Name, "year", string(n.Cycle)).In("award")
		}
	}
	return err
}
