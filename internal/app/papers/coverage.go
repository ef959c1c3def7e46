package papers

import (
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/coverage"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// CoverageRow is a superior's item: what was proposed, and what a person said.
type CoverageRow struct {
	ID       id.ID
	Item     coverage.Item
	Proposal coverage.Proposal
	Said     *store.Covered // the last word, nil while nobody said
	Owner    org.Version
	Linked   []Link // what the last word says takes it up
	History  []store.Covered
}

// Link is an own item that can be said to take up a superior's.
type Link struct {
	ID   id.ID
	Item coverage.Item
	Of   string // the number of its document, where it is not the one in question
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
	Items         []coverage.Item // own
	IDs           []id.ID         // of the own items
	May           bool            // say how far an item is taken up
	Recut         bool            // as of a past day: a document was cut otherwise then; the rows are those of now
	Count         map[string]int  // by status
}

// Coverage holds every provision, target and task of a superior's document
// against those of an own one, as known on a day ("" for now).
func (a *Wing) Coverage(ctx context.Context, actor access.Actor, superior, own id.ID, asKnown period.Date) (CoverageMatrix, error) {
	var m CoverageMatrix
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		m, err = matrix(ctx, tx, superior, own, asKnown)
		return err
	})
	return m, err
}

func matrix(ctx context.Context, tx *desk.Tx, superior, own id.ID, asKnown period.Date) (m CoverageMatrix, err error) {
	before := asKnown.EndOfDayOrNow()
	if m.Superior, err = m.known(ctx, tx, superior, asKnown); err != nil {
		return m, err
	}
	if m.Own, err = m.known(ctx, tx, own, asKnown); err != nil {
		return m, err
	}
	d := tx.Dir
	m.May = asKnown == "" && d.May(access.ManageTargets, m.Own.Unit) == nil
	asked, ids, err := itemsOf(ctx, tx, m.Superior, before)
	if err != nil {
		return m, err
	}
	if m.Items, m.IDs, err = itemsOf(ctx, tx, m.Own, before); err != nil {
		return m, err
	}
	words, err := tx.Coverage(ctx, own)
	if err != nil {
		return m, err
	}
	words = slices.DeleteFunc(words, func(w store.Covered) bool { return asKnown != "" && !w.At.Before(before) })
	synonyms, err := synonymsFor(ctx, tx, m.Own.Unit)
	if err != nil {
		return m, err
	}
	bySuperior := map[id.ID][]store.Covered{}
	for _, w := range words {
		bySuperior[w.Superior] = append(bySuperior[w.Superior], w)
	}
	m.Count = map[string]int{}
	links := linksOf(m)
	for i, p := range coverage.Propose(asked, m.Items, coverage.NewSynonyms(synonyms)) {
		row := CoverageRow{ID: ids[i], Item: asked[i], Proposal: p, History: bySuperior[ids[i]]}
		if n := len(row.History); n > 0 {
			row.Said = &row.History[n-1]
			row.Owner, _ = d.Unit(row.Said.Owner, tx.Today)
			for _, which := range row.Said.Links {
				l, ok, err := link(ctx, tx, m.Own, links, which)
				if err != nil {
					return m, err
				}
				if ok {
					row.Linked = append(row.Linked, l)
				}
			}
		}
		m.Count[row.Status()]++
		m.Rows = append(m.Rows, row)
	}
	return m, nil
}

// known gives a document for who may read it, as it was read on a day, and notes
// where it was cut anew since.
func (m *CoverageMatrix) known(ctx context.Context, tx *desk.Tx, which id.ID, asKnown period.Date) (target.Document, error) {
	doc, _, err := documentFor(ctx, tx, access.Read, which)
	if err != nil || asKnown == "" {
		return doc, err
	}
	before := asKnown.EndOfDayOrNow()
	then, err := tx.DocumentsKnown(ctx, []target.Document{doc}, before)
	if err != nil {
		return doc, err
	}
	if len(then) == 0 {
		return doc, errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
	}
	entries, err := tx.LedgerOf(ctx, string(which))
	for _, e := range entries {
		m.Recut = m.Recut || e.Action == "document.corrected" && !e.At.Before(before)
	}
	return then[0], err
}

