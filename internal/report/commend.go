package report

import (
	"fmt"
	"io"
	"strings"

	"dondoc/internal/app/commendations"
	"dondoc/internal/capital"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Commendations is a body's year of commendation, for its papers. Number asks for a
// decision or minutes by its number; the newest where it is empty.
type Commendations struct {
	List   commendations.List
	Number string
	Today  period.Date
}

// WriteCommendations writes a paper: register (xlsx or docx), proposal, minutes or
// decision (docx). NotFound where there is nothing to write in it.
func WriteCommendations(w io.Writer, format, paper string, lang i18n.Lang, c Commendations) error {
	if format == "xlsx" && paper == "register" {
		heads, _ := c.columns(lang)
		s := exchange.Sheet{Name: i18n.T(lang, "exchange.commend_sheet", "year", c.List.Year), Header: heads}
		for i, r := range c.register(lang) {
			row := []any{i + 1}
			for _, cell := range r.Cells[1:] {
				row = append(row, cell)
			}
			if d, ok := c.List.Nominations[i].Said(nomination.Decide); ok {
				row[6] = d.Dong
			}
			s.Rows = append(s.Rows, row)
		}
		return exchange.WriteXLSX(w, s)
	}
	if format != "docx" {
		return errs.New(errs.Invalid, "exchange.format_unknown", "format", format).In("format")
	}
	make, known := map[string]func(i18n.Lang) (docx.Document, bool){"register": c.registerPaper, "proposal": c.proposal, "minutes": c.minutes, "decision": c.decision}[paper]
	if !known {
		return errs.New(errs.Invalid, "exchange.commend_paper", "paper", paper).In("paper")
	}
	d, any := make(lang)
	if !any {
		return errs.New(errs.NotFound, "exchange.commend_nothing", "year", c.List.Year).In("paper")
	}
	if err := docx.Write(w, d); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return nil
}

// columns of the register, with their share of a page's width.
func (c Commendations) columns(lang i18n.Lang) (heads []string, shares []int) {
	for _, col := range []struct {
		key   string
		share int
	}{{"no", 7}, {"who", 18}, {"post", 18}, {"award", 18}, {"citation", 34}, {"decision", 16}, {"dong", 12}, {"stage", 12}} {
		heads, shares = append(heads, i18n.T(lang, "exchange.commend_"+col.key)), append(shares, col.share)
	}
	return heads, shares
}

func named(n commendations.Nominated) (who, post string) {
	if n.Person == "" {
		return n.Of.Name, ""
	}
	return n.Who.Person.Name, commendations.PostIn(n.Who)
}

func (c Commendations) register(lang i18n.Lang) (rows []docx.Row) {
	for i, n := range c.List.Nominations {
		who, post := named(n)
		row := []string{fmt.Sprint(i + 1), who, post, n.Award.Name.In(string(lang)), n.Citation(), "", "", i18n.T(lang, "commend_stage."+string(n.Stage()))}
		if d, ok := n.Said(nomination.Decide); ok {
			row[5] = d.Number + ", " + period.Date(d.On).Say(string(lang))
			row[6] = money(lang, d.Dong)
		}
		rows = append(rows, docx.Row{Cells: row})
	}
	return rows
}

func money(lang i18n.Lang, dong int64) string { return measure.Int(dong).Say(string(lang)) }

// dated gives place and day in an office's words; dots where the day is not known yet.
func (c Commendations) dated(day string) string {
	if day == "" {
		day = "……-…-…"
	}
	part := strings.Split(day, "-")
	return i18n.T(i18n.Vietnamese, "exchange.place", "place", placeOf(c.List.Unit.Name), "day", part[2], "month", part[1], "year", part[0])
}

// paper begins a document in the office's form, dated on a day.
func (c Commendations) paper(lang i18n.Lang, kind, day string) docx.Document {
	return docx.Document{Issuer: strings.ToUpper(c.List.Unit.Name), Motto: [2]string{i18n.T(i18n.Vietnamese, "exchange.state"), i18n.T(i18n.Vietnamese, "exchange.motto")},
		Place: c.dated(day), Title: i18n.T(lang, "exchange.commend_title_"+kind), Subtitle: i18n.T(lang, "exchange.commend_subtitle_"+kind, "year", c.List.Year)}
}

func (c Commendations) registerPaper(lang i18n.Lang) (docx.Document, bool) {
	d := c.paper(lang, "register", string(c.Today))
	d.Landscape = true
	heads, shares := c.columns(lang)
	for i, h := range heads {
		d.Columns = append(d.Columns, docx.Column{Title: h, Share: shares[i], Right: i == 6})
	}
	d.Rows = c.register(lang)
	return d, len(d.Rows) > 0
}

// rules names the sets that the files go by.
func rules(lang i18n.Lang, list []commendations.Nominated) (out []string) {
	seen := map[string]bool{}
	for _, n := range list {
		if !seen[n.Rules] {
			seen[n.Rules] = true
			out = append(out, i18n.T(lang, "exchange.commend_by", "rules", n.Set.Title))
		}
	}
	return out
}

// counted says how many collectives and people there are.
func counted(lang i18n.Lang, list []commendations.Nominated) string {
	people := 0
	for _, n := range list {
		if n.Person != "" {
			people++
		}
	}
	var out []string
	if units := len(list) - people; units > 0 {
		out = append(out, i18n.T(lang, "exchange.commend_units", "n", units))
	}
	if people > 0 {
		out = append(out, i18n.T(lang, "exchange.commend_people", "n", people))
	}
	return strings.Join(out, ", ")
}

func (c Commendations) chosen(is func(commendations.Nominated) bool) (out []commendations.Nominated) {
	for _, n := range c.List.Nominations {
		if n.Open && is(n) {
			out = append(out, n)
		}
	}
	return out
}

func columns(lang i18n.Lang, cols ...any) (out []docx.Column) {
	for i := 0; i+1 < len(cols); i += 2 {
		key := cols[i].(string)
		out = append(out, docx.Column{Title: i18n.T(lang, "exchange.commend_"+key), Share: cols[i+1].(int), Right: key == "dong"})
	}
	return out
}

// proposal is the paper that puts the files before the council (tờ trình).
func (c Commendations) proposal(lang i18n.Lang) (docx.Document, bool) {
	list := c.chosen(func(n commendations.Nominated) bool { return n.Nomination.Open() })
	d := c.paper(lang, "proposal", string(c.Today))
	d.Lead = append([]string{i18n.T(lang, "exchange.commend_to")}, rules(lang, list)...)
	d.Lead = append(d.Lead, i18n.T(lang, "exchange.commend_from_reviews", "year", c.List.Year), i18n.T(lang, "exchange.commend_ask", "unit", c.List.Unit.Name, "who", counted(lang, list)))
	d.Columns = columns(lang, "no", 8, "who", 20, "award", 18, "level", 16, "citation", 40)
	for i, n := range list {
		who, post := named(n)
		level := ""
		if s, ok := n.Said(nomination.Nominate); ok && s.Facts != nil {
			if l := s.Facts.Levels[n.Cycle]; l != "" {
				level = i18n.T(lang, "commend.level_"+l)
			}
		}
		d.Rows = append(d.Rows, docx.Row{Cells: []string{fmt.Sprint(i + 1), strings.TrimSuffix(who+"\n"+post, "\n"), n.Award.Name.In(string(lang)), level, n.Citation()}})
	}
	d.Signature = [2]string{i18n.T(lang, "exchange.commend_head"), ""}
	return d, len(list) > 0
}

// minutes are those of the newest meeting (biên bản họp).
func (c Commendations) minutes(lang i18n.Lang) (docx.Document, bool) {
	var meeting commendation.Meeting
	var others []string
	voted := func(n commendations.Nominated) (nomination.Taken, bool) {
		t, ok := n.Said(nomination.Ballot)
		return t, ok && t.Meeting != nil && n.Decider == c.List.Unit.ID
	}
	for _, n := range c.List.Nominations {
		if t, ok := voted(n); ok && (c.Number == "" || c.Number == t.Meeting.Minutes) && (t.Meeting.On > meeting.On || t.Meeting.On == meeting.On && t.Meeting.Minutes > meeting.Minutes) {
			meeting = *t.Meeting
		}
	}
	list := c.chosen(func(n commendations.Nominated) bool {
		t, ok := voted(n)
		if ok && t.Meeting.Minutes != meeting.Minutes {
			others = append(others, t.Meeting.Minutes)
		}
		return ok && *t.Meeting == meeting
	})
	d := c.paper(lang, "minutes", meeting.On)
	d.Number = i18n.T(lang, "exchange.commend_number", "number", meeting.Minutes)
	d.Lead = append([]string{i18n.T(lang, "exchange.commend_meeting", "on", period.Date(meeting.On), "chair", meeting.Chair, "members", meeting.Members, "present", meeting.Present, "written", meeting.Written)}, rules(lang, list)...)
	d.Columns = columns(lang, "no", 8, "who", 24, "award", 24, "votes", 14, "need", 16, "result", 16)
	for i, n := range list {
		t, _ := voted(n)
		who, post := named(n)
		result := "exchange.commend_lost"
		if t.Passed {
			result = "exchange.commend_carried"
		}
		of, need := meeting.Members, ""
		if v := n.Award.Vote; v != nil {
			if v.Of == "voters" {
				of = meeting.Present + meeting.Written
			}
			need = "≥ " + v.AtLeast.Say(string(lang)) + "%"
		}
		d.Rows = append(d.Rows, docx.Row{Cells: []string{fmt.Sprint(i + 1), strings.TrimSuffix(who+"\n"+post, "\n"), n.Award.Name.In(string(lang)), fmt.Sprintf("%d/%d", t.Yes, of), need, i18n.T(lang, result)}})
	}
	if len(others) > 0 {
		d.Notes = []string{i18n.T(lang, "exchange.commend_others", "numbers", strings.Join(distinct(others), "; "))}
	}
	d.Second, d.Signature = [2]string{i18n.T(lang, "exchange.commend_secretary"), ""}, [2]string{i18n.T(lang, "exchange.commend_chair"), meeting.Chair}
	return d, len(list) > 0
}

func distinct(list []string) (out []string) {
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// decision is the newest one, or, where files wait for theirs, its draft (quyết định).
func (c Commendations) decision(lang i18n.Lang) (docx.Document, bool) {
	mine := func(n commendations.Nominated) bool { return n.Decider == c.List.Unit.ID }
	ready := c.chosen(func(n commendations.Nominated) bool { return mine(n) && ready(n) })
	d := c.paper(lang, "decision", "")
	number, signer := "……/QĐ-UBND", ""
	list := ready
	var others []string
	if len(list) == 0 || c.Number != "" {
		newest := nomination.Taken{}
		for _, n := range c.List.Nominations {
			if t, ok := n.Said(nomination.Decide); ok && mine(n) && n.Stands() && (c.Number == "" || c.Number == t.Number) && (t.On > newest.On || t.On == newest.On && t.Number > newest.Number) {
				newest = t
			}
		}
		list = c.chosen(func(n commendations.Nominated) bool {
			t, ok := n.Said(nomination.Decide)
			if ok && mine(n) && n.Stands() && t.Number != newest.Number {
				others = append(others, t.Number)
			}
			return ok && mine(n) && n.Stands() && t.Number == newest.Number && t.On == newest.On
		})
		number, signer = newest.Number, newest.Signer
		d.Place = c.dated(newest.On)
	}
	d.Number = i18n.T(lang, "exchange.commend_number", "number", number)
	d.Lead = append(rules(lang, list), c.minutesOf(lang, list)...)
	d.Lead = append(d.Lead, i18n.T(lang, "exchange.commend_resolved"), i18n.T(lang, "exchange.commend_article_1", "who", counted(lang, list), "year", c.List.Year))
	d.Columns = columns(lang, "no", 8, "who", 34, "award", 30, "dong", 16)
	sum := int64(0)
	for i, n := range list {
		who, post := named(n)
		dong, _ := n.Set.Dong(n.Award, c.Today)
		if t, ok := n.Said(nomination.Decide); ok {
			dong = t.Dong
		}
		sum += dong
		d.Rows = append(d.Rows, docx.Row{Cells: []string{fmt.Sprint(i + 1), strings.TrimSuffix(who+"\n"+post, "\n"), n.Award.Name.In(string(lang)), money(lang, dong)}})
	}
	d.Notes = []string{i18n.T(lang, "exchange.commend_article_2", "dong", capital.Dong(sum)), i18n.T(lang, "exchange.commend_article_3")}
	if len(others) > 0 {
		d.Notes = append(d.Notes, i18n.T(lang, "exchange.commend_others", "numbers", strings.Join(distinct(others), "; ")))
	}
	d.Signature = [2]string{i18n.T(lang, "exchange.commend_head"), signer}
	return d, len(list) > 0
}

// ready reports whether a file waits for nothing but its decision.
func ready(n commendations.Nominated) bool {
	return n.Stage() == nomination.Voted || n.Stage() == nomination.Nominated && n.Award.Vote == nil
}

func (c Commendations) minutesOf(lang i18n.Lang, list []commendations.Nominated) (out []string) {
	var seen []string
	for _, n := range list {
		if t, ok := n.Said(nomination.Ballot); ok && t.Meeting != nil {
			seen = append(seen, i18n.T(lang, "exchange.commend_minutes", "number", t.Meeting.Minutes, "on", period.Date(t.Meeting.On)))
		}
	}
	return distinct(seen)
}
