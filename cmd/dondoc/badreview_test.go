package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/api"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/cli"
	"dondoc/internal/period"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/web"
)

// badReview is one thing that may not be reviewed, ruled or voted: how each face
// asks for it, and the words that refuse it.
type badReview struct {
	what, by, says string
	page           string            // address; none: no page offers it
	form           map[string]string // posted; nil: the page is only asked for
	file           string            // sent with it
	args           []string          // of the command
	path           string            // of the API
	body           any               // posted; nil: only asked for
}

// TestBadReviewsOnEveryFace: a rule set with a gap, two decisions for one person, a
// vote without quorum, a cap exceeded, a quarter that is not over, a head without a
// tenure, rules of a later day: refused on the pages, the command line and over the
// API by the rule's name, and nothing is written.
func TestBadReviewsOnEveryFace(t *testing.T) {
	r := newReviewWorld(t)
	gap, file := r.gap(), filepath.Join(t.TempDir(), "ho.yaml")
	if err := os.WriteFile(file, []byte(gap), 0o600); err != nil {
		t.Fatal(err)
	}
	decided, verified := r.reviews()
	asked := r.nomination()
	const of, nobody = "/api/v1/units/ngan-son/", "0197c26c-ce00-702e-a173-5c6d8447c480"
	again := map[string]string{"level": "completed", "reason": "lần nữa"}
	top := map[string]string{"level": "excellent", "reason": "vì thành tích"}
	meeting := map[string]string{"on": "12/01/2024", "minutes": "2/BB", "members": "9", "present": "5", "yes." + asked: "5"}
	for _, bad := range []badReview{
		{"a rule set with a gap", "lanh-dao", "Chưa chứng minh được", "/u/ngan-son/rules", map[string]string{}, gap, []string{"rules", "add", file, "--unit", "ngan-son"}, of + "rules", map[string]any{"file": gap}},
		{"two decisions for one person", "chu-tich-tinh", "Chưa đến bước “quyết định”", "/reviews/" + decided + "/decide", again, "", []string{"review", "decide", decided, "--level", "completed", "--reason", "lần nữa"}, "/api/v1/reviews/" + decided + "/decide", again},
		{"a vote without quorum", "van-phong", "Chưa đủ số người để bỏ phiếu: 5/9 thành viên dự họp", "/u/ngan-son/2023/commendations/vote", meeting, "", []string{"commend", "vote", "--unit", "ngan-son", "--on", "12/01/2024", "--minutes", "2/BB", "--members", "9", "--present", "5", asked + "=5"},
			of + "commendation-votes", map[string]any{"on": "2024-01-12", "minutes": "2/BB", "members": 9, "present": 5, "votes": []any{map[string]any{"nomination": asked, "yes": 5}}}},
		{"a cap exceeded", "chu-tich-tinh", "vượt trần (", "/reviews/" + verified + "/decide", top, "", []string{"review", "decide", verified, "--level", "excellent", "--reason", "vì thành tích"}, "/api/v1/reviews/" + verified + "/decide", top},
		{"a quarter that is not over", "van-phong", "Kỳ đánh giá chưa kết thúc (đến hết 31/03/2024)", "/u/ngan-son/2024/review/assess?period=2024-Q1&subject=collective", map[string]string{"reason": "sớm"}, "", []string{"review", "assess", "--unit", "ngan-son", "--period", "2024-Q1", "--reason", "sớm"}, of + "reviews/2024-Q1", map[string]any{"reason": "sớm"}},
		{"a head without a tenure", "van-phong", "Không ai giữ chức", "/u/ngan-son/2023/review?period=2023&subject=head&tenure=" + nobody, nil, "", []string{"review", "propose", "--unit", "ngan-son", "--period", "2023", "--head", "--tenure", nobody}, of + "reviews/2023/proposal?subject=head&tenure=" + nobody, nil},
		{"rules of a later day", "van-phong", "không có hiệu lực vào 31/12/2023", "", nil, "", []string{"review", "propose", "--unit", "ngan-son", "--period", "2023", "--rules", "nd-233-2026"}, of + "reviews/2023/proposal?rules=nd-233-2026", nil},
	} {
		for face, try := range map[string]func(badReview) (string, bool){"page": r.onPage, "command line": r.asCommand, "api": r.overAPI} {
			if face == "page" && bad.page == "" {
				continue
			}
			t.Run(face+"/"+bad.what, func(t *testing.T) {
				before := r.written()
				said, refused := try(bad)
				if !refused || !strings.Contains(said, bad.says) {
					t.Errorf("refused: %v; it says %q, not %q", refused, short(said), bad.says)
				}
				if now := r.written(); now != before {
					t.Errorf("%d entries of the log, before %d", now, before)
				}
				for name, typed := range bad.form {
					if face == "page" && name != "level" && !strings.Contains(said, typed) {
						t.Errorf("the page does not keep %s, %q", name, typed)
					}
				}
			})
		}
	}
}

