package plan

import (
	"context"
	"reflect"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/target/ahead"
)

// NewEntries is what is asked to put right what is said of a target beside its
// wording. Everything is taken; a post that is none is the head's.
type NewEntries struct {
	Target        id.ID
	Label         string
	Field         string
	Name          string
	UnitOfMeasure string
	Setter        target.Setter
	Accumulation  target.Accumulation
	AnswerUnit    id.ID
	Post          id.ID
	Source        string
	Reason        string
}

// CorrectTarget puts a mistake in a target's entries right, for the target and
// for what was allotted from it where that has the same entry. The wording
// stays; it is read again where its reading hangs on what was put right.
func (a *Wing) CorrectTarget(ctx context.Context, actor access.Actor, in NewEntries) error {
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := standing.TargetFor(ctx, tx, access.ManageTargets, in.Target)
		if err != nil {
			return err
		}
		is := t
		is.Label, is.Field, is.Name, is.UnitOfMeasure = strings.TrimSpace(in.Label), strings.TrimSpace(in.Field), strings.TrimSpace(in.Name), strings.TrimSpace(in.UnitOfMeasure)
		is.Setter, is.Accumulation, is.AnswerUnit, is.Post, is.Source = in.Setter, in.Accumulation, in.AnswerUnit, in.Post, strings.TrimSpace(in.Source)
		if is.Name == "" {
			return errs.New(errs.Invalid, "app.field_empty").In("name")
		}
		if is.AnswerUnit == "" {
			is.AnswerUnit, is.Post = t.AnswerUnit, t.Post
		}
		if err := checkAnswering(d, &is); err != nil {
			return err
		}
		if is.AnswerUnit != t.AnswerUnit {
			if err := d.Charge(access.ManageTargets, t.Unit, is.AnswerUnit); err != nil {
				return errs.All(err)[0].In("answer_unit")
			}
		}
		measured, err := measuredName(ctx, tx, is)
		if err != nil {
			return err
		}
		if is.Indicator, err = tx.Indicator(ctx, tx.Mint(), measured, is.UnitOfMeasure); err != nil {
			return err
		}
		if err := amendTarget(ctx, tx, t, is, in.Reason, "", nil); err != nil {
			return err
		}
		return correctParts(ctx, tx, t, is, in.Reason)
	})
}

// correctParts puts right what the parts of a target have as it had it.
func correctParts(ctx context.Context, tx *desk.Tx, was, is target.Target, reason string) error {
	parts, err := tx.TargetTree(ctx, was.ID)
	if err != nil {
		return err
	}
	before, after := was.Entries(), is.Entries()
	for _, part := range parts {
		if part.ID == was.ID {
			continue
		}
		same := amend.Fields{}
		for _, name := range []string{"name", "uom", "label", "field", "accumulation", "indicator"} {
			if part.Entries()[name] == before[name] && before[name] != after[name] {
				same[name] = after[name]
			}
		}
		if len(same) == 0 {
			continue
		}
		if err := amendTarget(ctx, tx, part, part.Entered(same), reason, "", nil); err != nil {
			return err
		}
	}
	return nil
}

// amendTarget keeps an amendment of a target as a revision: a correction, or a
// change that holds from a day. One that was decided ahead is by who decided it.
func amendTarget(ctx context.Context, tx *desk.Tx, was, is target.Target, reason string, from period.Date, decided *ahead.Change) error {
	a, err := tx.Amendment("", was.ID, was.Entries(), is.Entries(), reason)
	if err != nil {
		return err
	}
	a.From = from
	if decided != nil {
		a.By, a.ByName = decided.By, decided.ByName
	}
	before := was.Current()
	r := before
	r.No, r.Reason, r.By, r.ByName, r.At, r.Amended = before.No+1, a.Reason, a.By, a.ByName, tx.Now, &a
	if is.Name != was.Name || is.UnitOfMeasure != was.UnitOfMeasure {
		c, questions, err := readKnown(ctx, tx, before.Wording, criterion.Hints{Name: is.Name, Unit: is.UnitOfMeasure, Direction: is.Leaning(), Baseline: before.Baseline})
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(c, before.Criterion) {
			r.Criterion, r.Confirmed = c, before.Confirmed && len(questions) == 0
		}
	}
	if err := tx.InsertRevision(ctx, was.ID, r); err != nil {
		return err
	}
	action := "target.corrected"
	if from != "" {
		action = "target.answering_changed"
	}
	if _, err := tx.Log(ctx, desk.Entry{Action: action, Object: was.ID, Unit: was.Unit, Body: map[string]any{"before": a.Before, "after": a.After, "from": from, "reason": a.Reason, "decided_by": a.ByName}}); err != nil {
		return err
	}
	return tx.AmendTarget(ctx, is, was.AnswerUnit)
}

