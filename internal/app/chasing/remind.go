package chasing

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// longestNote is how long the office's own words with a chaser may be, in bytes.
const longestNote = 500

// MostShown is how many chasers and notices are shown, the newest.
const MostShown = 100

// Order asks for a chaser to all who are late.
type Order struct {
	Query
	Note   string // the office's own words; may be empty
	DryRun bool
}

// Sent is the list a chaser went by, with the chaser; none of a dry run.
type Sent struct {
	List
	Chaser chase.Chaser
}

// Remind sends one notice to each person responsible for something on the list,
// and a letter where they want one. The same list is chased once a day.
func (a *Wing) Remind(ctx context.Context, actor access.Actor, in Order) (Sent, error) {
	var out Sent
	in.Note = strings.TrimSpace(in.Note)
	if desk.Bad(in.Note) || len(in.Note) > longestNote {
		return out, errs.New(errs.Invalid, "app.text_bad").In("note")
	}
	run := a.desk.WriteSeveral
	if in.DryRun {
		run = a.desk.Rehearse
	}
	err := run(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		unit, err := tx.Dir.UnitByCode(in.Unit)
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.ManageTasks, unit); err != nil {
			return err
		}
		q := in.Query
		q.By, q.Only, q.To, q.Limit, q.After = "", "", "", 0, "" // all who are late are told
		l, err := late(ctx, tx, q)
		if err != nil {
			return err
		}
		out, err = a.send(ctx, tx, l, "", in.Note)
		return err
	})
	if in.DryRun {
		out.Chaser = chase.Chaser{}
	}
	return out, err
}

// kindOf is the kind of the notices a chaser makes.
func kindOf(c chase.Chaser) string {
	switch {
	case c.Rule == chase.Escalation && c.What == chase.Tasks:
		return chase.OfTheHead
	case c.Rule == chase.Escalation:
		return chase.OfHead
	}
	return string(c.What)
}

