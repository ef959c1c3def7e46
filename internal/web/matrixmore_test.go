package web_test

import (
	"maps"

	"dondoc/internal/access"
)

// What the pages of reasons ask; the rest is in matrix_test.go.
func init() {
	maps.Copy(askedOf, map[string]asked{
		"GET /targets/{id}/why": {action: access.Report}, "POST /targets/{id}/why": {action: access.Report},
		"GET /tasks/{id}/why": {action: access.WorkTasks}, "POST /tasks/{id}/why": {action: access.WorkTasks},
	})
	leaves["GET /sign-in/once/{token}"], leaves["POST /sign-in/once/{token}"] = "TestPasswordLinkPages: who has the link needs no account", "TestPasswordLinkPages"
}
