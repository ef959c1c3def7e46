package store

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task"
	"dondoc/internal/viet"
)

// InsertAmendment keeps what was put right or changed in a record, after those
// it has already.
func (tx *Tx) InsertAmendment(ctx context.Context, a amend.Amendment) error {
	known, err := tx.Amendments(ctx, a.Subject, a.Object)
	if err != nil {
		return err
	}
	was, err := json.Marshal(a.Before)
	if err != nil {
		return err
	}
	became, err := json.Marshal(a.After)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "amendment.insert", a.Subject, a.Object, len(known)+1, a.From, string(was), string(became), a.Reason, a.By, a.ByName, a.At.UnixMilli())
}

func scanAmendment(s scanner) (a amend.Amendment, err error) {
	var was, became string
	var at int64
	if err = s.Scan(&a.Subject, &a.Object, &a.No, &a.From, &was, &became, &a.Reason, &a.By, &a.ByName, &at); err != nil {
		return a, err
	}
	a.At = time.UnixMilli(at)
	if err := json.Unmarshal([]byte(was), &a.Before); err != nil {
		return a, err
	}
	return a, json.Unmarshal([]byte(became), &a.After)
}

// Amendments gives those of one record, in order.
func (tx *Tx) Amendments(ctx context.Context, subject string, object id.ID) ([]amend.Amendment, error) {
	return many(ctx, tx, "amendment.of", scanAmendment, subject, object)
}

// AmendmentsSince gives those of some records that were made from an instant
// on, each record's in order.
func (tx *Tx) AmendmentsSince(ctx context.Context, subject string, objects []id.ID, from time.Time) ([]amend.Amendment, error) {
	return manyOf(ctx, tx, "amendment.since", scanAmendment, objects, subject, from.UnixMilli())
}

// DirectoryAmendments gives those of units, posts, people and appointments, in
// the order they were made.
func (tx *Tx) DirectoryAmendments(ctx context.Context) ([]amend.Amendment, error) {
	return many(ctx, tx, "amendment.of_directory", scanAmendment)
}

// amendedText is how a revision or an event keeps what it amends; "" for nothing.
func amendedText(a *amend.Amendment) (string, error) {
	if a == nil {
		return "", nil
	}
	text, err := json.Marshal(amendedJSON{a.From, a.Before, a.After})
	return string(text), err
}

type amendedJSON struct {
	From   period.Date  `json:"from,omitempty"`
	Was    amend.Fields `json:"was"`
	Became amend.Fields `json:"became"`
}

func readAmended(text string) (*amend.Amendment, error) {
	if text == "" {
		return nil, nil
	}
	var kept amendedJSON
	err := json.Unmarshal([]byte(text), &kept)
	return &amend.Amendment{From: kept.From, Before: kept.Was, After: kept.Became}, err
}

// AmendVersion puts a version of a unit right; was is the day it began on as it
// is kept now.
func (tx *Tx) AmendVersion(ctx context.Context, was period.Date, v org.Version) error {
	if was == v.From {
		return tx.execOne(ctx, "org.amend_version", v.ID, v.From, v.To, v.Name, viet.Fold(v.Name), v.Kind, v.Parent, v.Official, v.Order, v.Decision)
	}
	if err := tx.execOne(ctx, "org.drop_version", v.ID, was); err != nil {
		return err
	}
	return tx.InsertVersion(ctx, v)
}

// AmendCode gives a unit another code. Conflict when it is taken.
func (tx *Tx) AmendCode(ctx context.Context, u org.Unit) error {
	return tx.execOne(ctx, "org.amend_code", u.ID, u.Code)
}

// DropUnit takes a unit away that has one version and on which nothing hangs.
func (tx *Tx) DropUnit(ctx context.Context, v org.Version) error {
	if err := tx.execOne(ctx, "org.drop_version", v.ID, v.From); err != nil {
		return err
	}
	return tx.execOne(ctx, "org.drop_unit", v.ID)
}

