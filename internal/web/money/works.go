package money

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// told are the forms by which something is told of a project, by what they are called in addresses.
var told = map[string]works.Kind{"progress": works.Progress, "contract": works.Contract, "gate": works.Gate, "schedule": works.Schedule, "explain": works.Explained, "settle": works.Settles, "result": works.Result}

func actOf(kind works.Kind) string {
	for act, k := range told {
		if k == kind {
			return act
		}
	}
	return ""
}

// mayTell says whether who looks may tell things of a kind.
func mayTell(p money.Project, kind works.Kind) bool {
	if kind == works.Progress || kind == works.Explained || kind == works.Result {
		return p.May.Pay
	}
	return p.May.Manage
}

func workActs(lang i18n.Lang, p money.Project) (out []page.Link) {
	for _, act := range []string{"progress", "contract", "gate", "schedule", "explain", "result"} {
		if mayTell(p, told[act]) {
			out = append(out, page.Link{Text: i18n.T(lang, "web.capital_tell_"+act), URL: href.Project(p.Book.Project.ID, act)})
		}
	}
	return out
}

// eventActs lead to where an event is corrected or withdrawn.
func eventActs(lang i18n.Lang, p money.Project, e works.Event) []page.Link {
	if !mayTell(p, e.Kind) {
		return nil
	}
	return []page.Link{{Text: i18n.T(lang, "web.capital_line_correct"), URL: onLine(e.Project, actOf(e.Kind), e.ID)},
		{Text: i18n.T(lang, "web.capital_line_withdraw"), URL: onLine(e.Project, "void-"+actOf(e.Kind), e.ID)}}
}

func percent(lang i18n.Lang, hundredths int64) string {
	return measure.NewDecimal(hundredths, 2).Trim().Say(string(lang)) + "%"
}

// worksOf are the tables of progress, contracts and steps, with what was
// withdrawn or corrected at their ends.
func worksOf(lang i18n.Lang, p money.Project) []Table {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	progress := Table{Title: t("web.capital_progress"), Empty: t("web.capital_progress_none"), Num: map[int]bool{1: true},
		Head: []string{t("web.capital_on"), t("web.capital_percent_works"), t("web.capital_note"), t("web.capital_told")}}
	for _, e := range p.Works.Standing(works.Progress) {
		progress.Rows = append(progress.Rows, []Cell{{Text: e.On.Say(string(lang))}, {Text: percent(lang, e.Percent)}, {Text: e.Note}, {Text: e.ByName, Acts: eventActs(lang, p, e)}})
	}
	contracts := Table{Title: t("web.capital_contracts"), Empty: t("web.capital_contracts_none"), Num: map[int]bool{2: true},
		Head: []string{t("web.capital_contract_number"), t("web.capital_contractor"), t("web.capital_amount"), t("web.capital_signed"), t("web.capital_expires"), t("web.capital_told")}}
	for _, e := range p.Works.Standing(works.Contract) {
		contracts.Rows = append(contracts.Rows, []Cell{{Text: e.Number}, {Text: e.Contractor}, {Text: capital.Dong(e.Value).Say(string(lang))}, {Text: e.On.Say(string(lang))}, {Text: e.Expires.Say(string(lang))}, {Text: e.ByName, Acts: eventActs(lang, p, e)}})
	}
	gates := Table{Title: t("web.capital_gates"), Num: map[int]bool{},
		Head: []string{t("web.capital_gate"), t("web.capital_gate_paper"), t("web.capital_on"), t("web.capital_told")}}
	for i, gate := range works.Gates() {
		row := []Cell{{Text: strconv.Itoa(i+1) + ". " + t("capital.gate_"+gate)}, {Text: "—"}, {Text: "—"}, {}}
		if e, passed := p.Works.Passed(gate); passed {
			row[1].Text, row[2].Text, row[3] = e.Number, e.On.Say(string(lang)), Cell{Text: e.ByName, Acts: eventActs(lang, p, e)}
			if e.Skipped != "" {
				row[1] = Cell{Text: t("web.capital_gate_skipped"), Under: e.Skipped}
			}
		}
		gates.Rows = append(gates.Rows, row)
	}
	out := []Table{progress, contracts, gates}
	if results := resultTable(lang, p); len(results.Rows) > 0 {
		out = append(out, results)
	}
	if gone := goneOf(lang, p); len(gone.Rows) > 0 {
		out = append(out, gone)
	}
	return out
}

