package plan

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/task/named"
	"dondoc/internal/viet"
)

// Import is what is asked to take in a targets sheet.
type Import struct {
	Unit     string // code
	Cycle    period.Cycle
	Under    id.ID        // a document of the unit that the rows belong to; "" where Document says which
	Document *NewDocument // the resolution the rows belong to; the unit's own of the cycle, or one named after the file, when nil
	Sheet    sheets.Sheet
	Rows     []exchange.TargetRow // in place of a sheet, where they are read already
	Moves    bool                 // another unit named for a target that is there answers for it from today on
	Why      string               // units named in it that are not under the unit are asked for this reason
	DryRun   bool
	As       id.ID // of the import, where it has one beforehand; one is made where it is ""

	cited *target.Document // the document that the sheet names
}

// ImportedRow is a row with its cells as it was understood, and what becomes of it.
type ImportedRow struct {
	exchange.TargetRow
	Read   criterion.Checked
	Was    string      // the wording before, where it is revised
	Leads  org.Version // the unit that answers, where the row names one
	Led    org.Version // the unit that answered before, where the import changes it
	Whole  string      // name of the target that it is a part of
	Others []string    // further names where the row says who answers
	Change desk.Change // "" where it was only read
	Target id.ID       // none in a dry run of a new target
}

// ImportedTargets is a targets sheet as it was read, and what came of its rows.
type ImportedTargets struct {
	Table   *exchange.Table   // nil where there was no sheet
	Columns []exchange.Column // with what each is taken for
	Rows    []ImportedRow
	Import  id.ID // by which it can be undone; "" of a rehearsal, and where nothing changed

	Document target.Document // whose targets they are
	Entered  bool            // it is made by this import
}

// Under says which document the targets of an import that made it stand under:
// the one named above the table, or none but the file itself,
// with what the table names all the same.
func (t ImportedTargets) Under() phrase.Phrase {
	if strings.HasPrefix(t.Document.Number, OfFile) {
		if names := t.Table.Names(); len(names) > 0 {
			return phrase.New("app.import_named", "documents", strings.Join(names, "; "))
		}
		return phrase.New("app.import_uncited")
	}
	number := func(text string) string { return viet.Fold(strings.ReplaceAll(text, " ", "")) }
	names := t.Table.Names()
	switch {
	case len(names) == 0:
		return phrase.New("app.import_given", "document", strings.TrimSpace(t.Document.Kind+" "+t.Document.Number), "day", t.Document.IssuedOn)
	case !slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(number(n), number(t.Document.Number)) }):
		return phrase.New("app.import_given_other", "document", strings.TrimSpace(t.Document.Kind+" "+t.Document.Number), "day", t.Document.IssuedOn, "named", strings.Join(names, "; "))
	}
	return phrase.New("app.import_cited", "document", strings.TrimSpace(t.Document.Kind+" "+t.Document.Number), "day", t.Document.IssuedOn)
}

// CheckTargets reads a targets sheet and checks its rows against one another,
// without any database. The error lists what is wrong with single rows, which
// are returned all the same, or says why the sheet cannot be read at all.
func CheckTargets(ctx context.Context, sheet sheets.Sheet) (ImportedTargets, error) {
	var out ImportedTargets
	var list errs.List
	err := exchange.Within(ctx, func(ctx context.Context) error {
		t, err := sheet.Table(ctx, (*exchange.Table).IsTargetSheet)
		if err != nil {
			return err
		}
		rows, faults := exchange.ReadTargetRows(t, sheet.Choice)
		list = faults
		out = ImportedTargets{Table: t, Columns: t.TargetColumns(sheet.Choice), Rows: Checked(rows, func() bool { return ctx.Err() != nil })}
		return ctx.Err()
	})
	if err != nil {
		return ImportedTargets{}, err
	}
	return out, list.OrNil()
}

