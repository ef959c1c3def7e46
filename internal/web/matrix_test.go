package web_test

import (
	"context"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/resolution"
	"dondoc/internal/task"
)

// route is one address that is served, as routes.go has it.
type route struct {
	method, pattern string
	kept            bool
}

var routeLine = regexp.MustCompile(`s\.(?:On|Open)\("(GET|POST) ([^"]+)", (s\.Kept\()?`)

// routes reads every address from the routes.go of the subjects.
func routes(t *testing.T) (out []route) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Base(path) != "routes.go" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range routeLine.FindAllStringSubmatch(string(text), -1) {
			out = append(out, route{m[1], m[2], m[3] != ""})
		}
		return err
	})
	if err != nil || len(out) < 90 {
		t.Fatalf("%d routes, %v", len(out), err)
	}
	return out
}

// Where a right is asked.
type where int

const (
	ofUnit   where = iota // of the unit that the address is about
	anywhere              // of any unit
	inRows                // of the unit, row by row: the page comes back with what is refused
	ownOnly               // nothing but to be signed in: it shows or changes what is one's own
)

// asked is what a route needs, and what is sent to it.
type asked struct {
	action access.Action
	where  where
	form   string
}

var askedOf = map[string]asked{
	"GET /u/{code}/{cycle}/burden": {action: access.ManageAccounts}, "GET /u/{code}/{cycle}/late": {action: access.Read}, "POST /u/{code}/{cycle}/late": {action: access.ManageTasks, form: "month=2023-12"}, "GET /notices": {where: ownOnly}, "POST /notices": {where: ownOnly}, "GET /account/notices": {where: ownOnly}, "POST /account/notices": {where: ownOnly}, "GET /account/notices/confirm": {where: ownOnly}, "POST /account/notices/confirm": {where: ownOnly, form: "key=x"},
	"GET /admin/jobs":                {action: access.ManageAccounts, where: anywhere},
	"GET /u/{code}/{cycle}/schedule": {action: access.Read}, "POST /u/{code}/{cycle}/schedule": {action: access.LockPeriod, form: "from=2023-01&day=5&every=1"},
	"GET /u/{code}/{cycle}/report":      {action: access.Read},
	"GET /u/{code}/{cycle}/report/edit": {action: access.WriteReports, form: "block=opening"}, "POST /u/{code}/{cycle}/report/edit": {action: access.WriteReports, form: "words=x&seen=9"}, "POST /u/{code}/{cycle}/report/freeze": {action: access.WriteReports, form: "note=x"}, "GET /u/{code}/forms": {action: access.Read}, "GET /u/{code}/numbers": {action: access.Read}, "POST /u/{code}/numbers": {action: access.WriteReports, form: "kind="}, "POST /u/{code}/{cycle}/report/number": {action: access.WriteReports, form: "on=01/12/2023"}, "POST /u/{code}/forms": {action: access.WriteReports, form: "name=x"}, "GET /u/{code}/forms/file": {action: access.Read, form: "form=mau-khoi-dau.docx"},
	"GET /u/{code}/{cycle}/commendations": {action: access.Read}, "GET /u/{code}/{cycle}/commendations/paper": {action: access.Read, form: "paper=register&format=xlsx"},
	"GET /u/{code}/{cycle}/commendations/nominate": {action: access.Nominate}, "POST /u/{code}/{cycle}/commendations/nominate": {action: access.Nominate, form: "award=giay-khen-tap-the"},
	"GET /u/{code}/{cycle}/commendations/vote": {action: access.KeepCouncil}, "POST /u/{code}/{cycle}/commendations/vote": {action: access.KeepCouncil}, "GET /u/{code}/{cycle}/commendations/decide": {action: access.Commend}, "POST /u/{code}/{cycle}/commendations/decide": {action: access.Commend},
	"GET /u/{code}/{cycle}/commendations/hold": {action: access.KeepCouncil}, "POST /u/{code}/{cycle}/commendations/hold": {action: access.KeepCouncil}, "GET /u/{code}/{cycle}/commendations/release": {action: access.KeepCouncil}, "POST /u/{code}/{cycle}/commendations/release": {action: access.KeepCouncil},
	"GET /u/{code}/{cycle}/release": {action: access.Read}, "POST /u/{code}/{cycle}/release": {action: access.Publish}, "GET /u/{code}/{cycle}/release/down": {action: access.Publish}, "POST /u/{code}/{cycle}/release/down": {action: access.Publish, form: "reason=x"},
	"GET /u/{code}/rules": {action: access.Read}, "POST /u/{code}/rules": {action: access.DecideReview},
	"GET /u/{code}/{cycle}/reviews": {action: access.Read}, "GET /u/{code}/{cycle}/review": {action: access.ReadReviews},
	"GET /u/{code}/{cycle}/review/assess": {action: access.ReadReviews}, "POST /u/{code}/{cycle}/review/assess": {action: access.AssessReview},
	"GET /u/{code}/{cycle}/shortcomings": {action: access.Read}, "GET /u/{code}/{cycle}/shortcomings/propose": {action: access.Read},
	"GET /u/{code}/{cycle}/shortcomings/new": {action: access.RaiseShortcomings}, "POST /u/{code}/{cycle}/shortcomings/new": {action: access.RaiseShortcomings},
	"GET /u/{code}/{cycle}/shortcomings/carry": {action: access.RaiseShortcomings}, "POST /u/{code}/{cycle}/shortcomings/carry": {action: access.RaiseShortcomings},
	"GET /u/{code}/{cycle}/violations": {action: access.ReadViolations}, "GET /u/{code}/{cycle}/violations/new": {action: access.RecordViolations}, "POST /u/{code}/{cycle}/violations/new": {action: access.RecordViolations},
	"POST /u/{code}/{cycle}/violations/feed": {action: access.ManageTargets, form: "do=feed&target={target}&kind=forestry"},

	"GET /u/{code}/correct":           {action: access.ManageUnits},
	"POST /u/{code}/correct":          {action: access.ManageUnits, form: "parent={here}"},
	"GET /u/{code}/undo":              {action: access.ManageUnits},
	"POST /u/{code}/undo":             {action: access.ManageUnits},
	"GET /posts/{id}/correct":         {action: access.ManagePeople},
	"POST /posts/{id}/correct":        {action: access.ManagePeople},
	"GET /posts/{id}/undo":            {action: access.ManagePeople},
	"POST /posts/{id}/undo":           {action: access.ManagePeople},
	"GET /people/{id}/correct":        {action: access.ManagePeople},
	"POST /people/{id}/correct":       {action: access.ManagePeople},
	"GET /appointments/{id}/correct":  {action: access.ManagePeople},
	"POST /appointments/{id}/correct": {action: access.ManagePeople},
	"GET /appointments/{id}/undo":     {action: access.ManagePeople},
	"POST /appointments/{id}/undo":    {action: access.ManagePeople},
	"GET /documents/{id}/correct":     {action: access.ManageTargets},
	"POST /documents/{id}/correct":    {action: access.ManageTargets},
	"GET /documents/{id}/chain":       {action: access.LockPeriod}, "POST /documents/{id}/chain": {action: access.LockPeriod, form: "from=2023-01&looks=3"},
	"GET /documents/{id}/answering":        {action: access.ManageTargets},
	"POST /documents/{id}/answering":       {action: access.ManageTargets},
	"GET /targets/{id}/answering":          {action: access.ManageTargets},
	"POST /targets/{id}/answering":         {action: access.ManageTargets},
	"GET /documents/{id}/answering/sheet":  {action: access.ManageTargets},
	"POST /documents/{id}/answering/sheet": {action: access.ManageTargets},
	"GET /targets/{id}/correct":            {action: access.ManageTargets},
	"POST /targets/{id}/correct":           {action: access.ManageTargets},
	"GET /tasks/{id}/propose":              {action: access.ManageTasks},
	"POST /tasks/{id}/propose":             {action: access.ManageTasks, form: "role=lead"},
	"GET /targets/{id}/propose":            {action: access.ManageTargets},
	"POST /targets/{id}/propose":           {action: access.ManageTargets},
	"GET /work/undo":                       {where: ownOnly},
	"POST /work/undo":                      {where: ownOnly},
	"GET /tasks/{id}/correct":              {action: access.ManageTasks},
	"POST /tasks/{id}/correct":             {action: access.ManageTasks},
	"GET /tasks/{id}/undo":                 {action: access.ManageTasks},
	"POST /tasks/{id}/undo":                {action: access.ManageTasks},
	"GET /admin/accounts/{id}/correct":     {action: access.ManageAccounts},
	"POST /admin/accounts/{id}/correct":    {action: access.ManageAccounts},
	"GET /u/{code}/{cycle}/documents/open": {action: access.ManageTargets}, "POST /u/{code}/{cycle}/documents/open": {action: access.ManageTargets}, "POST /u/{code}/{cycle}/documents/open/sheet": {action: access.ManageTargets},
	"GET /u/{code}/{cycle}/capital": {action: access.Read}, "GET /u/{code}/{cycle}/capital/new": {action: access.ManageCapital}, "POST /u/{code}/{cycle}/capital/new": {action: access.ManageCapital}, "GET /u/{code}/{cycle}/capital/pictures": {action: access.Read}, "GET /u/{code}/{cycle}/capital/programmes": {action: access.Read}, "GET /u/{code}/{cycle}/capital/sums": {action: access.Read}, "GET /u/{code}/{cycle}/capital/results": {action: access.Read}, "GET /u/{code}/{cycle}/capital/transfer": {action: access.ManageCapital}, "POST /u/{code}/{cycle}/capital/transfer": {action: access.ManageCapital}, "GET /u/{code}/{cycle}/capital/bounds": {action: access.Read}, "GET /u/{code}/{cycle}/capital/targets": {action: access.Read}, "POST /u/{code}/{cycle}/capital/bounds": {action: access.ManageCapital}, "GET /u/{code}/{cycle}/capital/forms": {action: access.Read}, "GET /u/{code}/{cycle}/capital/import": {action: access.Report}, "POST /u/{code}/{cycle}/capital/import": {action: access.Report}, "GET /u/{code}/{cycle}/capital/reconcile": {action: access.Read}, "GET /u/{code}/{cycle}/capital/waiting": {action: access.Read}, "GET /u/{code}/{cycle}/capital/lock": {action: access.LockPeriod}, "POST /u/{code}/{cycle}/capital/lock": {action: access.LockPeriod},
	"GET /u/{code}/{cycle}": {action: access.Read}, "GET /u/{code}/{cycle}/below": {action: access.Read}, "GET /u/{code}/names": {action: access.Read}, "POST /u/{code}/names": {action: access.ManageTasks, form: "name=x&unit=x"}, "GET /u/{code}/{cycle}/conference": {action: access.Read}, "GET /targets/{id}": {action: access.Read},
	"GET /targets/{id}/history": {action: access.Read}, "GET /targets/{id}/tree": {action: access.Read}, "POST /targets/{id}/class": {action: access.Assess, form: "class=met&reason=x"},
	"GET /u/{code}/{cycle}/documents": {action: access.Read}, "GET /u/{code}/{cycle}/documents/new": {action: access.ManageTargets}, "POST /u/{code}/{cycle}/documents/new": {action: access.ManageTargets},
	"GET /documents/{id}": {action: access.Read}, "POST /documents/{id}/confirm": {action: access.ManageTargets, form: "target={target}"}, "GET /documents/{id}/targets/new": {action: access.ManageTargets},
	"POST /documents/{id}/targets/new": {action: access.ManageTargets}, "GET /documents/{id}/targets/read": {where: ownOnly}, "GET /u/{code}/{cycle}/import": {action: access.ManageTargets},
	"POST /u/{code}/{cycle}/import": {action: access.ManageTargets}, "GET /targets/{id}/revise": {action: access.ManageTargets}, "POST /targets/{id}/revise": {action: access.ManageTargets},
	"GET /targets/{id}/revise/read": {action: access.ManageTargets}, "GET /targets/{id}/allot": {action: access.Allot}, "POST /targets/{id}/allot": {action: access.Allot}, "GET /targets/{id}/allot/sums": {action: access.Allot},
	"GET /u/{code}/papers": {action: access.Read}, "GET /u/{code}/papers/new": {action: access.ManageTargets}, "POST /u/{code}/papers/new": {action: access.ManageTargets}, "GET /documents/{id}/text": {action: access.Read},
	"GET /documents/{id}/file": {action: access.Read}, "POST /documents/{id}/text": {action: access.ManageTargets, form: "do=rank&kind=clause&at=1"}, "GET /u/{code}/coverage": {action: access.Read},
	"POST /u/{code}/coverage": {action: access.Read}, "GET /u/{code}/synonyms": {action: access.Read}, "POST /u/{code}/synonyms": {action: access.ManageTargets},
	"GET /coverage/{superior}/{own}": {action: access.Read}, "POST /coverage/{superior}/{own}": {action: access.ManageTargets, form: "item={target}&status=covered"},
	"GET /ledger": {action: access.ReadLog, where: anywhere}, "POST /ledger": {action: access.ReadLog, where: anywhere}, "GET /search": {where: ownOnly},
	"GET /admin/accounts": {action: access.ManageAccounts, where: anywhere}, "GET /admin/accounts/new": {action: access.ManageAccounts, where: anywhere}, "POST /admin/accounts/new": {action: access.ManageAccounts, where: anywhere, form: "unit={here}"},
	"GET /admin/accounts/{id}": {action: access.ManageAccounts}, "POST /admin/accounts/{id}": {action: access.ManageAccounts},
	"GET /account": {where: ownOnly}, "POST /account": {where: ownOnly}, "GET /account/password": {where: ownOnly}, "GET /account/delegations": {where: ownOnly}, "POST /account/delegations": {where: ownOnly}, "GET /account/tokens": {where: ownOnly}, "POST /account/tokens": {where: ownOnly}, "GET /account/webhooks": {where: ownOnly}, "POST /account/webhooks": {where: ownOnly}, "GET /account/feed": {where: ownOnly}, "GET /{$}": {where: ownOnly}, "GET /sign-in": {where: ownOnly}, "POST /account/password": {where: ownOnly},
	"GET /help": {where: ownOnly}, "GET /welcome": {action: access.ManageUnits, where: anywhere}, "GET /u/{code}/directives": {action: access.Read}, "GET /u/{code}/directives/new": {action: access.ManageTasks}, "POST /u/{code}/directives/new": {action: access.ManageTasks},
	"GET /u/{code}/tasks": {action: access.Read}, "GET /u/{code}/tasks/export": {action: access.Read}, "GET /u/{code}/tasks/new": {action: access.ManageTasks}, "POST /u/{code}/tasks/new": {action: access.ManageTasks},
	"GET /u/{code}/tasks/import": {action: access.ManageTasks}, "POST /u/{code}/tasks/import": {action: access.ManageTasks}, "GET /tasks/{id}": {action: access.Read}, "POST /tasks/{id}": {action: access.WorkTasks, form: "step=progress&text=x"},
	"GET /task-files/{id}": {action: access.Read}, "POST /u/{code}/tasks/bulk": {action: access.ManageTasks, form: "step=progress&text=x&task={task}"}, "POST /tasks/filters": {where: ownOnly},
	"GET /targets/{id}/report": {action: access.Report}, "POST /targets/{id}/report": {action: access.Report, form: "text=6 ha&month=2023-12&final=1"}, "GET /targets/{id}/report/preview": {action: access.Read, form: "text=5"}, "GET /evidence/{id}": {action: access.Read},
	"GET /entry/{code}/{cycle}/{month}": {action: access.Read}, "POST /entry/{code}/{cycle}/{month}": {action: access.Report, form: "value-{target}=6 ha"}, "POST /entry/{code}/{cycle}/{month}/draft": {action: access.Report, form: "value-{target}=6 ha"}, "GET /entry/{code}/{cycle}/{month}/sheet": {action: access.Report}, "POST /entry/{code}/{cycle}/{month}/sheet": {action: access.Report}, "GET /work": {where: ownOnly}, "POST /work": {where: ownOnly},
	"GET /observations/{id}/step": {action: access.Read, form: "step=verify"}, "POST /observations/{id}/step": {action: access.Verify, form: "step=verify"}, "GET /u/{code}/{cycle}/months": {action: access.Read},
	"POST /u/{code}/{cycle}/months": {action: access.LockPeriod, form: "month=2023-01&do=lock"}, "GET /admin/units/new": {action: access.ManageUnits, where: anywhere}, "POST /admin/units/new": {action: access.ManageUnits, where: anywhere, form: "parent={here}"},
	"GET /u/{code}/revise": {action: access.ManageUnits}, "POST /u/{code}/revise": {action: access.ManageUnits, form: "parent={here}"}, "GET /u/{code}/posts/new": {action: access.ManagePeople}, "POST /u/{code}/posts/new": {action: access.ManagePeople},
	"GET /posts/{id}/appoint": {action: access.ManagePeople}, "POST /posts/{id}/appoint": {action: access.ManagePeople}, "GET /appointments/{id}/end": {action: access.ManagePeople}, "POST /appointments/{id}/end": {action: access.ManagePeople},
	"GET /units": {where: ownOnly}, "GET /u/{code}": {action: access.Read}, "GET /people/{id}": {action: access.Read}, "GET /admin/units/reorganise": {action: access.ManageUnits, where: anywhere},
	"POST /admin/units/reorganise": {action: access.ManageUnits, where: anywhere}, "GET /admin/units/import": {action: access.ManageUnits, where: anywhere}, "POST /admin/units/import": {action: access.ManageUnits, where: anywhere},
}

