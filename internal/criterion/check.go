package criterion

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
	LastYear                                          string            // the result of the year before, where the table has it
	Earlier                                           []FigureAsWritten // results of earlier years, oldest first
	PlanMeant, ActualMeant                            *measure.Decimal  // the value of a cell that holds a number and no text: it has one reading
	Direction                                         Direction         // which way is better, where it is known
	Tier                                              int               // of the body it is of; see Hints
	Until                                             int               // the last month its result is of; 0 and 12 for the whole year
	No, PartOf                                        int               // its number in the table, and that of the row it is a part of; 0 for none
}

// FigureAsWritten is a result of an earlier period, its cell as written.
type FigureAsWritten struct{ Period, Text string }

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
	hints := Hints{Name: r.Name, Unit: strings.TrimSpace(r.UnitOfMeasure), Direction: r.Direction, Tier: r.Tier}
	percents, open := readPercents(r.Percent)
	var out Checked
	plan := hints
	plan.Near, plan.Meant, plan.Cell = sureValue(r.Actual, hints), r.PlanMeant, r.PlanMeant != nil
	plan.Before = r.before(hints)
	var questions []Question
	out.Criterion, questions = Read(r.Plan, plan)
	actual, more := readResult(r, out.Criterion, hints, percents)
	if len(more) == 0 {
		out.Actual = actual
	}
	out.Assessment = Assess(out.Criterion, actual, Options{}) // what leaves something open is not judged, and says so
	if out.Criterion.Kind == Unstated && len(percents) > 0 && (actual == nil || actual.Total == nil) {
		out.Assessment = assessPercents(out.Criterion, percents)
	}
	if r.Until > 0 && r.Until < 12 && out.Class != NotAssessed {
		out.Explanation = phrase.New("target.part_of_year", "period", phrase.New("target.months", "n", r.Until), "so_far", out.Explanation)
		out.Class = NotAssessed
	}
	if m := partOfYear.FindStringSubmatch(r.Name); m != nil && out.Class != NotAssessed {
		out.Explanation = phrase.New("target.part_of_year", "period", m[1], "so_far", out.Explanation)
		out.Class = NotAssessed
	}
	out.Questions = append(append(append(questions, more...), open...), out.Questions...)
	out.Printed = printedClass(r.Class)
	out.check(percents)
	out.checkEarlier(r, hints)
	return out
}

// before gives what is known of the years before, oldest first.
func (r Row) before(in Hints) []measure.Decimal {
	if partOfYear.MatchString(r.Name) {
		return nil
	}
	in.Meant, in.Near = nil, nil
	var out []measure.Decimal
	for _, e := range r.Earlier {
		if v := sureValue(e.Text, in); v != nil {
			out = append(out, *v)
		}
	}
	if v := sureValue(r.LastYear, in); v != nil {
		out = append(out, *v)
	}
	return out
}

// checkEarlier flags what the years before say: a plan below what was reached,
// a unit of measure that was switched, a jump.
func (out *Checked) checkEarlier(r Row, in Hints) {
	if partOfYear.MatchString(r.Name) {
		return
	}
	if last := sureActual(r.LastYear, in); last != nil {
		if f, doubtful := LastYearFlag(out.Criterion, *last); doubtful {
			out.Flags = append(out.Flags, f)
		}
	}
	var series []Figure
	for _, e := range r.Earlier {
		series = append(series, Figure{e.Period, sureValue(e.Text, in)})
	}
	if out.Actual != nil && !out.Actual.PercentOfPlan && out.Actual.Total == nil {
		series = append(series, Figure{phrase.New("target.this_year"), out.Actual.Value})
	}
	out.Flags = append(out.Flags, SeriesFlags(series)...)
}

// CheckTable checks the rows of one table, each for itself and the printed
// totals against their parts. It gives none where stop, asked before each row,
// says so.
func CheckTable(rows []Row, stop ...func() bool) []Checked {
	out := make([]Checked, len(rows))
	parts := map[int][]int{}
	for i, r := range rows {
		if len(stop) > 0 && stop[0]() {
			return nil
		}
		out[i] = CheckRow(r)
		if r.PartOf != 0 {
			parts[r.PartOf] = append(parts[r.PartOf], i)
		}
	}
	for i, r := range rows {
		under := parts[r.No]
		if r.No == 0 || len(under) == 0 {
			under = structureUnder(rows, i)
		}
		for _, value := range []func(Checked) *measure.Decimal{Checked.planned, Checked.reached} {
			if f, ok := totalFlag(rows, out, i, under, value); ok {
				out[i].Flags = append(out[i].Flags, f)
			}
		}
	}
	return out
}

