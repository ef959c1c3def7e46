package plan

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	register "dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// withdrawAnswering takes a change of who answers back before its day.
func (s *server) withdrawAnswering(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	ahead, err := kit.PathID(r, "ahead")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := mayManage(d, p.Target.Unit); err != nil {
		return err
	}
	i := slices.IndexFunc(p.Coming, func(c plan.Coming) bool { return c.ID == ahead })
	if i < 0 {
		return errs.New(errs.NotFound, "error.not_found")
	}
	c := p.Coming[i]
	v := page.Simple{Frame: s.Frame(r, d, p.Target.Unit, p.Cycle, i18n.T(r.Lang, "web.answering_withdraw_title"))}
	v.Crumbs = []page.Link{{Text: p.Name, URL: href.Target(which, "")}}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.answering_withdraw"), Cancel: href.Target(which, ""),
		Lead: i18n.T(r.Lang, "web.answering_coming", "from", c.From, "unit", c.Answers.Unit.Name, "reason", c.Reason)}
	return s.Form(w, r, v, href.Target(which, ""), "answering_withdrawn", func() error {
		return s.App.WithdrawAnswering(r.Context(), r.User.Actor, ahead)
	})
}

// answeringSheet has other units answer for targets of a document as a sheet
// says, first as a rehearsal; the sheet to fill is the list as it is.
func (s *server) answeringSheet(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Document(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := kit.Needs(d, access.ManageTargets); err != nil {
		return err
	}
	if err := mayManage(d, p.Unit); err != nil {
		return err
	}
	if register.AsFile(r) {
		return register.Send(w, r, i18n.T(r.Lang, "web.answering_sheet_name", "number", p.Number), p.Targets, s.answeringColumns(r, d))
	}
	var done plan.AnsweringRead
	var asked errs.List
	back := path.Join(href.Document(which), "answering")
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.answering_sheet", Lead: "web.answering_sheet_lead", Address: r.URL.Path, Done: "answering_changed", Next: href.Document(which),
		Back: page.Link{Text: i18n.T(r.Lang, "web.answering_title"), URL: back}, Example: page.Link{Text: i18n.T(r.Lang, "web.answering_sheet_fill"), URL: register.FileURL(r)},
		Fields: []page.Field{{Kind: "date", Name: "from", Label: i18n.T(r.Lang, "web.from_day"), Hint: i18n.T(r.Lang, "web.answering_sheet_from"), Value: r.FormValue("from")},
			{Name: "reason", Label: i18n.T(r.Lang, "web.answering_reason"), Hint: i18n.T(r.Lang, "web.answering_sheet_reason"), Value: r.FormValue("reason")}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			from, err := kit.Day(r, "from")
			if err != nil {
				return nil, err
			}
			done, err = s.App.AnsweringFromSheet(r.Context(), r.User.Actor, plan.AnsweringSheet{Document: which, From: from, Reason: r.FormValue("reason"), Sheet: f.Sheet(), DryRun: dry})
			asked = errs.All(err)
			return answeringOutcome(r.Lang, done), err
		}, Bench: func() kit.Workbench { return answeringBench(done, asked, d, p.Unit) }})
}

// answeringColumns are those of the sheet that is filled: a unit is written where
// another is to answer.
func (s *server) answeringColumns(r *kit.Ask, d *desk.Directory) []register.Column[target.Target] {
	column := func(label string, of func(target.Target) any) register.Column[target.Target] {
		return register.Column[target.Target]{Label: i18n.T(r.Lang, label), Cell: of}
	}
	return []register.Column[target.Target]{
		column("page.col.ordinal", func(t target.Target) any { return t.Label }),
		column("page.col.target", func(t target.Target) any { return t.Name }),
		column("web.answering_col_now", func(t target.Target) any { return d.AnsweringFor(t, s.Today()).Unit.Name }),
		column("web.answering_col_unit", func(target.Target) any { return "" }),
		column("web.from_day", func(target.Target) any { return "" }),
		column("web.answering_reason", func(target.Target) any { return "" }),
	}
}

func answeringBench(done plan.AnsweringRead, asked errs.List, d *desk.Directory, under id.ID) kit.Workbench {
	b := kit.Workbench{Table: done.Table, Columns: done.Columns, Units: kit.UnitOptions(d, under), Fields: []string{"label", "name", "answers", "from", "decision"}}
	for _, row := range done.Rows {
		b.Rows = append(b.Rows, kit.ReadRow{Number: row.Row, Text: strings.Join([]string{strings.TrimSpace(row.Label + " " + row.Name), row.Unit}, " · ")})
	}
	for _, e := range asked {
		if e.What.Key == "app.people_unit" {
			name, _ := e.What.Arg("name").(string)
			b.Name(name)
		}
	}
	return b
}

func answeringOutcome(lang i18n.Lang, done plan.AnsweringRead) *page.Outcome {
	out := &page.Outcome{Of: "answering", Total: len(done.Rows)}
	changed := 0
	for i, row := range done.Rows {
		if row.Change == desk.Revised {
			changed++
		}
		if i >= kit.MostLinesShown {
			continue
		}
		line := page.OutcomeRow{Row: row.Row, Code: row.Target.Label, Name: row.Target.Name, Act: i18n.T(lang, "web.unit_"+string(row.Change)), To: row.Then.Name}
		if row.Change == desk.Revised {
			line.Asks = append(line.Asks, phrase.New("web.answering_row", "now", row.Now.Name, "then", row.Then.Name, "from", row.From, "reason", row.Decision))
		}
		out.Rows = append(out.Rows, line)
	}
	out.Notes = []phrase.Phrase{phrase.New("web.answering_counted", "changed", changed, "unchanged", len(done.Rows)-changed)}
	if done.Table != nil {
		out.Notes = append(out.Notes, done.Table.Told()...)
	}
	return out
}
