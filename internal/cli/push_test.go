package cli

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/job"
)

var b64 = base64.RawURLEncoding

// opened reads a message as the browser does that has the key (RFC 8291, aes128gcm).
func opened(t *testing.T, own *ecdh.PrivateKey, auth, body []byte) string {
	t.Helper()
	salt, size := body[:16], int(body[20])
	sender, closed := body[21:21+size], body[21+size:]
	of, err := ecdh.P256().NewPublicKey(sender)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := own.ECDH(of)
	if err != nil {
		t.Fatal(err)
	}
	derive := func(secret, salt []byte, info string, n int) []byte {
		out, err := hkdf.Key(sha256.New, secret, salt, info, n)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	both := derive(secret, auth, "WebPush: info\x00"+string(own.PublicKey().Bytes())+string(sender), 32)
	block, err := aes.NewCipher(derive(both, salt, "Content-Encoding: aes128gcm\x00", 16))
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gcm.Open(nil, derive(both, salt, "Content-Encoding: nonce\x00", 12), closed, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimRight(string(plain), "\x00")
	return strings.TrimSuffix(text, "\x02")
}

// signed checks the VAPID header as a push service does (RFC 8292), and gives its key.
func signed(t *testing.T, header, audience string) string {
	t.Helper()
	token, key, ok := strings.Cut(strings.TrimPrefix(header, "vapid t="), ", k=")
	parts := strings.Split(token, ".")
	raw, err := b64.DecodeString(key)
	if !ok || err != nil || len(parts) != 3 || len(raw) != 65 {
		t.Fatalf("header %q", header)
	}
	sign, err := b64.DecodeString(parts[2])
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	public := ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(raw[1:33]), Y: new(big.Int).SetBytes(raw[33:])}
	if err != nil || len(sign) != 64 || !ecdsa.Verify(&public, sum[:], new(big.Int).SetBytes(sign[:32]), new(big.Int).SetBytes(sign[32:])) {
		t.Errorf("not signed by its key: %v", err)
	}
	var claims struct {
		Aud, Sub string
		Exp      int64
	}
	text, err := b64.DecodeString(parts[1])
	if err != nil || json.Unmarshal(text, &claims) != nil || claims.Aud != audience || claims.Exp < time.Now().Unix() || claims.Sub == "" {
		t.Errorf("claims %s, %v", text, err)
	}
	return key
}

// TestPush tells a browser through a push service: once, closed to the service, signed
// by the house, with how much waits and nothing more; a service that is down is tried
// again, and a browser that is gone is dropped and its owner told.
func TestPush(t *testing.T) {
	own, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	auth := make([]byte, 16)
	rand.Read(auth)
	answer, got, keys := http.StatusCreated, []string{}, ""
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		keys = signed(t, r.Header.Get("Authorization"), server.URL)
		got = append(got, opened(t, own, auth, body))
		w.WriteHeader(answer)
	}))
	t.Cleanup(server.Close)

	w := apptest.New(t, filepath.Join(t.TempDir(), "w.db"))
	ctx, people := apptest.Ctx, w.Team()
	a := &ask{Env: Env{Now: w.App.Now, Getenv: func(name string) string { return map[string]string{"DONDOC_HOOKS_INSIDE": "1"}[name] }}, Context: ctx, root: &root{}, lang: "vi"}
	run := func() {
		t.Helper()
		if _, err := w.RunJobs(ctx, "here", chasing.Out{Push: a.push("https://dondoc.example")}); err != nil {
			t.Fatal(err)
		}
	}
	browser := chase.Browser{Endpoint: server.URL + "/x", P256dh: b64.EncodeToString(own.PublicKey().Bytes()), Auth: b64.EncodeToString(auth), Name: "Chrome"}
	if err := w.AddBrowser(ctx, people.Officer, chase.Browser{Endpoint: "ftp://x", P256dh: browser.P256dh, Auth: browser.Auth}); apptest.Key(err) != "chase.browser_bad" {
		t.Errorf("no subscription: %v", err)
	}
	if err := w.AddBrowser(ctx, people.Officer, browser); err != nil {
		t.Fatal(err)
	}
	day := 9
	chaseAgain := func() {
		t.Helper()
		day++
		w.On("2023-07-01")
		*w.Clock = w.Clock.AddDate(0, 0, day)
		apptest.Must(w.Remind(ctx, people.Office, chasing.Order{Query: chasing.Query{Unit: "ngan-son"}, Note: "Trồng rừng 400 ha"}))(t)
	}
	chaseAgain()
	run()
	if len(got) != 0 {
		t.Errorf("told without wishing it: %s", got)
	}
	wish := chase.Usual("")
	wish.Push, wish.Digest = chase.MailEach, false
	if err := w.SetWish(ctx, people.Officer, wish); err != nil {
		t.Fatal(err)
	}
	chaseAgain()
	run()
	run()
	all, public, err := w.Browsers(ctx, people.Officer)
	if err != nil || len(all) != 1 || keys != public {
		t.Errorf("signed by %s, the house's is %s; %v", keys, public, err)
	}
	if len(got) != 1 || !strings.Contains(got[0], "1 chỉ tiêu chưa có số liệu") || !strings.Contains(got[0], "/notices/") || strings.Contains(got[0], "rừng") || strings.Contains(got[0], "400") {
		t.Errorf("told %q", got)
	}
	chaseAgain()
	answer = http.StatusServiceUnavailable
	run()
	*w.Clock = w.Clock.Add(2 * time.Minute)
	answer = http.StatusCreated
	run()
	if len(got) != 3 {
		t.Errorf("%d times after the service was down", len(got))
	}
	chaseAgain()
	answer = http.StatusGone
	run()
	run()
	told := apptest.Must(w.Notices(ctx, people.Officer))(t)
	left, _, err := w.Browsers(ctx, people.Officer)
	if len(got) != 4 || err != nil || len(left) != 0 || told[0].Kind != chase.OfGone || told[0].Note != "Chrome" {
		t.Errorf("gone: told %d times, %d browsers, %+v", len(got), len(left), told[0].Notice)
	}
	if dead := apptest.Must(w.Jobs(ctx, apptest.Operator, job.Dead))(t); len(dead) != 0 {
		t.Errorf("dead jobs: %+v", dead)
	}
}
