package commendations

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Vote is what a council said of one nomination.
type Vote struct {
	Nomination id.ID
	Yes        int
}

// VoteCommendations writes down a meeting of a body's council, all its votes or none.
func (a *Wing) VoteCommendations(ctx context.Context, actor access.Actor, code string, m commendation.Meeting, votes []Vote) error {
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(code))
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.KeepCouncil, unit); err != nil {
			return err
		}
		if m.Minutes = strings.TrimSpace(m.Minutes); m.Minutes == "" {
			return errs.New(errs.Invalid, "app.field_empty").In("minutes")
		}
		if err := m.Check(); err != nil {
			return err
		}
		if period.Date(m.On) > tx.Today {
			return errs.New(errs.Invalid, "violation.day_ahead", "today", tx.Today).In("on")
		}
		if len(votes) == 0 {
			return errs.New(errs.Invalid, "commend.nobody_chosen").In("nomination")
		}
		for _, v := range votes {
			if err := vote(ctx, tx, unit, m, v); err != nil {
				return err
			}
		}
		return nil
	})
}

// mine finds a nomination that a body decides on.
func mine(ctx context.Context, tx *desk.Tx, unit, which id.ID) (n nomination.Nomination, set *commendation.Set, a commendation.Award, err error) {
	if n, err = tx.Nomination(ctx, which); err != nil {
		return n, nil, a, desk.Missing(err)
	}
	if n.Decider != unit {
		return n, nil, a, errs.New(errs.NotFound, "access.not_found")
	}
	if set, err = tx.AwardRules(ctx, n.Body); err != nil {
		return n, set, a, err
	}
	a, _ = set.Award(n.Award)
	return n, set, a, nil
}

// unheld refuses while a matter is open of who is nominated.
func unheld(ctx context.Context, tx *desk.Tx, n nomination.Nomination, set *commendation.Set) error {
	units, people := []id.ID{n.Unit}, []id.ID(nil)
	if n.Person != "" {
		units, people = nil, []id.ID{n.Person}
	}
	list, err := tx.HeldOf(ctx, units, people)
	var kinds []string
	for _, h := range list {
		if h.Closed == "" && heldOn(h) == subjectOf(n) {
			kinds = append(kinds, h.Kind)
		}
	}
	if err != nil {
		return err
	}
	return refusedHeld(set, kinds)
}

func vote(ctx context.Context, tx *desk.Tx, unit id.ID, m commendation.Meeting, v Vote) error {
	n, set, award, err := mine(ctx, tx, unit, v.Nomination)
	if err != nil {
		return err
	}
	at := "yes." + string(n.ID)
	if err := set.Council.Quorate(m); err != nil {
		return err
	}
	if err := unheld(ctx, tx, n, set); err != nil {
		return errs.All(err)[0].In(at)
	}
	if period.Date(m.On) < n.Received {
		return errs.New(errs.Invalid, "commend.meeting_before", "received", n.Received).In("on")
	}
	t := taken(tx, n, nomination.Ballot, nomination.Said{Meeting: &m, Yes: v.Yes})
	if err := n.Check(award, t); err != nil {
		return errs.All(err)[0].In(at)
	}
	if t.Passed, err = award.Vote.Passed(m, v.Yes); err != nil {
		return errs.All(err)[0].In(at)
	}
	if _, err := tx.Log(ctx, desk.Entry{Action: "commend.voted", Object: n.ID, Unit: n.Decider}); err != nil {
		return err
	}
	return tx.InsertNominationStep(ctx, n.ID, t)
}

// Decision is one paper by which several are commended.
type Decision struct {
	Number string
	On     period.Date
	Signer string
	Grants []Grant
}

// Grant is one who is commended by a decision. Dong is the money, that of the rules
// where it is nil; another sum needs a reason.
type Grant struct {
	Nomination id.ID
	Dong       *int64
	Reason     string
}

// DecideCommendations commends by one decision, all of it or none: refused while a
// matter is open, without the vote that the rules ask for, a second time for one
// subject, and past a cap.
func (a *Wing) DecideCommendations(ctx context.Context, actor access.Actor, code string, d Decision) error {
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(code))
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.Commend, unit); err != nil {
			return err
		}
		d.Number, d.Signer = strings.TrimSpace(d.Number), strings.TrimSpace(d.Signer)
		switch {
		case len(d.Grants) == 0:
			return errs.New(errs.Invalid, "commend.nobody_chosen").In("nomination")
		case desk.Bad(d.Number + d.Signer):
			return errs.New(errs.Invalid, "app.text_bad").In("number")
		case d.On > tx.Today:
			return errs.New(errs.Invalid, "violation.day_ahead", "today", tx.Today).In("on")
		}
		type ruled struct {
			year period.Cycle
			body string
		}
		held := map[ruled]bool{}
		for _, g := range d.Grants {
			n, err := decide(ctx, tx, unit, d, g)
			if err != nil {
				return err
			}
			held[ruled{n.Cycle, n.Body}] = true
		}
		for r := range held {
			if err := capped(ctx, tx, unit, r.year, r.body); err != nil {
				return err
			}
		}
		return nil
	})
}

