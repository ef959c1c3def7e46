package plan

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/charge"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// NewDocument is what is asked to enter a resolution.
type NewDocument struct {
	Unit     id.ID
	Cycle    period.Cycle
	Number   string
	Issuer   string
	IssuedOn period.Date
	Title    string
	Invented bool
	Kind     string
	Level    target.Level // own when empty
	TermFrom period.Date
	TermTo   period.Date
}

// AddDocument enters a resolution that sets a unit's targets of a cycle.
func (a *Wing) AddDocument(ctx context.Context, actor access.Actor, in NewDocument) (id.ID, error) {
	if err := in.Check(); err != nil {
		return "", err
	}
	var doc id.ID
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (e desk.Entry, err error) {
		doc, e, err = EnterDocument(ctx, tx, in)
		return e, err
	})
	return doc, err
}

// Check gives Invalid where a document lacks what names it.
func (in NewDocument) Check() error {
	var list errs.List
	for _, f := range []struct{ field, text string }{{"number", in.Number}, {"issuer", in.Issuer}, {"title", in.Title}, {"issued_on", string(in.IssuedOn)}} {
		if strings.TrimSpace(f.text) == "" {
			list = append(list, errs.New(errs.Invalid, "app.field_empty").In(f.field))
		}
	}
	return list.OrNil()
}

// EnterDocument enters a resolution within a transaction, and gives the entry that tells of it.
func EnterDocument(ctx context.Context, tx *desk.Tx, in NewDocument) (id.ID, desk.Entry, error) {
	d := tx.Dir
	if err := d.May(access.ManageTargets, in.Unit); err != nil {
		return "", desk.Entry{}, err
	}
	doc := target.Document{ID: tx.Mint(), Unit: in.Unit, Cycle: in.Cycle, Number: strings.TrimSpace(in.Number),
		Issuer: strings.TrimSpace(in.Issuer), IssuedOn: in.IssuedOn, Title: strings.TrimSpace(in.Title), Invented: in.Invented,
		Kind: in.Kind, Level: in.Level, TermFrom: in.TermFrom, TermTo: in.TermTo}
	err := tx.InsertDocument(ctx, doc)
	if errs.Is(err, errs.Conflict) {
		err = errs.New(errs.Conflict, "app.document_exists", "number", doc.Number, "issuer", doc.Issuer).In("number")
	}
	return doc.ID, desk.Entry{Action: "document.added", Object: doc.ID, Unit: doc.Unit, Body: doc}, err
}

// NewTarget is what is asked to enter a target.
type NewTarget struct {
	Document      id.ID
	Setter        target.Setter // own when empty
	Place         int
	Label         string
	Field         string
	Name          string
	Wording       string // the plan as written: "từ 98% trở lên"
	Understood    string // the same in words that leave nothing open, where a person chose or typed them; the wording stays
	UnitOfMeasure string
	Direction     criterion.Direction // from the wording when empty
	Accumulation  target.Accumulation // flow when empty
	Baseline      *measure.Decimal
	Meant         *measure.Decimal // the reading that was chosen, where the wording's number has several
	AnswerUnit    id.ID            // the unit itself when none
	Post          id.ID            // the head's post of the answering unit when none
	Confirmed     bool             // the criterion as understood was shown and confirmed
	Illustrative  bool
	Source        string
	PartOf        id.ID  // the target of the same list that this is a part of; none for one that counts by itself
	Why           string // an answering unit that is not under the unit is asked for this reason; without one it is refused

	options criterion.Options // how it is judged, where it goes on from the year before
}

// Understanding is how a wording was read: what is shown for confirmation.
type Understanding struct {
	Criterion criterion.Criterion
	Questions []criterion.Question
}

// ReadWording reads a plan's wording without keeping anything.
func (a *Wing) ReadWording(ctx context.Context, actor access.Actor, in NewTarget) (Understanding, error) {
	meant := said(in.Understood, in.Wording)
	c, questions := criterion.Read(meant, in.hints())
	if !asksDirection(questions) {
		return Understanding{c, questions}, nil
	}
	var u Understanding
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		u.Criterion, u.Questions, err = readKnown(ctx, tx, meant, in.hints())
		return err
	})
	return u, err
}

// said is what is read: the understanding a person gave, or else the wording.
func said(understood, wording string) string {
	if understood = strings.TrimSpace(understood); understood != "" {
		return understood
	}
	return wording
}

// stillOpen is the error of a wording that is to be confirmed and leaves
// something open; the hint has what it may mean.
func stillOpen(wording, understood string, hints criterion.Hints, questions []criterion.Question) error {
	field := "wording"
	if strings.TrimSpace(understood) != "" {
		field = "understood"
	}
	e := errs.New(errs.Invalid, "app.wording_open", "wording", said(understood, wording), "question", questions[0].Ask).In(field)
	if readings := criterion.Readings(wording, hints); len(readings) > 0 {
		return e.Try("app.wording_readings", "list", strings.Join(readings, "; "))
	}
	return e
}

