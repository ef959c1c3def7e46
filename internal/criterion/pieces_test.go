package criterion

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// Nothing of a text is lost where it is parted into its clauses and put together
// again, whatever of them are taken out: every letter and figure is in one.
func TestPiecesLoseNothing(t *testing.T) {
	bones := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	part := rapid.SampledFrom([]string{"41,7%", "12 phòng", "do thiếu 3,2 tỷ đồng", "06 phòng đang hoàn thiện", "trong đó nữ 6", "theo Quyết định số 12/QĐ-UBND", "với 47 người", "đạt 92% KH", "Nguyên nhân: mưa", "đạt 3 sao", "", " ", "."})
	mark := rapid.SampledFrom([]string{", ", "; ", " ", ": ", " (", ") ", ". ", ",", "(", ")"})
	rapid.Check(t, func(t *rapid.T) {
		s := ""
		for range rapid.IntRange(1, 8).Draw(t, "n") {
			s += part.Draw(t, "part") + mark.Draw(t, "mark")
		}
		all := piecesOf(s)
		if all == nil { // brackets in brackets are not parted
			return
		}
		if got := bones(joinedPieces(all)); got != bones(s) {
			t.Fatalf("%q is parted and put together again as %q", s, got)
		}
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		if got := bones(joinedPieces(all[:cut])) + bones(joinedPieces(all[cut:])); got != bones(s) {
			t.Fatalf("%q cut at %d loses something: %q", s, cut, got)
		}
	})
}
