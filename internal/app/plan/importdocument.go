package plan

import (
	"context"
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// whichDocument is asked where the cycle has several documents and none is
// named. Rows that change nothing need none.
const whichDocument = "app.import_which_document"

// importDocument finds or makes the resolution the rows belong to. A new one
// is only written when a row needs it.
func importDocument(ctx context.Context, tx *desk.Tx, unit id.ID, in Import) (target.Document, bool, error) {
	d := tx.Dir
	documents, err := tx.Documents(ctx, unit, in.Cycle)
	if err != nil {
		return target.Document{}, false, err
	}
	if in.Under != "" {
		at := slices.IndexFunc(documents, func(doc target.Document) bool { return doc.ID == in.Under })
		if at < 0 {
			return target.Document{}, false, errs.New(errs.NotFound, "access.not_found").In("document")
		}
		return documents[at], false, nil
	}
	if in.Document != nil {
		if known := slices.DeleteFunc(slices.Clone(documents), func(doc target.Document) bool { return doc.Number != in.Document.Number }); in.Document.Issuer == "" && len(known) == 1 {
			return known[0], false, nil // its number says enough
		}
		if err := in.Document.Check(); err != nil {
			return target.Document{}, false, err
		}
		for _, doc := range documents {
			if doc.Number == in.Document.Number && doc.Issuer == in.Document.Issuer {
				return doc, false, nil
			}
		}
		n := *in.Document
		return target.Document{ID: tx.Mint(), Unit: unit, Cycle: in.Cycle, Number: n.Number, Issuer: n.Issuer, IssuedOn: n.IssuedOn, Title: n.Title, Invented: n.Invented}, true, nil
	}
	if len(documents) == 1 {
		return documents[0], false, nil
	}
	v, _ := d.Unit(unit, in.Cycle.Start())
	made := target.Document{ID: tx.Mint(), Unit: unit, Cycle: in.Cycle, Number: OfFile + in.Sheet.Name, Issuer: v.Name, IssuedOn: in.Cycle.Start(), Title: "Chỉ tiêu năm " + string(in.Cycle)}
	if c := in.cited; c != nil {
		made.Kind, made.Number, made.IssuedOn, made.Issuer = c.Kind, c.Number, c.IssuedOn, c.Issuer
	}
	for _, doc := range documents {
		if doc.Number == made.Number || doc.Number == OfFile+in.Sheet.Name {
			return doc, false, nil
		}
	}
	if len(documents) > 1 {
		return target.Document{}, false, errs.New(errs.Invalid, whichDocument, "cycle", in.Cycle).In("document")
	}
	return made, true, nil
}
