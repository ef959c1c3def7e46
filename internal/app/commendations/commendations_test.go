package commendations_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/commendations"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/units"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

const (
	advanced = "lao-dong-tien-tien"
	fighter  = "chien-si-thi-dua-co-so"
	flag     = "co-thi-dua-cap-tinh"
	merit    = "giay-khen-tap-the"
)

type team struct{ office, verifier, head, province access.Actor }

func teamOf(w *apptest.World) team {
	return team{w.Actor("van-phong", access.Office, w.District), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District), w.Actor("chu-tich-tinh", access.Head, w.Province)}
}

// rated has a unit or its head rated for a year.
func (p team) rated(t *testing.T, w *apptest.World, code string, subject review.Subject, year period.Cycle, level string) id.ID {
	t.Helper()
	q := reviews.Query{Unit: code, Subject: subject, Period: dossier.Period{Cycle: year, Span: review.Year}}
	which := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{}))(t)
	for _, m := range []struct {
		by   access.Actor
		move reviews.Move
	}{{p.verifier, reviews.Move{Step: dossier.Verify}}, {p.head, reviews.Move{Step: dossier.Decide, Level: level, Reason: "theo hồ sơ"}}} {
		if err := w.StepReview(apptest.Ctx, m.by, which, m.move); err != nil {
			t.Fatal(err)
		}
	}
	return which
}

func yes(names ...string) map[string]bool {
	out := map[string]bool{}
	for _, n := range names {
		out[n] = true
	}
	return out
}

func meeting(present int) commendation.Meeting {
	return commendation.Meeting{On: "2024-01-15", Minutes: "01/BB-HĐ", Chair: "Chủ tịch Hội đồng", Members: 9, Present: present}
}

