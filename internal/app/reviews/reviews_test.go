package reviews_test

import (
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

func year(cycle string) dossier.Period {
	p, err := dossier.ParsePeriod(cycle)
	if err != nil {
		panic(err)
	}
	return p
}

type people struct{ officer, office, below, above, head access.Actor }

// team has a district report, its office assess, and the province verify and decide.
func team(w *apptest.World) people {
	return people{w.Actor("can-bo", access.Officer, w.District), w.Actor("van-phong", access.Office, w.District), w.Actor("lanh-dao", access.Head, w.District),
		w.Actor("so-noi-vu", access.Office, w.Province), w.Actor("chu-tich-tinh", access.Head, w.Province)}
}

func collective(code, cycle string) reviews.Query {
	return reviews.Query{Unit: code, Subject: review.Collective, Period: year(cycle)}
}

// TestAReviewIsThreePeoples takes a district's year from proposal to decision: the
// facts are frozen, each step asks its right of the unit above, nobody takes two.
func TestAReviewIsThreePeoples(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := team(w)
		w.On("2023-12-31")
		w.Approved(p.officer, w.Actor("tham-dinh", access.Verifier, w.District), p.below, w.Forest, "2023-12", "480 ha")
		q := collective("ngan-son", "2023")
		if _, err := w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}); apptest.Key(err) != "review.not_over" {
			t.Fatalf("a year that is not over: %v", err)
		}
		w.On("2024-01-08")
		proposed := apptest.Must(w.ProposeReview(apptest.Ctx, p.office, q))(t)
		if proposed.Set.ID != "qd-124-2023" || len(proposed.Facts.Work) != 1 || !proposed.Facts.Work[0].Above || proposed.Result.Level != "" || proposed.Result.Best != "excellent" {
			t.Fatalf("%+v", proposed.Result)
		}
		yes := reviews.Given{Answers: map[string]bool{"disciplined": false, "other-criteria": true}}
		which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{Given: yes, Level: "excellent"}))(t)
		if frozen := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t).Frozen.Facts.Work[0]; frozen.Figure != "final" {
			t.Errorf("the frozen row was judged by a figure of kind %q", frozen.Figure)
		}
		other := q
		if other.Rules = "nd-233-2026"; apptest.Key(apptest.Drop(w.ProposeReview(apptest.Ctx, p.office, other))) != "review.set_of_another_day" {
			t.Error("a review that is kept is judged by rules of a later day")
		}
		if other.Rules = "qd-124-2023"; apptest.Drop(w.ProposeReview(apptest.Ctx, p.office, other)) != nil {
			t.Error("a review that is kept is not judged by its own rules")
		}
		for name, try := range map[string]func() error{
			"the unit verifies itself": func() error { return w.StepReview(apptest.Ctx, p.office, which, reviews.Move{Step: dossier.Verify}) },
			"decided before verified": func() error {
				return w.StepReview(apptest.Ctx, p.head, which, reviews.Move{Step: dossier.Decide, Level: "good"})
			},
			"assessed twice":              func() error { return apptest.Drop(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{})) },
			"an officer reads the scores": func() error { return apptest.Drop(w.ReviewPage(apptest.Ctx, p.officer, which, "")) },
			"a question nobody asks": func() error {
				return w.StepReview(apptest.Ctx, p.above, which, reviews.Move{Step: dossier.Verify, Given: reviews.Given{Answers: map[string]bool{"weather": true}}})
			},
			"returned without a reason": func() error { return w.StepReview(apptest.Ctx, p.above, which, reviews.Move{Step: dossier.Return}) },
			"a step nobody knows":       func() error { return w.StepReview(apptest.Ctx, p.head, which, reviews.Move{Step: "praise"}) },
		} {
			if err := try(); err == nil {
				t.Errorf("%s: accepted", name)
			}
		}
		if err := w.StepReview(apptest.Ctx, p.above, which, reviews.Move{Step: dossier.Verify, Reason: "đủ minh chứng"}); err != nil {
			t.Fatal(err)
		}
		if err := w.StepReview(apptest.Ctx, p.head, which, reviews.Move{Step: dossier.Decide, Level: "good"}); apptest.Key(err) != "review.decision_reason" {
			t.Errorf("another level without a reason: %v", err)
		}
		if err := w.StepReview(apptest.Ctx, p.head, which, reviews.Move{Step: dossier.Decide, Level: "excellent"}); apptest.Key(err) != "review.cap_passed" {
			t.Errorf("one excellent of none good: %v", err)
		}
		if err := w.StepReview(apptest.Ctx, p.head, which, reviews.Move{Step: dossier.Decide, Level: "good", Reason: "dành chỉ tiêu xuất sắc"}); err != nil {
			t.Fatal(err)
		}
		page := apptest.Must(w.ReviewPage(apptest.Ctx, p.head, which, ""))(t)
		if page.Level() != "good" || len(page.Steps) != 3 || !slices.Contains(page.Next, dossier.Reopen) || len(page.Now.Since) != 0 {
			t.Errorf("%+v", page.Next)
		}
		if again, err := w.RejudgeReviews(apptest.Ctx, p.head, "ngan-son", year("2023"), ""); err != nil || again.Steps != 3 || len(again.Differ) != 0 || again.Next != "" {
			t.Errorf("judged again: %+v, %v", again, err)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}

