// Package release is what a body makes public of a year: a copy of the approved
// figures as they stood, version by version, that nothing unreleased can get into.
package release

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Step is what a version did.
type Step string

// The steps.
const (
	Made      Step = "made"      // released, for the first time or again
	Withdrawn Step = "withdrawn" // taken down: it and all before it are not shown any more
)

// Version is one release of a unit's year, without what it says.
type Version struct {
	Unit    id.ID
	Cycle   period.Cycle
	No      int64 // from 1
	Step    Step
	Code    string // of the unit
	Name    string
	Reached int64
	Total   int64
	On      Moment // from which it may be read
	Notice  string // what was corrected, or why it was taken down
	Entries int64  // of the log: the version of the data
	Root    string
	ByName  string
	At      time.Time
}

// Body is all that is public of a unit's year. What is not in here is on no
// public page.
type Body struct {
	Rows         []Row         `json:"rows"`
	Shortcomings []Shortcoming `json:"shortcomings"`
}

// Row is a target.
type Row struct {
	ID            id.ID           `json:"id"`
	PartOf        id.ID           `json:"part_of,omitempty"` // the target it is a part of, in which it counts
	Label         string          `json:"label"`
	Field         string          `json:"field"`
	Name          string          `json:"name"`
	UnitOfMeasure string          `json:"unit_of_measure"`
	Direction     string          `json:"direction"`
	Accumulation  string          `json:"accumulation"`
	Setter        string          `json:"setter"`
	Plan          string          `json:"plan"`
	Actual        string          `json:"actual"`
	Percent       string          `json:"percent"` // "101.08"; "" where a percentage means nothing
	Class         criterion.Class `json:"class"`
	Estimate      bool            `json:"estimate"`
	Illustrative  bool            `json:"illustrative"`
	Number        string          `json:"number"` // of the document that sets it
	Issuer        string          `json:"issuer"`
	IssuedOn      period.Date     `json:"issued_on"`
	Answers       string          `json:"answers"` // the post, or the unit: never a person
	Months        []Month         `json:"months"`
	LastYear      Past            `json:"last_year"`
}

// Month is an approved figure of a month.
type Month struct {
	Month period.Month `json:"month"`
	Text  string       `json:"text"`
	Final bool         `json:"final"`
}

// Past is how the same ended a year before.
type Past struct {
	Actual string          `json:"actual"`
	Class  criterion.Class `json:"class"`
}

// Shortcoming is one as it is released.
type Shortcoming struct {
	ID        id.ID       `json:"id"`
	Field     string      `json:"field"`
	Statement string      `json:"statement"`
	Remedy    string      `json:"remedy"`
	Due       period.Date `json:"due"`
	State     string      `json:"state"`
	Invented  bool        `json:"invented"`
}

// Counts gives how many rows were reached, and how many there are.
func (b Body) Counts() (reached, total int64) {
	for _, r := range b.Whole() {
		total++
		if r.Reached() {
			reached++
		}
	}
	return reached, total
}

// Whole gives the targets that count: parts count in theirs.
func (b Body) Whole() (out []Row) {
	for _, r := range b.Rows {
		if r.PartOf == "" {
			out = append(out, r)
		}
	}
	return out
}

// Reached says whether a target was met or exceeded.
func (r Row) Reached() bool { return r.Class == criterion.Met || r.Class == criterion.Exceeded }

// Row gives a target of it.
func (b Body) Row(which id.ID) (Row, bool) {
	i := slices.IndexFunc(b.Rows, func(r Row) bool { return r.ID == which })
	if i < 0 {
		return Row{}, false
	}
	return b.Rows[i], true
}

// Mark is the same for the same words, and another for others.
func (b Body) Mark() string {
	text, _ := json.Marshal(b) // strings and flags: it cannot fail
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// Change is a target whose released words changed.
type Change struct {
	Name     string
	Was, Now string // "" where it was not there, or is no longer
}

// Changes compares what was public with what is to be.
func Changes(was, now Body) (out []Change) {
	for _, r := range now.Rows {
		if before, ok := was.Row(r.ID); !ok {
			out = append(out, Change{Name: r.Name, Now: r.said()})
		} else if before.said() != r.said() {
			out = append(out, Change{Name: r.Name, Was: before.said(), Now: r.said()})
		}
	}
	for _, r := range was.Rows {
		if _, ok := now.Row(r.ID); !ok {
			out = append(out, Change{Name: r.Name, Was: r.said()})
		}
	}
	return out
}

func (r Row) said() string {
	text := r.Actual
	if text == "" {
		text = "–"
	}
	return text + " / " + r.Plan
}

// Readable gives the versions that may be read at a moment: those that are due, and
// after the last that was taken down. down is that one, where it is the newest and
// something could be read before it: what never was public is not told of.
func Readable(all []Version, at Moment) (list []Version, down *Version) {
	for _, v := range all {
		switch {
		case v.On > at:
		case v.Step == Withdrawn:
			if slices.ContainsFunc(list, func(before Version) bool { return before.On <= v.On }) {
				down = &v
			}
			list = nil
		default:
			list, down = append(list, v), nil
		}
	}
	return list, down
}

// Waiting says whether a version waits for its moment.
func Waiting(all []Version, at Moment) bool {
	return slices.ContainsFunc(all, func(v Version) bool { return v.On > at })
}

// Numbered gives one of some versions by its number, which is its for good.
func Numbered(list []Version, no int64) (v Version, newest, ok bool) {
	i := slices.IndexFunc(list, func(v Version) bool { return v.No == no })
	if i < 0 {
		return Version{}, false, false
	}
	return list[i], i == len(list)-1, true
}

// Known gives the newest of some versions as it was to be read at the end of a day;
// "" for the newest. newest says whether it is.
func Known(list []Version, day period.Date) (v Version, newest, ok bool) {
	for i := len(list) - 1; i >= 0; i-- {
		if day == "" || list[i].On.Day() <= day && list[i].At.Before(day.EndOfDay()) {
			return list[i], i == len(list)-1, true
		}
	}
	return Version{}, false, false
}
