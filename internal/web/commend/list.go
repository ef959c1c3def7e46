package commend

import (
	"bytes"
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/awarded"
	"dondoc/internal/app/commendations"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/review"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// words says keys in the reader's language.
type words i18n.Lang

func (l words) t(key string, args ...any) string { return i18n.T(i18n.Lang(l), key, args...) }

func (l words) in(w review.Words) string { return w.In(string(l)) }

func (l words) day(d period.Date) string { return d.Say(string(l)) }

func (l words) dong(n int64) string { return capital.Dong(n).Say(string(l)) }

// queryIn reads what is asked for: unit, year and the day files came in.
func queryIn(r *kit.Ask) (commendations.Query, error) {
	year, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return commendations.Query{}, errs.New(errs.NotFound, "web.no_page")
	}
	q := commendations.Query{Unit: r.PathValue("code"), Year: year}
	if q.Received, err = receivedIn(r); err != nil || r.Method != http.MethodGet {
		return q, err
	}
	q.Staff = r.FormValue("staff") != ""
	if after := r.FormValue("after"); after != "" {
		if q.After, err = strconv.Atoi(after); err != nil {
			return q, errs.New(errs.NotFound, "web.no_page")
		}
	}
	q.AsKnown, err = kit.AsKnown(r, "web.past_commend")
	return q, err
}

func receivedIn(r *kit.Ask) (period.Date, error) {
	text := r.FormValue("received")
	if text == "" {
		return "", nil
	}
	d, err := period.ParseDate(text)
	if err != nil {
		return d, errs.All(err)[0].In("received")
	}
	return d, nil
}

// marks are how stages and answers look.
var marks = map[nomination.Stage]string{nomination.Nominated: "t-running_on_time", nomination.Voted: "t-due_soon", nomination.Rejected: "t-withdrawn", nomination.Decided: "t-done_on_time", nomination.Published: "t-done_on_time", nomination.Revoked: "t-running_late", nomination.Withdrawn: "t-withdrawn"}

var states = map[review.State]string{review.Yes: "t-done_on_time", review.No: "t-running_late", review.Unknown: "t-due_soon"}

// asked gives the list and what its pages have in common.
func (s *server) asked(r *kit.Ask) (l commendations.List, d *desk.Directory, err error) {
	q, err := queryIn(r)
	if err != nil {
		return l, nil, err
	}
	if l, err = s.App.Commendations(r.Context(), r.User.Actor, q); err != nil {
		return l, nil, err
	}
	d, err = s.App.Directory(r.Context(), r.User.Actor)
	return l, d, err
}