// TestFrozenFactsStand: what is put right after the freeze is shown beside it, and
// counts only when the review was reopened and assessed again.
func TestFrozenFactsStand(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := team(w)
	verifier := w.Actor("tham-dinh", access.Verifier, w.District)
	w.On("2023-12-31")
	w.Approved(p.officer, verifier, p.below, w.Forest, "2023-12", "380 ha")
	w.On("2024-01-08")
	q := collective("ngan-son", "2023")
	yes := reviews.Given{Answers: map[string]bool{"disciplined": false, "other-criteria": true}}
	which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{Given: yes}))(t)
	if page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t); page.Steps[0].Result.Level != "failed" {
		t.Fatalf("one target, not met: %v", page.Steps[0].Result)
	}
	w.Approved(p.officer, verifier, p.below, w.Forest, "2023-12", "410 ha")
	page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t)
	if page.Frozen.Result.Level != "failed" || page.Frozen.Facts.Work[0].Done || len(page.Frozen.Since) != 1 {
		t.Errorf("what the review stands on moved: %v", page.Frozen.Result)
	}
	if len(page.Now.Since) != 1 || page.Now.Since[0].Before.Done || !page.Now.Since[0].After.Done || page.Now.Result.Level == "failed" {
		t.Fatalf("what changed: %+v", page.Now.Since)
	}
	if err := w.StepReview(apptest.Ctx, p.above, which, reviews.Move{Step: dossier.Verify}); err != nil {
		t.Fatal(err)
	}
	if page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t); page.Steps[1].Result.Level != "failed" {
		t.Errorf("the frozen facts moved: %v", page.Steps[1].Result)
	}
	if err := w.StepReview(apptest.Ctx, p.above, which, reviews.Move{Step: dossier.Return, Reason: "số liệu đã thay đổi"}); err != nil {
		t.Fatal(err)
	}
	apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}))(t)
	if page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t); page.Steps[3].Result.Level != "good" && page.Steps[3].Result.Level != "excellent" || len(page.Now.Since) != 0 {
		t.Errorf("assessed again: %v", page.Steps[3].Result)
	}
}

// TestHeads: each tenure of the year has its own review; a head waits for the unit's
// level and is not placed above it; a year nobody led is refused.
func TestHeads(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := team(w)
	post := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, w.District, "Bí thư", true))(t)
	q := reviews.Query{Unit: "ngan-son", Subject: review.Head, Period: year("2023")}
	w.On("2024-01-08")
	if _, err := w.ProposeReview(apptest.Ctx, p.office, q); apptest.Key(err) != "review.no_tenure" {
		t.Fatalf("nobody led: %v", err)
	}
	var tenures []id.ID
	for _, a := range []units.NewAppointment{{NewPerson: "Hà Văn Mẫu", From: "2021-01-01", To: "2023-07-01"}, {NewPerson: "Lê Thị Mẫu", From: "2023-07-01"}} {
		a.Post, a.Capacity = post, org.Substantive
		tenures = append(tenures, apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, a))(t))
	}
	q.Tenure = "another-unit's"
	if _, err := w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}); apptest.Key(err) != "review.no_tenure" {
		t.Errorf("a tenure of elsewhere: %v", err)
	}
	q.Tenure = tenures[0]
	first := apptest.Must(w.ProposeReview(apptest.Ctx, p.office, q))(t)
	if first.To != "2023-06-30" || len(first.Tenures) != 2 || first.Who.Person.Name != "Hà Văn Mẫu" || first.Set.ID != "nd-90-2020" {
		t.Fatalf("%s … %s, %v", first.From, first.To, first.Who.Person)
	}
	given := reviews.Given{Answers: map[string]bool{"general": true, "degraded": false, "disciplined": false}}
	which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{Given: given}))(t)
	page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t)
	if r := page.Steps[0].Result; r.Level == "excellent" || r.Level == "good" {
		t.Errorf("the unit is not decided and the head has a level: %v", r)
	}
	if page.Dossier.Tenure != tenures[0] || page.Person != first.Who.Person.ID {
		t.Errorf("of whom: %+v", page.Dossier)
	}
	q.Rules = "nd-335-2025"
	q.Tenure = tenures[1]
	if _, err := w.ProposeReview(apptest.Ctx, p.office, q); apptest.Key(err) != "review.set_of_another_day" {
		t.Errorf("rules of a later day: %v", err)
	}
}

