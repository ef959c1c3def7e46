package sample

import (
	"fmt"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/releases"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
	"dondoc/internal/violation"
)

// sampleShortcoming is one of those that the conference of 10/01/2024 named.
type sampleShortcoming struct {
	Key        string      `json:"key"`
	Field      string      `json:"field"`
	Statement  string      `json:"statement"`
	Grounds    []string    `json:"grounds"` // indicators whose targets of 2023 prove it
	Answers    string      `json:"answers"`
	Objective  string      `json:"objective"`
	Subjective string      `json:"subjective"`
	Product    string      `json:"product"`
	Due        period.Date `json:"due"`
	Progress   string      `json:"progress"`
	Again      period.Date `json:"again"` // the day it gets in 2025; "": remedied before
	Heir       period.Date `json:"heir"`  // and in the commune's register; "": remedied before
	Later      string      `json:"later"` // how far the commune was in July 2026
}

// communeShortcoming is one that the living commune's own conferences of 2026
// named, all of it made up.
type communeShortcoming struct {
	Answers    string      `json:"answers"`
	Field      string      `json:"field"`
	Statement  string      `json:"statement"`
	Objective  string      `json:"objective"`
	Subjective string      `json:"subjective"`
	Product    string      `json:"product"`
	On         period.Date `json:"on"`
	Due        period.Date `json:"due"`
	Progress   string      `json:"progress"`
	Remedied   period.Date `json:"remedied"`
}

// sampleViolation is a case of 2023 and its like of 2024, all of it made up.
type sampleViolation struct {
	Unit   string `json:"unit"`
	Kind   string `json:"kind"`
	On     string `json:"on"`
	Place  string `json:"place"`
	What   string `json:"what"`
	Cases  [2]int `json:"cases"` // of 2023 and 2024; 0: none
	People int    `json:"people"`
	Area   int64  `json:"area"`
	Fine   string `json:"fine"`
}

// communeViolation is a case in the living commune, all of it made up.
type communeViolation struct {
	On     period.Date `json:"on"`
	Kind   string      `json:"kind"`
	Place  string      `json:"place"`
	What   string      `json:"what"`
	Cases  int         `json:"cases"`
	People int         `json:"people"`
	Area   int64       `json:"area"`
	Fine   string      `json:"fine"`
}

type registers struct {
	Note         string               `json:"note"`
	Shortcomings []sampleShortcoming  `json:"shortcomings"`
	Violations   []sampleViolation    `json:"violations"`
	Commune      []communeViolation   `json:"of_the_commune"`
	Named        []communeShortcoming `json:"shortcomings_of_the_commune"`
	Feeds        map[string]string    `json:"feeds"` // kind → indicator
}

// planRegisters has the district's shortcomings of 2023 raised after its
// conference, remedied or carried over, the last into the commune's register.
func (l *loader) planRegisters() {
	if len(l.data.Targets) == 0 {
		return // a world without the district's targets has nothing that proves them
	}
	for _, s := range l.living.registers.Shortcomings {
		l.planShortcoming(s)
	}
	l.at("2024-02-05", 9, func() error {
		in := releases.NewRelease{Unit: "ngan-son", Cycle: "2023"}
		p, err := l.app.PreviewRelease(l.ctx, l.actors["lanh-dao"], in.Unit, in.Cycle)
		if err != nil {
			return err
		}
		for _, s := range p.Body.Shortcomings {
			in.Shortcomings = append(in.Shortcomings, s.ID)
		}
		_, err = l.app.Publish(l.ctx, l.actors["lanh-dao"], in)
		return err
	})
	l.planNews()
	for _, v := range l.living.registers.Violations {
		l.planViolation(v)
	}
	l.planCommuneViolations()
	for _, s := range l.living.registers.Named {
		l.planCommuneShortcoming(s)
	}
	for kind, indicator := range l.living.registers.Feeds {
		for _, year := range []period.Cycle{"2023", "2024"} {
			l.at(year.Start().AddDays(30), 9, func() error {
				return l.app.FeedTarget(l.ctx, l.actors["van-phong"], l.targets[key(year, indicator, "ngan-son")], kind, true)
			})
		}
	}
}

func (l *loader) planShortcoming(s sampleShortcoming) {
	var now id.ID // the entry it stands in
	l.at("2024-01-12", 9, func() (err error) {
		in := shortcomings.NewShortcoming{Unit: l.units["ngan-son"], Year: "2023", Field: s.Field, Statement: s.Statement, AnswerUnit: l.units[s.Answers], Product: s.Product, Due: s.Due,
			Source: "Hội nghị tổng kết năm 2023, ngày 10/01/2024 (Báo Bắc Kạn); nguyên nhân, biện pháp minh hoạ", Invented: true}
		for _, indicator := range s.Grounds {
			in.Grounds = append(in.Grounds, "target:"+string(l.targets[key("2023", indicator, "ngan-son")]))
		}
		now, err = l.app.RaiseShortcoming(l.ctx, l.actors["van-phong"], in)
		return err
	})
	l.at("2024-01-25", 10, func() error {
		return l.app.ExplainShortcoming(l.ctx, l.actors["can-bo"], now, s.Objective, s.Subjective)
	})
	if s.Progress != "" {
		l.at("2024-07-05", 10, func() error {
			_, err := l.app.StepShortcoming(l.ctx, l.actors["can-bo"], now, shortcoming.Event{Step: shortcoming.Progress, Text: s.Progress})
			return err
		})
	}
	remedy := func(day period.Date) { l.remedies(day, &now, s.Product, s.Statement) }
	carry := func(day, due period.Date, to ...string) {
		l.at(day, 15, func() error {
			var units []id.ID
			for _, code := range to {
				units = append(units, l.units[code])
			}
			made, err := l.app.CarryShortcoming(l.ctx, l.actors["van-phong"], now, due, "Chưa khắc phục xong trong năm.", units...)
			if err == nil {
				now = made[0]
			}
			return err
		})
	}
	if s.Again == "" {
		remedy(s.Due.AddDays(-4))
		return
	}
	carry("2025-01-09", s.Again)
	if s.Heir == "" {
		remedy("2025-05-20")
		return
	}
	if l.today > "2025-12-22" {
		carry("2025-12-20", s.Heir, l.living.communes[0].Unit)
	}
	if l.today > "2026-01-22" {
		carry("2026-01-20", s.Heir, l.living.communes[0].Unit)
		if s.Later != "" && l.today > "2026-07-10" {
			l.at("2026-07-08", 9, func() error {
				_, err := l.app.StepShortcoming(l.ctx, l.actors["can-bo"], now, shortcoming.Event{Step: shortcoming.Progress, Text: s.Later})
				return err
			})
		}
	}
}

