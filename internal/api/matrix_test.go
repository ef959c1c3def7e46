package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// asks is what an operation needs, and what is sent to it where the least that
// its description demands does not get as far as the right.
type asks struct {
	action   access.Action
	anywhere bool   // of any unit
	own      bool   // nothing but to be signed in
	body     string // JSON, over the least
	query    string
}

var operationAsks = map[string]asks{
	"commendations": {action: access.Read}, "commendation-candidate": {action: access.Nominate}, "nominate": {action: access.Nominate, body: `{"award":"giay-khen-tap-the","citation":"x"}`}, "vote-commendations": {action: access.KeepCouncil, body: `{"on":"2024-01-02"}`}, "decide-commendations": {action: access.Commend, body: `{"on":"2024-01-02"}`},
	"hold-commendations": {action: access.KeepCouncil, body: `{"kind":"press","from":"2024-01-02","text":"x"}`},
	"rules":              {action: access.Read}, "add-rules": {action: access.DecideReview, body: `{"file":"x"}`},
	"reviews": {action: access.Read}, "propose-review": {action: access.ReadReviews}, "assess-review": {action: access.AssessReview, body: `{"reason":"x"}`}, "prepare-year": {action: access.ManageTargets}, "open-year": {action: access.ManageTargets, body: `{"from":"{document}","version":0,"issued_on":"2023-12-20"}`},
	"shortcomings": {action: access.Read}, "propose-shortcomings": {action: access.Read}, "review-shortcomings": {action: access.Read}, "carry-shortcomings": {action: access.RaiseShortcomings, body: `{"reason":"x"}`},
	"raise-shortcoming": {action: access.RaiseShortcomings, body: `{"statement":"x","field":"x","product":"x","due":"2024-12-31"}`}, "violation-kinds": {own: true}, "violations": {action: access.ReadViolations},
	"record-violation": {action: access.RecordViolations, body: `{"kind":"forestry","on":"2023-05-01","place":"x","what":"x","cases":1,"handling":"pending"}`},
	"feed-target":      {action: access.ManageTargets, body: `{"kind":"forestry","on":true}`}, "report-violations": {action: access.Report, body: `{"month":"2023-12"}`}, "tie-target": {action: access.ManageTargets, body: `{"on":false}`}, "report-capital": {action: access.Report, body: `{"month":"2023-12"}`},
	"draft-praise": {action: access.WriteReports}, "late": {action: access.Read, query: "month=2023-12"}, "burden": {action: access.ManageAccounts, query: "cycle=2023"}, "chase": {action: access.ManageTasks, body: `{"what":"figures","month":"2023-11"}`}, "chasers": {action: access.ManageTasks}, "notices": {own: true}, "jobs": {action: access.ManageAccounts, anywhere: true},
	"schedule": {action: access.Read}, "chain": {action: access.Read}, "set-chain": {action: access.LockPeriod, body: `{"from":"2023-01","looks":3,"reason":""}`}, "set-schedule": {action: access.LockPeriod, body: `{"from":"2023-01","day":5,"every":1,"reason":""}`},
	"year-report": {action: access.Read}, "edit-report": {action: access.WriteReports, body: `{"block":"opening","step":"worded","words":"x","seen":9}`}, "freeze-report": {action: access.WriteReports, body: `{"note":"x"}`}, "report-forms": {action: access.Read}, "paper-numbers": {action: access.Read}, "number-report": {action: access.WriteReports, body: `{"on":"2023-12-01","kind":"KH","title":"x"}`}, "cancel-number": {action: access.WriteReports, body: `{"series":"2023","kind":"KH","no":1,"reason":""}`}, "correct-number": {action: access.WriteReports, body: `{"series":"2023","kind":"KH","no":1,"reason":""}`}, "add-report-form": {action: access.WriteReports, body: `{"name":"x","content":"eA=="}`}, "preview-release": {action: access.Read}, "news": {action: access.Read}, "write-news": {action: access.WriteReports, body: `{"kind":"event","title":"x","lead":"x"}`}, "release": {action: access.Publish, body: `{"notice":"x"}`}, "withdraw-release": {action: access.Publish, body: `{"reason":"x"}`}, "scoreboard": {action: access.Read}, "units-below": {action: access.Read}, "allotment-tree": {action: access.Read}, "target": {action: access.Read}, "history": {action: access.Read}, "person": {action: access.Read},
	"documents": {action: access.Read}, "add-document": {action: access.ManageTargets, body: `{"issued_on":"2023-01-05","cycle":"2023"}`}, "add-target": {action: access.ManageTargets, body: `{"wording":"5 ha","unit_of_measure":"ha"}`},
	"confirm-criteria": {action: access.ManageTargets, body: `{"targets":["{target}"]}`}, "revise-target": {action: access.ManageTargets, body: `{"wording":"600 ha"}`}, "confirm-class": {action: access.Assess, body: `{"class":"met"}`},
	"allot": {action: access.Allot, body: `{"parts":[{"unit":"ngan-son","wording":"5 ha"}]}`}, "explain-criterion": {own: true, query: "wording=5+ha&text=5+ha"}, "import-targets": {action: access.ManageTargets}, "check-targets": {own: true},
	"fill-entry-sheet": {action: access.Report}, "report": {action: access.Report, body: `{"month":"12/2023","text":"5 ha"}`}, "step": {action: access.Verify, body: `{"step":"verify"}`}, "months": {action: access.Read}, "lock": {action: access.LockPeriod, body: `{"month":"2023-01","locked":true}`},
	"account": {own: true}, "tokens": {own: true}, "webhooks": {own: true}, "data-value-set": {action: access.Read, query: "cycle=2023"}, "take-data-value-set": {action: access.Report, anywhere: true, query: "scope=year", body: `{"dataValues":[{"dataElement":"x","orgUnit":"x","period":"202306","value":"1"}]}`}, "delegations": {own: true}, "work": {own: true}, "accounts": {action: access.ManageAccounts, anywhere: true}, "create-account": {action: access.ManageAccounts, body: `{"username":"nua","name":"x","grants":["officer@ngan-son"]}`},
	"reset-password": {action: access.ManageAccounts}, "grant": {action: access.ManageAccounts}, "revoke": {action: access.ManageAccounts}, "disable-account": {action: access.ManageAccounts, body: `{"disabled":false}`},
	"tasks": {action: access.Read}, "task": {action: access.Read}, "explain-deadline": {own: true, query: "wording=31/12/2023&text=31/12/2023"}, "give-task": {action: access.ManageTasks, body: `{"name":"Việc","leads":["ngan-son"],"deadline":"31/12/2024"}`},
	"step-task": {action: access.WorkTasks, body: `{"step":"progress","text":"x"}`}, "unit-names": {action: access.Read}, "name-unit": {action: access.ManageTasks, body: `{"name":"Tên gọi khác","unit":"ngan-son"}`}, "import-tasks": {action: access.ManageTasks},
	"units": {own: true}, "unit": {action: access.Read}, "add-unit": {action: access.ManageUnits, body: `{"code":"xa-x","name":"Xã X","kind":"commune","parent":"ngan-son"}`}, "revise-unit": {action: access.ManageUnits, body: `{"name":"Y","kind":"district","parent":"huyen-moi-moi"}`},
	"add-post": {action: access.ManagePeople, body: `{"title":"Phó"}`}, "add-person": {action: access.ManagePeople, anywhere: true}, "appoint": {action: access.ManagePeople, body: `{"person":"{person}","capacity":"substantive","from":"2023-01-01"}`},
	"end-appointment": {action: access.ManagePeople, body: `{"on":"2023-06-01"}`}, "import-units": {action: access.ManageUnits, anywhere: true, query: "under={here}&from=2023-01-01"}, "reorganise-units": {action: access.ManageUnits, anywhere: true},
	"set-label": {action: access.ManageTargets, body: `{"unit":"ngan-son","lang":"vi","words":"Xong"}`}, "provisions": {action: access.Read}, "coverage": {action: access.Read}, "set-coverage": {action: access.ManageTargets, body: `{"status":"covered"}`},
	"search": {own: true, query: "q=rung"}, "coverage-links": {action: access.Read, query: "find=rung"}, "accept-coverage": {action: access.ManageTargets, body: `{"items":["{target}"]}`}, "synonyms": {action: access.Read}, "set-synonyms": {action: access.ManageTargets},
	"directives": {action: access.Read}, "add-directive": {action: access.ManageTasks, body: `{"speaker":"x","on":"2023-01-01","text":"x"}`}, "import-document": {action: access.ManageTargets},
	"ledger-head": {own: true}, "ledger-entries": {action: access.ReadLog, anywhere: true}, "ledger-proof": {action: access.ReadLog, anywhere: true, query: "seq=1"}, "verify-ledger": {action: access.ReadLog, anywhere: true},
	"withdraw-answering": {action: access.ManageTargets}, "import-answering": {action: access.ManageTargets}, "change-answering": {action: access.ManageTargets, body: `{"targets":["{target}"],"unit":"ngan-son","from":"2023-06-01","reason":"x"}`}, "evidence": {action: access.Read}, "export-tasks": {action: access.Read}, "export-scoreboard": {action: access.Read},
}

