package api_test

import "testing"

// TestCharges asks, is shown the request, and answers it over the API.
func TestCharges(t *testing.T) {
	eachEngine(t, func(s *site) {
		office, head := s.as("van-phong"), s.as("lanh-dao")
		in := map[string]any{"role": "answer", "object": string(s.target), "asked": "ngan-son", "reason": "x"}
		if code, out := s.ask(office, "POST", "/api/v1/charges", in); code != 422 || out["key"] != "charge.outright" {
			s.Errorf("one's own unit is asked: %d %v", code, out)
		}
		if code, _ := s.ask(s.as("can-bo"), "POST", "/api/v1/charges", in); code != 403 {
			s.Errorf("an officer asks: %d", code)
		}
		if out := s.do(head, "GET", "/api/v1/charges", nil); len(out["to_answer"].([]any)) != 0 || out["asked"] == nil {
			s.Errorf("what waits: %v", out)
		}
		none := "018f0000-0000-7000-8000-000000000000"
		for _, act := range []string{"answer", "withdraw"} {
			if code, out := s.ask(head, "POST", "/api/v1/charges/"+none+"/"+act, map[string]any{"accept": true}); code == 200 || act == "answer" && code != 404 {
				s.Errorf("%s of none: %d %v", act, code, out)
			}
		}
	})
}
