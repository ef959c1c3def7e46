package figures

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/chase/burden"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"

	"dondoc/internal/access"
)

// Sent is what came of sending rows of a sheet.
type Sent struct {
	Taken     int
	Refused   map[id.ID]error     // by target; what was typed there is kept
	Elsewhere map[id.ID]typed.Row // see TypedKept; those rows are refused too
	Closed    error               // the month was closed meanwhile: nothing is taken, what was typed is kept
	Again     bool                // it was sent before under the same name; nothing was done
}

// onceFor is how long the name of a sending is remembered.
const onceFor = 60 * 24 * time.Hour

// sending is such rows under way.
type sending struct {
	in    TypedSheet
	unit  id.ID
	full  error // why no evidence is taken; nil where it is
	now   Entry
	kept  map[id.ID]typed.Row
	out   *Sent
	job   reporting
	of    []TypedRow // of each report
	ended []id.ID    // what was typed for these is no draft any more
}

// SendTyped reports rows of a sheet, each by itself: what is refused is told and
// stays typed, the others are taken and are no drafts any more. A doubtful figure
// wants a note of why. The same sending again, by its name, does nothing; what it
// refused then is refused again.
func (a *Wing) SendTyped(ctx context.Context, actor access.Actor, in TypedSheet) (Sent, error) {
	var out Sent
	full, err := a.keepFiles(ctx, actor, in)
	if err != nil {
		return out, err
	}
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		out = Sent{Refused: map[id.ID]error{}, Elsewhere: map[id.ID]typed.Row{}} // it may be run again
		unit, err := in.sheet(tx)
		if err != nil {
			return err
		}
		if done, err := in.sentBefore(ctx, tx, &out); done || err != nil {
			return err
		}
		s := sending{in: in, unit: unit, full: full, out: &out, job: reporting{actor: actor}}
		return s.send(ctx, tx)
	})
	return out, err
}

// once is the key under which a sending is remembered.
func (in TypedSheet) once(by id.ID) string {
	return fmt.Sprintf("sent:%s:%s:%s:%s", by, in.Unit, in.Month, in.Once)
}

func (in TypedSheet) sentBefore(ctx context.Context, tx *desk.Tx, out *Sent) (bool, error) {
	if in.Once == "" {
		return false, nil
	}
	if desk.Bad(in.Once) || len(in.Once) > 64 {
		return false, errs.New(errs.Invalid, "app.text_bad").In("once")
	}
	text, known, err := tx.Memo(ctx, in.once(tx.Actor.Account), tx.Now)
	if words := strings.Fields(text); known && len(words) > 0 {
		out.Again = true
		out.Taken, err = strconv.Atoi(words[0])
		for _, of := range words[1:] {
			out.Refused[id.ID(of)] = errs.New(errs.Conflict, "app.sent_refused").In("text").Try("app.sent_refused_hint")
		}
	}
	return known, err
}

// said is what is remembered of a sending: how many it took, and what it refused.
func (out Sent) said() string {
	words := []string{strconv.Itoa(out.Taken)}
	for of := range out.Refused {
		words = append(words, string(of))
	}
	slices.Sort(words[1:])
	return strings.Join(words, " ")
}

// keepFiles keeps the bytes of what is sent with rows, before anything is written of
// them; of a sending that was taken already none. full says that the unit has no room
// for them: the rows with files are refused then, no other.
func (a *Wing) keepFiles(ctx context.Context, actor access.Actor, in TypedSheet) (full, err error) {
	var files []File
	for _, r := range in.Rows {
		if (NewReport{Files: r.Files}).checkFiles() == nil {
			files = append(files, r.Files...)
		}
	}
	if len(files) == 0 {
		return nil, nil
	}
	var unit id.ID
	before := false
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if unit, err = in.sheet(tx); err == nil {
			before, err = in.sentBefore(ctx, tx, &Sent{Refused: map[id.ID]error{}})
		}
		return err
	})
	if err != nil || before {
		return nil, err
	}
	if err = KeepContents(ctx, a.desk, unit, files...); errs.Is(err, errs.TooLarge) {
		return err, nil
	}
	return nil, err
}

func (s *sending) send(ctx context.Context, tx *desk.Tx) (err error) {
	if s.now, err = entryOf(ctx, tx, s.unit, s.in.Unit, s.in.Month); err != nil {
		return err
	}
	if s.kept, err = tx.TypedIn(ctx, tx.Actor.Account, s.in.Month); err != nil {
		return err
	}
	if s.now.Month.Locked {
		s.out.Closed = errs.New(errs.Locked, "app.month_closed", "month", s.in.Month, "by", s.now.Month.Last.ByName).In("month").Try("app.month_closed_hint")
		return s.keep(ctx, tx)
	}
	rows := map[id.ID]standing.BoardRow{}
	var ids []id.ID
	for _, row := range s.now.Rows {
		rows[row.Target.ID] = row
	}
	for _, r := range s.in.Rows {
		if _, ok := rows[r.Target]; ok {
			ids = append(ids, r.Target)
		}
	}
	scale, err := scalesFor(ctx, tx, ids)
	if err != nil {
		return err
	}
	for _, r := range s.in.Rows {
		row, ok := rows[r.Target]
		if !ok {
			s.out.Refused[r.Target] = errs.New(errs.Invalid, "app.fill_gone").In("text").Try("app.fill_gone_hint")
			continue
		}
		refused, err := s.row(ctx, tx, row, r, scale)
		if err != nil {
			return err
		}
		if refused != nil {
			s.out.Refused[r.Target] = refused
		}
	}
	if err := s.report(ctx, tx); err != nil {
		return err
	}
	if err := s.keep(ctx, tx); err != nil || s.in.Once == "" {
		return err
	}
	if s.out.Taken > 0 {
		if err := tx.AddBurden(ctx, burden.Of(s.unit, s.in.Month, s.in.Once, s.out.Taken, tx.Now)); err != nil {
			return err
		}
	}
	return tx.PutMemo(ctx, s.in.once(tx.Actor.Account), s.out.said(), tx.Now, tx.Now.Add(onceFor))
}

