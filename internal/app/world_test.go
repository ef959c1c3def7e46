package app_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// world is a small body of units with one target in each of two districts.
type world struct {
	*app.App
	db    *store.DB
	dsn   string
	t     testing.TB
	clock *time.Time

	province, district, department, commune, other id.ID
	post                                           id.ID // head of the department
	person                                         id.ID
	document, otherDocument                        id.ID
	forest                                         id.ID // the district's target: 400 ha, answered by the department
	otherTarget                                    id.ID
}

var operator = desk.Operator("test")

// eachEngine runs a test on SQLite and on PostgreSQL.
func eachEngine(t *testing.T, test func(t *testing.T, w *world)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newWorld(t, filepath.Join(t.TempDir(), "w.db"))) })
	t.Run("postgresql", func(t *testing.T) { test(t, newWorld(t, pgtest.DSN(t))) })
}

func newWorld(t testing.TB, dsn string) *world {
	t.Helper()
	db, err := store.Open(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	clock := time.Date(2023, 7, 5, 8, 0, 0, 0, period.Zone)
	w := &world{App: app.New(db, func() time.Time { return clock }), db: db, dsn: dsn, t: t, clock: &clock}
	w.province = w.unit("bac-kan", org.Province, "")
	w.district = w.unit("ngan-son", org.District, w.province)
	w.department = w.unit("phong-nong-nghiep", org.Department, w.district)
	w.commune = w.unit("bang-van", org.Commune, w.district)
	w.other = w.unit("cho-don", org.District, w.province)
	w.post = must(w.AddPost(ctx, operator, w.department, "Trưởng phòng", true))(t)
	w.person = must(w.AddPerson(ctx, operator, "Nguyễn Văn Mẫu", true))(t)
	must(w.Appoint(ctx, operator, units.NewAppointment{Person: w.person, Post: w.post, Capacity: org.Substantive, Decision: "01/QĐ", From: "2020-01-01"}))(t)
	w.document, w.forest = w.targetOf(w.district, w.department)
	w.otherDocument, w.otherTarget = w.targetOf(w.other, w.other)
	return w
}

var ctx = context.Background()

// must turns (value, error) into the value, or fails the test.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *world) unit(code, kind string, parent id.ID) id.ID {
	w.t.Helper()
	return must(w.AddUnit(ctx, operator, units.NewUnit{Code: code, Name: code, Kind: kind, Parent: parent, From: "1997-01-01"}))(w.t)
}

func (w *world) targetOf(unit, answers id.ID) (document, made id.ID) {
	w.t.Helper()
	document = must(w.AddDocument(ctx, operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "12-NQ/HU", Issuer: string(unit),
		IssuedOn: "2022-12-20", Title: "Nhiệm vụ năm 2023"}))(w.t)
	made = must(w.AddTarget(ctx, operator, plan.NewTarget{Document: document, Place: 1, Label: "1", Field: "Kinh tế", Name: "Trồng rừng",
		Wording: "400 ha", UnitOfMeasure: "ha", Accumulation: target.Flow, AnswerUnit: answers, Confirmed: true}))(w.t)
	return document, made
}

// account makes an account with one role over a unit and gives its actor.
func (w *world) account(username string, role access.Role, unit id.ID) access.Actor {
	w.t.Helper()
	_, _, err := w.CreateAccount(ctx, operator, accounts.NewAccount{Username: username, Name: username, Password: "mat-khau-thu-nghiem",
		Grants: []access.Grant{{Role: role, Unit: unit}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return must(w.ActAs(ctx, operator, username))(w.t)
}

// report submits a cumulative final figure.
func (w *world) report(actor access.Actor, of id.ID, month period.Month, text string) target.Observation {
	w.t.Helper()
	return must(w.Report(ctx, actor, figures.NewReport{Target: of, Month: month, Text: text, Cumulative: true, Final: true}))(w.t)
}

// approved reports a figure and takes it the whole way under three accounts.
func (w *world) approved(officer, verifier, head access.Actor, of id.ID, month period.Month, text string) target.Observation {
	w.t.Helper()
	o := w.report(officer, of, month, text)
	must(w.Advance(ctx, verifier, o.ID, approval.Verify, ""))(w.t)
	must(w.Advance(ctx, head, o.ID, approval.Approve, ""))(w.t)
	return o
}

// on moves the clock.
func (w *world) on(day period.Date) { *w.clock = day.Time().Add(9 * time.Hour) }

func (w *world) board(asKnown period.Date) standing.Board {
	w.t.Helper()
	return must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023", AsKnown: asKnown}))(w.t)
}

// clockMonth gives the months of 2023 in turn.
func (w *world) clockMonth(n int) period.Month { return period.Cycle("2023").Months()[n%12] }

// another is another node on the same database, which remembers nothing.
func (w *world) another() *app.App { return app.New(w.db, w.App.Now) }
