package sample

import (
	"fmt"
	"slices"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// living is the world after 2024: the district's last half year, its end, and
// the communes up to the day it is made.
type living struct {
	district district
	reform   reformed
	communes []commune
	goals    []goal
	work     work
	projects []sampleProject

	districtProjects []districtProject

	registers registers
}

// livesFrom is the first day on which there is a commune's month to report.
const livesFrom period.Date = "2025-08-01"

// commune is one of the five, and the accounts its figures go through.
type commune struct {
	Unit     string `json:"unit"`
	Short    string `json:"short"`
	Answers  string `json:"answers"` // what its departments' codes begin with; "" where the commune itself answers
	Officer  string `json:"officer"`
	Verifier string `json:"verifier"`
	Head     string `json:"head"`
}

// goal is a target the communes set, or are set, year after year.
type goal struct {
	Indicator
	Answer string                 `json:"answer"` // the department that answers
	Start  string                 `json:"start"`
	Late   bool                   `json:"late"` // what the newest months lack
	Plans  map[string]communePlan `json:"plans"`
}

// communePlan is a commune's part: what is asked, and the results of even and odd years.
type communePlan struct {
	Wording string    `json:"wording"`
	Results [2]string `json:"results"`
}

func readLiving() (l living, err error) {
	read := reader{}
	read.file("district_2025.json", &l.district)
	read.file("reform_2025.json", &l.reform)
	read.file("communes.json", &struct {
		Note     string
		Communes *[]commune
		Goals    *[]goal
	}{"", &l.communes, &l.goals})
	read.file("tasks.json", &l.work)
	read.file("capital.json", &struct {
		Note     string
		Projects *[]sampleProject
		District *[]districtProject
	}{"", &l.projects, &l.districtProjects})
	read.file("registers.json", &l.registers)
	return l, read.err
}

// planLiving has what happened after 2024 happen, up to yesterday: a world that
// ends before it is what it was then.
func (l *loader) planLiving() error {
	if l.today < livesFrom {
		return nil
	}
	l.planDistrict()
	l.planReform()
	l.planWork()
	l.at("2025-07-10", 9, func() error { return l.addGoals(l.living.communes[0], "2025") })
	l.planCycle("2025")
	l.planTerm()
	for _, cycle := range l.cycles() {
		issued := period.Date(fmt.Sprint(cycle.Year()-1) + "-12-19")
		for _, c := range l.living.communes {
			l.at(issued, 9, func() error { return l.addGoals(c, cycle) })
		}
		l.planCycle(cycle)
	}
	l.planCommuneLocks()
	l.planReasons()
	l.planCapital()
	l.reviewQuarters()
	l.planRegisters()
	l.planCommendations()
	l.planChaser()
	l.planAway()
	return nil
}

// cycles are the years of the communes that are shown beside 2025: this one and
// the one before.
func (l *loader) cycles() (out []period.Cycle) {
	this := l.today.Month().Cycle()
	for _, c := range []period.Cycle{yearBefore(this), this} {
		if c > "2025" {
			out = append(out, c)
		}
	}
	return out
}

// addGoals enters what a commune's council and the province set it for a year.
func (l *loader) addGoals(c commune, cycle period.Cycle) error {
	office := "van-phong"
	if c.Officer != "can-bo" {
		office = "van-phong-tinh"
	}
	documents := map[string]id.ID{}
	set := []plan.NewDocument{
		{Number: "18/NQ-HĐND", Issuer: "HĐND xã " + c.Short, Title: "Nghị quyết về nhiệm vụ phát triển kinh tế - xã hội năm " + string(cycle), Level: target.OwnLevel},
		{Number: fmt.Sprint(2040+c.order(l), "/QĐ-UBND"), Issuer: "UBND tỉnh Thái Nguyên", Title: "Giao chỉ tiêu kế hoạch năm " + string(cycle) + " cho xã " + c.Short, Level: target.SuperiorLevel},
	}
	for n, setter := range []string{"own", "superior"} {
		d := set[n]
		d.Unit, d.Cycle, d.Invented, d.IssuedOn = l.units[c.Unit], cycle, true, period.DateOf(l.clock)
		if cycle == "2025" && setter == "own" {
			d.Number, d.Title = "02/NQ-HĐND", "Nghị quyết về nhiệm vụ 6 tháng cuối năm 2025"
		}
		doc, err := l.app.AddDocument(l.ctx, l.actors[office], d)
		if err != nil {
			return err
		}
		documents[setter] = doc
	}
	place := 20 * (2026 - min(2026, cycle.Year())) // after those that came from the district
	for _, g := range l.goalsOf(c, cycle) {
		place++
		in := plan.NewTarget{Document: documents[g.Setter], Setter: target.Setter(g.Setter), Place: place, Label: fmt.Sprint(place), Field: g.Field, Name: g.Name,
			Wording: g.Plans[c.Unit].Wording, UnitOfMeasure: g.UnitOfMeasure, Direction: criterion.Direction(g.Direction), Accumulation: target.Accumulation(g.Accumulation),
			Confirmed: true, Illustrative: true}
		if answers := c.answers(g.Answer); answers != "" && l.units[answers] != "" {
			in.AnswerUnit, in.Post = l.units[answers], l.posts[answers+".head"]
		}
		if g.UnitOfMeasure == "điểm %" {
			in.Baseline = &baseline
		}
		made, err := l.app.AddTarget(l.ctx, l.actors[office], in)
		if err != nil {
			return fmt.Errorf("%s %s: %w", c.Unit, g.Key, err)
		}
		l.targets[key(cycle, g.Key, c.Unit)] = made
	}
	return nil
}

// planTerm has the Party congress of Ngân Sơn set how many cooperatives five
// years and a half are to bring, and the first half year's one reported.
func (l *loader) planTerm() {
	if l.today <= "2025-08-20" {
		return // the congress lies ahead
	}
	c := l.living.communes[0]
	made := id.ID("")
	l.at("2025-08-20", 9, func() error {
		doc, err := l.app.AddDocument(l.ctx, l.actors["van-phong"], plan.NewDocument{Unit: l.units[c.Unit], Cycle: "2025", Number: "01-NQ/ĐH", Issuer: "Đại hội Đảng bộ xã " + c.Short,
			Title: "Nghị quyết Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2025 - 2030", Level: target.OwnLevel, IssuedOn: "2025-08-15", TermFrom: "2025-08-15", TermTo: "2030-12-31", Invented: true})
		if err != nil {
			return err
		}
		i := slices.IndexFunc(l.living.goals, func(g goal) bool { return g.Key == "hop-tac-xa" })
		g := l.living.goals[i]
		made, err = l.app.AddTarget(l.ctx, l.actors["van-phong"], plan.NewTarget{Document: doc, Setter: target.OwnCouncil, Place: 40, Label: "25", Field: g.Field, Name: g.Name, Wording: "2025-2030: 15 HTX",
			UnitOfMeasure: g.UnitOfMeasure, Direction: criterion.Direction(g.Direction), Accumulation: target.Accumulation(g.Accumulation),
			AnswerUnit: l.units[c.answers(g.Answer)], Post: l.posts[c.answers(g.Answer)+".head"], Confirmed: true, Illustrative: true})
		return err
	})
	for n, m := range []period.Month{"2025-09", "2025-12"} {
		if m <= l.last() {
			l.planState(c, func() id.ID { return made }, m, fmt.Sprint(n, " HTX"), approval.Approved)
		}
	}
}

// order is a commune's place among the five: decisions are numbered by it.
func (c commune) order(l *loader) int {
	return slices.IndexFunc(l.living.communes, func(o commune) bool { return o.Unit == c.Unit }) + 1
}

// answers is the code of a department of a commune.
func (c commune) answers(department string) string {
	if c.Answers == "" {
		return ""
	}
	return c.Answers + department
}

// goalsOf are a commune's goals of a year. In the half year of 2025 the council
// of Ngân Sơn added four to what came from the district.
func (l *loader) goalsOf(c commune, cycle period.Cycle) (out []goal) {
	half := []string{"tiem-phong", "dich-vu-cong", "thu-tuc-hanh-chinh", "che-phu-rung"}
	for _, g := range l.living.goals {
		if _, has := g.Plans[c.Unit]; has && (cycle != "2025" || slices.Contains(half, g.Key)) {
			out = append(out, g)
		}
	}
	return out
}

// last is the newest month that is over: the one reports are due for.
func (l *loader) last() period.Month { return l.today.Month().Start().AddDays(-1).Month() }

// planCycle has the figures of a year's months reported up to the last one.
// Months long past are kept by quarter.
func (l *loader) planCycle(cycle period.Cycle) {
	last := l.last()
	recent := []period.Month{last, before(last, 1), before(last, 2)}
	for _, m := range cycle.Months() {
		if m > last || m < "2025-07" {
			continue
		}
		n := m.Number()
		if n%3 != 0 && cycle != last.Cycle() && !slices.Contains(recent, m) {
			continue
		}
		for _, c := range l.living.communes {
			if c.Answers == "" && n%3 != 0 && !slices.Contains(recent, m) {
				continue // the smaller communes of the sample by quarter
			}
			l.planMonth(c, cycle, m)
		}
	}
}

// planMonth has one commune report a month. In the newest one figures stand in
// every state a figure can stand in, and the late one is behind by three months.
func (l *loader) planMonth(c commune, cycle period.Cycle, m period.Month) {
	last := l.last()
	at := 0
	for _, g := range l.goalsOf(c, cycle) {
		text, ok := l.text(g, c, cycle, m)
		if !ok {
			continue
		}
		state := approval.Approved
		switch {
		case g.Late && c.Officer == "can-bo" && m > before(last, 3):
			continue
		case m == last:
			state = newest[at%len(newest)]
			at++
		}
		l.planState(c, func() id.ID { return l.targets[key(cycle, g.Key, c.Unit)] }, m, text, state)
	}
	if cycle != "2025" {
		return
	}
	for _, t := range l.living.district.Targets {
		text, ok := l.partText(t, c, m)
		if !ok {
			continue
		}
		state := approval.Approved
		if m == last {
			state = newest[at%len(newest)]
			at++
		}
		l.planState(c, func() id.ID { return l.movedTo(c, t.Indicator) }, m, text, state)
	}
}

// newest is how the figures of the last month stand, one after another; "" was
// not reported yet.
var newest = []approval.State{approval.Verified, approval.Approved, approval.Submitted, "", approval.Verified, approval.Submitted, approval.Approved, approval.Returned,
	approval.Submitted, approval.Verified, "", approval.Approved, approval.Draft}

func (l *loader) movedTo(c commune, indicator string) id.ID {
	for _, m := range l.moved {
		if m.commune.Unit == c.Unit && m.indicator == indicator {
			return m.target
		}
	}
	return ""
}

// planState has a figure reported and taken as far as a state.
func (l *loader) planState(c commune, of func() id.ID, m period.Month, text string, to approval.State) {
	if to == "" {
		return
	}
	final := m.Number() != 12 || m < l.last()
	reported := m.Next().Start().AddDays(l.data.Monthly.Calendar.ReportDay - 1)
	var made id.ID
	l.reports(reported, 14, c.Officer, func() figures.NewReport { // without a target where it did not go on in this commune
		return figures.NewReport{Target: of(), Month: m, Text: text, Cumulative: true, Final: final, Illustrative: true, Draft: to == approval.Draft}
	}, func(o id.ID) { made = o })
	step := func(hour int, who string, s approval.Step, reason string) {
		l.takes(reported.AddDays(2), hour, taken{by: who, step: s, reason: reason, made: &made})
	}
	switch to {
	case approval.Returned:
		step(15, c.Verifier, approval.Return, "Số liệu chưa khớp với biểu của đơn vị thực hiện; đề nghị đối chiếu, gửi lại kèm minh chứng.")
	case approval.Verified, approval.Approved:
		step(15, c.Verifier, approval.Verify, "")
	}
	if to == approval.Approved {
		step(16, c.Head, approval.Approve, "")
	}
}

// planCommuneLocks has Ngân Sơn close its months but the last, and open the one
// before the one before again for what is late.
func (l *loader) planCommuneLocks() {
	last := l.last()
	ngan := l.living.communes[0]
	for m := period.Month("2025-07"); m < last; m = m.Next() {
		l.at(m.Next().Start().AddDays(l.data.Monthly.Calendar.LockDay-1), 17, func() error {
			return l.app.LockPeriod(l.ctx, l.actors["van-phong"], l.units[ngan.Unit], m)
		})
	}
	if again := before(last, 2); again >= "2025-07" {
		l.at(l.today.AddDays(-1), 18, func() error {
			return l.app.ReopenPeriod(l.ctx, l.actors["van-phong"], l.units[ngan.Unit], again, l.today.AddDays(9), "Bổ sung số liệu giải ngân vốn đầu tư công sau khi Kho bạc xác nhận lại.")
		})
	}
}

// before is so many months before one.
func before(m period.Month, n int) period.Month {
	for range n {
		m = m.Start().AddDays(-1).Month()
	}
	return m
}

func yearBefore(c period.Cycle) period.Cycle { return c.Start().AddDays(-1).Month().Cycle() }
