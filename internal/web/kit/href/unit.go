package href

import (
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Unit is a unit's page, by its code.
func Unit(code string) string { return at("u", code) }

// ReviseUnit changes a unit, NewPost gives it a post.
func ReviseUnit(code string) string { return at("u", code, "revise") }
func NewPost(code string) string    { return at("u", code, "posts", "new") }

// Board is the scoreboard of a unit in a cycle, Below that of the units below.
func Board(code string, cycle period.Cycle) string { return at("u", code, string(cycle)) }
func Below(code string, cycle period.Cycle) string { return at("u", code, string(cycle), "below") }

// Months are the reporting months of a cycle; Entry is the sheet of one.
func Months(code string, cycle period.Cycle) string { return at("u", code, string(cycle), "months") }
func Entry(code string, month period.Month) string {
	return at("entry", code, string(month.Cycle()), string(month))
}

// Documents are the resolutions of a cycle, Import brings a sheet of targets in.
func Documents(code string, cycle period.Cycle) string {
	return at("u", code, string(cycle), "documents")
}
func NewDocument(code string, cycle period.Cycle) string {
	return at("u", code, string(cycle), "documents", "new")
}
func Import(code string, cycle period.Cycle, document id.ID) string {
	return With(at("u", code, string(cycle), "import"), "document", string(document))
}

// Papers are the documents a unit keeps; Coverage chooses two of them to compare.
func Papers(code string) string   { return at("u", code, "papers") }
func NewPaper(code string) string { return at("u", code, "papers", "new") }
func Coverage(code string, superior id.ID) string {
	return With(at("u", code, "coverage"), "superior", string(superior))
}

// Capital is a unit's public-investment year; act is what is done in it: new, or nothing.
func Capital(code string, cycle period.Cycle, act string) string {
	return acted(act, "u", code, string(cycle), "capital")
}

// Synonyms are what a unit writes in several ways.
func Synonyms(code string) string { return at("u", code, "synonyms") }

// Directives are a unit's instructions.
func Directives(code string) string   { return at("u", code, "directives") }
func NewDirective(code string) string { return at("u", code, "directives", "new") }

// Tasks are the tasks a unit gave or leads.
func Tasks(code string) string { return at("u", code, "tasks") }

// TasksAct is what is done with the list: export, import, bulk.
func TasksAct(code, act string) string { return at("u", code, "tasks", act) }
func NewTask(code string, parent id.ID) string {
	return With(at("u", code, "tasks", "new"), "parent", string(parent))
}
