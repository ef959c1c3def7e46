package app

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Board is the scoreboard of a unit and cycle, as known on a day.
type Board struct {
	Unit    org.Version
	Cycle   period.Cycle
	AsKnown period.Date  // what was known at the end of this day; "" for now
	Through period.Month // the newest month with a counted figure; "" when there is none
	Below   int          // units directly under it
	Rows    []BoardRow
	Count   map[criterion.Class]int // rows per class: always the rows themselves, counted

	Pace  Pace             // within the year: where it will end at this pace
	Flags []criterion.Flag // doubts about the list as a whole

	behind []id.ID // targets of other units that figures were restated from
}

// Total is the number of targets: N in "n/N".
func (b Board) Total() int { return len(b.Rows) }

// Reached is the number met or exceeded: n in "n/N".
func (b Board) Reached() int { return b.Count[criterion.Exceeded] + b.Count[criterion.Met] }

// Pace counts the targets of a board by where they will end at this pace. A
// target that is decided counts as it stands.
type Pace struct{ Reach, Miss, Open int }

// Paced says which of the three a row counts in.
func (r BoardRow) Paced() string {
	class := r.Class
	if class == criterion.NotAssessed && r.Outlook != nil {
		class = r.Outlook.Class
	}
	switch class {
	case criterion.Exceeded, criterion.Met:
		return "reach"
	case criterion.NotMet:
		return "miss"
	}
	return "open"
}

// Beside is the same result against what another setter asked for.
type Beside struct {
	Target     target.Target
	Assessment criterion.Assessment
}

// BoardRow is one target on the board.
type BoardRow struct {
	target.Target
	target.Standing
	target.Prospect
	Beside   []Beside
	Document target.Document
	Answers  Responsible
	Files    int           // evidence files behind it
	Lock     MonthStanding // how the month of the counted figure stands
}

// BoardQuery asks for a board. Unit is a code.
type BoardQuery struct {
	Unit    string
	Cycle   period.Cycle
	AsKnown period.Date // "" for now
}

// Scoreboard works out the board of a unit and cycle: its own targets or, for a
// unit that was set none, those of other units it answers for. Figures that
// were not approved do not count; they are shown as pending. The board may be
// shared with other callers and must not be changed.
func (a *App) Scoreboard(ctx context.Context, actor access.Actor, q BoardQuery) (Board, error) {
	var b Board
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		b, err = a.boardOf(ctx, tx, unit, q)
		return err
	})
	return b, err
}

// answerDay is the day whose head answers: the day asked, but not after the cycle's end.
func answerDay(today period.Date, cycle period.Cycle, asKnown period.Date) period.Date {
	day := asKnown
	if day == "" {
		day = today
	}
	return min(max(day, cycle.Start()), cycle.End())
}

func board(ctx context.Context, tx *desk.Tx, unit id.ID, q BoardQuery) (Board, error) {
	d := tx.Dir
	day := answerDay(tx.Today, q.Cycle, q.AsKnown)
	b := Board{Cycle: q.Cycle, AsKnown: q.AsKnown, Count: map[criterion.Class]int{}}
	b.Unit, _ = d.Unit(unit, day)
	b.Below = len(d.Tree(day).Children(unit))
	facts, err := readFacts(ctx, tx, unit, q.Cycle)
	if err != nil {
		return b, err
	}
	months, err := months(ctx, tx, unit, q.Cycle)
	if err != nil {
		return b, err
	}
	before := q.AsKnown.EndOfDayOrNow()
	last, err := lastYear(ctx, tx, unit, q.Cycle, before)
	if err != nil {
		return b, err
	}
	facts.shareResults()
	own := false
	for _, t := range facts.targets {
		own = own || t.Unit == unit
	}
	for _, whole := range facts.targets {
		t, known := whole.AsKnown(before)
		if !known || own && t.Unit != unit {
			continue
		}
		figures, flags, err := successions(ctx, tx, t, facts.successions, facts.observations[t.ID], before)
		if err != nil {
			return b, err
		}
		row := BoardRow{Target: t, Document: facts.documents[t.Document], Files: facts.files[t.ID],
			Standing: target.StandingOf(t, figures, facts.words[t.ID], before, q.Cycle.LastMonth()),
			Answers:  d.Answering(t.AnswerUnit, t.Post, day)}
		row.Flags = append(row.Flags, flags...)
		row.look(last[t.Indicator], figures, before)
		if row.Counted != nil {
			b.Through = max(b.Through, row.Counted.Month)
			row.Lock = months[row.Counted.Month.Number()-1]
		}
		b.Rows = append(b.Rows, row)
		b.Count[row.Class]++
	}
	for _, s := range facts.successions {
		b.behind = append(b.behind, s.Old)
	}
	for _, l := range last {
		b.behind = append(b.behind, l.target.ID)
	}
	b.compare()
	return b, nil
}

// boardFacts is what a board is worked out from, by target.
type boardFacts struct {
	targets      []target.Target
	documents    map[id.ID]target.Document
	observations map[id.ID][]target.Observation
	words        map[id.ID][]target.Confirmation
	files        map[id.ID]int
	successions  []store.TargetSuccession
}

