// Package web is the pages' face: its subjects read requests, call one use-case
// of app each, and show the result. Here they are only put together; they
// decide nothing: access and rules are app's.
package web

import (
	"net/http"

	"dondoc/internal/app"
	"dondoc/internal/web/account"
	"dondoc/internal/web/audit"
	"dondoc/internal/web/board"
	"dondoc/internal/web/chase"
	"dondoc/internal/web/commend"
	"dondoc/internal/web/entry"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/money"
	"dondoc/internal/web/paper"
	"dondoc/internal/web/people"
	"dondoc/internal/web/plan"
	"dondoc/internal/web/public"
	"dondoc/internal/web/report"
	"dondoc/internal/web/review"
	"dondoc/internal/web/search"
	"dondoc/internal/web/shortcomings"
	"dondoc/internal/web/start"
	"dondoc/internal/web/work"
)

// Options is how the pages are served.
type Options = kit.Options

// New makes the pages over an App.
func New(a *app.App, opts Options) http.Handler {
	k := kit.New(a, opts)
	for _, add := range []func(*kit.Server){start.Routes, account.Routes, board.Routes, entry.Routes, plan.Routes, paper.Routes, work.Routes,
		people.Routes, search.Routes, audit.Routes, money.Routes, shortcomings.Routes, review.Routes, commend.Routes, report.Routes, public.Routes, chase.Routes} {
		add(k)
	}
	return k.Handler()
}
