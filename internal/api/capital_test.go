package api_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// A capital year over the API alone: a sheet rehearsed and taken in, a line put
// right, a transfer tried and written, bounds of one's own, a form as a file.
func TestCapitalOverTheAPI(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	office, officer := s.as("van-phong"), s.as("can-bo")
	year := "/api/v1/units/ngan-son/capital/2024"
	sheet := "Mã dự án,Tên dự án,Loại,Nguồn vốn,Cấp giao,Số tiền (đồng),Số văn bản,Ngày\nDA-1,Đường 1,dự án,,,,,\nDA-2,Đường 2,dự án,,,,,\nDA-1,,giao,NSTW,tỉnh,5.000.000.000,1/QĐ,05/01/2024\nDA-2,,giao,NSTW,tỉnh,3.000.000.000,1/QĐ,05/01/2024\n"
	if code, out := s.upload(office, year+"/import?dry_run=true", "von.csv", sheet, nil); code != 200 || out["added"] != 4.0 || out["dry_run"] != true {
		t.Fatalf("rehearsed: %d %v", code, out)
	}
	if code, out := s.upload(office, year+"/import", "von.csv", sheet, nil); code != 200 || out["added"] != 4.0 {
		t.Fatalf("taken: %d %v", code, out)
	}
	if code, out := s.upload(office, year+"/import", "von.csv", sheet, nil); code != 200 || out["added"] != 0.0 || out["unchanged"] != 4.0 {
		t.Errorf("taken again: %d %v", code, out)
	}
	if code, _ := s.upload(officer, year+"/import", "von.csv", sheet, nil); code != 403 {
		t.Errorf("taken by who may not: %d", code)
	}
	ids := map[string]string{}
	for _, row := range s.do(office, "GET", year, nil)["rows"].([]any) {
		r := row.(map[string]any)
		ids[r["code"].(string)], _ = r["id"].(string)
	}
	move := map[string]any{"from": ids["DA-1"], "to": ids["DA-2"], "source": "central", "amount": 1_000_000_000}
	tried := s.do(office, "POST", year+"/transfers", move)
	if giver := tried["projects"].([]any)[0].(map[string]any); tried["written"] != false || giver["after"].(map[string]any)["plan"] != 4e9 || giver["before"].(map[string]any)["plan"] != 5e9 {
		t.Errorf("tried: %v", tried)
	}
	move["decision"], move["on"] = "2/QĐ", "2024-01-06"
	if done := s.do(office, "POST", year+"/transfers", move); done["written"] != true {
		t.Errorf("written: %v", done)
	}
	plans := s.do(office, "GET", "/api/v1/capital-projects/"+ids["DA-1"], nil)["plans"].([]any)
	line := plans[len(plans)-1].(map[string]any)
	if line["amount"] != -1e9 || line["decision"] != "2/QĐ" {
		t.Fatalf("the giver's last line: %v", line)
	}
	s.do(office, "POST", "/api/v1/capital-plans/"+line["id"].(string)+"/correction", map[string]any{"reason": "gõ nhầm", "line": map[string]any{"year": 2024, "source": "central", "setter": "province", "kind": "adjusted", "amount": -1_500_000_000, "decision": "2/QĐ", "on": "2024-01-06"}})
	if rates := s.do(office, "GET", year, nil)["rates"].([]any); rates[0].(map[string]any)["plan"] != 7.5e9 {
		t.Errorf("after the correction: %v", rates)
	}
	if set := s.do(office, "PUT", year+"/bounds", map[string]any{"bounds": map[string]string{"move_least": "40"}, "reason": "NQ 12"}); set["set_by"] != "ngan-son" {
		t.Errorf("bounds: %v", set)
	}
	if code, out := s.ask(office, "PUT", year+"/bounds", map[string]any{"bounds": map[string]string{"move_least": "400"}, "reason": "NQ 12"}); code != 422 || out["key"] != "capital.bound_number" {
		t.Errorf("a bound that is none: %d %v", code, out)
	}
	for form, code := range map[string]int{"projects": 200, "settlement": 200, "no-such": 422} {
		if got, body := s.stream(office, "GET", year+"/forms/"+form, http.NoBody); got != code || code == 200 && !strings.HasPrefix(string(body), "PK") {
			t.Errorf("form %s: %d", form, got)
		}
	}
}
