package standing_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

func flagged(flags []criterion.Flag, code string) bool {
	for _, f := range flags {
		if f.Code == code {
			return true
		}
	}
	return false
}

// Within the year a board says who is on track and where the year will end.
func TestBoardLooksAhead(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		for month, text := range map[period.Month]string{"2023-01": "20", "2023-02": "50", "2023-03": "90"} {
			w.Approved(officer, verifier, head, w.Forest, month, text)
		}
		row := w.Board("").Rows[0]
		if row.Track == nil || row.Track.Class != criterion.NotMet {
			t.Fatalf("90 of 400 ha in March is %v", row.Track)
		}
		if o := row.Outlook; o == nil || o.Value.String() != "360" || o.Low.String() != "270" || o.High.String() != "450" || o.Class != criterion.NotMet || o.Sure {
			t.Errorf("the year ends at %+v", row.Outlook)
		}
		if pace := w.Board("").Pace; pace != (standing.Pace{Miss: 1}) {
			t.Errorf("pace %+v", pace)
		}
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "390")
		if row := w.Board("").Rows[0]; row.Track.Class != criterion.Met {
			t.Errorf("390 in June: %v", row.Track)
		}
		page := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t)
		if page.Track == nil || page.Outlook != nil {
			t.Errorf("with April and May missing there is %+v", page.Outlook)
		}
		w.On("2023-07-20")
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "200")
		if row := w.Board("2023-07-19").Rows[0]; row.Track.Class != criterion.Met {
			t.Error("what was known then changed afterwards")
		}
	})
}

// Where the year ends is worked out as money is, from what the years before came to
// by the month and of their plans: the same on the board, on the target's page and
// beside its peers.
func TestOutlookRestsOnEarlierYears(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.On("2023-03-20")
		for year, ended := range map[period.Cycle][2]string{"2022": {"50", "200"}, "2021": {"100", "200"}} {
			doc := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: w.District, Cycle: year, Number: "1-NQ/HU", Issuer: "Huyện ủy", IssuedOn: year.Start(), Title: "Nghị quyết"}))(t)
			before := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: doc, Place: 1, Label: "1", Name: "Trồng rừng", Wording: "250 ha", UnitOfMeasure: "ha", AnswerUnit: w.Department, Confirmed: true}))(t)
			w.Approved(officer, verifier, head, before, period.Month(year+"-03"), ended[0])
			w.Approved(officer, verifier, head, before, period.Month(year+"-12"), ended[1])
		}
		for month, text := range map[period.Month]string{"2023-01": "20", "2023-02": "50", "2023-03": "90"} {
			w.Approved(officer, verifier, head, w.Forest, month, text)
		}
		// share (3 × 0.25 + 2 × 0.5) / 5 = 0.35, completion 0.8: 0.25 × 90 / 0.35 + 0.75 × 400 × 0.8 = 304.3
		row, page := w.Board("").Rows[0], apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t)
		for what, o := range map[string]*target.Outlook{"board": row.Outlook, "page": page.Outlook} {
			if o == nil || o.Made.Key != "target.forecast_blend" || o.Value.String() != "304" || o.Low.String() != "257" || o.High.String() != "450" {
				t.Errorf("%s: %+v", what, o)
			}
		}
	})
}

