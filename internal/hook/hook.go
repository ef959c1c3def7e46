// Package hook is what a program of an office is told by itself when something is
// done: of which units and subjects, in what words, and signed, so that it knows
// who says it. What is told holds no figure, no name and no text: the program
// reads what it may with a token of its own.
package hook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Hook is the address of a program that is told.
type Hook struct {
	ID       id.ID
	Account  id.ID  // whose it is: nothing is told that this account may not read in the log
	Name     string // which program
	URL      string
	Unit     id.ID     // of this unit and what stands under it
	Subjects []Subject // none for all
	Made     time.Time
	Until    period.Date // the last day it is told anything
}

// Bounds of a hook.
const (
	Longest     = 366 // days it may last
	longestName = 60
	longestURL  = 500
)

// Over says whether its last day is past.
func (h Hook) Over(today period.Date) bool { return today > h.Until }

// Faults says what is wrong with a hook that is to be made; not whether its
// address can be reached.
func (h Hook) Faults(today period.Date) errs.List {
	var list errs.List
	if name := strings.TrimSpace(h.Name); name == "" || len([]rune(name)) > longestName {
		list = append(list, errs.New(errs.Invalid, "hook.name", "most", longestName).In("name"))
	}
	if len(h.URL) > longestURL {
		list = append(list, errs.New(errs.Invalid, "hook.url_long", "most", longestURL).In("url"))
	}
	if h.Until == "" || h.Until < today || h.Until > today.AddDays(Longest) {
		list = append(list, errs.New(errs.Invalid, "hook.until", "most", Longest).In("until"))
	}
	for _, s := range h.Subjects {
		if !slices.Contains(Subjects(), s) {
			list = append(list, errs.New(errs.Invalid, "hook.subject_unknown", "subject", string(s)).In("subjects"))
		}
	}
	return list
}

// Tells says whether an action of the log is told to it.
func (h Hook) Tells(action string) bool {
	of, ok := Of(action)
	return ok && (len(h.Subjects) == 0 || slices.Contains(h.Subjects, of))
}

// State is what a hook signs with, and how far it has told.
type State struct {
	Hook   id.ID
	Secret string
	Next   int64 // the place in the log it goes on from
	Tried  time.Time
	Told   time.Time
	Error  string // of the newest attempt; "" where it was heard
}

// Why a message is not sent again by itself.
var (
	ErrGone      = errors.New("HTTP 410: the program wants no more")
	ErrForbidden = errors.New("the account is closed or may not read the log of the unit any more")
)

// Subject is what an entry of the log is about.
type Subject string

// The subjects.
const (
	Figures      Subject = "figures"
	Targets      Subject = "targets"
	Tasks        Subject = "tasks"
	Capital      Subject = "capital"
	Shortcomings Subject = "shortcomings"
	Reviews      Subject = "reviews"
	Public       Subject = "public"
	Units        Subject = "units"
)

// Subjects lists the subjects as they are shown.
func Subjects() []Subject {
	return []Subject{Figures, Targets, Tasks, Capital, Shortcomings, Reviews, Public, Units}
}

// subjects is what each kind of action is about; "" for what nobody is told.
var subjects = map[string]Subject{
	"observation": Figures, "period": Figures, "report": Public, "chase": "",
	"target": Targets, "document": Targets, "draft": Targets, "coverage": Targets, "synonyms": "",
	"task": Tasks, "directive": Tasks, "charge": Tasks, "capital": Capital,
	"shortcoming": Shortcomings, "violation": Shortcomings, "review": Reviews, "commend": Reviews,
	"release": Public, "news": Public,
	"unit": Units, "post": Units, "person": Units, "appointment": Units, "people": Units,
	"account": "", "label": "", "ledger": "", "clock": "", "job": "", "hook": "",
}

// Of gives what an action is about; false for what no program is told: sign-ins,
// accounts, settings.
func Of(action string) (Subject, bool) {
	kind, _, _ := strings.Cut(action, ".")
	s := subjects[kind]
	return s, s != ""
}

// Known says whether it is settled what an action is about.
func Known(action string) bool {
	kind, _, _ := strings.Cut(action, ".")
	_, ok := subjects[kind]
	return ok
}

// Event is one entry of the log as a program is told of it.
type Event struct {
	Seq    int64     `json:"seq"`
	At     time.Time `json:"at"`
	Action string    `json:"action"`
	Object string    `json:"object"`
	Unit   string    `json:"unit"` // code
}

// Message is what is sent at once.
type Message struct {
	ID   string // the same however often it is sent
	At   time.Time
	Body []byte
	Sign string
}

// told is the form of a message: that of the Standard Webhooks, type, timestamp, data.
type told struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      any       `json:"data"`
}

// Events makes the message of some events of a hook, which the log has before next.
func Events(h Hook, secret string, all []Event, next int64, at time.Time) (Message, error) {
	from := next
	if len(all) > 0 {
		from = all[0].Seq
	}
	return message(fmt.Sprintf("%s-%d-%d", h.ID, from, next), secret, told{"dondoc.events", at.UTC(), map[string]any{"hook": h.ID, "next": next, "events": all}})
}

// Ping makes a message that tells nothing, to see whether the program hears.
func Ping(h Hook, secret string, which id.ID, at time.Time) (Message, error) {
	return message(string(which), secret, told{"dondoc.ping", at.UTC(), map[string]any{"hook": h.ID}})
}

func message(name, secret string, t told) (Message, error) {
	body, err := json.Marshal(t)
	if err != nil {
		return Message{}, err
	}
	m := Message{ID: name, At: t.Timestamp, Body: body}
	m.Sign, err = Sign(secret, name, t.Timestamp, body)
	return m, err
}

// secretMark begins every secret, as the Standard Webhooks ask.
const secretMark = "whsec_"

// Secret writes the key of a hook as it is given to the program.
func Secret(key []byte) string { return secretMark + base64.StdEncoding.EncodeToString(key) }

// Sign signs a message by the scheme of the Standard Webhooks (version 1 of their
// specification, symmetric): HMAC-SHA256 over "id.seconds.body".
func Sign(secret, name string, at time.Time, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretMark))
	if err != nil {
		return "", err
	}
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte(name + "." + strconv.FormatInt(at.Unix(), 10) + "."))
	sum.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(sum.Sum(nil)), nil
}
