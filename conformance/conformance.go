// Package conformance carries the conformance suite for the achievement of
// targets, and the lines by which another program is held to it; README.md
// describes both.
package conformance

import (
	_ "embed"
	"encoding/json"
)

//go:embed achievement.json
var achievement []byte

// Text is a text in both languages.
type Text struct {
	VI string `json:"vi"`
	EN string `json:"en"`
}

// In gives the text in a language, the Vietnamese unless "en" is asked for; ""
// for none.
func (t *Text) In(lang string) string {
	switch {
	case t == nil:
		return ""
	case lang == "en":
		return t.EN
	}
	return t.VI
}

// Suite is a file of cases.
type Suite struct {
	Version int    `json:"version"`
	Title   Text   `json:"title"`
	Cases   []Case `json:"cases"`
}

// Case is one target held against one result. Numbers are plain decimals.
type Case struct {
	ID        string          `json:"id"`
	Wording   Text            `json:"wording"`
	Name      *Text           `json:"name"`
	Unit      string          `json:"unit"`
	Direction string          `json:"direction"`
	Baseline  *json.Number    `json:"baseline"`
	Actual    *Text           `json:"actual"` // nil: nothing was reported
	Options   json.RawMessage `json:"options"`
	Expect    Expect          `json:"expect"`
	Note      *Text           `json:"note"`
	Source    string          `json:"source"`
}

// Expect is what must come out.
type Expect struct {
	Kind        string       `json:"kind"`
	Class       string       `json:"class"`
	Achievement *string      `json:"achievement"` // percent, two decimals; nil for none
	Difference  *json.Number `json:"difference"`
	Explanation string       `json:"explanation"`
	Questions   []string     `json:"questions"`
	Flags       []string     `json:"flags"`
}

// Question is the line a program is asked: one case in one language.
type Question struct {
	ID        string          `json:"id"`
	Lang      string          `json:"lang"`
	Wording   string          `json:"wording"`
	Name      string          `json:"name,omitempty"`
	Unit      string          `json:"unit"`
	Direction string          `json:"direction,omitempty"`
	Baseline  *json.Number    `json:"baseline,omitempty"`
	Actual    *string         `json:"actual"`
	Options   json.RawMessage `json:"options,omitempty"`
}

// Answer is the line a program answers with, for the question of the same ID.
// Achievement is percent as a number or a string of digits, null for none.
// Class and achievement are compared; Kind and ExplanationKey only where they
// are given.
type Answer struct {
	ID             string          `json:"id"`
	Class          string          `json:"class"`
	Achievement    json.RawMessage `json:"achievement"`
	Kind           string          `json:"kind,omitempty"`
	ExplanationKey string          `json:"explanation_key,omitempty"`
	Error          string          `json:"error,omitempty"`
}

// Read reads a suite; without text it is Dondoc's own.
func Read(text []byte) (Suite, error) {
	if text == nil {
		text = achievement
	}
	var s Suite
	err := json.Unmarshal(text, &s)
	return s, err
}

// Ask gives the question of a case in a language.
func (c Case) Ask(lang string) Question {
	q := Question{ID: c.ID, Lang: lang, Wording: c.Wording.In(lang), Name: c.Name.In(lang), Unit: c.Unit, Direction: c.Direction, Baseline: c.Baseline, Options: c.Options}
	if c.Actual != nil {
		actual := c.Actual.In(lang)
		q.Actual = &actual
	}
	return q
}
