package papers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// NewWritten is a document taken in with its text.
type NewWritten struct {
	plan.NewDocument
	Provisions []resolution.Provision
	Relates    []string             // numbers of the unit's documents that it does something to
	Does       string               // to them: implements, amends, replaces; implements when empty
	File       *figures.File        // what it was taken in from
	Tasks      []exchange.TaskRow   // of its annexes, taken in with it
	Targets    []exchange.TargetRow // likewise
	DryRun     bool
}

// ImportDocument keeps a document with its provisions. Conflict where the same
// number, date and issuer is kept already.
func (a *Wing) ImportDocument(ctx context.Context, actor access.Actor, in NewWritten) (id.ID, error) {
	if err := in.Check(); err != nil {
		return "", err
	}
	if len(in.Provisions) == 0 {
		return "", errs.New(errs.Invalid, "exchange.no_text")
	}
	if in.Does = cmp.Or(in.Does, "implements"); !slices.Contains(relations, in.Does) {
		return "", errs.New(errs.Invalid, "app.relation_unknown", "kind", in.Does).In("does")
	}
	if in.File != nil && len(in.File.Content) > figures.LargestDocument {
		return "", errs.New(errs.TooLarge, "app.file_large", "name", in.File.Name, "most", figures.LargestDocument>>20).In("file")
	}
	var doc id.ID
	do := func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.May(access.ManageTargets, in.Unit); err != nil {
			return err // before it is told which documents there are
		}
		known, err := tx.Documents(ctx, in.Unit, "")
		if err != nil {
			return err
		}
		for _, k := range known {
			if resolution.SameDocument(k.Number, in.Number, k.IssuedOn, in.IssuedOn, k.Issuer, in.Issuer) {
				return errs.New(errs.Conflict, "app.document_exists", "number", in.Number, "issuer", in.Issuer).In("number")
			}
		}
		var e desk.Entry
		if doc, e, err = plan.EnterDocument(ctx, tx, in.NewDocument); err != nil {
			return err
		}
		if err := tx.InsertProvisions(ctx, doc, minted(tx, in.Provisions, nil)); err != nil {
			return err
		}
		for _, number := range in.Relates {
			at := slices.IndexFunc(known, func(k target.Document) bool { return strings.EqualFold(k.Number, number) })
			if at < 0 {
				return errs.New(errs.NotFound, "app.document_number", "number", number).In("relates")
			}
			if err := tx.Relate(ctx, store.Relation{From: doc, To: known[at].ID, Kind: in.Does}); err != nil {
				return err
			}
		}
		e.Body = map[string]any{"document": e.Body, "provisions": in.Provisions}
		if _, err = tx.Log(ctx, e); err != nil {
			return err
		}
		if err := keepFile(ctx, tx, doc, in.File); err != nil {
			return err
		}
		return takeAnnexes(ctx, tx, doc, in)
	}
	if in.DryRun {
		err := a.desk.Rehearse(ctx, actor, do)
		return "", err
	}
	err := figures.KeepContents(ctx, a.desk, fileOf(in)...)
	if err == nil {
		err = a.desk.WriteSeveral(ctx, actor, do)
	}
	return doc, err
}

func fileOf(in NewWritten) []figures.File {
	if in.File == nil {
		return nil
	}
	return []figures.File{*in.File}
}

// relations are what a document may do to another.
var relations = []string{"implements", "amends", "replaces"}

func keepFile(ctx context.Context, tx *desk.Tx, doc id.ID, f *figures.File) error {
	if f == nil {
		return nil
	}
	return tx.InsertDocumentFile(ctx, task.File{ID: doc, Name: desk.FileName(f.Name), MediaType: desk.Clip(f.MediaType, 100), Size: int64(len(f.Content)), SHA256: figures.HashOf(f.Content)})
}

// DocumentFile gives the file a document was taken in from, to who may read the
// document. NotFound where it has none.
func (a *Wing) DocumentFile(ctx context.Context, actor access.Actor, document id.ID) (task.File, []byte, error) {
	var f task.File
	var content []byte
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if _, _, err = documentFor(ctx, tx, access.Read, document); err != nil {
			return err
		}
		if f, err = tx.DocumentFile(ctx, document); err != nil {
			return desk.Missing(err)
		}
		content, err = tx.Content(ctx, f.SHA256)
		return err
	})
	return f, content, err
}

// takeAnnexes gives out the tasks and sets the targets of a document's annexes.
// Leads that are not known are kept as written.
func takeAnnexes(ctx context.Context, tx *desk.Tx, doc id.ID, in NewWritten) error {
	d := tx.Dir
	if len(in.Tasks) > 0 {
		if err := tasks.TakeTasks(ctx, tx, in.Unit, doc, in.IssuedOn, in.Tasks); err != nil {
			return err
		}
	}
	if len(in.Targets) > 0 {
		v, _ := d.Unit(in.Unit, tx.Today)
		_, err := plan.TakeTargets(ctx, tx, plan.Import{Unit: v.Code, Cycle: in.Cycle, Sheet: sheets.Sheet{Name: in.Number}, Document: &plan.NewDocument{Number: strings.TrimSpace(in.Number)}}, plan.Checked(in.Targets))
		return err
	}
	return nil
}