// reviewWorld is the sample world on a day of March 2024 on its three faces.
type reviewWorld struct {
	*testing.T
	path        string
	db          *sql.DB
	pages, api  string
	tokens      map[string]string
	browsers    map[string]*http.Client
	environment cli.Env
}

func newReviewWorld(t *testing.T) *reviewWorld {
	w := &reviewWorld{T: t, path: filepath.Join(t.TempDir(), "world.db"), tokens: map[string]string{}, browsers: map[string]*http.Client{}}
	ctx, now := context.Background(), func() time.Time { return period.Date("2024-03-05").Time().Add(9 * time.Hour) }
	db, err := store.Open(ctx, w.path)
	if err == nil {
		err = sample.Load(ctx, db, "2024-01-15")
	}
	if err == nil {
		w.db, err = sql.Open("sqlite", w.path)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.db.Close(); db.Close() })
	a := app.New(db, now)
	d, err := a.Directory(ctx, desk.Operator("test"))
	if err != nil {
		t.Fatal(err)
	}
	province, err := d.UnitByCode("bac-kan")
	if err != nil {
		t.Fatal(err)
	}
	for name, role := range map[string]access.Role{"so-noi-vu": access.Verifier, "chu-tich-tinh": access.Head} {
		if _, _, err := a.CreateAccount(ctx, desk.Operator("test"), accounts.NewAccount{Username: name, Name: name, Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: role, Unit: province}}}); err != nil {
			t.Fatal(err)
		}
	}
	pages, calls := httptest.NewServer(web.New(a, web.Options{})), httptest.NewServer(api.New(a))
	t.Cleanup(pages.Close)
	t.Cleanup(calls.Close)
	w.pages, w.api = pages.URL, calls.URL
	w.environment = cli.Env{Getenv: func(string) string { return "" }, Now: now, Version: "test"}
	for _, name := range []string{"van-phong", "lanh-dao", "so-noi-vu", "chu-tich-tinh"} {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		w.browsers[name] = &http.Client{Jar: jar}
		w.read(w.browsers[name].PostForm(w.pages+"/sign-in", url.Values{"username": {name}, "password": {"dondoc-demo-2023"}}))
		said, _ := w.call("", "POST", "/api/v1/sessions", map[string]string{"username": name, "password": "dondoc-demo-2023"})
		var out struct{ Token string }
		if err := json.Unmarshal([]byte(said), &out); err != nil || out.Token == "" {
			t.Fatal("no token for ", name, said)
		}
		w.tokens[name] = out.Token
	}
	return w
}

// short is what a page says where it begins to speak, for failures.
func short(said string) string {
	if _, body, ok := strings.Cut(said, "<main"); ok {
		said = body
	}
	return said[:min(len(said), 1500)]
}

// written is how long the log is.
func (w *reviewWorld) written() (n int) {
	if err := w.db.QueryRow("SELECT COUNT(*) FROM ledger_entry").Scan(&n); err != nil {
		w.Fatal(err)
	}
	return n
}

