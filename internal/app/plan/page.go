package plan

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures/chains"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/units"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// TargetPage is everything about one target.
type TargetPage struct {
	standing.BoardRow
	Unit         org.Version
	AsKnown      period.Date
	Observations []target.Observation // by month and order
	Words        []target.Confirmation
	Allotted     []Allotted
	Reserve      *target.Reserve
	Balance      target.Balance
	Parent       *target.Target
	Whole        *target.Target  // what it is a part of, in the same list
	Under        []target.Target // its parts
	OtherYears   []target.Target
	Months       []months.MonthStanding
	Tenures      []units.Tenure // who held the answering post in the cycle
	From, Into   []Passed       // the targets it was restated from, and those it goes on as
	May          map[access.Action]bool
	Reasons      []reason.Reason        // why it was behind, in the order it was said
	Coming       []Coming               // who will answer from a day to come
	Where        map[id.ID]chains.Where // in its chain, by figure that waits
	figures      []target.Observation   // all that may count for it
}

// Would gives how the target would stand with one more figure approved.
func (p TargetPage) Would(o target.Observation) (target.Standing, target.Prospect) {
	return p.Target.Would(o, p.figures, p.Words)
}

// Passed is a target of another unit that one came from or went into.
type Passed struct {
	store.TargetSuccession
	Target target.Target
	Unit   org.Version
}

// Target gives a target with its figures, approvals, evidence and allotment, as known on a day.
func (a *Wing) Target(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (TargetPage, error) {
	var p TargetPage
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := standing.TargetFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		p, err = targetPage(ctx, tx, t, asKnown)
		if err != nil {
			return err
		}
		p.May = map[access.Action]bool{}
		for _, action := range access.Actions() {
			p.May[action] = standing.May(d, action, t) == nil
		}
		return nil
	})
	return p, err
}

// fillReasons adds why the target was behind, and is, and who will answer for it
// from a day to come.
func (p *TargetPage) fillReasons(ctx context.Context, tx *desk.Tx, before time.Time) error {
	said, err := tx.Reasons(ctx, []id.ID{p.ID}, before)
	if p.Reasons = said[p.ID]; len(p.Reasons) > 0 && reason.Wanted(p.Word()) {
		p.Reason = &p.Reasons[len(p.Reasons)-1]
	}
	if err != nil {
		return err
	}
	return p.fillComing(ctx, tx, before)
}

func targetPage(ctx context.Context, tx *desk.Tx, whole target.Target, asKnown period.Date) (TargetPage, error) {
	before := asKnown.EndOfDayOrNow()
	d, p := tx.Dir.Known(before), TargetPage{AsKnown: asKnown}
	t, listed := whole.AsKnown(before)
	if len(t.Revisions) == 0 {
		return p, errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
	}
	if !listed {
		p.Flags = append(p.Flags, criterion.Flag{Code: "dropped", What: phrase.New("target.flag_dropped", "on", period.DateOf(t.Current().At), "reason", t.Current().Reason)})
	}
	dropped := p.Flags
	day := standing.AnswerDay(tx.Today, t.Cycle, asKnown)
	p.Unit, _ = d.Unit(t.Unit, day)
	var err error
	if p.Document, err = documentRead(ctx, tx, t.Document, before); err != nil {
		return p, err
	}
	all, err := tx.ObservationsOfTarget(ctx, t.ID)
	if err != nil {
		return p, err
	}
	for _, o := range all {
		if o.StateAt(before) != "" {
			p.Observations = append(p.Observations, o)
			p.Files += len(o.Evidence)
		}
	}
	p.Target, p.Answers = t, d.AnsweringFor(t, day)
	facts, err := standing.Facts(ctx, tx, []target.Target{whole}, before)
	if err != nil {
		return p, err
	}
	p.Words = facts[0].Words
	figures, flags := facts[0].Figures(before)
	p.figures = figures
	p.Standing = target.StandingOf(t, figures, p.Words, before, t.Cycle.LastMonth())
	p.Flags = slices.Concat(dropped, p.Flags, standing.MovedFlags(d, facts[0]), flags)
	if err := p.lookAround(ctx, tx, figures, before); err != nil {
		return p, err
	}
	if err := p.fillReasons(ctx, tx, before); err != nil {
		return p, err
	}
	if err := p.fillSuccession(ctx, tx, facts[0]); err != nil {
		return p, err
	}
	if err := p.lookAhead(ctx, tx, t); err != nil {
		return p, err
	}
	if p.Counted != nil {
		p.Lock = p.Months[p.Counted.Month.Number()-1]
	}
	p.Tenures = tenuresOf(d, t)
	if err := p.fillParts(ctx, tx, before); err != nil {
		return p, err
	}
	return p, fillAllotment(ctx, tx, &p, before)
}

// tenuresOf gives who held the post that answered for a target, over its cycle:
// where another post answered from a day on, each up to that day or from it.
func tenuresOf(d *desk.Directory, t target.Target) (out []units.Tenure) {
	whole := period.Range{From: t.Cycle.Start(), To: t.Cycle.End().AddDays(1)}
	for _, s := range t.AnsweredBy() {
		for _, ap := range d.Tenures(s.Post) {
			if !ap.Overlaps(whole) || !ap.Overlaps(s.Range) {
				continue
			}
			ap.From, ap.To = max(ap.From, s.From), min(ap.To, s.To)
			out = append(out, units.TenureOf(d, ap))
		}
	}
	return out
}

