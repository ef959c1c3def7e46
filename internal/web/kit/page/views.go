package page

import (
	"time"

	"dondoc/internal/phrase"
)

// Empty says why a board has no rows and what to do.
type Empty struct {
	What   phrase.Phrase
	Hint   phrase.Phrase
	Action Link
}

// Criterion is how the wording was understood.
type Criterion struct {
	Explain   phrase.Phrase
	Confirmed bool
	By        string
	At        time.Time
	Questions []Question
	EditURL   string // may be empty
}

// Question asks a person what a wording or a number means.
type Question struct {
	Text    phrase.Phrase
	Name    string // of the form field that answers it
	Choices []Option
}

// Sample is an account of the demonstration.
type Sample struct {
	Login, Password, Name string
	Role                  string // one of access.Roles
	Place                 string // the unit's name
	Does                  string // the key of what to try
}
