package spending

import (
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// RateSource says in words what a reported rate was worked out from.
func RateSource(lang i18n.Lang, rate capital.Rate, tie capital.Tie, until period.Date) string {
	return i18n.T(lang, "capital.tie_source", "until", until, "paid", capital.Dong(rate.Paid), "plan", capital.Dong(rate.Plan), "of", TieWords(lang, tie))
}

// TieWords says which plan and which projects a target takes its rate from.
func TieWords(lang i18n.Lang, tie capital.Tie) string {
	key := "capital.tie_plan"
	if tie.Carried {
		key = "capital.tie_plan_carried"
	}
	out := i18n.T(lang, key, "setter", i18n.T(lang, "capital.setter_"+string(tie.Setter)))
	switch tie.Programme {
	case "":
		return out
	case capital.NationalProgrammes:
		return out + ", " + i18n.T(lang, "capital.tie_national")
	case money.NoProgramme:
		return out + ", " + i18n.T(lang, "capital.tie_none")
	}
	return out + ", " + tie.Programme
}

// Ties are the targets of a unit's year that take their rate from the money, or might.
type Ties struct {
	Unit string    `json:"unit"`
	Year int       `json:"year"`
	Rows []tiedRow `json:"rows"`
}

type tiedRow struct {
	Target    string       `json:"target"`
	Label     string       `json:"label"`
	Name      string       `json:"name"`
	Tied      bool         `json:"tied"`
	Setter    string       `json:"setter,omitempty"`
	Programme string       `json:"programme,omitempty"`
	Carried   bool         `json:"with_carried_over,omitempty"`
	Month     period.Month `json:"month"`
	Paid      int64        `json:"paid"`
	Plan      int64        `json:"plan"`
	Percent   string       `json:"percent,omitempty"`  // never rounded up
	TooMany   bool         `json:"too_many,omitempty"` // projects to work the rate of one programme out
	Reported  string       `json:"reported,omitempty"`
	Differs   bool         `json:"differs"`
	Earlier   []earlierTie `json:"earlier,omitempty"`
}

// earlierTie is a tie that was replaced or ended.
type earlierTie struct {
	Setter    string      `json:"setter"`
	Programme string      `json:"programme,omitempty"`
	Carried   bool        `json:"with_carried_over,omitempty"`
	From      period.Date `json:"from"`
	To        period.Date `json:"to"`
	By        string      `json:"ended_by"`
}

// OfTies gives the targets of disbursement of a unit's year.
func OfTies(t money.Ties) Ties {
	out := Ties{Unit: t.Unit.Code, Year: t.Year, Rows: []tiedRow{}}
	for _, r := range t.Rows {
		row := tiedRow{Target: string(r.Target.ID), Label: r.Target.Label, Name: r.Target.Name, Tied: r.Tie != nil, Month: r.Month, Differs: r.Differs, TooMany: r.Many}
		if r.Tie != nil {
			row.Setter, row.Programme, row.Carried, row.Paid, row.Plan = string(r.Tie.Setter), r.Tie.Programme, r.Tie.Carried, r.Rate.Paid, r.Rate.Plan
			if v, ok := r.Rate.Reported(); ok {
				row.Percent = v.String()
			}
		}
		for _, was := range r.Past {
			row.Earlier = append(row.Earlier, earlierTie{string(was.Setter), was.Programme, was.Carried, period.DateOf(was.At), period.DateOf(was.Until), was.EndedBy})
		}
		if r.Reported != nil {
			row.Reported = r.Reported.Text
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
