package plan

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// SaveDraft keeps a year's plan under preparation. Version is the one it was made
// from; Conflict where somebody kept another meanwhile, or where the year was
// opened from it. It gives the number of the version kept: the same again where
// nothing in it changed.
func (a *Wing) SaveDraft(ctx context.Context, actor access.Actor, in draft.Draft) (int, error) {
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		doc, err := tx.Document(ctx, in.From)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.ManageTargets, doc.Unit); err != nil {
			return err
		}
		if err := in.Check(); err != nil {
			return err
		}
		if in.Unit = doc.Unit; yearBefore(in.Cycle) != doc.Cycle {
			return errs.New(errs.Invalid, "draft.other_year", "cycle", doc.Cycle).In("cycle")
		}
		if err := known(ctx, tx, doc, in.Rows); err != nil {
			return err
		}
		last, err := draftOf(ctx, tx, in)
		switch {
		case err != nil:
			return err
		case last.Opened != "":
			return opened(ctx, tx, last)
		case last.Version != in.Version:
			return errs.New(errs.Conflict, "draft.changed_meanwhile").Try("draft.changed_meanwhile_hint")
		case last.Version > 0 && slices.Equal(last.Rows, in.Rows):
			return nil
		}
		in.Version, in.Opened, in.ByName, in.At = last.Version+1, "", tx.Name(), tx.Now
		if err := tx.InsertDraft(ctx, in, tx.Actor.Account); err != nil {
			return err
		}
		_, err = tx.Log(ctx, desk.Entry{Action: "draft.saved", Object: doc.ID, Unit: doc.Unit, Body: in})
		return err
	})
	return in.Version, err
}

// opened refuses what is asked of a draft of which the year was opened already,
// and names the document where the year goes on.
func opened(ctx context.Context, tx *desk.Tx, d draft.Draft) error {
	by, err := tx.Document(ctx, d.Opened)
	if err != nil {
		return desk.Missing(err)
	}
	return alreadyOpen(d.Cycle, by)
}

// still refuses to open a year a second time out of the same draft.
func (in NewYear) still(ctx context.Context, tx *desk.Tx) error {
	if in.From == "" {
		return nil
	}
	last, err := draftOf(ctx, tx, draft.Draft{Unit: in.Document.Unit, Cycle: in.Document.Cycle, From: in.From})
	if err != nil || last.Opened == "" {
		return err
	}
	return opened(ctx, tx, last)
}

func alreadyOpen(cycle period.Cycle, by target.Document) error {
	return errs.New(errs.Conflict, "draft.opened", "to", cycle, "number", by.Number).Try("draft.opened_hint", "number", by.Number)
}

// known refuses rows of targets that the document did not set, and units and posts
// that may not be charged.
func known(ctx context.Context, tx *desk.Tx, doc target.Document, rows []draft.Row) error {
	targets, err := tx.TargetsOf(ctx, doc.Unit, doc.Cycle)
	if err != nil {
		return err
	}
	for _, r := range rows {
		for field, which := range map[string]id.ID{"target": r.Target, "of": r.Of} {
			if which != "" && !slices.ContainsFunc(targets, func(t target.Target) bool { return t.ID == which && t.Document == doc.ID }) {
				return errs.New(errs.NotFound, "access.not_found").In(field)
			}
		}
		if r.AnswerUnit == "" {
			continue
		}
		if _, ok := tx.Dir.Unit(r.AnswerUnit, tx.Today); !ok {
			return errs.New(errs.NotFound, "app.answer_unit_unknown").In("answer_unit")
		}
		if err := tx.Dir.Charge(access.ManageTargets, doc.Unit, r.AnswerUnit); err != nil {
			return errs.All(err)[0].In("answer_unit")
		}
		if p, ok := tx.Dir.Post(r.Post); r.Post != "" && (!ok || p.Unit != r.AnswerUnit) {
			return errs.New(errs.Invalid, "app.post_elsewhere").In("post")
		}
	}
	return nil
}

// draftOf gives the draft of the same document and year as it was kept last; an
// empty one where none was.
func draftOf(ctx context.Context, tx *desk.Tx, in draft.Draft) (draft.Draft, error) {
	kept, err := tx.Drafts(ctx, in.Unit, in.Cycle)
	for _, d := range kept {
		if d.From == in.From {
			return d, err
		}
	}
	return draft.Draft{}, err
}

// closeDraft keeps with a draft what became of it: its last version is what the
// document made of it.
func closeDraft(ctx context.Context, tx *desk.Tx, in NewYear, doc id.ID) error {
	if in.From == "" {
		return nil
	}
	from, err := tx.Document(ctx, in.From)
	if errs.Failed(err) {
		return err
	}
	if err != nil || from.Unit != in.Document.Unit {
		return errs.New(errs.NotFound, "app.document_unknown").In("from")
	}
	d := draft.Draft{Unit: in.Document.Unit, Cycle: in.Document.Cycle, From: in.From}
	last, err := draftOf(ctx, tx, d)
	if err != nil {
		return err
	}
	if last.Version != in.Version {
		return errs.New(errs.Conflict, "draft.changed_meanwhile").Try("draft.changed_meanwhile_hint")
	}
	d.Version, d.Rows, d.Opened, d.ByName, d.At = last.Version+1, in.Rows, doc, tx.Name(), tx.Now
	if err := tx.InsertDraft(ctx, d, tx.Actor.Account); err != nil {
		return err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "draft.opened", Object: in.From, Unit: d.Unit, Body: d})
	return err
}