// goneOf is what was told and does not hold any more, with who took it back and why.
func goneOf(lang i18n.Lang, p money.Project) Table {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	out := Table{Title: t("web.capital_gone"), Num: map[int]bool{}, Head: []string{t("web.capital_kind"), t("web.capital_on"), t("web.reason"), t("web.capital_told")}}
	for _, by := range p.Works {
		for _, was := range p.Works {
			if by.Corrects == was.ID {
				out.Rows = append(out.Rows, []Cell{{Text: t("web.capital_tell_" + actOf(was.Kind)), Under: short(lang, was), Gone: true}, {Text: was.On.Say(string(lang))}, {Text: by.Reason}, {Text: by.ByName}})
			}
		}
	}
	return out
}

func short(lang i18n.Lang, e works.Event) string {
	switch e.Kind {
	case works.Progress:
		return percent(lang, e.Percent)
	case works.Contract:
		return e.Number + ", " + capital.Dong(e.Value).Say(string(lang))
	case works.Gate:
		return i18n.T(lang, "capital.gate_"+e.Gate)
	case works.Schedule:
		return i18n.T(lang, "capital.source_"+string(e.Source))
	case works.Result:
		return e.Crop
	}
	return e.Cause
}

// schedulesOf are the plans of the months of a year, each beside what was paid from
// its source, with its score.
func schedulesOf(lang i18n.Lang, p money.Project, year int) (out []Scheduled) {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	for _, s := range p.Schedules(year) {
		table := Table{Title: t("web.capital_schedule_all"), Num: map[int]bool{1: true, 2: true, 3: true},
			Head: []string{t("web.capital_month"), t("web.capital_schedule_to_date"), t("web.capital_paid_to_date"), t("web.capital_off")}}
		if s.Event.Source != "" {
			table.Title = t("web.capital_schedule", "source", t("capital.source_"+string(s.Event.Source)))
		}
		for i, end := range capital.Ends(year) {
			label := t("web.capital_until_closing", "on", end)
			if i < 12 {
				label = end.Month().Say(string(lang))
			}
			row := []Cell{{Text: label}, {Text: billions(lang, s.Planned[i])}, {Text: "—"}, {Text: "—"}}
			if i < s.Over {
				row[2].Text, row[3].Text = billions(lang, s.Paid[i]), billions(lang, s.Paid[i]-s.Planned[i])
				if points, ok := s.Off(i); ok {
					row[3].Under = t("web.capital_off_points", "points", points)
				}
			}
			table.Rows = append(table.Rows, row)
		}
		if s.Event.Source != "" {
			table.Rows[12][0].Acts = eventActs(lang, p, s.Event)
		}
		score := t("web.capital_score_none")
		if q := s.Quality; q != nil {
			score = t("web.capital_score", "outturn", q.Outturn, "level", q.Level, "variance", q.Variance, "timing", q.Timing, "source", works.QualitySource, "months", s.Over)
		}
		out = append(out, Scheduled{Table: table, Score: score})
	}
	return out
}

// saidOf is what was explained of a year.
func saidOf(lang i18n.Lang, p money.Project, year int) []Table {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	out := Table{Title: t("web.capital_explained"), Num: map[int]bool{}, Head: []string{t("web.capital_month"), t("web.capital_cause"), t("web.capital_remedy"), t("web.capital_promised"), t("web.capital_who")}}
	for _, e := range p.Works.Said(year) {
		month := strconv.Itoa(e.Month)
		if closing, _ := capital.ClosingOf(year); e.Month > 12 {
			month = t("web.capital_until_closing", "on", closing.Payments)
		}
		out.Rows = append(out.Rows, []Cell{{Text: month}, {Text: e.Cause, Under: t("capital.fault_" + e.Fault)}, {Text: e.Remedy}, {Text: e.Promised.Say(string(lang))}, {Text: e.Who, Acts: eventActs(lang, p, e)}})
	}
	if len(out.Rows) == 0 {
		return nil
	}
	return []Table{out}
}

