package money

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// takeSheet takes in a sheet of lines, or a statement, first as a rehearsal.
func (s *server) takeSheet(w http.ResponseWriter, r *kit.Ask) error {
	cycle, year, err := yearIn(r)
	if err != nil {
		return err
	}
	if _, _, err := s.UnitFor(r, access.Report); err != nil {
		return err
	}
	code := r.PathValue("code")
	var done money.ImportedCapital
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.capital_import_title", Lead: "web.capital_import_lead", Address: href.Capital(code, cycle, "import"), Done: "capital_taken",
		Back: page.Link{Text: t("page.nav.capital"), URL: href.Capital(code, cycle, "")},
		Fields: []page.Field{{Kind: "date", Name: "day", Label: t("web.capital_import_day"), Value: r.FormValue("day")},
			{Name: "reason", Label: t("web.capital_import_reason"), Wide: true, Value: r.FormValue("reason")}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			day, err := kit.Day(r, "day")
			if err != nil {
				return nil, err
			}
			done, err = s.App.ImportCapital(r.Context(), r.User.Actor, money.CapitalImport{Unit: code, Year: year, Day: day, Reason: r.FormValue("reason"), Sheet: f.Sheet(), DryRun: dry})
			return outcome(r.Lang, done), err
		},
		After: func() string {
			if len(done.Stated) > 0 {
				return href.Capital(code, cycle, "reconcile")
			}
			return ""
		},
		Bench: func() kit.Workbench { return bench(done) }})
}

func bench(done money.ImportedCapital) kit.Workbench {
	b := kit.Workbench{Table: done.Table, Columns: done.Taken, Called: map[string]string{"name": "project"}, Fields: []string{"investor", "code", "name", "what", "year", "source", "setter", "amount", "number", "on", "programme", "group", "completed", "advance", "paid"}}
	for _, l := range done.Lines {
		b.Rows = append(b.Rows, kit.ReadRow{Number: l.Row, Text: strings.Join([]string{l.Code, l.Name, l.Number}, " · ")})
	}
	for _, st := range done.Stated {
		b.Rows = append(b.Rows, kit.ReadRow{Number: st.Row, Text: st.Code + " · " + st.Name})
	}
	return b
}

func outcome(lang i18n.Lang, done money.ImportedCapital) *page.Outcome {
	out := &page.Outcome{Of: "capital", Total: len(done.Lines) + len(done.Stated), Notes: done.Notes}
	count := map[desk.Change]int{}
	for i, l := range done.Lines {
		count[l.Change]++
		if i < kit.MostLinesShown {
			row := page.OutcomeRow{Name: l.Name, Code: l.Code, Act: i18n.T(lang, "web.unit_"+string(l.Change)), To: kindOf(lang, l.What)}
			if l.Amount != 0 {
				row.To += ", " + capital.Dong(l.Amount).Say(string(lang))
			}
			if l.Above != nil {
				row.Asks = append(row.Asks, phrase.New("capital.paid_above", "paid", capital.Dong(l.Above.Paid), "plan", capital.Dong(l.Above.Plan)))
			}
			out.Rows = append(out.Rows, row)
		}
	}
	for i, st := range done.Stated {
		if i < kit.MostLinesShown {
			out.Rows = append(out.Rows, page.OutcomeRow{Name: st.Name, Code: st.Code, Act: sourceName(lang, st.Source), To: capital.Dong(st.Paid).Say(string(lang))})
		}
	}
	if n := len(done.Stated); n > 0 {
		out.Notes = append(out.Notes, phrase.New("web.capital_import_statement", "n", n))
	} else {
		out.Notes = append(out.Notes, phrase.New("capital.import_dry", "added", count[desk.Added], "unchanged", count[desk.Unchanged]))
	}
	if done.Remembered {
		out.Notes = append(out.Notes, phrase.New("capital.import_remembered"))
	}
	if len(done.Unused) > 0 {
		out.Notes = append(out.Notes, phrase.New("capital.import_unused", "headers", strings.Join(done.Unused, "; ")))
	}
	return out
}

// kindOf says what a row of a sheet of lines is.
func kindOf(lang i18n.Lang, what string) string {
	switch {
	case what == "project":
		return i18n.T(lang, "web.capital_project")
	case known(what, []capital.PaymentKind{capital.Completed, capital.Advance, capital.Recovery, capital.Returned}) == what:
		return i18n.T(lang, "capital.payment_"+what)
	case known(what, capital.PlanKinds()) == what:
		return i18n.T(lang, "capital.plan_"+what)
	}
	return what
}

// sourceName is the name of a source; "" stands for all together.
func sourceName(lang i18n.Lang, s capital.Source) string {
	if s == "" {
		return i18n.T(lang, "capital.source_all")
	}
	return i18n.T(lang, "capital.source_"+known(string(s), capital.Sources()))
}

