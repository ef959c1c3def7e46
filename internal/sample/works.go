package sample

import (
	"fmt"
	"strconv"
	"strings"

	"dondoc/internal/app/money"
	"dondoc/internal/app/sheets"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// told is what the sample tells of a project beside its money.
type told struct {
	Works     []int64     `json:"works"` // % done at the end of each month of a year
	Contract  contract    `json:"contract"`
	Gates     [][3]string `json:"gates"` // step, paper, day
	Explained []explained `json:"explained"`
	Results   []supported `json:"results"`

	commune commune
	office  string
}

type contract struct {
	Number     string `json:"number"` // {} stands for the year
	Contractor string `json:"contractor"`
	Signed     string `json:"signed"`
	Expires    string `json:"expires"` // a day, or a day of this year
}

// supported is what the project did for a crop: by months of this year, hectares
// in hundredths, households and cooperatives to date.
type supported struct {
	Crop    string     `json:"crop"`
	Goal    string     `json:"goal"` // the commune's target it works towards
	ByMonth [][4]int64 `json:"by_month"`
}

// explained is why the money of a year was behind by a month.
type explained struct {
	Month    int    `json:"month"`
	Cause    string `json:"cause"`
	Fault    string `json:"fault"`
	Remedy   string `json:"remedy"`
	Promised string `json:"promised"` // a day of the year
	Who      string `json:"who"`
}

// tell enters an event of a project on a day.
func (l *loader) tell(p sampleProject, project func() id.ID, on period.Date, e works.Event) {
	by := p.office
	if e.Kind == works.Progress || e.Kind == works.Explained {
		by = p.commune.Officer
	}
	l.at(entered(on), 11, func() error {
		e.Project, e.On = project(), on
		_, err := l.app.RecordWorks(l.ctx, l.actors[by], e)
		return err
	})
}

// planContract tells of the steps a project passed and of its contract.
func (l *loader) planContract(p sampleProject, project func() id.ID) {
	for _, g := range p.Gates {
		l.tell(p, project, period.Date(g[2]), works.Event{Kind: works.Gate, Gate: g[0], Number: g[1]})
	}
	c := p.Contract
	if c.Number == "" {
		return
	}
	expires := c.Expires
	if len(expires) == len("12-20") {
		expires = fmt.Sprintf("%d-%s", l.today.Month().Cycle().Year(), expires)
	}
	l.tell(p, project, period.Date(c.Signed), works.Event{Kind: works.Contract, Number: strings.ReplaceAll(c.Number, "{}", c.Signed[:4]), Contractor: c.Contractor, Value: l.contracted(p), Expires: period.Date(expires)})
}

// contracted is what the project's contracts come to: the plans of its years, this
// one and the next among them.
func (l *loader) contracted(p sampleProject) int64 {
	full, err := capital.ReadDong(p.Plan)
	if err != nil {
		panic(err) // the sample is ours
	}
	return full * int64(l.today.Month().Cycle().Year()-capitalFrom+2)
}

// planTold tells of a capital year: its plan of the months, how far the works are,
// and why the money was behind.
func (l *loader) planTold(p sampleProject, project func() id.ID, year int) {
	past := func(d period.Date) bool { return d < l.today.AddDays(-1) }
	full, err := capital.ReadDong(p.Plan)
	if err != nil {
		panic(err)
	}
	if on := period.Date(strconv.Itoa(year) + "-01-20"); year >= 2025 && past(on) {
		e := works.Event{Kind: works.Schedule, Year: year, Source: capital.Source(p.Source)}
		for i, part := range p.Planned {
			e.Months[i] = full / 100 * part
		}
		l.tell(p, project, on, e)
	}
	if year == l.today.Month().Cycle().Year() {
		for i, done := range p.Works {
			if on := period.Cycle(strconv.Itoa(year)).Months()[i].End(); past(on) {
				l.tell(p, project, on, works.Event{Kind: works.Progress, Percent: done * 100})
			}
		}
	}
	if year == l.today.Month().Cycle().Year() {
		l.planResults(p, project, year)
	}
	for _, x := range p.Explained {
		on := period.Cycle(strconv.Itoa(year)).Months()[x.Month].Start().AddDays(4)
		if year >= 2025 && past(on) {
			l.tell(p, project, on, works.Event{Kind: works.Explained, Year: year, Month: x.Month, Cause: x.Cause, Fault: x.Fault, Remedy: x.Remedy,
				Promised: period.Date(fmt.Sprintf("%d-%s", year, x.Promised)), Who: x.Who})
		}
	}
}

// planResults has what support of production came to told month by month.
func (l *loader) planResults(p sampleProject, project func() id.ID, year int) {
	cycle := period.Cycle(strconv.Itoa(year))
	for _, r := range p.Results {
		for _, m := range r.ByMonth {
			on := cycle.Months()[m[0]-1].End()
			if on >= l.today.AddDays(-1) {
				continue
			}
			l.at(entered(on), 11, func() error {
				_, err := l.app.RecordWorks(l.ctx, l.actors[p.commune.Officer], works.Event{Project: project(), Kind: works.Result, On: on, Crop: r.Crop,
					Target: l.targets[key(cycle, r.Goal, p.commune.Unit)], Hectares: m[1], Households: m[2], Cooperatives: m[3], Note: "số minh hoạ"})
				return err
			})
		}
	}
}

// planStatement has the Treasury's statement of the newest month that is all
// approved taken in; one project differs from the commune's own books.
func (l *loader) planStatement() {
	year := l.today.Month().Cycle().Year()
	months := period.Cycle(strconv.Itoa(year)).Months()
	at := -1
	for i, m := range months {
		if m.End() < l.today.AddDays(-8) {
			at = i
		}
	}
	if at < 0 {
		return
	}
	rows := []string{"Mã dự án,Tên dự án,Nguồn vốn,Lũy kế giải ngân (đồng)"}
	for i, p := range l.living.projects {
		if p.Commune != "" {
			continue
		}
		full, err := capital.ReadDong(p.Plan)
		if err != nil {
			panic(err)
		}
		paid := p.paid(full, year, at)
		if i == 1 {
			paid += 12_500_000 // a voucher that the commune has not entered
		}
		rows = append(rows, fmt.Sprintf("%s,%s,%s,%d", p.Code, p.Name, p.Source, paid))
	}
	day := months[at].End()
	l.at(day.AddDays(5), 9, func() error {
		_, err := l.app.ImportCapital(l.ctx, l.actors["van-phong"], money.CapitalImport{Unit: l.living.communes[0].Unit, Year: year, Day: day,
			Sheet: sheets.Sheet{Name: "kho-bac-so-minh-hoa.csv", Content: []byte(strings.Join(rows, "\n") + "\n")}})
		return err
	})
}
