package reviews_test

import (
	"bytes"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reviews"
	"dondoc/internal/errs"
	"dondoc/internal/review/ruleset"
)

// TestOwnRules: a province's set is proved before it is taken, used by reviews under
// it that are begun from then on, and taken out only while nothing was judged by it.
func TestOwnRules(t *testing.T) { apptest.EachEngine(t, ownRules) }

func ownRules(t *testing.T, w *apptest.World) {
	p := team(w)
	w.On("2026-10-05")
	shipped, _ := ruleset.Text("mau-sau-truc-2026")
	own := bytes.Replace(shipped, []byte("rules: mau-sau-truc-2026"), []byte("rules: quy-che-tinh"), 1)
	broken := func(old, new string) []byte {
		out := bytes.Replace(own, []byte(old), []byte(new), 1)
		if bytes.Equal(out, own) {
			t.Fatalf("no %q in the file", old)
		}
		return out
	}
	late := broken("valid: {from: 2026-07-01}", "valid: {from: 2027-01-01}")
	for name, tt := range map[string]struct {
		by   access.Actor
		file []byte
		key  string
	}{
		"by an officer":         {p.office, own, ""},
		"by a head of below":    {p.below, own, ""},
		"no file":               {p.head, nil, "review.own_empty"},
		"of commendation":       {p.head, []byte("commendation: x\n"), "review.own_awards"},
		"a shipped name":        {p.head, shipped, "review.own_name"},
		"over nothing":          {p.head, broken("over: nd-233-2026\n", ""), "review.file_over"},
		"over what is not":      {p.head, broken("over: nd-233-2026", "over: nd-999"), "review.layer_unknown"},
		"no YAML":               {p.head, []byte("rules: [x\n"), "review.file_unread"},
		"a line of no document": {p.head, broken("source: {of: quy-che, cite: Điều 5", "source: {of: quy-tac, cite: Điều 5"), "review.file_unknown"},
		"an example that lies":  {p.head, broken("gives: {points: 70, level: good}", "gives: {points: 70, level: completed}"), "review.own_unproved"},
	} {
		made, _, err := w.AddRules(apptest.Ctx, tt.by, "bac-kan", tt.file, false)
		switch {
		case made != "":
			t.Errorf("%s: kept", name)
		case tt.key == "" && !apptest.IsAccess(err), tt.key != "" && apptest.Key(err) != tt.key:
			t.Errorf("%s: %v", name, err)
		case tt.key == "review.file_unknown" && (errs.All(err)[0].Row == 0 || !strings.Contains(err.Error(), "^")):
			t.Errorf("%s: without line and caret: %v", name, err)
		}
	}
	before := apptest.Must(w.AssessReview(apptest.Ctx, p.office, collective("bang-van", "2026-Q3"), reviews.Move{}))(t)
	made, report, err := w.AddRules(apptest.Ctx, p.head, "bac-kan", own, false)
	if err != nil || !report.Good() {
		t.Fatal(err)
	}
	if _, _, err := w.AddRules(apptest.Ctx, p.head, "bac-kan", own, false); apptest.Key(err) != "review.own_name" {
		t.Errorf("the same name twice: %v", err)
	}
	if got := apptest.Must(w.ProposeReview(apptest.Ctx, p.office, collective("ngan-son", "2026-Q3")))(t); got.Set.ID != "quy-che-tinh" || len(got.Result.Parts) != 7 {
		t.Errorf("the province's set: %s", got.Set.ID)
	}
	if got := apptest.Must(w.ReviewPage(apptest.Ctx, p.office, before, ""))(t); got.Set.ID != "nd-233-2026" {
		t.Errorf("a review begun before moved to %s", got.Set.ID)
	}
	if got := apptest.Must(w.ProposeReview(apptest.Ctx, p.office, collective("ngan-son", "2023")))(t); got.Set.ID != "qd-124-2023" {
		t.Errorf("a year before its day: %s", got.Set.ID)
	}
	q := collective("ngan-son", "2026-Q3")
	if _, _, err := w.AddRules(apptest.Ctx, p.head, "bac-kan", bytes.Replace(late, []byte("quy-che-tinh"), []byte("quy-che-2027"), 1), false); err != nil {
		t.Errorf("of a later day: %v", err)
	}
	q.Rules = "quy-che-2027"
	if _, err := w.ProposeReview(apptest.Ctx, p.office, q); apptest.Key(err) != "review.set_of_another_day" {
		t.Errorf("a file of a later day: %v", err)
	}
	q.Rules = "quy-che-tinh"
	apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}))(t)
	if err := w.DropRules(apptest.Ctx, p.below, made); !apptest.IsAccess(err) {
		t.Errorf("dropped from below: %v", err)
	}
	if err := w.DropRules(apptest.Ctx, p.head, made); apptest.Key(err) != "review.own_used" {
		t.Errorf("dropped under a review: %v", err)
	}
	var other reviews.Known
	for _, k := range apptest.Must(w.RulesOf(apptest.Ctx, p.officer, "ngan-son"))(t).Sets {
		if k.Set.ID == "quy-che-2027" {
			other = k
		}
	}
	if other.Own == nil || other.Unit.ID != w.Province || other.Own.File == "" {
		t.Fatalf("listed below: %+v", other.Own)
	}
	if err := w.DropRules(apptest.Ctx, p.head, other.Own.ID); err != nil {
		t.Errorf("dropped while unused: %v", err)
	}
	if again, err := w.RejudgeReviews(apptest.Ctx, p.head, "ngan-son", year("2026-Q3"), ""); err != nil || again.Steps != 2 || len(again.Differ) != 0 || again.Next != "" {
		t.Errorf("judged again: %+v, %v", again, err)
	}
	if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
		t.Errorf("tables and log differ: %+v", v)
	}
}
