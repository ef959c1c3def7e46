package period

import (
	"regexp"
	"slices"
	"strconv"
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
	Before      bool       // "trước …", "đến …": only the end is said
	Strict      bool       // "trước ngày …": End is the day named, which itself is too late
	Every       string     // Recurring: year, half_year, quarter, month, week, day, or "" for always
	Times       int        // Recurring: every so many of them, where more than one
	On          []Mark     // Recurring: the days in each
	Condition   string     // what it hangs on, as written
	Days        int        // Lasting: how many
	Unit        string     // Lasting: day, working_day, week, month, year, hour
	From        string     // Lasting: what it counts from, as written
	Hour        string     // the hour of the last day, as written
	Cited       []string   // documents it names, as written: their days and years are no deadline
	Horizon     string     // "tầm nhìn 2045": named beside the deadline
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
// leaves open: a missing year, a day to count from, a date for a condition, and
// every word, figure and date of it that is not understood.
func ReadDeadline(text string, c DeadlineContext) (Deadline, []phrase.Phrase) {
	r := deadlineReader{DeadlineContext: c}
	clean := norm(text)
	d := r.read(clean)
	d.Text = viet.CleanSpaces(text)
	if c.Monday && d.End != "" && !d.Strict {
		d.End = c.Holidays.NextWorkingDay(d.End)
	}
	return d, r.questions
}

// norm cleans the spaces of a text line by line.
func norm(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")
	for i, l := range lines {
		lines[i] = viet.CleanSpaces(l)
	}
	return englishDay.ReplaceAllStringFunc(strings.Trim(strings.Join(lines, "\n"), "\n "), func(day string) string {
		m := englishDay.FindStringSubmatch(day)
		return m[1] + "/" + strconv.Itoa(1+slices.Index(englishMonths, strings.ToLower(m[2][:3]))) + "/" + m[3]
	})
}

// englishDay is "30 June 2025".
var (
	englishDay    = regexp.MustCompile(`(?i)\b(\d{1,2}) (january|february|march|april|may|june|july|august|september|october|november|december) (\d{4})\b`)
	englishMonths = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")
)

// Last is the last day a deadline may be met on: the day before one named by
// "trước ngày …", else End.
func (d Deadline) Last() Date {
	if d.Strict && d.End != "" {
		return d.End.AddDays(-1)
	}
	return d.End
}

type deadlineReader struct {
	DeadlineContext
	questions []phrase.Phrase
	next      bool // days without a year are of the year after the document's
}

func (r *deadlineReader) ask(key string, args ...any) {
	r.questions = append(r.questions, phrase.New(key, args...))
}

func (r *deadlineReader) read(text string) Deadline {
	if parts := splitParts(text); len(parts) > 1 {
		return r.several(parts)
	}
	s := scanDeadline(text)
	d := Deadline{Kind: Undated}
	if len(s.list) == 0 || len(s.list) == 1 && s.mark(0, "-/.?") {
		r.ask("deadline.ask_none")
		return d
	}
	asked := len(r.questions)
	if s.condition >= 0 {
		d.Condition = strings.TrimLeft(written(s.list[s.condition:s.conditionEnd()]), "( ")
	}
	switch {
	case len(s.rhythms) > 0 || s.ever:
		r.recurring(s, &d)
	case s.lasting != nil:
		r.lasting(text, s, &d)
	case len(s.groups) > 0:
		r.dated(s, &d)
	case s.condition >= 0:
		d.Kind = Conditional
	case s.relative >= 0:
		r.followingYears(s, &d)
	}
	r.leftOver(text, s, &d, asked)
	d.Cited, d.Horizon = s.cited, strings.Join(s.horizons, ", ")
	return d
}

// leftOver asks about whatever the reading did not use.
func (r *deadlineReader) leftOver(text string, s *scan, d *Deadline, asked int) {
	if d.Condition != "" && (s.decisive || d.Kind == Conditional) {
		r.ask("deadline.ask_condition", "condition", d.Condition)
	}
	if s.relative >= 0 && d.Kind != InRange && d.Kind != Undated || s.relative >= 0 && len(s.groups) > 0 {
		r.ask("deadline.ask_relative", "text", written(s.list[s.relative:]))
	}
	if s.either {
		r.ask("deadline.ask_either", "end", d.End)
	}
	var left []string
	for _, span := range s.left {
		left = append(left, written(s.list[span[0]:span[1]]))
	}
	switch {
	case len(left) > 0 && (d.Kind != Undated || len(r.questions) == asked) && d.Kind != Undated:
		r.ask("deadline.ask_left", "text", strings.Join(left, " … "))
	case d.Kind == Undated && len(r.questions) == asked:
		r.ask("deadline.ask_unread", "text", text)
	}
}

// several reads each part of a cell that names several deadlines.
func (r *deadlineReader) several(parts []string) Deadline {
	d := Deadline{Kind: InRange}
	dated := true
	for _, p := range parts {
		if s := scanDeadline(p); s.onlyCites() { // "Thực hiện Nghị quyết số 18-NQ/TW năm 2017; xong trong quý I/2026"
			d.Cited = append(d.Cited, s.cited...)
			continue
		}
		one := r.read(p)
		one.Text = p
		d.add(one)
		dated = dated && one.End != ""
	}
	if len(d.Parts) == 0 { // nothing but documents
		return r.read(strings.Join(parts, ", "))
	}
	if len(d.Parts) == 1 {
		one := d.Parts[0]
		one.Cited = append(d.Cited, one.Cited...)
		return one
	}
	r.rhythmOfParts(&d)
	if partsApart(d.Parts) {
		r.ask("deadline.ask_several", "n", len(d.Parts), "end", d.End)
	}
	if !dated {
		d.End, d.Strict = "", false
		if d.Start == "" {
			d.Kind = d.Parts[0].Kind
		}
	}
	return d
}

// rhythmOfParts gives the whole the rhythm of its one recurring part, where the
// others say only that it goes on: "Thường xuyên; hằng quý báo cáo". Beside a
// day it is asked about: a task has a rhythm or a day.
func (r *deadlineReader) rhythmOfParts(d *Deadline) {
	var rhythm *Deadline
	others, rhythms := false, 0
	for i, p := range d.Parts {
		switch {
		case p.Every != "":
			rhythm, rhythms = &d.Parts[i], rhythms+1
		case p.Kind != Recurring:
			others = true
		}
	}
	switch {
	case rhythms == 0:
	case rhythms == 1 && !others:
		d.Every, d.Times, d.On, d.Strict = rhythm.Every, rhythm.Times, rhythm.On, rhythm.Strict
	default:
		r.ask("deadline.ask_several", "n", len(d.Parts), "end", d.End)
	}
}

// onlyCites says whether a text names documents and nothing of time.
func (s *scan) onlyCites() bool {
	return len(s.cited) > 0 && len(s.groups)+len(s.rhythms)+len(s.left) == 0 && s.lasting == nil && !s.ever && s.condition < 0 && s.relative < 0 && !s.either && s.weekday == 0 && len(s.horizons) == 0
}

// add adds a part: the whole begins with the first and ends with the last.
func (d *Deadline) add(one Deadline) {
	d.Parts = append(d.Parts, one)
	if one.Start != "" && (d.Start == "" || one.Start < d.Start) {
		d.Start = one.Start
	}
	if one.End > d.End {
		d.End, d.Strict = one.End, one.Strict
	}
	d.Provisional = d.Provisional || one.Provisional
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
		return d.sayRhythm()
	case d.Kind == Recurring && d.Start != "" && d.End != "":
		return phrase.New("deadline.said_always_within", "start", d.Start, "end", d.End)
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
	case d.Strict:
		return phrase.New("deadline.said_before", "end", d.End, "last", d.Last())
	case d.Start == "" || d.Start == d.End:
		return phrase.New("deadline.said_by", "end", d.End)
	}
	return phrase.New("deadline.said_within", "start", d.Start, "end", d.End)
}

