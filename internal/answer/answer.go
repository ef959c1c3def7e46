// Package answer gives scoreboards, checked sheets and explained wordings in the
// one JSON shape that the command line and the API share.
package answer

import (
	"encoding/json"
	"slices"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Issue is an error about a place in what was sent.
type Issue struct {
	Row     int    `json:"row"` // 0 when it is about no row
	Cell    string `json:"cell"`
	Field   string `json:"field"`
	Key     string `json:"key"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`

	Choices []measure.Decimal `json:"choices,omitempty"` // the readings to choose from, where a figure has several
}

// Issues says errors in a language; it is never nil, so that JSON has a list.
func Issues(lang i18n.Lang, list errs.List) []Issue {
	out := []Issue{}
	for _, e := range list {
		text, hint := i18n.Error(lang, e)
		choices, _ := e.What.Arg("choices").([]measure.Decimal)
		out = append(out, Issue{Row: e.Row, Cell: e.Cell, Field: e.Field, Key: e.What.Key, Message: text, Hint: hint, Choices: choices})
	}
	return out
}

// question is a question to the user.
type question struct {
	Field   string            `json:"field"`
	Key     string            `json:"key"`
	Text    string            `json:"text"`
	Choices []measure.Decimal `json:"choices,omitempty"`
}

func asked(lang i18n.Lang, questions []criterion.Question) []question {
	out := []question{}
	for _, q := range questions {
		out = append(out, question{Field: q.Field, Key: q.Ask.Key, Text: i18n.Say(lang, q.Ask), Choices: q.Choices})
	}
	return out
}

// flag is a doubt about the quality of data.
type flag struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

func flagged(lang i18n.Lang, flags []criterion.Flag) []flag {
	out := []flag{}
	for _, f := range flags {
		out = append(out, flag{f.Code, i18n.Say(lang, f.What)})
	}
	return out
}

// doubted gives doubts about cells as flags.
func doubted(lang i18n.Lang, doubts []phrase.Phrase) []flag {
	var out []flag
	for _, d := range doubts {
		out = append(out, flag{d.Key, i18n.Say(lang, d)})
	}
	return out
}

// Judged is a judgement: class, achievement in percent rounded half up to two
// decimals (null where there is none), and its explanation.
type Judged struct {
	Class            criterion.Class  `json:"class"`
	Achievement      *json.Number     `json:"achievement"`
	AchievementExact string           `json:"achievement_exact,omitempty"`
	Difference       *measure.Decimal `json:"difference,omitempty"` // actual − plan, where there is no percentage
	Explanation      string           `json:"explanation"`
	ExplanationKey   string           `json:"explanation_key"`
}

func judged(lang i18n.Lang, a criterion.Assessment) Judged {
	j := Judged{Class: a.Class, Difference: a.Difference, Explanation: i18n.Say(lang, a.Explanation), ExplanationKey: a.Explanation.Key}
	if a.Achievement != nil {
		n := json.Number(a.Achievement.Percent(2).Trim().String())
		j.Achievement, j.AchievementExact = &n, a.Achievement.Exact()
	}
	return j
}

// Head is who answers.
type Head struct {
	Name     string `json:"name"`
	Post     string `json:"post"`
	Unit     string `json:"unit"`
	UnitCode string `json:"unit_code"`
	Invented bool   `json:"invented"` // made up for sample data
}

// BoardRow is one target of a scoreboard.
type BoardRow struct {
	ID            string       `json:"id"`
	No            string       `json:"no"`
	Name          string       `json:"name"`
	Field         string       `json:"field,omitempty"`
	UnitOfMeasure string       `json:"unit_of_measure"`
	Wording       string       `json:"wording"`
	Understood    string       `json:"understood"`
	Plan          string       `json:"plan"`
	Actual        string       `json:"actual"`
	Month         period.Month `json:"month,omitempty"` // of the figure that counts
	Judged
	Word          string          `json:"word"` // how it stands, one word for all faces: exceeded, met, on_track, running, behind, not_met, violated, not_assessed
	ProposedClass criterion.Class `json:"proposed_class"`
	Head          Head            `json:"head"`
	Status        []string        `json:"status"`       // of the figure: estimate, final, illustrative, pending, locked, reopened
	Illustrative  bool            `json:"illustrative"` // the plan or the figure is made up for sample data
	Sources       []string        `json:"sources"`
	Track         *Judged         `json:"track,omitempty"`   // within the year: met is on track, not_met behind
	Reason        *given          `json:"reason,omitempty"`  // why it is behind, as it was said last
	Outlook       *Outlook        `json:"outlook,omitempty"` // the year's end at this pace
	Setter        string          `json:"setter"`
	Beside        []Beside        `json:"beside,omitempty"` // the same result against what another setter asked for
	Parts         []BoardRow      `json:"parts,omitempty"`  // what stands under it and does not count beside it
	Flags         []flag          `json:"flags"`
	Questions     []question      `json:"questions"`

	depth int
}

// given is why a target or a task is behind, and the word given for it.
type given struct {
	Kind     string      `json:"kind"` // objective, subjective, both
	Cause    string      `json:"cause"`
	Remedy   string      `json:"remedy"`
	Promised period.Date `json:"promised"`
	Who      string      `json:"who"`
}

// Outlook is the forecast of a year's end, how it was made, and the interval it lies in.
type Outlook struct {
	Value measure.Decimal `json:"value"`
	Low   measure.Decimal `json:"low"`
	High  measure.Decimal `json:"high"`
	Class criterion.Class `json:"class"`
	Sure  bool            `json:"sure"` // both ends come to the same class
	Made  string          `json:"made"`
}

// Beside is the same result against another plan.
type Beside struct {
	Setter  string `json:"setter"`
	Wording string `json:"wording"`
	Judged
}

// Pace counts the targets of a board by where they end at this pace.
type Pace struct {
	Reach int `json:"reach"`
	Miss  int `json:"miss"`
	Open  int `json:"open"`
}

// Board is a scoreboard, one shape for the command line and the API.
type Board struct {
	Unit        string       `json:"unit"`
	UnitName    string       `json:"unit_name"`
	Cycle       period.Cycle `json:"cycle"`
	AsKnown     period.Date  `json:"as_known"` // "" for now
	Through     period.Month `json:"through,omitempty"`
	Total       int          `json:"total"`
	Reached     int          `json:"reached"`
	Exceeded    int          `json:"exceeded"`
	Met         int          `json:"met"`
	NotMet      int          `json:"not_met"`
	NotAssessed int          `json:"not_assessed"`
	Sentence    string       `json:"sentence"`
	Pace        *Pace        `json:"pace,omitempty"` // within the year
	Flags       []flag       `json:"flags"`          // doubts about the list as a whole
	Rows        []BoardRow   `json:"rows"`
	Parts       []BoardRow   `json:"parts,omitempty"` // parts of targets on other boards, not counted
	Issues      []Issue      `json:"issues"`
}

// OfBoard gives a scoreboard in the shape of the command line and the API.
func OfBoard(lang i18n.Lang, b standing.Board) Board {
	out := Board{Unit: b.Unit.Code, UnitName: b.Unit.Name, Cycle: b.Cycle, AsKnown: b.AsKnown, Through: b.Through, Total: b.Total(), Reached: b.Reached(),
		Exceeded: b.Count[criterion.Exceeded], Met: b.Count[criterion.Met], NotMet: b.Count[criterion.NotMet], NotAssessed: b.Count[criterion.NotAssessed],
		Rows: []BoardRow{}, Issues: []Issue{}}
	out.Sentence = i18n.T(lang, "answer.sentence", "reached", out.Reached, "total", out.Total, "exceeded", out.Exceeded,
		"met", out.Met, "not_met", out.NotMet, "not_assessed", out.NotAssessed)
	out.Flags = flagged(lang, b.Flags)
	for _, r := range b.Parts {
		out.Parts = append(out.Parts, answerRow(lang, r))
	}
	for _, r := range b.Rows {
		out.Rows = append(out.Rows, answerRow(lang, r))
		if r.Outlook != nil || r.Track != nil {
			out.Pace = &Pace{b.Pace.Reach, b.Pace.Miss, b.Pace.Open}
		}
	}
	return out
}

// Lines gives every row with its parts under it.
func (b Board) Lines() []BoardRow {
	out := []BoardRow{}
	var add func(rows []BoardRow, depth int)
	add = func(rows []BoardRow, depth int) {
		for _, r := range rows {
			r.depth = depth
			out = append(out, r)
			add(r.Parts, depth+1)
		}
	}
	add(b.Rows, 0)
	add(b.Parts, 1)
	return out
}

// Title is the name as a list shows it: a part behind a dash.
func (r BoardRow) Title() string { return strings.Repeat("– ", r.depth) + r.Name }

func answerRow(lang i18n.Lang, r standing.BoardRow) BoardRow {
	rev := r.Current()
	row := BoardRow{ID: string(r.ID), No: r.Label, Name: r.Name, Field: r.Field, UnitOfMeasure: r.UnitOfMeasure, Wording: rev.Wording,
		Understood: i18n.Say(lang, rev.Criterion.Explain()), Plan: rev.Wording, Judged: judged(lang, r.Assessment), ProposedClass: r.Assessment.Class,
		Head:   head(r.Answers),
		Status: r.Status(), Illustrative: r.Illustrative, Sources: Sources(r), Flags: flagged(lang, slices.Concat(r.Flags, r.Assessment.Flags)),
		Questions: asked(lang, r.Assessment.Questions)}
	row.Class, row.Word, row.Setter = r.Class, r.Word(), string(r.Setter)
	if r.Track != nil && r.Track.Class != criterion.NotAssessed {
		j := judged(lang, *r.Track)
		row.Track = &j
	}
	if w := r.Reason; w != nil {
		row.Reason = &given{w.Kind, w.Cause, w.Remedy, w.Promised, w.Who}
	}
	if o := r.Outlook; o != nil {
		row.Outlook = &Outlook{o.Value, o.Low, o.High, o.Class, o.Sure, i18n.Say(lang, o.Made)}
	}
	for _, p := range r.Parts {
		row.Parts = append(row.Parts, answerRow(lang, p))
	}
	for _, b := range r.Beside {
		row.Beside = append(row.Beside, Beside{string(b.Target.Setter), b.Target.Current().Wording, judged(lang, b.Assessment)})
	}
	if v := rev.Criterion.PlanValue(); v != nil {
		row.Plan = v.Say(string(lang))
	}
	if r.Counted != nil {
		row.Actual, row.Month = r.Actual.Text, r.Counted.Month
		row.Illustrative = row.Illustrative || r.Counted.Illustrative
	}
	return row
}

// Sources gives where the plan and the figure of a row come from, each once.
func Sources(r standing.BoardRow) []string {
	out := []string{}
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(r.Target.Source)
	if r.Counted != nil {
		add(r.Counted.Source)
	}
	return out
}

// CheckedRow is a row of a targets sheet as it was understood.
type CheckedRow struct {
	Row           int                 `json:"row"`
	No            string              `json:"no,omitempty"`
	Name          string              `json:"name"`
	UnitOfMeasure string              `json:"unit_of_measure"`
	Plan          string              `json:"plan"`
	ActualText    string              `json:"actual"`
	Percent       string              `json:"percent,omitempty"`
	Criterion     criterion.Criterion `json:"criterion"`
	Understood    string              `json:"understood"`
	Result        *criterion.Actual   `json:"result"`
	Judged
	PrintedClass criterion.Class `json:"printed_class,omitempty"`
	Answers      string          `json:"answers,omitempty"`     // who answers, as written
	AnswerUnit   string          `json:"answer_unit,omitempty"` // code of the unit that is
	AnswerWas    string          `json:"answer_was,omitempty"`  // of the one before, where the import changes it
	Was          string          `json:"was,omitempty"`         // the wording before
	PartOf       int             `json:"part_of,omitempty"`     // row it is a part of, under which it stands and counts
	Section      string          `json:"section,omitempty"`
	Change       desk.Change     `json:"change,omitempty"` // what the import does: added, revised, unchanged, skipped
	Target       string          `json:"target,omitempty"`
	Flags        []flag          `json:"flags"`
	Questions    []question      `json:"questions"`
}

// Checked is the answer to a check or an import of a targets sheet.
type Checked struct {
	DryRun bool  `json:"dry_run"`
	Import id.ID `json:"import,omitempty"` // by which it can be undone as a whole
	Job    id.ID `json:"job,omitempty"`    // that takes it in
	sheetRead
	Rows   []CheckedRow `json:"rows"`
	Issues []Issue      `json:"issues"`
}

// OfImport gives imported rows and errors in the shape of the command line and the API.
func OfImport(lang i18n.Lang, done plan.ImportedTargets, list errs.List, dryRun bool) Checked {
	out := Checked{DryRun: dryRun, Import: done.Import, Rows: []CheckedRow{}, Issues: Issues(lang, list), sheetRead: ofSheet(lang, done.Table, done.Columns)}
	for _, r := range done.Rows {
		out.Rows = append(out.Rows, answerChecked(lang, r))
	}
	if done.Entered {
		out.Notes = append(out.Notes, i18n.Say(lang, done.Under()))
	}
	return out
}

func answerChecked(lang i18n.Lang, r plan.ImportedRow) CheckedRow {
	c := r.Read
	return CheckedRow{Row: r.No, No: r.Label, Name: r.Name, UnitOfMeasure: r.UnitOfMeasure, Plan: r.Plan, ActualText: r.Actual, Percent: r.Percent,
		Criterion: c.Criterion, Understood: i18n.Say(lang, c.Criterion.Explain()), Result: c.Actual, Judged: judged(lang, c.Assessment),
		PrintedClass: c.Printed, Answers: r.Answer, AnswerUnit: r.Leads.Code, AnswerWas: r.Led.Code, Was: r.Was, PartOf: r.PartOf, Section: r.Section, Change: r.Change, Target: string(r.Target), Flags: append(flagged(lang, c.Flags), doubted(lang, r.Doubts)...), Questions: asked(lang, c.Questions)}
}

// Explained is the answer to "how is this wording understood".
type Explained struct {
	Criterion  criterion.Criterion `json:"criterion"`
	Understood string              `json:"understood"`
	Result     *criterion.Actual   `json:"result,omitempty"`
	Judged
	Questions []question `json:"questions"`
}

// Explain reads a wording and, where there is one, a result.
func Explain(lang i18n.Lang, wording, actual string, hints criterion.Hints) Explained {
	c, questions := criterion.Read(wording, hints)
	out := Explained{Criterion: c, Understood: i18n.Say(lang, c.Explain())}
	var result *criterion.Actual
	if actual != "" {
		a, more := criterion.ReadActual(actual, c, hints)
		questions = append(questions, more...)
		out.Result, result = &a, &a // one that leaves something open is not judged, and says so
	}
	assessment := criterion.Assess(c, result, criterion.Options{})
	out.Judged = judged(lang, assessment)
	if actual == "" {
		out.Judged.Explanation, out.Judged.ExplanationKey = out.Understood, c.Explain().Key
	}
	out.Questions = asked(lang, append(questions, assessment.Questions...))
	return out
}
