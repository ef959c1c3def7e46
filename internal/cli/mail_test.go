package cli

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"fmt"
	"math/big"
	"net"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"dondoc/internal/i18n"
)

// authority makes a certificate authority and a certificate by it for the
// names given.
func authority(t *testing.T, names ...string) (*x509.CertPool, tls.Certificate) {
	t.Helper()
	issue := func(c, by *x509.Certificate, key, signer *ecdsa.PrivateKey) *x509.Certificate {
		der, err := x509.CreateCertificate(rand.Reader, c, by, &key.PublicKey, signer)
		if err != nil {
			t.Fatal(err)
		}
		made, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	key := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	from, until := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "root"}, NotBefore: from, NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	rootKey, serverKey := key(), key()
	root = issue(root, root, rootKey, rootKey)
	server := issue(&x509.Certificate{SerialNumber: big.NewInt(2), DNSNames: names, NotBefore: from, NotAfter: until,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}, root, serverKey, rootKey)
	pool := x509.NewCertPool()
	pool.AddCert(root)
	return pool, tls.Certificate{Certificate: [][]byte{server.Raw}, PrivateKey: serverKey}
}

// secureMail is a mail server with STARTTLS, which takes one user's letters and
// those only over TLS. It tells what was said to it before TLS and after.
func secureMail(t *testing.T, cert tls.Certificate, user, password string, startTLS bool) (address string, heard chan []string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	heard = make(chan []string, 9)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			heard <- converse(conn, cert, base64.StdEncoding.EncodeToString([]byte("\x00"+user+"\x00"+password)), startTLS)
		}
	}()
	return l.Addr().String(), heard
}

func converse(conn net.Conn, cert tls.Certificate, right string, startTLS bool) (heard []string) {
	defer func() { conn.Close() }()
	secure, known := false, false
	r := textproto.NewReader(bufio.NewReader(conn))
	say := func(text string) { fmt.Fprint(conn, text+"\r\n") }
	say("220 mail")
	for {
		line, err := r.ReadLine()
		if err != nil {
			return heard
		}
		heard = append(heard, fmt.Sprintf("%t %s", secure, line))
		switch verb := strings.ToUpper(strings.Fields(line + " x")[0]); {
		case verb == "EHLO" && secure:
			say("250-mail\r\n250 AUTH PLAIN")
		case verb == "EHLO" && startTLS:
			say("250-mail\r\n250 STARTTLS")
		case verb == "EHLO":
			say("250-mail\r\n250 AUTH PLAIN")
		case verb == "STARTTLS":
			say("220 go on")
			over := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{cert}})
			if over.Handshake() != nil {
				return heard
			}
			conn, secure, r = over, true, textproto.NewReader(bufio.NewReader(over))
		case verb == "AUTH" && strings.HasSuffix(line, " "+right):
			known = true
			say("235 welcome")
		case verb == "AUTH":
			say("535 5.7.8 wrong name or password")
		case verb == "QUIT":
			say("221 bye")
			return heard
		case !secure || !known:
			say("530 sign in first")
		case verb == "DATA":
			say("354 go on")
			letter, err := r.ReadDotLines()
			if err != nil {
				return heard
			}
			heard = append(heard, letter...)
			say("250 kept")
		default:
			say("250 ok")
		}
	}
}

// A checkpoint goes to a mail server that wants a name and a password over TLS
// only; a server that cannot show who it is gets neither, and one that refuses
// the password is quoted.
func TestMailSignsIn(t *testing.T) {
	pool, named := authority(t, "mail.tinh.vn")
	_, forged := authority(t, "mail.tinh.vn")
	for _, c := range []struct {
		name, host, password string
		cert                 tls.Certificate
		startTLS             bool
		fails                string
	}{
		{"right", "mail.tinh.vn", "mở cửa", named, true, ""},
		{"wrong password", "mail.tinh.vn", "sai", named, true, "535"},
		{"another's certificate", "mail.khac.vn", "mở cửa", named, true, "certificate"},
		{"certificate of nobody known", "mail.tinh.vn", "mở cửa", forged, true, "certificate"},
		{"no TLS offered", "mail.tinh.vn", "mở cửa", named, false, "unencrypted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			address, heard := secureMail(t, c.cert, "dondoc", "mở cửa", c.startTLS)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			m := &mailer{server: address, host: c.host, from: "dondoc@xa.vn", user: "dondoc", password: c.password, now: time.Now, roots: pool,
				say: func(key string, args ...any) string { return i18n.T("vi", key, args...) }}
			err := m.send(ctx, "thanh-tra@tinh.vn", "the checkpoint\n", 7)
			said := strings.Join(<-heard, "\n")
			if c.fails == "" {
				if err != nil || !strings.Contains(said, "true RCPT TO:<thanh-tra@tinh.vn>") || !strings.Contains(said, base64.StdEncoding.EncodeToString([]byte("the checkpoint\n"))) {
					t.Errorf("%v\n%s", err, said)
				}
			} else if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%v, want %q", err, c.fails)
			}
			if strings.Contains(said, "false AUTH") || strings.Contains(said, "false MAIL") || c.fails != "" && strings.Contains(said, "MAIL FROM") {
				t.Errorf("said in the open, or to a server that refused:\n%s", said)
			}
		})
	}
}
