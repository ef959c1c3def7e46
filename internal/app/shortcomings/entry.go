package shortcomings

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/shortcoming"
)

// NewShortcoming is what is asked to raise one.
type NewShortcoming struct {
	Unit       id.ID
	Year       period.Cycle
	Field      string
	Statement  string
	Objective  string
	Subjective string
	AnswerUnit id.ID // the unit itself where empty
	Post       id.ID // its head's where empty
	Product    string
	Due        period.Date
	Source     string
	Grounds    []string // keys of the rows that prove it; see Proposals
	Reason     string   // of a correction

	Invented bool
}

func (in NewShortcoming) entry(d *desk.Directory) (shortcoming.Shortcoming, error) {
	s := shortcoming.Shortcoming{Unit: in.Unit, Year: in.Year, First: in.Year, Field: in.Field, Statement: in.Statement, Objective: in.Objective, Subjective: in.Subjective,
		AnswerUnit: in.AnswerUnit, Post: in.Post, Product: in.Product, Due: in.Due, Source: in.Source, Invented: in.Invented}.Trimmed()
	if s.AnswerUnit == "" {
		s.AnswerUnit = s.Unit
	}
	if desk.Bad(s.Field + s.Statement + s.Objective + s.Subjective + s.Product + s.Source) {
		return s, errs.New(errs.Invalid, "app.text_bad").In("statement")
	}
	if err := s.Check(); err != nil {
		return s, err
	}
	if err := d.Charge(access.RaiseShortcomings, s.Unit, s.AnswerUnit); err != nil {
		return s, errs.All(err)[0].In("answer_unit")
	}
	if s.Post == "" {
		if head, ok := d.HeadPost(s.AnswerUnit); ok {
			s.Post = head.ID
		}
	}
	if post, ok := d.Post(s.Post); s.Post != "" && (!ok || post.Unit != s.AnswerUnit) {
		return s, errs.New(errs.Invalid, "shortcoming.post_elsewhere").In("post")
	}
	return s, nil
}

// RaiseShortcoming enters one in a unit's register: by hand, or with rows that
// prove it, which are kept as they stand now.
func (a *Wing) RaiseShortcoming(ctx context.Context, actor access.Actor, in NewShortcoming) (id.ID, error) {
	made := a.desk.Mint()
	return made, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.RaiseShortcomings, in.Unit); err != nil {
			return desk.Entry{}, err
		}
		if y := in.Year.Year(); y < 2000 || in.Year > tx.Today.Month().Cycle() {
			return desk.Entry{}, errs.New(errs.Invalid, "shortcoming.year_ahead", "year", string(in.Year)).In("year")
		}
		s, err := in.entry(tx.Dir)
		if err != nil {
			return desk.Entry{}, err
		}
		s.ID, s.By, s.ByName, s.At = made, tx.Actor.Account, tx.Name(), tx.Now
		r := shortcoming.Record{Shortcoming: s}
		if r.Grounds, err = groundsOf(ctx, tx, in); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "shortcoming.raised", Object: s.ID, Unit: s.Unit}, tx.InsertShortcoming(ctx, r)
	})
}

// groundsOf reads the rows that are named as proof. Conflict where one proves
// another entry already.
func groundsOf(ctx context.Context, tx *desk.Tx, in NewShortcoming) (out []shortcoming.Ground, err error) {
	if len(in.Grounds) == 0 {
		return nil, nil
	}
	p, err := proposalsOf(ctx, tx, in.Unit, in.Year)
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Compact(slices.Sorted(slices.Values(in.Grounds))) {
		i := slices.IndexFunc(p.Rows, func(p Proposal) bool { return p.Ground.Key() == key })
		if i < 0 {
			return nil, errs.New(errs.NotFound, "shortcoming.ground_unknown", "key", key).In("grounds")
		}
		if p.Rows[i].Raised != "" {
			return nil, errs.New(errs.Conflict, "shortcoming.ground_raised", "name", p.Rows[i].Ground.Name).In("grounds")
		}
		out = append(out, p.Rows[i].Ground)
	}
	return out, nil
}

// CorrectShortcoming puts an entry right, with a reason; the day of the remedy
// is moved in the same way. Who answers stays where nobody is named.
func (a *Wing) CorrectShortcoming(ctx context.Context, actor access.Actor, which id.ID, in NewShortcoming) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		r, err := find(ctx, tx, which)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := mayStep(tx.Dir, shortcoming.Correct, r.Shortcoming); err != nil {
			return desk.Entry{}, err
		}
		in.Unit, in.Year = r.Unit, r.Year
		if in.AnswerUnit == "" {
			in.AnswerUnit = r.AnswerUnit
		}
		if in.AnswerUnit == r.AnswerUnit && in.Post == "" {
			in.Post = r.Post
		}
		s, err := in.entry(tx.Dir)
		if err != nil {
			return desk.Entry{}, err
		}
		return amended(ctx, tx, r, shortcoming.Correct, s.Entries(), in.Reason)
	})
}

