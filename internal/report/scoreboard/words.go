// Package scoreboard writes a board of targets as an office hands it on: the list
// on A4 across under its heading, and the sheet. It has the words a board is said
// in, the same on the page, on paper and in a file.
package scoreboard

import (
	"slices"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// Count is how many targets stand by one word.
type Count struct {
	Word string // as target.Words
	Said string // as the unit words it
	N    int
}

// Counts are the words of a board in their order; the four classes are always said.
func Counts(lang i18n.Lang, d *desk.Directory, b standing.Board) (out []Count) {
	n := map[string]int{}
	for _, r := range b.Rows {
		n[r.Word()]++
	}
	for _, word := range target.Words() {
		if n[word] > 0 || criterion.Class(word).Valid() {
			out = append(out, Count{word, Said(lang, d, b.Unit.ID, word), n[word]})
		}
	}
	return out
}

// Sentence says how the targets of a board stand: "26/34 chỉ tiêu đạt và vượt (…)".
func Sentence(lang i18n.Lang, d *desk.Directory, b standing.Board) string {
	var words []string
	for _, c := range Counts(lang, d, b) {
		words = append(words, i18n.T(lang, "page.count", "n", c.N)+" "+c.Said)
	}
	return i18n.T(lang, "report.board_sentence", "reached", i18n.T(lang, "page.count", "n", b.Reached()), "total", i18n.T(lang, "page.count", "n", b.Total()), "words", strings.Join(words, ", "))
}

// Said is a unit's own word for how a target stands, else the usual one.
func Said(lang i18n.Lang, d *desk.Directory, unit id.ID, word string) string {
	key := map[string]string{"on_track": "track.met", "behind": "track.not_met"}[word]
	if key != "" {
		if own := d.OwnLabel(unit, string(lang), key); own != "" {
			return own
		}
	}
	return i18n.T(lang, "class."+word)
}

// Percent is the achievement in percent, without the sign. Where there is none it
// is the difference from the plan with its unit (differs), which must never be read
// as a percentage; "" where neither makes sense.
func Percent(lang i18n.Lang, a criterion.Assessment, unit string) (text string, differs bool) {
	switch {
	case a.Achievement != nil:
		return a.Achievement.Shown().Trim().Say(string(lang)), false
	case a.Difference == nil:
		return "", false
	case a.Difference.Sign() > 0:
		text = "+" + a.Difference.Say(string(lang))
	default:
		text = a.Difference.Say(string(lang))
	}
	if unit == "%" { // between two percentages lie points
		unit = i18n.T(lang, "report.difference_points")
	}
	return strings.TrimSpace(text + " " + unit), true
}

// Besides says how the same result stands against the plans of other setters.
func Besides(lang i18n.Lang, r standing.BoardRow) []string {
	var out []string
	for _, b := range r.Beside {
		key, percent := "report.beside", ""
		if a := b.Assessment.Achievement; a != nil {
			percent = a.Shown().Trim().Say(string(lang)) + "%"
			key = "report.beside_percent"
		}
		out = append(out, i18n.T(lang, key, "setter", i18n.T(lang, "setter."+string(b.Target.Setter)), "wording", b.Target.Current().Wording, "percent", percent,
			"class", i18n.T(lang, "class."+string(b.Assessment.Class))))
	}
	return out
}

// Doubts are what there is to mind about a row.
func Doubts(lang i18n.Lang, r standing.BoardRow) (out []string) {
	for _, f := range slices.Concat(r.Flags, r.Assessment.Flags) {
		out = append(out, i18n.Say(lang, f.What))
	}
	return out
}

// Firm says how firm the figure of a row is: "chính thức", "chờ duyệt".
func Firm(lang i18n.Lang, r standing.BoardRow) string {
	var out []string
	for _, code := range r.Status() {
		out = append(out, i18n.T(lang, "figure."+code))
	}
	return strings.Join(out, ", ")
}

// Dashed begins the name of a part, as offices write it.
func Dashed(depth int) string { return strings.Repeat("– ", depth) }