// ConfirmClass keeps a person's word on a target's class: the proposal is
// confirmed, or overridden with a reason; both are kept.
func (a *Wing) ConfirmClass(ctx context.Context, actor access.Actor, which id.ID, class criterion.Class, reason string) error {
	if !class.Valid() {
		return errs.New(errs.Invalid, "app.class_unknown", "class", string(class)).In("class")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, _, err := standing.TargetFor(ctx, tx, access.Assess, which)
		if err != nil {
			return desk.Entry{}, err
		}
		p, err := targetPage(ctx, tx, t, "")
		if err != nil {
			return desk.Entry{}, err
		}
		proposed := p.Assessment.Class
		if proposed != class && reason == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
		}
		c := target.Confirmation{Target: t.ID, No: len(p.Words) + 1, Proposed: proposed, Confirmed: class, Reason: reason,
			By: actor.Account, ByName: tx.Name(), At: tx.Now}
		return desk.Entry{Action: "target.class_confirmed", Object: t.ID, Unit: t.Unit, Body: c}, tx.InsertConfirmation(ctx, c)
	})
}

// lookAround adds to a target's page the year before, the peers and the twins.
func (p *TargetPage) lookAround(ctx context.Context, tx *desk.Tx, figures []target.Observation, before time.Time) error {
	years, err := tx.StandingsBefore(ctx, p.Target.Unit, p.Cycle, before, p.Indicator)
	if err != nil {
		return err
	}
	p.Look(years, figures, before)
	others, err := tx.TargetsOfIndicator(ctx, p.Indicator, p.Target.Unit)
	if err != nil {
		return err
	}
	p.OtherYears = others
	for _, t := range others {
		if t.Cycle == p.Cycle && t.ID != p.Target.ID && t.Setter != p.Setter && t.Parent == "" && p.Target.Parent == "" {
			p.Beside = append(p.Beside, standing.Beside{Target: t, Assessment: t.Current().Assess(p.Actual)})
		}
	}
	flag, err := peersFlag(ctx, tx, p.Target, before)
	if err == nil && flag != nil {
		p.Flags = append(p.Flags, *flag)
	}
	return err
}

// peersFlag says that a plan asks for more than the best of the units of the
// same kind under the same parent reached the year before. It is silent with
// fewer than three peers that have a result.
func peersFlag(ctx context.Context, tx *desk.Tx, t target.Target, before time.Time) (*criterion.Flag, error) {
	d := tx.Dir
	tree := d.Tree(t.Cycle.Start())
	own, ok := tree.Unit(t.Unit)
	if !ok || own.Parent == "" {
		return nil, nil
	}
	peers, err := tx.StandingsOfPeers(ctx, own.Parent, t.Cycle.Start(), standing.Earlier(t.Cycle), before, t.Indicator)
	if err != nil {
		return nil, err
	}
	var results []criterion.PeerResult
	for _, s := range peers {
		if peer, ok := tree.Unit(s.Unit); ok && peer.ID != t.Unit && peer.Kind == own.Kind && s.Actual != nil {
			results = append(results, criterion.PeerResult{Unit: peer.Name, Actual: *s.Actual})
		}
	}
	if f, beyond := criterion.PeersFlag(t.Current().Criterion, results); beyond {
		return &f, nil
	}
	return nil, nil
}

// fillSuccession adds the targets a target came from and went into.
func (p *TargetPage) fillSuccession(ctx context.Context, tx *desk.Tx, f target.Facts) error {
	d := tx.Dir
	for _, from := range f.From {
		v, _ := d.Unit(from.Target.Unit, from.On.AddDays(-1))
		p.From = append(p.From, Passed{store.TargetSuccession{Old: from.Target.ID, New: p.Target.ID, On: from.On, Share: from.Share}, from.Target, v})
	}
	var ids []id.ID
	for _, into := range f.Into {
		ids = append(ids, into.Target)
	}
	targets, err := tx.TargetsByID(ctx, ids)
	for i, t := range targets {
		on := f.Into[slices.Index(ids, t.ID)].On
		v, _ := d.Unit(t.Unit, on)
		p.Into = append(p.Into, Passed{store.TargetSuccession{Old: p.Target.ID, New: targets[i].ID, On: on}, t, v})
	}
	return err
}

// lookAhead adds how the months stand, and how far the figures that wait are in their
// chains; nothing of a past day.
func (p *TargetPage) lookAhead(ctx context.Context, tx *desk.Tx, t target.Target) (err error) {
	if p.Months, err = months.OfTarget(ctx, tx, t); err != nil {
		return err
	}
	p.Where = map[id.ID]chains.Where{}
	for _, o := range p.Observations {
		if p.AsKnown != "" || !o.State().Pending() {
			continue
		}
		if p.Where[o.ID], err = chains.WhereOf(ctx, tx, t, o); err != nil {
			return err
		}
	}
	return nil
}
