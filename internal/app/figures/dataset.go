package figures

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/exchange/dhis2"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// DataSet is figures of another program that are to be taken in. Within says
// that a month's value is that month's own, else the year to date: the form does
// not tell them apart, so who brings it must.
type DataSet struct {
	dhis2.Set
	Within bool
	Draft  bool
}

// DataSetTaken is what came of such a set.
type DataSetTaken struct {
	Imported, Updated, Ignored int
	Conflicts                  []DataConflict
}

// DataConflict is a value that was not taken, and why.
type DataConflict struct {
	Place int // among the values, from 1
	dhis2.Value
	Why error
}

// TakeDataSet takes figures of another program in: each as its officer would
// report it, refused or kept by itself. What stands already is left; what the
// strategy leaves out, and what is refused, is named.
func (a *Wing) TakeDataSet(ctx context.Context, actor access.Actor, in DataSet) (DataSetTaken, error) {
	var out DataSetTaken
	strategy := cmp.Or(in.ImportStrategy, "CREATE_AND_UPDATE")
	if !slices.Contains([]string{"CREATE", "UPDATE", "CREATE_AND_UPDATE"}, strategy) {
		return out, errs.New(errs.Invalid, "app.dataset_strategy", "text", strategy).In("importStrategy").Try("app.dataset_strategy_hint")
	}
	run := a.desk.WriteSeveral
	if in.DryRun {
		run = a.desk.Rehearse
	}
	err := run(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		out = DataSetTaken{} // it may be run again
		if err := tx.Dir.Anywhere(access.Report); err != nil {
			return err
		}
		t := taking{in: in, strategy: strategy, out: &out, sheets: map[sheetKey]*Entry{}}
		if err := t.all(ctx, tx); err != nil {
			return err
		}
		if out.Imported+out.Updated == 0 && !in.DryRun {
			return errNothing
		}
		return nil
	})
	if err == errNothing {
		err = nil
	}
	slices.SortStableFunc(out.Conflicts, func(a, b DataConflict) int { return a.Place - b.Place })
	return out, err
}

// errNothing undoes a write that has nothing to say to the log.
var errNothing = errs.New(errs.Conflict, "app.dataset_nothing")

type sheetKey struct {
	unit  id.ID
	month period.Month
}

type taking struct {
	in       DataSet
	strategy string
	out      *DataSetTaken
	sheets   map[sheetKey]*Entry
	job      reporting
	of       []int  // the value of each report
	revises  []bool // and whether it takes another's place
}

func (t *taking) all(ctx context.Context, tx *desk.Tx) error {
	t.job.actor = tx.Actor
	seen := map[string]int{}
	for i, v := range t.in.Values {
		v.Period, v.OrgUnit = cmp.Or(v.Period, t.in.Period), cmp.Or(v.OrgUnit, t.in.OrgUnit)
		key := v.DataElement + "\x00" + v.Period + "\x00" + v.OrgUnit
		why := error(nil)
		if first, twice := seen[key]; twice {
			why = errs.New(errs.Conflict, "app.dataset_twice", "row", first+1)
		} else {
			seen[key] = i
			refused, err := t.one(ctx, tx, i, v)
			if errs.Failed(err) {
				return err
			}
			why = cmp.Or(refused, err)
		}
		if why != nil {
			t.out.Ignored++
			t.out.Conflicts = append(t.out.Conflicts, DataConflict{i + 1, v, why})
		}
	}
	return t.report(ctx, tx)
}

// one decides about one value: it is to be reported, stands already, or is refused.
func (t *taking) one(ctx context.Context, tx *desk.Tx, i int, v dhis2.Value) (refused, err error) {
	month, ok := dhis2.Month(v.Period)
	figure, number := dhis2.Figure(v.Value)
	switch {
	case v.Deleted:
		return errs.New(errs.Invalid, "app.dataset_strategy", "text", "DELETE").Try("app.dataset_strategy_hint"), nil
	case !ok:
		return errs.New(errs.Invalid, "app.dataset_period", "text", v.Period).In("period"), nil
	case !dhis2.Whole(v.Option) || !dhis2.Whole(v.Attribute):
		return errs.New(errs.Invalid, "app.dataset_part").In("categoryOptionCombo"), nil
	case !number:
		return errs.New(errs.Invalid, "app.dataset_value", "text", v.Value).In("value"), nil
	}
	unit, err := unitNamed(tx, t.in.OrgUnitIDScheme, v.OrgUnit)
	if err != nil {
		return nil, err
	}
	now, err := t.sheet(ctx, tx, unit, month)
	if err != nil {
		return nil, err
	}
	row, err := rowNamed(now, t.in.DataElementIDScheme, v.DataElement)
	if err != nil {
		return nil, err
	}
	if now.Month.Locked {
		return errs.New(errs.Locked, "app.month_closed", "month", month, "by", now.Month.Last.ByName).In("period").Try("app.month_closed_hint"), nil
	}
	stands := now.Stands(row)
	typed := Cell{Text: figure.Say("vi"), Note: cmp.Or(v.Comment, stands.Note), Within: t.in.Within, Meant: &figure}
	switch _, report := stands.Asks(typed, t.in.Draft); {
	case !report:
		t.out.Ignored++
	case stands.State != "" && t.strategy == "CREATE":
		return errs.New(errs.Conflict, "app.dataset_there"), nil
	case stands.State == "" && t.strategy == "UPDATE":
		return errs.New(errs.Conflict, "app.dataset_absent"), nil
	default:
		t.job.list, t.of, t.revises = append(t.job.list, stands.Report(row.Target.ID, month, typed, t.in.Draft)), append(t.of, i), append(t.revises, stands.State != "")
	}
	return nil, nil
}

