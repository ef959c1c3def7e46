package works

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// Rules are the bounds of the warnings, dated data with their sources.
type Rules struct {
	From           int    `json:"from"`
	Source         string `json:"source"`
	Certainty      string `json:"certainty"`
	ExpiringDays   int64  `json:"expiring_days"`    // a contract ends within so many days
	GapPoints      int64  `json:"gap_points"`       // between money and works
	PeerPoints     int64  `json:"peer_points"`      // below the mean of the others
	LastYearPoints int64  `json:"last_year_points"` // below the same day of last year
	BehindPoints   int64  `json:"behind_points"`    // behind the monthly plan: a reason is asked for
	ScheduleBy     string `json:"schedule_by"`      // day of the year by which there is a monthly plan
	AllottedBy     string `json:"allotted_by"`      // day by which a plan is allotted in detail
	LeastMid       int64  `json:"least_mid"`        // % of the plan after the first half-year
	MoveBy         string `json:"move_by"`          // day on which it is asked whether the capital is moved
	MoveLeast      int64  `json:"move_least"`       // where less than so many % of the plan are paid by then
	CloseDays      int64  `json:"close_days"`       // an advance is open so many days before its closing day
}

//go:embed rules.json
var rulesFile []byte

var allRules = sync.OnceValue(func() []Rules {
	var out []Rules
	if err := json.Unmarshal(rulesFile, &out); err != nil {
		panic(fmt.Sprintf("works: rules.json: %v", err))
	}
	return out
})

// RulesOf gives the bounds that hold for a capital year where an office set no others.
func RulesOf(year int) Rules {
	out := allRules()[0]
	for _, r := range allRules() {
		if r.From <= year {
			out = r
		}
	}
	return out
}

// numbers and days are the bounds by name.
func (r *Rules) numbers() map[string]*int64 {
	return map[string]*int64{"expiring_days": &r.ExpiringDays, "gap_points": &r.GapPoints, "peer_points": &r.PeerPoints, "last_year_points": &r.LastYearPoints,
		"behind_points": &r.BehindPoints, "least_mid": &r.LeastMid, "move_least": &r.MoveLeast, "close_days": &r.CloseDays}
}

func (r *Rules) days() map[string]*string {
	return map[string]*string{"schedule_by": &r.ScheduleBy, "allotted_by": &r.AllottedBy, "move_by": &r.MoveBy}
}

// Bounds names the bounds an office may set its own way, in the order they are shown.
func Bounds() []string {
	return []string{"behind_points", "least_mid", "move_by", "move_least", "gap_points", "peer_points", "last_year_points", "expiring_days", "schedule_by", "allotted_by", "close_days"}
}

// Bound writes a bound: a number, or a day of the year as "31/08".
func (r Rules) Bound(name string) string {
	if n, ok := r.numbers()[name]; ok {
		return strconv.FormatInt(*n, 10)
	}
	if d, ok := r.days()[name]; ok && len(*d) == 5 {
		return (*d)[3:] + "/" + (*d)[:2]
	}
	return ""
}

// Own is bounds an office sets for itself and the units below it.
type Own struct {
	From   int               `json:"from"`   // capital year from which they hold
	Bounds map[string]string `json:"bounds"` // as Bound writes them; none: those of the unit above again
	By     string            `json:"by"`
	At     time.Time         `json:"at"`
	Reason string            `json:"reason"`
}

// mostDays is the longest time a bound may name.
const mostDays = 366

// Under gives the bounds as an office sets them, or what cannot be a bound.
func (r Rules) Under(own Own) (Rules, error) {
	numbers, days := r.numbers(), r.days()
	var list errs.List
	for _, name := range Bounds() {
		text := strings.TrimSpace(own.Bounds[name])
		if text == "" {
			continue
		}
		if n, ok := numbers[name]; ok {
			v, err := strconv.ParseInt(text, 10, 64)
			if most := int64(100); err != nil || v < 0 || v > mostDays || v > most && !strings.HasSuffix(name, "_days") {
				list = append(list, errs.New(errs.Invalid, "capital.bound_number", "text", text).In(name))
			} else {
				*n = v
			}
			continue
		}
		day, err := period.ParseDate(text + "/2027") // no leap year: a bound holds in every year
		if err != nil {
			list = append(list, errs.New(errs.Invalid, "capital.bound_day", "text", text).In(name))
			continue
		}
		*days[name] = string(day[5:])
	}
	for name := range own.Bounds {
		if numbers[name] == nil && days[name] == nil {
			list = append(list, errs.New(errs.Invalid, "capital.bound_unknown", "text", name).In(name))
		}
	}
	if list != nil {
		return r, list
	}
	return r, nil
}

// RulesUnder gives the bounds of a year where an office set its own: the newest
// of those that hold for the year and were set before an instant (zero: now);
// and which they are; nil where it set none, or took them back.
func RulesUnder(year int, own []Own, before time.Time) (Rules, *Own) {
	r := RulesOf(year)
	for i := len(own) - 1; i >= 0; i-- {
		if own[i].From > year || !before.IsZero() && !own[i].At.Before(before) {
			continue
		}
		if len(own[i].Bounds) == 0 {
			return r, nil
		}
		if out, err := r.Under(own[i]); err == nil {
			return out, &own[i]
		}
		break
	}
	return r, nil
}
