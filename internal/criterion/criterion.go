// Package criterion is what Dondoc exists for: targets as officials write them.
// It reads a plan's wording into a Criterion and a result's text into an
// Actual, judges the one by the other exactly and explainably, and checks
// printed rows. It knows values only: no units of an office, no months that
// were reported, no approval; that is package target.
package criterion

import (
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Kind is the kind of a criterion: what sort of promise the wording makes.
type Kind string

// The kinds of criterion. Point to Range are the simple ones; they also say
// how a value is meant inside the kinds from Change to Rank, and how exactly a
// result is known.
const (
	Point      Kind = "point"            // "700 ha": reach it
	AtLeast    Kind = "at_least"         // "từ 98% trở lên"
	MoreThan   Kind = "more_than"        // "trên 19.000 tấn"
	AtMost     Kind = "at_most"          // "không quá 3 vụ"
	LessThan   Kind = "less_than"        // "dưới 35%"
	About      Kind = "about"            // "khoảng 7,0%"
	Range      Kind = "range"            // "6,6-6,8"
	RatioCount Kind = "ratio_count"      // "3/3 trường": so many of so many
	Change     Kind = "change"           // "giảm 3,5 điểm %": a change against a baseline
	PerYear    Kind = "average_per_year" // "bình quân trên 10%/năm"
	Cumulative Kind = "cumulative"       // "2021-2025: 100 doanh nghiệp": over several years
	Maintain   Kind = "maintain"         // "duy trì từ 98,4% trở lên"
	Increment  Kind = "increment"        // "tăng thêm 7 xã trở lên"
	Rank       Kind = "rank"             // "hạng 10": the smaller the better
	Composite  Kind = "composite"        // "75 | 20 | 5": parts judged one by one
	AllOf      Kind = "all_of"           // "giảm cả ba tiêu chí (…)"
	Scopes     Kind = "scopes"           // "≤ 3 Đông Nam Á; ≤ 50 Thế giới"
	Ordinal    Kind = "ordinal"          // "hoàn thành tốt nhiệm vụ trở lên"
	Milestone  Kind = "milestone"        // "đạt chuẩn", "trước 30/10/2025"
	ZeroEvent  Kind = "zero_event"       // "không để xảy ra cháy rừng"
	Unstated   Kind = "unstated"         // no plan was given
	Verbatim   Kind = "verbatim"         // kept as written: it could not be read
)

// Direction says which way is better.
type Direction string

// The directions. Of a Change, Increment or PerYear it is the amount of the
// change that is higher or lower.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
	Stay   Direction = "stay" // duy trì
	None   Direction = "none" // no line to be higher or lower on, or not known
)

// Move says which way something is to change.
type Move string

// The moves.
const (
	Up   Move = "up"   // tăng
	Down Move = "down" // giảm
)

