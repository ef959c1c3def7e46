// Package register gives shortcomings and violations in the one JSON shape that
// the command line and the API share.
package register

import (
	"cmp"
	"time"

	"dondoc/internal/answer"
	"dondoc/internal/answer/parts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
	"dondoc/internal/violation"
)

// Shortcomings is a unit's register of a year.
type Shortcomings struct {
	Unit       string            `json:"unit"`
	Year       period.Cycle      `json:"year"`
	Day        period.Date       `json:"day"` // as it stood at the end of
	Tally      shortcoming.Tally `json:"tally"`
	Unremedied int               `json:"unremedied"` // not remedied in their year
	Left       int               `json:"left_open"`  // entries of earlier years neither remedied nor carried over
	parts.Cutting
	Rows   []ShortcomingRow `json:"rows"`
	Issues []answer.Issue   `json:"issues"`
}

// ShortcomingRow is one shortcoming.
type ShortcomingRow struct {
	ID         id.ID               `json:"id"`
	Register   string              `json:"register"` // code of the unit in whose register it stands
	Year       period.Cycle        `json:"year"`
	First      period.Cycle        `json:"found_in"`
	Years      int                 `json:"years"`
	Field      string              `json:"field"`
	Statement  string              `json:"statement"`
	Objective  string              `json:"objective_causes"`
	Subjective string              `json:"subjective_causes"`
	Head       answer.Head         `json:"head"`
	Product    string              `json:"product"`
	Due        period.Date         `json:"due"`
	State      shortcoming.State   `json:"state"`
	StateText  string              `json:"state_text"`
	Late       int                 `json:"days_late"`
	RemediedOn period.Date         `json:"remedied_on,omitempty"`
	Source     string              `json:"source,omitempty"`
	Invented   bool                `json:"illustrative"`
	Grounds    []shortcomingGround `json:"grounds"`
}

type shortcomingGround struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Asked string `json:"asked"` // the plan, or the last day; of money in đồng
	Got   string `json:"got"`
	Stand string `json:"stand"`
}

func grounds(list []shortcoming.Ground) []shortcomingGround {
	out := []shortcomingGround{}
	for _, g := range list {
		out = append(out, shortcomingGround{g.Key(), g.Name, g.Asked, g.Got, g.Stand})
	}
	return out
}

func head(r desk.Responsible) answer.Head {
	return answer.Head{Name: r.Person.Name, Post: r.Post.Title, Unit: r.Unit.Name, UnitCode: r.Unit.Code, Invented: r.Person.Invented}
}

// OfRow gives one shortcoming as it stands.
func OfRow(lang i18n.Lang, r shortcomings.Row) ShortcomingRow {
	return ShortcomingRow{ID: r.ID, Register: r.Register.Code, Year: r.Year, First: r.First, Years: r.Years(), Field: r.Field, Statement: r.Statement, Objective: r.Objective, Subjective: r.Subjective,
		Head: head(r.Answers), Product: r.Product, Due: r.Due, State: r.State, StateText: i18n.T(lang, "shortcoming.state_"+string(r.State)), Late: r.Behind,
		RemediedOn: r.RemediedOn(), Source: r.Source, Invented: r.Invented, Grounds: grounds(r.Grounds)}
}

func rows(lang i18n.Lang, list []shortcomings.Row) []ShortcomingRow {
	out := []ShortcomingRow{}
	for _, r := range list {
		out = append(out, OfRow(lang, r))
	}
	return out
}

// OfShortcomings gives a unit's register.
func OfShortcomings(lang i18n.Lang, l shortcomings.List, after, most int) Shortcomings {
	some, part := parts.Cut(l.Rows, after, most)
	return Shortcomings{Unit: l.Unit.Code, Year: l.Year, Day: l.Day, Tally: l.Tally, Unremedied: l.Tally.Unremedied(), Left: l.Left, Cutting: part, Rows: rows(lang, some), Issues: []answer.Issue{}}
}

// Shortcoming is one with all that happened to it.
type Shortcoming struct {
	ShortcomingRow
	Confirms string             `json:"confirms"` // code of the unit whose verifier or head confirms
	Unclear  []string           `json:"unclear"`
	Steps    []shortcoming.Step `json:"steps"` // that may be taken now
	Events   []shortcomingEvent `json:"events"`
	Before   []ShortcomingRow   `json:"goes_on_from"` // the newest first
	After    []ShortcomingRow   `json:"goes_on_as"`
	Issues   []answer.Issue     `json:"issues"`
}

