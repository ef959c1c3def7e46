package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/api"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
)

const password = apptest.Password

// site is the API over a small body with one target and four accounts.
type site struct {
	*testing.T
	url     string
	handler http.Handler
	app     *app.App
	target  id.ID
}

// first is the body as it is made once; every test on SQLite has a copy of its file.
var first struct {
	once   sync.Once
	file   []byte
	target id.ID
}

func newSite(t *testing.T, dsn string) *site {
	t.Helper()
	s := &site{T: t}
	if strings.HasPrefix(dsn, "postgres") {
		s.target = fill(t, dsn)
	} else {
		first.once.Do(func() {
			path := filepath.Join(t.TempDir(), "first.db")
			first.target = fill(t, path)
			first.file = apptest.Must(os.ReadFile(path))(t)
		})
		if err := os.WriteFile(dsn, first.file, 0o600); err != nil {
			t.Fatal(err)
		}
		s.target = first.target
	}
	db := apptest.Must(store.Open(t.Context(), dsn))(t)
	t.Cleanup(func() { db.Close() })
	s.app = app.New(db, now)
	s.handler = api.New(s.app)
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func now() time.Time { return period.Date("2024-01-08").Time() }

// fill makes the body in a database and gives its target.
func fill(t *testing.T, dsn string) id.ID {
	t.Helper()
	ctx := context.Background()
	db := apptest.Must(store.Open(ctx, dsn))(t)
	defer db.Close()
	a, operator := app.New(db, now), desk.Operator("test")
	unit := apptest.Must(a.AddUnit(ctx, operator, units.NewUnit{Code: "ngan-son", Name: "Huyện Ngân Sơn", Kind: "district", From: "2000-01-01"}))(t)
	other := apptest.Must(a.AddUnit(ctx, operator, units.NewUnit{Code: "cho-don", Name: "Huyện Chợ Đồn", Kind: "district", From: "2000-01-01"}))(t)
	doc := apptest.Must(a.AddDocument(ctx, operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "12-NQ/HU", Issuer: "HU", IssuedOn: "2022-12-20", Title: "x"}))(t)
	made := apptest.Must(a.AddTarget(ctx, operator, plan.NewTarget{Document: doc, Place: 1, Label: "1", Name: "Trồng rừng", Wording: "550 ha", UnitOfMeasure: "ha"}))(t)
	for name, g := range map[string]access.Grant{"can-bo": {Role: access.Officer, Unit: unit}, "tham-dinh": {Role: access.Verifier, Unit: unit},
		"lanh-dao": {Role: access.Head, Unit: unit}, "quan-tri": {Role: access.Administrator, Unit: unit}, "van-phong": {Role: access.Office, Unit: unit}, "noi-khac": {Role: access.Office, Unit: other}} {
		if _, _, err := a.CreateAccount(ctx, operator, accounts.NewAccount{Username: name, Name: name, Password: password, Ready: apptest.Ready(), Grants: []access.Grant{g}}); err != nil {
			t.Fatal(err)
		}
	}
	return made
}

// ask sends a request as somebody and gives the status and the answer.
func (s *site) ask(token, method, path string, in any) (int, map[string]any) {
	s.Helper()
	var body bytes.Buffer
	if in != nil {
		if err := json.NewEncoder(&body).Encode(in); err != nil {
			s.Fatal(err)
		}
	}
	return s.send(token, method, path, "application/json", &body)
}

// upload sends a file as a form does.
func (s *site) upload(token, path, name, content string, fields map[string]string) (int, map[string]any) {
	s.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		s.Fatal(err)
	}
	io.WriteString(part, content)
	for key, value := range fields {
		form.WriteField(key, value)
	}
	form.Close()
	return s.send(token, "POST", path, form.FormDataContentType(), &body)
}

func (s *site) send(token, method, path, contentType string, body io.Reader) (int, map[string]any) {
	s.Helper()
	req, _ := http.NewRequest(method, s.url+path, body)
	req.Header.Set("Content-Type", contentType)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	out := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		s.Fatalf("%s %s: %v", method, path, err)
	}
	if resp.StatusCode >= 400 && !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/problem+json") {
		s.Errorf("%s %s: an error that is no problem document: %s", method, path, resp.Header.Get("Content-Type"))
	}
	return resp.StatusCode, out
}

func (s *site) as(name string) string {
	s.Helper()
	code, out := s.ask("", "POST", "/api/v1/sessions", map[string]string{"username": name, "password": password})
	if code != 200 {
		s.Fatalf("sign in as %s: %d %v", name, code, out)
	}
	return out["token"].(string)
}

