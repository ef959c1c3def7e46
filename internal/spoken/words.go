package spoken

// abbreviations of offices and papers (NĐ 30/2020/NĐ-CP, Phụ lục III, and those in
// common use). One that is not here is left as it is.
var abbreviations = map[string]string{
	"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "MTTQ": "Mặt trận Tổ quốc", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc", "VPCP": "Văn phòng Chính phủ", "CP": "Chính phủ", "TTg": "Thủ tướng",
	"QH": "Quốc hội", "BCH": "Ban Chấp hành", "BTV": "Ban Thường vụ", "TW": "Trung ương", "TU": "Tỉnh ủy", "HU": "Huyện ủy", "ĐU": "Đảng ủy", "CB": "Chi bộ", "BCĐ": "Ban Chỉ đạo", "BQL": "Ban Quản lý", "BQLDA": "Ban Quản lý dự án",
	"NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "CTr": "chương trình", "KH": "kế hoạch", "BC": "báo cáo", "TB": "thông báo", "TTr": "tờ trình", "HD": "hướng dẫn", "CV": "công văn", "NĐ": "nghị định", "TT": "thông tư", "ĐA": "đề án", "DA": "dự án", "PA": "phương án", "BB": "biên bản", "KL": "kết luận", "QyĐ": "quy định", "QC": "quy chế",
	"HTX": "hợp tác xã", "THT": "tổ hợp tác", "DN": "doanh nghiệp", "PTNT": "phát triển nông thôn", "NTM": "nông thôn mới", "BHYT": "bảo hiểm y tế", "BHXH": "bảo hiểm xã hội", "CTMTQG": "chương trình mục tiêu quốc gia", "MTQG": "mục tiêu quốc gia", "XDCB": "xây dựng cơ bản", "GPMB": "giải phóng mặt bằng", "NSNN": "ngân sách nhà nước", "CCHC": "cải cách hành chính", "TTHC": "thủ tục hành chính",
	"GRDP": "tổng sản phẩm trên địa bàn", "GDP": "tổng sản phẩm trong nước", "KT": "kinh tế", "XH": "xã hội", "QP": "quốc phòng", "AN": "an ninh", "ANTT": "an ninh trật tự", "ATGT": "an toàn giao thông", "VH": "văn hóa", "GD": "giáo dục", "THCS": "trung học cơ sở", "THPT": "trung học phổ thông", "TH": "tiểu học", "MN": "mầm non",
	"CBCC": "cán bộ, công chức", "CCVC": "công chức, viên chức", "TNHH": "trách nhiệm hữu hạn", "CP.": "cổ phần", "LLVT": "lực lượng vũ trang", "ĐVT": "đơn vị tính", "STT": "số thứ tự", "TP": "thành phố", "TX": "thị xã", "TDP": "tổ dân phố", "CNTT": "công nghệ thông tin", "GCN": "giấy chứng nhận", "QSDĐ": "quyền sử dụng đất", "VSMT": "vệ sinh môi trường",
}

// measures are said so after a number, or after another of them.
var measures = map[string]string{
	"ha": "héc ta", "km": "ki lô mét", "m": "mét", "cm": "xăng ti mét", "mm": "mi li mét", "km2": "ki lô mét vuông", "km²": "ki lô mét vuông", "m2": "mét vuông", "m²": "mét vuông", "m3": "mét khối", "m³": "mét khối",
	"kg": "ki lô gam", "g": "gam", "l": "lít", "kW": "ki lô oát", "kWh": "ki lô oát giờ", "MW": "mê ga oát", "kV": "ki lô vôn", "tr": "triệu", "trđ": "triệu đồng", "đ": "đồng", "VNĐ": "đồng", "VND": "đồng", "USD": "đô la Mỹ", "C": "xê",
}
