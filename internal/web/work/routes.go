// Package work has the pages of tasks: a unit's list, one task, the
// instructions tasks come from, and the feeds of a person's.
package work

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/directives", s.directives)
	s.On("GET /u/{code}/directives/new", s.newDirective)
	s.On("POST /u/{code}/directives/new", s.newDirective)
	s.Open("GET /feeds/{token}/tasks.ics", s.calendarFeed)
	s.Open("GET /feeds/{token}/tasks.json", s.jsonFeed)
	s.On("GET /account/feed", s.feed)
	s.On("POST /account/feed", s.feed)
	s.On("GET /u/{code}/tasks", s.tasks)
	s.On("GET /u/{code}/names", s.unitNames)
	s.On("POST /u/{code}/names", s.unitNames)
	s.On("GET /u/{code}/tasks/export", s.exportTasks)
	s.On("GET /u/{code}/tasks/new", s.newTask)
	s.On("POST /u/{code}/tasks/new", s.newTask)
	s.On("GET /u/{code}/tasks/import", s.importTasks)
	s.On("POST /u/{code}/tasks/import", s.importTasks)
	s.On("GET /work/undo", s.undoSteps)
	s.On("POST /work/undo", s.undoSteps)
	s.On("GET /tasks/{id}/correct", s.correctTask)
	s.On("POST /tasks/{id}/correct", s.correctTask)
	s.On("GET /tasks/{id}/undo", s.undoTask)
	s.On("POST /tasks/{id}/undo", s.undoTask)
	s.On("GET /tasks/{id}/propose", s.askForTask)
	s.On("POST /tasks/{id}/propose", s.askForTask)
	s.On("GET /targets/{id}/propose", s.askForTarget)
	s.On("POST /targets/{id}/propose", s.askForTarget)
	s.On("GET /charges/{id}", s.request)
	s.On("POST /charges/{id}", s.request)
	s.On("GET /tasks/{id}", s.task)
	s.On("POST /tasks/{id}", s.task)
	s.On("GET /tasks/{id}/why", s.explain)
	s.On("POST /tasks/{id}/why", s.explain)
	s.On("GET /task-files/{id}", s.taskFile)
	s.On("POST /u/{code}/tasks/bulk", s.bulkTasks)
	s.On("POST /tasks/filters", s.saveFilter)
	s.On("POST /tasks/filters/drop", s.dropFilter)
}
