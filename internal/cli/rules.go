package cli

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"dondoc/internal/commendation"
	"dondoc/internal/commendation/awards"
	"dondoc/internal/errs"
	"dondoc/internal/report"
	"dondoc/internal/review"
	"dondoc/internal/review/ruleset"
)

type rulesCmd struct {
	List    rulesListCmd    `cmd:"" help:"các bộ quy tắc đi kèm | the sets that come with the program"`
	Check   rulesCheckCmd   `cmd:"" help:"chứng minh một bộ quy tắc: không hở, không chồng, ngưỡng nào cũng được thử | prove a set: no gap, no overlap, every threshold tried" example:"dondoc rules check quy-che-xa.yaml"`
	Explain rulesExplainCmd `cmd:"" help:"in bộ quy tắc thành bảng | print a set as a table" example:"dondoc rules explain nd-233-2026"`
	Test    rulesTestCmd    `cmd:"" help:"chạy các ví dụ tính sẵn | run the worked examples"`
	Of      rulesOfCmd      `cmd:"" help:"các bộ một đơn vị được đánh giá theo | the sets a unit is judged by" example:"dondoc rules of --unit thai-nguyen"`
	Add     rulesAddCmd     `cmd:"" help:"thêm bộ của đơn vị, chứng minh trước khi nhận (cần --as) | add a set of a unit's own, proved first (needs --as)" example:"dondoc rules add quy-che.yaml --unit thai-nguyen --as chu-tich"`
	Drop    rulesDropCmd    `cmd:"" help:"bỏ bộ của đơn vị khi chưa hồ sơ nào dùng (cần --as) | take a set out that no review was judged by (needs --as)"`
	Schema  rulesSchemaCmd  `cmd:"" help:"in JSON Schema của tệp quy tắc | print the JSON Schema of a rule file"`
}

// rules is a set of either kind: of reviews, or of commendation.
type rules struct {
	review *review.Set
	awards *commendation.Set
}

// ruleSet reads a file, or finds a shipped set by its name, and lays it over the one it names.
func (a *ask) ruleSet(name string) (out rules, err error) {
	set, known := ruleset.Find(name)
	honours, knownToo := awards.Find(name)
	if !known && !knownToo {
		text, err := os.ReadFile(name)
		if err != nil {
			return out, errs.New(errs.NotFound, "review.no_set", "name", name).Try("review.no_set_hint").Because(err)
		}
		text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
		if awards.Is(text) {
			honours, err = awards.Read(text)
		} else {
			set, err = ruleset.Read(text)
		}
		if err != nil {
			return out, err
		}
	}
	if honours != nil {
		out.awards, err = awards.Whole(honours)
		return out, err
	}
	out.review, err = ruleset.Whole(set)
	return out, err
}

// check proves the set.
func (r rules) check() ruleset.Report {
	if r.awards != nil {
		return awards.Check(r.awards)
	}
	return ruleset.Check(r.review)
}

func shippedNames() (out []string) {
	for _, s := range ruleset.Shipped() {
		out = append(out, s.ID)
	}
	for _, s := range awards.Shipped() {
		out = append(out, s.ID)
	}
	return out
}

type rulesListCmd struct{}

func (c *rulesListCmd) Run(a *ask) error {
	if a.root.JSON {
		out := []any{}
		for _, s := range ruleset.Shipped() {
			out = append(out, s)
		}
		for _, s := range awards.Shipped() {
			out = append(out, s)
		}
		a.print(out)
		return nil
	}
	var rows [][]string
	for _, s := range ruleset.Shipped() {
		rows = append(rows, []string{s.ID, s.Title.In(string(a.lang)), a.validity(s.Valid), a.subjects(s.Subjects)})
	}
	for _, s := range awards.Shipped() {
		rows = append(rows, []string{s.ID, s.Title.In(string(a.lang)), a.validity(s.Valid), a.t("review.of_commendation")})
	}
	table(a.Stdout, []string{a.t("review.set"), a.t("review.title"), a.t("review.valid"), a.t("review.subjects")}, rows, nil)
	return nil
}

