package named_test

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/internal/task/named"
)

// readAs is what a cell of leads comes to: the units and groups that lead and
// coordinate. asked says whether a name means no one unit and no group.
func readAs(n *named.Names[string], cell string) (reading string, asked bool) {
	leads, with := named.ReadLead(cell)
	say := func(list []named.Name) string {
		var out []string
		for _, one := range list {
			kinds, group := one.Kinds("huyện")
			found := n.Match(one.Text)
			asked = asked || one.Group && !group || !one.Group && len(found) != 1
			out = append(out, fmt.Sprint(found, one.Group, kinds, one.Ditto, one.Person))
		}
		return strings.Join(out, "; ")
	}
	return say(leads) + " | " + say(with), asked || len(leads) == 0
}

// Whatever is put into a cell of leads that reads without a question, a figure, a
// date, a "không", "chưa" or "trừ": it reads differently, or it is asked.
func TestEveryWordOfALeadCounts(t *testing.T) {
	var n named.Names[string]
	under := named.Body{Level: "huyện", Place: "Ngân Sơn"}
	for _, name := range []string{"Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Văn phòng HĐND và UBND", "Ban Quản lý dự án", "Hạt Kiểm lâm", "Công an huyện", "Phòng Nông nghiệp và PTNT"} {
		n.LearnUnit(name, under, name, 0)
	}
	for _, name := range []string{"Xã Bằng Vân", "Xã Thượng Ân", "Thị trấn Nà Phặc"} {
		n.LearnUnit(name, named.Body{}, name, 0)
		n.LearnUnit("UBND "+name, named.Body{}, name, 0)
	}
	tried := 0
	for _, cell := range []string{"Phòng Nội vụ", "Phòng TC-KH", "Văn phòng HĐND và UBND huyện", "Phòng Nội vụ, Hạt Kiểm lâm", "Phòng Nội vụ; Công an huyện", "UBND các xã Bằng Vân, Thượng Ân", "UBND xã Bằng Vân",
		"Phòng Nội vụ chủ trì, phối hợp với Hạt Kiểm lâm", "Chủ trì: Phòng Nội vụ; phối hợp: Công an huyện", "Ban Quản lý dự án (chủ trì), Phòng Nội vụ", "Các xã, thị trấn", "UBND các xã", "Trưởng phòng Nội vụ",
		"Ông Hoàng Văn Bách – Phòng Nội vụ", "P. Nội vụ", "Phòng Nông nghiệp & PTNT"} {
		before, asked := readAs(&n, cell)
		if asked {
			t.Errorf("%q is asked: %s", cell, before)
			continue
		}
		words := strings.Fields(cell)
		for at := 0; at <= len(words); at++ {
			for _, put := range []string{"12", "30/6/2025", "không", "chưa", "trừ", "Trừ"} {
				changed := strings.Join(append(append(append([]string{}, words[:at]...), put), words[at:]...), " ")
				tried++
				if after, asked := readAs(&n, changed); !asked && after == before {
					t.Errorf("%q reads as %q does: %s", changed, cell, after)
				}
			}
		}
	}
	if tried < 300 {
		t.Errorf("%d tried", tried)
	}
}
