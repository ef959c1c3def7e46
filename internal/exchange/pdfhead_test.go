package exchange

import (
	"strings"
	"testing"
)

// The head of a page over two columns stands before them, once.
func TestAHeadStandsOverColumns(t *testing.T) {
	laid := "UBND TỈNH MẪU                  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nSố: 31/KH-UBND                 NAM\n                               Mẫu, ngày 15 tháng 8 năm 2025\nKẾ HOẠCH\n\n1. Điều một và tiếp     theo quy định.\ntục rà soát      2. Điều hai"
	ordered := "UBND TỈNH MẪU\nSố: 31/KH-UBND\nKẾ HOẠCH\n1. Điều một và tiếp\ntục rà soát\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nMẫu, ngày 15 tháng 8 năm 2025\n\ntheo quy định.\n2. Điều hai"
	out := paragraphs(underHead(strings.Split(laid, "\n"), strings.Split(ordered, "\n")))
	want := "UBND TỈNH MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT|Số: 31/KH-UBND NAM|Mẫu, ngày 15 tháng 8 năm 2025|KẾ HOẠCH|1. Điều một và tiếp tục rà soát theo quy định.|2. Điều hai"
	if got := strings.Join(out, "|"); got != want {
		t.Errorf("%s", got)
	}
}
