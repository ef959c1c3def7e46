package spoken_test

import (
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/spoken"

	"pgregory.net/rapid"
)

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"0": "không", "1": "một", "4": "bốn", "10": "mười", "11": "mười một", "14": "mười bốn", "15": "mười lăm", "20": "hai mươi", "21": "hai mươi mốt", "24": "hai mươi tư", "25": "hai mươi lăm", "55": "năm mươi lăm", "08": "tám",
		"100": "một trăm", "101": "một trăm linh một", "104": "một trăm linh bốn", "105": "một trăm linh năm", "110": "một trăm mười", "115": "một trăm mười lăm", "999": "chín trăm chín mươi chín",
		"1000": "một nghìn", "1005": "một nghìn không trăm linh năm", "1050": "một nghìn không trăm năm mươi", "2023": "hai nghìn không trăm hai mươi ba", "19612": "mười chín nghìn sáu trăm mười hai",
		"1000000": "một triệu", "1000001": "một triệu không trăm linh một", "25270000000": "hai mươi lăm tỷ hai trăm bảy mươi triệu", "1000000000000": "một nghìn tỷ", "1000000005": "một tỷ không trăm linh năm", "0912": "không chín một hai", "007": "không không bảy",
	} {
		if got := spoken.Number(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	for text, want := range map[string]string{
		"101,08 %": "một trăm linh một phẩy không tám phần trăm",
		"25,27%":   "hai mươi lăm phẩy hai mươi bảy phần trăm",
		"0,5":      "không phẩy năm",
		"3,125 kg": "ba phẩy một hai năm ki lô gam",
		"có 26/34 chỉ tiêu đạt và vượt.": "có hai mươi sáu trên ba mươi tư chỉ tiêu đạt và vượt.",
		"3/3 trường":                 "ba trên ba trường",
		"Năm 2023, huyện":            "Năm hai nghìn không trăm hai mươi ba, huyện",
		"ngày 05/02/2024":            "ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi tư",
		"hạn 30/04/2024;":            "hạn ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi tư;",
		"tháng 12/2023":              "tháng mười hai năm hai nghìn không trăm hai mươi ba",
		"quý I/2024, quý IV":         "quý một năm hai nghìn không trăm hai mươi tư, quý bốn",
		"12-NQ/HU ngày 20/12/2022":   "mười hai nghị quyết Huyện ủy ngày hai mươi tháng mười hai năm hai nghìn không trăm hai mươi hai",
		"233/2026/NĐ-CP":             "hai trăm ba mươi ba năm hai nghìn không trăm hai mươi sáu nghị định Chính phủ",
		"05/BC-UBND":                 "năm báo cáo Ủy ban nhân dân",
		"UBND, HĐND huyện; MTTQ":     "Ủy ban nhân dân, Hội đồng nhân dân huyện; Mặt trận Tổ quốc",
		"600 ha":                     "sáu trăm héc ta",
		"100 triệu đồng/ha/năm":      "một trăm triệu đồng trên héc ta trên năm",
		"25,27 tỷ đồng":              "hai mươi lăm phẩy hai mươi bảy tỷ đồng",
		"19.612 tấn":                 "mười chín nghìn sáu trăm mười hai tấn",
		"1.234.567,8":                "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy phẩy tám",
		"30-35 ha":                   "ba mươi đến ba mươi lăm héc ta",
		"30 – 35%":                   "ba mươi đến ba mươi lăm phần trăm",
		"giảm 3,5 điểm %":            "giảm ba phẩy năm điểm phần trăm",
		"(-3,5)":                     "(âm ba phẩy năm)",
		"8h30, 14:05":                "tám giờ ba mươi phút, mười bốn giờ năm phút",
		"6 HTX":                      "sáu hợp tác xã",
		"120 m2, 5 km":               "một trăm hai mươi mét vuông, năm ki lô mét",
		"≥ 90%":                      "từ chín mươi phần trăm",
		"xã Ngân Sơn; huyện Chợ Đồn": "xã Ngân Sơn; huyện Chợ Đồn",
		"đàn gia súc":                "đàn gia súc",
		"ca, ha hả":                  "ca, ha hả",
		"OCOP 3 sao":                 "OCOP ba sao",
		"08 chỉ tiêu":                "tám chỉ tiêu",
		"Hội nghị lần thứ XIV":       "Hội nghị lần thứ mười bốn",
		"điện thoại 0912345678":      "điện thoại không chín một hai ba bốn năm sáu bảy tám",
		"40/13/2024":                 "bốn mươi trên mười ba trên hai nghìn không trăm hai mươi tư",
		"":                           "",
	} {
		if got := spoken.Say(text); got != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

// Nothing that a voice reads each in its own way is left, and what is said is said
// again as it is.
func TestNothingIsLeftInDigits(t *testing.T) {
	odd := regexp.MustCompile(`[\d%≥≤<>]`)
	rapid.Check(t, func(t *rapid.T) {
		between := rapid.SampledFrom([]string{" ", ", ", ""}).Draw(t, "between")
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"26/34", "101,08%", "1.000", "năm 2023", "05/02/2024", "12-NQ/HU", "ha", "đồng/ha", "-3", "2-5", "≥", "quý II", "UBND", ".", "m2", "99", "(", "7"}), 1, 6).Draw(t, "words"), between)
		said := spoken.Say(text)
		if odd.MatchString(said) {
			t.Fatalf("%q is said %q", text, said)
		}
		if again := spoken.Say(said); again != said && between != "" {
			t.Fatalf("%q is said %q, and that %q", text, said, again)
		}
	})
}

// Pieces lose no word, are no longer than asked for, and are whole parts where they can be.
func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"một hai":                       "một hai",
		"một hai; ba bốn năm sáu":       "một hai;|ba bốn năm sáu",
		"một hai ba bốn năm sáu":        "một hai ba bốn|năm sáu",
		"ooooooooooooooooooooooooooooo": "oooooooooooooooo|ooooooooooooo",
	} {
		if got := strings.Join(spoken.Pieces(text, 16), "|"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(strings.Fields(rapid.StringMatching(`[a-zđộ;,. ]{0,200}`).Draw(t, "text")), " ")
		all := spoken.Pieces(text, 30)
		for _, p := range all {
			if len([]rune(p)) > 30 || p == "" && len(all) > 1 {
				t.Fatalf("%q", all)
			}
		}
		if strings.ReplaceAll(strings.Join(all, ""), " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q lost something: %q", text, all)
		}
	})
}
