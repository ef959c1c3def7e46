package report

import (
	"slices"
	"strings"

	"dondoc/internal/docx"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/prose"
)

// Check holds a paper against what it keeps of its data, by the file alone: each
// figure of the text is as it was made, each follows from its rows, and none is
// missing. It gives what does not hold, in the order of the figures.
func Check(lang i18n.Lang, in docx.Inside, shown []docx.Shown) (wrong []phrase.Phrase) {
	rows, targets := map[id.ID]docx.InsideRow{}, 0
	for _, r := range in.Rows {
		rows[r.ID] = r
		if r.Kind == "target" {
			targets++
		}
	}
	texts := map[int][]string{}
	for _, s := range shown {
		texts[s.No] = append(texts[s.No], s.Text)
		if s.No < 1 || s.No > len(in.Figures) {
			wrong = append(wrong, phrase.New("report.check_unknown", "text", s.Text))
		}
	}
	for _, l := range in.Lines {
		switch now, there := in.Reads[l.Mark]; {
		case !there:
			wrong = append(wrong, phrase.New("report.check_line_gone", "text", l.Text))
		case now != l.Text:
			wrong = append(wrong, phrase.New("report.check_line", "text", now, "was", l.Text))
		}
	}
	for i, f := range in.Figures {
		if f.No != i+1 {
			wrong = append(wrong, phrase.New("report.check_order", "name", f.Name))
		}
		if len(texts[f.No]) == 0 {
			wrong = append(wrong, phrase.New("report.check_missing", "name", f.Name, "text", f.Text))
		}
		for _, t := range texts[f.No] {
			if t != f.Text {
				wrong = append(wrong, phrase.New("report.check_changed", "name", f.Name, "text", t, "was", f.Text))
			}
		}
		if !follows(lang, f, rows, targets) {
			wrong = append(wrong, phrase.New("report.check_rows", "name", f.Name, "text", f.Text))
		}
	}
	return wrong
}

// follows says whether a figure is what its rows make it.
func follows(lang i18n.Lang, f docx.InsideFigure, rows map[id.ID]docx.InsideRow, targets int) bool {
	for _, of := range f.Rows {
		r, known := rows[of]
		if !known || !classFits(f.Name, r.Class) {
			return false
		}
	}
	switch f.Is {
	case prose.Count:
		return f.Text == padded(len(f.Rows)) && allDistinct(f.Rows)
	case prose.Share:
		return f.Text == percentOf(lang, len(f.Rows), targets) && allDistinct(f.Rows)
	case prose.Said:
		if name, what, found := cutLast(f.Name); found && len(f.Rows) == 1 && name != "" {
			r := rows[f.Rows[0]]
			switch what {
			case "actual":
				return f.Text == r.Actual
			case "plan":
				return f.Text == r.Plan
			case "percent":
				return f.Text == r.Percent
			}
		}
		return true
	}
	return false
}

func allDistinct(list []id.ID) bool {
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	return len(slices.Compact(sorted)) == len(list)
}

func cutLast(name string) (before, after string, found bool) {
	i := strings.LastIndex(name, ":")
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}

// classFits says whether a row may stand behind a figure that counts a class.
func classFits(name, class string) bool {
	_, last, found := cutLast(name)
	if !found {
		last = name
	}
	switch last {
	case "reached", "share":
		return class == "exceeded" || class == "met"
	case "missed", "not_met":
		return class == "not_met"
	case "exceeded", "met", "not_assessed":
		return class == last
	}
	return true
}
