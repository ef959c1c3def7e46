package web_test

import (
	"maps"

	"dondoc/internal/access"
)

// What the pages of reasons ask; the rest is in matrix_test.go.
func init() {
	maps.Copy(askedOf, map[string]asked{
		"GET /targets/{id}/why": {action: access.Report}, "POST /targets/{id}/why": {action: access.Report},
		"GET /sign-in/once/{token}": {where: ownOnly}, "POST /sign-in/once/{token}": {where: ownOnly},
		"GET /tasks/{id}/why": {action: access.WorkTasks}, "POST /tasks/{id}/why": {action: access.WorkTasks},
	})
}