// sayRhythm says how often a deadline recurs, and on which days.
func (d Deadline) sayRhythm() phrase.Phrase {
	said := phrase.New("deadline.said_every_" + d.Every)
	if d.Times > 1 {
		said = phrase.New("deadline.said_each_"+d.Every, "n", d.Times)
	}
	if len(d.On) == 0 {
		return said
	}
	var days []phrase.Phrase
	for _, m := range d.On {
		days = append(days, m.say(d.Every))
	}
	if d.Strict {
		return phrase.New("deadline.said_rhythm_before", "rhythm", said, "days", days)
	}
	return phrase.New("deadline.said_rhythm_on", "rhythm", said, "days", days)
}

func (m Mark) say(every string) phrase.Phrase {
	switch {
	case m.Weekday > 0:
		return phrase.New("deadline.mark_weekday_" + strconv.Itoa(m.Weekday))
	case m.Month > 0 && m.Day > 0 && every == "quarter":
		return phrase.New("deadline.mark_quarter_day", "day", m.Day, "month", m.Month)
	case m.Month > 0 && m.Day > 0:
		return phrase.New("deadline.mark_date", "day", m.Day, "month", m.Month)
	case m.Month > 0 && every == "quarter":
		return phrase.New("deadline.mark_quarter_month", "month", m.Month)
	case m.Month > 0:
		return phrase.New("deadline.mark_month", "month", m.Month)
	case m.Day == 31:
		return phrase.New("deadline.mark_last_day")
	}
	return phrase.New("deadline.mark_day", "day", m.Day)
}
