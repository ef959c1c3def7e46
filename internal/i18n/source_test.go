package i18n

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// usedPrefixes are families of keys whose last word is a value of the domain
// (a class, a state, a role …): each value must have its word even where no
// source line spells the key.
var usedPrefixes = []string{
	"class.", "role.", "state.", "step.", "action.", "figure.", "setter.", "answer.", "lang.", "error.",
	"period.month.", "period.month_short.",
}

// use is one place in the source where a key is written out.
type use struct {
	place string
	key   string
	names map[string]bool // the argument names given; nil when not all are literals
}

func TestEveryKeyInTheSourceHasATextAndItsArguments(t *testing.T) {
	src := scan(t)
	for _, u := range src.uses {
		e, ok := texts().entries[u.key]
		if !ok {
			t.Errorf("%s: no text for the key %q", u.place, u.key)
			continue
		}
		if u.names == nil {
			continue
		}
		for _, p := range slices.Concat(e.vi, e.en) {
			if p.name != "" && !u.names[p.name] {
				t.Errorf("%s: %q wants the argument %q, given %s", u.place, u.key, p.name, names(u.names))
			}
		}
	}
	if len(src.uses) < 10 {
		t.Errorf("only %d uses found in the source: the scan is broken", len(src.uses))
	}
}

func TestEveryTextIsUsed(t *testing.T) {
	src := scan(t)
	prefixes := slices.Concat(usedPrefixes, src.prefixes)
	for key, e := range texts().entries {
		byPrefix := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
		if !byPrefix && !src.literals[key] {
			t.Errorf("%s: nothing says %q", e.file, key)
		}
	}
}

// source is what the scan of the tree finds.
type source struct {
	uses     []use
	literals map[string]bool // every string literal that looks like a key
	prefixes []string        // "class." in "class." + code, and "state." of {x:in state}
}

var (
	keyForm    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$`)
	prefixForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*[._]$`)
)

func scan(t *testing.T) source {
	t.Helper()
	src := source{literals: map[string]bool{}}
	root := filepath.Join("..", "..")
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, path, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool { src.see(fset, n); return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range texts().entries {
		for _, p := range slices.Concat(e.vi, e.en) {
			if p.form == formIn {
				src.prefixes = append(src.prefixes, p.first+".")
			}
		}
	}
	return src
}

func (s *source) see(fset *token.FileSet, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := literal(n); ok && keyForm.MatchString(text) {
			s.literals[text] = true
		}
	case *ast.BinaryExpr:
		if text, ok := literal(n.X); ok && n.Op == token.ADD && prefixForm.MatchString(text) {
			s.prefixes = append(s.prefixes, text)
		}
	case *ast.CallExpr:
		at, ok := keyArg(n)
		if !ok || at >= len(n.Args) {
			return
		}
		if key, ok := literal(n.Args[at]); ok && keyForm.MatchString(key) {
			place := fset.Position(n.Pos())
			s.uses = append(s.uses, use{fmt.Sprintf("%s:%d", place.Filename, place.Line), key, argsOf(n, at+1)})
		}
	}
}

// keyArg says which argument of a call is a key: phrase.New(key…),
// errs.New(kind, key…), e.Try(key…), and T or t(lang, key…) of any package,
// which is how pages and commands name their own helper.
func keyArg(call *ast.CallExpr) (int, bool) {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return 1, f.Name == "T" || f.Name == "t"
	case *ast.SelectorExpr:
		pkg, _ := f.X.(*ast.Ident)
		switch {
		case pkg != nil && pkg.Name == "phrase" && f.Sel.Name == "New":
			return 0, true
		case pkg != nil && pkg.Name == "errs" && f.Sel.Name == "New":
			return 1, true
		case f.Sel.Name == "Try":
			return 0, true
		case f.Sel.Name == "T":
			return 1, true
		}
	}
	return 0, false
}

// argsOf gives the argument names of a call from the position on, or nil when
// they are not all written out.
func argsOf(call *ast.CallExpr, from int) map[string]bool {
	if call.Ellipsis.IsValid() || (len(call.Args)-from)%2 != 0 {
		return nil
	}
	given := map[string]bool{}
	for i := from; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		if !ok {
			return nil
		}
		given[name] = true
	}
	return given
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func names(set map[string]bool) string {
	if len(set) == 0 {
		return "nothing"
	}
	return strings.Join(slices.Sorted(maps.Keys(set)), ", ")
}
