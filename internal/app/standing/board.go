package standing

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
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
	Answers  desk.Responsible
	Files    int                  // evidence files behind it
	Lock     months.MonthStanding // how the month of the counted figure stands
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
func (a *Wing) Scoreboard(ctx context.Context, actor access.Actor, q BoardQuery) (Board, error) {
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

// AnswerDay is the day whose head answers: the day asked, but not after the cycle's end.
func AnswerDay(today period.Date, cycle period.Cycle, asKnown period.Date) period.Date {
	day := asKnown
	if day == "" {
		day = today
	}
	return min(max(day, cycle.Start()), cycle.End())
}

func board(ctx context.Context, tx *desk.Tx, unit id.ID, q BoardQuery) (Board, error) {
	d := tx.Dir
	day := AnswerDay(tx.Today, q.Cycle, q.AsKnown)
	b := Board{Cycle: q.Cycle, AsKnown: q.AsKnown, Count: map[criterion.Class]int{}}
	b.Unit, _ = d.Unit(unit, day)
	b.Below = len(d.Tree(day).Children(unit))
	facts, err := readFacts(ctx, tx, unit, q.Cycle)
	if err != nil {
		return b, err
	}
	months, err := months.Of(ctx, tx, unit, q.Cycle)
	if err != nil {
		return b, err
	}
	before := q.AsKnown.EndOfDayOrNow()
	last, err := LastYear(ctx, tx, unit, q.Cycle, before)
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
		row.Look(last[t.Indicator], figures, before)
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
func (a *Wing) Cycles(ctx context.Context, actor access.Actor, unitCode string) ([]period.Cycle, error) {
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
