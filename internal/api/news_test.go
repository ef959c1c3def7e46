package api_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"path/filepath"
	"strings"
	"testing"
)

// An item is written, gets a photo, is refused and released, and loses its photo,
// all over the API.
func TestNewsByAPI(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "news.db"))
	office, head := s.as("van-phong"), s.as("lanh-dao")
	at := func(answer map[string]any, path ...string) any {
		var v any = answer
		for _, key := range path {
			switch of := v.(type) {
			case map[string]any:
				v = of[key]
			case []any:
				if len(of) == 0 {
					t.Fatalf("%v: nothing in %v", path, answer)
				}
				v = of[len(of)-1].(map[string]any)[key]
			}
		}
		return v
	}
	does := func(token, method, path string, in any, status int) map[string]any {
		t.Helper()
		code, out := s.ask(token, method, path, in)
		if code != status {
			t.Fatalf("%s %s: %d, want %d: %v", method, path, code, status, out)
		}
		return out
	}
	type m = map[string]any
	const room = "/api/v1/units/ngan-son/news/2023"
	does(office, "POST", room, m{"kind": "event", "title": "x", "lead": "Đạt [9] chỉ tiêu."}, 422)
	made := does(office, "POST", room, m{"kind": "event", "title": "Hội nghị tổng kết", "lead": "Tổng kết năm.", "names": []m{{"name": "Lý Văn Mẫu", "basis": "consent", "note": "phiếu 1"}}}, 200)
	item := "/api/v1/news/" + made["id"].(string)
	if at(made, "names", "note") != "phiếu 1" || made["state"] != "draft" {
		t.Errorf("%v", made)
	}
	does(office, "POST", item+"/text", m{"title": "Hội nghị tổng kết năm 2023", "lead": "Tổng kết năm.", "seen": 9}, 409)
	does(office, "POST", item+"/text", m{"title": "Hội nghị tổng kết năm 2023", "lead": "Tổng kết năm.", "seen": 1}, 200)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 50, 30))); err != nil {
		t.Fatal(err)
	}
	if out := does(office, "POST", item+"/photos", m{"caption": "Hội trường", "basis": "public", "name": "a.png", "content": b.Bytes()[:40]}, 422); !strings.Contains(fmt.Sprint(out), "“a.png” hỏng") {
		t.Errorf("%v", out)
	}
	with := does(office, "POST", item+"/photos", m{"caption": "Hội trường", "basis": "public", "content": b.Bytes()}, 200)
	photo := "/api/v1/news-photos/" + at(with, "photos", "id").(string)
	does(office, "POST", photo, m{"caption": "Hội trường huyện", "basis": "no_person", "place": 4}, 200)
	does(head, "POST", photo+"/down", m{"reason": "x"}, 409)
	does(office, "POST", item+"/release", m{}, 403)
	does(head, "POST", item+"/release", m{"mark": "khac"}, 409)
	out := does(head, "POST", item+"/release", m{}, 200)
	if out["state"] != "public" || at(out, "photos", "public") != true || at(out, "photos", "caption") != "Hội trường huyện" || at(out, "versions", "step") != "made" {
		t.Errorf("%v", out)
	}
	if out = does(head, "POST", photo+"/down", m{"reason": "theo yêu cầu"}, 200); at(out, "photos", "down") != "theo yêu cầu" || at(out, "photos", "public") != false {
		t.Errorf("%v", out)
	}
	if out = does(head, "POST", item+"/down", m{"reason": "nhầm"}, 200); out["state"] != "down" {
		t.Errorf("%v", out)
	}
	if out = does(office, "GET", room, nil, 200); at(out, "news", "state") != "down" || at(out, "news", "title") != "Hội nghị tổng kết năm 2023" {
		t.Errorf("%v", out)
	}
}
