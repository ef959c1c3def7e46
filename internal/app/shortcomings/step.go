package shortcomings

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
	"dondoc/internal/store"
)

// StepShortcoming takes a step with an entry: a word on the remedy, the request
// to close it with its evidence, another person's word, or withdrawing it. Conflict
// where its state does not allow it, Forbidden for one's own request.
func (a *Wing) StepShortcoming(ctx context.Context, actor access.Actor, which id.ID, e shortcoming.Event, files ...figures.File) (shortcoming.State, error) {
	switch e.Step {
	case shortcoming.Explain, shortcoming.Correct, shortcoming.Carry:
		return "", errs.New(errs.Invalid, "shortcoming.step_unknown", "step", string(e.Step)).In("step")
	}
	e.Text, e.To, e.Amended, e.Files = strings.TrimSpace(e.Text), "", nil, nil
	if err := checkSent(e, files); err != nil {
		return "", err
	}
	if len(files) > 0 { // who may, before anything of theirs is kept
		var unit id.ID
		err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
			r, err := find(ctx, tx, which)
			if err != nil {
				return err
			}
			unit = r.Unit
			return mayStep(tx.Dir, e.Step, r.Shortcoming)
		})
		if err != nil {
			return "", err
		}
		if err := figures.KeepContents(ctx, a.desk, unit, files...); err != nil {
			return "", err
		}
	}
	var after shortcoming.State
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		r, err := find(ctx, tx, which)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := mayStep(tx.Dir, e.Step, r.Shortcoming); err != nil {
			return desk.Entry{}, err
		}
		if e.On == "" {
			e.On = tx.Today
		}
		for _, f := range files {
			e.Files = append(e.Files, shortcoming.File{ID: tx.Mint(), Name: desk.FileName(f.Name), MediaType: desk.Clip(f.MediaType, 100), Size: int64(len(f.Content)), SHA256: figures.HashOf(f.Content)})
		}
		if err := r.Check(e, tx.Today); err != nil {
			return desk.Entry{}, err
		}
		if err := anotherPerson(ctx, tx, r, e.Step); err != nil {
			return desk.Entry{}, err
		}
		entry, err := keep(ctx, tx, r, e)
		after = shortcoming.StateOf(append(slices.Clone(r.Events), e))
		return entry, err
	})
	return after, err
}

func checkSent(e shortcoming.Event, files []figures.File) error {
	var list errs.List
	if desk.Bad(e.Text) || len(e.Text) > figures.LongestNote {
		list = append(list, errs.New(errs.Invalid, "app.text_bad").In("text"))
	}
	if len(files) > figures.MostFiles {
		list = append(list, errs.New(errs.TooLarge, "app.files_many", "most", figures.MostFiles).In("files"))
	}
	for _, f := range files {
		if len(f.Content) > figures.LargestFile {
			list = append(list, errs.New(errs.TooLarge, "app.file_large", "name", f.Name, "most", figures.LargestFile>>20).In("files"))
		}
		if len(f.Content) == 0 {
			list = append(list, errs.New(errs.Invalid, "app.file_empty", "name", f.Name).In("files"))
		}
	}
	return list.OrNil()
}

// ShortcomingFile gives a file that came with a step, to who may read the entry.
func (a *Wing) ShortcomingFile(ctx context.Context, actor access.Actor, which id.ID) (shortcoming.File, []byte, error) {
	var f store.ShortcomingFile
	var content []byte
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if f, err = tx.ShortcomingFile(ctx, which); err != nil {
			return desk.Missing(err)
		}
		if _, err = find(ctx, tx, f.Of); err != nil {
			return err
		}
		content, err = tx.Content(ctx, f.SHA256)
		return err
	})
	return f.File, content, err
}

// CarryShortcoming has an entry go on in the register of the year after: its
// unit's, or those of the units that took its place, one entry in each. due is
// the new day of the remedy, needed where the old one is over.
func (a *Wing) CarryShortcoming(ctx context.Context, actor access.Actor, which id.ID, due period.Date, reason string, to ...id.ID) ([]id.ID, error) {
	var made []id.ID
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		r, err := find(ctx, tx, which)
		if err != nil {
			return err
		}
		made, err = carry(ctx, tx, r, due, strings.TrimSpace(reason), to)
		return err
	})
	return made, err
}

// CarriedOver is what carrying a year's entries over came to.
type CarriedOver struct {
	Made     []id.ID
	Awaiting []Row // left where they are: their closing is asked for and not decided
}