// NewAnswering is what is asked to have another unit or post answer for targets
// from a day on.
type NewAnswering struct {
	Targets []id.ID
	Unit    id.ID
	Post    id.ID       // the head's when none
	From    period.Date // a day to come waits for its day
	Reason  string      // the decision, or why

	taken bool // the unit said that it takes them on
}

// TakeAnswering has a unit answer for a target from today on that said it takes
// it on.
func TakeAnswering(ctx context.Context, tx *desk.Tx, which, unit id.ID, reason string) error {
	did, err := changeAnswering(ctx, tx, which, NewAnswering{Unit: unit, From: tx.Today, Reason: reason, taken: true})
	if err == nil && !did {
		err = errs.New(errs.Invalid, "app.answering_same")
	}
	return err
}

// answeringFor finds a target for who may have another answer for it: who set
// it, or, asked and saying yes, the other.
func answeringFor(ctx context.Context, tx *desk.Tx, which id.ID, in NewAnswering) (target.Target, *desk.Directory, error) {
	if !in.taken {
		return standing.TargetFor(ctx, tx, access.ManageTargets, which)
	}
	t, err := tx.Target(ctx, which)
	return t, tx.Dir, desk.Missing(err)
}

// ChangeAnswering has another unit answer for targets from a day on: for all of
// those named, or for none. Who answered before that day stays who answered
// then, and one from a day to come waits for it. It gives how many changed; one
// that the unit answers for already is passed over.
func (a *Wing) ChangeAnswering(ctx context.Context, actor access.Actor, in NewAnswering) (changed int, err error) {
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		changed = 0
		var list errs.List
		for i, which := range in.Targets {
			did, err := changeAnswering(ctx, tx, which, in)
			if err != nil && errs.KindOf(err) == errs.Internal {
				return err
			}
			for _, e := range errs.All(err) {
				if len(in.Targets) > 1 && e.Field == "" {
					e = e.AtRow(i+1, "")
				}
				if i == 0 || e.Field == "" {
					list = append(list, e)
				}
			}
			if did {
				changed++
			}
		}
		if len(in.Targets) == 0 {
			return errs.New(errs.Invalid, "app.answering_none")
		}
		if list == nil && changed == 0 {
			return errs.New(errs.Invalid, "app.answering_same").In("answer_unit")
		}
		return list.OrNil()
	})
	return changed, err
}

func changeAnswering(ctx context.Context, tx *desk.Tx, which id.ID, in NewAnswering) (bool, error) {
	t, d, err := answeringFor(ctx, tx, which, in)
	if err != nil {
		return false, err
	}
	if in.From == "" {
		return false, errs.New(errs.Invalid, "app.field_empty").In("from")
	}
	if err := waits(ctx, tx, which, in); err != nil {
		return false, err
	}
	for _, r := range t.Revisions {
		if r.Amended != nil && r.Amended.From >= in.From {
			return false, errs.New(errs.Invalid, "app.change_order", "from", r.Amended.From).In("from").Try("app.change_order_hint")
		}
	}
	is := t
	is.AnswerUnit, is.Post = in.Unit, in.Post
	if is.AnswerUnit == "" {
		return false, errs.New(errs.Invalid, "app.field_empty").In("answer_unit")
	}
	if err := checkAnswering(d, &is); err != nil {
		return false, err
	}
	if err := d.Charge(access.ManageTargets, t.Unit, is.AnswerUnit); err != nil && !in.taken {
		return false, errs.All(err)[0].In("answer_unit")
	}
	if is.AnswerUnit == t.AnswerUnit && is.Post == t.Post {
		return false, nil
	}
	if in.From > tx.Today {
		return true, decideAhead(ctx, tx, t, is, in)
	}
	return true, amendTarget(ctx, tx, t, is, in.Reason, in.From, nil)
}

// CorrectDocument puts right what names a document. Its unit and cycle stay:
// its targets are of them.
func (a *Wing) CorrectDocument(ctx context.Context, actor access.Actor, which id.ID, in NewDocument, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		was, err := tx.Document(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := tx.Dir.May(access.ManageTargets, was.Unit); err != nil {
			return desk.Entry{}, err
		}
		if err := in.Check(); err != nil {
			return desk.Entry{}, err
		}
		is := was
		is.Number, is.Issuer, is.IssuedOn, is.Title = strings.TrimSpace(in.Number), strings.TrimSpace(in.Issuer), in.IssuedOn, strings.TrimSpace(in.Title)
		if in.Level != "" {
			is.Kind, is.Level, is.TermFrom, is.TermTo = in.Kind, in.Level, in.TermFrom, in.TermTo
		}
		err = tx.AmendDocument(ctx, is)
		if errs.Is(err, errs.Conflict) {
			err = errs.New(errs.Conflict, "app.document_exists", "number", is.Number, "issuer", is.Issuer).In("number")
		}
		if err != nil {
			return desk.Entry{}, err
		}
		return tx.Correct(ctx, amend.Document, which, was.Unit, was.Entries(), is.Entries(), reason)
	})
}