// Checked reads the cells of rows and checks them against one another; see
// criterion.CheckTable for stop.
func Checked(rows []exchange.TargetRow, stop ...func() bool) []ImportedRow {
	table := make([]criterion.Row, len(rows))
	for i, r := range rows {
		table[i] = r.Row
	}
	out := make([]ImportedRow, len(rows))
	for i, read := range criterion.CheckTable(table, stop...) {
		out[i] = ImportedRow{TargetRow: rows[i], Read: read}
	}
	return out
}

// ImportTargets takes in a sheet of targets with their results where it has
// them: all of it or, when a row has an error, nothing. The same sheet again
// changes nothing. Results are submitted in the importer's name and wait to be
// verified and approved by others. Rows that leave something open are kept
// unconfirmed, their questions with them.
//
// Who may not is told so before the sheet is read.
func (a *Wing) ImportTargets(ctx context.Context, actor access.Actor, in Import) (ImportedTargets, error) {
	out := ImportedTargets{Rows: Checked(in.Rows)}
	if in.Rows == nil {
		if err := a.desk.MayAt(ctx, actor, access.ManageTargets, in.Unit); err != nil {
			return out, err
		}
		in.Sheet.Choice.Cycle = in.Cycle
		var err error
		if out, err = CheckTargets(ctx, in.Sheet); err != nil {
			return out, err
		}
		if c, ok := out.Table.Cites(); ok {
			in.cited = &c
		}
	}
	fresh := out.Rows
	do := func(ctx context.Context, tx *desk.Tx) (err error) {
		rows, doc, err := takeTargets(ctx, tx, in, headedOtherwise(tx, in, out.Table, fresh))
		out.Document, out.Entered = doc.Document, doc.fresh
		if rows != nil {
			out.Rows = rows
		}
		if err == nil && !in.DryRun {
			out.Import, err = logImport(ctx, tx, in, rows)
		}
		return err
	}
	if in.DryRun {
		err := a.desk.Read(ctx, actor, do) // others go on writing
		return out, err
	}
	err := a.desk.WriteSeveral(ctx, actor, do)
	return out, err
}

// headedOtherwise asks, at the first row, about a sheet that names another commune above
// its header.
func headedOtherwise(tx *desk.Tx, in Import, t *exchange.Table, rows []ImportedRow) []ImportedRow {
	unit, err := tx.Dir.UnitByCode(in.Unit)
	if err != nil || t == nil || len(rows) == 0 {
		return rows // who may not is told so by what follows
	}
	if ask, other := sheets.OtherPlace(tx.Dir, t, unit, max(in.Cycle.Start(), tx.Today)); other {
		rows = slices.Clone(rows)
		rows[0].Doubts = append(slices.Clip(rows[0].Doubts), ask)
	}
	return rows
}

// TakeTargets takes in rows of a sheet within a transaction.
func TakeTargets(ctx context.Context, tx *desk.Tx, in Import, rows []ImportedRow) ([]ImportedRow, error) {
	rows, _, err := takeTargets(ctx, tx, in, rows)
	return rows, err
}

// OfFile begins the number of a document that a table was taken in for without
// saying which it is; the name of the file follows.
const OfFile = "nhập từ tệp "

// setBy is the document that the rows of a sheet belong to, and whether the sheet makes it.
type setBy struct {
	target.Document
	fresh bool
}