// list shows a body's commendations of a year.
func (s *server) list(w http.ResponseWriter, r *kit.Ask) error {
	found, d, err := s.asked(r)
	if err != nil {
		return err
	}
	l, code := words(r.Lang), found.Unit.Code
	v := List{Frame: s.Frame(r, d, found.Unit.ID, found.Year, l.t("web.commend_title", "year", string(found.Year), "unit", found.Unit.Name)), Rules: l.rules(found.Set, found.Received),
		Received: page.Field{Kind: "date", Label: l.t("web.commend_received"), Value: l.day(found.Received)}, Address: registers.Commendations(code, found.Year, ""), Sees: found.May[access.ReadReviews]}
	v.Sign()
	if found.Set.Note != nil {
		v.Note = l.in(*found.Set.Note)
	}
	v.Views = []page.Link{{Text: l.t("web.commend_view_reviews"), URL: registers.Reviews(code, found.Year, "")}, {Text: l.t("web.commend_view"), URL: v.Address, Here: true}}
	had, open, ready, voting := 0, 0, 0, 0
	for _, n := range found.Nominations {
		v.Register = append(v.Register, l.row(n))
		switch {
		case n.Stands():
			had++
		case n.Nomination.Open():
			open++
		}
		if n.Decider == found.Unit.ID {
			ready += count(waits(n))
			voting += count(unvoted(n))
		}
	}
	v.Sentence = l.t("web.commend_sentence", "year", string(found.Year), "unit", found.Unit.Name, "n", had)
	if open > 0 {
		v.Sentence += " " + l.t("web.commend_sentence_open", "n", open)
	}
	if r.Past() == "" { // papers and what can be done are of today
		v.Actions, v.Papers = l.actions(found, voting, ready), l.papers(found)
	} else {
		v.Past = true
		v.Views[0].URL, v.Views[1].URL = href.AsKnown(v.Views[0].URL, r.Past()), href.AsKnown(v.Views[1].URL, r.Past())
	}
	for _, c := range found.Caps {
		v.Caps = append(v.Caps, l.cap(found.Set, c))
	}
	for _, c := range found.Candidates {
		v.Candidates = append(v.Candidates, l.candidate(found, c))
	}
	v.Staff = r.FormValue("staff") != ""
	v.Part, v.Pages = l.part(r, found)
	for _, h := range found.Holds {
		v.Holds = append(v.Holds, l.hold(found, h))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// part says which candidates are shown, and leads to the others.
func (l words) part(r *kit.Ask, found commendations.List) (said string, pages []page.Link) {
	at := &kit.Address{Path: registers.Commendations(found.Unit.Code, found.Year, ""), Query: r.URL.Query()}
	if r.FormValue("staff") == "" {
		pages = append(pages, page.Link{Text: l.t("web.commend_staff"), URL: href.With(registers.Commendations(found.Unit.Code, found.Year, ""), "staff", "1")})
	} else {
		pages = append(pages, page.Link{Text: l.t("web.commend_heads"), URL: registers.Commendations(found.Unit.Code, found.Year, "")})
	}
	shown := found.After + len(found.Candidates)
	if found.After > 0 || shown < found.Total {
		said = l.t("commend.candidates_part", "from", min(found.After+1, found.Total), "to", shown, "of", found.Total)
	}
	if shown < found.Total {
		pages = append(pages, page.Link{Text: l.t("web.commend_next"), URL: at.With("after", strconv.Itoa(shown))})
	}
	return said, pages
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (l words) rules(set *commendation.Set, received period.Date) string {
	return l.t("web.commend_rules", "received", received, "rules", set.Title)
}

func (l words) cap(set *commendation.Set, c commendation.CapResult) string {
	award, _ := set.Award(c.Award)
	of, _ := set.Award(award.Cap.Of)
	return l.t("commend.cap_of", "award", award.Name, "rated", c.Rated, "percent", award.Cap.Percent, "of", c.Of, "base", of.Name, "allowed", c.Allowed) + " (" + award.Cap.Source.Cite + ")"
}

func (l words) actions(found commendations.List, voting, ready int) (out []page.Link) {
	at := func(act string) string { return registers.Commendations(found.Unit.Code, found.Year, act) }
	if found.May[access.KeepCouncil] && voting > 0 {
		out = append(out, page.Link{Text: l.t("web.commend_do_vote"), URL: at("vote")})
	}
	if found.May[access.Commend] && ready > 0 {
		out = append(out, page.Link{Text: l.t("web.commend_do_decide"), URL: at("decide")})
	}
	if found.May[access.Nominate] {
		out = append(out, page.Link{Text: l.t("web.commend_do_own"), URL: at("nominate")})
	}
	if found.May[access.KeepCouncil] {
		out = append(out, page.Link{Text: l.t("web.commend_do_hold"), URL: at("hold")})
	}
	return out
}

// papers lead to the documents that there is something to write in.
func (l words) papers(found commendations.List) (out []page.Link) {
	if len(found.Nominations) == 0 {
		return nil
	}
	add := func(text, paper, format, number string) {
		link := page.Link{Text: text, URL: href.With(registers.Commendations(found.Unit.Code, found.Year, "paper"), "paper", paper, "format", format, "number", number)}
		for _, o := range out {
			if o == link {
				return
			}
		}
		out = append(out, link)
	}
	add(l.t("web.commend_paper_register")+" .xlsx", "register", "xlsx", "")
	add(l.t("web.commend_paper_register")+" .docx", "register", "docx", "")
	for _, n := range found.Nominations {
		if n.Open && n.Nomination.Open() {
			add(l.t("web.commend_paper_proposal"), "proposal", "docx", "")
		}
		if !n.Open || n.Decider != found.Unit.ID {
			continue
		}
		if waits(n) {
			add(l.t("web.commend_paper_draft"), "decision", "docx", "")
		}
		if t, ok := n.Said(nomination.Ballot); ok && t.Meeting != nil {
			add(l.t("web.commend_paper_minutes", "number", t.Meeting.Minutes), "minutes", "docx", t.Meeting.Minutes)
		}
		if t, ok := n.Said(nomination.Decide); ok && n.Stands() {
			add(l.t("web.commend_paper_decision", "number", t.Number), "decision", "docx", t.Number)
		}
	}
	return out
}

// waits reports whether a file waits for nothing but its decision.
func waits(n commendations.Nominated) bool {
	return n.Stage() == nomination.Voted || n.Stage() == nomination.Nominated && n.Award.Vote == nil
}

// unvoted reports whether a file waits for the council.
func unvoted(n commendations.Nominated) bool {
	return n.Stage() == nomination.Nominated && n.Award.Vote != nil
}

// who names the subject of a nomination, and the post.
func who(n commendations.Nominated) (name, under string) {
	if n.Person == "" {
		return n.Of.Name, ""
	}
	return n.Who.Person.Name, commendations.PostIn(n.Who)
}

func (l words) row(n commendations.Nominated) Row {
	name, under := who(n)
	out := Row{Name: page.Link{Text: name}, Under: under, Award: l.in(n.Award.Name), Stage: i18n.Title(l.t("commend_stage." + string(n.Stage()))), Mark: marks[n.Stage()], Level: "–", Decision: "–", Dong: "–"}
	if n.Occasion != "yearly" {
		out.Award += " (" + l.t("web.commend_occasion_"+n.Occasion) + ")"
	}
	if n.Open {
		out.Name.URL = registers.Commendation(n.ID, "")
		if s, ok := n.Said(nomination.Nominate); ok && s.Facts != nil {
			out.Level = l.level(s.Facts.Levels[n.Cycle])
		}
	}
	if d, ok := n.Said(nomination.Decide); ok {
		out.Decision, out.Dong = d.Number+", "+l.day(period.Date(d.On)), l.dong(d.Dong)
	}
	if d, ok := n.Said(nomination.Revoke); ok {
		out.Stage += ", " + d.Number + ", " + l.day(period.Date(d.On))
	}
	return out
}

func (l words) level(level string) string {
	if level == "" {
		return l.t("commend.no_level")
	}
	return l.t("commend.level_" + level)
}

func (l words) candidate(found commendations.List, c commendations.Candidate) Candidate {
	out := Candidate{Name: c.Unit.Name, Level: page.Link{Text: l.level(c.Facts.Levels[c.Facts.Year])}}
	if c.Subject == commendation.Individual {
		out.Name, out.Under = c.Who.Person.Name, commendations.PostIn(c.Who)
	}
	if of := c.Facts.Reviews[c.Facts.Year]; of != "" {
		out.Level.URL = registers.Review(id.ID(of), "")
	}
	for _, v := range c.Verdicts {
		award, _ := found.Set.Award(v.Award)
		name := l.in(award.Name)
		switch {
		case len(v.Holds) > 0:
			out.Open = strings.Join(awarded.Reasons(i18n.Lang(l), found.Set, commendation.Verdict{Award: v.Award, Holds: v.Holds}), "; ")
		case v.Eligible == review.Yes:
			out.Can = append(out.Can, name)
		case v.Eligible == review.Unknown:
			out.Asks = append(out.Asks, name)
		default:
			out.Not = append(out.Not, Reasoned{name, awarded.Reasons(i18n.Lang(l), found.Set, v)})
		}
	}
	if c.May {
		out.Act = page.Link{Text: l.t("web.commend_do_look"), URL: href.With(registers.Commendations(c.Unit.Code, found.Year, "nominate"), "tenure", string(c.Who.Appointment.ID), "received", string(found.Received))}
	}
	return out
}

func (l words) hold(found commendations.List, h commendations.Held) Hold {
	out := Hold{Who: cmp.Or(h.Person.Name, h.Of.Name), Rule: l.in(h.Rule.Says), From: l.day(h.From), Text: h.Text}
	if h.Held.Person != "" {
		out.Who += ", " + h.Of.Name
	}
	if h.Closed != "" {
		out.Over = l.t("web.commend_over", "on", h.Closed, "outcome", h.Outcome)
	} else if h.May {
		out.Act = page.Link{Text: l.t("web.commend_do_release"), URL: href.With(registers.Commendations(found.Unit.Code, found.Year, "release"), "hold", string(h.ID))}
	}
	return out
}

// paper sends the register, a proposal, minutes or a decision.
func (s *server) paper(w http.ResponseWriter, r *kit.Ask) error {
	found, _, err := s.asked(r)
	if err != nil {
		return err
	}
	ask := r.URL.Query()
	format, paper := ask.Get("format"), cmp.Or(ask.Get("paper"), "register")
	if format == "" {
		format = "xlsx"
	}
	var b bytes.Buffer
	if err := report.WriteCommendations(&b, format, paper, r.Lang, report.Commendations{List: found, Number: ask.Get("number"), Today: s.Today()}); err != nil {
		return err
	}
	return s.SendKept(w, "khen-thuong-"+paper+"-"+found.Unit.Code+"-"+string(found.Year)+"."+format, exchange.MediaType(format), b.Bytes())
}