// yearsBack is how many years before the last one are looked at.
const yearsBack = 4

// advise adds to rows how they ended, what stands around them, and what that suggests.
func advise(ctx context.Context, tx *desk.Tx, unit id.ID, from period.Cycle, rows []AheadTarget) error {
	board, err := standing.BoardOf(ctx, tx, unit, standing.BoardQuery{Cycle: from})
	if err != nil {
		return err
	}
	var earlier [][]store.Standing
	for cycle, n := from, 0; n < yearsBack; n++ {
		cycle = yearBefore(cycle)
		year, err := tx.StandingsOf(ctx, unit, cycle, time.Time{})
		if err != nil {
			return err
		}
		earlier = append(earlier, year)
	}
	peers, err := besides(ctx, tx, unit, from)
	if err != nil {
		return err
	}
	terms, err := termsOf(ctx, tx, unit, from)
	if err != nil {
		return err
	}
	lines := board.Lines()
	for i := range rows {
		r := &rows[i]
		at := slices.IndexFunc(lines, func(b standing.BoardRow) bool { return b.Target.ID == r.ID })
		if at < 0 {
			continue
		}
		r.Ended = lines[at]
		r.Around = draft.Ended{Criterion: r.Current().Criterion, Class: r.Ended.Class, Due: r.Ended.Due, Actual: r.Ended.Actual, Reached: r.Ended.Assessment.Achievement, Peers: peers[r.Indicator]}
		if look := r.Ended.Outlook; !r.Ended.Due && look != nil && look.Sure {
			r.Around.Class, r.Around.Estimated, r.Around.Reached = look.Class, true, nil
		}
		r.lookBack(from, earlier, terms[r.Indicator])
		r.Advice = draft.Advise(r.Around)
	}
	return nil
}

// termsOf gives a unit's plans of several years that go on after a year, by
// indicator; of several for one the newest.
func termsOf(ctx context.Context, tx *desk.Tx, unit id.ID, from period.Cycle) (map[id.ID]target.Target, error) {
	out := map[id.ID]target.Target{}
	for cycle, n := from, 0; n <= yearsBack; cycle, n = yearBefore(cycle), n+1 {
		targets, err := tx.TargetsOf(ctx, unit, cycle)
		if err != nil {
			return nil, err
		}
		for _, t := range targets {
			if t.Unit != unit || len(t.Revisions) == 0 || t.Current().Dropped || out[t.Indicator].ID != "" {
				continue
			}
			if c := t.Current().Criterion; c.Kind == criterion.Cumulative && c.ToYear > from.Year() {
				out[t.Indicator] = t
			}
		}
	}
	return out, nil
}

// lookBack adds how the same ended in earlier years, and what its term leaves:
// its own plan of several years, or the one set for the same beside it.
func (r *AheadTarget) lookBack(from period.Cycle, earlier [][]store.Standing, term target.Target) {
	years := []draft.Year{{Cycle: from, Class: r.Ended.Class, Actual: r.Ended.Actual, Due: r.Ended.Due}}
	for _, year := range earlier {
		s := standing.LastOf(year, r.Target)
		if s.Target.ID == "" {
			break
		}
		years = append(years, draft.Year{Cycle: s.Cycle, Class: s.Class, Actual: s.Actual, Due: s.Due})
	}
	if r.Around.Before = years[1:]; r.Current().Criterion.Kind == criterion.Cumulative {
		term = r.Target
	}
	if term.ID == "" {
		return
	}
	plan, results := term.Current().Criterion, map[int]measure.Decimal{}
	for _, y := range years {
		if (y.Due || y.Cycle == from) && y.Actual != nil && y.Actual.Plain() && y.Actual.Unit == plan.Unit {
			results[y.Cycle.Year()] = *y.Actual.Value
		}
	}
	g := draft.GapOf(plan, results, from.Year()+1, r.Accumulation.Adds())
	if _, known := results[from.Year()]; g != nil && known && !yearOver(r.Ended) {
		g.Running = from.Year()
	}
	r.Around.Term = g
}

// yearOver says whether the newest figure that counts is of the year's last month.
func yearOver(r standing.BoardRow) bool {
	return r.Counted != nil && r.Counted.Month >= r.Cycle.LastMonth()
}