// linksOf gives the own document's items by their identifiers.
func linksOf(m CoverageMatrix) map[id.ID]Link {
	out := make(map[id.ID]Link, len(m.IDs))
	for i, which := range m.IDs {
		out[which] = Link{ID: which, Item: m.Items[i]}
	}
	return out
}

// link finds what may be said to take something up: an item of the own document,
// or another own provision, target or task of the same unit.
func link(ctx context.Context, tx *desk.Tx, own target.Document, known map[id.ID]Link, which id.ID) (l Link, ok bool, err error) {
	if l, ok = known[which]; ok {
		return l, true, nil
	}
	if t, err := tx.Target(ctx, which); err == nil {
		return Link{ID: which, Item: coverage.Item{Ref: t.Label, Sort: "target", Text: t.Name, Unit: t.UnitOfMeasure}, Of: string(t.Cycle)}, t.Unit == own.Unit, nil
	} else if !errs.Is(err, errs.NotFound) {
		return l, false, err
	}
	if t, _, err := tx.Task(ctx, which); err == nil {
		return Link{ID: which, Item: coverage.Item{Ref: t.Label, Sort: "task", Text: t.Name}}, t.Unit == own.Unit, nil
	} else if !errs.Is(err, errs.NotFound) {
		return l, false, err
	}
	p, err := tx.Provision(ctx, which)
	if errs.Is(err, errs.NotFound) {
		return l, false, nil
	}
	if err != nil {
		return l, false, err
	}
	doc, err := tx.Document(ctx, p.Document)
	return Link{ID: which, Item: coverage.Item{Ref: p.Label, Sort: "provision", Text: p.Text}, Of: doc.Number}, doc.Unit == own.Unit && doc.Level == target.OwnLevel, err
}

// mostLinks is how many items a search for links gives.
const mostLinks = 40

// FindLinks finds by words what may be said to take up a superior's item: of the
// own document first, then of the unit's other own documents, targets and tasks.
func (a *Wing) FindLinks(ctx context.Context, actor access.Actor, own id.ID, words string) ([]Link, error) {
	fold := viet.Fold(words)
	if len([]rune(fold)) < 2 {
		return nil, errs.New(errs.Invalid, "app.search_short").In("find")
	}
	var out []Link
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		doc, _, err := documentFor(ctx, tx, access.Read, own)
		if err != nil {
			return err
		}
		var m CoverageMatrix
		if m.Items, m.IDs, err = itemsOf(ctx, tx, doc, time.Time{}); err != nil {
			return err
		}
		known := linksOf(m)
		for i, item := range m.Items {
			if strings.Contains(viet.Fold(item.Ref+" "+item.Text), fold) {
				out = append(out, known[m.IDs[i]])
			}
		}
		provisions, err := tx.SearchProvisions(ctx, words, []id.ID{doc.Unit}, 4*mostLinks, 0)
		if err != nil {
			return err
		}
		targets, err := tx.SearchTargets(ctx, words, []id.ID{doc.Unit}, 4*mostLinks, 0)
		if err != nil {
			return err
		}
		found, err := tx.Tasks(ctx, store.TaskQuery{Unit: doc.Unit, Words: words, Limit: mostLinks})
		if err != nil {
			return err
		}
		var others []id.ID
		for _, p := range provisions {
			others = append(others, p.ID)
		}
		for _, t := range targets {
			others = append(others, t.ID)
		}
		for _, t := range found {
			others = append(others, t.ID)
		}
		for _, which := range others {
			l, ok, err := link(ctx, tx, doc, nil, which)
			if err != nil {
				return err
			}
			if ok && known[which].ID == "" {
				out = append(out, l)
			}
		}
		out = out[:min(len(out), mostLinks)]
		return nil
	})
	return out, err
}