// leaves are the routes that end what the walk stands on, or need no account; each with its test.
var leaves = map[string]string{
	"GET /chasers/{id}": "TestChasePages, and the matrix of app", "GET /imports/later/{id}": "one's own: TestImportsByAJob of app", "POST /imports/later/{id}": "the same", "POST /account/notices/browsers": "one's own: TestPush of cli", "GET /notices/{id}": "one's own: TestChasePages", "POST /notices/{id}": "one's own: TestChasePages", "POST /admin/jobs": "TestJobRights of app", "POST /admin/jobs/{id}": "TestJobRights of app",
	"GET /commendations/{id}": "TestCommendationPages, and the matrix of app", "GET /commendations/{id}/{step}": "TestCommendationPages, and the matrix of app", "POST /commendations/{id}/{step}": "TestCommendationPages, and the matrix of app",
	"POST /u/{code}/rules/drop": "TestOwnRules",
	"GET /reviews/{id}/comment": "TestReviewPages, and TestPetitions", "POST /reviews/{id}/comment": "TestReviewPages, and TestPetitions", "GET /reviews/{id}/undo": "TestReviewPages, and TestPetitions", "POST /reviews/{id}/undo": "TestReviewPages, and TestPetitions",
	"GET /reviews/{id}": "TestReviewPages, and the matrix of app", "GET /reviews/{id}/{step}": "TestReviewPages, and the matrix of app", "POST /reviews/{id}/{step}": "TestReviewPages, and the matrix of app",
	"GET /shortcomings/{id}": "TestShortcomingPages, and the matrix of app", "POST /shortcomings/{id}": "TestShortcomingPages, and the matrix of app", "GET /shortcomings/{id}/correct": "TestShortcomingPages", "POST /shortcomings/{id}/correct": "TestShortcomingPages",
	"GET /shortcoming-files/{id}": "TestShortcomingPages, and the matrix of app", "GET /violations/{id}": "TestViolationPages, and the matrix of app", "GET /violations/{id}/correct": "TestViolationPages", "POST /violations/{id}/correct": "TestViolationPages",
	"POST /u/{code}/{cycle}/capital/waiting": "of the vouchers chosen: the matrix of app", "POST /u/{code}/{cycle}/capital/targets": "of the target chosen: the matrix of app", "GET /capital/{id}": "TestCapitalPages, and the matrix of app", "GET /capital/{id}/{act}": "TestCapitalPages, and the matrix of app", "POST /capital/{id}/{act}": "TestCapitalPages, and the matrix of app",
	"GET /targets/{id}/answering/{ahead}": "TestAnsweringPages, and the matrix of app", "POST /targets/{id}/answering/{ahead}": "TestAnsweringPages, and the matrix of app",
	"GET /charges/{id}": "TestRequestPages, and the matrix of app", "POST /charges/{id}": "TestRequestPages, and the matrix of app",
	"GET /admin/people/import": "the matrix of app", "POST /admin/people/import": "the matrix of app", "GET /imports/{id}": "the matrix of app", "POST /imports/{id}": "the matrix of app",

	"POST /sign-in": "every test", "POST /sign-out": "TestSignInAndOut", "POST /account/sign-out-everywhere": "one's own sessions", "POST /account/sessions/{hash}/end": "one's own sessions",
	"GET /public": "TestPublicPages", "GET /public/feed.atom": "TestPublicPages", "GET /public/feed.rss": "TestPublicPages", "GET /sitemap.xml": "TestPublicPages", "GET /robots.txt": "TestPublicPages", "GET /offline": "TestASheetOpensWithoutALine: it says nothing of anybody", "GET /public/{code}/{cycle}": "TestPublicPages",
	"GET /public/{code}/{cycle}/data.csv": "TestPublicPages", "GET /public/{code}/{cycle}/data.json": "TestPublicPages", "GET /public/{code}/{cycle}/dictionary.json": "TestPublicPages", "GET /public/{code}/{cycle}/{id}": "TestPublicPages", "GET /public/{code}/{cycle}/card": "TestPublicPages", "GET /public/{code}/{cycle}/card.png": "TestPublicPages",
	"GET /feeds/{token}/tasks.ics": "TestFeeds", "GET /feeds/{token}/tasks.json": "TestFeeds", "POST /tasks/filters/drop": "one's own: TestSavedFilters", "POST /account/feed": "one's own: TestFeeds",
}

