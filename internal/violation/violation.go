// Package violation is the register of violations and incidents: facts with
// date, place, counts and handling, nobody named. A year is compared with the one
// before, and targets that nothing may happen are held against it.
package violation

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Violation is one case or incident, facts only: nobody is named in it.
type Violation struct {
	ID        id.ID
	Unit      id.ID
	Kind      string // see Kinds
	On        period.Date
	Place     string
	What      string
	Cases     int   // vụ
	People    int   // người
	Area      int64 // m²
	Handling  Handling
	HandledOn period.Date
	Decision  string // its number
	Fine      int64  // đồng
	Source    string
	Invented  bool   // made up for the sample
	Struck    string // why it was struck out; "" while it stands
	By        id.ID
	ByName    string
	At        time.Time
}

// Handling is what was done about a case.
type Handling string

// The ways of handling.
const (
	Pending    Handling = "pending"    // being looked into
	Reminded   Handling = "reminded"   // nhắc nhở
	Sanctioned Handling = "sanctioned" // xử phạt vi phạm hành chính
	Prosecuted Handling = "prosecuted" // handed to the investigating body
	Settled    Handling = "settled"    // an incident without anybody's fault, dealt with
)

// Handlings lists them in their order.
func Handlings() []Handling { return []Handling{Pending, Reminded, Sanctioned, Prosecuted, Settled} }

// Kind is a kind of violation or incident.
type Kind struct {
	Code string   `json:"code"`
	VI   string   `json:"vi"`
	EN   string   `json:"en"`
	Said []string `json:"said"` // how targets speak of it, folded
}

// Name gives the kind's name in a language.
func (k Kind) Name(lang string) string {
	if lang == "en" {
		return k.EN
	}
	return k.VI
}

//go:embed rules/kinds.json
var kindsText []byte

var kinds = sync.OnceValue(func() []Kind {
	var out []Kind
	if err := json.Unmarshal(kindsText, &out); err != nil {
		panic(fmt.Sprintf("violation: rules/kinds.json: %v", err))
	}
	return out
})

// Kinds lists the kinds in their order; rules/kinds.json has them.
func Kinds() []Kind { return kinds() }

