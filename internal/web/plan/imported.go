package plan

import (
	"net/http"

	"dondoc/internal/app/tasks"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// Imported is an import with what stands in the way of undoing it.
type Imported struct {
	page.Frame
	Made   phrase.Phrase
	Names  []string
	Undone bool
	Hangs  []phrase.Phrase
	Form   page.Form
	On     []page.Link // to where what was made stands
}

// imported shows what an import made.
func (s *server) imported(w http.ResponseWriter, r *kit.Ask) error {
	made, err := s.App.ImportOf(r.Context(), r.User.Actor, id.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, s.importedView(r, made).Page())
}

// undoImport undoes it all.
func (s *server) undoImport(w http.ResponseWriter, r *kit.Ask) error {
	made, err := s.App.UndoImport(r.Context(), r.User.Actor, id.ID(r.PathValue("id")), r.PostFormValue("reason"))
	if err == nil {
		return s.Redirect(w, r, href.Imported(made.ID), "import_undone")
	}
	if made.ID == "" {
		return err
	}
	v := s.importedView(r, made)
	code, ok := kit.IntoForm(&v.Form, err)
	if !ok {
		return err
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) importedView(r *kit.Ask, made tasks.ImportMade) Imported {
	v := Imported{Frame: s.PlainFrame(r), Names: append(made.Names, made.Revised...), Undone: made.Undone, Hangs: made.Hangs,
		Made: phrase.New("cli.import_made", "file", made.File, "on", made.At, "by", made.ByName, "added", len(made.Names), "revised", len(made.Revised))}
	if d, err := s.App.Directory(r.Context(), r.User.Actor); !r.Lost(err) {
		unit, _ := d.Unit(made.Unit, s.Today())
		v.Frame = s.Frame(r, d, made.Unit, made.Cycle, "")
		v.On = []page.Link{{Text: i18n.T(r.Lang, "page.nav.tasks"), URL: href.Tasks(unit.Code)}}
		switch made.Kind {
		case "unit.imported", "people.imported":
			v.On = []page.Link{{Text: i18n.T(r.Lang, "web.units_title"), URL: href.Units}}
			if have, err := s.App.FirstSteps(r.Context(), r.User.Actor); !r.Lost(err) && !have.Targets {
				v.On = append(v.On, page.Link{Text: i18n.T(r.Lang, "web.next_step"), URL: href.Welcome})
			}
		case "coverage.accepted":
			v.On = []page.Link{{Text: i18n.T(r.Lang, "web.papers_title"), URL: href.Papers(unit.Code)}}
		}
		if made.Cycle != "" {
			v.On = []page.Link{{Text: i18n.T(r.Lang, "web.imported_board", "year", string(made.Cycle)), URL: href.Board(unit.Code, made.Cycle)},
				{Text: i18n.T(r.Lang, "web.imported_confirm"), URL: href.Documents(unit.Code, made.Cycle)}}
		}
	}
	v.Title = i18n.T(r.Lang, "web.imported_title")
	if made.Undone {
		v.Hangs = nil
		return v
	}
	v.Form = page.Form{Action: href.Imported(made.ID), Submit: i18n.T(r.Lang, "web.imported_undo"), Danger: true,
		Fields: []page.Field{{Name: "reason", Label: i18n.T(r.Lang, "web.imported_reason"), Required: true, Value: r.PostFormValue("reason")}}}
	return v
}