// CarryShortcomings has every entry of a unit's register that is still being
// remedied go on in the next year: all of them, or none where one cannot.
func (a *Wing) CarryShortcomings(ctx context.Context, actor access.Actor, code string, year period.Cycle, due period.Date, reason string) (CarriedOver, error) {
	var out CarriedOver
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		if err := d.May(access.RaiseShortcomings, unit); err != nil {
			return err
		}
		list, err := tx.ShortcomingsOf(ctx, year, []id.ID{unit})
		if err != nil {
			return err
		}
		var faults errs.List
		for i, r := range list {
			switch r.State {
			case shortcoming.Awaiting:
				out.Awaiting = append(out.Awaiting, rowsOf(d, []shortcoming.Record{r})...)
			case shortcoming.Remedying:
				made, err := carry(ctx, tx, r, due, strings.TrimSpace(reason), nil)
				for _, e := range errs.All(err) {
					if e.Kind == errs.Internal || e.Kind == errs.Unavailable {
						return err
					}
					faults = append(faults, e.AtRow(i+1, ""))
				}
				out.Made = append(out.Made, made...)
			}
		}
		if len(faults) == 0 && len(out.Made) == 0 && len(out.Awaiting) == 0 {
			return errs.New(errs.Conflict, "shortcoming.none_to_carry", "year", string(year))
		}
		return faults.OrNil()
	})
	return out, err
}

// heirs are the units in whose registers an entry of one may go on: its own, or
// the units that took its place.
func heirs(d *desk.Directory, unit id.ID) []id.ID {
	if _, stands := d.Tree(d.Today()).Unit(unit); stands {
		return []id.ID{unit}
	}
	if to, ok := d.WholeSuccessor(unit, d.Today()); ok {
		return []id.ID{to}
	}
	var out []id.ID
	for _, s := range d.Successors(unit) {
		if s.On <= d.Today() && !slices.Contains(out, s.New) {
			out = append(out, s.New)
		}
	}
	return out
}

func carry(ctx context.Context, tx *desk.Tx, r shortcoming.Record, due period.Date, reason string, to []id.ID) ([]id.ID, error) {
	d := tx.Dir
	if err := mayStep(d, shortcoming.Carry, r.Shortcoming); err != nil {
		return nil, err
	}
	e := shortcoming.Event{Step: shortcoming.Carry, On: tx.Today, Text: reason}
	if err := r.Check(e, tx.Today); err != nil {
		return nil, err
	}
	if desk.Bad(reason) || len(reason) > figures.LongestNote {
		return nil, errs.New(errs.Invalid, "app.text_bad").In("text")
	}
	may := heirs(d, r.Unit)
	if len(to) == 0 && len(may) == 1 {
		to = may
	}
	if len(to) == 0 {
		return nil, errs.New(errs.Invalid, "shortcoming.carry_where").In("to").Try("shortcoming.carry_where_hint")
	}
	var made []id.ID
	for _, unit := range to {
		if !slices.Contains(may, unit) {
			v, _ := d.Unit(unit, tx.Today)
			return nil, errs.New(errs.Invalid, "shortcoming.carry_elsewhere", "unit", v.Name).In("to")
		}
		next, err := r.Next(unit, due)
		if err != nil {
			return nil, err
		}
		next.ID, next.By, next.ByName, next.At = tx.Mint(), tx.Actor.Account, tx.Name(), tx.Now
		next.AnswerUnit = heirOf(d, r.AnswerUnit)
		if _, stands := d.Tree(tx.Today).Unit(next.AnswerUnit); !stands || !d.AtOrBelow(next.AnswerUnit, unit) {
			next.AnswerUnit = unit // who answered is no more
		}
		if next.AnswerUnit != r.AnswerUnit {
			head, _ := d.HeadPost(next.AnswerUnit)
			next.Post = head.ID
		}
		if err := tx.InsertShortcoming(ctx, shortcoming.Record{Shortcoming: next, Grounds: r.Grounds}); err != nil {
			return nil, err
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "shortcoming.goes_on", Object: next.ID, Unit: unit}); err != nil {
			return nil, err
		}
		made, e.To = append(made, next.ID), next.ID
	}
	entry, err := keep(ctx, tx, r, e)
	if err != nil {
		return nil, err
	}
	_, err = tx.Log(ctx, entry)
	return made, err
}