// minted gives identifiers to provisions; those of before are kept where the
// words are the same, so that what points at them still does.
func minted(tx *desk.Tx, list []resolution.Provision, before []store.KeptProvision) []store.KeptProvision {
	free := map[string][]id.ID{}
	for _, b := range before {
		free[b.Text] = append(free[b.Text], b.ID)
	}
	out := make([]store.KeptProvision, len(list))
	for i, p := range list {
		out[i] = store.KeptProvision{Provision: p}
		if same := free[p.Text]; len(same) > 0 {
			out[i].ID, free[p.Text] = same[0], same[1:]
		} else {
			out[i].ID = tx.Mint()
		}
	}
	return out
}

// Correction is one change of how a document was cut.
type Correction struct {
	At   int    // place of the provision
	Do   string // merge, split, rank
	Char int    // split: before this character of the text
	Kind resolution.Kind
}

// CorrectProvisions changes how a document was cut; its words stay.
func (a *Wing) CorrectProvisions(ctx context.Context, actor access.Actor, document id.ID, c Correction) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		doc, _, err := documentFor(ctx, tx, access.ManageTargets, document)
		if err != nil {
			return desk.Entry{}, err
		}
		kept, err := tx.Provisions(ctx, doc.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		list := make([]resolution.Provision, len(kept))
		for i, k := range kept {
			list[i] = k.Provision
		}
		if c.At < 0 || c.At >= len(list) {
			return desk.Entry{}, errs.New(errs.NotFound, "app.provision_unknown").In("at")
		}
		switch c.Do {
		case "merge":
			list = resolution.Merge(list, c.At)
		case "split":
			list = resolution.Split(list, c.At, c.Char)
		case "rank":
			list = resolution.Rank(list, c.At, c.Kind)
		default:
			return desk.Entry{}, errs.New(errs.Invalid, "app.correction_unknown", "what", c.Do).In("do")
		}
		return desk.Entry{Action: "document.corrected", Object: doc.ID, Unit: doc.Unit, Body: c}, tx.InsertProvisions(ctx, doc.ID, minted(tx, list, kept))
	})
}

func documentFor(ctx context.Context, tx *desk.Tx, action access.Action, which id.ID) (target.Document, *desk.Directory, error) {
	d := tx.Dir
	doc, err := tx.Document(ctx, which)
	if err != nil {
		return doc, d, desk.Missing(err)
	}
	return doc, d, d.May(action, doc.Unit)
}

// Provisions gives a document's provisions in order, with what it relates to.
func (a *Wing) Provisions(ctx context.Context, actor access.Actor, document id.ID) (target.Document, []store.KeptProvision, error) {
	var doc target.Document
	var list []store.KeptProvision
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if doc, _, err = documentFor(ctx, tx, access.Read, document); err != nil {
			return err
		}
		list, err = tx.Provisions(ctx, document)
		return err
	})
	return doc, list, err
}

// CoverageRow is a superior's item: what was proposed, and what a person said.
type CoverageRow struct {
	ID       id.ID
	Item     resolution.Item
	Proposal resolution.Proposal
	Said     *store.Covered // the last word, nil while nobody said
	Owner    org.Version
	History  []store.Covered
}

// Status is what a person said, or open.
func (r CoverageRow) Status() string {
	if r.Said == nil {
		return "open"
	}
	return string(r.Said.Status)
}

// CoverageMatrix holds a superior's document against an own one.
type CoverageMatrix struct {
	Superior, Own target.Document
	Rows          []CoverageRow
	Items         []resolution.Item // own
	IDs           []id.ID           // of the own items
	May           bool              // say how far an item is taken up
	Count         map[string]int    // by status
}

// Coverage holds every provision, target and task of a superior's document
// against those of an own one.
func (a *Wing) Coverage(ctx context.Context, actor access.Actor, superior, own id.ID) (CoverageMatrix, error) {
	var m CoverageMatrix
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if m.Superior, _, err = documentFor(ctx, tx, access.Read, superior); err != nil {
			return err
		}
		var d *desk.Directory
		if m.Own, d, err = documentFor(ctx, tx, access.Read, own); err != nil {
			return err
		}
		m.May = d.May(access.ManageTargets, m.Own.Unit) == nil
		asked, ids, err := itemsOf(ctx, tx, m.Superior)
		if err != nil {
			return err
		}
		if m.Items, m.IDs, err = itemsOf(ctx, tx, m.Own); err != nil {
			return err
		}
		words, err := tx.Coverage(ctx, own)
		if err != nil {
			return err
		}
		bySuperior := map[id.ID][]store.Covered{}
		for _, w := range words {
			bySuperior[w.Superior] = append(bySuperior[w.Superior], w)
		}
		m.Count = map[string]int{}
		for i, p := range resolution.Propose(asked, m.Items) {
			row := CoverageRow{ID: ids[i], Item: asked[i], Proposal: p, History: bySuperior[ids[i]]}
			if n := len(row.History); n > 0 {
				row.Said = &row.History[n-1]
				row.Owner, _ = d.Unit(row.Said.Owner, a.desk.Today())
			}
			m.Count[row.Status()]++
			m.Rows = append(m.Rows, row)
		}
		return nil
	})
	return m, err
}

