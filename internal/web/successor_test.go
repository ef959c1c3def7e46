package web_test

import (
	"context"
	"net/url"
	"regexp"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
)

// TestSuccessorsByPage: after a merger the new unit's office can do by the pages
// what it can do by the use-cases: with its predecessors' targets, documents,
// tasks and months.
func TestSuccessorsByPage(t *testing.T) {
	s := newSite(t)
	board := s.as("van-phong", "vi").get("/u/coc-dan/2023").page
	target := regexp.MustCompile(`href="/targets/([0-9a-f-]+)"`).FindStringSubmatch(board)
	if target == nil {
		t.Fatal("no target of the old unit")
	}
	admin := s.as("quan-tri", "vi")
	admin.upload("/admin/units/reorganise", url.Values{"on": {"01/07/2023"}, "decision": {"12/NQ-HĐND"}}, "file", "sap-xep.csv", []byte(mergeCSV)).sees(200, "Thực hiện như trên")
	admin.post("/admin/units/reorganise", admin.hidden("commit")).sees(200, "Đã sắp xếp đơn vị")
	operator := desk.Operator("test")
	d, err := s.Directory(context.Background(), operator)
	if err != nil {
		t.Fatal(err)
	}
	heir, err := d.UnitByCode("xa-ngan-son-01954")
	if err != nil {
		t.Fatal(err)
	}
	for username, role := range map[string]access.Role{"vp-moi": access.Office, "cb-moi": access.Officer, "ts-moi": access.Inspector} {
		_, _, err := s.CreateAccount(context.Background(), operator, accounts.NewAccount{Username: username, Name: username, Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: role, Unit: heir}}})
		if err != nil {
			t.Fatal(err)
		}
		actor, err := s.ActAs(context.Background(), operator, username)
		if err != nil {
			t.Fatal(err)
		}
		own, err := s.Directory(context.Background(), actor)
		if err != nil {
			t.Fatal(err)
		}
		old, _ := own.UnitByCode("coc-dan")
		reader := s.as(username, "vi")
		for address, action := range map[string]access.Action{
			"/targets/" + target[1]:  access.Read,
			"/u/coc-dan":             access.Read,
			"/u/coc-dan/2023":        access.Read,
			"/u/coc-dan/tasks":       access.Read,
			"/u/coc-dan/papers":      access.Read,
			"/u/coc-dan/2023/months": access.Read,
			"/targets/" + target[1] + "/report?month=2023-06": access.Report,
			"/u/coc-dan/2023/import":                          access.ManageTargets,
			"/u/coc-dan/2023/documents/new":                   access.ManageTargets,
			"/u/coc-dan/tasks/new":                            access.ManageTasks,
		} {
			may := own.Can(action, old)
			if code := reader.get(address).code; may != (code == 200) {
				t.Errorf("%s opens %s: %d, may %s: %v", username, address, code, action, may)
			}
		}
	}
}
