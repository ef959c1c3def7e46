// Package people has the pages about who is who: the tree of units, a unit
// with its posts, and a person with what the person answers for.
package people

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /admin/units/new", s.newUnit)
	s.On("POST /admin/units/new", s.newUnit)
	s.On("GET /u/{code}/revise", s.reviseUnit)
	s.On("POST /u/{code}/revise", s.reviseUnit)
	s.On("GET /u/{code}/posts/new", s.newPost)
	s.On("POST /u/{code}/posts/new", s.newPost)
	s.On("GET /posts/{id}/appoint", s.appoint)
	s.On("POST /posts/{id}/appoint", s.appoint)
	s.On("GET /appointments/{id}/end", s.endAppointment)
	s.On("POST /appointments/{id}/end", s.endAppointment)
	s.On("GET /u/{code}/correct", s.correctUnit)
	s.On("POST /u/{code}/correct", s.correctUnit)
	s.On("GET /u/{code}/undo", s.undoUnit)
	s.On("POST /u/{code}/undo", s.undoUnit)
	s.On("GET /posts/{id}/correct", s.correctPost)
	s.On("POST /posts/{id}/correct", s.correctPost)
	s.On("GET /posts/{id}/undo", s.undoPost)
	s.On("POST /posts/{id}/undo", s.undoPost)
	s.On("GET /people/{id}/correct", s.correctPerson)
	s.On("POST /people/{id}/correct", s.correctPerson)
	s.On("GET /appointments/{id}/correct", s.correctAppointment)
	s.On("POST /appointments/{id}/correct", s.correctAppointment)
	s.On("GET /appointments/{id}/undo", s.undoAppointment)
	s.On("POST /appointments/{id}/undo", s.undoAppointment)
	s.On("GET /units", s.units)
	s.On("GET /u/{code}", s.unit)
	s.On("GET /people/{id}", s.person)
	s.On("GET /admin/units/reorganise", s.reorganise)
	s.On("POST /admin/units/reorganise", s.reorganise)
	s.On("GET /admin/units/import", s.importUnits)
	s.On("POST /admin/units/import", s.importUnits)
	s.On("GET /admin/people/import", s.importPeople)
	s.On("POST /admin/people/import", s.importPeople)
}
