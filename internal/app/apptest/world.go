// Package apptest is a small body of units on both engines, which the tests of
// the wings work on.
package apptest

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/pgtest"
	"dondoc/internal/resolution"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// World is a small body of units with one target in each of two districts.
type World struct {
	*app.App
	DB    *store.DB
	DSN   string
	T     testing.TB
	Clock *time.Time

	Province, District, Department, Commune, Other id.ID
	HeadPost                                       id.ID // head of the department
	Holder                                         id.ID
	Resolution, OtherResolution                    id.ID
	Forest                                         id.ID // the district's target: 400 ha, answered by the department
	OtherForest                                    id.ID
}

var Operator = desk.Operator("test")

// EachEngine runs a test on SQLite and on PostgreSQL.
func EachEngine(t *testing.T, test func(t *testing.T, w *World)) {
	t.Run("sqlite", func(t *testing.T) { test(t, New(t, filepath.Join(t.TempDir(), "w.db"))) })
	t.Run("postgresql", func(t *testing.T) {
		dsn := pgtest.Like(t, "world", func(dsn string) { first[1].build(t, dsn) })
		test(t, first[1].at(t, dsn))
	})
}

// first are the worlds of SQLite and of PostgreSQL that every test of a process has a
// copy of, and how they are copied: migrating and filling one anew takes longer than most tests.
var first [2]made

type made struct {
	once  sync.Once
	world World
	file  []byte // of SQLite
}

// New gives a world in a database that is not there yet: a file of SQLite, or an
// empty one of PostgreSQL, which is filled from nothing.
func New(t testing.TB, dsn string) *World {
	t.Helper()
	if strings.HasPrefix(dsn, "postgres") {
		var one made
		one.build(t, dsn)
		return one.at(t, dsn)
	}
	one := &first[0]
	one.once.Do(func() {
		path := filepath.Join(t.TempDir(), "first.db")
		one.build(t, path)
		one.file = Must(os.ReadFile(path))(t)
	})
	if one.file == nil {
		t.Fatal("the world of the tests could not be made")
	}
	if err := os.WriteFile(dsn, one.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return one.at(t, dsn)
}

// at opens a copy of the world.
func (m *made) at(t testing.TB, dsn string) *World {
	t.Helper()
	w := m.world
	clock := dayOne
	w.DB, w.DSN, w.T, w.Clock = Must(store.Open(Ctx, dsn))(t), dsn, t, &clock
	t.Cleanup(func() { w.DB.Close() })
	w.App = app.New(w.DB, func() time.Time { return clock })
	return &w
}

var dayOne = time.Date(2023, 7, 5, 8, 0, 0, 0, period.Zone)

// build makes the world and closes its database.
func (m *made) build(t testing.TB, dsn string) {
	t.Helper()
	db := Must(store.Open(Ctx, dsn))(t)
	defer db.Close()
	w := &m.world
	w.App, w.T = app.New(db, func() time.Time { return dayOne }), t
	w.Province = w.MakeUnit("bac-kan", org.Province, "")
	w.District = w.MakeUnit("ngan-son", org.District, w.Province)
	w.Department = w.MakeUnit("phong-nong-nghiep", org.Department, w.District)
	w.Commune = w.MakeUnit("bang-van", org.Commune, w.District)
	w.Other = w.MakeUnit("cho-don", org.District, w.Province)
	w.HeadPost = Must(w.AddPost(Ctx, Operator, w.Department, "Trưởng phòng", true))(t)
	w.Holder = Must(w.AddPerson(Ctx, Operator, "Nguyễn Văn Mẫu", true))(t)
	Must(w.Appoint(Ctx, Operator, units.NewAppointment{Person: w.Holder, Post: w.HeadPost, Capacity: org.Substantive, Decision: "01/QĐ", From: "2020-01-01"}))(t)
	w.Resolution, w.Forest = w.TargetOf(w.District, w.Department)
	w.OtherResolution, w.OtherForest = w.TargetOf(w.Other, w.Other)
}

// Fits holds the tables against the log: they are what it says.
func (w *World) Fits() {
	w.T.Helper()
	var v store.Verdict
	if err := w.DB.Read(Ctx, func(ctx context.Context, tx *store.Tx) (err error) { v, err = tx.Verify(ctx, nil, nil); return err }); err != nil {
		w.T.Fatal(err)
	}
	if !v.OK() {
		w.T.Errorf("the tables are not what the log says: %+v %+v", v.Wrong, v.Findings)
	}
}

var Ctx = context.Background()

// Must turns (value, error) into the value, or fails the test.
func Must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *World) MakeUnit(code, kind string, parent id.ID) id.ID {
	w.T.Helper()
	return Must(w.AddUnit(Ctx, Operator, units.NewUnit{Code: code, Name: code, Kind: kind, Parent: parent, From: "1997-01-01"}))(w.T)
}

func (w *World) TargetOf(unit, answers id.ID) (document, made id.ID) {
	w.T.Helper()
	document = Must(w.AddDocument(Ctx, Operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "12-NQ/HU", Issuer: string(unit),
		IssuedOn: "2022-12-20", Title: "Nhiệm vụ năm 2023"}))(w.T)
	made = Must(w.AddTarget(Ctx, Operator, plan.NewTarget{Document: document, Place: 1, Label: "1", Field: "Kinh tế", Name: "Trồng rừng",
		Wording: "400 ha", UnitOfMeasure: "ha", Accumulation: target.Flow, AnswerUnit: answers, Confirmed: true}))(w.T)
	return document, made
}

// Password is the one of all accounts of the tests, hashed once.
const Password = "mat-khau-thu-nghiem"