// TestACommendationFromReviewToRevocation takes a head from the decided review to the
// decision and back, refused at every wrong turn.
func TestACommendationFromReviewToRevocation(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := teamOf(w)
		officer := w.Actor("can-bo", access.Officer, w.District)
		w.On("2024-01-10")
		q := commendations.Query{Unit: "ngan-son", Year: "2023"}
		tenure := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).Tenures(w.HeadPost)[0].ID
		head := commendations.Subject{Unit: "phong-nong-nghiep", Tenure: tenure, Year: "2023"}
		in := commendations.NewNomination{Subject: head, Award: advanced, Answers: yes("movement"), Citation: "Hoàn thành 8/8 chỉ tiêu"}
		nominate := func(change func(*commendations.NewNomination)) error {
			in := in
			change(&in)
			return apptest.Drop(w.NominateCommendation(apptest.Ctx, p.office, in))
		}
		refused := func(what string, err error, key string) {
			t.Helper()
			if apptest.Key(err) != key {
				t.Errorf("%s: %v, expected %s", what, err, key)
			}
		}
		same := func(*commendations.NewNomination) {}
		refused("not rated", nominate(same), "commend.not_answered")
		p.rated(t, w, "phong-nong-nghiep", review.Head, "2023", "good")
		refused("a question left out", nominate(func(n *commendations.NewNomination) { n.Answers = nil }), "commend.not_answered")
		refused("no initiative", nominate(func(n *commendations.NewNomination) {
			n.Award, n.Answers = fighter, map[string]bool{"movement": true, "initiative": false}
		}), "commend.not_met")
		refused("a level beside the decided one", nominate(func(n *commendations.NewNomination) { n.Level, n.Paper = "excellent", "1/QĐ" }), "commend.level_known")
		refused("no citation", nominate(func(n *commendations.NewNomination) { n.Citation = " " }), "app.field_empty")
		refused("for collectives", nominate(func(n *commendations.NewNomination) { n.Award = merit }), "commend.award_of_another")
		refused("an award nobody knows", nominate(func(n *commendations.NewNomination) { n.Award = "huy-hieu" }), "commend.no_award")
		refused("a title for one deed", nominate(func(n *commendations.NewNomination) { n.Occasion, n.Paper = "occasion", "1/TTr" }), "commend.title_yearly")
		refused("a file from before its year", nominate(func(n *commendations.NewNomination) { n.Year, n.Received = "2024", "2023-12-31" }), "commend.no_set_then")
		refused("received tomorrow", nominate(func(n *commendations.NewNomination) { n.Received = "2024-01-11" }), "commend.received_ahead")
		refused("a question of another award", nominate(func(n *commendations.NewNomination) { n.Answers = yes("movement", "leading") }), "review.question_unknown")
		hold := apptest.Must(w.HoldCommendations(apptest.Ctx, p.office, "phong-nong-nghiep", tenure, nomination.Held{Kind: "press", From: "2024-01-09", Text: "Báo nêu, đang xác minh"}))(t)
		refused("an open matter", nominate(same), "commend.held")
		if list := apptest.Must(w.Commendations(apptest.Ctx, officer, q))(t); len(list.Holds)+len(list.Candidates)+len(list.Nominations) != 0 {
			t.Errorf("an officer sees %+v", list.Holds)
		}
		w.On("2024-01-20")
		if err := w.ReleaseCommendations(apptest.Ctx, p.office, hold, "2024-01-12", "Không có vi phạm"); err != nil {
			t.Fatal(err)
		}
		in.Received = "2024-01-10"
		which := apptest.Must(w.NominateCommendation(apptest.Ctx, p.office, in))(t)
		refused("twice", nominate(same), "commend.asked_already")
		grant := func(of ...id.ID) commendations.Decision {
			d := commendations.Decision{Number: "12/QĐ-UBND", On: "2024-01-16", Signer: "Chủ tịch"}
			for _, o := range of {
				d.Grants = append(d.Grants, commendations.Grant{Nomination: o})
			}
			return d
		}
		decide := func(of ...id.ID) error { return w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", grant(of...)) }
		refused("no vote", decide(which), "commend.vote_first")
		vote := func(m commendation.Meeting, n int) error {
			return w.VoteCommendations(apptest.Ctx, p.office, "ngan-son", m, []commendations.Vote{{Nomination: which, Yes: n}})
		}
		refused("5 of 9 present", vote(meeting(5), 5), "commend.no_quorum")
		refused("more yes than votes", vote(meeting(6), 7), "commend.more_than_voters")
		refused("another body's vote", w.VoteCommendations(apptest.Ctx, w.Actor("y", access.Office, w.Other), "cho-don", meeting(6), []commendations.Vote{{Nomination: which, Yes: 5}}), "access.not_found")
		early := meeting(6)
		early.On = "2024-01-09"
		refused("a meeting before the file", vote(early, 5), "commend.meeting_before")
		if err := vote(meeting(6), 5); err != nil {
			t.Fatal(err)
		}
		refused("voted twice", vote(meeting(6), 5), "commend.out_of_turn")
		before := grant(which)
		before.On = "2024-01-14"
		refused("decided before the meeting", w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", before), "commend.day_before")
		more := int64(1_000_000)
		other := grant(which)
		other.Grants[0].Dong = &more
		refused("another sum", w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", other), "commend.dong_reason")
		refused("another body's", w.DecideCommendations(apptest.Ctx, w.Actor("x", access.Head, w.Other), "cho-don", grant(which)), "access.not_found")
		if err := decide(which); err != nil {
			t.Fatal(err)
		}
		refused("decided twice", decide(which), "commend.out_of_turn")
		refused("nominated again", nominate(same), "commend.had")
		got := apptest.Must(w.Commendation(apptest.Ctx, p.office, which))(t)
		if d, _ := got.Said(nomination.Decide); d.Dong != 540_000 || got.Stage() != nomination.Decided {
			t.Errorf("%+v", d)
		}
		if list := apptest.Must(w.Commendations(apptest.Ctx, officer, q))(t); len(list.Nominations) != 1 || list.Nominations[0].Citation() != "" {
			t.Errorf("what was decided stands open to all, its file does not: %+v", list.Nominations)
		}
		step := func(s nomination.Step, said nomination.Said) error {
			return w.StepCommendation(apptest.Ctx, p.head, which, s, said)
		}
		refused("revoked without a reason", step(nomination.Revoke, nomination.Said{Number: "20/QĐ", On: "2024-01-19"}), "approval.reason_needed")
		if err := step(nomination.Publish, nomination.Said{On: "2024-01-17", Paper: "Cổng thông tin"}); err != nil {
			t.Fatal(err)
		}
		if err := step(nomination.Revoke, nomination.Said{Number: "20/QĐ", On: "2024-01-19", Reason: "kê khai gian dối"}); err != nil {
			t.Fatal(err)
		}
		if err := nominate(same); err != nil {
			t.Errorf("after a revocation it may be asked for again: %v", err)
		}
		then := func(day period.Date) commendations.List {
			return apptest.Must(w.Commendations(apptest.Ctx, p.office, commendations.Query{Unit: "ngan-son", Year: "2023", AsKnown: day}))(t)
		}
		if l := then("2024-01-11"); len(l.Nominations) != 0 || len(l.Holds) != 1 || l.Holds[0].Closed != "" || l.Holds[0].May || l.May[access.Nominate] || l.Received != "2024-01-11" {
			t.Errorf("as known before the file came in: %+v", l)
		}
		if l := then("2024-01-09"); len(l.Holds) != 0 {
			t.Errorf("a matter known before it was entered: %+v", l.Holds)
		}
		if l := then("2024-01-20"); len(l.Nominations) != 2 || l.Holds[0].Closed == "" || len(l.Candidates) != 0 || len(l.Nominations[0].Next) != 0 {
			t.Errorf("as known when all was done: %+v", l.Nominations)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}

// TestDecidersAndCollectives: a collective's certificate needs no vote and is the
// district's to give; its flag is the province's, and rests on the level.
func TestDecidersAndCollectives(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := teamOf(w)
	w.On("2024-01-20")
	p.rated(t, w, "bang-van", review.Collective, "2023", "good")
	of := commendations.Subject{Unit: "bang-van", Year: "2023"}
	which := apptest.Must(w.NominateCommendation(apptest.Ctx, p.office, commendations.NewNomination{Subject: of, Award: merit, Citation: "Thành tích"}))(t)
	if err := w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", commendations.Decision{Number: "9/QĐ", On: "2024-01-20", Grants: []commendations.Grant{{Nomination: which}}}); err != nil {
		t.Fatal(err)
	}
	_, err := w.NominateCommendation(apptest.Ctx, p.office, commendations.NewNomination{Subject: of, Award: flag, Answers: yes("leading"), Citation: "Dẫn đầu"})
	if apptest.Key(err) != "commend.not_met" {
		t.Errorf("a flag for who is only good: %v", err)
	}
	c := apptest.Must(w.CommendationCandidate(apptest.Ctx, p.office, of))(t)
	if v, _ := c.Verdict(flag); v.Eligible != review.No || c.Facts.Awards[merit][0] != "2023" || c.Level != "good" {
		t.Errorf("%+v", c.Facts)
	}
	list := apptest.Must(w.Commendations(apptest.Ctx, p.office, commendations.Query{Unit: "ngan-son", Year: "2023"}))(t)
	if len(list.Candidates) != 4 || list.Set.ID != "nd-98-2023" { // the district, two units, the head of one
		t.Errorf("%d candidates by %s", len(list.Candidates), list.Set.ID)
	}
	desk := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, w.District, "Chuyên viên", false))(t)
	apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{NewPerson: "Lê Thị Mẫu", Post: desk, Capacity: org.Substantive, From: "2022-01-01"}))(t)
	staff := apptest.Must(w.Commendations(apptest.Ctx, p.office, commendations.Query{Unit: "ngan-son", Year: "2023", Staff: true}))(t)
	others := 0
	for _, c := range staff.Candidates {
		if c.Subject == commendation.Individual && !c.Who.Post.Head {
			if others++; len(c.Verdicts) == 0 || c.Facts.Levels["2023"] != "" {
				t.Errorf("%s: %+v", c.Who.Post.Title, c.Facts)
			}
		}
	}
	if others == 0 || staff.Total != 4+others || len(staff.Candidates) != staff.Total {
		t.Errorf("%d who are no heads, %d of %d", others, len(staff.Candidates), staff.Total)
	}
	if rest := apptest.Must(w.Commendations(apptest.Ctx, p.office, commendations.Query{Unit: "ngan-son", Year: "2023", Staff: true, After: 3}))(t); len(rest.Candidates) != staff.Total-3 || rest.After != 3 || rest.Candidates[0].Unit.ID != staff.Candidates[3].Unit.ID {
		t.Errorf("after three: %d of %d", len(rest.Candidates), rest.Total)
	}
	occasion := commendations.NewNomination{Subject: of, Award: merit, Occasion: "occasion", Paper: "5/TTr", Citation: "Chữa cháy rừng"}
	apptest.Must(w.NominateCommendation(apptest.Ctx, p.office, occasion))(t)
	if c := apptest.Must(w.CommendationCandidate(apptest.Ctx, p.office, of))(t); len(c.Facts.Awards[merit]) != 1 {
		t.Errorf("an award for one deed counts as the year's: %v", c.Facts.Awards)
	}
}

