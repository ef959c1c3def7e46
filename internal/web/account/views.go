package account

import (
	"time"

	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// SignIn is the way in.
type SignIn struct {
	page.Frame
	Form   page.Form
	Sample []page.Sample // accounts of the demonstration; empty in earnest
}

// Sessions is the reader's own account, and where they are signed in.
type Sessions struct {
	page.Frame
	Login  string
	Person page.Link // the name, and the reader's own page where a person stands behind the account
	Grants []Grant
	Form   page.Form // the language
	Rows   []Session
	AllURL string // POST: sign out everywhere
}

// Tokens is the reader's narrow tokens, and the form for another.
type Tokens struct {
	page.Frame
	Rows   []Token
	Form   page.Form
	Secret string // of the one just made, shown once
}

// Token is one.
type Token struct {
	ID, Name, Line string
	Over           bool
}

// Hooks is the programs that are told for the reader, and the form for another.
type Hooks struct {
	page.Frame
	Rows   []Hook
	Form   page.Form
	Secret string // of the one just made, shown once
}

// Hook is one.
type Hook struct {
	ID, Name, URL, Line string
	Over                bool
	Stands              string // how the telling goes
	Failing, Stopped    bool
}

// Session is one sign-in.
type Session struct {
	ID     string
	Device string // "Chrome trên Windows"
	Since  time.Time
	Seen   time.Time
	Here   bool
	EndURL string // POST
}

// Accounts is the administrator's list.
type Accounts struct {
	page.Frame
	Search   string
	FormURL  string
	Rows     []Row
	NewURL   string
	Heads    list.Heads
	Filters  []list.Filter
	SheetURL string
}

// Row is one account.
type Row struct {
	Login    string
	URL      string
	Person   string
	Grants   []Grant
	Seen     time.Time
	Sessions int
	Closed   bool
	Double   string // another account of the same person, with another step over the same unit
}

// Grant is a role over a unit and what stands under it.
type Grant struct {
	Role    string // officer, verifier, head, office, administrator, inspector
	Unit    string
	Since   time.Time
	By      string
	DropURL string // POST
}

// One is one account for the administrator.
type One struct {
	page.Frame
	Login    string
	Person   page.Link
	Grants   []Grant
	Closed   bool
	Secret   string // a new password, shown once
	Once     string // a link to set a password, shown once
	Sessions int
	Grant    *page.Form
	Reset    *page.Form
	Link     *page.Form // makes a link by which the owner sets a password once
	Close    *page.Form
	EndURL   string // POST: sign the account out everywhere
	FixURL   string // put a mistake in it right
}