// AmendPost puts a post right.
func (tx *Tx) AmendPost(ctx context.Context, p org.Post) error {
	return tx.execOne(ctx, "org.amend_post", p.ID, p.Title, p.Head)
}

// DropPost takes a post away on which nothing hangs.
func (tx *Tx) DropPost(ctx context.Context, post id.ID) error {
	return tx.execOne(ctx, "org.drop_post", post)
}

// AmendPerson puts a person's name right.
func (tx *Tx) AmendPerson(ctx context.Context, p org.Person) error {
	return tx.execOne(ctx, "org.amend_person", p.ID, p.Name, viet.Fold(p.Name), viet.PersonSortKey(p.Name))
}

// AmendAppointment puts a tenure right.
func (tx *Tx) AmendAppointment(ctx context.Context, a org.Appointment) error {
	return tx.execOne(ctx, "org.amend_appointment", a.ID, a.Person, a.Capacity, a.Decision, a.From, a.To)
}

// DropAppointment takes a tenure away.
func (tx *Tx) DropAppointment(ctx context.Context, appointment id.ID) error {
	return tx.execOne(ctx, "org.drop_appointment", appointment)
}

// HangsOnUnit counts what hangs on a unit, by kind.
func (tx *Tx) HangsOnUnit(ctx context.Context, unit id.ID) (map[string]int, error) {
	return tx.hangs(ctx, "org.hangs_on_unit", unit)
}

// HangsOnPerson counts what hangs on a person, by kind.
func (tx *Tx) HangsOnPerson(ctx context.Context, person id.ID) (map[string]int, error) {
	return tx.hangs(ctx, "org.hangs_on_person", person)
}

// DropPerson takes a person away on whom nothing hangs.
func (tx *Tx) DropPerson(ctx context.Context, person id.ID) error {
	return tx.execOne(ctx, "org.drop_person", person)
}

// HangsOnAccount counts what an account was sent and lent, by kind; what it did
// itself the log has.
func (tx *Tx) HangsOnAccount(ctx context.Context, account id.ID) (map[string]int, error) {
	return tx.hangs(ctx, "org.hangs_on_account", account)
}

// DropAccount takes an account away that was never used, with its grants.
func (tx *Tx) DropAccount(ctx context.Context, account id.ID) error {
	grants, err := tx.Grants(ctx, account)
	if err != nil {
		return err
	}
	for _, g := range grants {
		if err := tx.Revoke(ctx, account, g); err != nil {
			return err
		}
	}
	return tx.execOne(ctx, "account.drop", account)
}

// DropCoverage takes a word on coverage back.
func (tx *Tx) DropCoverage(ctx context.Context, own id.ID, c Covered) error {
	return tx.execOne(ctx, "provision.drop_coverage", c.Superior, own, c.No)
}

// HangsOnPost counts what hangs on a post, by kind.
func (tx *Tx) HangsOnPost(ctx context.Context, post id.ID) (map[string]int, error) {
	return tx.hangs(ctx, "org.hangs_on_post", post)
}

func (tx *Tx) hangs(ctx context.Context, name string, on id.ID) (map[string]int, error) {
	out := map[string]int{}
	_, err := many(ctx, tx, name, func(s scanner) (kind string, err error) {
		n := 0
		if err = s.Scan(&kind, &n); err == nil && n > 0 {
			out[kind] += n
		}
		return kind, err
	}, on)
	return out, err
}

// AmendAccount puts an account's names and person right. Conflict when the user name is taken.
func (tx *Tx) AmendAccount(ctx context.Context, a Account) error {
	return tx.execOne(ctx, "account.amend", a.ID, a.Username, a.Name, a.Person)
}

// AmendDocument puts right what names a document. Conflict when its
// unit keeps one of its issuer, number and date already.
func (tx *Tx) AmendDocument(ctx context.Context, d target.Document) error {
	return tx.execOne(ctx, "target.amend_document", d.ID, d.Number, d.Issuer, d.IssuedOn, d.Title, d.Kind, d.Level, d.TermFrom, d.TermTo,
		viet.Fold(d.Number+" "+d.Issuer+" "+d.Title), string(d.Unit)+" "+d.Number)
}

