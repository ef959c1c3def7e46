package sample

import (
	"fmt"
	"strconv"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// planTies has the targets of disbursement take their rates from the money: those
// of this year of the communes, and the district's three of 2023.
func (l *loader) planTies() {
	cycle := l.today.Month().Cycle()
	on := cycle.Start().AddDays(25)
	if on >= l.today.AddDays(-1) {
		return
	}
	for _, c := range l.living.communes {
		office := "van-phong"
		if c.Officer != "can-bo" {
			office = "van-phong-tinh"
		}
		for _, tie := range [][2]string{{"giai-ngan-dtc", ""}, {"giai-ngan-ctmtqg", capital.NationalProgrammes}} {
			l.at(on, 10, func() error {
				of := l.targets[key(cycle, tie[0], c.Unit)]
				if of == "" {
					return nil // the commune has no such target
				}
				return l.app.TieTarget(l.ctx, l.actors[office], of, &capital.Tie{Setter: capital.Province, Programme: tie[1]})
			})
		}
	}
}

// districtProject is capital the district had in 2023, all of it "số minh hoạ":
// paid so far that the rates are those of its three targets of disbursement.
type districtProject struct {
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	Programme string    `json:"programme"`
	Source    string    `json:"source"`
	Target    string    `json:"target"` // the district's indicator
	Tie       string    `json:"tie"`    // of which projects it is
	Plan      int64     `json:"plan"`   // đồng
	Paid      [12]int64 `json:"paid"`   // in each month, thousandths of the plan
}

// districtYear is the year of the article.
const districtYear = 2023

func (l *loader) planDistrictCapital() {
	for _, p := range l.living.districtProjects {
		made := id.ID("")
		decided := period.Date("2023-01-10")
		l.at(decided, 9, func() (err error) {
			made, err = l.app.CreateProject(l.ctx, l.actors["van-phong"], capital.Project{Unit: l.units["ngan-son"], Code: p.Code, Name: p.Name + " (số minh hoạ)", Programme: p.Programme, Group: "C",
				Decision: "QĐ-UBND (số minh hoạ)", Total: p.Plan})
			return err
		})
		l.at(decided, 10, func() error {
			_, err := l.app.AddCapitalPlan(l.ctx, l.actors["van-phong"], capital.Plan{Project: made, Year: districtYear, Source: capital.Source(p.Source), Setter: capital.Province, Kind: capital.Assigned,
				Amount: p.Plan, Decision: "15/QĐ giao vốn 2023 (số minh hoạ)", On: decided})
			return err
		})
		l.at(decided, 11, func() error {
			of := l.targets[key("2023", p.Target, "ngan-son")]
			if of == "" {
				return nil // a world without the targets of that year
			}
			return l.app.TieTarget(l.ctx, l.actors["van-phong"], of, &capital.Tie{Setter: capital.Province, Programme: p.Tie})
		})
		for i, part := range p.Paid {
			if part > 0 {
				l.payDistrict(p, func() id.ID { return made }, period.Cycle(strconv.Itoa(districtYear)).Months()[i].Start().AddDays(20), p.Plan/1000*part)
			}
		}
		l.at("2024-12-20", 9, func() error {
			return l.app.CloseProject(l.ctx, l.actors["van-phong"], made, "2024-12-20")
		})
	}
}

// payDistrict has a voucher go through the district's three people.
func (l *loader) payDistrict(p districtProject, project func() id.ID, day period.Date, amount int64) {
	made := id.ID("")
	l.at(day.AddDays(1), 10, func() (err error) {
		made, _, err = l.app.Pay(l.ctx, l.actors["can-bo"], capital.Payment{Project: project(), Year: districtYear, Source: capital.Source(p.Source), Kind: capital.Completed, Amount: amount,
			Voucher: fmt.Sprintf("KB-%s-%s", p.Code, day.Month()), On: day})
		return err
	})
	for _, next := range []struct {
		step approval.Step
		by   string
		hour int
	}{{approval.Verify, "tham-dinh", 14}, {approval.Approve, "lanh-dao", 16}} {
		l.steps(day.AddDays(1), next.hour, next.by, next.step, &made)
	}
}
