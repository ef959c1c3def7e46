package sample

import (
	"fmt"
	"strconv"
	"strings"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// district is the last half year of the district: three facts, the rest made up.
type district struct {
	Note       string           `json:"note"`
	Resolution Resolution       `json:"resolution"`
	Indicators []Indicator      `json:"indicators"`
	Targets    []districtTarget `json:"targets"`
	Allotted   string           `json:"allotted"` // the indicator that was allotted to the communes
	Parts      []districtPart   `json:"parts"`
}

// districtTarget is a target of the district's last year: Expected is where it was going.
type districtTarget struct {
	Ordinal            int    `json:"ordinal"`
	Indicator          string `json:"indicator"`
	Wording            string `json:"wording"`
	PlanSource         string `json:"plan_source"`
	Start              string `json:"start"`
	Expected           string `json:"expected"`
	FirstQuarter       string `json:"first_quarter"` // as the press printed it
	FirstQuarterSource string `json:"first_quarter_source"`
	Note               string `json:"note"`
}

// districtPart is what a commune was allotted of it.
type districtPart struct {
	Unit string `json:"unit"`
	Plan int    `json:"plan"`
}

// shares are how much of the district's amounts went to each commune, in
// percent, as the map of the reorganisation has it.
var shares = map[string]int64{"xa-na-phac-01936": 28, "xa-bang-van-01942": 18, "xa-ngan-son-01954": 30, "thuong-quan": 10, "xa-hiep-luc-01960": 14}

func (l *loader) districtIndicator(key string) (Indicator, bool) {
	for _, i := range l.living.district.Indicators {
		if i.Key == key {
			return i, true
		}
	}
	return l.data.Indicator(key)
}

// planDistrict has the district live its last half year.
func (l *loader) planDistrict() {
	d := l.living.district
	r := d.Resolution
	l.at(r.IssuedOn, 9, func() (err error) {
		l.documents[r.Key], err = l.app.AddDocument(l.ctx, l.actors["van-phong"], plan.NewDocument{Unit: l.units[r.Unit], Cycle: r.Cycle, Number: r.Number, Issuer: r.Issuer,
			IssuedOn: r.IssuedOn, Title: r.Title, Invented: r.Invented})
		return err
	})
	for _, t := range d.Targets {
		l.at(r.IssuedOn, 10, func() error { return l.addDistrictTarget(t) })
		for n := 1; n <= 6; n++ {
			l.planDistrictMonth(t, r.Cycle.Months()[n-1])
		}
	}
	l.at(r.IssuedOn.AddDays(3), 9, l.allotLast)
	for n := 1; n <= 5; n++ {
		m := r.Cycle.Months()[n-1]
		l.at(m.Next().Start().AddDays(l.data.Monthly.Calendar.LockDay-1), 17, func() error {
			return l.app.LockPeriod(l.ctx, l.actors["van-phong"], l.units[r.Unit], m)
		})
	}
}

func (l *loader) addDistrictTarget(t districtTarget) error {
	i, ok := l.districtIndicator(t.Indicator)
	if !ok {
		return fmt.Errorf("no indicator %q", t.Indicator)
	}
	made, err := l.app.AddTarget(l.ctx, l.actors["van-phong"], plan.NewTarget{Document: l.documents["2025"], Setter: target.Setter(i.Setter), Place: t.Ordinal, Label: fmt.Sprint(t.Ordinal),
		Field: i.Field, Name: i.Name, Wording: t.Wording, UnitOfMeasure: i.UnitOfMeasure, Direction: criterion.Direction(i.Direction), Accumulation: target.Accumulation(i.Accumulation),
		AnswerUnit: l.units[i.AnswerUnit], Post: l.posts[i.Post], Confirmed: true, Illustrative: t.PlanSource == "", Source: l.data.Cite(t.PlanSource)})
	if err != nil {
		return fmt.Errorf("%s: %w", i.Name, err)
	}
	l.targets[key("2025", t.Indicator, "ngan-son")] = made
	return nil
}

// allotLast gives the communes their parts of the afforestation target; they
// report them by quarter.
func (l *loader) allotLast() error {
	d := l.living.district
	in := plan.NewAllotment{Target: l.targets[key("2025", d.Allotted, "ngan-son")], Illustrative: true}
	for _, p := range d.Parts {
		in.Parts = append(in.Parts, plan.Part{Unit: l.units[p.Unit], Wording: fmt.Sprint(p.Plan, " ha")})
	}
	if err := l.app.Allot(l.ctx, l.actors["van-phong"], in); err != nil {
		return err
	}
	page, err := l.app.Target(l.ctx, l.operator, in.Target, "")
	for _, part := range page.Allotted {
		l.targets[key("2025", d.Allotted, part.Unit.Code)] = part.ID
	}
	return err
}

// planDistrictMonth has a figure of the district's last half year reported; the
// parts of what was allotted follow by quarter and make the whole.
func (l *loader) planDistrictMonth(t districtTarget, m period.Month) {
	i, _ := l.districtIndicator(t.Indicator)
	value, ok := l.data.way(i, t.Start, t.Expected, m)
	if !ok {
		return
	}
	text, source := strings.ReplaceAll(i.Form, "{}", written(value, i.Places)), ""
	if m.Number() == 3 && t.FirstQuarter != "" {
		text, source = t.FirstQuarter, l.data.Cite(t.FirstQuarterSource)
	}
	l.planApproved(func() id.ID { return l.targets[key("2025", t.Indicator, "ngan-son")] }, m, text, source, t.Note)
	if t.Indicator != l.living.district.Allotted || m.Number()%3 != 0 {
		return
	}
	whole, places := value, i.Places
	if m.Number() == 3 {
		whole, places = 3288, 2
	}
	rest, plans := whole, int64(0)
	for _, p := range l.living.district.Parts {
		plans += int64(p.Plan)
	}
	for n, p := range l.living.district.Parts {
		part := whole * int64(p.Plan) / plans
		if rest -= part; n == len(l.living.district.Parts)-1 {
			part += rest
		}
		l.planApproved(func() id.ID { return l.targets[key("2025", t.Indicator, p.Unit)] }, m, written(part, places)+" ha", "", "")
	}
}

// planApproved has the district's three people take a figure through. June is
// settled before the district ends.
func (l *loader) planApproved(of func() id.ID, m period.Month, text, source, note string) {
	day := min(m.Next().Start().AddDays(l.data.Monthly.Calendar.ReportDay-1), "2025-06-28")
	if m.Number() != 3 {
		note = ""
	}
	var made id.ID
	l.reports(day, 14, "can-bo", func() figures.NewReport {
		return figures.NewReport{Target: of(), Month: m, Text: text, Cumulative: true, Final: true, Note: note, Source: source, Illustrative: source == ""}
	}, func(o id.ID) { made = o })
	l.advances(day.AddDays(1), 15, "tham-dinh", approval.Verify, &made)
	l.advances(day.AddDays(1), 16, "lanh-dao", approval.Approve, &made)
}

// way is how far a year has come by a month on its way from start to result,
// scaled; false where nothing is reported then.
func (d *Data) way(i Indicator, start, result string, m period.Month) (int64, bool) {
	share := 100
	if n := m.Number(); n < 12 {
		s := d.Monthly.Profiles[i.Profile]
		if len(s) < n || s[n-1] == nil {
			return 0, false
		}
		share = *s[n-1]
	}
	from, err := scaled(start, i.Places)
	if err != nil {
		return 0, false
	}
	to, err := scaled(result, i.Places)
	if err != nil {
		return 0, false
	}
	return from + (to-from)*int64(share)/100, true
}

// text is a goal's figure of a month as the commune writes it.
func (l *loader) text(g goal, c commune, cycle period.Cycle, m period.Month) (string, bool) {
	year, _ := strconv.Atoi(string(cycle))
	value, ok := l.data.way(g.Indicator, g.Start, g.Plans[c.Unit].Results[year%2], m)
	return strings.ReplaceAll(g.Form, "{}", written(value, g.Places)), ok
}

// partText is the figure of a target that came from the district: amounts by the
// commune's share, rates as they were.
func (l *loader) partText(t districtTarget, c commune, m period.Month) (string, bool) {
	i, _ := l.districtIndicator(t.Indicator)
	value, ok := l.data.way(i, t.Start, t.Expected, m)
	if i.Accumulation == "flow" || i.Accumulation == "event_count" {
		value = value * shares[c.Unit] / 100
	}
	if t.Indicator == l.living.district.Allotted {
		value += value % 2 // a trifle above the share: each commune has its own parts
	}
	return strings.ReplaceAll(i.Form, "{}", written(value, i.Places)), ok
}

// baseline is the rate of poor households that the goals of reducing it start from.
var baseline = measure.Int(19)
