package chase

import (
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Sum is how many targets without a figure of a month on its way are alike in all
// that says when they are late and who is told.
type Sum struct {
	Unit, Answer, Post id.ID
	Changed            id.ID       // the target, where who answers for it was changed; "" for the others
	Entered            period.Date // when they were
	Returned           bool        // their figure was sent back
	N                  int
}
