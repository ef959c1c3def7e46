package sample

import (
	"fmt"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/coverage"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// work is what was asked to be done: the instructions of 10/01/2024 and what
// became of them, what the district left open, and what the commune is at. Days
// are counted from the day the world is made where they have no date.
type work struct {
	Note      string       `json:"note"`
	Directive directive    `json:"directive"`
	Tasks     []sampleTask `json:"tasks"`
	Papers    []paper      `json:"papers"`
	Coverage  covering     `json:"coverage"`
}

type directive struct {
	Unit     string      `json:"unit"`
	On       period.Date `json:"on"`
	Speaker  string      `json:"speaker"`
	Occasion string      `json:"occasion"`
	Text     string      `json:"text"`
	Tasks    []string    `json:"tasks"`
}

type sampleTask struct {
	Key       string      `json:"key"`
	Parent    string      `json:"parent"`
	By        string      `json:"by"` // who gives it out; the office where nobody is named
	Unit      string      `json:"unit"`
	Name      string      `json:"name"`
	Product   string      `json:"product"`
	Authority string      `json:"authority"`
	Field     string      `json:"field"`
	Programme string      `json:"programme"`
	Source    string      `json:"source"`
	Leads     []string    `json:"leads"`
	Partners  []partner   `json:"partners"`
	Issued    period.Date `json:"issued"`
	Until     period.Date `json:"until"`
	Given     int         `json:"given"`
	Due       int         `json:"due"`
	Deadline  string      `json:"deadline"`
	Steps     []step      `json:"steps"`
}

type partner struct {
	Unit  string      `json:"unit"`
	Part  string      `json:"part"`
	Until period.Date `json:"until"`
	Due   int         `json:"due"`
}

type step struct {
	By     string      `json:"by"`
	Step   task.Step   `json:"step"`
	On     period.Date `json:"on"`
	Day    int         `json:"day"`
	Due    period.Date `json:"due"`
	DueDay int         `json:"due_day"`
	Of     string      `json:"of"` // of a group: the lead whose task it is
	To     string      `json:"to"`
	Text   string      `json:"text"`
}

type paper struct {
	Key        string       `json:"key"`
	Implements string       `json:"implements"`
	Unit       string       `json:"unit"`
	Level      target.Level `json:"level"`
	Number     string       `json:"number"`
	Issuer     string       `json:"issuer"`
	Given      int          `json:"given"`
	Title      string       `json:"title"`
	Text       []string     `json:"text"`
	Annex      []annexRow   `json:"annex"`
}

type annexRow struct {
	Name      string `json:"name"`
	Lead      string `json:"lead"`
	Partners  string `json:"partners"`
	Product   string `json:"product"`
	Authority string `json:"authority"`
	Due       int    `json:"due"`
}

type covering struct {
	Superior string `json:"superior"`
	Own      string `json:"own"`
	Owner    string `json:"owner"`
	Due      int    `json:"due"`
}

// illustrative is what stands as the source of a task that has none.
const illustrative = "số minh hoạ"

// planWork has the tasks given out and worked at, and the papers taken in.
func (l *loader) planWork() {
	w := l.living.work
	l.given = map[string]map[string]id.ID{}
	l.at(w.Directive.On, 17, func() error { return l.giveDirective(w) })
	for _, t := range w.Tasks {
		if !slices.Contains(w.Directive.Tasks, t.Key) {
			l.at(l.day(t.Issued, t.Given), 10, func() error { return l.giveTask(t) })
		}
		for _, s := range t.Steps {
			if s.On > l.today.AddDays(-1) {
				continue
			}
			l.at(l.day(s.On, s.Day), 11, func() error { return l.act(t, s) })
		}
	}
	for _, p := range w.Papers {
		l.at(l.day("", p.Given), 8, func() error { return l.takePaper(p) })
	}
	l.at(l.today.AddDays(-1), 12, func() error {
		_, err := l.app.GiveRecurring(l.ctx, l.actors["van-phong"], false)
		return err
	})
	l.at(l.day("", -6), 15, func() error { return l.sayCoverage(w.Coverage) })
}

// day is a date, or so many days from the one the world is made on; no day of
// the communes lies before them.
func (l *loader) day(on period.Date, days int) period.Date {
	if on != "" {
		return on
	}
	return max(l.today.AddDays(days), l.living.reform.On.AddDays(1))
}

func (l *loader) newTask(t sampleTask) tasks.NewTask {
	in := tasks.NewTask{Unit: l.units[t.Unit], Field: t.Field, Programme: t.Programme, Name: t.Name, Product: t.Product, Authority: t.Authority, Source: t.Source, Deadline: t.Deadline, Issued: period.DateOf(l.clock)}
	if in.Deadline == "" {
		in.Deadline = l.day(t.Until, t.Due).Say("")
	}
	if in.Source == "" {
		in.Source = illustrative
	}
	for _, code := range t.Leads {
		in.Leads = append(in.Leads, l.units[code])
	}
	for _, p := range t.Partners {
		one := task.Partner{Unit: l.units[p.Unit], Part: p.Part, Due: p.Until}
		if p.Due != 0 {
			one.Due = l.day("", p.Due)
		}
		in.Partners = append(in.Partners, one)
	}
	if t.Parent != "" {
		for _, which := range l.given[t.Parent] {
			in.Parent = which
		}
	}
	return in
}

func (l *loader) giveTask(t sampleTask) error {
	given, err := l.app.AddTask(l.ctx, l.actor(t.By), l.newTask(t))
	if err != nil {
		return fmt.Errorf("task %s: %w", t.Key, err)
	}
	l.given[t.Key] = map[string]id.ID{}
	for i, g := range given {
		l.given[t.Key][t.Leads[i]] = g.ID
	}
	return nil
}

func (l *loader) actor(name string) access.Actor {
	if name == "" {
		name = "van-phong"
	}
	return l.actors[name]
}

// giveDirective keeps the instruction of the founding article with its three tasks.
func (l *loader) giveDirective(w work) error {
	d := w.Directive
	in := tasks.NewDirective{Unit: l.units[d.Unit], Speaker: d.Speaker, Occasion: d.Occasion, On: d.On, Text: d.Text}
	for _, k := range d.Tasks {
		at := slices.IndexFunc(w.Tasks, func(t sampleTask) bool { return t.Key == k })
		in.Tasks = append(in.Tasks, l.newTask(w.Tasks[at]))
	}
	if _, err := l.app.AddDirective(l.ctx, l.actors["van-phong"], in); err != nil {
		return err
	}
	list, err := l.app.Directives(l.ctx, l.operator, d.Unit, "")
	if err != nil {
		return err
	}
	for _, row := range list.Rows[0].Tasks {
		for _, t := range w.Tasks {
			if t.Name == row.Name {
				l.given[t.Key] = map[string]id.ID{t.Leads[0]: row.ID}
			}
		}
	}
	return nil
}

func (l *loader) act(t sampleTask, s step) error {
	lead := s.Of
	if lead == "" {
		lead = t.Leads[0]
	}
	e := task.Event{Step: s.Step, Text: s.Text, Due: s.Due, To: l.units[s.To]}
	if s.DueDay != 0 {
		e.Due = l.day("", s.DueDay)
	}
	_, err := l.app.ActOnTask(l.ctx, l.actors[s.By], l.given[t.Key][lead], e)
	if err != nil {
		err = fmt.Errorf("task %s, %s: %w", t.Key, s.Step, err)
	}
	return err
}

// takePaper takes in a document cut into its provisions, with its annex.
func (l *loader) takePaper(p paper) error {
	issued := period.DateOf(l.clock)
	in := papers.NewWritten{NewDocument: plan.NewDocument{Unit: l.units[p.Unit], Cycle: issued.Month().Cycle(), Number: p.Number, Issuer: p.Issuer, IssuedOn: issued, Title: p.Title,
		Level: p.Level, Invented: true}, Provisions: resolution.CutText(p.Text).Provisions}
	for _, other := range l.living.work.Papers {
		if p.Implements != "" && other.Key == p.Implements {
			in.Relates = []string{other.Number}
		}
	}
	for i, r := range p.Annex {
		in.Tasks = append(in.Tasks, exchange.TaskRow{Row: i + 2, Label: fmt.Sprint(i+1, "."), Field: "Lâm nghiệp", Name: r.Name, Lead: r.Lead, Partners: r.Partners, Product: r.Product,
			Authority: r.Authority, Deadline: l.day("", r.Due).Say("")})
	}
	made, err := l.app.ImportDocument(l.ctx, l.actors["van-phong"], in)
	if err != nil {
		return fmt.Errorf("document %s: %w", p.Number, err)
	}
	l.documents[p.Key] = made.ID
	return nil
}

// sayCoverage accepts what is plainly taken up, has one gap closed by a unit and
// a day, and leaves the others open to be seen.
func (l *loader) sayCoverage(c covering) error {
	office := l.actors["van-phong"]
	superior, own := l.documents[c.Superior], l.documents[c.Own]
	m, err := l.app.Coverage(l.ctx, office, superior, own, "")
	if err != nil {
		return err
	}
	var accept []id.ID
	var gap id.ID
	for _, row := range m.Rows {
		switch {
		case row.Proposal.Status == coverage.Covered:
			accept = append(accept, row.ID)
		case row.Proposal.Status == coverage.NotCovered && gap == "":
			gap = row.ID
		}
	}
	if len(accept) == 0 || gap == "" {
		return fmt.Errorf("the plan takes up nothing, or everything")
	}
	if _, err := l.app.AcceptCoverage(l.ctx, office, papers.NewCoverage{Superior: superior, Own: own}, accept); err != nil {
		return err
	}
	return l.app.SetCoverage(l.ctx, office, papers.NewCoverage{Superior: superior, Own: own, Item: gap, Status: coverage.NotCovered, Owner: l.units[c.Owner], Due: l.day("", c.Due),
		Reason: "Bổ sung vào kế hoạch quý tới."})
}
