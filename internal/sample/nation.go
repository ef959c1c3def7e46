package sample

import (
	"context"
	"fmt"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// NationSize is how large a made-up nation is: its communes under up to 34
// provinces, the targets each is set a year, and the years up to the last.
type NationSize struct {
	Communes, Targets, Years int
	Projects                 int // of public investment, over all communes
	Last                     int // the last year: all its months but the last are approved, and that waits
	Months                   int // of the last year that are reported; 0 for all
}

// Nation is what a bench needs to know of a made-up nation.
type Nation struct {
	Size               NationSize
	Commune, Province  string       // codes
	Officer, Verifier  access.Actor // of the commune; of all
	Head               access.Actor // of all
	Target             id.ID        // of the commune in the last year
	Person             id.ID        // heads the commune
	Figures, Provinces int
	Payments           int // of capital
}

// FillNation fills an empty database with a made-up nation, for measuring:
// through the one way writes go, a commune's year at a time, so that the log,
// the standings and their counts are what use-cases would have made. The same
// size gives the same figures. told hears how many communes' years are done.
func FillNation(ctx context.Context, db *store.DB, size NationSize, told func(done, of int)) (*Nation, error) {
	f := &filler{db: db, size: size, clock: time.Date(size.Last-size.Years, 12, 1, 8, 0, 0, 0, period.Zone)}
	if err := f.tree(ctx); err != nil {
		return nil, err
	}
	f.nation.Size = size
	for i := range f.communes {
		if err := f.projects(ctx, i); err != nil {
			return nil, err
		}
		if size.Projects > 0 && size.Targets == 0 {
			told(i+1, size.Communes)
		}
	}
	if size.Targets == 0 {
		return &f.nation, nil
	}
	for y := range size.Years {
		cycle := period.Cycle(fmt.Sprint(size.Last - size.Years + 1 + y))
		for i := range f.communes {
			if err := f.year(ctx, cycle, i); err != nil {
				return nil, err
			}
			told(y*size.Communes+i+1, size.Years*size.Communes)
		}
	}
	return &f.nation, nil
}

type filler struct {
	db     *store.DB
	size   NationSize
	clock  time.Time
	nation Nation
	count  int

	officer, verifier, head id.ID
	communes, posts         []id.ID
	indicators              []id.ID
}

func (f *filler) mint() id.ID {
	f.count++
	return id.New(f.clock.Add(time.Duration(f.count) * time.Millisecond / 64))
}

// write makes changes with one entry of the log.
func (f *filler) write(ctx context.Context, action string, object, unit id.ID, do func(context.Context, *store.Tx) error) error {
	return f.db.Write(ctx, func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.AppendLedger(ctx, store.Logged{At: f.clock, Actor: "bench", Unit: unit, Action: action, Object: string(object)}); err != nil {
			return err
		}
		return do(ctx, tx)
	})
}

func (f *filler) tree(ctx context.Context) error {
	from := period.DateOf(f.clock)
	unit := func(ctx context.Context, tx *store.Tx, code, name string, kind string, parent id.ID, order int) (id.ID, error) {
		u := f.mint()
		if err := tx.InsertUnit(ctx, org.Unit{ID: u, Code: code}); err != nil {
			return u, err
		}
		return u, tx.InsertVersion(ctx, org.Version{Unit: org.Unit{ID: u, Code: code}, Range: period.Range{From: from, To: period.Forever}, Name: name, Kind: kind, Parent: parent, Order: order})
	}
	return f.write(ctx, "bench.units", "", "", func(ctx context.Context, tx *store.Tx) error {
		top, err := unit(ctx, tx, "ca-nuoc", "Cả nước", org.Province, "", 0)
		if err != nil {
			return err
		}
		var provinces []id.ID
		for p := range min(34, max(1, f.size.Communes/4)) {
			province, err := unit(ctx, tx, fmt.Sprintf("tinh-%02d", p), fmt.Sprintf("Tỉnh số %d", p), org.Province, top, p)
			if err != nil {
				return err
			}
			provinces = append(provinces, province)
		}
		for i := range f.size.Communes {
			code := fmt.Sprintf("xa-%04d", i)
			commune, err := unit(ctx, tx, code, fmt.Sprintf("Xã số %d", i), org.Commune, provinces[i%len(provinces)], i)
			if err != nil {
				return err
			}
			post, person := f.mint(), f.mint()
			if err := tx.InsertPost(ctx, org.Post{ID: post, Unit: commune, Title: "Chủ tịch", Head: true}); err != nil {
				return err
			}
			if err := tx.InsertPerson(ctx, org.Person{ID: person, Name: fmt.Sprintf("Nguyễn Văn Số %d", i), Invented: true}); err != nil {
				return err
			}
			if err := tx.InsertAppointment(ctx, org.Appointment{ID: f.mint(), Person: person, Post: post, Capacity: org.Substantive, Range: period.Range{From: from, To: period.Forever}}); err != nil {
				return err
			}
			f.communes, f.posts = append(f.communes, commune), append(f.posts, post)
			if i == 0 {
				f.nation.Person = person
			}
		}
		f.nation.Commune, f.nation.Province, f.nation.Provinces = "xa-0000", "tinh-00", len(provinces)
		for k := range f.size.Targets {
			known, err := tx.Indicator(ctx, f.mint(), fmt.Sprintf("Chỉ tiêu phát triển số %d", k), "ha")
			if err != nil {
				return err
			}
			f.indicators = append(f.indicators, known)
		}
		return f.accounts(ctx, tx, top)
	})
}

