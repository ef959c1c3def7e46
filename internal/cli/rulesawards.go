package cli

import (
	"cmp"
	"fmt"
	"strings"

	"dondoc/internal/capital"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/awards"
	"dondoc/internal/review"
)

// outcome says what an example of commendation came to.
func (a *ask) outcome(o awards.Outcome) string {
	var out []string
	if o.Eligible != nil {
		out = append(out, a.t("commend.eligible_"+o.Eligible.Eligible.String()))
	}
	if o.Vote != "" {
		out = append(out, a.t("commend.vote_is_"+o.Vote))
	}
	if o.Allowed != nil {
		out = append(out, a.t("commend.allowed", "n", *o.Allowed))
	}
	if o.Dong > 0 {
		out = append(out, capital.Dong(o.Dong).Say(string(a.lang)))
	}
	return strings.Join(out, "; ")
}

// explainAwards prints a set of rules of commendation for people who know the law.
func (a *ask) explainAwards(set *commendation.Set) {
	if a.root.JSON {
		a.print(set)
		return
	}
	lang := string(a.lang)
	cited := func(c review.Citation) string {
		name := c.Of
		for _, d := range set.Documents {
			if d.ID == c.Of {
				name = d.Name
			}
		}
		return name + ", " + c.Cite + " [" + a.t("review.certainty_"+string(c.Certainty)) + "]"
	}
	fmt.Fprintf(a.Stdout, "%s: %s\n%s; %s\n", set.ID, set.Title.In(lang), a.t("review.of_commendation"), a.validity(set.Valid))
	if set.Note != nil {
		fmt.Fprintf(a.Stdout, "! %s\n", set.Note.In(lang))
	}
	fmt.Fprintf(a.Stdout, "\n%s\n", a.t("commend.rules_holds"))
	for _, h := range set.Holds {
		fmt.Fprintf(a.Stdout, "  - %s: %s\n      %s\n", h.ID, h.Says.In(lang), cited(h.Source))
	}
	fmt.Fprintf(a.Stdout, "%s\n    %s\n", set.Council.Says.In(lang), cited(set.Council.Source))
	for _, w := range set.Salaries {
		fmt.Fprintf(a.Stdout, "%s\n    %s\n", a.t("commend.rules_salary", "from", w.From, "dong", capital.Dong(w.Dong)), cited(w.Source))
	}
	for _, award := range set.Awards {
		fmt.Fprintf(a.Stdout, "\n%s (%s): %s, %s\n    %s\n", award.Name.In(lang), award.ID, a.t("commend.subject_"+string(award.For)), a.t("commend.decided_by_"+award.DecidedBy), cited(award.Source))
		for _, l := range award.Conditions {
			fmt.Fprintf(a.Stdout, "  - %s\n      %s\n      %s\n", l.Says.In(lang), a.awardTest(set, l.When), cited(l.Source))
		}
		if award.Vote != nil {
			fmt.Fprintf(a.Stdout, "  - %s\n      %s\n      %s\n", award.Vote.Says.In(lang), a.t("commend.rules_vote_"+award.Vote.Of, "percent", award.Vote.AtLeast), cited(award.Vote.Source))
		}
		if award.Cap != nil {
			of, _ := set.Award(award.Cap.Of)
			fmt.Fprintf(a.Stdout, "  - %s\n      %s\n      %s\n", award.Cap.Says.In(lang), a.t("commend.rules_cap", "percent", award.Cap.Percent, "of", of.Name), cited(award.Cap.Source))
		}
		if award.Money != nil {
			fmt.Fprintf(a.Stdout, "  - %s\n      %s\n", a.t("commend.rules_money", "times", award.Money.Times, "round", capital.Dong(set.RoundUp)), cited(award.Money.Source))
		}
	}
	if len(set.Asked) > 0 {
		fmt.Fprintf(a.Stdout, "\n%s\n", a.t("review.asked"))
		for _, q := range set.Asked {
			fmt.Fprintf(a.Stdout, "  ? %s: %s\n      %s\n", q.ID, q.Says.In(lang), cited(q.Source))
		}
	}
}

// awardTest says what a condition really tests, made from the rule.
func (a *ask) awardTest(set *commendation.Set, t commendation.Test) string {
	join := func(list []commendation.Test, key string) string {
		var parts []string
		for _, part := range list {
			parts = append(parts, a.awardTest(set, part))
		}
		return strings.Join(parts, a.t(key))
	}
	bound, how := t.AtLeast, "at_least"
	if bound == nil {
		bound, how = t.AtMost, "at_most"
	}
	switch {
	case len(t.All) > 0:
		return join(t.All, "review.and")
	case len(t.Any) > 0:
		return join(t.Any, "review.or")
	case t.Level != "":
		return a.t("commend.test_level", "level", a.t("commend.level_"+t.Level), "years", cmp.Or(t.Years, 1))
	case t.Award != "":
		award, _ := set.Award(t.Award)
		return a.t("commend.test_award", "award", award.Name, "times", cmp.Or(t.Times, 1), "years", cmp.Or(t.Years, 1))
	case t.Ask != "":
		return a.t("review.test_ask_"+t.Is, "ask", t.Ask)
	case t.Share != "":
		return a.t("review.test_share", "what", a.t("commend.count_"+count(t.Share)), "of", a.t("commend.count_"+count(t.In)), "how", a.t("review."+how), "bound", *bound)
	}
	return a.t("review.test_count", "what", a.t("commend.count_"+count(t.Count)), "how", a.t("review."+how), "bound", *bound)
}

func count(name string) string { return strings.ReplaceAll(name, ".", "_") }
