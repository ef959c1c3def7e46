package papers

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/coverage"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// Synonyms is what a unit writes in several ways: its own lines, those of its
// superiors, and the common ones. Expressions of a line are parted by semicolons.
type Synonyms struct {
	Unit                  org.Version
	Own, Superior, Common []string
	May                   bool // change the own ones
}

// Bounds on a unit's own synonyms.
const (
	mostSynonyms   = 1000
	longestSynonym = 500
)

// Synonyms gives the synonyms that hold for a unit.
func (a *Wing) Synonyms(ctx context.Context, actor access.Actor, code string) (Synonyms, error) {
	out := Synonyms{Common: coverage.Common()}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Unit, _ = tx.Dir.Unit(unit, tx.Today)
		out.May = tx.Dir.May(access.ManageTargets, unit) == nil
		if out.Own, err = tx.Synonyms(ctx, unit); err != nil {
			return err
		}
		all, err := synonymsFor(ctx, tx, unit)
		out.Superior = slices.DeleteFunc(all, func(line string) bool { return slices.Contains(out.Own, line) })
		return err
	})
	return out, err
}

// synonymsFor gives a unit's synonyms and those of the units above it.
func synonymsFor(ctx context.Context, tx *desk.Tx, unit id.ID) (out []string, err error) {
	for _, above := range tx.Dir.Tree(tx.Today).Path(unit) {
		lines, err := tx.Synonyms(ctx, above)
		if err != nil {
			return nil, err
		}
		out = append(out, lines...)
	}
	return out, nil
}

// SetSynonyms puts a unit's own synonyms in place of those there were.
func (a *Wing) SetSynonyms(ctx context.Context, actor access.Actor, unit id.ID, lines []string) error {
	var kept []string
	var list errs.List
	for i, line := range lines {
		line = strings.Trim(strings.TrimSpace(line), "; ")
		switch {
		case line == "":
			continue
		case !strings.Contains(line, ";"):
			list = append(list, errs.New(errs.Invalid, "app.synonym_alone", "text", line).AtRow(i+1, "").In("synonyms"))
		case len(line) > longestSynonym:
			list = append(list, errs.New(errs.TooLarge, "exchange.cell_too_long", "limit", longestSynonym).AtRow(i+1, "").In("synonyms"))
		}
		kept = append(kept, line)
	}
	if len(kept) > mostSynonyms {
		list = append(list, errs.New(errs.TooLarge, "exchange.too_many_rows", "limit", mostSynonyms).In("synonyms"))
	}
	if list != nil {
		return list
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.ManageTargets, unit); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "synonyms.set", Object: unit, Unit: unit}, tx.SetSynonyms(ctx, unit, kept)
	})
}
