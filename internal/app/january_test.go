package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/commendations"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report/told"
)

// inJanuary are the use-cases of the weeks after a year, when there are rules of
// commendation to go by.
var inJanuary = []useCase{
	{"Commendations", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Commendations(apptest.Ctx, a, commendations.Query{Unit: in.code, Year: "2022"}))
	}},
	{"Commendation", access.ReadReviews, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Commendation(apptest.Ctx, a, in.nomination))
	}},
	{"CommendationCandidate", access.Nominate, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CommendationCandidate(apptest.Ctx, a, commendations.Subject{Unit: in.code, Year: "2022"}))
	}},
	{"NominateCommendation", access.Nominate, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.NominateCommendation(apptest.Ctx, a, commendations.NewNomination{Subject: commendations.Subject{Unit: in.code, Year: "2022"}}))
	}},
	{"StepCommendation", access.Nominate, func(w *apptest.World, a access.Actor, in things) error {
		return w.StepCommendation(apptest.Ctx, a, in.nomination, nomination.Withdraw, nomination.Said{})
	}},
	{"VoteCommendations", access.KeepCouncil, func(w *apptest.World, a access.Actor, in things) error {
		return w.VoteCommendations(apptest.Ctx, a, in.code, commendation.Meeting{}, nil)
	}},
	{"DecideCommendations", access.Commend, func(w *apptest.World, a access.Actor, in things) error {
		return w.DecideCommendations(apptest.Ctx, a, in.code, commendations.Decision{})
	}},
	{"DraftPraise", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.DraftPraise(apptest.Ctx, a, in.code, "1990", told.Teller{}))
	}},
	{"HoldCommendations", access.KeepCouncil, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.HoldCommendations(apptest.Ctx, a, in.code, "", nomination.Held{}))
	}},
	{"ReleaseCommendations", access.KeepCouncil, func(w *apptest.World, a access.Actor, in things) error {
		return w.ReleaseCommendations(apptest.Ctx, a, in.hold, "", "")
	}},
}

// januaryForReal is forReal of those.
var januaryForReal = map[string]func(w *apptest.World, a access.Actor, in things) error{
	"CommendationCandidate": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CommendationCandidate(apptest.Ctx, in.council, commendations.Subject{Unit: in.code, Year: "2022"}))
	},
	"NominateCommendation": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.NominateCommendation(apptest.Ctx, w.Actor("g-nom", access.Head, w.Department), certificate("phong-nong-nghiep")))
	},
	"StepCommendation": func(w *apptest.World, a access.Actor, in things) error {
		return w.StepCommendation(apptest.Ctx, w.Actor("g-cite", access.Head, in.unit), in.nomination, nomination.Cite, nomination.Said{Citation: "Chữa cháy rừng phòng hộ"})
	},
	"VoteCommendations": func(w *apptest.World, a access.Actor, in things) error {
		who := commendations.Subject{Unit: "phong-nong-nghiep", Tenure: tenureOf(w, w.HeadPost), Year: "2022"}
		n, err := w.NominateCommendation(apptest.Ctx, w.Actor("g-nom2", access.Head, w.Department), commendations.NewNomination{Subject: who, Award: "lao-dong-tien-tien", Level: "good", Paper: "1/TB", Answers: map[string]bool{"movement": true}, Citation: "x"})
		if err != nil {
			return err
		}
		day := string(period.DateOf(w.Now()))
		return w.VoteCommendations(apptest.Ctx, w.Actor("g-vote", access.Office, in.unit), in.code, commendation.Meeting{On: day, Minutes: "1/BB", Members: 9, Present: 9}, []commendations.Vote{{Nomination: n, Yes: 9}})
	},
	"DecideCommendations": func(w *apptest.World, a access.Actor, in things) error {
		n, err := w.NominateCommendation(apptest.Ctx, w.Actor("g-nom3", access.Head, w.Department), certificate("phong-nong-nghiep"))
		if err != nil {
			return err
		}
		return w.DecideCommendations(apptest.Ctx, w.Actor("g-grant", access.Head, in.unit), in.code, commendations.Decision{Number: "9/QĐ", On: period.DateOf(w.Now()), Grants: []commendations.Grant{{Nomination: n}}})
	},
	"DraftPraise": func(w *apptest.World, a access.Actor, in things) error { // of what was decided above
		return apptest.Drop(w.DraftPraise(apptest.Ctx, w.Actor("g-praise", access.Head, in.unit), in.code, "2022", told.Teller{}))
	},
	"HoldCommendations": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.HoldCommendations(apptest.Ctx, w.Actor("g-hold", access.Office, in.unit), in.code, "", nomination.Held{Kind: "press", From: "2023-01-09", Text: "Báo nêu"}))
	},
	"ReleaseCommendations": func(w *apptest.World, a access.Actor, in things) error {
		return w.ReleaseCommendations(apptest.Ctx, w.Actor("g-free", access.Office, in.unit), in.hold, period.DateOf(w.Now()), "Không có vi phạm")
	},
}

// january turns the year and makes what those are about; by is the unit whose people do it.
func (in *things) january(w *apptest.World, t *testing.T, tag string, by id.ID) {
	w.On("2024-01-10")
	in.nomination = apptest.Must(w.NominateCommendation(apptest.Ctx, w.Actor(tag+"-january", access.Head, by), certificate(in.code)))(t)
	in.council = w.Actor(tag+"-council", access.Office, by)
	in.hold = apptest.Must(w.HoldCommendations(apptest.Ctx, in.council, in.code, "", nomination.Held{Kind: "press", From: "2023-01-09", Text: "Báo nêu"}))(t)
}

// certificate is a unit put forward for what it did on one occasion.
func certificate(code string) commendations.NewNomination {
	return commendations.NewNomination{Subject: commendations.Subject{Unit: code, Year: "2022"}, Award: "giay-khen-tap-the", Occasion: "occasion", Paper: "5/TTr", Citation: "Chữa cháy rừng"}
}
