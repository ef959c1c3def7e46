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
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"maps"
	"slices"
	"strings"
	"time"
)

// Board is the scoreboard of a unit and cycle, as known on a day.
type Board struct {
	Unit    org.Version
	Cycle   period.Cycle
	AsKnown period.Date  // what was known at the end of this day; "" for now
	Through period.Month // the newest month with a counted figure; "" when there is none
	Below   int          // units directly under it
	Rows    []BoardRow
	Parts   []BoardRow              // parts of targets that stand on other boards: shown, not counted
	Count   map[criterion.Class]int // rows per class: always the rows themselves, counted

	Closed *Closing // nil where the year was not closed

	Pace  Pace             // within the year: where it will end at this pace
	Flags []criterion.Flag // doubts about the list as a whole
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
	LastYear store.Standing       // the unit's target for the same a year before; empty where there is none
	Lock     months.MonthStanding // how the month of the counted figure stands
	Reason   *reason.Reason       // why it is behind, as it was said last; nil where it is not, or nobody said
	Parts    []BoardRow           // its parts, in order: shown under it, not counted
	Depth    int                  // 1 for a part, 2 for a part of a part
}

// Word says in one word how the target stands, the same on every face.
func (r BoardRow) Word() string { return r.Standing.Word(r.Prospect) }

// Status gives the codes of how firm the figure is, none where nothing counts or waits.
func (r BoardRow) Status() []string {
	out := []string{}
	if r.Counted != nil {
		if r.Counted.Final {
			out = append(out, "final")
		} else {
			out = append(out, "estimate")
		}
		if r.Counted.Illustrative || r.Target.Illustrative {
			out = append(out, "illustrative")
		}
		if r.Lock.Locked {
			out = append(out, "locked")
		}
		if r.Lock.Reopened {
			out = append(out, "reopened")
		}
	}
	if len(r.Pending) > 0 {
		out = append(out, "pending")
	}
	return out
}

// BoardQuery asks for a board. Unit is a code.
type BoardQuery struct {
	Unit    string
	Cycle   period.Cycle
	AsKnown period.Date  // "" for now
	Until   period.Month // figures of later months are left aside; "" for the whole year
}

