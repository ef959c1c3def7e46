package tasks_test

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// A paper means the units that stood when it was issued: the one unit that took
// the place of one that ended gets the task, and that is said.
func TestAnnexNamesUnitsThatEnded(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.MakeUnit("thuong-an", org.Commune, w.District)
		merged := org.Destination{Official: "901", Name: "Xã Mới", Kind: org.Commune}
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-07-01", Decision: "12/NQ", Moves: []org.Move{
			{Row: 2, Old: "bang-van", New: merged}, {Row: 3, Old: "thuong-an", New: merged}}}))(t)
		w.On("2023-08-01")
		in := tasks.TasksImport{Unit: "ngan-son", Issued: "2023-02-01", Lines: []exchange.TaskRow{
			{Row: 2, Label: "1", Name: "Làm đường", Lead: "bang-van", Deadline: "31/12/2023"},
			{Row: 3, Label: "a", Name: "Khảo sát", Lead: "bang-van", Deadline: "30/9/2023", PartOf: 2},
		}}
		rows := apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, in))(t).Rows
		if len(rows[0].Questions) != 1 || rows[0].Questions[0].Key != "app.ask_lead_heir" || rows[0].Leads[0].Unit.Code != "bang-van" || !rows[0].Leads[0].Gone {
			t.Fatalf("%+v %v", rows[0].Leads, rows[0].Questions)
		}
		whole := apptest.Must(w.Task(apptest.Ctx, apptest.Operator, rows[0].Tasks[0]))(t)
		part := apptest.Must(w.Task(apptest.Ctx, apptest.Operator, rows[1].Tasks[0]))(t)
		if whole.Lead == "" || whole.Lead != rows[0].Leads[0].Heirs[0].ID {
			t.Errorf("the lead is %q", whole.Lead)
		}
		if part.Parent != whole.ID {
			t.Errorf("the part hangs under %q", part.Parent)
		}
		again := apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, in))(t).Rows
		if again[0].Change != "unchanged" || again[1].Change != "unchanged" {
			t.Errorf("again: %s, %s", again[0].Change, again[1].Change)
		}
		_, err := w.AddTask(apptest.Ctx, apptest.Operator, tasks.NewTask{Unit: w.District, Name: "Việc giao cho xã cũ", Leads: []id.ID{rows[0].Leads[0].Unit.ID}, Deadline: "31/12/2023"})
		if gone := errs.All(err)[0]; gone.What.Key != "app.task_unit_gone" || !strings.Contains(fmt.Sprint(gone.Hint.Arg("units")), "Xã Mới (") {
			t.Errorf("a task for a unit that ended: %v, %v", gone, gone.Hint)
		}
		later := in
		later.Issued, later.Lines = "2023-07-15", []exchange.TaskRow{{Row: 2, Name: "Việc sau", Lead: "Xã Mới", Deadline: "31/12/2023"}}
		if rows := apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, later))(t).Rows; len(rows[0].Questions) != 0 {
			t.Errorf("a name of today: %v", rows[0].Questions)
		}
		merged.Official, merged.Name = "902", "Xã Sau"
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-09-01", Decision: "13/NQ", Moves: []org.Move{{Row: 2, Old: "901", New: merged}}}))(t)
		w.On("2023-09-02")
		later.Issued, later.Lines = "2023-09-02", []exchange.TaskRow{{Row: 2, Name: "Việc muộn", Lead: "bang-van", Deadline: "31/12/2023"}, {Row: 3, Name: "Việc muộn nữa", Lead: "UBND thuong-an", Deadline: "31/12/2023"}}
		later.DryRun = true
		for _, row := range apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, later))(t).Rows {
			if len(row.Questions) != 1 || row.Questions[0].Key != "app.ask_lead_heir" || len(row.Leads[0].Heirs) != 1 || row.Leads[0].Heirs[0].Name != "Xã Sau" {
				t.Errorf("a name of before: %v, %+v", row.Questions, row.Leads)
			}
		}
	})
}