func (a *ask) validity(v review.Validity) string {
	if v.To == "" {
		return a.t("review.valid_from", "from", v.From)
	}
	return a.t("review.valid_between", "from", v.From, "to", v.To)
}

func (a *ask) subjects(list []review.Subject) string {
	var out []string
	for _, s := range list {
		out = append(out, a.t("review.subject_"+string(s)))
	}
	return strings.Join(out, ", ")
}

type rulesCheckCmd struct {
	Sets []string `arg:"" optional:"" help:"tệp .yaml hoặc tên bộ đi kèm; trống: mọi bộ đi kèm | files, or names of shipped sets; empty: all of these"`
}

func (c *rulesCheckCmd) Run(a *ask) error {
	if len(c.Sets) == 0 {
		c.Sets = shippedNames()
	}
	var reports []ruleset.Report
	for _, name := range c.Sets {
		set, err := a.ruleSet(name)
		if err != nil {
			return err
		}
		reports = append(reports, set.check())
	}
	good := !slices.ContainsFunc(reports, func(r ruleset.Report) bool { return !r.Good() })
	if a.root.JSON {
		a.print(struct {
			Good    bool             `json:"good"`
			Reports []ruleset.Report `json:"reports"`
		}{good, reports})
	} else {
		for _, r := range reports {
			a.ruleReport(r)
		}
	}
	if !good {
		return errSaid
	}
	return nil
}

func (a *ask) ruleReport(r ruleset.Report) {
	key := "review.proved"
	if !r.Good() {
		key = "review.not_proved"
	}
	a.say(key, "set", r.Rules, "n", len(r.Findings))
	a.say("review.proof_of", "cells", r.Cells, "lines", r.Lines, "thresholds", r.Thresholds, "examples", r.Examples)
	a.say("review.certainties", "read", r.Certainties[review.Read], "second", r.Certainties[review.SecondHand], "memory", r.Certainties[review.Memory])
	for _, f := range r.Findings {
		who := ""
		if f.Subject != "" {
			who = a.t("review.subject_"+string(f.Subject)) + ": "
		}
		a.say("review.finding_"+f.Kind, "who", who, "name", f.Name, "detail", f.Detail)
	}
}

type rulesTestCmd struct {
	Sets []string `arg:"" optional:"" help:"tệp .yaml hoặc tên bộ đi kèm | files, or names of shipped sets"`
}

type exampleResult struct {
	Rules   string `json:"rules"`
	Example string `json:"example"`
	Right   bool   `json:"right"`
	Differs string `json:"differs,omitempty"`
	Result  any    `json:"result"`
}

// examples works the examples of the set out; each with the line it prints.
func (a *ask) examples(r rules) (out []exampleResult, said []string) {
	add := func(set, name, differs string, result any, line string) {
		out = append(out, exampleResult{set, name, differs == "", differs, result})
		mark := "✓"
		if differs != "" {
			mark, line = "✗", line+"\n   "+differs
		}
		said = append(said, mark+" "+name+": "+line)
	}
	if r.awards != nil {
		for _, e := range r.awards.Examples {
			got := awards.Work(r.awards, e)
			add(r.awards.ID, e.ID, awards.Differs(e.Gives, got), got, e.Says.In(string(a.lang))+" → "+a.outcome(got))
		}
		return out, said
	}
	for _, e := range r.review.Examples {
		got := r.review.Judge(e.Case(), e.Spelled())
		add(r.review.ID, e.ID, e.Gives.Differs(got), got, e.Says.In(string(a.lang))+" → "+a.levelOf(r.review, got))
	}
	return out, said
}

func (c *rulesTestCmd) Run(a *ask) error {
	if len(c.Sets) == 0 {
		c.Sets = shippedNames()
	}
	var out []exampleResult
	wrong := 0
	for _, name := range c.Sets {
		set, err := a.ruleSet(name)
		if err != nil {
			return err
		}
		results, said := a.examples(set)
		for i, r := range results {
			if !r.Right {
				wrong++
			}
			if !a.root.JSON {
				fmt.Fprintln(a.Stdout, said[i])
			}
		}
		out = append(out, results...)
	}
	if a.root.JSON {
		a.print(out)
	} else {
		a.say("review.examples_run", "right", len(out)-wrong, "of", len(out))
	}
	if wrong > 0 {
		return errSaid
	}
	return nil
}