func asksDirection(questions []criterion.Question) bool {
	return slices.ContainsFunc(questions, func(q criterion.Question) bool { return q.Ask.Key == criterion.WhichWay })
}

// readKnown reads a wording; which way is better is asked once for an
// indicator, and known from then on.
func readKnown(ctx context.Context, tx *desk.Tx, wording string, in criterion.Hints) (criterion.Criterion, []criterion.Question, error) {
	c, questions := criterion.Read(wording, in)
	if !asksDirection(questions) {
		return c, questions, nil
	}
	known, err := tx.KnownDirection(ctx, in.Name, in.Unit)
	if err != nil || known == "" {
		return c, questions, err
	}
	in.Direction = known
	c, questions = criterion.Read(wording, in)
	return c, questions, nil
}

func (in NewTarget) hints() criterion.Hints {
	return criterion.Hints{Name: in.Name, Unit: in.UnitOfMeasure, Direction: in.Direction, Baseline: in.Baseline, Meant: in.Meant}
}

// AddTarget enters a target of a resolution. What the wording leaves open must
// be settled first, unless the target is kept unconfirmed.
func (a *Wing) AddTarget(ctx context.Context, actor access.Actor, in NewTarget) (id.ID, error) {
	if strings.TrimSpace(in.Name) == "" {
		return "", errs.New(errs.Invalid, "org.name_empty").In("name")
	}
	read, err := a.ReadWording(ctx, actor, in)
	if err != nil {
		return "", err
	}
	if in.Confirmed && len(read.Questions) > 0 {
		return "", stillOpen(in.Wording, in.Understood, in.hints(), read.Questions)
	}
	var made id.ID
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		doc, err := tx.Document(ctx, in.Document)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.ManageTargets, doc.Unit); err != nil {
			return err
		}
		t, err := addTarget(ctx, tx, doc, in, read.Criterion)
		made = t.ID
		return err
	})
	return made, err
}

// addTarget writes a target, its first revision and their entry, and asks an
// answering unit that is not under the unit; access is checked already.
func addTarget(ctx context.Context, tx *desk.Tx, doc target.Document, in NewTarget, c criterion.Criterion) (target.Target, error) {
	d, actor := tx.Dir, tx.Actor
	t := target.Target{ID: tx.Mint(), Unit: doc.Unit, Cycle: doc.Cycle, Document: doc.ID, Setter: in.Setter, Place: in.Place,
		Label: in.Label, Field: in.Field, Name: strings.TrimSpace(in.Name), UnitOfMeasure: strings.TrimSpace(in.UnitOfMeasure),
		Direction: c.Direction, Accumulation: in.Accumulation, AnswerUnit: in.AnswerUnit, Post: in.Post, PartOf: in.PartOf,
		Illustrative: in.Illustrative, Source: in.Source}
	if t.Setter == "" {
		t.Setter = target.OwnCouncil
	}
	if t.Accumulation == "" {
		t.Accumulation = target.Flow
	}
	if t.AnswerUnit == "" {
		t.AnswerUnit = doc.Unit
	}
	if err := checkPart(ctx, tx, t); err != nil {
		return t, err
	}
	if err := checkAnswering(d, &t); err != nil {
		return t, err
	}
	asked := id.ID("")
	err := d.Charge(access.ManageTargets, doc.Unit, t.AnswerUnit)
	if err != nil && strings.TrimSpace(in.Why) == "" {
		return t, errs.All(err)[0].In("answer_unit")
	}
	if err != nil { // it answers for nothing before it says yes
		asked, t.AnswerUnit, t.Post = t.AnswerUnit, doc.Unit, ""
		if err := checkAnswering(d, &t); err != nil {
			return t, err
		}
	}
	measured, err := measuredName(ctx, tx, t)
	if err != nil {
		return t, err
	}
	if t.Indicator, err = tx.Indicator(ctx, tx.Mint(), measured, t.UnitOfMeasure); err != nil {
		return t, err
	}
	if err := tx.InsertTarget(ctx, t); err != nil {
		return t, err
	}
	r := target.Revision{No: 1, Wording: strings.TrimSpace(in.Wording), Criterion: c, Baseline: in.Baseline, Document: doc.ID,
		Confirmed: in.Confirmed, Options: in.options, By: actor.Account, ByName: tx.Name(), At: tx.Now}
	t.Revisions = []target.Revision{r}
	if err := tx.InsertRevision(ctx, t.ID, r); err != nil {
		return t, err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "target.added", Object: t.ID, Unit: t.Unit, Body: t})
	if err == nil && asked != "" {
		_, err = tx.Ask(ctx, charge.Request{Role: charge.Answer, Object: t.ID, Unit: t.Unit, Asked: asked, Name: t.Name + ": " + r.Wording, Reason: in.Why})
	}
	return t, err
}

