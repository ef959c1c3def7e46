package shortcomings_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/shortcoming"
)

var ctx, operator = apptest.Ctx, apptest.Operator

var proof = figures.File{Name: "bien-ban.pdf", MediaType: "application/pdf", Content: []byte("%PDF-")}

func ask(text string) shortcoming.Event {
	return shortcoming.Event{Step: shortcoming.Ask, Text: text}
}

// A missed target and a late task are proposed with what proves them; raised,
// explained, remedied with evidence, and closed by another person's word only.
func TestFromProposalToClosing(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.Given(tasks.NewTask{Name: "Nghiệm thu công trình", Leads: []id.ID{w.Department}, Deadline: "30/06/2023"})
		w.On("2024-01-05")
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "310")
		found := apptest.Must(w.Proposals(ctx, p.Officer, "ngan-son", "2023"))(t)
		if len(found.Rows) != 2 || found.May {
			t.Fatalf("%+v", found)
		}
		target, late := found.Rows[0], found.Rows[1]
		if target.Ground.Kind != shortcoming.OfTarget || target.Ground.Got != "310" || target.Ground.Asked != "400 ha" || target.AnswerUnit != w.Department || late.Ground.Asked != "2023-06-30" {
			t.Errorf("%+v\n%+v", target, late)
		}
		in := shortcomings.NewShortcoming{Unit: w.District, Year: "2023", Field: "Kinh tế", Statement: "Trồng rừng không đạt kế hoạch", AnswerUnit: target.AnswerUnit,
			Product: "Trồng bù 90 ha", Due: "2024-06-30", Grounds: []string{target.Ground.Key()}}
		if _, err := w.RaiseShortcoming(ctx, p.Officer, in); !errs.Is(err, errs.Forbidden) {
			t.Errorf("an officer raises: %v", err)
		}
		made := apptest.Must(w.RaiseShortcoming(ctx, p.Office, in))(t)
		if _, err := w.RaiseShortcoming(ctx, p.Office, in); apptest.Key(err) != "shortcoming.ground_raised" {
			t.Errorf("the same row twice: %v", err)
		}
		in.Grounds = []string{"target:none"}
		if _, err := w.RaiseShortcoming(ctx, p.Office, in); !errs.Is(err, errs.NotFound) {
			t.Errorf("a row that is none: %v", err)
		}
		if found = apptest.Must(w.Proposals(ctx, p.Office, "ngan-son", "2023"))(t); found.Rows[0].Raised != made || found.Rows[1].Raised != "" || !found.May {
			t.Errorf("%+v", found)
		}
		page := apptest.Must(w.Shortcoming(ctx, p.Head, made))(t)
		if page.Answers.Person.ID != w.Holder || len(page.Unclear) != 1 || page.Grounds[0].Got != "310" || page.Confirmer.ID != w.District {
			t.Errorf("%+v", page)
		}
		own := w.Actor("phong", access.Officer, w.Department)
		if _, err := w.StepShortcoming(ctx, own, made, ask("xong")); apptest.Key(err) != "shortcoming.needs_evidence" || len(errs.All(err)) != 2 {
			t.Errorf("closing without evidence or causes: %v", err)
		}
		if mine := apptest.Must(w.MyShortcomings(ctx, own))(t); len(mine.Remedying) != 1 || mine.Remedying[0].ID != made || len(mine.Awaiting) != 0 {
			t.Errorf("what waits for who answers: %+v", mine)
		}
		if mine := apptest.Must(w.MyShortcomings(ctx, w.Actor("xa-khac", access.Head, w.MakeUnit("xa-khac", org.Commune, w.Province))))(t); len(mine.Remedying)+len(mine.Awaiting) != 0 {
			t.Errorf("another commune's: %+v", mine)
		}
		for words, want := range map[string]int{"trong rung khong dat": 1, "khoang san": 0} {
			if hits := apptest.Must(w.Search(ctx, p.Office, words, 10))(t); len(hits) != want || want > 0 && (hits[0].Sort != "shortcoming" || hits[0].ID != made) {
				t.Errorf("search %q: %+v", words, hits)
			}
		}
		if err := w.ExplainShortcoming(ctx, own, made, "", " "); apptest.Key(err) != "shortcoming.needs_causes" {
			t.Errorf("no causes: %v", err)
		}
		if err := w.ExplainShortcoming(ctx, own, made, "Mưa kéo dài", "Giao giống chậm"); err != nil {
			t.Fatal(err)
		}
		if _, err := w.StepShortcoming(ctx, own, made, shortcoming.Event{Step: shortcoming.Confirm}); !errs.Is(err, errs.Conflict) && !errs.Is(err, errs.Forbidden) {
			t.Errorf("who answers confirms: %v", err)
		}
		w.On("2024-05-20")
		apptest.Must(w.StepShortcoming(ctx, own, made, ask("đã trồng bù"), proof))(t)
		if _, err := w.StepShortcoming(ctx, p.Verifier, made, shortcoming.Event{Step: shortcoming.Return}); apptest.Key(err) != "shortcoming.needs_text_return" {
			t.Errorf("sent back without a reason: %v", err)
		}
		apptest.Must(w.StepShortcoming(ctx, p.Verifier, made, shortcoming.Event{Step: shortcoming.Return, Text: "thiếu biên bản"}))(t)
		head := w.Actor("hai-vai", access.Head, w.District)
		head.Person = w.Holder // heads the department that answers
		asked := apptest.Must(w.StepShortcoming(ctx, p.Office, made, ask("đã bổ sung"), proof))(t)
		if asked != shortcoming.Awaiting {
			t.Error(asked)
		}
		if _, err := w.StepShortcoming(ctx, head, made, shortcoming.Event{Step: shortcoming.Confirm}); apptest.Key(err) != "shortcoming.own_confirm" {
			t.Errorf("the head who answers confirms: %v", err)
		}
		same := p.Office // one account with two roles
		same.Grants = append(same.Grants, access.Grant{Role: access.Verifier, Unit: w.District})
		if _, err := w.StepShortcoming(ctx, same, made, shortcoming.Event{Step: shortcoming.Confirm}); apptest.Key(err) != "shortcoming.own_confirm" {
			t.Errorf("who asked confirms: %v", err)
		}
		if got := apptest.Must(w.StepShortcoming(ctx, p.Verifier, made, shortcoming.Event{Step: shortcoming.Confirm}))(t); got != shortcoming.Remedied {
			t.Error(got)
		}
		list := apptest.Must(w.Shortcomings(ctx, p.Officer, shortcomings.Query{Unit: "phong-nong-nghiep", Year: "2023"}))(t)
		if len(list.Rows) != 1 || list.Tally.By[shortcoming.Remedied] != 1 || list.Rows[0].RemediedOn() != "2024-05-20" {
			t.Errorf("%+v", list)
		}
		then := apptest.Must(w.Shortcomings(ctx, p.Officer, shortcomings.Query{Unit: "ngan-son", Year: "2023", AsKnown: "2024-02-01"}))(t)
		if then.Tally.By[shortcoming.Remedying] != 1 || then.Rows[0].Subjective != "Giao giống chậm" {
			t.Errorf("as known in February: %+v", then)
		}
		if f, content, err := w.ShortcomingFile(ctx, own, list.Rows[0].Events[1].Files[0].ID); err != nil || f.Name != proof.Name || string(content) != "%PDF-" {
			t.Errorf("%+v %v", f, err)
		}
		w.On("2024-05-25") // bytes that evidence carries are not swept
		if err := w.SweepContents(ctx); err != nil || w.Kept() != 1 {
			t.Errorf("%d contents kept: %v", w.Kept(), err)
		}
		if v := apptest.Must(w.VerifyLedger(ctx, operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}

// Where the unit itself answers, the unit above says that it is remedied; who
// raised an entry does not make it vanish.
func TestNobodyClosesTheirOwn(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		made := apptest.Must(w.RaiseShortcoming(ctx, p.Head, shortcomings.NewShortcoming{Unit: w.District, Year: "2023", Field: "Kinh tế", Statement: "Giải ngân chậm", Subjective: "chỉ đạo chưa sát",
			Product: "Giải ngân hết", Due: "2023-12-31"}))(t)
		apptest.Must(w.StepShortcoming(ctx, p.Officer, made, ask("xong"), proof))(t)
		if page := apptest.Must(w.Shortcoming(ctx, p.Verifier, made))(t); page.Confirmer.ID != w.Province || len(page.Steps) != 0 {
			t.Errorf("%+v %v", page.Confirmer, page.Steps)
		}
		for _, one := range []access.Actor{p.Verifier, p.Head} {
			if _, err := w.StepShortcoming(ctx, one, made, shortcoming.Event{Step: shortcoming.Confirm}); apptest.Key(err) != "shortcoming.superior_confirms" {
				t.Errorf("%s: %v", one.User, err)
			}
		}
		if _, err := w.StepShortcoming(ctx, w.Actor("tinh", access.Head, w.Province), made, shortcoming.Event{Step: shortcoming.Confirm}); err != nil {
			t.Error(err)
		}
		top := apptest.Must(w.RaiseShortcoming(ctx, w.Actor("vp-tinh", access.Office, w.Province), shortcomings.NewShortcoming{Unit: w.Province, Year: "2023", Field: "x", Statement: "x", Subjective: "x", Product: "x", Due: "2023-12-31"}))(t)
		apptest.Must(w.StepShortcoming(ctx, w.Actor("cb-tinh", access.Officer, w.Province), top, ask("xong"), proof))(t)
		apptest.Must(w.StepShortcoming(ctx, w.Actor("td-tinh", access.Verifier, w.Province), top, shortcoming.Event{Step: shortcoming.Confirm}))(t)
		mine := apptest.Must(w.RaiseShortcoming(ctx, p.Head, shortcomings.NewShortcoming{Unit: w.District, Year: "2023", Field: "x", Statement: "x", Product: "x", Due: "2023-12-31", AnswerUnit: w.Department}))(t)
		if _, err := w.StepShortcoming(ctx, p.Head, mine, shortcoming.Event{Step: shortcoming.Withdraw, Text: "nhầm"}); apptest.Key(err) != "shortcoming.own_withdraw" {
			t.Errorf("who raised it withdraws it: %v", err)
		}
		apptest.Must(w.StepShortcoming(ctx, p.Verifier, mine, shortcoming.Event{Step: shortcoming.Withdraw, Text: "nhầm"}))(t)
		if list := apptest.Must(w.Shortcomings(ctx, p.Head, shortcomings.Query{Unit: "ngan-son", Year: "2023"}))(t); len(list.Rows) != 1 || list.Tally.Total != 1 || list.Tally.By[shortcoming.Withdrawn] != 1 {
			t.Errorf("%+v", list.Tally)
		}
		for name, in := range map[string]shortcomings.NewShortcoming{
			"shortcoming.year_ahead":     {Unit: w.District, Year: "2024", Field: "x", Statement: "x", Product: "x", Due: "2024-12-31"},
			"app.charge_outside":         {Unit: w.District, Year: "2023", Field: "x", Statement: "x", Product: "x", Due: "2023-12-31", AnswerUnit: w.Other},
			"shortcoming.post_elsewhere": {Unit: w.District, Year: "2023", Field: "x", Statement: "x", Product: "x", Due: "2023-12-31", Post: w.HeadPost},
			"app.field_empty":            {Unit: w.District, Year: "2023", Field: "x", Statement: " ", Product: "x", Due: "2023-12-31"},
		} {
			if _, err := w.RaiseShortcoming(ctx, p.Office, in); apptest.Key(err) != name {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// What is not remedied goes on with its lineage, and the review of the next year
// sees what was found earlier, also what nobody carried over.
func TestCarriedOver(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		raise := func(statement string) id.ID {
			return apptest.Must(w.RaiseShortcoming(ctx, p.Office, shortcomings.NewShortcoming{Unit: w.District, Year: "2023", Field: "Kinh tế", Statement: statement, Objective: "x", Product: "x", Due: "2023-10-31", AnswerUnit: w.Department}))(t)
		}
		slow, closed, waits := raise("Giải ngân chậm"), raise("Hộ nghèo cao"), raise("Vi phạm lâm nghiệp")
		apptest.Must(w.StepShortcoming(ctx, p.Officer, closed, ask("xong"), proof))(t)
		apptest.Must(w.StepShortcoming(ctx, p.Verifier, closed, shortcoming.Event{Step: shortcoming.Confirm}))(t)
		apptest.Must(w.StepShortcoming(ctx, p.Officer, waits, ask("xong"), proof))(t)
		if _, err := w.CarryShortcoming(ctx, p.Office, slow, "2024-06-30", ""); apptest.Key(err) != "shortcoming.carry_early" {
			t.Errorf("in July: %v", err)
		}
		w.On("2024-01-10")
		if _, err := w.CarryShortcomings(ctx, p.Office, "ngan-son", "2023", "", ""); apptest.Key(err) != "shortcoming.due_passed" {
			t.Errorf("without a new day: %v", err)
		}
		done := apptest.Must(w.CarryShortcomings(ctx, p.Office, "ngan-son", "2023", "2024-06-30", "chưa xong"))(t)
		if len(done.Made) != 1 || len(done.Awaiting) != 1 || done.Awaiting[0].ID != waits {
			t.Fatalf("%+v", done)
		}
		if _, err := w.CarryShortcoming(ctx, p.Office, slow, "2024-06-30", ""); !errs.Is(err, errs.Conflict) {
			t.Errorf("twice: %v", err)
		}
		page := apptest.Must(w.Shortcoming(ctx, p.Officer, done.Made[0]))(t)
		if page.Years() != 2 || page.First != "2023" || len(page.Before) != 1 || page.Before[0].ID != slow || page.Before[0].State != shortcoming.Carried || page.AnswerUnit != w.Department {
			t.Errorf("%+v", page)
		}
		review := apptest.Must(w.ShortcomingReview(ctx, p.Officer, "ngan-son", "2024", ""))(t)
		if review.EarlierSettled() || review.Tally.Total != 1 || review.Tally.Earlier != 2 || len(review.Left) != 1 || review.Left[0].ID != waits || len(review.Open) != 1 {
			t.Errorf("%+v", review)
		}
		apptest.Must(w.StepShortcoming(ctx, p.Verifier, waits, shortcoming.Event{Step: shortcoming.Confirm}))(t)
		apptest.Must(w.StepShortcoming(ctx, p.Officer, done.Made[0], ask("xong"), proof))(t)
		apptest.Must(w.StepShortcoming(ctx, p.Verifier, done.Made[0], shortcoming.Event{Step: shortcoming.Confirm}))(t)
		for _, unit := range []string{"ngan-son", "phong-nong-nghiep"} {
			if review := apptest.Must(w.ShortcomingReview(ctx, p.Officer, unit, "2024", ""))(t); !review.EarlierSettled() || len(review.Remedied) != 1 || len(review.Earlier) != 1 {
				t.Errorf("%s: %+v", unit, review.Tally)
			}
		}
		w.On("2024-01-11")
		if review := apptest.Must(w.ShortcomingReview(ctx, p.Officer, "ngan-son", "2024", "2024-01-09"))(t); review.Tally.Total != 0 || len(review.Left) != 2 {
			t.Errorf("as known before it was carried over: %+v", review.Tally)
		}
		if last := apptest.Must(w.ShortcomingReview(ctx, p.Officer, "ngan-son", "2023", ""))(t); last.Tally.Total != 3 || last.Tally.Unremedied() != 1 || len(last.Unremedied) != 1 || last.Tally.Earlier != 0 {
			t.Errorf("2023: %+v", last.Tally)
		}
	})
}

// An entry of a unit that was merged goes on in the register of its successor.
func TestCarriedAcrossAReorganisation(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		made := apptest.Must(w.RaiseShortcoming(ctx, office, shortcomings.NewShortcoming{Unit: w.Commune, Year: "2023", Field: "x", Statement: "x", Product: "x", Due: "2024-12-31"}))(t)
		w.On("2023-12-20")
		merge(t, w)
		apptest.Must(w.AddPost(ctx, operator, unitOf(t, w, "xa-moi"), "Chủ tịch", true))(t)
		next := apptest.Must(w.CarryShortcoming(ctx, office, made, "", ""))(t)
		page := apptest.Must(w.Shortcoming(ctx, office, next[0]))(t)
		if page.Unit != unitOf(t, w, "xa-moi") || page.AnswerUnit != page.Unit || page.Confirmer.ID != w.District || page.Answers.Post.Title != "Chủ tịch" {
			t.Errorf("%+v", page)
		}
		if old := apptest.Must(w.Shortcoming(ctx, office, made))(t); len(old.After) != 1 || old.After[0].ID != next[0] {
			t.Errorf("%+v", old.After)
		}
	})
}

func merge(t *testing.T, w *apptest.World) {
	t.Helper()
	apptest.Must(w.Reorganise(ctx, operator, reform.Reorganisation{On: "2023-12-01", Decision: "12/NQ", Moves: []org.Move{
		{Row: 2, Old: "bang-van", New: org.Destination{Official: "xa-moi", Name: "Xã Mới", Kind: org.Commune, Parent: "ngan-son"}}}}))(t)
}

func unitOf(t *testing.T, w *apptest.World, official string) id.ID {
	t.Helper()
	d := apptest.Must(w.Directory(ctx, operator))(t)
	for _, v := range d.Versions {
		if v.Official == official || v.Name == "Xã Mới" {
			return v.ID
		}
	}
	t.Fatal(official)
	return ""
}
