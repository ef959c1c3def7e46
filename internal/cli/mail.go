package cli

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strings"
	"time"

	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

// mailer sends checkpoints and notices through one mail server. Port 465 is TLS from the
// start; elsewhere it is used where the server offers it, and a password never
// goes without it but to this machine itself.
type mailer struct {
	server, host   string
	from           string
	user, password string
	roots          *x509.CertPool // who may vouch for the server; nil for those the machine knows
	now            func() time.Time
	say            func(key string, args ...any) string
}

func (a *ask) mailer(to handOut) (*mailer, error) {
	m := &mailer{server: cmp.Or(to.SMTP, a.Getenv("DONDOC_SMTP")), user: a.Getenv("DONDOC_SMTP_USER"), password: a.Getenv("DONDOC_SMTP_PASSWORD"), now: a.Now,
		say: func(key string, args ...any) string { return i18n.T(a.lang, key, args...) }}
	host, _, err := net.SplitHostPort(m.server)
	if err != nil {
		return nil, errs.New(errs.Invalid, "cli.smtp_needed").In("smtp").Because(err)
	}
	m.host = host
	for _, one := range append([]string{cmp.Or(to.From, a.Getenv("DONDOC_SMTP_FROM"))}, to.Mail...) {
		address, err := mail.ParseAddress(one)
		if err != nil || address.Address != one {
			return nil, errs.New(errs.Invalid, "cli.mail_address", "address", one).In("checkpoint-mail")
		}
	}
	m.from = cmp.Or(to.From, a.Getenv("DONDOC_SMTP_FROM"))
	return m, nil
}

func (m *mailer) send(ctx context.Context, to, signed string, size int64) error {
	return m.deliver(ctx, to, m.letter(to, signed, size))
}

// deliver hands a letter to the mail server. An error says whether it may be
// tried again: not where the server refused it for good, and not where the line
// broke when the server may have had it.
func (m *mailer) deliver(ctx context.Context, to string, letter []byte) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", m.server)
	if err != nil {
		return err
	}
	if until, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(until); err != nil {
			return err
		}
	}
	secure := &tls.Config{ServerName: m.host, RootCAs: m.roots, MinVersion: tls.VersionTLS12}
	if strings.HasSuffix(m.server, ":465") {
		conn = tls.Client(conn, secure)
	}
	c, err := smtp.NewClient(conn, m.host)
	if err != nil {
		return err
	}
	defer c.Close()
	w, err := m.begin(c, secure, to)
	if err == nil {
		_, err = w.Write(letter) // without its end it is no letter
	}
	if err != nil {
		return forGood(err)
	}
	if err := w.Close(); err != nil {
		var answer *textproto.Error
		if errors.As(err, &answer) {
			return forGood(err)
		}
		return fmt.Errorf("%w: %w", chase.ErrUnsure, err)
	}
	_ = c.Quit() // the server has it, however it takes leave
	return nil
}

// forGood marks an answer that will be the same next time.
func forGood(err error) error {
	var answer *textproto.Error
	if errors.As(err, &answer) && answer.Code >= 500 {
		return fmt.Errorf("%w: %w", chase.ErrRefused, err)
	}
	return err
}

// begin goes as far as the server takes the letter's text.
func (m *mailer) begin(c *smtp.Client, secure *tls.Config, to string) (io.WriteCloser, error) {
	if offered, _ := c.Extension("STARTTLS"); offered {
		if err := c.StartTLS(secure); err != nil {
			return nil, err
		}
	}
	if m.user != "" {
		if err := c.Auth(smtp.PlainAuth("", m.user, m.password, m.host)); err != nil {
			return nil, err
		}
	}
	if err := c.Mail(m.from); err != nil {
		return nil, err
	}
	if err := c.Rcpt(to); err != nil {
		return nil, err
	}
	return c.Data()
}

// letter is a message with the checkpoint as a file, as verification takes it.
func (m *mailer) letter(to, signed string, size int64) []byte {
	const part = "dondoc-checkpoint"
	at := m.now()
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("From: <%s>", m.from)
	line("To: <%s>", to)
	line("Subject: %s", mime.BEncoding.Encode("utf-8", m.say("cli.mail_subject", "size", size)))
	line("Date: %s", at.Format(time.RFC1123Z))
	line("Message-ID: <%d.%d@%s>", size, at.UnixNano(), m.from[strings.LastIndex(m.from, "@")+1:])
	line("MIME-Version: 1.0")
	line("Auto-Submitted: auto-generated")
	line("Content-Type: multipart/mixed; boundary=%s", part)
	line("")
	line("--%s", part)
	line("Content-Type: text/plain; charset=utf-8")
	line("Content-Transfer-Encoding: base64")
	line("")
	wrapped(&b, m.say("cli.mail_body", "size", size, "file", checkpointName(size))+"\r\n\r\n"+strings.ReplaceAll(signed, "\n", "\r\n"))
	line("--%s", part)
	line("Content-Type: application/octet-stream")
	line("Content-Disposition: attachment; filename=%s", checkpointName(size))
	line("Content-Transfer-Encoding: base64")
	line("")
	wrapped(&b, signed)
	line("--%s--", part)
	return b.Bytes()
}

// wrapped writes a text in base64, in lines that any server takes.
func wrapped(b *bytes.Buffer, text string) {
	coded := base64.StdEncoding.EncodeToString([]byte(text))
	for len(coded) > 76 {
		b.WriteString(coded[:76] + "\r\n")
		coded = coded[76:]
	}
	b.WriteString(coded + "\r\n")
}