// checkAnswering sees that the answering unit and post belong together, and
// ties the target to the head's post where no post was named.
func checkAnswering(d *desk.Directory, t *target.Target) error {
	if _, ok := d.Unit(t.AnswerUnit, t.Cycle.Start()); !ok {
		return errs.New(errs.NotFound, "app.answer_unit_unknown").In("answer_unit")
	}
	if t.Post == "" {
		if head, ok := d.HeadPost(t.AnswerUnit); ok {
			t.Post = head.ID
		}
		return nil
	}
	if p, ok := d.Post(t.Post); !ok || p.Unit != t.AnswerUnit {
		return errs.New(errs.Invalid, "app.post_elsewhere").In("post")
	}
	return nil
}

// NewRevision is what is asked to change a target's wording.
type NewRevision struct {
	Target     id.ID
	Wording    string
	Understood string              // as of NewTarget; as before when empty and the wording stays
	Direction  criterion.Direction // which way is better, where that was asked; else as known
	Baseline   *measure.Decimal
	Meant      *measure.Decimal // the reading that was chosen, where the wording's number has several
	Document   id.ID            // the document that changes it; the target's own when none
	Reason     string
	Confirmed  bool
	Options    *criterion.Options // how it is judged from here on; as before when nil
	Drop       bool               // take it out of the list
}

// ReviseTarget gives a target another wording, or confirms how the present one
// is understood. The first is never overwritten. A reason is needed when the wording changes.
func (a *Wing) ReviseTarget(ctx context.Context, actor access.Actor, in NewRevision) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, _, err := standing.TargetFor(ctx, tx, access.ManageTargets, in.Target)
		if err != nil {
			return desk.Entry{}, err
		}
		before := t.Current()
		if in.Wording == "" {
			in.Wording = before.Wording
		}
		if in.Baseline == nil {
			in.Baseline = before.Baseline
		}
		if in.Document == "" {
			in.Document = before.Document
		} else if doc, err := tx.Document(ctx, in.Document); errs.Failed(err) {
			return desk.Entry{}, err
		} else if err != nil || doc.Unit != t.Unit {
			return desk.Entry{}, errs.New(errs.NotFound, "app.document_unknown").In("document")
		}
		if in.Options == nil {
			in.Options = &before.Options
		}
		if !in.Options.Valid() {
			return desk.Entry{}, errs.New(errs.Invalid, "app.options_unknown").In("options")
		}
		if _, err := criterion.ReadInterims(in.Options.Interim, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Direction, Baseline: in.Baseline}); err != nil {
			return desk.Entry{}, err
		}
		changed := in.Wording != before.Wording || *in.Options != before.Options || in.Drop != before.Dropped
		if changed && strings.TrimSpace(in.Reason) == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
		}
		if in.Direction == "" {
			in.Direction = t.Leaning()
		}
		c, err := in.criterion(ctx, tx, t)
		if err != nil {
			return desk.Entry{}, err
		}
		r := target.Revision{No: before.No + 1, Wording: strings.TrimSpace(in.Wording), Criterion: c, Baseline: in.Baseline,
			Document: in.Document, Reason: strings.TrimSpace(in.Reason), Confirmed: in.Confirmed, Options: *in.Options, Dropped: in.Drop, By: actor.Account, ByName: tx.Name(), At: tx.Now}
		if err := tx.InsertRevision(ctx, t.ID, r); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "target.revised", Object: t.ID, Unit: t.Unit, Body: map[string]any{"before": before, "after": r}}, listedWith(ctx, tx, t, r)
	})
}

// criterion is how the revised wording is understood: as a person says it is; as
// it was, where neither the wording nor what it is read with changed; or as it reads.
func (in NewRevision) criterion(ctx context.Context, tx *desk.Tx, t target.Target) (criterion.Criterion, error) {
	before := t.Current()
	hints := criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: in.Direction, Baseline: in.Baseline, Meant: in.Meant}
	c, questions, err := readKnown(ctx, tx, said(in.Understood, in.Wording), hints)
	if err != nil || len(questions) == 0 {
		return c, err
	}
	sameBase := in.Baseline == before.Baseline || in.Baseline != nil && before.Baseline != nil && in.Baseline.Cmp(*before.Baseline) == 0
	if before.Confirmed && strings.TrimSpace(in.Understood) == "" && in.Meant == nil && in.Wording == before.Wording && in.Direction == t.Leaning() && sameBase {
		return before.Criterion, nil
	}
	if in.Confirmed {
		return c, stillOpen(in.Wording, in.Understood, hints, questions)
	}
	return c, nil
}

// Documents gives a unit's resolutions, of one cycle or, when cycle is "", of all.
func (a *Wing) Documents(ctx context.Context, actor access.Actor, unit id.ID, cycle period.Cycle) ([]target.Document, error) {
	var out []target.Document
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		d := tx.Dir
		if err := d.May(access.Read, unit); err != nil {
			return err
		}
		out, err = tx.Documents(ctx, unit, cycle)
		return err
	})
	return out, err
}
