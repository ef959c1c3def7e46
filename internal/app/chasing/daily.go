package chasing

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/tasks"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// byItself is who does what nobody asked for.
var byItself = desk.Operator("dondoc jobs")

// digestKept is how many days what was told of a day is kept.
const digestKept = 60

// digest tells each account once what waits for it on the day: nothing where
// nothing waits. A job that begins again tells nobody twice.
func (a *Wing) digest(ctx context.Context, j job.Job, say func(done, total int) error) error {
	day := period.Date(j.Payload)
	var all []store.Account
	var rule chase.Rule
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if rule, err = months.RuleOf(ctx, tx); err == nil {
			all, err = tx.Accounts(ctx)
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, account := range all {
		if i%25 == 0 {
			if err := say(i, len(all)); err != nil {
				return err
			}
		}
		if !account.Disabled {
			if err := a.digestOf(ctx, account, day, rule); err != nil {
				return err
			}
		}
	}
	if err := say(len(all), len(all)); err != nil {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		return tx.ForgetDigests(ctx, day.AddDays(-digestKept).Time())
	})
}

func (a *Wing) digestOf(ctx context.Context, account store.Account, day period.Date, rule chase.Rule) error {
	n := chase.Notice{Account: account.ID, Once: chase.OfTheDay + " " + string(day), Kind: chase.OfTheDay, Unit: account.Home}
	var wish chase.Wish
	var actor access.Actor
	err := a.desk.Read(ctx, byItself, func(ctx context.Context, tx *desk.Tx) (err error) {
		if wish, err = tx.Wish(ctx, account.ID); err != nil || !wish.Digest {
			return err
		}
		if actor, err = desk.ActorOf(ctx, tx.Tx, account); err != nil {
			return err
		}
		n.Unit = standsNow(tx, n.Unit, actor)
		return waitsFor(ctx, tx, actor, rule, &n.Counts)
	})
	if err != nil || !wish.Digest || len(actor.On(day).Grants) == 0 {
		return err
	}
	box, err := a.figures.Inbox(ctx, actor)
	if err != nil {
		return err
	}
	n.Counts.Verify, n.Counts.Approve = len(box.ToVerify), len(box.ToApprove)
	for _, w := range box.Returned {
		if w.Observation.Month != box.Month { // those of the month are among the late
			n.Counts.Returned++
		}
	}
	vouchers, _, err := a.money.MyVouchers(ctx, actor)
	if err != nil {
		return err
	}
	for _, g := range vouchers {
		n.Counts.Vouchers += len(g.Rows)
	}
	closings, err := a.money.MyClosings(ctx, actor)
	if err != nil {
		return err
	}
	n.Counts.Closings = len(closings)
	if n.Counts.Sum() == 0 {
		return nil
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		n.ID, n.At = a.desk.Mint(), a.desk.Now()
		_, err := tell(ctx, tx, a.desk.Mint, n, wish, rule)
		return err
	})
}

// standsNow is the unit an account is at home in, or where that has ended the first
// it has a right over that still stands.
func standsNow(tx *desk.Tx, home id.ID, actor access.Actor) id.ID {
	tree := tx.Dir.Tree(tx.Today)
	if _, stands := tree.Unit(home); stands {
		return home
	}
	for _, g := range actor.Grants {
		if _, stands := tree.Unit(g.Unit); stands {
			return g.Unit
		}
	}
	return home
}