// TestNobodyDecidesOneself, and a count that was known once is not kept when it no
// longer is: a sub-unit's review that is reopened leaves the unit's open too.
func TestNobodyDecidesOneself(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := team(w)
	w.On("2026-10-05")
	below := []id.ID{}
	for _, code := range []string{"bang-van", "phong-nong-nghiep"} {
		marks := reviews.Given{Marks: map[string]measure.Decimal{"general": measure.Int(20), "results": measure.Int(55)}, Answers: map[string]bool{"force-majeure": true}}
		which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, collective(code, "2026-Q3"), reviews.Move{Given: marks}))(t)
		for _, step := range []struct {
			by access.Actor
			m  reviews.Move
		}{{w.Actor("tham-dinh-"+code, access.Verifier, w.District), reviews.Move{Step: dossier.Verify}}, {p.below, reviews.Move{Step: dossier.Decide, Level: "good", Reason: "x"}}} {
			if err := w.StepReview(apptest.Ctx, step.by, which, step.m); err != nil {
				t.Fatal(err)
			}
		}
		below = append(below, which)
	}
	q := collective("ngan-son", "2026-Q3")
	which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}))(t)
	page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t)
	if rows, known := page.Steps[0].Facts.Counts["subunits.failed"]; !known || len(rows) != 0 {
		t.Fatalf("every sub-unit is decided: %v", page.Steps[0].Facts.Counts)
	}
	if _, err := w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{Given: reviews.Given{Counts: map[string]int{"subunits.failed": 0}}}); apptest.Key(err) != "review.count_known" {
		t.Errorf("stated beside its rows: %v", err)
	}
	if err := w.StepReview(apptest.Ctx, p.below, below[0], reviews.Move{Step: dossier.Reopen, Reason: "đơn thư"}); err != nil {
		t.Fatal(err)
	}
	if err := w.StepReview(apptest.Ctx, p.above, which, reviews.Move{Step: dossier.Verify}); err != nil {
		t.Fatal(err)
	}
	page = apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t)
	if _, known := page.Steps[1].Facts.Counts["subunits.failed"]; known {
		t.Errorf("a sub-unit was reopened, its count stands: %v", page.Steps[1].Facts.Counts)
	}

	d := dossier.Dossier{Person: "p", Steps: []dossier.Taken{{Step: dossier.Assess, Account: "a", Person: "q"}}}
	if err := d.Check(dossier.Taken{Step: dossier.Verify, Account: "b", Person: "p"}); apptest.Key(err) != "review.own_review" {
		t.Errorf("one's own review: %v", err)
	}
}

// TestMarksHaveTheirBounds: what people give is checked against the set.
func TestMarksHaveTheirBounds(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := team(w)
	w.On("2026-10-05")
	q := collective("ngan-son", "2026-Q3")
	mark := func(name string, n int64) reviews.Move {
		return reviews.Move{Given: reviews.Given{Marks: map[string]measure.Decimal{name: measure.Int(n)}}}
	}
	for name, m := range map[string]reviews.Move{"review.mark_outside": mark("general", 31), "review.mark_unknown": mark("beauty", 3),
		"review.count_unknown": {Given: reviews.Given{Counts: map[string]int{"storms": 1}}}, "review.level_unknown": {Level: "splendid"}} {
		if _, err := w.AssessReview(apptest.Ctx, p.office, q, m); apptest.Key(err) != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, mark("general", 30)))(t)
	if page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, which, ""))(t); page.Rules != "nd-233-2026" || page.Steps[0].Result.Level != "" {
		t.Errorf("%s %v", page.Rules, page.Steps[0].Result)
	}
	if _, err := w.AssessReview(apptest.Ctx, p.office, collective("cho-don", "2026-Q3"), reviews.Move{}); !errs.Is(err, errs.NotFound) {
		t.Errorf("another district: %v", err)
	}
}

// A target that was judged by an estimate says so in the list that is frozen.
func TestAnEstimateIsMarked(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := team(w)
		w.On("2023-12-31")
		o := apptest.Must(w.Report(apptest.Ctx, p.officer, figures.NewReport{Target: w.Forest, Month: "2023-12", Text: "480 ha", Cumulative: true}))(t)
		apptest.Must(w.Advance(apptest.Ctx, w.Actor("tham-dinh", access.Verifier, w.District), o.ID, approval.Verify, ""))(t)
		apptest.Must(w.Advance(apptest.Ctx, p.below, o.ID, approval.Approve, ""))(t)
		w.On("2024-01-08")
		if row := apptest.Must(w.ProposeReview(apptest.Ctx, p.office, collective("ngan-son", "2023")))(t).Facts.Work[0]; row.Figure != "estimate" || !row.Done {
			t.Errorf("%+v", row)
		}
	})
}
