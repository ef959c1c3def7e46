package app

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// ImportRow is one row of a targets sheet, its words as written.
type ImportRow struct {
	Row           int    // as in the file
	Label         string // STT
	Section       string // the heading it stands under
	Name          string
	UnitOfMeasure string
	Plan          string
	Actual        string
	Percent       string // printed achievement: "101,08%"
	Class         string // printed class: "Vượt"
	LastYear      string // result of the year before
	Earlier       []criterion.FigureAsWritten
	PlanMeant     *measure.Decimal // the value of a cell that holds a number: it has one reading
	ActualMeant   *measure.Decimal
	PartOf        int // row of the target this one is a part of; 0 for none
	Source        string
	Note          string
}

// CheckImport reads the cells of a sheet's rows and checks them against one another.
func CheckImport(rows []ImportRow) []criterion.Checked {
	table := make([]criterion.Row, len(rows))
	for i, r := range rows {
		table[i] = criterion.Row{Name: r.Name, UnitOfMeasure: r.UnitOfMeasure, Plan: r.Plan, Actual: r.Actual, Percent: r.Percent, Class: r.Class,
			LastYear: r.LastYear, Earlier: r.Earlier, PlanMeant: r.PlanMeant, ActualMeant: r.ActualMeant, No: r.Row, PartOf: r.PartOf}
	}
	return criterion.CheckTable(table)
}

// Import is what is asked to take in a targets sheet.
type Import struct {
	Unit     string // code
	Cycle    period.Cycle
	Document *NewDocument // the resolution the rows belong to; the unit's own of the cycle, or one named after the file, when nil
	FileName string
	Rows     []ImportRow
	DryRun   bool
}

// Change says what an import does with a row.
type Change string

// What an import does with a row.
const (
	Added     Change = "added"
	Revised   Change = "revised"
	Unchanged Change = "unchanged"
	Skipped   Change = "skipped" // it speaks of another year or unit; see its questions
)

// ImportedRow is a row as it was understood.
type ImportedRow struct {
	ImportRow
	criterion.Checked
	Change Change
	Target id.ID // none in a dry run of a new target
}

// ImportTargets takes in a sheet of targets with their results where it has
// them: all of it or, when a row has an error, nothing. The same sheet again
// changes nothing. Results are submitted in the importer's name and wait to be
// verified and approved by others. Rows that leave something open are kept
// unconfirmed, their questions with them.
func (a *App) ImportTargets(ctx context.Context, actor access.Actor, in Import) ([]ImportedRow, error) {
	var rows []ImportedRow
	do := func(ctx context.Context, tx *store.Tx) error {
		var err error
		rows, err = a.importTargets(ctx, tx, actor, in)
		return err
	}
	if in.DryRun {
		err := a.db.Rehearse(ctx, do)
		return rows, err
	}
	err := a.db.Write(ctx, do)
	return rows, err
}

func (a *App) importTargets(ctx context.Context, tx *store.Tx, actor access.Actor, in Import) ([]ImportedRow, error) {
	d, err := a.directory(ctx, tx)
	if err != nil {
		return nil, err
	}
	unit, err := d.UnitByCode(in.Unit)
	if err != nil {
		return nil, err
	}
	if err := a.may(d, actor, access.ManageTargets, unit); err != nil {
		return nil, err
	}
	if len(in.Rows) == 0 {
		return nil, errs.New(errs.Invalid, "app.import_empty").Try("app.import_empty_hint")
	}
	doc, fresh, err := a.importDocument(ctx, tx, d, unit, in)
	if err != nil {
		return nil, err
	}
	known, err := tx.TargetsOf(ctx, unit, in.Cycle)
	if err != nil {
		return nil, err
	}
	im := importer{App: a, tx: tx, d: d, actor: actor, in: in, doc: doc, fresh: fresh, known: map[string]target.Target{}, seen: map[string]int{}}
	for _, t := range known {
		if t.Unit == unit && t.Parent == "" {
			im.known[sameTarget(t.Name, t.UnitOfMeasure)] = t
			im.place = max(im.place, t.Place)
		}
	}
	var out []ImportedRow
	var list errs.List
	for i, read := range CheckImport(in.Rows) {
		row := in.Rows[i]
		done, err := im.row(ctx, row, read)
		if errs.KindOf(err) == errs.Invalid || errs.KindOf(err) == errs.TooLarge {
			for _, e := range errs.All(err) {
				list = append(list, e.AtRow(row.Row, e.Cell))
			}
			err = nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, done)
	}
	return out, list.OrNil()
}

