// Package house holds the rules of the house: the floors, the size of files
// and functions, and who may speak SQL, read the clock or do I/O. It has no
// code but this test. When it stops you, think about the shape first; the
// lists of exceptions below want a reason each.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floors is the order of packages: a package imports only lower floors, or
// packages to its left on its own floor. A name covers what lies under it.
var floors = [][]string{
	{"phrase", "errs", "id", "viet", "spoken", "ledger", "picture", "conformance", "docs"},
	{"approval", "period", "measure", "amend", "org", "access", "charge", "forecast", "job"},
	{"criterion", "target", "task", "reason", "resolution", "coverage", "capital", "shortcoming", "violation", "review", "commendation", "draft", "release", "news", "chase", "hook", "edit"},
	{"store", "exchange"},
	{"app/desk", "app/sheets", "app/units", "app/accounts", "app/record", "app/months", "app/standing", "app/figures", "app/plan", "app/tasks", "app/charges", "app/papers", "app/reform", "app/people", "app/search", "app/money", "app/shortcomings", "app/reviews", "app/commendations", "app/reports", "app/releases", "app/newsroom", "app/jobs", "app/hooks", "app/later", "app/chasing", "app"},
	{"guard", "voice", "i18n", "chart", "prose", "docx", "report", "answer", "sample"},
	{"web/kit/static", "web/kit/href", "web/kit/page", "web/kit", "web/kit/list", "web/account", "web/audit", "web/board", "web/chase", "web/commend", "web/entry", "web/money", "web/paper", "web/people", "web/plan", "web/public", "web/report", "web/review", "web/search", "web/shortcomings", "web/start", "web/work", "web", "api", "cli"},
}

// subjects are rooms beside each other: none of them imports another.
var subjects = []string{"web/account", "web/audit", "web/board", "web/chase", "web/commend", "web/entry", "web/money", "web/paper", "web/people", "web/plan", "web/public", "web/report", "web/review", "web/search", "web/shortcomings", "web/start", "web/work"}

// testOnly are packages that serve tests and stand outside the floors.
var testOnly = map[string]bool{"house": true, "pgtest": true, "browsertest": true, "app/apptest": true}

const (
	longestFile     = 500
	longestFunction = 60
	mostExported    = 40
)

// Exceptions, each with its reason.
var (
	longFiles     = map[string]string{}
	longFunctions = map[string]string{}
	// wideOpen are ceilings of their own; they only come down.
	wideOpen = map[string]int{
		"access":    49, // every action is a name: what may be done stands in one list
		"review":    53, // the language of rules: a reader of one file of rules finds every word of it in one room
		"criterion": 72, // the heart of the product: kinds, directions, classes and results read best in one room
		"answer":    94, "exchange": 47, "target": 50, "task": 41, "org": 43, "chart": 42, "web/kit": 36, "web/kit/href": 80,
	}
)

// source is one parsed file.
type source struct {
	path, pkg string // pkg is the path under internal, or "cmd/dondoc"
	test      bool
	generated bool
	text      string
	file      *ast.File
}

var fset = token.NewFileSet()

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() && (rel == ".git" || d.Name() == "node_modules" || d.Name() == "testdata" || rel == "build" || rel == "tools") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, path, text, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{path: rel, pkg: strings.TrimPrefix(filepath.ToSlash(filepath.Dir(rel)), "internal/"),
			test: strings.HasSuffix(rel, "_test.go"), generated: ast.IsGenerated(file), text: string(text), file: file})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// place gives the floor and the place on it, and false for what stands outside.
func place(pkg string) (floor, at int, ok bool) {
	for f, row := range floors {
		for i, name := range row {
			if pkg == name || strings.HasPrefix(pkg, name+"/") && name != "web" && name != "web/kit" && name != "app" {
				return f, i, true
			}
		}
	}
	return 0, 0, false
}

