package reform

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// Reorganisation is what is asked to merge, divide, rename, move and abolish
// units on a day by a decision.
type Reorganisation struct {
	On          period.Date
	Decision    string
	Moves       []org.Move
	Faults      error // of the map itself; with any it is rehearsed only
	SkipUnknown bool  // leave out lines that name a unit that does not stand
	DryRun      bool
}

// Reorganised is what a reorganisation comes to.
type Reorganised struct {
	org.Reorganisation
	Before, After map[string]int // units standing on the eve and on the day, by kind
	Targets       []MovedTarget  // open obligations
	Vacant        []org.Version  // new units whose head is to be appointed
}

// MovedTarget is an open target of a unit that ends: it goes on with another
// unit, together with those of the others that went there, or a person must
// say what becomes of it.
type MovedTarget struct {
	From    []target.Target
	Unit    id.ID // none where the unit went nowhere
	Wording string
	Ask     *phrase.Phrase
}

// Reorganise merges, divides, renames, moves and abolishes units on a day.
// History stays under the old units. Tenures in units that end, end; new units
// get the post of a head, to be filled; officers of a unit go on in the one it
// went into. Open targets go on there too: amounts that add up as one target,
// with the months before restated from the old ones. All of it or nothing.
//
// Errors: Invalid naming the rows that contradict others, that name no unit, or
// whose share is needed to divide a target and was not said; Forbidden for who
// may not manage every unit concerned.
func (a *Wing) Reorganise(ctx context.Context, actor access.Actor, in Reorganisation) (Reorganised, error) {
	var out Reorganised
	rehearsed := in.DryRun || in.Faults != nil
	do := func(ctx context.Context, tx *desk.Tx) (err error) {
		if out, err = planReorganisation(ctx, tx, in); err != nil || rehearsed {
			return in.with(err)
		}
		if err := out.Settled(in.SkipUnknown); err != nil {
			return err
		}
		if err := writeReorganisation(ctx, tx, out); err != nil {
			return err
		}
		_, err = tx.Log(ctx, desk.Entry{Action: "unit.reorganised", Body: map[string]any{"on": in.On, "decision": in.Decision,
			"successions": out.Successions, "changed": out.Changed, "ended": len(out.Ended), "formed": len(out.Formed), "targets": len(out.Targets)}})
		return err
	}
	if rehearsed {
		err := a.desk.Read(ctx, actor, do)
		return out, err
	}
	err := a.desk.WriteSeveral(ctx, actor, do)
	return out, err
}

// with adds the faults of the map to those of what it asks for; what is not
// about its rows stands alone.
func (in Reorganisation) with(err error) error {
	if in.Faults == nil || errs.Failed(err) || err != nil && !errs.Is(err, errs.Invalid) {
		return err
	}
	list := errs.All(in.Faults)
	for _, e := range errs.All(err) {
		if e.What.Key != "app.reorganise_nothing" || len(in.Moves) > 0 {
			list = append(list, e)
		}
	}
	return list
}

func planReorganisation(ctx context.Context, tx *desk.Tx, in Reorganisation) (Reorganised, error) {
	d := tx.Dir
	var out Reorganised
	if err := mayMove(d, in); err != nil {
		return out, err
	}
	var list errs.List
	if in.On == "" {
		list = append(list, errs.New(errs.Invalid, "app.reorganise_day").In("on"))
	}
	if len(in.Moves) == 0 {
		list = append(list, errs.New(errs.Invalid, "app.reorganise_nothing").In("moves"))
	}
	if list != nil {
		return out, list
	}
	var err error
	if out.Reorganisation, err = org.Reorganise(d.Versions, in.Moves, in.On, in.Decision, tx.Mint); err != nil {
		return out, err
	}
	for _, s := range d.Successions {
		if s.On > in.On {
			return out, errs.New(errs.Conflict, "app.reorganise_order", "on", s.On).In("on")
		}
	}
	if err := mayReorganise(tx.Dir, out.Reorganisation); err != nil {
		return out, err
	}
	out.Before, out.After = census(d.Versions, in.On.AddDays(-1)), census(after(d.Versions, out.Reorganisation), in.On)
	for _, v := range out.Formed {
		if slices.ContainsFunc(out.Successions, func(s org.Succession) bool {
			_, has := d.HeadPost(s.Old)
			return s.New == v.ID && has
		}) {
			out.Vacant = append(out.Vacant, v)
		}
	}
	out.Targets, err = openTargets(ctx, tx, out.Reorganisation)
	return out, err
}