// apart are the operations about one's own sign-in, each with its test.
var apart = map[string]string{
	"news-item": "the matrix of app", "end-report-form": "the matrix of app", "edit-news": "the matrix of app", "release-news": "the matrix of app", "withdraw-news": "the matrix of app", "drop-news": "the matrix of app, and TestNewsByAPI", "add-news-photo": "the matrix of app", "change-news-photo": "the matrix of app", "withdraw-news-photo": "the matrix of app, and TestNewsByAPI",
	"commendation": "the matrix of app", "step-commendation": "the matrix of app", "release-commendations": "the matrix of app",
	"comment-review": "TestPetitions", "undo-review": "TestPetitions", "drop-rules": "TestOwnRules",
	"report-many": "each as report: TestBulk", "step-many": "each as step: TestBulk",
	"open-notice": "one's own: TestChaser of app", "import-job": "one's own: TestImportsByAJob", "take-import-job": "the same", "cancel-job": "TestJobRights", "retry-job": "TestJobRights", "check-ledger-later": "TestJobRights",
	"entry-sheet": "the matrix of app, and the story",
	"review":      "the matrix of app", "step-review": "the matrix of app", "forget-name": "the matrix of app", "save-draft": "the matrix of app", "shortcoming": "the matrix of app", "correct-shortcoming": "the matrix of app", "step-shortcoming": "the matrix of app", "carry-shortcoming": "the matrix of app", "violation": "the matrix of app", "correct-violation": "the matrix of app",
	"capital-project": "the matrix of app", "capital-programmes": "the matrix of app", "capital-sums": "the matrix of app", "capital-results": "the matrix of app", "transfer-capital": "the matrix of app", "capital-targets": "the matrix of app", "capital-form": "the matrix of app, and TestCapitalOverTheAPI", "import-capital": "the matrix of app", "correct-capital-plan": "the matrix of app", "correct-capital-payment": "the matrix of app", "capital-bounds": "the matrix of app", "set-capital-bounds": "the matrix of app", "capital-forecast": "the matrix of app", "capital-reconciliation": "the matrix of app", "record-capital-works": "the matrix of app", "step-capital-payment": "the matrix of app", "withdraw-capital-plan": "the matrix of app", "charges": "of the actor's own units: TestRequests", "ask-charge": "the matrix of app", "answer-charge": "the matrix of app", "withdraw-charge": "the matrix of app", "add-capital-plan": "the matrix of app", "close-capital-project": "the matrix of app", "pay-capital": "the matrix of app", "capital": "the matrix of app", "create-capital-project": "the matrix of app", "undo-import": "the matrix of app", "import-people": "the matrix of app", "import": "the matrix of app", "delegate": "one's own: TestDelegation", "end-delegation": "one's own: TestDelegation", "make-token": "one's own: TestTokens", "drop-token": "one's own: TestTokens", "make-webhook": "the log's of its unit: TestHookRights", "try-webhook": "one's own: TestHookRights", "drop-webhook": "one's own: TestHookRights", "sign-in": "every test", "sign-out": "TestSessions", "sign-out-everywhere": "one's own", "change-password": "one's own", "correct": "of its subject: TestCorrections", "undo": "the same", "explain": "the same"}

