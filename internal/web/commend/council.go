package commend

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/commendations"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// wholeIn reads a count from a field; 0 where it is empty.
func wholeIn(r *kit.Ask, field string) (int, error) {
	text := strings.TrimSpace(r.PostFormValue(field))
	if text == "" {
		return 0, nil
	}
	read, err := viet.ReadNumber(text)
	if err == nil && len(read) == 1 {
		if d := measure.Of(read[0]); d.Whole() && d.Sign() >= 0 {
			return int(d.Trim().Coef()), nil
		}
	}
	return 0, errs.New(errs.Invalid, "review.answer_unread", "text", text).In(field)
}

// bodyForm begins a form about several files of a body.
func (s *server) bodyForm(r *kit.Ask, action access.Action, act string) (commendations.List, *desk.Directory, page.Simple, error) {
	d, _, err := s.UnitFor(r, action)
	if err != nil {
		return commendations.List{}, nil, page.Simple{}, err
	}
	found, _, err := s.asked(r)
	if err != nil {
		return found, d, page.Simple{}, err
	}
	l := words(r.Lang)
	back := registers.Commendations(found.Unit.Code, found.Year, "")
	v := page.Simple{Frame: s.Frame(r, d, found.Unit.ID, found.Year, l.t("web.commend_title_"+act, "year", string(found.Year), "unit", found.Unit.Name))}
	v.Crumbs = []page.Link{{Text: l.t("web.commend_view"), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: l.t("web.commend_do_" + act), Cancel: back, Lead: l.t("web.commend_lead_" + act)}
	return found, d, v, nil
}

func (l words) named(n commendations.Nominated) string {
	name, under := who(n)
	if under != "" {
		name += ", " + under
	}
	return name + ": " + l.in(n.Award.Name)
}

func text(r *kit.Ask, l words, name string, required bool) page.Field {
	return page.Field{Name: name, Label: l.t("web.commend_field_" + name), Required: required, Value: r.Typed(name, "")}
}

func dayField(r *kit.Ask, l words, otherwise period.Date) page.Field {
	return page.Field{Kind: "date", Name: "on", Label: l.t("web.commend_field_on"), Required: true, Value: r.Typed("on", l.day(otherwise))}
}

// vote writes down a meeting of the council.
func (s *server) vote(w http.ResponseWriter, r *kit.Ask) error {
	found, _, v, err := s.bodyForm(r, access.KeepCouncil, "vote")
	if err != nil {
		return err
	}
	l := words(r.Lang)
	number := func(name, label string, required bool) page.Field {
		return page.Field{Kind: "number", Name: name, Label: label, Required: required, Value: r.Typed(name, "")}
	}
	f := &v.Form.Fields
	*f = append(*f, dayField(r, l, ""), text(r, l, "minutes", true), text(r, l, "chair", false), number("members", l.t("web.commend_field_members"), true), number("present", l.t("web.commend_field_present"), true), number("written", l.t("web.commend_field_written"), false))
	var waiting []id.ID
	for _, n := range found.Nominations {
		if n.Decider == found.Unit.ID && unvoted(n) {
			waiting = append(waiting, n.ID)
			field := number("yes."+string(n.ID), l.named(n), false)
			field.Hint = l.t("web.commend_yes_hint", "percent", n.Award.Vote.AtLeast)
			*f = append(*f, field)
		}
	}
	if len(waiting) == 0 {
		v.Form.Lead, v.Form.Submit, *f = l.t("web.commend_nothing_waits"), "", nil
	}
	return s.Form(w, r, v, v.Form.Cancel, "commend_kept", func() error {
		on, err := kit.Day(r, "on")
		if err != nil {
			return err
		}
		m := commendation.Meeting{On: string(on), Minutes: r.PostFormValue("minutes"), Chair: strings.TrimSpace(r.PostFormValue("chair"))}
		for field, into := range map[string]*int{"members": &m.Members, "present": &m.Present, "written": &m.Written} {
			if *into, err = wholeIn(r, field); err != nil {
				return err
			}
		}
		var votes []commendations.Vote
		for _, which := range waiting {
			field := "yes." + string(which)
			yes, err := wholeIn(r, field)
			if err != nil {
				return err
			}
			if strings.TrimSpace(r.PostFormValue(field)) != "" {
				votes = append(votes, commendations.Vote{Nomination: which, Yes: yes})
			}
		}
		return s.App.VoteCommendations(r.Context(), r.User.Actor, found.Unit.Code, m, votes)
	})
}

// decide commends those chosen by one decision.
func (s *server) decide(w http.ResponseWriter, r *kit.Ask) error {
	found, _, v, err := s.bodyForm(r, access.Commend, "decide")
	if err != nil {
		return err
	}
	l := words(r.Lang)
	today := s.Today()
	v.Form.Danger = true
	v.Form.Fields = append(v.Form.Fields, text(r, l, "number", true), dayField(r, l, today), text(r, l, "signer", false))
	some := false
	var left []string // why a file that is still open cannot be decided here
	for _, n := range found.Nominations {
		switch {
		case unvoted(n):
			left = append(left, l.t("web.commend_left_unvoted", "who", l.named(n)))
			continue
		case waits(n) && n.Decider != found.Unit.ID:
			left = append(left, l.t("web.commend_left_above", "who", l.named(n)))
			continue
		case !waits(n):
			continue
		}
		some = true
		sum := l.t("web.commend_no_dong")
		if dong, ok := n.Set.Dong(n.Award, today); ok {
			sum = l.dong(dong)
		}
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "check", Name: "nomination", Value: string(n.ID), Label: l.named(n), Hint: sum, Checked: r.Method != http.MethodPost || slices.Contains(r.PostForm["nomination"], string(n.ID))})
		v.Form.More = append(v.Form.More, page.Field{Name: "dong." + string(n.ID), Label: l.named(n), Hint: l.t("web.commend_dong_hint", "sum", sum), Value: r.Typed("dong."+string(n.ID), "")})
	}
	if !some {
		v.Form.Lead, v.Form.Submit, v.Form.Fields = l.t("web.commend_nothing_ready"), "", nil
	} else {
		v.Form.MoreTitle = l.t("web.commend_other_dong")
		v.Form.More = append(v.Form.More, page.Field{Kind: "area", Name: "reason", Label: l.t("web.commend_field_reason"), Value: r.Typed("reason", "")})
	}
	v.Form.Lead = strings.Join(append([]string{v.Form.Lead}, left...), " ")
	return s.Form(w, r, v, v.Form.Cancel, "commend_kept", func() error {
		on, err := kit.Day(r, "on")
		if err != nil {
			return err
		}
		d := commendations.Decision{Number: r.PostFormValue("number"), On: on, Signer: r.PostFormValue("signer")}
		for _, which := range r.PostForm["nomination"] {
			g := commendations.Grant{Nomination: id.ID(which), Reason: r.PostFormValue("reason")}
			if typed := strings.TrimSpace(r.PostFormValue("dong." + which)); typed != "" {
				dong, err := capital.ReadDong(typed)
				if err != nil {
					return errs.All(err)[0].In("dong." + which)
				}
				g.Dong = &dong
			}
			d.Grants = append(d.Grants, g)
		}
		return s.App.DecideCommendations(r.Context(), r.User.Actor, found.Unit.Code, d)
	})
}