// waitsFor counts what an account is to report and do, by the lists of its units
// that say who is told of what.
func waitsFor(ctx context.Context, tx *desk.Tx, actor access.Actor, rule chase.Rule, c *chase.Counts) error {
	seen := map[id.ID]bool{}
	for _, g := range actor.On(tx.Today).Grants {
		v, stands := tx.Dir.Tree(tx.Today).Unit(g.Unit)
		if seen[g.Unit] || !stands || !slices.Contains([]access.Role{access.Officer, access.Office, access.Head}, g.Role) {
			continue
		}
		seen[g.Unit] = true
		for _, what := range []chase.What{chase.Figures, chase.Tasks} {
			l, err := late(ctx, tx, Query{Unit: v.Code, What: what, own: true})
			if err != nil {
				return err
			}
			for _, r := range l.Rows {
				if !slices.Contains(r.Told, actor.Account) || seen[r.ID] {
					continue
				}
				seen[r.ID] = true
				switch {
				case what == chase.Tasks:
					c.Tasks++
				case r.Days > 0 || l.Today.AddDays(rule.Before) >= r.Due:
					count(c, r)
				}
			}
		}
		if g.Role != access.Officer {
			continue
		}
		soon, err := tasks.AllOf(ctx, tx, tasks.Tasks{Unit: v.Code, As: "lead", Status: task.DueSoon})
		if err != nil {
			return err
		}
		for _, t := range soon {
			if !seen[t.ID] && t.State.Due <= tx.Today.AddDays(rule.Before) {
				seen[t.ID] = true
				c.Soon++
			}
		}
	}
	return nil
}

// close closes the months whose agreed day is past.
func (a *Wing) close(ctx context.Context, _ job.Job, _ func(done, total int) error) error {
	return a.desk.WriteSeveral(ctx, byItself, func(ctx context.Context, tx *desk.Tx) error {
		_, err := months.CloseDue(ctx, tx)
		return err
	})
}

// escalate tells the heads of what stayed out for as many working days as the
// rule says after it was due: once for each thing.
func (a *Wing) escalate(ctx context.Context, j job.Job, say func(done, total int) error) error {
	day := period.Date(j.Payload)
	var units []org.Version
	err := a.desk.Read(ctx, byItself, func(ctx context.Context, tx *desk.Tx) error {
		for _, v := range tx.Dir.Versions {
			if v.Holds(day) {
				units = append(units, v)
			}
		}
		return nil
	})
	for i, v := range units {
		if err != nil {
			return err
		}
		if i%25 == 0 {
			if err := say(i, len(units)); err != nil {
				return err
			}
		}
		for _, what := range []chase.What{chase.Figures, chase.Tasks} {
			if err == nil {
				err = a.escalateOf(ctx, Query{Unit: v.Code, What: what, own: true})
			}
		}
	}
	return err
}

func (a *Wing) escalateOf(ctx context.Context, q Query) error {
	left := func(ctx context.Context, tx *desk.Tx) (List, error) {
		rule, err := months.RuleOf(ctx, tx.Tx)
		if err != nil || rule.Escalate <= 0 {
			return List{}, err
		}
		l, err := late(ctx, tx, q)
		if err != nil {
			return l, err
		}
		told, err := tx.Escalated(ctx, l.Unit.ID, l.What, l.Month)
		if err != nil {
			return l, err
		}
		off := rule.Calendar(tx.Today)
		l.Rows = slices.DeleteFunc(l.Rows, func(r Row) bool { // each is a matter of the unit that answers, and of no other
			_, stands := tx.Dir.Tree(tx.Today).Unit(r.Answers.Unit.ID)
			return r.Answers.Unit.ID != l.Unit.ID && (stands || r.Unit.ID != l.Unit.ID) || r.Days <= 0 || off.AddWorkingDays(r.Due, rule.Escalate) > tx.Today || slices.Contains(told, r.ID)
		})
		return l, l.whom(ctx, tx, access.Head)
	}
	some := false
	err := a.desk.Read(ctx, byItself, func(ctx context.Context, tx *desk.Tx) error { // nothing is written for the many who are not late
		l, err := left(ctx, tx)
		some = len(l.People) > 0
		return err
	})
	if err != nil || !some {
		return err
	}
	err = a.desk.WriteSeveral(ctx, byItself, func(ctx context.Context, tx *desk.Tx) error {
		l, err := left(ctx, tx)
		if err != nil || len(l.People) == 0 {
			return err
		}
		_, err = a.send(ctx, tx, l, chase.Escalation, "")
		return err
	})
	if errs.Is(err, errs.Conflict) { // told today already
		return nil
	}
	return err
}
