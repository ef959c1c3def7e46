// Package awarded is what the API and the command line answer of commendations.
package awarded

import (
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/answer/parts"
	"dondoc/internal/app/commendations"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
)

// List is who may be put forward in a body and a year, and the register.
type List struct {
	Unit        string                   `json:"unit"`
	Year        period.Cycle             `json:"year"`
	Received    period.Date              `json:"received"` // the day that decides the rules
	Rules       string                   `json:"rules"`
	Note        string                   `json:"note,omitempty"`
	Candidates  []Candidate              `json:"candidates"`
	Total       int                      `json:"total"` // candidates, of which those after "after" are given, 200 at a time
	After       int                      `json:"after"`
	Next        int                      `json:"next,omitempty"` // what to ask for candidates after
	Files       parts.Cutting            `json:"nominations_part"`
	Nominations []Nomination             `json:"nominations"`
	Caps        []commendation.CapResult `json:"caps"`
	Holds       []held                   `json:"holds"`
	Issues      []answer.Issue           `json:"issues"`
}

// Candidate is a collective or a person with what each award's rules say.
type Candidate struct {
	Unit     string                 `json:"unit"`
	UnitName string                 `json:"unit_name"`
	Subject  commendation.Subject   `json:"subject"`
	Name     string                 `json:"name"`
	Post     string                 `json:"post,omitempty"`
	Tenure   id.ID                  `json:"tenure,omitempty"`
	Level    string                 `json:"level,omitempty"` // decided, of the year
	Facts    commendation.Facts     `json:"facts"`
	Awards   []commendation.Verdict `json:"awards"`
	Citation string                 `json:"citation,omitempty"` // drawn from the results; to be edited
}

// Nomination is one file.
type Nomination struct {
	ID        id.ID             `json:"id"`
	Unit      string            `json:"unit"`
	UnitName  string            `json:"unit_name"`
	Name      string            `json:"name"`
	Post      string            `json:"post,omitempty"`
	Award     string            `json:"award"`
	AwardName string            `json:"award_name"`
	Occasion  string            `json:"occasion"`
	DecidedBy string            `json:"decided_by"`
	Received  period.Date       `json:"received,omitempty"`
	Rules     string            `json:"rules"`
	Stage     nomination.Stage  `json:"stage"`
	Citation  string            `json:"citation,omitempty"`
	Number    string            `json:"number,omitempty"` // of the decision
	On        string            `json:"on,omitempty"`
	Dong      int64             `json:"dong,omitempty"`
	Steps     []step            `json:"steps"`
	Next      []nomination.Step `json:"next"`
	Issues    []answer.Issue    `json:"issues"`
}

type step struct {
	Step nomination.Step `json:"step"`
	By   string          `json:"by,omitempty"`
	At   string          `json:"at"`
	nomination.Said
}

type held struct {
	ID      id.ID       `json:"id"`
	Unit    string      `json:"unit"`
	Person  string      `json:"person,omitempty"`
	Kind    string      `json:"kind"`
	From    period.Date `json:"from"`
	Closed  period.Date `json:"closed,omitempty"`
	Text    string      `json:"text"`
	Outcome string      `json:"outcome,omitempty"`
	By      string      `json:"by"`
}

// OfList gives the answer of a list.
func OfList(lang i18n.Lang, l commendations.List, filesAfter int) List {
	out := List{Unit: l.Unit.Code, Year: l.Year, Received: l.Received, Rules: l.Set.ID, Candidates: []Candidate{}, Nominations: []Nomination{}, Caps: append([]commendation.CapResult{}, l.Caps...), Holds: []held{}, Issues: []answer.Issue{}}
	if l.Set.Note != nil {
		out.Note = l.Set.Note.In(string(lang))
	}
	out.Total, out.After, out.Next = l.Total, l.After, l.Next()
	for _, c := range l.Candidates {
		out.Candidates = append(out.Candidates, ofCandidate(c))
	}
	some, part := parts.Cut(l.Nominations, filesAfter, commendations.MostCandidates)
	out.Files = part
	for _, n := range some {
		out.Nominations = append(out.Nominations, OfNomination(lang, n))
	}
	for _, h := range l.Holds {
		out.Holds = append(out.Holds, held{h.ID, h.Of.Code, h.Person.Name, h.Kind, h.From, h.Closed, h.Text, h.Outcome, h.ByName})
	}
	return out
}

