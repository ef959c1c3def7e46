package measure

import (
	"strings"

	"dondoc/internal/viet"
)

// known is what is known of a listed unit.
type known struct {
	family string
	factor int64
	kind   kind
}

// multipliers are words before a unit: "nghìn tấn", "triệu lượt khách".
var multipliers = bothWays(map[string]int64{
	"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "ty": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9,
})

// bothWays lists each spelling with and without its diacritics.
func bothWays[V any](from map[string]V) map[string]V {
	to := make(map[string]V, 2*len(from))
	for text, v := range from {
		to[viet.Fold(text)], to[spelling(text)] = v, v
	}
	return to
}

// units lists the units of measure that offices use, with their spellings
// parted by "|". Those of one family convert; the factor counts the family's
// smallest unit.
var units = list(map[string][]struct {
	spellings string
	factor    int64
}{
	"money":   {{"đồng|đ|vnd|vnđ|dong", 1}, {"trđ|tr.đ|trd|triệu đ", 1e6}, {"tỷ đ", 1e9}},
	"usd":     {{"usd|đô la|đô la mỹ|dollars", 1}},
	"percent": {{"phần trăm|percent|per cent|pct", 10}, {"phần nghìn|‰", 1}},
	"point":   {{"điểm %|điểm phần trăm|đ%|percentage points|percentage point|pp", 1}},
	"mass":    {{"tấn|tonnes|tonne|tons", 1e6}, {"tạ", 1e5}, {"yến", 1e4}, {"kg|ki-lô-gam", 1e3}, {"gam|gram", 1}},
	"area":    {{"ha|hecta|héc ta|héc-ta|hec-ta|hectares", 1e4}, {"km2|km²", 1e6}, {"m2|m²", 1}},
	"length":  {{"km", 1e3}, {"m|mét", 1}},
	"volume":  {{"m3|m³", 1}},
	"power":   {{"mw", 1e3}, {"kw", 1}},
	"energy":  {{"kwh", 1}, {"mwh", 1e3}},
})

// things are counted whole. Each line is one thing with its spellings.
const things = `hộ|hộ gia đình|household|households
người|people|persons
lao động|workers
trường|trường học|school|schools
xã|commune|communes
phường
thị trấn
huyện
tỉnh
thôn|bản|village|villages
tổ dân phố
HTX|hợp tác xã|cooperative|cooperatives
tổ hợp tác
doanh nghiệp|enterprise|enterprises
con
vụ|vụ việc|case|cases
cuộc
nhà|houses
đảng viên|party members
chi bộ
tiêu chí|criteria
bác sĩ|bác sỹ|doctors
giường|giường bệnh|beds
dự án|projects
công trình
lớp
chủ thể
sản phẩm|products
chỉ tiêu
nhiệm vụ
đơn vị
cơ quan
cơ sở
khu dân cư
gia đình
trẻ em
học sinh
lượt người
lượt|lượt khách
hồ sơ
văn bản
mô hình
tổ chức
ca
nghị quyết
đám cháy|fires
tập thể
cá nhân
thành phố
học viên
khẩu|nhân khẩu
suất|suất quà
buổi
hội nghị
cử tri
liều
đơn|đơn thư
thủ tục|thủ tục hành chính|TTHC
giấy chứng nhận|giấy`

func list(families map[string][]struct {
	spellings string
	factor    int64
}) map[string]known {
	all := map[string]known{}
	for family, sizes := range families {
		for _, size := range sizes {
			for s := range strings.SplitSeq(size.spellings, "|") {
				all[s] = known{family, size.factor, measured}
			}
		}
	}
	for thing := range strings.SplitSeq(things, "\n") {
		first, _, _ := strings.Cut(thing, "|")
		for s := range strings.SplitSeq(thing, "|") {
			all[s] = known{viet.Fold(first), 1, counted}
		}
	}
	for _, dong := range []string{"đồng", "đ", "vnd", "vnđ"} {
		all[dong] = known{"money", 1, counted} // no office writes parts of a đồng
	}
	return bothWays(all)
}