// KindOf finds a kind by its code.
func KindOf(code string) (Kind, bool) {
	i := slices.IndexFunc(kinds(), func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return kinds()[i], true
}

// Spoken gives the kinds that a text, such as a target's name, speaks of.
func Spoken(text string) (out []string) {
	fold := " " + viet.Fold(text) + " "
	for _, k := range kinds() {
		if slices.ContainsFunc(k.Said, func(s string) bool { return strings.Contains(fold, " "+s+" ") }) {
			out = append(out, k.Code)
		}
	}
	return out
}

// Trimmed is the violation without space around its texts.
func (v Violation) Trimmed() Violation {
	for _, text := range []*string{&v.Place, &v.What, &v.Decision, &v.Source} {
		*text = strings.TrimSpace(*text)
	}
	return v
}

// Longest texts, in bytes.
const (
	longestPlace = 300
	longest      = 4000
)

// Check says what is wrong with an entry, all of it.
func (v Violation) Check(today period.Date) error {
	var list errs.List
	fault := func(wrong bool, field, key string, args ...any) {
		if wrong {
			list = append(list, errs.New(errs.Invalid, key, args...).In(field))
		}
	}
	_, known := KindOf(v.Kind)
	fault(!known, "kind", "violation.kind_unknown", "kind", v.Kind)
	fault(v.On == "", "on", "app.field_empty")
	fault(v.On > today, "on", "violation.day_ahead", "today", today)
	fault(v.Place == "", "place", "app.field_empty")
	fault(v.What == "", "what", "app.field_empty")
	fault(len(v.Place) > longestPlace, "place", "violation.text_long", "most", longestPlace)
	fault(len(v.What) > longest, "what", "violation.text_long", "most", longest)
	fault(v.Cases < 1, "cases", "violation.cases_least")
	fault(v.People < 0, "people", "violation.negative")
	fault(v.Area < 0, "area", "violation.negative")
	fault(!slices.Contains(Handlings(), v.Handling), "handling", "violation.handling_unknown", "handling", string(v.Handling))
	pending := v.Handling == Pending
	fault(pending && (v.HandledOn != "" || v.Fine != 0 || v.Decision != ""), "handling", "violation.handled_pending")
	fault(!pending && v.HandledOn == "", "handled_on", "violation.handled_day")
	fault(v.HandledOn != "" && v.HandledOn < v.On, "handled_on", "violation.handled_before", "on", v.On)
	fault(v.HandledOn > today, "handled_on", "violation.day_ahead", "today", today)
	fault(v.Fine < 0, "fine", "violation.negative")
	fault(v.Fine > 0 && v.Handling != Sanctioned, "fine", "violation.fine_only")
	fault(v.Fine > 0 && v.Decision == "", "decision", "violation.fine_decision")
	return list.OrNil()
}

// Alike says whether two entries may be one and the same case.
func (v Violation) Alike(other Violation) bool {
	return v.ID != other.ID && v.Struck == "" && other.Struck == "" && v.Unit == other.Unit && v.Kind == other.Kind && v.On == other.On &&
		viet.Fold(v.Place) == viet.Fold(other.Place)
}

// Entries gives what is said of a violation, as it may be put right.
func (v Violation) Entries() amend.Fields {
	return amend.Fields{"violation_kind": v.Kind, "happened_on": string(v.On), "where": v.Place, "what": v.What, "cases": fmt.Sprint(v.Cases), "people": fmt.Sprint(v.People),
		"area": fmt.Sprint(v.Area), "handling": string(v.Handling), "handled_on": string(v.HandledOn), "decision": v.Decision, "fine": fmt.Sprint(v.Fine),
		"source": v.Source, "struck": v.Struck}
}

// Entered gives the violation with some of what is said of it as it was entered.
func (v Violation) Entered(some amend.Fields) Violation {
	number := func(text string) int64 {
		n, _ := strconv.ParseInt(text, 10, 64) // written by Entries
		return n
	}
	for name, text := range some {
		switch name {
		case "violation_kind":
			v.Kind = text
		case "happened_on":
			v.On = period.Date(text)
		case "where":
			v.Place = text
		case "what":
			v.What = text
		case "cases":
			v.Cases = int(number(text))
		case "people":
			v.People = int(number(text))
		case "area":
			v.Area = number(text)
		case "handling":
			v.Handling = Handling(text)
		case "handled_on":
			v.HandledOn = period.Date(text)
		case "decision":
			v.Decision = text
		case "fine":
			v.Fine = number(text)
		case "source":
			v.Source = text
		case "struck":
			v.Struck = text
		}
	}
	return v
}

// Sum is what violations come to.
type Sum struct {
	Entries int   `json:"entries"`
	Cases   int   `json:"cases"`
	People  int   `json:"people"`
	Area    int64 `json:"area_m2"`
	Fine    int64 `json:"fine_dong"`
	Pending int   `json:"pending_cases"` // not handled yet
}

func (s *Sum) add(v Violation) {
	s.Entries++
	s.Cases += v.Cases
	s.People += v.People
	s.Area += v.Area
	s.Fine += v.Fine
	if v.Handling == Pending {
		s.Pending += v.Cases
	}
}

// Sums adds up violations of the kinds asked for (none: all) from one day to
// another, both included. What was struck out counts nowhere.
func Sums(list []Violation, from, to period.Date, kinds ...string) (s Sum) {
	for _, v := range list {
		if v.Struck == "" && v.On >= from && v.On <= to && (len(kinds) == 0 || slices.Contains(kinds, v.Kind)) {
			s.add(v)
		}
	}
	return s
}

// Compared is a kind's year beside the year before, up to the same day of it.
type Compared struct {
	Kind   string
	Now    Sum
	Before Sum
}

// Compare gives each kind that has something in a year or the one before, the
// year up to a day and the year before up to the same day; and those days.
func Compare(list []Violation, year period.Cycle, today period.Date) (out []Compared, until, same period.Date) {
	before := year.Start().AddDays(-1).Month().Cycle()
	until = min(today, year.End())
	same = dayIn(before, until)
	for _, k := range kinds() {
		c := Compared{k.Code, Sums(list, year.Start(), until, k.Code), Sums(list, before.Start(), same, k.Code)}
		if c.Now.Entries+c.Before.Entries > 0 {
			out = append(out, c)
		}
	}
	return out, until, same
}

// dayIn gives the same day of another year; 28 February for the 29th where it has none.
func dayIn(year period.Cycle, day period.Date) period.Date {
	if day[4:] == "-02-29" {
		return period.Month(string(year) + "-02").End()
	}
	return period.Date(string(year) + string(day[4:]))
}

// ReadArea reads an area into m²: "0,4 ha", "1.200 m2". A number without a unit,
// two readings or words left over are refused and never guessed.
func ReadArea(text string) (int64, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	bad := errs.New(errs.Invalid, "violation.area_unread", "text", text).Try("violation.area_hint")
	q, rest, err := measure.ReadQuantity(text, measure.LookupUnit("m2"))
	if err != nil || len(q.Readings) != 1 || strings.TrimSpace(rest) != "" || q.Unit.Text == "" || q.Unit.Family != "area" || q.Unit.Rest != "" {
		return 0, bad
	}
	v := new(big.Rat).Mul(q.Readings[0].Rat(), big.NewRat(q.Unit.Factor, 1))
	if !v.IsInt() || !v.Num().IsInt64() {
		return 0, bad
	}
	return v.Num().Int64(), nil
}

// Hectares is an area in ha.
func Hectares(m2 int64) measure.Decimal { return measure.FromRat(big.NewRat(m2, 10_000), 4).Trim() }