func ofCandidate(c commendations.Candidate) Candidate {
	out := Candidate{Unit: c.Unit.Code, UnitName: c.Unit.Name, Subject: c.Subject, Name: c.Unit.Name, Level: c.Facts.Levels[c.Facts.Year], Facts: c.Facts, Awards: append([]commendation.Verdict{}, c.Verdicts...)}
	if c.Subject == commendation.Individual {
		out.Name, out.Post, out.Tenure = c.Who.Person.Name, c.Who.Post.Title, c.Who.Appointment.ID
	}
	return out
}

// OfProposed gives the answer of one candidate.
func OfProposed(lang i18n.Lang, p commendations.Proposed) Candidate {
	out := ofCandidate(p.Candidate)
	out.Citation = Citation(lang, p)
	return out
}

// OfNomination gives the answer of one file.
func OfNomination(lang i18n.Lang, n commendations.Nominated) Nomination {
	out := Nomination{ID: n.ID, Unit: n.Of.Code, UnitName: n.Of.Name, Name: n.Of.Name, Award: n.Nomination.Award, AwardName: n.Award.Name.In(string(lang)), Occasion: n.Occasion, DecidedBy: n.By.Code, Rules: n.Rules,
		Stage: n.Stage(), Citation: n.Citation(), Steps: []step{}, Next: append([]nomination.Step{}, n.Next...), Issues: []answer.Issue{}}
	if n.Person != "" {
		out.Name, out.Post = n.Who.Person.Name, n.Who.Post.Title
	}
	if n.Open {
		out.Received = n.Received
	}
	if d, ok := n.Said(nomination.Decide); ok {
		out.Number, out.On, out.Dong = d.Number, d.On, d.Dong
	}
	for _, s := range n.Steps {
		out.Steps = append(out.Steps, step{s.Step, s.ByName, s.At.UTC().Format("2006-01-02T15:04:05Z"), s.Said})
	}
	return out
}

// Citation writes what a candidate's results give to say, for a person to go on from.
func Citation(lang i18n.Lang, p commendations.Proposed) string {
	var out []string
	if p.Level != "" {
		out = append(out, i18n.T(lang, "commend.cite_level", "year", string(p.Facts.Year), "level", i18n.T(lang, "commend.level_"+p.Level)))
	}
	if d := p.Drawn; d.Assigned > 0 {
		out = append(out, i18n.T(lang, "commend.cite_work", "done", d.Done, "of", d.Assigned, "on_time", d.OnTime, "above", d.Above))
		var deeds []string
		for _, best := range d.Deeds {
			deeds = append(deeds, i18n.T(lang, "commend.cite_deed", "name", best.Name, "percent", best.Percent))
		}
		if len(deeds) > 0 {
			out = append(out, i18n.T(lang, "commend.cite_best", "deeds", strings.Join(deeds, "; ")))
		}
	}
	return strings.Join(out, " ")
}

// Asked says a question, a count or a year's level that an award hangs on.
func Asked(lang i18n.Lang, set *commendation.Set, name string) string {
	for _, q := range set.Asked {
		if q.ID == name {
			return q.Says.In(string(lang))
		}
	}
	if award, ok := strings.CutPrefix(name, "awarded."); ok {
		a, _ := set.Award(award)
		return i18n.T(lang, "commend.ask_awarded", "award", a.Name)
	}
	if year, ok := strings.CutPrefix(name, "level."); ok {
		return i18n.T(lang, "commend.ask_level", "year", year)
	}
	return i18n.T(lang, "commend.count_"+strings.ReplaceAll(name, ".", "_"))
}

// Reasons says why a candidate is not eligible, or what is not answered yet.
func Reasons(lang i18n.Lang, set *commendation.Set, v commendation.Verdict) (out []string) {
	for _, h := range set.Holds {
		for _, open := range v.Holds {
			if open == h.ID {
				out = append(out, h.Says.In(string(lang)))
			}
		}
	}
	a, _ := set.Award(v.Award)
	for _, l := range v.Lines {
		for _, c := range a.Conditions {
			if c.ID != l.Line || l.State != review.No {
				continue
			}
			text := c.Says.In(string(lang))
			if l.Figure != "" {
				text += " (" + Figure(lang, l.Figure) + ")"
			}
			out = append(out, text)
		}
	}
	if v.Eligible == review.Unknown {
		for _, ask := range v.Asks {
			out = append(out, Asked(lang, set, ask))
		}
	}
	return out
}

// Figure says a figure of a condition: levels in words, the rest as it is.
func Figure(lang i18n.Lang, figure string) string {
	for _, level := range []string{"excellent", "good", "completed", "failed"} {
		figure = strings.ReplaceAll(figure, ": "+level, ": "+i18n.T(lang, "commend.level_"+level))
	}
	return figure
}
