package api_test

import "testing"

// said is what is sent to close a request.
var said = map[string]map[string]any{"answer": {"accept": true}, "withdraw": {"reason": "x"}}

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
		for act, in := range said {
			if code, out := s.ask(head, "POST", "/api/v1/charges/"+none+"/"+act, in); code != 404 {
				s.Errorf("%s of none: %d %v", act, code, out)
			}
		}
		s.charged(office, s.as("noi-khac"))
	})
}

// charged asks another body three times to answer for a target: what was taken
// back or refused never counts for it, what it says yes to does.
func (s *site) charged(office, other string) {
	s.Helper()
	counted := func() int {
		return len(s.do(other, "GET", "/api/v1/units/cho-don/scoreboard/2023", nil)["rows"].([]any))
	}
	ask := func() string {
		made := s.do(office, "POST", "/api/v1/charges", map[string]any{"role": "answer", "object": string(s.target), "asked": "cho-don", "reason": "rừng giáp ranh"})["id"].(string)
		mine, theirs := s.do(office, "GET", "/api/v1/charges", nil)["asked"].([]any), s.do(other, "GET", "/api/v1/charges", nil)["to_answer"].([]any)
		if len(mine) != 1 || len(theirs) != 1 || theirs[0].(map[string]any)["id"] != made || theirs[0].(map[string]any)["unit"] != "ngan-son" || counted() != 0 {
			s.Errorf("while it waits: %v, %v, %d targets counted", mine, theirs, counted())
		}
		return "/api/v1/charges/" + made
	}
	over := func(path, how string, targets int) {
		s.Helper()
		for act, in := range said {
			who := map[string]string{"answer": other, "withdraw": office}[act]
			if code, out := s.ask(who, "POST", path+"/"+act, in); code != 409 {
				s.Errorf("%s after it was %s: %d %v", act, how, code, out)
			}
		}
		if n := counted(); n != targets || len(s.do(other, "GET", "/api/v1/charges", nil)["to_answer"].([]any)) != 0 {
			s.Errorf("%s: %d targets counted", how, n)
		}
	}
	first := ask()
	for who, act := range map[string]string{office: "answer", other: "withdraw"} {
		if code, out := s.ask(who, "POST", first+"/"+act, said[act]); code != 403 && code != 404 {
			s.Errorf("%s by the other side: %d %v", act, code, out)
		}
	}
	s.do(office, "POST", first+"/withdraw", map[string]any{"reason": "nhầm đơn vị"})
	over(first, "withdrawn", 0)
	second := ask()
	if code, out := s.ask(other, "POST", second+"/answer", map[string]any{"accept": false}); code != 422 {
		s.Errorf("a no without a reason: %d %v", code, out)
	}
	s.do(other, "POST", second+"/answer", map[string]any{"accept": false, "answer": "không thuộc địa bàn"})
	over(second, "refused", 0)
	third := ask()
	s.do(other, "POST", third+"/answer", map[string]any{"accept": true})
	over(third, "accepted", 1)
}
