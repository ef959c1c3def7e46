package answer

import (
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Below is how the units directly under one stand.
type Below struct {
	Unit       string       `json:"unit"`
	UnitName   string       `json:"unit_name"`
	Cycle      period.Cycle `json:"cycle"`
	AsKnown    period.Date  `json:"as_known"` // "" for now
	Month      period.Month `json:"month"`    // whose approved figures are counted as reported
	Sentence   string       `json:"sentence"`
	Units      int          `json:"units"` // that were set targets
	Total      int          `json:"total"` // their targets
	Reached    int          `json:"reached"`
	Indicators []Shared     `json:"indicators"` // what two of the units or more are asked for
	Chosen     *Shared      `json:"chosen,omitempty"`
	Rows       []BelowRow   `json:"rows"`
	Issues     []Issue      `json:"issues"`
}

// BelowRow is one unit by its own scoreboard, and with all units under it.
type BelowRow struct {
	Unit        string       `json:"unit"`
	UnitName    string       `json:"unit_name"`
	Head        Head         `json:"head"`
	Own         bool         `json:"own"` // it was set targets; else it answers for those of other units
	Total       int          `json:"total"`
	Reached     int          `json:"reached"`
	Exceeded    int          `json:"exceeded"`
	Met         int          `json:"met"`
	NotMet      int          `json:"not_met"`
	NotAssessed int          `json:"not_assessed"`
	Reported    int          `json:"reported"`                // with an approved figure of the month
	Newest      period.Month `json:"newest_month,omitempty"`  // with an approved figure
	AllTotal    int          `json:"total_with_below"`        // targets at and below it
	AllReached  int          `json:"reached_with_below"`      // of those
	Chosen      *BoardRow    `json:"chosen_target,omitempty"` // for the chosen indicator
	Flags       []flag       `json:"flags"`                   // its count was another when its year was closed
}

// Shared is an indicator that several units are asked for.
type Shared struct {
	Indicator     string           `json:"indicator"`
	Name          string           `json:"name"`
	UnitOfMeasure string           `json:"unit_of_measure"`
	Units         int              `json:"units"`
	Reported      int              `json:"reported"`
	Sum           *measure.Decimal `json:"sum"` // null where figures cannot be added
}

// OfBelow gives the units below one in the shape of the command line and the API.
func OfBelow(lang i18n.Lang, b standing.Below) Below {
	out := Below{Unit: b.Unit.Code, UnitName: b.Unit.Name, Cycle: b.Cycle, AsKnown: b.AsKnown, Month: b.Month,
		Indicators: []Shared{}, Rows: []BelowRow{}, Issues: []Issue{}}
	for _, s := range b.Indicators {
		out.Indicators = append(out.Indicators, sharedOf(s))
	}
	if b.Chosen != nil {
		one := sharedOf(*b.Chosen)
		out.Chosen = &one
	}
	for _, r := range b.Rows {
		row := BelowRow{Unit: r.Unit.Code, UnitName: r.Unit.Name, Head: head(r.Head), Own: r.Own, Total: r.Total(), Reached: r.Count[criterion.Exceeded] + r.Count[criterion.Met],
			Exceeded: r.Count[criterion.Exceeded], Met: r.Count[criterion.Met], NotMet: r.Count[criterion.NotMet], NotAssessed: r.Count[criterion.NotAssessed],
			Reported: r.Reported, Newest: r.Newest, AllTotal: r.Listed, AllReached: r.Reached, Flags: flagged(lang, r.Closed.Flags())}
		if r.Chosen != nil {
			one := answerRow(lang, *r.Chosen)
			row.Chosen = &one
		}
		out.Rows = append(out.Rows, row)
	}
	out.Units, out.Total, out.Reached = b.Set()
	sentence := "answer.below_sentence"
	if out.Units == 0 {
		sentence = "answer.below_none"
	}
	out.Sentence = i18n.T(lang, sentence, "units", out.Units, "unit", b.Unit.Name, "reached", out.Reached, "total", out.Total)
	return out
}

func sharedOf(s standing.Shared) Shared {
	return Shared{string(s.Indicator), s.Name, s.UnitOfMeasure, s.Units, s.Reported, s.Sum}
}

// Rollup is what a check of the roll-up found.
type Rollup struct {
	OK      bool         `json:"ok"`
	Boards  int          `json:"boards"`  // lists, compared with the records, now and as of a past date
	Targets int          `json:"targets"` // on them
	Kept    int          `json:"kept"`    // rows of how they stood
	Rows    []rollupDiff `json:"rows"`
	Issues  []Issue      `json:"issues"`
}

type rollupDiff struct {
	Unit    string       `json:"unit"`
	Cycle   period.Cycle `json:"cycle"`
	AsKnown period.Date  `json:"as_known"`
	Target  string       `json:"target"`
	Have    string       `json:"have"`
	Want    string       `json:"want"`
}

// OfRollup gives what a check found in the shape of the command line and the API.
func OfRollup(lang i18n.Lang, v standing.RollupVerdict) Rollup {
	out := Rollup{OK: v.Alarm == nil, Boards: v.Boards, Targets: v.Targets, Kept: v.Rows, Rows: []rollupDiff{}, Issues: []Issue{}}
	if a := v.Alarm; a != nil {
		out.Rows = append(out.Rows, rollupDiff{a.Unit, a.Cycle, a.AsKnown, string(a.Target), a.Have, a.Want})
		out.Issues = append(out.Issues, Issue{Key: "cli.rollup_differs", Message: i18n.T(lang, "cli.rollup_differs", OfAlarm(a)...)})
	}
	return out
}

// OfAlarm gives the arguments that say an alarm.
func OfAlarm(a *standing.Alarm) []any {
	return []any{"unit", a.Unit, "cycle", a.Cycle, "target", string(a.Target), "have", a.Have, "want", a.Want}
}
