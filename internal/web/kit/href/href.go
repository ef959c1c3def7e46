// Package href makes every address of the pages, so that a page can move
// without a link to it being forgotten. No other package puts a path together.
package href

import (
	"net/url"
	"strconv"
	"strings"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// The addresses that are about nothing in particular.
const (
	Front        = "/"
	Welcome      = "/welcome"
	Help         = "/help"
	Work         = "/work"
	Search       = "/search"
	Units        = "/units"
	Reorganise   = "/admin/units/reorganise"
	Accounts     = "/admin/accounts"
	Account      = "/account"
	Password     = "/account/password"
	Feed         = "/account/feed"
	EndAll       = "/account/sign-out-everywhere"
	SignOut      = "/sign-out"
	Ledger       = "/ledger"
	Filters      = "/tasks/filters"
	DropFilter   = "/tasks/filters/drop"
	TasksOf      = "/u/" // what the addresses of lists a filter may keep begin with
	unitsNew     = "/admin/units/new"
	unitsImport  = "/admin/units/import"
	peopleImport = "/admin/people/import"
	accountsNew  = "/admin/accounts/new"
	signIn       = "/sign-in"
	queryAsKnown = "as-known"
)

// With adds names and values to an address; a pair without a value is left out.
func With(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	return Query(path, q)
}

// Query adds a query to an address that may have one.
func Query(path string, q url.Values) string {
	switch {
	case len(q) == 0:
		return path
	case strings.Contains(path, "?"):
		return path + "&" + q.Encode()
	}
	return path + "?" + q.Encode()
}

// Word is the word of the menu an address belongs to, "" for none.
func Word(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	switch parts[0] {
	case "work", "search", "tasks", "capital":
		return parts[0]
	case "shortcomings", "shortcoming-files", "violations":
		return "shortcomings"
	case "reviews", "commendations":
		return "review"
	case "targets", "entry", "documents", "coverage", "observations":
		return "targets"
	case "units", "admin", "people", "ledger", "posts", "appointments":
		return "admin"
	case "u":
		switch {
		case len(parts) < 3 || parts[2] == "posts" || parts[2] == "revise" || parts[2] == "correct" || parts[2] == "undo":
			return "admin"
		case parts[2] == "tasks" || parts[2] == "directives" || parts[2] == "names":
			return "tasks"
		case len(parts) > 3 && parts[3] == "capital":
			return "capital"
		case len(parts) > 3 && (parts[3] == "shortcomings" || parts[3] == "violations"):
			return "shortcomings"
		case len(parts) > 3 && (parts[3] == "reviews" || parts[3] == "review" || parts[3] == "commendations"):
			return "review"
		}
		return "targets"
	}
	return ""
}

// AsKnown adds the day figures are looked at as known on; none for now.
func AsKnown(path string, day period.Date) string { return With(path, queryAsKnown, string(day)) }

// On adds the day the tree of units is looked at; none for today.
func On(path string, day period.Date) string { return With(path, "on", string(day)) }

// at puts the parts of a path together; parts are escaped.
func at(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("/" + url.PathEscape(p))
	}
	return b.String()
}

// acted is a path with what is done there; nothing adds nothing.
func acted(act string, parts ...string) string {
	if act != "" {
		parts = append(parts, act)
	}
	return at(parts...)
}

// SignIn leads to the sign-in and from there on to an address.
func SignIn(next string) string { return With(signIn, "next", next) }

// NewUnit is the form for a unit under another; UnitsImport the one for a list of them.
func NewUnit(parent string) string    { return With(unitsNew, "parent", parent) }
func UnitsImport(under string) string { return With(unitsImport, "under", under) }

// PeopleImport is the form for a list of people of a unit.
func PeopleImport(under string) string { return With(peopleImport, "under", under) }

// NewAccount is the form for an account with a role in a unit, which may be empty.
func NewAccount(role, unit string) string { return With(accountsNew, "role", role, "unit", unit) }

// AccountOf is the administration of one account.
func AccountOf(account id.ID) string { return Accounts + at(string(account)) }

// EndSession ends one sign-in.
func EndSession(hash string) string { return at("account", "sessions", hash, "end") }

// LedgerBefore is the page of the log before an entry.
func LedgerBefore(seq int64) string { return With(Ledger, "before", strconv.FormatInt(seq, 10)) }

// Feeds is where the feeds of a token are, without their ending.
func Feeds(token string) string { return at("feeds", token, "tasks") }

// Person is one person's page.
func Person(person id.ID) string { return at("people", string(person)) }

// Appoint puts somebody in a post; EndAppointment ends that.
func Appoint(post id.ID) string               { return at("posts", string(post), "appoint") }
func EndAppointment(appointment id.ID) string { return at("appointments", string(appointment), "end") }