func (f *filler) accounts(ctx context.Context, tx *store.Tx, top id.ID) error {
	grant := func(name string, role access.Role, unit id.ID) (access.Actor, error) {
		a := store.Account{ID: f.mint(), Username: name, Name: name, PasswordHash: "-", Lang: "vi", Created: f.clock}
		g := access.Grant{Role: role, Unit: unit}
		if err := tx.InsertAccount(ctx, a); err != nil {
			return access.Actor{}, err
		}
		return access.Actor{Account: a.ID, Name: name, Grants: []access.Grant{g}}, tx.Grant(ctx, a.ID, g)
	}
	var err error
	if f.nation.Officer, err = grant("can-bo", access.Officer, f.communes[0]); err != nil {
		return err
	}
	if f.nation.Verifier, err = grant("tham-dinh", access.Verifier, top); err != nil {
		return err
	}
	for i, commune := range f.communes { // each has an officer of its own, by the name of its code
		if _, err := grant(fmt.Sprintf("xa-%04d", i), access.Officer, commune); err != nil {
			return err
		}
	}
	f.nation.Head, err = grant("lanh-dao", access.Head, top)
	f.officer, f.verifier, f.head = f.nation.Officer.Account, f.nation.Verifier.Account, f.nation.Head.Account
	return err
}

// year writes a commune's resolution, targets and figures of a year, as they
// became known month by month.
func (f *filler) year(ctx context.Context, cycle period.Cycle, commune int) error {
	unit := f.communes[commune]
	f.clock = cycle.Start().Time().Add(8 * time.Hour)
	doc := target.Document{ID: f.mint(), Unit: unit, Cycle: cycle, Number: fmt.Sprintf("%d/NQ-HĐND", commune), Issuer: fmt.Sprintf("HĐND xã số %d", commune),
		IssuedOn: cycle.Start(), Title: "Nghị quyết về nhiệm vụ năm", Invented: true}
	return f.write(ctx, "bench.year", doc.ID, unit, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.InsertDocument(ctx, doc); err != nil {
			return err
		}
		var figures []target.Observation
		for k, indicator := range f.indicators {
			plan := measure.Int(int64(600 + 12*(commune%50+k)))
			wording := plan.Say("vi") + " ha"
			c, _ := criterion.Read(wording, criterion.Hints{Unit: "ha"})
			t := target.Target{ID: f.mint(), Unit: unit, Cycle: cycle, Document: doc.ID, Indicator: indicator, Setter: target.OwnCouncil, Place: k + 1, Label: fmt.Sprint(k + 1),
				Field: "Kinh tế", Name: fmt.Sprintf("Chỉ tiêu phát triển số %d", k), UnitOfMeasure: "ha", Direction: c.Direction, Accumulation: target.Flow, AnswerUnit: unit, Post: f.posts[commune], Illustrative: true}
			if err := tx.InsertTarget(ctx, t); err != nil {
				return err
			}
			if err := tx.InsertRevision(ctx, t.ID, target.Revision{No: 1, Wording: wording, Criterion: c, Document: doc.ID, Confirmed: true, ByName: "bench", At: f.clock}); err != nil {
				return err
			}
			if commune == 0 && k == 0 {
				f.nation.Target = t.ID
			}
			for _, m := range f.reported(cycle) {
				figures = append(figures, f.figure(tx, t, m, int64(50+(commune*7+k*3+m.Number())%20)))
			}
		}
		return tx.InsertObservations(ctx, figures)
	})
}

// reported is the months of a year with figures.
func (f *filler) reported(cycle period.Cycle) []period.Month {
	all := cycle.Months()
	if n := f.size.Months; n > 0 && n < len(all) && cycle.Year() == f.size.Last {
		return all[:n]
	}
	return all
}

// figure is what is reported of a month and, but for the very last one, verified and approved.
func (f *filler) figure(tx *store.Tx, t target.Target, m period.Month, ha int64) target.Observation {
	v := measure.Int(ha)
	at := m.End().AddDays(5).Time().Add(9 * time.Hour)
	o := target.Observation{ID: f.mint(), Seq: tx.NextEntry() - 1, Target: t.ID, Month: m, Text: v.Say("vi"), Actual: criterion.Actual{Value: &v, Unit: "ha", Text: v.Say("vi")}, Final: true,
		Illustrative: true, By: f.officer, ByName: "can-bo", At: at}
	f.nation.Figures++
	o.Steps = []target.StepTaken{{No: 1, Step: approval.Submit, State: approval.Submitted, By: f.officer, ByName: "can-bo", At: at},
		{No: 2, Step: approval.Verify, State: approval.Verified, By: f.verifier, ByName: "tham-dinh", At: at.Add(time.Hour)},
		{No: 3, Step: approval.Approve, State: approval.Approved, By: f.head, ByName: "lanh-dao", At: at.Add(2 * time.Hour)}}
	if m == t.Cycle.LastMonth() && t.Cycle.Year() == f.size.Last {
		o.Steps = o.Steps[:1]
	}
	return o
}