// gap is a set of rules of which no example tries a threshold.
func (w *reviewWorld) gap() string {
	script, err := os.ReadFile("testdata/script/rules.txtar")
	if err != nil {
		w.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(script), "-- xa.yaml --\n")
	text, _, _ := strings.Cut(rest, "\n-- ")
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if !strings.Contains(line, "{example: b,") && !strings.Contains(line, "{example: a,") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func (w *reviewWorld) must(by string, args ...string) string {
	w.Helper()
	said, refused := w.asCommand(badReview{by: by, args: args})
	if refused {
		w.Fatalf("%q: %s", args, said)
	}
	return said
}

// reviews makes two: the head's, decided, and the unit's, verified.
func (w *reviewWorld) reviews() (decided, verified string) {
	for _, of := range []string{"head", "collective"} {
		args := []string{"review", "assess", "--unit", "ngan-son", "--period", "2023", "--reason", "tự chấm"}
		if of == "head" {
			args = append(args, "--head")
		}
		made := strings.Fields(w.must("van-phong", args...))[0]
		w.must("so-noi-vu", "review", "verify", made, "--reason", "đủ hồ sơ")
		if of == "head" {
			w.must("chu-tich-tinh", "review", "decide", made, "--level", "completed", "--reason", "theo quy tắc")
			decided = made
		} else {
			verified = made
		}
	}
	return decided, verified
}

func (w *reviewWorld) nomination() string {
	said := w.must("van-phong", "--json", "commend", "nominate", "--unit", "ngan-son-kiem-lam", "--year", "2023", "--received", "10/01/2024", "--level", "good", "--paper", "15/TB", "--citation", "Bảo vệ rừng",
		"--count", "staff=10", "--count", "staff.advanced=8", "--count", "staff.disciplined=0", "--answer", "united=yes", "tap-the-lao-dong-tien-tien")
	return identifier.FindStringSubmatch(said)[1]
}

func (w *reviewWorld) asCommand(bad badReview) (string, bool) {
	var out bytes.Buffer
	env := w.environment
	env.Stdout, env.Stderr = &out, &out
	code := cli.Run(context.Background(), append([]string{"--db", w.path, "--lang", "vi", "--as", bad.by}, bad.args...), env)
	return out.String(), code != 0
}

func (w *reviewWorld) call(by, method, path string, body any) (string, bool) {
	var sent bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&sent).Encode(body); err != nil {
			w.Fatal(err)
		}
	}
	req, err := http.NewRequest(method, w.api+path, &sent)
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Language", "vi")
	if by != "" {
		req.Header.Set("Authorization", "Bearer "+w.tokens[by])
	}
	return w.read(http.DefaultClient.Do(req))
}

func (w *reviewWorld) overAPI(bad badReview) (string, bool) {
	method := "POST"
	if bad.body == nil {
		method = "GET"
	}
	return w.call(bad.by, method, bad.path, bad.body)
}

func (w *reviewWorld) onPage(bad badReview) (string, bool) {
	browser := w.browsers[bad.by]
	if bad.form == nil {
		return w.read(browser.Get(w.pages + bad.page))
	}
	if bad.file == "" {
		form := url.Values{}
		for k, v := range bad.form {
			form.Set(k, v)
		}
		return w.read(browser.PostForm(w.pages+bad.page, form))
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "ho.yaml")
	if err == nil {
		_, err = io.WriteString(part, bad.file)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		w.Fatal(err)
	}
	return w.read(browser.Post(w.pages+bad.page, form.FormDataContentType(), &body))
}

func (w *reviewWorld) read(resp *http.Response, err error) (string, bool) {
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 500 {
		w.Errorf("%s: %s %v", resp.Request.URL, resp.Status, err)
	}
	return html.UnescapeString(string(said)), resp.StatusCode >= 400
}
