package figures_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/exchange/dhis2"
)

// TestDataSet: a set of another program is taken as its officer would report it,
// each value by itself; what is not taken says why; the same again changes nothing.
func TestDataSet(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		take := func(actor access.Actor, change func(*figures.DataSet), values ...dhis2.Value) figures.DataSetTaken {
			t.Helper()
			in := figures.DataSet{Set: dhis2.Set{Period: "202306", OrgUnit: "ngan-son", Values: values}}
			if change != nil {
				change(&in)
			}
			done, err := w.TakeDataSet(apptest.Ctx, actor, in)
			if err != nil {
				t.Fatal(err)
			}
			return done
		}
		forest := string(w.Forest)
		text := func() string {
			t.Helper()
			e := apptest.Must(w.Entry(apptest.Ctx, p.Officer, "ngan-son", "2023-06"))(t)
			for _, r := range e.Rows {
				if r.Target.ID == w.Forest {
					return e.Stands(r).Text
				}
			}
			return ""
		}
		dry := take(p.Officer, func(in *figures.DataSet) { in.DryRun = true }, dhis2.Value{DataElement: forest, Value: "125.5"})
		if dry.Imported != 1 || text() != "" {
			t.Errorf("a dry run: %+v, stands %q", dry, text())
		}
		one := take(p.Officer, nil, dhis2.Value{DataElement: forest, Value: "125.5"})
		if one.Imported != 1 || len(one.Conflicts) != 0 || text() != "125,5" {
			t.Fatalf("%+v, stands %q", one, text())
		}
		before, _, _ := w.Head(apptest.Ctx)
		if again := take(p.Officer, nil, dhis2.Value{DataElement: forest, Value: "125.5"}); again.Ignored != 1 || again.Imported+again.Updated != 0 {
			t.Errorf("again: %+v", again)
		}
		if after, _, _ := w.Head(apptest.Ctx); after != before {
			t.Error("the same again is in the log")
		}
		if done := take(p.Officer, nil, dhis2.Value{DataElement: forest, Value: "130"}); done.Updated != 1 || text() != "130" {
			t.Errorf("%+v, stands %q", done, text())
		}
		for what, c := range map[string]struct {
			actor  access.Actor
			change func(*figures.DataSet)
			value  dhis2.Value
			key    string
		}{
			"create over one":     {p.Officer, func(in *figures.DataSet) { in.ImportStrategy = "CREATE" }, dhis2.Value{DataElement: forest, Value: "1"}, "app.dataset_there"},
			"update of none":      {p.Officer, func(in *figures.DataSet) { in.ImportStrategy = "UPDATE" }, dhis2.Value{DataElement: forest, Period: "202305", Value: "1"}, "app.dataset_absent"},
			"a comma":             {p.Officer, nil, dhis2.Value{DataElement: forest, Value: "4,5"}, "app.dataset_value"},
			"a quarter":           {p.Officer, nil, dhis2.Value{DataElement: forest, Period: "2023Q2", Value: "4"}, "app.dataset_period"},
			"one category":        {p.Officer, nil, dhis2.Value{DataElement: forest, Option: "female", Value: "4"}, "app.dataset_part"},
			"deleted":             {p.Officer, nil, dhis2.Value{DataElement: forest, Deleted: true}, "app.dataset_strategy"},
			"no such target":      {p.Officer, nil, dhis2.Value{DataElement: "x", Value: "4"}, "app.dataset_target"},
			"no such unit":        {p.Officer, nil, dhis2.Value{DataElement: forest, OrgUnit: "x", Value: "4"}, "app.dataset_unit"},
			"a year without plan": {p.Officer, nil, dhis2.Value{DataElement: forest, Period: "202206", Value: "4"}, "app.dataset_target"},
			"elsewhere's officer": {w.Actor("ds-x", access.Officer, w.Other), nil, dhis2.Value{DataElement: forest, Value: "4"}, "app.dataset_unit"},
		} {
			done := take(c.actor, c.change, c.value)
			if len(done.Conflicts) != 1 || apptest.Key(done.Conflicts[0].Why) != c.key || done.Imported+done.Updated != 0 || done.Ignored != 1 {
				t.Errorf("%s: %+v", what, done)
			}
		}
		mixed := take(p.Officer, nil, dhis2.Value{DataElement: forest, Value: "131"}, dhis2.Value{DataElement: forest, Value: "132"}, dhis2.Value{DataElement: "x", Value: "1"})
		if mixed.Updated != 1 || len(mixed.Conflicts) != 2 || apptest.Key(mixed.Conflicts[0].Why) != "app.dataset_twice" || mixed.Conflicts[1].Place != 3 || text() != "131" {
			t.Errorf("%+v, stands %q", mixed, text())
		}
		if _, err := w.TakeDataSet(apptest.Ctx, p.Officer, figures.DataSet{Set: dhis2.Set{ImportStrategy: "DELETE"}}); apptest.Key(err) != "app.dataset_strategy" {
			t.Error(err)
		}

		// What is approved goes out, and comes in again as it is.
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-05", "99,5 ha")
		out := apptest.Must(w.GiveDataSet(apptest.Ctx, p.Officer, "ngan-son", "2023", "", dhis2.Set{}))(t)
		if len(out.Values) != 1 || out.Values[0].Value != "99.5" || out.Values[0].Period != "202305" || out.Values[0].OrgUnit != "ngan-son" {
			t.Errorf("%+v", out)
		}
		if back := take(p.Officer, nil, out.Values...); back.Imported+back.Updated != 0 {
			t.Errorf("what went out comes back as something else: %+v", back)
		}
		w.Fits()
	})
}
