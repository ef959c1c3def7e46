// Package told has the figures of a released year as news tell them: each can be
// typed in brackets, stays that of the year, and leads to its rows.
package told

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/prose"
	"dondoc/internal/release"
	"dondoc/internal/viet"
)

// Figure is one that a text may tell.
type Figure struct {
	Name  string // for good: "reached", "not_met", "target:<id>:actual"
	Label string // as it is typed where several read alike: "dat", "7"
	Text  string
	Of    string // what it counts or measures, as the target is called; "" of the counts
	Row   id.ID  // the target; "" of the counts
}

// Teller reads and renews figures; see newsroom.Teller.
type Teller struct{}

var _ newsroom.Teller = Teller{}

// the counts of a year, with the words they are typed by.
var counts = []struct{ name, label string }{{"reached", "đạt và vượt"}, {"total", "tất cả"}, {"exceeded", "vượt"}, {"met", "đạt"}, {"not_met", "không đạt"}, {"not_assessed", "chưa đánh giá"}}

// Figures lists all of a year: the counts, also padded ("03") as papers write them,
// and of each target its result, its plan and its percentage.
func Figures(year release.Body) (out []Figure) {
	if len(year.Rows) == 0 {
		return nil
	}
	n := map[string]int64{}
	n["reached"], n["total"] = year.Counts()
	for _, c := range []criterion.Class{criterion.Exceeded, criterion.Met, criterion.NotMet, criterion.NotAssessed} {
		for _, r := range year.Whole() {
			if r.Class == c {
				n[string(c)]++
			}
		}
	}
	for _, c := range counts {
		out = append(out, Figure{Name: c.name, Label: c.label, Text: strconv.FormatInt(n[c.name], 10)})
		if n[c.name] < 10 {
			out = append(out, Figure{Name: c.name + ":padded", Label: c.label, Text: "0" + strconv.FormatInt(n[c.name], 10)})
		}
	}
	labels := map[string]int{}
	for _, r := range year.Rows {
		labels[r.Label]++
	}
	for _, r := range year.Rows {
		label := r.Label
		if label == "" || labels[label] > 1 {
			label = string(r.ID)
		}
		add := func(what, text string) {
			if text = strings.TrimSpace(text); text != "" && !strings.ContainsAny(text, "[]\n⟦⟧|#") {
				out = append(out, Figure{Name: "target:" + string(r.ID) + ":" + what, Label: label, Text: text, Of: r.Name, Row: r.ID})
			}
		}
		add("actual", r.Actual)
		if r.Percent != "" {
			add("percent", viet.Rewritten(strings.Replace(r.Percent, ".", ",", 1), "vi")+"%")
		}
		add("plan", r.Plan)
	}
	return out
}

var bracketed = regexp.MustCompile(`\[([^\[\]\n]*?)(?: #([^\[\]\n]+))?\]`)

// Words reads typed words; see newsroom.Teller.
func (Teller) Words(year release.Body, cycle period.Cycle, typed string) (string, error) {
	typed = strings.NewReplacer("⟦", "", "⟧", "").Replace(strings.ToValidUTF8(typed, ""))
	all := Figures(year)
	var err error
	out := bracketed.ReplaceAllStringFunc(typed, func(f string) string {
		m := bracketed.FindStringSubmatch(f)
		var found []Figure
		for _, of := range all {
			if of.Text == m[1] && (m[2] == "" || of.Label == m[2] || of.Name == m[2]) {
				found = append(found, of)
			}
		}
		switch {
		case len(found) == 1, len(found) > 1 && !slices.ContainsFunc(found, func(o Figure) bool { return o.Row != found[0].Row || o.Row == "" }):
			return "⟦" + found[0].Name + "|" + m[1] + "⟧" // of one target: its result before its plan
		case err != nil:
		case len(all) == 0:
			err = errs.New(errs.Invalid, "news.figure_no_year", "text", f, "cycle", string(cycle)).Try("news.figure_no_year_hint")
		case len(found) == 0:
			err = errs.New(errs.Invalid, "news.figure_unknown", "text", f, "cycle", string(cycle)).Try("news.figure_unknown_hint")
		default:
			var ways []string
			for _, of := range found {
				if way := "[" + m[1] + " #" + of.Label + "]"; !slices.Contains(ways, way) {
					ways = append(ways, way)
				}
			}
			err = errs.New(errs.Invalid, "news.figure_several", "text", f, "ways", strings.Join(ways[:min(len(ways), 8)], ", "))
		}
		return f
	})
	return out, err
}

// Fresh renews kept words; see newsroom.Teller.
func (Teller) Fresh(year release.Body, _ period.Cycle, kept string) (string, []news.Moved) {
	var moved []news.Moved
	if !news.Figured(kept) {
		return kept, nil
	}
	all := Figures(year)
	var out strings.Builder
	for _, p := range prose.Cut(kept) {
		if p.Name == "" {
			out.WriteString(p.Text)
			continue
		}
		i := slices.IndexFunc(all, func(f Figure) bool { return f.Name == p.Name })
		if bare, padded := strings.CutSuffix(p.Name, ":padded"); i < 0 && padded { // ten and more are not padded
			i = slices.IndexFunc(all, func(f Figure) bool { return f.Name == bare })
		}
		switch {
		case i < 0:
			moved = append(moved, news.Moved{Was: p.Text})
			out.WriteString(p.Text)
			continue
		case all[i].Text != p.Text:
			moved = append(moved, news.Moved{Was: p.Text, Now: all[i].Text})
		}
		out.WriteString("⟦" + p.Name + "|" + all[i].Text + "⟧")
	}
	return out.String(), moved
}

// Plain gives kept words as they read.
func (Teller) Plain(kept string) string { return prose.Reads(kept) }

// Typed gives kept words as they are typed: each figure in brackets, with its label
// where the text alone would not name it.
func Typed(year release.Body, kept string) string {
	all := Figures(year)
	var out strings.Builder
	for _, p := range prose.Cut(kept) {
		if p.Name == "" {
			out.WriteString(p.Text)
			continue
		}
		words, label := "["+p.Text+"]", p.Name
		for _, f := range all {
			if f.Name == p.Name {
				label = f.Label
			}
		}
		if again, err := (Teller{}).Words(year, "", words); err != nil || again != "⟦"+p.Name+"|"+p.Text+"⟧" {
			words = "[" + p.Text + " #" + label + "]"
			if again, err = (Teller{}).Words(year, "", words); err != nil || again != "⟦"+p.Name+"|"+p.Text+"⟧" {
				words = "[" + p.Text + " #" + p.Name + "]"
			}
		}
		out.WriteString(words)
	}
	return out.String()
}

// RowOf gives the target that a figure is of, by its name; false of a count.
func RowOf(name string) (id.ID, bool) {
	rest, ok := strings.CutPrefix(name, "target:")
	row, _, _ := strings.Cut(rest, ":")
	return id.ID(row), ok
}

// dated are days, years, and the numbers of documents: "27/QĐ-UBND", "12-NQ/HU".
var dated = regexp.MustCompile(`\d+(/\d{4})?[/-]\p{Lu}[\p{L}\d]*([/-][\p{L}\d]+)*|\d{1,2}/(\d{1,2}/)?(19|20)\d\d|\d{1,2}/\d{1,2}\b|\b(19|20)\d\d\b`)

// ByHand gives the numbers of kept words that are no figures, nor days, years and
// the numbers of documents, each once.
func ByHand(kept string) (out []string) {
	for _, n := range prose.ByHand(dated.ReplaceAllString(kept, "")) {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
