package shortcomings

import (
	"context"
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/app/standing"
	"dondoc/internal/capital"
	"dondoc/internal/criterion"
	"dondoc/internal/forecast"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/shortcoming"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// Proposal is a row that may prove a shortcoming. To raise one is a person's act.
type Proposal struct {
	Ground     shortcoming.Ground
	Field      string
	Statement  phrase.Phrase // as it could be worded
	AnswerUnit id.ID
	Post       id.ID
	Answers    desk.Responsible
	Raised     id.ID // the entry that it proves already; "" while it proves none
}

// Proposals are the rows of a unit's year that may prove shortcomings.
type Proposals struct {
	Unit org.Version
	Year period.Cycle
	Rows []Proposal
	Open int  // targets of the year that are not judged yet, and propose nothing
	More bool // there are more late tasks than are listed
	Many int  // projects of the year, where there are too many to be looked at one by one
	May  bool // raise one
}

// Proposals gives what of a unit's year may be a shortcoming: targets not met,
// tasks late, money slow; each with what proves it.
func (a *Wing) Proposals(ctx context.Context, actor access.Actor, code string, year period.Cycle) (Proposals, error) {
	var out Proposals
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out, err = proposalsOf(ctx, tx, unit, year)
		return err
	})
	return out, err
}

func proposalsOf(ctx context.Context, tx *desk.Tx, unit id.ID, year period.Cycle) (Proposals, error) {
	out := Proposals{Year: year, May: tx.Dir.Can(access.RaiseShortcomings, unit)}
	out.Unit, _ = tx.Dir.Unit(unit, min(tx.Today, year.End()))
	for _, propose := range []func(context.Context, *desk.Tx, id.ID, *Proposals) error{missedTargets, lateTasks, slowMoney} {
		if err := propose(ctx, tx, unit, &out); err != nil {
			return out, err
		}
	}
	raised, err := tx.ProvedBy(ctx, unit)
	for i := range out.Rows {
		out.Rows[i].Raised = raised[out.Rows[i].Ground.Key()]
	}
	return out, err
}

func missedTargets(ctx context.Context, tx *desk.Tx, unit id.ID, out *Proposals) error {
	board, err := standing.BoardOf(ctx, tx, unit, standing.BoardQuery{Cycle: out.Year})
	if err != nil {
		return err
	}
	out.missed(tx, board.Rows, "")
	return nil
}

// missed adds the targets of a board that were not met, and their parts ("trong đó"):
// a part may be missed under a target that was met.
func (out *Proposals) missed(tx *desk.Tx, rows []standing.BoardRow, under string) {
	for _, r := range rows {
		if r.Class == criterion.NotAssessed && under == "" {
			out.Open++
		}
		name := r.Name
		if under != "" {
			name = under + ": " + r.Name
		}
		out.missed(tx, r.Parts, name)
		if r.Class != criterion.NotMet {
			continue
		}
		g := shortcoming.Ground{Kind: shortcoming.OfTarget, Ref: r.Target.ID, Name: name, Asked: r.Current().Wording, Stand: string(r.Class)}
		if r.Counted != nil {
			g.Got = r.Counted.Text
		}
		p := Proposal{Ground: g, Field: r.Field, Statement: phrase.New("shortcoming.said_target", "name", g.Name, "got", g.Got, "asked", g.Asked), Answers: r.Answers}
		if g.Got == "" {
			p.Statement = phrase.New("shortcoming.said_target_none", "name", g.Name, "asked", g.Asked)
		}
		p.AnswerUnit, p.Post = r.Answering(min(tx.Today, out.Year.End()))
		out.Rows = append(out.Rows, p)
	}
}

// mostTasks is how many late tasks of each kind are proposed.
const mostTasks = 200

func lateTasks(ctx context.Context, tx *desk.Tx, unit id.ID, out *Proposals) error {
	seen := map[id.ID]bool{}
	before := out.Year.Start().AddDays(-1)
	for _, q := range []store.TaskQuery{{Unit: unit}, {Lead: unit}} {
		for _, status := range []task.Status{task.RunningLate, task.DoneLate} {
			q.Status, q.Today, q.Soon = status, tx.Today, tx.Today.AddDays(task.SoonDays)
			q.AfterDue, q.Before, q.Limit = before, out.Year.End().AddDays(1), mostTasks+1
			rows, err := tx.Tasks(ctx, q)
			if err != nil {
				return err
			}
			if len(rows) > mostTasks {
				rows, out.More = rows[:mostTasks], true
			}
			for _, r := range rows {
				if seen[r.ID] || r.State.Due < out.Year.Start() {
					continue
				}
				seen[r.ID] = true
				out.Rows = append(out.Rows, lateTask(tx.Dir, r, status))
			}
		}
	}
	return nil
}

func lateTask(d *desk.Directory, r store.TaskRow, status task.Status) Proposal {
	g := shortcoming.Ground{Kind: shortcoming.OfTask, Ref: r.ID, Name: r.Name, Asked: string(r.State.Due), Got: string(r.State.DoneOn), Stand: string(status)}
	said := phrase.New("shortcoming.said_task", "name", g.Name, "due", r.State.Due)
	if status == task.DoneLate {
		said = phrase.New("shortcoming.said_task_done", "name", g.Name, "due", r.State.Due, "done", r.State.DoneOn)
	}
	return Proposal{Ground: g, Field: r.Field, Statement: said, AnswerUnit: r.Lead, Post: r.Post, Answers: d.Answering(r.Lead, r.Post, d.Today())}
}

// slowShare is the share of its plan, in hundredths, under which a year's money
// was slow: what a warning of the year foretells (see package forecast).
const slowShare = 90

// slowMoney proposes projects whose money is watched or warned of and, once the
// capital year is closed, those that ended under slowShare of their plan.
func slowMoney(ctx context.Context, tx *desk.Tx, unit id.ID, out *Proposals) error {
	c, err := money.CapitalOf(ctx, tx, unit, out.Year.Year(), money.At{})
	if err != nil {
		return err
	}
	if c.Taken != nil {
		out.Many = c.Projects()
		return nil
	}
	over := c.Closing.Payments != "" && tx.Today > c.Closing.Payments
	for _, r := range c.Rows {
		plan, paid := r.Position.Bound.Plan, r.Position.Bound.Paid
		slow := r.Grade != forecast.Calm
		if over {
			slow = paid*100 < plan*slowShare
		}
		if plan <= 0 || !slow {
			continue
		}
		stand := string(r.Grade)
		if over {
			stand = "ended"
		}
		g := shortcoming.Ground{Kind: shortcoming.OfCapital, Ref: r.ID, Name: r.Code + " · " + r.Name, Asked: strconv.FormatInt(plan, 10), Got: strconv.FormatInt(paid, 10), Stand: stand}
		percent, _ := (capital.Rate{Paid: paid, Plan: plan}).Percent(1)
		out.Rows = append(out.Rows, Proposal{Ground: g, Field: r.Programme, AnswerUnit: r.Unit, Post: r.Post, Answers: r.Answers,
			Statement: phrase.New("shortcoming.said_capital", "name", g.Name, "paid", capital.Dong(paid).Billions(), "plan", capital.Dong(plan).Billions(), "percent", percent)})
	}
	return nil
}
