package reviews

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// List is the reviews of a unit, its head, and those of the units directly under it.
type List struct {
	Unit   org.Version
	Period dossier.Period
	From   period.Date
	To     period.Date
	Rows   []Row
	Caps   []review.CapResult // over the collectives under the unit that are decided
	Heads  []review.CapResult // over their heads
	// Set and HeadSet are whose caps these are; nil where nothing is decided.
	Set, HeadSet *review.Set
	May          map[access.Action]bool
	Guards       []Guard // over the units under it
	Gaps         []Gap
}

// Gap is a time in which nobody held the head's post of a unit.
type Gap struct {
	Unit     org.Version
	Post     org.Post
	From, To period.Date // first and last day
}

// gaps gives the days of a period, as far as they are over, that no tenure of a
// head covers while the unit stood.
func gaps(dir *desk.Directory, u org.Version, from, to period.Date) (out []Gap) {
	post, ok := dir.HeadPost(u.ID)
	if !ok {
		return nil
	}
	begun, ended := u.From, u.To
	for _, v := range dir.Versions {
		if v.ID == u.ID {
			begun, ended = min(begun, v.From), max(ended, v.To)
		}
	}
	at, to := max(from, begun), min(to, dir.Today(), ended.AddDays(-1))
	held := slices.Clone(dir.Tenures(post.ID))
	slices.SortFunc(held, func(a, b org.Appointment) int { return cmp.Compare(a.From, b.From) })
	for _, ap := range held {
		if ap.From > at && at <= to {
			out = append(out, Gap{u, post, at, min(to, ap.From.AddDays(-1))})
		}
		at = max(at, ap.To)
	}
	if at <= to {
		out = append(out, Gap{u, post, at, to})
	}
	return out
}

// Row is one line of the list. Scores are left out for who may not read them.
type Row struct {
	Unit    org.Version
	Subject review.Subject
	Who     desk.Responsible // of a head
	Stage   dossier.Stage
	Level   string // decided
	Name    review.Words
	Points  string // of the newest step; empty where it may not be read
	Review  id.ID  // none where there is none yet
	Open    bool   // who asks may read the review
	Own     bool   // of the unit asked for, not of one under it
}

// Reviews gives the list of a unit and period, as known on a day ("" for now).
func (a *Wing) Reviews(ctx context.Context, actor access.Actor, code string, p dossier.Period, asKnown period.Date) (List, error) {
	out, before := List{Period: p, May: map[access.Action]bool{}}, asKnown.EndOfDayOrNow()
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := p.Check(); err != nil {
			return err
		}
		dir, unit, err := tx.Readable(strings.TrimSpace(code))
		if err != nil {
			return err
		}
		out.From, out.To = p.Days()
		on := min(out.To, tx.Today)
		if asKnown != "" {
			on, dir = min(on, asKnown), dir.Known(before)
		}
		out.Unit, _ = dir.Unit(unit, on)
		for _, action := range []access.Action{access.ReadReviews, access.AssessReview, access.VerifyReview, access.DecideReview} {
			out.May[action] = tx.Dir.Can(action, unit) && (asKnown == "" || action == access.ReadReviews)
		}
		all := append([]org.Version{out.Unit}, dir.Tree(on).Children(unit)...)
		ids := make([]id.ID, len(all))
		for i, u := range all {
			ids[i] = u.ID
		}
		kept, err := tx.ReviewsBefore(ctx, ids, p, before)
		if err != nil {
			return err
		}
		out.fill(dir, unit, all, kept)
		if g := allGoodUnder("all_good", all[1:], levelsOf(kept)); g != nil {
			out.Guards = append(out.Guards, *g)
		}
		return out.caps(ctx, tx, unit, len(all)-1, kept)
	})
	return out, err
}

func (l *List) fill(dir *desk.Directory, unit id.ID, all []org.Version, kept []dossier.Dossier) {
	by := map[string]dossier.Dossier{}
	for _, d := range kept {
		by[string(d.Unit)+" "+string(d.Subject)+" "+string(d.Tenure)] = d
	}
	for _, u := range all {
		may := dir.Can(access.ReadReviews, u.ID)
		add := func(subject review.Subject, who desk.Responsible) {
			row := Row{Unit: u, Subject: subject, Who: who, Stage: dossier.New, Own: u.ID == unit, Open: may}
			if d, ok := by[string(u.ID)+" "+string(subject)+" "+string(who.Appointment.ID)]; ok {
				row.Review, row.Stage, row.Level = d.ID, d.Stage(), d.Level()
				if last, ok := d.Last(); ok && may && last.Result.Points != nil {
					row.Points = last.Result.Points.String()
				}
			}
			l.Rows = append(l.Rows, row)
		}
		add(review.Collective, desk.Responsible{})
		l.Gaps = append(l.Gaps, gaps(dir, u, l.From, l.To)...)
		head := Proposal{From: l.From, To: l.To, Unit: u}
		if head.tenures(dir, u.ID); len(head.Tenures) > 0 {
			for _, who := range head.Tenures {
				add(review.Head, who)
			}
		}
	}
}