// worksForm is the form by which something is told of a project, corrected or withdrawn.
func (s *server) worksForm(r *kit.Ask, p money.Project, act string) (lineForm, bool) {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	bare, void := strings.CutPrefix(act, "void-")
	kind, known := told[bare]
	if !known {
		return lineForm{}, false
	}
	f := lineForm{title: t("web.capital_tell_" + bare), may: mayTell(p, kind)}
	old := id.ID(r.FormValue("line"))
	var was works.Event
	for _, e := range p.Works {
		if e.ID == old {
			was = e
		}
	}
	switch {
	case void && was.ID == "":
		return lineForm{}, false
	case void:
		f.title, f.Danger, f.Lead = t("web.capital_line_withdraw"), true, short(r.Lang, was)
	default:
		f.Fields = worksFields(r, p, kind)
		if was.ID != "" {
			fill(r, f.Fields, eventText(r.Lang, was))
		}
	}
	if was.ID != "" {
		f.Fields = append(f.Fields, r.ReasonField())
	}
	f.do = func() error {
		e, err := eventIn(r, kind)
		if void {
			e, err = works.Event{Kind: kind, Year: was.Year, Void: true}, nil
		}
		if err != nil {
			return err
		}
		e.Project, e.Corrects, e.Reason = p.Book.Project.ID, was.ID, r.PostFormValue("reason")
		_, err = s.App.RecordWorks(r.Context(), r.User.Actor, e)
		return err
	}
	return f, true
}

func worksFields(r *kit.Ask, p money.Project, kind works.Kind) []page.Field {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	typed := func(name string) string { return r.PostFormValue(name) }
	day := dayField(r, p.Today)
	year := page.Field{Kind: "number", Name: "year", Label: t("web.capital_for_year"), Required: true, Value: r.Typed("year", string(p.Today[:4]))}
	note := page.Field{Name: "note", Label: t("web.capital_note"), Wide: true, Value: typed("note")}
	switch kind {
	case works.Progress:
		return []page.Field{day, {Name: "percent", Label: t("web.capital_percent_works"), Unit: "%", Required: true, Hint: t("web.capital_percent_hint"), Value: typed("percent")}, note}
	case works.Contract:
		day.Label = t("web.capital_signed")
		return []page.Field{{Name: "number", Label: t("web.capital_contract_number"), Required: true, Value: typed("number")}, {Name: "contractor", Label: t("web.capital_contractor"), Required: true, Value: typed("contractor")},
			{Name: "value", Label: t("web.capital_contract_value"), Hint: t("capital.amount_hint"), Required: true, Value: typed("value")}, day,
			{Kind: "date", Name: "expires", Label: t("web.capital_expires"), Required: true, Value: typed("expires")}, note}
	case works.Result:
		return resultFields(r, p, day, note)
	case works.Gate:
		gate := page.Field{Kind: "select", Name: "gate", Label: t("web.capital_gate")}
		next := true
		for _, g := range works.Gates() {
			_, passed := p.Works.Passed(g)
			gate.Options = append(gate.Options, page.Option{Value: g, Text: t("capital.gate_" + g), Selected: r.Typed("gate", "") == g || r.PostFormValue("gate") == "" && next && !passed})
			next = next && passed
		}
		return []page.Field{gate, {Name: "number", Label: t("web.capital_gate_paper"), Value: typed("number")}, day,
			{Name: "skipped", Label: t("web.capital_gate_skip"), Wide: true, Value: typed("skipped")}}
	case works.Schedule:
		fields := []page.Field{year, sourceField(r, p)}
		for i := range 13 {
			label := t("web.capital_month_n", "n", i+1)
			if i == 12 {
				label = t("web.capital_month_closing")
			}
			fields = append(fields, page.Field{Name: "m" + strconv.Itoa(i+1), Label: label, Value: typed("m" + strconv.Itoa(i+1))})
		}
		fields[2].Hint = t("capital.amount_hint")
		return fields
	}
	if kind == works.Settles {
		if said := r.FormValue("year"); said != "" {
			year.Value = said
		}
		return []page.Field{year, settledSource(r), day, {Name: "who", Label: t("web.capital_settle_who"), Required: true, Value: typed("who")},
			{Kind: "date", Name: "promised", Label: t("web.capital_promised"), Required: true, Value: typed("promised")}, note}
	}
	fault := choice(r, "fault", "web.capital_fault", "capital.fault_", []string{"objective", "subjective"})
	return []page.Field{year, {Kind: "number", Name: "month", Label: t("web.capital_explain_month"), Hint: t("web.capital_explain_month_hint"), Required: true, Value: r.Typed("month", monthText(p.Behind))}, fault,
		{Kind: "area", Name: "cause", Label: t("web.capital_cause"), Required: true, Value: typed("cause")}, {Kind: "area", Name: "remedy", Label: t("web.capital_remedy"), Required: true, Value: typed("remedy")},
		{Kind: "date", Name: "promised", Label: t("web.capital_promised"), Required: true, Value: typed("promised")}, {Name: "who", Label: t("web.capital_who"), Required: true, Value: typed("who")}}
}