// itemsOf gives what a document asks for: its provisions, targets and tasks.
func itemsOf(ctx context.Context, tx *desk.Tx, doc target.Document) ([]resolution.Item, []id.ID, error) {
	var items []resolution.Item
	var ids []id.ID
	kept, err := tx.Provisions(ctx, doc.ID)
	if err != nil {
		return nil, nil, err
	}
	list := make([]resolution.Provision, len(kept))
	for i, k := range kept {
		list[i] = k.Provision
	}
	speaking := map[int]bool{}
	for _, at := range resolution.Speaking(list) {
		speaking[at] = true
	}
	for i, p := range list {
		if speaking[i] {
			items, ids = append(items, resolution.Item{Ref: resolution.Path(list, i), Sort: "provision", Text: p.Text}), append(ids, kept[i].ID)
		}
	}
	targets, err := tx.TargetsOf(ctx, doc.Unit, doc.Cycle)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range targets {
		if t.Document == doc.ID && t.Parent == "" {
			c := t.Current().Criterion
			items = append(items, resolution.Item{Ref: t.Label, Sort: "target", Text: t.Name, Plan: &c, Unit: t.UnitOfMeasure})
			ids = append(ids, t.ID)
		}
	}
	tasks, err := tx.Tasks(ctx, store.TaskQuery{Unit: doc.Unit, Document: doc.ID, Limit: 10000})
	if err != nil {
		return nil, nil, err
	}
	for _, t := range tasks {
		items, ids = append(items, resolution.Item{Ref: t.Label, Sort: "task", Text: t.Name}), append(ids, t.ID)
	}
	return items, ids, nil
}

// NewCoverage is a person's word on a superior's item.
type NewCoverage struct {
	Superior, Own id.ID // documents
	Item          id.ID
	Status        resolution.Status
	Links         []id.ID // own items that take it up
	Reason        string
	Owner         id.ID
	Due           period.Date
}

// SetCoverage keeps how far a superior's item is taken up. Not applicable needs
// a reason; a gap needs who closes it and by when.
func (a *Wing) SetCoverage(ctx context.Context, actor access.Actor, in NewCoverage) error {
	in.Reason = strings.TrimSpace(in.Reason)
	switch {
	case !in.Status.Valid():
		return errs.New(errs.Invalid, "app.coverage_status", "status", string(in.Status)).In("status")
	case in.Status == resolution.NotApplicable && in.Reason == "":
		return errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	case (in.Status == resolution.NotCovered || in.Status == resolution.Partly) && (in.Owner == "" || in.Due == ""):
		return errs.New(errs.Invalid, "app.gap_owner").In("owner")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		superior, _, err := documentFor(ctx, tx, access.Read, in.Superior)
		if err != nil {
			return desk.Entry{}, err
		}
		own, d, err := documentFor(ctx, tx, access.ManageTargets, in.Own)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := coverable(ctx, tx, superior, own, in); err != nil {
			return desk.Entry{}, err
		}
		if in.Owner != "" {
			if _, stands := d.Tree(a.desk.Today()).Unit(in.Owner); !stands {
				return desk.Entry{}, errs.New(errs.Invalid, "app.gap_owner").In("owner")
			}
			if err := d.Charge(access.ManageTargets, own.Unit, in.Owner); err != nil {
				return desk.Entry{}, errs.All(err)[0].In("owner")
			}
		}
		words, err := tx.Coverage(ctx, own.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		c := store.Covered{Superior: in.Item, No: 1, Status: in.Status, Links: in.Links, Reason: in.Reason, Owner: in.Owner, Due: in.Due, By: actor.Account, ByName: actor.Name, At: a.desk.Now()}
		for _, w := range words {
			if w.Superior == in.Item {
				c.No = w.No + 1
			}
		}
		return desk.Entry{Action: "coverage.said", Object: own.ID, Unit: own.Unit, Body: c}, tx.InsertCoverage(ctx, own.ID, c)
	})
}

// coverable sees that the item and the links belong to the two documents.
func coverable(ctx context.Context, tx *desk.Tx, superior, own target.Document, in NewCoverage) error {
	_, asked, err := itemsOf(ctx, tx, superior)
	if err != nil {
		return err
	}
	if !slices.Contains(asked, in.Item) {
		return errs.New(errs.NotFound, "app.provision_unknown").In("item")
	}
	_, ids, err := itemsOf(ctx, tx, own)
	if err != nil {
		return err
	}
	for _, l := range in.Links {
		if !slices.Contains(ids, l) {
			return errs.New(errs.NotFound, "app.provision_unknown").In("links")
		}
	}
	return nil
}