// row decides what a row asks for, or why it is refused.
func (s *sending) row(ctx context.Context, tx *desk.Tx, row standing.BoardRow, r TypedRow, scale scales) (refused, err error) {
	stands := s.now.Stands(row)
	kept, typedBefore := s.kept[r.Target]
	if other, clash := elsewhere(r, s.kept); clash {
		s.out.Elsewhere[r.Target] = other
		return typedElsewhere(other), nil
	}
	c := cellOf(r.Row)
	switch {
	case r.Still && typedBefore: // what was kept, beside the figure that is on the screen
		c = cellOf(kept)
		c.Seen = r.Seen
	case r.Still:
		c = stands
	}
	c.Text, c.Note = strings.TrimSpace(c.Text), strings.TrimSpace(c.Note)
	if _, err := measure.ParseDecimal(r.Meant); err != nil && r.Meant != "" {
		return errs.New(errs.Invalid, "app.text_bad").In("text"), nil
	}
	send, report := stands.Asks(c, false)
	if len(r.Files) > 0 { // they go with a figure, be it the one that stands
		send, report = false, true
	}
	switch {
	case len(r.Files) > 0 && s.full != nil:
		return s.full, nil
	case len(r.Files) > 0 && c.Text == "":
		return errs.New(errs.Invalid, "app.file_alone").In("text"), nil
	case send:
		if err := submitOwn(ctx, tx, stands.Own.ID); err != nil {
			return refusal(err)
		}
		s.out.Taken++
		s.ended = append(s.ended, r.Target)
	case !report:
		s.ended = append(s.ended, r.Target)
	case stands.Own != nil && c.Seen != "" && c.Seen != stands.Seen:
		return errs.New(errs.Conflict, "app.typed_overtaken", "text", stands.Text, "at", moment(stands.Own.At)).In("text").Try("app.typed_overtaken_hint"), nil
	default:
		if err := scale.weigh(tx, row.Target, s.in.Month, c).doubtful(c.Note); err != nil {
			return err, nil
		}
		in := stands.Report(r.Target, s.in.Month, c, false)
		in.Files = r.Files
		s.job.list, s.of = append(s.job.list, in), append(s.of, r)
	}
	return nil, nil
}

// moment is a moment as it is said beside a cell.
func moment(t time.Time) string { return t.In(period.Zone).Format("15:04 02/01/2006") }

// refusal parts what is refused from what failed.
func refusal(err error) (refused, failed error) {
	if errs.Failed(err) {
		return nil, err
	}
	return err, nil
}

// report keeps the reports, each by itself.
func (s *sending) report(ctx context.Context, tx *desk.Tx) error {
	var places []place
	s.job.made, s.job.errs = make([]target.Observation, len(s.job.list)), make([]error, len(s.job.list))
	for k := range s.job.list {
		if s.job.errs[k] = s.job.list[k].check(); s.job.errs[k] == nil {
			places = append(places, place{&s.job, k})
		}
	}
	if len(places) > 0 {
		if err := reportApart(ctx, tx, places); err != nil {
			return err
		}
	}
	for k, err := range s.job.errs {
		if which := s.of[k].Target; err != nil {
			s.out.Refused[which] = err
		} else {
			s.out.Taken++
			s.ended = append(s.ended, which)
		}
	}
	return nil
}

// keep ends the drafts of what is sent, and keeps what was typed and not taken.
func (s *sending) keep(ctx context.Context, tx *desk.Tx) error {
	account := tx.Actor.Account
	if err := tx.DropTyped(ctx, account, s.in.Month, s.ended); err != nil {
		return err
	}
	kept := TypedKept{Refused: map[id.ID]error{}, Elsewhere: map[id.ID]typed.Row{}, At: tx.Now.Truncate(time.Millisecond)}
	rest := s.in
	rest.Rows = nil
	for _, r := range s.in.Rows {
		known := false
		for _, row := range s.now.Rows {
			known = known || row.Target.ID == r.Target
		}
		if known && (s.out.Refused[r.Target] != nil || s.out.Closed != nil) && r.check() == nil {
			rest.Rows = append(rest.Rows, r)
		}
	}
	return keepRows(ctx, tx.Tx, account, s.unit, rest, s.kept, &kept)
}
