package criterion

import (
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/measure"
)

// Wording prints a criterion in the words of the grammar. Reading them beside
// the same hints gives the same criterion again, but for Text; numbers are
// written so that they can be read in one way only. What was kept verbatim is
// printed as it was.
func (c Criterion) Wording() string {
	switch c.Kind {
	case Unstated:
		return ""
	case Verbatim:
		return c.Text
	case Composite, Scopes:
		return c.printParts()
	case AllOf:
		return c.printAllOf()
	}
	s := c.print()
	if c.Times != nil {
		s = c.timesText()
	}
	if c.Scope != "" && c.Kind != Milestone && c.Kind != ZeroEvent {
		s = c.Scope + ": " + s
	}
	return s
}

func (c Criterion) print() string {
	switch c.Kind {
	case RatioCount:
		kept := ""
		if c.Direction == Stay {
			kept = "duy trì "
		}
		return kept + c.tail(plainNumber(c.Value)+"/"+plainNumber(c.Total), c.Unit)
	case Maintain:
		return "duy trì " + c.comparisonText()
	case Increment:
		return "tăng thêm " + c.comparisonText()
	case Rank:
		if c.Unit = ""; c.Total != nil {
			return "hạng " + c.tail(plainNumber(c.Value)+"/"+plainNumber(c.Total), "")
		}
		return "hạng " + c.comparisonText()
	case Cumulative:
		return strconv.Itoa(c.FromYear) + "-" + strconv.Itoa(c.ToYear) + ": " + c.comparisonText()
	case PerYear:
		if c.Move == "" {
			return "bình quân hằng năm " + c.comparisonText()
		}
		return moveWord(c.Move) + "bình quân " + c.comparisonText()
	case Change:
		if c.Levels {
			return c.levelsText()
		}
		s := moveWord(c.Move) + c.comparisonText()
		if c.Relative && c.Base == "" && c.Due == "" {
			s += " tương đối"
		}
		return s
	case Ordinal:
		for _, l := range levelWords {
			if l.level == c.Level {
				return l.words + " trở lên"
			}
		}
	case Milestone:
		return c.milestoneText()
	case ZeroEvent:
		if c.Scope == "" {
			return "không phát sinh"
		}
		return "không để xảy ra " + c.Scope
	}
	return c.comparisonText()
}

// levelsText prints a change by the levels it goes between.
func (c Criterion) levelsText() string {
	unit := c.Unit
	if measure.LookupUnit(unit).Family == "point" {
		unit = "%"
	}
	to, link := c.Baseline.Add(*c.Value), " lên "
	if c.Move == Down {
		to, link = c.Baseline.Sub(*c.Value), " xuống còn "
	}
	to = to.Trim()
	from := plainNumber(c.Baseline)
	c.Baseline = nil
	return moveWord(c.Move) + "từ " + from + Suffix(unit) + link + c.tail(plainNumber(&to), unit)
}

// levelWords says each level in the words that are read again as it.
var levelWords = []struct{ level, words string }{
	{"not_done", "không hoàn thành nhiệm vụ"}, {"done", "hoàn thành nhiệm vụ"}, {"good", "hoàn thành tốt nhiệm vụ"}, {"excellent", "hoàn thành xuất sắc nhiệm vụ"},
	{"merit", "giỏi"}, {"weak", "yếu"}, {"average", "trung bình"}, {"fair", "khá"}, {"strong", "vững mạnh"}, {"strong_all", "vững mạnh toàn diện"},
}

func moveWord(m Move) string {
	switch m {
	case Up:
		return "tăng "
	case Down:
		return "giảm "
	}
	return ""
}

func (c Criterion) comparisonText() string {
	value := plainNumber(c.Value)
	switch c.compare() {
	case AtLeast:
		return c.tail("từ "+value, c.Unit, "trở lên")
	case MoreThan:
		return c.tail("trên "+value, c.Unit)
	case AtMost:
		return c.tail("không quá "+value, c.Unit)
	case LessThan:
		return c.tail("dưới "+value, c.Unit)
	case About:
		if c.Tolerance != nil {
			return c.tail("khoảng "+value, c.Unit, "(±"+plainNumber(c.Tolerance)+")")
		}
		return c.tail("khoảng "+value, c.Unit)
	case Range:
		if c.Kind == Range && c.Direction == Stay {
			return "không dưới " + plainNumber(c.Low) + Suffix(c.Unit) + " và " + c.tail("không quá "+plainNumber(c.High), c.Unit)
		}
		return c.tail("từ "+plainNumber(c.Low)+" đến "+plainNumber(c.High), c.Unit)
	}
	if c.Kind == Point && c.Direction == Lower {
		value = "còn " + value
	}
	return c.tail(value, c.Unit)
}