// The plans within the year say who is on track, not an even course; the last
// one that has passed holds until the next.
func TestInterimPlans(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.Approved(officer, verifier, head, w.Forest, "2023-03", "90")
		set := func(text string) error {
			return w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: w.Forest, Options: &criterion.Options{Interim: text}, Reason: "kế hoạch quý", Confirmed: true})
		}
		if err := set("quý I: chừng nào xong"); !errs.Is(err, errs.Invalid) || errs.All(err)[0].Field != "interim" {
			t.Fatalf("what cannot be read is taken: %v", err)
		}
		if err := set("quý I: 80 ha; 6 tháng: 300 ha"); err != nil {
			t.Fatal(err)
		}
		track := func() criterion.Class {
			row, page := w.Board("").Rows[0], apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t)
			if row.Track == nil || page.Track == nil || row.Track.Class != page.Track.Class || row.Class != criterion.NotAssessed {
				t.Fatalf("board %+v, page %+v", row.Track, page.Track)
			}
			return row.Track.Class
		}
		if got := track(); got != criterion.Met {
			t.Errorf("90 ha where the quarter asks for 80 is %s", got)
		}
		w.Approved(officer, verifier, head, w.Forest, "2023-05", "100")
		if got := track(); got != criterion.Met {
			t.Errorf("100 ha in May is %s before the plan of June", got)
		}
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "299")
		if got := track(); got != criterion.NotMet {
			t.Errorf("299 of 300 ha is %s", got)
		}
		if err := set(""); err != nil || track() != criterion.Met {
			t.Errorf("without them 299 of 400 ha in June is behind: %v", err)
		}
	})
}

// A result that two setters asked for is reported once and held against both.
func TestTwoSettersOneResult(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		twin := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Setter: target.Superior, Place: 2, Label: "1b", Name: "Trồng rừng",
			Wording: "500 ha", UnitOfMeasure: "ha", AnswerUnit: w.Department, Confirmed: true}))(t)
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "430")
		for _, row := range w.Board("").Rows {
			if row.Actual == nil || row.Actual.Value.String() != "430" || len(row.Beside) != 1 {
				t.Fatalf("%s: %v beside %d", row.Label, row.Actual, len(row.Beside))
			}
			own, other := row.Assessment.Achievement.Percent(1).Trim().String(), row.Beside[0].Assessment.Achievement.Percent(1).Trim().String()
			if row.Target.ID == twin && (own != "86" || other != "107.5") || row.Target.ID != twin && (own != "107.5" || other != "86") {
				t.Errorf("%s: %s and %s", row.Label, own, other)
			}
		}
	})
}

// The number of targets is that of the list as it was on a day.
func TestTargetsLeaveTheList(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.On("2023-09-01")
		if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: w.Forest, Drop: true}); !errs.Is(err, errs.Invalid) {
			t.Errorf("without a reason: %v", err)
		}
		if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: w.Forest, Drop: true, Reason: "không còn đất trồng"}); err != nil {
			t.Fatal(err)
		}
		if now, then := w.Board("").Total(), w.Board("2023-08-31").Total(); now != 0 || then != 1 {
			t.Errorf("%d now, %d then", now, then)
		}
		if page := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t); !flagged(page.Flags, "dropped") {
			t.Error("its page does not say so")
		}
		if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: w.Forest, Reason: "khôi phục"}); err != nil {
			t.Fatal(err)
		}
		if w.Board("").Total() != 1 {
			t.Error("it cannot come back")
		}
	})
}

// How a target is judged is kept with its wording, with who reads it so.
func TestOptionsBelongToTheTarget(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		poor := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Place: 2, Name: "Tỷ lệ thất nghiệp", Wording: "dưới 4%", UnitOfMeasure: "%",
			Accumulation: target.Stock, AnswerUnit: w.Department, Confirmed: true}))(t)
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.On("2024-01-05")
		w.Approved(officer, verifier, head, poor, "2023-12", "3,2%")
		class := func() criterion.Class {
			return apptest.Must(w.Target(apptest.Ctx, apptest.Operator, poor, ""))(t).Class
		}
		if class() != criterion.Met {
			t.Fatalf("the usual way it is %s", class())
		}
		bad := criterion.Options{BelowCeiling: "gì đó"}
		if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: poor, Options: &bad, Reason: "x"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an option there is not: %v", err)
		}
		o := criterion.Options{BelowCeiling: criterion.Exceeded, Ceiling: criterion.Inverse, Source: "công văn 12"}
		if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: poor, Options: &o, Reason: "theo công văn", Confirmed: true}); err != nil {
			t.Fatal(err)
		}
		page := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, poor, ""))(t)
		if page.Class != criterion.Exceeded || page.Assessment.Achievement.Percent(0).String() != "125" || page.Current().Options != o {
			t.Errorf("%s, %v", page.Class, page.Current().Options)
		}
	})
}

