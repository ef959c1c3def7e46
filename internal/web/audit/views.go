package audit

import (
	"time"

	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/page"
)

// Ledger is the log of everything written.
type Ledger struct {
	page.Frame
	Size       int64
	Root       string // of the hash tree, base64
	Checkpoint string // the signed text, to be copied
	Signed     time.Time
	Key        string    // the verifier's key
	VerifyURL  string    // POST
	Checked    time.Time // when this process last found all right; zero before
	Grown      int64     // entries since
	Check      *Check
	Entries    []Entry
	Search     string
	FormURL    string
	SheetURL   string // what is shown, as a file
	Older      string // addresses; may be empty
	Newer      string
}

// Check is the result of a check of the whole log.
type Check struct {
	OK      bool
	At      time.Time
	Entries int64
	Took    time.Duration
	FirstAt int64    // the first entry that does not fit; -1 where all do
	Found   []string // what does not fit, in words
	More    int      // findings beyond those
	From    int64    // the first entry looked at; 0 for all
	Left    string   // then: what was not looked at
}

// Entry is one line of the log.
type Entry struct {
	Seq    int64
	At     time.Time
	By     string
	What   phrase.Phrase
	Object page.Link
	URL    string
	hidden bool
	Last   int64 // of a run of entries that the reader may not read, newest first: the earliest; 0 for one entry

	Corrected page.Amended // of a correction: each entry as it was and is, and why
}

// One is one entry with its proof.
type One struct {
	page.Frame
	Entry Entry
	Body  string // JSON, indented
	Leaf  string
	Proof []string
}
