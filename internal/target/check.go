package target

import (
	"regexp"
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
	percents, open := readPercents(r.Percent)
	var out Checked
	plan := hints
	plan.Near = sureValue(r.Actual, hints)
	var questions []Question
	out.Criterion, questions = Read(r.Plan, plan)
	actual, more := readResult(r, out.Criterion, hints, percents)
	if len(more) == 0 {
		out.Actual = actual
	}
	out.Assessment = Assess(out.Criterion, out.Actual, Options{})
	if out.Criterion.Kind == Unstated && len(percents) > 0 && (actual == nil || actual.Total == nil) {
		out.Assessment = assessPercents(out.Criterion, percents)
	}
	if m := partOfYear.FindStringSubmatch(r.Name); m != nil && out.Class != NotAssessed {
		out.Explanation = phrase.New("target.part_of_year", "period", m[1], "so_far", out.Explanation)
		out.Class = NotAssessed
	}
	out.Questions = append(append(append(questions, more...), open...), out.Questions...)
	out.Printed = printedClass(r.Class)
	out.check(percents)
	return out
}

// partOfYear finds "[Quý I/2025]" before a name: a result of part of the year,
// which is never judged against the whole year's plan.
var partOfYear = regexp.MustCompile(`(?i)^\s*\[([^\]]*(?:quý|tháng)[^\]]*)\]`)

// sureValue reads a figure only to see how large it is.
func sureValue(text string, in Hints) *measure.Decimal {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	a, questions := ReadActual(text, Criterion{Kind: Unstated}, in)
	if len(questions) > 0 || a.PercentOfPlan {
		return nil
	}
	return a.Value
}

// readResult reads the result, or takes the one printed percentage for it. A
// number that can be read in two ways is settled by the printed percentage
// where only one of them makes it.
func readResult(r Row, c Criterion, in Hints, percents []Actual) (*Actual, []Question) {
	if strings.TrimSpace(r.Actual) == "" {
		if len(percents) == 1 {
			return &percents[0], nil
		}
		return nil, nil
	}
	a, questions := ReadActual(r.Actual, c, in)
	if len(questions) == 1 && len(questions[0].Choices) == 2 && len(percents) == 1 {
		if meant, ok := byPercent(questions[0].Choices, c, percents[0]); ok {
			in.Meant = &meant
			a, questions = ReadActual(r.Actual, c, in)
		}
	}
	return &a, questions
}

// byPercent gives the one reading that comes within a tenth of the printed percentage.
func byPercent(choices []measure.Decimal, c Criterion, percent Actual) (measure.Decimal, bool) {
	plan := c.PlanValue()
	if plan == nil || plan.Sign() <= 0 || percent.Value == nil {
		return measure.Decimal{}, false
	}
	var fits []measure.Decimal
	for _, choice := range choices {
		printed := (&Achievement{choice.Rat(), plan.Rat()}).Percent(2).Rat()
		if measure.Around(percent.Value.Rat(), 10).Contains(printed) {
			fits = append(fits, choice)
		}
	}
	if len(fits) != 1 {
		return measure.Decimal{}, false
	}
	return fits[0], true
}

// readPercents reads printed achievements: "101,08%", "hơn 138%", "133,2% | 106,3%"
// of two plans.
func readPercents(cell string) ([]Actual, []Question) {
	var out []Actual
	if viet.Fold(cell) == "" || viet.Fold(cell) == "-" {
		return nil, nil
	}
	for piece := range strings.SplitSeq(cell, "|") {
		a, questions := ReadActual(piece, Criterion{Kind: Point, Direction: Higher}, Hints{Unit: "%"})
		if a.Value == nil || len(questions) > 0 {
			return nil, []Question{ask("percent", "target.percent_unread", "text", cell)}
		}
		a.PercentOfPlan = true
		out = append(out, a)
	}
	return out, nil
}

// assessPercents judges printed achievements where no plan is: of several
// plans, they must agree.
func assessPercents(c Criterion, percents []Actual) Assessment {
	out := Assess(Criterion{Kind: Unstated, Direction: c.Direction}, &percents[0], Options{})
	for i := range percents[1:] {
		if other := Assess(Criterion{Kind: Unstated, Direction: c.Direction}, &percents[i+1], Options{}); other.Class != out.Class {
			return undecided("target.several_percents", "first", percents[0].Text, "other", percents[i+1].Text)
		}
	}
	if len(percents) > 1 {
		out.Achievement = nil // of which plan?
		out.Questions = append(out.Questions, ask("percent", "target.which_plan", "count", len(percents)))
	}
	return out
}

// printedClass reads a printed class; "đạt và vượt" does not tell which.
func printedClass(cell string) Class {
	switch fold := viet.Fold(tidy(cell).s); {
	case fold == "vuot", fold == "vuot ke hoach", fold == "vuot chi tieu":
		return Exceeded
	case fold == "dat", fold == "hoan thanh", fold == "dat ke hoach":
		return Met
	case strings.HasPrefix(fold, "khong dat"), strings.HasPrefix(fold, "chua dat"), fold == "khong hoan thanh":
		return NotMet
	case strings.HasPrefix(fold, "chua danh gia"), strings.HasPrefix(fold, "chua co so lieu"), strings.HasPrefix(fold, "chua den ki"):
		return NotAssessed
	}
	return ""
}

// check flags where the print disagrees with what follows from its figures.
func (out *Checked) check(percents []Actual) {
	if out.Printed != "" && out.Class != NotAssessed && out.Class != out.Printed {
		out.Flags = append(out.Flags, Flag{"class_disagrees", phrase.New("target.flag_class",
			"printed", phrase.New("class."+string(out.Printed)), "computed", phrase.New("class."+string(out.Class)))})
	}
	if out.Achievement == nil || out.Actual == nil || out.Actual.PercentOfPlan {
		return
	}
	if f, ok := PercentFlag(*out.Achievement, *out.Actual, percents); ok {
		out.Flags = append(out.Flags, f)
	}
}

// PercentFlag says that a printed percentage is not what its figures make, at
// the precision it is printed with: 673/550 printed as 122,5. Cutting instead
// of rounding is let pass (106,4 printed as 106). It is silent where the figure
// or every percentage is only rough.
func PercentFlag(a Achievement, actual Actual, printed []Actual) (Flag, bool) {
	if actual.How != "" && actual.How != Point {
		return Flag{}, false
	}
	for _, p := range printed {
		if p.Value == nil || p.How != Point && p.How != "" {
			return Flag{}, false
		}
		computed := a.Percent(p.Value.Scale())
		cut := a.Percent(p.Value.Scale() + 9).Rat()
		below := measure.Interval{Low: p.Value.Rat(), High: p.Value.Add(measure.NewDecimal(1, p.Value.Scale())).Rat(), HighOpen: true}
		if computed.Cmp(*p.Value) == 0 || below.Contains(cut) {
			return Flag{}, false
		}
	}
	if len(printed) == 0 {
		return Flag{}, false
	}
	return Flag{"percent_disagrees", phrase.New("target.flag_percent", "printed", *printed[0].Value, "computed", a.Percent(2))}, true
}