// mergedThings makes one of everything in a commune, merges it with another,
// and gives what the parts of addresses stand for, and the unit that took its place.
func mergedThings(t *testing.T, s *site) (map[string]string, id.ID) {
	t.Helper()
	ctx, operator := context.Background(), desk.Operator("test")
	d := must(s.Directory(ctx, operator))(t)
	old := must(d.UnitByCode("coc-dan"))(t)
	actor := func(name string, role access.Role) access.Actor {
		if _, _, err := s.CreateAccount(ctx, operator, accounts.NewAccount{Username: name, Name: name, Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: role, Unit: old}}}); err != nil {
			t.Fatal(err)
		}
		return must(s.ActAs(ctx, operator, name))(t)
	}
	officer := actor("cu-can-bo", access.Officer)
	document := must(s.ImportDocument(ctx, operator, papers.NewWritten{NewDocument: plan.NewDocument{Unit: old, Cycle: "2023", Number: "01-NQ/ĐU", Issuer: "Đảng ủy xã", IssuedOn: "2022-12-25", Title: "x"},
		Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "Trồng cây", Parent: -1}, {Kind: resolution.Clause, Text: "Nuôi cá", Parent: -1}}, File: &figures.File{Name: "nq.txt", MediaType: "text/plain", Content: []byte("x")}}))(t).ID
	target := must(s.AddTarget(ctx, operator, plan.NewTarget{Document: document, Place: 1, Name: "Trồng cây chè", Wording: "10 ha", UnitOfMeasure: "ha", Confirmed: true}))(t)
	o := must(s.Report(ctx, officer, figures.NewReport{Target: target, Month: "2023-12", Text: "5 ha", Cumulative: true, Files: []figures.File{{Name: "a.txt", MediaType: "text/plain", Content: []byte("x")}}}))(t)
	given := must(s.AddTask(ctx, operator, tasks.NewTask{Unit: old, Name: "Việc của xã", Leads: []id.ID{old}, Deadline: "31/12/2024"}))(t)[0]
	must(s.ActOnTask(ctx, officer, given.ID, task.Event{Step: task.Progress, Text: "x"}, figures.File{Name: "a.txt", MediaType: "text/plain", Content: []byte("x")}))(t)
	file := must(s.Task(ctx, operator, given.ID))(t).Events
	person := must(s.AddPerson(ctx, operator, "Lê Văn Mẫu", true))(t)
	post := must(s.AddPost(ctx, operator, old, "Phó Chủ tịch", false))(t)
	appointment := must(s.Appoint(ctx, operator, units.NewAppointment{Person: person, Post: post, Capacity: org.Substantive, From: "2022-01-01"}))(t)
	admin := s.as("quan-tri", "vi")
	admin.upload("/admin/units/reorganise", url.Values{"on": {"01/07/2023"}, "decision": {"12/NQ-HĐND"}}, "file", "sap-xep.csv", []byte(mergeCSV)).sees(200, "Thực hiện như trên")
	admin.post("/admin/units/reorganise", admin.hidden("commit")).sees(200, "Đã sắp xếp đơn vị")
	heir := must(must(s.Directory(ctx, operator))(t).UnitByCode("xa-ngan-son-01954"))(t)
	return map[string]string{"/targets/{id}": string(target), "/documents/{id}": string(document), "/tasks/{id}": string(given.ID), "/task-files/{id}": string(file[len(file)-1].Files[0].ID), "/evidence/{id}": string(o.Evidence[0].ID),
		"/observations/{id}": string(o.ID), "/posts/{id}": string(post), "/appointments/{id}": string(appointment), "/people/{id}": string(person), "/admin/accounts/{id}": string(officer.Account),
		"{superior}": string(document), "{own}": string(document), "{code}": "coc-dan", "{cycle}": "2023", "{month}": "2023-12", "{target}": string(target), "{document}": string(document), "{task}": string(given.ID)}, heir
}

