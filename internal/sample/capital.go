package sample

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// sampleProject is a project of the commune: all of it "số minh hoạ".
type sampleProject struct {
	Commune   string      `json:"commune"` // the investor; "" for the first
	From      int         `json:"from"`    // the first capital year; 0 for capitalFrom
	Code      string      `json:"code"`
	Name      string      `json:"name"`
	Programme string      `json:"programme"`
	Component string      `json:"component"` // key of the component project
	Serves    []string    `json:"serves"`    // codes of the units served, beside none: the investor's own
	Source    string      `json:"source"`
	Setters   []string    `json:"setters"` // the nearest to the investor last
	Plan      string      `json:"plan"`    // of a year, as the nearest sets it
	Total     string      `json:"total"`
	Course    [13]float64 `json:"course"`  // paid to date at the end of each month, % of the plan; the last by 31 January
	Advance   int         `json:"advance"` // month whose payment is an advance, recovered two months later; 0: none
	Planned   [13]int64   `json:"planned"` // % of the plan month by month, the last in January after
	told
}

// capitalFrom is the first capital year that is entered: what the commune took
// over from the district is entered with the days it was paid on.
const capitalFrom = 2023

// planCapital has the communes' projects planned and paid month by month.
func (l *loader) planCapital() {
	for _, p := range l.living.projects {
		c := l.living.communes[max(0, slices.IndexFunc(l.living.communes, func(c commune) bool { return c.Unit == p.Commune }))]
		p.office = "van-phong"
		if c.Officer != "can-bo" {
			p.office = "van-phong-tinh"
		}
		p.commune = c
		made := id.ID("")
		project := func() id.ID { return made }
		l.at("2025-07-15", 8, func() error {
			total, err := capital.ReadDong(p.Total)
			if err != nil {
				return err
			}
			total = max(total, l.contracted(p)/20*21)
			made, err = l.app.CreateProject(l.ctx, l.actors[p.office], capital.Project{Unit: l.units[c.Unit], Code: p.Code, Name: p.Name + " (số minh hoạ)",
				Programme: p.Programme, Component: p.Component, Serves: strings.Join(p.Serves, " "), Group: "C", Decision: "QĐ-UBND (số minh hoạ)", Total: total})
			return err
		})
		from := capitalFrom
		if p.From != 0 {
			from = p.From
		}
		l.planContract(p, project)
		for year := from; year <= l.today.Month().Cycle().Year(); year++ {
			l.planYear(p, project, year)
			l.planTold(p, project, year)
		}
	}
	l.planStatement()
	l.planDistrictCapital()
	l.planTies()
}

// entered is the day on which something of a day is entered: a day later, or
// when the commune has taken over.
func entered(day period.Date) period.Date { return max(day.AddDays(1), "2025-07-16") }

func (l *loader) planYear(p sampleProject, project func() id.ID, year int) {
	full, err := capital.ReadDong(p.Plan)
	decided := period.Date(strconv.Itoa(year) + "-01-08")
	if err != nil || decided >= l.today.AddDays(-1) {
		return
	}
	for i, setter := range p.Setters {
		amount := full / 100 * int64(100-10*(len(p.Setters)-1-i))
		l.at(entered(decided), 9, func() error {
			_, err := l.app.AddCapitalPlan(l.ctx, l.actors[p.office], capital.Plan{Project: project(), Year: year, Source: capital.Source(p.Source), Setter: capital.Setter(setter),
				Kind: capital.Assigned, Amount: amount, Decision: fmt.Sprintf("%d/QĐ giao vốn %d (số minh hoạ)", 10+i, year), On: decided})
			return err
		})
	}
	before := int64(0)
	for i := range p.Course {
		day := period.Date(strconv.Itoa(year+1) + "-01-28")
		if i < 12 {
			day = period.Cycle(strconv.Itoa(year)).Months()[i].Start().AddDays(26)
		}
		paid := p.paid(full, year, i)
		l.planPayment(p, project, year, i+1, paid-before, day)
		before = paid
	}
}

// paid is what was paid of a year's plan by the end of a month; no two years are alike.
func (p sampleProject) paid(full int64, year, month int) int64 {
	pace := []float64{1, 0.94, 0.98, 0.9}[year%4]
	return int64(p.Course[month]*pace*10) * (full / 1000)
}

func (l *loader) planPayment(p sampleProject, project func() id.ID, year, month int, amount int64, day period.Date) {
	if amount <= 0 || day >= l.today.AddDays(-1) {
		return
	}
	kind := capital.Completed
	if month == p.Advance {
		kind = capital.Advance
	}
	l.pay(p, project, year, kind, amount, fmt.Sprintf("KB-%s-%d-%02d", p.Code, year, month), day)
	if back := day.AddDays(62); kind == capital.Advance && back < l.today.AddDays(-1) {
		l.pay(p, project, year, capital.Recovery, amount, fmt.Sprintf("TH-%s-%d", p.Code, year), back)
	}
}

// pay has a voucher entered, verified and approved by three people; the newest
// ones still wait.
func (l *loader) pay(p sampleProject, project func() id.ID, year int, kind capital.PaymentKind, amount int64, voucher string, day period.Date) {
	made := id.ID("")
	l.at(entered(day), 10, func() (err error) {
		made, _, err = l.app.Pay(l.ctx, l.actors[p.commune.Officer], capital.Payment{Project: project(), Year: year, Source: capital.Source(p.Source), Kind: kind, Amount: amount, Voucher: voucher, On: day})
		return err
	})
	for _, next := range []struct {
		step approval.Step
		by   string
		hour int
	}{{approval.Verify, p.commune.Verifier, 14}, {approval.Approve, p.commune.Head, 16}} {
		if entered(day) < l.today.AddDays(-5) || next.step == approval.Verify && entered(day) < l.today.AddDays(-2) {
			l.steps(entered(day), next.hour, next.by, next.step, &made)
		}
	}
}