type shortcomingEvent struct {
	Step    shortcoming.Step `json:"step"`
	On      period.Date      `json:"on"`
	Text    string           `json:"text,omitempty"`
	By      string           `json:"by"`
	At      string           `json:"at"`
	Changed []string         `json:"changed,omitempty"`
	Files   []proofFile      `json:"files,omitempty"`
}

type proofFile struct {
	ID     id.ID  `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// OfPage gives one shortcoming with all that happened to it.
func OfPage(lang i18n.Lang, p shortcomings.Page) Shortcoming {
	out := Shortcoming{ShortcomingRow: OfRow(lang, p.Row), Confirms: p.Confirmer.Code, Unclear: []string{}, Steps: append([]shortcoming.Step{}, p.Steps...), Events: []shortcomingEvent{},
		Before: rows(lang, p.Before), After: rows(lang, p.After), Issues: []answer.Issue{}}
	for _, u := range p.Unclear {
		out.Unclear = append(out.Unclear, i18n.Say(lang, u))
	}
	for _, e := range p.Events {
		one := shortcomingEvent{Step: e.Step, On: e.On, Text: e.Text, By: e.ByName, At: e.At.Format(time.RFC3339)}
		if e.Amended != nil {
			one.Changed = e.Amended.Names()
		}
		for _, f := range e.Files {
			one.Files = append(one.Files, proofFile{f.ID, f.Name, f.Size, f.SHA256})
		}
		out.Events = append(out.Events, one)
	}
	return out
}

// ShortcomingProposals are the rows of a unit's year that may prove shortcomings.
type ShortcomingProposals struct {
	Unit   string                `json:"unit"`
	Year   period.Cycle          `json:"year"`
	Open   int                   `json:"targets_not_assessed"`             // they propose nothing
	More   bool                  `json:"more_late_tasks"`                  // than are listed
	Many   int                   `json:"projects_not_looked_at,omitempty"` // of capital: too many to be looked at one by one
	Rows   []shortcomingProposal `json:"rows"`
	Issues []answer.Issue        `json:"issues"`
}

type shortcomingProposal struct {
	shortcomingGround
	Statement string      `json:"statement"` // as it could be worded
	Field     string      `json:"field,omitempty"`
	Head      answer.Head `json:"head"`
	Raised    id.ID       `json:"raised,omitempty"` // the shortcoming it proves already
}

// OfProposals gives what may be raised.
func OfProposals(lang i18n.Lang, p shortcomings.Proposals) ShortcomingProposals {
	out := ShortcomingProposals{Unit: p.Unit.Code, Year: p.Year, Open: p.Open, More: p.More, Many: p.Many, Rows: []shortcomingProposal{}, Issues: []answer.Issue{}}
	for _, r := range p.Rows {
		out.Rows = append(out.Rows, shortcomingProposal{grounds([]shortcoming.Ground{r.Ground})[0], i18n.Say(lang, r.Statement), r.Field, head(r.Answers), r.Raised})
	}
	return out
}

// ShortcomingsCarried is what carrying over came to.
type ShortcomingsCarried struct {
	Made     []id.ID          `json:"made"`
	Awaiting []ShortcomingRow `json:"left_awaiting"` // their closing is asked for and not decided
	Issues   []answer.Issue   `json:"issues"`
}

// OfCarried gives what carrying over came to.
func OfCarried(lang i18n.Lang, c shortcomings.CarriedOver) ShortcomingsCarried {
	return ShortcomingsCarried{append([]id.ID{}, c.Made...), rows(lang, c.Awaiting), []answer.Issue{}}
}

// ShortcomingReview is what the review of a unit's year needs of its shortcomings.
type ShortcomingReview struct {
	Unit           string            `json:"unit"`
	Year           period.Cycle      `json:"year"`
	Tally          shortcoming.Tally `json:"tally"`
	EarlierSettled bool              `json:"earlier_all_remedied"`
	Rows           []ShortcomingRow  `json:"rows"`
	Earlier        []ShortcomingRow  `json:"earlier"`   // found in a year before
	Left           []ShortcomingRow  `json:"left_open"` // of these, in registers of years before
	Issues         []answer.Issue    `json:"issues"`
}

// OfReview gives what a review needs.
func OfReview(lang i18n.Lang, r shortcomings.Review) ShortcomingReview {
	return ShortcomingReview{r.Unit.Code, r.Year, r.Tally, r.EarlierSettled(), rows(lang, r.Rows), rows(lang, r.Earlier), rows(lang, r.Left), []answer.Issue{}}
}

// Violations is a unit's register of a year, compared with the year before.
type Violations struct {
	Unit     string               `json:"unit"`
	Year     period.Cycle         `json:"year"`
	Until    period.Date          `json:"until"`      // the year is counted up to here
	Same     period.Date          `json:"same_until"` // and the year before up to here
	Now      violation.Sum        `json:"now"`
	Before   violation.Sum        `json:"before"`
	Compared []violationsCompared `json:"compared"`
	Struck   int                  `json:"struck_out"`
	Feeds    []violationFeed      `json:"feeds"`
	parts.Cutting
	Rows   []violationRow `json:"rows"`
	Issues []answer.Issue `json:"issues"`
}

type violationsCompared struct {
	Kind   string        `json:"kind"`
	Name   string        `json:"name"`
	Now    violation.Sum `json:"now"`
	Before violation.Sum `json:"before"`
}

type violationFeed struct {
	Target   id.ID        `json:"target"`
	Name     string       `json:"name"`
	Kinds    []string     `json:"kinds"`
	Speaks   []string     `json:"speaks_of"` // kinds its name speaks of
	Month    period.Month `json:"month"`
	Cases    int          `json:"cases"` // in the register to the end of month
	Reported string       `json:"reported,omitempty"`
	Of       period.Month `json:"reported_month,omitempty"`
	Differs  bool         `json:"differs"`
}

type violationRow struct {
	ID        id.ID              `json:"id"`
	Unit      string             `json:"unit"`
	Kind      string             `json:"kind"`
	KindName  string             `json:"kind_name"`
	On        period.Date        `json:"on"`
	Place     string             `json:"place"`
	What      string             `json:"what"`
	Cases     int                `json:"cases"`
	People    int                `json:"people"`
	Area      int64              `json:"area_m2"`
	Handling  violation.Handling `json:"handling"`
	HandledOn period.Date        `json:"handled_on,omitempty"`
	Decision  string             `json:"decision,omitempty"`
	Fine      int64              `json:"fine_dong,omitempty"`
	Source    string             `json:"source,omitempty"`
	Struck    string             `json:"struck_out,omitempty"`
	Invented  bool               `json:"illustrative"`
}

func ofViolation(lang i18n.Lang, r shortcomings.ViolationRow) violationRow {
	return violationRow{r.ID, r.Where.Code, r.Kind, kindName(lang, r.Kind), r.On, r.Place, r.What, r.Cases, r.People, r.Area, r.Handling, r.HandledOn, r.Decision, r.Fine, r.Source, r.Struck, r.Invented}
}

func kindName(lang i18n.Lang, code string) string {
	k, _ := violation.KindOf(code)
	return cmp.Or(k.Name(string(lang)), code)
}

// OfViolations gives a unit's register of violations.
func OfViolations(lang i18n.Lang, v shortcomings.Violations, after, most int) Violations {
	out := Violations{Unit: v.Unit.Code, Year: v.Year, Until: v.Until, Same: v.Same, Now: v.Total.Now, Before: v.Total.Before, Compared: []violationsCompared{}, Struck: v.Struck,
		Feeds: []violationFeed{}, Rows: []violationRow{}, Issues: []answer.Issue{}}
	for _, c := range v.Compared {
		out.Compared = append(out.Compared, violationsCompared{c.Kind, kindName(lang, c.Kind), c.Now, c.Before})
	}
	for _, f := range v.Feeds {
		one := violationFeed{Target: f.Target.ID, Name: f.Target.Name, Kinds: append([]string{}, f.Kinds...), Speaks: append([]string{}, f.Speaks...), Month: f.Month, Cases: f.Cases, Differs: f.Differs}
		if f.Reported != nil {
			one.Reported, one.Of = f.Reported.Text, f.Reported.Month
		}
		out.Feeds = append(out.Feeds, one)
	}
	some, part := parts.Cut(v.Rows, after, most)
	out.Cutting = part
	for _, r := range some {
		out.Rows = append(out.Rows, ofViolation(lang, r))
	}
	return out
}

// Violation is one entry with how often it was put right.
type Violation struct {
	violationRow
	Changed []string       `json:"changed"` // the reasons
	Issues  []answer.Issue `json:"issues"`
}

// OfViolationPage gives one entry.
func OfViolationPage(lang i18n.Lang, p shortcomings.ViolationPage) Violation {
	out := Violation{ofViolation(lang, p.ViolationRow), []string{}, []answer.Issue{}}
	for _, a := range p.Amended {
		out.Changed = append(out.Changed, a.Reason)
	}
	return out
}
