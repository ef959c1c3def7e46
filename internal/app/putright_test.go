package app_test

import (
	"maps"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// putRight is a kind of record with its entries: what each is set to by a
// correction, and how the record is read now and as it was known on a day.
type putRight struct {
	of      id.ID
	entries map[string]string // by entry: what is right
	read    func(known period.Date) amend.Fields
	history func() []amend.Amendment // what was put right, in any order
	as      map[string]string        // entries that are read under another name
}

func directoryEntries(w *apptest.World, known period.Date, subject string, of id.ID) amend.Fields {
	d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(w.T).Known(known.EndOfDayOrNow())
	switch subject {
	case amend.Unit:
		v, _ := d.Unit(of, "2023-06-01")
		return v.Entries()
	case amend.Post:
		p, _ := d.Post(of)
		return p.Entries()
	case amend.Person:
		p, _ := d.Person(of)
		return amend.Fields{"name": p.Name}
	}
	for _, ap := range d.Appointments {
		if ap.ID == of {
			return ap.Entries()
		}
	}
	return nil
}

func putRights(w *apptest.World) map[string]putRight {
	t := w.T
	given := w.Given(tasks.NewTask{Name: "Rà soát quy hoạch rừng", Leads: []id.ID{w.Department}, Deadline: "30/9/2023", Product: "Báo cáo", Authority: "Chủ tịch", Source: "TB 1"}).ID
	account, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: "cna", Name: "A", Grants: []access.Grant{{Role: access.Officer, Unit: w.Department}}})
	if err != nil {
		t.Fatal(err)
	}
	tenure := tenureOf(w, w.HeadPost)
	of := func(subject string, of id.ID, entries map[string]string) putRight {
		return putRight{of: of, entries: entries, read: func(known period.Date) amend.Fields { return directoryEntries(w, known, subject, of) },
			history: func() []amend.Amendment {
				return apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).AmendmentsOf(subject, of)
			}}
	}
	out := map[string]putRight{
		amend.Unit: of(amend.Unit, w.Department, map[string]string{"name": "Phòng Kinh tế", "kind": "agency", "from": "01/01/2019", "parent": "bac-kan", "code": "phong-kinh-te", "official": "060-9", "decision": "01/QĐ"}),
		amend.Post: of(amend.Post, w.HeadPost, map[string]string{"title": "Phó Trưởng phòng phụ trách"}), amend.Person: of(amend.Person, w.Holder, map[string]string{"name": "Nguyễn Văn Mẫn"}),
		amend.Appointment: of(amend.Appointment, tenure, map[string]string{"from": "01/02/2020", "to": "01/12/2023", "capacity": "acting", "decision": "02/QĐ"}),
	}
	out["target"] = putRight{of: w.Forest, entries: map[string]string{"label": "7", "field": "Lâm nghiệp", "name": "Trồng rừng tập trung", "uom": "héc-ta", "setter": "superior", "accumulation": "stock", "answer_unit": "ngan-son", "source": "biểu 02"},
		read: func(known period.Date) amend.Fields {
			return apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, known))(t).BoardRow.Target.Entries()
		},
		history: func() (all []amend.Amendment) {
			for _, r := range apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t).Revisions {
				if r.Amended != nil {
					one := *r.Amended
					one.Reason = r.Reason
					all = append(all, one)
				}
			}
			return all
		}}
	out[amend.Document] = putRight{of: w.Resolution, entries: map[string]string{"number": "21-NQ/HU", "issuer": "Huyện ủy", "issued_on": "21/12/2022", "title": "Nghị quyết đúng"},
		read: func(known period.Date) amend.Fields {
			return apptest.Must(w.Document(apptest.Ctx, apptest.Operator, w.Resolution, known))(t).Document.Entries()
		},
		history: func() []amend.Amendment {
			return apptest.Must(w.Document(apptest.Ctx, apptest.Operator, w.Resolution, ""))(t).Amendments
		}}
	out["task"] = putRight{of: given, entries: map[string]string{"name": "Rà soát quy hoạch ba loại rừng", "deadline": "30/11/2023", "product": "Tờ trình", "authority": "UBND huyện", "lead": "bang-van", "partners": "phong-nong-nghiep", "source": "TB 12",
		"label": "3", "field": "Lâm nghiệp", "provision": "khoản 2", "followed_by": "Văn phòng"},
		as: map[string]string{"partners": "partner_1"},
		read: func(known period.Date) amend.Fields {
			return apptest.Must(w.TaskKnown(apptest.Ctx, apptest.Operator, given, known))(t).Task.Entries()
		},
		history: func() (all []amend.Amendment) {
			for _, e := range apptest.Must(w.Task(apptest.Ctx, apptest.Operator, given))(t).Events {
				if e.Amended != nil {
					one := *e.Amended
					one.Reason = e.Text
					all = append(all, one)
				}
			}
			return all
		}}
	out[amend.Account] = putRight{of: account, entries: map[string]string{"username": "can-a", "name": "Cán bộ A", "person": string(w.Holder)},
		read: func(known period.Date) amend.Fields {
			for _, one := range apptest.Must(w.Accounts(apptest.Ctx, apptest.Operator))(t) {
				if one.ID == account {
					return amend.Fields{"username": one.Username, "name": one.Name, "person": string(one.Person)}
				}
			}
			return nil
		}}
	return out
}

// TestEveryEntryIsPutRight holds, of each kind of record and each of its entries:
// a mistake is put right with a reason and not without, from the day it is made;
// the history keeps the reading before, and the record as known before reads it.
func TestEveryEntryIsPutRight(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		day := period.Date("2023-08-01")
		w.On(day)
		all := putRights(w)
		for _, subject := range slices.Sorted(maps.Keys(all)) {
			c := all[subject]
			for _, entry := range slices.Sorted(maps.Keys(c.entries)) {
				day = day.AddDays(1)
				w.On(day)
				name := entry
				if as := c.as[entry]; as != "" {
					name = as
				}
				was := c.read("")[name]
				in := app.Correction{Subject: subject, Object: c.of, Set: map[string]string{entry: c.entries[entry]}}
				if err := w.Correct(apptest.Ctx, apptest.Operator, in); !fails(err, "approval.reason_needed") {
					t.Errorf("%s, %s, without a reason: %v", subject, entry, err)
				}
				in.Reason = "gõ nhầm " + entry
				if err := w.Correct(apptest.Ctx, apptest.Operator, in); err != nil {
					t.Errorf("%s, %s: %v", subject, entry, err)
					continue
				}
				is := c.read("")[name]
				if is == was || is == "" {
					t.Errorf("%s, %s: %q before, %q after", subject, entry, was, is)
				}
				if c.history == nil { // an account is of today alone; the log has what it was
					continue
				}
				if then := c.read(day.AddDays(-1))[name]; then != was {
					t.Errorf("%s, %s, as known the day before: %q, it was %q", subject, entry, then, was)
				}
				if now := c.read(day)[name]; now != is {
					t.Errorf("%s, %s, as known on the day: %q, it is %q", subject, entry, now, is)
				}
				kept := slices.ContainsFunc(c.history(), func(a amend.Amendment) bool {
					before, changed := a.Before[name]
					return changed && before == was && a.After[name] == is && a.Reason == in.Reason
				})
				if !kept {
					t.Errorf("%s, %s: the history does not say that it was %q: %+v", subject, entry, was, c.history())
				}
			}
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); len(v.Findings) > 0 {
			t.Errorf("the log does not fit: %+v", v.Findings)
		}
	})
}