// itemsOf gives what a document asks for: its provisions, targets and tasks; the
// targets and tasks as known just before an instant, a zero one means now.
func itemsOf(ctx context.Context, tx *desk.Tx, doc target.Document, before time.Time) ([]coverage.Item, []id.ID, error) {
	var items []coverage.Item
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
			items, ids = append(items, coverage.Item{Ref: resolution.Path(list, i), Sort: "provision", Text: p.Text}), append(ids, kept[i].ID)
		}
	}
	targets, err := tx.TargetsOf(ctx, doc.Unit, doc.Cycle)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range targets {
		if t, _ = t.AsKnown(before); t.Document == doc.ID && t.Parent == "" && len(t.Revisions) > 0 {
			c := t.Current().Criterion
			items = append(items, coverage.Item{Ref: t.Label, Sort: "target", Text: t.Name, Plan: &c, Unit: t.UnitOfMeasure, Under: t.Field})
			ids = append(ids, t.ID)
		}
	}
	given, err := tasks.OfDocument(ctx, tx, doc, before)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range given {
		items, ids = append(items, coverage.Item{Ref: t.Label, Sort: "task", Text: t.Name}), append(ids, t.ID)
	}
	return items, ids, nil
}

// NewCoverage is a person's word on a superior's item.
type NewCoverage struct {
	Superior, Own id.ID // documents
	Item          id.ID
	Status        coverage.Status
	Links         []id.ID // own items that take it up
	Reason        string
	Owner         id.ID
	Due           period.Date
}

// check sees that a word is whole: covered by something or for a reason, not
// applicable for a reason, a gap with who closes it and by when.
func (in *NewCoverage) check() error {
	in.Reason = strings.TrimSpace(in.Reason)
	switch {
	case !in.Status.Valid():
		return errs.New(errs.Invalid, "app.coverage_status", "status", string(in.Status)).In("status")
	case in.Status == coverage.Covered && len(in.Links) == 0 && in.Reason == "":
		return errs.New(errs.Invalid, "app.coverage_link_needed").In("links")
	case in.Status == coverage.NotApplicable && in.Reason == "":
		return errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	case (in.Status == coverage.NotCovered || in.Status == coverage.Partly) && (in.Owner == "" || in.Due == ""):
		return errs.New(errs.Invalid, "app.gap_owner").In("owner")
	}
	return nil
}

// SetCoverage keeps how far a superior's item is taken up.
func (a *Wing) SetCoverage(ctx context.Context, actor access.Actor, in NewCoverage) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		superior, _, err := documentFor(ctx, tx, access.Read, in.Superior)
		if err != nil {
			return desk.Entry{}, err
		}
		own, d, err := documentFor(ctx, tx, access.ManageTargets, in.Own)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := in.check(); err != nil {
			return desk.Entry{}, err
		}
		if err := coverable(ctx, tx, superior, own, in); err != nil {
			return desk.Entry{}, err
		}
		if err := closes(d, own, in.Owner); err != nil {
			return desk.Entry{}, err
		}
		words, err := tx.Coverage(ctx, own.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		c := covered(tx, in, words)
		return desk.Entry{Action: "coverage.said", Object: own.ID, Unit: own.Unit, Body: c}, tx.InsertCoverage(ctx, own.ID, c)
	})
}

// closes sees that a unit stands and may be charged with closing a gap.
func closes(d *desk.Directory, own target.Document, owner id.ID) error {
	if owner == "" {
		return nil
	}
	if _, stands := d.Tree(d.Today()).Unit(owner); !stands {
		return errs.New(errs.Invalid, "app.gap_owner").In("owner")
	}
	if err := d.Charge(access.ManageTargets, own.Unit, owner); err != nil {
		return errs.All(err)[0].In("owner")
	}
	return nil
}

