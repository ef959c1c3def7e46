package period

import (
	"strings"

	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// DeadlineKind says what sort of deadline was written.
type DeadlineKind string

// The kinds of deadline.
const (
	OnDate      DeadlineKind = "date"
	InMonth     DeadlineKind = "month"
	InQuarter   DeadlineKind = "quarter"
	InHalf      DeadlineKind = "half_year"
	InYear      DeadlineKind = "year"
	InRange     DeadlineKind = "range"
	Recurring   DeadlineKind = "recurring"
	Conditional DeadlineKind = "conditional" // it hangs on something else
	Lasting     DeadlineKind = "duration"    // so many days from a day
	Undated     DeadlineKind = "unknown"     // kept as written; asked about
)

// Deadline is a deadline as written and what it comes to. Start and End are
// the first and the last day it may be met on; "" where the wording gives none.
// Nothing is made up: a year ends on 31 December, and a wording without a date
// has no End.
type Deadline struct {
	Text        string
	Kind        DeadlineKind
	Start, End  Date
	Before      bool       // "trước …": the day named is End and is the last
	Every       string     // Recurring: year, half_year, quarter, month, week, day, or "" for always
	Condition   string     // what it hangs on, as written
	Days        int        // Lasting: how many
	Unit        string     // Lasting: day, working_day, week, month, year, hour
	From        string     // Lasting: what it counts from, as written
	Parts       []Deadline // where one cell names several
	Provisional bool       // a year or a base was taken from the document; see the questions
}

// DeadlineContext is what is known beside a deadline's wording.
type DeadlineContext struct {
	Issued   Date     // of the document, "" when not known
	Base     Date     // the day a duration counts from, "" when not known
	Holidays Calendar // days off, besides Saturdays and Sundays
	Monday   bool     // an end on a day off moves to the next working day (party office practice)
}

// ReadDeadline reads a deadline as offices write it. The questions say what it
// leaves open: a missing year, a day to count from, a date for a condition.
func ReadDeadline(text string, c DeadlineContext) (Deadline, []phrase.Phrase) {
	r := deadlineReader{DeadlineContext: c}
	d := r.read(viet.CleanSpaces(text))
	d.Text = viet.CleanSpaces(text)
	if c.Monday && d.End != "" {
		d.End = c.Holidays.NextWorkingDay(d.End)
	}
	return d, r.questions
}

type deadlineReader struct {
	DeadlineContext
	questions []phrase.Phrase
}

func (r *deadlineReader) ask(key string, args ...any) {
	r.questions = append(r.questions, phrase.New(key, args...))
}

func (r *deadlineReader) read(text string) Deadline {
	if parts := splitParts(text); len(parts) > 1 {
		return r.several(text, parts)
	}
	folded := foldDeadline(text)
	d := Deadline{Kind: Undated}
	switch {
	case folded == "" || folded == "-":
		r.ask("deadline.ask_none")
		return d
	case r.recurring(folded, &d), r.lasting(text, folded, &d):
		return d
	}
	spans := r.spans(folded)
	d.Condition = conditionIn(text, folded)
	switch {
	case len(spans) == 0 && d.Condition != "":
		d.Kind = Conditional
		r.ask("deadline.ask_condition", "condition", d.Condition)
	case len(spans) == 0 && nextYears.MatchString(folded):
		r.followingYears(&d)
	case len(spans) == 0:
		r.ask("deadline.ask_unread", "text", text)
	case len(spans) == 1:
		r.single(folded, spans[0], &d)
	default:
		r.between(spans, &d)
	}
	return d
}

// single takes the one day, month, quarter, half or year that is named.
func (r *deadlineReader) single(folded string, s span, d *Deadline) {
	d.Kind, d.Start, d.End, d.Provisional = s.kind, s.start, s.end, s.provisional
	d.Before = beforeWords.MatchString(folded)
	switch {
	case onwards.MatchString(folded):
		d.Kind, d.End = InRange, ""
		r.ask("deadline.ask_open_end", "from", d.Start)
	case d.Before && s.kind != OnDate:
		d.Start = ""
		if !untilEnd.MatchString(folded) { // "trước tháng 6/2025": over before it begins
			d.End = s.start.AddDays(-1)
		}
	case d.Before:
		d.Start = ""
	}
}

// between takes the first and the last of what is named.
func (r *deadlineReader) between(spans []span, d *Deadline) {
	first, last := spans[0], spans[len(spans)-1]
	d.Kind, d.Start, d.End = InRange, first.start, last.end
	for _, s := range spans {
		d.Start, d.End = min(d.Start, s.start), max(d.End, s.end)
		d.Provisional = d.Provisional || s.provisional
	}
	if last.end < first.start {
		r.ask("deadline.ask_backwards", "from", first.start, "to", last.end)
	}
}

func (r *deadlineReader) followingYears(d *Deadline) {
	d.Kind = Undated
	if r.Issued == "" {
		r.ask("deadline.ask_year")
		return
	}
	year := Cycle(r.Issued[:4]).End().AddDays(1)
	d.Kind, d.Start, d.Provisional = InRange, year, true
	r.ask("deadline.ask_open_end", "from", year)
}

// several reads each part of a cell that names several deadlines.
func (r *deadlineReader) several(text string, parts []string) Deadline {
	d := Deadline{Kind: InRange}
	dated := true
	for _, p := range parts {
		one := r.read(p)
		one.Text = p
		dated = dated && one.End != ""
		d.Parts = append(d.Parts, one)
		if one.Start != "" && (d.Start == "" || one.Start < d.Start) {
			d.Start = one.Start
		}
		d.End = max(d.End, one.End)
	}
	if !dated {
		d.End = ""
		if d.Start == "" {
			d.Kind = d.Parts[0].Kind
		}
	}
	return d
}

// splitParts parts a cell at semicolons and line ends outside brackets.
func splitParts(text string) []string {
	var out []string
	depth, from := 0, 0
	for i, c := range text {
		switch {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case (c == ';' || c == '\n') && depth == 0:
			if p := strings.TrimSpace(text[from:i]); p != "" {
				out = append(out, p)
			}
			from = i + 1
		}
	}
	if p := strings.TrimSpace(text[from:]); p != "" {
		out = append(out, p)
	}
	return out
}

// Explain says how a deadline was understood.
func (d Deadline) Explain() phrase.Phrase {
	switch {
	case len(d.Parts) > 0:
		return phrase.New("deadline.said_parts", "n", len(d.Parts), "end", d.End)
	case d.Kind == Recurring && d.Every != "":
		return phrase.New("deadline.said_every_" + d.Every)
	case d.Kind == Recurring:
		return phrase.New("deadline.said_always")
	case d.Kind == Lasting && d.End != "":
		return phrase.New("deadline.said_lasting_from", "start", d.Start, "end", d.End)
	case d.Kind == Lasting:
		return phrase.New("deadline.said_lasting_"+d.Unit, "n", d.Days, "from", d.From)
	case d.Kind == Conditional:
		return phrase.New("deadline.said_conditional", "condition", d.Condition)
	case d.End == "" && d.Start != "":
		return phrase.New("deadline.said_from", "start", d.Start)
	case d.Kind == Undated:
		return phrase.New("deadline.said_nothing")
	case d.Start == "" || d.Start == d.End:
		return phrase.New("deadline.said_by", "end", d.End)
	}
	return phrase.New("deadline.said_within", "start", d.Start, "end", d.End)
}