func readFacts(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle) (boardFacts, error) {
	f := boardFacts{documents: map[id.ID]target.Document{}, observations: map[id.ID][]target.Observation{}, words: map[id.ID][]target.Confirmation{}}
	var err error
	if f.targets, err = tx.TargetsOf(ctx, unit, cycle); err != nil {
		return f, err
	}
	for _, t := range f.targets {
		if _, known := f.documents[t.Document]; !known {
			if f.documents[t.Document], err = tx.Document(ctx, t.Document); err != nil {
				return f, err
			}
		}
	}
	observations, err := tx.ObservationsOfUnit(ctx, unit, cycle)
	if err != nil {
		return f, err
	}
	for _, o := range observations {
		f.observations[o.Target] = append(f.observations[o.Target], o)
	}
	words, err := tx.ConfirmationsOf(ctx, unit, cycle)
	if err != nil {
		return f, err
	}
	for _, w := range words {
		f.words[w.Target] = append(f.words[w.Target], w)
	}
	if f.successions, err = tx.TargetSuccessionsOf(ctx, unit, cycle); err != nil {
		return f, err
	}
	f.files, err = tx.EvidenceCounts(ctx, unit, cycle)
	return f, err
}

// Cycles gives the cycles in which a unit has or answers for targets.
func (a *App) Cycles(ctx context.Context, actor access.Actor, unitCode string) ([]period.Cycle, error) {
	var out []period.Cycle
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(unitCode)
		if err != nil {
			return err
		}
		out, err = tx.Cycles(ctx, unit)
		return err
	})
	return out, err
}

// TargetPage is everything about one target.
type TargetPage struct {
	BoardRow
	Unit         org.Version
	AsKnown      period.Date
	Observations []target.Observation // by month and order
	Words        []target.Confirmation
	Allotted     []Allotted
	Reserve      *target.Reserve
	Balance      target.Balance
	Parent       *target.Target
	OtherYears   []target.Target
	Months       []MonthStanding
	Tenures      []Tenure // who held the answering post in the cycle
	From, Into   []Passed // the targets it was restated from, and those it goes on as
	May          map[access.Action]bool
}

// Passed is a target of another unit that one came from or went into.
type Passed struct {
	store.TargetSuccession
	Target target.Target
	Unit   org.Version
}

// Tenure is one holder of a post.
type Tenure struct {
	org.Appointment
	Person org.Person
}

func tenureOf(d *Directory, ap org.Appointment) Tenure {
	_, person := d.Of(ap)
	return Tenure{ap, person}
}

// Target gives a target with its figures, approvals, evidence and allotment, as known on a day.
func (a *App) Target(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (TargetPage, error) {
	var p TargetPage
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := targetFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		p, err = targetPage(ctx, tx, t, asKnown)
		if err != nil {
			return err
		}
		p.May = map[access.Action]bool{}
		for _, action := range access.Actions() {
			p.May[action] = mayOn(d, action, t) == nil
		}
		return nil
	})
	return p, err
}

func targetPage(ctx context.Context, tx *desk.Tx, whole target.Target, asKnown period.Date) (TargetPage, error) {
	d, p := tx.Dir, TargetPage{AsKnown: asKnown}
	before := asKnown.EndOfDayOrNow()
	t, listed := whole.AsKnown(before)
	if len(t.Revisions) == 0 {
		return p, errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
	}
	if !listed {
		p.Flags = append(p.Flags, criterion.Flag{Code: "dropped", What: phrase.New("target.flag_dropped", "on", period.DateOf(t.Current().At), "reason", t.Current().Reason)})
	}
	dropped := p.Flags
	day := answerDay(tx.Today, t.Cycle, asKnown)
	p.Unit, _ = d.Unit(t.Unit, day)
	var err error
	if p.Document, err = tx.Document(ctx, t.Document); err != nil {
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
	if p.Words, err = tx.Confirmations(ctx, t.ID); err != nil {
		return p, err
	}
	p.Target, p.Answers = t, d.Answering(t.AnswerUnit, t.Post, day)
	figures, flags, err := successionsOf(ctx, tx, t, all, before)
	if err != nil {
		return p, err
	}
	p.Standing = target.StandingOf(t, figures, p.Words, before, t.Cycle.LastMonth())
	p.Flags = append(append(dropped, p.Flags...), flags...)
	if err := p.lookAround(ctx, tx, figures, before); err != nil {
		return p, err
	}
	if err := p.fillSuccession(ctx, tx); err != nil {
		return p, err
	}
	if p.Months, err = months(ctx, tx, t.Unit, t.Cycle); err != nil {
		return p, err
	}
	if p.Counted != nil {
		p.Lock = p.Months[p.Counted.Month.Number()-1]
	}
	for _, ap := range d.Tenures(t.Post) {
		if ap.Overlaps(period.Range{From: t.Cycle.Start(), To: t.Cycle.End().AddDays(1)}) {
			p.Tenures = append(p.Tenures, tenureOf(d, ap))
		}
	}
	if err := fillAllotment(ctx, tx, &p, before); err != nil {
		return p, err
	}
	p.OtherYears, err = tx.TargetsOfIndicator(ctx, t.Indicator, t.Unit)
	return p, err
}

// ConfirmClass keeps a person's word on a target's class: the proposal is
// confirmed, or overridden with a reason; both are kept.
func (a *App) ConfirmClass(ctx context.Context, actor access.Actor, which id.ID, class criterion.Class, reason string) error {
	if !class.Valid() {
		return errs.New(errs.Invalid, "app.class_unknown", "class", string(class)).In("class")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, _, err := targetFor(ctx, tx, access.Assess, which)
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
			By: actor.Account, ByName: actor.Name, At: a.now()}
		return desk.Entry{Action: "target.class_confirmed", Object: t.ID, Unit: t.Unit, Body: c}, tx.InsertConfirmation(ctx, c)
	})
}
