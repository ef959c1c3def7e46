// Package sample holds the sample world: Ngân Sơn district of Bắc Kạn province
// with its communes, departments and resolutions of 2022, 2023 and 2024.
//
// What the press printed is retyped with its source. Everything else, plans and
// figures without a source, all people, decision and resolution numbers, is
// made up to fill the picture, and each such row says so. world/README.md
// describes the files; docs/sample-world.md tells what is real in them.
package sample

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"

	"dondoc/internal/access"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

//go:embed world/*.json world/*.csv
var files embed.FS

// Data is the whole sample world as its files give it.
type Data struct {
	Sources      map[string]Source
	Units        []Unit // parents before children
	Invented     bool   // the people are made up
	People       []Person
	Posts        []Post
	Appointments []Appointment
	Password     string // of every sample account
	Accounts     []Account
	Indicators   []Indicator
	Resolutions  []Resolution
	Targets      []Target // of all resolutions, in their order
	Allotments   []Allotment
	Monthly      Monthly
}

// Source is where a fact comes from; targets and figures name it by its key.
type Source struct {
	Name string      `json:"name"` // "Báo Bắc Kạn"
	Item string      `json:"item"` // the article's number or the document's date
	Says string      `json:"says"` // what it is about
	Date period.Date `json:"date"` // "" where it is not known
}

// Unit is a public body from a day on. Then holds later changes of the same body.
type Unit struct {
	Code     string      `json:"code"`
	Kind     string      `json:"kind"` // one of org.Kinds
	Name     string      `json:"name"`
	NameEn   string      `json:"name_en"`
	Parent   string      `json:"parent"`   // a unit's code
	Official string      `json:"official"` // code in the state's list of units
	From     period.Date `json:"valid_from"`
	Decision string      `json:"decision"`
	Source   string      `json:"source"`
	Then     []Unit      `json:"then"`
}

// Person is an invented office holder.
type Person struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Post is an office in a unit.
type Post struct {
	Code  string `json:"code"`
	Unit  string `json:"unit"`
	Title string `json:"title"`
	Head  bool   `json:"head"`
}

// Appointment is a tenure; To is "" while it has no end.
type Appointment struct {
	Person   string       `json:"person"`
	Post     string       `json:"post"`
	Capacity org.Capacity `json:"capacity"`
	From     period.Date  `json:"from"`
	To       period.Date  `json:"to"`
	Decision string       `json:"decision"` // illustrative
	Note     string       `json:"note"`
}

// Account is a sample account; Person may be "".
type Account struct {
	Username string  `json:"username"`
	Name     string  `json:"name"`
	Person   string  `json:"person"`
	Grants   []Grant `json:"grants"`
	Place    string  `json:"-"` // the name of the first grant's unit; see AccountsOn
	Lives    bool    `json:"-"` // in the communes of today
}

// Grant is a role over a unit, by code, and all below it.
type Grant struct {
	Role access.Role `json:"role"`
	Unit string      `json:"unit"`
}

// Indicator is what the targets of several years measure, and who answers for it.
type Indicator struct {
	Key           string `json:"key"`
	Field         string `json:"field"`
	Name          string `json:"name"`
	UnitOfMeasure string `json:"unit_of_measure"`
	Direction     string `json:"direction"`    // higher, lower, stay, none
	Accumulation  string `json:"accumulation"` // flow, stock, event_count, milestone
	Setter        string `json:"setter"`       // own, superior
	AnswerUnit    string `json:"answer_unit"`
	Post          string `json:"post"`
	Places        int    `json:"places"`  // decimals of a monthly figure
	Form          string `json:"form"`    // a monthly figure as written; {} is the number
	Profile       string `json:"profile"` // how it grows over the year: a key of Monthly.Profiles
}

// Resolution sets the targets of a year. Number and date are made up where Invented.
type Resolution struct {
	Key      string       `json:"key"`
	Cycle    period.Cycle `json:"cycle"`
	Unit     string       `json:"unit"`
	Number   string       `json:"number"`
	Issuer   string       `json:"issuer"`
	IssuedOn period.Date  `json:"issued_on"`
	Title    string       `json:"title"`
	Invented bool         `json:"invented"`
}

