package answer

import (
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/people"
	"dondoc/internal/app/units"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Units is the tree of units on a day, parents before children.
type Units struct {
	On     period.Date `json:"on"`
	Rows   []unitRow   `json:"rows"`
	Issues []Issue     `json:"issues"`
}

type unitRow struct {
	Code     string       `json:"code"`
	Name     string       `json:"name"`
	Kind     string       `json:"kind"`
	Parent   string       `json:"parent,omitempty"` // code
	Depth    int          `json:"depth"`
	Official string       `json:"official,omitempty"`
	Cycle    period.Cycle `json:"cycle,omitempty"` // the newest with targets
	Head     Head         `json:"head"`
}

// OfUnits gives the tree of units in the shape of the command line and the API.
func OfUnits(t units.UnitTree) Units {
	out := Units{On: t.On, Rows: []unitRow{}, Issues: []Issue{}}
	code := map[id.ID]string{}
	for _, r := range t.Rows {
		code[r.ID] = r.Code
		out.Rows = append(out.Rows, unitRow{r.Code, r.Name, r.Kind, code[r.Parent], r.Depth, r.Official, r.Cycle, head(r.Head)})
	}
	return out
}

// Unit is one unit on a day with its posts and its whole past.
type Unit struct {
	Code     string         `json:"code"`
	Name     string         `json:"name"`
	Kind     string         `json:"kind"`
	Parent   string         `json:"parent,omitempty"`
	Official string         `json:"official,omitempty"`
	On       period.Date    `json:"on"`
	Head     Head           `json:"head"`
	Posts    []post         `json:"posts"`
	Tenures  []tenure       `json:"tenures"` // the newest first
	Versions []version      `json:"versions"`
	Children []string       `json:"children"` // codes
	Cycles   []period.Cycle `json:"cycles"`
	Issues   []Issue        `json:"issues"`
}

type post struct {
	ID      id.ID    `json:"id"`
	Title   string   `json:"title"`
	Head    bool     `json:"head"`
	Holders []string `json:"holders"`
}

type version struct {
	Name     string      `json:"name"`
	Kind     string      `json:"kind"`
	From     period.Date `json:"from"`
	To       period.Date `json:"to"`
	Decision string      `json:"decision,omitempty"`
}

type tenure struct {
	ID       id.ID        `json:"id"`
	PersonID id.ID        `json:"person_id"`
	Person   string       `json:"person"`
	Invented bool         `json:"invented,omitempty"`
	Post     string       `json:"post"`
	Capacity org.Capacity `json:"capacity"`
	Decision string       `json:"decision,omitempty"`
	From     period.Date  `json:"from"`
	To       period.Date  `json:"to"`
}

func ofTenure(t units.Tenure, title string) tenure {
	return tenure{t.Appointment.ID, t.Person.ID, t.Person.Name, t.Person.Invented, title, t.Capacity, t.Decision, t.From, t.To}
}

// OfUnit gives a unit's page in the shape of the command line and the API.
func OfUnit(p units.UnitPage) Unit {
	out := Unit{Code: p.Code, Name: p.Name, Kind: p.Kind, Parent: p.Parent.Code, Official: p.Official, On: p.On, Head: head(p.Head), Posts: []post{},
		Tenures: []tenure{}, Versions: []version{}, Children: []string{}, Cycles: append([]period.Cycle{}, p.Cycles...), Issues: []Issue{}}
	for _, one := range p.Posts {
		held := post{one.ID, one.Title, one.Post.Head, []string{}}
		for _, h := range one.Holders {
			held.Holders = append(held.Holders, h.Person.Name)
		}
		out.Posts = append(out.Posts, held)
	}
	for _, t := range p.Tenures {
		out.Tenures = append(out.Tenures, ofTenure(t.Tenure, t.Post.Title))
	}
	for _, v := range p.Versions {
		out.Versions = append(out.Versions, version{v.Name, v.Kind, v.From, v.To, v.Decision})
	}
	for _, c := range p.Children {
		out.Children = append(out.Children, c.Code)
	}
	return out
}

// Person is everything tied to one person, tenure by tenure, the latest first.
type Person struct {
	ID       id.ID        `json:"id"`
	Name     string       `json:"name"`
	Invented bool         `json:"invented,omitempty"`
	Rows     []personPost `json:"rows"`
	Issues   []Issue      `json:"issues"`
}

type personPost struct {
	Post     string         `json:"post"`
	Unit     string         `json:"unit"`
	UnitName string         `json:"unit_name"`
	Capacity org.Capacity   `json:"capacity"`
	Decision string         `json:"decision,omitempty"`
	From     period.Date    `json:"from"`
	To       period.Date    `json:"to"`
	Before   string         `json:"before,omitempty"` // from whom the post was taken over
	After    string         `json:"after,omitempty"`  // to whom it was handed over
	Targets  []personTarget `json:"targets"`
}

type personTarget struct {
	ID            id.ID        `json:"id"`
	Cycle         period.Cycle `json:"cycle"`
	No            string       `json:"no"`
	Name          string       `json:"name"`
	UnitOfMeasure string       `json:"unit_of_measure"`
	Wording       string       `json:"wording"`
	Actual        string       `json:"actual"` // when the tenure ended, or now
	Judged
	HandedOver bool   `json:"handed_over"`          // the tenure ended before the cycle did
	TakenOver  *stood `json:"taken_over,omitempty"` // how it stood when the tenure began
}

type stood struct {
	Actual string          `json:"actual"`
	Class  criterion.Class `json:"class"`
}

// OfPerson gives a person's page in the shape of the command line and the API.
func OfPerson(lang i18n.Lang, p people.PersonPage) Person {
	out := Person{ID: p.Person.ID, Name: p.Person.Name, Invented: p.Person.Invented, Rows: []personPost{}, Issues: []Issue{}}
	for _, t := range p.Tenures {
		row := personPost{Post: t.Post.Title, Unit: t.Unit.Code, UnitName: t.Unit.Name, Capacity: t.Capacity, Decision: t.Decision, From: t.From, To: t.To, Targets: []personTarget{}}
		if t.Before != nil {
			row.Before = t.Before.Person.Name
		}
		if t.After != nil {
			row.After = t.After.Person.Name
		}
		for _, one := range t.Targets {
			row.Targets = append(row.Targets, ofPersonTarget(lang, one))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func ofPersonTarget(lang i18n.Lang, t people.PersonTarget) personTarget {
	out := personTarget{ID: t.ID, Cycle: t.Cycle, No: t.Label, Name: t.Name, UnitOfMeasure: t.UnitOfMeasure, Wording: t.Current().Wording,
		Judged: judged(lang, t.Assessment), HandedOver: t.HandedOver}
	out.Class = t.Class
	if t.Actual != nil {
		out.Actual = t.Actual.Text
	}
	if s := t.TakenOver; s != nil {
		out.TakenOver = &stood{Class: s.Class}
		if s.Actual != nil {
			out.TakenOver.Actual = s.Actual.Text
		}
	}
	return out
}

// Accounts is accounts with what they were granted.
type Accounts struct {
	Rows   []accountRow `json:"rows"`
	Issues []Issue      `json:"issues"`
}

type accountRow struct {
	ID       id.ID    `json:"id"`
	Username string   `json:"username"`
	Name     string   `json:"name"`
	Grants   []string `json:"grants"` // role@unit
	Disabled bool     `json:"disabled"`
	Double   string   `json:"double,omitempty"` // another account of the same person, with another step over the same unit
}

// OfAccounts gives accounts in the shape of the command line and the API.
func OfAccounts(all []accounts.AccountView, d *desk.Directory, on period.Date) Accounts {
	out := Accounts{Rows: []accountRow{}, Issues: []Issue{}}
	for _, one := range all {
		out.Rows = append(out.Rows, accountRow{one.ID, one.Username, one.Name, Grants(one.Grants, d, on), one.Disabled, one.Double})
	}
	return out
}

// Grants writes roles over units: "officer@ngan-son".
func Grants(grants []access.Grant, d *desk.Directory, on period.Date) []string {
	out := []string{}
	for _, g := range grants {
		v, _ := d.Unit(g.Unit, on)
		out = append(out, string(g.Role)+"@"+v.Code)
	}
	return out
}

// ReadGrant reads a role over a unit as Grants writes it.
func ReadGrant(text string, d *desk.Directory) (access.Grant, error) {
	role, code, _ := strings.Cut(text, "@")
	unit, err := d.UnitByCode(code)
	return access.Grant{Role: access.Role(role), Unit: unit}, err
}
