// Package works is what is told of a public-investment project beside its money:
// how far the works are, its contracts, the steps it has passed, its plan month
// by month and what was said where it fell behind. From that and from the money
// follow warnings, each with its rule and its figures; none says why.
package works

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Kind is what an event tells.
type Kind string

// The kinds of event.
const (
	Progress  Kind = "progress"  // khối lượng thực hiện
	Contract  Kind = "contract"  // hợp đồng
	Gate      Kind = "gate"      // a step of the project was passed
	Schedule  Kind = "schedule"  // kế hoạch giải ngân theo tháng
	Explained Kind = "explained" // giải trình
	Settles   Kind = "settles"   // who settles a difference with the Treasury by when
	Result    Kind = "result"    // kết quả hỗ trợ sản xuất
)

// Event is one thing told of a project. What a kind does not speak of is empty.
type Event struct {
	ID       id.ID       `json:"-"`
	Project  id.ID       `json:"-"`
	Kind     Kind        `json:"-"`
	Year     int         `json:"-"` // of Schedule and Explained
	On       period.Date `json:"-"` // the day it is true of
	Corrects id.ID       `json:"-"` // the event it takes the place of
	Reason   string      `json:"-"` // why it does
	By       id.ID       `json:"-"`
	ByName   string      `json:"-"`
	At       time.Time   `json:"-"`

	Void bool `json:"void,omitempty"` // it only withdraws what it corrects

	Percent int64 `json:"percent,omitempty"` // of the works done, in hundredths of a percent

	Number     string      `json:"number,omitempty"` // of the contract, or of the paper by which a step was passed
	Contractor string      `json:"contractor,omitempty"`
	Value      int64       `json:"value,omitempty"` // đồng
	Expires    period.Date `json:"expires,omitempty"`

	Gate    string `json:"gate,omitempty"`
	Skipped string `json:"skipped,omitempty"` // why the step does not apply

	Source capital.Source `json:"source,omitempty"`
	Months [13]int64      `json:"months,omitzero"` // planned in each month, the last from 1 to 31 January after

	Month    int         `json:"month,omitempty"` // what is explained: the year to the end of this month
	Cause    string      `json:"cause,omitempty"`
	Fault    string      `json:"fault,omitempty"` // objective, subjective
	Remedy   string      `json:"remedy,omitempty"`
	Promised period.Date `json:"promised,omitempty"`
	Who      string      `json:"who,omitempty"` // who confirms it

	Crop         string `json:"crop,omitempty"`         // the local strength crop that is supported
	Target       id.ID  `json:"target,omitempty"`       // the target of the unit's it works towards; may be none
	Hectares     int64  `json:"hectares,omitempty"`     // in hundredths; since the start of the project, as the others
	Households   int64  `json:"households,omitempty"`   // that took part
	Cooperatives int64  `json:"cooperatives,omitempty"` // and cooperatives

	Note string `json:"note,omitempty"`
}

// Gates are the steps of a commune's project in their order. The keys are those
// of the register of commune projects in use in Nghệ An, 2025 (second-hand).
func Gates() []string {
	return []string{"resolution", "policy_proposed", "policy_decided", "consultant", "survey_task", "survey_plan", "report", "appraised", "approved",
		"bidding_plan", "contract", "funded", "built", "accepted", "settled", "warranty"}
}

// Book is the events of one project, in the order they were told.
type Book []Event

// AsKnown leaves out what was told from an instant on; a zero instant means now.
func (b Book) AsKnown(before time.Time) Book {
	if before.IsZero() {
		return b
	}
	return slices.DeleteFunc(slices.Clone(b), func(e Event) bool { return !e.At.Before(before) })
}

// Standing gives the events that hold: those that no later one took the place of.
func (b Book) Standing(kind Kind) []Event {
	gone := map[id.ID]bool{}
	for _, e := range b {
		gone[e.Corrects] = true
	}
	var out []Event
	for _, e := range b {
		if e.Kind == kind && !e.Void && !gone[e.ID] {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y Event) int { return strings.Compare(string(x.On), string(y.On)) })
	return out
}

// Percent gives how far the works were on a day, in hundredths of a percent.
func (b Book) Percent(day period.Date) (int64, bool) {
	done, known := int64(0), false
	for _, e := range b.Standing(Progress) {
		if e.On <= day {
			done, known = e.Percent, true
		}
	}
	return done, known
}

// Contracted adds up the contracts signed by a day.
func (b Book) Contracted(day period.Date) (value int64, n int) {
	for _, e := range b.Standing(Contract) {
		if e.On <= day {
			value += e.Value
			n++
		}
	}
	return value, n
}