func takeTargets(ctx context.Context, tx *desk.Tx, in Import, rows []ImportedRow) (_ []ImportedRow, by setBy, err error) {
	d, actor := tx.Dir, tx.Actor
	unit, err := d.UnitByCode(in.Unit)
	if err != nil {
		return nil, by, err
	}
	if err := d.May(access.ManageTargets, unit); err != nil {
		return nil, by, err
	}
	if len(rows) == 0 {
		return nil, by, errs.New(errs.Invalid, "app.import_empty").Try("app.import_empty_hint")
	}
	doc, fresh, err := importDocument(ctx, tx, unit, in)
	undecided := err
	if err != nil && errs.All(err)[0].What.Key != whichDocument {
		return nil, by, err
	}
	by = setBy{doc, fresh}
	known, err := tx.TargetsOf(ctx, unit, in.Cycle)
	if err != nil {
		return nil, by, err
	}
	im := importer{tx: tx, d: d, actor: actor, in: in, doc: doc, fresh: fresh, known: map[string]target.Target{}, seen: map[string]int{},
		rows: map[int]takenRow{}, unit: unit}
	day := in.Cycle.Start()
	if v, ok := d.Unit(unit, day); ok && v.From > day && v.From.Month().Cycle() == in.Cycle {
		day = v.From // it was formed within the year, and so were those under it
	}
	if im.names, err = sheets.Names(ctx, tx, unit, day, true); err != nil {
		return nil, by, err
	}
	im.learn(known)
	var out []ImportedRow
	var list errs.List
	for i, row := range rows {
		if err := desk.Far(ctx, i, len(rows)); err != nil {
			return nil, by, err
		}
		done, err := im.row(ctx, row)
		if errs.KindOf(err) == errs.Invalid || errs.KindOf(err) == errs.TooLarge {
			for _, e := range errs.All(err) {
				list = append(list, e.AtRow(row.No, e.Cell))
			}
			err = nil
		}
		if err != nil {
			return nil, by, err
		}
		out = append(out, done)
	}
	if im.undecided && len(list) == 0 {
		return out, by, undecided
	}
	if im.undecided {
		list = append(errs.List{errs.All(undecided)[0]}, list...)
	}
	return out, by, list.OrNil()
}

// sameTarget is what makes two rows speak of the same target.
func sameTarget(name, unitOfMeasure string) string {
	return viet.Fold(name) + "|" + viet.Fold(unitOfMeasure)
}

// importer carries one import through its rows.
type importer struct {
	tx        *desk.Tx
	d         *desk.Directory
	actor     access.Actor
	in        Import
	doc       target.Document
	fresh     bool // doc is not written yet
	undecided bool // a row needs a document, and there are several
	known     map[string]target.Target
	seen      map[string]int // row that has spoken of a target already
	rows      map[int]takenRow
	unit      id.ID
	names     *named.Names[id.ID] // of the units that may answer
	place     int
}

var bracketYear = regexp.MustCompile(`^\s*\[[^\]]*\b((?:19|20)\d\d)\b[^\]]*\]`)

// horizon is a heading that says by which year the targets under it are to be reached.
var horizon = regexp.MustCompile(`(?i)^\s*(?:[IVX]+\.?\s*)?(?:mục tiêu |chỉ tiêu )?đến năm (\d{4})\s*$`)

// saidYear is the year that a row's name or the text it is of names as its own, "" for none.
func saidYear(row ImportedRow) string {
	if m := bracketYear.FindStringSubmatch(row.Name); m != nil {
		return m[1]
	}
	if row.Year != 0 {
		return strconv.Itoa(row.Year)
	}
	return ""
}

// row takes in one row.
func (im *importer) row(ctx context.Context, row ImportedRow) (ImportedRow, error) {
	if strings.TrimSpace(row.Name) == "" {
		return row, errs.New(errs.Invalid, "app.import_no_name").In("name")
	}
	if year := saidYear(row); year != "" && year != string(im.in.Cycle) {
		row.Change = desk.Skipped
		row.asks("name", phrase.New("app.import_other_year", "year", year, "cycle", im.in.Cycle))
		return row, nil
	}
	im.namesYear(&row)
	if err := im.leaning(ctx, &row); err != nil {
		return row, err
	}
	im.ofTier(&row)
	im.answering(&row)
	up, same, ok := im.hangUnder(&row)
	if !ok {
		return row, nil
	}
	if first, twice := im.seen[same]; twice {
		return row, errs.New(errs.Invalid, "app.import_twice", "name", row.Name, "row", first).In("name").AtRow(row.No, row.Cells["name"])
	}
	im.seen[same] = row.No
	t, known := im.known[same]
	im.rows[row.No] = takenRow{t.ID, row.Name, same, row.Leads}
	if known && strings.HasPrefix(t.Current().Reason, Undoing) && t.Current().Dropped {
		row.Change = desk.Added
		if err := im.revive(ctx, t, row); err != nil {
			return row, err
		}
		row.Target = t.ID
		return row, im.monthlyResult(ctx, t, &row)
	}
	if known && t.Current().Dropped {
		delete(im.rows, row.No)
		row.Change = desk.Skipped
		row.Read.Questions = append(row.Read.Questions, criterion.Question{Field: "name", Ask: phrase.New("app.import_dropped", "on", period.DateOf(t.Current().At), "reason", t.Current().Reason)})
		return row, nil
	}
	var err error
	if known {
		row.Was = t.Current().Wording
		if row.Change, err = im.revise(ctx, t, &row); err != nil {
			return row, err
		}
		im.answersAsNamed(&row, t)
		err = im.otherAnswer(ctx, &row, t)
	} else {
		row.Change = desk.Added
		t, err = im.add(ctx, row, up)
		im.rows[row.No] = takenRow{t.ID, row.Name, same, row.Leads}
	}
	if err != nil {
		return row, err
	}
	row.Target = t.ID
	return row, im.monthlyResult(ctx, t, &row)
}

