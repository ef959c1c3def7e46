package reviews

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/shortcoming"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// gather fills in the work and the counts of the period. A target counts as it
// stood by the figures up to the last whole month of it; within the year one that
// is on its way as planned counts as done, one that is behind as not (Quy định
// 366-QĐ/TW: a quarter is judged by the plan of the quarter), and one of which
// nothing says what was to be there by then is none of the work. A task counts where it
// was due, or done, in the period.
func (p *Proposal) gather(ctx context.Context, tx *desk.Tx, unit id.ID) error {
	p.Facts = review.Facts{Counts: map[string][]review.Row{}}
	facts, err := p.targets(ctx, tx, unit)
	if err != nil {
		return err
	}
	upTo := p.lastMonth()
	for _, f := range facts {
		if f.Target.Current().Dropped {
			continue // no longer asked; a guard names it where it left late
		}
		item, planned := targetItem(f, upTo)
		if !planned {
			continue // a guard names it
		}
		p.Facts.Work = append(p.Facts.Work, item)
		if p.Who.Post.ID != "" && p.own(f.Target.Post, f.Target.AnswerUnit, unit) {
			item.Own = true
			p.Facts.Work = append(p.Facts.Work, item)
		}
	}
	p.Guards = guards(facts, p.To, upTo)
	rows, err := p.tasks(ctx, tx, unit)
	if err != nil {
		return err
	}
	for _, r := range rows {
		item := taskItem(r, min(p.To, tx.Today))
		p.Facts.Work = append(p.Facts.Work, item)
		if p.Who.Post.ID != "" && p.own(r.Post, r.Lead, unit) {
			item.Own = true
			p.Facts.Work = append(p.Facts.Work, item)
		}
	}
	if err := p.counts(ctx, tx, unit); err != nil {
		return err
	}
	return p.allGood(ctx, tx, unit)
}

// own reports whether a piece of work is tied to the reviewed head's post.
func (p *Proposal) own(post, answers, unit id.ID) bool {
	return post == p.Who.Post.ID || post == "" && (answers == "" || answers == unit)
}

// lastMonth is the last month that ended in the period and, for a head, in the tenure.
func (p *Proposal) lastMonth() period.Month {
	if p.To.Month().End() == p.To {
		return p.To.Month()
	}
	return p.To.Month().Start().AddDays(-1).Month()
}

func (p *Proposal) targets(ctx context.Context, tx *desk.Tx, unit id.ID) ([]target.Facts, error) {
	list, err := tx.TargetsOf(ctx, unit, p.Period.Cycle)
	if err != nil {
		return nil, err
	}
	own := slices.ContainsFunc(list, func(t target.Target) bool { return t.Unit == unit })
	list = slices.DeleteFunc(list, func(t target.Target) bool { return own && t.Unit != unit || t.PartOf != "" })
	return standing.Facts(ctx, tx, list, time.Time{})
}

// targetItem is a target as a piece of work. Not planned is one that is neither
// done nor behind: no plan says what of it was to be there by then (of the month,
// or of a year of a plan of several). That nothing happened so far, where nothing
// is to happen, is as planned.
func targetItem(f target.Facts, upTo period.Month) (item review.Item, planned bool) {
	figures, _ := f.Figures(time.Time{})
	words := f.Words
	if upTo < f.Target.Cycle.LastMonth() {
		words = nil // what a person said of the whole year says nothing of a part of it
	}
	s := target.StandingOf(f.Target, figures, words, time.Time{}, upTo)
	var ahead target.Prospect
	if !s.Due {
		ahead = target.ProspectOf(f.Target, figures, nil, time.Time{}, upTo)
	}
	word := s.Word(ahead)
	if word == "running" && quiet(f.Target, s) {
		word = "on_track"
	}
	item = review.Item{ID: string(f.Target.ID), Name: f.Target.Name, Kind: "target", Word: word, Known: s.Counted != nil || s.Class != criterion.NotAssessed}
	item.Done = s.Class == criterion.Met || s.Class == criterion.Exceeded || word == "on_track"
	item.OnTime, item.Above = item.Done, s.Class == criterion.Exceeded
	if s.Counted != nil {
		item.Figure = map[bool]string{true: "final", false: "estimate"}[s.Counted.Final]
	}
	if r := s.Assessment.Achievement; r != nil {
		d := r.Percent(2).Trim()
		item.Percent = &d
	}
	return item, item.Done || word != "running" && !(f.Target.PartOfTerm() && s.Due)
}

// quiet says whether of what is not to happen nothing has, by the figures there are.
func quiet(t target.Target, s target.Standing) bool {
	c := t.Current().Criterion
	return c.Kind == criterion.ZeroEvent && s.Actual != nil && criterion.Assess(c, s.Actual, t.Current().Options).Class == criterion.Met
}