// mayMove checks, before a map is worked out, who gives it: a stranger is told
// nothing of it, and nobody what becomes of units that are not his.
func mayMove(d *desk.Directory, in Reorganisation) error {
	if err := d.Anywhere(access.ManageUnits); err != nil {
		return err
	}
	named := map[string]bool{}
	for _, m := range in.Moves {
		named[strings.ToLower(m.Old)] = true
	}
	for _, v := range d.Versions {
		if in.On == "" || !v.Holds(in.On.AddDays(-1)) || !named[strings.ToLower(v.Code)] && (v.Official == "" || !named[v.Official]) {
			continue
		}
		if err := d.May(access.ManageUnits, v.ID); err != nil {
			return err
		}
	}
	return nil
}

// mayReorganise checks every unit that ends or changes, and what the new ones stand under.
func mayReorganise(d *desk.Directory, r org.Reorganisation) error {
	for _, list := range [][]org.Version{r.Ended, r.Changed} {
		for _, v := range list {
			if err := d.May(access.ManageUnits, v.ID); err != nil {
				return err
			}
		}
	}
	for _, v := range r.Formed {
		if _, stands := d.Unit(v.Parent, r.On); stands {
			if err := d.May(access.ManageUnits, v.Parent); err != nil {
				return err
			}
		}
	}
	if len(r.Ended)+len(r.Changed)+len(r.Formed) == 0 {
		return d.Anywhere(access.ManageUnits)
	}
	return nil
}

// census counts the units standing on a day by kind.
func census(versions []org.Version, on period.Date) map[string]int {
	out := map[string]int{}
	for _, v := range versions {
		if v.Holds(on) {
			out[v.Kind]++
		}
	}
	return out
}

// after gives the versions as they are once a reorganisation is done.
func after(versions []org.Version, r org.Reorganisation) []org.Version {
	closed := map[id.ID]bool{}
	for _, list := range [][]org.Version{r.Ended, r.Changed} {
		for _, v := range list {
			closed[v.ID] = true
		}
	}
	var out []org.Version
	for _, v := range versions {
		if closed[v.ID] && v.Holds(r.On) {
			v.To = r.On
		}
		out = append(out, v)
	}
	return slices.Concat(out, r.Changed, r.Formed)
}

// AlsoEnded says that units end without a line of their own, and names them all;
// none where there are none.
func (r Reorganised) AlsoEnded() (says phrase.Phrase, names []string) {
	for _, v := range r.Emptied {
		names = append(names, v.Name)
	}
	return phrase.New("org.also_ended", "n", len(names)), names
}

// AwaitsShare says whether what a target comes to hangs on a share nobody has
// said yet.
func (r Reorganised) AwaitsShare(m MovedTarget) bool {
	for _, from := range m.From {
		if m.Unit == "" || m.Ask != nil || !target.Summable(from.Accumulation, from.UnitOfMeasure) {
			continue
		}
		for _, s := range r.Successions {
			if s.Old == from.Unit && s.New == m.Unit && s.Part && s.Share == nil {
				return true
			}
		}
	}
	return false
}

// Settled sees that nothing is left open that the act itself needs: every line
// names a unit, unless such lines are left out, and a divided unit's share is
// known where its targets are divided. Invalid otherwise, naming the rows.
func (r Reorganised) Settled(skipUnknown bool) error {
	var list errs.List
	needed := map[id.ID]bool{} // units whose targets are divided by share
	for _, t := range r.Targets {
		if t.Unit == "" || t.Ask != nil {
			continue
		}
		for _, from := range t.From {
			if target.Summable(from.Accumulation, from.UnitOfMeasure) {
				needed[from.Unit] = true
			}
		}
	}
	for _, l := range r.Lines {
		switch {
		case l.Act == org.Unknown && !skipUnknown:
			list = append(list, errs.New(errs.Invalid, "app.reorganise_unknown", "code", l.Old).AtRow(l.Row, "").Try("app.reorganise_unknown_hint"))
		case l.Part && l.Share == nil && needed[l.From.ID]:
			list = append(list, errs.New(errs.Invalid, "org.ask_share", "unit", l.From.Name, "to", l.New.Name).AtRow(l.Row, ""))
		}
	}
	return list.OrNil()
}

