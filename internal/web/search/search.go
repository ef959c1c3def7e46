package search

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/search"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// search finds documents, provisions, targets, tasks and units by words.
func (s *server) search(w http.ResponseWriter, r *kit.Ask) error {
	words := strings.TrimSpace(r.URL.Query().Get("q"))
	v := Found{Frame: s.PlainFrame(r), Words: words, Asked: words != ""}
	v.Title = i18n.T(r.Lang, "page.search.title")
	if words == "" {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	const most = 50
	found, err := s.App.Search(r.Context(), r.User.Actor, words, most)
	if errs.Is(err, errs.Invalid) {
		v.Problem = errs.All(err)[0].What
		return s.Show(w, r, http.StatusUnprocessableEntity, v.Page())
	}
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v.Total, v.Limited = len(found), len(found) >= most
	for _, sort := range []string{"unit", "person", "document", "provision", "target", "task", "shortcoming"} {
		g := FoundGroup{}
		for _, f := range found {
			if f.Sort == sort {
				g.Rows = append(g.Rows, s.rowOf(r, d, f))
			}
		}
		if len(g.Rows) > 0 {
			g.Title = i18n.Say(r.Lang, phrase.New("page.search.sort_"+sort, "n", len(g.Rows)))
			v.Groups = append(v.Groups, g)
		}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// rowOf shows one thing found; a unit that stands no more with where it went.
func (s *server) rowOf(r *kit.Ask, d *desk.Directory, f search.Found) FoundRow {
	row := FoundRow{Link: page.Link{Text: kit.Short(f.Text, 200), URL: foundURL(f)}, Unit: f.Unit.Name}
	if f.Sort == "unit" {
		row.Unit = i18n.T(r.Lang, "unit_kind."+f.Unit.Kind)
	}
	if f.Ended != "" {
		key := "page.search.ended"
		if len(f.Into) == 1 && f.Into[0].ID == f.ID {
			key = "page.search.renamed"
		}
		row.Unit = i18n.T(r.Lang, key, "day", f.Ended.AddDays(-1))
		row.URL = href.On(row.URL, f.Ended.AddDays(-1))
		for _, v := range f.Into {
			to := page.Link{Text: v.Name}
			if d.Can(access.Read, v.ID) {
				to.URL = href.Unit(v.Code)
			}
			row.Into = append(row.Into, to)
		}
	}
	return row
}

func foundURL(f search.Found) string {
	switch f.Sort {
	case "document":
		return href.Text(f.ID)
	case "provision":
		return href.Text(f.In)
	case "target":
		return href.Target(f.ID, "")
	case "person":
		return href.Person(f.ID)
	case "shortcoming":
		return registers.Shortcoming(f.ID, "")
	case "unit":
		return href.Unit(f.Unit.Code)
	}
	return href.Task(f.ID)
}
