package reviews_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/pgtest"
	"dondoc/internal/review"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// BenchmarkProvince reviews a province: 100 units with 25 bodies each, 2,600 heads,
// three tasks and a target with its figure to each of the 100. One operation of
// "all" proposes a quarter's review of every unit of the 100 and of every head, of
// "year" those of four quarters; of "again", that of a unit and its head after one
// of its tasks was done; of "figure", after a figure was reported, verified and
// approved; of "list", a unit's list of reviews.
func BenchmarkProvince(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgresql"} {
		b.Run(engine, func(b *testing.B) {
			dsn := filepath.Join(b.TempDir(), "w.db")
			if engine == "postgresql" {
				dsn = pgtest.DSN(b)
			}
			w := apptest.New(b, dsn)
			codes, given, officers := province(b, w)
			figure := figured(b, w, codes, officers)
			office := w.Actor("so-noi-vu", access.Office, w.Province)
			w.On("2026-10-05")
			period := year("2026-Q3")
			all := func(b *testing.B, quarter string) {
				for i, code := range codes {
					if i < provinceUnits {
						apptest.Must(w.ProposeReview(apptest.Ctx, office, collective(code, quarter)))(b)
					}
					apptest.Must(w.ProposeReview(apptest.Ctx, office, reviews.Query{Unit: code, Subject: review.Head, Period: year(quarter)}))(b)
				}
			}
			b.Run("all", func(b *testing.B) {
				for b.Loop() {
					all(b, "2026-Q3")
				}
			})
			b.Run("year", func(b *testing.B) {
				for b.Loop() {
					for _, quarter := range []string{"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"} {
						all(b, quarter)
					}
				}
			})
			b.Run("figure", func(b *testing.B) {
				for n := 0; b.Loop(); n++ {
					at := n % len(officers)
					figure(b, at, fmt.Sprintf("%d ha", 300+n))
					apptest.Must(w.ProposeReview(apptest.Ctx, office, collective(codes[at], "2026-Q3")))(b)
					apptest.Must(w.ProposeReview(apptest.Ctx, office, reviews.Query{Unit: codes[at], Subject: review.Head, Period: period}))(b)
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

// figured gives each unit that has an officer a target, and what reports a figure of
// September of one and takes it through its steps.
func figured(b *testing.B, w *apptest.World, codes []string, officers []access.Actor) func(b *testing.B, at int, text string) {
	b.Helper()
	var targets []id.ID
	var verifiers, heads []access.Actor
	for i, code := range codes[:provinceUnits] {
		unit := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(b)
		which, err := unit.UnitByCode(code)
		if err != nil {
			b.Fatal(err)
		}
		doc := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: which, Cycle: "2026", Number: "18/NQ-HĐND", Issuer: "HĐND xã", IssuedOn: "2025-12-19", Title: "Nhiệm vụ năm 2026"}))(b)
		targets = append(targets, apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: doc, Place: 1, Name: "Trồng rừng", Wording: "400 ha", UnitOfMeasure: "ha", Accumulation: target.Flow, Confirmed: true}))(b))
		if i < len(officers) {
			verifiers = append(verifiers, w.Actor(fmt.Sprintf("tham-dinh-%d", i), access.Verifier, which))
			heads = append(heads, w.Actor(fmt.Sprintf("lanh-dao-%d", i), access.Head, which))
		}
	}
	return func(b *testing.B, at int, text string) {
		o := apptest.Must(w.Report(apptest.Ctx, officers[at], figures.NewReport{Target: targets[at], Month: "2026-09", Text: text, Cumulative: true, Final: true}))(b)
		apptest.Must(w.Advance(apptest.Ctx, verifiers[at], o.ID, approval.Verify, ""))(b)
		apptest.Must(w.Advance(apptest.Ctx, heads[at], o.ID, approval.Approve, ""))(b)
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
