package target

import (
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Row is one row of a printed table of targets, its cells as written.
type Row struct {
	Name, UnitOfMeasure, Plan, Actual, Percent, Class string
}

// Checked is a printed row as understood: what was planned, what came of it,
// how that is judged, and where the print disagrees with itself.
type Checked struct {
	Criterion Criterion
	Actual    *Actual // nil where no result was printed, or it cannot be read for sure
	Assessment
	Printed Class // the printed class, "" where none or where it does not tell which
}

// CheckRow reads a printed row and checks it: the printed percentage against
// its figures and the printed class against the computed one are flags, what
// cannot be read for sure are questions. Nothing is repaired.
func CheckRow(r Row) Checked {
	hints := Hints{Name: r.Name, Unit: strings.TrimSpace(r.UnitOfMeasure)}
	var out Checked
	percent, percentOpen := readPercent(r.Percent)
	if figure, questions := rough(r.Actual, hints); figure != nil && len(questions) == 0 {
		hints.Near = figure
	}
	criterion, questions := Read(r.Plan, hints)
	out.Criterion = criterion
	hints.Near = nil
	actual, more := readResult(r, criterion, hints, percent)
	open := append(questions, more...)
	if len(more) == 0 {
		out.Actual = actual
	}
	out.Assessment = Assess(criterion, out.Actual, Options{})
	if criterion.Kind == Unstated && percent != nil && percent.Value != nil {
		out.Assessment = Assess(Criterion{Kind: Unstated, Direction: criterion.Direction}, percent, Options{})
	}
	out.Questions = append(append(open, percentOpen...), out.Questions...)
	out.Printed = printedClass(r.Class)
	out.check(percent)
	return out
}

// rough reads a figure only to see how large it is.
func rough(text string, in Hints) (*measure.Decimal, []Question) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	a, questions := ReadActual(text, Criterion{Kind: Unstated}, in)
	return a.Value, questions
}

// readResult reads the result, or takes the printed percentage for it.
func readResult(r Row, c Criterion, in Hints, percent *Actual) (*Actual, []Question) {
	if strings.TrimSpace(r.Actual) == "" {
		return percent, nil
	}
	if c.Value == nil && c.Kind == Unstated {
		in.Near = nil
	}
	a, questions := ReadActual(r.Actual, c, in)
	return &a, questions
}

// readPercent reads a printed achievement: "101,08%", "hơn 138%".
func readPercent(text string) (*Actual, []Question) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	if strings.Contains(text, "|") {
		return nil, []Question{{Field: "percent", Ask: phrase.New("target.percent_several", "text", text)}}
	}
	a, questions := ReadActual(text, Criterion{Kind: Point}, Hints{Unit: "%"})
	if a.Value == nil || len(questions) > 0 {
		return nil, []Question{{Field: "percent", Ask: phrase.New("target.percent_unread", "text", text)}}
	}
	a.PercentOfPlan = true
	return &a, nil
}

// printedClass reads a printed class; "đạt và vượt" does not tell which.
func printedClass(text string) Class {
	switch fold := viet.Fold(tidy(text)); {
	case fold == "vuot", fold == "vuot ke hoach", fold == "vuot chi tieu":
		return Exceeded
	case fold == "dat", fold == "hoan thanh", fold == "dat ke hoach":
		return Met
	case strings.HasPrefix(fold, "khong dat"), strings.HasPrefix(fold, "chua dat"), fold == "khong hoan thanh":
		return NotMet
	case strings.HasPrefix(fold, "chua danh gia"), strings.HasPrefix(fold, "chua co so lieu"), strings.HasPrefix(fold, "chua den ky"):
		return NotAssessed
	}
	return ""
}

// check flags where the print disagrees with what follows from its figures.
func (out *Checked) check(percent *Actual) {
	if out.Printed != "" && out.Class != NotAssessed && out.Class != out.Printed {
		out.Flags = append(out.Flags, Flag{"class_disagrees", phrase.New("target.flag_class", "printed", phrase.New("class."+string(out.Printed)), "computed", phrase.New("class."+string(out.Class)))})
	}
	if percent == nil || percent.How != Point || out.Achievement == nil || out.Actual == nil || out.Actual.PercentOfPlan || out.Actual.How != Point {
		return
	}
	computed := out.Achievement.Percent(percent.Value.Scale())
	if computed.Cmp(*percent.Value) != 0 {
		out.Flags = append(out.Flags, Flag{"percent_disagrees", phrase.New("target.flag_percent", "printed", *percent.Value, "computed", out.Achievement.Percent(2))})
	}
}
