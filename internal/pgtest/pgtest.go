// Package pgtest gives tests a real PostgreSQL of their own: a cluster made
// with initdb in a temporary folder, on a unix socket only, started once per
// test process and gone with it. A missing PostgreSQL fails the test.
package pgtest

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
)

var cluster struct {
	once sync.Once
	err  error
	dir  string
	made atomic.Int64
	held io.WriteCloser // the server stops when this closes, at the latest with the process
}

// DSN gives the address of a fresh, empty database that is dropped when the
// test ends. The first call of a process starts the cluster (about a second).
func DSN(t testing.TB) string {
	t.Helper()
	return create(t, "template0 ENCODING 'UTF8'")
}

// likes are the databases that others are copies of, by name.
var likes struct {
	sync.Mutex
	made map[string]bool
}

// Like gives the address of a fresh database that is a copy of the one made under
// this name, and is dropped when the test ends. The first call of a process makes
// that one; fill closes all it opens there.
func Like(t testing.TB, name string, fill func(dsn string)) string {
	t.Helper()
	likes.Lock()
	defer likes.Unlock()
	if !likes.made[name] {
		admin := asAdmin(t)
		defer admin.Close()
		if _, err := admin.Exec("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'"); err != nil {
			t.Fatal(err)
		}
		fill(address(name))
		if likes.made == nil {
			likes.made = map[string]bool{}
		}
		likes.made[name] = true
	}
	return create(t, name+" STRATEGY FILE_COPY")
}

func asAdmin(t testing.TB) *sql.DB {
	t.Helper()
	cluster.once.Do(func() { cluster.err = start() })
	if cluster.err != nil {
		t.Fatalf("PostgreSQL for the tests: %v (make test installs what is needed)", cluster.err)
	}
	admin, err := sql.Open("pgx", address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	return admin
}

// create makes a database from a template, dropped when the test ends.
func create(t testing.TB, template string) string {
	t.Helper()
	admin := asAdmin(t)
	defer admin.Close()
	name := fmt.Sprintf("t%d", cluster.made.Add(1))
	if _, err := admin.Exec("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		admin, err := sql.Open("pgx", address("postgres"))
		if err == nil {
			admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
			admin.Close()
		}
	})
	return address(name)
}

func address(database string) string {
	return "postgres:///" + database + "?user=dondoc&host=" + url.QueryEscape(cluster.dir) + "&port=5432"
}

// start makes and starts the cluster. As root it runs as an unprivileged user,
// because PostgreSQL refuses root.
func start() error {
	initdb, server, err := find()
	if err != nil {
		return err
	}
	if cluster.dir, err = os.MkdirTemp("/tmp", "dd-pg-"); err != nil { // a socket's path must be short
		return err
	}
	as, err := unprivileged(cluster.dir)
	if err != nil {
		return err
	}
	data := filepath.Join(cluster.dir, "data")
	make := exec.Command(initdb, "-D", data, "-U", "dondoc", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
	make.SysProcAttr, make.Dir = &syscall.SysProcAttr{Credential: as}, cluster.dir
	if out, err := make.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	log, err := os.Create(filepath.Join(cluster.dir, "log"))
	if err != nil {
		return err
	}
	durable := "off"
	if os.Getenv("DONDOC_TEST_PG_FSYNC") != "" {
		durable = "on"
	}
	// A shell holds the server and stops it when our end of the pipe closes,
	// however this process ends.
	script := `"$0" "$@" & pg=$!; cat >/dev/null; kill -INT $pg; wait $pg; rm -rf "$DIR"`
	run := exec.Command("/bin/sh", "-c", script, server, "-D", data, "-k", cluster.dir, "-p", "5432", "-c", "listen_addresses=",
		"-c", "fsync="+durable, "-c", "full_page_writes="+durable, "-c", "max_connections=200", "-c", "shared_buffers=64MB")
	run.Env = append(os.Environ(), "DIR="+cluster.dir)
	run.SysProcAttr, run.Dir = &syscall.SysProcAttr{Credential: as, Setpgid: true}, cluster.dir
	run.Stdout, run.Stderr = log, log
	if cluster.held, err = run.StdinPipe(); err != nil {
		return err
	}
	if err := run.Start(); err != nil {
		return err
	}
	return ready()
}

// ready waits until the server answers.
func ready() error {
	db, err := sql.Open("pgx", address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	defer stop()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			f, _ := os.Open(filepath.Join(cluster.dir, "log"))
			said, _ := io.ReadAll(f)
			return fmt.Errorf("%w\n%s", err, said)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// find gives the newest initdb and postgres installed.
func find() (initdb, server string, err error) {
	folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	sort.Slice(folders, func(i, j int) bool { return version(folders[i]) > version(folders[j]) })
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			folders = append(folders, filepath.Dir(real))
		}
	}
	for _, f := range folders {
		initdb, server = filepath.Join(f, "initdb"), filepath.Join(f, "postgres")
		if _, err1 := os.Stat(initdb); err1 == nil {
			if _, err2 := os.Stat(server); err2 == nil {
				return initdb, server, nil
			}
		}
	}
	return "", "", fmt.Errorf("no initdb and postgres found")
}

func version(folder string) int {
	n, _ := strconv.Atoi(strings.Split(folder, "/")[4])
	return n
}

// unprivileged gives whom to run as, and hands the folder over; nil when we are not root.
func unprivileged(dir string) (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
	}
	return nil, fmt.Errorf("no unprivileged user (postgres or nobody) to run PostgreSQL as")
}
