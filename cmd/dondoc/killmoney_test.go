package main

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/units"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// TestKillMoney kills the server (kill -9) while eight people move capital, pay,
// adjust plans and tie a target to the money, and looks for what was half
// written: a transfer of one line, a voucher without its step, a target without
// the tie that replaced another, sums that are not those of the projects.
func TestKillMoney(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testKillMoney(t, filepath.Join(t.TempDir(), "kill.db")) })
	t.Run("postgresql", func(t *testing.T) { testKillMoney(t, pgtest.DSN(t)) })
}

// fund is what the kill is tried on.
type fund struct {
	projects []id.ID
	target   id.ID
}

func testKillMoney(t *testing.T, dsn string) {
	f := prepareMoney(t, dsn)
	server, address := served(t, dsn)
	said := map[string]bool{} // decisions and vouchers that were acknowledged
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range officers {
		wg.Go(func() {
			token := signIn(t, address, fmt.Sprint("can-bo-", i))
			for n := 0; ; n++ {
				name := fmt.Sprint(i, "-", n)
				if err := f.act(address, token, i, n, name); err != nil {
					return // the server is gone
				}
				mu.Lock()
				if said[name] = true; len(said) == 120 {
					server.Process.Kill()
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	server.Wait()
	f.look(t, dsn, said)
}

// act does one of four things, of each officer its own.
func (f fund) act(address, token string, officer, n int, name string) error {
	var out struct{}
	a, b := f.projects[officer%4], f.projects[4+officer%4]
	switch officer % 4 {
	case 0:
		return post(address, "/api/v1/units/x/capital/2023/transfers", token, map[string]any{"from": a, "to": b, "source": "central", "amount": 1_000_000, "decision": name, "on": "2023-06-01"}, &out)
	case 1:
		return post(address, "/api/v1/capital-projects/"+string(a)+"/payments", token, map[string]any{"year": 2023, "source": "central", "kind": "completed", "amount": 1_000_000, "voucher": name, "on": "2023-03-05"}, &out)
	case 2:
		return post(address, "/api/v1/capital-projects/"+string(a)+"/plans", token, map[string]any{"year": 2023, "source": "central", "setter": "province", "kind": "adjusted", "amount": -1_000_000, "decision": name, "on": "2023-06-01"}, &out)
	}
	setter := []string{"province", "prime_minister"}[n%2]
	if officer > 3 {
		return post(address, "/api/v1/capital-projects/"+string(a)+"/payments", token, map[string]any{"year": 2023, "source": "central", "kind": "advance", "amount": 1_000_000, "voucher": name, "on": "2023-03-06"}, &out)
	}
	return post(address, "/api/v1/targets/"+string(f.target)+"/capital-tie", token, map[string]any{"setter": setter, "on": true}, &out)
}

func prepareMoney(t *testing.T, dsn string) (f fund) {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a, operator := app.New(db, time.Now), desk.Operator("test")
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	unit, err := a.AddUnit(ctx, operator, units.NewUnit{Code: "x", Name: "X", Kind: "commune", From: "2000-01-01"})
	check(err)
	doc, err := a.AddDocument(ctx, operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "1", Issuer: "X", IssuedOn: "2022-12-01", Title: "x"})
	check(err)
	f.target, err = a.AddTarget(ctx, operator, plan.NewTarget{Document: doc, Place: 1, Name: "Tỷ lệ giải ngân", Wording: "từ 95% trở lên", UnitOfMeasure: "%", Accumulation: target.Stock})
	check(err)
	for i := range officers {
		made, err := a.CreateProject(ctx, operator, capital.Project{Unit: unit, Code: fmt.Sprint("DA-", i), Name: "Đường", Group: "C"})
		check(err)
		_, err = a.AddCapitalPlan(ctx, operator, capital.Plan{Project: made, Year: 2023, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 100_000_000_000, Decision: "1/QĐ", On: "2023-01-05"})
		check(err)
		f.projects = append(f.projects, made)
		_, _, err = a.CreateAccount(ctx, operator, accounts.NewAccount{Username: fmt.Sprint("can-bo-", i), Name: "x", Password: "mat-khau-thu-nghiem",
			Grants: []access.Grant{{Role: access.Officer, Unit: unit}, {Role: access.Office, Unit: unit}}})
		check(err)
	}
	return f
}

// look opens the database again: what was acknowledged is there, once and whole.
func (f fund) look(t *testing.T, dsn string, said map[string]bool) {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := app.New(db, time.Now)
	lines, sums, vouchers := map[string]int{}, map[string]int64{}, map[string]int{}
	for _, of := range f.projects {
		p, err := a.Project(ctx, desk.Operator("test"), of, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range p.Plans {
			if len(l.Steps) != 1 {
				t.Errorf("the line of %s has %d steps", l.Decision, len(l.Steps))
			}
			lines[l.Decision]++
			sums[l.Decision] += l.Amount
		}
		for _, v := range p.Payments {
			if vouchers[v.Voucher]++; len(v.Steps) != 1 || vouchers[v.Voucher] != 1 {
				t.Errorf("voucher %s: %d steps, %d times", v.Voucher, len(v.Steps), vouchers[v.Voucher])
			}
		}
	}
	for name, n := range lines {
		moved := name[0] == '0' || name[0] == '4'
		if name != "1/QĐ" && (moved && (n != 2 || sums[name] != 0) || !moved && n != 1) {
			t.Errorf("decision %s has %d lines that come to %d", name, n, sums[name])
		}
	}
	for name := range said {
		if tie := name[0] == '3'; !tie && lines[name] == 0 && vouchers[name] == 0 {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	ties, err := a.CapitalTies(ctx, desk.Operator("test"), "x", 2023)
	if err != nil || len(ties.Rows) != 1 || said["3-0"] && ties.Rows[0].Tie == nil {
		t.Errorf("the target's tie: %+v %v", ties.Rows, err)
	}
	if len(said) < 120 {
		t.Errorf("only %d acts were acknowledged before the kill", len(said))
	}
	if v, err := a.VerifyLedger(ctx, desk.Operator("test"), nil, nil); err != nil || !v.OK() {
		t.Errorf("the log after the kill: %+v, %+v, %v", v.Wrong, v.Findings, err)
	}
}
