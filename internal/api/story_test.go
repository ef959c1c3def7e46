package api_test

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"

	"dondoc/internal/pgtest"
)

// do asks and fails unless the answer is 200.
func (s *site) do(token, method, path string, in any) map[string]any {
	s.Helper()
	code, out := s.ask(token, method, path, in)
	if code != 200 {
		s.Fatalf("%s %s: %d %v", method, path, code, out)
	}
	return out
}

func eachEngine(t *testing.T, test func(s *site)) {
	for engine, dsn := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "a.db"), "postgresql": pgtest.DSN(t)} {
		t.Run(engine, func(t *testing.T) { test(newSite(t, dsn)) })
	}
}

// TestOfficeOverTheAPI sets up a department, its head and its targets, allots,
// revises, closes a month and reopens it, with nothing but the API.
func TestOfficeOverTheAPI(t *testing.T) {
	eachEngine(t, func(s *site) {
		admin, office, head := s.as("quan-tri"), s.as("van-phong"), s.as("lanh-dao")
		s.do(admin, "POST", "/api/v1/units", map[string]any{"code": "na-phac", "name": "Thị trấn Nà Phặc", "kind": "township", "parent": "ngan-son", "from": "01/01/2020"})
		post := s.do(admin, "POST", "/api/v1/units/na-phac/posts", map[string]any{"title": "Chủ tịch UBND", "head": true})["id"].(string)
		for i, name := range []string{"Hà Hùng Tường", "Ma Kim Sơn"} {
			person := s.do(admin, "POST", "/api/v1/people", map[string]any{"name": name, "invented": true})["id"]
			s.do(admin, "POST", "/api/v1/posts/"+post+"/appointments", map[string]any{"person": person, "from": fmt.Sprintf("202%d-07-01", 2+i), "hand_over": true, "decision": "88/QĐ"})
		}
		unit := s.do(office, "GET", "/api/v1/units/na-phac?on=30/06/2023", nil)
		if h := unit["head"].(map[string]any); h["name"] != "Hà Hùng Tường" || len(unit["tenures"].([]any)) != 2 {
			s.Errorf("unit: %v", unit)
		}
		second := unit["tenures"].([]any)[0].(map[string]any)
		s.do(admin, "POST", "/api/v1/appointments/"+second["id"].(string)+"/end", map[string]any{"on": "2023-12-01"})

		doc := s.do(office, "POST", "/api/v1/units/ngan-son/documents", map[string]any{"cycle": "2023", "number": "45/NQ-HĐND", "issuer": "HĐND", "issued_on": "21/12/2022", "title": "Kế hoạch 2023"})["id"].(string)
		made := s.do(office, "POST", "/api/v1/documents/"+doc+"/targets", map[string]any{"label": "2", "name": "Cây thuốc lá", "wording": "700 ha", "unit_of_measure": "ha"})["id"].(string)
		s.do(office, "POST", "/api/v1/documents/"+doc+"/confirm", map[string]any{"targets": []string{made}})
		if rows := s.do(office, "GET", "/api/v1/units/ngan-son/documents?cycle=2023", nil)["rows"].([]any); len(rows) != 2 || rows[0].(map[string]any)["unconfirmed"] != 0.0 {
			s.Errorf("documents: %v", rows)
		}
		if code, out := s.ask(office, "POST", "/api/v1/targets/"+made+"/allotment", map[string]any{"parts": []map[string]string{{"unit": "na-phac", "wording": "300 ha"}}, "reserve": "50"}); code != 422 || out["key"] != "app.allot_sum" {
			s.Errorf("parts that do not make the whole: %d %v", code, out)
		}
		s.do(head, "POST", "/api/v1/targets/"+made+"/allotment", map[string]any{"parts": []map[string]string{{"unit": "na-phac", "wording": "300 ha"}}, "reserve": "50", "reason": "còn lại giao năm sau"})
		s.do(office, "POST", "/api/v1/targets/"+made+"/revisions", map[string]any{"wording": "650 ha", "reason": "hạn hán", "confirmed": true, "options": map[string]any{"interim": "6 tháng: 300 ha"}})
		if code, out := s.ask(office, "POST", "/api/v1/targets/"+made+"/revisions", map[string]any{"wording": "650 ha", "reason": "x", "options": map[string]any{"interim": "nửa năm 300"}}); code != 422 || out["key"] != "target.interim_month" {
			s.Errorf("plans within the year that cannot be read: %d %v", code, out)
		}
		s.do(head, "POST", "/api/v1/targets/"+made+"/class", map[string]any{"class": "not_met", "reason": "mất mùa"})
		detail := s.do(office, "GET", "/api/v1/targets/"+made, nil)
		first, last := detail["revisions"].([]any)[0].(map[string]any), detail["revisions"].([]any)[2].(map[string]any)
		if _, said := first["achievement"]; !said || first["document"] == "" || last["reason"] != "hạn hán" || last["options"].(map[string]any)["interim"] != "6 tháng: 300 ha" {
			s.Errorf("revisions without the result of each: %v", detail["revisions"])
		}
		if a := detail["allotment"].(map[string]any); a["rest"] != "300" || len(detail["revisions"].([]any)) != 3 || detail["class"] != "not_met" || detail["proposed_class"] != "not_assessed" {
			s.Errorf("target: %v", detail)
		}

		s.do(office, "POST", "/api/v1/units/ngan-son/locks", map[string]any{"month": "11/2023", "locked": true})
		if code, out := s.ask(s.as("can-bo"), "POST", "/api/v1/targets/"+made+"/reports", map[string]any{"month": "11/2023", "text": "600"}); code != 423 || out["key"] != "app.month_closed" {
			s.Errorf("a closed month: %d %v", code, out)
		}
		s.do(office, "POST", "/api/v1/units/ngan-son/locks", map[string]any{"month": "11/2023", "locked": false, "until": "15/01/2024", "reason": "thiếu số liệu"})
		months := s.do(office, "GET", "/api/v1/units/ngan-son/months/2023", nil)["rows"].([]any)
		if m := months[10].(map[string]any); m["reopened"] != true || m["reason"] != "thiếu số liệu" {
			s.Errorf("months: %v", m)
		}
	})
}