// hold writes down a matter during which a unit or one of its people is not commended.
func (s *server) hold(w http.ResponseWriter, r *kit.Ask) error {
	found, d, v, err := s.bodyForm(r, access.KeepCouncil, "hold")
	if err != nil {
		return err
	}
	l := words(r.Lang)
	chosen := r.FormValue("tenure")
	subject := page.Field{Kind: "select", Name: "tenure", Label: l.t("web.commend_who"), Options: []page.Option{{Text: l.t("web.commend_the_unit", "unit", found.Unit.Name)}}}
	for _, post := range d.PostsOf(found.Unit.ID) {
		for _, ap := range d.Tenures(post.ID) {
			if ap.Overlaps(period.Range{From: found.Year.Start(), To: s.Today().AddDays(1)}) {
				_, person := d.Of(ap)
				subject.Options = append(subject.Options, page.Option{Value: string(ap.ID), Text: person.Name + ", " + post.Title, Selected: chosen == string(ap.ID)})
			}
		}
	}
	kind := page.Field{Kind: "select", Name: "kind", Label: l.t("web.commend_kind"), Required: true, Options: []page.Option{{Text: l.t("web.commend_choose")}}}
	for _, h := range found.Set.Holds {
		kind.Options = append(kind.Options, page.Option{Value: h.ID, Text: l.in(h.Says), Selected: r.PostFormValue("kind") == h.ID})
	}
	from := page.Field{Kind: "date", Name: "from", Label: l.t("web.commend_from"), Required: true, Value: r.Typed("from", "")}
	v.Form.Fields = []page.Field{subject, kind, from, {Kind: "area", Name: "text", Label: l.t("web.commend_matter"), Required: true, Value: r.Typed("text", "")}}
	return s.Form(w, r, v, v.Form.Cancel, "commend_kept", func() error {
		on, err := kit.Day(r, "from")
		if err != nil {
			return err
		}
		_, err = s.App.HoldCommendations(r.Context(), r.User.Actor, found.Unit.Code, id.ID(r.PostFormValue("tenure")), nomination.Held{Kind: r.PostFormValue("kind"), From: on, Text: r.PostFormValue("text")})
		return err
	})
}

// release notes that such a matter is over.
func (s *server) release(w http.ResponseWriter, r *kit.Ask) error {
	found, _, v, err := s.bodyForm(r, access.KeepCouncil, "release")
	if err != nil {
		return err
	}
	l, which := words(r.Lang), r.FormValue("hold")
	at := slices.IndexFunc(found.Holds, func(h commendations.Held) bool { return string(h.ID) == which && h.May })
	if at < 0 {
		if which == "" {
			v.Form.Submit, v.Form.Problems = "", nil
			v.After = append(v.After, l.t("web.commend_nothing_held"))
			return s.Show(w, r, http.StatusOK, v.Page())
		}
		return errs.New(errs.NotFound, "web.no_page")
	}
	h := l.hold(found, found.Holds[at])
	v.Form.Lead = h.Who + ": " + h.Text + " (" + h.From + ")"
	v.Form.Fields = []page.Field{{Kind: "hidden", Name: "hold", Value: which}, dayField(r, l, s.Today()), {Kind: "area", Name: "outcome", Label: l.t("web.commend_outcome"), Required: true, Value: r.Typed("outcome", "")}}
	return s.Form(w, r, v, v.Form.Cancel, "commend_kept", func() error {
		on, err := kit.Day(r, "on")
		if err != nil {
			return err
		}
		return s.App.ReleaseCommendations(r.Context(), r.User.Actor, id.ID(which), on, r.PostFormValue("outcome"))
	})
}
