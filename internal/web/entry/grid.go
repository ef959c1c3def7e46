package entry

import (
	"net/http"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// sheet is one month of a unit as the entry grid works on it.
type sheet struct {
	unit  id.ID
	cycle period.Cycle
	month period.Month
	now   figures.Entry
}

// place reads of which unit and month the sheet is.
func (s *server) place(r *kit.Ask, d *desk.Directory) (sheet, error) {
	var sh sheet
	var err error
	if sh.cycle, err = period.ParseCycle(r.PathValue("cycle")); err != nil {
		return sh, err
	}
	if sh.month, err = period.ParseMonth(r.PathValue("month")); err != nil || sh.month.Cycle() != sh.cycle {
		return sh, errs.New(errs.Invalid, "app.month_elsewhere", "month", sh.month, "cycle", sh.cycle)
	}
	sh.unit, err = d.UnitByCode(r.PathValue("code"))
	return sh, err
}

func (s *server) sheet(r *kit.Ask, d *desk.Directory) (sheet, error) {
	sh, err := s.place(r, d)
	if err == nil {
		sh.now, err = s.App.Entry(r.Context(), r.User.Actor, r.PathValue("code"), sh.month)
	}
	return sh, err
}

// grid is the sheet of a unit's month. Each row that was filled in is reported
// by itself: rows in error keep what was typed, the others are taken.
func (s *server) grid(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	sh, err := s.sheet(r, d)
	if err != nil {
		return err
	}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, s.gridView(r, d, sh, answered{}).Page())
	}
	if err := kit.ParseForm(r); err != nil {
		return err
	}
	if err := unpack(r); err != nil {
		return err
	}
	if r.PostFormValue("do") == "discard" {
		return s.discard(w, r, d, sh)
	}
	done, err := s.take(r, sh)
	if err != nil {
		return err
	}
	if done.fine() {
		return s.Redirect(w, r, r.URL.Path, done.done)
	}
	if sh, err = s.sheet(r, d); err != nil { // with what was taken
		return err
	}
	v := s.gridView(r, d, sh, done)
	return s.Show(w, r, done.status(&v), v.Page())
}

// answered is what came of a form of the grid.
type answered struct {
	done    string // what is said where all went well
	taken   int
	refused map[id.ID]error
	closed  error
	none    bool // nothing was ticked
}

func (a answered) fine() bool { return len(a.refused) == 0 && a.closed == nil && !a.none }

// status puts what is wrong with all of the form on the page, and gives the status.
func (a answered) status(v *Grid) int {
	switch {
	case a.closed != nil:
		v.Nothing = true
		for _, e := range errs.All(a.closed) {
			v.Problems = append(v.Problems, page.Problem{What: phrase.New("web.grid_closed", "what", e.What, "n", v.Typed), Hint: e.Hint})
		}
		return http.StatusLocked
	case a.none:
		v.Problems = append(v.Problems, page.Problem{What: phrase.New("web.none_ticked")})
		v.Nothing = true
	default:
		v.Problems = append(v.Problems, page.Problem{What: phrase.New("web.grid_some", "taken", a.taken, "wrong", len(a.refused))})
	}
	return http.StatusUnprocessableEntity
}

// take keeps or sends what the form has.
func (s *server) take(r *kit.Ask, sh sheet) (_ answered, err error) {
	do := r.PostFormValue("do")
	all, rest := typedSheet(r, sh, do == "ticked")
	out := answered{done: "grid_kept", refused: map[id.ID]error{}}
	keep := rest
	if do == "draft" {
		keep = all
	}
	if len(keep.Rows) > 0 {
		kept, err := s.App.KeepTyped(r.Context(), r.User.Actor, keep)
		if err != nil {
			return out, err
		}
		for of, err := range kept.Refused {
			out.refused[of] = err
		}
	}
	if out.none = do == "ticked" && len(all.Rows) == 0; do == "draft" || out.none {
		return out, nil
	}
	for i := range all.Rows {
		if all.Rows[i].Files, err = kit.SentFiles(r, "files-"+string(all.Rows[i].Target)); err != nil {
			return out, err
		}
	}
	sent, err := s.App.SendTyped(r.Context(), r.User.Actor, all)
	out.done, out.taken, out.closed = "grid_sent", sent.Taken, sent.Closed
	for of, err := range sent.Refused {
		out.refused[of] = err
	}
	return out, err
}

// discard throws away what was typed and not sent, after showing it.
func (s *server) discard(w http.ResponseWriter, r *kit.Ask, d *desk.Directory, sh sheet) error {
	if r.PostFormValue("sure") == "1" {
		if err := s.App.DropTyped(r.Context(), r.User.Actor, r.PathValue("code"), sh.month); err != nil {
			return err
		}
		return s.Redirect(w, r, r.URL.Path, "grid_dropped")
	}
	v := page.Simple{Frame: s.Frame(r, d, sh.unit, sh.cycle, i18n.T(r.Lang, "web.grid_discard", "month", sh.month))}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.grid_title", "month", sh.month), URL: r.URL.Path}}
	v.Form = page.Form{Action: r.URL.Path, Cancel: r.URL.Path, Submit: i18n.T(r.Lang, "page.grid.discard"), Lead: i18n.T(r.Lang, "web.grid_discard_lead"),
		Fields: []page.Field{{Kind: "hidden", Name: "do", Value: "discard"}, {Kind: "hidden", Name: "sure", Value: "1"}}}
	for _, row := range sh.now.Rows {
		if b := sh.now.Beside[row.Target.ID]; b.Typed != nil {
			v.After = append(v.After, row.Name+": "+strings.TrimSpace(b.Typed.Text+" "+b.Typed.Note))
		}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}