// namesYear tells of a name that speaks of another year than the sheet's, and gives
// the name the year of the heading it stands under.
func (im *importer) namesYear(row *ImportedRow) {
	year, cycle := target.Target{Name: row.Name}.NamedYear(), im.in.Cycle.Year()
	if m := horizon.FindStringSubmatch(row.Section); m != nil && m[1] != string(im.in.Cycle) {
		row.Name += " (đến năm " + m[1] + ")" // the same result is asked for by other years as well
	}
	switch {
	case year == 0 || year == cycle:
	case year > cycle:
		row.asks("name", phrase.New("app.import_later_year", "year", strconv.Itoa(year), "cycle", im.in.Cycle))
	default:
		row.asks("name", phrase.New("app.import_named_year", "year", strconv.Itoa(year), "cycle", im.in.Cycle))
	}
}

// leaning reads a row again whose indicator's better way was told before.
func (im *importer) leaning(ctx context.Context, row *ImportedRow) error {
	if !asksDirection(row.Read.Questions) {
		return nil
	}
	known, err := im.tx.KnownDirection(ctx, row.Name, row.UnitOfMeasure)
	if err != nil || known == "" {
		return err
	}
	row.Direction = known
	row.Read = rereadRow(*row)
	return nil
}

// ofTier reads a row again that speaks of a whole province or district, now that
// it is known whose sheet it is.
func (im *importer) ofTier(row *ImportedRow) {
	if row.Tier = im.d.Tree(im.in.Cycle.Start()).Tier(im.unit); row.Tier > 0 && wholeOfTier.MatchString(viet.Fold(row.Actual)) {
		row.Read = rereadRow(*row)
	}
}

var wholeOfTier = regexp.MustCompile(`\b(?:toan|ca) (?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh)\b`)

// rereadRow reads a row alone, and keeps what the whole table said of it.
func rereadRow(row ImportedRow) criterion.Checked {
	read := criterion.CheckRow(row.Row)
	for _, f := range row.Read.Flags {
		if !slices.ContainsFunc(read.Flags, func(g criterion.Flag) bool { return g.Code == f.Code }) {
			read.Flags = append(read.Flags, f)
		}
	}
	return read
}

// answering finds the unit that answers for a row: the one a person said its
// name means, or the one of that name at or under the unit. Where there is none
// or several it is asked, and the unit itself answers.
func (im *importer) answering(row *ImportedRow) {
	names, coordinating := named.ReadLead(row.Answer)
	if len(names) > 1 {
		var all []string
		for _, n := range names {
			all = append(all, n.Text)
		}
		row.Read.Questions = append(row.Read.Questions, criterion.Question{Field: "answer", Ask: phrase.New("app.import_answers_several", "n", len(names), "names", strings.Join(all, "; "))})
	}
	for i, n := range append(names, coordinating...) {
		if i > 0 {
			row.Others = append(row.Others, n.Text)
			continue
		}
		found := im.names.Match(n.Text)
		if code, said := im.in.Sheet.Means[n.Text]; said {
			found = im.names.Match(code)
		}
		if len(found) == 1 {
			row.Leads, _ = im.d.Unit(found[0], im.in.Cycle.Start())
			continue
		}
		row.Read.Questions = append(row.Read.Questions, criterion.Question{Field: "answer", Ask: phrase.New("app.import_answer", "name", n.Text, "n", len(found))})
	}
}