func TestFloors(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || testOnly[s.pkg] || strings.HasPrefix(s.pkg, "cmd/") {
			continue
		}
		floor, at, ok := place(s.pkg)
		if !ok {
			t.Errorf("%s: package %s is on no floor; give it one in this test and in the README", s.path, s.pkg)
			continue
		}
		for _, imp := range s.file.Imports {
			path := strings.Trim(imp.Path.Value, `"`)
			other, ours := strings.CutPrefix(path, "dondoc/internal/")
			if ours {
				f, i, ok := place(other)
				if slices.Contains(subjects, s.pkg) && slices.Contains(subjects, other) && s.pkg != other {
					t.Errorf("%s imports %s: subjects do not know each other", s.path, other)
				}
				if same := f == floor && i == at; !ok || f > floor || f == floor && i > at && !same {
					t.Errorf("%s imports %s, which is not below it or to its left", s.path, other)
				}
			}
			if floor <= 2 && (path == "os" || path == "net" || path == "database/sql" || strings.HasPrefix(path, "net/") && path != "net/netip") { // netip is values only
				t.Errorf("%s imports %s: floors 0 to 2 do no I/O", s.path, path)
			}
			if s.pkg != "store" && (path == "database/sql" || strings.Contains(path, "sqlite") || strings.Contains(path, "pgx")) {
				t.Errorf("%s imports %s: SQL is spoken in store only", s.path, path)
			}
		}
		if floor <= 2 && strings.Contains(s.text, "time.Now(") {
			t.Errorf("%s reads the clock", s.path)
		}
	}
}

// TestRights holds that rights are asked in one place: every other package puts
// the question to the desk, and knows package access for its names only.
func TestRights(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.pkg == "access" || s.pkg == "app/desk" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "access" && (sel.Sel.Name == "Can" || sel.Sel.Name == "Check") {
				t.Errorf("%s asks access.%s: a right is asked of the desk's directory", fset.Position(n.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
}

func TestSizes(t *testing.T) {
	exported := map[string]int{}
	for _, s := range sources(t) {
		if s.generated {
			continue
		}
		if lines := strings.Count(s.text, "\n"); !s.test && lines > longestFile && longFiles[s.path] == "" {
			t.Errorf("%s has %d lines: is it still one room?", s.path, lines)
		}
		for _, decl := range s.file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && !s.test {
				lines := fset.Position(f.End()).Line - fset.Position(f.Pos()).Line + 1
				if name := s.pkg + "." + f.Name.Name; lines > longestFunction && longFunctions[name] == "" {
					t.Errorf("%s: %s has %d lines", s.path, f.Name.Name, lines)
				}
			}
			if !s.test {
				exported[s.pkg] += exportedIn(decl)
			}
		}
	}
	for pkg, n := range exported {
		if n > max(mostExported, wideOpen[pkg]) {
			t.Errorf("package %s exports %d names", pkg, n)
		}
	}
}

// exportedIn counts exported names of a declaration; methods belong to their type.
func exportedIn(decl ast.Decl) int {
	n := 0
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && d.Name.IsExported() {
			n++
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() {
					n++
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if name.IsExported() {
						n++
					}
				}
			}
		}
	}
	return n
}

func TestPackageComments(t *testing.T) {
	said, seen := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		if s.test && !testOnly[s.pkg] {
			continue
		}
		seen[s.pkg] = true
		said[s.pkg] = said[s.pkg] || s.file.Doc != nil
		base := filepath.Base(s.pkg)
		for _, bad := range []string{"util", "utils", "common", "models", "helpers", "misc"} {
			if base == bad {
				t.Errorf("package %s: name what it is about", s.pkg)
			}
		}
	}
	for pkg := range seen {
		if !said[pkg] {
			t.Errorf("package %s has no comment that says what it is", pkg)
		}
	}
}

func TestNothingSkipped(t *testing.T) {
	for _, s := range sources(t) {
		if !s.test || strings.HasPrefix(s.pkg, "house") {
			continue
		}
		for i, line := range strings.Split(s.text, "\n") {
			if strings.Contains(line, "t.Skip(") && !strings.Contains(line, "DONDOC_DATA") {
				t.Errorf("%s:%d skips; only tests on data that is not ours (DONDOC_DATA) may", s.path, i+1)
			}
		}
	}
}

// TestPinnedLibc holds modernc.org/libc to the version the SQLite driver was
// made with; another one can corrupt its memory.
func TestPinnedLibc(t *testing.T) {
	version := func(module string) (version, gomod string) {
		out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}} {{.GoMod}}", module).Output()
		if err != nil {
			t.Fatal(err)
		}
		fields := strings.Fields(string(out))
		return fields[0], fields[1]
	}
	ours, _ := version("modernc.org/libc")
	_, gomod := version("modernc.org/sqlite")
	text, err := os.ReadFile(gomod)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "modernc.org/libc "+ours) {
		t.Errorf("modernc.org/libc is %s, which is not what the SQLite driver names", ours)
	}
}