// TestOwnLabels: a unit words a label for itself and those below, not for others.
func TestOwnLabels(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, below := w.Actor("van-phong", access.Office, w.District), w.Actor("vp-xa", access.Office, w.Commune)
		label := func(unit id.ID) string {
			return apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).OwnLabel(unit, "vi", "track.met")
		}
		says := func(what string, district, commune, other string) {
			t.Helper()
			if got := [3]string{label(w.District), label(w.Commune), label(w.Other)}; got != [3]string{district, commune, other} {
				t.Errorf("%s: district, commune, another say %q", what, got)
			}
		}
		set := func(actor access.Actor, code, words string) {
			t.Helper()
			if err := w.SetLabel(apptest.Ctx, actor, code, "vi", "track.met", words); err != nil {
				t.Fatal(err)
			}
		}
		set(below, "bang-van", "đúng tiến độ")
		says("one commune's words", "", "đúng tiến độ", "")
		set(office, "ngan-son", "đúng hướng")
		says("and its district's", "đúng hướng", "đúng tiến độ", "")
		set(below, "bang-van", "")
		says("the commune has none again", "đúng hướng", "đúng hướng", "")
		for _, c := range []struct {
			actor access.Actor
			code  string
			kind  errs.Kind
		}{{w.Actor("can-bo", access.Officer, w.District), "ngan-son", errs.Forbidden}, {below, "ngan-son", errs.NotFound}, {office, "cho-don", errs.NotFound}, {office, "", errs.NotFound}} {
			if err := w.SetLabel(apptest.Ctx, c.actor, c.code, "vi", "track.met", "x"); !errs.Is(err, c.kind) {
				t.Errorf("%s words a label of %q: %v", c.actor.Name, c.code, err)
			}
		}
		for _, c := range [][3]string{{"vi", "class.met", "x"}, {"fr", "track.met", "x"}, {"vi", "track.met", "a\x00b"}} {
			if err := w.SetLabel(apptest.Ctx, office, "ngan-son", c[0], c[1], c[2]); !errs.Is(err, errs.Invalid) {
				t.Errorf("%q: %v", c, err)
			}
		}
	})
}

// A figure in another unit of measure than the month before is flagged, not blocked.
func TestUnitSwitchedInMidYear(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.Approved(officer, verifier, head, w.Forest, "2023-04", "180")
		w.Approved(officer, verifier, head, w.Forest, "2023-05", "200")
		if flagged(w.Board("").Rows[0].Flags, "unit_switched") {
			t.Error("200 after 180 was doubted")
		}
		asked := figures.NewReport{Target: w.Forest, Month: "2023-06", Text: "210000", Cumulative: true, Final: true}
		if _, err := w.Report(apptest.Ctx, officer, asked); apptest.Key(err) != "app.figure_unsure" {
			t.Errorf("525 times the plan was taken unasked: %v", err)
		}
		meant := measure.NewDecimal(210000, 0)
		asked.Meant, asked.Note = &meant, "ghi theo m2" // and that is what was meant
		o := apptest.Must(w.Report(apptest.Ctx, officer, asked))(t)
		apptest.Must(w.Advance(apptest.Ctx, verifier, o.ID, approval.Verify, ""))(t)
		apptest.Must(w.Advance(apptest.Ctx, head, o.ID, approval.Approve, ""))(t)
		if !flagged(w.Board("").Rows[0].Flags, "unit_switched") {
			t.Errorf("210,000 after 200 was not: %v", w.Board("").Rows[0].Flags)
		}
	})
}