// levelOf says the level of a result: one, one suggested, or two it lies between.
func (a *ask) levelOf(set *review.Set, r review.Result) string {
	name := func(id string) string {
		l, _ := set.Level(id)
		return l.Name.In(string(a.lang))
	}
	switch {
	case r.Level == "":
		return a.t("review.between", "worst", name(r.Worst), "best", name(r.Best))
	case r.Authority:
		return a.t("review.authority", "level", name(r.Level))
	}
	return name(r.Level)
}

type rulesSchemaCmd struct {
	Commendation bool `help:"khuôn của tệp khen thưởng | of a file of rules of commendation"`
}

func (c *rulesSchemaCmd) Run(a *ask) error {
	if c.Commendation {
		_, err := a.Stdout.Write(awards.Schema())
		return err
	}
	_, err := a.Stdout.Write(ruleset.Schema())
	return err
}

type rulesExplainCmd struct {
	Set string `arg:"" help:"tệp .yaml hoặc tên bộ đi kèm | a file, or the name of a shipped set"`
}

func (c *rulesExplainCmd) Run(a *ask) error {
	found, err := a.ruleSet(c.Set)
	if err != nil {
		return err
	}
	if found.awards != nil {
		a.explainAwards(found.awards)
		return nil
	}
	set := found.review
	if a.root.JSON {
		a.print(set)
		return nil
	}
	fmt.Fprintf(a.Stdout, "%s: %s\n%s; %s\n\n", set.ID, set.Title.In(string(a.lang)), a.subjects(set.Subjects), a.validity(set.Valid))
	e := explainer{ask: a, set: set}
	e.points()
	for _, l := range set.Levels {
		name := l.Name.In(string(a.lang))
		if l.Points != nil {
			name += " (" + a.bounds(l.Points) + ")"
		}
		e.head(name, l.Source)
		e.lines(l.Conditions)
	}
	if set.Unfit != nil {
		e.head(a.t("review.unfit"), set.Unfit.Source)
		fmt.Fprintln(a.Stdout, "   ", set.Unfit.Says.In(string(a.lang)))
	}
	if p := set.Petitions; p != nil {
		e.head(a.t("review.petitions", "within", p.Within, "counted", a.t("review_counted."+p.Counted)), p.Source)
		fmt.Fprintln(a.Stdout, "   ", p.Says.In(string(a.lang)))
	}
	e.part("review.falls", set.Falls)
	e.part("review.ceilings", set.Ceilings)
	e.caps()
	if len(set.Asked) > 0 {
		fmt.Fprintln(a.Stdout, a.t("review.asked"))
		for _, q := range set.Asked {
			fmt.Fprintf(a.Stdout, "  ? %s: %s\n      %s\n", q.ID, q.Says.In(string(a.lang)), e.cited(q.Source))
		}
	}
	return nil
}

func (a *ask) bounds(b *review.Bounds) string {
	switch {
	case b.From != nil && b.Below != nil:
		return a.t("review.points_between", "from", *b.From, "below", *b.Below)
	case b.From != nil:
		return a.t("review.points_from", "from", *b.From)
	}
	return a.t("review.points_below", "below", *b.Below)
}

// explainer prints a set for people who know the law.
type explainer struct {
	*ask
	set *review.Set
}

func (e explainer) cited(c review.Citation) string {
	name := c.Of
	for _, d := range e.set.Documents {
		if d.ID == c.Of {
			name = d.Name
		}
	}
	return name + ", " + c.Cite + " [" + e.t("review.certainty_"+string(c.Certainty)) + "]"
}

func (e explainer) head(name string, c review.Citation) {
	fmt.Fprintf(e.Stdout, "%s\n    %s\n", name, e.cited(c))
}

