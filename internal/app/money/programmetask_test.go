package money_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/app/tasks"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
)

// A task serves a national target programme: named as programmes are, kept by a
// correction that says nothing of it, beside the money of that programme, the late
// ones first; no other body's, and none that was taken back.
func TestTasksOfAProgramme(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		w.On("2023-05-10")
		give := func(name, programme, due string) (tasks.GivenTask, error) {
			made, err := w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.District, Name: name, Programme: programme, Deadline: due, Product: "Báo cáo", Authority: "UBND", Issued: "2023-05-10"})
			if err != nil {
				return tasks.GivenTask{}, err
			}
			return made[0], nil
		}
		if _, err := give("Rà soát", "chương trình lạ", "30/06/2023"); apptest.Key(err) != "task.programme_unknown" {
			t.Errorf("a programme that is none: %v", err)
		}
		later := apptest.Must(give("Rà soát hộ nghèo", "giảm nghèo bền vững", "30/11/2023"))(t)
		late := apptest.Must(give("Giải ngân dự án 2", "gn-2021", "30/05/2023"))(t)
		apptest.Must(give("Trồng rừng", "", "30/05/2023"))(t)
		if later.Programme != "Giảm nghèo bền vững" || late.Programme != later.Programme {
			t.Errorf("named %q and %q", later.Programme, late.Programme)
		}
		w.On("2023-07-01")
		found := apptest.Must(w.CapitalProgrammes(apptest.Ctx, office, "ngan-son", 2023, money.At{}))(t)
		if len(found.Tasks) != 2 || found.Tasks[0].Task.ID != late.ID || found.Tasks[0].Status != "running_late" || found.Tasks[1].Task.ID != later.ID {
			t.Errorf("%+v", found.Tasks)
		}
		correct := func(programme string) {
			t.Helper()
			p := apptest.Must(w.App.Task(apptest.Ctx, office, late.ID))(t)
			in := tasks.NewTask{Name: "Giải ngân dự án 3", Programme: programme, Product: p.Product, Authority: p.Authority, Deadline: p.Deadline.Text, Issued: "2023-05-10"}
			if _, err := w.CorrectTask(apptest.Ctx, office, late.ID, in, "sai tên"); err != nil {
				t.Fatal(err)
			}
		}
		correct(late.Programme)
		if p := apptest.Must(w.App.Task(apptest.Ctx, office, late.ID))(t); p.Programme != late.Programme || p.Name != "Giải ngân dự án 3" {
			t.Errorf("after a correction: %+v", p.Task)
		}
		correct("")
		found = apptest.Must(w.CapitalProgrammes(apptest.Ctx, office, "ngan-son", 2023, money.At{}))(t)
		if len(found.Tasks) != 1 {
			t.Errorf("taken off the programme: %d tasks", len(found.Tasks))
		}
		commune := w.Actor("vp-xa", access.Office, w.Commune)
		if other := apptest.Must(w.CapitalProgrammes(apptest.Ctx, commune, "bang-van", 2023, money.At{}))(t); len(other.Tasks) != 0 {
			t.Errorf("another body has %d", len(other.Tasks))
		}
		led := apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.District, Leads: []id.ID{w.Commune}, Name: "Mở đường thôn", Programme: "giảm nghèo bền vững", Deadline: "30/11/2023", Product: "Đường", Authority: "UBND", Issued: "2023-05-10"}))(t)
		if other := apptest.Must(w.CapitalProgrammes(apptest.Ctx, commune, "bang-van", 2023, money.At{}))(t); len(other.Tasks) != 1 || other.Tasks[0].Task.ID != led[0].ID {
			t.Errorf("what it leads for another: %+v", other.Tasks)
		}
		if found = apptest.Must(w.CapitalProgrammes(apptest.Ctx, office, "ngan-son", 2023, money.At{}))(t); len(found.Tasks) != 2 {
			t.Errorf("given and led below counts once: %d tasks", len(found.Tasks))
		}
		sheet := func(programme string) error {
			_, err := w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Issued: "2023-05-10", Lines: []exchange.TaskRow{{Row: 2, Name: "Việc trong bảng", Lead: "bang-van", Deadline: "30/11/2023", Product: "Báo cáo", Programme: programme}}})
			return err
		}
		if err := sheet("chương trình lạ"); apptest.Key(err) != "task.programme_unknown" {
			t.Errorf("a programme that is none, in a sheet: %v", err)
		}
		if err := sheet("Chương trình giảm nghèo bền vững"); err != nil {
			t.Error(err)
		}
		if found = apptest.Must(w.CapitalProgrammes(apptest.Ctx, office, "ngan-son", 2023, money.At{}))(t); len(found.Tasks) != 3 {
			t.Errorf("with that of the sheet: %d tasks", len(found.Tasks))
		}
	})
}