// TestImportOverTheAPI takes a sheet in as a form upload: dry, in earnest, and
// a second time, which changes nothing.
func TestImportOverTheAPI(t *testing.T) {
	eachEngine(t, func(s *site) {
		office, path := s.as("van-phong"), "/api/v1/units/ngan-son/targets/2023/import"
		good := "STT,Chỉ tiêu,ĐVT,Kế hoạch\n2,HTX thành lập mới,HTX,3\n"
		for _, tt := range []struct{ query, change string }{{"?dry_run=true", "added"}, {"", "added"}, {"", "unchanged"}} {
			code, out := s.upload(office, path+tt.query, "a.csv", good, nil)
			rows, _ := out["rows"].([]any)
			if code != 200 || len(rows) != 1 || rows[0].(map[string]any)["change"] != tt.change {
				s.Fatalf("%q: %d %v", tt.query, code, out)
			}
		}
		if code, out := s.upload(s.as("can-bo"), path, "a.csv", good, nil); code != 403 {
			s.Errorf("an officer imports: %d %v", code, out)
		}
		code, out := s.upload(office, path, "a.csv", "Chỉ tiêu,ĐVT,Kế hoạch\nA,ha,1\nA,ha,2\n", map[string]string{"document": "1", "issuer": "x", "issued_on": "2022-12-01", "title": "x"})
		issue := out["issues"].([]any)[0].(map[string]any)
		if code != 422 || out["key"] != "app.import_twice" || issue["row"] != 3.0 {
			s.Errorf("twice the same: %d %v", code, out)
		}
		if total := s.do(office, "GET", "/api/v1/units/ngan-son/scoreboard/2023", nil)["total"]; total != 2.0 {
			s.Errorf("%v targets", total)
		}
	})
}

