package desk

import ()

// Change says what an import does with a row.
type Change string

// What an import does with a row.
const (
	Added     Change = "added"
	Revised   Change = "revised"
	Unchanged Change = "unchanged"
	Refused   Change = "refused" // its error says why
	Skipped   Change = "skipped" // it speaks of another year or unit; see its questions
)
