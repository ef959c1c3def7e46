package exchange

import (
	"regexp"
	"strings"

	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// citedForm is how a table names its document above its header: "(Kèm theo Nghị
// quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã Ngân Sơn)".
var citedForm = regexp.MustCompile(`(?i)kèm\s+theo\s+(nghị quyết|quyết định|kế hoạch|chương trình|kết luận|chỉ thị)\s+(?:số\s*:?\s*)?(\d{1,5}\s*[-/]\s*[\p{L}\d][\p{L}\d/\-]*)\s*,?\s*(?:,\s*)?ngày\s+(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})\s+của\s+([^();]{3,120})`)

// Cites gives kind, number, day and issuer of the document that a table says it
// belongs to ("kèm theo"); not ok where none is named so above its header, or
// several are.
func (t *Table) Cites() (c target.Document, ok bool) {
	if t == nil {
		return c, false
	}
	var found []target.Document
	for _, line := range append([]string{t.Above}, t.Preamble...) {
		for _, m := range citedForm.FindAllStringSubmatch(viet.CleanSpaces(line), -1) {
			on, err := period.ParseDate(m[3] + "/" + m[4] + "/" + m[5])
			if err != nil {
				continue
			}
			found = append(found, target.Document{Kind: strings.ToLower(m[1]), Number: strings.ReplaceAll(m[2], " ", ""), IssuedOn: on, Issuer: strings.TrimRight(viet.CleanSpaces(m[6]), " .,")})
		}
	}
	if len(found) == 0 {
		return c, false
	}
	for _, f := range found[1:] {
		if f != found[0] {
			return c, false
		}
	}
	return found[0], true
}
