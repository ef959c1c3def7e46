package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
)

// TestKill kills the server (kill -9) while eight officers report, and then
// looks for every report that was acknowledged.
func TestKill(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testKill(t, filepath.Join(t.TempDir(), "kill.db")) })
	t.Run("postgresql", func(t *testing.T) { testKill(t, pgtest.DSN(t)) })
}

const officers = 8

func testKill(t *testing.T, dsn string) {
	targets := prepare(t, dsn)
	server, address := served(t, dsn)
	var acknowledged []id.ID
	var mu sync.Mutex
	var tokens []string // of all, before the first may have the server killed
	for i := range officers {
		tokens = append(tokens, signIn(t, address, fmt.Sprint("can-bo-", i)))
	}
	var wg sync.WaitGroup
	for i, token := range tokens {
		wg.Go(func() {
			for month := 1; ; month = month%12 + 1 {
				made := report(address, token, targets[i], month)
				if made == "" {
					return // the server is gone
				}
				mu.Lock()
				acknowledged = append(acknowledged, made)
				if len(acknowledged) == 120 {
					server.Process.Kill()
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	server.Wait()
	look(t, dsn, targets, acknowledged)
}

// served starts a server of its own process over a database, to be killed; it is at
// the latest with the test.
func served(t *testing.T, dsn string) (server *exec.Cmd, address string) {
	t.Helper()
	server = exec.Command(os.Args[0], "serve", "--db", dsn, "--addr", "127.0.0.1:0", "--lang", "en")
	server.Env = append(os.Environ(), "DONDOC_TEST_SERVE=1")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Kill() })
	lines := bufio.NewScanner(out)
	for address == "" && lines.Scan() {
		address = regexp.MustCompile(`http://\S+`).FindString(lines.Text())
	}
	if address == "" {
		t.Fatal("the server did not say where it serves")
	}
	return server, address
}

// prepare makes a body with one target and one officer per name.
func prepare(t *testing.T, dsn string) []id.ID {
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
	var targets []id.ID
	for i := range officers {
		made, err := a.AddTarget(ctx, operator, plan.NewTarget{Document: doc, Place: i, Name: fmt.Sprint("Chỉ tiêu ", i), Wording: "100 ha", UnitOfMeasure: "ha"})
		check(err)
		targets = append(targets, made)
		_, _, err = a.CreateAccount(ctx, operator, accounts.NewAccount{Username: fmt.Sprint("can-bo-", i), Name: "x", Password: "mat-khau-thu-nghiem",
			Grants: []access.Grant{{Role: access.Officer, Unit: unit}}})
		check(err)
	}
	return targets
}

func post(address, path, token string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, address+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

func signIn(t *testing.T, address, username string) string {
	var out struct{ Token string }
	if err := post(address, "/api/v1/sessions", "", map[string]string{"username": username, "password": "mat-khau-thu-nghiem"}, &out); err != nil {
		t.Error(err)
	}
	return out.Token
}

func report(address, token string, of id.ID, month int) id.ID {
	var out struct{ ID id.ID }
	err := post(address, "/api/v1/targets/"+string(of)+"/reports", token, map[string]any{"month": fmt.Sprintf("2023-%02d", month), "text": "10 ha", "cumulative": true}, &out)
	if err != nil {
		return ""
	}
	return out.ID
}

// look opens the database again and finds every acknowledged report, whole.
func look(t *testing.T, dsn string, targets, acknowledged []id.ID) {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := app.New(db, time.Now)
	kept := map[id.ID]bool{}
	for _, of := range targets {
		p, err := a.Target(ctx, desk.Operator("test"), of, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range p.Observations {
			kept[o.ID] = len(o.Steps) > 0
		}
	}
	for _, one := range acknowledged {
		if !kept[one] {
			t.Errorf("report %s was acknowledged and is lost", one)
		}
	}
	if len(acknowledged) < 120 {
		t.Errorf("only %d reports were acknowledged before the kill", len(acknowledged))
	}
	v, err := a.VerifyLedger(ctx, desk.Operator("test"), nil, nil)
	if err != nil || !v.OK() {
		t.Errorf("the log after the kill: %+v, %+v, %v", v.Wrong, v.Findings, err)
	}
}
