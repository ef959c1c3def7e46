package chasing_test

import (
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/id"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
)

// TestBurden: what a sheet cost its unit is added up by month once for a sending,
// says of nobody who sent it, and one indicator under two documents is found.
func TestBurden(t *testing.T) {
	later := time.Duration(0) // what mints identifiers never goes back, not even to the next engine
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		*w.Clock = w.Clock.Add(later)
		later += time.Hour
		p := w.Team()
		admin := w.Actor("bd-qt", access.Administrator, w.District)
		name := string(id.New(w.App.Now()))
		*w.Clock = w.Clock.Add(14 * time.Minute)
		in := figures.TypedSheet{Unit: "ngan-son", Month: "2023-06", Once: name, Rows: []figures.TypedRow{{Row: typed.Row{Target: w.Forest, Text: "12,5", Seen: figures.SeenNothing}}}}
		for range 2 { // sent again: once
			if sent, err := w.SendTyped(apptest.Ctx, p.Officer, in); err != nil || sent.Taken != 1 {
				t.Fatalf("%+v, %v", sent, err)
			}
		}
		got := apptest.Must(w.Burden(apptest.Ctx, admin, "ngan-son", "2023"))(t)
		june := got.Units[0].Months[5]
		if n, ok := june.Minutes(); !ok || n != 14 || june.Sent != 1 || june.Figures != 1 || len(got.Units[0].Twice) != 0 {
			t.Errorf("%+v", got.Units[0])
		}
		if got.Units[0].Unit.Code != "ngan-son" || len(got.Units) < 2 {
			t.Errorf("%d units", len(got.Units))
		}

		document := apptest.Must(w.AddDocument(apptest.Ctx, p.Office, plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "05-NQ/HU", Title: "Nghị quyết khác", Issuer: "Huyện ủy", IssuedOn: "2023-01-20"}))(t)
		if _, err := w.AddTarget(apptest.Ctx, p.Office, plan.NewTarget{Document: document, Place: 1, Name: "Trồng rừng", Wording: "400 ha", UnitOfMeasure: "ha", Accumulation: target.Flow, AnswerUnit: w.Department, Confirmed: true}); err != nil {
			t.Fatal(err)
		}
		got = apptest.Must(w.Burden(apptest.Ctx, admin, "ngan-son", "2023"))(t)
		if len(got.Units[0].Twice) != 1 || len(got.Units[0].Twice[0]) != 2 {
			t.Errorf("asked twice: %+v", got.Units[0].Twice)
		}
		w.Fits()
	})
}