// Scoreboard works out the board of a unit and cycle: its own targets or, for a
// unit that was set none, those of other units it answers for. Figures that
// were not approved do not count; they are shown as pending.
func (a *Wing) Scoreboard(ctx context.Context, actor access.Actor, q BoardQuery) (Board, error) {
	var b Board
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		b, err = BoardOf(ctx, tx, unit, q)
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

// BoardOf works out a board from the records.
func BoardOf(ctx context.Context, tx *desk.Tx, unit id.ID, q BoardQuery) (Board, error) {
	d := tx.Dir.Known(q.AsKnown.EndOfDayOrNow())
	day := AnswerDay(tx.Today, q.Cycle, q.AsKnown)
	b := Board{Cycle: q.Cycle, AsKnown: q.AsKnown, Count: map[criterion.Class]int{}}
	b.Unit, _ = d.Unit(unit, day)
	b.Below = len(d.Tree(day).Children(unit))
	targets, err := targetsKnown(ctx, tx, unit, q)
	if err != nil {
		return b, err
	}
	own := slices.ContainsFunc(targets, func(t target.Target) bool { return t.Unit == unit })
	targets = slices.DeleteFunc(targets, func(t target.Target) bool { return own && t.Unit != unit })
	years, err := tx.StandingsBefore(ctx, unit, q.Cycle, q.AsKnown.EndOfDayOrNow(), "")
	if err != nil {
		return b, err
	}
	if q.Until == "" {
		b.Closed, err = closing(ctx, tx, unit, q)
	}
	if err != nil {
		return b, err
	}
	if b.Rows, err = rows(ctx, tx, targets, q, years, b.Closed); err != nil {
		return b, err
	}
	b.Rows, b.Parts = hang(b.Rows)
	for _, row := range b.Rows {
		if row.Counted != nil {
			b.Through = max(b.Through, row.Counted.Month)
		}
		b.Count[row.Class]++
	}
	b.compare()
	b.Flags = append(b.Flags, b.Closed.Flags()...)
	return b, nil
}

// closing gives when the year of a board was closed, as known on the day asked;
// nil where it was not.
func closing(ctx context.Context, tx *desk.Tx, unit id.ID, q BoardQuery) (*Closing, error) {
	all, err := closings(ctx, tx, []id.ID{unit}, q)
	return all[unit], err
}

// targetsKnown gives the targets that a unit has or answers for, also those it
// answered for on the day asked and does not any more.
func targetsKnown(ctx context.Context, tx *desk.Tx, unit id.ID, q BoardQuery) ([]target.Target, error) {
	targets, err := tx.TargetsOf(ctx, unit, q.Cycle)
	if err != nil || q.AsKnown == "" {
		return targets, err
	}
	before := q.AsKnown.EndOfDay()
	once, err := tx.TargetsOnceAnswered(ctx, unit, q.Cycle)
	targets = slices.DeleteFunc(append(targets, once...), func(t target.Target) bool {
		then, _ := t.AsKnown(before)
		return then.Unit != unit && then.AnswerUnit != unit
	})
	return targets, err
}

// rows works out rows of a cycle's board for targets that are known and listed
// on the day asked, from the records and from how the same ended in the years before.
func rows(ctx context.Context, tx *desk.Tx, targets []target.Target, q BoardQuery, years Years, closed *Closing) ([]BoardRow, error) {
	day, before := AnswerDay(tx.Today, q.Cycle, q.AsKnown), q.AsKnown.EndOfDayOrNow()
	d := tx.Dir.Known(before)
	var papers, units []id.ID
	for _, t := range targets {
		if !slices.Contains(papers, t.Document) {
			papers = append(papers, t.Document)
		}
		if !slices.Contains(units, t.Unit) {
			units = append(units, t.Unit)
		}
	}
	documents, err := documentsRead(ctx, tx, papers, before)
	if err != nil {
		return nil, err
	}
	locks, err := months.OfUnits(ctx, tx, units, q.Cycle, q.AsKnown)
	if err != nil {
		return nil, err
	}
	facts, err := Facts(ctx, tx, targets, before)
	if err != nil {
		return nil, err
	}
	var out []BoardRow
	for _, f := range facts {
		t, known := f.Target.AsKnown(before)
		if !known {
			closed.note(f, false, "")
			continue
		}
		figures, flags := f.Figures(before)
		if q.Until != "" { // as the year stood then: nobody had judged it yet
			figures = slices.DeleteFunc(slices.Clone(figures), func(o target.Observation) bool { return o.Month > q.Until })
			f.Words = nil
		}
		row := BoardRow{Target: t, Document: documents[t.Document], Files: f.Files,
			Standing: target.StandingOf(t, figures, f.Words, before, q.Cycle.LastMonth()),
			Answers:  d.AnsweringFor(t, day)}
		row.Flags = slices.Concat(row.Flags, MovedFlags(d, f), flags, closed.note(f, true, row.Class))
		row.Look(years, figures, before)
		if row.Counted != nil {
			row.Lock = locks[t.Unit][row.Counted.Month.Number()-1]
		}
		out = append(out, row)
	}
	return out, withReasons(ctx, tx, out, before)
}

// documentsRead gives documents as they were read just before an instant, by id.
func documentsRead(ctx context.Context, tx *desk.Tx, which []id.ID, before time.Time) (map[id.ID]target.Document, error) {
	out, err := tx.DocumentsByID(ctx, which)
	if err != nil {
		return nil, err
	}
	then, err := tx.DocumentsRead(ctx, slices.Collect(maps.Values(out)), before)
	for _, doc := range then {
		out[doc.ID] = doc
	}
	return out, err
}

// withReasons adds to what is behind why it is, as it was said last.
func withReasons(ctx context.Context, tx *desk.Tx, rows []BoardRow, before time.Time) error {
	var behind []id.ID
	for _, r := range rows {
		if reason.Wanted(r.Word()) {
			behind = append(behind, r.Target.ID)
		}
	}
	said, err := tx.Reasons(ctx, behind, before)
	for i := range rows {
		if list := said[rows[i].Target.ID]; len(list) > 0 {
			rows[i].Reason = &list[len(list)-1]
		}
	}
	return err
}

// Facts reads what decides how targets stood just before an instant (zero: now),
// with the names of the units they came from.
func Facts(ctx context.Context, tx *desk.Tx, targets []target.Target, before time.Time) ([]target.Facts, error) {
	d := tx.Dir
	out, err := tx.FactsAt(ctx, targets, before)
	for i := range out {
		for k, p := range out[i].From {
			v, _ := d.Unit(p.Target.Unit, p.On.AddDays(-1))
			out[i].From[k].Unit = v.Name
		}
	}
	return out, err
}

// MovedFlags say with whom a target goes on.
func MovedFlags(d *desk.Directory, f target.Facts) []criterion.Flag {
	var days []period.Date
	units := map[period.Date][]string{}
	for _, s := range f.Into {
		v, _ := d.Unit(s.Unit, s.On)
		if units[s.On] == nil {
			days = append(days, s.On)
		}
		units[s.On] = append(units[s.On], v.Name)
	}
	var out []criterion.Flag
	for _, on := range days {
		out = append(out, criterion.Flag{Code: "moved", What: phrase.New("target.flag_moved", "on", on, "unit", strings.Join(units[on], ", "))})
	}
	return out
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
