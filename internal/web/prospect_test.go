package web_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/target"
)

// Within the year the board says where it will end, and each count is its list.
func TestBoardAtThisPace(t *testing.T) {
	s := newSite(t)
	officer := s.as("can-bo", "vi")
	officer.get("/u/ngan-son/2023").sees(200, "!Theo đà này")
	officer.get("/u/ngan-son/2023?as-known=2023-08-15").sees(200, "Theo đà này, cuối năm:", "/34 chỉ tiêu đạt và vượt", "đảm bảo tiến độ", "chậm tiến độ", "cuối năm khoảng")
	for _, where := range []string{"reach", "miss", "open"} {
		officer.get("/u/ngan-son/2023?as-known=2023-08-15")
		count := officer.between("pace="+where+`">`, "<")
		officer.get("/u/ngan-son/2023?as-known=2023-08-15&pace=" + where)
		if rows := strings.Count(officer.page, `<th class="name full"`); !strings.HasPrefix(count, strconv.Itoa(rows)) {
			t.Errorf("%s: %q, and %d rows", where, count, rows)
		}
	}
	forest := "/targets/" + string(s.row("7").Target.ID)
	officer.get(forest+"?as-known=2023-05-15").sees(200, "cuối năm khoảng", "đã có 210")
	office := s.as("van-phong", "vi")
	office.post(forest+"/revise", url.Values{"wording": {"500 ha"}, "drop": {"1"}}).sees(422, "Cần ghi rõ lý do")
	office.post(forest+"/revise", url.Values{"wording": {"500 ha"}, "drop": {"1"}, "reason": {"chuyển sang năm sau"}}).sees(200, "Đưa ra khỏi danh sách")
	office.get("/u/ngan-son/2023").sees(200, "25/33", "!chuyển sang năm sau")
}

// Within the year one word is said by the form, the verifier's page, the board
// and its counts; a figure of August is not "không đạt" before the year is due.
func TestOneJudgementOnEveryFace(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = livingWorld.on.Time()
	office := s.as("van-phong", "vi")
	const board = "/u/xa-ngan-son-01954/2026"
	office.get(board).sees(200, "đảm bảo tiến độ", "chậm tiến độ", "đang thực hiện")
	for _, word := range target.Words() {
		office.get(board)
		if !strings.Contains(office.page, "stand="+word) {
			continue
		}
		count := strings.TrimLeft(office.between("stand="+word+`"`, "</b>")[strings.Index(office.between("stand="+word+`"`, "</b>"), "<b>")+3:], "0")
		office.get(board + "?stand=" + word)
		if rows := strings.Count(office.page, `<th class="name full"`); strconv.Itoa(rows) != count && rows+len(count) > 0 {
			t.Errorf("%s: %q, and %d rows", word, count, rows)
		}
	}
	b, err := s.Scoreboard(t.Context(), desk.Operator("test"), standing.BoardQuery{Unit: "xa-ngan-son-01954", Cycle: "2026"})
	if err != nil {
		t.Fatal(err)
	}
	at := "/targets/" + string(b.Rows[0].Target.ID)
	s.as("can-bo", "vi").get(at+"/report/preview?month=2026-11&scope=year&final=1&text=9").sees(200, "chậm tiến độ", "!không đạt")
	verifier := s.as("tham-dinh", "vi")
	verifier.get("/work")
	verifier.get("/observations/"+verifier.between(`href="/observations/`, `"`)).sees(200, "Đánh giá sẽ là", "!không đạt")
}