// covered is a word as it is kept, after those there were.
func covered(tx *desk.Tx, in NewCoverage, words []store.Covered) store.Covered {
	c := store.Covered{Superior: in.Item, No: 1, Status: in.Status, Links: in.Links, Reason: in.Reason, Owner: in.Owner, Due: in.Due, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
	for _, w := range words {
		if w.Superior == in.Item {
			c.No = w.No + 1
		}
	}
	return c
}

// coverable sees that the item belongs to the superior's document, and the links
// to the own unit.
func coverable(ctx context.Context, tx *desk.Tx, superior, own target.Document, in NewCoverage) error {
	_, asked, err := itemsOf(ctx, tx, superior, time.Time{})
	if err != nil {
		return err
	}
	if !slices.Contains(asked, in.Item) {
		return errs.New(errs.NotFound, "app.provision_unknown").In("item")
	}
	var m CoverageMatrix
	if m.Items, m.IDs, err = itemsOf(ctx, tx, own, time.Time{}); err != nil {
		return err
	}
	known := linksOf(m)
	for _, l := range in.Links {
		_, ok, err := link(ctx, tx, own, known, l)
		if err != nil {
			return err
		}
		if !ok {
			return errs.New(errs.NotFound, "app.provision_unknown").In("links")
		}
	}
	return nil
}

// Accepted is how many proposals were accepted, and by what they can be undone
// as a whole.
type Accepted struct {
	N      int
	Import id.ID
}

// AcceptCoverage keeps what is proposed for several items nobody spoke of yet,
// all or none, and says of how many. in says the documents, and who closes the
// gaps among them by when.
func (a *Wing) AcceptCoverage(ctx context.Context, actor access.Actor, in NewCoverage, items []id.ID) (Accepted, error) {
	var out Accepted
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		own, d, err := documentFor(ctx, tx, access.ManageTargets, in.Own)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := closes(d, own, in.Owner); err != nil {
			return desk.Entry{}, err
		}
		m, err := matrix(ctx, tx, in.Superior, in.Own, "")
		if err != nil {
			return desk.Entry{}, err
		}
		byID := map[id.ID]CoverageRow{}
		for _, row := range m.Rows {
			byID[row.ID] = row
		}
		var all []store.Covered
		for _, item := range items {
			row, ok := byID[item]
			if !ok {
				return desk.Entry{}, errs.New(errs.NotFound, "app.provision_unknown").In("accept")
			}
			if row.Said != nil {
				continue
			}
			c := NewCoverage{Item: item, Status: row.Proposal.Status, Links: m.accepting(row), Owner: in.Owner, Due: in.Due}
			if c.Status == coverage.Covered {
				c.Owner, c.Due = "", ""
			}
			if err := c.check(); err != nil {
				return desk.Entry{}, err
			}
			said := covered(tx, c, nil)
			if err := tx.InsertCoverage(ctx, own.ID, said); err != nil {
				return desk.Entry{}, err
			}
			all = append(all, said)
		}
		if out.N = len(all); out.N == 0 && len(items) == 0 {
			return desk.Entry{}, errs.New(errs.Invalid, "app.coverage_none_chosen").In("accept")
		}
		if out.N == 0 {
			return desk.Entry{}, errs.New(errs.Conflict, "app.coverage_none_chosen").In("accept")
		}
		out.Import = tx.Mint()
		return desk.Entry{Action: coverageAccepted, Object: out.Import, Unit: own.Unit, Body: accepted{in.Superior, own.ID, all}}, nil
	})
	return out, err
}

// accepting gives the own items that a proposal rests on.
func (m CoverageMatrix) accepting(row CoverageRow) (out []id.ID) {
	for _, match := range row.Proposal.Matches {
		if match.Fit != coverage.Contrary {
			out = append(out, m.IDs[match.Own])
		}
	}
	return out
}