// tail puts what follows the number behind it: unit, description, the end of
// the comparison, equivalents, what it is compared with.
func (c Criterion) tail(head, unit string, more ...string) string {
	s := head + Suffix(unit)
	if c.Rest != "" {
		s += " " + c.Rest
	}
	if len(more) > 0 {
		s += " " + more[0]
	}
	if len(c.Equivalents) > 0 {
		var same []string
		for _, e := range c.Equivalents {
			same = append(same, e.print())
		}
		s += " (" + strings.Join(same, ", ") + ")"
	}
	if c.Relative && c.Due != "" {
		s += " tương đối"
	}
	if c.Baseline != nil {
		s += " (mức gốc " + plainNumber(c.Baseline) + ")"
	}
	if c.Due != "" {
		s += " chậm nhất ngày " + c.Due.Say("vi")
	}
	switch {
	case c.Base == "":
	case measure.LookupUnit(unit).Family == "percent" && text{s: c.Base}.begins(ofWords):
		s += " " + c.Base
	default:
		if c.Relative && c.Due == "" {
			s += " tương đối"
		}
		s += " so với " + c.Base
	}
	return s
}

// plainNumber writes a number with a decimal comma and nothing else. One that
// would look like thousands gets one more zero: "24,4720".
func plainNumber(d *measure.Decimal) string {
	if d == nil {
		return ""
	}
	whole, part, point := strings.Cut(d.String(), ".")
	if !point {
		return whole
	}
	if digits := strings.TrimPrefix(whole, "-"); len(part) == 3 && len(digits) <= 3 && digits != "0" {
		part += "0"
	}
	return whole + "," + part
}

func (c Criterion) printParts() string {
	pieces := make([]string, len(c.Parts))
	for i, p := range c.Parts {
		pieces[i] = p.Wording()
	}
	if c.Kind == Scopes {
		return strings.Join(pieces, "; ")
	}
	return strings.Join(pieces, " | ")
}

func (c Criterion) printAllOf() string {
	var names []string
	for _, p := range c.Parts {
		if p.Scope != "" {
			names = append(names, p.Scope)
		}
	}
	s := strings.TrimSpace(moveWord(c.Parts[0].Move)) + " cả " + strconv.Itoa(len(c.Parts)) + " tiêu chí"
	if len(names) > 0 {
		s += " (" + strings.Join(names, ", ") + ")"
	}
	return s
}

func (c Criterion) milestoneText() string {
	switch {
	case c.Due == "":
		return c.Scope
	case c.Compare == LessThan:
		return strings.TrimSpace(c.Scope + " trước ngày " + c.Due.Say("vi"))
	}
	return strings.TrimSpace(c.Scope + " chậm nhất ngày " + c.Due.Say("vi"))
}

// Same says whether two criteria ask for the same, whatever their wording.
func (c Criterion) Same(d Criterion) bool {
	value := func(a, b *measure.Decimal) bool { return a == b || a != nil && b != nil && a.Cmp(*b) == 0 }
	parts := func(a, b []Criterion) bool { return slices.EqualFunc(a, b, Criterion.Same) }
	return c.Kind == d.Kind && c.Direction == d.Direction && c.Unit == d.Unit && c.Compare == d.Compare &&
		value(c.Value, d.Value) && value(c.Low, d.Low) && value(c.High, d.High) && value(c.Total, d.Total) &&
		value(c.Tolerance, d.Tolerance) && value(c.Times, d.Times) && c.Levels == d.Levels && value(c.Baseline, d.Baseline) &&
		c.Move == d.Move && c.Relative == d.Relative && c.Base == d.Base && c.FromYear == d.FromYear && c.ToYear == d.ToYear &&
		c.Level == d.Level && c.Due == d.Due && c.Scope == d.Scope && c.Rest == d.Rest &&
		parts(c.Parts, d.Parts) && parts(c.Equivalents, d.Equivalents)
}
