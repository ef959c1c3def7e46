package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// TestServe serves the pages and the API on one address, and stops when told
// to, without an error.
func TestServe(t *testing.T) {
	server := exec.Command(os.Args[0], "demo", "--db", filepath.Join(t.TempDir(), "demo.db"), "--addr", "127.0.0.1:0", "--lang", "en")
	server.Env = append(os.Environ(), "DONDOC_TEST_SERVE=1")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer server.Process.Kill()
	address, said := "", ""
	for lines := bufio.NewScanner(out); address == "" && lines.Scan(); {
		said += lines.Text() + "\n"
		address = regexp.MustCompile(`http://\S+`).FindString(lines.Text())
	}
	if address == "" || !strings.Contains(said, "can-bo") {
		t.Fatalf("it said neither where it serves nor who may sign in:\n%s", said)
	}
	for path, want := range map[string]int{"/healthz": 200, "/sign-in": 200, "/api/openapi.json": 200, "/api/v1/units": 401, "/api/nothing": 404} {
		resp, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s: %s, want %d", path, resp.Status, want)
		}
	}
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := server.Wait(); err != nil {
		t.Errorf("it did not stop in peace: %v", err)
	}
}
