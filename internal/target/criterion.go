// Package target is what Dondoc exists for: targets as officials write them.
// It reads a plan's wording into a Criterion and a result's text into an
// Actual, judges the one by the other exactly and explainably, accumulates
// figures over the months of a cycle, and says how a target stands.
package target

import (
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Kind is the kind of a criterion: what sort of promise the wording makes.
type Kind string

// The kinds of criterion.
const (
	Point      Kind = "point"       // "700 ha": reach it
	AtLeast    Kind = "at_least"    // "từ 98% trở lên"
	MoreThan   Kind = "more_than"   // "trên 19.000 tấn"
	AtMost     Kind = "at_most"     // "không quá 3 vụ"
	LessThan   Kind = "less_than"   // "dưới 35%"
	About      Kind = "about"       // "khoảng 7,0%"
	Range      Kind = "range"       // "6,6-6,8"
	RatioCount Kind = "ratio_count" // "3/3 trường": so many of so many
	Change     Kind = "change"      // "giảm 3,5 điểm %": a change against a baseline
	PerYear    Kind = "per_year"    // "bình quân trên 10%/năm"
	Maintain   Kind = "maintain"    // "duy trì từ 98,4% trở lên"
	Increment  Kind = "increment"   // "tăng thêm 7 xã trở lên"
	Composite  Kind = "composite"   // "75 | 20 | 5": parts judged one by one
	AllOf      Kind = "all_of"      // "giảm cả ba tiêu chí"
	Scopes     Kind = "scopes"      // "≤ 3 Đông Nam Á; ≤ 50 Thế giới"
	Ordinal    Kind = "ordinal"     // "hoàn thành tốt nhiệm vụ trở lên"
	Milestone  Kind = "milestone"   // "đạt chuẩn", "trước 30/10/2025"
	ZeroEvent  Kind = "zero_event"  // "không để xảy ra cháy rừng"
	Unstated   Kind = "unstated"    // no plan was given
	Verbatim   Kind = "verbatim"    // kept as written: it could not be read
)

// Direction says which way is better.
type Direction string

// The directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
	Stay   Direction = "stay" // duy trì
	None   Direction = "none"
)

// Criterion is a plan's wording as understood. Values are in the target's own
// unit of measure (Unit); those of a Change are the amount of the change.
type Criterion struct {
	Kind        Kind             `json:"kind"`
	Direction   Direction        `json:"direction,omitempty"`
	Unit        string           `json:"unit,omitempty"`
	Value       *measure.Decimal `json:"value,omitempty"`
	Low         *measure.Decimal `json:"low,omitempty"`
	High        *measure.Decimal `json:"high,omitempty"`
	Total       *measure.Decimal `json:"total,omitempty"`       // of RatioCount
	Strictly    Kind             `json:"comparison,omitempty"`  // how Value is meant inside Change, PerYear, Maintain, Increment: a simple kind
	Points      bool             `json:"points,omitempty"`      // a Change in percentage points, not relative
	Baseline    *measure.Decimal `json:"baseline,omitempty"`    // what a Change is counted from
	Level       string           `json:"level,omitempty"`       // of Ordinal, from levels
	Due         period.Date      `json:"due,omitempty"`         // of Milestone
	Scope       string           `json:"scope,omitempty"`       // what a part speaks of: "Đông Nam Á"
	Parts       []Criterion      `json:"parts,omitempty"`       // of Composite, AllOf, Scopes
	Equivalents []string         `json:"equivalents,omitempty"` // the same aim in other measures, as written in brackets
	Text        string           `json:"text"`                  // the wording, verbatim
}

// PlanValue gives the amount a plan asks for, where it asks for one amount.
func (c Criterion) PlanValue() *measure.Decimal {
	switch c.Kind {
	case Point, AtLeast, MoreThan, AtMost, LessThan, About, RatioCount, Increment, Maintain, Change, PerYear:
		return c.Value
	}
	return nil
}

// Wording gives the wording again, without loss.
func (c Criterion) Wording() string { return c.Text }

// Explain says what was understood, for a person to confirm.
func (c Criterion) Explain() phrase.Phrase {
	simple := func(k Kind) phrase.Phrase {
		return phrase.New("target.understood_"+string(k), "value", said(c.Value), "unit", suffix(c.Unit))
	}
	switch c.Kind {
	case Point:
		if c.Direction == Lower {
			return phrase.New("target.understood_point_lower", "value", said(c.Value), "unit", suffix(c.Unit))
		}
		return simple(Point)
	case AtLeast, MoreThan, AtMost, LessThan, About:
		return simple(c.Kind)
	case Range:
		return phrase.New("target.understood_range", "low", said(c.Low), "high", said(c.High), "unit", suffix(c.Unit))
	case RatioCount:
		return phrase.New("target.understood_ratio_count", "value", said(c.Value), "total", said(c.Total), "unit", suffix(c.Unit))
	case Change:
		key := "target.understood_change_up"
		if c.Direction == Lower {
			key = "target.understood_change_down"
		}
		return phrase.New(key, "value", simple(c.Strictly), "points", pointsKey(c.Points))
	case PerYear, Maintain, Increment:
		return phrase.New("target.understood_"+string(c.Kind), "value", simple(c.Strictly))
	case Composite, AllOf, Scopes:
		parts := make([]phrase.Phrase, len(c.Parts))
		for i, p := range c.Parts {
			parts[i] = p.Explain()
			if p.Scope != "" {
				parts[i] = phrase.New("target.understood_part", "scope", p.Scope, "part", p.Explain())
			}
		}
		return phrase.New("target.understood_parts", "parts", parts)
	case Ordinal:
		return phrase.New("target.understood_ordinal", "level", phrase.New("target.level_"+c.Level))
	case Milestone:
		if c.Due != "" {
			return phrase.New("target.understood_milestone_due", "date", c.Due)
		}
		return phrase.New("target.understood_milestone")
	case ZeroEvent:
		return phrase.New("target.understood_zero_event")
	case Unstated:
		return phrase.New("target.understood_unstated")
	}
	return phrase.New("target.understood_verbatim", "text", c.Text)
}

func pointsKey(points bool) phrase.Phrase {
	if points {
		return phrase.New("target.in_points")
	}
	return phrase.New("target.in_relative")
}

// said makes a value sayable; a missing one says nothing.
func said(d *measure.Decimal) any {
	if d == nil {
		return ""
	}
	return *d
}

// Hints is what is known beside a text.
type Hints struct {
	Name      string           // the target's name: "Giảm tỷ lệ hộ nghèo"
	Unit      string           // its unit of measure
	Direction Direction        // "" to infer it
	Baseline  *measure.Decimal // where the wording speaks of a change
	Meant     *measure.Decimal // the reading a person chose, where a number has several
	Near      *measure.Decimal // a figure of the same kind: a reading far from it is implausible
}

// Question is something a text leaves open, for a person to settle.
type Question struct {
	Field   string            `json:"field"`
	Ask     phrase.Phrase     `json:"-"`
	Choices []measure.Decimal `json:"choices,omitempty"` // the readings, where a number has several
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

// suffix is a unit of measure as it follows a number: "%" at once, others after a space.
func suffix(unit string) string {
	if unit == "" || unit == "%" {
		return unit
	}
	return " " + unit
}
