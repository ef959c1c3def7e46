package figures

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
)

// Weighed is what a typed cell would come to.
type Weighed struct {
	Of      target.Target
	Actual  criterion.Actual
	Would   target.Standing // were it approved
	Total   *measure.Decimal
	Doubts  []phrase.Phrase // each wants a word of why before it is sent
	Unclear error           // it cannot be read for sure; nil where it can
}

// scales are what typed cells are weighed against.
type scales struct {
	all   map[id.ID][]target.Observation // of each target, with steps
	alike map[id.ID][]target.Observation // see gathered
}

func scalesFor(ctx context.Context, tx *desk.Tx, targets []id.ID) (s scales, err error) {
	if len(targets) == 0 {
		return s, nil
	}
	if s.all, err = tx.ObservationsAt(ctx, targets, time.Time{}); err == nil {
		s.alike, err = tx.ApprovedAlike(ctx, targets)
	}
	return s, err
}

// weigh reads a typed cell as a report of it would be read.
func (s scales) weigh(tx *desk.Tx, t target.Target, month period.Month, c Cell) Weighed {
	w := Weighed{Of: t}
	o, err := read(tx, NewReport{Target: t.ID, Month: month, Text: c.Text, Meant: c.Meant, Cumulative: !c.Within, Final: !c.Estimate, Note: c.Note, Draft: true}, t, s.alike[t.ID])
	if err != nil {
		w.Unclear = err
		return w
	}
	w.Actual = o.Actual
	w.Doubts = typed.Doubts(t, before(s.all[t.ID], o), o)
	var others []target.Observation // what is on its way to the same month gives way
	for _, other := range s.all[t.ID] {
		if other.Month != month {
			others = append(others, other)
		}
	}
	w.Would, _ = t.Would(o, others, nil)
	for _, m := range w.Would.Months {
		if m.Month == month {
			w.Total = m.Value
		}
	}
	return w
}

// doubtful refuses what is doubtful and has no word of why.
func (w Weighed) doubtful(note string) error {
	if w.Unclear != nil || len(w.Doubts) == 0 || note != "" {
		return nil
	}
	return errs.New(errs.Invalid, "app.typed_doubt", "doubt", w.Doubts[0]).In("note")
}

// noted gives the note that went with the newest approved figure before a month
// that has one.
func noted(all []target.Observation, month period.Month) (note string, of period.Month) {
	for _, o := range all {
		if o.Month < month && o.Month >= of && o.Note != "" && o.State() == approval.Approved {
			note, of = o.Note, o.Month
		}
	}
	return note, of
}

// Beside is what stands beside a row of the sheet to type by.
type Beside struct {
	Typed    *typed.Row // what the actor has typed and not sent; nil where nothing
	Kept     time.Time  // when the actor typed there last, even what stands there already; zero for never
	Weighed  *Weighed   // what that would come to; nil without a figure
	Note     string     // of the newest month before that has one
	NoteOf   period.Month
	Within   bool      // how the newest figure before was counted: within its month
	By       string    // who reported the figure that stands
	Reported time.Time // and when
}

// besideOf gives what stands beside each row of a sheet.
func besideOf(ctx context.Context, tx *desk.Tx, e *Entry) error {
	kept, err := tx.TypedIn(ctx, tx.Actor.Account, e.Month.Month)
	if err != nil {
		return err
	}
	targets := make([]id.ID, len(e.Rows))
	for i, row := range e.Rows {
		targets[i] = row.Target.ID
	}
	s, err := scalesFor(ctx, tx, targets)
	e.Beside = make(map[id.ID]Beside, len(e.Rows))
	for _, row := range e.Rows {
		b := besideRow(s, *e, row)
		if r, ok := kept[row.Target.ID]; ok {
			b.Kept = r.At
			stands, c := e.Stands(row), cellOf(r)
			if send, report := stands.Asks(c, true); send || report || c.Note != stands.Note {
				b.Typed = &r
				if strings.TrimSpace(c.Text) != "" {
					w := s.weigh(tx, row.Target, e.Month.Month, c)
					b.Weighed = &w
				}
				e.Saved = later(e.Saved, r.At)
			}
		}
		e.Beside[row.Target.ID] = b
		delete(kept, row.Target.ID)
	}
	for _, r := range kept {
		if r.Unit == e.Unit.ID && r.Text+r.Note != "" {
			e.Gone = append(e.Gone, r)
		}
	}
	return err
}

func besideRow(s scales, e Entry, row standing.BoardRow) Beside {
	all := s.all[row.Target.ID]
	var b Beside
	b.Note, b.NoteOf = noted(all, e.Month.Month)
	var newest period.Month
	seen := e.Stands(row).Seen
	for _, o := range all {
		if o.Month < e.Month.Month && o.Month >= newest && o.State() == approval.Approved {
			newest, b.Within = o.Month, !o.Cumulative
		}
		if o.ID == seen {
			b.By, b.Reported = o.ByName, o.At
		}
	}
	return b
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// cellOf is a typed row as a cell. A reading that cannot be understood is none.
func cellOf(r typed.Row) Cell {
	c := Cell{Text: r.Text, Note: r.Note, Within: r.Within, Estimate: r.Estimate, Seen: r.Seen}
	if v, err := measure.ParseDecimal(r.Meant); err == nil && r.Meant != "" {
		c.Meant = &v
	}
	return c
}
