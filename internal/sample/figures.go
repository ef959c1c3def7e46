package sample

import (
	"fmt"
	"strconv"
	"strings"

	"dondoc/internal/period"
)

// Monthly is the rule that spreads a year's result over its months.
type Monthly struct {
	Note     string            `json:"note"`
	Calendar Calendar          `json:"calendar"`
	Months   map[string][]int  `json:"months"`   // cycle → months reported before December
	Profiles map[string][]*int `json:"profiles"` // percent of the way to the year's result, January to November; null: nothing reported
	Returns  []Return          `json:"returns"`
}

// Calendar says on which days figures go their way; days are counted after the report.
type Calendar struct {
	ReportDay         int    `json:"report_day"` // of the next month
	VerifyAfter       int    `json:"verify_after"`
	ApproveAfter      int    `json:"approve_after"`
	EstimateOn        string `json:"estimate_on"` // "12-25" of the cycle
	FinalOn           string `json:"final_on"`    // "01-08" of the next year
	FinalVerifyAfter  int    `json:"final_verify_after"`
	FinalApproveAfter int    `json:"final_approve_after"`
	LockDay           int    `json:"lock_day"` // of the next month; December stays open
}

// Return is a figure that was reported wrongly first and sent back.
type Return struct {
	Cycle     period.Cycle `json:"cycle"`
	Indicator string       `json:"indicator"`
	Month     period.Month `json:"month"`
	Text      string       `json:"text"`
	Reason    string       `json:"reason"`
}

// Figure is one year-to-date figure and the days it was reported, verified and approved.
type Figure struct {
	Month        period.Month
	Text         string
	Final        bool // chính thức, else ước
	Illustrative bool
	Source       string // a key of Data.Sources, or ""
	Note         string
	Reported     period.Date
	Verified     period.Date
	Approved     period.Date
	Returned     *Return // what was reported first and sent back; nil for most
}

// Figures gives a target's figures in the order they were reported: the months
// of the rule, the December estimate, and the final figure. The value of a
// month is start + (result − start) × share, cut (not rounded) to the
// indicator's decimals, so that no month runs ahead of what was done.
func (d *Data) Figures(t Target) ([]Figure, error) {
	i, ok := d.Indicator(t.Indicator)
	if !ok {
		return nil, fmt.Errorf("sample: no indicator %q", t.Indicator)
	}
	months, err := d.months(t.Cycle, i, t.Start, t.Actual.Value)
	if err != nil {
		return nil, fmt.Errorf("sample: %s %s: %w", t.Cycle, t.Indicator, err)
	}
	estimate := t.Actual
	estimate.Illustrative, estimate.Source, estimate.Note = true, "", ""
	if t.Estimate != nil {
		estimate = *t.Estimate
	}
	return append(months, d.december(t.Cycle, estimate, false), d.december(t.Cycle, t.Actual, true)), nil
}

// PartFigures gives a commune's figures for its part of an allotted target:
// monthly ones where the allotment has them, and the final one.
func (d *Data) PartFigures(a Allotment, p Part) ([]Figure, error) {
	i, ok := d.Indicator(a.Indicator)
	if !ok {
		return nil, fmt.Errorf("sample: no indicator %q", a.Indicator)
	}
	var out []Figure
	if a.Monthly {
		var err error
		if out, err = d.months(a.Cycle, i, "0", p.Actual.Value); err != nil {
			return nil, fmt.Errorf("sample: %s %s %s: %w", a.Cycle, a.Indicator, p.Unit, err)
		}
		for k := range out {
			out[k].Returned = nil
		}
	}
	return append(out, d.december(a.Cycle, p.Actual, true)), nil
}

// months gives the figures of January to November that the cycle and the profile have.
func (d *Data) months(cycle period.Cycle, i Indicator, start, result string) ([]Figure, error) {
	profile, ok := d.Monthly.Profiles[i.Profile]
	if !ok {
		return nil, fmt.Errorf("no profile %q", i.Profile)
	}
	var out []Figure
	for _, n := range d.Monthly.Months[string(cycle)] {
		if n < 1 || n > len(profile) {
			return nil, fmt.Errorf("profile %q has no month %d", i.Profile, n)
		}
		share := profile[n-1]
		if share == nil {
			continue
		}
		from, err := scaled(start, i.Places)
		if err != nil {
			return nil, err
		}
		to, err := scaled(result, i.Places)
		if err != nil {
			return nil, err
		}
		value := from + (to-from)*int64(*share)/100
		month := cycle.Months()[n-1]
		cal := d.Monthly.Calendar
		reported := month.Next().Start().AddDays(cal.ReportDay - 1)
		out = append(out, Figure{Month: month, Text: strings.ReplaceAll(i.Form, "{}", written(value, i.Places)),
			Final: true, Illustrative: true, Reported: reported, Verified: reported.AddDays(cal.VerifyAfter),
			Approved: reported.AddDays(cal.ApproveAfter), Returned: d.returned(cycle, i.Key, month)})
	}
	return out, nil
}

func (d *Data) returned(cycle period.Cycle, indicator string, month period.Month) *Return {
	for k, r := range d.Monthly.Returns {
		if r.Cycle == cycle && r.Indicator == indicator && r.Month == month {
			return &d.Monthly.Returns[k]
		}
	}
	return nil
}

// december gives the estimate or the final figure of the year.
func (d *Data) december(cycle period.Cycle, r Result, final bool) Figure {
	cal := d.Monthly.Calendar
	reported := period.Date(string(cycle) + "-" + cal.EstimateOn)
	verify, approve := cal.VerifyAfter, cal.ApproveAfter
	if final {
		reported = period.Date(strconv.Itoa(cycle.Year()+1) + "-" + cal.FinalOn)
		verify, approve = cal.FinalVerifyAfter, cal.FinalApproveAfter
	}
	return Figure{Month: cycle.LastMonth(), Text: r.Text, Final: final, Illustrative: r.Illustrative, Source: r.Source,
		Note: r.Note, Reported: reported, Verified: reported.AddDays(verify), Approved: reported.AddDays(approve)}
}

// scaled reads a plain decimal ("24.472") as an integer of 10^-places, cutting what is finer.
func scaled(text string, places int) (int64, error) {
	whole, part, _ := strings.Cut(text, ".")
	part = (part + strings.Repeat("0", places))[:places]
	return strconv.ParseInt(whole+part, 10, 64)
}

// written writes a scaled integer as an office does, with a decimal comma and
// without trailing zeros. Thousands stand without a dot: "19023" can be read in one way only.
func written(n int64, places int) string {
	if places == 0 {
		return strconv.FormatInt(n, 10)
	}
	digits := fmt.Sprintf("%0*d", places+1, n)
	whole, part := digits[:len(digits)-places], strings.TrimRight(digits[len(digits)-places:], "0")
	if part == "" {
		return whole
	}
	return whole + "," + part
}