// sheet is a unit's month, for who may report in it; each is read once.
func (t *taking) sheet(ctx context.Context, tx *desk.Tx, v org.Version, month period.Month) (Entry, error) {
	key := sheetKey{v.ID, month}
	if now := t.sheets[key]; now != nil {
		return *now, nil
	}
	if err := tx.Dir.May(access.Report, v.ID); err != nil {
		return Entry{}, err
	}
	now, err := entryOf(ctx, tx, v.ID, v.Code, month)
	if err == nil {
		t.sheets[key] = &now
	}
	return now, err
}

// report keeps what is to be reported, and counts what came of it.
func (t *taking) report(ctx context.Context, tx *desk.Tx) error {
	var places []place
	t.job.made, t.job.errs = make([]target.Observation, len(t.job.list)), make([]error, len(t.job.list))
	for k := range t.job.list {
		if t.job.errs[k] = t.job.list[k].check(); t.job.errs[k] == nil {
			places = append(places, place{&t.job, k})
		}
	}
	if len(places) > 0 {
		if err := reportApart(ctx, tx, places); err != nil {
			return err
		}
	}
	for k, err := range t.job.errs {
		switch {
		case err != nil:
			t.out.Ignored++
			t.out.Conflicts = append(t.out.Conflicts, DataConflict{t.of[k] + 1, t.in.Values[t.of[k]], err})
		case t.revises[k]:
			t.out.Updated++
		default:
			t.out.Imported++
		}
	}
	return nil
}

// unitNamed finds a unit that the actor may know of, by its code (where nothing
// is said), its identifier or its name; a name of several is none.
func unitNamed(tx *desk.Tx, scheme, text string) (org.Version, error) {
	none := errs.New(errs.NotFound, "app.dataset_unit", "text", text).In("orgUnit")
	var found []org.Version
	for _, unit := range tx.Dir.Reach(access.Read) {
		v, ok := tx.Dir.Unit(unit, tx.Today)
		if ok && (scheme == "id" && string(v.ID) == text || scheme == "name" && viet.Fold(v.Name) == viet.Fold(text) || (scheme == "code" || scheme == "") && v.Code == text) {
			found = append(found, v)
		}
	}
	if len(found) != 1 || text == "" {
		return org.Version{}, none
	}
	return found[0], nil
}

// rowNamed finds a target of a sheet by its indicator or its own identifier (where
// nothing is said), its number in the list, or its name; several are none.
func rowNamed(now Entry, scheme, text string) (standing.BoardRow, error) {
	var found []standing.BoardRow
	for _, r := range now.Rows {
		switch {
		case text == "":
		case (scheme == "" || scheme == "id") && (string(r.Target.Indicator) == text || string(r.Target.ID) == text),
			scheme == "code" && r.Label == text, scheme == "name" && viet.Fold(r.Name) == viet.Fold(text):
			found = append(found, r)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		return standing.BoardRow{}, errs.New(errs.Conflict, "app.dataset_several", "text", text, "n", len(found)).In("dataElement")
	}
	return standing.BoardRow{}, errs.New(errs.NotFound, "app.dataset_target", "text", text).In("dataElement")
}

// GiveDataSet gives the approved figures of a unit's year, or of one month of it,
// to another program: as the year to date, by the months that have one.
func (a *Wing) GiveDataSet(ctx context.Context, actor access.Actor, code string, cycle period.Cycle, month period.Month, of dhis2.Set) (dhis2.Set, error) {
	out := dhis2.Set{DataElementIDScheme: cmp.Or(of.DataElementIDScheme, "id"), OrgUnitIDScheme: cmp.Or(of.OrgUnitIDScheme, "code"), Values: []dhis2.Value{}}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		v, _ := d.Unit(unit, tx.Today)
		b, err := standing.BoardOf(ctx, tx, unit, standing.BoardQuery{Unit: code, Cycle: cycle})
		if err != nil {
			return err
		}
		body := map[string]string{"id": string(unit), "code": code, "name": v.Name}[out.OrgUnitIDScheme]
		for _, r := range b.Lines() {
			element := map[string]string{"id": string(cmp.Or(r.Target.Indicator, r.Target.ID)), "code": r.Label, "name": r.Name}[out.DataElementIDScheme]
			for _, m := range r.Months {
				if m.Value != nil && m.Observation != "" && (month == "" || m.Month == month) {
					out.Values = append(out.Values, dhis2.Value{DataElement: element, Period: dhis2.Period(m.Month), OrgUnit: body, Value: m.Value.String()})
				}
			}
		}
		return nil
	})
	return out, err
}
