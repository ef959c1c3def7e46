package house

import (
	"go/ast"
	"go/token"
	"slices"
	"testing"
)

// saidAnyway are the places that may answer with an error of their own,
// whatever went wrong, each with its reason.
var saidAnyway = map[string]string{
	"api.identify":             "a cookie that is not there",
	"api.once":                 "the answer is out; its key is taken, and a second sending is told that it was carried out",
	"app/accounts.Known":       "what is not surely kept is asked of the database",
	"web/kit.standing":         "what is not surely kept is asked of the database",
	"store.catchUp":            "a statement that is not compiled ahead is compiled when it is used",
	"store.statement":          "a statement that is not compiled ahead is compiled when it is used",
	"cli.isSample":             "who cannot look leaves the database alone",
	"web/account.keepLanguage": "the browser knows the language all the same",
}

// asksTheMachine says whether a call can fail for other reasons than what it
// was asked for: whoever takes a context waits for something outside.
func asksTheMachine(call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		switch a := arg.(type) {
		case *ast.Ident:
			if a.Name == "ctx" {
				return true
			}
		case *ast.CallExpr:
			if s, ok := a.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Context" {
				return true
			}
		case *ast.SelectorExpr:
			if a.Sel.Name == "Context" {
				return true
			}
		}
	}
	return false
}

// fills gives the call that a statement takes an error from, and the name of the error.
func fills(s ast.Stmt) (*ast.CallExpr, string) {
	a, ok := s.(*ast.AssignStmt)
	if !ok || len(a.Rhs) != 1 {
		return nil, ""
	}
	call, ok := a.Rhs[0].(*ast.CallExpr)
	if !ok {
		return nil, ""
	}
	if n, ok := a.Lhs[len(a.Lhs)-1].(*ast.Ident); ok {
		return call, n.Name
	}
	return nil, ""
}

// failed says whether a condition holds where an error stands, of whatever kind.
func failed(cond ast.Expr, name string) (any, none bool) {
	ast.Inspect(cond, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.BinaryExpr:
			x, isName := e.X.(*ast.Ident)
			y, isNil := e.Y.(*ast.Ident)
			if isName && isNil && x.Name == name && y.Name == "nil" {
				any = any || e.Op == token.NEQ
				none = none || e.Op == token.EQL
			}
		case *ast.CallExpr:
			if s, ok := e.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Is" {
				any, none = false, false
				return false
			}
		}
		return true
	})
	return any, none
}

// TestFailuresStayWhatTheyAre: what could not be asked is not told as "not
// found", "not allowed" or as nothing at all: a place that looks at an error of
// something that waits for the machine passes it on, or asks its kind first.
func TestFailuresStayWhatTheyAre(t *testing.T) {
	used := map[string]bool{}
	for _, s := range sources(t) {
		if s.test || testOnly[s.pkg] || s.generated {
			continue
		}
		for _, d := range s.file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			for _, at := range forgotten(fn.Body) {
				name := s.pkg + "." + fn.Name.Name
				if _, ok := saidAnyway[name]; ok {
					used[name] = true
					continue
				}
				t.Errorf("%s: in %s an error is left out or told as another: pass it on, or ask errs.Is(err, …) first", fset.Position(at), name)
			}
		}
	}
	for name := range saidAnyway {
		if !used[name] {
			t.Errorf("saidAnyway: %s is no exception any more", name)
		}
	}
}

// forgotten gives the places of a body at which an error of the machine is
// looked at or dropped, and not mentioned where it stands.
func forgotten(body *ast.BlockStmt) (at []token.Pos) {
	here := map[*ast.IfStmt]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		var list []ast.Stmt
		switch b := n.(type) {
		case *ast.BinaryExpr: // asked for nothing but whether it is there
			call, isCall := b.X.(*ast.CallExpr)
			nothing, isNil := b.Y.(*ast.Ident)
			if isCall && isNil && nothing.Name == "nil" && asksTheMachine(call) {
				at = append(at, b.Pos())
			}
		case *ast.BlockStmt:
			list = b.List
		case *ast.CaseClause:
			list = b.Body
		case *ast.IfStmt:
			if b.Init != nil && !here[b] { // an else-if
				at = append(at, lost(b.Init, b, nil)...)
			}
		}
		for i, s := range list {
			if f, ok := s.(*ast.IfStmt); ok && f.Init != nil {
				here[f] = true
				at = append(at, lost(f.Init, f, list[i+1:])...)
			}
			if i+1 == len(list) {
				at = append(at, lost(s, nil, nil)...)
			} else if f, ok := list[i+1].(*ast.IfStmt); ok && f.Init == nil {
				at = append(at, lost(s, f, list[i+2:])...)
			} else {
				at = append(at, lost(s, nil, list[i+1:])...)
			}
		}
		return true
	})
	slices.Sort(at)
	return slices.DeleteFunc(slices.Compact(at), func(p token.Pos) bool { return later(body, p) })
}

// later says whether the error asked about at a place is one from outside the
// question and is mentioned after it.
func later(body *ast.BlockStmt, at token.Pos) bool {
	found, name, end := false, "", token.NoPos
	ast.Inspect(body, func(n ast.Node) bool {
		if f, ok := n.(*ast.IfStmt); ok && f.Pos() == at && f.Init != nil && f.Init.(*ast.AssignStmt).Tok == token.ASSIGN {
			_, name = fills(f.Init)
			end = f.End()
		}
		if x, ok := n.(*ast.Ident); ok && name != "" && x.Name == name && x.Pos() > end {
			found = true
		}
		return true
	})
	return found
}

// lost looks at one statement that takes an error, the question asked of it, and what follows.
func lost(s ast.Stmt, f *ast.IfStmt, rest []ast.Stmt) []token.Pos {
	call, name := fills(s)
	if call == nil || !asksTheMachine(call) {
		return nil
	}
	if name == "_" {
		return []token.Pos{s.Pos()}
	}
	if f == nil {
		return nil
	}
	switch any, none := failed(f.Cond, name); {
	case any && !mentions(name, f.Body) && (leaves(f.Body) || !mentioned(name, rest)):
		return []token.Pos{f.Pos()}
	case none && (f.Else == nil || !mentions(name, f.Else)) && !mentioned(name, rest):
		return []token.Pos{f.Pos()}
	}
	return nil
}

// leaves says whether a body goes on to nothing that follows it.
func leaves(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

func mentions(name string, in ast.Node) bool {
	found := false
	ast.Inspect(in, func(n ast.Node) bool {
		if x, ok := n.(*ast.Ident); ok && x.Name == name {
			found = true
		}
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == 0 {
			found = true // a named result
		}
		return !found
	})
	return found
}

func mentioned(name string, in []ast.Stmt) bool {
	return slices.ContainsFunc(in, func(s ast.Stmt) bool { return mentions(name, s) })
}
