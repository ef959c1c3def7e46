package api_test

import (
	"path/filepath"
	"testing"
)

// Where rows of a file are at fault the API names each of them, with its cell,
// field and reason, and gives what was read of the others; nothing is kept.
func TestFaultsOfAFile(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "a.db"))
	for name, tt := range map[string]struct {
		path, as, sheet string
		rows            int      // that read well, at least
		faults          [][2]any // row and field
	}{
		"targets": {"/api/v1/units/ngan-son/targets/2025/import?dry_run=true", "van-phong",
			"STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Diện tích trồng rừng,ha,500\n2,,ha,30\n3,,tỷ đồng,12\n4,Sản lượng chè,tấn,900\n", 2, [][2]any{{3.0, "name"}, {4.0, "name"}}},
		"tasks": {"/api/v1/units/ngan-son/tasks/import", "van-phong",
			"STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Trồng rừng,Phòng Nông nghiệp,31/12/2026\n2,,Phòng Nông nghiệp,31/12/2026\n3,,Phòng Kinh tế,31/12/2026\n", 1, [][2]any{{3.0, "name"}, {4.0, "name"}}},
		"units": {"/api/v1/units/import?under=ngan-son", "quan-tri",
			"Mã,Tên đơn vị,Loại\nphong-moi,Phòng Mới,office\nphong-hai,,office\nphong-ba,,office\n", 1, [][2]any{{3.0, "name"}, {4.0, "name"}}},
		"people": {"/api/v1/people/import?under=ngan-son", "quan-tri",
			"Họ và tên,Chức vụ,Đơn vị,Từ ngày\nLê Văn Một,Chuyên viên,Phòng Nông nghiệp,01/01/2026\n,Chuyên viên,ngan-son,01/01/2026\nLê Văn Ba,Chuyên viên,ngan-son,31/02/2026\nLê Văn Tư,Chuyên viên,ngan-son,01/01/2026\n", 1, [][2]any{{2.0, "unit"}, {3.0, "person"}, {4.0, "from"}}},
		"money": {"/api/v1/units/ngan-son/capital/2024/import", "van-phong",
			"Mã dự án,Tên dự án,Loại,Nguồn vốn,Cấp giao,Số tiền (đồng),Số văn bản,Ngày\nDA-1,Đường 1,dự án,,,,,\nDA-1,,giao,NSTW,tỉnh,năm tỷ,1/QĐ,05/01/2024\nDA-1,,giao,NSTW,tỉnh,5.000.000.000,1/QĐ,35/01/2024\n", 1, [][2]any{{3.0, "amount"}, {4.0, "on"}}},
		"map": {"/api/v1/units/reorganise?on=2023-07-01", "quan-tri", "mã cũ,mã mới,tên mới,tỷ lệ\nna-phac,x,Xã X,\ncoc-dan,x,Xã X,nửa\n", 1, [][2]any{{3.0, "share"}}},
	} {
		code, out := s.upload(s.as(tt.as), tt.path, "bang.csv", tt.sheet, nil)
		if code != 422 {
			t.Errorf("%s: %d %v", name, code, out)
			continue
		}
		issues, _ := out["issues"].([]any)
		if len(issues) != len(tt.faults) {
			t.Errorf("%s: faults: %v", name, issues)
			continue
		}
		for i, want := range tt.faults {
			got := issues[i].(map[string]any)
			if got["row"] != want[0] || got["field"] != want[1] || got["message"] == "" {
				t.Errorf("%s: %v, want row %v, field %v", name, got, want[0], want[1])
			}
		}
		read, _ := out["read"].(map[string]any)
		if rows, _ := read["rows"].([]any); len(rows) < tt.rows {
			t.Errorf("%s: rows that were read: %v", name, read)
		}
	}
}
