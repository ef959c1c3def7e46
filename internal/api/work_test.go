package api_test

import "testing"

// TestInstructionsOverTheAPI takes a superior's document in, holds the own plan
// against it, turns an instruction into tasks and follows one to its end.
func TestInstructionsOverTheAPI(t *testing.T) {
	eachEngine(t, func(s *site) {
		office, officer := s.as("van-phong"), s.as("can-bo")
		text := "NGHỊ QUYẾT\nvề phát triển rừng\nI. MỤC TIÊU\n1. Trồng mới 500 ha rừng tập trung.\n2. Mỗi xã có một điểm cung cấp dịch vụ số.\n"
		own := "KẾ HOẠCH\nI. MỤC TIÊU\n1. Trồng mới 400 ha rừng tập trung trên địa bàn.\n"
		path := "/api/v1/units/ngan-son/documents/import"
		superior := map[string]string{"number": "57-NQ/TW", "issuer": "Bộ Chính trị", "issued_on": "22/12/2022", "title": "Phát triển rừng"}
		if code, out := s.upload(office, path+"?dry_run=true", "a.txt", text, superior); code != 200 || out["id"] != nil || len(out["rows"].([]any)) < 3 {
			s.Fatalf("rehearsed: %d %v", code, out)
		}
		code, first := s.upload(office, path, "a.txt", text, superior)
		if code != 200 {
			s.Fatalf("taken in: %d %v", code, first)
		}
		if code, out := s.upload(office, path, "a.txt", text, superior); code != 409 || out["key"] != "app.document_exists" {
			s.Errorf("the same again: %d %v", code, out)
		}
		if code, out := s.upload(officer, path, "a.txt", own, map[string]string{"number": "1", "issuer": "x", "issued_on": "22/12/2022", "title": "x"}); code != 403 {
			s.Errorf("an officer keeps a document: %d %v", code, out)
		}
		_, second := s.upload(office, path, "b.txt", own, map[string]string{"number": "9-KH/HU", "issuer": "Huyện ủy", "issued_on": "20/01/2023", "title": "Kế hoạch", "level": "own", "implements": "57-NQ/TW"})
		matrix := "/api/v1/documents/" + first["id"].(string) + "/coverage/" + second["id"].(string)
		m := s.do(office, "GET", matrix, nil)
		gap := ""
		for _, r := range m["rows"].([]any) {
			if row := r.(map[string]any); row["proposed"] == "not_covered" {
				gap = row["id"].(string)
			}
		}
		if gap == "" {
			s.Fatalf("no gap: %v", m["rows"])
		}
		if code, out := s.ask(office, "PUT", matrix+"/"+gap, map[string]any{"status": "not_covered"}); code != 422 || out["key"] != "app.gap_owner" {
			s.Errorf("a gap nobody closes: %d %v", code, out)
		}
		s.do(office, "PUT", matrix+"/"+gap, map[string]any{"status": "not_covered", "owner": "ngan-son", "due": "31/03/2024"})
		if n := s.do(office, "GET", matrix, nil)["count"].(map[string]any)["not_covered"]; n != 1.0 {
			s.Errorf("%v gaps", n)
		}
		if rows := s.do(office, "GET", "/api/v1/documents/"+first["id"].(string)+"/provisions", nil)["rows"].([]any); len(rows) != len(first["rows"].([]any)) {
			s.Errorf("%d provisions", len(rows))
		}
		if rows := s.do(office, "GET", "/api/v1/search?q=dich+vu+so", nil)["rows"].([]any); len(rows) != 1 {
			s.Errorf("found %v", rows)
		}
		s.tasksOf(office, officer)
	})
}

func (s *site) tasksOf(office, officer string) {
	s.Helper()
	dir := s.do(office, "POST", "/api/v1/units/ngan-son/directives", map[string]any{"speaker": "Hà Hùng Tường", "on": "10/01/2024", "text": "Rà soát các chỉ tiêu chưa đạt"})["id"]
	if rows := s.do(office, "GET", "/api/v1/units/ngan-son/directives", nil)["rows"].([]any); len(rows) != 1 {
		s.Errorf("directives: %v", rows)
	}
	given := s.do(office, "POST", "/api/v1/units/ngan-son/tasks", map[string]any{"name": "Báo cáo rà soát", "leads": []string{"ngan-son"}, "deadline": "trước ngày 31/01/2024", "directive": dir, "product": "Báo cáo"})
	one := given["rows"].([]any)[0].(map[string]any)
	path := "/api/v1/tasks/" + one["id"].(string)
	if d := one["deadline"].(map[string]any); d["end"] != "2024-01-30" && d["end"] != "2024-01-31" {
		s.Errorf("deadline: %v", d)
	}
	if code, out := s.ask(office, "POST", path+"/steps", map[string]any{"step": "accept"}); code != 409 {
		s.Errorf("accepted before it was done: %d %v", code, out)
	}
	s.do(officer, "POST", path+"/steps", map[string]any{"step": "ask_extension", "due": "15/02/2024", "text": "chờ số liệu"})
	if code, _ := s.ask(officer, "POST", path+"/steps", map[string]any{"step": "ask_extension", "due": "20/02/2024", "text": "chờ thêm"}); code != 409 {
		s.Errorf("asked twice: %d", code)
	}
	s.do(office, "POST", path+"/steps", map[string]any{"step": "grant_extension", "due": "15/02/2024"})
	if detail := s.do(office, "GET", path, nil); detail["status"] == "" || len(detail["events"].([]any)) != 2 {
		s.Errorf("task: %v", detail)
	}
	annex := "STT,Nhiệm vụ,Cơ quan chủ trì,Sản phẩm,Thời hạn\n1,Xây dựng kế hoạch,Huyện Ngân Sơn,Kế hoạch,Quý I/2024\n"
	if code, out := s.upload(office, "/api/v1/units/ngan-son/tasks/import?dry_run=true", "a.csv", annex, nil); code != 200 || out["added"] != 1.0 {
		s.Errorf("annex: %d %v", code, out)
	}
	list := s.do(office, "GET", "/api/v1/units/ngan-son/tasks", nil)
	if list["total"] != 1.0 || len(list["rows"].([]any)) != 1 {
		s.Errorf("tasks: %v", list)
	}
	if d := s.do(office, "GET", "/api/v1/deadline?text=Qu%C3%BD+II%2F2025", nil); d["explanation"] == "" {
		s.Errorf("deadline: %v", d)
	}
	if code, out := s.upload(office, "/api/v1/targets/check", "a.csv", "Chỉ tiêu,ĐVT,Kế hoạch,Thực hiện\nTrồng rừng,ha,500,600\n", nil); code != 200 || len(out["rows"].([]any)) != 1 {
		s.Errorf("check: %d %v", code, out)
	}
	s.do(office, "PUT", "/api/v1/labels/track.met", map[string]any{"unit": "ngan-son", "lang": "vi", "words": "đúng hướng"})
	if code, out := s.upload(office, "/api/v1/units/reorganise?dry_run=true", "a.csv", "cũ,mới\n", nil); code != 403 && code != 422 {
		s.Errorf("reorganised by the office: %d %v", code, out)
	}
}
