package plan

import (
	"context"
	"regexp"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
)

// measuredName is what a target measures: of a part, "lúa" of "diện tích gieo
// trồng" is another thing than "lúa" of "sản lượng".
func measuredName(ctx context.Context, tx *desk.Tx, t target.Target) (string, error) {
	name, of := t.Name, t.PartOf
	for of != "" {
		whole, err := tx.Target(ctx, of)
		if err != nil {
			return "", err
		}
		name, of = whole.Name+": "+name, whole.PartOf
	}
	return name, nil
}

// partsOf gives the parts of a target that stand under it in its list, in order.
func partsOf(ctx context.Context, tx *desk.Tx, t target.Target) ([]target.Target, error) {
	all, err := tx.TargetsOf(ctx, t.Unit, t.Cycle)
	var out []target.Target
	for _, p := range all {
		if p.PartOf == t.ID {
			out = append(out, p)
		}
	}
	return out, err
}

// fillParts adds what the target is a part of, and its own parts.
func (p *TargetPage) fillParts(ctx context.Context, tx *desk.Tx, before time.Time) error {
	if p.PartOf != "" {
		whole, err := tx.Target(ctx, p.PartOf)
		if err != nil {
			return err
		}
		p.Whole = &whole
	}
	parts, err := partsOf(ctx, tx, p.Target)
	for _, part := range parts {
		if then, listed := part.AsKnown(before); listed {
			p.Under = append(p.Under, then)
		}
	}
	return err
}

// checkPart holds that a target is a part of one of the same unit and year.
func checkPart(ctx context.Context, tx *desk.Tx, t target.Target) error {
	if t.PartOf == "" {
		return nil
	}
	whole, err := tx.Target(ctx, t.PartOf)
	if err != nil {
		return desk.Missing(err)
	}
	if whole.Unit != t.Unit || whole.Cycle != t.Cycle {
		return errs.New(errs.NotFound, "access.not_found").In("part_of")
	}
	return nil
}

// listedWith has the parts of a target leave the list with it, and come back
// with it those that left with it.
func listedWith(ctx context.Context, tx *desk.Tx, whole target.Target, as target.Revision) error {
	before := whole.Current()
	if as.Dropped == before.Dropped {
		return nil
	}
	parts, err := partsOf(ctx, tx, whole)
	if err != nil {
		return err
	}
	for _, p := range parts {
		was := p.Current()
		if was.Dropped == as.Dropped || was.Dropped && (was.Reason != before.Reason || !was.At.Equal(before.At)) {
			continue
		}
		r := was.Reworded(was.Wording, was.Criterion)
		r.Confirmed, r.Dropped, r.Document, r.Reason, r.By, r.ByName, r.At = was.Confirmed, as.Dropped, as.Document, as.Reason, as.By, as.ByName, as.At
		if err := tx.InsertRevision(ctx, p.ID, r); err != nil {
			return err
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "target.revised", Object: p.ID, Unit: p.Unit, Body: map[string]any{"before": was, "after": r}}); err != nil {
			return err
		}
		if err := listedWith(ctx, tx, p, r); err != nil {
			return err
		}
	}
	return nil
}

// learn notes what targets the list has: a whole by its name and unit, a part by
// those of its whole and its own. One of the same name that was given from above
// stands for its row where the list has none of its own.
func (im *importer) learn(known []target.Target) {
	byID := map[id.ID]target.Target{}
	for _, t := range known {
		byID[t.ID] = t
	}
	for _, t := range known {
		if t.Unit != im.unit {
			continue
		}
		same, of := sameTarget(t.Name, t.UnitOfMeasure), t.PartOf
		for of != "" {
			same, of = sameTarget(byID[of].Name, byID[of].UnitOfMeasure)+" > "+same, byID[of].PartOf
		}
		if own, have := im.known[same]; t.Parent != "" && (have && own.Parent == "" || t.Current().Dropped) {
			continue
		}
		im.known[same] = t
		if t.Parent == "" {
			im.place = max(im.place, t.Place)
		}
	}
}

// partMark is what begins the name of a part in a sheet.
var partMark = regexp.MustCompile(`^(?:[-–—+•*]\s*)?(?i:trong đó\s*[:,]\s*)?(?:[-–—+•*]\s*)?`)

// hangUnder finds the target that a row's part belongs to, the one its whole row
// became, and what the row is known by. ok is false where that row is no target
// of this list, and the part with it.
func (im *importer) hangUnder(row *ImportedRow) (whole id.ID, same string, ok bool) {
	same = sameTarget(row.Name, row.UnitOfMeasure)
	if row.PartOf == 0 {
		return "", same, true
	}
	up, ok := im.rows[row.PartOf]
	if !ok {
		row.Change = desk.Skipped
		row.Read.Questions = append(row.Read.Questions, criterion.Question{Field: "name", Ask: phrase.New("app.import_part_alone", "row", row.PartOf)})
		return "", "", false
	}
	if bare := strings.TrimSpace(row.Name[len(partMark.FindString(row.Name)):]); bare != "" {
		row.Name = bare
	}
	if row.Whole = up.name; row.Leads.ID == "" {
		row.Leads = up.leads
	}
	return up.target, up.same + " > " + sameTarget(row.Name, row.UnitOfMeasure), true
}

// takenRow is what became of a row under which parts may hang.
type takenRow struct {
	target     id.ID // none in a rehearsal of a new one
	name, same string
	leads      org.Version
}
