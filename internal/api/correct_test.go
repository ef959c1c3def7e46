package api_test

import "testing"

// TestCorrections puts a target and a document right over the API, has another
// unit answer, and is told what cannot be taken back.
func TestCorrections(t *testing.T) {
	eachEngine(t, func(s *site) {
		office, officer := s.as("van-phong"), s.as("can-bo")
		path := "/api/v1/corrections/target/" + string(s.target)
		wrong := map[string]any{"set": map[string]string{"uom": "cây"}, "reason": "gõ nhầm"}
		if code, out := s.ask(officer, "POST", path, wrong); code != 403 {
			s.Errorf("an officer puts a target right: %d %v", code, out)
		}
		if code, out := s.ask(office, "POST", path, map[string]any{"set": map[string]string{"uom": "cây"}, "reason": ""}); code != 422 || out["key"] != "approval.reason_needed" {
			s.Errorf("without a reason: %d %v", code, out)
		}
		if code, out := s.ask(office, "POST", path, map[string]any{"set": map[string]string{"mau": "xanh"}, "reason": "x"}); code != 422 || out["key"] != "app.entry_unknown" {
			s.Errorf("an entry nobody knows: %d %v", code, out)
		}
		s.do(office, "POST", path, wrong)
		if out := s.do(office, "GET", "/api/v1/targets/"+string(s.target), nil); out["unit_of_measure"] != "cây" {
			s.Errorf("put right: %v", out["unit_of_measure"])
		}
		s.do(s.as("quan-tri"), "POST", "/api/v1/units", map[string]any{"code": "phong-moi", "name": "Phòng Mới", "kind": "department", "parent": "ngan-son", "from": "2022-01-01"})
		answering := map[string]any{"targets": []string{string(s.target)}, "unit": "phong-moi", "from": "31/12/2999", "reason": "QĐ 8"}
		if code, out := s.ask(office, "POST", "/api/v1/targets/answering", answering); code != 422 || out["key"] != "app.ahead_far" {
			s.Errorf("a day far away: %d %v", code, out)
		}
		answering["from"] = "31/12/2024"
		s.do(office, "POST", "/api/v1/targets/answering", answering)
		coming, _ := s.do(office, "GET", "/api/v1/targets/"+string(s.target), nil)["coming"].([]any)
		if len(coming) != 1 || coming[0].(map[string]any)["unit"] != "phong-moi" || coming[0].(map[string]any)["from"] != "2024-12-31" {
			s.Fatalf("to come: %v", coming)
		}
		ahead := "/api/v1/answering-ahead/" + coming[0].(map[string]any)["id"].(string)
		if code, _ := s.ask(officer, "DELETE", ahead, nil); code != 403 {
			s.Errorf("an officer takes it back: %d", code)
		}
		s.do(office, "DELETE", ahead, nil)
		if out := s.do(office, "GET", "/api/v1/targets/"+string(s.target), nil); out["coming"] != nil {
			s.Errorf("taken back: %v", out["coming"])
		}
		document := s.do(office, "GET", "/api/v1/units/ngan-son/documents?cycle=2023", nil)["rows"].([]any)[0].(map[string]any)["id"].(string)
		name := s.do(office, "GET", "/api/v1/targets/"+string(s.target), nil)["name"].(string)
		list := "/api/v1/documents/" + document + "/answering/import?from=31/12/2024&reason=QD+9"
		rows := "Chỉ tiêu,Đơn vị chịu trách nhiệm\n" + name + ","
		if code, out := s.upload(office, list+"&dry_run=true", "giao.csv", rows+"Phòng Ma\n", nil); code != 200 || len(out["issues"].([]any)) != 1 {
			s.Errorf("a unit nobody knows: %d %v", code, out)
		}
		if code, _ := s.upload(officer, list, "giao.csv", rows+"phong-moi\n", nil); code != 403 {
			s.Errorf("an officer takes a sheet in: %d", code)
		}
		if code, out := s.upload(office, list, "giao.csv", rows+"phong-moi\n", nil); code != 200 || len(out["issues"].([]any)) != 0 || out["rows"].([]any)[0].(map[string]any)["then"] != "phong-moi" {
			s.Errorf("a sheet of who answers: %d %v", code, out)
		}
		if coming, _ := s.do(office, "GET", "/api/v1/targets/"+string(s.target), nil)["coming"].([]any); len(coming) != 1 {
			s.Errorf("the sheet changed nothing: %v", coming)
		}
		word := map[string]any{"kind": "objective", "cause": "mưa lũ", "remedy": "trồng bù", "promised": "31/12/2999", "who": "Ma Kim Sơn, Trưởng phòng"}
		s.do(officer, "POST", "/api/v1/reasons/target/"+string(s.target), word)
		word["promised"] = "01/01/2020"
		if code, out := s.ask(officer, "POST", "/api/v1/reasons/target/"+string(s.target), word); code != 422 || out["key"] != "reason.promised_past" {
			s.Errorf("a word given for a day that has passed: %d %v", code, out)
		}
		if code, out := s.ask(office, "POST", "/api/v1/undo/steps/last", map[string]any{}); code != 409 || out["key"] != "app.undo_nothing" {
			s.Errorf("nothing to take back: %d %v", code, out)
		}
		if code, out := s.ask(officer, "POST", "/api/v1/undo/unit/ngan-son", map[string]any{"dry_run": true}); code != 403 {
			s.Errorf("an officer takes a unit back: %d %v", code, out)
		}
	})
}
