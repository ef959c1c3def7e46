package house

import (
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// shapeLine is the line of docs/performance.md that says the house's shape.
var shapeLine = regexp.MustCompile(`(?m)^\| dondoc \|.*$`)

// TestShape counts the shape of the house, in Go lines without generated pages:
// code without blank lines and comments. DONDOC_SHAPE=write puts it into
// docs/performance.md; otherwise it says it.
func TestShape(t *testing.T) {
	code, test, longest := 0, 0, 0
	var files, names []int
	exported := map[string]int{}
	for _, s := range sources(t) {
		if s.generated {
			continue
		}
		lines := codeLines(s)
		if s.test || testOnly[s.pkg] {
			test += lines
			continue
		}
		code += lines
		files = append(files, strings.Count(s.text, "\n"))
		exported[s.pkg] += 0
		for _, decl := range s.file.Decls {
			exported[s.pkg] += exportedIn(decl)
			if f, ok := decl.(*ast.FuncDecl); ok {
				longest = max(longest, fset.Position(f.End()).Line-fset.Position(f.Pos()).Line+1)
			}
		}
	}
	for _, n := range exported {
		names = append(names, n)
	}
	slices.Sort(files)
	slices.Sort(names)
	line := fmt.Sprintf("| dondoc | %.1fk | %.2f | %d/%d | %d | %d/%d | %d |", float64(code)/1000, float64(test)/float64(code), files[len(files)/2], files[len(files)*9/10],
		longest, names[len(names)/2], names[len(names)-1], directDeps(t))
	t.Log(line)
	if os.Getenv("DONDOC_SHAPE") != "write" {
		return
	}
	path := filepath.Join("..", "..", "docs", "performance.md")
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, shapeLine.ReplaceAllLiteral(text, []byte(line)), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// codeLines counts lines that hold more than space and comments.
func codeLines(s source) int {
	holds := map[int]bool{}
	for i, line := range strings.Split(s.text, "\n") {
		if strings.TrimSpace(line) != "" {
			holds[i+1] = true
		}
	}
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			from, to := fset.Position(c.Pos()), fset.Position(c.End())
			for n := from.Line; n <= to.Line; n++ {
				before := strings.Split(s.text, "\n")[n-1]
				if n > from.Line || strings.TrimSpace(before[:from.Column-1]) == "" {
					delete(holds, n)
				}
			}
		}
	}
	return len(holds)
}

// directDeps counts the modules that go.mod asks for itself.
func directDeps(t *testing.T) int {
	text, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.SplitSeq(string(text), "\n") {
		if f := strings.Fields(line); len(f) == 2 && strings.HasPrefix(f[1], "v") && strings.Contains(f[0], ".") {
			n++
		}
	}
	return n
}