// Criterion is a plan's wording as understood. Values are in Unit. What a kind
// does not use is empty.
type Criterion struct {
	Kind        Kind             `json:"kind"`
	Direction   Direction        `json:"direction,omitempty"`
	Unit        string           `json:"unit,omitempty"`        // of measure: the target's own, else as worded
	Compare     Kind             `json:"comparison,omitempty"`  // Change to Rank: how Value is meant; Milestone: LessThan is strictly before Due
	Value       *measure.Decimal `json:"value,omitempty"`       // RatioCount: the count
	Low         *measure.Decimal `json:"low,omitempty"`         // of a range
	High        *measure.Decimal `json:"high,omitempty"`        //
	Total       *measure.Decimal `json:"total,omitempty"`       // RatioCount: out of how many
	Tolerance   *measure.Decimal `json:"tolerance,omitempty"`   // About: as stated; nil for the default of Options
	Move        Move             `json:"move,omitempty"`        // Change, PerYear
	Relative    bool             `json:"relative,omitempty"`    // Change: percent of the baseline, not points or an amount
	Baseline    *measure.Decimal `json:"baseline,omitempty"`    // Change: the level it starts from
	Levels      bool             `json:"levels,omitempty"`      // Change: the wording states both levels, "giảm từ 12% xuống 9%"
	Times       *measure.Decimal `json:"times,omitempty"`       // "gấp 1,5 lần năm 2020": Value is so many times Baseline
	Base        string           `json:"base,omitempty"`        // what it is compared with, as worded: "năm trước", "chỉ tiêu tỉnh giao"
	FromYear    int              `json:"from_year,omitempty"`   // Cumulative
	ToYear      int              `json:"to_year,omitempty"`     //
	Level       string           `json:"level,omitempty"`       // Ordinal, from levels
	Due         period.Date      `json:"due,omitempty"`         // by when, where the wording says so
	Scope       string           `json:"scope,omitempty"`       // what it speaks of: "Đông Nam Á", "cháy rừng"
	Parts       []Criterion      `json:"parts,omitempty"`       // Composite, AllOf, Scopes
	Equivalents []Criterion      `json:"equivalents,omitempty"` // the same aim in other measures
	Rest        string           `json:"rest,omitempty"`        // words that describe and do not count: "đạt chuẩn NTM"
	Unsure      bool             `json:"unsure,omitempty"`      // a question about its number or unit is open: nothing is judged by it
	Text        string           `json:"text"`                  // the wording, verbatim
}

// PlanValue gives the amount a plan asks for, where it asks for one amount; of
// a range its lower end.
func (c Criterion) PlanValue() *measure.Decimal {
	switch {
	case c.Kind == ZeroEvent || len(c.Parts) > 0:
		return nil
	case c.Low != nil:
		return c.Low
	}
	return c.Value
}

// compare gives how the values of a criterion are meant: its own kind where it
// is a simple one.
func (c Criterion) compare() Kind {
	if c.Compare != "" && c.Kind != Milestone {
		return c.Compare
	}
	return c.Kind
}

// Hints is what is known beside a text.
type Hints struct {
	Name      string            // the target's name: "Giảm tỷ lệ hộ nghèo"
	Unit      string            // its unit of measure
	Direction Direction         // "" to infer it
	Baseline  *measure.Decimal  // where the wording speaks of a change
	Meant     *measure.Decimal  // the reading a person chose, where a number has several
	Near      *measure.Decimal  // a figure of the same kind: a reading far from it is implausible
	Month     period.Month      // the month a result is reported for; "" where that is not known
	Cell      bool              // Meant is what a workbook's cell holds, and nobody chose it
	Before    []measure.Decimal // figures of earlier periods, in the target's own unit
	Tier      int               // of the body whose figure it is: 1 a commune, 2 a district, 3 a province, 4 the nation; 0 where not known
	Within    bool              // the figure is of a part of the year: that it is small is no wonder
}

// Question is something a text leaves open, for a person to settle.
type Question struct {
	Field   string            `json:"field"` // "wording", "value", "direction", "unit", "actual", "percent"
	Ask     phrase.Phrase     `json:"-"`
	Choices []measure.Decimal `json:"choices,omitempty"` // the readings, where a number has several
}

// ask makes a question.
func ask(field, key string, namesAndValues ...any) Question {
	for i, v := range namesAndValues {
		if s, ok := v.(string); ok {
			namesAndValues[i] = unveil(s)
		}
	}
	return Question{Field: field, Ask: phrase.New(key, namesAndValues...)}
}

// Class is the judgement of a target.
type Class string

// The classes, in the order of the headline sentence.
const (
	Exceeded    Class = "exceeded"     // vượt
	Met         Class = "met"          // đạt
	NotMet      Class = "not_met"      // không đạt
	NotAssessed Class = "not_assessed" // chưa đánh giá
)

// Classes lists the classes in the order of the headline sentence.
func Classes() []Class { return []Class{Exceeded, Met, NotMet, NotAssessed} }

// Valid says whether the class is one of the four.
func (c Class) Valid() bool { return c == Exceeded || c == Met || c == NotMet || c == NotAssessed }
