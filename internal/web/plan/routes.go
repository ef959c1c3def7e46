// Package plan has the pages about what was set: resolutions, their targets
// and criteria, import from a sheet, and the allotment to lower units.
package plan

import "dondoc/internal/web/kit"

// server serves these pages.
type server struct{ *kit.Server }

// Routes adds these pages to the server.
func Routes(k *kit.Server) {
	s := &server{k}
	s.On("GET /u/{code}/{cycle}/documents", s.documents)
	s.On("GET /u/{code}/{cycle}/documents/new", s.newDocument)
	s.On("POST /u/{code}/{cycle}/documents/new", s.newDocument)
	s.On("GET /u/{code}/{cycle}/documents/open", s.openYear)
	s.On("POST /u/{code}/{cycle}/documents/open", s.openYear)
	s.On("POST /u/{code}/{cycle}/documents/open/sheet", s.yearFromSheet)
	s.On("GET /documents/{id}/correct", s.correctDocument)
	s.On("POST /documents/{id}/correct", s.correctDocument)
	s.On("GET /documents/{id}/chain", s.chain)
	s.On("POST /documents/{id}/chain", s.chain)
	s.On("GET /documents/{id}/answering", s.answeringOfDocument)
	s.On("POST /documents/{id}/answering", s.answeringOfDocument)
	s.On("GET /targets/{id}/answering", s.answeringOfTarget)
	s.On("POST /targets/{id}/answering", s.answeringOfTarget)
	s.On("GET /targets/{id}/answering/{ahead}", s.withdrawAnswering)
	s.On("POST /targets/{id}/answering/{ahead}", s.withdrawAnswering)
	s.On("GET /documents/{id}/answering/sheet", s.answeringSheet)
	s.On("POST /documents/{id}/answering/sheet", s.answeringSheet)
	s.On("GET /targets/{id}/correct", s.correctTarget)
	s.On("POST /targets/{id}/correct", s.correctTarget)
	s.On("GET /documents/{id}", s.document)
	s.On("POST /documents/{id}/confirm", s.confirmCriteria)
	s.On("GET /documents/{id}/targets/new", s.newTarget)
	s.On("POST /documents/{id}/targets/new", s.newTarget)
	s.On("GET /documents/{id}/targets/read", s.readWording)
	s.On("GET /u/{code}/{cycle}/import", s.importSheet)
	s.On("POST /u/{code}/{cycle}/import", s.importSheet)
	s.On("GET /imports/later/{id}", s.importLater)
	s.On("POST /imports/later/{id}", s.importLater)
	s.On("GET /imports/{id}", s.imported)
	s.On("POST /imports/{id}", s.undoImport)
	s.On("GET /targets/{id}/revise", s.revise)
	s.On("POST /targets/{id}/revise", s.revise)
	s.On("GET /targets/{id}/revise/read", s.readRevision)
	s.On("GET /targets/{id}/allot", s.allot)
	s.On("POST /targets/{id}/allot", s.allot)
	s.On("GET /targets/{id}/allot/sums", s.allotSums)
}