// reconcile holds the year against the newest statement, or that of a day.
func (s *server) reconcile(w http.ResponseWriter, r *kit.Ask) error {
	cycle, year, err := yearIn(r)
	if err != nil {
		return err
	}
	day, err := kit.Day(r, "day")
	if err != nil {
		return err
	}
	no, _ := strconv.Atoi(r.FormValue("no")) // no number: the newest
	found, err := s.App.Reconcile(r.Context(), r.User.Actor, r.PathValue("code"), year, day, no)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	back := href.Capital(found.Unit.Code, cycle, "")
	v := Reconciled{Frame: s.Frame(r, d, found.Unit.ID, cycle, t("web.capital_reconcile_title", "year", string(cycle), "unit", found.Unit.Name)), Lead: t("capital.reconcile_none"), Note: t("web.capital_reconcile_note")}
	v.Crumbs = []page.Link{{Text: t("page.nav.capital"), URL: back}}
	if found.May.Manage {
		v.Actions = []page.Link{{Text: t("web.capital_import"), URL: href.Capital(found.Unit.Code, cycle, "import")}}
	}
	if found.Statement != nil {
		v.Lead = t("capital.reconcile_of", "name", found.Statement.Name, "day", found.Statement.Day, "n", found.Differ)
		v.Table, v.Kept = reconciledTable(r.Lang, found), statementsTable(r.Lang, found, href.Capital(found.Unit.Code, cycle, "reconcile"))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// statementsTable lists what was sent in the year, with why one says otherwise than another.
func statementsTable(lang i18n.Lang, found money.Reconciliation, at string) Table {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	out := Table{Title: t("web.capital_statements"), Head: []string{t("web.capital_import_day"), t("web.capital_statement_file"), t("web.capital_statement_by"), t("web.reason")}}
	for i, s := range found.Kept {
		sent := Cell{Links: []page.Link{{Text: s.Name, URL: href.With(at, "day", s.Day.Say(string(lang)), "no", strconv.Itoa(s.No))}}}
		if i+1 < len(found.Kept) && found.Kept[i+1].Day == s.Day {
			sent.Under = t("web.capital_statement_replaced")
		}
		out.Rows = append(out.Rows, []Cell{{Text: s.Day.Say(string(lang))}, sent, {Text: s.ByName}, {Text: cmp.Or(s.Reason, "–")}})
	}
	return out
}

func reconciledTable(lang i18n.Lang, found money.Reconciliation) Table {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	out := Table{Num: map[int]bool{2: true, 3: true, 4: true},
		Head: []string{t("web.capital_project"), t("web.capital_source"), t("web.capital_ours"), t("web.capital_theirs"), t("web.capital_off_by"), t("web.capital_settling")}}
	dong := func(n int64) string { return capital.Dong(n).Say(string(lang)) }
	for _, row := range found.Rows {
		project := Cell{Text: row.Code + " · " + row.Name, Under: t("capital.reconcile_unknown")}
		if row.Project.ID != "" {
			project = Cell{Links: []page.Link{{Text: row.Code + " · " + row.Project.Name, URL: href.Project(row.Project.ID, "")}}}
		}
		ours := Cell{Text: dong(row.Ours)}
		if row.Waiting != 0 {
			ours.Under = t("web.capital_reconcile_waiting", "amount", capital.Dong(row.Waiting))
		}
		off, settling := Cell{Text: t("capital.reconcile_same")}, Cell{Text: "–"}
		if row.Off() != 0 {
			off.Text = dong(row.Off())
		}
		switch {
		case row.Settling != nil:
			settling.Text = t("capital.reconcile_settles", "who", row.Settling.Who, "promised", row.Settling.Promised)
			if found.May.Manage {
				settling.Links = []page.Link{{Text: t("web.capital_line_correct"), URL: settle(found, row, row.Settling.ID)}}
			}
		case row.Off() != 0 && row.Project.ID != "" && found.May.Manage:
			settling.Text = ""
			settling.Links = []page.Link{{Text: t("web.capital_tell_settle"), URL: settle(found, row, "")}}
		}
		out.Rows = append(out.Rows, []Cell{project, {Text: sourceName(lang, row.Source)}, ours, {Text: dong(row.Theirs)}, off, settling})
	}
	return out
}

func settle(found money.Reconciliation, row money.Reconciled, line id.ID) string {
	return href.With(href.Project(row.Project.ID, "settle"), "year", strconv.Itoa(found.Year), "source", string(row.Source), "of", found.Unit.Code, "line", string(line))
}

// settledSource asks which money a difference is of; all sources together first.
func settledSource(r *kit.Ask) page.Field {
	f := page.Field{Kind: "select", Name: "source", Label: i18n.T(r.Lang, "web.capital_source")}
	for _, o := range append([]capital.Source{""}, capital.Sources()...) {
		f.Options = append(f.Options, page.Option{Value: string(o), Text: sourceName(r.Lang, o), Selected: r.FormValue("source") == string(o)})
	}
	return f
}