// AmendTarget keeps a target as it is read after an amendment, which is one of
// its revisions. The counts of the units that answered and answer are made anew.
func (tx *Tx) AmendTarget(ctx context.Context, t target.Target, answered id.ID) error {
	if err := tx.execOne(ctx, "target.amend", t.ID, t.Indicator, t.Setter, t.Place, t.Label, t.Field, t.Name, viet.Fold(t.Name),
		t.UnitOfMeasure, t.Direction, t.Accumulation, t.AnswerUnit, t.Post, t.Source); err != nil {
		return err
	}
	if answered == t.AnswerUnit {
		return nil
	}
	if err := tx.exec(ctx, "target.amend_waiting", t.ID, t.AnswerUnit); err != nil {
		return err
	}
	for _, unit := range []id.ID{answered, t.AnswerUnit} {
		if err := tx.recount(ctx, unit, t.Cycle); err != nil {
			return err
		}
	}
	return nil
}

// TargetsOnceAnswered gives the targets of a cycle that a unit answered for
// once, and does not any more.
func (tx *Tx) TargetsOnceAnswered(ctx context.Context, unit id.ID, cycle period.Cycle) ([]target.Target, error) {
	return tx.withRevisions(ctx, "target.once_answered", unit, cycle)
}

// AmendTask keeps a task as it is read after a correction, which is one of its events.
func (tx *Tx) AmendTask(ctx context.Context, t task.Task) error {
	deadline, err := json.Marshal(t.Deadline)
	if err != nil {
		return err
	}
	if err := tx.execOne(ctx, "task.amend", t.ID, t.Document, t.Provision, t.Label, t.Field, t.Name, t.Product, t.Authority, t.LeadText,
		string(deadline), t.First, t.Every, t.FollowedBy, t.Source, viet.Fold(t.Name+" "+t.Product+" "+t.LeadText+" "+t.Field+" "+t.Programme), t.Begins(), t.Programme); err != nil {
		return err
	}
	if err := tx.exec(ctx, "task.drop_partners", t.ID); err != nil {
		return err
	}
	return tx.insertPartners(ctx, t)
}

// DropTask takes a task away, with its events; it has no files and no parts.
func (tx *Tx) DropTask(ctx context.Context, which id.ID) error {
	for _, name := range []string{"task.drop_events", "task.drop_partners"} {
		if err := tx.exec(ctx, name, which); err != nil {
			return err
		}
	}
	return tx.execOne(ctx, "task.drop", which)
}

// DropEvent takes the last event of a task back, and keeps what the others come to.
func (tx *Tx) DropEvent(ctx context.Context, t task.Task, no int, after task.State) error {
	if err := tx.execOne(ctx, "task.drop_event", t.ID, no); err != nil {
		return err
	}
	return tx.setState(ctx, t, after)
}

// LastSteps gives the tasks whose last event an account made at an instant, and
// how many events it made then in all.
func (tx *Tx) LastSteps(ctx context.Context, account id.ID, at time.Time) (tasks []id.ID, made int, err error) {
	tasks, err = many(ctx, tx, "task.last_steps", func(s scanner) (i id.ID, err error) {
		var no int
		err = s.Scan(&i, &no)
		return i, err
	}, account, at.UnixMilli())
	if err != nil {
		return nil, 0, err
	}
	made, err = one(ctx, tx, "task.steps_at", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, account, at.UnixMilli())
	return tasks, made, err
}

// NewestStep gives when an account last took a step with a task.
func (tx *Tx) NewestStep(ctx context.Context, account id.ID) (time.Time, error) {
	return one(ctx, tx, "task.newest_step", func(s scanner) (time.Time, error) {
		var at int64
		err := s.Scan(&at)
		return time.UnixMilli(at), err
	}, account)
}
