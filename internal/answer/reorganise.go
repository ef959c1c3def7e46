package answer

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Reorganisation is what a reorganisation comes to, line by line.
type Reorganisation struct {
	On       period.Date    `json:"on"`
	Decision string         `json:"decision"`
	DryRun   bool           `json:"dry_run"`
	Before   map[string]int `json:"before"` // units standing on the eve, by kind
	After    map[string]int `json:"after"`
	Formed   int            `json:"formed"`
	Changed  int            `json:"changed"` // units that go on with another name, kind or parent
	Ended    int            `json:"ended"`
	Emptied  []string       `json:"emptied"` // names of ended units that no line names
	Vacant   []string       `json:"vacant"`  // names of new units whose head is to be appointed
	Targets  []movedTarget  `json:"targets"` // open obligations
	sheetRead
	Rows   []reorganiseRow `json:"rows"`
	Issues []Issue         `json:"issues"`
}

type reorganiseRow struct {
	Row       int              `json:"row"`
	Old       string           `json:"old"`
	OldName   string           `json:"old_name"`
	Act       org.Act          `json:"act" enum:"merged,divided,continued,renamed,abolished,unknown"`
	New       string           `json:"new"`
	NewName   string           `json:"new_name"`
	Part      bool             `json:"part"`
	Share     *measure.Decimal `json:"share"` // percent
	Questions []question       `json:"questions"`
}

type movedTarget struct {
	Name      string     `json:"name"`
	From      []id.ID    `json:"from"`
	Unit      string     `json:"unit"` // name of the unit it goes on in, "" for none
	Wording   string     `json:"wording"`
	Questions []question `json:"questions"`
}

// OfReorganisation gives a reorganisation in the shape of the command line and the API.
func OfReorganisation(lang i18n.Lang, r reform.Reorganised, read reform.Map, list errs.List, dry bool) Reorganisation {
	out := Reorganisation{On: r.On, Decision: r.Decision, DryRun: dry, Before: r.Before, After: r.After, Formed: len(r.Formed), Changed: len(r.Changed),
		Ended: len(r.Ended), Emptied: []string{}, Vacant: []string{}, Targets: []movedTarget{}, Rows: []reorganiseRow{}, Issues: Issues(lang, list), sheetRead: ofSheet(lang, read.Table, read.Columns)}
	name := map[id.ID]string{}
	for _, v := range r.Formed {
		name[v.ID] = v.Name
	}
	for _, v := range r.Emptied {
		out.Emptied = append(out.Emptied, v.Name)
	}
	for _, v := range r.Vacant {
		out.Vacant = append(out.Vacant, v.Name)
	}
	for _, l := range r.Lines {
		row := reorganiseRow{Row: l.Row, Old: l.Old, OldName: l.From.Name, Act: l.Act, New: l.New.Official, NewName: l.New.Name, Part: l.Part, Share: l.Share, Questions: []question{}}
		for _, q := range l.Questions {
			row.Questions = append(row.Questions, question{Field: "share", Key: q.Key, Text: i18n.Say(lang, q)})
			if l.Act == org.Unknown {
				row.Questions[0].Field = "old"
			}
		}
		out.Rows = append(out.Rows, row)
	}
	for _, m := range r.Targets {
		t := movedTarget{Name: m.From[0].Name, Unit: name[m.Unit], Wording: m.Wording, Questions: []question{}}
		if r.AwaitsShare(m) {
			t.Wording = "" // it hangs on a share that is asked for
		}
		for _, from := range m.From {
			t.From = append(t.From, from.ID)
		}
		if m.Ask != nil {
			t.Questions = append(t.Questions, question{Field: "wording", Key: m.Ask.Key, Text: i18n.Say(lang, *m.Ask)})
		}
		out.Targets = append(out.Targets, t)
	}
	return out
}

// UnitImport is what a list of units came to.
type UnitImport struct {
	DryRun    bool  `json:"dry_run"`
	Import    id.ID `json:"import,omitempty"` // by which it can be undone as a whole
	Added     int   `json:"added"`
	Unchanged int   `json:"unchanged"`
	sheetRead
	Rows   []unitLineRow `json:"rows"`
	Issues []Issue       `json:"issues"`
}

type unitLineRow struct {
	Row      int         `json:"row"`
	Code     string      `json:"code"`
	Official string      `json:"official"`
	Name     string      `json:"name"`
	Kind     string      `json:"kind"`
	Parent   string      `json:"parent"`
	Change   desk.Change `json:"change"`
}

// OfUnitImport gives an import of units in the shape of the command line and the API.
func OfUnitImport(lang i18n.Lang, done units.ImportedUnits, list errs.List, dry bool) UnitImport {
	out := UnitImport{DryRun: dry, Import: done.Import, Rows: []unitLineRow{}, Issues: Issues(lang, list), sheetRead: ofSheet(lang, done.Table, done.Columns)}
	for _, u := range done.Rows {
		switch u.Change {
		case desk.Added:
			out.Added++
		case desk.Unchanged:
			out.Unchanged++
		}
		out.Rows = append(out.Rows, unitLineRow{u.Row, u.Code, u.Official, u.Name, u.Kind, u.Parent, u.Change})
	}
	return out
}
