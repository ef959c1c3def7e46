package review

import (
	"io"
	"net/http"
	"strings"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/reviews"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// Rules is the sets a unit's reviews may be judged by, and the form for a file of
// its own.
type Rules struct {
	page.Frame
	Lead string
	Rows []RuleRow
	Form page.Form // no action: who reads may not add
	Drop string    // POST: id
}

// RuleRow is one set.
type RuleRow struct {
	Name, Title, Whose, Valid, Subjects, Certainty string

	Notes []string
	Lines []RuleLine
	Drop  string // its id, where it may be taken out
}

// RuleLine is one line with its source and its certainty.
type RuleLine struct{ Level, Says, Source string }

// rules shows the sets of a unit, and takes a file of its own.
func (s *server) rules(w http.ResponseWriter, r *kit.Ask) error {
	code := r.PathValue("code")
	found, err := s.App.RulesOf(r.Context(), r.User.Actor, code)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	l := words(r.Lang)
	v := Rules{Frame: s.Frame(r, d, found.Unit.ID, "", l.t("web.rules_title", "unit", found.Unit.Name)), Lead: l.t("web.rules_lead")}
	for _, k := range found.Sets {
		v.Rows = append(v.Rows, l.ruleRow(k, found))
	}
	if found.May {
		v.Drop = registers.Rules(code, "drop")
		v.Form = page.Form{Action: registers.Rules(code, ""), Submit: l.t("web.rules_add"), Lead: l.t("web.rules_add_lead"), Fields: []page.Field{
			{Kind: "file", Name: "file", Label: l.t("web.rules_file"), Accept: ".yaml,.yml", Required: true}}}
	}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	err = s.addRules(r, code)
	if err == nil {
		return s.Redirect(w, r, registers.Rules(code, ""), "rules_kept")
	}
	status, ok := kit.IntoForm(&v.Form, err)
	if !ok {
		return err
	}
	return s.Show(w, r, status, v.Page())
}

func (s *server) addRules(r *kit.Ask, code string) error {
	if err := kit.ParseForm(r); err != nil {
		return err
	}
	var text []byte
	if f, _, err := r.FormFile("file"); err == nil {
		defer f.Close()
		if text, err = io.ReadAll(io.LimitReader(f, figures.LargestFile+1)); err != nil {
			return errs.New(errs.Invalid, "exchange.not_received").In("file").Because(err)
		}
	}
	_, _, err := s.App.AddRules(r.Context(), r.User.Actor, code, text, false)
	return err
}

func (s *server) dropRules(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.DropRules(r.Context(), r.User.Actor, id.ID(r.PostFormValue("id"))); err != nil {
		return err
	}
	return s.Redirect(w, r, registers.Rules(r.PathValue("code"), ""), "rules_dropped")
}

func (l words) ruleRow(k reviews.Known, of reviews.Rules) RuleRow {
	row := RuleRow{Name: k.Set.ID, Title: l.in(k.Set.Title), Whose: l.t("web.rules_shipped"), Valid: l.t("review.valid_from", "from", k.Set.Valid.From)}
	if k.Set.Valid.To != "" {
		row.Valid = l.t("review.valid_between", "from", k.Set.Valid.From, "to", k.Set.Valid.To)
	}
	var subjects []string
	for _, who := range k.Set.Subjects {
		subjects = append(subjects, l.t("review.subject_"+string(who)))
	}
	row.Subjects = strings.Join(subjects, ", ")
	if k.Set.Over != "" {
		row.Notes = append(row.Notes, l.t("web.rules_over", "name", k.Set.Over))
	}
	if k.Own != nil {
		row.Whose = k.Unit.Name
		row.Notes = append(row.Notes, l.t("web.rules_by", "by", k.Own.ByName, "on", period.DateOf(k.Own.At)))
		if k.Used > 0 {
			row.Notes = append(row.Notes, l.t("web.rules_used", "n", k.Used))
		} else if of.May && k.Own.Unit == of.Unit.ID {
			row.Drop = string(k.Own.ID)
		}
	}
	row.Lines, row.Certainty = l.ruleLines(k.Set)
	return row
}

// ruleLines gives the lines of a set with their sources, and how many are how certain.
func (l words) ruleLines(set *review.Set) (out []RuleLine, certain string) {
	counts := map[review.Certainty]int{}
	add := func(level, says string, c review.Citation) {
		counts[c.Certainty]++
		source := c.Cite + " (" + l.t("review.certainty_"+string(c.Certainty)) + ")"
		for _, d := range set.Documents {
			if d.ID == c.Of {
				source = d.Name + ", " + source
			}
		}
		out = append(out, RuleLine{level, says, source})
	}
	lines := func(level string, list []review.Line) {
		for _, line := range list {
			add(level, l.in(line.Says), line.Source)
		}
	}
	if p := set.Points; p != nil {
		add(l.t("web.review_points"), l.in(p.Says), p.Source)
	}
	for _, level := range set.Levels {
		lines(l.in(level.Name), level.Conditions)
	}
	if set.Unfit != nil {
		add(l.t("review.unfit"), l.in(set.Unfit.Says), set.Unfit.Source)
	}
	lines(l.t("review.falls"), set.Falls)
	lines(l.t("review.ceilings"), set.Ceilings)
	for _, c := range set.Caps {
		add(l.t("web.review_caps"), l.in(c.Says), c.Source)
	}
	if p := set.Petitions; p != nil {
		add(l.t("web.review_do_petition"), l.in(p.Says), p.Source)
	}
	var said []string
	for _, c := range []review.Certainty{review.Read, review.SecondHand, review.Memory} {
		if counts[c] > 0 {
			said = append(said, l.t("review.certainty_"+string(c))+": "+l.t("web.rules_count", "n", counts[c]))
		}
	}
	return out, strings.Join(said, "; ")
}