// described is an operation with the least body its description demands.
type described struct {
	id, method, pattern string
	multipart           bool
	least               map[string]any
}

func (s *site) described() (out []described) {
	s.Helper()
	_, doc := s.ask("", http.MethodGet, "/api/openapi.json", nil)
	schemas := doc["components"].(map[string]any)["schemas"].(map[string]any)
	for path, methods := range doc["paths"].(map[string]any) {
		for method, o := range methods.(map[string]any) {
			raw := o.(map[string]any)
			d := described{pattern: path, method: strings.ToUpper(method), least: map[string]any{}}
			d.id, _ = raw["operationId"].(string)
			body, _ := raw["requestBody"].(map[string]any)
			content, _ := body["content"].(map[string]any)
			if _, d.multipart = content["multipart/form-data"]; !d.multipart && content["application/json"] != nil {
				d.least, _ = least(schemas, content["application/json"].(map[string]any)["schema"]).(map[string]any)
			}
			out = append(out, d)
		}
	}
	return out
}

// least gives the least value that a schema takes.
func least(schemas map[string]any, schema any) any {
	m, _ := schema.(map[string]any)
	if ref, ok := m["$ref"].(string); ok {
		return least(schemas, schemas[ref[strings.LastIndex(ref, "/")+1:]])
	}
	if values, ok := m["enum"].([]any); ok {
		return values[0]
	}
	kind := m["type"]
	if several, ok := kind.([]any); ok {
		kind = several[0]
	}
	switch kind {
	case "object":
		out := map[string]any{}
		required, _ := m["required"].([]any)
		for _, name := range required {
			out[name.(string)] = least(schemas, m["properties"].(map[string]any)[name.(string)])
		}
		return out
	case "array":
		return []any{}
	case "integer", "number":
		return 1
	case "boolean":
		return false
	}
	return "x"
}

