package chased

import "dondoc/internal/app/chasing"

// Burden is what reporting a year costs a unit and those right under it.
type Burden struct {
	Cycle string       `json:"cycle"`
	Units []UnitBurden `json:"units" doc:"the unit first"`
	Left  int          `json:"left" doc:"units right under it that are not among them"`
}

// UnitBurden is what it costs one of them and all that stand under it.
type UnitBurden struct {
	Unit   string        `json:"unit" doc:"code"`
	Name   string        `json:"name"`
	Months []MonthBurden `json:"months" doc:"those in which something was sent by the sheet on the screen"`
	Twice  [][]AskedFor  `json:"twice" doc:"targets that ask for one indicator under several documents"`
}

// MonthBurden is a month of it.
type MonthBurden struct {
	Month    string `json:"month"`
	Sent     int    `json:"sent" doc:"sendings"`
	Measured int    `json:"measured" doc:"those of which it is known how long the sheet was open"`
	Figures  int    `json:"figures"`
	Minutes  int    `json:"minutes" doc:"from opening to sending, of those that are measured"`
}

// AskedFor is a target, with the document it is asked by.
type AskedFor struct {
	Target   string `json:"target"`
	Name     string `json:"name"`
	Document string `json:"document"`
}

// OfBurden writes it.
func OfBurden(b chasing.Burden) Burden {
	out := Burden{Cycle: string(b.Cycle), Units: []UnitBurden{}, Left: b.Left}
	for _, u := range b.Units {
		row := UnitBurden{Unit: u.Unit.Code, Name: u.Unit.Name, Months: []MonthBurden{}, Twice: [][]AskedFor{}}
		for _, f := range u.Months {
			if f.Sent > 0 {
				minutes, _ := f.Minutes()
				row.Months = append(row.Months, MonthBurden{string(f.Month), f.Sent, f.Measured, f.Figures, minutes})
			}
		}
		for _, group := range u.Twice {
			var of []AskedFor
			for _, r := range group {
				of = append(of, AskedFor{string(r.Target.ID), r.Name, string(r.Document.ID)})
			}
			row.Twice = append(row.Twice, of)
		}
		out.Units = append(out.Units, row)
	}
	return out
}