// planned and reached give the one figure a row states, nil where it is none or not sure.
func (out Checked) planned() *measure.Decimal {
	if out.Criterion.Kind != Point || out.Criterion.Unsure {
		return nil
	}
	return out.Criterion.Value
}

func (out Checked) reached() *measure.Decimal {
	if out.Actual == nil || out.Actual.PercentOfPlan || out.Actual.Total != nil || out.Actual.How != "" && out.Actual.How != Point {
		return nil
	}
	return out.Actual.Value
}

var (
	ofWhich   = regexp.MustCompile(`(?i)(?:^|[\s\-–—+•*])trong đó(?:\s|:|$)`)
	structure = regexp.MustCompile(`(?i)^(.+?)\s*[-–:]\s*tổng(?: số| cộng)?$`)
)

const mostParts = 500

// structureUnder finds the parts of "Cơ cấu - tổng": the rows next to it whose
// names begin alike.
func structureUnder(rows []Row, whole int) []int {
	m := structure.FindStringSubmatch(rows[whole].Name)
	if m == nil {
		return nil
	}
	var under []int
	for i := whole + 1; i < len(rows) && strings.HasPrefix(rows[i].Name, m[1]+" "); i++ {
		if under = append(under, i); len(under) > mostParts {
			return nil // no structure has as many
		}
	}
	return under
}

// totalFlag holds a printed total against the sum of its parts. It is silent
// where one of them is missing or of another unit, where the parts are only
// some ("trong đó"), and of percentages but where the whole is 100 %.
func totalFlag(rows []Row, checked []Checked, whole int, under []int, value func(Checked) *measure.Decimal) (Flag, bool) {
	total := value(checked[whole])
	if total == nil || len(under) < 2 || ofWhich.MatchString(rows[whole].Name) {
		return Flag{}, false
	}
	if measure.LookupUnit(rows[whole].UnitOfMeasure).Share() && total.Cmp(measure.Int(100)) != 0 {
		return Flag{}, false
	}
	var parts []measure.Decimal
	for _, i := range under {
		part := value(checked[i])
		if part == nil || viet.Fold(rows[i].UnitOfMeasure) != viet.Fold(rows[whole].UnitOfMeasure) || ofWhich.MatchString(rows[i].Name) {
			return Flag{}, false
		}
		parts = append(parts, *part)
	}
	return SumFlag(*total, parts)
}

// partOfYear finds "[Quý I/2025]" before a name: a result of part of the year,
// which is never judged against the whole year's plan.
var partOfYear = regexp.MustCompile(`(?i)^\s*\[([^\]]*(?:quý|tháng)[^\]]*)\]`)

// sureValue reads a figure only to see how large it is.
func sureValue(text string, in Hints) *measure.Decimal {
	if a := sureActual(text, in); a != nil {
		return a.Value
	}
	return nil
}

// sureActual reads a figure that leaves nothing open, nil where it does.
func sureActual(text string, in Hints) *Actual {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	a, questions := ReadActual(text, Criterion{Kind: Unstated}, in)
	if len(questions) > 0 || a.PercentOfPlan {
		return nil
	}
	return &a
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
	in.Meant, in.Cell = r.ActualMeant, r.ActualMeant != nil
	in.Before = r.before(in)
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
		a, questions := ReadActual(strings.TrimSpace(piece), Criterion{Kind: Point, Direction: Higher}, Hints{Unit: "%"})
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
		all := make([]string, len(percents))
		for i, p := range percents {
			all[i] = p.Text
		}
		together := percents[0]
		together.Text = strings.Join(all, " | ")
		out.Explanation = Assess(Criterion{Kind: Unstated, Direction: c.Direction}, &together, Options{}).Explanation
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