// otherAnswer asks about a target that is there already and that another unit
// answers for than its row says; a sheet moves it, from today on, where that was
// asked for.
func (im *importer) otherAnswer(ctx context.Context, row *ImportedRow, t target.Target) error {
	if row.Leads.ID != "" && row.Leads.ID != t.AnswerUnit {
		now, _ := im.d.Unit(t.AnswerUnit, im.in.Cycle.Start())
		if im.in.Moves {
			if row.Led = now; im.in.DryRun {
				return nil
			}
			_, err := changeAnswering(ctx, im.tx, t.ID, NewAnswering{Unit: row.Leads.ID, From: im.tx.Today, Reason: im.in.Sheet.Name})
			return err
		}
		row.Read.Questions = append(row.Read.Questions, criterion.Question{Field: "answer", Ask: phrase.New("app.import_answer_other", "now", now.Name, "name", row.Leads.Name)})
	}
	return nil
}

// answersAsNamed takes the unit that answers already where the row calls it as
// lists do: it may stand no more.
func (im *importer) answersAsNamed(row *ImportedRow, t target.Target) {
	now := im.d.Answering(t.AnswerUnit, t.Post, im.tx.Today).Unit
	if row.Answer == "" || viet.Fold(viet.CleanSpaces(row.Answer)) != viet.Fold(now.Name) {
		return
	}
	row.Leads = org.Version{}
	row.Read.Questions = slices.DeleteFunc(row.Read.Questions, func(q criterion.Question) bool { return q.Field == "answer" })
}

func (im *importer) add(ctx context.Context, row ImportedRow, partOf id.ID) (target.Target, error) {
	im.undecided = im.undecided || im.doc.ID == ""
	if im.in.DryRun || im.undecided {
		return target.Target{}, nil
	}
	if im.fresh {
		if err := im.tx.InsertDocument(ctx, im.doc); err != nil {
			return target.Target{}, err
		}
		if _, err := im.tx.Log(ctx, desk.Entry{Action: "document.added", Object: im.doc.ID, Unit: im.doc.Unit, Body: im.doc}); err != nil {
			return target.Target{}, err
		}
		im.fresh = false
	}
	im.place++
	in := NewTarget{Document: im.doc.ID, Place: im.place, Label: row.Label, Name: row.Name, Wording: row.Plan,
		UnitOfMeasure: row.UnitOfMeasure, Source: row.Source, Field: row.Section, PartOf: partOf, AnswerUnit: row.Leads.ID, Why: im.in.Why}
	return addTarget(ctx, im.tx, im.doc, in, row.Read.Criterion)
}

func (im *importer) revise(ctx context.Context, t target.Target, row *ImportedRow) (desk.Change, error) {
	before := t.Current()
	wording := strings.TrimSpace(row.Plan)
	if wording == "" || viet.Canonical(viet.CleanSpaces(wording)) == viet.Canonical(viet.CleanSpaces(before.Wording)) {
		return desk.Unchanged, nil
	}
	if t.Parent != "" { // what is given from above is changed there
		row.asks("plan", phrase.New("app.import_allotted", "was", before.Wording, "now", wording))
		return desk.Skipped, nil
	}
	im.undecided = im.undecided || im.doc.ID == ""
	if im.in.DryRun || im.undecided {
		return desk.Revised, nil
	}
	r := before.Reworded(wording, row.Read.Criterion)
	r.Document, r.Reason, r.By, r.ByName, r.At = im.doc.ID, im.in.Sheet.Name, im.actor.Account, im.tx.Name(), im.tx.Now
	if _, err := im.tx.Log(ctx, desk.Entry{Action: "target.revised", Object: t.ID, Unit: t.Unit, Body: map[string]any{"before": before, "after": r}}); err != nil {
		return desk.Revised, err
	}
	return desk.Revised, im.tx.InsertRevision(ctx, t.ID, r)
}
