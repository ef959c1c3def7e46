package reviews

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation/awards"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/review/ruleset"
)

// Known is a set that a unit's reviews may be judged by.
type Known struct {
	Set  *review.Set
	Own  *dossier.OwnRules // nil: shipped
	Unit org.Version       // whose own it is
	Used int               // reviews judged by it, of a unit's own
}

// Rules are the sets that a unit's reviews may be judged by.
type Rules struct {
	Unit org.Version
	Sets []Known
	May  bool // add and take out a file of one's own
}

// RulesOf gives the shipped sets and the files of the unit and of those above it.
func (a *Wing) RulesOf(ctx context.Context, actor access.Actor, code string) (Rules, error) {
	var out Rules
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		dir, unit, err := tx.Readable(strings.TrimSpace(code))
		if err != nil {
			return err
		}
		out.Unit, _ = dir.Unit(unit, tx.Today)
		out.May = dir.Can(access.DecideReview, unit)
		for _, set := range ruleset.Shipped() {
			whole, err := ruleset.Whole(set)
			if err != nil {
				return err
			}
			out.Sets = append(out.Sets, Known{Set: whole})
		}
		own, err := ownRules(ctx, tx, unit, tx.Today)
		out.Sets = append(out.Sets, own...)
		return err
	})
	return out, err
}

// ownRules gives the files of a unit and those above it, the nearest unit first and
// of one unit the newest first.
func ownRules(ctx context.Context, tx *desk.Tx, unit id.ID, on period.Date) ([]Known, error) {
	path := tx.Dir.Tree(on).Path(unit)
	files, err := tx.OwnRules(ctx, path)
	if err != nil {
		return nil, err
	}
	var out []Known
	for _, f := range files {
		set, err := tx.RuleSet(ctx, f.Body)
		if err != nil {
			return nil, err
		}
		k := Known{Set: set, Own: &f}
		k.Unit, _ = tx.Dir.Unit(f.Unit, on)
		if k.Used, err = tx.JudgedBy(ctx, f.Body); err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	slices.SortStableFunc(out, func(x, y Known) int {
		if n := slices.Index(path, x.Own.Unit) - slices.Index(path, y.Own.Unit); n != 0 {
			return n
		}
		return strings.Compare(string(y.Set.Valid.From), string(x.Set.Valid.From))
	})
	return out, nil
}

// inForce gives the nearest set of a unit's own that is in force on a day for a
// subject, as long as the set it is laid over is; nil where none is.
func inForce(own []Known, who review.Subject, on period.Date) *review.Set {
	for _, k := range own {
		base, ok := ruleset.Find(k.Set.Over)
		if ok && base.Valid.Holds(on) && k.Set.Valid.Holds(on) && k.Set.For(who) {
			return k.Set
		}
	}
	return nil
}

// mostFindings is how many findings of a file that is refused are told.
const mostFindings = 10

// proved reads a file, lays it over the set it names and proves the whole; each
// fault of its form with its line and a caret, each finding of the proof named.
func proved(text []byte) (*review.Set, ruleset.Report, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, ruleset.Report{}, errs.New(errs.Invalid, "review.own_empty").In("file")
	}
	if awards.Is(text) {
		return nil, ruleset.Report{}, errs.New(errs.Invalid, "review.own_awards").In("file")
	}
	set, err := ruleset.Read(text)
	if err != nil {
		return nil, ruleset.Report{}, err
	}
	if set.Over == "" {
		return nil, ruleset.Report{}, errs.New(errs.Invalid, "review.own_needs_over").In("file").Try("review.no_set_hint")
	}
	if _, shipped := ruleset.Find(set.ID); shipped {
		return nil, ruleset.Report{}, errs.New(errs.Conflict, "review.own_name", "name", set.ID).In("file")
	}
	whole, err := ruleset.Whole(set)
	if err != nil {
		return nil, ruleset.Report{}, placed(text, err)
	}
	report := ruleset.Check(whole)
	var list errs.List
	for i, f := range report.Findings {
		if i < mostFindings {
			list = append(list, errs.New(errs.Invalid, "review.own_unproved", "what", phrase.New("review.finding_"+f.Kind, "who", "", "name", f.Name, "detail", f.Detail)).In("file"))
		}
	}
	if more := len(report.Findings) - mostFindings; more > 0 {
		list = append(list, errs.New(errs.Invalid, "review.own_more", "n", more).In("file"))
	}
	return whole, report, list.OrNil()
}

// placed gives the faults that only show once a file is laid over its base the line
// of the file where the name they tell stands, with a caret under it.
func placed(text []byte, err error) error {
	var list errs.List
	for _, e := range errs.All(err) {
		name, _ := e.What.Arg("name").(string)
		for i, line := range strings.Split(string(text), "\n") {
			at := strings.Index(line, name)
			if name == "" || at < 0 {
				continue
			}
			around := line + "\n" + strings.Repeat(" ", len([]rune(line[:at]))) + "^"
			e = errs.New(e.Kind, e.What.Key, "name", name, "around", around).AtRow(i+1, "")
			break
		}
		list = append(list, e.In("file"))
	}
	return list.OrNil()
}

// AddRules keeps a rule file of a unit's own: read, laid over the shipped set it
// names, and proved; what does not hold is refused. It holds from its day for the
// reviews of the unit and of all under it that are begun from then on; those begun
// before keep the set they were begun by. A dry run only proves.
func (a *Wing) AddRules(ctx context.Context, actor access.Actor, code string, text []byte, dry bool) (made id.ID, report ruleset.Report, err error) {
	may := func(tx *desk.Tx) (id.ID, error) {
		unit, err := tx.Dir.UnitByCode(strings.TrimSpace(code))
		if err != nil {
			return "", err
		}
		return unit, tx.Dir.May(access.DecideReview, unit)
	}
	if err := a.desk.Read(ctx, actor, func(_ context.Context, tx *desk.Tx) error { _, err := may(tx); return err }); err != nil {
		return "", report, err
	}
	whole, report, err := proved(text)
	if err != nil || dry {
		return "", report, err
	}
	hash, err := hashOf(whole)
	if err != nil {
		return "", report, err
	}
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := may(tx)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.KeepRuleSet(ctx, hash, whole); err != nil {
			return desk.Entry{}, err
		}
		made = tx.Mint()
		o := dossier.OwnRules{ID: made, Unit: unit, Name: whole.ID, Body: hash, File: string(text), By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
		if err := tx.InsertOwnRules(ctx, o); errs.Is(err, errs.Conflict) {
			return desk.Entry{}, errs.New(errs.Conflict, "review.own_name", "name", whole.ID).In("file")
		} else if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "review.rules_added", Object: made, Unit: unit}, nil
	})
	return made, report, err
}

// DropRules takes a file of a unit's own out, while no review was judged by it.
func (a *Wing) DropRules(ctx context.Context, actor access.Actor, which id.ID) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		o, err := tx.OwnRulesFile(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := tx.Dir.May(access.DecideReview, o.Unit); err != nil {
			return desk.Entry{}, err
		}
		n, err := tx.JudgedBy(ctx, o.Body)
		if err != nil {
			return desk.Entry{}, err
		}
		if n > 0 {
			return desk.Entry{}, errs.New(errs.Conflict, "review.own_used", "n", n).Try("review.own_used_hint")
		}
		return desk.Entry{Action: "review.rules_dropped", Object: which, Unit: o.Unit}, tx.DropOwnRules(ctx, which)
	})
}
