package reviews_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/pgtest"
	"dondoc/internal/review"
	"dondoc/internal/task"
)

// BenchmarkProvince reviews a quarter of a province: 100 units with 25 bodies each,
// 2,600 heads, three tasks to each of the 100. One operation of "all" proposes the
// review of every unit of the 100 and of every head; of "again", that of a unit and
// its head after one of its tasks was done; of "list", a unit's list of reviews.
func BenchmarkProvince(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgresql"} {
		b.Run(engine, func(b *testing.B) {
			dsn := filepath.Join(b.TempDir(), "w.db")
			if engine == "postgresql" {
				dsn = pgtest.DSN(b)
			}
			w := apptest.New(b, dsn)
			codes, given, officers := province(b, w)
			office := w.Actor("so-noi-vu", access.Office, w.Province)
			w.On("2026-10-05")
			period := year("2026-Q3")
			b.Run("all", func(b *testing.B) {
				for b.Loop() {
					for i, code := range codes {
						if i < provinceUnits {
							apptest.Must(w.ProposeReview(apptest.Ctx, office, collective(code, "2026-Q3")))(b)
						}
						apptest.Must(w.ProposeReview(apptest.Ctx, office, reviews.Query{Unit: code, Subject: review.Head, Period: period}))(b)
					}
				}
			})
			b.Run("again", func(b *testing.B) {
				done := 0
				for b.Loop() {
					if done < len(officers) {
						apptest.Must(w.ActOnTask(apptest.Ctx, officers[done], given[3*done], task.Event{Step: task.Done, On: "2026-08-20", Text: "xong"}))(b)
					}
					code := codes[done%provinceUnits]
					apptest.Must(w.ProposeReview(apptest.Ctx, office, collective(code, "2026-Q3")))(b)
					apptest.Must(w.ProposeReview(apptest.Ctx, office, reviews.Query{Unit: code, Subject: review.Head, Period: period}))(b)
					done++
				}
			})
			b.Run("list", func(b *testing.B) {
				for b.Loop() {
					apptest.Must(w.Reviews(apptest.Ctx, office, "bac-kan", period, ""))(b)
				}
			})
		})
	}
}

const provinceUnits = 100

func province(b *testing.B, w *apptest.World) (codes []string, given []id.ID, officers []access.Actor) {
	b.Helper()
	var list []exchange.UnitRow
	var people []exchange.PersonRow
	add := func(code, name, kind, parent string) {
		n := len(list) + 2
		list = append(list, exchange.UnitRow{Row: n, Code: code, Name: name, Kind: kind, Parent: parent})
		people = append(people, exchange.PersonRow{Row: n, Name: fmt.Sprintf("Nguyễn Văn Mẫu %d", n), Unit: code, Post: "Thủ trưởng", Head: true, From: "2025-07-01"})
		codes = append(codes, code)
	}
	for i := range provinceUnits {
		add(fmt.Sprintf("xa-%03d", i), fmt.Sprintf("Xã Mẫu %d", i), string(org.Commune), "bac-kan")
	}
	for i := range provinceUnits {
		for k := range 25 {
			add(fmt.Sprintf("xa-%03d-%02d", i, k), fmt.Sprintf("Phòng Mẫu %d.%d", i, k), string(org.Department), fmt.Sprintf("xa-%03d", i))
		}
	}
	made := apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "bac-kan", From: "2025-07-01", Lines: list}))(b)
	w.On("2026-07-02")
	apptest.Must(w.ImportPeople(apptest.Ctx, apptest.Operator, accounts.PeopleImport{Under: "bac-kan", From: "2025-07-01", Lines: people}))(b)
	for i, u := range made.Rows[:provinceUnits] {
		if i < 20 {
			officers = append(officers, w.Actor(fmt.Sprintf("can-bo-%d", i), access.Officer, u.Unit))
		}
		for k := range 3 {
			given = append(given, w.Given(tasks.NewTask{Unit: w.Province, Name: fmt.Sprintf("Nhiệm vụ %d", k), Leads: []id.ID{u.Unit}, Deadline: "31/8/2026", Issued: "2026-07-02"}).ID)
		}
	}
	return codes, given, officers
}
