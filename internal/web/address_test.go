package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/href/registers"
)

// literal finds a path or a part of a query written out in a page.
var literal = regexp.MustCompile(`^(/[a-z#]|\?[a-z]|&[a-z])`)

// TestAddressesAreMadeInOnePlace: no handler and no component writes a path or
// puts one together; package href does, and routes.go names what is served.
func TestAddressesAreMadeInOnePlace(t *testing.T) {
	mounts := []string{"/static/", "/api/"}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "kit/href/") || filepath.Base(path) == "routes.go" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if filepath.Ext(path) == ".templ" {
			for i, line := range strings.Split(string(text), "\n") {
				if strings.Contains(line, `href="/`) || strings.Contains(line, `action="/`) || strings.Contains(line, `URL("/`) {
					t.Errorf("%s:%d writes a path: %s", path, i+1, strings.TrimSpace(line))
				}
			}
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_templ.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if s, err := strconv.Unquote(l.Value); err == nil && literal.MatchString(s) && !slices.Contains(mounts, s) {
					t.Errorf("%s writes %q; package href makes addresses", set.Position(l.Pos()), s)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEveryAddressIsServed: whatever href makes leads to a page.
func TestEveryAddressIsServed(t *testing.T) {
	const c, y, m = "ngan-son", period.Cycle("2023"), period.Month("2023-11")
	x := id.ID("018e0000-0000-7000-8000-000000000001")
	made := map[string]string{
		"SignIn": href.SignIn("/work"), "NewUnit": href.NewUnit(c), "UnitsImport": href.UnitsImport(c), "PeopleImport": href.PeopleImport(c), "NewAccount": href.NewAccount("office", c), "AccountOf": href.AccountOf(x),
		"EndSession": href.EndSession("00"), "LedgerBefore": href.LedgerBefore(7), "Feeds": href.Feeds("x") + ".ics", "Person": href.Person(x), "Appoint": href.Appoint(x), "EndAppointment": href.EndAppointment(x),
		"Unit": href.Unit(c), "ReviseUnit": href.ReviseUnit(c), "NewPost": href.NewPost(c), "Board": href.Board(c, y), "Below": href.Below(c, y), "Months": href.Months(c, y), "Entry": href.Entry(c, m),
		"Documents": href.Documents(c, y), "NewDocument": href.NewDocument(c, y), "Import": href.Import(c, y, x), "Papers": href.Papers(c), "NewPaper": href.NewPaper(c), "Coverage": href.Coverage(c, x),
		"Synonyms": href.Synonyms(c), "Directives": href.Directives(c), "NewDirective": href.NewDirective(c), "Tasks": href.Tasks(c), "TasksAct": href.TasksAct(c, "bulk"), "NewTask": href.NewTask(c, x),
		"Target": href.Target(x, "2023-12-31"), "Reports": href.Reports(x, ""), "Tree": href.Tree(x, ""), "History": href.History(x), "Class": href.Class(x), "Report": href.Report(x, m), "PreviewReport": href.PreviewReport(x),
		"Allot": href.Allot(x), "Revise": href.Revise(x), "ReadRevision": href.ReadRevision(x), "Step": href.Step(x, "verify"), "Evidence": href.Evidence(x),
		"Document": href.Document(x), "Text": href.Text(x), "File": href.File(x), "Confirm": href.Confirm(x), "NewTarget": href.NewTarget(x), "ReadTarget": href.ReadTarget(x), "Matrix": href.Matrix(x, x),
		"Task": href.Task(x), "Imported": href.Imported(x), "TaskFile": href.TaskFile(x),
		"Correct": href.Correct(href.Person(x)), "Undo": href.Undo(href.Task(x)), "Charge": href.Charge(x),
		"Front": href.Front, "Help": href.Help, "Welcome": href.Welcome, "Work": href.Work, "Search": href.Search, "Units": href.Units, "Reorganise": href.Reorganise, "Accounts": href.Accounts, "Account": href.Account, "Password": href.Password,
		"Capital": href.Capital(c, y, "new"), "Project": href.Project(x, "plan"),
		"chases.Notices": chases.Notices, "chases.Wish": chases.Wish, "chases.Confirm": chases.Confirm("x"), "chases.Browsers": chases.Browsers, "chases.Later": chases.Later(x), "chases.Jobs": chases.Jobs, "chases.Burden": chases.Burden(c, y), "chases.Notice": chases.Notice(x), "chases.Late": chases.Late(c, "figures", m, y), "chases.Chaser": chases.Chaser(x), "chases.Job": chases.Job(x),
		"registers.Rules":      registers.Rules(c, ""),
		"registers.EntrySheet": registers.EntrySheet(c, m, ""), "registers.Tokens": registers.Tokens, "registers.Hooks": registers.Hooks, "registers.Worker": registers.Worker, "registers.EntryDraft": registers.EntryDraft(c, m),
		"registers.Conference": registers.Conference(c, y), "registers.Numbers": registers.Numbers(c), "registers.Forms": registers.Forms(c, "mau-khoi-dau.docx"), "registers.Names": registers.Names(c), "opened.Year": opened.Year(c, y, "data.csv", opened.Known("2024-01-10")), "opened.List": opened.List(y, "ngân", "ngan-son", "2024-01-10"), "opened.Praise": opened.Praise(c, y), "opened.Target": opened.Target(c, y, x, ""), "opened.Release": opened.Release(c, y, "down"), "registers.Paper": registers.Paper(c, y, "docx", ""), "registers.Delegations": registers.Delegations, "registers.PaperWords": registers.PaperWords(c, y, "edit"), "chases.Schedule": chases.Schedule(c, y), "registers.Year": registers.Year(c, y, "sheet"), "registers.Shortcomings": registers.Shortcomings(c, y, "propose"), "registers.Shortcoming": registers.Shortcoming(x, "correct"), "registers.File": registers.File(x), "registers.Violations": registers.Violations(c, y, "new"), "registers.Violation": registers.Violation(x, ""), "registers.Reviews": registers.Reviews(c, y, ""), "registers.Proposal": registers.Proposal(c, y, "", "", "", "assess"), "registers.Review": registers.Review(x, "decide"), "registers.Commendations": registers.Commendations(c, y, "vote"), "registers.Commendation": registers.Commendation(x, "revoke"),
		"Feed": href.Feed, "EndAll": href.EndAll, "SignOut": href.SignOut, "Ledger": href.Ledger, "Filters": href.Filters, "DropFilter": href.DropFilter,
	}
	for _, name := range exportedIn(t, filepath.Join("kit", "href", "registers")) {
		if _, ok := made["registers."+name]; !ok {
			t.Errorf("registers.%s is not among the addresses tried here", name)
		}
	}
	for _, name := range exportedIn(t, filepath.Join("kit", "href")) {
		if _, ok := made[name]; !ok && !slices.Contains([]string{"With", "Query", "AsKnown", "On", "Word", "TasksOf"}, name) {
			t.Errorf("href.%s is not among the addresses tried here", name)
		}
	}
	s := newSite(t)
	r, stranger := s.as("quan-tri", "vi"), s.as("", "vi")
	none := i18n.T(i18n.Vietnamese, "web.no_page")
	for name, address := range made {
		if r.get(address); !strings.Contains(r.page, none) {
			continue
		}
		if stranger.post(address, nil); strings.Contains(stranger.page, none) { // what is only sent to asks who it is
			t.Errorf("href.%s makes %s, which nothing serves", name, address)
		}
	}
}

// exportedIn gives the exported functions and constants of a folder.
func exportedIn(t *testing.T, dir string) (out []string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for name, object := range file.Scope.Objects {
			if ast.IsExported(name) && object.Kind != ast.Typ {
				out = append(out, name)
			}
		}
	}
	return out
}
