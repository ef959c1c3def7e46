package named_test

import (
	"strings"
	"testing"

	"dondoc/internal/task/named"
)

func TestReadLead(t *testing.T) {
	for cell, want := range map[string]string{
		"Phòng KT (chủ trì), Phòng VHXH":                                               "Phòng KT < Phòng VHXH",
		"Phòng VHXH; Phòng KT (đơn vị chủ trì)":                                        "Phòng KT < Phòng VHXH",
		"Phòng KT, Phòng VHXH (phối hợp)":                                              "Phòng KT < Phòng VHXH",
		"Phòng KT (chủ trì)":                                                           "Phòng KT <",
		"Chủ trì: Phòng Kinh tế; phối hợp: Phòng Văn hóa - Xã hội":                     "Phòng Kinh tế < Phòng Văn hóa - Xã hội",
		"Phòng Kinh tế chủ trì, phối hợp với Công an xã, Hội Nông dân":                 "Phòng Kinh tế < Công an xã | Hội Nông dân",
		"Phòng Kinh tế chủ trì":                                                        "Phòng Kinh tế <",
		"Chủ trì: Phòng Kinh tế\nPhối hợp: Công an xã":                                 "Phòng Kinh tế < Công an xã",
		"Cơ quan chủ trì: Sở Tài chính; cơ quan phối hợp: Kho bạc Nhà nước":            "Sở Tài chính < Kho bạc Nhà nước",
		"Phòng Kinh tế phối hợp với Công an xã":                                        "Phòng Kinh tế < Công an xã",
		"Phòng Kinh tế; Công an xã":                                                    "Phòng Kinh tế | Công an xã <",
		"- Chủ trì: Phòng Kinh tế\n- Phối hợp: Công an xã":                             "Phòng Kinh tế < Công an xã",
		"* Đơn vị chủ trì: Phòng Kinh tế\n* Đơn vị phối hợp: Công an xã; Hội Nông dân": "Phòng Kinh tế < Công an xã | Hội Nông dân",
		"+ Cơ quan chủ trì: Phòng Kinh tế\n+ Phối hợp: Công an xã":                     "Phòng Kinh tế < Công an xã",
		"- CT: Phòng Kinh tế\n- PH: Công an xã":                                        "Phòng Kinh tế < Công an xã",
		"- Phối hợp: Công an xã\n- Chủ trì: Phòng Kinh tế":                             "Phòng Kinh tế < Công an xã",
		"- Phòng Kinh tế\n- Công an xã":                                                "Phòng Kinh tế | Công an xã <",
		"nt":                                                                           "nt <",
		"":                                                                             "<",
	} {
		leads, with := named.ReadLead(cell)
		if got := strings.TrimSpace(texts(leads) + " < " + texts(with)); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

func texts(names []named.Name) string {
	var out []string
	for _, n := range names {
		out = append(out, n.Text)
	}
	return strings.Join(out, " | ")
}
