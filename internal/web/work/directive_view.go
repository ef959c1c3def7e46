package work

import (
	"dondoc/internal/period"
	"dondoc/internal/web/kit/page"
)

// Directives is a unit's instructions with what was made of them.
type Directives struct {
	page.Frame
	NewURL string
	Rows   []Directive
}

// Directive is one instruction.
type Directive struct {
	Who, On, Text string
	Tasks         []DirectiveTask
}

// DirectiveTask is a task made of an instruction.
type DirectiveTask struct {
	page.Link
	Lead, Status, Text string
	Due                period.Date
}
