package figures

import (
	"context"
	"errors"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Reports that wait at once are looked at together and written together: what
// they are checked against is read once for all, and their rows and entries go
// in a few statements. Each is refused or kept by itself, as if it were alone.

// reporting is what one officer reports at once.
type reporting struct {
	actor access.Actor
	list  []NewReport
	made  []target.Observation
	errs  []error // one for each of list
}

// ReportMany keeps several reported figures without files, in order; it gives
// an error or nil for each. What is wrong with one keeps no other from being kept.
func (a *Wing) ReportMany(ctx context.Context, actor access.Actor, list []NewReport) ([]target.Observation, []error, error) {
	job, err := newReporting(actor, list)
	if err != nil {
		return nil, nil, err
	}
	if err := a.desk.WriteAlike(ctx, a.alike, job); err != nil {
		return nil, nil, err
	}
	return job.made, job.errs, nil
}

// ReportAll is ReportMany, but that one that is refused keeps all others from being
// kept: what was made is then empty, and each has its error or nil.
func (a *Wing) ReportAll(ctx context.Context, actor access.Actor, list []NewReport) ([]target.Observation, []error, error) {
	job, err := newReporting(actor, list)
	if err != nil {
		return nil, nil, err
	}
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if _, err := a.reportAll(ctx, tx, []any{job}); err != nil {
			return err
		}
		if slices.ContainsFunc(job.errs, func(err error) bool { return err != nil }) {
			return errRefusedOne
		}
		return nil
	})
	if errors.Is(err, errRefusedOne) {
		return nil, job.errs, nil
	}
	return job.made, job.errs, err
}

var errRefusedOne = errors.New("one is refused")

func newReporting(actor access.Actor, list []NewReport) (*reporting, error) {
	for _, in := range list {
		if len(in.Files) > 0 {
			return nil, errs.New(errs.Invalid, "app.files_many", "most", 0).In("files")
		}
	}
	return &reporting{actor: actor, list: list}, nil
}

// reportAll keeps what several officers report; for one who reports a single
// figure its error is the officer's.
func (a *Wing) reportAll(ctx context.Context, tx *desk.Tx, items []any) ([]error, error) {
	var waiting []place
	jobs := make([]*reporting, len(items))
	for i, item := range items {
		job := item.(*reporting)
		jobs[i] = job
		job.made, job.errs = make([]target.Observation, len(job.list)), make([]error, len(job.list))
		for k := range job.list {
			if job.errs[k] = job.list[k].check(); job.errs[k] == nil {
				waiting = append(waiting, place{job, k})
			}
		}
	}
	for len(waiting) > 0 { // the second figure of a target and month sees the first
		var now, later []place
		seen := map[figureOf]bool{}
		for _, p := range waiting {
			if of := (figureOf{p.in().Target, p.in().Month}); seen[of] {
				later = append(later, p)
			} else {
				seen[of] = true
				now = append(now, p)
			}
		}
		if err := reportApart(ctx, tx, now); err != nil {
			return nil, err
		}
		waiting = later
	}
	out := make([]error, len(jobs))
	for i, job := range jobs {
		if len(job.list) == 1 {
			out[i] = job.errs[0]
		}
	}
	return out, nil
}

// place is one report of a list.
type place struct {
	*reporting
	at int
}

func (p place) in() NewReport { return p.list[p.at] }

// figureOf is what a figure is of.
type figureOf struct {
	target id.ID
	month  period.Month
}

// reportApart keeps reports of different targets or months.
func reportApart(ctx context.Context, tx *desk.Tx, list []place) error {
	g, err := gather(ctx, tx, list)
	if err != nil {
		return err
	}
	var figures []store.Figure
	var kept []place
	for _, p := range list {
		f, err := judge(ctx, tx.As(p.actor), g, p.in())
		switch kind := errs.KindOf(err); {
		case err == nil:
			figures, kept = append(figures, f), append(kept, p)
		case kind == errs.Internal || kind == errs.Unavailable:
			return err
		default:
			p.errs[p.at] = err
		}
	}
	if err := tx.KeepFigures(ctx, figures); err != nil {
		return err
	}
	for i, p := range kept {
		p.made[p.at] = figures[i].Observation
	}
	return nil
}

// judge makes what is kept of a report, or says why it is not.
func judge(ctx context.Context, tx *desk.Tx, g *gathered, in NewReport) (store.Figure, error) {
	var f store.Figure
	t, ok := g.targets[in.Target]
	if !ok {
		return f, desk.Missing(errs.New(errs.NotFound, "error.not_found"))
	}
	if err := standing.May(tx.Dir, access.Report, t); err != nil {
		return f, err
	}
	earlier, err := mayReportNow(ctx, tx, g, t, in)
	if err != nil {
		return f, err
	}
	if f.Observation, err = read(tx, in, t, g.alike[t.ID]); err != nil {
		return f, err
	}
	if err := carryOver(ctx, tx, &f.Observation, earlier, in.Keep); err != nil {
		return f, err
	}
	if f.Replaces, err = supersede(tx, earlier); err != nil {
		return f, err
	}
	f.Logged, err = tx.Said(desk.Entry{Action: "observation.reported", Object: t.ID, Unit: t.Unit, Sealed: in.Draft,
		Body: map[string]any{"month": f.Month, "text": f.Text}})
	return f, err
}

// gathered is what reports are checked against.
type gathered struct {
	targets  map[id.ID]target.Target
	locks    []period.Lock // of all units that may close months for them
	around   map[id.ID][]store.TargetSuccession
	reported map[period.Month]map[id.ID][]target.Observation
	alike    map[id.ID][]target.Observation // approved, of the targets and of the same in other years
}

func gather(ctx context.Context, tx *desk.Tx, list []place) (*gathered, error) {
	g := &gathered{targets: map[id.ID]target.Target{}, reported: map[period.Month]map[id.ID][]target.Observation{}}
	var all, units []id.ID
	by := map[period.Month][]id.ID{}
	for _, p := range list {
		all = append(all, p.in().Target)
		by[p.in().Month] = append(by[p.in().Month], p.in().Target)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	targets, err := tx.TargetsByID(ctx, all)
	if err != nil {
		return nil, err
	}
	seen := map[id.ID]bool{}
	for _, t := range targets {
		g.targets[t.ID] = t
		for _, of := range []id.ID{t.Unit, t.AnswerUnit} {
			if !seen[of] {
				seen[of] = true
				units = append(units, tx.Dir.Path(of, tx.Today)...)
			}
		}
	}
	slices.Sort(units)
	if g.locks, err = tx.LocksOf(ctx, slices.Compact(units)); err != nil {
		return nil, err
	}
	if g.around, err = tx.SuccessionsOf(ctx, all); err != nil {
		return nil, err
	}
	if g.alike, err = tx.ApprovedAlike(ctx, all); err != nil {
		return nil, err
	}
	for month, of := range by {
		if g.reported[month], err = tx.ObservationsIn(ctx, of, month); err != nil {
			return nil, err
		}
	}
	return g, nil
}