// send writes a chaser of a list, its notices and the letters they want.
func (a *Wing) send(ctx context.Context, tx *desk.Tx, l List, by, note string) (Sent, error) {
	if l.Count == 0 {
		return Sent{List: l}, errs.New(errs.Conflict, "chase.nobody_late")
	}
	if len(l.People) == 0 {
		return Sent{List: l}, errs.New(errs.Conflict, "chase.nobody_to_tell", "n", l.Count).Try("chase.nobody_to_tell_hint")
	}
	c := chase.Chaser{ID: tx.Mint(), Unit: l.Unit.ID, What: l.What, Month: l.Month, Day: tx.Today, Rule: by, Note: note,
		Rows: l.Count, Untold: l.Untold, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
	var items []chase.Item
	counts := map[id.ID]*chase.Counts{}
	for _, r := range l.Rows {
		for _, a := range r.Told {
			items = append(items, chase.Item{Account: a, Object: r.ID})
			if counts[a] == nil {
				counts[a] = &chase.Counts{}
			}
			if l.What == chase.Tasks {
				counts[a].Tasks++
			} else {
				count(counts[a], r)
			}
		}
	}
	if err := tx.InsertChaser(ctx, c, items); errs.Is(err, errs.Conflict) {
		return Sent{List: l}, errs.New(errs.Conflict, "chase.today_already").Try("chase.today_already_hint")
	} else if err != nil {
		return Sent{}, err
	}
	rule, err := months.RuleOf(ctx, tx.Tx)
	if err != nil {
		return Sent{}, err
	}
	for _, p := range l.People {
		n := chase.Notice{ID: tx.Mint(), Account: p.Account, Once: string(c.ID), Kind: kindOf(c), Chaser: c.ID, Unit: c.Unit, Month: c.Month,
			ByName: c.ByName, Note: note, At: tx.Now, Counts: *counts[p.Account]}
		if _, err := tell(ctx, tx.Tx, tx.Mint, n, p.wish, rule); err != nil {
			return Sent{}, err
		}
	}
	action := "chase.sent"
	if by != "" {
		action = "chase.escalated"
	}
	_, err = tx.Log(ctx, desk.Entry{Action: action, Object: c.ID, Unit: c.Unit, Body: map[string]any{"what": c.What, "month": c.Month, "rows": c.Rows, "people": len(l.People), "untold": c.Untold}})
	return Sent{List: l, Chaser: c}, err
}

// count adds a figure that is asked for: late, or still to come; Due is the first day
// there is of the worse sort.
func count(c *chase.Counts, r Row) {
	if r.Days > 0 {
		if c.Late == 0 || r.Due < c.Due {
			c.Due = r.Due
		}
		c.Late++
		return
	}
	if c.Late == 0 && (c.Report == 0 || r.Due < c.Due) {
		c.Due = r.Due
	}
	c.Report++
}

// letter is the kind of jobs that send one.
const letter = "mail"

// tell keeps a notice, with the job of its letter where one is wanted; false
// where the account was told before.
func tell(ctx context.Context, tx *store.Tx, mint func() id.ID, n chase.Notice, w chase.Wish, r chase.Rule) (bool, error) {
	if w.WantsMail(n.Kind) {
		n.Mail = chase.MailWaits
	}
	fresh, err := tx.InsertNotice(ctx, n)
	if err != nil || !fresh {
		return fresh, err
	}
	if err := pushes(ctx, tx, mint, n, w, r.Calendar(period.DateOf(n.At))); err != nil || n.Mail == "" {
		return true, err
	}
	account, err := tx.AccountByID(ctx, n.Account)
	if err != nil {
		return false, err
	}
	_, err = tx.InsertJob(ctx, job.Job{ID: mint(), Kind: letter, Once: string(n.ID), Payload: string(n.ID), Unit: account.Home,
		RunAt: w.Reaches(n.At, r.Calendar(period.DateOf(n.At))), Made: n.At})
	return true, err
}

// Delivered is what became of a chaser for one person.
type Delivered struct {
	chase.Notice
	Name  string
	Login string
	Rows  int
}

// Given is a chaser with whom it reached.
type Given struct {
	chase.Chaser
	UnitIs org.Version
	People []Delivered
	Opened int
}

// Chasers gives what was sent of a unit's lists, the newest first, with who got
// it, by which way, and when they opened it.
func (a *Wing) Chasers(ctx context.Context, actor access.Actor, code string) ([]Given, error) {
	var out []Given
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		unit, err := tx.Dir.UnitByCode(code)
		if err != nil {
			return err
		}
		if err := tx.Dir.May(access.ManageTasks, unit); err != nil {
			return err
		}
		all, err := tx.Chasers(ctx, unit, MostShown)
		if err != nil {
			return err
		}
		for _, c := range all {
			g, err := given(ctx, tx, c)
			if err != nil {
				return err
			}
			out = append(out, g)
		}
		return nil
	})
	return out, err
}

// Chaser gives one chaser with whom it reached.
func (a *Wing) Chaser(ctx context.Context, actor access.Actor, which id.ID) (Given, error) {
	var out Given
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		c, _, err := tx.Chaser(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.ManageTasks, c.Unit); err != nil {
			return err
		}
		out, err = given(ctx, tx, c)
		return err
	})
	return out, err
}

func given(ctx context.Context, tx *desk.Tx, c chase.Chaser) (Given, error) {
	g := Given{Chaser: c}
	g.UnitIs, _ = tx.Dir.Unit(c.Unit, tx.Today)
	notices, err := tx.NoticesOf(ctx, c.ID)
	for _, n := range notices {
		account, err := tx.AccountByID(ctx, n.Account)
		if err != nil {
			return g, err
		}
		g.People = append(g.People, Delivered{Notice: n, Name: account.Name, Login: account.Username, Rows: n.Counts.Sum()})
		if !n.Opened.IsZero() {
			g.Opened++
		}
	}
	slices.SortFunc(g.People, func(x, y Delivered) int { return strings.Compare(x.Name+x.Login, y.Name+y.Login) })
	return g, err
}