// besides gives how units of the same kind beside a unit ended, by indicator.
func besides(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle) (map[id.ID][]draft.Peer, error) {
	day := min(cycle.End(), tx.Today)
	tree := tx.Dir.Tree(day)
	own, ok := tree.Unit(unit)
	if !ok || own.Parent == "" {
		return nil, nil
	}
	list, err := tx.StandingsBelow(ctx, own.Parent, day, cycle, time.Time{})
	out := map[id.ID][]draft.Peer{}
	for _, s := range list {
		peer, _ := tree.Unit(s.Unit)
		if s.Unit != unit && peer.Kind == own.Kind && s.Parent == "" && mayRead(tx.Dir, peer) {
			out[s.Indicator] = append(out[s.Indicator], draft.Peer{Unit: peer.Name, Class: s.Class, Actual: s.Actual})
		}
	}
	return out, err
}

func mayRead(d *desk.Directory, u org.Version) bool { return d.Can(access.Read, u.ID) }

// Planned gives the rows of a document's plan for the year ahead: as they were kept
// in the draft, and with last year's wording where they were not; then those that
// are new. What the year has already is none of it.
func (d AheadDocument) Planned() []draft.Row {
	kept := map[id.ID]draft.Row{}
	var added []draft.Row
	for _, r := range d.Draft.Rows {
		if r.Choice == draft.Add {
			added = append(added, r)
			continue
		}
		kept[r.Target] = r
	}
	var out []draft.Row
	for _, t := range d.Rows {
		if t.Taken {
			continue
		}
		row := draft.Row{Target: t.ID, Choice: draft.Keep, Wording: t.Current().Wording}
		if was, ok := kept[t.ID]; ok {
			row = was
		}
		row.Label, row.Field, row.Name, row.UnitOfMeasure = t.Label, t.Field, t.Name, t.UnitOfMeasure
		out = append(out, row)
	}
	return append(out, added...)
}

// InOrder gives the rows planned with the parts of each under it, as an annex
// prints them.
func (d AheadDocument) InOrder() (out []draft.Row) {
	under := map[id.ID][]draft.Row{}
	planned := map[id.ID]bool{}
	rows := d.Planned()
	for _, r := range rows {
		planned[r.Target] = r.Target != ""
	}
	for _, r := range rows {
		of := d.wholeOf(r)
		if !planned[of] {
			of = ""
		}
		under[of] = append(under[of], r)
	}
	var put func(of id.ID)
	put = func(of id.ID) {
		rows := under[of]
		delete(under, of)
		for _, r := range rows {
			if out = append(out, r); r.Target != "" {
				put(r.Target)
			}
		}
	}
	put("")
	return out
}

// Depth is how many targets a row of the plan stands under.
func (d AheadDocument) Depth(r draft.Row) (n int) {
	for of := d.wholeOf(r); of != "" && n < len(d.Rows); n++ {
		of = d.wholeOf(draft.Row{Target: of})
	}
	return n
}

// Turn gives how a row's plan stands to the one of the year before, as both are read.
func (d AheadDocument) Turn(r draft.Row) draft.Turn {
	i := slices.IndexFunc(d.Rows, func(t AheadTarget) bool { return t.ID == r.Target })
	if i < 0 || r.Choice != draft.Keep {
		return draft.Other
	}
	was := d.Rows[i].Target
	c, _ := criterion.Read(r.Wording, goingOn(was, d.Document, r).hints())
	return draft.TurnOf(was.Current().Criterion, c)
}

// FromSheet gives the plan of a document for the year ahead as a sheet has it: the
// annex that went to the council and came back. Rows are matched by name and unit
// of measure; one that the sheet leaves out is dropped, one that it has beside is
// new. Nothing is kept: the draft is shown first, with what of the sheet is not in it.
func (a *Wing) FromSheet(ctx context.Context, actor access.Actor, code string, to period.Cycle, from id.ID, sheet sheets.Sheet) (draft.Draft, []phrase.Phrase, error) {
	if err := a.desk.MayAt(ctx, actor, access.ManageTargets, code); err != nil {
		return draft.Draft{}, nil, err
	}
	sheet.Choice.Cycle = to
	read, err := CheckTargets(ctx, sheet)
	if err != nil {
		return draft.Draft{}, nil, err
	}
	ahead, err := a.YearAhead(ctx, actor, code, to)
	if err != nil {
		return draft.Draft{}, nil, err
	}
	i := slices.IndexFunc(ahead.Documents, func(d AheadDocument) bool { return d.ID == from })
	if i < 0 {
		return draft.Draft{}, nil, errs.New(errs.NotFound, "app.document_unknown").In("document")
	}
	if by := ahead.Documents[i].Opened; by.ID != "" {
		return draft.Draft{}, nil, alreadyOpen(to, by)
	}
	m := matching{of: ahead.Documents[i], told: ahead.ofAnnex(read.Table.Told())}
	d := m.of.Draft
	d.Unit, d.Cycle, d.From = ahead.Unit.ID, to, from
	if d.Rows, err = m.match(read.Rows); err == nil && d.Version > 0 && slices.Equal(d.Rows, m.of.Planned()) {
		m.tell("draft.same", "version", d.Version)
	}
	return d, m.told, err
}