// Passed says whether a step was passed, or does not apply.
func (b Book) Passed(gate string) (Event, bool) {
	for _, e := range b.Standing(Gate) {
		if e.Gate == gate {
			return e, true
		}
	}
	return Event{}, false
}

// Plan adds up the monthly plans of a year: money by the end of each month.
func (b Book) Plan(year int) (toDate [13]int64, ok bool) {
	for _, e := range b.Standing(Schedule) {
		if e.Year != year {
			continue
		}
		ok = true
		sum := int64(0)
		for i, n := range e.Months {
			sum += n
			toDate[i] += sum
		}
	}
	return toDate, ok
}

// Said gives what was explained of a year, the newest month last.
func (b Book) Said(year int) (out []Event) {
	for _, e := range b.Standing(Explained) {
		if e.Year == year {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y Event) int { return x.Month - y.Month })
	return out
}

// Check says what is wrong with an event of a project whose money is known.
func (b Book) Check(e Event, money capital.Book, today period.Date) error {
	if e.Corrects != "" {
		was, ok := b.of(e.Corrects)
		switch {
		case !ok || was.Kind != e.Kind:
			return errs.New(errs.NotFound, "access.not_found")
		case !slices.ContainsFunc(b.Standing(e.Kind), func(s Event) bool { return s.ID == e.Corrects }):
			return errs.New(errs.Conflict, "capital.withdrawn_already")
		case strings.TrimSpace(e.Reason) == "":
			return errs.New(errs.Invalid, "approval.reason_needed").In("reason")
		}
		rest := slices.DeleteFunc(slices.Clone(b), func(s Event) bool { return s.ID == e.Corrects })
		if e.Void {
			return rest.checkVoid(was)
		}
		b = rest
	}
	if e.On == "" || e.On > today && e.Kind != Schedule {
		return errs.New(errs.Invalid, "capital.day_ahead", "today", today).In("on")
	}
	switch e.Kind {
	case Progress:
		return b.checkProgress(e)
	case Contract:
		return b.checkContract(e)
	case Gate:
		return b.checkGate(e)
	case Schedule:
		return b.checkSchedule(e, money)
	case Explained:
		return checkExplained(e, today)
	case Settles:
		return b.checkSettles(e)
	case Result:
		return b.checkResult(e)
	}
	return errs.New(errs.Invalid, "capital.event_unknown", "text", string(e.Kind)).In("kind")
}

func (b Book) of(which id.ID) (Event, bool) {
	for _, e := range b {
		if e.ID == which {
			return e, true
		}
	}
	return Event{}, false
}

// checkVoid holds that a step is not taken away from under later ones.
func (b Book) checkVoid(was Event) error {
	if was.Kind != Gate {
		return nil
	}
	at := slices.Index(Gates(), was.Gate)
	for _, later := range Gates()[at+1:] {
		if _, passed := b.Passed(later); passed {
			return errs.New(errs.Conflict, "capital.gate_later", "gate", phrase.New("capital.gate_"+later))
		}
	}
	return nil
}

func (b Book) checkProgress(e Event) error {
	if e.Percent < 0 || e.Percent > 10000 {
		return errs.New(errs.Invalid, "capital.percent_range").In("percent")
	}
	for _, other := range b.Standing(Progress) {
		switch {
		case other.On == e.On:
			return errs.New(errs.Conflict, "capital.progress_twice", "on", e.On).In("on")
		case other.On < e.On && other.Percent > e.Percent, other.On > e.On && other.Percent < e.Percent:
			if strings.TrimSpace(e.Note) == "" {
				return errs.New(errs.Conflict, "capital.progress_falls", "on", other.On, "percent", hundredths(other.Percent)).In("percent").Try("capital.progress_falls_hint")
			}
		}
	}
	return nil
}

func (b Book) checkContract(e Event) error {
	switch {
	case strings.TrimSpace(e.Number) == "":
		return errs.New(errs.Invalid, "capital.contract_number").In("number")
	case strings.TrimSpace(e.Contractor) == "":
		return errs.New(errs.Invalid, "capital.contractor_needed").In("contractor")
	case e.Value <= 0:
		return errs.New(errs.Invalid, "capital.amount_negative").In("value")
	case e.Expires == "" || e.Expires < e.On:
		return errs.New(errs.Invalid, "capital.contract_expires", "on", e.On).In("expires")
	}
	for _, other := range b.Standing(Contract) {
		if strings.EqualFold(strings.TrimSpace(other.Number), strings.TrimSpace(e.Number)) {
			return errs.New(errs.Conflict, "capital.contract_twice", "number", other.Number, "on", other.On).In("number")
		}
	}
	return nil
}

