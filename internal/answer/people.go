package answer

import (
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
)

// PeopleImport is what a list of people came to.
type PeopleImport struct {
	DryRun    bool  `json:"dry_run"`
	Import    id.ID `json:"import,omitempty"` // by which it can be undone as a whole
	Added     int   `json:"added"`
	Unchanged int   `json:"unchanged"`
	sheetRead
	Rows   []personLine `json:"rows"`
	Issues []Issue      `json:"issues"`
}

type personLine struct {
	Row      int         `json:"row"`
	Name     string      `json:"name"`
	Unit     string      `json:"unit"` // code
	Post     string      `json:"post,omitempty"`
	Account  string      `json:"account,omitempty"`
	Role     string      `json:"role,omitempty"`
	RoleFor  string      `json:"role_for,omitempty"` // code of the unit the role is for: of an office it is the body whose office it is
	Password string      `json:"password,omitempty"` // the first one, shown only now
	Before   string      `json:"before,omitempty"`   // who held the post
	Made     []string    `json:"made"`
	Change   desk.Change `json:"change"`
	Doubts   []string    `json:"doubts"`
}

// OfPeopleImport gives an import of people in the shape of the command line and the API.
func OfPeopleImport(lang i18n.Lang, done accounts.ImportedPeople, list errs.List, dry bool) PeopleImport {
	out := PeopleImport{DryRun: dry, Import: done.Import, Rows: []personLine{}, Issues: Issues(lang, list), sheetRead: ofSheet(lang, done.Table, done.Columns)}
	wider := false
	for _, p := range done.Rows {
		wider = wider || p.Wider
		switch p.Change {
		case desk.Added:
			out.Added++
		case desk.Unchanged:
			out.Unchanged++
		}
		out.Rows = append(out.Rows, personLine{p.Row, p.Name, p.In.Code, p.Post, p.Account, p.Role, p.For.Code, p.Password, p.Before, append([]string{}, p.Made...), p.Change, said(lang, p.Doubts)})
	}
	if wider {
		out.Notes = append(out.Notes, i18n.T(lang, "web.people_wider"))
	}
	return out
}