// writeReorganisation does what was planned.
func writeReorganisation(ctx context.Context, tx *desk.Tx, r Reorganised) error {
	d := tx.Dir
	tree := d.Tree(r.On.AddDays(-1))
	for _, list := range [][]org.Version{r.Ended, r.Changed} {
		for _, v := range list {
			last, _ := tree.Unit(v.ID)
			if err := tx.EndVersion(ctx, last, r.On); err != nil {
				return err
			}
		}
	}
	for _, v := range r.Formed {
		if err := tx.InsertUnit(ctx, v.Unit); err != nil {
			return err
		}
	}
	for _, list := range [][]org.Version{r.Changed, r.Formed} {
		for _, v := range list {
			if err := tx.InsertVersion(ctx, v); err != nil {
				return err
			}
		}
	}
	for _, s := range r.Successions {
		if err := tx.InsertSuccession(ctx, s); err != nil {
			return err
		}
		if !s.Part {
			if err := tx.PassOn(ctx, s.Old, s.New, access.Officer); err != nil {
				return err
			}
		}
	}
	heads, err := movePosts(ctx, tx, r)
	if err != nil {
		return err
	}
	if err := moveTargets(ctx, tx, r, heads); err != nil {
		return err
	}
	if err := moveTasks(ctx, tx, r, heads); err != nil {
		return err
	}
	return tx.ChangedDirectory(ctx)
}

// movePosts ends the tenures in units that end and gives each new unit the post
// of a head, under the title it has in a unit that went there.
func movePosts(ctx context.Context, tx *desk.Tx, r Reorganised) (map[id.ID]id.ID, error) {
	d := tx.Dir
	heads := map[id.ID]id.ID{}
	for _, v := range r.Ended {
		for _, post := range d.PostsOf(v.ID) {
			for _, ap := range d.Tenures(post.ID) {
				if ap.Holds(r.On) {
					if err := tx.EndAppointment(ctx, ap.ID, r.On); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	for _, v := range r.Vacant {
		title := headTitle(d, r, v)
		if title == "" {
			continue
		}
		post := org.Post{ID: tx.Mint(), Unit: v.ID, Title: title, Head: true}
		if err := tx.InsertPost(ctx, post); err != nil {
			return nil, err
		}
		heads[v.ID] = post.ID
	}
	for _, s := range r.Successions { // into a unit that stands: its head answers
		if head, ok := d.HeadPost(s.New); ok && heads[s.New] == "" {
			heads[s.New] = head.ID
		}
	}
	return heads, nil
}

// headTitle is what the head of a new unit is called: as the head of the first
// unit of its kind that went there, or of the first of all, with the new unit's
// name in place of the old one's; "" where none of them had a head's post.
func headTitle(d *desk.Directory, r Reorganised, v org.Version) string {
	title, alike := "", false
	for _, s := range r.Successions {
		old, has := d.HeadPost(s.Old)
		if s.New != v.ID || !has || alike {
			continue
		}
		was, _ := d.Unit(s.Old, r.On.AddDays(-1))
		if alike = was.Kind == v.Kind; title == "" || alike {
			title = renamed(old.Title, was.Name, v.Name)
		}
	}
	return title
}

// renamed puts a unit's new name where a title has the old one, as a whole or
// without its kind: "Chủ tịch UBND xã Vân Tùng" of Xã Vân Tùng.
func renamed(title, was, is string) string {
	at := strings.Index(strings.ToLower(title), strings.ToLower(was))
	if at < 0 || len(strings.ToLower(title)) != len(title) {
		return title
	}
	if title[at:at+len(was)] != was { // within a sentence
		first, size := utf8.DecodeRuneInString(is)
		is = string(unicode.ToLower(first)) + is[size:]
	}
	return title[:at] + is + title[at+len(was):]
}

// moveTasks hands the open tasks of units that went into another as a whole to
// it, each with a record. What was done stays with who did it; the tasks of a
// divided unit wait for who gave them out to move them.
func moveTasks(ctx context.Context, tx *desk.Tx, r Reorganised, heads map[id.ID]id.ID) error {
	actor := tx.Actor
	for _, s := range r.Successions {
		if s.Part {
			continue
		}
		open, err := tx.OpenTasksOf(ctx, s.Old)
		if err != nil {
			return err
		}
		for _, o := range open {
			row, events, err := tx.Task(ctx, o.ID)
			if err != nil {
				return err
			}
			t := row.Task
			t.Lead, t.Post = s.New, heads[s.New]
			e := task.Event{No: len(events) + 1, Step: task.Move, On: r.On, From: s.Old, To: s.New, Text: r.Decision, By: actor.Account, ByName: tx.Name(), At: tx.Now}
			if err := tx.InsertEvent(ctx, t, e, task.StateOf(t, append(events, e))); err != nil {
				return err
			}
			if _, err := tx.Log(ctx, desk.Entry{Action: "task.move", Object: t.ID, Unit: t.Unit, Body: e}); err != nil {
				return err
			}
		}
	}
	return nil
}