// TestMatrixByOperation walks role × operation over a unit that was merged into
// another: who has a role over that one may do what the role may, and nobody else.
func TestMatrixByOperation(t *testing.T) {
	s := newSite(t, filepath.Join(t.TempDir(), "m.db"))
	things, heir, beside := s.mergedThings()
	all := s.described()
	for _, op := range all {
		if operationAsks[op.id] == (asks{}) && apart[op.id] == "" {
			t.Errorf("%s (%s %s): it is not said what it asks", op.id, op.method, op.pattern)
		}
	}
	ctx, operator := context.Background(), desk.Operator("test")
	for _, role := range access.Roles() {
		for _, unit := range []id.ID{heir, beside} {
			name := "m-" + strings.ReplaceAll(string(role), "_", "-") + map[bool]string{true: "-o", false: "-x"}[unit == heir]
			if _, _, err := s.app.CreateAccount(ctx, operator, accounts.NewAccount{Username: name, Name: name, Password: password, Grants: []access.Grant{{Role: role, Unit: unit}}}); err != nil {
				t.Fatal(err)
			}
			actor, err := s.app.ActAs(ctx, operator, name)
			if err != nil {
				t.Fatal(err)
			}
			token := s.as(name)
			things["{here}"] = map[bool]string{true: things["huyen-moi-moi"], false: "cho-don"}[unit == heir]
			for _, op := range all {
				ask, ok := operationAsks[op.id]
				if !ok {
					continue
				}
				may := ask.own || access.Can(actor, ask.action, []id.ID{unit}) && (unit == heir || ask.anywhere)
				before, _, _ := s.app.Head(ctx)
				code, answer := s.askAs(token, op, ask, things)
				after, _, _ := s.app.Head(ctx)
				refused := code == 403 || code == 404
				if may == refused || code == 401 || code >= 500 {
					t.Errorf("%s over %s: %s: %d %v (may: %v)", role, map[bool]string{true: "the successor", false: "another unit"}[unit == heir], op.id, code, answer["key"], may)
				}
				if !may && after != before {
					t.Errorf("%s: something was written by who may not", op.id)
				}
			}
		}
	}
}

// askAs sends an operation what it needs.
func (s *site) askAs(token string, op described, ask asks, things map[string]string) (int, map[string]any) {
	s.Helper()
	path := op.pattern
	for part, with := range things {
		if head, ok := strings.CutSuffix(part, "{id}"); ok && strings.HasPrefix(path, part) {
			path = head + with + strings.TrimPrefix(path, part)
		}
	}
	fill := func(text string) string {
		for part, with := range things {
			if !strings.HasSuffix(part, "/{id}") {
				text = strings.ReplaceAll(text, part, with)
			}
		}
		return text
	}
	path = fill(path) + "?" + fill(ask.query)
	if op.multipart {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		part, _ := form.CreateFormFile("file", "x.csv")
		_, _ = part.Write([]byte("a,b\n1,2\n"))
		form.Close()
		return s.send(token, op.method, path, form.FormDataContentType(), &body)
	}
	if op.id == "evidence" || op.id == "export-tasks" || op.id == "export-scoreboard" { // files
		code, _ := s.stream(token, op.method, path, http.NoBody)
		return code, nil
	}
	if op.method == http.MethodGet || len(op.least) == 0 && ask.body == "" {
		return s.ask(token, op.method, path, nil)
	}
	sent := map[string]any{}
	for k, v := range op.least {
		sent[k] = v
	}
	if ask.body != "" {
		if err := json.Unmarshal([]byte(fill(ask.body)), &sent); err != nil {
			s.Fatal(err)
		}
	}
	return s.ask(token, op.method, path, sent)
}

