package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// endless is a body that counts what is read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '['
	}
	e.read += int64(len(p))
	return len(p), nil
}

// A stranger's body is not read, whatever operation it is sent to, and neither
// is the file of somebody without the right to send one.
func TestBodiesAreReadAfterRights(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "s.db"))
	officer, inspector := s.as("can-bo"), s.as("tham-dinh")
	for _, op := range s.operations() {
		if op.method == http.MethodGet || op.id == "sign-in" {
			continue
		}
		body := &endless{}
		code, answer := s.stream("", op.method, op.path, body)
		if code != http.StatusUnauthorized || body.read > 0 || len(answer) > 2<<10 {
			t.Errorf("%s: a stranger gets %d, %d bytes of the body were read, the answer has %d", op.id, code, body.read, len(answer))
		}
		body = &endless{}
		code, answer = s.stream(officer, op.method, op.path, body)
		if most := int64(128 << 10); body.read > most && !op.files || len(answer) > 16<<10 {
			t.Errorf("%s: %d, %d bytes of an endless body were read, the answer has %d", op.id, code, body.read, len(answer))
		}
	}
	for _, path := range []string{"/api/v1/units/ngan-son/targets/2023/import", "/api/v1/units/import", "/api/v1/units/ngan-son/documents/import"} {
		body := &endless{}
		if code, _ := s.stream(inspector, http.MethodPost, path, body); code != http.StatusForbidden || body.read > 0 {
			t.Errorf("%s: %d after %d bytes", path, code, body.read)
		}
	}
}

// However many faults a body has, the answer names the first twenty.
func TestFaultsAreBounded(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "s.db"))
	token := s.as("van-phong")
	many := `{"shares":[` + strings.TrimSuffix(strings.Repeat(`{"x":1},`, 4000), ",") + `]}`
	code, answer := s.stream(token, http.MethodPost, "/api/v1/targets/"+string(s.target)+"/allotment", strings.NewReader(many))
	if code != http.StatusUnprocessableEntity || len(answer) > 16<<10 {
		t.Errorf("%d with %d bytes", code, len(answer))
	}
}

// operation is one operation as the API describes itself.
type operation struct {
	id, method, path string
	files            bool
}

// operations reads every operation from the description, with the addresses filled.
func (s *site) operations() []operation {
	s.Helper()
	_, doc := s.ask("", http.MethodGet, "/api/openapi.json", nil)
	var out []operation
	for path, methods := range doc["paths"].(map[string]any) {
		for method, o := range methods.(map[string]any) {
			raw := o.(map[string]any)
			id, _ := raw["operationId"].(string)
			for strings.Contains(path, "{") {
				from, to := strings.Index(path, "{"), strings.Index(path, "}")
				path = path[:from] + "x" + path[to+1:]
			}
			body, _ := raw["requestBody"].(map[string]any)
			content, _ := body["content"].(map[string]any)
			_, files := content["multipart/form-data"]
			out = append(out, operation{id, strings.ToUpper(method), path, files || id == "report" || id == "step-shortcoming" || id == "add-news-photo" || id == "add-report-form"}) // these four take files within JSON
		}
	}
	if len(out) < 40 {
		s.Fatalf("%d operations described", len(out))
	}
	return out
}

// stream hands a body of unknown length to the API and gives the status and the answer's bytes.
func (s *site) stream(token, method, path string, body io.Reader) (int, []byte) {
	s.Helper()
	r := httptest.NewRequest(method, path, body)
	r.Header.Set("Content-Type", "application/json")
	if strings.Contains(path, "import") || strings.Contains(path, "reorganise") || strings.Contains(path, "check") {
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer := httptest.NewRecorder()
	s.handler.ServeHTTP(answer, r)
	return answer.Code, answer.Body.Bytes()
}

// TestOtherMethods: an address that has operations answers another method with
// 405 and with those it has; one that has none with 404.
func TestOtherMethods(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "s.db"))
	has := map[string][]string{}
	for _, o := range s.operations() {
		has[o.path] = append(has[o.path], o.method)
	}
	for path, methods := range has {
		for _, method := range []string{http.MethodOptions, http.MethodTrace, "BREW"} {
			answer := httptest.NewRecorder()
			s.handler.ServeHTTP(answer, httptest.NewRequest(method, path, nil))
			allowed := strings.Split(answer.Header().Get("Allow"), ", ")
			missing := slices.ContainsFunc(methods, func(m string) bool { return !slices.Contains(allowed, m) })
			if answer.Code != http.StatusMethodNotAllowed || missing || answer.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s: %d, allowed %v, has %v", method, path, answer.Code, allowed, methods)
			}
		}
	}
	if code, _ := s.stream("", http.MethodPut, "/api/v1/nothing", strings.NewReader("")); code != http.StatusNotFound {
		t.Errorf("nowhere: %d", code)
	}
}