// must turns (value, error) into the value, or fails the test.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// fill puts an address together.
func fill(pattern string, things map[string]string) string {
	for part, with := range things {
		if head, ok := strings.CutSuffix(part, "{id}"); ok {
			if strings.HasPrefix(pattern, part) {
				pattern = head + with + strings.TrimPrefix(pattern, part)
			}
			continue
		}
		pattern = strings.ReplaceAll(pattern, part, with)
	}
	return strings.ReplaceAll(pattern, "{$}", "")
}

// TestMatrixByPage walks role × address: over a unit that was merged into
// another, who has a role over that one may open and send what the role may do,
// and nobody else; who has the same role over another unit may do none of it.
func TestMatrixByPage(t *testing.T) {
	s := newSite(t)
	things, heir := mergedThings(t, s)
	ctx, operator := context.Background(), desk.Operator("test")
	d := must(s.Directory(ctx, operator))(t)
	beside := must(d.UnitByCode("bang-van"))(t)
	all := routes(t)
	for _, r := range all {
		if name := r.method + " " + r.pattern; askedOf[name] == (asked{}) && leaves[name] == "" {
			t.Errorf("%s: it is not said what it asks", name)
		}
	}
	for _, role := range access.Roles() {
		for _, unit := range []id.ID{heir, beside} {
			name := strings.ReplaceAll("m-"+string(role)+map[bool]string{true: "-o", false: "-x"}[unit == heir], "_", "-")
			if _, _, err := s.CreateAccount(ctx, operator, accounts.NewAccount{Username: name, Name: name, Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: role, Unit: unit}}}); err != nil {
				t.Fatal(err)
			}
			actor := must(s.ActAs(ctx, operator, name))(t)
			reader := s.as(name, "vi")
			things["{here}"] = map[bool]string{true: "xa-ngan-son-01954", false: "bang-van"}[unit == heir]
			for _, r := range all {
				ask, ok := askedOf[r.method+" "+r.pattern]
				if !ok {
					continue
				}
				may := ask.where == ownOnly || access.Can(actor, ask.action, []id.ID{unit}) && (unit == heir || ask.where == anywhere)
				before, _, _ := s.Head(ctx)
				address, form := fill(r.pattern, things), fill(ask.form, things)
				if r.method == "GET" {
					reader.get(address + "?" + form)
				} else {
					sent, _ := url.ParseQuery(form)
					reader.post(address, sent)
				}
				after, _, _ := s.Head(ctx)
				refused := reader.code == 403 || reader.code == 404 || ask.where == inRows && reader.code == 422
				if after != before && (!may || r.method == "GET") {
					t.Errorf("%s %s: something was written (may: %v)", r.method, r.pattern, may)
				}
				if may && ask.where != inRows && refused || reader.code >= 500 || !may && !refused {
					t.Errorf("%s over %s: %s %s: %d (may: %v)", role, map[bool]string{true: "the successor", false: "another unit"}[unit == heir], r.method, r.pattern, reader.code, may)
				}
			}
		}
	}
}

