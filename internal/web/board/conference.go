package board

import (
	"fmt"
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/report/scoreboard"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// Conference is a year for the meeting room: one large page that is read without
// a network once it is open. First the sentence, then each target that was not
// met (within the year: is behind) with who answers, why, and what is asked; then
// the shortcomings; then where the meeting's conclusions are written.
type Conference struct {
	page.Frame
	Sentence string
	Counts   []page.Link // the sentence's figures, each to its rows
	Slides   []Slide
	Asked    []Asked
	Conclude page.Link
	None     string // where nothing is behind
	Account  string // print of who looks: a copy kept in the browser is theirs alone
}

// Slide is one target that is behind, with its figures.
type Slide struct {
	Row
	At, Before, After string // anchors
	Place             string // "3/8"
	Got               string // the result with its unit
	Figures           []MonthFigure
	Asked             []Asked
}

// MonthFigure is one figure of the year, as it was reported and approved.
type MonthFigure struct{ Month, Text string }

// Asked is what a shortcoming asks for.
type Asked struct {
	Name    page.Link
	Product string
	Due     string
	Who     page.Holder
	State   string
	Causes  []string
}

func (s *server) conference(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	b, err := s.App.Scoreboard(r.Context(), r.User.Actor, standing.BoardQuery{Unit: r.PathValue("code"), Cycle: cycle, AsKnown: known})
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	asks, err := s.App.Shortcomings(r.Context(), r.User.Actor, shortcomings.Query{Unit: b.Unit.Code, Year: cycle, AsKnown: known})
	if err != nil {
		return err
	}
	board := href.AsKnown(href.Board(b.Unit.Code, cycle), known)
	counted := tally(r.Lang, d, b, &kit.Address{Path: board})
	v := Conference{Frame: s.Frame(r, d, b.Unit.ID, cycle, i18n.T(r.Lang, "web.meeting_title", "unit", b.Unit.Name, "cycle", cycle)), Sentence: scoreboard.Sentence(r.Lang, d, b)}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.board_title"), URL: board}}
	v.Account = r.AccountPrint()
	v.counts(r.Lang, counted)
	if known != "" {
		v.Place.Known = known
	}
	taken := map[id.ID][]Asked{}
	for _, row := range asks.Rows {
		one := askedOf(d, r.Lang, row)
		for _, g := range row.Grounds {
			taken[g.Ref] = append(taken[g.Ref], one)
		}
		v.Asked = append(v.Asked, one)
	}
	for _, row := range b.Rows {
		if row.Class == criterion.NotMet || reason.Wanted(row.Word()) {
			one := boardRow(r.Lang, d, row, known)
			one.Reason = row.Reason
			v.Slides = append(v.Slides, Slide{Row: one, Got: withUnit(one.Actual.Text, row.UnitOfMeasure), Figures: monthFigures(row), Asked: taken[row.Target.ID]})
		}
	}
	v.walk()
	if len(v.Slides) == 0 {
		v.None = i18n.T(r.Lang, "web.meeting_none")
	}
	if known == "" && d.Can(access.ManageTasks, b.Unit.ID) {
		v.Conclude = page.Link{Text: i18n.T(r.Lang, "web.meeting_conclude"), URL: href.NewDirective(b.Unit.Code)}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// walk ties each slide to the one before and the one after.
func (v *Conference) walk() {
	at := func(i int) string {
		switch {
		case i < 0:
			return "#tong"
		case i >= len(v.Slides):
			return "#yeu-cau"
		}
		return fmt.Sprint("#ct-", i+1)
	}
	for i := range v.Slides {
		s := &v.Slides[i]
		s.At, s.Before, s.After = at(i)[1:], at(i-1), at(i+1)
		s.Place = fmt.Sprint(i+1, "/", len(v.Slides))
	}
}

// monthFigures are the figures of the year up to the one that counts.
func monthFigures(r standing.BoardRow) (out []MonthFigure) {
	for _, m := range r.Months {
		switch {
		case m.Value != nil:
			out = append(out, MonthFigure{Month: m.Month.Say(""), Text: withUnit(m.Value.Say(""), r.UnitOfMeasure)})
		case m.Text != "": // no plain amount: as it was written
			out = append(out, MonthFigure{Month: m.Month.Say(""), Text: m.Text})
		}
	}
	return out
}

// withUnit writes a figure with its unit of measure; a dash where there is none.
func withUnit(figure, unit string) string {
	switch {
	case figure == "":
		return "–"
	case unit == "" || strings.HasSuffix(figure, unit):
		return figure
	case strings.HasPrefix(unit, "%"):
		return figure + unit
	}
	return figure + " " + unit
}

// askedOf gives what a shortcoming asks for, why it came to be, and what became of it.
func askedOf(d *desk.Directory, lang i18n.Lang, r shortcomings.Row) Asked {
	out := Asked{Name: page.Link{Text: r.Statement, URL: registers.Shortcoming(r.ID, "")}, Product: r.Product, Due: r.Due.Say(string(lang)), Who: kit.Holder(d, r.Answers), State: i18n.T(lang, "shortcoming.state_"+string(r.State))}
	if r.Objective != "" {
		out.Causes = append(out.Causes, i18n.T(lang, "web.meeting_objective", "text", r.Objective))
	}
	if r.Subjective != "" {
		out.Causes = append(out.Causes, i18n.T(lang, "web.meeting_subjective", "text", r.Subjective))
	}
	return out
}

// counts leads from each figure of the sentence to its rows.
func (v *Conference) counts(lang i18n.Lang, t Tally) {
	v.Counts = []page.Link{{Text: i18n.T(lang, "web.meeting_reached", "n", i18n.T(lang, "page.count", "n", t.Reached)), URL: t.ReachedURL}}
	for _, c := range t.Counts {
		v.Counts = append(v.Counts, page.Link{Text: i18n.T(lang, "page.count", "n", c.N) + " " + c.Said, URL: c.URL})
	}
}

// Why are the causes that the shortcomings it proves name, where nobody gave its own.
func (s Slide) Why() (out []string) {
	for _, a := range s.Asked {
		if s.Reason == nil {
			out = append(out, a.Causes...)
		}
	}
	return out
}