func (e explainer) lines(list []review.Line) {
	for _, l := range list {
		fmt.Fprintf(e.Stdout, "  - %s\n      %s\n", l.Says.In(string(e.lang)), e.reading(l))
		fmt.Fprintf(e.Stdout, "      %s\n", e.cited(l.Source))
	}
}

// reading says what the line really tests, made from the rule and not from its words.
func (e explainer) reading(l review.Line) string {
	out := e.t("review.always")
	if l.When != nil {
		out = e.test(l.When)
	}
	if l.Unless != nil {
		out += e.t("review.unless", "test", e.test(l.Unless))
	}
	if l.To == "unit" {
		out += " → " + e.t("review.to_unit")
	} else if level, ok := e.set.Level(l.To); ok {
		out += " → " + level.Name.In(string(e.lang))
	}
	if len(l.For) > 0 {
		out += " · " + e.subjects(l.For)
	}
	for _, span := range l.Spans {
		out += " · " + e.t("review.span_"+string(span))
	}
	if l.Valid != nil {
		out += " · " + e.validity(*l.Valid)
	}
	return out
}

func (e explainer) test(t *review.Test) string {
	join := func(list []review.Test, key string) string {
		var parts []string
		for i := range list {
			parts = append(parts, e.test(&list[i]))
		}
		return strings.Join(parts, e.t(key))
	}
	bound, how := t.Bound()
	switch {
	case len(t.All) > 0:
		return join(t.All, "review.and")
	case len(t.Any) > 0:
		return join(t.Any, "review.or")
	case t.Ask != "":
		return e.t("review.test_ask_"+t.Is, "ask", t.Ask)
	case t.Share != "":
		return e.t("review.test_share", "what", e.quantity(t.Share), "of", e.quantity(t.In), "how", e.t("review."+how), "bound", bound)
	}
	return e.t("review.test_count", "what", e.quantity(t.Count), "how", e.t("review."+how), "bound", bound)
}

// quantity says what rules count, in words.
func (e explainer) quantity(name string) string { return report.Quantity(e.lang, name) }

func (e explainer) points() {
	p := e.set.Points
	if p == nil {
		fmt.Fprintln(e.Stdout, e.t("review.no_points"))
		return
	}
	e.head(p.Says.In(string(e.lang)), p.Source)
	for _, part := range p.Parts {
		fmt.Fprintf(e.Stdout, "  - %s: %s\n", part.Name.In(string(e.lang)), e.t("review.most_points", "max", part.Max))
		for _, m := range part.Mean {
			fmt.Fprintf(e.Stdout, "      · %s: %s\n", m.Name.In(string(e.lang)), e.measure(m))
		}
		fmt.Fprintf(e.Stdout, "      %s\n", e.cited(part.Source))
	}
}

func (e explainer) measure(m review.Measure) string {
	switch {
	case m.Given:
		return e.t("review.given")
	case len(m.Steps) > 0:
		var parts []string
		for _, s := range m.Steps {
			when := e.t("review.otherwise")
			if s.When != nil {
				when = e.test(s.When)
			}
			parts = append(parts, e.t("review.step", "percent", s.Percent, "when", when))
		}
		return strings.Join(parts, "; ")
	}
	out := e.t("review.measure_share", "what", e.quantity(m.Share), "of", e.quantity(m.In))
	if m.Each != nil {
		out += e.t("review.less_each_"+m.Faults, "each", *m.Each)
	}
	return out
}

func (e explainer) part(key string, list []review.Line) {
	if len(list) > 0 {
		fmt.Fprintln(e.Stdout, e.t(key))
		e.lines(list)
	}
}

func (e explainer) caps() {
	for _, c := range e.set.Caps {
		level, _ := e.set.Level(c.Level)
		of, _ := e.set.Level(c.Of.Level)
		e.head(e.t("review.cap", "level", level.Name.In(string(e.lang)), "percent", c.Percent, "of", of.Name.In(string(e.lang))), c.Source)
		fmt.Fprintln(e.Stdout, "   ", c.Says.In(string(e.lang)))
	}
}
