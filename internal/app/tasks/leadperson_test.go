package tasks_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/exchange"
)

// A lead's cell may name a person before the body, or alone: the head of a unit
// is that unit, another is asked about by name.
func TestLeadNamesAPerson(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		const head = "Nguyễn Văn Mẫu"
		ask := func(lead string) (string, string) {
			row := apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", DryRun: true, Lines: []exchange.TaskRow{{Row: 2, Name: "Việc", Lead: lead, Deadline: "30/6/2023"}}}))(t).Rows[0]
			if row.Change != desk.Added || len(row.Leads) != 1 {
				t.Fatalf("%s: %+v", lead, row.Leads)
			}
			if len(row.Questions) == 0 {
				return row.Leads[0].Unit.Code, ""
			}
			return row.Leads[0].Unit.Code, row.Questions[0].Key
		}
		for lead, want := range map[string][2]string{
			"Ông " + head + " – phong-nong-nghiep": {"phong-nong-nghiep", ""}, "Đồng chí " + head: {"phong-nong-nghiep", ""},
			"Bà Trần Thị Khác - ngan-son": {"ngan-son", "app.ask_lead_person"}, "Ông Lê Văn Lạ": {"", "app.ask_lead_unknown"},
		} {
			if unit, key := ask(lead); unit != want[0] || key != want[1] {
				t.Errorf("%s: %s %s, want %v", lead, unit, key, want)
			}
		}
	})
}
