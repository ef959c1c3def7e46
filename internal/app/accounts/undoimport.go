package accounts

import (
	"context"
	"encoding/json"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
)

// peopleImport is the entry of an import of people in the log.
const peopleImport = "people.imported"

// importedPeople is what an import of people made, as its entry says it.
type importedPeople struct {
	File         string            `json:"file"`
	People       []org.Person      `json:"people"`
	Posts        []org.Post        `json:"posts"`
	Appointments []madeAppointment `json:"appointments"`
	Accounts     []madeAccount     `json:"accounts"`
}

// madeAppointment is an appointment with the tenure that ended for it, as it was.
type madeAppointment struct {
	org.Appointment
	Ended id.ID       `json:"ended,omitempty"`
	Until period.Date `json:"until,omitempty"`
}

type madeAccount struct {
	ID       id.ID  `json:"id"`
	Username string `json:"username"`
}

func (m importedPeople) nothing() bool {
	return len(m.People)+len(m.Posts)+len(m.Appointments)+len(m.Accounts) == 0
}

// undoer undoes an import of people as a whole: accounts nobody signed in with,
// appointments, posts and people on which nothing else hangs.
func undoer() desk.Undoer { return desk.Undoer{Needs: access.ManagePeople, Hold: holdImport} }

// peopleHeld is an import of people on its way back, by what still stands of it.
type peopleHeld struct {
	made     importedPeople
	d        *desk.Directory
	accounts map[id.ID]store.Account
	out      desk.Made
}

func holdImport(ctx context.Context, tx *desk.Tx, e ledger.Entry) (desk.Made, error) {
	h := peopleHeld{d: tx.Dir, accounts: map[id.ID]store.Account{}}
	if json.Unmarshal(e.Body, &h.made) != nil || h.made.nothing() {
		return h.out, errs.New(errs.NotFound, "access.not_found")
	}
	all, err := tx.Accounts(ctx)
	if err != nil {
		return h.out, err
	}
	for _, a := range all {
		h.accounts[a.ID] = a
	}
	h.out.File = h.made.File
	for _, hold := range []func(context.Context, *desk.Tx) error{h.holdAccounts, h.holdTenures, h.holdPosts, h.holdPeople} {
		if err := hold(ctx, tx); err != nil {
			return h.out, err
		}
	}
	h.out.Undo = h.undo
	return h.out, nil
}

func (h *peopleHeld) hangs(name string, count map[string]int) {
	h.out.Hangs = append(h.out.Hangs, units.WhatHangs(name, count)...)
}

// holdAccounts: one that was used, changed or lent something stays.
func (h *peopleHeld) holdAccounts(ctx context.Context, tx *desk.Tx) error {
	left := h.made.Accounts[:0:0]
	for _, made := range h.made.Accounts {
		h.out.Names = append(h.out.Names, made.Username)
		if _, stands := h.accounts[made.ID]; !stands {
			continue
		}
		left = append(left, made)
		entries, err := tx.LedgerOf(ctx, string(made.ID))
		if err != nil {
			return err
		}
		if len(entries) > 1 {
			h.out.Hangs = append(h.out.Hangs, phrase.New("app.undo_account", "name", made.Username))
		}
		count, err := tx.HangsOnAccount(ctx, made.ID)
		if err != nil {
			return err
		}
		h.hangs(made.Username, count)
	}
	h.made.Accounts = left
	return nil
}

// holdTenures: one that ended, was put right or was followed stays.
func (h *peopleHeld) holdTenures(ctx context.Context, tx *desk.Tx) error {
	left := h.made.Appointments[:0:0]
	for _, made := range h.made.Appointments {
		for _, now := range h.d.Appointments {
			if now.ID != made.ID {
				continue
			}
			left = append(left, made)
			if now != made.Appointment {
				who, _ := h.d.Person(now.Person)
				h.out.Hangs = append(h.out.Hangs, phrase.New("app.undo_tenure", "name", who.Name))
			}
		}
	}
	h.made.Appointments = left
	return nil
}

func (h *peopleHeld) holdPosts(ctx context.Context, tx *desk.Tx) error {
	left := h.made.Posts[:0:0]
	for _, made := range h.made.Posts {
		h.out.Names = append(h.out.Names, made.Title)
		if _, stands := h.d.Post(made.ID); !stands {
			continue
		}
		left = append(left, made)
		count, err := tx.HangsOnPost(ctx, made.ID)
		if err != nil {
			return err
		}
		for _, a := range h.made.Appointments {
			if a.Post == made.ID {
				count["appointment"]--
			}
		}
		h.hangs(made.Title, count)
	}
	h.made.Posts = left
	return nil
}

func (h *peopleHeld) holdPeople(ctx context.Context, tx *desk.Tx) error {
	left := h.made.People[:0:0]
	for _, made := range h.made.People {
		h.out.Names = append(h.out.Names, made.Name)
		if _, stands := h.d.Person(made.ID); !stands {
			continue
		}
		left = append(left, made)
		count, err := tx.HangsOnPerson(ctx, made.ID)
		if err != nil {
			return err
		}
		for _, a := range h.made.Appointments {
			if a.Person == made.ID {
				count["appointment"]--
			}
		}
		for _, a := range h.made.Accounts {
			if h.accounts[a.ID].Person == made.ID {
				count["account"]--
			}
		}
		h.hangs(made.Name, count)
	}
	h.made.People = left
	return nil
}

// undo writes it: who was in a post before goes on in it.
func (h *peopleHeld) undo(ctx context.Context, tx *desk.Tx, reason string) error {
	log := func(action string, object, unit id.ID, what any) error {
		_, err := tx.Log(ctx, desk.Entry{Action: action, Object: object, Unit: unit, Body: map[string]any{"made": what, "reason": reason}})
		return err
	}
	for _, a := range h.made.Accounts {
		if err := tx.DropAccount(ctx, a.ID); err != nil {
			return err
		}
		if err := log("account.undone", a.ID, "", a); err != nil {
			return err
		}
	}
	for _, a := range h.made.Appointments {
		if err := tx.DropAppointment(ctx, a.ID); err != nil {
			return err
		}
		if a.Ended != "" {
			if err := tx.EndAppointment(ctx, a.Ended, a.Until); err != nil {
				return err
			}
		}
		post, _ := h.d.Post(a.Post)
		if err := log("appointment.undone", a.ID, post.Unit, a); err != nil {
			return err
		}
	}
	for _, p := range h.made.Posts {
		if err := tx.DropPost(ctx, p.ID); err != nil {
			return err
		}
		if err := log("post.undone", p.ID, p.Unit, p); err != nil {
			return err
		}
	}
	for _, p := range h.made.People {
		if err := tx.DropPerson(ctx, p.ID); err != nil {
			return err
		}
		if err := log("person.undone", p.ID, "", p); err != nil {
			return err
		}
	}
	return tx.ChangedDirectory(ctx)
}
