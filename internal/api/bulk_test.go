package api_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestBulk: several figures in one call stand each for itself or all together, under a
// key once; several steps likewise, each with its own refusal.
func TestBulk(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "b.db"))
	officer, other := s.as("can-bo"), s.as("noi-khac")
	figure := func(month, text string) string {
		return `{"target":"` + string(s.target) + `","month":"` + month + `","text":"` + text + `"}`
	}
	body := func(all string, figures ...string) string {
		return `{"all_or_nothing":` + all + `,"figures":[` + strings.Join(figures, ",") + `]}`
	}
	const path = "/api/v1/observations"
	was := s.logged()
	if status, text, _ := s.keyed(officer, "b-1", "POST", path, body("true", figure("2023-01", "5 ha"), figure("2023-02", "năm"))); status != 200 || s.logged() != was || !strings.Contains(text, `"kept":0,"refused":1`) {
		t.Errorf("all or nothing: %d %s, log %d to %d", status, text, was, s.logged())
	}
	two := body("false", figure("2023-01", "5 ha"), figure("2023-02", "năm"), figure("tháng", "6 ha"))
	status, first, _ := s.keyed(officer, "b-2", "POST", path, two)
	if status != 200 || s.logged() != was+1 || !strings.Contains(first, `"kept":1,"refused":2`) {
		t.Errorf("each for itself: %d %s", status, first)
	}
	if status, second, again := s.keyed(officer, "b-2", "POST", path, two); status != 200 || !again || second != first || s.logged() != was+1 {
		t.Errorf("sent again: %d %v %s", status, again, second)
	}
	if _, text, _ := s.keyed(other, "b-3", "POST", path, body("false", figure("2023-03", "5 ha"))); !strings.Contains(text, `"kept":0,"refused":1`) || s.logged() != was+1 {
		t.Errorf("by who may not: %s", text)
	}
	both := s.do(officer, "POST", path, map[string]any{"all_or_nothing": true, "figures": []map[string]any{{"target": s.target, "month": "2023-04", "text": "7 ha"}, {"target": s.target, "month": "2023-05", "text": "8 ha"}}})
	rows, _ := both["rows"].([]any)
	if both["kept"] != 2.0 || len(rows) != 2 {
		t.Fatalf("both: %v", both)
	}
	var ids []any
	for _, r := range rows {
		ids = append(ids, r.(map[string]any)["id"])
	}
	if out := s.do(officer, "POST", path+"/steps", map[string]any{"figures": ids, "step": "verify"}); out["refused"] != 2.0 {
		t.Errorf("verified by who reported: %v", out)
	}
	if out := s.do(officer, "POST", path+"/steps", map[string]any{"figures": ids, "step": "withdraw"}); out["kept"] != 2.0 {
		t.Errorf("withdrawn: %v", out)
	}
}