// remedies has an entry's closing asked for with evidence, and confirmed six days
// later; now is known once it was raised.
func (l *loader) remedies(day period.Date, now *id.ID, product, statement string) {
	l.at(day, 10, func() error {
		_, err := l.app.StepShortcoming(l.ctx, l.actors["can-bo"], *now, shortcoming.Event{Step: shortcoming.Ask, Text: "Đã hoàn thành: " + product + " (minh hoạ)."},
			figures.File{Name: "bien-ban-kiem-tra.txt", MediaType: "text/plain", Content: []byte("Biên bản kiểm tra kết quả khắc phục (minh hoạ): " + statement + "\n")})
		return err
	})
	l.at(day.AddDays(6), 10, func() error {
		_, err := l.app.StepShortcoming(l.ctx, l.actors["tham-dinh"], *now, shortcoming.Event{Step: shortcoming.Confirm})
		return err
	})
}

// planCommuneShortcoming has one of the commune's own raised, explained, and
// remedied or told of, as far as the world has come.
func (l *loader) planCommuneShortcoming(s communeShortcoming) {
	if s.On.AddDays(12) >= l.today {
		return
	}
	now, year := id.ID(""), s.On.Month().Cycle()
	l.at(s.On, 9, func() (err error) {
		now, err = l.app.RaiseShortcoming(l.ctx, l.actors["van-phong"], shortcomings.NewShortcoming{Unit: l.units[l.living.communes[0].Unit], Year: year, Field: s.Field, Statement: s.Statement,
			AnswerUnit: l.units[s.Answers], Product: s.Product, Due: s.Due, Source: "Hội nghị giao ban của UBND xã (minh hoạ)", Invented: true})
		return err
	})
	l.at(s.On.AddDays(5), 10, func() error {
		return l.app.ExplainShortcoming(l.ctx, l.actors["can-bo"], now, s.Objective, s.Subjective)
	})
	if s.Progress != "" {
		l.at(s.On.AddDays(9), 10, func() error {
			_, err := l.app.StepShortcoming(l.ctx, l.actors["can-bo"], now, shortcoming.Event{Step: shortcoming.Progress, Text: s.Progress})
			return err
		})
	}
	if s.Remedied != "" && s.Remedied.AddDays(7) < l.today {
		l.remedies(s.Remedied, &now, s.Product, s.Statement)
	}
}

// planViolation has a case of each year recorded once it was handled.
func (l *loader) planViolation(s sampleViolation) {
	for i, year := range []period.Cycle{"2023", "2024"} {
		if s.Cases[i] == 0 {
			continue
		}
		on := period.Date(string(year) + "-" + s.On)
		l.records(violation.Violation{Kind: s.Kind, On: on, Place: s.Place, What: s.What, Cases: s.Cases[i], People: s.People, Area: s.Area}, s.Unit, s.Fine)
	}
}

// planCommuneViolations has the living commune's cases recorded, and the target on
// them take its count from the register.
func (l *loader) planCommuneViolations() {
	unit := l.living.communes[0].Unit
	for _, s := range l.living.registers.Commune {
		if s.On.AddDays(21) < l.today {
			l.records(violation.Violation{Kind: s.Kind, On: s.On, Place: s.Place, What: s.What, Cases: s.Cases, People: s.People, Area: s.Area}, unit, s.Fine)
		}
	}
	for _, cycle := range l.cycles() {
		if on := cycle.Start().AddDays(30); cycle == "2026" && on < l.today {
			l.at(on, 9, func() error {
				return l.app.FeedTarget(l.ctx, l.actors["van-phong"], l.targets[key(cycle, "vi-pham-lam-nghiep", unit)], "forestry", true)
			})
		}
	}
}

// records has a case recorded three weeks after its day, once it was handled.
func (l *loader) records(v violation.Violation, unit, fined string) {
	l.at(v.On.AddDays(21), 11, func() error {
		v.Unit, v.Handling, v.HandledOn, v.Source, v.Invented = l.units[unit], violation.Settled, v.On.AddDays(20), "số minh hoạ", true
		if fined != "" {
			fine, err := capital.ReadDong(fined)
			if err != nil {
				return err
			}
			v.Handling, v.Fine, v.Decision = violation.Sanctioned, fine, fmt.Sprintf("%d/QĐ-XPHC (số minh hoạ)", 10+int(v.On.Month().Number()))
		}
		_, err := l.app.RecordViolation(l.ctx, l.actors["can-bo"], v, false)
		return err
	})
}