// Target is one row of a resolution with the year's result.
type Target struct {
	Cycle            period.Cycle `json:"-"` // of the file it stands in
	Resolution       string       `json:"-"`
	Ordinal          int          `json:"ordinal"`
	Indicator        string       `json:"indicator"`
	Wording          string       `json:"wording"`
	Baseline         string       `json:"baseline"` // plain decimal, where the wording speaks of a change
	PlanIllustrative bool         `json:"plan_illustrative"`
	PlanSource       string       `json:"plan_source"`
	Revisions        []Revision   `json:"revisions"`
	Start            string       `json:"start"` // where the year begins, plain decimal
	Actual           Result       `json:"actual"`
	Estimate         *Result      `json:"estimate"` // the December estimate where it differs from Actual
	Published        *Published   `json:"published"`
}

// Revision is a later wording of a target.
type Revision struct {
	On      period.Date `json:"on"`
	Wording string      `json:"wording"`
	Reason  string      `json:"reason"`
}

// Result is a figure as written, and its value as a plain decimal or an ISO date.
type Result struct {
	Text         string `json:"text"`
	Value        string `json:"value"`
	Illustrative bool   `json:"illustrative"`
	Source       string `json:"source"`
	Note         string `json:"note"`
}

// Published is what the press printed about a target's result.
type Published struct {
	Printed  string `json:"printed"`   // as printed: "101,08%", "chậm"
	Percent  string `json:"percent"`   // plain decimal at the printed precision, or ""
	MoreThan bool   `json:"more_than"` // "hơn 138%"
	Class    string `json:"class"`     // exceeded, met, not_met, met_or_exceeded, or ""
	Source   string `json:"source"`
}

// Allotment gives communes their part of a district target.
type Allotment struct {
	Cycle     period.Cycle `json:"-"`
	Indicator string       `json:"indicator"`
	Reserve   string       `json:"reserve"`
	Reason    string       `json:"reason"`  // why parts and reserve do not make the whole
	Monthly   bool         `json:"monthly"` // the communes report by month, else only at the year's end
	Parts     []Part       `json:"parts"`
}

// Part is what one commune was allotted and reached.
type Part struct {
	Unit    string `json:"unit"`
	Wording string `json:"wording"`
	Actual  Result `json:"actual"`
}

// World reads the sample world. An error means the files built into the program are at fault.
func World() (*Data, error) {
	d := &Data{}
	read := reader{}
	read.file("sources.json", &struct{ Sources *map[string]Source }{&d.Sources})
	read.file("units.json", &struct{ Units *[]Unit }{&d.Units})
	read.file("people.json", &struct {
		Invented     *bool
		Note         string
		People       *[]Person
		Posts        *[]Post
		Appointments *[]Appointment
	}{&d.Invented, "", &d.People, &d.Posts, &d.Appointments})
	read.file("accounts.json", &struct {
		Password *string
		Note     string
		Accounts *[]Account
	}{&d.Password, "", &d.Accounts})
	read.file("indicators.json", &struct{ Indicators *[]Indicator }{&d.Indicators})
	read.file("resolutions.json", &struct{ Resolutions *[]Resolution }{&d.Resolutions})
	read.file("monthly.json", &d.Monthly)
	for _, r := range d.Resolutions {
		d.Targets = append(d.Targets, read.targets("targets_"+string(r.Cycle)+".json")...)
	}
	d.Allotments = read.allotments("allotments_2023.json")
	return d, read.err
}

// reader reads the embedded files one after another and keeps the first error.
type reader struct{ err error }

func (r *reader) file(name string, into any) {
	if r.err != nil {
		return
	}
	text, err := files.ReadFile(path.Join("world", name))
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		err = dec.Decode(into)
	}
	if err != nil {
		r.err = fmt.Errorf("sample: %s: %w", name, err)
	}
}

func (r *reader) targets(name string) []Target {
	var f struct {
		Cycle      period.Cycle
		Resolution string
		Note       string
		Targets    []Target
	}
	r.file(name, &f)
	for i := range f.Targets {
		f.Targets[i].Cycle, f.Targets[i].Resolution = f.Cycle, f.Resolution
	}
	return f.Targets
}

func (r *reader) allotments(name string) []Allotment {
	var f struct {
		Cycle      period.Cycle
		Note       string
		Allotments []Allotment
	}
	r.file(name, &f)
	for i := range f.Allotments {
		f.Allotments[i].Cycle = f.Cycle
	}
	return f.Allotments
}

// Indicator finds an indicator by its key.
func (d *Data) Indicator(key string) (Indicator, bool) {
	for _, i := range d.Indicators {
		if i.Key == key {
			return i, true
		}
	}
	return Indicator{}, false
}

// Cite says a source in one line: "Báo Bắc Kạn, post59980". It gives "" for none.
func (d *Data) Cite(key string) string {
	s, ok := d.Sources[key]
	if !ok {
		return ""
	}
	return s.Name + ", " + s.Item
}