func (p *Proposal) tasks(ctx context.Context, tx *desk.Tx, unit id.ID) (out []store.TaskRow, err error) {
	q := store.TaskQuery{Lead: unit, Today: tx.Today, Soon: tx.Today, Limit: 500}
	for {
		rows, err := tx.Tasks(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if r.Lead == unit && !r.State.Withdrawn && p.counted(r.State) {
				out = append(out, r)
			}
		}
		if len(rows) < q.Limit {
			return out, nil
		}
		q.AfterDue, q.AfterID = rows[len(rows)-1].State.Due, rows[len(rows)-1].ID
	}
}

// counted reports whether a task belongs to the period: due in it, or without a day
// and done in it.
func (p *Proposal) counted(s task.State) bool {
	if s.Due != "" {
		return s.Due >= p.From && s.Due <= p.To
	}
	return s.DoneOn >= p.From && s.DoneOn <= p.To
}

// taskItem judges a task as of the last day of the period: what was done later was
// not done then.
func taskItem(r store.TaskRow, on period.Date) review.Item {
	state := r.State
	if state.DoneOn > on {
		state.DoneOn = ""
	}
	j := task.Judge(r.Task, state, on, task.SoonDays)
	item := review.Item{ID: string(r.ID), Name: r.Name, Kind: "task", Word: string(j.Status), Known: true, Done: state.DoneOn != ""}
	item.OnTime = item.Done && j.Status != task.DoneLate
	if j.Status == task.DoneLate || j.Status == task.RunningLate {
		item.Delays = 1
	}
	return item
}

// counts fills in what is counted over other units and quarters. A count stays
// unknown, and is asked, where not every row of it is decided.
func (p *Proposal) counts(ctx context.Context, tx *desk.Tx, unit id.ID) error {
	children := tx.Dir.Tree(min(p.To, tx.Today)).Children(unit)
	var ids []id.ID
	named := map[id.ID]string{}
	for _, c := range children {
		ids, named[c.ID] = append(ids, c.ID), c.Name
	}
	levels, err := levels(ctx, tx, ids, p.Period)
	if err != nil {
		return err
	}
	p.Facts.Counts["subunits"] = rowsOf(ids, named)
	if len(levels) == len(ids) {
		for name, holds := range map[string]func(string) bool{
			"subunits.failed":              func(l string) bool { return l == "failed" },
			"subunits.completed_or_better": func(l string) bool { return l != "failed" },
			"subunits.good_or_better":      func(l string) bool { return l == "excellent" || l == "good" },
		} {
			p.Facts.Counts[name] = rowsOf(slices.DeleteFunc(slices.Clone(ids), func(u id.ID) bool { return !holds(levels[u]) }), named)
		}
	}
	if err := p.shortcomings(ctx, tx, unit); err != nil || p.Who.Post.ID == "" {
		return err
	}
	return p.ofHead(ctx, tx, unit)
}

// shortcomings fills in what was found in years before. A register nobody has
// written in says nothing: the counts stay unknown and are asked.
func (p *Proposal) shortcomings(ctx context.Context, tx *desk.Tx, unit id.ID) error {
	of, err := shortcomings.ReviewOf(ctx, tx, unit, p.Period.Cycle, "")
	if err != nil || len(of.Rows)+len(of.Left) == 0 {
		return err
	}
	found, remedied, open := []review.Row{}, []review.Row{}, []review.Row{}
	for _, r := range of.Earlier {
		row := review.Row{ID: string(r.ID), Name: r.Statement}
		found = append(found, row)
		if r.State == shortcoming.Remedied {
			remedied = append(remedied, row)
		} else {
			open = append(open, row)
		}
	}
	p.Facts.Counts["shortcomings.found"], p.Facts.Counts["shortcomings.remedied"], p.Facts.Counts["shortcomings.unremedied"] = found, remedied, open
	return nil
}

// ofHead fills in the level of the unit and the quarters of a head.
func (p *Proposal) ofHead(ctx context.Context, tx *desk.Tx, unit id.ID) error {
	of, err := tx.ReviewOf(ctx, dossier.Dossier{Unit: unit, Subject: review.Collective, Period: p.Period})
	if err == nil {
		p.Facts.Unit = of.Level()
	} else if !errs.Is(err, errs.NotFound) {
		return err
	}
	own, err := tx.ReviewsOfPerson(ctx, p.Who.Person.ID, dossier.Dossier{Period: p.Period})
	if err != nil {
		return err
	}
	var quarters, failed []review.Row
	for _, d := range own {
		if d.Period.Span == review.Quarter && d.Level() != "" {
			row := review.Row{ID: string(d.ID), Name: d.Period.String()}
			if quarters = append(quarters, row); d.Level() == "failed" {
				failed = append(failed, row)
			}
		}
	}
	if len(quarters) > 0 {
		p.Facts.Counts["quarters"], p.Facts.Counts["quarters.failed"] = quarters, failed
	}
	return nil
}

func rowsOf(ids []id.ID, named map[id.ID]string) []review.Row {
	out := make([]review.Row, 0, len(ids))
	for _, u := range ids {
		out = append(out, review.Row{ID: string(u), Name: named[u]})
	}
	return out
}
