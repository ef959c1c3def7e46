package told_test

import (
	"strings"
	"testing"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
)

func year(reached bool) release.Body {
	b := release.Body{Rows: []release.Row{
		{ID: "a", Label: "1", Name: "Trồng rừng", Plan: "550 ha", Actual: "673 ha", Percent: "122.36", Class: criterion.Exceeded},
		{ID: "b", Label: "2", Name: "Trường chuẩn", Plan: "3/3 trường", Actual: "3/3 trường", Class: criterion.Met},
		{ID: "c", Label: "3", Name: "Hộ nghèo", Plan: "5%", Actual: "100%", Class: criterion.NotMet},
		{ID: "d", Label: "4", Name: "Bảo hiểm", Plan: "95%", Actual: "100%", Class: criterion.Met},
	}}
	if reached {
		b.Rows[2].Class, b.Rows[2].Actual = criterion.Met, "4,9%"
	}
	return b
}

// A typed figure is one of the year's, by how it reads; where several read alike it
// says which, and what is none is refused by name.
func TestFiguresOfAYear(t *testing.T) {
	for typed, want := range map[string]string{
		"Đạt [3] trên [4]":        "Đạt ⟦reached|3⟧ trên ⟦total|4⟧",
		"[03 #đạt và vượt] đạt":   "⟦reached:padded|03⟧ đạt",
		"[673 ha], [122,36%]":     "⟦target:a:actual|673 ha⟧, ⟦target:a:percent|122,36%⟧",
		"[3/3 trường]":            "⟦target:b:actual|3/3 trường⟧",
		"[100% #4]":               "⟦target:d:actual|100%⟧",
		"[100%]":                  "!news.figure_several",
		"[01]":                    "!news.figure_several",
		"[27] chỉ tiêu":           "!news.figure_unknown",
		"không số":                "không số",
		"kẻ gian ⟦reached|99⟧ số": "kẻ gian reached|99 số",
	} {
		got, err := told.Teller{}.Words(year(false), "2023", typed)
		if key, bad := strings.CutPrefix(want, "!"); bad {
			if err == nil || errs.All(err)[0].What.Key != key {
				t.Errorf("%s: %q %v, want %s", typed, got, err, key)
			}
			continue
		}
		if err != nil || got != want {
			t.Errorf("%s: %q %v, want %q", typed, got, err, want)
		}
		if !strings.Contains(typed, "⟦") { // and back: typed again it is the same
			if again, err := (told.Teller{}).Words(year(false), "2023", told.Typed(year(false), got)); err != nil || again != got {
				t.Errorf("%s: typed as %q it is %q, %v", typed, told.Typed(year(false), got), again, err)
			}
		}
	}
	if _, err := (told.Teller{}).Words(release.Body{}, "2023", "[3]"); err == nil || errs.All(err)[0].What.Key != "news.figure_no_year" {
		t.Errorf("a figure of no year: %v", err)
	}
}

// What the year has otherwise now is told, and what is gone.
func TestFreshFigures(t *testing.T) {
	kept := "Đạt ⟦reached:padded|03⟧, hộ nghèo ⟦target:c:actual|100%⟧, ⟦target:x:actual|7⟧ và ⟦target:a:actual|673 ha⟧."
	got, moved := told.Teller{}.Fresh(year(true), "2023", kept)
	if got != "Đạt ⟦reached:padded|04⟧, hộ nghèo ⟦target:c:actual|4,9%⟧, 7 và ⟦target:a:actual|673 ha⟧." || len(moved) != 3 || moved[0].Now != "04" || moved[2].Now != "" {
		t.Errorf("%q %+v", got, moved)
	}
	if _, moved := (told.Teller{}).Fresh(year(false), "2023", "Đạt ⟦reached:padded|03⟧ 12"); len(moved) != 0 {
		t.Errorf("%+v", moved)
	}
	if got := told.ByHand("Ngày 10/01/2024, tháng 02/2024, năm 2023: ⟦reached|3⟧ của 12 và 1,5; 12 nữa, Quyết định số 27/QĐ-UBND, 12-NQ/HU, 233/2026/NĐ-CP."); len(got) != 2 || got[1] != "1,5" {
		t.Errorf("%q", got)
	}
}

// Whom a decision names is named once, with every decision; what there is none of is not counted.
func TestPraise(t *testing.T) {
	awards := []newsroom.Award{{Name: "Lao động tiên tiến", Number: "27/QĐ-UBND", On: "2024-01-09", People: []string{"Vi Song Lam", "Ma Kim Sơn"}}, {Name: "Giấy khen (cá nhân)", Number: "28/QĐ-UBND", On: "2024-01-10", People: []string{"Vi Song Lam"}, Unnamed: 1}}
	in := told.Teller{}.Praise("Huyện Ngân Sơn", "2023", awards)
	if in.Lead != "Huyện Ngân Sơn có 04 lượt cá nhân được khen thưởng thành tích năm 2023." || len(in.Names) != 2 || in.Names[0].Note != "Quyết định số 27/QĐ-UBND ngày 09/01/2024; Quyết định số 28/QĐ-UBND ngày 10/01/2024" ||
		!strings.HasPrefix(in.Body, "Lao động tiên tiến, theo Quyết định số 27/QĐ-UBND ngày 09/01/2024: 02 cá nhân: Vi Song Lam, Ma Kim Sơn.\n") {
		t.Errorf("%+v", in)
	}
}