// TestARevocationKeepsWithinTheCap: of seven advanced workers one may be a fighter; of
// six none, so who takes one of the seven back takes the fighter back with it.
func TestARevocationKeepsWithinTheCap(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := teamOf(w)
	w.On("2024-02-20")
	var all []id.ID
	m := meeting(9)
	m.On = "2024-02-20"
	for i, who := range staff(t, w, 8) {
		n := commendations.NewNomination{Subject: who, Award: advanced, Level: "good", Paper: "1/TB", Answers: yes("movement"), Citation: "x"}
		if i == 7 {
			n.Award, n.Answers = fighter, yes("movement", "initiative")
		}
		all = append(all, apptest.Must(w.NominateCommendation(apptest.Ctx, p.office, n))(t))
	}
	d := commendations.Decision{Number: "1/QĐ", On: "2024-02-20"}
	var votes []commendations.Vote
	for _, n := range all {
		d.Grants, votes = append(d.Grants, commendations.Grant{Nomination: n}), append(votes, commendations.Vote{Nomination: n, Yes: 9})
	}
	if err := w.VoteCommendations(apptest.Ctx, p.office, "ngan-son", m, votes); err != nil {
		t.Fatal(err)
	}
	one := d
	one.Grants = slices.Concat(d.Grants[1:7], d.Grants[7:])
	if err := w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", one); apptest.Key(err) != "commend.cap_passed" {
		t.Errorf("a fighter of six: %v", err)
	}
	if err := w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", d); err != nil {
		t.Fatal(err)
	}
	said := nomination.Said{Number: "2/QĐ", On: "2024-02-20", Reason: "kê khai sai"}
	if err := w.StepCommendation(apptest.Ctx, p.head, all[0], nomination.Revoke, said); apptest.Key(err) != "commend.cap_after" {
		t.Errorf("one of seven taken back: %v", err)
	}
	theirs := apptest.Must(w.NominateCommendation(apptest.Ctx, w.Actor("x", access.Head, w.Other), commendations.NewNomination{Subject: commendations.Subject{Unit: "cho-don", Year: "2023"}, Award: merit, Level: "good", Paper: "1/TB", Citation: "x"}))(t)
	if err := w.StepCommendation(apptest.Ctx, p.head, all[0], nomination.Revoke, said, theirs); apptest.Key(err) != "access.not_found" {
		t.Errorf("another body's with it: %v", err)
	}
	if err := w.StepCommendation(apptest.Ctx, p.head, all[0], nomination.Publish, nomination.Said{On: "2024-02-20", Paper: "x"}, all[7]); apptest.Key(err) != "commend.one_at_a_time" {
		t.Errorf("two published at once: %v", err)
	}
	if err := w.StepCommendation(apptest.Ctx, p.head, all[0], nomination.Revoke, said, all[7], all[7]); err != nil {
		t.Error(err)
	}
	for _, which := range []id.ID{all[0], all[7]} {
		if got := apptest.Must(w.Commendation(apptest.Ctx, p.office, which))(t); got.Stage() != nomination.Revoked {
			t.Errorf("%s stands: %s", got.Award.ID, got.Stage())
		}
	}
}