// caps names the decided levels, each by the set it was decided by, and works out
// the caps over what is decided under the unit.
func (l *List) caps(ctx context.Context, tx *desk.Tx, unit id.ID, subunits int, kept []dossier.Dossier) error {
	sets, by := map[string]*review.Set{}, map[id.ID]*review.Set{}
	levels := map[review.Subject][]string{}
	for _, d := range kept {
		if d.Level() == "" {
			continue
		}
		if sets[d.Body] == nil {
			set, err := tx.RuleSet(ctx, d.Body)
			if err != nil {
				return err
			}
			sets[d.Body] = set
		}
		by[d.ID] = sets[d.Body]
		if d.Unit != unit {
			levels[d.Subject] = append(levels[d.Subject], d.Level())
			if d.Subject == review.Head {
				l.HeadSet = by[d.ID]
			} else {
				l.Set = by[d.ID]
			}
		}
	}
	for i, r := range l.Rows {
		if set := by[r.Review]; set != nil {
			level, _ := set.Level(r.Level)
			l.Rows[i].Name = level.Name
		}
	}
	if l.Set != nil {
		l.Caps = l.Set.Capped(review.Collective, levels[review.Collective], subunits, false)
	}
	if l.HeadSet != nil {
		l.Heads = l.HeadSet.Capped(review.Head, levels[review.Head], -1, false)
	}
	return nil
}

// Page is one review with its steps.
type Page struct {
	dossier.Dossier
	Of   org.Version
	Who  desk.Responsible
	Set  *review.Set
	Next []dossier.Step // those that who asks may take
	Now  Proposal       // the facts of now, judged
	// Frozen are the facts the review stands on, judged: as its newest step has them,
	// while it goes on with what other reviews have decided meanwhile. What of them
	// stands otherwise now is in Since.
	Frozen   Proposal
	Comments []dossier.Comment
	Comment  bool        // who asks may say something of a field
	Undo     bool        // the newest step is of who asks
	Until    period.Date // the last day for a petition, or for the answer to the one that waits; empty: none named
}

// ReviewPage gives a review with its steps, for who may read scores, as known on
// a day ("" for now): on the facts its newest step of then has, and nothing can be
// done with it.
func (a *Wing) ReviewPage(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (Page, error) {
	var out Page
	before := asKnown.EndOfDayOrNow()
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, err := tx.Review(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.ReadReviews, d.Unit); err != nil {
			return err
		}
		if asKnown != "" {
			d.Steps = slices.DeleteFunc(d.Steps, func(s dossier.Taken) bool { return !s.At.Before(before) })
			if len(d.Steps) == 0 {
				return errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
			}
		}
		out.Dossier = d
		code, _ := tx.Dir.Unit(d.Unit, tx.Today)
		if out.Now, err = propose(ctx, tx, d.Unit, Query{Unit: code.Code, Subject: d.Subject, Tenure: d.Tenure, Period: d.Period}); err != nil {
			return err
		}
		out.Of, out.Who, out.Set = out.Now.Unit, out.Now.Who, out.Now.Set
		if out.Frozen, err = standsOn(ctx, tx, d, out.Now); err != nil {
			return err
		}
		out.Comments, err = tx.ReviewComments(ctx, which)
		if asKnown != "" {
			out.past(before)
			return err
		}
		for _, s := range d.Next() {
			if action, of := asks(tx.Dir, d, s); tx.Dir.Can(action, of) {
				out.Next = append(out.Next, s)
			}
		}
		last, _ := d.Last()
		action, of := asks(tx.Dir, d, last.Step)
		out.Comment, out.Undo = mayComment(tx.Dir, d) == nil, last.Account == actor.Account && tx.Dir.Can(action, of)
		if until, ok := d.AnswerUntil(out.Set.Petitions); ok {
			out.Until = until
		} else if d.Stage() == dossier.Decided {
			out.Until, _ = d.PetitionUntil(out.Set.Petitions)
		}
		return err
	})
	return out, err
}

// past leaves of a page what had been said just before an instant.
func (p *Page) past(before time.Time) {
	last, _ := p.Last()
	p.Frozen.Facts, p.Frozen.Guards, p.Frozen.Since = last.Facts, nil, nil
	p.Frozen.judge()
	p.Now = p.Frozen
	p.Comments = slices.DeleteFunc(p.Comments, func(c dossier.Comment) bool { return !c.At.Before(before) })
}

// standsOn gives the facts a review stands on, beside those of now.
func standsOn(ctx context.Context, tx *desk.Tx, d dossier.Dossier, now Proposal) (Proposal, error) {
	p, err := frozen(ctx, tx, d)
	if err != nil {
		return p, err
	}
	p.Unit, p.Guards, p.Since = now.Unit, now.Guards, now.Since
	last, _ := d.Last()
	if stage := d.Stage(); stage == dossier.New || stage == dossier.Decided || stage == dossier.Petitioned {
		p.Facts = last.Facts
	}
	p.judge()
	return p, nil
}