// sameTarget is what makes two rows speak of the same target.
func sameTarget(name, unitOfMeasure string) string {
	return viet.Fold(name) + "|" + viet.Fold(unitOfMeasure)
}

// importDocument finds or makes the resolution the rows belong to. A new one
// is only written when a row needs it.
func (a *App) importDocument(ctx context.Context, tx *store.Tx, d *Directory, unit id.ID, in Import) (target.Document, bool, error) {
	documents, err := tx.Documents(ctx, unit, in.Cycle)
	if err != nil {
		return target.Document{}, false, err
	}
	if in.Document != nil {
		if known := slices.DeleteFunc(slices.Clone(documents), func(doc target.Document) bool { return doc.Number != in.Document.Number }); in.Document.Issuer == "" && len(known) == 1 {
			return known[0], false, nil // its number says enough
		}
		if err := in.Document.check(); err != nil {
			return target.Document{}, false, err
		}
		for _, doc := range documents {
			if doc.Number == in.Document.Number && doc.Issuer == in.Document.Issuer {
				return doc, false, nil
			}
		}
		n := *in.Document
		return target.Document{ID: a.mint(), Unit: unit, Cycle: in.Cycle, Number: n.Number, Issuer: n.Issuer, IssuedOn: n.IssuedOn, Title: n.Title, Invented: n.Invented}, true, nil
	}
	if len(documents) == 1 {
		return documents[0], false, nil
	}
	number := "nhập từ tệp " + in.FileName
	for _, doc := range documents {
		if doc.Number == number {
			return doc, false, nil
		}
	}
	if len(documents) > 1 {
		return target.Document{}, false, errs.New(errs.Invalid, "app.import_which_document", "cycle", in.Cycle).In("document")
	}
	v, _ := d.Unit(unit, in.Cycle.Start())
	return target.Document{ID: a.mint(), Unit: unit, Cycle: in.Cycle, Number: number, Issuer: v.Name,
		IssuedOn: in.Cycle.Start(), Title: "Chỉ tiêu năm " + string(in.Cycle)}, true, nil
}

// importer carries one import through its rows.
type importer struct {
	*App
	tx    *store.Tx
	d     *Directory
	actor access.Actor
	in    Import
	doc   target.Document
	fresh bool // doc is not written yet
	known map[string]target.Target
	seen  map[string]int // row that has spoken of a target already
	place int
}

var bracketYear = regexp.MustCompile(`^\s*\[[^\]]*\b((?:19|20)\d\d)\b[^\]]*\]`)

// horizon is a heading that says by which year the targets under it are to be reached.
var horizon = regexp.MustCompile(`(?i)^\s*(?:[IVX]+\.?\s*)?(?:mục tiêu |chỉ tiêu )?đến năm (\d{4})\s*$`)

// row takes in one row.
func (im *importer) row(ctx context.Context, row ImportRow, read criterion.Checked) (ImportedRow, error) {
	out := ImportedRow{ImportRow: row, Checked: read}
	if strings.TrimSpace(row.Name) == "" {
		return out, errs.New(errs.Invalid, "app.import_no_name").In("name")
	}
	if m := bracketYear.FindStringSubmatch(row.Name); m != nil && m[1] != string(im.in.Cycle) {
		out.Change = Skipped
		out.Questions = append(out.Questions, criterion.Question{Field: "name", Ask: phrase.New("app.import_other_year", "year", m[1], "cycle", im.in.Cycle)})
		return out, nil
	}
	if m := horizon.FindStringSubmatch(row.Section); m != nil && m[1] != string(im.in.Cycle) {
		row.Name += " (đến năm " + m[1] + ")" // the same result is asked for by other years as well
		out.Name = row.Name
	}
	same := sameTarget(row.Name, row.UnitOfMeasure)
	if first, twice := im.seen[same]; twice {
		return out, errs.New(errs.Invalid, "app.import_twice", "name", row.Name, "row", first).In("name")
	}
	im.seen[same] = row.Row
	t, known := im.known[same]
	var err error
	if known {
		out.Change, err = im.revise(ctx, t, row, out.Checked)
	} else {
		out.Change = Added
		t, err = im.add(ctx, row, out.Checked)
	}
	if err != nil {
		return out, err
	}
	out.Target = t.ID
	return out, im.result(ctx, t, row, out.Checked)
}