func TestYearOverTheAPI(t *testing.T) {
	for engine, dsn := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "a.db"), "postgresql": pgtest.DSN(t)} {
		t.Run(engine, func(t *testing.T) {
			s := newSite(t, dsn)
			officer, verifier, head := s.as("can-bo"), s.as("tham-dinh"), s.as("lanh-dao")
			path := "/api/v1/targets/" + string(s.target)
			code, o := s.ask(officer, "POST", path+"/reports", map[string]any{"month": "12/2023", "text": "673 ha", "cumulative": true, "final": true,
				"evidence": []map[string]any{{"name": "bien-ban.pdf", "content": []byte("x")}}})
			if code != 200 || o["state"] != "submitted" {
				t.Fatalf("report: %d %v", code, o)
			}
			steps := "/api/v1/observations/" + o["id"].(string) + "/steps"
			if code, out := s.ask(officer, "POST", steps, map[string]string{"step": "verify"}); code != 403 {
				t.Errorf("verifying one's own: %d %v", code, out)
			}
			if code, _ := s.ask(verifier, "POST", steps, map[string]string{"step": "verify"}); code != 200 {
				t.Errorf("verify: %d", code)
			}
			if code, _ := s.ask(head, "POST", steps, map[string]string{"step": "approve"}); code != 200 {
				t.Errorf("approve: %d", code)
			}
			if code, out := s.ask(head, "POST", steps, map[string]string{"step": "approve"}); code != 409 || out["key"] != "approval.not_now" {
				t.Errorf("approving twice: %d %v", code, out)
			}
			code, board := s.ask(officer, "GET", "/api/v1/units/ngan-son/scoreboard/2023", nil)
			row := board["rows"].([]any)[0].(map[string]any)
			if code != 200 || board["exceeded"] != 1.0 || row["achievement"] != 122.36 || row["achievement_exact"] != "673/550" || row["class"] != "exceeded" {
				t.Errorf("board: %d %v", code, row)
			}
			if code, below := s.ask(officer, "GET", "/api/v1/units/ngan-son/scoreboard/2023/below", nil); code != 200 || below["rows"] == nil || below["units"] == nil {
				t.Errorf("below: %d %v", code, below)
			}
			code, detail := s.ask(officer, "GET", path, nil)
			figures := fmt.Sprint(detail["figures"])
			if code != 200 || !strings.Contains(figures, "bien-ban.pdf") || !strings.Contains(figures, "approve") {
				t.Errorf("target: %d %v", code, detail)
			}
			if code, h := s.ask(officer, "GET", path+"/history", nil); code != 200 || len(h["rows"].([]any)) != 4 {
				t.Errorf("history: %d %v", code, h)
			}
			if code, v := s.ask(head, "POST", "/api/v1/ledger/verify", nil); code != 200 || v["ok"] != true {
				t.Errorf("verify the log: %d %v", code, v)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	officer, stranger, office := s.as("can-bo"), s.as("noi-khac"), s.as("van-phong")
	path := "/api/v1/targets/" + string(s.target)
	for _, tt := range []struct {
		token, method, path string
		in                  any
		code                int
		key                 string
	}{
		{"", "GET", "/api/v1/units", nil, 401, "access.sign_in"},
		{"", "GET", "/api/v1/units/ngan-son/scoreboard/2023", nil, 401, "access.sign_in"},
		{"wrong", "GET", "/api/v1/ledger", nil, 401, "access.sign_in"},
		{"", "POST", "/api/v1/sessions", map[string]string{"username": "can-bo", "password": "sai"}, 401, "app.sign_in_wrong"},
		{stranger, "GET", "/api/v1/units/ngan-son/scoreboard/2023", nil, 404, "access.not_found"},
		{stranger, "GET", path, nil, 404, "access.not_found"},
		{stranger, "GET", path + "/history", nil, 404, "access.not_found"},
		{stranger, "POST", path + "/reports", map[string]any{"month": "12/2023", "text": "1"}, 404, "access.not_found"},
		{stranger, "GET", "/api/v1/units/ngan-son/scoreboard/2023/below", nil, 404, "access.not_found"},
		{officer, "GET", "/api/v1/units/ngan-son/scoreboard/2023/below?month=13/2023", nil, 422, "period.month_unread"},
		{officer, "GET", "/api/v1/units/ngan-son/scoreboard/2023/below?indicator=khong", nil, 404, "app.indicator_not_shared"},
		{officer, "GET", "/api/v1/units/khong-co/scoreboard/2023", nil, 404, "app.unit_unknown"},
		{officer, "GET", "/api/v1/units/ngan-son/scoreboard/23", nil, 422, "period.cycle_unread"},
		{officer, "POST", path + "/reports", map[string]any{"month": "13/2023", "text": "1"}, 422, "period.month_unread"},
		{officer, "POST", path + "/reports", map[string]any{"month": "12/2023", "text": "nhiều"}, 422, "app.figure_unsure"},
		{officer, "POST", path + "/reports", map[string]any{"month": "02/2024", "text": "1"}, 422, "app.month_elsewhere"},
		{officer, "POST", path + "/reports", map[string]any{"month": "12/2023"}, 422, "api.field_wrong"},
		{officer, "GET", "/api/v1/units?on=2023-06-01&ngay=2023-06-01", nil, 422, "api.query_unknown"},
		{officer, "GET", "/api/v1/account?x=1", nil, 422, "api.query_none"},
		{officer, "POST", path + "/reports?dry_run=true", map[string]any{"month": "12/2023", "text": "1"}, 422, "api.query_none"},
		{officer, "GET", "/api/v1/units?on=2023-06-01&on=2023-07-01", nil, 422, "api.query_twice"},
		{officer, "GET", "/api/v1/units?on=%zz", nil, 422, "api.query_broken"},
		{officer, "GET", "/api/v1/targets/1", nil, 404, "access.not_found"},
		{officer, "GET", "/api/v1/nothing", nil, 404, "api.no_operation"},
		{officer, "GET", "/api/v1/accounts", nil, 403, "access.forbidden"},
		{officer, "GET", "/api/v1/ledger/entries", nil, 403, "access.forbidden"},
		{office, "GET", "/api/v1/ledger/proof", nil, 422, "ledger.proof_of_what"},
		{office, "GET", "/api/v1/ledger/proof?seq=100000", nil, 404, "ledger.no_entry"},
		{office, "POST", "/api/v1/ledger/verify?size=3&root=AAAA", nil, 422, "ledger.checkpoint_unread"},
		{office, "POST", path + "/class", map[string]any{"class": "wonderful"}, 422, "api.field_wrong"},
	} {
		code, out := s.ask(tt.token, tt.method, tt.path, tt.in)
		if code != tt.code || out["key"] != tt.key {
			t.Errorf("%s %s: %d %v, want %d %s", tt.method, tt.path, code, out, tt.code, tt.key)
		}
	}
	if code, out := s.ask("", "GET", "/api/openapi.json", nil); code != 200 || out["openapi"] != "3.1.0" {
		t.Errorf("OpenAPI: %d %v", code, out["openapi"])
	}
}

func TestProblemsSpeakTheCallersLanguage(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	for lang, want := range map[string]string{"vi": "Cần đăng nhập", "en": "sign in"} {
		req, _ := http.NewRequest("GET", s.url+"/api/v1/units", nil)
		req.Header.Set("Accept-Language", lang)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if !strings.Contains(string(text), want) {
			t.Errorf("%s: %s", lang, text)
		}
	}
	if code, out := s.send("", "POST", "/api/v1/sessions", "application/json", strings.NewReader("{")); code != 400 || out["key"] == nil {
		t.Errorf("a body that is no JSON: %d %v", code, out)
	}
}

func TestCookieOfThePages(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	req, _ := http.NewRequest("GET", s.url+"/api/v1/account", nil)
	req.AddCookie(&http.Cookie{Name: "dondoc", Value: s.as("can-bo")})
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != 200 || !strings.Contains(string(text), "officer@ngan-son") {
		t.Errorf("%d %s", resp.StatusCode, text)
	}
}

// A narrow token made over the API reads what it is for and touches nothing else.
func TestTokens(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	office := s.as("van-phong")
	until := "2024-02-08"
	code, made := s.ask(office, "POST", "/api/v1/account/tokens", map[string]any{"name": "Excel", "unit": "ngan-son", "until": until})
	if code != 200 && code != 201 {
		t.Fatal(code, made)
	}
	secret := made["token"].(string)
	which := made["narrow"].(map[string]any)["id"].(string)
	for path, want := range map[string]int{"/api/v1/units/ngan-son/scoreboard/2023": 200, "/api/v1/account": 200, "/api/v1/account/tokens": 403, "/api/v1/accounts": 403} {
		if code, out := s.ask(secret, "GET", path, nil); code != want {
			t.Errorf("%s: %d %v", path, code, out)
		}
	}
	for _, c := range [][2]string{{"POST", "/api/v1/targets/" + string(s.target) + "/reports"}, {"PUT", "/api/v1/account/password"}, {"DELETE", "/api/v1/sessions"}} {
		if code, out := s.ask(secret, c[0], c[1], map[string]any{"month": "12/2023", "text": "1"}); code != 403 {
			t.Errorf("%v: %d %v", c, code, out)
		}
	}
	if code, list := s.ask(office, "GET", "/api/v1/account/tokens", nil); code != 200 || len(list["rows"].([]any)) != 1 || strings.Contains(fmt.Sprint(list), secret) {
		t.Errorf("%d %v", code, list)
	}
	s.ask(office, "DELETE", "/api/v1/account/tokens/"+which, nil)
	if code, out := s.ask(secret, "GET", "/api/v1/account", nil); code != 401 || out["key"] != "access.token_over" {
		t.Errorf("taken back: %d %v", code, out)
	}
}