func TestAccountsOverTheAPI(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	admin := s.as("quan-tri")
	made := s.do(admin, "POST", "/api/v1/accounts", map[string]any{"username": "moi", "name": "Cán bộ mới", "grants": []string{"officer@ngan-son"}})
	in := s.do("", "POST", "/api/v1/sessions", map[string]any{"username": "moi", "password": made["password"]})
	token := in["token"].(string)
	if code, out := s.ask(token, "GET", "/api/v1/units", nil); code != 403 || out["key"] != "api.change_password" || in["must_change"] != true {
		s.Errorf("a password of somebody else's: %d %v", code, out)
	}
	s.do(token, "PUT", "/api/v1/account/password", map[string]any{"old": made["password"], "new": "một câu ngắn dễ nhớ"})
	if code, _ := s.ask(token, "GET", "/api/v1/units", nil); code != 401 {
		s.Errorf("the old session lives on: %d", code)
	}
	path := "/api/v1/accounts/" + made["id"].(string)
	s.do(admin, "PUT", path+"/grants/verifier@ngan-son", nil)
	s.do(admin, "DELETE", path+"/grants/officer@ngan-son", nil)
	if rows := fmt.Sprint(s.do(admin, "GET", "/api/v1/accounts", nil)["rows"]); !strings.Contains(rows, "grants:[verifier@ngan-son]") {
		s.Errorf("grants: %s", rows)
	}
	s.do(admin, "PUT", path+"/disabled", map[string]any{"disabled": true})
	if code, _ := s.ask("", "POST", "/api/v1/sessions", map[string]any{"username": "moi", "password": "một câu ngắn dễ nhớ"}); code != 401 {
		s.Errorf("a closed account signs in: %d", code)
	}
	officer := s.as("can-bo")
	s.do(officer, "DELETE", "/api/v1/sessions", nil)
	if code, _ := s.ask(officer, "GET", "/api/v1/account", nil); code != 401 {
		s.Errorf("signed out everywhere, and still in: %d", code)
	}
}

// TestProofOverTheAPI checks an entry with what the API gives and nothing else.
func TestProofOverTheAPI(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	office := s.as("van-phong")
	p := s.do(office, "GET", "/api/v1/ledger/proof?seq=2", nil)
	at, err := ledger.ReadCheckpoint(int64(p["size"].(float64)), p["root"].(string))
	if err != nil {
		t.Fatal(err)
	}
	var path []tlog.Hash
	for _, text := range p["path"].([]any) {
		h, err := tlog.ParseHash(text.(string))
		if err != nil {
			t.Fatal(err)
		}
		path = append(path, h)
	}
	if err := tlog.CheckRecord(path, at.Size, at.Root, 2, tlog.RecordHash([]byte(p["record"].(string)))); err != nil {
		t.Error(err)
	}
	if v := s.do(office, "POST", fmt.Sprintf("/api/v1/ledger/verify?size=%d&root=%s", at.Size, strings.ReplaceAll(p["root"].(string), "+", "%2B")), nil); v["ok"] != true {
		t.Errorf("a kept checkpoint: %v", v)
	}
	if g := s.do(office, "GET", "/api/v1/ledger/proof?from=3", nil); g["from"] != 3.0 || len(g["path"].([]any)) == 0 {
		t.Errorf("growth: %v", g)
	}
}

func TestEvidenceOverTheAPI(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	officer := s.as("can-bo")
	o := s.do(officer, "POST", "/api/v1/targets/"+string(s.target)+"/reports", map[string]any{"month": "12/2023", "text": "673 ha", "cumulative": true,
		"evidence": []map[string]any{{"name": "biên bản.html", "media_type": "text/html", "content": []byte("<script>")}}})
	file := o["evidence"].([]any)[0].(map[string]any)["id"].(string)
	for token, want := range map[string]int{officer: 200, s.as("noi-khac"): 404, "": 401} {
		req, _ := http.NewRequest("GET", s.url+"/api/v1/evidence/"+file, nil)
		req.Header.Set("Authorization", "Bearer "+token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%d, want %d", resp.StatusCode, want)
		}
		if want == 200 && (string(content) != "<script>" || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") || resp.Header.Get("Content-Type") != "application/octet-stream") {
			t.Errorf("%q %v", content, resp.Header)
		}
	}
}
