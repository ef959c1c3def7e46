// Package docs carries the officers' guide, as the help page shows it.
package docs

import _ "embed"

//go:embed huong-dan.md
var vietnamese string

//go:embed guide.md
var english string

// Guide gives the guide in a language, the Vietnamese unless "en" is asked for,
// as the Markdown it is written in.
func Guide(lang string) string {
	if lang == "en" {
		return english
	}
	return vietnamese
}
