package target

import (
	"regexp"
	"strconv"

	"dondoc/internal/criterion"
	"dondoc/internal/phrase"
)

var (
	// lastYear is a year that a name gives for its figure: "đến hết năm 2030",
	// "Năm 2030 …", "… năm 2030", "giai đoạn 2026-2030".
	lastYear = regexp.MustCompile(`(?i)(?:giai đoạn\s+20\d\d\s*[-–]\s*|(?:^|\s|\()(?:đến|tới|vào|trong|cuối|hết)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?|(?:^|\s|\()năm\s+)(20\d\d)\b`)
	// titled are words of which a year behind them is a part: "Đề án phát triển rừng đến năm 2030", "so với năm 2020".
	titled = regexp.MustCompile(`(?i)(?:chương trình|mtqg|đề án|chiến lược|quy hoạch|kế hoạch|dự án|nghị quyết|kết luận|quyết định|chỉ thị|vốn|tầm nhìn|so với|theo|bằng|gấp|giá|từ|sau)(?:\s|$)`)
)

// NamedYear is the year for which the name of a target gives its figure, 0 where it
// names none, several, or one that belongs to a title ("Đề án … đến năm 2030").
func (t Target) NamedYear() int {
	name := t.Name
	all := lastYear.FindAllStringSubmatchIndex(name, -1)
	if len(all) != 1 || titled.MatchString(name[:all[0][0]]+" ") {
		return 0
	}
	year, _ := strconv.Atoi(name[all[0][2]:all[0][3]])
	return year
}

// runsTo is the year by whose end the plan is to be reached, as its wording or its
// name says; 0 where they say nothing of a year.
func (t Target) runsTo() int {
	c := t.Current().Criterion
	switch {
	case c.ToYear != 0:
		return c.ToYear
	case c.Due != "":
		return c.Due.Month().Cycle().Year()
	case c.Kind == criterion.Milestone || c.Kind == criterion.ZeroEvent:
		return 0 // a year in the name of a paper or of what may not happen puts nothing off
	}
	return t.NamedYear()
}

// PartOfTerm says whether the year's result is but a part of what a plan is held
// against: its years go on after it, or those before it are to be added.
func (t Target) PartOfTerm() bool {
	c := t.Current().Criterion
	if c.Kind == criterion.Cumulative && c.FromYear < t.Cycle.Year() && t.Accumulation.Adds() {
		return true
	}
	return t.runsTo() > t.Cycle.Year()
}

// The explanations of a year that does not decide its plan.
const (
	termRuns  = "standing.term_runs"
	laterYear = "standing.later_year"
)

// leftOpen gives what is judged of a year's result where the plan is one of several
// years, or is to be reached in a later one: not reached yet is not missed.
func (t Target) leftOpen(a criterion.Assessment) criterion.Assessment {
	c := t.Current().Criterion
	switch {
	case a.Class == criterion.NotAssessed || settled(t.Accumulation, c, a.Class):
		return a
	case c.Kind == criterion.Cumulative:
		a.Explanation = phrase.New(termRuns, "from", strconv.Itoa(c.FromYear), "to", strconv.Itoa(c.ToYear), "so_far", a.Explanation)
	case a.Class == criterion.NotMet:
		a.Explanation = phrase.New(laterYear, "year", strconv.Itoa(t.runsTo()), "so_far", a.Explanation)
	default:
		return a
	}
	a.Class = criterion.NotAssessed
	return a
}
