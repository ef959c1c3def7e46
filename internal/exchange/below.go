package exchange

import (
	"regexp"
	"strings"

	"dondoc/internal/viet"
)

// signWords begin what stands under a table: who made it, who signs, to whom it
// goes. They are folded.
var signWords = regexp.MustCompile(`^(?:nguoi (?:lap|duyet|tong hop|kiem tra)|lap bieu|ke toan truong|ke toan\b|thu truong|thu ky\b|noi nhan|` +
	`\(?ki, |\(?ki ten|\(da ki\)|xac nhan cua|(?:tm|kt|tl|tuq)\. ?\S|chu tich\b|pho chu tich\b|bi thu\b|pho bi thu\b|giam doc\b|truong phong\b|chanh van phong\b|` +
	`truong ban\b)`)

// starred is a note that a star leads to: "* Chỉ tiêu 1 gồm 15 ha …", "(**) …".
var starred = regexp.MustCompile(`^\(?\*+\)?\s*(?i:chỉ tiêu|số liệu|trong đó có|đã|chưa|không|theo|các|tính|bao gồm|là)(?:\s|$)`)

// signDay is the place and day of a document.
var signDay = regexp.MustCompile(`(?:^|, ?)ngay ?[\d.… ]+ ?thang ?[\d.… ]+ ?nam ?[\d.…]*`)

// signs says whether a row's text begins what stands under a table. A title
// stands alone there: a sentence about a chairman is none.
func signs(text string) bool {
	if len(text) > 240 || strings.Count(text, " · ") > 2 {
		return false // a row of a table, whose lead may be a chairman
	}
	for part := range strings.SplitSeq(text, " · ") {
		folded := viet.Fold(part)
		if signDay.MatchString(folded) && len(folded) < 60 {
			return true
		}
		if m := signWords.FindString(folded); m != "" && (len(folded) <= len(m)+40 && len(strings.Fields(folded)) <= 9 || strings.HasPrefix(m, "noi nhan")) {
			return true
		}
	}
	return false
}

// counted says whether a row is numbered and has more beside its number: its lead
// may be a chairman, whose title alone would be a signature.
func counted(row Row) bool {
	for i, c := range row.Cells {
		if c = strings.TrimSpace(c); c != "" {
			return i < 2 && arabicOrdinal.MatchString(c) && row.fills(3)
		}
	}
	return false
}

// fills says whether so many cells of a row hold something.
func (r Row) fills(n int) bool {
	for _, k := range r.Kinds {
		if k != Empty {
			n--
		}
	}
	return n <= 0
}

// opensNotes says whether a remark stands over others ("Ghi chú:").
func opensNotes(text string) bool {
	folded := strings.Trim(viet.Fold(text), "*(-·• :.)")
	return folded == "ghi chu" || folded == "chu thich" || folded == "luu y"
}

// isRemark says whether a row is a note on the table.
func isRemark(text string) bool {
	folded := strings.TrimLeft(viet.Fold(text), "*(-·• ")
	return opensNotes(text) || starred.MatchString(text) || strings.HasPrefix(folded, "ghi chu:") || strings.HasPrefix(folded, "ghi chu :") || strings.HasPrefix(viet.Fold(text), "(*)") || strings.HasPrefix(folded, "nguon:") ||
		strings.HasPrefix(folded, "nguon so lieu:")
}
