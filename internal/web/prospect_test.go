package web_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
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