// mergedThings makes one of everything in a unit, and merges it with another.
func (s *site) mergedThings() (things map[string]string, heir, beside id.ID) {
	s.Helper()
	ctx, operator, a := context.Background(), desk.Operator("test"), s.app
	check := func(err error) {
		s.Helper()
		if err != nil {
			s.Fatal(err)
		}
	}
	d, err := a.Directory(ctx, operator)
	check(err)
	old, err := d.UnitByCode("ngan-son")
	check(err)
	beside, err = d.UnitByCode("cho-don")
	check(err)
	other, err := a.AddUnit(ctx, operator, units.NewUnit{Code: "na-ri", Name: "Huyện Na Rì", Kind: org.District, From: "2000-01-01"})
	check(err)
	officer, err := a.ActAs(ctx, operator, "can-bo")
	check(err)
	target, err := a.Target(ctx, operator, s.target, "")
	check(err)
	document := string(target.Current().Document)
	if document == "" {
		document = string(target.Target.Document)
	}
	o, err := a.Report(ctx, officer, figures.NewReport{Target: s.target, Month: "2023-11", Text: "5 ha", Cumulative: true, Files: []figures.File{{Name: "a.txt", MediaType: "text/plain", Content: []byte("x")}}})
	check(err)
	given, err := a.AddTask(ctx, operator, tasks.NewTask{Unit: old, Name: "Việc của huyện", Leads: []id.ID{old}, Deadline: "31/12/2024"})
	check(err)
	person, err := a.AddPerson(ctx, operator, "Lê Văn Mẫu", true)
	check(err)
	post, err := a.AddPost(ctx, operator, old, "Phó Chủ tịch", false)
	check(err)
	appointment, err := a.Appoint(ctx, operator, units.NewAppointment{Person: person, Post: post, Capacity: org.Substantive, From: "2022-01-01"})
	check(err)
	_, err = a.ChangeAnswering(ctx, operator, plan.NewAnswering{Targets: []id.ID{s.target}, Unit: other, From: "2024-06-01", Reason: "QĐ 9"})
	check(err)
	coming, err := a.Target(ctx, operator, s.target, "")
	check(err)
	into := org.Destination{Official: "060", Name: "Huyện Mới", Kind: org.District}
	_, err = a.Reorganise(ctx, operator, reform.Reorganisation{On: "2024-01-01", Decision: "12/NQ", Moves: []org.Move{{Row: 2, Old: "ngan-son", New: into}, {Row: 3, Old: "na-ri", New: into}}})
	check(err)
	d, err = a.Directory(ctx, operator)
	check(err)
	heir = d.Successors(old)[0].New
	v, _ := d.Unit(heir, "2024-01-08")
	return map[string]string{"/api/v1/targets/{id}": string(s.target), "/api/v1/documents/{id}": document, "/api/v1/observations/{id}": string(o.ID), "/api/v1/tasks/{id}": string(given[0].ID), "/api/v1/answering-ahead/{id}": string(coming.Coming[0].ID), "/api/v1/people/{id}": string(person),
		"/api/v1/accounts/{id}": string(officer.Account), "/api/v1/appointments/{id}": string(appointment), "/api/v1/evidence/{id}": string(o.Evidence[0].ID), "{document}": document, "{superior}": document, "{own}": document,
		"{item}": string(s.target), "{target}": string(s.target), "{unit}": "ngan-son", "{cycle}": "2023", "{month}": "2023-05", "{period}": "2023", "{post}": string(post), "{person}": string(person), "{grant}": "officer@ngan-son", "{label}": "track.met", "huyen-moi-moi": v.Code}, heir, beside
}
