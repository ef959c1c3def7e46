package href

import (
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Target is a target as known on a day, now when that is empty; the others are
// what is done with it.
func Target(target id.ID, known period.Date) string {
	return AsKnown(at("targets", string(target)), known)
}
func Reports(target id.ID, known period.Date) string { return Target(target, known) + "#reports" }
func Tree(target id.ID, known period.Date) string {
	return AsKnown(at("targets", string(target), "tree"), known)
}
func History(target id.ID) string { return at("targets", string(target), "history") }
func Class(target id.ID) string   { return at("targets", string(target), "class") }
func Report(target id.ID, month period.Month) string {
	return With(at("targets", string(target), "report"), "month", string(month))
}
func PreviewReport(target id.ID) string { return at("targets", string(target), "report", "preview") }
func Allot(target id.ID) string         { return at("targets", string(target), "allot") }
func Revise(target id.ID) string        { return at("targets", string(target), "revise") }
func ReadRevision(target id.ID) string  { return at("targets", string(target), "revise", "read") }

// Step passes a report on; step may be empty.
func Step(observation id.ID, step string) string {
	return With(at("observations", string(observation), "step"), "step", step)
}

// Evidence is a file sent with a report.
func Evidence(file id.ID) string { return at("evidence", string(file)) }

// Document is a resolution with its targets; Text its provisions, File the file it came in.
func Document(document id.ID) string   { return at("documents", string(document)) }
func Text(document id.ID) string       { return at("documents", string(document), "text") }
func File(document id.ID) string       { return at("documents", string(document), "file") }
func Confirm(document id.ID) string    { return at("documents", string(document), "confirm") }
func NewTarget(document id.ID) string  { return at("documents", string(document), "targets", "new") }
func ReadTarget(document id.ID) string { return at("documents", string(document), "targets", "read") }

// Matrix is what of a superior's document another one takes up.
func Matrix(superior, own id.ID) string { return at("coverage", string(superior), string(own)) }

// Correct is where a mistake in a record is put right, by the record's address;
// Undo where one made by mistake is taken back.
func Correct(of string) string { return of + "/correct" }
func Undo(of string) string    { return of + "/undo" }

// Charge is a request to take something on.
func Charge(request id.ID) string { return at("charges", string(request)) }

// Task is one task, TaskFile a file that came with a step of it.
func Task(task id.ID) string     { return at("tasks", string(task)) }
func TaskFile(file id.ID) string { return at("task-files", string(file)) }

// Imported is what an import made, where it can be undone.
func Imported(which id.ID) string { return at("imports", string(which)) }

// Project is a public-investment project; act is what is done to it: plan, pay, close, or nothing.
func Project(project id.ID, act string) string { return acted(act, "capital", string(project)) }
