package exchange

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// A document named with kind, number, day and issuer: "Nghị quyết số 05/NQ-HĐND ngày
// 25/12/2025 của HĐND xã Ngân Sơn"; and with its number alone.
const (
	citedKind   = `(nghị quyết|quyết định|kế hoạch|chương trình|kết luận|chỉ thị)\s+(?:số\s*:?\s*)?`
	citedNumber = `(\d{1,5}\s*[-/]\s*[\p{L}\d][\p{L}\d/\-]*)`
	citedWhole  = citedKind + citedNumber + `\s*,?\s*(?:,\s*)?ngày\s+(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})\s+của\s+([^();]{3,120})`
)

// How a table names its document above its header: anywhere behind "kèm theo", or
// as all that a line says: "(Theo Nghị quyết số … ngày … của …)".
var (
	citedForm = regexp.MustCompile(`(?i)kèm\s+theo\s+` + citedWhole)
	citedLine = regexp.MustCompile(`(?i)^[\s(\[]*(?:theo\s+)?` + citedWhole + `[\s)\].;]*$`)
	namedForm = regexp.MustCompile(`(?i)` + citedKind + citedNumber)
)

// Names gives the documents that are named above a table, with kind and number as
// they are written there.
func (t *Table) Names() (out []string) {
	if t == nil {
		return nil
	}
	for _, line := range append([]string{t.Above}, t.Preamble...) {
		for _, m := range namedForm.FindAllStringSubmatch(viet.CleanSpaces(line), 8) {
			if name := strings.ToLower(m[1]) + " " + strings.ReplaceAll(m[2], " ", ""); !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// Cites gives kind, number, day and issuer of the document that a table says it
// belongs to: the one behind "kèm theo", else the one that a line of its own names;
// not ok where none is named so above its header, or several are.
func (t *Table) Cites() (c target.Document, ok bool) {
	if t == nil {
		return c, false
	}
	found := t.cited(citedForm)
	if len(found) == 0 {
		found = t.cited(citedLine)
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

func (t *Table) cited(form *regexp.Regexp) (found []target.Document) {
	for _, line := range append([]string{t.Above}, t.Preamble...) {
		for _, m := range form.FindAllStringSubmatch(viet.CleanSpaces(line), -1) {
			on, err := period.ParseDate(m[3] + "/" + m[4] + "/" + m[5])
			if err != nil {
				continue
			}
			found = append(found, target.Document{Kind: strings.ToLower(m[1]), Number: strings.ReplaceAll(m[2], " ", ""), IssuedOn: on, Issuer: strings.TrimRight(viet.CleanSpaces(m[6]), " .,")})
		}
	}
	return found
}
