package papers

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Papers is the documents a unit keeps, its own and its superiors', the newest first.
type Papers struct {
	Unit org.Version
	Rows []Paper
	May  bool // take further ones in
}

// Paper is a document with how it was cut and what it does to others.
type Paper struct {
	target.Document
	Provisions int
	Does       []Does // to others, and others to it
}

// Does says that a document implements, amends or replaces another, or that
// another does so to it.
type Does struct {
	Kind string
	Back bool // the other does it to this one
	target.Document
}

// Open says whether a superior's document has no own one that implements it:
// văn bản chưa được cụ thể hóa.
func (p Paper) Open() bool {
	return p.Level == "superior" && !slices.ContainsFunc(p.Does, func(d Does) bool { return d.Back && (d.Kind == "implements" || d.Kind == "replaces") })
}

// Replaced says whether another document took its place.
func (p Paper) Replaced() bool {
	return slices.ContainsFunc(p.Does, func(d Does) bool { return d.Back && d.Kind == "replaces" })
}

// Papers gives the documents a unit keeps, as known on a day: those entered by
// then, in the words of then.
func (a *Wing) Papers(ctx context.Context, actor access.Actor, code string, asKnown period.Date) (Papers, error) {
	var out Papers
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Unit, _ = d.Unit(unit, a.desk.Today())
		out.May = d.May(access.ManageTargets, unit) == nil
		documents, err := tx.Documents(ctx, unit, "")
		if err != nil {
			return err
		}
		if documents, err = tx.DocumentsKnown(ctx, documents, asKnown.EndOfDayOrNow()); err != nil {
			return err
		}
		counts, err := tx.ProvisionCounts(ctx, unit)
		if err != nil {
			return err
		}
		relations, err := tx.RelationsOf(ctx, unit)
		if err != nil {
			return err
		}
		byID := map[id.ID]target.Document{}
		for _, doc := range documents {
			byID[doc.ID] = doc
		}
		for _, doc := range documents {
			p := Paper{Document: doc, Provisions: counts[doc.ID]}
			for _, r := range relations {
				to, from := byID[r.To], byID[r.From]
				switch {
				case doc.ID == r.From && to.ID != "":
					p.Does = append(p.Does, Does{r.Kind, false, to})
				case doc.ID == r.To && from.ID != "":
					p.Does = append(p.Does, Does{r.Kind, true, from})
				}
			}
			out.Rows = append(out.Rows, p)
		}
		slices.SortStableFunc(out.Rows, func(x, y Paper) int { return cmp.Compare(y.IssuedOn, x.IssuedOn) })
		return nil
	})
	return out, err
}

// PaperPage is a document with its provisions.
type PaperPage struct {
	Paper
	Unit   org.Version
	List   []store.KeptProvision
	File   string            // name of the file it was taken in from; "" for none
	Others []target.Document // of the unit, to hold it against
	May    bool              // correct the cut
	Today  period.Date
}

// Paper gives a document with its provisions and what it does to others.
func (a *Wing) Paper(ctx context.Context, actor access.Actor, document id.ID) (PaperPage, error) {
	var out PaperPage
	doc, list, err := a.Provisions(ctx, actor, document)
	if err != nil {
		return out, err
	}
	f, _, err := a.DocumentFile(ctx, actor, document)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return out, err
	}
	out.File = f.Name
	d, err := a.desk.Directory(ctx, actor)
	if err != nil {
		return out, err
	}
	out.Unit, _ = d.Unit(doc.Unit, a.desk.Today())
	papers, err := a.Papers(ctx, actor, out.Unit.Code, "")
	if err != nil {
		return out, err
	}
	out.List, out.May, out.Today = list, papers.May, a.desk.Today()
	for _, p := range papers.Rows {
		if p.ID == document {
			out.Paper = p
		} else if p.Level != doc.Level {
			out.Others = append(out.Others, p.Document)
		}
	}
	return out, nil
}
