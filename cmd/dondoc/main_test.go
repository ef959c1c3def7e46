package main

import (
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"dondoc/internal/cli"
	"dondoc/internal/period"
	"dondoc/internal/sample"
	"dondoc/internal/store"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the real command available to the scripts, in process, with a
// clock they may set: TODAY=2024-01-09.
func TestMain(m *testing.M) {
	if os.Getenv("DONDOC_TEST_SERVE") != "" { // TestKill runs this binary as the server
		main()
	}
	testscript.Main(m, map[string]func(){"dondoc": func() {
		now := time.Now
		if day := os.Getenv("TODAY"); day != "" {
			now = func() time.Time { return period.Date(day).Time().Add(9 * time.Hour) }
		}
		os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Env{
			Stdout: worded{os.Stdout}, Stderr: os.Stderr, Getenv: os.Getenv, Now: now, Version: "test",
		}))
	}})
}

// worded stops a command that prints a key instead of its text.
type worded struct{ io.Writer }

var keyShown = regexp.MustCompile(`\[[a-z]+\.[a-z_.]*\]`)

func (w worded) Write(p []byte) (int, error) {
	if key := keyShown.Find(p); key != nil {
		os.Stderr.WriteString("no text for " + string(key) + "\n")
		os.Exit(70)
	}
	return w.Writer.Write(p)
}

var identifier = regexp.MustCompile(`"id": "([0-9a-f-]{36})"`)

// idOf keeps the first identifier of a JSON answer in $ID: "id-of stdout".
func idOf(ts *testscript.TestScript, neg bool, args []string) {
	m := identifier.FindStringSubmatch(ts.ReadFile(args[0]))
	if m == nil {
		ts.Fatalf("no identifier in %s", args[0])
	}
	ts.Setenv("ID", m[1])
}

// newer makes a database look as if a later program had written it:
// "newer-database FILE".
func newer(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
	ts.Check(err)
}

// worlds holds the sample world of a day, made once for all scripts that begin with
// it: "sample-world FILE". Three scripts make it by the command itself.
var worlds = struct {
	sync.Mutex
	of map[period.Date][]byte
}{of: map[period.Date][]byte{}}

func sampleWorld(ts *testscript.TestScript, neg bool, args []string) {
	day := period.Date(ts.Getenv("TODAY"))
	if day == "" {
		day = period.DateOf(time.Now())
	}
	worlds.Lock()
	defer worlds.Unlock()
	if worlds.of[day] == nil {
		path := filepath.Join(ts.Getenv("WORK"), "world.db")
		db, err := store.Open(context.Background(), path)
		ts.Check(err)
		ts.Check(sample.Load(context.Background(), db, day))
		ts.Check(db.Close())
		worlds.of[day], err = os.ReadFile(path)
		ts.Check(err)
		ts.Check(os.Remove(path))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), worlds.of[day], 0o600))
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"id-of": idOf, "newer-database": newer, "sample-world": sampleWorld}, Setup: func(e *testscript.Env) error {
		e.Setenv("DONDOC_DB", e.WorkDir+"/dondoc.db")
		e.Setenv("DONDOC_LANG", "vi")
		return nil
	}})
}
