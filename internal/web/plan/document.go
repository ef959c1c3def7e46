package plan

import (
	"net/http"
	"path"
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

func (s *server) document(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.documentView(r)
	if err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// documentView is the page of the resolution in the address, as known on a day.
func (s *server) documentView(r *kit.Ask) (Resolution, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return Resolution{}, err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return Resolution{}, err
	}
	p, err := s.App.Document(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return Resolution{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Resolution{}, err
	}
	unit, _ := d.Unit(p.Unit, min(s.Today(), p.Cycle.End()))
	v := Resolution{Frame: s.Frame(r, d, p.Unit, p.Cycle, kit.DocumentTitle(r.Lang, p.Document)), Number: p.Number, Issuer: p.Issuer, Issued: p.IssuedOn,
		Subject: p.Title, Cycle: p.Cycle, Version: phrase.New("web.doc_version", "n", len(p.Targets))}
	v.Sign()
	if known != "" {
		v.Place.Known = known
	}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.documents_title"), URL: href.AsKnown(href.Documents(unit.Code, p.Cycle), known)}}
	for _, a := range slices.Backward(p.Amendments) {
		v.Amended = append(v.Amended, kit.Amended(v.Frame, d, a, ""))
	}
	if p.Invented {
		v.Notices = append(v.Notices, page.Notice{Kind: "info", Text: phrase.New("web.doc_invented")})
	}
	if p.MayManage && known == "" {
		v.ImportURL = href.Import(unit.Code, p.Cycle, which)
		v.AddURL = href.NewTarget(which)
		v.ConfirmURL = href.Confirm(which)
		v.EditURL = href.Correct(href.Document(which))
		if len(p.Targets) > 0 {
			v.AnswersURL = path.Join(href.Document(which), "answering")
		}
	}
	v.fillChain(p)
	for _, t := range p.Targets {
		row, err := s.targetRow(r, d, p, t)
		if err != nil {
			return v, err
		}
		if !row.Criterion.Confirmed {
			v.Asked++
		}
		v.Targets = append(v.Targets, row)
	}
	return v, nil
}

// targetRow is one target on its document's page, with what its wording leaves open.
func (s *server) targetRow(r *kit.Ask, d *desk.Directory, p plan.DocumentPage, t target.Target) (TargetRow, error) {
	day := s.Today()
	if p.AsKnown != "" {
		day = p.AsKnown
	}
	answers := d.Known(p.AsKnown.EndOfDayOrNow()).AnsweringFor(t, min(max(day, p.Cycle.Start()), p.Cycle.End()))
	rev := t.Current()
	row := TargetRow{ID: string(t.ID), Ordinal: t.Label, Group: t.Field, Name: t.Name, URL: href.Target(t.ID, p.AsKnown), Wording: rev.Wording, Unit: t.UnitOfMeasure,
		Setter: string(t.Setter), Holder: kit.HolderIn(d, answers, t.Cycle, p.AsKnown),
		Criterion: page.Criterion{Explain: rev.Criterion.Explain(), Confirmed: rev.Confirmed, By: rev.ByName, At: rev.At}}
	for _, c := range p.Coming[t.ID] {
		row.Coming = append(row.Coming, phrase.New("web.answering_coming", "from", c.From, "unit", c.Answers.Unit.Name, "reason", c.Reason))
	}
	if p.MayManage && p.AsKnown == "" {
		row.AllotURL, row.Criterion.EditURL = href.Allot(t.ID), href.Revise(t.ID)
	}
	if rev.Confirmed {
		return row, nil
	}
	read, err := s.App.ReadWording(r.Context(), r.User.Actor, plan.NewTarget{Name: t.Name, Wording: rev.Wording, UnitOfMeasure: t.UnitOfMeasure, Direction: t.Leaning(), Baseline: rev.Baseline})
	for _, q := range read.Questions {
		row.Criterion.Questions = append(row.Criterion.Questions, page.Question{Text: q.Ask})
	}
	return row, err
}
