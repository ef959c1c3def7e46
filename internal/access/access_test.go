package access_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// The tree of the tests: province > district > {department, commune}; other is another district.
var paths = map[string][]id.ID{
	"province":   {"province"},
	"district":   {"district", "province"},
	"department": {"department", "district", "province"},
	"commune":    {"commune", "district", "province"},
	"other":      {"other", "province"},
}

// allowed is the table again, written the other way round, so that a slip in
// one of the two is found.
var allowed = map[access.Action][]access.Role{
	access.Read:           access.Roles(),
	access.ReadLog:        {access.Verifier, access.Head, access.Office, access.Administrator, access.Inspector},
	access.Report:         {access.Officer, access.Office},
	access.Verify:         {access.Verifier, access.Office},
	access.Approve:        {access.Head},
	access.Return:         {access.Verifier, access.Head, access.Office},
	access.Reopen:         {access.Office},
	access.ManageTargets:  {access.Office},
	access.Allot:          {access.Head, access.Office},
	access.Assess:         {access.Head, access.Office},
	access.LockPeriod:     {access.Office},
	access.ManageUnits:    {access.Administrator},
	access.ManagePeople:   {access.Administrator},
	access.ManageAccounts: {access.Administrator},
	access.ManageTasks:    {access.Head, access.Office},
	access.ManageCapital:  {access.Office},
	access.ReadReviews:    {access.Verifier, access.Head, access.Office, access.Inspector},
	access.AssessReview:   {access.Head, access.Office},
	access.VerifyReview:   {access.Verifier, access.Office},
	access.DecideReview:   {access.Head},
	access.Nominate:       {access.Head, access.Office},
	access.KeepCouncil:    {access.Office},
	access.Commend:        {access.Head},
	access.WriteReports:   {access.Officer, access.Head, access.Office},
	access.Publish:        {access.Head},
	access.WorkTasks:      {access.Officer, access.Head, access.Office},
	access.TakeOn:         {access.Head, access.Office},

	access.RaiseShortcomings:   {access.Head, access.Office},
	access.RemedyShortcomings:  {access.Officer, access.Head, access.Office},
	access.ConfirmShortcomings: {access.Verifier, access.Head},
	access.ReadViolations:      {access.Officer, access.Verifier, access.Head, access.Office, access.Inspector},
	access.RecordViolations:    {access.Officer, access.Office},
}

func TestMatrix(t *testing.T) {
	scope := id.ID("district")
	for _, role := range access.Roles() {
		for _, action := range access.Actions() {
			may := false
			for _, r := range allowed[action] {
				may = may || r == role
			}
			for unit, path := range paths {
				under := unit == "district" || unit == "department" || unit == "commune"
				actor := access.Actor{Account: "a", Grants: []access.Grant{{Role: role, Unit: scope}}}
				if got, want := access.Can(actor, action, path), may && under; got != want {
					t.Errorf("%s over %s: %s on %s = %v, want %v", role, scope, action, unit, got, want)
				}
				err := access.Check(actor, action, path)
				switch {
				case may && under && err != nil:
					t.Errorf("%s %s %s: %v", role, action, unit, err)
				case !under && errs.KindOf(err) != errs.NotFound:
					t.Errorf("%s %s %s outside the scope: %v, want not_found", role, action, unit, err)
				case under && !may && errs.KindOf(err) != errs.Forbidden:
					t.Errorf("%s %s %s: %v, want forbidden", role, action, unit, err)
				}
			}
		}
	}
}

func TestNobodyAndOperator(t *testing.T) {
	for _, action := range access.Actions() {
		if err := access.Check(access.Actor{}, action, paths["commune"]); errs.KindOf(err) != errs.Unauthenticated {
			t.Errorf("nobody may %s: %v", action, err)
		}
		needsName := action == access.Report || action == access.Verify || action == access.Approve ||
			action == access.Return || action == access.Assess || action == access.WorkTasks || action == access.TakeOn ||
			action == access.RemedyShortcomings || action == access.ConfirmShortcomings ||
			action == access.AssessReview || action == access.VerifyReview || action == access.DecideReview ||
			action == access.Nominate || action == access.KeepCouncil || action == access.Commend || action == access.WriteReports || action == access.Publish
		if got := access.Can(access.Actor{Operator: true}, action, nil); got == needsName {
			t.Errorf("operator may %s = %v", action, got)
		}
	}
}

func TestUnknownRoleGrantsNothing(t *testing.T) {
	actor := access.Actor{Account: "a", Grants: []access.Grant{{Role: "root", Unit: "district"}}}
	for _, action := range access.Actions() {
		if access.Can(actor, action, paths["district"]) {
			t.Errorf("an unknown role may %s", action)
		}
	}
	if access.Role("root").Valid() || !access.Office.Valid() {
		t.Error("Valid does not tell known roles from unknown ones")
	}
}
