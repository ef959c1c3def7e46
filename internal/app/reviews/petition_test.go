package reviews_test

import (
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reviews"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review/dossier"
)

// TestPetitions: a decision is made known, petitioned against within the days of the
// rules, and answered by who decides; the old decision stays readable, and a step is
// taken back by who took it while nothing hangs on it.
func TestPetitions(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := team(w)
		w.On("2026-10-05")
		marks := reviews.Given{Marks: map[string]measure.Decimal{"general": measure.Int(20), "results": measure.Int(40)}, Answers: map[string]bool{"force-majeure": true}}
		which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, collective("ngan-son", "2026-Q3"), reviews.Move{Given: marks}))(t)
		take := func(by access.Actor, m reviews.Move) error { return w.StepReview(apptest.Ctx, by, which, m) }
		must := func(what string, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
		}
		refused := func(key string, err error) {
			t.Helper()
			if apptest.Key(err) != key {
				t.Errorf("want %s: %v", key, err)
			}
		}
		must("verify", take(p.above, reviews.Move{Step: dossier.Verify}))
		refused("review.step_out_of_turn", take(p.below, reviews.Move{Step: dossier.Petition, Reason: "chưa quyết định"}))
		must("decide", take(p.head, reviews.Move{Step: dossier.Decide, Level: "completed", Reason: "theo quy tắc"}))
		refused("review.step_out_of_turn", take(p.below, reviews.Move{Step: dossier.Petition, Reason: "chưa thông báo"}))

		// undone while nothing hangs on it, by who took it
		refused("review.undo_own", w.UndoReviewStep(apptest.Ctx, w.Actor("pho-chu-tich", access.Head, w.Province), which, false))
		must("rehearse", w.UndoReviewStep(apptest.Ctx, p.head, which, true))
		must("undo", w.UndoReviewStep(apptest.Ctx, p.head, which, false))
		must("decide again", take(p.head, reviews.Move{Step: dossier.Decide, Level: "completed", Reason: "theo quy tắc"}))
		apptest.Must(w.CommentReview(apptest.Ctx, p.above, which, "part.results", "điểm này hơi thấp"))(t)
		refused("review.hangs_comment", w.UndoReviewStep(apptest.Ctx, p.head, which, false))
		refused("review.field_unknown", apptest.Drop(w.CommentReview(apptest.Ctx, p.above, which, "part.beauty", "x")))
		refused("review.comment_needed", apptest.Drop(w.CommentReview(apptest.Ctx, p.above, which, "level", " ")))
		for name, a := range map[string]access.Actor{"reads only": w.Actor("thanh-tra", access.Inspector, w.Province), "an officer": p.officer, "of elsewhere": w.Actor("xa", access.Head, w.MakeUnit("xa-khac", "commune", w.Province))} {
			if _, err := w.CommentReview(apptest.Ctx, a, which, "level", "x"); !apptest.IsAccess(err) {
				t.Errorf("comment, %s: %v", name, err)
			}
			if err := w.UndoReviewStep(apptest.Ctx, a, which, false); !apptest.IsAccess(err) {
				t.Errorf("undo, %s: %v", name, err)
			}
		}

		refused("review.day_ahead", take(p.above, reviews.Move{Step: dossier.Notify, On: "2026-10-06"}))
		refused("review.day_before", take(p.above, reviews.Move{Step: dossier.Notify, On: "2026-09-29"}))
		must("notify", take(p.above, reviews.Move{Step: dossier.Notify}))
		refused("review.step_out_of_turn", take(p.above, reviews.Move{Step: dossier.Notify}))
		w.On("2026-10-13")
		page := apptest.Must(w.ReviewPage(apptest.Ctx, p.below, which, ""))(t)
		if page.Until != "2026-10-12" || page.Level() != "completed" || !slices.Contains(page.Next, dossier.Petition) || len(page.Comments) != 1 || !page.Comment {
			t.Errorf("until %s, %s, %v", page.Until, page.Level(), page.Next) // Monday 5: five working days end on Monday 12
		}
		refused("review.petition_late", take(p.below, reviews.Move{Step: dossier.Petition, Reason: "chậm một ngày"}))
		refused("review.reason_needed", take(p.below, reviews.Move{Step: dossier.Petition, On: "2026-10-12"}))
		refused("review.day_before", take(p.below, reviews.Move{Step: dossier.Petition, On: "2026-10-04", Reason: "trước thông báo"}))
		must("a petition of the wrong hand", take(p.head, reviews.Move{Step: dossier.Petition, On: "2026-10-12", Reason: "nhầm"}))
		refused("review.same_person", take(p.head, reviews.Move{Step: dossier.Answer, Level: "good", Reason: "x"}))
		must("undone", w.UndoReviewStep(apptest.Ctx, p.head, which, false))
		must("petition", take(p.below, reviews.Move{Step: dossier.Petition, On: "2026-10-12", Reason: "kết quả quý đạt 100%"}))
		page = apptest.Must(w.ReviewPage(apptest.Ctx, p.head, which, ""))(t)
		if page.Stage() != dossier.Petitioned || page.Level() != "completed" || page.Until != period.Date("2026-10-26") {
			t.Errorf("while it waits: %s, %s, until %s", page.Stage(), page.Level(), page.Until)
		}
		refused("review.level_needed", take(p.head, reviews.Move{Step: dossier.Answer, Reason: "x"}))
		refused("review.reason_needed", take(p.head, reviews.Move{Step: dossier.Answer, Level: "good"}))
		must("answer", take(p.head, reviews.Move{Step: dossier.Answer, Level: "good", Reason: "kiến nghị có căn cứ"}))
		page = apptest.Must(w.ReviewPage(apptest.Ctx, p.head, which, ""))(t)
		if page.Level() != "good" || page.Steps[2].Level != "completed" || page.Steps[2].Reason != "theo quy tắc" || page.Stage() != dossier.Decided {
			t.Errorf("answered: %s, was %+v", page.Level(), page.Steps[2].Level)
		}
		if again, err := w.RejudgeReviews(apptest.Ctx, p.head, "ngan-son", year("2026-Q3"), ""); err != nil || again.Steps != 6 || len(again.Differ) != 0 || again.Next != "" {
			t.Errorf("judged again: %+v, %v", again, err)
		}
		must("reopen", take(p.head, reviews.Move{Step: dossier.Reopen, Reason: "số liệu sai"}))
		if page = apptest.Must(w.ReviewPage(apptest.Ctx, p.head, which, ""))(t); page.Level() != "" || len(page.Steps) != 7 {
			t.Errorf("reopened: %s, %d steps", page.Level(), len(page.Steps))
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}

// TestUndoOfTheFirstStep: a review with no step left goes, and begins anew.
func TestUndoOfTheFirstStep(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := team(w)
	w.On("2026-10-05")
	q := collective("ngan-son", "2026-Q3")
	which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}))(t)
	if err := w.UndoReviewStep(apptest.Ctx, p.office, which, false); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ReviewPage(apptest.Ctx, p.office, which, ""); err == nil {
		t.Error("the review is still there")
	}
	if again := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}))(t); again == which {
		t.Error("the same review")
	}
}
