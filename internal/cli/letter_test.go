package cli

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"net"
	netmail "net/mail"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/job"

	"github.com/emersion/go-smtp"
)

// mailbox is an SMTP server that takes letters as it is told to.
type mailbox struct {
	mu      sync.Mutex
	letters []string
	rcpt    error         // its answer to an address
	data    error         // its answer to a letter it has
	silent  chan struct{} // it keeps the letter and does not answer until this is closed
}

func (m *mailbox) NewSession(*smtp.Conn) (smtp.Session, error)  { return m, nil }
func (m *mailbox) Reset()                                       {}
func (m *mailbox) Logout() error                                { return nil }
func (m *mailbox) Mail(string, *smtp.MailOptions) error         { return nil }
func (m *mailbox) Rcpt(to string, opts *smtp.RcptOptions) error { return m.rcpt }
func (m *mailbox) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m.mu.Lock()
	if m.data == nil {
		m.letters = append(m.letters, string(text))
	}
	m.mu.Unlock()
	if m.silent != nil {
		<-m.silent
	}
	return m.data
}

// TestLettersArrive sends a chaser through a real SMTP server: it arrives once,
// says how much and where and nothing more; a server that is down or says later
// is tried again, one that refuses is not, and one that falls silent with the
// letter in its hands is asked about, not sent to twice.
func TestLettersArrive(t *testing.T) {
	box := &mailbox{}
	server := smtp.NewServer(box)
	server.Domain, server.AllowInsecureAuth = "localhost", true
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })

	w := apptest.New(t, filepath.Join(t.TempDir(), "w.db"))
	ctx, people := apptest.Ctx, w.Team()
	wish := chase.Usual("")
	wish.Address, wish.Mail, wish.Digest = "can-bo@ngan-son.example", chase.MailEach, false
	if err := w.Writes(people.Officer.Account, wish); err != nil {
		t.Fatal(err)
	}
	a := &ask{Env: Env{Now: w.App.Now, Getenv: func(string) string { return "" }}, Context: ctx, root: &root{}, lang: "vi"}
	post, err := a.post(handOut{SMTP: listener.Addr().String(), From: "dondoc@bac-kan.example"}, "https://dondoc.example")
	if err != nil {
		t.Fatal(err)
	}
	day := 9
	chaseAgain := func() {
		t.Helper()
		day++
		w.On("2023-07-01")
		*w.Clock = w.Clock.AddDate(0, 0, day)
		if _, err := w.Remind(ctx, people.Office, chasing.Order{Query: chasing.Query{Unit: "ngan-son"}, Note: "Gửi trước 15 giờ"}); err != nil {
			t.Fatal(err)
		}
	}
	run := func(with chasing.Post) {
		t.Helper()
		if _, err := w.RunJobs(ctx, "here", chasing.Out{Letter: with}); err != nil {
			t.Fatal(err)
		}
	}
	state := func() string {
		t.Helper()
		all, err := w.Notices(ctx, people.Officer)
		if err != nil {
			t.Fatal(err)
		}
		return all[0].Mail
	}

	chaseAgain()
	run(post)
	run(post)
	if len(box.letters) != 1 || state() != chase.MailSent {
		t.Fatalf("%d letters, %s", len(box.letters), state())
	}
	got, err := netmail.ReadMessage(strings.NewReader(box.letters[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
	body, bodyErr := io.ReadAll(base64.NewDecoder(base64.StdEncoding, got.Body))
	if text := string(body); err != nil || bodyErr != nil || !strings.Contains(subject, "1 chỉ tiêu chưa có số liệu tháng 06/2023") || !strings.Contains(text, "https://dondoc.example/notices/") ||
		!strings.Contains(text, "Gửi trước 15 giờ") || strings.Contains(text, "Trồng rừng") || strings.Contains(text, "400") || got.Header.Get("Auto-Submitted") == "" {
		t.Errorf("%v %v\n%s\n%s", err, bodyErr, subject, body)
	}

	// Down: the port answers nothing. Then "later". Then it is up again.
	chaseAgain()
	down, err := a.post(handOut{SMTP: "127.0.0.1:1", From: "dondoc@bac-kan.example"}, "")
	if err != nil {
		t.Fatal(err)
	}
	run(down)
	*w.Clock = w.Clock.Add(2 * time.Minute)
	box.data = &smtp.SMTPError{Code: 451, Message: "try later"}
	run(post)
	if state() != chase.MailWaits || len(box.letters) != 1 {
		t.Errorf("down, then later: %s, %d letters", state(), len(box.letters))
	}
	*w.Clock = w.Clock.Add(10 * time.Minute)
	box.data = nil
	run(post)
	if state() != chase.MailSent || len(box.letters) != 2 {
		t.Errorf("up again: %s, %d letters", state(), len(box.letters))
	}

	// Refused for good.
	chaseAgain()
	box.rcpt = &smtp.SMTPError{Code: 550, Message: "no such mailbox"}
	run(post)
	dead, err := w.Jobs(ctx, apptest.Operator, job.Dead)
	if state() != chase.MailFailed || err != nil || len(dead) != 1 || !strings.Contains(dead[0].Error, "no such mailbox") {
		t.Errorf("refused: %s, %+v, %v", state(), dead, err)
	}

	// Slow beyond patience, with the letter in its hands.
	chaseAgain()
	box.rcpt, box.silent = nil, make(chan struct{})
	impatient := func(ctx context.Context, l chasing.Letter) error {
		ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
		defer cancel()
		return post(ctx, l)
	}
	run(impatient)
	close(box.silent)
	*w.Clock = w.Clock.Add(5 * time.Hour)
	run(post)
	if state() != chase.MailUnsure || len(box.letters) != 3 {
		t.Errorf("silent: %s, %d letters", state(), len(box.letters))
	}
	if _, err := a.post(handOut{SMTP: "localhost:25"}, ""); !errs.Is(err, errs.Invalid) {
		t.Errorf("a server without a sender: %v", err)
	}
	if err := forGood(errors.New("x")); errors.Is(err, chase.ErrRefused) {
		t.Error("any error is for good")
	}
}