// staff gives so many people of the department, each in a post.
func staff(t *testing.T, w *apptest.World, n int) (who []commendations.Subject) {
	for i := range n {
		post := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, w.Department, fmt.Sprintf("Chuyên viên %d", i), false))(t)
		person := apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, fmt.Sprintf("Người Mẫu %d", i), true))(t)
		ap := apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{Person: person, Post: post, Capacity: org.Substantive, From: "2021-01-01"}))(t)
		who = append(who, commendations.Subject{Unit: "phong-nong-nghiep", Tenure: ap, Year: "2023"})
	}
	return who
}

// TestNothingIsGivenThatTheRulesForbid walks at random through holds, nominations,
// votes, decisions and revocations of twelve people and keeps count beside it.
func TestNothingIsGivenThatTheRulesForbid(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := teamOf(w)
		w.On("2024-02-20")
		who := staff(t, w, 12)
		r := rand.New(rand.NewPCG(7, 13))
		type file struct {
			id     id.ID
			award  string
			person int
			passed bool
			stands bool
		}
		var files []file
		open := map[int]id.ID{}
		had := func(award string, person int) (n int) {
			for _, f := range files {
				if f.stands && f.award == award && (person < 0 || f.person == person) {
					n++
				}
			}
			return n
		}
		within := func() {
			if had(fighter, -1)*100 > 15*had(advanced, -1) {
				t.Fatalf("%d fighters of %d advanced", had(fighter, -1), had(advanced, -1))
			}
		}
		decided := 0
		steps := 160
		if strings.HasSuffix(t.Name(), "postgresql") {
			steps = 60
		}
		for range steps {
			at := r.IntN(len(who))
			switch r.IntN(7) {
			case 0:
				if open[at] == "" && r.IntN(3) == 0 {
					open[at] = apptest.Must(w.HoldCommendations(apptest.Ctx, p.office, "phong-nong-nghiep", who[at].Tenure, nomination.Held{Kind: "discipline", From: "2024-02-01", Text: "x"}))(t)
				} else if open[at] != "" {
					if err := w.ReleaseCommendations(apptest.Ctx, p.office, open[at], "2024-02-20", "xong"); err != nil {
						t.Fatal(err)
					}
					delete(open, at)
				}
			case 1, 2:
				award := []string{advanced, advanced, fighter}[r.IntN(3)]
				n := commendations.NewNomination{Subject: who[at], Award: award, Level: "good", Paper: "1/TB", Answers: yes("movement"), Citation: "x"}
				if award == fighter {
					n.Answers["initiative"] = true
				}
				made, err := w.NominateCommendation(apptest.Ctx, p.office, n)
				if err == nil && (open[at] != "" || had(award, at) > 0) {
					t.Fatalf("nominated: held %q, had %d", open[at], had(award, at))
				}
				if err == nil {
					files = append(files, file{id: made, award: award, person: at})
				}
			case 3, 4:
				if len(files) == 0 {
					continue
				}
				f := &files[r.IntN(len(files))]
				m, n := meeting(4+r.IntN(6)), 4+r.IntN(6)
				m.On = "2024-02-20"
				err := w.VoteCommendations(apptest.Ctx, p.office, "ngan-son", m, []commendations.Vote{{Nomination: f.id, Yes: n}})
				if err == nil && (m.Present < 6 || n > m.Present || open[f.person] != "" || f.stands) {
					t.Fatalf("%d of %d present, %d yes: accepted", m.Present, m.Members, n)
				}
				need := map[string]int{advanced: 5, fighter: 8}[f.award]
				f.passed = f.passed || err == nil && n >= need
			case 5:
				if len(files) == 0 {
					continue
				}
				f := &files[r.IntN(len(files))]
				err := w.DecideCommendations(apptest.Ctx, p.head, "ngan-son", commendations.Decision{Number: "1/QĐ", On: "2024-02-20", Grants: []commendations.Grant{{Nomination: f.id}}})
				if err != nil {
					continue
				}
				if decided++; !f.passed || open[f.person] != "" || had(f.award, f.person) > 0 {
					t.Fatalf("decided: passed %v, held %q, had %d", f.passed, open[f.person], had(f.award, f.person))
				}
				f.stands = true
				within()
			case 6:
				if len(files) == 0 || r.IntN(4) > 0 {
					continue
				}
				f := &files[r.IntN(len(files))]
				if err := w.StepCommendation(apptest.Ctx, p.head, f.id, nomination.Revoke, nomination.Said{Number: "2/QĐ", On: "2024-02-20", Reason: "x"}); err == nil {
					f.stands, f.passed = false, false
				}
				within()
			}
		}
		if decided < steps/40 {
			t.Errorf("only %d were decided: the walk says little", decided)
		}
	})
}