// checkGate holds the order of the steps: each needs all before it, or a word
// why one of them does not apply.
func (b Book) checkGate(e Event) error {
	at := slices.Index(Gates(), e.Gate)
	switch _, passed := b.Passed(e.Gate); {
	case at < 0:
		return errs.New(errs.Invalid, "capital.gate_unknown", "text", e.Gate).In("gate")
	case passed:
		return errs.New(errs.Conflict, "capital.gate_passed", "gate", phrase.New("capital.gate_"+e.Gate)).In("gate")
	case strings.TrimSpace(e.Number) == "" && strings.TrimSpace(e.Skipped) == "":
		return errs.New(errs.Invalid, "capital.gate_paper").In("number")
	}
	for _, before := range Gates()[:at] {
		was, passed := b.Passed(before)
		switch {
		case !passed:
			return errs.New(errs.Conflict, "capital.gate_before", "gate", phrase.New("capital.gate_"+before)).In("gate").Try("capital.gate_before_hint")
		case was.On > e.On:
			return errs.New(errs.Conflict, "capital.gate_day", "gate", phrase.New("capital.gate_"+before), "on", was.On).In("on")
		}
	}
	return nil
}

func (b Book) checkSchedule(e Event, money capital.Book) error {
	sum := int64(0)
	for i, n := range e.Months {
		if n < 0 {
			return errs.New(errs.Invalid, "capital.amount_negative").In("m" + strconv.Itoa(i+1))
		}
		sum += n
	}
	plan, planned := money.PlanOf(e.Year, e.Source)
	switch {
	case !slices.Contains(capital.Sources(), e.Source):
		return errs.New(errs.Invalid, "capital.source_unknown", "text", string(e.Source)).In("source")
	case !planned:
		return errs.New(errs.Invalid, "capital.no_plan_yet", "year", strconv.Itoa(e.Year)).In("source").Try("capital.no_plan_yet_hint")
	case sum != plan:
		return errs.New(errs.Invalid, "capital.schedule_sum", "sum", capital.Dong(sum), "plan", capital.Dong(plan)).In("m12")
	}
	for _, other := range b.Standing(Schedule) {
		if other.Year == e.Year && other.Source == e.Source {
			return errs.New(errs.Conflict, "capital.schedule_twice", "on", other.On).In("source")
		}
	}
	return nil
}

func (b Book) checkSettles(e Event) error {
	switch {
	case strings.TrimSpace(e.Who) == "":
		return errs.New(errs.Invalid, "capital.settles_who").In("who")
	case e.Promised == "" || e.Promised < e.On:
		return errs.New(errs.Invalid, "capital.explain_promised").In("promised")
	}
	for _, other := range b.Standing(Settles) {
		if other.Year == e.Year && other.Source == e.Source {
			return errs.New(errs.Conflict, "capital.settles_twice", "who", other.Who).In("who")
		}
	}
	return nil
}

func checkExplained(e Event, today period.Date) error {
	var list errs.List
	for field, text := range map[string]string{"cause": e.Cause, "remedy": e.Remedy, "who": e.Who} {
		if strings.TrimSpace(text) == "" {
			list = append(list, errs.New(errs.Invalid, "capital.explain_"+field).In(field))
		}
	}
	if e.Fault != "objective" && e.Fault != "subjective" {
		list = append(list, errs.New(errs.Invalid, "capital.explain_fault").In("fault"))
	}
	if e.Promised == "" || e.Promised < e.On {
		list = append(list, errs.New(errs.Invalid, "capital.explain_promised").In("promised"))
	}
	if e.Month < 1 || e.Month > 13 {
		list = append(list, errs.New(errs.Invalid, "capital.explain_month").In("month"))
	}
	return list.OrNil()
}

// ReadPercent reads how far works are: "45", "45,5 %". In hundredths of a percent.
func ReadPercent(text string) (int64, error) {
	d, err := measure.ParseDecimal(strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), ",", "."))
	if err == nil {
		if v := new(big.Rat).Mul(d.Rat(), big.NewRat(100, 1)); v.IsInt() && v.Num().IsInt64() {
			return v.Num().Int64(), nil
		}
	}
	return 0, errs.New(errs.Invalid, "capital.percent_unread", "text", text)
}
