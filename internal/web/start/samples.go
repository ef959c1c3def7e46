package start

import "dondoc/internal/exchange"

// samples are sheets as the three first steps take them, to be filled in: the
// headers, and rows that show what stands under them.
var samples = map[string]exchange.Sheet{
	"units": {Name: "Đơn vị", Header: []string{"STT", "Tên đơn vị", "Loại", "Trực thuộc"}, Rows: [][]any{
		{1, "Văn phòng HĐND và UBND", "Phòng, ban, sở", ""}, {2, "Đảng ủy xã", "Cơ quan Đảng", ""}, {3, "Văn phòng Đảng ủy", "Cơ quan Đảng", "Đảng ủy xã"}}},
	"people": {Name: "Con người", Header: []string{"Họ và tên", "Đơn vị", "Chức vụ", "Người đứng đầu", "Ngày giữ chức", "Quyết định", "Tài khoản", "Vai trò", "Phạm vi"}, Rows: [][]any{
		{"Nguyễn Văn A", "Văn phòng HĐND và UBND", "Chánh Văn phòng", "x", "01/07/2025", "12/QĐ-UBND", "nguyen-van-a", "Văn phòng", ""},
		{"Trần Thị B", "Văn phòng HĐND và UBND", "Chuyên viên", "", "", "", "tran-thi-b", "Cán bộ tổng hợp", ""}}},
	"resolution": {Name: "Chỉ tiêu", Header: []string{"TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Đơn vị chủ trì"}, Rows: [][]any{
		{1, "Diện tích trồng rừng", "ha", "550", "Phòng Kinh tế"}, {2, "Tỷ lệ hộ nghèo", "%", "dưới 12%", "Phòng Văn hóa - Xã hội"}}},
}