var Ready = sync.OnceValue(func() accounts.Hashed { h, _ := accounts.Hash(Password); return h })

// Actor makes an account with one role over a unit and gives its actor.
func (w *World) Actor(username string, role access.Role, unit id.ID) access.Actor {
	w.T.Helper()
	_, _, err := w.CreateAccount(Ctx, Operator, accounts.NewAccount{Username: username, Name: username, Password: Password, Ready: Ready(),
		Grants: []access.Grant{{Role: role, Unit: unit}}})
	if err != nil {
		w.T.Fatal(err)
	}
	return Must(w.ActAs(Ctx, Operator, username))(w.T)
}

// Submit submits a cumulative final figure.
func (w *World) Submit(actor access.Actor, of id.ID, month period.Month, text string) target.Observation {
	w.T.Helper()
	return Must(w.Report(Ctx, actor, figures.NewReport{Target: of, Month: month, Text: text, Cumulative: true, Final: true}))(w.T)
}

// Approved reports a figure and takes it the whole way under three accounts.
func (w *World) Approved(officer, verifier, head access.Actor, of id.ID, month period.Month, text string) target.Observation {
	w.T.Helper()
	o := w.Submit(officer, of, month, text)
	Must(w.Advance(Ctx, verifier, o.ID, approval.Verify, ""))(w.T)
	Must(w.Advance(Ctx, head, o.ID, approval.Approve, ""))(w.T)
	return o
}

// On moves the clock.
func (w *World) On(day period.Date) { *w.Clock = day.Time().Add(9 * time.Hour) }

func (w *World) Board(asKnown period.Date) standing.Board {
	w.T.Helper()
	return Must(w.Scoreboard(Ctx, Operator, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023", AsKnown: asKnown}))(w.T)
}

// MonthOf gives the months of 2023 in turn.
func (w *World) MonthOf(n int) period.Month { return period.Cycle("2023").Months()[n%12] }

// Another is another node on the same database, which remembers nothing.
func (w *World) Another() *app.App { return app.New(w.DB, w.App.Now) }

// People is the three people every figure needs, and the office.
type People struct{ Officer, Verifier, Head, Office access.Actor }

func (w *World) Team() People {
	return People{w.Actor("can-bo", access.Officer, w.District), w.Actor("tham-dinh", access.Verifier, w.District),
		w.Actor("lanh-dao", access.Head, w.District), w.Actor("van-phong", access.Office, w.District)}
}

func Key(err error) string {
	if err == nil {
		return ""
	}
	return errs.All(err)[0].What.Key
}

// Current reads a target's present revision.
func (w *World) Current(of id.ID) target.Revision {
	w.T.Helper()
	return Must(w.Target(Ctx, Operator, of, ""))(w.T).Current()
}

// Kept counts the contents kept.
func (w *World) Kept() (n int64) {
	w.T.Helper()
	err := w.DB.Read(Ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		n, err = tx.CountContents(ctx)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return n
}

const Superiors = `Số: 01/NQ-TU
NGHỊ QUYẾT
I. Nhiệm vụ
1. Trồng rừng và phát triển kinh tế lâm nghiệp bền vững tại các xã vùng cao
2. Phổ cập kỹ năng số cho người dân qua nền tảng học tập trực tuyến
a) Người đứng đầu chịu trách nhiệm trực tiếp về kết quả`

func (w *World) Superior() id.ID {
	w.T.Helper()
	return Must(w.ImportDocument(Ctx, Operator, papers.NewWritten{NewDocument: plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "01/NQ-TU", Issuer: "Tỉnh ủy", IssuedOn: "2022-12-01",
		Title: "Về phát triển lâm nghiệp", Level: target.SuperiorLevel, Kind: "nghị quyết"}, Provisions: resolution.CutText(strings.Split(Superiors, "\n")).Provisions}))(w.T).ID
}

func (w *World) Given(in tasks.NewTask) tasks.GivenTask {
	w.T.Helper()
	if in.Unit == "" {
		in.Unit = w.District
	}
	return Must(w.AddTask(Ctx, Operator, in))(w.T)[0]
}

// RawOpen opens the world's database without the store.
func RawOpen(t *testing.T, w *World) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if w.DB.Engine == store.PostgreSQL {
		driver = "pgx"
	}
	raw, err := sql.Open(driver, w.DSN)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func RawExec(t *testing.T, w *World, statement string) {
	t.Helper()
	raw := RawOpen(t, w)
	defer raw.Close()
	if _, err := raw.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// Hasten makes delayed sign-ins go on at once and tells of each delay.
func (w *World) Hasten(told func(time.Duration)) {
	w.After = func(d time.Duration) <-chan time.Time {
		told(d)
		c := make(chan time.Time, 1)
		c <- time.Time{}
		return c
	}
}

// Drop keeps the error of (value, error).
func Drop[T any](_ T, err error) error { return err }

// IsAccess says whether an error is a refusal of access and not of a rule.
func IsAccess(err error) bool {
	key := errs.All(err)[0].What.Key
	return key == "access.forbidden" || key == "access.not_found" || key == "app.not_your_report" || key == "app.dataset_unit" // unknown or not theirs: one answer
}

// Writes has an account told by letters to an address that it confirmed.
func (w *World) Writes(account id.ID, wish chase.Wish) error {
	wish.Account = account
	return w.DB.Write(Ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.PutWish(ctx, wish); err != nil {
			return err
		}
		if err := tx.AskConfirm(ctx, account, "x", w.Clock.AddDate(1, 0, 0)); err != nil {
			return err
		}
		return tx.Confirm(ctx, account, "x", *w.Clock)
	})
}
