package commendations

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

var logged = map[nomination.Step]string{nomination.Cite: "commend.cited", nomination.Publish: "commend.published", nomination.Revoke: "commend.revoked", nomination.Withdraw: "commend.withdrawn"}

// StepCommendation writes the citation anew, publishes, revokes or withdraws. What one
// decision revokes with it is named in also: a revocation that leaves more of an award
// than its cap allows is refused.
func (a *Wing) StepCommendation(ctx context.Context, actor access.Actor, which id.ID, step nomination.Step, said nomination.Said, also ...id.ID) error {
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		n, err := tx.Nomination(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(right(step), of(n, step)); err != nil {
			return err
		}
		switch {
		case logged[step] == "":
			return errs.New(errs.Invalid, "review.step_unknown", "step", string(step)).In("step")
		case len(also) > 0 && step != nomination.Revoke:
			return errs.New(errs.Invalid, "commend.one_at_a_time", "step", string(step)).In("also")
		}
		kept, err := kept(said, tx.Today)
		if err != nil {
			return err
		}
		if step != nomination.Revoke {
			return stepped(ctx, tx, n, step, kept)
		}
		return revoke(ctx, tx, n, kept, also)
	})
}

// kept is the part of what is said that such a step may say.
func kept(said nomination.Said, today period.Date) (nomination.Said, error) {
	kept := nomination.Said{Citation: said.Citation, Paper: said.Paper, Number: said.Number, Signer: said.Signer, On: said.On, Reason: said.Reason}
	for _, text := range []struct {
		field string
		of    *string
	}{{"citation", &kept.Citation}, {"paper", &kept.Paper}, {"number", &kept.Number}, {"signer", &kept.Signer}, {"reason", &kept.Reason}} {
		if *text.of = strings.TrimSpace(*text.of); desk.Bad(*text.of) || len(*text.of) > longest {
			return kept, errs.New(errs.Invalid, "app.text_bad").In(text.field)
		}
	}
	if period.Date(kept.On) > today {
		return kept, errs.New(errs.Invalid, "violation.day_ahead", "today", today).In("on")
	}
	return kept, nil
}

func stepped(ctx context.Context, tx *desk.Tx, n nomination.Nomination, step nomination.Step, said nomination.Said) error {
	set, err := tx.AwardRules(ctx, n.Body)
	if err != nil {
		return err
	}
	award, _ := set.Award(n.Award)
	t := taken(tx, n, step, said)
	if err := n.Check(award, t); err != nil {
		return err
	}
	if _, err := tx.Log(ctx, desk.Entry{Action: logged[step], Object: n.ID, Unit: of(n, step)}); err != nil {
		return err
	}
	return tx.InsertNominationStep(ctx, n.ID, t)
}

// revoke takes back what was decided, one and those with it, all of it or none.
func revoke(ctx context.Context, tx *desk.Tx, n nomination.Nomination, said nomination.Said, also []id.ID) error {
	list := []nomination.Nomination{n}
	for _, which := range also {
		other, _, _, err := mine(ctx, tx, n.Decider, which)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(list, func(o nomination.Nomination) bool { return o.ID == other.ID }) {
			list = append(list, other)
		}
	}
	type ruled struct {
		year period.Cycle
		body string
	}
	before := map[ruled]map[string]int{}
	for _, o := range list {
		r := ruled{o.Cycle, o.Body}
		if before[r] != nil {
			continue
		}
		_, was, err := caps(ctx, tx, n.Decider, r.year, r.body)
		if err != nil {
			return err
		}
		before[r] = map[string]int{}
		for _, c := range was {
			before[r][c.Award] = c.Over
		}
	}
	for _, o := range list {
		if err := stepped(ctx, tx, o, nomination.Revoke, said); err != nil {
			return err
		}
	}
	for r, was := range before {
		set, now, err := caps(ctx, tx, n.Decider, r.year, r.body)
		if err != nil {
			return err
		}
		for _, c := range now {
			if a, _ := set.Award(c.Award); c.Over > was[c.Award] {
				base, _ := set.Award(a.Cap.Of)
				return errs.New(errs.Conflict, "commend.cap_after", "award", a.Name, "percent", a.Cap.Percent, "base", base.Name, "of", c.Of, "allowed", c.Allowed, "rated", c.Rated, "over", c.Over, "cite", a.Cap.Source.Cite).In("also")
			}
		}
	}
	return nil
}
