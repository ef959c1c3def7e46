package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Known is the directory as it was read just before an instant: what was put
// right in it from then on is as it was written first. A zero instant means now.
// Rights are asked of the directory as it is.
func (d *Directory) Known(before time.Time) *Directory {
	if before.IsZero() || len(d.Amendments) == 0 || d.Amendments[len(d.Amendments)-1].At.Before(before) {
		return d
	}
	r := &register{epoch: d.epoch + " " + before.Format(time.RFC3339Nano), trees: map[period.Date]*org.Tree{}, labels: d.labels,
		Versions: slices.Clone(d.Versions), Posts: slices.Clone(d.Posts), People: slices.Clone(d.People),
		Appointments: slices.Clone(d.Appointments), Successions: d.Successions}
	for _, a := range slices.Backward(d.Amendments) {
		if a.At.Before(before) {
			break
		}
		r.rewind(a)
	}
	slices.SortStableFunc(r.Versions, func(x, y org.Version) int {
		if x.ID != y.ID {
			return strings.Compare(string(x.ID), string(y.ID))
		}
		return strings.Compare(string(x.From), string(y.From))
	})
	slices.SortStableFunc(r.Appointments, func(x, y org.Appointment) int { return strings.Compare(string(x.From), string(y.From)) })
	r.index()
	return &Directory{register: r, asker: d.asker, today: d.today}
}

// rewind takes back what an amendment did to a register of one's own.
func (r *register) rewind(a amend.Amendment) {
	switch a.Subject {
	case amend.Unit:
		r.Versions = rewound(r.Versions, a)
	case amend.Post:
		for i, p := range r.Posts {
			if p.ID == a.Object {
				r.Posts[i] = p.Entered(a.Before)
			}
		}
	case amend.Person:
		for i, p := range r.People {
			if name, said := a.Before["name"]; said && p.ID == a.Object {
				r.People[i].Name = name
			}
		}
	case amend.Appointment:
		for i, ap := range r.Appointments {
			if ap.ID == a.Object {
				r.Appointments[i] = ap.Entered(a.Before)
			}
		}
	}
}

// DocumentsRead gives documents as they were read just before an instant; a zero
// instant means now.
func (tx *Tx) DocumentsRead(ctx context.Context, documents []target.Document, before time.Time) ([]target.Document, error) {
	if before.IsZero() {
		return documents, nil
	}
	later, err := tx.AmendmentsSince(ctx, amend.Document, idsOf(documents), before)
	out := slices.Clone(documents)
	for _, a := range slices.Backward(later) {
		for i, doc := range out {
			if doc.ID == a.Object {
				out[i] = doc.Entered(a.Before)
			}
		}
	}
	return out, err
}

// DocumentsKnown gives the same of those that had been entered by then.
func (tx *Tx) DocumentsKnown(ctx context.Context, documents []target.Document, before time.Time) ([]target.Document, error) {
	if before.IsZero() {
		return documents, nil
	}
	entered, err := tx.FirstLogged(ctx, idsOf(documents))
	if err != nil {
		return nil, err
	}
	return tx.DocumentsRead(ctx, slices.DeleteFunc(slices.Clone(documents), func(doc target.Document) bool {
		at, logged := entered[doc.ID]
		return logged && !at.Before(before)
	}), before)
}

func idsOf(documents []target.Document) (out []id.ID) {
	for _, doc := range documents {
		out = append(out, doc.ID)
	}
	return out
}

// AmendmentsOf gives what was put right of a unit, post, person or appointment,
// the newest first.
func (d *register) AmendmentsOf(subject string, objects ...id.ID) []amend.Amendment {
	var out []amend.Amendment
	for _, a := range slices.Backward(d.Amendments) {
		if a.Subject == subject && slices.Contains(objects, a.Object) {
			out = append(out, a)
		}
	}
	return out
}

// AnsweringFor gives who answered for a target on the date; for a unit that had
// ended by then and went into no other as a whole, who answered on its last day.
func (d *register) AnsweringFor(t target.Target, on period.Date) Responsible {
	unit, post := t.Answering(on)
	r := d.Answering(unit, post, on)
	if _, stands := d.Tree(on).Unit(unit); stands || r.Person.ID != "" || r.Unit.ID != unit || r.Unit.To > on {
		return r
	}
	return d.Answering(unit, post, r.Unit.To.AddDays(-1))
}

// Amendment is a correction that who asks makes of a record now. Invalid where
// it changes nothing or has no reason.
func (tx *Tx) Amendment(subject string, object id.ID, before, after amend.Fields, reason string) (amend.Amendment, error) {
	was, is := amend.Between(before, after)
	a := amend.Amendment{Subject: subject, Object: object, Before: was, After: is, Reason: strings.TrimSpace(reason),
		By: tx.Actor.Account, ByName: tx.Actor.Name, At: tx.Now}
	switch {
	case len(is) == 0:
		return a, errs.New(errs.Invalid, "app.nothing_corrected")
	case a.Reason == "":
		return a, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	case Bad(a.Reason) || len(a.Reason) > longestReason:
		return a, errs.New(errs.Invalid, "app.text_bad").In("reason")
	}
	return a, nil
}

const longestReason = 2000 // bytes

// Correct keeps a correction of a record of a unit, and gives the entry that
// tells of it.
func (tx *Tx) Correct(ctx context.Context, subject string, object, unit id.ID, before, after amend.Fields, reason string) (Entry, error) {
	a, err := tx.Amendment(subject, object, before, after, reason)
	if err != nil {
		return Entry{}, err
	}
	if subject == amend.Unit {
		a.Before["version"], a.After["version"] = before["from"], after["from"]
	}
	if err := tx.InsertAmendment(ctx, a); err != nil {
		return Entry{}, err
	}
	e := Entry{Action: subject + ".corrected", Object: object, Unit: unit, Body: map[string]any{"before": a.Before, "after": a.After, "reason": a.Reason}}
	if subject == amend.Document {
		e.Action = "document.renamed" // what is corrected of a document is its text
	}
	if subject == amend.Account || subject == amend.Document {
		return e, nil
	}
	return e, tx.ChangedDirectory(ctx)
}

// rewound gives the versions of units as they were read before an amendment of
// one of them: the version it put right, and the one before it, which ends
// where that begins.
func rewound(versions []org.Version, a amend.Amendment) []org.Version {
	began, begins := period.Date(a.Before["version"]), period.Date(a.After["version"])
	for i, v := range versions {
		if v.ID != a.Object {
			continue
		}
		if code, said := a.Before["code"]; said {
			versions[i].Code = code
		}
		if v.From == begins {
			versions[i] = versions[i].Entered(a.Before)
			versions[i].From = began
		}
		if v.To == begins && v.From < begins {
			versions[i].To = began
		}
	}
	return versions
}