func (im *importer) add(ctx context.Context, row ImportRow, read criterion.Checked) (target.Target, error) {
	if im.fresh {
		if err := im.tx.InsertDocument(ctx, im.doc); err != nil {
			return target.Target{}, err
		}
		if _, err := im.log(ctx, im.tx, im.actor, entry{action: "document.added", object: im.doc.ID, unit: im.doc.Unit, body: im.doc}); err != nil {
			return target.Target{}, err
		}
		im.fresh = false
	}
	im.place++
	in := NewTarget{Document: im.doc.ID, Place: im.place, Label: row.Label, Name: row.Name, Wording: row.Plan,
		UnitOfMeasure: row.UnitOfMeasure, Source: row.Source, Field: row.Section}
	t, err := im.addTarget(ctx, im.tx, im.d, im.actor, im.doc, in, read.Criterion)
	if err != nil {
		return t, err
	}
	_, err = im.log(ctx, im.tx, im.actor, entry{action: "target.added", object: t.ID, unit: t.Unit, body: t})
	return t, err
}

func (im *importer) revise(ctx context.Context, t target.Target, row ImportRow, read criterion.Checked) (Change, error) {
	before := t.Current()
	wording := strings.TrimSpace(row.Plan)
	if wording == "" || wording == before.Wording {
		return Unchanged, nil
	}
	r := target.Revision{No: before.No + 1, Wording: wording, Criterion: read.Criterion, Baseline: before.Baseline, Document: im.doc.ID,
		Reason: im.in.FileName, By: im.actor.Account, ByName: im.actor.Name, At: im.now()}
	if _, err := im.log(ctx, im.tx, im.actor, entry{action: "target.revised", object: t.ID, unit: t.Unit, body: map[string]any{"before": before, "after": r}}); err != nil {
		return Revised, err
	}
	return Revised, im.tx.InsertRevision(ctx, t.ID, r)
}

// result submits the row's result as the figure of the cycle's last month,
// unless the same figure is known or what was printed cannot be read for sure.
func (im *importer) result(ctx context.Context, t target.Target, row ImportRow, read criterion.Checked) error {
	if read.Actual == nil {
		return nil
	}
	text := row.Actual
	if strings.TrimSpace(text) == "" {
		text = row.Percent
	}
	known, err := im.tx.ObservationsOfTarget(ctx, t.ID)
	if err != nil {
		return err
	}
	month := im.in.Cycle.LastMonth()
	for _, o := range known {
		if o.Month == month && o.Text == text && o.State() != approval.Withdrawn {
			return nil
		}
	}
	if err := im.monthOpen(ctx, im.tx, im.d, t, month); err != nil {
		return err
	}
	o := target.Observation{ID: im.mint(), Target: t.ID, Month: month, Text: text, Actual: *read.Actual, Cumulative: true,
		Final: !strings.Contains(" "+viet.Fold(row.Note)+" ", " uoc "), Note: row.Note, Source: row.Source,
		By: im.actor.Account, ByName: im.actor.Name, At: im.now(), Steps: []target.StepTaken{{No: 1, Step: approval.Submit,
			State: approval.Submitted, By: im.actor.Account, ByName: im.actor.Name, At: im.now()}}}
	if o.Seq, err = im.log(ctx, im.tx, im.actor, entry{action: "observation.reported", object: t.ID, unit: t.Unit, body: o}); err != nil {
		return err
	}
	return im.keep(ctx, im.tx, &o, nil, nil)
}