// ExplainShortcoming gives the causes, by who answers.
func (a *Wing) ExplainShortcoming(ctx context.Context, actor access.Actor, which id.ID, objective, subjective string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		r, err := find(ctx, tx, which)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := mayStep(tx.Dir, shortcoming.Explain, r.Shortcoming); err != nil {
			return desk.Entry{}, err
		}
		s := r.Shortcoming
		s.Objective, s.Subjective = objective, subjective
		s = s.Trimmed()
		if s.Objective == "" && s.Subjective == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "shortcoming.needs_causes").In("objective")
		}
		if desk.Bad(s.Objective + s.Subjective) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("objective")
		}
		if err := s.Check(); err != nil {
			return desk.Entry{}, err
		}
		return amended(ctx, tx, r, shortcoming.Explain, s.Entries(), "")
	})
}

// amended keeps an entry as it becomes by a step, with what it was.
func amended(ctx context.Context, tx *desk.Tx, r shortcoming.Record, step shortcoming.Step, after amend.Fields, reason string) (desk.Entry, error) {
	e := shortcoming.Event{Step: step, On: tx.Today, Text: reason}
	if err := r.Check(e, tx.Today); err != nil {
		for _, one := range errs.All(err) {
			if one.Field == "text" {
				return desk.Entry{}, one.In("reason")
			}
		}
		return desk.Entry{}, err
	}
	was, is := amend.Between(r.Entries(), after)
	if len(is) == 0 {
		return desk.Entry{}, errs.New(errs.Invalid, "app.nothing_corrected")
	}
	e.Amended = &amend.Amendment{Before: was, After: is}
	if err := tx.AmendShortcoming(ctx, r.Entered(is)); err != nil {
		return desk.Entry{}, err
	}
	return keep(ctx, tx, r, e)
}

// keep writes a step and gives the entry of the log that tells of it.
func keep(ctx context.Context, tx *desk.Tx, r shortcoming.Record, e shortcoming.Event) (desk.Entry, error) {
	e.No, e.By, e.ByName, e.At = len(r.Events)+1, tx.Actor.Account, tx.Name(), tx.Now
	after := shortcoming.StateOf(append(slices.Clone(r.Events), e))
	return desk.Entry{Action: "shortcoming." + string(e.Step), Object: r.ID, Unit: r.Unit}, tx.InsertShortcomingEvent(ctx, r.ID, e, after)
}

// Page is everything about one entry.
type Page struct {
	Row
	Confirmer org.Version        // whose verifier or head sees that it is remedied
	Before    []Row              // the entries of earlier years it goes on from, the newest first
	After     []Row              // those it went on as
	Unclear   []phrase.Phrase    // causes, proof, who answers
	Steps     []shortcoming.Step // the actor may take now
	Today     period.Date
	Carry     []org.Version // the registers it may go on in
}

// Shortcoming gives one entry with all that happened to it.
func (a *Wing) Shortcoming(ctx context.Context, actor access.Actor, which id.ID) (Page, error) {
	var p Page
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d := tx.Dir
		r, err := find(ctx, tx, which)
		if err != nil {
			return err
		}
		p = Page{Row: rowsOf(d, []shortcoming.Record{r})[0], Today: tx.Today}
		p.Confirmer, _ = d.Unit(Confirmer(d, r.Shortcoming), tx.Today)
		if r.State.Open() {
			p.Unclear = r.Unclear(p.Answers.Person.ID == "")
		}
		for from := r.From; from != ""; {
			earlier, err := tx.Shortcoming(ctx, from)
			if err != nil {
				return err
			}
			p.Before = append(p.Before, rowsOf(d, []shortcoming.Record{earlier})...)
			from = earlier.From
		}
		after, err := tx.ShortcomingGoesOn(ctx, which)
		if err != nil {
			return err
		}
		p.After = rowsOf(d, after)
		for _, unit := range heirs(d, r.Unit) {
			v, _ := d.Unit(unit, tx.Today)
			p.Carry = append(p.Carry, v)
		}
		for _, step := range r.State.Steps() {
			if step == shortcoming.Carry && tx.Today < r.Year.LastMonth().Start() {
				continue
			}
			if mayStep(d, step, r.Shortcoming) != nil {
				continue
			}
			if err := anotherPerson(ctx, tx, r, step); err == nil {
				p.Steps = append(p.Steps, step)
			} else if errs.Failed(err) {
				return err
			}
		}
		return nil
	})
	return p, err
}
