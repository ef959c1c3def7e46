package api_test

import "testing"

// TestReviews asks what the rules say, assesses, and is refused where a step is
// not one's own; and prepares the next year, keeps it, and opens it.
func TestReviews(t *testing.T) {
	eachEngine(t, func(s *site) {
		head, office := s.as("lanh-dao"), s.as("van-phong")
		at := "/api/v1/units/ngan-son/reviews/2023"
		out := s.do(head, "GET", at+"/proposal", nil)
		if out["rules"] == "" || out["result"] == nil || out["facts"] == nil {
			s.Errorf("proposal: %v", out)
		}
		if code, out := s.ask(head, "GET", "/api/v1/units/ngan-son/reviews/2023-Q9/proposal", nil); code != 422 {
			s.Errorf("a period that is none: %d %v", code, out)
		}
		if code, out := s.ask(head, "POST", at, map[string]any{"marks": map[string]string{"no-such": "1"}}); code != 422 {
			s.Errorf("a mark that is none: %d %v", code, out)
		}
		periods := "/api/v1/units/ngan-son/reviews/"
		for what, c := range map[string]struct{ at string }{
			"a quarter that is not over": {periods + "2099-Q1"}, "a period that is none": {periods + "2023-Q9"},
		} {
			if code, out := s.ask(head, "POST", c.at, map[string]any{"reason": "x"}); code != 422 && code != 409 && code != 404 || out["key"] == nil {
				s.Errorf("%s: %d %v", what, code, out)
			}
		}
		made := s.do(head, "POST", at, map[string]any{"reason": "x"})["id"].(string)
		page := s.do(head, "GET", "/api/v1/reviews/"+made, nil)
		if page["stage"] != "assessed" || len(page["steps"].([]any)) != 1 {
			s.Errorf("review: %v", page)
		}
		if code, out := s.ask(head, "POST", "/api/v1/reviews/"+made+"/decide", map[string]any{"level": "good"}); code != 403 && code != 409 {
			s.Errorf("decided by who assessed: %d %v", code, out)
		}
		if rows := s.do(office, "GET", at, nil)["rows"].([]any); len(rows) == 0 {
			s.Error("no rows")
		}
		year := "/api/v1/units/ngan-son/cycles/2024/plan"
		plan := s.do(office, "GET", year, nil)["plans"].([]any)[0].(map[string]any)
		row := plan["rows"].([]any)[0].(map[string]any)
		rows := []any{map[string]any{"target": row["target"], "choice": "keep", "name": row["name"], "wording": "từ 900 ha trở lên"}}
		body := map[string]any{"document": plan["document"], "version": 0, "rows": rows}
		if v := s.do(office, "PUT", year, body)["version"]; v != float64(1) {
			s.Errorf("kept as %v", v)
		}
		if code, out := s.ask(office, "PUT", year, body); code != 409 || out["key"] != "draft.changed_meanwhile" {
			s.Errorf("kept over another: %d %v", code, out)
		}
		if code, out := s.ask(s.as("can-bo"), "PUT", year, body); code != 403 {
			s.Errorf("an officer keeps one: %d %v", code, out)
		}
		stale := map[string]any{"from": plan["document"], "version": 0, "number": "9-NQ", "issuer": "HU", "issued_on": "2023-12-20", "title": "Năm 2024", "rows": rows}
		if code, out := s.ask(office, "POST", year, stale); code != 409 || out["key"] != "draft.changed_meanwhile" {
			s.Errorf("opened over another's draft: %d %v", code, out)
		}
		opened := s.do(office, "POST", year, map[string]any{"from": plan["document"], "version": 1, "number": "9-NQ", "issuer": "HU", "issued_on": "2023-12-20", "title": "Năm 2024", "rows": rows})["id"]
		if again := s.do(office, "GET", year, nil)["plans"].([]any)[0].(map[string]any); again["opened"] != opened || len(again["taken"].([]any)) != 1 {
			s.Errorf("opened: %v", again)
		}
	})
}