func decide(ctx context.Context, tx *desk.Tx, unit id.ID, d Decision, g Grant) (nomination.Nomination, error) {
	n, set, award, err := mine(ctx, tx, unit, g.Nomination)
	if err != nil {
		return n, err
	}
	at := "dong." + string(n.ID)
	said := nomination.Said{Number: d.Number, On: string(d.On), Signer: d.Signer, Reason: strings.TrimSpace(g.Reason)}
	said.Dong, _ = set.Dong(award, d.On)
	if g.Dong != nil && *g.Dong != said.Dong {
		if *g.Dong < 0 {
			return n, errs.New(errs.Invalid, "violation.negative").In(at)
		}
		if said.Reason == "" {
			return n, errs.New(errs.Invalid, "commend.dong_reason", "dong", said.Dong).In(at)
		}
		said.Dong = *g.Dong
	}
	t := taken(tx, n, nomination.Decide, said)
	for _, check := range []func() error{
		func() error { return unheld(ctx, tx, n, set) },
		func() error { return once(ctx, tx, n, award) },
		func() error { return n.Check(award, t) },
	} {
		if err := check(); err != nil {
			if e := errs.All(err)[0]; e.Field == "" || e.Field == "award" || e.Field == "step" {
				return n, e.In(at)
			}
			return n, err
		}
	}
	if _, err := tx.Log(ctx, desk.Entry{Action: "commend.decided", Object: n.ID, Unit: n.Decider}); err != nil {
		return n, err
	}
	return n, tx.InsertNominationStep(ctx, n.ID, t)
}

// capped refuses what passes a cap in a body and a year, with the arithmetic.
func capped(ctx context.Context, tx *desk.Tx, unit id.ID, year period.Cycle, body string) error {
	set, caps, err := caps(ctx, tx, unit, year, body)
	for _, c := range caps {
		if a, _ := set.Award(c.Award); c.Over > 0 {
			base, _ := set.Award(a.Cap.Of)
			return errs.New(errs.Invalid, "commend.cap_passed", "award", a.Name, "percent", a.Cap.Percent, "base", base.Name, "of", c.Of, "allowed", c.Allowed, "rated", c.Rated, "cite", a.Cap.Source.Cite).In("nomination")
		}
	}
	return err
}

// caps works out every cap of a set in a body and a year.
func caps(ctx context.Context, tx *desk.Tx, unit id.ID, year period.Cycle, body string) (*commendation.Set, []commendation.CapResult, error) {
	set, err := tx.AwardRules(ctx, body)
	if err != nil {
		return nil, nil, err
	}
	list, err := tx.NominationsOf(ctx, nil, unit, year)
	had := map[string]int{}
	for _, n := range list {
		if n.Decider == unit && n.Stands() && n.Occasion == yearly {
			had[n.Award]++
		}
	}
	return set, set.Capped(had), err
}

// HoldCommendations writes down a matter during which a collective, or a person who
// holds a tenure in it, is not commended.
func (a *Wing) HoldCommendations(ctx context.Context, actor access.Actor, code string, tenure id.ID, h nomination.Held) (id.ID, error) {
	h.ID = a.desk.Mint()
	return h.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(code))
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.Dir.May(access.KeepCouncil, unit); err != nil {
			return desk.Entry{}, err
		}
		_, set, err := rulesOn(tx, "")
		if err != nil {
			return desk.Entry{}, err
		}
		h.Unit, h.Person, h.Text, h.Closed, h.Outcome = unit, "", strings.TrimSpace(h.Text), "", ""
		if tenure != "" {
			if h.Person = serving(tx.Dir, unit, tenure).Person.ID; h.Person == "" {
				return desk.Entry{}, errs.New(errs.NotFound, "commend.no_tenure").In("tenure")
			}
		}
		switch {
		case !slices.ContainsFunc(set.Holds, func(r commendation.Hold) bool { return r.ID == h.Kind }):
			return desk.Entry{}, errs.New(errs.Invalid, "commend.no_hold", "name", h.Kind).In("kind")
		case h.From == "":
			return desk.Entry{}, errs.New(errs.Invalid, "app.field_empty").In("from")
		case h.From > tx.Today:
			return desk.Entry{}, errs.New(errs.Invalid, "violation.day_ahead", "today", tx.Today).In("from")
		case h.Text == "":
			return desk.Entry{}, errs.New(errs.Invalid, "app.field_empty").In("text")
		case desk.Bad(h.Text) || len(h.Text) > longest:
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("text")
		}
		h.By, h.ByName, h.At = tx.Actor.Account, tx.Name(), tx.Now
		return desk.Entry{Action: "commend.held", Object: h.ID, Unit: unit, Sealed: true}, tx.InsertHeld(ctx, h)
	})
}

// ReleaseCommendations notes that such a matter is over, and how it ended.
func (a *Wing) ReleaseCommendations(ctx context.Context, actor access.Actor, which id.ID, on period.Date, outcome string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		h, err := tx.Held(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := tx.Dir.May(access.KeepCouncil, h.Unit); err != nil {
			return desk.Entry{}, err
		}
		outcome = strings.TrimSpace(outcome)
		switch {
		case h.Closed != "":
			return desk.Entry{}, errs.New(errs.Conflict, "commend.released", "on", h.Closed)
		case on == "" || on < h.From || on > tx.Today:
			return desk.Entry{}, errs.New(errs.Invalid, "commend.release_day", "from", h.From, "today", tx.Today).In("on")
		case outcome == "":
			return desk.Entry{}, errs.New(errs.Invalid, "app.field_empty").In("outcome")
		case desk.Bad(outcome) || len(outcome) > longest:
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("outcome")
		}
		return desk.Entry{Action: "commend.released", Object: h.ID, Unit: h.Unit, Sealed: true}, tx.CloseHeld(ctx, which, on, outcome)
	})
}
