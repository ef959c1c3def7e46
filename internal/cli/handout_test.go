package cli

import (
	"bufio"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
	"dondoc/internal/store"
)

// smtpServer is a mail server as small as the standard lets one be; it hands
// what it takes to letters, and refuses recipients at nowhere.vn.
func smtpServer(t *testing.T, letters chan<- string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go talk(conn, letters)
		}
	}()
	return l.Addr().String()
}

func talk(conn net.Conn, letters chan<- string) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	say := func(text string) { fmt.Fprint(conn, text+"\r\n") }
	say("220 mail")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.Fields(line + " x")[0]); {
		case verb == "EHLO":
			say("250-mail\r\n250 8BITMIME")
		case strings.Contains(line, "nowhere.vn"):
			say("550 no such office")
		case verb == "DATA":
			say("354 go on")
			var letter strings.Builder
			for line, err = r.ReadString('\n'); err == nil && line != ".\r\n"; line, err = r.ReadString('\n') {
				letter.WriteString(strings.TrimPrefix(line, "."))
			}
			letters <- letter.String()
			say("250 kept")
		case verb == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// attached gives the name and the bytes of a letter's file.
func attached(t *testing.T, letter string) (subject, name, content string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(letter))
	if err != nil {
		t.Fatal(err)
	}
	if subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	_, params, _ := mime.ParseMediaType(m.Header.Get("Content-Type"))
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			t.Fatalf("no file in the letter: %v", err)
		}
		if part.FileName() == "" {
			continue
		}
		text, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
		if err != nil {
			t.Fatal(err)
		}
		return subject, part.FileName(), string(text)
	}
}

// A server hands a signed checkpoint out by itself, at its start and the day
// after: into its folder, to a command, to an address and by mail. A recipient
// that fails holds no other up and is tried again. What lies in the folder, or
// came by mail, is then demanded.
func TestCheckpointsAreHandedOut(t *testing.T) {
	eachOffice(t, func(o *office) {
		posted, letters := make(chan string, 9), make(chan string, 9)
		var down atomic.Bool
		down.Store(true)
		superior := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if down.Load() {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			body, _ := io.ReadAll(r.Body)
			posted <- string(body)
		}))
		defer superior.Close()
		dir, hooked := filepath.Join(o.t.TempDir(), "kept"), filepath.Join(o.t.TempDir(), "hooked")
		db, err := store.OpenAsIs(context.Background(), o.dsn)
		if err != nil {
			o.t.Fatal(err)
		}
		defer db.Close()
		p := app.New(db, time.Now)
		ctx, stop := context.WithCancel(context.Background())
		a := &ask{Env: Env{Now: time.Now, Getenv: func(string) string { return "" }}, Context: ctx, root: &root{DB: o.dsn, KeyFile: o.key}, lang: "vi"}
		to, err := a.recipients(handOut{Dir: dir, Hook: "cat > " + hooked, URL: superior.URL, Mail: []string{"vp@nowhere.vn", "thanh-tra@tinh.vn"}, SMTP: smtpServer(o.t, letters), From: "dondoc@xa.vn"})
		if err != nil {
			o.t.Fatal(err)
		}
		done, waits, next := make(chan struct{}), make(chan time.Duration), make(chan time.Time)
		go func() {
			a.handOutDaily(ctx, p, to, slog.New(slog.DiscardHandler), func(d time.Duration) <-chan time.Time {
				waits <- d
				return next
			})
			close(done)
		}()
		if d := <-waits; d != time.Hour {
			o.t.Errorf("after a round that failed in part it waits %s", d)
		}
		subject, name, first := attached(o.t, <-letters)
		public, _ := os.ReadFile(o.key + ".pub")
		c, _, err := ledger.ReadSigned(first, string(public))
		if err != nil || c.Size == 0 || name != checkpointName(c.Size) || !strings.Contains(subject, "mốc nhật ký") {
			o.t.Fatalf("the letter: %v, %d, %s, %s", err, c.Size, name, subject)
		}
		if text, _ := os.ReadFile(hooked); string(text) != first {
			o.t.Errorf("the command was given %q", text)
		}
		down.Store(false)
		to[3].send = func(context.Context, string, int64) error { return nil } // the office was named wrongly
		next <- time.Time{}
		if d := <-waits; d != 24*time.Hour {
			o.t.Errorf("after a whole round it waits %s", d)
		}
		if again, _, _ := ledger.ReadSigned(<-posted, string(public)); again.Size != c.Size || len(letters) != 0 {
			o.t.Errorf("tried again: %d entries; %d letters more", again.Size, len(letters))
		}
		o.run(0, "units", "add", "xa-moi", "Xã mới", "--kind", "commune", "--parent", "ngan-son", "--from", "01/01/2020")
		next <- time.Time{}
		<-waits
		_, _, second := attached(o.t, <-letters)
		if later, _, err := ledger.ReadSigned(second, string(public)); err != nil || later.Size <= c.Size {
			o.t.Errorf("the day after: %d entries after %d, %v", later.Size, c.Size, err)
		}
		stop()
		<-done
		mailed := filepath.Join(o.t.TempDir(), "mailed")
		if err := os.WriteFile(mailed, []byte(second), 0o600); err != nil {
			o.t.Fatal(err)
		}
		o.run(0, "ledger", "verify", "--checkpoint-dir", dir)
		o.run(0, "ledger", "verify", "--checkpoint", mailed)
		o.exec("DELETE FROM ledger_entry WHERE seq = $1", c.Size-1)
		o.remake()
		for _, by := range [][]string{{"--checkpoint-dir", dir}, {"--checkpoint", mailed}} {
			if said := o.run(1, append([]string{"ledger", "verify"}, by...)...); !strings.Contains(said, fmt.Sprint(c.Size-1)) {
				o.t.Errorf("what is missing is not named: %s", said)
			}
		}
	})
}

// TestMailIsNamedWhole: a server that could hand nothing out does not start.
func TestMailIsNamedWhole(t *testing.T) {
	a := &ask{Env: Env{Now: time.Now, Getenv: func(string) string { return "" }}, Context: context.Background(), root: &root{DB: "x.db"}, lang: "vi"}
	for _, c := range []struct {
		to  handOut
		bad bool
	}{
		{handOut{Mail: []string{"a@b.vn"}, SMTP: "mail.b.vn:587", From: "x@b.vn"}, false},
		{handOut{Mail: []string{"a@b.vn"}, From: "x@b.vn"}, true},
		{handOut{Mail: []string{"a@b.vn"}, SMTP: "mail.b.vn", From: "x@b.vn"}, true},
		{handOut{Mail: []string{"a@b.vn"}, SMTP: "mail.b.vn:587"}, true},
		{handOut{Mail: []string{"a@b.vn\r\nBcc: c@d.vn"}, SMTP: "mail.b.vn:587", From: "x@b.vn"}, true},
		{handOut{Mail: []string{"Văn phòng <a@b.vn>"}, SMTP: "mail.b.vn:587", From: "x@b.vn"}, true},
	} {
		if _, err := a.recipients(c.to); errs.Is(err, errs.Invalid) != c.bad {
			t.Errorf("%+v: %v", c.to, err)
		}
	}
}
