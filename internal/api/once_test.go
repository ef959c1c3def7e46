package api_test

import (
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dondoc/internal/pgtest"
)

// keyed sends a request under a key, and gives status, answer and whether it was
// answered before.
func (s *site) keyed(token, key, method, path, body string) (int, string, bool) {
	s.Helper()
	req, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Idempotency-Key", key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		s.Fatal(err)
	}
	return resp.StatusCode, string(out), resp.Header.Get("Idempotency-Replayed") == "true"
}

func (s *site) logged() int64 {
	s.Helper()
	size, _, err := s.app.Head(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return size
}

// A request sent again under its key is carried out once and answered as the first
// time, of single writes and of those that share a commit; another request under
// the key, a key where it means nothing and a foreign account are told apart.
func TestOnce(t *testing.T) {
	for name, dsn := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "once.db"), "postgresql": pgtest.DSN(t)} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, dsn)
			officer, office, other := s.as("can-bo"), s.as("van-phong"), s.as("noi-khac")
			report := "/api/v1/targets/" + string(s.target) + "/reports"
			for _, c := range []struct{ token, method, path, body string }{
				{officer, "POST", report, `{"month":"12/2023","text":"5 ha"}`},
				{office, "POST", "/api/v1/units/ngan-son/tasks", `{"name":"Rà soát hộ nghèo","leads":["ngan-son"],"deadline":"31/12/2024"}`},
			} {
				was := s.logged()
				status, first, again := s.keyed(c.token, "k-1", c.method, c.path, c.body)
				if status != 200 || again {
					t.Fatalf("%s: %d %s", c.path, status, first)
				}
				grown := s.logged()
				if grown == was {
					t.Errorf("%s: nothing was written", c.path)
				}
				status, second, again := s.keyed(c.token, "k-1", c.method, c.path, c.body)
				if status != 200 || !again || second != first || s.logged() != grown {
					t.Errorf("%s sent again: %d, before %v, log %d to %d\n%s\n%s", c.path, status, again, grown, s.logged(), first, second)
				}
				if status, text, _ := s.keyed(c.token, "k-1", c.method, c.path, strings.Replace(c.body, "5", "6", 1)+" "); status != 422 || !strings.Contains(text, "app.once_other") {
					t.Errorf("%s, another request under the key: %d %s", c.path, status, text)
				}
			}
			if status, text, again := s.keyed(other, "k-1", "POST", report, `{"month":"12/2023","text":"5 ha"}`); status != 404 || again {
				t.Errorf("somebody else's key: %d %s", status, text)
			}
			bad := `{"month":"12/2023","text":"khoảng chừng đó"}`
			for range 2 { // nothing was written, so it may be tried anew
				if status, text, again := s.keyed(officer, "k-2", "POST", report, bad); status != 422 || again || strings.Contains(text, "once") {
					t.Errorf("refused: %d %v %s", status, again, text)
				}
			}
			for key, want := range map[string]string{"k-3": "api.once_not_here", "có dấu": "api.once_not_here"} {
				if status, text, _ := s.keyed(officer, key, "GET", "/api/v1/units", ""); status != 422 || !strings.Contains(text, want) {
					t.Errorf("%s of a reading: %d %s", key, status, text)
				}
			}
			for _, key := range []string{"a b", strings.Repeat("k", 129)} {
				if status, text, _ := s.keyed(officer, key, "POST", report, `{"month":"12/2023","text":"7 ha"}`); status != 422 || !strings.Contains(text, "api.once_key") {
					t.Errorf("the key %.10q: %d %s", key, status, text)
				}
			}
			if status, _, _ := s.keyed(s.as("quan-tri"), "k-4", "POST", "/api/v1/account/tokens", `{"name":"x","until":"2024-02-01"}`); status != 422 {
				t.Errorf("an answer with a secret was to be kept: %d", status)
			}
		})
	}
}

// Eight of the same request at once are one write.
func TestOnceOfManyAtOnce(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "once.db"))
	officer, was := s.as("can-bo"), s.logged()
	var wait sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		wait.Go(func() {
			statuses[i], _, _ = s.keyed(officer, "k", "POST", "/api/v1/targets/"+string(s.target)+"/reports", `{"month":"12/2023","text":"5 ha"}`)
		})
	}
	wait.Wait()
	done := 0
	for _, status := range statuses {
		switch status {
		case 200:
			done++
		case 409: // it is being carried out
		default:
			t.Errorf("%d", status)
		}
	}
	if done == 0 || s.logged() != was+1 {
		t.Errorf("%v: %d done, %d entries", statuses, done, s.logged()-was)
	}
}

// What the description says of the operations: all of what a public linter asks.
func TestTheDescriptionSaysAll(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "open.db"))
	resp, err := http.Get(s.url + "/api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var doc struct {
		OpenAPI string
		Info    struct {
			Title, Description, Version string
			License                     struct{ Name, Identifier string }
		}
		Servers    []struct{ URL string }
		Tags       []struct{ Name, Description string }
		Components struct{ SecuritySchemes map[string]any }
		Paths      map[string]map[string]struct {
			OperationID, Summary string
			Tags                 []string
			Security             []map[string]any
			Responses            map[string]struct {
				Description string
				Content     map[string]any
			}
			Parameters []struct {
				Name, In string
				Example  any
				Schema   map[string]any
			}
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || doc.Info.License.Identifier == "" || len(doc.Servers) == 0 || doc.Components.SecuritySchemes["bearer"] == nil {
		t.Errorf("head: %s %+v %v", doc.OpenAPI, doc.Info, doc.Servers)
	}
	headings := map[string]bool{}
	for _, tag := range doc.Tags {
		headings[tag.Name] = tag.Description != ""
	}
	summaries, seen := map[string]string{}, map[string]bool{}
	for path, item := range doc.Paths {
		for method, op := range item {
			at := strings.ToUpper(method) + " " + path
			if seen[op.OperationID] || op.OperationID == "" {
				t.Errorf("%s: identifier %q", at, op.OperationID)
			}
			seen[op.OperationID] = true
			if other := summaries[op.Summary]; op.Summary == "" || other != "" || strings.HasSuffix(op.Summary, ".") {
				t.Errorf("%s (%s): summary %q, as of %s", at, op.OperationID, op.Summary, other)
			}
			summaries[op.Summary] = at
			if len(op.Tags) != 1 || !headings[op.Tags[0]] {
				t.Errorf("%s: tags %v", at, op.Tags)
			}
			if len(op.Security) == 0 {
				t.Errorf("%s: who may come is not said", at)
			}
			for _, code := range []string{"401", "403", "404", "422"} {
				if op.Responses[code].Content["application/problem+json"] == nil {
					t.Errorf("%s: %s is not described", at, code)
				}
			}
			named := map[string]bool{}
			for _, p := range op.Parameters {
				if named[p.In+p.Name] {
					t.Errorf("%s: %s stands twice", at, p.Name)
				}
				named[p.In+p.Name] = true
				if p.In == "path" && p.Example == nil && p.Schema["enum"] == nil && p.Schema["type"] == "string" {
					t.Errorf("%s: no example of %s", at, p.Name)
				}
			}
			for _, part := range strings.Split(path, "/") { // an embedded type that is not exported is not seen
				if name, is := strings.CutPrefix(part, "{"); is && !named["path"+strings.TrimSuffix(name, "}")] {
					t.Errorf("%s: %s is not read", at, part)
				}
			}
		}
	}
}