// TestKeptPagesAreOnesOwn: a page that is kept for one account is no other's:
// who may not read it gets none of it, and who may gets a page of their own.
func TestKeptPagesAreOnesOwn(t *testing.T) {
	s := newSite(t)
	things, heir := mergedThings(t, s)
	ctx, operator := context.Background(), desk.Operator("test")
	beside := must(must(s.Directory(ctx, operator))(t).UnitByCode("bang-van"))(t)
	for name, g := range map[string]access.Grant{"mot": {Role: access.Office, Unit: heir}, "hai": {Role: access.Inspector, Unit: heir}, "ngoai": {Role: access.Office, Unit: beside}} {
		if _, _, err := s.CreateAccount(ctx, operator, accounts.NewAccount{Username: name, Name: "Tài khoản " + name, Password: "dondoc-demo-2023", Grants: []access.Grant{g}}); err != nil {
			t.Fatal(err)
		}
	}
	one, two, out := s.as("mot", "vi"), s.as("hai", "vi"), s.as("ngoai", "vi")
	n := 0
	for _, r := range routes(t) {
		if !r.kept {
			continue
		}
		n++
		address := fill(r.pattern, things)
		one.get(address).sees(200, "Tài khoản mot")
		if one.get(address).sees(200, "Tài khoản mot", "!Tài khoản hai"); one.code != 200 {
			continue
		}
		two.get(address).sees(200, "Tài khoản hai", "!Tài khoản mot")
		out.get(address)
		if out.code != 404 || strings.Contains(out.page, "Tài khoản mot") {
			t.Errorf("%s: another unit's account gets %d", address, out.code)
		}
	}
	if n < 4 {
		t.Errorf("%d kept addresses", n)
	}
}
