// Package chase is following up (đôn đốc): who is told what, by which way, and
// at which hour it may reach them.
package chase

import (
	"errors"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// What is chased.
type What string

// The things chased: figures of a month that were not reported, tasks that run late.
const (
	Figures What = "figures"
	Tasks   What = "tasks"
)

// Valid says whether it is one of them.
func (w What) Valid() bool { return w == Figures || w == Tasks }

// Chaser is one reminder of all who are late, as it was sent.
type Chaser struct {
	ID     id.ID
	Unit   id.ID // whose list it was
	What   What
	Month  period.Month // of figures
	Day    period.Date
	Rule   string // "" where a person sent it; escalation
	Note   string
	Rows   int // of the list
	Untold int // of them without anybody to tell
	By     id.ID
	ByName string
	At     time.Time
}

// Escalation is the rule by which the head is told after some days.
const Escalation = "escalation"

// Closing is the job that closes the months whose agreed day is past.
const Closing = "closing"

// Item is one thing one account was chased about.
type Item struct{ Account, Object id.ID }

// The kinds of notices.
const (
	OfFigures  = "figures"  // a chaser about figures
	OfTasks    = "tasks"    // a chaser about tasks
	OfHead     = "head"     // the head is told of figures that stay out
	OfTheHead  = "headtask" // … of tasks
	OfTheDay   = "digest"   // once a day: what waits
	MailWaits  = "waiting"
	MailSends  = "sending" // handed to the mail server, whose answer is not known yet
	MailSent   = "sent"
	MailFailed = "failed"
	MailUnsure = "unsure" // the line broke before the server said that it has it
)

// Notice is what one account is told.
type Notice struct {
	ID      id.ID
	Account id.ID
	Once    string // the same is never told twice
	Kind    string
	Chaser  id.ID
	Unit    id.ID
	Month   period.Month
	Counts  Counts
	ByName  string
	Note    string
	At      time.Time
	Opened  time.Time
	Mail    string // how it stands with the letter
	MailAt  time.Time
}

// What a way of sending may answer with: that the letter will never be taken, or
// that nobody knows whether it was. Any other error is of the moment.
var (
	ErrRefused = errors.New("refused for good")
	ErrUnsure  = errors.New("the line broke before the answer")
)

// Counts is how much of what waits.
type Counts struct {
	Report   int         `json:"report,omitempty"`   // figures to report, not late yet
	Late     int         `json:"late,omitempty"`     // figures late
	Returned int         `json:"returned,omitempty"` // sent back
	Verify   int         `json:"verify,omitempty"`
	Approve  int         `json:"approve,omitempty"`
	Tasks    int         `json:"tasks,omitempty"`    // tasks late
	Soon     int         `json:"soon,omitempty"`     // tasks due soon
	Vouchers int         `json:"vouchers,omitempty"` // of capital, to verify, approve or put right
	Closings int         `json:"closings,omitempty"` // closing days of capital years that come near
	Due      period.Date `json:"due,omitempty"`
}

// Sum is how many things wait in all.
func (c Counts) Sum() int {
	return c.Report + c.Late + c.Returned + c.Verify + c.Approve + c.Tasks + c.Soon + c.Vouchers + c.Closings
}

// The letters an account wants.
const (
	NoMail    = ""
	MailDaily = "daily" // with the digest
	MailEach  = "each"  // each chaser too
)

// Wish is how an account wants to be told. On the pages everything is told.
type Wish struct {
	Account   id.ID
	Address   string
	Mail      string
	Digest    bool   // what waits, once a day
	QuietFrom int    // hour of the day from which no letter comes …
	QuietTo   int    // … until this one
	Push      string // the browsers, as Mail

	Confirmed  string    // the address that its owner confirmed
	AskedUntil time.Time // until when the newest question for it can be answered
}

// Usual is the wish of who said nothing.
func Usual(account id.ID) Wish {
	return Wish{Account: account, Digest: true, QuietFrom: 18, QuietTo: 7}
}

// Reachable says whether there is an address that its owner confirmed.
func (w Wish) Reachable() bool { return w.Address != "" && w.Address == w.Confirmed }

// WantsMail says whether a letter is wanted for a kind of notice.
func (w Wish) WantsMail(kind string) bool {
	if !w.Reachable() {
		return false
	}
	return w.Mail == MailEach || w.Mail == MailDaily && kind == OfTheDay
}

// quiet says whether no letter comes at an hour.
func (w Wish) quiet(hour int) bool {
	if w.QuietFrom <= w.QuietTo {
		return w.QuietFrom <= hour && hour < w.QuietTo
	}
	return hour >= w.QuietFrom || hour < w.QuietTo
}

// Reaches gives the first moment from now on at which a letter may come: on a
// working day, outside the quiet hours.
func (w Wish) Reaches(now time.Time, off period.Calendar) time.Time {
	at := now.In(period.Zone)
	if w.QuietFrom != w.QuietTo && w.quiet(at.Hour()) || !off.Works(period.DateOf(at)) {
		at = at.Truncate(time.Hour)
		for range 24 * 30 {
			at = at.Add(time.Hour)
			if off.Works(period.DateOf(at)) && !w.quiet(at.Hour()) {
				break
			}
		}
	}
	return at
}

// Rule is when what runs by itself runs.
type Rule struct {
	Hour     int           `json:"hour"`     // of the digest, on working days
	Before   int           `json:"before"`   // days before a deadline from which it is told
	Escalate int           `json:"escalate"` // working days after which the head is told; 0 for never
	Off      []period.Date `json:"off,omitempty"`
}

// UsualRule is the rule of a database where nobody set one.
func UsualRule() Rule { return Rule{Hour: 7, Before: 3, Escalate: 5} }

// Calendar is the days off around a day: those of the law (Tết by the five days
// of Điều 112, Bộ luật Lao động 2019) and those announced.
func (r Rule) Calendar(around period.Date) period.Calendar {
	year := around.Month().Cycle().Year()
	return period.NewCalendar(year-1, year+1, append(period.Feasts(year-1, year+1), r.Off...)...)
}

// Says is what a notice says, without a figure or a name of what waits: it may
// go by ways that others see.
func (n Notice) Says(unit string) phrase.Phrase {
	key := "chase.says_" + n.Kind
	if n.Kind == OfFigures && n.Counts.Late == 0 {
		key = "chase.says_ahead"
	}
	args := map[string][]any{
		"chase.says_figures":  {"n", n.Counts.Late, "month", n.Month, "due", n.Counts.Due, "by", n.ByName},
		"chase.says_ahead":    {"n", n.Counts.Report, "month", n.Month, "due", n.Counts.Due, "by", n.ByName},
		"chase.says_tasks":    {"n", n.Counts.Tasks, "by", n.ByName},
		"chase.says_head":     {"n", n.Counts.Late, "unit", unit, "month", n.Month, "due", n.Counts.Due},
		"chase.says_headtask": {"n", n.Counts.Tasks, "unit", unit},
		"chase.says_digest":   {"n", n.Counts.Sum()},
		"chase.says_gone":     {"browser", n.Note},
	}
	return phrase.New(key, args[key]...)
}

// Parts are what a digest is made of, each with its number.
func (n Notice) Parts() (out []phrase.Phrase) {
	if n.Kind != OfTheDay {
		return nil
	}
	for _, p := range []struct {
		key string
		n   int
	}{{"chase.part_late", n.Counts.Late}, {"chase.part_report", n.Counts.Report}, {"chase.part_returned", n.Counts.Returned}, {"chase.part_tasks", n.Counts.Tasks},
		{"chase.part_soon", n.Counts.Soon}, {"chase.part_verify", n.Counts.Verify}, {"chase.part_approve", n.Counts.Approve}, {"chase.part_vouchers", n.Counts.Vouchers}, {"chase.part_closings", n.Counts.Closings}} {
		switch {
		case p.n == 0:
		case p.key == "chase.part_late" || p.key == "chase.part_report":
			out = append(out, phrase.New(p.key, "n", p.n, "due", n.Counts.Due))
		default:
			out = append(out, phrase.New(p.key, "n", p.n))
		}
	}
	return out
}