func monthText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// eventIn reads what the form tells.
func eventIn(r *kit.Ask, kind works.Kind) (works.Event, error) {
	var f faults
	e := works.Event{Kind: kind, Note: r.PostFormValue("note"), Number: r.PostFormValue("number")}
	switch kind {
	case works.Progress:
		e.On, e.Percent = f.day(r, "on"), f.percent(r, "percent")
	case works.Contract:
		e.On, e.Contractor, e.Value, e.Expires = f.day(r, "on"), r.PostFormValue("contractor"), f.money(r, "value", false), f.day(r, "expires")
	case works.Result:
		e.On, e.Crop, e.Target, e.Hectares, e.Households, e.Cooperatives = f.day(r, "on"), r.PostFormValue("crop"), id.ID(r.PostFormValue("target")), f.hundredths(r, "hectares"), f.count(r, "households"), f.count(r, "cooperatives")
	case works.Gate:
		e.On, e.Gate, e.Skipped = f.day(r, "on"), r.PostFormValue("gate"), r.PostFormValue("skipped")
	case works.Schedule:
		e.Year, e.Source = f.year(r), capital.Source(r.PostFormValue("source"))
		e.On = period.Date(fmt.Sprintf("%04d-01-01", e.Year))
		for i := range e.Months {
			if text := strings.TrimSpace(r.PostFormValue("m" + strconv.Itoa(i+1))); text != "" && text != "0" {
				e.Months[i] = f.money(r, "m"+strconv.Itoa(i+1), false)
			}
		}
	case works.Settles:
		e.Year, e.Source, e.On, e.Who, e.Promised = f.year(r), capital.Source(r.PostFormValue("source")), f.day(r, "on"), r.PostFormValue("who"), f.day(r, "promised")
	case works.Explained:
		e.Year, e.Cause, e.Fault, e.Remedy, e.Promised, e.Who = f.year(r), r.PostFormValue("cause"), r.PostFormValue("fault"), r.PostFormValue("remedy"), f.day(r, "promised"), r.PostFormValue("who")
		e.Month, _ = strconv.Atoi(strings.TrimSpace(r.PostFormValue("month"))) // 0 is refused
		e.On = period.Date(fmt.Sprintf("%04d-01-01", e.Year))
	}
	return e, f.err()
}

// percent reads a percentage as hundredths.
func (f *faults) percent(r *kit.Ask, name string) int64 {
	n, err := works.ReadPercent(r.PostFormValue(name))
	f.add(name, err)
	return n
}

func eventText(lang i18n.Lang, e works.Event) map[string]string {
	out := map[string]string{"on": e.On.Say(string(lang)), "percent": strings.TrimSuffix(percent(lang, e.Percent), "%"), "note": e.Note, "number": e.Number, "contractor": e.Contractor, "value": dongText(e.Value),
		"expires": e.Expires.Say(string(lang)), "gate": e.Gate, "skipped": e.Skipped, "year": strconv.Itoa(e.Year), "source": string(e.Source), "month": monthText(e.Month),
		"fault": e.Fault, "cause": e.Cause, "remedy": e.Remedy, "promised": e.Promised.Say(string(lang)), "who": e.Who}
	maps.Copy(out, resultText(lang, e))
	for i, n := range e.Months {
		out["m"+strconv.Itoa(i+1)] = dongText(n)
	}
	return out
}
